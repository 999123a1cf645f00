"""Agreements to test with: one in order, on which each test changes the one thing it is about."""

from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from jeugdhulp_desktop.domain.agreement_kinds import (
    DayPart,
    DeploymentKind,
    Funder,
    GoalKind,
    OfferDomain,
    OfferKind,
    OfferSetting,
    Responsible,
    RiskKind,
    Role,
    Section,
    TaskAnswer,
)
from jeugdhulp_desktop.domain.agreement_sections import (
    Analysis,
    Deployment,
    Expectation,
    Offer,
    PartyAtTable,
    PastFigure,
    Policy,
    Presence,
    Risk,
    SchoolFacts,
    Task,
    Theme,
)
from jeugdhulp_desktop.domain.agreement_terms import (
    Condition,
    Contribution,
    Deviation,
    Families,
    Finance,
    Measure,
    Meeting,
    PrivacyNotes,
    Rate,
    Route,
    Signatory,
    Term,
)
from jeugdhulp_desktop.domain.agreements import (
    Agreement,
    AgreementStatus,
)
from jeugdhulp_desktop.domain.relations import WorkerType
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.domain.schools import SchoolType

YEAR = SchoolYear(2026)
JUNE = date(2027, 6, 10)
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
    policies=(Policy("Beleidsplan Jeugd", "Gemeente Hoogeveen", date(2025, 12, 12), date(2028, 12, 31)),),
    analysis=Analysis(
        risks=(Risk(RiskKind.SURROUNDINGS, "geen inloop in de wijk"),),
        went_well="De gezamenlijke intake.",
        could_improve="Vervanging bij ziekte.",
        lessons=("Mentoren schuiven aan.",),
        figures=(PastFigure("I01", "Nieuwe aanmeldingen", "61", "58"), PastFigure("I21", "Thuis", "<5")),
    ),
    deployments=(
        Deployment(JMW, worker_name="Marieke Dijkstra", hours_per_week=Decimal(8), consulting_hour="di 12u"),
        Deployment(JP, worker_name="Rachid Benali", hours_per_week=Decimal("6.5"), weeks=Decimal(38)),
    ),
    presences=(Presence(0, DayPart.MORNING, JMW, "9.00-12.00 uur", "B1"), Presence(3, DayPart.AFTERNOON, JP)),
    tasks=(Task("Groepsaanbod geven", {JMW: TaskAnswer.YES, JP: TaskAnswer.PARTLY}), Task("Huisbezoek")),
    expectations=(
        Expectation(Responsible.SCHOOL, "een vaste werkplek"),
        Expectation(Responsible.SWV, "denkt mee over een plek"),
    ),
    theme_intro="Samen gekozen.",
    themes=(
        Theme("t1", "Pesten", "11% wordt gepest", "hoogstens 10%", "leerjaar 1", "meting", "10%", "Marieke",
              "najaar", 1, GoalKind.WELLBEING, "11%", "leerlingmeting", JUNE, "Ilse en Marieke", True),
        Theme("t2", "Sociale vaardigheid", indicator="gesprek", target="10", lead="Marieke", baseline="6",
              source="mentor", measured_on=JUNE),
        Theme("t3", "Hulp bij scheiding", indicator="gezinnen", target="25", lead="Marieke", baseline="18",
              source="presentielijst", measured_on=JUNE),
    ),
    offers=(
        Offer("o1", "Weerbaarheid", OfferKind.TRAINING, ("t1",), "JMW", "najaar", 2, 8, 90, 10, True),
        Offer("o2", "SOVA", theme_keys=("t2", "t3"), sessions=10, minutes=75, costs=Decimal("150.50"),
              setting=OfferSetting.NEIGHBOURHOOD, domain=OfferDomain.EDUCATION),
    ),
    route=Route(
        ("De mentor bespreekt de vraag.", "Het eerste gesprek is binnen 10 werkdagen."),
        "via het MDO", "via het CJG", "af in overleg", "de school doet het onderwijs", "eigen meldcode",
        (Meeting("MDO op school", "10 keer per jaar", "zie jaarplanning", "JMW, JP, mentor"),),
    ),
    families=Families("vanaf het begin", "vanaf 12 jaar ook de leerling", "leerlingenraad", "extra inloop"),
    privacy=PrivacyNotes("convenant 2025", "alleen wat nodig is", "eigen functie", "twee jaar"),
    measures=(Measure("Uren", "halfjaar", "urenregistratie", "gemeente"),),
    monitoring_note="Samen invullen.",
    satisfaction="Vragenlijst in juni.",
    finance=Finance(
        (Rate(JMW, Decimal("71.50")), Rate(JP, Decimal(84))),
        (Contribution(Funder.MUNICIPALITY, "Gemeente Hoogeveen", share=Decimal(75)),
         Contribution(Funder.OTHER, "Oranjefonds", share=Decimal(25), note="eenmalig")),
        (Condition("Uren gemaakt", "gewerkte uren", "95%"),),
        "De gemeente betaalt de basisinzet.",
    ),
    term=Term(date(2026, 8, 17), date(2027, 7, 16), "met reden", "binnen vier weken"),
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
_euros = st.none() | st.decimals(Decimal(0), Decimal(9_999), places=2)
_days_or_none = st.none() | _days
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
    left_out=st.sets(st.sampled_from(Section)).map(
        lambda some: tuple(each for each in Section if each in some)
    ),
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
    policies=_several(st.builds(Policy, _texts, _texts, _days_or_none, _days_or_none)),
    analysis=st.builds(
        Analysis,
        risks=_several(st.builds(Risk, st.sampled_from(RiskKind), _texts)),
        went_well=_texts,
        could_improve=_texts,
        lessons=_several(_texts),
        figures=_several(st.builds(PastFigure, _texts, _texts, _texts, _texts)),
    ),
    deployments=_several(
        st.builds(
            Deployment,
            worker_type=_workers,
            kind=st.sampled_from(DeploymentKind),
            worker_id=st.none() | st.integers(1, 99),
            worker_name=_texts,
            consulting_hour=_texts,
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
            place=_texts,
        )
    ),
    tasks=_several(
        st.builds(Task, text=_texts, answers=st.dictionaries(_workers, st.sampled_from(TaskAnswer)))
    ),
    expectations=_several(st.builds(Expectation, role=st.sampled_from(Responsible), text=_texts)),
    theme_intro=_texts,
    themes=st.lists(
        st.tuples(
            _texts, st.none() | st.integers(1, 3), st.sampled_from(GoalKind), _days_or_none, st.booleans()
        ),
        max_size=3,
    ).map(
        lambda rows: tuple(
            Theme(
                f"t{number}",
                title,
                priority=priority,
                goal_kind=kind,
                baseline=title,
                source=title,
                measured_on=day,
                made_with=title,
                youth_owned=owned,
            )
            for number, (title, priority, kind, day, owned) in enumerate(rows, 1)
        )
    ),
    offers=st.lists(
        st.tuples(
            _texts,
            st.sampled_from(OfferKind),
            _counts,
            st.sampled_from(OfferSetting),
            st.sampled_from(OfferDomain),
            _euros,
        ),
        max_size=3,
    ).map(
        lambda rows: tuple(
            Offer(
                f"o{number}",
                name,
                kind,
                ("t1", "t2")[: number - 1],
                sessions=count,
                setting=setting,
                domain=domain,
                costs=costs,
            )
            for number, (name, kind, count, setting, domain, costs) in enumerate(rows, 1)
        )
    ),
    route=st.builds(
        Route,
        _several(_texts),
        _texts,
        _texts,
        _texts,
        _texts,
        _texts,
        _several(st.builds(Meeting, _texts, _texts, _texts, _texts)),
    ),
    families=st.builds(Families, _texts, _texts, _texts, _texts),
    privacy=st.builds(PrivacyNotes, _texts, _texts, _texts, _texts),
    measures=_several(st.builds(Measure, indicator=_texts, moment=_texts)),
    monitoring_note=_texts,
    satisfaction=_texts,
    finance=st.builds(
        Finance,
        rates=_several(st.builds(Rate, _workers, _euros)),
        contributions=_several(
            st.builds(
                Contribution,
                st.sampled_from(Funder),
                _texts,
                _euros,
                st.none() | st.decimals(Decimal(0), Decimal(100), places=2),
                _texts,
            )
        ),
        conditions=_several(st.builds(Condition, _texts, _texts, _texts)),
        note=_texts,
    ),
    term=st.builds(Term, _days_or_none, _days_or_none, _texts, _texts),
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
