"""The days of the yearly cycle as rows of a form: a day and a month, or not used."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from jeugdhulp_desktop.domain.cycle import DEFAULTS, CycleMoment, MonthDay
from jeugdhulp_desktop.domain.problems import Problem, problem
from jeugdhulp_desktop.domain.text import MONTHS
from jeugdhulp_desktop.ui.widgets.fields import ChoiceField, DecimalField
from jeugdhulp_desktop.ui.widgets.form import Form
from jeugdhulp_desktop.ui.widgets.labels import TextBlock, label

NOT_USED = 0
# The start of the year is no choice, and the signing deadline has its own row.
CHOSEN = tuple(each for each in CycleMoment if each not in (CycleMoment.START, CycleMoment.SIGNED))
_REGIONS = (("", "Niet tonen"), ("noord", "Noord"), ("midden", "Midden"), ("zuid", "Zuid"))


def add_cycle(form: Form) -> None:
    """The rows, under a title of their own."""
    form.add_widget(label("Jaarcyclus", "strong"))
    words = "Op welke dag moet wat klaar zijn? Deze datums staan op Start. Er is geen norm: kies ze samen."
    form.add_widget(TextBlock(words, "caption", "text2"))
    months = [(NOT_USED, "niet gebruiken"), *enumerate(MONTHS, start=1)]
    for moment in CHOSEN:
        with form.side_by_side():
            day = DecimalField(least=Decimal(1), most=Decimal(31), decimals=0)
            form.add(_day(moment), f"{moment.label}: dag", day, stretch=3)
            form.add(_month(moment), "Maand", ChoiceField(months), stretch=2)
            form.rows[_month(moment)].field.setAccessibleName(f"{moment.label}: maand")
    hint = "Vakanties staan dan naast de week bij Inzet en uren."
    form.add("holiday_region", "Schoolvakanties van &regio", ChoiceField(_REGIONS), hint=hint)


def cycle_values(chosen: Mapping[str, MonthDay]) -> dict[str, Any]:
    """What the rows show."""
    values: dict[str, Any] = {}
    for moment in CHOSEN:
        month_day = chosen.get(moment.value, DEFAULTS[moment])
        month, day = month_day if len(month_day) == 2 else (NOT_USED, None)
        values[_day(moment)] = Decimal(day) if day is not None else None
        values[_month(moment)] = month
    return values


def read_cycle(values: Mapping[str, Any]) -> dict[str, MonthDay]:
    """What the rows say; a moment on its usual day is not written down."""
    chosen: dict[str, MonthDay] = {}
    for moment in CHOSEN:
        month, day = values[_month(moment)], values[_day(moment)]
        month_day: MonthDay = () if not month else (int(month), int(day) if day is not None else 0)
        if month_day != DEFAULTS[moment]:
            chosen[moment.value] = month_day
    return chosen


def row_of(found: Problem) -> Problem:
    """A problem of the cycle, in the row where it is typed: "cycle[halfway]"."""
    name = found.field.partition("[")[2].rstrip("]")
    return problem(f"cycle_{name}_day", found.code) if found.field.startswith("cycle[") else found


def _day(moment: CycleMoment) -> str:
    return f"cycle_{moment.value}_day"


def _month(moment: CycleMoment) -> str:
    return f"cycle_{moment.value}_month"
