"""Agreements to print: one as full as a real one, and pieces for odd ones. All people are invented."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

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
from jeugdhulp_desktop.reports.agreement_document import AgreementDocument

JMW, JW, JP = WorkerType.JMW, WorkerType.JW, WorkerType.JP
YES, PARTLY, NO, NA = TaskAnswer.YES, TaskAnswer.PARTLY, TaskAnswer.NO, TaskAnswer.NOT_APPLICABLE
YEAR = SchoolYear(2026)

EMPTY = AgreementDocument(Agreement(school_id=1, school_year=YEAR))

SCHOOL = SchoolFacts(
    name="VSO Het Veenlicht",
    school_type=SchoolType.VSO,
    brin="99XX00",
    board="Stichting Speciaal Onderwijs Veenmeer",
    swv="VO9999 Veenland",
    municipality="Veenmeer",
    area="Veenmeer-Oost",
    contact_person="Ilse Brandsma, zorgcoördinator",
    pupil_count=178,
    counted_on=date(2026, 10, 1),
)

PARTIES = (
    PartyAtTable(Role.SCHOOL, "VSO Het Veenlicht", "Ilse Brandsma", "zorgcoördinator",
                 "i.brandsma@hetveenlicht.example", "0500 - 55 01 10"),
    PartyAtTable(Role.WELFARE, "Welzijn Veenmeer", "Ruben van Dalfsen", "teamleider jeugd",
                 "r.vandalfsen@welzijnveenmeer.example", "0500 - 55 02 20"),
    PartyAtTable(Role.MUNICIPALITY, "Veenmeer", "Noor Ettema", "beleidsadviseur jeugd",
                 "jeugd@veenmeer.example", "0500 - 55 03 30"),
)  # fmt: skip

DEPLOYMENTS = (
    Deployment(JMW, DeploymentKind.BASIC, 1, "Sanne Hoekema", "Welzijn Veenmeer", Decimal(14), Decimal(40),
               "lokaal B1.04, met telefoon en een afsluitbare kast",
               "Is een medewerker langer dan twee weken afwezig, dan zorgt de werkgever vanaf week drie voor "
               "vervanging.", on_call=True),
    Deployment(JW, DeploymentKind.BASIC, 2, "Yasin Doğan", "Welzijn Veenmeer", Decimal("6.5"), Decimal(40),
               "aula en schoolplein",
               "Is een medewerker langer dan twee weken afwezig, dan zorgt de werkgever vanaf week drie voor "
               "vervanging."),
    Deployment(JP, DeploymentKind.BASIC, 3, "Maaike Łukasik-Prins", "Jeugdhulp Veenland", Decimal(16),
               Decimal(40), "lokaal B1.06", "De collega van de locatie Noord neemt lopende gesprekken over."),
    Deployment(JMW, DeploymentKind.ADDITIONAL, 4, "Femke Żurawska", "Welzijn Veenmeer", Decimal(4),
               Decimal(18), "lokaal B1.04"),
)  # fmt: skip

PRESENCES = (
    Presence(1, DayPart.MORNING, JMW, "9.00-16.30 uur"),
    Presence(3, DayPart.MORNING, JMW, "9.00-12.30 uur"),
    Presence(3, DayPart.AFTERNOON, JMW, "13.00-16.00 uur"),
    Presence(1, DayPart.AFTERNOON, JW, "12.00-15.15 uur"),
    Presence(3, DayPart.AFTERNOON, JW),
    Presence(0, DayPart.MORNING, JP, "8.30-14.00 uur"),
    Presence(2, DayPart.MORNING, JP, "8.30-14.00 uur"),
    Presence(3, DayPart.MORNING, JP, "8.30-13.30 uur"),
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
    Expectation(Role.SCHOOL, "een vaste werkplek met telefoon en een afsluitbare kast;\n"
                             "één contactpersoon die aanmeldingen bekijkt en bespreekt;\n"
                             "verzuimcijfers per maand, zonder namen;"),
    Expectation(Role.SCHOOL, "een ruimte voor groepen op woensdag- en donderdagmiddag."),
    Expectation(Role.WELFARE, "de medewerkers en uren uit tabel 3, met een vast gezicht;\n"
                              "een eerste gesprek binnen 10 werkdagen na de aanmelding;\n"
                              "een urenregistratie per week en cijfers per halfjaar."),
    Expectation(Role.MUNICIPALITY, "financiering van de basisinzet;\n"
                                   "een plek in het MDO bij de gemeentelijke toegang binnen 15 werkdagen;\n"
                                   "terugkoppeling van besluiten, met toestemming van ouders en leerling."),
)  # fmt: skip

THEMES = (
    Theme("t1", "Pesten",
          "In de leerlingmeting van mei 2026 zei 11% van de leerlingen dat zij gepest worden. Online pesten "
          "neemt toe.",
          "In mei 2027 zegt hoogstens 10% van de leerlingen dat zij gepest worden.",
          "leerjaar 1 en 2, zes groepen", "leerlingmeting mei, vraag 14", "10% of minder (nu 11%)",
          "Yasin Doğan, JW", "september tot en met mei"),
    Theme("t2", "Sociale vaardigheid",
          "Leerkrachten zien dat leerlingen een geleerde vaardigheid thuis en in de wijk moeilijk volhouden.",
          "Twee van de drie deelnemers gebruiken de vaardigheid na drie maanden ook thuis.",
          "16 leerlingen uit leerjaar 1 tot en met 3", "gesprek met ouders na drie maanden",
          "11 van 16 deelnemers (vorig jaar 9 van 15)", "Sanne Hoekema, JMW", "oktober tot en met mei"),
    Theme("t3", "Hulp bij scheiding",
          "Negen van de 61 aanmeldingen gingen vorig jaar over een scheiding, twee meer dan eerder.",
          "Ouders kennen het aanbod voordat er een aanmelding nodig is.",
          "ouders en verzorgers van alle leerlingen", "aantal gezinnen op de ouderavonden",
          "40 gezinnen (vorig jaar 41)", "Sanne Hoekema, JMW"),
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
          2, 8, 90, 10),
    Offer("o3", "Lessen online gedrag", OfferKind.LESSON, ("t1",), "Yasin Doğan", "november", 6, 2, 60, None),
    Offer("o4", "Ouderavond over scheiding", OfferKind.PARENT_EVENING, ("t3",), "Sanne Hoekema",
          "11 november en 14 april", 2, 1, 120, 40),
    Offer("o5", "Sport- en spelmiddag", OfferKind.ACTIVITY, ("t2",), "Yasin Doğan en de sportvereniging",
          "elke eerste woensdag", 8, 1, 150, 30, True),
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
    change_reason="- Aanvullende inzet: 4,0 uur per week JMW vanaf 1 maart 2027.\n"
    "- Thema 4 is nieuw, na de tussentijdse evaluatie van 27 januari 2027.\n"
    "- Versie 1 van 21 september 2026 vervalt zodra de partijen versie 2 ondertekenen.",
    school=SCHOOL,
    parties=PARTIES,
    occasion="Aan het begin van elk schooljaar maken school, welzijnsorganisatie en gemeente afspraken over "
    "de inzet en over wat zij van elkaar verwachten. Op alle scholen is een basisaanbod. Deze afspraak vult "
    "dat aanbod in voor deze school.\n\nDe afspraak volgt het Beleidsplan Jeugd Veenmeer 2025-2028, "
    "vastgesteld op 12 december 2024.",
    aim="Problemen vroeg zien en licht oppakken, zodat verwijzing naar zwaardere hulp minder vaak nodig is. "
    "Is er toch meer hulp nodig, dan zorgen we samen voor een goede toeleiding.",
    deployments=DEPLOYMENTS,
    presences=PRESENCES,
    tasks=TASKS,
    expectations=EXPECTATIONS,
    theme_intro="De thema’s zijn gekozen met het zorgteam en de leerlingenraad op 8 september 2026.",
    themes=THEMES,
    offers=OFFERS,
    measures=MEASURES,
    monitoring_note="Het jaarrapport verschijnt voor 15 september 2027. Aantallen van 1 tot en met 4 staan "
    "er als <5 in.",
    signatories=SIGNATORIES,
    deviations=DEVIATIONS,
)

DOCUMENT = AgreementDocument(FULL, previous_hours_per_year=Decimal(1360))
DRAFT = AgreementDocument(replace(FULL, status=AgreementStatus.CONCEPT, number=1, change_reason=""))


def with_(**changes: object) -> AgreementDocument:
    """The full document with other values in its agreement."""
    return replace(DOCUMENT, agreement=replace(FULL, **changes))  # type: ignore[arg-type]
