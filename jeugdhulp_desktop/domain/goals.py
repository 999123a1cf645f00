"""What makes the goal of a theme SMART, and how it reads as one sentence (004:132).

Measurable, with a figure of now, a figure to reach, where both come from and when one looks again. Nothing
here refuses: a theme may always be kept as it is.
"""

from datetime import date

from jeugdhulp_desktop.domain.agreement_sections import Theme
from jeugdhulp_desktop.domain.text import MONTHS

SMART_FIELDS = ("indicator", "baseline", "target", "source", "measured_on")
_SAYS = "zegt"  # an indicator that begins so is something pupils say: "zegt: ik voel me veilig"


def missing_for_smart(theme: Theme) -> tuple[str, ...]:
    """The fields that are still empty of those that make a goal SMART, in the order of the form."""
    return tuple(name for name in SMART_FIELDS if not _filled(getattr(theme, name)))


def _filled(value: str | date | None) -> bool:
    return bool(value.strip()) if isinstance(value, str) else value is not None


def goal_sentence(theme: Theme) -> str:
    """The goal in one sentence, of what is filled in; empty without something to reach.

    "In juni 2027 zegt 85% van klas 1 en 2: ik voel me veilig in de klas (nu 71%)." Of another indicator:
    "In juni 2027 is 'gepeste leerlingen' hoogstens 10% bij klas 1 (nu 11%)."
    """
    indicator, target, group = theme.indicator.strip(), theme.target.strip(), theme.target_group.strip()
    if not indicator or not target:
        return ""
    day = theme.measured_on
    when = f"In {MONTHS[day.month - 1]} {day.year}" if day else "Straks"
    now = f" (nu {theme.baseline.strip()})" if theme.baseline.strip() else ""
    plain = indicator.rstrip(".")
    if plain.casefold().startswith(_SAYS):
        said = plain[len(_SAYS) :].strip().lstrip(":").strip()
        of_whom = f" van {group}" if group else ""
        return f"{when} zegt {target}{of_whom}: {said}{now}."
    by_whom = f" bij {group}" if group else ""
    return f"{when} is ‘{plain}’ {target}{by_whom}{now}."
