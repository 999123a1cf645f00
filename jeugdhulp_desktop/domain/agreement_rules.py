"""The rules of an agreement: V01-V05, V08-V10, V19, V20 and what each step asks (domain.md 6.3).

Pure functions over one value. A level of a municipality's own choice comes from the structure template. A
finding of level ``reason`` that has a recorded Deviation is in order and is left out.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from jeugdhulp_desktop.domain.agreement_sections import (
    DeploymentKind,
    Deviation,
    Role,
    is_countable,
)
from jeugdhulp_desktop.domain.agreement_texts import every_text
from jeugdhulp_desktop.domain.agreements import (
    Agreement,
    AgreementStatus,
    Step,
)
from jeugdhulp_desktop.domain.problems import Level, Problem, problem
from jeugdhulp_desktop.domain.relations import WorkerType
from jeugdhulp_desktop.domain.structures import Structure
from jeugdhulp_desktop.domain.text import fold

MAX_TEXT = 20_000  # characters in one field of free text; more is no agreement any more
MAX_LINE = 1_000  # in every other field: a name, a place, a planning
_LONG = frozenset(
    {"occasion", "aim", "theme_intro", "monitoring_note", "change_reason", "why", "goal", "text", "reason"}
)
MAX_HOURS_PER_WEEK = Decimal(60)
MAX_WEEKS = Decimal(53)
_CHECKED = frozenset({"V01", "V02", "V03", "V04", "V05", "V09", "V10"})  # rules that can ask a reason here


def check_agreement(
    draft: Agreement,
    structure: Structure,
    *,
    step: Step,
    today: date,
    jmw_elsewhere: bool = False,
    budgets: Mapping[WorkerType, Decimal] | None = None,
    hours_elsewhere: Mapping[WorkerType, Decimal] | None = None,
    deadline: date | None = None,
) -> list[Problem]:
    """Every finding for the step, in the order of the sections.

    ``jmw_elsewhere``: a JMW row stands in another agreement of this school and year (V04). ``budgets`` and
    ``hours_elsewhere``: hours a year per worker type available and agreed with other schools (V19).
    ``deadline``: the day on which it must be signed, 30 September unless the vault chose another (V20).
    """
    problems = [
        *_check_texts(draft),
        *_check_parties(draft, step),
        *check_deployments(draft, structure, step=step, jmw_elsewhere=jmw_elsewhere),
        *_check_budget(draft, budgets or {}, hours_elsewhere or {}),
        *_check_themes(draft, structure, step),
        *_check_offers(draft, step),
        *_check_measures(draft),
        *_check_signing(draft, step, today, deadline or draft.school_year.signing_deadline),
    ]
    return [each for each in problems if not _answered(each, draft)]


def refusing(problems: Iterable[Problem], step: Step) -> list[Problem]:
    """The problems that refuse a step: what blocks, and when freezing also a reason that is not recorded.

    At signing only what is written down then can refuse: the content was frozen in order, and a rule that a
    newer program added must not keep a signed paper out of the register.
    """
    if step is Step.SIGN:
        problems = [each for each in problems if each.field.startswith(("signatories", "paper_kept_at"))]
    levels = (Level.BLOCKS, Level.REASON) if step is Step.FREEZE else (Level.BLOCKS,)
    return [each for each in problems if each.level in levels]


def needed_deviations(
    draft: Agreement, structure: Structure, *, jmw_elsewhere: bool = False
) -> tuple[Deviation, ...]:
    """The recorded reasons that still answer something; the paper holds no other.

    "Pesten bewust niet gekozen" must not be printed beside the theme that was chosen after all. A reason for
    a rule that is not checked here stays.
    """
    bare = replace(draft, deviations=())
    found = [
        *check_deployments(bare, structure, step=Step.FREEZE, jmw_elsewhere=jmw_elsewhere),
        *_check_themes(bare, structure, Step.FREEZE),
        *_check_offers(bare, Step.FREEZE),
    ]
    asked = {(each.rule, each.value("subject")) for each in found if each.level is Level.REASON}
    return tuple(
        each for each in draft.deviations if each.rule not in _CHECKED or (each.rule, each.subject) in asked
    )


def _answered(found: Problem, draft: Agreement) -> bool:
    """Whether a recorded reason answers the finding; for V09 "bewust niet gekozen" is reason enough."""
    if found.level is not Level.REASON:
        return False
    recorded = draft.deviation(found.rule, found.value("subject"))
    return recorded is not None and (found.rule == "V09" or bool(recorded.reason.strip()))


def _check_texts(draft: Agreement) -> Iterable[Problem]:
    """F32: no field holds a book; what is longer was pasted by mistake."""
    for path, text in every_text(draft):
        limit = MAX_TEXT if path.rpartition(".")[2] in _LONG else MAX_LINE
        if len(text) > limit:
            yield problem(path, "too-long", limit=limit)


def _check_parties(draft: Agreement, step: Step) -> Iterable[Problem]:
    by_role = {party.role: (index, party) for index, party in enumerate(draft.parties)}
    for role in Role:
        index, party = by_role.get(role, (len(draft.parties), None))
        needed = role is not Role.MUNICIPALITY or draft.has_additional
        if party is None or not party.organisation.strip():
            level = Level.BLOCKS if needed and step in (Step.FREEZE, Step.SIGN) else Level.REMARK
            yield problem(f"parties[{index}].organisation", "party-missing", level, role=role.value)
        elif not party.person.strip():
            field = f"parties[{index}].person"
            yield problem(field, "party-person-missing", Level.REMARK, role=role.value)


def check_deployments(
    draft: Agreement, structure: Structure, *, step: Step, jmw_elsewhere: bool = False
) -> list[Problem]:
    """V01-V05 and whether every row has its figures."""
    problems: list[Problem] = []
    school_type = draft.school.school_type
    freezing = step in (Step.FREEZE, Step.SIGN)
    present = {row.worker_type for row in draft.deployments}
    for index, row in enumerate(draft.deployments):
        here = f"deployments[{index}]"
        rule = structure.workers[row.worker_type]
        if school_type not in rule.school_types:
            level = Level.REMARK if school_type in rule.remark_types else rule.elsewhere
            code = {WorkerType.JW: ("jw-elsewhere", "V02"), WorkerType.JP: ("jp-elsewhere", "V03")}
            name, number = code.get(row.worker_type, ("worker-elsewhere", "V01"))
            problems.append(
                problem(
                    f"{here}.worker_type",
                    name,
                    level,
                    number,
                    subject=row.worker_type.value,
                    worker=row.worker_type.value,
                    school_type=school_type.label,
                )
            )
        problems += _check_figures(here, row.worker_type, row.hours_per_week, row.weeks, freezing)
        if not row.worker_name.strip():
            field = f"{here}.worker_name"
            problems.append(problem(field, "worker-unnamed", Level.REMARK, worker=row.worker_type.value))
    basic_jmw = any(
        row.worker_type is WorkerType.JMW
        and row.kind is DeploymentKind.BASIC
        and is_countable(row.hours_per_week)
        and row.hours_per_week > 0
        for row in draft.deployments
    )
    if not basic_jmw and not jmw_elsewhere:
        problems.append(problem("deployments", "basic-jmw-missing", Level.REMARK, "V01"))
    if WorkerType.JP in present and WorkerType.JMW not in present and not jmw_elsewhere:
        level = structure.jp_needs_jmw if freezing else Level.REMARK
        problems.append(problem("deployments", "jp-without-jmw", level, "V04"))
    if WorkerType.JP not in present and school_type in structure.jp_expected_at:
        problems.append(
            problem("deployments", "jp-expected", structure.jp_missing, "V05", school_type=school_type.label)
        )
    return problems


def _check_figures(
    here: str, worker: WorkerType, hours: Decimal | None, weeks: Decimal | None, freezing: bool
) -> Iterable[Problem]:
    """F36: a figure that can be kept and added up exactly; two decimals are what the database holds."""
    figures = (("hours_per_week", "hours", hours, MAX_HOURS_PER_WEEK), ("weeks", "weeks", weeks, MAX_WEEKS))
    for name, code, number, high in figures:
        if number is None:
            missing = Level.BLOCKS if freezing else Level.REMARK
            yield problem(f"{here}.{name}", f"{code}-missing", missing, worker=worker.value)
        elif not is_countable(number) or not 0 < number <= high:
            yield problem(f"{here}.{name}", f"{code}-range", worker=worker.value, high=high)
        elif number != round(number, 2):
            yield problem(f"{here}.{name}", "too-many-decimals", worker=worker.value, high=2)


def _check_budget(
    draft: Agreement, budgets: Mapping[WorkerType, Decimal], elsewhere: Mapping[WorkerType, Decimal]
) -> Iterable[Problem]:
    """V19: the sum per worker type stays within the hours available."""
    for worker, budget in budgets.items():
        over = draft.hours_per_year(worker) + elsewhere.get(worker, Decimal(0)) - budget
        if over > 0 and draft.hours_per_year(worker) > 0:
            yield problem(
                "deployments",
                "over-budget",
                Level.REMARK,
                "V19",
                worker=worker.value,
                over=over,
                budget=budget,
            )


def _check_themes(draft: Agreement, structure: Structure, step: Step) -> Iterable[Problem]:
    """V08 and V09."""
    if not draft.themes and step in (Step.FREEZE, Step.SIGN):
        yield problem("themes", "theme-required", rule="V08")
    for index, theme in enumerate(draft.themes):
        if not theme.title.strip():
            yield problem(f"themes[{index}].title", "theme-untitled", _freezing(step))
        elif not draft.offers_of(theme):
            yield problem(
                f"themes[{index}].offers", "theme-without-offer", Level.REMARK, "V08", theme=theme.title
            )
        if theme.title.strip() and not theme.lead.strip():
            yield problem(f"themes[{index}].lead", "theme-without-lead", Level.REMARK, theme=theme.title)
    chosen = {fold(theme.title) for theme in draft.themes}
    for pinned in structure.pinned_themes:
        if not any(fold(pinned) in title for title in chosen):
            yield problem("themes", "pinned-theme-absent", Level.REASON, "V09", subject=pinned, theme=pinned)


def _check_offers(draft: Agreement, step: Step) -> Iterable[Problem]:
    """V10, and whether an offer can be understood."""
    if not draft.offers:
        yield problem("offers", "no-group-offer", Level.REASON, "V10")
    for index, offer in enumerate(draft.offers):
        if not offer.name.strip():
            yield problem(f"offers[{index}].name", "offer-unnamed", _freezing(step))
        bounds = {"groups": 200, "sessions": 500, "minutes": 24 * 60, "max_participants": 2_000}
        for name, high in bounds.items():
            value = getattr(offer, name)
            if value is not None and not 1 <= value <= high:
                yield problem(f"offers[{index}].{name}", "out-of-range", low=1, high=high)


def _freezing(step: Step) -> Level:
    return Level.BLOCKS if step in (Step.FREEZE, Step.SIGN) else Level.REMARK


def _check_measures(draft: Agreement) -> Iterable[Problem]:
    if not draft.measures:
        yield problem("measures", "nothing-measured", Level.REMARK)


def _check_signing(draft: Agreement, step: Step, today: date, deadline: date) -> Iterable[Problem]:
    """Who signs (3.6 no. 16), and V20: late after the set date."""
    roles = {each.role for each in draft.signatories if each.organisation.strip()}
    needed = [Role.SCHOOL, Role.WELFARE, *([Role.MUNICIPALITY] if draft.has_additional else [])]
    for role in needed:
        if role not in roles:
            yield problem("signatories", "signatory-missing", _freezing(step), role=role.value)
    for index, each in enumerate(draft.signatories):
        if step is Step.SIGN:
            if not each.name.strip():
                yield problem(f"signatories[{index}].name", "signatory-unnamed", role=each.role.value)
            if each.signed_on is None:
                yield problem(f"signatories[{index}].signed_on", "signed-on-missing", role=each.role.value)
            elif each.signed_on > today:
                yield problem(f"signatories[{index}].signed_on", "date-in-future", role=each.role.value)
        elif not each.name.strip():
            field = f"signatories[{index}].name"
            yield problem(field, "signatory-unnamed", Level.REMARK, role=each.role.value)
    if step is Step.SIGN and not draft.paper_kept_at.strip():
        yield problem("paper_kept_at", "paper-place-missing")
    open_status = draft.status in (
        AgreementStatus.CONCEPT,
        AgreementStatus.DISCUSSION,
        AgreementStatus.SIGNING,
    )
    if open_status and step is not Step.SIGN and today > deadline:
        yield problem("signatories", "signing-late", Level.REMARK, "V20", deadline=deadline)
