"""The evaluations of the practice vault: last year's end finished, this year's halfway begun."""

from dataclasses import replace
from datetime import date

from jeugdhulp_desktop.domain.evaluations import EvaluationMoment, Realised
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.services.demo.content import school_day
from jeugdhulp_desktop.services.evaluations import EvaluationService

_HALFWAY_LINES = 3  # answered in the evaluation that was begun
_SAID = {
    Realised.PARTLY: ("Het begon later dan afgesproken.", "Volgend jaar vóór de herfst beginnen."),
    Realised.NO: ("Er was geen ruimte op de afgesproken middag.", "Een vaste ruimte in het rooster zetten."),
}
_ANSWERS = (Realised.YES, Realised.PARTLY, Realised.YES, Realised.YES, Realised.NO, Realised.YES)
_LESSONS = (
    "Vervanging bij ziekte regelen we binnen een week.",
    "Ouderavonden plannen we vóór de herfstvakantie.",
    "Mentoren horen binnen twee weken wat er met hun vraag gebeurt.",
)


def make_evaluations(evaluations: EvaluationService, school_id: int, today: date) -> None:
    """Finish the end evaluation of last year and begin that of halfway this year."""
    year = SchoolYear.of(today)
    draft = evaluations.open(school_id, year.previous, EvaluationMoment.END)
    lines = []
    for at, line in enumerate(draft.lines):
        answer = _ANSWERS[at % len(_ANSWERS)]
        explanation, to_do = _SAID.get(answer, ("", ""))
        lines.append(replace(line, answer=answer, explanation=explanation, to_do=to_do))
    evaluations.finish(
        replace(
            draft,
            held_on=min(date(year.first, 6, 16), school_day(today, 0)),
            lines=tuple(lines),
            went_well="Leerlingen vinden het spreekuur. Mentoren weten wie ze kunnen bellen.",
            could_improve="Bij ziekte duurde het te lang voor er vervanging was.",
            lessons=_LESSONS,
            proposal="Een uur per week meer in het eerste leerjaar.",
            securing="De afspraken staan twee keer per jaar op de agenda van het team.",
            effect_short="Leerlingen zijn sneller in gesprek.",
        )
    )
    begun = evaluations.open(school_id, year, EvaluationMoment.HALFWAY)
    answered = tuple(
        replace(line, answer=Realised.YES) if at < _HALFWAY_LINES else line
        for at, line in enumerate(begun.lines)
    )
    evaluations.save(replace(begun, lines=answered))
