"""Who may be deployed where, and whether the hours are there (V01-V05, V19).

A level of a municipality's own choice comes from the structure template.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from jeugdhulp_desktop.domain.agreement_kinds import DeploymentKind
from jeugdhulp_desktop.domain.agreement_sections import Deployment
from jeugdhulp_desktop.domain.agreements import Agreement, Step
from jeugdhulp_desktop.domain.problems import Level, Problem, problem
from jeugdhulp_desktop.domain.quantities import is_countable
from jeugdhulp_desktop.domain.relations import WorkerType
from jeugdhulp_desktop.domain.schools import SchoolType
from jeugdhulp_desktop.domain.structures import Structure

MAX_HOURS_PER_WEEK = Decimal(60)
MAX_WEEKS = Decimal(53)
_ELSEWHERE = {WorkerType.JW: ("jw-elsewhere", "V02"), WorkerType.JP: ("jp-elsewhere", "V03")}


def check_deployments(
    draft: Agreement, structure: Structure, *, step: Step, jmw_elsewhere: bool = False
) -> list[Problem]:
    """V01-V05 and whether every row has its figures."""
    problems: list[Problem] = []
    school_type = draft.school.school_type
    for index, row in enumerate(draft.deployments):
        here = f"deployments[{index}]"
        problems += _check_place(here, row, school_type, structure)
        problems += _check_figures(here, row.worker_type, row.hours_per_week, row.weeks, step)
        if not row.worker_name.strip():
            field = f"{here}.worker_name"
            problems.append(problem(field, "worker-unnamed", Level.REMARK, worker=row.worker_type.value))
    if not jmw_elsewhere and not any(map(_is_basic_jmw, draft.deployments)):
        problems.append(problem("deployments", "basic-jmw-missing", Level.REMARK, "V01"))
    present = {row.worker_type for row in draft.deployments}
    if WorkerType.JP in present and WorkerType.JMW not in present and not jmw_elsewhere:
        level = structure.jp_needs_jmw if step.gap_level is Level.BLOCKS else Level.REMARK
        problems.append(problem("deployments", "jp-without-jmw", level, "V04"))
    if WorkerType.JP not in present and school_type in structure.jp_expected_at:
        problems.append(
            problem("deployments", "jp-expected", structure.jp_missing, "V05", school_type=school_type.label)
        )
    return problems


def check_budget(
    draft: Agreement, budgets: Mapping[WorkerType, Decimal], elsewhere: Mapping[WorkerType, Decimal]
) -> Iterable[Problem]:
    """V19: the sum per worker type stays within the hours available."""
    for worker, budget in budgets.items():
        here = draft.hours_per_year(worker)
        over = here + elsewhere.get(worker, Decimal(0)) - budget
        if over > 0 and here > 0:
            figures = {"worker": worker.value, "over": over, "budget": budget}
            yield problem("deployments", "over-budget", Level.REMARK, "V19", **figures)


def _check_place(
    here: str, row: Deployment, school_type: SchoolType, structure: Structure
) -> Iterable[Problem]:
    """V01-V03: whether this kind of worker belongs at this kind of school."""
    rule = structure.workers[row.worker_type]
    if school_type in rule.school_types:
        return
    level = Level.REMARK if school_type in rule.remark_types else rule.elsewhere
    code, number = _ELSEWHERE.get(row.worker_type, ("worker-elsewhere", "V01"))
    worker = row.worker_type.value
    about = {"subject": worker, "worker": worker, "school_type": school_type.label}
    yield problem(f"{here}.worker_type", code, level, number, **about)


def _is_basic_jmw(row: Deployment) -> bool:
    return (
        row.worker_type is WorkerType.JMW
        and row.kind is DeploymentKind.BASIC
        and is_countable(row.hours_per_week)
        and row.hours_per_week > 0
    )


def _check_figures(
    here: str, worker: WorkerType, hours: Decimal | None, weeks: Decimal | None, step: Step
) -> Iterable[Problem]:
    """F36: a figure that can be kept and added up exactly; two decimals are what the database holds."""
    figures = (("hours_per_week", "hours", hours, MAX_HOURS_PER_WEEK), ("weeks", "weeks", weeks, MAX_WEEKS))
    for name, code, number, high in figures:
        if number is None:
            yield problem(f"{here}.{name}", f"{code}-missing", step.gap_level, worker=worker.value)
        elif not is_countable(number) or not 0 < number <= high:
            yield problem(f"{here}.{name}", f"{code}-range", worker=worker.value, high=high)
        elif number != round(number, 2):
            yield problem(f"{here}.{name}", "too-many-decimals", worker=worker.value, high=2)
