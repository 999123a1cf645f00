"""How lists, answers and peilmomenten look and are called, everywhere the same."""

from dataclasses import replace
from datetime import date
from enum import StrEnum

from jeugdhulp_desktop.domain.checklists import Answer, Moment, Run, RunLine, Scope
from jeugdhulp_desktop.domain.text import day_and_month, long_date, short_date
from jeugdhulp_desktop.ui.widgets.labels import PillValue
from jeugdhulp_desktop.ui.widgets.lines import Cell
from jeugdhulp_desktop.ui.widgets.segmented import ANSWERS

_VALUES = {
    "yes": Answer.YES,
    "partly": Answer.PARTLY,
    "no": Answer.NO,
    "na": Answer.NOT_APPLICABLE,
}
SEGMENTS = tuple(replace(segment, value=_VALUES[segment.value]) for segment in ANSWERS)
TONES: dict[Answer | None, str] = {segment.value: segment.tone for segment in SEGMENTS} | {None: "open"}
_AUTUMN = 8  # the month in which a school year begins


class RunState(StrEnum):
    """How a line of the list stands."""

    LATE = "te laat"
    PLANNED = "gepland"
    BUSY = "bezig"
    DONE = "afgerond"


def state_of(line: RunLine, today: date) -> RunState:
    """A list that was begun is busy, also when it is late: one goes on with it."""
    if line.finished_on is not None:
        return RunState.DONE
    if line.id is not None:
        return RunState.BUSY
    return RunState.LATE if line.due_on is not None and line.due_on < today else RunState.PLANNED


def state_pill(line: RunLine, today: date) -> PillValue:
    """The pill of a line."""
    match state_of(line, today):
        case RunState.DONE:
            return PillValue("Afgerond", "check-circle-outline", "ok")
        case RunState.BUSY:
            return PillValue(f"Bezig, {line.answered} van {line.asked}", "play-circle-outline", "accent")
        case RunState.LATE:
            return PillValue("Te laat", "alert-circle-outline", "bad")
        case _:
            if line.due_on == today:
                return PillValue("Vandaag", "clock-outline", "warn")
            return PillValue("Gepland", "calendar-blank-outline", "neutral")


def date_cell(line: RunLine, today: date) -> Cell:
    """When it was finished, begun, or is to be done."""
    match state_of(line, today):
        case RunState.DONE:
            day, words = line.finished_on, ""
        case RunState.BUSY:
            day, words = line.started_on, "begonnen "
        case _:
            day, words = line.due_on, ""
    return Cell(words + _short(day, today) if day is not None else "")


def _short(day: date, today: date) -> str:
    return short_date(day) if day.year == today.year else f"{short_date(day)} {day.year}"


def day_words(day: date, today: date) -> str:
    """ "12 maart", with the year when it is another one."""
    return day_and_month(day) if day.year == today.year else long_date(day)


def moment_words(scope: Scope, moment: Moment, day: date | None) -> str:
    """The peilmoment: "najaar 2026" of a case, "tussentijds" or "eind van het jaar" of an agreement."""
    if scope is Scope.AGREEMENT:
        return "tussentijds" if moment is Moment.HALF_YEAR else "eind van het jaar"
    if day is None:
        return "halfjaar"
    return f"{'najaar' if day.month >= _AUTUMN else 'voorjaar'} {day.year}"


def line_moment(line: RunLine) -> str:
    """The peilmoment of a line, as it begins a cell."""
    words = moment_words(line.scope, line.moment, line.started_on or line.due_on)
    return words[:1].upper() + words[1:]


def run_title(run: Run, today: date) -> str:
    """ "Halfjaarlijkse lijst per casus, najaar 2026"."""
    return f"{run.template.title}, {moment_words(run.scope, run.moment, run.started_on or today)}"


def answer_pill(answer: Answer | None) -> PillValue:
    """An answer that cannot be changed any more."""
    if answer is None:
        return PillValue("Geen antwoord", "circle-outline", "neutral")
    segment = next(each for each in SEGMENTS if each.value is answer)
    return PillValue(segment.text, segment.icon, segment.tone)


def previous_words(previous: Run | None, key: str, today: date) -> str:
    """ "Vorige keer: ja, 12 maart"; a question that was not asked then says so."""
    if previous is None:
        return ""
    answer = previous.reply(key).answer
    if answer is None:
        return "Vorige keer: niet gevraagd"
    day = previous.finished_on or previous.started_on
    return f"Vorige keer: {answer.value}" + (f", {day_words(day, today)}" if day else "")
