"""The shell: the rail, the pages, the messages, and the keys that work everywhere.

It knows pages only through ``PageEntry`` and ``Page``. Pages are made at their first visit; locking takes the
whole window away, so no page outlives its Session.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from jeugdhulp_desktop.domain.errors import WorldError
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.domain.undo import UndoStep
from jeugdhulp_desktop.ui import shortcuts
from jeugdhulp_desktop.ui.errands import Errand
from jeugdhulp_desktop.ui.pages import Page, PageContext, PageEntry
from jeugdhulp_desktop.ui.palette import Command, Palette, Provider
from jeugdhulp_desktop.ui.sentences import sentence
from jeugdhulp_desktop.ui.tasks import is_damage
from jeugdhulp_desktop.ui.theme import theme
from jeugdhulp_desktop.ui.undoing import OFFER, is_over, step_words
from jeugdhulp_desktop.ui.widgets.focus import first_focus, pane_beside
from jeugdhulp_desktop.ui.widgets.labels import TextBlock
from jeugdhulp_desktop.ui.widgets.messages import Act, Message, MessageArea
from jeugdhulp_desktop.ui.widgets.nav import NavRail
from jeugdhulp_desktop.ui.widgets.progress import ProgressLine

if TYPE_CHECKING:
    from jeugdhulp_desktop.services.session import Session

PRODUCT = "Jeugdhulp Desktop"
NARROW = 1200  # logical pixels: below this the rail folds by itself
SMALLEST = (960, 580)
DAMAGE = "Een deel van de kluis is niet te lezen. Er is niets overschreven. Kijk wat er nog goed is."


class MainWindow(QMainWindow):
    """The window of one Session."""

    lock_asked = Signal()
    help_asked = Signal(str)  # help topic of the page in front
    note_asked = Signal()  # quick note (Ctrl+Shift+M)
    undo_asked = Signal(object)  # the number of a step, None for the last one
    privacy_changed = Signal(bool)
    errand_asked = Signal(object)  # an Errand: what is done while the vault is closed
    rail_folded = Signal(bool)  # by the user, to be remembered
    closing = Signal()

    def __init__(
        self, entries: Sequence[PageEntry], context: PageContext, *, folded: bool = False, demo: bool = False
    ) -> None:
        super().__init__()
        self.context = context
        self.entries = tuple(entries)
        self.pages: dict[str, Page] = {}
        self.session: Session | None = None
        self.search_provider: Provider | None = None
        self.extra_commands: list[Command] = []
        self.newest_step: Callable[[], UndoStep | None] = lambda: None
        self._shown = ""
        self._wide_pages: frozenset[str] = frozenset()
        self._years: tuple[SchoolYear, ...] = ()
        self._folded_by_user = folded
        self._stale: dict[str, set[object]] = {}
        self.setWindowTitle(PRODUCT)
        self.setMinimumSize(*SMALLEST)
        self._build(demo)
        self._bind_keys()
        self._connect()

    def open_with(self, session: "Session", page: str = "") -> None:
        """Take the Session and show a page (the first of the rail by default)."""
        self.session = session
        self.open_page(page or self.entries[0].name)

    def open_page(self, name: str, argument: object = None, *, from_rail: bool = False) -> bool:
        """Show a page, made at its first visit; False when the page in front must not be left."""
        entry = next((each for each in self.entries if each.name == name), None)
        if entry is None:
            return False
        if name != self._shown:
            current = self.page()
            if current is not None and not current.may_leave():
                self.rail.set_current(self._shown)
                return False
        page = self._made(entry)
        if name != self._shown:
            self.messages.leave_page()
            self._shown = name
            self.stack.setCurrentWidget(page)
            if not from_rail:  # who walks through the rail stays there
                page.take_focus()
            self.rail.set_current(name)
            self._write_title()
            self._fold_to_fit()
        stale = self._stale.pop(name, None)
        if stale:
            page.refresh(frozenset(stale))
        page.shown()
        if argument is not None:
            page.open_at(argument)
        return True

    def page(self) -> Page | None:
        """The page in front."""
        return self.pages.get(self._shown)

    def page_name(self) -> str:
        """The name of the page in front."""
        return self._shown

    def may_close(self) -> bool:
        """False when a page has something that must not be lost; asked before lock and close."""
        return all(page.may_leave() for page in self.pages.values())

    def show_message(self, message: Message) -> None:
        """Show a message of the shell itself above the page: it stays whichever page is in front."""
        self.messages.add(replace(message, lasting=True))

    def set_saved(self, when: str, words: str = "Alles bewaard", tone: str = "ok") -> None:
        """The line at the foot of the rail."""
        self.rail.set_saved(when, words, tone)

    def set_years(self, years: Sequence[SchoolYear]) -> None:
        """The school years to pick from."""
        self.rail.set_years(years, self.context.years.year)
        self._years = tuple(years)

    def set_folded(self, folded: bool) -> None:
        """Fold the rail, as the user asked or as it was remembered."""
        self._folded_by_user = folded
        self._fold_to_fit()

    def commands(self) -> list[Command]:
        """What the palette offers before anything is searched."""
        made = [
            Command(f"Naar {entry.title}", lambda name=entry.name: self.open_page(name), entry.icon, "scherm")  # type: ignore[misc]
            for entry in self.entries
        ]
        made += self.extra_commands
        made.append(Command("Nieuw contactmoment", self.note_asked.emit, "note-plus-outline", "Ctrl+Shift+M"))
        made.append(
            Command(
                "Alleen initialen aan of uit", self.context.privacy.toggle, "eye-off-outline", "Ctrl+Shift+I"
            )
        )
        if (step := self.newest_step()) is not None:
            words = f"Ongedaan maken: {step_words(step)}"
            made.append(Command(words, lambda: self.undo_asked.emit(step.number), "undo", "Ctrl+Z"))
        made.append(Command("Vergrendelen", self.lock_asked.emit, "lock-outline", "Ctrl+L"))
        made.append(Command("Hulp bij dit scherm", self._ask_help, "help-circle-outline", "F1"))
        made.append(Command("Lijst van toetsen", self._show_keys, "keyboard-outline", "Ctrl+/"))
        return made

    def _build(self, demo: bool) -> None:
        whole = QWidget()
        whole.setProperty("back", "window")
        self.setCentralWidget(whole)
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.rail = NavRail()
        places = {True: "foot", False: "main"}
        self.rail.set_pages(
            [
                (each.name, each.title, each.icon, "rare" if each.rare else places[each.foot])
                for each in self.entries
            ]
        )
        self.rail.set_saved("")
        row.addWidget(self.rail)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.progress = ProgressLine(self.context.tasks)
        column.addWidget(self.progress)
        self.banner = TextBlock(
            "Dit is een oefenkluis met verzonnen leerlingen. Zet hier niets in van echte leerlingen.",
            "caption",
            "warn",
        )
        self.banner.setContentsMargins(24, 6, 24, 0)
        column.addWidget(self.banner)
        self.messages = MessageArea()
        self.messages.layout().setContentsMargins(24, 12, 24, 0)  # type: ignore[union-attr]
        column.addWidget(self.messages)
        self.stack = QStackedWidget()
        column.addWidget(self.stack, 1)
        row.addLayout(column, 1)
        self.banner.setVisible(demo)
        year = self.context.years.year
        self.set_years([year.next, year, year.previous])

    def _connect(self) -> None:
        self.rail.chosen.connect(lambda name: self.open_page(name, from_rail=True))
        self.rail.search_asked.connect(self.open_palette)
        self.rail.lock_asked.connect(self.lock_asked)
        self.rail.unfold_asked.connect(self.toggle_fold)
        self.rail.year_picked.connect(self.context.years.choose)
        self.context.years.changed.connect(self._year_changed)
        self.context.privacy.changed.connect(self._privacy_changed)
        self.context.tasks.changed.connect(self._refresh)
        self.context.tasks.failed.connect(self._failed)
        self.context.tasks.damaged.connect(self._damage_met)
        theme().changed.connect(self._fold_to_fit)

    def _bind_keys(self) -> None:
        acts: dict[str, Callable[[], object]] = {
            "palette": self.open_palette,
            "search": lambda: self._to_page("focus_search"),
            "new": lambda: self._to_page("new_item"),
            "note": self.note_asked.emit,
            "save": lambda: self._to_page("save"),
            "finish": lambda: self._to_page("finish"),
            "back": lambda: self._to_page("back"),
            "edit": lambda: self._to_page("edit"),
            "undo": self._undo,
            "pdf": lambda: self._to_page("make_pdf"),
            "next_pane": lambda: self._walk_panes(1),
            "previous_pane": lambda: self._walk_panes(-1),
            "next_problem": lambda: self._to_page("next_problem", 1),
            "previous_problem": lambda: self._to_page("next_problem", -1),
            "fold": self.toggle_fold,
            "privacy": self.context.privacy.toggle,
            "lock": self.lock_asked.emit,
            "help": self._ask_help,
            "keys": self._show_keys,
        }
        for name, act in acts.items():
            for keys in shortcuts.sequences(name):
                self._bind(keys, act)
        main = [entry for entry in self.entries if not entry.foot]
        for number, entry in enumerate(main[:7], start=1):
            self._bind(QKeySequence(f"Ctrl+{number}"), lambda name=entry.name: self.open_page(name))  # type: ignore[misc]

    def _bind(self, keys: QKeySequence, act: Callable[[], object]) -> None:
        shortcut = QShortcut(keys, self)
        shortcut.activated.connect(act)

    def _made(self, entry: PageEntry) -> Page:
        if entry.name not in self.pages:
            page = entry.factory(self.context)
            page.open_page.connect(self.open_page)
            page.message.connect(self.messages.add)
            page.message_over.connect(self.messages.remove)
            page.part_left.connect(self.messages.leave_page)
            page.saved.connect(self._page_saved)
            page.errand_asked.connect(self.errand_asked)
            page.undo_asked.connect(self.undo_asked)
            page.title_changed.connect(lambda _title: self._write_title())
            page.needs_room.connect(partial(self._give_room, entry.name))
            self.pages[entry.name] = page
            self.stack.addWidget(page)
            if self.session is not None:
                page.open_with(self.session)
        return self.pages[entry.name]

    def _to_page(self, method: str, *arguments: object) -> None:
        page = self.page()
        if page is not None:
            getattr(page, method)(*arguments)

    def _undo(self) -> None:
        page = self.page()
        if page is None or not page.undo():
            self.undo_asked.emit(None)

    def undone(self, step: UndoStep) -> None:
        """A step was undone: editors that stand open show what their record is now."""
        for page in self.pages.values():
            page.undone(step)
        self._page_saved()

    def _walk_panes(self, step: int) -> None:
        page = self.page()
        panes: list[QWidget] = [self.rail, *(page.panes() if page else [])]
        panes = [pane for pane in panes if pane.isVisible()]
        target = pane_beside(panes, self.focusWidget(), step)
        if target is self.rail:
            self.rail.focus_first()
        else:
            first_focus(target)

    def open_palette(self) -> None:
        """Ctrl+K."""
        self.palette_window = Palette(self.commands(), self.search_provider, self)
        self.palette_window.open_over(self)

    def toggle_fold(self) -> None:
        """Ctrl+B."""
        self._folded_by_user = not self.rail.folded
        self.rail.fold(self._folded_by_user)
        self.rail_folded.emit(self._folded_by_user)

    def _give_room(self, page: str, needed: bool) -> None:
        self._wide_pages = self._wide_pages | {page} if needed else self._wide_pages - {page}
        self._fold_to_fit()

    def _fold_to_fit(self) -> None:
        crowded = self.width() < theme().px(NARROW) or self._shown in self._wide_pages
        self.rail.fold(self._folded_by_user or crowded)

    def _refresh(self, changes: frozenset[object]) -> None:
        if is_over(changes):
            self._take_offer_away()
        for name, page in self.pages.items():
            told = changes & page.watches if page.watches else changes
            if not told:
                continue
            if name == self._shown:
                page.refresh(frozenset(told))
            else:
                self._stale.setdefault(name, set()).update(told)

    def _take_offer_away(self) -> None:
        """The bar that offered to undo goes; who pressed its button is in the page again, in its list."""
        focused, page = self.focusWidget(), self.page()
        pressed = focused is not None and self.messages.isAncestorOf(focused)
        self.messages.remove(OFFER)
        if pressed and page is not None:
            panes = [pane for pane in page.panes() if pane.isVisible()]
            first_focus((panes[1:] or panes or [page])[0])

    def _failed(self, error: WorldError) -> None:
        if not is_damage(error):  # that has a bar of its own
            self.show_message(Message(sentence(error), "bad"))

    def _damage_met(self, error: WorldError) -> None:
        """A page of the vault cannot be read: one bar, whichever screen met it (F17)."""
        act = Act("Herstel openen", partial(self.errand_asked.emit, Errand("recover", error)))
        self.show_message(Message(DAMAGE, "bad", acts=(act,), key="damaged", closable=False))

    def _page_saved(self) -> None:
        self.set_saved(f"vandaag om {self.context.now():%H:%M}")

    def _year_changed(self, year: SchoolYear) -> None:
        self.rail.set_years(self._years, year)
        for page in self.pages.values():
            page.school_year_changed(year)

    def _privacy_changed(self) -> None:
        self._write_title()
        self.privacy_changed.emit(self.context.privacy.on)

    def _write_title(self) -> None:
        """Page and product only: a window title never holds a pupil's name (F52)."""
        entry = next((each for each in self.entries if each.name == self._shown), None)
        self.setWindowTitle(f"{entry.title} · {PRODUCT}" if entry else PRODUCT)

    def _ask_help(self) -> None:
        widget: QWidget | None = self.focusWidget()
        while widget is not None and not hasattr(widget, "help_topic"):  # a view knows its topic best
            widget = widget.parentWidget()
        self.help_asked.emit(getattr(widget or self.page(), "help_topic", ""))

    def _show_keys(self) -> None:
        shortcuts.show_shortcuts(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold_to_fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        page = self.page()
        if page is not None:
            page.take_focus()

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.may_close():
            event.ignore()
            return
        self.closing.emit()
        super().closeEvent(event)
