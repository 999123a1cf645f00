"""A pupil list from the school's administration: seen first, carried out whole, undone until the next one.

An unknown BRIN is asked about in the window; without one a school named by its BRIN is made (6.6 no. 2). A
vault that holds something gets a proven backup before anything is written.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection

from jeugdhulp_desktop.domain.errors import NotFound, NotValid
from jeugdhulp_desktop.domain.problems import Level, Problem, problem
from jeugdhulp_desktop.domain.pupils import Pupil
from jeugdhulp_desktop.domain.roster_plans import answer, plan_import
from jeugdhulp_desktop.domain.rosters import ImportPlan, PlanCounts, RosterFile, RosterKind, find_school
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.domain.schools import SchoolDraft
from jeugdhulp_desktop.exchange.columns import TableFile, header_key
from jeugdhulp_desktop.exchange.edexml import read_edexml
from jeugdhulp_desktop.exchange.files import open_import
from jeugdhulp_desktop.exchange.mapping import FIELDS, check_mapping, propose, read_roster
from jeugdhulp_desktop.exchange.tables import read_table
from jeugdhulp_desktop.services.backups import BackupService
from jeugdhulp_desktop.services.changes import Change, Changes
from jeugdhulp_desktop.services.clock import Clock, local_now, local_today
from jeugdhulp_desktop.storage.audit import Action
from jeugdhulp_desktop.storage.checks import counts
from jeugdhulp_desktop.storage.engine import Database
from jeugdhulp_desktop.storage.import_queries import (
    IMPORT,
    apply_import,
    erase_roster,
    find_undoable_import,
    load_import,
    load_imported_files,
    undo_import,
)
from jeugdhulp_desktop.storage.pupil_queries import PUPIL, count_pupils, find_pupils_with_case, load_pupils
from jeugdhulp_desktop.storage.school_queries import find_my_school, find_school_codes, store_school
from jeugdhulp_desktop.storage.setting_queries import (
    load_column_mapping,
    load_settings,
    store_column_mapping,
)

COLUMN_FIELDS = tuple(FIELDS)  # what a column can be, in the order in which the window offers it


@dataclass(frozen=True)
class SourceColumn:
    """One column of a table: its header, what it is taken for ("" = not used), and its first values."""

    header: str
    key: str  # the name of the column in a mapping
    used_as: str
    sample: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True)
class ImportSource:
    """A file as read. ``roster`` is None while a mapping of columns must be shown first.

    ``problems`` say what the mapping lacks. ``remembered``: these columns were mapped before.
    """

    kind: RosterKind
    roster: RosterFile | None
    table: TableFile | None = None
    mapping: Mapping[str, str] = field(default_factory=dict)
    columns: tuple[SourceColumn, ...] = ()
    remembered: bool = False
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class ImportSummary:
    """An import that was carried out."""

    import_id: int
    school_id: int
    at: datetime
    counts: PlanCounts
    school_made: bool = False


@dataclass(frozen=True)
class UndoReport:
    """What undoing did: how many pupils are as they were, and who was left alone since they were touched."""

    restored: int
    left_alone: tuple[Pupil, ...]


class ImportService:
    """Imports of pupils into one vault; ``demo`` when it is a practice vault."""

    def __init__(
        self, database: Database, changes: Changes, clock: Clock, backups: BackupService, *, demo: bool
    ) -> None:
        self._database = database
        self._changes = changes
        self._clock = clock
        self._backups = backups
        self._demo = demo
        self._mappings: dict[str, tuple[str, Mapping[str, str]]] = {}  # by SHA-256, kept once it is used

    def read(
        self, path: Path, *, mapping: Mapping[str, str] | None = None, sheet: str | None = None
    ) -> ImportSource:
        """The file, read without keeping anything.

        A table whose columns are not known gives no roster but a proposal; read it again with the mapping
        that was chosen, from the key of a column to a field ("" = not used). Raises UnreadableImport and
        DiskProblem.
        """
        file = open_import(path)
        if file.kind is RosterKind.EDEXML:
            return ImportSource(file.kind, read_edexml(file))
        table = read_table(file, sheet or "")
        headings = "|".join(map(header_key, table.header))
        with self._database.read() as connection:
            kept = load_column_mapping(connection, headings)
        chosen = mapping is not None
        used = (
            {header_key(key): value for key, value in mapping.items()}
            if mapping is not None
            else propose(table.header, kept)
        )
        problems = tuple(check_mapping(table.header, used))
        roster = read_roster(table, used) if (chosen or kept) and not problems else None
        if roster is not None:
            self._mappings[roster.sha256] = (headings, used)
        columns = tuple(
            SourceColumn(
                name,
                header_key(name),
                used.get(header_key(name), ""),
                tuple(row[place] for row in table.sample),
            )
            for place, name in enumerate(table.header)
        )
        return ImportSource(file.kind, roster, table, used, columns, kept is not None, problems)

    def plan(self, roster: RosterFile, *, school_id: int | None = None) -> ImportPlan:
        """What importing would do. Without ``school_id`` the school is found by its BRIN; a table that names
        none is of my school. The plan's ``school_id`` is None when the BRIN is unknown: choose one and plan
        again, or let ``apply`` make it.
        """
        today = local_today(self._clock)
        with self._database.read() as connection:
            school_id = school_id if school_id is not None else _school_of(connection, roster)
            known = school_id is not None
            plan = plan_import(
                load_pupils(connection, school_id) if school_id is not None else (),
                find_pupils_with_case(connection, school_id) if known else (),
                roster,
                today=today,
                school_year=SchoolYear.of(today),
                school_known=known,
                earlier=load_imported_files(connection, school_id) if school_id is not None else None,
            )
            asks = self._demo and find_undoable_import(connection) is None
        remarks = plan.remarks
        if asks:  # once: after the first file the answer is known (6.6 no. 7)
            remarks = (problem("vault", "demo-vault", Level.REMARK), *remarks)
        return replace(plan, school_id=school_id, remarks=remarks)

    def apply(self, plan: ImportPlan, *, answers: Mapping[int, bool] | None = None) -> ImportSummary:
        """Carry out a plan in one transaction, after a proven backup when the vault holds something.

        ``answers``: is the pupil with this id the one with the new key? Raises NotValid("no-school") for a
        table without a school in a vault without one, ChangedElsewhere when the vault changed since the plan
        was made, DiskProblem when there is no room for the backup; then nothing was changed.
        """
        plan = answer(plan, answers or {})
        if self._holds_something():
            self._backups.before("voor-import")
        now = local_now(self._clock)
        school_id = plan.school_id
        with self._database.write(Action.IMPORT_PUPILS, IMPORT) as connection:
            import_school = school_id if school_id is not None else _make_school(connection, plan.file)
            import_id = apply_import(connection, plan, import_school, now)
            if known := self._mappings.get(plan.file.sha256):
                store_column_mapping(connection, *known, now)
        self._changes.announce(Change.PUPILS, Change.CASES, Change.SCHOOLS)
        return ImportSummary(import_id, import_school, now, plan.counts, school_made=school_id is None)

    def last(self) -> ImportSummary | None:
        """The last import, as long as it can be undone."""
        with self._database.read() as connection:
            import_id = find_undoable_import(connection)
            if import_id is None:
                return None
            school_id, at, counts = load_import(connection, import_id)
        return ImportSummary(import_id, school_id, at.astimezone(), counts)

    def undo_last(self) -> UndoReport:
        """Take the last import back; only pupils untouched since (6.6 no. 3). NotFound when there is none."""
        with self._database.write(Action.UNDO_IMPORT, IMPORT) as connection:
            import_id = find_undoable_import(connection)
            if import_id is None:
                raise NotFound(IMPORT, 0)
            restored, left_alone = undo_import(connection, import_id, local_now(self._clock))
        self._changes.announce(Change.PUPILS, Change.CASES)
        return UndoReport(restored, tuple(left_alone))

    def forget_roster(self) -> int:
        """Erase the pupils without a case when the vault is not to keep its list; how many went.

        Called when the vault closes, since until then one can pick from the list that was just read; and when
        it opens, for when the laptop stopped before that.
        """
        with self._database.read() as connection:
            if load_settings(connection).roster_kept or not count_pupils(connection):
                return 0
        now = local_now(self._clock)
        with self._database.write(Action.ERASE_ROSTER, PUPIL) as connection:
            return erase_roster(connection, now)

    def _holds_something(self) -> bool:
        """Whether there is anything to lose: a vault that is new holds only its school."""
        with self._database.read() as connection:
            if count_pupils(connection):
                return True
        with self._database.maintenance() as raw:
            return any(number for table, number in counts(raw).items() if table != "schools")


def _school_of(connection: Connection, roster: RosterFile) -> int | None:
    if not roster.school.brin:
        return find_my_school(connection)
    return find_school(find_school_codes(connection), roster.school)


def _make_school(connection: Connection, roster: RosterFile) -> int:
    """A school named by its BRIN; the rest is filled in later."""
    code = roster.school.code
    if not code:
        raise NotValid([problem("school", "no-school")])
    return store_school(connection, SchoolDraft(name=f"School {code}", brin=code))
