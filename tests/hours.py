"""A school year of hours to test with: tenths that do not add up in binary, halves and quarters (F36)."""

from datetime import date
from decimal import Decimal

from jeugdhulp_desktop.domain.agreement_kinds import DeploymentKind
from jeugdhulp_desktop.domain.hours import (
    Budget,
    HourKind,
    HoursEntry,
    HourState,
    HoursTotal,
    SchoolHours,
    YearHours,
)
from jeugdhulp_desktop.domain.relations import WorkerType
from jeugdhulp_desktop.domain.school_years import SchoolYear

JMW, JW, JP = WorkerType.JMW, WorkerType.JW, WorkerType.JP
BASIC, ADDITIONAL = DeploymentKind.BASIC, DeploymentKind.ADDITIONAL
YEAR = SchoolYear(2026)
THREE_TENTHS = Decimal("0.1") * 3

WISSEL = SchoolHours(
    1,
    "VSO De Wissel",
    139,
    (
        HoursTotal(JMW, BASIC, Decimal(320), Decimal("4.5"), THREE_TENTHS, {HourKind.GROUP: THREE_TENTHS}),
        HoursTotal(JMW, ADDITIONAL, Decimal("1000.25"), realised=Decimal("1001")),
        HoursTotal(JP, BASIC, realised=Decimal("0.25"), by_kind={HourKind.OTHER: Decimal("0.25")}),
    ),
)
WILG = SchoolHours(2, "=De Wilg", None, (HoursTotal(JW, BASIC, Decimal("80.5"), realised=Decimal("0.5")),))
EMPTY = SchoolHours(3, "De Lege", 100, ())
BUDGETS = (Budget(JMW, Decimal(1300), Decimal("1320.25")), Budget(JW, None, Decimal("80.5")))
HOURS = YearHours(YEAR, (WISSEL, WILG, EMPTY), BUDGETS)
ENTRY = HoursEntry(1, 7, date(2026, 9, 14), JMW, BASIC, HourKind.GROUP, HourState.REALISED, Decimal("0.1"))
