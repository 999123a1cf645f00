"""The start screen: what must be done, where the agreements stand, whether the work is safe."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from sqlalchemy import Connection

from jeugdhulp_desktop.domain.actions import ActionFilter, ActionLine
from jeugdhulp_desktop.domain.agreements import AgreementLine
from jeugdhulp_desktop.domain.backups import DRILL_DAYS, FIRST_DRILL_DAYS
from jeugdhulp_desktop.domain.cases import CaseFilter, CaseLine, CaseOrder, CaseStatus
from jeugdhulp_desktop.domain.overviews import Backup, NextStep, StartOverview, Todo, TodoKind
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.domain.schools import WITH_CLASSES, SchoolLine
from jeugdhulp_desktop.domain.vault_settings import VaultSettings
from jeugdhulp_desktop.security.header_file import read_vault_info
from jeugdhulp_desktop.services.agreement_todos import (
    addition_todos,
    agreement_todos,
    evaluation_todos,
    unsigned_parties,
)
from jeugdhulp_desktop.services.agreements import AgreementService
from jeugdhulp_desktop.services.clock import Clock, local_today
from jeugdhulp_desktop.services.dates import load_cycle
from jeugdhulp_desktop.services.recent import load_recent
from jeugdhulp_desktop.storage.action_queries import load_action_lines
from jeugdhulp_desktop.storage.addition_line_queries import load_addition_lines
from jeugdhulp_desktop.storage.audit import load_first_day
from jeugdhulp_desktop.storage.case_queries import count_cases, find_case_ids, load_case_lines
from jeugdhulp_desktop.storage.checklist_line_queries import count_finished_case_runs, find_open_case_runs
from jeugdhulp_desktop.storage.engine import Database
from jeugdhulp_desktop.storage.evaluation_queries import load_evaluations_of_year
from jeugdhulp_desktop.storage.pupil_queries import count_pupils
from jeugdhulp_desktop.storage.relation_queries import load_person_lines
from jeugdhulp_desktop.storage.school_queries import load_school_lines
from jeugdhulp_desktop.storage.setting_queries import (
    load_backup_away,
    load_last_backup,
    load_last_drill,
    load_settings,
)

AHEAD = timedelta(days=31)  # what is due later than this is no concern of today
BACKUP_DAYS = 7  # after a week without a proven backup one is asked for
MOST = 200  # more than anyone reads; the pages show all
_OPEN = frozenset(status for status in CaseStatus if status.open)
_KINDS = tuple(TodoKind)


@dataclass(frozen=True)
class _Reviews:
    """Reviews of open cases: the lines that come first, and the numbers of this half-year."""

    lines: list[CaseLine]
    begun: Mapping[int, int]  # the run that can be continued, by case
    done: int
    planned: int
    late: int
    open_cases: int


class OverviewService:
    """Reads the start screen of one vault; writes nothing."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        agreements: AgreementService,
        folder: Path,
    ) -> None:
        self._database = database
        self._clock = clock
        self._agreements = agreements
        self._folder = folder

    def start(self, year: SchoolYear) -> StartOverview:
        """Everything the start screen shows; agreements are of ``year``, cases and actions of now."""
        today = local_today(self._clock)
        agreements = self._agreements.lines(year)
        with self._database.read() as connection:
            schools = load_school_lines(connection)
            reviews = _load_reviews(connection, today)
            actions = load_action_lines(connection, ActionFilter(), today=today)
            settings = load_settings(connection)
            backup, away = load_last_backup(connection), load_backup_away(connection)
            drilled, first = load_last_drill(connection), load_first_day(connection)
            pupils = count_pupils(connection)
            people = bool(load_person_lines(connection, today))
            recent = load_recent(connection)
            cycle = load_cycle(connection, year)
            additions = load_addition_lines(connection, year, today)
            evaluations = load_evaluations_of_year(connection, year)
        deadline = settings.signing_day(year)
        todos = [
            *_review_todos(reviews, schools),
            *_action_todos(actions, today),
            *agreement_todos(agreements, deadline),
            *addition_todos(additions),
            *evaluation_todos(agreements, evaluations, cycle, today),
            *self._safety_todos(settings, backup, today, in_use=bool(reviews.open_cases or pupils)),
            *_drill_todos(drilled, first, today, there=backup is not None),
        ]
        todos.sort(key=lambda todo: (todo.due_on or date.max, _KINDS.index(todo.kind), todo.what, todo.name))
        steps = self._next_steps(pupils, agreements, people=people, cases=reviews.open_cases)
        return StartOverview(
            school_year=year,
            todos=tuple(todos),
            agreements=Counter(line.status for line in agreements),
            unsigned=tuple(unsigned_parties(agreements)),
            reviews_done=reviews.done,
            reviews_planned=reviews.planned,
            reviews_late=reviews.late,
            backup=backup,
            next_steps=tuple(steps),
            open_cases=reviews.open_cases,
            deadline=deadline,
            cycle=cycle,
            recent=tuple(recent),
            backup_away=away,
        )

    def _safety_todos(
        self, settings: VaultSettings, backup: Backup | None, today: date, *, in_use: bool
    ) -> Iterator[Todo]:
        """The vault itself asks attention: no recent proven backup, a recovery code nobody typed back."""
        confirmed = settings.recovery_confirmed or read_vault_info(self._folder).recovery_confirmed
        if not confirmed:
            yield Todo(
                TodoKind.RECOVERY,
                "Herstelcode bevestigen",
                "",
                "Zonder code kom je er niet meer in als je het wachtwoord vergeet",
                today,
            )
        made = date.fromisoformat(backup.made_at[:10]) if backup else None
        if made is None and in_use:
            yield Todo(TodoKind.BACKUP, "Back-up maken", "", "Er is nog geen back-up", today)
        elif made is not None and today - made >= timedelta(days=BACKUP_DAYS):
            days = (today - made).days
            detail = f"De laatste is van {days} dagen geleden"
            yield Todo(TodoKind.BACKUP, "Back-up maken", "", detail, made + timedelta(days=BACKUP_DAYS))

    def _next_steps(
        self, pupils: int, agreements: Iterable[AgreementLine], *, people: bool, cases: int
    ) -> Iterator[NextStep]:
        """What a new vault still lacks; nothing any more once there are cases."""
        if cases:
            return
        if not pupils:
            yield NextStep.IMPORT_PUPILS
        if not people:
            yield NextStep.ADD_PEOPLE
        if all(line.id is None for line in agreements):
            yield NextStep.FIRST_AGREEMENT


def _drill_todos(drilled: date | None, first: date | None, today: date, *, there: bool) -> Iterator[Todo]:
    """Once a year: practise putting a backup back. A new vault is left alone for a month."""
    if not there or first is None:
        return
    due = drilled + timedelta(days=DRILL_DAYS) if drilled else first + timedelta(days=FIRST_DRILL_DAYS)
    if due <= today:
        detail = "Dat is een jaar geleden" if drilled else "Dat is nog nooit gedaan"
        yield Todo(TodoKind.DRILL, "Oefen het terugzetten van een back-up", "", detail, due)


def _load_reviews(connection: Connection, today: date) -> _Reviews:
    until = CaseFilter(statuses=_OPEN, review_due_on=_half_year_end(today))
    ahead = CaseFilter(statuses=_OPEN, review_due_on=today + AHEAD)
    open_cases, late, _ = count_cases(connection, today)
    return _Reviews(
        load_case_lines(connection, find_case_ids(connection, ahead, CaseOrder.NEXT_REVIEW, limit=MOST)),
        find_open_case_runs(connection),
        done=count_finished_case_runs(connection, _half_year_start(today), today),
        planned=len(find_case_ids(connection, until)) - late,
        late=late,
        open_cases=open_cases,
    )


def _half_year_start(day: date) -> date:
    """The first day of the half of the school year: 1 August or 1 February."""
    year = SchoolYear.of(day)
    middle = date(year.first + 1, 2, 1)
    return year.start if day < middle else middle


def _half_year_end(day: date) -> date:
    """The last day of the half of the school year: 31 January or 31 July."""
    year = SchoolYear.of(day)
    middle = date(year.first + 1, 1, 31)
    return middle if day <= middle else year.end


def _review_todos(reviews: _Reviews, schools: Iterable[SchoolLine]) -> Iterator[Todo]:
    word = {school.name: "klas" if school.school_type in WITH_CLASSES else "groep" for school in schools}
    for line in reviews.lines:
        where = f"{line.school}, {word.get(line.school, 'groep')} {line.group}" if line.group else line.school
        yield Todo(
            TodoKind.REVIEW,
            "Monitoring invullen",
            line.pupil or line.number,
            f"{where} · halfjaarlijkse lijst",
            line.next_review,
            case_id=line.id,
            run_id=reviews.begun.get(line.id),
        )


def _action_todos(actions: Iterable[ActionLine], today: date) -> Iterator[Todo]:
    for line in actions:
        if line.due_on is not None and line.due_on <= today + AHEAD:
            who = "" if line.mine else line.who
            yield Todo(
                TodoKind.ACTION,
                line.what,
                line.about,
                who,
                line.due_on,
                case_id=line.case_id,
                agreement_id=line.agreement_id,
                action_id=line.id,
            )
