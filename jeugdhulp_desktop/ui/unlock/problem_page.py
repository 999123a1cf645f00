"""A vault that cannot be opened: which of the failures it is, and what can be done about it."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QWidget

from jeugdhulp_desktop.domain.errors import WorldError
from jeugdhulp_desktop.ui import icons, sentences
from jeugdhulp_desktop.ui.unlock.card import CardPage
from jeugdhulp_desktop.ui.widgets.buttons import Button
from jeugdhulp_desktop.ui.widgets.labels import TextBlock, label
from jeugdhulp_desktop.ui.widgets.panel import Soft

Act = tuple[str, Callable[[], object]]


class VaultProblemPage(CardPage):
    """Says what is wrong with a vault, with at most three things to do; the first is the filled button."""

    def __init__(
        self, folder: Path, error: WorldError, acts: Sequence[Act], parent: QWidget | None = None
    ) -> None:
        super().__init__("Deze kluis gaat niet open", "", parent)
        self.lead.hide()
        place = label(str(folder), "caption", "text2", wrap=True)
        self.card.body.addWidget(place)
        box = Soft("bad_soft", margin=16)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(icons.IconLabel("alert-circle-outline", 18, "bad"))
        self.words = TextBlock(sentences.sentence(error))
        row.addWidget(self.words, 1)
        box.body.addLayout(row)
        self.card.body.addWidget(box)
        self.buttons: list[Button] = []
        for at, (words, do) in enumerate(acts):
            button = Button(words, kind="filled" if at == 0 else "outlined")
            button.setSizePolicy(self.card.sizePolicy())
            button.clicked.connect(lambda _checked=False, do=do: do())
            self.card.body.addWidget(button)
            self.buttons.append(button)
