"""Which list is opened, and begun when it was not; on the worker."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jeugdhulp_desktop.domain.checklists import Moment, Scope
from jeugdhulp_desktop.ui.monitoring.contents import RunContents, load_contents

if TYPE_CHECKING:
    from jeugdhulp_desktop.services.session import Session


@dataclass(frozen=True)
class Asked:
    """What is to be opened: a run, or a list to begin for a case or an agreement."""

    run_id: int | None = None
    case_id: int | None = None
    agreement_id: int | None = None
    moment: Moment | None = None


def open_run(session: "Session", asked: Asked) -> RunContents:
    """The run asked for, begun when it was not; called on the worker. NotFound."""
    lists = session.checklists
    if asked.run_id is not None:
        return load_contents(session, lists.load(asked.run_id))
    if asked.case_id is not None:
        template = lists.templates(Scope.CASE)[0]
        return load_contents(session, lists.start(template.id, case_id=asked.case_id))
    template = lists.templates(Scope.AGREEMENT)[0]
    moment = asked.moment or _next_moment(session, asked.agreement_id)
    return load_contents(session, lists.start(template.id, agreement_id=asked.agreement_id, moment=moment))


def _next_moment(session: "Session", agreement_id: int | None) -> Moment:
    """Tussentijds, until that was finished."""
    done = session.checklists.history(agreement_id=agreement_id)
    halfway = any(line.moment is Moment.HALF_YEAR and line.finished_on for line in done)
    return Moment.END if halfway else Moment.HALF_YEAR
