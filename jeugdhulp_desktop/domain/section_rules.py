"""The smaller sections of an agreement: purpose, analysis, route, families, finance, term.

A section that is left out is not checked, save for what the database cannot hold.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from jeugdhulp_desktop.domain.agreement_kinds import ALWAYS, Funder, RiskKind, Section
from jeugdhulp_desktop.domain.agreements import Agreement, Step
from jeugdhulp_desktop.domain.finance_rules import check_contributions, check_euros
from jeugdhulp_desktop.domain.financing import cost_of_agreement
from jeugdhulp_desktop.domain.problems import Level, Problem, problem
from jeugdhulp_desktop.domain.relations import WorkerType
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.domain.section_fields import is_empty

Terms = Mapping[SchoolYear, tuple[date, date]]  # of a school: first and last day, by school year

HIGHEST_RATE = Decimal(1_000)  # euros an hour
# Where the cursor goes in a section that is used but says nothing. The others may be empty, or say so.
_FIRST_FIELD: Mapping[Section, str] = {
    Section.PURPOSE: "occasion",
    Section.ANALYSIS: "analysis.went_well",
    Section.TASKS: "tasks",
    Section.ROUTE: "route.steps",
    Section.FAMILIES: "families.parents",
    Section.PRIVACY: "privacy.shared",
    Section.FINANCE: "finance.rates",
}


def check_sections(draft: Agreement, *, additional: bool, step: Step) -> Iterable[Problem]:
    """Which sections are used: none that must be there is left out, none that is used is empty."""
    for section in draft.left_out:
        if section in ALWAYS:
            yield problem("left_out", "section-needed", Level.REMARK, section=section.label)
    if additional and not draft.uses(Section.ADDITIONS):
        yield problem("left_out", "additions-left-out", step.gap_level)
    for section, field in _FIRST_FIELD.items():
        if draft.uses(section) and is_empty(draft, section):
            chapter = f"{section.number} {section.label}"
            yield problem(field, "section-empty", Level.REMARK, section=chapter)


def check_purpose(draft: Agreement, today: date) -> Iterable[Problem]:
    """A policy paper has a name, and still holds when the agreement begins (002:47)."""
    if not draft.uses(Section.PURPOSE):
        return
    for index, policy in enumerate(draft.policies):
        here = f"policies[{index}]"
        if not policy.title.strip():
            yield problem(f"{here}.title", "policy-untitled", Level.REMARK)
        if policy.until is not None and policy.dated is not None and policy.until < policy.dated:
            yield problem(f"{here}.until", "end-before-start", Level.REMARK)
        elif policy.until is not None and policy.until < max(today, draft.starts_on):
            yield problem(f"{here}.until", "policy-expired", Level.REMARK, until=policy.until)


def check_analysis(draft: Agreement) -> Iterable[Problem]:
    """A risk says what shows it."""
    if not draft.uses(Section.ANALYSIS):
        return
    for index, risk in enumerate(draft.analysis.risks):
        if not risk.text.strip():
            code = "risk-unnamed" if risk.kind is RiskKind.OTHER else "risk-without-text"
            yield problem(f"analysis.risks[{index}].text", code, Level.REMARK, kind=risk.kind.value)


def check_route(draft: Agreement) -> Iterable[Problem]:
    """How a question comes in, and which meetings there are (002:19)."""
    if not draft.uses(Section.ROUTE) or is_empty(draft, Section.ROUTE):
        return
    if not draft.route.steps:
        yield problem("route.steps", "route-without-steps", Level.REMARK)
    for index, meeting in enumerate(draft.route.meetings):
        if not meeting.name.strip():
            yield problem(f"route.meetings[{index}].name", "meeting-unnamed", Level.REMARK)


def check_families(draft: Agreement) -> Iterable[Problem]:
    """V06, 002:29: a JP never without the parents, so it stands here how; leaving it out does not help."""
    has_jp = any(row.worker_type is WorkerType.JP for row in draft.deployments)
    told = draft.uses(Section.FAMILIES) and draft.families.parents.strip()
    if has_jp and not told:
        yield problem("families.parents", "parents-not-told", Level.REMARK, "V06")


def check_measures(draft: Agreement) -> Iterable[Problem]:
    """What is measured."""
    if draft.uses(Section.MEASURES) and not draft.measures:
        yield problem("measures", "nothing-measured", Level.REMARK)


def check_finance(draft: Agreement) -> Iterable[Problem]:
    """Amounts that can be kept; contributions that add up (V13); conditions that can be measured (002:55)."""
    finance = draft.finance
    for index, rate in enumerate(finance.rates):
        yield from check_euros(f"finance.rates[{index}].per_hour", rate.per_hour, HIGHEST_RATE)
    used = draft.uses(Section.FINANCE)
    cost = _whole_cost(draft)
    found = check_contributions("finance.contributions", finance.contributions, cost, Level.REMARK)
    yield from (each for each in found if used or each.level is Level.BLOCKS)
    if not used:
        return
    for index, each in enumerate(finance.contributions):
        if each.funder is Funder.OTHER and not each.name.strip():
            yield problem(f"finance.contributions[{index}].name", "funder-unnamed", Level.REMARK)
    for index, condition in enumerate(finance.conditions):
        if not condition.text.strip():
            yield problem(f"finance.conditions[{index}].text", "condition-unnamed", Level.REMARK)
        elif not condition.target.strip():
            yield problem(f"finance.conditions[{index}].target", "condition-without-target", Level.REMARK)


def _whole_cost(draft: Agreement) -> Decimal | None:
    """What is to be paid; None as long as somebody who is deployed has no rate, since a part says nothing."""
    workers = {row.worker_type for row in draft.deployments if row.hours_per_year}
    known = all(draft.cost_of(worker) is not None for worker in workers)
    return cost_of_agreement(draft) if known else None


def check_term(draft: Agreement, step: Step, others: Terms) -> Iterable[Problem]:
    """V20: it begins before it ends, stays within its school year, and overlaps no other year's agreement."""
    if not draft.uses(Section.TERM):
        return
    start, end, year = draft.starts_on, draft.ends_on, draft.school_year
    if end < start:
        yield problem("term.ends_on", "end-before-start", step.gap_level)
        return
    for name, day in (("starts_on", start), ("ends_on", end)):
        if day not in year:
            yield problem(f"term.{name}", "term-outside-year", Level.REMARK, year=year.code)
    for other, (first, last) in sorted(others.items()):
        if other != year and start <= last and first <= end:
            field = "term.starts_on" if other < year else "term.ends_on"
            yield problem(field, "term-overlaps", Level.REMARK, year=other.code)
