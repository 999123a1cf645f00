"""An unlocked vault on the screen: the window with its pages, and what runs beside them.

Lives exactly as long as its Session: locking drops it whole.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from jeugdhulp_desktop.domain.cases import CaseLine
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.services.changes import Change
from jeugdhulp_desktop.ui import dialogs
from jeugdhulp_desktop.ui.cases.quick_note import has_note_aside, open_quick_note
from jeugdhulp_desktop.ui.clipboard import clear_ours
from jeugdhulp_desktop.ui.laptop import Laptop
from jeugdhulp_desktop.ui.main_window import MainWindow
from jeugdhulp_desktop.ui.page_list import pages
from jeugdhulp_desktop.ui.pages import PageContext
from jeugdhulp_desktop.ui.palette import Command, Deliver
from jeugdhulp_desktop.ui.privacy_mode import Privacy
from jeugdhulp_desktop.ui.system_events import SystemEvents
from jeugdhulp_desktop.ui.tasks import Tasks
from jeugdhulp_desktop.ui.upkeep import Upkeep
from jeugdhulp_desktop.ui.widgets.focus import first_focus
from jeugdhulp_desktop.ui.year_choice import YearChoice

if TYPE_CHECKING:
    from jeugdhulp_desktop.services.session import Session

_ON_PAPER = frozenset(
    {Change.AGREEMENTS, Change.ADDITIONS, Change.EVALUATIONS, Change.HOURS, Change.SCHOOLS, Change.SETTINGS}
)
FOUND = 12  # cases in the palette


class Workplace(QObject):
    """The window of one Session, with quick note, palette search and the upkeep of the report folder."""

    lock_asked = Signal()
    help_asked = Signal(str)

    def __init__(self, session: "Session", tasks: Tasks, privacy: Privacy, laptop: Laptop) -> None:
        super().__init__()
        self.session, self._tasks, self._laptop = session, tasks, laptop
        years = YearChoice(SchoolYear.of(session.today()), self)
        self.context = PageContext(tasks, privacy, years, session.now, laptop)
        self.window = MainWindow(pages(), self.context, folded=laptop.settings.rail_folded, demo=session.demo)
        self.window.search_provider = self._search
        self.window.lock_asked.connect(self.lock_asked)
        self.window.help_asked.connect(self.help_asked)
        self.window.note_asked.connect(self.quick_note)
        self.window.rail_folded.connect(self._keep_fold)
        self.window.privacy_changed.connect(self._keep_privacy)
        self._unsubscribe = session.changes.subscribe(tasks.announce)
        self._upkeep = Upkeep(session, tasks, self.window)
        tasks.changed.connect(self._changed)
        self._events = SystemEvents(self.window)
        self._events.left.connect(self.lock_asked)

    def begin(self, page: str = "") -> None:
        """Show the page where one was, and look at the report folder."""
        self.window.open_with(self.session, page)
        front = self.window.page()
        if front is not None:  # the keyboard is in the page, not in the rail
            first_focus(next(iter(front.panes()), front))
        self._upkeep.start()

    def may_close(self) -> bool:
        """Whether nothing typed would be lost; asked for, in the pages and in what is open above them."""
        if not self.window.may_close():
            return False
        if not dialogs.typed() and not has_note_aside(self.window):
            return True
        text = "Een contactmoment of een ander venster is nog niet bewaard. Ga je weg, dan is die tekst weg."
        return dialogs.ask(self.window, "Niet alles is bewaard", text, ["Toch weggaan"]) is not None

    def leave(self) -> None:
        """The Session closes: nothing is started any more, and no text of ours stays on the clipboard."""
        clear_ours()
        self._upkeep.stop()
        self._unsubscribe()
        self._tasks.changed.disconnect(self._changed)

    def quick_note(self) -> None:
        """Ctrl+Shift+M: a contact moment in two lines, from anywhere."""
        open_quick_note(self.window, self.session, self.context, self.window.page())

    def _search(self, words: str, deliver: Deliver) -> None:
        def show(lines: Sequence[CaseLine]) -> None:
            deliver([self._command(line) for line in lines[:FOUND]])

        search = self.session.cases.search
        self._tasks.run(self.window, lambda: search(words, limit=FOUND), show, latest="palette")

    def _command(self, line: CaseLine) -> Command:
        name = self.context.privacy.name(line.pupil) if line.pupil else line.question
        return Command(
            f"{name}, {line.group}" if line.group else name,
            partial(self.window.open_page, "cases", line.id),
            "account-outline",
            line.number,
        )

    def _changed(self, changes: frozenset[object]) -> None:
        if changes & _ON_PAPER:
            self._upkeep.start()

    def _keep_fold(self, folded: bool) -> None:
        self._laptop.keep(replace(self._laptop.settings, rail_folded=folded))

    def _keep_privacy(self, on: bool) -> None:
        self._laptop.keep(replace(self._laptop.settings, privacy_mode=on))
