"""Additional deployment to test with: a request in order, on which each test changes one thing."""

from datetime import date
from decimal import Decimal

from jeugdhulp_desktop.domain.additions import Addition, Approval, Requester
from jeugdhulp_desktop.domain.agreement_kinds import Funder, RiskKind, Role
from jeugdhulp_desktop.domain.agreement_sections import Deployment
from jeugdhulp_desktop.domain.agreement_terms import Contribution
from jeugdhulp_desktop.domain.relations import WorkerType
from jeugdhulp_desktop.domain.school_years import SchoolYear

YEAR = SchoolYear(2026)
AGREED = date(2026, 10, 5)
BASIC = (Deployment(WorkerType.JMW, worker_name="Marieke Dijkstra", hours_per_week=Decimal(8)),)
WHY = (
    "In groep 6 tot en met 8 vragen drie keer zoveel gezinnen hulp als vorig jaar. De basisinzet is elke week"
    " op dinsdag al vol."
)

GRANTABLE = Addition(
    school_id=1,
    school_year=YEAR,
    worker_type=WorkerType.JMW,
    hours_per_week=Decimal("4.5"),
    weeks=Decimal(20),
    starts_on=date(2026, 11, 2),
    ends_on=date(2027, 4, 16),
    reasons=(RiskKind.INEQUALITY, RiskKind.SURROUNDINGS),
    motivation=WHY,
    evidence="Wachtlijst van de JMW, september 2026: 9 gezinnen.",
    school_requester=Requester("De Wissel", "Ilse Vermeer", "zorgcoördinator"),
    welfare_requester=Requester("Welzijn Noord", "Hanna Postma", "teamleider"),
    addressee="Gemeente Hoogeveen, beleidsadviseur jeugd",
    requested_on=date(2026, 9, 14),
    goals=(
        "Elk gezin heeft binnen twee weken een eerste gesprek.",
        "De wachtlijst is weg voor 1 april 2027.",
    ),
    rate=Decimal("62.40"),
    financing=(
        Contribution(Funder.MUNICIPALITY, share=Decimal(75)),
        Contribution(Funder.SCHOOL, share=Decimal(25)),
    ),
    accountability="Het aantal gezinnen en hoe lang zij wachtten.",
    accountable_when="februari en mei 2027",
    accountable_to="beleidsadviseur jeugd",
    evaluate_on=date(2027, 3, 15),
    approvals=(
        Approval(Role.SCHOOL, "De Wissel", "Ilse Vermeer", "zorgcoördinator", AGREED),
        Approval(Role.WELFARE, "Welzijn Noord", "Hanna Postma", "teamleider", AGREED),
        Approval(Role.MUNICIPALITY, "Gemeente Hoogeveen", "Karel de Boer", "beleidsadviseur", AGREED),
    ),
    decided_on=AGREED,
)
