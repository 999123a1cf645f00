"""Words and colours of an evaluation on the screen."""

from jeugdhulp_desktop.domain.evaluations import EvaluationMoment, Realised
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.ui.widgets.labels import PillValue
from jeugdhulp_desktop.ui.widgets.segmented import Segment

SEGMENTS = (
    Segment(Realised.YES, "Gerealiseerd", "G1", "check", "ok"),
    Segment(Realised.PARTLY, "Deels", "D2", "circle-half-full", "warn"),
    Segment(Realised.NO, "Niet", "N3", "close", "bad"),
    Segment(Realised.NOT_APPLICABLE, "N.v.t.", "X4", "minus", "neutral"),
)
TONES: dict[Realised | None, str] = {each.value: each.tone for each in SEGMENTS} | {None: "open"}
MOMENTS = {EvaluationMoment.HALFWAY: "Evaluatie halverwege", EvaluationMoment.END: "Eindevaluatie"}
OTHER = {
    EvaluationMoment.HALFWAY: (EvaluationMoment.END, "Naar eindevaluatie"),
    EvaluationMoment.END: (EvaluationMoment.HALFWAY, "Naar halverwege"),
}


def evaluation_title(moment: EvaluationMoment, year: SchoolYear) -> str:
    """ "Eindevaluatie 2026-2027"."""
    return f"{MOMENTS[moment]} {year.code}"


def answer_pill(answer: Realised | None) -> PillValue:
    """The answer of a finished evaluation."""
    found = next((segment for segment in SEGMENTS if segment.value is answer), None)
    if found is None:
        return PillValue("Geen antwoord", "minus", "neutral")
    return PillValue(found.text, found.icon, found.tone)
