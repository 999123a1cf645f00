"""The list of checklists: what is to be done, what was begun and what is done."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from sqlalchemy import ColumnElement, Connection, func, or_, select

from jeugdhulp_desktop.domain.agreements import AgreementStatus
from jeugdhulp_desktop.domain.cases import CaseStatus
from jeugdhulp_desktop.domain.checklists import Moment, RunLine, Scope, Template, agreement_due, asked_items
from jeugdhulp_desktop.domain.pupils import PupilName
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.domain.schools import WITH_CLASSES
from jeugdhulp_desktop.storage.checklist_queries import (
    agreements_with_jp,
    cases_with_jp,
    in_parts,
    template_of,
)
from jeugdhulp_desktop.storage.tables.agreements import AgreementRow
from jeugdhulp_desktop.storage.tables.cases import CaseRow
from jeugdhulp_desktop.storage.tables.checklists import ReplyRow, RunRow
from jeugdhulp_desktop.storage.tables.pupils import PupilRow
from jeugdhulp_desktop.storage.tables.relations import SchoolRow

_LINE = (
    RunRow.id, RunRow.template, RunRow.scope, RunRow.case_id, RunRow.agreement_id, RunRow.moment,
    RunRow.started_on, RunRow.finished_on,
)  # fmt: skip


def load_run_lines_of_year(connection: Connection, year: SchoolYear, *, current: bool) -> list[RunLine]:
    """The runs begun in a year, newest first; in the ``current`` one also what is open of earlier years."""
    begun = RunRow.started_on.between(year.start, year.end)
    left = RunRow.finished_on.is_(None) & (RunRow.started_on < year.start)
    return _lines(connection, or_(begun, left) if current else begun)


def load_run_lines(
    connection: Connection, *, case_id: int | None = None, agreement_id: int | None = None
) -> list[RunLine]:
    """Every run of one case or one agreement, newest first."""
    whose = RunRow.case_id == case_id if case_id is not None else RunRow.agreement_id == agreement_id
    return _lines(connection, whose)


def find_open_case_runs(connection: Connection) -> dict[int, int]:
    """The run that can be continued, by case; the newest when lists of two kinds are open."""
    rows = connection.execute(
        select(RunRow.case_id, RunRow.id)
        .where(RunRow.case_id.is_not(None), RunRow.finished_on.is_(None))
        .order_by(RunRow.id)
    )
    return {case_id: run_id for case_id, run_id in rows if case_id is not None}


def count_finished_case_runs(connection: Connection, since: date, until: date) -> int:
    """How many lists of cases were finished from a day up to and including another."""
    query = select(func.count()).where(RunRow.case_id.is_not(None), RunRow.finished_on.between(since, until))
    return connection.scalar(query) or 0


def load_due_cases(
    connection: Connection, template: Template, year: SchoolYear, *, current: bool
) -> list[RunLine]:
    """Open cases whose review falls in a year and is not begun; late ones too when it is ``current``."""
    begun = select(RunRow.case_id).where(RunRow.case_id.is_not(None), RunRow.finished_on.is_(None))
    query = select(CaseRow.id, CaseRow.next_review_on).where(
        CaseRow.status != CaseStatus.CLOSED, CaseRow.next_review_on <= year.end, CaseRow.id.not_in(begun)
    )
    if not current:
        query = query.where(CaseRow.next_review_on >= year.start)
    rows = connection.execute(query.order_by(CaseRow.next_review_on, CaseRow.sort_key))
    due = {case_id: due_on for case_id, due_on in rows if due_on is not None}
    ids = list(due)
    about, with_jp = _about_cases(connection, ids), cases_with_jp(connection, ids)
    return [
        _due_line(template, Moment.HALF_YEAR, due_on, about[case_id], case_id in with_jp, case_id=case_id)
        for case_id, due_on in due.items()
    ]


def load_due_agreements(connection: Connection, template: Template, year: SchoolYear) -> list[RunLine]:
    """Signed agreements of a year, once for each moment that is not begun for any of their versions."""
    signed = connection.execute(
        select(AgreementRow.id, AgreementRow.school_id)
        .join(SchoolRow, SchoolRow.id == AgreementRow.school_id)
        .where(AgreementRow.school_year == year.first, AgreementRow.status == AgreementStatus.SIGNED)
        .order_by(SchoolRow.sort_key)
    ).all()
    runs = connection.execute(
        select(AgreementRow.school_id, RunRow.moment)
        .join(RunRow, RunRow.agreement_id == AgreementRow.id)
        .where(AgreementRow.school_year == year.first)
    )
    begun = {(school_id, moment) for school_id, moment in runs}
    ids = [row[0] for row in signed]
    about, with_jp = _about_agreements(connection, ids), agreements_with_jp(connection, ids)
    return [
        _due_line(
            template, moment, agreement_due(year, moment), about[agreement_id], agreement_id in with_jp,
            agreement_id=agreement_id,
        )
        for moment in Moment
        for agreement_id, school_id in signed
        if (school_id, moment) not in begun
    ]  # fmt: skip


def _due_line(
    template: Template,
    moment: Moment,
    due_on: date,
    about: tuple[str, str],
    with_jp: bool,
    *,
    case_id: int | None = None,
    agreement_id: int | None = None,
) -> RunLine:
    return RunLine(
        id=None,
        template_title=template.title,
        scope=template.scope,
        case_id=case_id,
        agreement_id=agreement_id,
        about=about[0],
        detail=about[1],
        moment=moment,
        started_on=None,
        finished_on=None,
        due_on=due_on,
        answered=0,
        asked=len(asked_items(template, with_jp=with_jp)),
    )


def _lines(connection: Connection, which: ColumnElement[bool]) -> list[RunLine]:
    """Runs as lines; ``due_on`` of one that was begun is the day on which its case was to be looked at."""
    rows = connection.execute(
        select(*_LINE, CaseRow.next_review_on)
        .outerjoin(CaseRow, CaseRow.id == RunRow.case_id)
        .where(which)
        .order_by(RunRow.started_on.desc(), RunRow.id.desc())
    ).all()
    cases = {row.case_id for row in rows if row.case_id is not None}
    agreements = {row.agreement_id for row in rows if row.agreement_id is not None}
    about = {
        Scope.CASE: _about_cases(connection, cases),
        Scope.AGREEMENT: _about_agreements(connection, agreements),
    }
    with_jp = {
        Scope.CASE: cases_with_jp(connection, cases),
        Scope.AGREEMENT: agreements_with_jp(connection, agreements),
    }
    answered = _answered(connection, [row.id for row in rows])
    lines = []
    for row in rows:
        whose = row.case_id if row.scope is Scope.CASE else row.agreement_id
        template = template_of(row.template)
        asked = {item.key for item in asked_items(template, with_jp=whose in with_jp[row.scope])}
        name, detail = about[row.scope][whose]
        lines.append(
            RunLine(
                id=row.id,
                template_title=template.title,
                scope=row.scope,
                case_id=row.case_id,
                agreement_id=row.agreement_id,
                about=name,
                detail=detail,
                moment=row.moment,
                started_on=row.started_on,
                finished_on=row.finished_on,
                due_on=row.next_review_on if row.finished_on is None else None,
                answered=len(asked & answered[row.id]),
                asked=len(asked),
            )
        )
    return lines


def _answered(connection: Connection, run_ids: Iterable[int]) -> dict[int, set[str]]:
    found: dict[int, set[str]] = defaultdict(set)
    query = select(ReplyRow.run_id, ReplyRow.key).where(ReplyRow.answer.is_not(None))
    for some in in_parts(run_ids):
        for run_id, key in connection.execute(query.where(ReplyRow.run_id.in_(some))):
            found[run_id].add(key)
    return found


def _about_cases(connection: Connection, ids: Iterable[int]) -> dict[int, tuple[str, str]]:
    """Whom a case is about, and where: "Noor Yıldız" and "VSO De Zonnewijzer, klas 2B"."""
    query = (
        select(
            CaseRow.id, CaseRow.number, PupilRow.first, PupilRow.prefix, PupilRow.last, PupilRow.group,
            SchoolRow.name, SchoolRow.school_type,
        )
        .join(SchoolRow, SchoolRow.id == CaseRow.school_id)
        .outerjoin(PupilRow, PupilRow.id == CaseRow.pupil_id)
    )  # fmt: skip
    found = {}
    for some in in_parts(ids):
        rows = connection.execute(query.where(CaseRow.id.in_(some)))
        for case_id, number, first, prefix, last, group, school, school_type in rows:
            name = PupilName(first, prefix, last).display if first is not None else number
            word = "klas" if school_type in WITH_CLASSES else "groep"
            found[case_id] = (name, f"{school}, {word} {group}" if group else school)
    return found


def _about_agreements(connection: Connection, ids: Iterable[int]) -> dict[int, tuple[str, str]]:
    """Which school an agreement is of, and which year."""
    query = (
        select(AgreementRow.id, SchoolRow.name, AgreementRow.school_year)
        .join(SchoolRow, SchoolRow.id == AgreementRow.school_id)
        .where(AgreementRow.id.in_(ids))
    )
    return {found: (name, SchoolYear(first).code) for found, name, first in connection.execute(query)}
