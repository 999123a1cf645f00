"""0 Kop: who wrote it, when, and which of the seventeen sections this agreement uses."""

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from jeugdhulp_desktop.domain.agreement_kinds import ALWAYS, Section
from jeugdhulp_desktop.domain.agreements import Agreement
from jeugdhulp_desktop.domain.structures import Structure
from jeugdhulp_desktop.ui.agreements.section import EditorSection
from jeugdhulp_desktop.ui.agreements.text_block_menu import TextBlocks
from jeugdhulp_desktop.ui.theme import theme
from jeugdhulp_desktop.ui.widgets.buttons import CheckBox
from jeugdhulp_desktop.ui.widgets.fields import ChoiceField, DateField, TextArea, TextField
from jeugdhulp_desktop.ui.widgets.form import Form
from jeugdhulp_desktop.ui.widgets.labels import label

COLUMN = 190  # pixels that the words of one choice ask


class SectionChoice(QWidget):
    """Which sections are used, as check boxes; those without which there is no agreement are not asked."""

    changed = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(4)
        self.boxes: dict[Section, CheckBox] = {}
        for section in Section:
            if section not in ALWAYS:
                box = CheckBox(f"{section.number}  {section.label}")
                box.setProperty("edits", True)
                box.setChecked(True)
                box.clicked.connect(lambda _checked=False: self.changed.emit())
                self.boxes[section] = box
        self._columns = 0
        self._arrange(3)

    def value(self) -> tuple[Section, ...]:
        """The sections that are left out, in their order."""
        return tuple(section for section, box in self.boxes.items() if not box.isChecked())

    def set_value(self, left_out: Iterable[Section]) -> None:
        """Show which are used, without announcing a change."""
        without = set(left_out)
        for section, box in self.boxes.items():
            box.setChecked(section not in without)

    def own_problem(self) -> str:
        """A choice is always a value."""
        return ""

    def use(self, section: Section) -> None:
        """Use a section after all, as if its box was ticked."""
        if section in self.boxes and not self.boxes[section].isChecked():
            self.boxes[section].setChecked(True)
            self.changed.emit()

    def _arrange(self, columns: int) -> None:
        """Down first, then to the right, as one reads a list."""
        if columns == self._columns:
            return
        self._columns = columns
        rows = -(-len(self.boxes) // columns)
        for at, box in enumerate(self.boxes.values()):
            self._grid.addWidget(box, at % rows, at // rows)

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        self._arrange(max(1, min(3, self.width() // theme().px(COLUMN))))


class HeadingSection(EditorSection):
    """Who wrote it, when, which structure, public or not, and which sections it has."""

    kind = Section.HEADING

    def __init__(self, structures: list[Structure], blocks: TextBlocks | None) -> None:
        super().__init__()
        form = self._form = Form()
        with form.side_by_side():
            self.hold("author", form.add("author", "&Opsteller", TextField(longest=120), stretch=2))
            self.hold("dated", form.add("dated", "&Datum", DateField()))
        with form.side_by_side():
            kinds = [(each.id, each.name) for each in structures]
            choice = form.add("structure_id", "&Structuur van de gemeente", ChoiceField(kinds), stretch=2)
            self.take("structure_id", choice)
            self._structure = choice
            openly = [(True, "Ja, openbaar"), (False, "Nee, niet openbaar")]
            self.hold("public", form.add("public", "Open&baar", ChoiceField(openly)))
        self.text(form, "change_reason", "Waarom deze versie er komt", TextArea(lines=2), blocks)
        self.body.addWidget(form)
        self.body.addWidget(label("Onderdelen die we gebruiken", "field"))
        self.choice = SectionChoice()
        self.hold("left_out", self.choice)
        self.choice.setAccessibleName("Onderdelen die we gebruiken")
        self.body.addWidget(self.choice)
        always = "Kop, Partijen, Inzet, Thema’s en Ondertekening horen er altijd bij."
        self.body.addWidget(label(always, "caption", "text2", wrap=True))

    def fill(self, agreement: Agreement) -> None:
        super().fill(agreement)
        self._structure.set_value(agreement.structure_id)
        self._form.rows["change_reason"].setVisible(agreement.number > 1 or bool(agreement.change_reason))

    def apply(self, agreement: Agreement) -> Agreement:
        # What names a structure that this program does not know stays as it is.
        self._read["structure_id"] = self._structure.value() or agreement.structure_id
        return super().apply(agreement)
