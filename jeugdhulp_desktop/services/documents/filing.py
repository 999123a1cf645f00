"""One round through the report folder: each paper brought up to date, never over what another wrote."""

from collections.abc import Callable, Collection, Iterable
from pathlib import Path

from sqlalchemy import Connection

from jeugdhulp_desktop.domain.documents import (
    DocumentLine,
    DocumentState,
    DrawnPaper,
    DuePaper,
    PaperKey,
    PaperKind,
    PaperUse,
    SyncResult,
    Written,
)
from jeugdhulp_desktop.domain.errors import DamagedDatabase, DiskProblem, NotFound
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.files import write_whole
from jeugdhulp_desktop.services.clock import Clock, local_now
from jeugdhulp_desktop.services.documents.index import every_paper
from jeugdhulp_desktop.services.paper_keeping import SUBJECTS, note_use
from jeugdhulp_desktop.services.report_folder import (
    Due,
    FileName,
    Place,
    ReportFolder,
    choose_name,
    register,
)
from jeugdhulp_desktop.storage.audit import Action
from jeugdhulp_desktop.storage.document_queries import (
    delete_orphan,
    load_orphans,
    load_registered,
    orphan_document,
    settle,
    store_orphan,
    store_registered,
)
from jeugdhulp_desktop.storage.engine import Database

FOREIGN = "foreign"  # problem of a SyncResult: another changed our second file too; the user chooses
DAMAGED = "damaged"  # problem of a SyncResult: what was frozen cannot be read any more

Named = tuple[Due, FileName]


class Filing:
    """The report folder and what the vault knows of it. ``drawn`` gives the PDF of a paper."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        reports: ReportFolder,
        drawn: Callable[[DuePaper], DrawnPaper],
    ) -> None:
        self._database = database
        self._clock = clock
        self._reports = reports
        self._drawn = drawn
        self._problems: dict[PaperKey, str] = {}  # code of what went wrong at the last try

    def named(self, find: Callable[[Connection], list[DuePaper]]) -> list[Named]:
        """The papers that ``find`` gives, each with the name its file has or gets."""
        with self._database.read() as connection:
            papers, kept = find(connection), load_registered(connection)
            orphans = load_orphans(connection)
        claimed: dict[str, PaperKey | None] = {each.file_name.casefold(): None for _line, each in orphans}
        claimed |= {each.file_name.casefold(): key for key, each in kept.items()}
        found = []
        for paper in papers:
            name = choose_name(paper, claimed)
            claimed[name.plain.casefold()] = paper.key
            found.append((Due(paper, kept.get(paper.key)), name))
        return found

    def one(self, key: PaperKey) -> Named:
        """One paper; NotFound."""
        found = self.named(lambda connection: every_paper(connection, keys=[key]))
        if not found:
            raise NotFound(SUBJECTS[key.kind], key.id)
        return found[0]

    def line(self, due: Due, name: FileName) -> DocumentLine:
        """How the file of a paper stands."""
        kept, paper = due.registered, due.paper
        problem, changed_at = self._problems.get(due.key, ""), ""
        try:
            state = self._reports.state(due, name)
            if state is DocumentState.FOREIGN:
                changed_at = self._reports.changed_at(due, name)
        except DiskProblem as found:
            state, problem = DocumentState.MISSING, found.code
        return DocumentLine(
            key=paper.key,
            title=paper.title,
            school_name=paper.school_name,
            school_year=paper.school_year,
            number=paper.number,
            status=paper.status,
            frozen=paper.frozen,
            state=state,
            file_name=kept.file_name if kept else name.plain,
            made_at=kept.made_at if kept else "",
            problem=problem,
            changed_at=changed_at,
        )

    def stale(self, named: Iterable[Named]) -> list[PaperKey]:
        """What is not as it should be; when the folder cannot be read, everything."""
        found = []
        for due, name in named:
            try:
                right = self._reports.is_right(due, name)
            except DiskProblem:
                right = False
            if not right:
                found.append(due.key)
        return found

    def bring_up_to_date(self, due: Due, name: FileName) -> SyncResult:
        """Write the file of a paper when it does not say what the paper says."""
        try:
            self._reports.ready()
            if self._reports.is_right(due, name):
                self._problems.pop(due.key, None)
                return self._result(due, Written.UNCHANGED)
            drawn = self._drawn(due.paper)
            return self._write(due, self._reports.place(due, name, drawn.pdf), drawn)
        except DiskProblem as problem:
            code = problem.code
        except DamagedDatabase:  # one paper that cannot be read does not hold up the others
            code = DAMAGED
        return self._failed(due, due.registered.file_name if due.registered else name.plain, code)

    def replace(self, key: PaperKey) -> SyncResult:
        """Ours in the place of another's file. FAILED when the disk refuses."""
        due, name = self.one(key)
        try:
            self._reports.ready()
            return self._write(due, Place(name.plain, Written.WRITTEN), self._drawn(due.paper))
        except DiskProblem as problem:
            return self._failed(due, name.plain, problem.code)

    def keep_copy(self, key: PaperKey) -> SyncResult:
        """Another's file stays, ours stands beside it, and that is how it should be from now on."""
        due, name = self.one(key)
        try:
            self._reports.ready()
            if not self._reports.is_foreign(due, name):
                return self.bring_up_to_date(due, name)
            if self._reports.is_right(due, name):
                with self._database.write(Action.WRITE_DOCUMENT, SUBJECTS[key.kind], key.id) as connection:
                    settle(connection, key)
                return self._result(due, Written.KEPT_BOTH)
            aside = self._reports.free_aside(due, name)
            drawn = self._drawn(due.paper)
            return self._write(due, Place(aside, Written.KEPT_BOTH), drawn, settled=True)
        except DiskProblem as problem:
            return self._failed(due, name.aside(), problem.code)

    def sweep(self) -> None:
        """Our files of what was deleted or renamed go too, unless the name is in use again."""
        with self._database.read() as connection:
            orphans = load_orphans(connection)
            names = [each.file_name for each in load_registered(connection).values()] if orphans else []
        for line_id, kept in orphans:
            try:
                same = kept.file_name.casefold()
                self._reports.remove_ours(kept, [name for name in names if name.casefold() == same])
            except DiskProblem:
                continue  # held by a reader: the next round tries again
            with self._database.write(Action.WRITE_DOCUMENT, "document", line_id) as connection:
                delete_orphan(connection, line_id)

    def let_go_of_lists(self, due: Collection[PaperKey], year: SchoolYear | None) -> None:
        """The list of a year without papers goes, at the sweep that follows."""
        with self._database.read() as connection:
            kept = [key for key in load_registered(connection) if key.kind is PaperKind.INDEX]
        for key in kept:
            if key not in due and (year is None or key.id == year.first):
                with self._database.write(Action.WRITE_DOCUMENT, SUBJECTS[key.kind], key.id) as connection:
                    orphan_document(connection, key)

    def path_of(self, key: PaperKey) -> Path | None:
        """Where our file of a paper stands, when it stands there."""
        with self._database.read() as connection:
            kept = load_registered(connection).get(key)
        path = self._reports.path / kept.file_name if kept is not None else None
        return path if path is not None and path.is_file() else None

    def _write(self, due: Due, place: Place, drawn: DrawnPaper, *, settled: bool = False) -> SyncResult:
        """Write whole and register with the audit line; our file under an old name goes. DiskProblem."""
        if place.outcome is Written.FAILED:
            return self._failed(due, place.file_name, FOREIGN)
        path, before, key = self._reports.path / place.file_name, due.registered, due.key
        if place.outcome is not Written.UNCHANGED:
            write_whole(path, drawn.pdf)
        now = local_now(self._clock)
        same_place = before is not None and before.file_name == path.name
        made = register(
            due.paper,
            path,
            drawn.pdf,
            now.replace(tzinfo=None).isoformat(timespec="seconds"),
            settled=settled or (due.settled and same_place),
        )
        with self._database.write(Action.WRITE_DOCUMENT, SUBJECTS[key.kind], key.id) as connection:
            if before is not None and not same_place:
                store_orphan(connection, key.kind, before)
            store_registered(connection, made)
            note_use(connection, due.paper, drawn, PaperUse.FILED, now)
        self._problems.pop(key, None)
        return SyncResult(key, path, place.outcome, made.sha256, control=drawn.control)

    def _result(self, due: Due, outcome: Written) -> SyncResult:
        kept = due.registered
        file_name, digest = (kept.file_name, kept.sha256) if kept else ("", "")
        return SyncResult(due.key, self._reports.path / file_name, outcome, digest, control=due.paper.control)

    def _failed(self, due: Due, file_name: str, code: str) -> SyncResult:
        self._problems[due.key] = code
        return SyncResult(
            due.key, self._reports.path / file_name, Written.FAILED, "", code, due.paper.control
        )
