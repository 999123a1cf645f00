"""Bewijs: what shows that an answer is so. A contact moment of the case, or a few words."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from jeugdhulp_desktop.domain.contacts import ContactLine
from jeugdhulp_desktop.ui.cases.looks import contact_words
from jeugdhulp_desktop.ui.icons import IconLabel
from jeugdhulp_desktop.ui.monitoring.looks import day_words
from jeugdhulp_desktop.ui.theme import theme
from jeugdhulp_desktop.ui.widgets.buttons import Button, IconButton
from jeugdhulp_desktop.ui.widgets.flow import FlowLayout
from jeugdhulp_desktop.ui.widgets.labels import label

OFFERED = 15  # contact moments in the menu, the newest


def contact_label(line: ContactLine, today: date) -> str:
    """ "Gesprek thuis, 8 september"."""
    return f"{contact_words(line).split(',')[0]}, {day_words(line.happened_on, today)}"


class EvidenceRow(QWidget):
    """The chosen contact moment as a chip, and the ways to choose one or to type."""

    picked = Signal(object)  # id of a contact moment, or None
    typing_asked = Signal()

    def __init__(self, contacts: Sequence[ContactLine], today: date) -> None:
        super().__init__()
        self._contacts, self._today = tuple(contacts), today
        self._chosen: int | None = None
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(5)
        whole.addWidget(label("Bewijs: waar blijkt dat uit?", "field"))
        box = QWidget()
        row = FlowLayout(box, spacing=16)
        self.chip = QWidget()
        self.chip.setProperty("back", "neutral_soft")
        inside = QHBoxLayout(self.chip)
        inside.setContentsMargins(theme().px(12), 1, 4, 1)
        inside.setSpacing(8)
        inside.addWidget(IconLabel("home-account", 18, "accent"))
        self.words = label("")
        inside.addWidget(self.words)
        self.remove = IconButton("Bewijs weghalen", "close", small=True)
        self.remove.clicked.connect(lambda _checked=False: self._pick(None))
        inside.addWidget(self.remove)
        self.choose = Button("Contactmoment kiezen", "link-variant", "link")
        self.choose.clicked.connect(lambda _checked=False: self.open_menu())
        self.type = Button("Zelf typen", "pencil-outline", "link")
        self.type.clicked.connect(lambda _checked=False: self.typing_asked.emit())
        for widget in (self.chip, self.choose, self.type):
            row.addWidget(widget)
        whole.addWidget(box)
        self.choose.setVisible(bool(contacts))
        self.set_contact(None)

    def contact_id(self) -> int | None:
        """The chosen contact moment."""
        return self._chosen

    def set_contact(self, contact_id: int | None) -> None:
        """Show a chosen contact moment without announcing it."""
        self._chosen = contact_id
        line = next((each for each in self._contacts if each.id == contact_id), None)
        self.chip.setVisible(contact_id is not None)
        self.words.setText(contact_label(line, self._today) if line else "Contactmoment")

    def open_menu(self) -> QMenu:
        """The newest contact moments of the case."""
        menu = QMenu(self)
        for line in self._contacts[:OFFERED]:
            action = QAction(contact_label(line, self._today).replace("&", "&&"), menu)
            action.triggered.connect(lambda _checked=False, chosen=line.id: self._pick(chosen))
            menu.addAction(action)
        menu.popup(self.choose.mapToGlobal(QPoint(0, self.choose.height() + 4)))
        menu.setActiveAction(menu.actions()[0])
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def _pick(self, contact_id: int | None) -> None:
        self.set_contact(contact_id)
        self.picked.emit(contact_id)
        (self.remove if contact_id is not None else self.choose).setFocus()
