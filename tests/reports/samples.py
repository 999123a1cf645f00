"""Agreements to print: one with every section filled in, and pieces for odd ones. All people are invented.

The full one says what the design sample of P1 says, so the two can be laid beside each other page by page.
"""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from jeugdhulp_desktop.domain.agreement_kinds import (
    DayPart,
    DeploymentKind,
    GoalKind,
    OfferDomain,
    OfferKind,
    OfferSetting,
    Responsible,
    RiskKind,
    Role,
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
from jeugdhulp_desktop.domain.agreement_terms import Deviation, Measure, Signatory
from jeugdhulp_desktop.domain.agreements import (
    Agreement,
    AgreementStatus,
)
from jeugdhulp_desktop.domain.documents import Letterhead
from jeugdhulp_desktop.domain.relations import WorkerType
from jeugdhulp_desktop.domain.schools import SchoolType
from jeugdhulp_desktop.reports.agreement_document import AgreementDocument
from tests.reports.sample_sections import (
    ADDITION,
    EVALUATION,
    FAMILIES,
    FINANCE,
    PRIVACY,
    ROUTE,
    TERM,
    YEAR,
)

JMW, JW, JP = WorkerType.JMW, WorkerType.JW, WorkerType.JP
YES, PARTLY, NO, NA = TaskAnswer.YES, TaskAnswer.PARTLY, TaskAnswer.NO, TaskAnswer.NOT_APPLICABLE

EMPTY = AgreementDocument(Agreement(school_id=1, school_year=YEAR))

SCHOOL = SchoolFacts(
    name="VSO Het Veenlicht",
    school_type=SchoolType.VSO,
    brin="99XX00",
    board="Stichting Speciaal Onderwijs Veenmeer",
    swv="VO9999 Veenland",
    municipality="Veenmeer",
    area="Veenmeer-Oost",
    contact_person="Sanne Hoekema (JMW), op school dinsdag en donderdag",
    pupil_count=178,
    counted_on=date(2027, 2, 1),
)

PARTIES = (
    PartyAtTable(Role.SCHOOL, "VSO Het Veenlicht", "Ilse Brandsma", "zorgcoördinator",
                 "i.brandsma@hetveenlicht.example", "0500 - 55 01 10"),
    PartyAtTable(Role.WELFARE, "Welzijn Veenmeer", "Ruben van Dalfsen", "teamleider jeugd",
                 "r.vandalfsen@welzijnveenmeer.example", "0500 - 55 02 20"),
    PartyAtTable(Role.MUNICIPALITY, "Veenmeer", "Noor Ettema", "beleidsadviseur jeugd",
                 "jeugd@veenmeer.example", "0500 - 55 03 30"),
)  # fmt: skip

REPLACEMENT = (
    "Is een medewerker langer dan twee weken afwezig, dan zorgt de werkgever vanaf week drie voor "
    "vervanging. De zorgcoördinator hoort dat binnen twee werkdagen."
)

DEPLOYMENTS = (
    Deployment(JMW, DeploymentKind.BASIC, 1, "Sanne Hoekema", "Welzijn Veenmeer", Decimal(14), Decimal(40),
               "lokaal B1.04", "dinsdag 12.00-13.00 uur, zonder afspraak", REPLACEMENT, on_call=True),
    Deployment(JW, DeploymentKind.BASIC, 2, "Yasin Doğan", "Welzijn Veenmeer", Decimal("6.5"), Decimal(40),
               "aula en schoolplein", "", REPLACEMENT),
    Deployment(JP, DeploymentKind.BASIC, 3, "Maaike Łukasik-Prins", "Jeugdhulp Veenland", Decimal(16),
               Decimal(40), "lokaal B1.04", "", REPLACEMENT),
)  # fmt: skip

EXTRA = Deployment(JMW, DeploymentKind.ADDITIONAL, 4, "Femke Żurawska", "Welzijn Veenmeer", Decimal(4),
                   Decimal(18), "lokaal B1.06")  # fmt: skip

PRESENCES = (
    Presence(1, DayPart.MORNING, JMW, "9.00-16.30 uur", "lokaal B1.04"),
    Presence(3, DayPart.MORNING, JMW, "9.00-12.30 uur"),
    Presence(3, DayPart.AFTERNOON, JMW, "13.00-16.00 uur"),
    Presence(4, DayPart.MORNING, JMW, "op afroep"),
    Presence(1, DayPart.AFTERNOON, JW, "12.00-15.15 uur"),
    Presence(3, DayPart.AFTERNOON, JW),
    Presence(0, DayPart.MORNING, JP, "8.30-14.00 uur"),
    Presence(2, DayPart.MORNING, JP, "8.30-14.00 uur"),
    Presence(3, DayPart.MORNING, JP, "8.30-13.30 uur"),
)

POLICIES = (
    Policy("Beleidsplan Jeugd Veenmeer 2025-2028", "gemeente", date(2024, 12, 12), date(2028, 12, 31)),
    Policy("Regionale agenda zorg en onderwijs, doel 2"),
)

ANALYSIS = Analysis(
    risks=(
        Risk(RiskKind.INEQUALITY, "38% van de leerlingen groeit op in een gezin met een laag inkomen."),
        Risk(RiskKind.SURROUNDINGS, "in Veenmeer-Oost is sinds 2025 geen open inloop voor jongeren meer."),
    ),
    went_well="De SOVA-training en de gezamenlijke intake. De wachttijd werd korter.",
    could_improve="Vervanging bij ziekte, een vaste ruimte voor groepen en het gesprek bij beginnend "
    "verzuim.",
    lessons=("Leerkrachten horen graag wat er met een aanmelding is gedaan.",),
    figures=(
        PastFigure("I01", "Nieuwe aanmeldingen", "61", "58"),
        PastFigure("I03", "Afgesloten casussen", "57", "52"),
        PastFigure("I09", "Verder zonder andere hulp", "65%", "60%"),
        PastFigure("I06", "Wachttijd JMW, mediaan in werkdagen", "7", "9"),
        PastFigure("I18", "Gerealiseerde uren, aandeel van de afspraak", "96%", "93%"),
        PastFigure("I20", "Langer dan 3 maanden thuis", "<5", "<5"),
    ),
)

TASKS = (
    Task("Kortdurende hulp aan leerling en ouders", {JMW: YES, JW: NO, JP: YES}),
    Task("Toeleiding naar andere hulp", {JMW: YES, JW: YES, JP: YES}),
    Task("Leerkrachten ondersteunen", {JMW: YES, JW: NO, JP: YES}),
    Task("Deelname aan OT en MDO", {JMW: YES, JW: PARTLY, JP: YES}),
    Task("Groepsaanbod geven", {JMW: YES, JW: YES, JP: PARTLY}),
    Task("Ouderavonden", {JMW: YES, JW: NO, JP: NO}),
    Task("Huisbezoek", {JMW: YES, JW: NA, JP: PARTLY}),
    Task("Jongeren opzoeken in de wijk en online", {JMW: NO, JW: YES}),
)

EXPECTATIONS = (
    Expectation(Responsible.SCHOOL, "een vaste werkplek met telefoon en een afsluitbare kast;\n"
                             "één contactpersoon die aanmeldingen bekijkt en bespreekt;\n"
                             "verzuimcijfers per maand, zonder namen;"),
    Expectation(Responsible.SCHOOL, "een ruimte voor groepen op woensdag- en donderdagmiddag."),
    Expectation(Responsible.WELFARE, "de medewerkers en uren uit tabel 4, met een vast gezicht;\n"
                              "een eerste gesprek binnen 10 werkdagen na de aanmelding;\n"
                              "een urenregistratie per week en cijfers per halfjaar."),
    Expectation(Responsible.MUNICIPALITY, "financiering van de basisinzet;\n"
                              "een plek in het MDO bij de gemeentelijke toegang binnen 15 werkdagen;\n"
                              "terugkoppeling van besluiten, met toestemming van ouders en leerling."),
)  # fmt: skip

THEMES = (
    Theme("t1", "Pesten",
          "In de leerlingmeting van mei 2026 zei 11% van de leerlingen dat zij gepest worden. Online pesten "
          "neemt toe.",
          "In mei 2027 zegt hoogstens 10% van de leerlingen dat zij gepest worden.",
          "leerjaar 1 en 2, zes groepen", "leerlingmeting mei, vraag 14", "10% of minder",
          "Yasin Doğan, JW", "september tot en met mei", 1, GoalKind.WELLBEING, "11%",
          "leerlingmeting", date(2027, 5, 31), "de leerlingenraad", youth_owned=True),
    Theme("t2", "Sociale vaardigheid",
          "Leerkrachten zien dat leerlingen een geleerde vaardigheid thuis en in de wijk moeilijk volhouden.",
          "Twee van de drie deelnemers gebruiken de vaardigheid na drie maanden ook thuis.",
          "16 leerlingen uit leerjaar 1 tot en met 3", "gesprek met ouders na drie maanden",
          "11 van 16 deelnemers", "Sanne Hoekema, JMW", "oktober tot en met mei", 2,
          baseline="9 van 15 deelnemers", source="verslag van de JMW", measured_on=date(2027, 5, 15)),
    Theme("t3", "Hulp bij scheiding",
          "Negen van de 61 aanmeldingen gingen vorig jaar over een scheiding, twee meer dan het jaar "
          "daarvoor.",
          "Ouders kennen het aanbod voordat er een aanmelding nodig is.",
          "ouders en verzorgers van alle leerlingen", "aantal gezinnen op de ouderavonden",
          "40 gezinnen (vorig jaar 41)", "Sanne Hoekema, JMW", priority=3, goal_kind=GoalKind.KNOWLEDGE),
    Theme("t4", "Verzuim en motivatie",
          "Vorig jaar was 76% van de gesprekken bij beginnend verzuim op tijd. Dat was te weinig.",
          "Bij beginnend verzuim is er binnen 10 schooldagen een gesprek.",
          "alle leerlingen", "verzuimregistratie van de school", "90% op tijd (nu 76%)",
          "Maaike Łukasik-Prins, JP", "het hele schooljaar"),
)  # fmt: skip

OFFERS = (
    Offer("o1", "SOVA-training", OfferKind.TRAINING, ("t2",), "Sanne Hoekema", "okt t/m dec; mrt t/m mei",
          2, 8, 90, 8),
    Offer("o2", "Weerbaarheidstraining", OfferKind.TRAINING, ("t1", "t2"), "Yasin Doğan", "januari t/m maart",
          2, 8, 90, 10, costs=Decimal(450)),
    Offer("o3", "Lessen online gedrag", OfferKind.LESSON, ("t1",), "Yasin Doğan", "november", 6, 2, 60, None,
          domain=OfferDomain.SAFETY),
    Offer("o4", "Ouderavond over scheiding", OfferKind.PARENT_EVENING, ("t3",), "Sanne Hoekema",
          "11 november en 14 april", 2, 1, 120, 40),
    Offer("o5", "Sport- en spelmiddag", OfferKind.ACTIVITY, ("t2",), "Yasin Doğan en de sportvereniging",
          "elke eerste woensdag", 8, 1, 150, 30, True, OfferSetting.NEIGHBOURHOOD, costs=Decimal("212.50")),
)  # fmt: skip

MEASURES = (
    Measure("Uren, afgesproken en gerealiseerd", "januari, juni", "urenregistratie", "school, gemeente"),
    Measure("Aanmeldingen, hulpvragen, wachttijd", "januari, juni", "register zorgcoördinator",
            "school, gemeente"),
    Measure("Doelen behaald, verder zonder andere hulp", "juni", "afsluiting casus", "gemeente"),
    Measure("Tevredenheid leerling, ouder, leerkracht", "juni", "vragenlijst", "alle partijen"),
    Measure("Monitoringlijst per casus en per afspraak", "januari, juni", "monitoringlijst", "alle partijen"),
)  # fmt: skip

SIGNATORIES = (
    Signatory(Role.SCHOOL, "VSO Het Veenlicht", "Hendrik Postma", "directeur"),
    Signatory(Role.WELFARE, "Welzijn Veenmeer", "Ruben van Dalfsen", "teamleider jeugd"),
    Signatory(Role.MUNICIPALITY, "Gemeente Veenmeer", "Fatma Yıldız", "teammanager jeugd"),
)

DEVIATIONS = (
    Deviation("V12", "JMW", "Tussen augustus en januari kwamen er 14 aanmeldingen over een scheiding, "
              "tegen 9 in heel 2025-2026. Met de basisinzet is dat niet in te halen.", "Noor Ettema",
              date(2027, 1, 29)),
    Deviation("V09", "Gezonde leefstijl", "De school werkt hier al aan met de JGZ; een eigen thema "
              "voegt niets toe.", "Ilse Brandsma", date(2026, 9, 8)),
)  # fmt: skip

FULL = Agreement(
    school_id=1,
    school_year=YEAR,
    number=2,
    status=AgreementStatus.SIGNING,
    dated=date(2027, 2, 8),
    author="Ilse Brandsma",
    public=True,
    change_reason="- Bijlage A: 4,0 uur per week aanvullende inzet JMW vanaf 1 maart 2027.\n"
    "- Hoofdstuk 14: uitkomst van de tussentijdse evaluatie van 27 januari 2027.\n"
    "- Versie 1 (21 september 2026) vervalt zodra partijen versie 2 ondertekenen.",
    school=SCHOOL,
    parties=PARTIES,
    occasion="Aan het begin van elk schooljaar maken school, welzijnsorganisatie en gemeente afspraken over "
    "de inzet en over wat zij van elkaar verwachten. Op alle scholen is een basisaanbod. Deze afspraak vult "
    "dat aanbod in voor deze school.",
    aim="Problemen vroeg zien en licht oppakken, zodat verwijzing naar zwaardere hulp minder vaak nodig is. "
    "Is er toch meer hulp nodig, dan zorgen we samen voor een goede toeleiding.",
    policies=POLICIES,
    analysis=ANALYSIS,
    deployments=DEPLOYMENTS,
    presences=PRESENCES,
    tasks=TASKS,
    expectations=EXPECTATIONS,
    theme_intro="De thema’s zijn gekozen met het zorgteam en de leerlingenraad op 8 september 2026.",
    themes=THEMES,
    offers=OFFERS,
    route=ROUTE,
    families=FAMILIES,
    privacy=PRIVACY,
    measures=MEASURES,
    monitoring_note="Het jaarrapport verschijnt voor 15 september 2027.",
    satisfaction="Leerlingen, ouders en leerkrachten vullen in juni een korte vragenlijst in.",
    finance=FINANCE,
    term=TERM,
    signatories=SIGNATORIES,
    deviations=DEVIATIONS,
)

DOCUMENT = AgreementDocument(
    FULL,
    sender=Letterhead(),
    previous_hours_per_year=Decimal(1360),
    additions=(ADDITION,),
    evaluations=(EVALUATION,),
)
DRAFT = AgreementDocument(replace(FULL, status=AgreementStatus.CONCEPT, number=1, change_reason=""))


PLAIN = replace(DOCUMENT, additions=(), evaluations=())  # ends with the signatures of the agreement itself


def with_(**changes: object) -> AgreementDocument:
    """The plain document with other values in its agreement."""
    return replace(PLAIN, agreement=replace(FULL, **changes))  # type: ignore[arg-type]
