"""What travels with the vault: who works in it, which structure, which dates and hours."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from jeugdhulp_desktop.domain.cycle import MonthDay, check_cycle, day_in, is_day
from jeugdhulp_desktop.domain.problems import Problem, problem
from jeugdhulp_desktop.domain.relations import WorkerType
from jeugdhulp_desktop.domain.school_years import SchoolYear

REGIONS = ("noord", "midden", "zuid")  # of the Dutch school holidays (R-SJ-3)


@dataclass(frozen=True)
class VaultSettings:
    """Settings of one vault. ``budgets``: hours a year per school year code and worker type (V19).

    ``signing_deadline`` is (month, day), 30 September unless chosen otherwise (V20). ``cycle``: the other
    days of the yearly cycle, by the name of the moment; () for one that is not used. ``holiday_region``: one
    of REGIONS, or empty.
    """

    user_name: str = ""
    user_role: str = "zorgcoördinator"
    structure_id: str = "neutraal"
    signing_deadline: tuple[int, ...] = (9, 30)
    cycle: Mapping[str, MonthDay] = field(default_factory=dict)
    holiday_region: str = ""
    budgets: Mapping[str, Mapping[WorkerType, Decimal]] = field(default_factory=dict)
    roster_kept: bool = True  # "leerlingbestand niet bewaren, alleen kiezen" when False
    recovery_confirmed: bool = False

    def signing_day(self, year: SchoolYear) -> date:
        """The day in a school year on which its agreements must be signed (V20)."""
        # Written by hand, or by a version to come: then the usual day.
        return day_in(year, self.signing_deadline) or year.signing_deadline


def check_settings(settings: VaultSettings) -> list[Problem]:
    """What is wrong with the settings of a vault."""
    problems = []
    if not settings.user_name.strip():
        problems.append(problem("user_name", "required"))
    if not is_day(settings.signing_deadline):
        problems.append(problem("signing_deadline", "no-such-day"))
    problems += check_cycle(settings.cycle)
    if settings.holiday_region not in ("", *REGIONS):
        problems.append(problem("holiday_region", "unknown-region"))
    for year, budget in settings.budgets.items():
        for worker, hours in budget.items():
            if not (hours.is_finite() and 0 <= hours <= 100_000):
                problems.append(problem(f"budgets[{year}][{worker}]", "out-of-range", low=0, high=100_000))
    return problems
