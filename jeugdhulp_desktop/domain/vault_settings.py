"""What travels with the vault: who works in it, which structure, which dates and hours."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from jeugdhulp_desktop.domain.problems import Problem, problem
from jeugdhulp_desktop.domain.relations import WorkerType


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


def check_settings(settings: VaultSettings) -> list[Problem]:
    """What is wrong with the settings of a vault."""
    problems = []
    if not settings.user_name.strip():
        problems.append(problem("user_name", "required"))
    for year, budget in settings.budgets.items():
        for worker, hours in budget.items():
            if not 0 <= hours <= 100_000:
                problems.append(problem(f"budgets[{year}][{worker}]", "out-of-range", low=0, high=100_000))
    return problems
