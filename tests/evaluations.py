"""Evaluations to test with: one finished, on which each test changes the one thing it is about."""

from datetime import date
from decimal import Decimal

from jeugdhulp_desktop.domain.agreement_kinds import DeploymentKind
from jeugdhulp_desktop.domain.evaluations import (
    Count,
    Evaluation,
    EvaluationLine,
    EvaluationMoment,
    Figures,
    HoursFigure,
    Realised,
)
from jeugdhulp_desktop.reports.evaluation_document import EvaluationDocument
from tests.agreements import IN_ORDER, JMW, JP, YEAR

HIDDEN = Count(0, hidden=True)
DASH = Count(0, hidden=True, few=False)

LAST_YEAR = Figures(
    until=date(2026, 7, 31),
    hours=(HoursFigure(JMW, DeploymentKind.BASIC, Decimal(300), Decimal("288.5")),),
    new={"JMW": Count(14), "JP": Count(9), "": Count(23)},
    caseload={"JMW": Count(20), "JP": Count(12), "": Count(32)},
    closed={"JMW": Count(11), "JP": Count(8), "": Count(19)},
    open_at_end=Count(13),
)
FIGURES = Figures(
    until=date(2027, 1, 28),
    hours=(
        HoursFigure(JMW, DeploymentKind.BASIC, Decimal(320), Decimal("162.25")),
        HoursFigure(JP, DeploymentKind.BASIC, Decimal(247), Decimal(118)),
        HoursFigure(JMW, DeploymentKind.ADDITIONAL, Decimal(40), Decimal("12.5")),
    ),
    new={"JMW": Count(12), "JW": Count(0), "JP": DASH, "geen": HIDDEN, "": Count(21)},
    caseload={"JMW": Count(19), "JW": Count(0), "JP": Count(10), "geen": HIDDEN, "": DASH},
    closed={"JMW": Count(7), "JW": Count(0), "JP": HIDDEN, "geen": Count(0), "": DASH},
    reasons={"01": Count(6), "02": HIDDEN, "03": HIDDEN, "04": Count(0), "05": Count(0), "": Count(0)},
    open_at_end=Count(22),
    waited=Count(17),
    waiting_median=Decimal("6.5"),
    within_norm=Decimal(71),
    offers_agreed=2,
    offers_hours=Decimal("36.5"),
    offers_realised=Decimal("14.25"),
    checklist_yes=14,
    checklist_partly=3,
    checklist_no=1,
    before=LAST_YEAR,
)
LINES = (
    EvaluationLine(
        "deployment:JMW",
        "Uren JMW",
        "320 uur per jaar",
        "162,25 uur geschreven (51%)",
        Realised.YES,
        "Loopt op schema.",
        "Blijven schrijven per week.",
    ),
    EvaluationLine(
        "deployment:JP",
        "Uren JP",
        "247 uur per jaar",
        "118 uur geschreven (48%)",
        Realised.PARTLY,
        "In november was er drie weken geen vervanging.",
        "Vervanging regelen binnen een week.",
    ),
    EvaluationLine(
        "presence",
        "Aanwezigheid en werkplek",
        "2 dagdelen per week in het rooster",
        "",
        Realised.YES,
        "Lokaal B1.04 is vast.",
    ),
    EvaluationLine("tasks", "Taken en verwachtingen", "12 taken en 9 verwachtingen", "", Realised.YES, ""),
    EvaluationLine(
        "theme:t1",
        "Thema Pesten",
        "In juni 2027 zegt 85% van klas 1 en 2: ik voel me veilig in de klas (nu 71%).",
        "",
        Realised.PARTLY,
        "De meting van januari staat op 78%.",
        "Klas 2B extra les geven.",
    ),
    EvaluationLine(
        "theme:t2",
        "Thema Sociale vaardigheid",
        "Twee groepen SOVA",
        "",
        Realised.YES,
        "Eén groep is klaar.",
        "Tweede groep begint in maart.",
    ),
    EvaluationLine(
        "theme:t3",
        "Thema Hulp bij scheiding",
        "",
        "",
        Realised.NO,
        "De training kon niet doorgaan.",
        "Nieuwe datum zoeken met de bibliotheek.",
    ),
    EvaluationLine(
        "offers",
        "Groepsaanbod",
        "Weerbaarheid (24 uur), SOVA (12,5 uur)",
        "14,25 uur groepswerk geschreven",
        Realised.PARTLY,
        "Weerbaarheid is klaar, SOVA nog niet.",
    ),
    EvaluationLine(
        "cooperation",
        "Samenwerking aantoonbaar versterkt",
        "",
        "monitoringlijst: 14 ja, 3 deels, 1 nee",
        Realised.YES,
        "Elke zes weken overleg, verslag bij de notulen.",
    ),
)
FINISHED = Evaluation(
    school_id=1,
    school_year=YEAR,
    moment=EvaluationMoment.HALFWAY,
    held_on=date(2027, 1, 28),
    present="Ilse Vermeer, Ruben van Dalfsen en Noor Ettema",
    lines=LINES,
    went_well="Leerlingen vinden de weg naar het spreekuur. Mentoren weten wie ze kunnen bellen.",
    could_improve="Bij ziekte komt vervanging te laat.\nDe training over scheiding is nog niet gestart.",
    lessons=("Vervanging regelen we voortaan binnen een week.", "Ouderavonden plannen we vóór de herfst."),
    proposal="Volgend jaar een uur per week meer jongerenwerk in klas 1.",
    securing="De afspraken staan op de agenda van het team.",
    effect_short="Leerlingen zijn sneller in gesprek.",
    figures=FIGURES,
    finished_on=date(2027, 1, 29),
    frozen_control="ab10c0ffee104053",
    id=7,
    version=4,
)
DOCUMENT = EvaluationDocument(FINISHED, IN_ORDER.school, IN_ORDER.parties)
