"""What travels with the vault: who works in it, which structure, which dates and hours."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from jeugdhulp_desktop.domain.problems import Problem, problem
from jeugdhulp_desktop.domain.relations import WorkerType
from jeugdhulp_desktop.domain.school_years import SchoolYear

COMMON_YEAR = 2025  # any year without a leap day


@dataclass(frozen=True)
class VaultSettings:
    """Settings of one vault. ``budgets``: hours a year per school year code and worker type (V19).

    ``signing_deadline`` is (month, day), 30 September unless chosen otherwise (V20).
    """

    user_name: str = ""
    user_role: str = "zorgcoördinator"
    structure_id: str = "neutraal"
    signing_deadline: tuple[int, ...] = (9, 30)
    budgets: Mapping[str, Mapping[WorkerType, Decimal]] = field(default_factory=dict)
    roster_kept: bool = True  # "leerlingbestand niet bewaren, alleen kiezen" when False
    recovery_confirmed: bool = False

    def signing_day(self, year: SchoolYear) -> date:
        """The day in a school year on which its agreements must be signed (V20)."""
        if not _is_day(self.signing_deadline):  # written by hand, or by a version to come
            return year.signing_deadline
        month, day = self.signing_deadline
        return date(year.first if month >= year.start.month else year.first + 1, month, day)


def check_settings(settings: VaultSettings) -> list[Problem]:
    """What is wrong with the settings of a vault."""
    problems = []
    if not settings.user_name.strip():
        problems.append(problem("user_name", "required"))
    if not _is_day(settings.signing_deadline):
        problems.append(problem("signing_deadline", "no-such-day"))
    for year, budget in settings.budgets.items():
        for worker, hours in budget.items():
            if not (hours.is_finite() and 0 <= hours <= 100_000):
                problems.append(problem(f"budgets[{year}][{worker}]", "out-of-range", low=0, high=100_000))
    return problems


def _is_day(month_and_day: tuple[int, ...]) -> bool:
    """Whether it is a day of every year: 29 February is none."""
    if len(month_and_day) != 2:
        return False
    try:
        date(COMMON_YEAR, *month_and_day)
    except ValueError:
        return False
    return True
