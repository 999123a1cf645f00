"""What the view of an evaluation shows, read on the worker, and how it is kept from there."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from jeugdhulp_desktop.domain.evaluations import (
    Evaluation,
    EvaluationMoment,
    EvaluationStepTaken,
    SchoolEvaluations,
)
from jeugdhulp_desktop.domain.school_years import SchoolYear

if TYPE_CHECKING:
    from jeugdhulp_desktop.services.evaluations import EvaluationService
    from jeugdhulp_desktop.services.session import Session

_END_FROM = 4  # April: who opens the evaluation then, means that of the end


@dataclass(frozen=True)
class EvaluationContents:
    """One evaluation, the school it is of, and when it was opened again."""

    evaluation: Evaluation
    school_name: str
    steps: tuple[EvaluationStepTaken, ...] = ()


def load_contents(
    session: "Session", school_id: int, year: SchoolYear, moment: EvaluationMoment | None
) -> EvaluationContents:
    """Read the evaluation of a moment, or of the one that is due now. NotValid without an agreement."""
    if moment is None:
        moment = _due_moment(session, session.evaluations.state(school_id, year))
    evaluation = session.evaluations.open(school_id, year, moment)
    steps = session.evaluations.steps_taken(evaluation.id) if evaluation.id is not None else []
    return EvaluationContents(evaluation, session.schools.load(school_id).name, tuple(steps))


def _due_moment(session: "Session", state: SchoolEvaluations | None) -> EvaluationMoment:
    today = session.today()
    late = state is not None and (
        state.end.id is not None or today > state.school_year.end or _END_FROM <= today.month <= 7
    )
    return EvaluationMoment.END if late else EvaluationMoment.HALFWAY


class EvaluationKeeper:
    """Keeps one draft after another on the worker; each builds on the version the one before stored.

    Only the worker touches it, so that quick answers never meet a stale version.
    """

    def __init__(self, service: "EvaluationService", evaluation: Evaluation) -> None:
        self._service = service
        self._id, self._version = evaluation.id, evaluation.version

    def keep(self, draft: Evaluation) -> Evaluation:
        """Store a draft. NotValid, ChangedElsewhere, NotFound, DiskProblem."""
        return self._took(self._service.save(self._newest(draft)))

    def finish(self, draft: Evaluation) -> Evaluation:
        """Store a draft for good. NotValid with what is open, and as ``keep``."""
        return self._took(self._service.finish(self._newest(draft)))

    def _newest(self, draft: Evaluation) -> Evaluation:
        return replace(draft, id=self._id, version=self._version)

    def _took(self, kept: Evaluation) -> Evaluation:
        self._id, self._version = kept.id, kept.version
        return kept
