"""The rules of additional deployment: V11-V13 and what each step asks (domain.md 6.3; 002:35).

Pure functions over one value. A finding of level ``reason`` that has a recorded Deviation is in order and is
left out.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from jeugdhulp_desktop.domain.addition_texts import typed_texts
from jeugdhulp_desktop.domain.additions import LEAST_MOTIVATION, Addition, AdditionStep, lesson_weeks
from jeugdhulp_desktop.domain.agreement_kinds import DeploymentKind, Role
from jeugdhulp_desktop.domain.agreement_sections import Deployment
from jeugdhulp_desktop.domain.agreement_terms import Deviation
from jeugdhulp_desktop.domain.agreement_texts import check_lengths
from jeugdhulp_desktop.domain.bsn import find_bsn_like
from jeugdhulp_desktop.domain.finance_rules import check_contributions, check_euros
from jeugdhulp_desktop.domain.problems import Level, Problem, problem
from jeugdhulp_desktop.domain.quantities import is_countable

MAX_HOURS_PER_WEEK = Decimal(60)
MAX_WEEKS = Decimal(53)
MAX_RATE = Decimal(1_000)  # euros an hour
LATE = "periode"  # subject of the reason for an end after 31 July (V12)
_DAYS = ("starts_on", "ends_on", "requested_on", "evaluate_on", "decided_on", "evaluated_on")
_ASKING = (AdditionStep.REQUEST, AdditionStep.GRANT)  # what is asked must still hold when it is granted


def check_addition(
    draft: Addition, *, step: AdditionStep, basic: Sequence[Deployment], today: date
) -> list[Problem]:
    """Every finding for the step, in the order of the form.

    ``basic``: the deployment rows of the agreement of this school and year, none while there is no agreement.
    """
    problems = [
        *check_lengths(draft),
        *_check_bsn(draft),
        *_check_days(draft),
        *_check_size(draft, step, basic),
        *_check_period(draft, step),
        *_check_request(draft, step, today),
        *_check_terms(draft, step),
        *_check_approvals(draft, step, today),
        *_check_decision(draft, step, today),
        *_check_evaluation(draft, step, today),
    ]
    return [each for each in problems if not _answered(each, draft)]


def refusing(problems: Iterable[Problem], step: AdditionStep) -> list[Problem]:
    """The problems that refuse a step: what blocks, and for asking and granting a reason not yet recorded."""
    levels = (Level.BLOCKS, Level.REASON) if step in _ASKING else (Level.BLOCKS,)
    return [each for each in problems if each.level in levels]


def needed_deviations(draft: Addition, basic: Sequence[Deployment]) -> tuple[Deviation, ...]:
    """The recorded reasons that still answer something; the paper holds no other."""
    bare = replace(draft, deviations=())
    found = [
        *_check_size(bare, AdditionStep.GRANT, basic),
        *_check_period(bare, AdditionStep.GRANT),
    ]
    asked = {(each.rule, each.value("subject")) for each in found if each.level is Level.REASON}
    return tuple(each for each in draft.deviations if (each.rule, each.subject) in asked)


def _answered(found: Problem, draft: Addition) -> bool:
    if found.level is not Level.REASON:
        return False
    recorded = draft.deviation(found.rule, found.value("subject"))
    return recorded is not None and bool(recorded.reason.strip())


def _level(step: AdditionStep, *blocking: AdditionStep) -> Level:
    return Level.BLOCKS if step in blocking else Level.REMARK


def _check_bsn(draft: Addition) -> Iterable[Problem]:
    """V18: in free text a number that may be a BSN is a question to the writer."""
    for path, text in typed_texts(draft):
        if find_bsn_like(text):
            yield problem(path, "bsn-like", Level.REMARK, "V18")


def _check_days(draft: Addition) -> Iterable[Problem]:
    """A day far from its school year is a year typed wrong; it can be reckoned with by no calendar (F36)."""
    first = draft.school_year.first
    days = [(name, getattr(draft, name)) for name in _DAYS]
    days += [(f"approvals[{index}].agreed_on", each.agreed_on) for index, each in enumerate(draft.approvals)]
    for path, day in days:
        if day is not None and not first - 1 <= day.year <= first + 3:
            yield problem(path, "date-far")


def _check_size(draft: Addition, step: AdditionStep, basic: Sequence[Deployment]) -> Iterable[Problem]:
    """V12: the nature is that of the basis, only the size differs; F36: figures that add up exactly."""
    types = {row.worker_type for row in basic if row.kind is DeploymentKind.BASIC}
    worker = draft.worker_type.value
    if not types:
        yield problem("worker_type", "addition-without-basis", Level.REMARK, "V12")
    elif draft.worker_type not in types:
        yield problem(
            "worker_type", "addition-other-worker", Level.REASON, "V12", subject=worker, worker=worker
        )
    missing = _level(step, AdditionStep.GRANT)
    figures = (("hours_per_week", "hours", MAX_HOURS_PER_WEEK), ("weeks", "weeks", MAX_WEEKS))
    for name, code, high in figures:
        number: Decimal | None = getattr(draft, name)
        if number is None:
            yield problem(name, f"addition-{code}-missing", missing)
        elif not is_countable(number) or not 0 < number <= high:
            yield problem(name, f"{code}-range", high=high)
        elif number != round(number, 2):
            yield problem(name, "too-many-decimals", high=2)


def _check_period(draft: Addition, step: AdditionStep) -> Iterable[Problem]:
    """A first and a last day in their order; V12: an end after 31 July asks a reason."""
    starts, ends, year = draft.starts_on, draft.ends_on, draft.school_year
    for name, day in (("starts_on", starts), ("ends_on", ends)):
        if day is None:
            yield problem(
                name, f"addition-{name.partition('_')[0]}-missing", _level(step, AdditionStep.GRANT)
            )
    if starts is not None and starts not in year:
        yield problem("starts_on", "addition-other-year", _level(step, *_ASKING), year=year.code)
    if starts is not None and ends is not None and ends < starts:
        yield problem("ends_on", "end-before-start", _level(step, *_ASKING))
        return
    if ends is not None and ends > year.end:
        yield problem("ends_on", "addition-past-july", Level.REASON, "V12", subject=LATE, end=year.end)
    if starts is not None and ends is not None and is_countable(draft.weeks):
        most = lesson_weeks(starts, ends)
        if draft.weeks > most:
            level = _level(step, AdditionStep.GRANT)
            yield problem("weeks", "weeks-beyond-period", level, most=most)


def _check_request(draft: Addition, step: AdditionStep, today: date) -> Iterable[Problem]:
    """V11: why the basis falls short, and who asks it of whom (002:35)."""
    level = _level(step, *_ASKING)
    if not draft.reasons:
        yield problem("reasons", "addition-reason-missing", level, "V11")
    length = len(" ".join(draft.motivation.split()))
    if length < LEAST_MOTIVATION:
        yield problem(
            "motivation",
            "motivation-short",
            level,
            "V11",
            least=LEAST_MOTIVATION,
            more=LEAST_MOTIVATION - length,
        )
    if not draft.evidence.strip():
        yield problem("evidence", "addition-evidence-missing", Level.REMARK)
    for name, role, asker in (
        ("school_requester", Role.SCHOOL, draft.school_requester),
        ("welfare_requester", Role.WELFARE, draft.welfare_requester),
    ):
        for part in ("organisation", "name"):
            if not getattr(asker, part).strip():
                yield problem(f"{name}.{part}", f"requester-{part}-missing", level, "V11", role=role.value)
    if not draft.addressee.strip():
        yield problem("addressee", "addressee-missing", level, "V11")
    if draft.requested_on is not None and draft.requested_on > today:
        yield problem("requested_on", "date-in-future", level)


def _check_terms(draft: Addition, step: AdditionStep) -> Iterable[Problem]:
    """V11: goals, (co)financing and accountability; V13: what is paid adds up."""
    level = _level(step, AdditionStep.GRANT)
    if not any(goal.strip() for goal in draft.goals):
        yield problem("goals", "goals-missing", level, "V11")
    yield from check_euros("rate", draft.rate, MAX_RATE)
    if not any(each.amount is not None or each.share is not None for each in draft.financing):
        yield problem("financing", "financing-missing", level, "V11")
    yield from check_contributions("financing", draft.financing, draft.cost, level)
    for name in ("accountability", "accountable_when", "accountable_to"):
        if not getattr(draft, name).strip():
            yield problem(name, f"{name.replace('_', '-')}-missing", level, "V11")


def _check_approvals(draft: Addition, step: AdditionStep, today: date) -> Iterable[Problem]:
    """V11: school, welfare organisation and municipality agree, each by name and date."""
    level = _level(step, AdditionStep.GRANT)
    by_role = {each.role: (index, each) for index, each in enumerate(draft.approvals)}
    for role in Role:
        if role not in by_role:
            yield problem("approvals", "approval-missing", level, "V11", role=role.value)
            continue
        index, approval = by_role[role]
        here = f"approvals[{index}]"
        if not approval.name.strip():
            yield problem(f"{here}.name", "approval-unnamed", level, "V11", role=role.value)
        if approval.agreed_on is None:
            yield problem(f"{here}.agreed_on", "approval-undated", level, "V11", role=role.value)
        elif approval.agreed_on > today:
            yield problem(f"{here}.agreed_on", "date-in-future", level)


def _check_decision(draft: Addition, step: AdditionStep, today: date) -> Iterable[Problem]:
    deciding = (AdditionStep.GRANT, AdditionStep.REJECT)
    if step is AdditionStep.REJECT and not draft.decision_note.strip():
        yield problem("decision_note", "decision-note-missing")
    if draft.decided_on is not None:
        if draft.decided_on > today:
            yield problem("decided_on", "date-in-future", _level(step, *deciding))
        elif draft.requested_on is not None and draft.decided_on < draft.requested_on:
            yield problem("decided_on", "date-order", Level.REMARK)


def _check_evaluation(draft: Addition, step: AdditionStep, today: date) -> Iterable[Problem]:
    """When it is looked at, and what was found; without it nobody can say stop or extend (requirement 38)."""
    if draft.evaluate_on is None:
        yield problem("evaluate_on", "evaluate-on-missing", Level.REMARK)
    elif draft.starts_on is not None and draft.evaluate_on < draft.starts_on:
        yield problem("evaluate_on", "date-order", Level.REMARK)
    if step is AdditionStep.EVALUATE and not draft.outcome.strip():
        yield problem("outcome", "outcome-missing")
    if draft.evaluated_on is not None and draft.evaluated_on > today:
        yield problem("evaluated_on", "date-in-future", _level(step, AdditionStep.EVALUATE))
