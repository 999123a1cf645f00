"""The rules of an agreement: every section, V20, and what each step asks (domain.md 6.3).

Pure functions over one value; those of a section stand in ``deployment_rules`` (V01-V05, V19),
``theme_rules`` (V08-V10) and ``section_rules``. A finding of level ``reason`` that has a recorded Deviation
is in order and is left out.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from jeugdhulp_desktop.domain.agreement_kinds import Role
from jeugdhulp_desktop.domain.agreement_terms import Deviation
from jeugdhulp_desktop.domain.agreement_texts import check_lengths
from jeugdhulp_desktop.domain.agreements import Agreement, AgreementStatus, Step
from jeugdhulp_desktop.domain.deployment_rules import check_budget, check_deployments
from jeugdhulp_desktop.domain.problems import Level, Problem, problem
from jeugdhulp_desktop.domain.relations import WorkerType
from jeugdhulp_desktop.domain.section_rules import (
    Terms,
    check_analysis,
    check_families,
    check_finance,
    check_measures,
    check_purpose,
    check_route,
    check_sections,
    check_term,
)
from jeugdhulp_desktop.domain.structures import Structure
from jeugdhulp_desktop.domain.theme_rules import check_offers, check_themes

_OPEN = (AgreementStatus.CONCEPT, AgreementStatus.DISCUSSION, AgreementStatus.SIGNING)
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
    additional: bool = False,
    other_terms: Terms | None = None,
) -> list[Problem]:
    """Every finding for the step, in the order of the sections.

    ``jmw_elsewhere``: a JMW row stands in another agreement of this school and year (V04). ``budgets`` and
    ``hours_elsewhere``: hours a year per worker type available and agreed with other schools (V19).
    ``deadline``: the day on which it must be signed, 30 September unless the vault chose another (V20).
    ``additional``: the school has additional deployment this year, so the municipality signs (3.6 no. 16).
    ``other_terms``: the first and last day of this school's agreements of other years.
    """
    additional = additional or draft.has_additional
    problems = [
        *check_lengths(draft),
        *check_sections(draft, additional=additional, step=step),
        *_check_parties(draft, step, additional),
        *check_purpose(draft, today),
        *check_analysis(draft),
        *check_deployments(draft, structure, step=step, jmw_elsewhere=jmw_elsewhere),
        *check_budget(draft, budgets or {}, hours_elsewhere or {}),
        *check_themes(draft, structure, step),
        *check_offers(draft, structure, step),
        *check_route(draft),
        *check_families(draft),
        *check_measures(draft),
        *check_finance(draft),
        *check_term(draft, step, other_terms or {}),
        *_check_signing(draft, step, additional),
        *_check_dates(draft, step, today, deadline or draft.school_year.signing_deadline),
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
        *check_themes(bare, structure, Step.FREEZE),
        *check_offers(bare, structure, Step.FREEZE),
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


def _check_parties(draft: Agreement, step: Step, additional: bool) -> Iterable[Problem]:
    by_role = {party.role: (index, party) for index, party in enumerate(draft.parties)}
    for role in Role:
        index, party = by_role.get(role, (len(draft.parties), None))
        needed = role is not Role.MUNICIPALITY or additional
        if party is None or not party.organisation.strip():
            level = step.gap_level if needed else Level.REMARK
            yield problem(f"parties[{index}].organisation", "party-missing", level, role=role.value)
        elif not party.person.strip():
            field = f"parties[{index}].person"
            yield problem(field, "party-person-missing", Level.REMARK, role=role.value)


def _check_signing(draft: Agreement, step: Step, additional: bool) -> Iterable[Problem]:
    """Who signs (3.6 no. 16): school and welfare organisation, and the municipality when it must."""
    roles = {each.role for each in draft.signatories if each.organisation.strip()}
    for role in [Role.SCHOOL, Role.WELFARE, *([Role.MUNICIPALITY] if additional else [])]:
        if role not in roles:
            yield problem("signatories", "signatory-missing", step.gap_level, role=role.value)
    for index, each in enumerate(draft.signatories):
        if not each.name.strip():
            level = Level.BLOCKS if step is Step.SIGN else Level.REMARK
            yield problem(f"signatories[{index}].name", "signatory-unnamed", level, role=each.role.value)


def _check_dates(draft: Agreement, step: Step, today: date, deadline: date) -> Iterable[Problem]:
    """When it was signed and where the paper is; V20: late after the set date."""
    if step is Step.SIGN:
        for index, each in enumerate(draft.signatories):
            if each.signed_on is None:
                yield problem(f"signatories[{index}].signed_on", "signed-on-missing", role=each.role.value)
            elif each.signed_on > today:
                yield problem(f"signatories[{index}].signed_on", "date-in-future", role=each.role.value)
        if not draft.paper_kept_at.strip():
            yield problem("paper_kept_at", "paper-place-missing")
    elif draft.status in _OPEN and today > deadline:
        yield problem("signatories", "signing-late", Level.REMARK, "V20", deadline=deadline)
