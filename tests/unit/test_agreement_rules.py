"""The rules of an agreement: V01-V05, V08-V10, V19, V20, and what each step asks."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from jeugdhulp_desktop.domain.agreement_kinds import DeploymentKind, Role
from jeugdhulp_desktop.domain.agreement_rules import check_agreement, needed_deviations, refusing
from jeugdhulp_desktop.domain.agreement_sections import Deployment, Expectation, Offer, PartyAtTable, Theme
from jeugdhulp_desktop.domain.agreement_terms import Signatory
from jeugdhulp_desktop.domain.agreement_texts import MAX_TEXT
from jeugdhulp_desktop.domain.agreements import (
    Agreement,
    AgreementStatus,
    Step,
)
from jeugdhulp_desktop.domain.deployment_rules import check_deployments
from jeugdhulp_desktop.domain.problems import Level, Problem, problem
from jeugdhulp_desktop.domain.relations import WorkerType
from jeugdhulp_desktop.domain.schools import SchoolType
from jeugdhulp_desktop.services.structures import find_structure
from tests.agreements import IN_ORDER, JMW, JP, JW, deviation

TODAY = date(2026, 9, 15)
HOOGEVEEN, NEUTRAL = find_structure("hoogeveen"), find_structure("neutraal")
REMARK, REASON, BLOCKS = Level.REMARK, Level.REASON, Level.BLOCKS
EIGHT = Decimal(8)


def check(draft: Agreement, step: Step = Step.FREEZE, **known: object) -> list[Problem]:
    structure = known.pop("structure", HOOGEVEEN)
    today = known.pop("today", TODAY)
    return check_agreement(draft, structure, step=step, today=today, **known)  # type: ignore[arg-type]


def levels(found: list[Problem], code: str) -> list[Level]:
    return [each.level for each in found if each.code == code]


def at(school_type: SchoolType, *rows: Deployment) -> Agreement:
    return replace(
        IN_ORDER,
        school=replace(IN_ORDER.school, school_type=school_type),
        deployments=rows or IN_ORDER.deployments,
    )


def row(worker: WorkerType, hours: Decimal | None = EIGHT) -> Deployment:
    return Deployment(worker, worker_name="Marieke Dijkstra", hours_per_week=hours)


def test_an_agreement_in_order_has_no_problem_at_any_step_before_signing() -> None:
    for step in (Step.SAVE, Step.DISCUSS, Step.FREEZE):
        assert check(IN_ORDER, step) == []


@pytest.mark.parametrize("school_type", SchoolType)
def test_v01_a_jmw_is_allowed_on_every_kind_of_location(school_type: SchoolType) -> None:
    found = check_deployments(at(school_type, row(JMW)), HOOGEVEEN, step=Step.FREEZE)
    assert [each for each in found if each.rule == "V01"] == []


@pytest.mark.parametrize(
    "rows",
    [
        (row(JP),),
        (row(JMW, None), row(JP)),
        (row(JMW, Decimal(0)), row(JP)),
        (row(JMW, Decimal("NaN")), row(JP)),
        (replace(row(JMW), kind=DeploymentKind.ADDITIONAL), row(JP)),
    ],
)
def test_v01_without_basic_hours_of_a_jmw_is_a_remark(rows: tuple[Deployment, ...]) -> None:
    assert levels(check(at(SchoolType.VSO, *rows)), "basic-jmw-missing") == [REMARK]
    assert levels(check(at(SchoolType.VSO, *rows), jmw_elsewhere=True), "basic-jmw-missing") == []


def test_v01_a_structure_may_leave_the_jmw_out_somewhere() -> None:
    rule = replace(HOOGEVEEN.workers[JMW], school_types=frozenset({SchoolType.VSO}), elsewhere=REASON)
    strict = replace(HOOGEVEEN, workers={**HOOGEVEEN.workers, JMW: rule})
    found = check_deployments(at(SchoolType.BAO, row(JMW)), strict, step=Step.FREEZE)
    assert [(each.code, each.rule, each.level) for each in found] == [("worker-elsewhere", "V01", REASON)]


@pytest.mark.parametrize("school_type", SchoolType)
def test_v02_a_jw_elsewhere_than_vo_vso_pro_asks_a_reason_in_hoogeveen_and_is_a_remark_otherwise(
    school_type: SchoolType,
) -> None:
    agreement = at(school_type, row(JMW), row(JW))
    here = school_type in (SchoolType.VO, SchoolType.VSO, SchoolType.PRO)
    assert levels(check(agreement), "jw-elsewhere") == ([] if here else [REASON])
    neutral = levels(check(agreement, structure=NEUTRAL), "jw-elsewhere")
    assert neutral == ([] if here or school_type is SchoolType.MBO else [REMARK])


@pytest.mark.parametrize("school_type", SchoolType)
def test_v03_a_jp_belongs_on_so_and_vso_and_may_be_read_for_sbo(school_type: SchoolType) -> None:
    agreement = at(school_type, row(JMW), row(JP))
    expected = {SchoolType.SO: [], SchoolType.VSO: [], SchoolType.SBO: [REMARK]}.get(school_type, [REASON])
    assert levels(check(agreement), "jp-elsewhere") == expected
    assert levels(check(agreement, structure=NEUTRAL), "jp-elsewhere") == [REMARK for _ in expected]


def test_v03_a_recorded_reason_answers_it_and_an_empty_one_does_not() -> None:
    agreement = at(SchoolType.BAO, row(JMW), row(JP))
    answered = replace(agreement, deviations=(deviation("V03", "JP"),))
    assert levels(check(answered), "jp-elsewhere") == []
    for other in (deviation("V03", "JW"), deviation("V02", "JP"), deviation("V03", "JP", reason="  ")):
        assert levels(check(replace(agreement, deviations=(other,))), "jp-elsewhere") == [REASON]


def test_v04_a_jp_without_a_jmw_asks_a_reason_when_it_is_signed() -> None:
    alone = at(SchoolType.VSO, row(JP))
    assert levels(check(alone, Step.DISCUSS), "jp-without-jmw") == [REMARK]
    assert levels(check(alone, Step.FREEZE), "jp-without-jmw") == [REASON]
    assert levels(check(alone, Step.SIGN), "jp-without-jmw") == [REASON]
    assert levels(check(alone, jmw_elsewhere=True), "jp-without-jmw") == []


def test_v05_special_education_without_a_jp_asks_a_reason_in_hoogeveen_only() -> None:
    for school_type in SchoolType:
        special = school_type in (SchoolType.SO, SchoolType.VSO)
        agreement = at(school_type, row(JMW))
        assert levels(check(agreement), "jp-expected") == ([REASON] if special else [])
        assert levels(check(agreement, structure=NEUTRAL), "jp-expected") == []


@pytest.mark.parametrize(
    ("hours", "code"),
    [
        ("0", "hours-range"),
        ("-1", "hours-range"),
        ("60.01", "hours-range"),
        ("1e9", "hours-range"),
        ("1e40", "hours-range"),
        ("NaN", "hours-range"),
        ("Infinity", "hours-range"),
        ("8.125", "too-many-decimals"),
    ],
)
def test_f36_a_figure_that_cannot_be_kept_blocks_every_step_saving_too(hours: str, code: str) -> None:
    agreement = at(SchoolType.VSO, replace(row(JMW), hours_per_week=Decimal(hours)), row(JP))
    found = [each for each in check(agreement, Step.SAVE) if each.level is BLOCKS]
    assert [(each.field, each.code) for each in found] == [("deployments[0].hours_per_week", code)]


@pytest.mark.parametrize("weeks", ["0", "53.5", "NaN"])
def test_f36_weeks_lie_between_0_and_53(weeks: str) -> None:
    agreement = at(SchoolType.VSO, replace(row(JMW), weeks=Decimal(weeks)), row(JP))
    assert [each.field for each in check(agreement, Step.SAVE) if each.code == "weeks-range"] == [
        "deployments[0].weeks"
    ]


def test_open_figures_are_a_remark_until_the_content_is_frozen() -> None:
    agreement = at(SchoolType.VSO, Deployment(JMW, weeks=None), row(JP))
    for step, level in ((Step.SAVE, REMARK), (Step.DISCUSS, REMARK), (Step.FREEZE, BLOCKS)):
        found = check(agreement, step)
        assert levels(found, "hours-missing") == levels(found, "weeks-missing") == [level]
        assert levels(found, "worker-unnamed") == [REMARK]


def test_v19_over_the_hours_available_is_a_remark_with_what_is_too_much() -> None:
    budgets = {JMW: Decimal(700), JP: Decimal(247), JW: Decimal(0)}
    found = check(IN_ORDER, budgets=budgets, hours_elsewhere={JMW: Decimal("400.5")})
    over = [each for each in found if each.rule == "V19"]
    assert [(each.level, each.value("worker"), Decimal(each.value("over"))) for each in over] == [
        (REMARK, "JMW", Decimal("20.5"))
    ]


def test_v19_hours_of_others_alone_are_no_remark_here() -> None:
    assert check(IN_ORDER, budgets={JW: Decimal(10)}, hours_elsewhere={JW: Decimal(20)}) == []


def test_v08_no_theme_blocks_freezing_and_not_saving() -> None:
    bare = replace(
        IN_ORDER, themes=(), deviations=tuple(deviation("V09", each) for each in HOOGEVEEN.pinned_themes)
    )
    assert levels(check(bare, Step.SAVE), "theme-required") == []
    assert levels(check(bare, Step.FREEZE), "theme-required") == [BLOCKS]


def test_v08_a_theme_without_an_offer_is_a_remark() -> None:
    loose = replace(IN_ORDER, offers=IN_ORDER.offers[:1])
    found = [each for each in check(loose) if each.code == "theme-without-offer"]
    assert [(each.field, each.level) for each in found] == [
        ("themes[1].offers", REMARK),
        ("themes[2].offers", REMARK),
    ]


def test_a_theme_without_a_name_or_a_trekker_blocks_freezing_and_is_a_remark_before() -> None:
    agreement = replace(
        IN_ORDER, themes=(*IN_ORDER.themes[:2], replace(IN_ORDER.themes[2], lead=" "), Theme("t4"))
    )
    before = check(agreement, Step.DISCUSS)
    assert levels(before, "theme-untitled") == levels(before, "theme-without-lead") == [REMARK]
    found = check(agreement, Step.FREEZE)
    assert levels(found, "theme-untitled") == [BLOCKS]
    assert levels(found, "theme-without-lead") == [BLOCKS]


def test_v09_a_pinned_theme_that_is_absent_is_asked_once() -> None:
    without = replace(IN_ORDER, themes=IN_ORDER.themes[:2])
    found = [each for each in check(without, Step.SAVE) if each.rule == "V09"]
    assert [(each.level, each.value("subject")) for each in found] == [(REASON, "Hulp bij scheiding")]
    for words in ("bewust niet gekozen", ""):  # the answer "ja, bewust" is reason enough
        remembered = replace(without, deviations=(deviation("V09", "Hulp bij scheiding", words),))
        assert [each for each in check(remembered) if each.rule == "V09"] == []


def test_v09_a_pinned_theme_is_recognised_in_a_longer_title_without_accents_or_capitals() -> None:
    longer = replace(IN_ORDER.themes[0], title="Online PESTÉN in leerjaar 1")
    assert check(replace(IN_ORDER, themes=(longer, *IN_ORDER.themes[1:]))) == []


def test_v10_no_group_offer_asks_a_reason_once() -> None:
    without = replace(IN_ORDER, offers=())
    assert levels(check(without), "no-group-offer") == [REASON]
    assert levels(check(replace(without, deviations=(deviation("V10"),))), "no-group-offer") == []
    assert levels(check(replace(without, deviations=(deviation("V10", reason=""),))), "no-group-offer") == [
        REASON
    ]


@pytest.mark.parametrize(
    ("field", "value"),
    [("groups", 0), ("groups", 201), ("sessions", 501), ("minutes", 1441), ("max_participants", 2001)],
)
def test_an_offer_with_an_absurd_number_blocks(field: str, value: int) -> None:
    odd = replace(IN_ORDER.offers[0], **{field: value})
    found = check(replace(IN_ORDER, offers=(odd, IN_ORDER.offers[1])), Step.SAVE)
    assert [(each.field, each.level) for each in found] == [(f"offers[0].{field}", BLOCKS)]


def test_an_offer_without_a_name_blocks_freezing() -> None:
    nameless = replace(IN_ORDER, offers=(*IN_ORDER.offers, Offer("o3")))
    assert levels(check(nameless, Step.SAVE), "offer-unnamed") == [REMARK]
    assert levels(check(nameless, Step.FREEZE), "offer-unnamed") == [BLOCKS]


def test_measuring_nothing_is_remarked() -> None:
    assert levels(check(replace(IN_ORDER, measures=())), "nothing-measured") == [REMARK]


def test_school_and_welfare_organisation_are_needed_and_the_municipality_with_additional_deployment() -> None:
    alone = replace(IN_ORDER, parties=IN_ORDER.parties[:1], signatories=IN_ORDER.signatories[:1])
    found = check(alone)
    assert [(each.value("role"), each.level) for each in found if each.code == "party-missing"] == [
        ("welzijnsorganisatie", BLOCKS),
        ("gemeente", REMARK),
    ]
    assert [each.value("role") for each in found if each.code == "signatory-missing"] == [
        "welzijnsorganisatie"
    ]
    extra = replace(row(JMW), kind=DeploymentKind.ADDITIONAL)
    found = check(replace(alone, deployments=(*IN_ORDER.deployments, extra)))
    assert [each.level for each in found if each.code == "party-missing"] == [BLOCKS, BLOCKS]
    assert [each.value("role") for each in found if each.code == "signatory-missing"] == [
        "welzijnsorganisatie",
        "gemeente",
    ]
    assert levels(check(alone, Step.SAVE), "party-missing") == [REMARK, REMARK]


def test_a_party_for_which_nobody_speaks_is_remarked() -> None:
    parties = (PartyAtTable(Role.SCHOOL, "De Zonnewijzer"), *IN_ORDER.parties[1:])
    found = check(replace(IN_ORDER, parties=parties))
    assert [(each.field, each.code) for each in found] == [("parties[0].person", "party-person-missing")]


def test_signing_asks_names_dates_and_the_place_of_the_paper() -> None:
    agreement = replace(
        IN_ORDER,
        status=AgreementStatus.SIGNING,
        signatories=(
            Signatory(Role.SCHOOL, "School", " ", signed_on=date(2026, 9, 14)),
            Signatory(Role.WELFARE, "SWW", "Ruben"),
            Signatory(Role.MUNICIPALITY, "Gemeente", "Noor", signed_on=date(2026, 9, 16)),
        ),
    )
    assert [(each.field, each.code) for each in check(agreement, Step.SIGN)] == [
        ("signatories[0].name", "signatory-unnamed"),
        ("signatories[1].signed_on", "signed-on-missing"),
        ("signatories[2].signed_on", "date-in-future"),
        ("paper_kept_at", "paper-place-missing"),
    ]
    assert [each.level for each in check(agreement, Step.SAVE)] == [REMARK]  # only the name, as yet


@pytest.mark.parametrize(
    ("today", "status", "late"),
    [
        (date(2026, 9, 30), AgreementStatus.CONCEPT, False),
        (date(2026, 10, 1), AgreementStatus.CONCEPT, True),
        (date(2026, 10, 1), AgreementStatus.SIGNING, True),
        (date(2026, 10, 1), AgreementStatus.SIGNED, False),
        (date(2027, 7, 31), AgreementStatus.DISCUSSION, True),
    ],
)
def test_v20_unsigned_after_30_september_is_late(today: date, status: AgreementStatus, late: bool) -> None:
    found = check(replace(IN_ORDER, status=status), today=today)
    assert [(each.code, each.level) for each in found] == ([("signing-late", REMARK)] if late else [])
    assert [each for each in check(IN_ORDER, Step.SIGN, today=today) if each.rule == "V20"] == []


def test_a_paper_with_all_signatures_and_a_place_is_in_order() -> None:
    signed = tuple(replace(each, signed_on=TODAY) for each in IN_ORDER.signatories)
    assert check(replace(IN_ORDER, signatories=signed, paper_kept_at="kast 3"), Step.SIGN) == []


def test_v20_the_date_is_a_choice_of_the_vault() -> None:
    assert levels(check(IN_ORDER, deadline=date(2026, 9, 14)), "signing-late") == [REMARK]
    assert levels(check(IN_ORDER, today=date(2026, 10, 5), deadline=date(2026, 10, 31)), "signing-late") == []


def test_f32_a_text_of_more_than_a_book_blocks_and_names_its_field() -> None:
    much = "a" * (MAX_TEXT + 1)
    agreement = replace(
        IN_ORDER,
        aim=much,
        themes=(replace(IN_ORDER.themes[0], why=much, goal=much), *IN_ORDER.themes[1:]),
        expectations=(Expectation(Role.SCHOOL, much),),
        monitoring_note="a" * MAX_TEXT,
    )
    found = [each for each in check(agreement, Step.SAVE) if each.code == "too-long"]
    assert sorted(each.field for each in found) == [
        "aim",
        "expectations[0].text",
        "themes[0].goal",
        "themes[0].why",
    ]


def test_f32_a_name_of_more_than_a_page_blocks_too() -> None:
    long = "a" * 1_001
    agreement = replace(
        IN_ORDER,
        author=long,
        school=replace(IN_ORDER.school, area=long),
        offers=(replace(IN_ORDER.offers[0], name=long, performer="a" * 1_000), IN_ORDER.offers[1]),
    )
    found = [(each.field, each.value("limit")) for each in check(agreement, Step.SAVE)]
    assert found == [("author", "1000"), ("school.area", "1000"), ("offers[0].name", "1000")]


def test_freezing_is_refused_by_a_reason_that_is_not_recorded_and_signing_only_by_what_it_asks() -> None:
    found = [
        problem("themes", "pinned-theme-absent", REASON, "V09"),
        problem("themes", "theme-required", BLOCKS, "V08"),
        problem("measures", "nothing-measured", REMARK),
        problem("signatories[0].name", "signatory-unnamed", BLOCKS),
        problem("paper_kept_at", "paper-place-missing", BLOCKS),
    ]
    assert refusing(found, Step.FREEZE) == [found[0], found[1], found[3], found[4]]
    assert refusing(found, Step.DISCUSS) == [found[1], found[3], found[4]]
    assert refusing(found, Step.SIGN) == [found[3], found[4]]


def test_a_reason_that_answers_nothing_any_more_does_not_stand_on_the_paper() -> None:
    reasons = (
        deviation("V09", "Pesten"), deviation("V09", "Verzuim"), deviation("V10"), deviation("V03", "JP"),
        deviation("V04"), deviation("V12", "JMW"),
    )  # fmt: skip
    agreement = replace(IN_ORDER, deviations=reasons)
    assert needed_deviations(agreement, HOOGEVEEN) == reasons[-1:], "V12 is not checked here, so it stays"
    bare = replace(agreement, themes=IN_ORDER.themes[1:], offers=(), deployments=(row(JP),))
    assert needed_deviations(bare, HOOGEVEEN) == (reasons[0], reasons[2], reasons[4], reasons[5])
    assert reasons[4] not in needed_deviations(bare, HOOGEVEEN, jmw_elsewhere=True)
