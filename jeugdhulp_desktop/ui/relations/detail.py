"""Whom to ring: the chosen person, organisation or school beside the list."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jeugdhulp_desktop.domain.relations import PartyLine, PersonLine
from jeugdhulp_desktop.domain.schools import SchoolLine
from jeugdhulp_desktop.ui import icons
from jeugdhulp_desktop.ui.relations.columns import days_in_words
from jeugdhulp_desktop.ui.theme import theme
from jeugdhulp_desktop.ui.widgets.avatar import Avatar
from jeugdhulp_desktop.ui.widgets.buttons import Button
from jeugdhulp_desktop.ui.widgets.labels import Hairline, TextBlock, label
from jeugdhulp_desktop.ui.widgets.panel import Panel, ScrollArea, clear_layout

Line = PersonLine | PartyLine | SchoolLine


class RelationDetail(Panel):
    """Facts of one line, large enough to ring while one looks; and what can be done with it."""

    def __init__(self, edit: Callable[[], object], remove: Callable[[], object]) -> None:
        super().__init__(margin=20, spacing=12)
        self.setFixedWidth(theme().px(360))
        inner = QWidget()
        self._lines = QVBoxLayout(inner)
        self._lines.setContentsMargins(0, 0, 4, 0)
        self._lines.setSpacing(10)
        self.body.addWidget(ScrollArea(inner), 1)
        foot = QHBoxLayout()
        self.edit_button = Button("Bewerken", "pencil-outline")
        self.remove_button = Button("Verwijderen", kind="plain")
        self.edit_button.clicked.connect(lambda _checked=False: edit())
        self.remove_button.clicked.connect(lambda _checked=False: remove())
        foot.addWidget(self.edit_button)
        foot.addWidget(self.remove_button)
        foot.addStretch(1)
        self.body.addLayout(foot)
        self.show_line(None)

    def show_line(self, line: Line | None, people: Sequence[PersonLine] = ()) -> None:
        """Show a line, with the people who belong to an organisation or a school."""
        clear_layout(self._lines)
        for button in (self.edit_button, self.remove_button):
            button.setVisible(line is not None)
        if line is None:
            self._lines.addWidget(
                TextBlock("Kies iemand in de lijst om te zien hoe je die bereikt.", tone="text2")
            )
        elif isinstance(line, PersonLine):
            self._person(line)
        elif isinstance(line, PartyLine):
            self._head(line.name, line.kind.value)
            self._fact("phone-outline", line.phone)
            self._fact("email-outline", line.email)
            self._people(people)
        else:
            self._head(line.name, line.school_type.label)
            self._fact("map-marker-outline", line.municipality)
            if line.pupil_count is not None:
                self._fact("account-multiple-outline", f"{line.pupil_count} leerlingen")
            self._fact(
                "card-account-phone-outline", line.contact_person and f"Contactpersoon {line.contact_person}"
            )
            self._people(people)
        self._lines.addStretch(1)

    def _person(self, line: PersonLine) -> None:
        kind = f"{line.worker_type.value}, {line.worker_type.label}" if line.worker_type else line.role
        self._head(line.name, " · ".join(each for each in (kind, line.organisation) if each))
        if not line.active:
            self._fact("archive-outline", "Werkt hier niet meer")
        self._fact("phone-outline", line.phone, large=True)
        self._fact("email-outline", line.email)
        self._fact("calendar-blank-outline", days_in_words(line.days))

    def _head(self, title: str, facts: str) -> None:
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(Avatar(title), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(label(title, "section", wrap=True))
        words.addWidget(label(facts, "body", "text2", wrap=True))
        row.addLayout(words, 1)
        self._lines.addLayout(row)
        self._lines.addWidget(Hairline())

    def _fact(self, icon: str, text: str, *, large: bool = False) -> None:
        if not text:
            return
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(icons.IconLabel(icon, 18, "accent" if large else "text2"), 0, Qt.AlignmentFlag.AlignTop)
        words = label(text, "section" if large else "body", wrap=True)
        words.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        words.setAccessibleName(text)
        row.addWidget(words, 1)
        self._lines.addLayout(row)

    def _people(self, people: Sequence[PersonLine]) -> None:
        if not people:
            return
        self._lines.addWidget(Hairline())
        self._lines.addWidget(label("Mensen", "strong"))
        for person in people:
            role = person.worker_type.value if person.worker_type else person.role
            facts = " · ".join(each for each in (role, person.phone) if each)
            box = QVBoxLayout()
            box.setSpacing(0)
            box.addWidget(label(person.name, "body", wrap=True))
            box.addWidget(label(facts, "caption", "text2", wrap=True))
            self._lines.addLayout(box)
