"""An unlocked vault on the screen: the window with its pages, and what runs beside them.

Lives exactly as long as its Session: locking drops it whole.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from jeugdhulp_desktop.domain.agreements import AgreementLine
from jeugdhulp_desktop.domain.cases import CaseLine
from jeugdhulp_desktop.domain.rollovers import year_to_prepare
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.services.changes import Change
from jeugdhulp_desktop.ui import dialogs
from jeugdhulp_desktop.ui.after_crash import AfterCrash
from jeugdhulp_desktop.ui.backups.rhythm import BackupRhythm
from jeugdhulp_desktop.ui.cases.quick_note import has_note_aside, open_quick_note
from jeugdhulp_desktop.ui.clipboard import clear_ours
from jeugdhulp_desktop.ui.erasures.returned import tell_returned
from jeugdhulp_desktop.ui.errands import Errand
from jeugdhulp_desktop.ui.idle import IdleLock
from jeugdhulp_desktop.ui.laptop import Laptop
from jeugdhulp_desktop.ui.main_window import MainWindow
from jeugdhulp_desktop.ui.page_list import pages
from jeugdhulp_desktop.ui.pages import PageContext
from jeugdhulp_desktop.ui.palette import Command, Deliver
from jeugdhulp_desktop.ui.place_keeping import PlaceKeeping
from jeugdhulp_desktop.ui.place_words import place_messages
from jeugdhulp_desktop.ui.privacy_mode import Privacy
from jeugdhulp_desktop.ui.reopening import Reopening
from jeugdhulp_desktop.ui.system_events import SystemEvents
from jeugdhulp_desktop.ui.tasks import Tasks
from jeugdhulp_desktop.ui.undoing import Undoing
from jeugdhulp_desktop.ui.upkeep import Upkeep
from jeugdhulp_desktop.ui.widgets.focus import first_focus
from jeugdhulp_desktop.ui.widgets.pdf_preview import PdfPreview
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
    errand_asked = Signal(object)  # an Errand

    def __init__(self, session: "Session", tasks: Tasks, privacy: Privacy, laptop: Laptop) -> None:
        super().__init__()
        self.session, self._tasks, self._laptop = session, tasks, laptop
        years = YearChoice(SchoolYear.of(session.today()), self)
        self.context = PageContext(tasks, privacy, years, session.now, laptop)
        self.context.drafts.open_with(session, tasks)
        self.window = MainWindow(pages(), self.context, folded=laptop.settings.rail_folded, demo=session.demo)
        self.window.search_provider = self._search
        self.window.extra_commands = self._commands()
        self.window.lock_asked.connect(self.lock_asked)
        self.window.help_asked.connect(self.help_asked)
        self.window.errand_asked.connect(self.errand_asked)
        self.window.note_asked.connect(self.quick_note)
        self._undoing = Undoing(session, tasks, self.window)
        self._undoing.done.connect(self.window.undone)
        self._undoing.told.connect(self.window.messages.add)
        self.window.undo_asked.connect(self._undoing.undo)
        self.window.newest_step = self._undoing.newest
        self.window.rail_folded.connect(self._keep_fold)
        self.window.privacy_changed.connect(self._keep_privacy)
        self._unsubscribe = session.changes.subscribe(tasks.announce)
        self._places = PlaceKeeping(session, tasks, self.place, self)
        self._upkeep = Upkeep(session, tasks, self.window)
        self.backups = BackupRhythm(session, tasks, self.window, laptop)
        tasks.changed.connect(self._changed)
        self._events = SystemEvents(self.window)
        self._events.left.connect(self.lock_asked)
        self._idle = IdleLock(tasks, laptop, self)
        self._idle.over.connect(self.lock_asked)
        dialogs.locking.asked.connect(self.lock_asked)

    def begin(self, page: str = "", argument: object = None) -> None:
        """Show what one was doing (``place``), bring back what was typed, and look at the report folder."""
        self.window.open_with(self.session, page)
        front = self.window.page()
        if front is not None:  # the keyboard is in the page, not in the rail
            first_focus(next(iter(front.panes()), front))
        Reopening(self.window, self.session, self.context).begin(argument)
        AfterCrash(self.session, self._tasks, self.window).begin()
        self._places.begin()
        self._upkeep.start()
        self.backups.begin()
        self._tell_place()
        tell_returned(self.window, self.session, self._tasks)

    def _tell_place(self) -> None:
        """Where the vault stands, until the user says to know it; copies beside it, as long as they are."""
        session = self.session
        code = session.place.code
        known = self._laptop.settings.known_places.get(session.vault_id, "") == code

        def accept() -> None:
            self._laptop.keep(self._laptop.settings.with_known_place(session.vault_id, code))
            self.window.messages.remove("place")

        for message in place_messages(
            session.place, session.stray_copies, accepted=known, accept=accept,
            help_asked=self.help_asked.emit,
        ):  # fmt: skip
            self.window.show_message(message)

    def may_close(self) -> bool:
        """Before the window closes: what is not saved is asked for, in the pages and in what stands above.

        A lock asks nothing: it keeps what is typed (``leave``).
        """
        if not self.window.may_close():
            return False
        text = "Een contactmoment of een ander venster is nog niet bewaard. Ga je weg, dan is die tekst weg."
        if (dialogs.typed() or has_note_aside(self.window)) and (
            dialogs.ask(self.window, "Niet alles is bewaard", text, ["Toch weggaan"]) is None
        ):
            return False
        self.context.drafts.give_up()
        self._places.give_up()
        return True

    def place(self) -> tuple[str, object]:
        """The page in front and what stands open in it, to return to after a lock or a kill: ids, no text."""
        front = self.window.page()
        return self.window.page_name(), front.place() if front is not None else None

    def sleep_delay(self) -> object:
        """What keeps the laptop awake until it is let go of: the Session is closed first."""
        return self._events.sleep_delay()

    def leave(self) -> None:
        """The Session closes: what is typed is kept, nothing is started any more, nothing stays readable."""
        self._places.keep_now()
        self.context.drafts.keep_now()
        for preview in self.window.findChildren(PdfPreview):
            preview.clear()
        self._idle.stop()
        clear_ours()
        self._upkeep.stop()
        self.backups.stop()
        self._unsubscribe()
        self._tasks.changed.disconnect(self._changed)

    def quick_note(self) -> None:
        """Ctrl+Shift+M: a contact moment in two lines, from anywhere."""
        open_quick_note(self.window, self.session, self.context, self.window.page())

    def _commands(self) -> list[Command]:
        """What has no page of its own: it stands behind a menu, so it must be found by its name."""
        to_year = year_to_prepare(self.session.today())
        agreements = partial(self.window.open_page, "agreements")
        return [
            Command("Aanvullende inzet", lambda: agreements(("addition", None)), "account-plus-outline"),
            Command("Back-up terugzetten", lambda: self.errand_asked.emit(Errand("restore")), "undo"),
            Command(
                "Gegevens wissen",
                lambda: self.window.open_page("privacy", ("erasure", None)),
                "delete-outline",
            ),
            Command("Prullenbak", partial(self.window.open_page, "privacy", "bin"), "delete-outline"),
            Command("Nieuw schooljaar", lambda: agreements(("rollover", to_year)), "calendar-blank-outline"),
        ]

    def _search(self, words: str, deliver: Deliver) -> None:
        session, year = self.session, self.context.years.year

        def job() -> tuple[Sequence[CaseLine], list[AgreementLine]]:
            schools = [each for each in session.agreements.lines(year) if _named(each.school_name, words)]
            return session.cases.search(words, limit=FOUND), schools

        def show(found: tuple[Sequence[CaseLine], list[AgreementLine]]) -> None:
            cases, schools = found
            made = [self._agreement_command(line) for line in schools]
            deliver([*made, *(self._command(line) for line in cases)][:FOUND])

        self._tasks.run(self.window, job, show, latest="palette")

    def _agreement_command(self, line: AgreementLine) -> Command:
        target = line.id if line.id is not None else ("school", line.school_id)
        words = f"Schoolafspraak {line.school_name}"
        year = line.school_year.code
        return Command(words, partial(self.window.open_page, "agreements", target), "handshake-outline", year)

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


def _named(school: str, words: str) -> bool:
    return all(word in school.casefold() for word in words.casefold().split())
