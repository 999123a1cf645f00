"""Privacy en beheer: a list of parts, and the one that was chosen beside it."""

from typing import TYPE_CHECKING

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from jeugdhulp_desktop.ui.pages import Page, PageContext
from jeugdhulp_desktop.ui.privacy.part import Part
from jeugdhulp_desktop.ui.privacy.part_list import parts
from jeugdhulp_desktop.ui.theme import theme
from jeugdhulp_desktop.ui.widgets.choice_field import ChoiceField
from jeugdhulp_desktop.ui.widgets.focus import first_focus
from jeugdhulp_desktop.ui.widgets.header import PageHeader
from jeugdhulp_desktop.ui.widgets.sections import Section, SectionList

if TYPE_CHECKING:
    from jeugdhulp_desktop.services.session import Session

NARROW = 900  # logical pixels: below this the list becomes one choice above the part
_FACTS = "Wat je gegevens beschermt, wat je weggooide en hoe je verhuist."


class PrivacyPage(Page):
    """The parts are built when they are chosen; the one that was left stays as it was."""

    title = "Privacy en beheer"
    help_topic = "privacy"

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._entries = {entry.name: entry for entry in parts()}
        self.parts: dict[str, Part] = {}
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 18, 24, 20)
        whole.setSpacing(14)
        whole.addWidget(PageHeader(self.title, _FACTS))
        self.choice = ChoiceField([(entry.name, entry.title) for entry in self._entries.values()])
        self.choice.setAccessibleName("Onderdeel")
        self.choice.changed.connect(lambda: self.show_part(self.choice.value()))
        self.choice.hide()
        whole.addWidget(self.choice)
        columns = QHBoxLayout()
        columns.setSpacing(16)
        entries = [Section(entry.name, "", entry.title, "") for entry in self._entries.values()]
        self.list = SectionList("Onderdelen van privacy en beheer", entries)
        self.list.chosen.connect(self.show_part)
        columns.addWidget(self.list)
        self.stack = QStackedWidget()
        columns.addWidget(self.stack, 1)
        whole.addLayout(columns, 1)

    @property
    def current(self) -> Part | None:
        """The part in front."""
        widget = self.stack.currentWidget()
        return widget if isinstance(widget, Part) else None

    def open_with(self, session: "Session") -> None:
        super().open_with(session)
        for part in self.parts.values():
            part.open_with(session)
        if self.current is None and self._entries:
            self.show_part(next(iter(self._entries)))

    def open_at(self, argument: object) -> None:
        """The name of a part, or (name, what it should show)."""
        name, *rest = argument if isinstance(argument, tuple) else (argument,)
        if isinstance(name, str) and name in self._entries and self.show_part(name):
            part = self.parts[name]
            if rest:
                part.open_at(rest[0])
            first_focus(part)

    def show_part(self, name: str) -> bool:
        """Put this part in front; False when the one in front is not left."""
        front, part = self.current, self.parts.get(name)
        stays = front is not None and front is not part and not front.may_leave()
        if not stays:
            if part is None:
                part = self._build(name)
            self.stack.setCurrentWidget(part)
            part.shown()
        shown = next((each for each, made in self.parts.items() if made is self.current), name)
        self.list.set_current(shown)
        self.choice.set_value(shown)
        return not stays

    def _build(self, name: str) -> Part:
        part = self._entries[name].make(self.context)
        for mine, its in (
            (self.message, part.message),
            (self.message_over, part.message_over),
            (self.saved, part.saved),
            (self.open_page, part.open_page),
            (self.errand_asked, part.errand_asked),
        ):
            its.connect(mine)
        self.parts[name] = part
        self.stack.addWidget(part)
        if self.session is not None:
            part.open_with(self.session)
        return part

    def shown(self) -> None:
        if self.current is not None:
            self.current.shown()

    def refresh(self, changes: frozenset[object]) -> None:
        for part in self.parts.values():
            if part.watches & changes:
                part.refresh(changes)

    def may_leave(self) -> bool:
        return self.current is None or self.current.may_leave()

    def place(self) -> object:
        return self.list.current() or None

    def panes(self) -> list[QWidget]:
        front = self.current
        return [self.list, self.choice, *(front.panes() if front is not None else [])]

    def take_focus(self) -> None:
        first_focus(self.current or self.list)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < theme().px(NARROW)
        self.list.setVisible(not narrow)
        self.choice.setVisible(narrow)
