"""The longer sections of the full agreement, its half-year evaluation and its additional deployment."""

from datetime import date
from decimal import Decimal

from jeugdhulp_desktop.domain.additions import Addition, AdditionStatus, Requester
from jeugdhulp_desktop.domain.agreement_kinds import Funder, RiskKind
from jeugdhulp_desktop.domain.agreement_terms import (
    Condition,
    Contribution,
    Families,
    Finance,
    Meeting,
    PrivacyNotes,
    Rate,
    Route,
    Term,
)
from jeugdhulp_desktop.domain.evaluations import Evaluation, EvaluationLine, EvaluationMoment, Realised
from jeugdhulp_desktop.domain.relations import WorkerType
from jeugdhulp_desktop.domain.school_years import SchoolYear

JMW, JW, JP = WorkerType.JMW, WorkerType.JW, WorkerType.JP
YEAR = SchoolYear(2026)

ROUTE = Route(
    steps=(
        "De mentor bespreekt de vraag met ouders en leerling.",
        "De zorgcoördinator bekijkt met de JMW of de vraag past bij het aanbod.",
        "Het eerste gesprek is binnen 10 werkdagen.",
        "Past de vraag niet, dan spreken we af wie wel helpt en wie dat uitlegt.",
    ),
    to_municipality="Toeleiding loopt via het MDO bij de gemeentelijke toegang. Nodig zijn een brede intake "
    "en een ingevuld basisformulier.",
    care_route="De zorgroute van het CJG staat in de schoolgids.",
    scaling="Elk halfjaar kijken JMW en JP of lichtere steun genoeg is.",
    demarcation="Wat in de klas kan, doet de school. Wat thuis speelt, pakt de jeugdhulp op.",
    reporting_code="Bij zorgen over veiligheid volgt iedere professional de meldcode van de eigen "
    "organisatie. Aandachtsfunctionaris op school: Ilse Brandsma.",
    meetings=(
        Meeting("Ondersteuningsteam", "elke 4 weken", "eerste donderdag", "zorgcoördinator, JMW, JP, mentor"),
        Meeting("MDO op school", "10 keer per jaar", "zie jaarplanning", "ook leerplicht, jeugdarts, ouders"),
        Meeting("MDO gemeentelijke toegang", "op afspraak", "binnen 15 werkdagen",
                "ouders, leerling, JMW, gemeente"),
        Meeting("Jaargesprek", "1 keer per jaar", "10 juni 2027", "directie, teamleider, gemeente"),
    ),
)  # fmt: skip

FAMILIES = Families(
    parents="Ouders zijn vanaf het begin betrokken. Bij inzet van de JP is er altijd eerst een gesprek met "
    "een ouder.",
    consent="Zonder toestemming delen we niets met anderen, behalve als de wet dat vraagt.",
    youth_voice="De leerlingenraad denkt mee over de thema’s en bespreekt in mei wat er met de adviezen is "
    "gedaan.",
    youth_changes="Het spreekuur is verplaatst naar de pauze.",
)

PRIVACY = PrivacyNotes(
    covenant="Het privacyconvenant Jeugd en Onderwijs Veenmeer (2025) geldt.",
    shared="We delen alleen wat nodig is voor de afgesproken steun. Cijfers aan gemeente en bestuur bevatten "
    "geen namen; aantallen van 1 tot en met 4 tonen we niet.",
    secrecy="Elke professional houdt zich aan de geheimhouding van de eigen functie.",
    retention="De school bewaart begeleidingsgegevens niet langer dan nodig, in de regel twee jaar na "
    "uitschrijving.",
)

FINANCE = Finance(
    rates=(Rate(JMW, Decimal("71.50")), Rate(JW, Decimal(65)), Rate(JP, Decimal(84))),
    contributions=(
        Contribution(Funder.MUNICIPALITY, "Gemeente Veenmeer", share=Decimal(90)),
        Contribution(Funder.SWV, "Samenwerkingsverband Veenland", Decimal(11070), note="alleen voor de JP"),
    ),
    conditions=(
        Condition(
            "Minder verwijzingen naar tweedelijnszorg", "verwijzingen per 100 leerlingen", "3 of minder"
        ),
    ),
    note="De gemeente betaalt de basisinzet per kwartaal.",
)

EVALUATION = Evaluation(
    school_id=1,
    school_year=YEAR,
    moment=EvaluationMoment.HALFWAY,
    held_on=date(2027, 1, 27),
    lines=(
        EvaluationLine("deployment:JMW", "Uren volgens rooster", "", "96% van de uren gemaakt", Realised.YES),
        EvaluationLine("theme:t1", "Thema 1 Pesten", "", "", Realised.PARTLY, "Tweede groep start in maart"),
        EvaluationLine(
            "theme:t2", "Thema 2 Sociaal vaardig", "", "", Realised.YES, "Eerste groep: 8 deelnemers"
        ),
        EvaluationLine("theme:t3", "Thema 3 Scheiding", "", "", Realised.YES, "Ouderavond met 22 gezinnen"),
        EvaluationLine(
            "theme:t4", "Thema 4 Verzuim", "", "", Realised.PARTLY, "83% op tijd", "mentoren helpen"
        ),
        EvaluationLine("offers", "Groepsaanbod", "", "", Realised.PARTLY, "Online lessen: 5 van 6"),
        EvaluationLine(
            "cooperation", "Samenwerking sterker", "", "", Realised.NO, "Gezamenlijke intake, altijd"
        ),
        EvaluationLine(
            "addition:1", "Aanvullende inzet", "", "", Realised.NOT_APPLICABLE, "Start op 1 maart 2027"
        ),
    ),
    lessons=(
        "De vaste gespreksochtend werkt: mentoren schuiven makkelijker aan.",
        "De vraag naar hulp bij scheiding groeit sneller dan verwacht.",
    ),
    finished_on=date(2027, 1, 28),
    id=3,
    version=2,
)

TERM = Term(
    changes="Een wijziging leidt tot een nieuwe versie met een reden. Een ondertekende versie verandert niet "
    "meer.",
    dispute="Komen contactpersonen er niet uit, dan beslissen directeur, teamleider en teammanager jeugd "
    "samen binnen vier weken.",
)

ADDITION = Addition(
    school_id=1,
    school_year=YEAR,
    status=AdditionStatus.REQUESTED,
    worker_type=JMW,
    hours_per_week=Decimal(4),
    weeks=Decimal(18),
    starts_on=date(2027, 3, 1),
    ends_on=date(2027, 7, 16),
    reasons=(RiskKind.SURROUNDINGS, RiskKind.INEQUALITY),
    motivation="Tussen augustus en januari kwamen er 14 aanmeldingen over een scheiding, tegen 9 in heel "
    "2025-2026. De wachttijd voor een eerste gesprek liep op tot 13 werkdagen. Met de basisinzet van 14,0 "
    "uur per week is dat niet in te halen.",
    evidence="Register van de zorgcoördinator, peildatum 25 januari 2027.",
    school_requester=Requester("VSO Het Veenlicht", "Hendrik Postma", "directeur"),
    welfare_requester=Requester("Welzijn Veenmeer", "Ruben van Dalfsen", "teamleider jeugd"),
    addressee="de gemeente Veenmeer",
    requested_on=date(2027, 1, 29),
    goals=(
        "Op 1 juni 2027 is de mediane wachttijd weer 10 werkdagen of korter.",
        "Twee extra groepen ‘Twee huizen’ met samen 12 leerlingen zijn afgerond.",
    ),
    rate=Decimal("71.50"),
    financing=(
        Contribution(Funder.MUNICIPALITY, "Gemeente Veenmeer", share=Decimal(60)),
        Contribution(Funder.SCHOOL, "VSO Het Veenlicht", share=Decimal(25)),
        Contribution(Funder.SWV, "Samenwerkingsverband Veenland", share=Decimal(15)),
    ),
    accountability="Welzijn Veenmeer rapporteert uren, wachttijd en deelnemers.",
    accountable_when="31 maart en 10 juni 2027",
    accountable_to="alle partijen",
    evaluate_on=date(2027, 6, 4),
    id=7,
    version=3,
)
