"""Whom to ring: the chosen person, organisation or school beside the list, or over it in a small window."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jeugdhulp_desktop.domain.relations import PartyLine, PersonLine
from jeugdhulp_desktop.domain.schools import SchoolLine
from jeugdhulp_desktop.ui import icons
from jeugdhulp_desktop.ui.relations.columns import GONE, days_in_words
from jeugdhulp_desktop.ui.relations.lists import Everything, Line
from jeugdhulp_desktop.ui.theme import theme
from jeugdhulp_desktop.ui.widgets.avatar import Avatar
from jeugdhulp_desktop.ui.widgets.buttons import Button
from jeugdhulp_desktop.ui.widgets.labels import Hairline, TextBlock, label
from jeugdhulp_desktop.ui.widgets.panel import Panel, ScrollArea, clear_layout

WIDE = 360


class RelationDetail(Panel):
    """Facts of one line, large enough to ring while one looks; and what can be done with it."""

    def __init__(
        self, edit: Callable[[], object], remove: Callable[[], object], back: Callable[[], object]
    ) -> None:
        super().__init__(margin=20, spacing=12)
        self.setAccessibleName("Gegevens")
        self.back = Button("Terug naar de lijst", "arrow-left", "link")
        self.back.clicked.connect(lambda _checked=False: back())
        self.back.hide()
        self.body.addWidget(self.back)
        inner = QWidget()
        self._lines = QVBoxLayout(inner)
        self._lines.setContentsMargins(0, 0, 4, 0)
        self._lines.setSpacing(10)
        self.body.addWidget(ScrollArea(inner), 1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        self.edit_button = Button("Bewerken", "pencil-outline")
        self.remove_button = Button("Verwijderen", kind="plain")
        self.edit_button.clicked.connect(lambda _checked=False: edit())
        self.remove_button.clicked.connect(lambda _checked=False: remove())
        foot.addWidget(self.edit_button)
        foot.addWidget(self.remove_button)
        foot.addStretch(1)
        self.body.addLayout(foot)
        theme().changed.connect(self._fit)
        self._over = False
        self._fit()

    def set_over_list(self, over: bool) -> None:
        """Stand in the place of the list, with a way back to it."""
        self._over = over
        self.back.setVisible(over)
        self._fit()

    def _fit(self) -> None:
        wide = theme().px(WIDE)
        self.setMinimumWidth(wide)
        self.setMaximumWidth(16_777_215 if self._over else wide)

    def show_line(self, line: Line | None, everything: Everything, choose: str) -> None:
        """Show a line; ``choose`` stands there while none is chosen."""
        clear_layout(self._lines)
        for button in (self.edit_button, self.remove_button):
            button.setVisible(line is not None)
        if line is None:
            self._lines.addWidget(TextBlock(choose, tone="text2"))
        elif isinstance(line, PersonLine):
            self._person(line)
        elif isinstance(line, PartyLine):
            self._head(line.name, line.kind.value)
            self._reach(line.phone, line.email)
            self._fact("information-outline", line.note)
        else:
            self._school(line, everything)
        self._people(everything.people_of(line))
        self._lines.addStretch(1)

    def _person(self, line: PersonLine) -> None:
        kind = f"{line.worker_type.value}, {line.worker_type.label}" if line.worker_type else ""
        self._head(line.name, line.role or kind, line.organisation)
        if not line.active:
            self._fact("archive-outline", GONE)
        self._reach(line.phone, line.email)
        if line.role:
            self._fact("badge-account-outline", kind)
        days = days_in_words(line.days)
        self._fact("calendar-blank-outline", f"Aanwezig op {days}" if days else "")

    def _school(self, line: SchoolLine, everything: Everything) -> None:
        self._head(line.name, line.school_type.label)
        self._fact("map-marker-outline", line.municipality)
        if line.pupil_count is not None:
            self._fact("account-multiple-outline", f"{line.pupil_count} leerlingen")
        contact = everything.person(line.contact_person_id)
        if contact is None:
            self._fact("alert-outline", "Nog geen vaste contactpersoon", tone="warn")
        for person, words in (
            (contact, "Contactpersoon"),
            (everything.person(line.deputy_person_id), "Vervanger"),
        ):
            if person is not None:
                self._fact("phone-outline", "\n".join(filter(None, (f"{words} {person.name}", person.phone))))

    def _head(self, title: str, *facts: str) -> None:
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(Avatar(title), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(label(title, "section", wrap=True))
        for each in filter(None, facts):
            words.addWidget(label(each, "body", "text2", wrap=True))
        row.addLayout(words, 1)
        self._lines.addLayout(row)
        self._lines.addWidget(Hairline())

    def _reach(self, phone: str, email: str) -> None:
        """The number first and large; what is missing is said, since that is what one came for."""
        if phone:
            self._fact("phone-outline", phone, large=True)
        else:
            self._fact("phone-outline", "Nog geen telefoonnummer", tone="text2")
        self._fact("email-outline", email)

    def _fact(self, icon: str, text: str, *, large: bool = False, tone: str = "text") -> None:
        if not text:
            return
        row = QHBoxLayout()
        row.setSpacing(10)
        side = "accent" if large else "text2" if tone == "text" else tone
        row.addWidget(icons.IconLabel(icon, 18, side), 0, Qt.AlignmentFlag.AlignTop)
        words = label(text, "section" if large else "body", tone, wrap=True)
        words.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        words.setAccessibleName(text)
        row.addWidget(words, 1)
        self._lines.addLayout(row)

    def _people(self, people: list[PersonLine]) -> None:
        if not people:
            return
        self._lines.addWidget(Hairline())
        self._lines.addWidget(label("Mensen", "strong"))
        for person in people:
            role = person.worker_type.value if person.worker_type else person.role
            facts = (role, person.phone) if person.active else (role, GONE.lower())
            box = QVBoxLayout()
            box.setSpacing(0)
            box.addWidget(label(person.name, "body", "text" if person.active else "text2", wrap=True))
            box.addWidget(label(" · ".join(filter(None, facts)), "caption", "text2", wrap=True))
            self._lines.addLayout(box)
