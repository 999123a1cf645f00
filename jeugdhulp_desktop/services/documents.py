"""The PDF of every agreement in the report folder, kept in step and never over what another wrote.

Only documents without pupils stand there (V26). A frozen agreement prints the bytes that were kept when it
was frozen, so what was signed looks the same for ever.
"""

from collections.abc import Collection
from pathlib import Path
from typing import Protocol

from jeugdhulp_desktop.domain.documents import (
    DocumentLine,
    DocumentState,
    SyncResult,
    Written,
)
from jeugdhulp_desktop.domain.errors import DiskProblem, NotFound
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.files import write_whole
from jeugdhulp_desktop.services.agreements.papers import build_document, draw
from jeugdhulp_desktop.services.changes import Change, Changes
from jeugdhulp_desktop.services.clock import Clock, local_now
from jeugdhulp_desktop.services.page_images import PageImage, count_pages, draw_page, measure_pages
from jeugdhulp_desktop.services.report_folder import (
    FileName,
    Place,
    ReportFolder,
    choose_name,
    content_of,
    register,
)
from jeugdhulp_desktop.storage.agreement_queries import SUBJECT, load_agreement
from jeugdhulp_desktop.storage.audit import Action
from jeugdhulp_desktop.storage.document_queries import (
    Due,
    delete_orphan,
    keep_print,
    load_claimed_names,
    load_due,
    load_live_names,
    load_orphans,
    load_print,
    settle,
    store_orphan,
    store_registered,
)
from jeugdhulp_desktop.storage.engine import Database

FOREIGN = "foreign"  # problem of a SyncResult: another changed our second file too; the user chooses


class Stepping(Protocol):
    """How far a long job is; the window shows it and can stop it."""

    def step(self, text: str = "", done: int = 0, total: int = 0) -> None:
        """Tell it; raises when the user wants to stop."""


class DocumentService:
    """The documents of one vault, and the folder they stand in."""

    def __init__(self, database: Database, changes: Changes, clock: Clock, folder: Path) -> None:
        self._database = database
        self._changes = changes
        self._clock = clock
        self._reports = ReportFolder(folder)
        self._problems: dict[int, str] = {}  # code of what went wrong at the last try, by agreement

    @property
    def folder(self) -> Path:
        """The report folder."""
        return self._reports.path

    def set_folder(self, path: Path) -> None:
        """Another report folder; the files in the old one stay where they are."""
        self._reports = ReportFolder(path)
        self._problems.clear()
        self._changes.announce(Change.DOCUMENTS)

    def lines(self, year: SchoolYear) -> list[DocumentLine]:
        """Every agreement of a year and how its file stands; reads the folder, writes nothing."""
        with self._database.read() as connection:
            due, claimed = load_due(connection, year=year), load_claimed_names(connection)
        return [self._line(each, self._name(each, claimed)) for each in due]

    def sync(
        self,
        agreement_ids: Collection[int] | None = None,
        *,
        year: SchoolYear | None = None,
        progress: Stepping | None = None,
    ) -> list[SyncResult]:
        """Bring the files of these agreements up to date: all, those of a year, or by id.

        A file that is right is not touched, not even read. Another's file stays, ours is written beside it
        once ("... (nieuw).pdf"). A disk that fails is told per document: FAILED with the code of the problem.
        """
        with self._database.read() as connection:
            due = load_due(connection, ids=agreement_ids, year=year)
            claimed = load_claimed_names(connection)
        results: list[SyncResult] = []
        try:
            for number, each in enumerate(due):
                if progress is not None:
                    progress.step(each.school_name, number, len(due))
                results.append(self._bring_up_to_date(each, self._name(each, claimed)))
            self._sweep()
        finally:
            if any(each.outcome is not Written.UNCHANGED for each in results):
                self._changes.announce(Change.DOCUMENTS)
        return results

    def pdf(self, agreement_id: int) -> bytes:
        """The PDF of an agreement; of a frozen one the print that was kept. NotFound, DamagedDatabase."""
        with self._database.read() as connection:
            agreement = load_agreement(connection, agreement_id)
            control = agreement.frozen_control
            kept = load_print(connection, agreement_id, control) if control else None
            if kept is not None:
                return kept
            document = build_document(connection, agreement)
        drawn = draw(document)
        if control:
            with self._database.write(Action.WRITE_DOCUMENT, SUBJECT, agreement_id) as connection:
                keep_print(connection, agreement_id, control, drawn, local_now(self._clock))
        return drawn

    def replace_foreign(self, agreement_id: int) -> SyncResult:
        """ "Toch vervangen": ours in the place of another's file. FAILED when the disk refuses."""
        each, name = self._one(agreement_id)
        try:
            self._reports.ready()
            result = self._write(each, Place(name.plain, Written.WRITTEN), self.pdf(agreement_id))
        except DiskProblem as problem:
            result = self._failed(each, name.plain, problem.code)
        self._sweep()
        self._changes.announce(Change.DOCUMENTS)
        return result

    def keep_copy(self, agreement_id: int) -> SyncResult:
        """ "Bewaar als kopie": another's file stays, ours stands beside it, and that is how it should be.

        Without another's file in the way this is bringing it up to date.
        """
        each, name = self._one(agreement_id)
        try:
            self._reports.ready()
            if not self._reports.is_foreign(each, name):
                result = self._bring_up_to_date(each, name)
            elif self._reports.is_right(each, name):
                result = self._result(each, Written.KEPT_BOTH)
                with self._database.write(Action.WRITE_DOCUMENT, SUBJECT, agreement_id) as connection:
                    settle(connection, agreement_id)
            else:
                aside = self._reports.free_aside(each, name)
                pdf = self.pdf(agreement_id)
                result = self._write(each, Place(aside, Written.KEPT_BOTH), pdf, settled=True)
        except DiskProblem as problem:
            result = self._failed(each, name.aside(), problem.code)
        self._sweep()
        self._changes.announce(Change.DOCUMENTS)
        return result

    def path_of(self, agreement_id: int) -> Path | None:
        """Where our file of an agreement stands, when it stands there."""
        with self._database.read() as connection:
            due = load_due(connection, ids=[agreement_id])
        if not due or due[0].registered is None:
            return None
        path = self._reports.path / due[0].registered.file_name
        return path if path.is_file() else None

    def save_as(self, agreement_id: int, path: Path) -> None:
        """A copy of the PDF at a place of the user's choice, noted as an export. DiskProblem, NotFound."""
        pdf = self.pdf(agreement_id)
        write_whole(path, pdf)
        with self._database.write(Action.SAVE_DOCUMENT_AS, SUBJECT, agreement_id):
            pass  # the audit line is all there is to keep

    def note_printed(self, agreement_id: int) -> None:
        """The PDF went to a printer: one line in the audit trail (6.6 no. 6)."""
        with self._database.write(Action.PRINT_DOCUMENT, SUBJECT, agreement_id):
            pass

    def page_count(self, pdf: bytes) -> int:
        """How many pages a PDF has."""
        return count_pages(pdf)

    def page_sizes(self, pdf: bytes) -> list[tuple[float, float]]:
        """Width and height of every page in points: the preview makes room before it draws."""
        return measure_pages(pdf)

    def page_image(self, pdf: bytes, page: int, width: int) -> PageImage:
        """One page (0 is the first) as a picture, ``width`` pixels wide."""
        return draw_page(pdf, page, width)

    def _one(self, agreement_id: int) -> tuple[Due, FileName]:
        with self._database.read() as connection:
            due, claimed = load_due(connection, ids=[agreement_id]), load_claimed_names(connection)
        if not due:
            raise NotFound(SUBJECT, agreement_id)
        return due[0], self._name(due[0], claimed)

    def _name(self, each: Due, claimed: dict[str, int | None]) -> FileName:
        """The name of its file; it is claimed at once, for the other agreements of this round."""
        name = choose_name(
            each.school_year, each.school_name, each.number, agreement_id=each.agreement_id, claimed=claimed
        )
        claimed[name.plain.casefold()] = each.agreement_id
        return name

    def _line(self, each: Due, name: FileName) -> DocumentLine:
        kept = each.registered
        problem = self._problems.get(each.agreement_id, "")
        changed_at = ""
        try:
            state = self._reports.state(each, name)
            if state is DocumentState.FOREIGN:
                changed_at = self._reports.changed_at(each, name)
        except DiskProblem as found:
            state, problem = DocumentState.MISSING, found.code
        return DocumentLine(
            agreement_id=each.agreement_id,
            school_name=each.school_name,
            school_year=each.school_year,
            number=each.number,
            status=each.status,
            state=state,
            file_name=kept.file_name if kept else name.plain,
            made_at=kept.made_at if kept else "",
            problem=problem,
            changed_at=changed_at,
        )

    def _bring_up_to_date(self, each: Due, name: FileName) -> SyncResult:
        try:
            self._reports.ready()
            if self._reports.is_right(each, name):
                self._problems.pop(each.agreement_id, None)
                return self._result(each, Written.UNCHANGED)
            pdf = self.pdf(each.agreement_id)
            return self._write(each, self._reports.place(each, name, pdf), pdf)
        except DiskProblem as problem:
            return self._failed(
                each, each.registered.file_name if each.registered else name.plain, problem.code
            )

    def _write(self, each: Due, place: Place, pdf: bytes, *, settled: bool = False) -> SyncResult:
        """Write whole and register with the audit line; our file under an old name goes. DiskProblem."""
        if place.outcome is Written.FAILED:
            return self._failed(each, place.file_name, FOREIGN)
        path, before = self._reports.path / place.file_name, each.registered
        if place.outcome is not Written.UNCHANGED:
            write_whole(path, pdf)
        made_at = local_now(self._clock).replace(tzinfo=None).isoformat(timespec="seconds")
        made = register(each.agreement_id, path, pdf, content_of(each), made_at)
        same_place = before is not None and before.file_name == made.file_name
        with self._database.write(Action.WRITE_DOCUMENT, SUBJECT, each.agreement_id) as connection:
            if before is not None and before.file_name != made.file_name:
                store_orphan(connection, before)
            store_registered(connection, made, settled=settled or (each.settled and same_place))
        self._problems.pop(each.agreement_id, None)
        return SyncResult(each.agreement_id, path, place.outcome, made.sha256)

    def _result(self, each: Due, outcome: Written) -> SyncResult:
        kept = each.registered
        file_name, digest = (kept.file_name, kept.sha256) if kept else ("", "")
        return SyncResult(each.agreement_id, self._reports.path / file_name, outcome, digest)

    def _failed(self, each: Due, file_name: str, code: str) -> SyncResult:
        self._problems[each.agreement_id] = code
        return SyncResult(each.agreement_id, self._reports.path / file_name, Written.FAILED, "", code)

    def _sweep(self) -> None:
        """Our files of agreements that were deleted or renamed go too, unless the name is in use again."""
        with self._database.read() as connection:
            orphans = load_orphans(connection)
            names = load_live_names(connection) if orphans else []
        for line_id, kept in orphans:
            try:
                same = kept.file_name.casefold()
                self._reports.remove_ours(kept, [name for name in names if name.casefold() == same])
            except DiskProblem:
                continue  # held by a reader: the next round tries again
            with self._database.write(Action.WRITE_DOCUMENT, "document", line_id) as connection:
                delete_orphan(connection, line_id)
