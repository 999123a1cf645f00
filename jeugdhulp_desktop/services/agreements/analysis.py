"""What an agreement says of the year before it: figures, and what its evaluation learnt."""

from sqlalchemy import Connection

from jeugdhulp_desktop.domain.agreement_sections import Analysis
from jeugdhulp_desktop.domain.evaluations import Evaluation, EvaluationMoment
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.services.evaluations.figures import past_figures
from jeugdhulp_desktop.storage.evaluation_queries import load_evaluations


def analysis_of_last_year(connection: Connection, school_id: int, year: SchoolYear) -> Analysis:
    """Section 3 to begin with; empty while nothing is known of the year before.

    What went well and what may be better comes from the last evaluation that says something, its lessons with
    it (002:147). Figures are those that every party may see: a small number is hidden already (V26).
    """
    said = _last_said(load_evaluations(connection, school_id, year.previous))
    return Analysis(
        went_well=said.went_well if said else "",
        could_improve=said.could_improve if said else "",
        lessons=said.lessons if said else (),
        figures=past_figures(connection, school_id, year.previous),
    )


def _last_said(evaluations: tuple[Evaluation, ...]) -> Evaluation | None:
    """The evaluation of the end of the year, or else of halfway, in which something was written."""
    written = [each for each in evaluations if each.went_well or each.could_improve or each.lessons]
    return max(written, key=lambda each: each.moment is EvaluationMoment.END, default=None)
