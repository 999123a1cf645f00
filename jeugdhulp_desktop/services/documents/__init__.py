"""Every paper as a file: kept in step with the report folder, printed, saved and looked up.

Only documents without pupils stand there (V26). A frozen paper prints the bytes that were kept when it was
frozen, so what was signed looks the same for ever.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from sqlalchemy import Connection

from jeugdhulp_desktop.domain.conflicts import ConflictedCopy
from jeugdhulp_desktop.domain.documents import (
    DocumentLine,
    DrawnPaper,
    DuePaper,
    PaperKey,
    PaperKind,
    PaperUse,
    RegisteredPaper,
    SyncResult,
    Written,
)
from jeugdhulp_desktop.domain.errors import NotFound
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.files import write_whole
from jeugdhulp_desktop.services.changes import Change, Changes
from jeugdhulp_desktop.services.clock import Clock, local_now
from jeugdhulp_desktop.services.documents.conflicts import ConflictedCopies
from jeugdhulp_desktop.services.documents.filing import DAMAGED, FOREIGN, Filing
from jeugdhulp_desktop.services.documents.index import draw_index, due_indexes, every_paper
from jeugdhulp_desktop.services.documents.lookup import FoundPaper, Lookup
from jeugdhulp_desktop.services.documents.sources import draw_paper, due_papers
from jeugdhulp_desktop.services.page_images import PageImage, count_pages, draw_page, measure_pages
from jeugdhulp_desktop.services.paper_keeping import SUBJECTS, note_use
from jeugdhulp_desktop.services.report_folder import ReportFolder
from jeugdhulp_desktop.storage.audit import Action
from jeugdhulp_desktop.storage.engine import Database
from jeugdhulp_desktop.storage.paper_queries import keep_print, load_papers, load_print

__all__ = ["DAMAGED", "FOREIGN", "DocumentService", "FoundPaper", "Printable", "Stepping"]


class Stepping(Protocol):
    """How far a long job is; the window shows it and can stop it."""

    def step(self, text: str = "", done: int = 0, total: int = 0) -> None:
        """Tell it; raises when the user wants to stop."""


@dataclass(frozen=True)
class Printable:
    """One paper of a print job: what it is, its bytes, and the width and height of its pages in points."""

    due: DuePaper
    control: str
    pdf: bytes = field(repr=False)
    sizes: tuple[tuple[float, float], ...]


class DocumentService:
    """The papers of one vault, and the folder they stand in."""

    def __init__(self, database: Database, changes: Changes, clock: Clock, folder: Path) -> None:
        self._database = database
        self._changes = changes
        self._clock = clock
        self._lookup = Lookup(database)
        self._open(folder)

    def _open(self, folder: Path) -> None:
        self._reports = ReportFolder(folder)
        self._filing = Filing(self._database, self._clock, self._reports, self._drawn)
        self._copies = ConflictedCopies(self._database, folder)

    @property
    def folder(self) -> Path:
        """The report folder."""
        return self._reports.path

    def set_folder(self, path: Path) -> None:
        """Another report folder; the files in the old one stay where they are."""
        self._open(path)
        self._changes.announce(Change.DOCUMENTS)

    def lines(self, year: SchoolYear) -> list[DocumentLine]:
        """Every paper of a year and how its file stands; reads the folder, writes nothing."""
        named = self._filing.named(lambda connection: every_paper(connection, year=year))
        return [self._filing.line(due, name) for due, name in named]

    def sync(
        self,
        keys: Collection[PaperKey] | None = None,
        *,
        year: SchoolYear | None = None,
        progress: Stepping | None = None,
    ) -> list[SyncResult]:
        """Bring the files of these papers up to date: all, those of a year, or by key.

        A file that is right is not touched, not even read. Another's file stays, ours is written beside it
        once ("... (nieuw).pdf"). A disk that fails is told per document: FAILED with the code of the problem.
        """
        ids = None if keys is None else [key.id for key in keys if key.kind is PaperKind.INDEX]
        due = self._filing.named(lambda connection: due_papers(connection, keys=keys, year=year))
        results: list[SyncResult] = []
        try:
            for number, (each, name) in enumerate(due):
                if progress is not None:
                    progress.step(each.paper.school_name, number, len(due))
                results.append(self._filing.bring_up_to_date(each, name))
            if ids is None or ids:  # the lists tell of the files, so they come after them
                lists = self._filing.named(lambda connection: due_indexes(connection, ids=ids, year=year))
                results += [self._filing.bring_up_to_date(each, name) for each, name in lists]
                if ids is None:
                    self._filing.let_go_of_lists({each.key for each, _name in lists}, year)
            self._filing.sweep()
        finally:
            if any(each.outcome is not Written.UNCHANGED for each in results):
                self._changes.announce(Change.DOCUMENTS)
        return results

    def stale(self) -> list[PaperKey]:
        """The papers of all years whose file does not say what they say now; reads the folder."""
        return self._filing.stale(self._filing.named(due_papers))

    def pdf(self, key: PaperKey) -> bytes:
        """The PDF of a paper; of a frozen one the print that was kept. NotFound, DamagedDatabase."""
        return self._paper(key)[1].pdf

    def due(self, key: PaperKey) -> DuePaper:
        """What a paper is: of which school, which version, how it stands. NotFound."""
        with self._database.read() as connection:
            return self._due(connection, key)

    def replace_foreign(self, key: PaperKey) -> SyncResult:
        """ "Toch vervangen": ours in the place of another's file. FAILED when the disk refuses."""
        return self._told(self._filing.replace(key))

    def keep_copy(self, key: PaperKey) -> SyncResult:
        """ "Bewaar als kopie": another's file stays, ours stands beside it, and that is how it should be.

        Without another's file in the way this is bringing it up to date.
        """
        return self._told(self._filing.keep_copy(key))

    def path_of(self, key: PaperKey) -> Path | None:
        """Where our file of a paper stands, when it stands there."""
        return self._filing.path_of(key)

    def save_as(self, key: PaperKey, path: Path) -> None:
        """A copy of the PDF at a place of the user's choice, noted as an export. DiskProblem, NotFound."""
        due, drawn = self._paper(key)
        write_whole(path, drawn.pdf)
        self._note(Action.SAVE_DOCUMENT_AS, due, drawn, PaperUse.SAVED)

    def note_printed(self, key: PaperKey) -> None:
        """The PDF went to a printer: one line in the audit trail (6.6 no. 6), and it can be looked up."""
        due, drawn = self._paper(key)
        self._note(Action.PRINT_DOCUMENT, due, drawn, PaperUse.PRINTED)

    def printables(self, keys: Sequence[PaperKey]) -> list[Printable]:
        """Papers to be printed as one job, in this order. NotFound, DamagedDatabase."""
        found = []
        for key in keys:
            due, drawn = self._paper(key)
            found.append(Printable(due, drawn.control, drawn.pdf, tuple(measure_pages(drawn.pdf))))
        return found

    def note_all_printed(self, papers: Sequence[Printable]) -> None:
        """These went to a printer: a line in the audit trail for each, and each can be looked up."""
        for paper in papers:
            drawn = DrawnPaper(paper.pdf, paper.control)
            self._note(Action.PRINT_DOCUMENT, paper.due, drawn, PaperUse.PRINTED)

    def find_paper(self, typed: str) -> list[FoundPaper]:
        """Which paper a printed page is, by its controlegetal (spaces do not matter) or its first digits."""
        return self._lookup.by_text(typed)

    def find_paper_of(self, path: Path) -> tuple[str, list[FoundPaper]]:
        """Which paper a chosen file is, by its SHA-256; that digest, and what was found.

        UnreadableImport for what is no plain file, DiskProblem.
        """
        return self._lookup.by_file(path)

    def register_lines(
        self, *, year: SchoolYear | None = None, key: PaperKey | None = None
    ) -> list[RegisteredPaper]:
        """Every paper that ever left the program: of a year or of one subject, newest first."""
        with self._database.read() as connection:
            return load_papers(connection, year=year, key=key)

    def conflicted_copies(self) -> list[ConflictedCopy]:
        """Files that a synced folder made beside ours (F20). DiskProblem."""
        return self._copies.find()

    def keep_conflicted(self, copy: ConflictedCopy) -> None:
        """It stays and is not told again."""
        self._copies.keep(copy)
        self._changes.announce(Change.DOCUMENTS)

    def remove_conflicted(self, copy: ConflictedCopy) -> None:
        """Take it away, when it is still the file that was shown; DiskProblem("changed") otherwise."""
        self._copies.remove(copy)
        self._changes.announce(Change.DOCUMENTS)

    def page_count(self, pdf: bytes) -> int:
        """How many pages a PDF has."""
        return count_pages(pdf)

    def page_sizes(self, pdf: bytes) -> list[tuple[float, float]]:
        """Width and height of every page in points: the preview makes room before it draws."""
        return measure_pages(pdf)

    def page_image(self, pdf: bytes, page: int, width: int) -> PageImage:
        """One page (0 is the first) as a picture, ``width`` pixels wide."""
        return draw_page(pdf, page, width)

    def _paper(self, key: PaperKey) -> tuple[DuePaper, DrawnPaper]:
        with self._database.read() as connection:
            due = self._due(connection, key)
        return due, self._drawn(due)

    def _due(self, connection: Connection, key: PaperKey) -> DuePaper:
        found = every_paper(connection, keys=[key])
        if not found:
            raise NotFound(SUBJECTS[key.kind], key.id)
        return found[0]

    def _drawn(self, due: DuePaper) -> DrawnPaper:
        """The kept print of a frozen paper; else drawn now, and kept when it is frozen."""
        with self._database.read() as connection:
            kept = load_print(connection, due.key, due.control) if due.frozen else None
            if kept is not None:
                drawn = DrawnPaper(kept, due.control)
            elif due.key.kind is PaperKind.INDEX:
                drawn = draw_index(connection, due.school_year)
            else:
                drawn = draw_paper(connection, due.key)
        if due.frozen and kept is None:
            subject = SUBJECTS[due.key.kind]
            with self._database.write(Action.WRITE_DOCUMENT, subject, due.key.id) as connection:
                keep_print(connection, due.key, due.control, drawn.pdf, local_now(self._clock))
        return drawn

    def _note(self, action: Action, due: DuePaper, drawn: DrawnPaper, use: PaperUse) -> None:
        with self._database.write(action, SUBJECTS[due.key.kind], due.key.id) as connection:
            note_use(connection, due, drawn, use, local_now(self._clock))

    def _told(self, result: SyncResult) -> SyncResult:
        self._filing.sweep()
        self._changes.announce(Change.DOCUMENTS)
        return result
