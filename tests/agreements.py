"""Agreements to test with: one in order, on which each test changes the one thing it is about."""

from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from jeugdhulp_desktop.domain.agreement_sections import (
    DayPart,
    Deployment,
    DeploymentKind,
    Deviation,
    Expectation,
    Measure,
    Offer,
    OfferKind,
    PartyAtTable,
    Presence,
    Role,
    SchoolFacts,
    Signatory,
    Task,
    TaskAnswer,
    Theme,
)
from jeugdhulp_desktop.domain.agreements import (
    Agreement,
    AgreementStatus,
)
from jeugdhulp_desktop.domain.relations import WorkerType
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.domain.schools import SchoolType

YEAR = SchoolYear(2026)
JMW, JW, JP = WorkerType.JMW, WorkerType.JW, WorkerType.JP

IN_ORDER = Agreement(
    school_id=1,
    school_year=YEAR,
    dated=date(2026, 9, 1),
    author="Ilse Vermeer",
    structure_id="hoogeveen",
    school=SchoolFacts(name="VSO De Zonnewijzer", school_type=SchoolType.VSO, municipality="Hoogeveen"),
    parties=(
        PartyAtTable(Role.SCHOOL, "VSO De Zonnewijzer", "Ilse Vermeer", "zorgcoördinator"),
        PartyAtTable(Role.WELFARE, "SWW", "Ruben van Dalfsen", "teamleider"),
        PartyAtTable(Role.MUNICIPALITY, "Gemeente Hoogeveen", "Noor Ettema", "adviseur jeugd"),
    ),
    occasion="Elk jaar maken we afspraken.",
    aim="Vroeg zien, licht oppakken.",
    deployments=(
        Deployment(JMW, worker_name="Marieke Dijkstra", hours_per_week=Decimal(8)),
        Deployment(JP, worker_name="Rachid Benali", hours_per_week=Decimal("6.5"), weeks=Decimal(38)),
    ),
    presences=(Presence(0, DayPart.MORNING, JMW, "9.00-12.00 uur"), Presence(3, DayPart.AFTERNOON, JP)),
    tasks=(Task("Groepsaanbod geven", {JMW: TaskAnswer.YES, JP: TaskAnswer.PARTLY}), Task("Huisbezoek")),
    expectations=(Expectation(Role.SCHOOL, "een vaste werkplek"),),
    theme_intro="Samen gekozen.",
    themes=(
        Theme("t1", "Pesten", "11% wordt gepest", "hoogstens 10%", "leerjaar 1", "meting", "10%", "Marieke",
              "najaar"),
        Theme("t2", "Sociale vaardigheid", lead="Marieke"),
        Theme("t3", "Hulp bij scheiding", lead="Marieke"),
    ),
    offers=(
        Offer("o1", "Weerbaarheid", OfferKind.TRAINING, ("t1",), "JMW", "najaar", 2, 8, 90, 10, True),
        Offer("o2", "SOVA", theme_keys=("t2", "t3"), sessions=10, minutes=75),
    ),
    measures=(Measure("Uren", "halfjaar", "urenregistratie", "gemeente"),),
    monitoring_note="Samen invullen.",
    signatories=(
        Signatory(Role.SCHOOL, "VSO De Zonnewijzer", "Ilse Vermeer", "zorgcoördinator"),
        Signatory(Role.WELFARE, "SWW", "Ruben van Dalfsen", "teamleider"),
        Signatory(Role.MUNICIPALITY, "Gemeente Hoogeveen", "Noor Ettema", "adviseur"),
    ),
)  # fmt: skip


def deviation(rule: str, subject: str = "", reason: str = "bewust zo gekozen") -> Deviation:
    """A recorded reason."""
    return Deviation(rule, subject, reason, "Ilse Vermeer", date(2026, 9, 2))


_texts = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=30)
_days = st.dates(date(2000, 1, 1), date(2100, 1, 1))
_figures = st.none() | st.decimals(Decimal("0.01"), Decimal(60), places=2)
_counts = st.none() | st.integers(1, 200)
_roles = st.sampled_from(Role)
_workers = st.sampled_from(WorkerType)


def _several(values: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(values, max_size=3).map(tuple)


agreements = st.builds(
    Agreement,
    school_id=st.integers(1, 1_000),
    school_year=st.builds(SchoolYear, st.integers(2000, 2100)),
    number=st.integers(1, 9),
    status=st.sampled_from(AgreementStatus),
    dated=st.none() | _days,
    author=_texts,
    public=st.booleans(),
    structure_id=_texts,
    change_reason=_texts,
    school=st.builds(
        SchoolFacts,
        name=_texts,
        school_type=st.sampled_from(SchoolType),
        pupil_count=st.none() | st.integers(0, 20_000),
        counted_on=st.none() | _days,
    ),
    parties=_several(st.builds(PartyAtTable, role=_roles, organisation=_texts, person=_texts)),
    occasion=_texts,
    aim=_texts,
    deployments=_several(
        st.builds(
            Deployment,
            worker_type=_workers,
            kind=st.sampled_from(DeploymentKind),
            worker_id=st.none() | st.integers(1, 99),
            worker_name=_texts,
            hours_per_week=_figures,
            weeks=_figures.filter(lambda weeks: weeks is None or weeks <= 53),
            on_call=st.booleans(),
        )
    ),
    presences=_several(
        st.builds(
            Presence,
            weekday=st.integers(0, 6),
            part=st.sampled_from(DayPart),
            worker_type=_workers,
            times=_texts,
        )
    ),
    tasks=_several(
        st.builds(Task, text=_texts, answers=st.dictionaries(_workers, st.sampled_from(TaskAnswer)))
    ),
    expectations=_several(st.builds(Expectation, role=_roles, text=_texts)),
    theme_intro=_texts,
    themes=st.lists(_texts, max_size=3).map(
        lambda titles: tuple(Theme(f"t{number}", title) for number, title in enumerate(titles, 1))
    ),
    offers=st.lists(st.tuples(_texts, st.sampled_from(OfferKind), _counts), max_size=3).map(
        lambda rows: tuple(
            Offer(f"o{number}", name, kind, ("t1", "t2")[: number - 1], sessions=count)
            for number, (name, kind, count) in enumerate(rows, 1)
        )
    ),
    measures=_several(st.builds(Measure, indicator=_texts, moment=_texts)),
    monitoring_note=_texts,
    signatories=_several(
        st.builds(Signatory, role=_roles, name=_texts, place=_texts, signed_on=st.none() | _days)
    ),
    deviations=_several(
        st.builds(Deviation, rule=_texts, subject=_texts, reason=_texts, who=_texts, decided_on=_days)
    ),
    paper_kept_at=_texts,
    frozen_control=st.just(""),
    id=st.none(),
    version=st.just(0),
)
