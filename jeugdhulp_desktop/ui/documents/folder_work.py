"""What the buttons of Rapporten do with the folder: bring up to date, choose between two files, move."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from jeugdhulp_desktop.domain.conflicts import ConflictedCopy
from jeugdhulp_desktop.domain.documents import SyncResult, Written
from jeugdhulp_desktop.ui import dialogs
from jeugdhulp_desktop.ui.documents.report_lines import ReportLine
from jeugdhulp_desktop.ui.outside import open_outside
from jeugdhulp_desktop.ui.pages import Page
from jeugdhulp_desktop.ui.widgets.messages import Message

if TYPE_CHECKING:
    from jeugdhulp_desktop.services.session import Session

_NOT_OPENED = "Er is geen programma gevonden om dit te openen. Je vindt het bestand via Map openen."


class FolderWork(QObject):
    """The work on the report folder, through the worker of the page."""

    done = Signal()  # read the folder again
    chosen = Signal()  # something was chosen in a bar: the keyboard goes back to the list

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        self._session: Session | None = None

    def open_with(self, session: "Session") -> None:
        """Take the Session."""
        self._session = session

    def bring_up_to_date(self) -> None:
        """Write what is missing or out of date; stops between two documents when asked."""
        session, year = self._session, self._page.context.years.year
        if session is not None:
            sync = session.documents.sync
            self._page.run(lambda progress: sync(year=year, progress=progress), self._synced)

    def keep_copy(self, line: ReportLine) -> None:
        """Another's file stays, ours beside it."""
        session, key = self._session, line.paper
        if session is not None and key is not None:
            self._page.run(lambda: session.documents.keep_copy(key), self._chosen)

    def replace(self, line: ReportLine) -> None:
        """Ours in the place of another's file, after asking."""
        session, key = self._session, line.paper
        text = (
            f"Wat iemand anders in de pdf van {line.school_name} veranderde, is dan weg. "
            "Dit kun je niet terugdraaien."
        )
        if session is None or key is None:
            return
        page, verbs = self._page, ["Vervangen"]
        if dialogs.ask(page, "Bestand vervangen", text, verbs, default=dialogs.CANCEL, danger=True):
            page.run(lambda: session.documents.replace_foreign(key), self._chosen)

    def open_conflicted(self, copy: ConflictedCopy) -> None:
        """Look at the copy in the program of the system."""
        session = self._session
        if session is not None and not open_outside(session.documents.folder / copy.file_name):
            self._page.message.emit(Message(_NOT_OPENED, "warn", key="open"))

    def keep_conflicted(self, copy: ConflictedCopy) -> None:
        """It stays, and is not told again."""
        session = self._session
        if session is not None:
            self._page.run(lambda: session.documents.keep_conflicted(copy), lambda _none: self.chosen.emit())

    def remove_conflicted(self, copy: ConflictedCopy) -> None:
        """Take the copy away, after asking."""
        session = self._session
        text = (
            f"'{copy.file_name}' gaat uit de map. Het is gelijk aan onze pdf, dus er gaat niets verloren."
            if copy.same
            else f"'{copy.file_name}' gaat uit de map. Wat daarin anders is dan in onze pdf, is dan weg. "
            "Dit kun je niet terugdraaien."
        )
        if session is None:
            return
        page, verbs = self._page, ["Weghalen"]
        if dialogs.ask(page, "Kopie weghalen", text, verbs, default=dialogs.CANCEL, danger=True):
            page.run(lambda: session.documents.remove_conflicted(copy), lambda _none: self.chosen.emit())

    def choose_folder(self, now: Path) -> None:
        """Another report folder for this vault on this laptop; the files in the old one stay."""
        session = self._session
        if session is None:
            return
        chosen = dialogs.choose_folder(self._page, "Map voor de rapporten kiezen", now.parent)
        if chosen is not None and chosen != now:
            use = session.documents.set_folder
            self._page.run(lambda: use(chosen), partial(self._folder_set, chosen))

    def open_folder(self, folder: Path) -> None:
        """Show the folder in the program of the system."""
        self._page.run(folder.is_dir, partial(self._show_folder, folder))

    def _synced(self, results: Sequence[SyncResult]) -> None:
        if any(each.outcome in (Written.WRITTEN, Written.KEPT_BOTH) for each in results):
            self._page.saved.emit()
        self.done.emit()

    def _chosen(self, result: SyncResult) -> None:
        self._synced([result])
        self.chosen.emit()

    def _folder_set(self, folder: Path, _none: object) -> None:
        if self._session is not None:
            self._page.context.laptop.keep_report_folder(self._session.vault_id, folder)
            self.bring_up_to_date()

    def _show_folder(self, folder: Path, there: bool) -> None:
        if there and open_outside(folder):
            return
        text = (
            "Deze map kan hier niet worden geopend."
            if there
            else "De map is er nog niet. Hij wordt gemaakt bij het eerste rapport."
        )
        self._page.message.emit(Message(text, "warn", key="open"))
