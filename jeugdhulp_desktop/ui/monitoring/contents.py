"""One run with all that its screen shows beside the questions, read at once on the worker."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from jeugdhulp_desktop.domain.actions import ActionFilter, ActionFilterKind, ActionLine
from jeugdhulp_desktop.domain.agreements import Agreement
from jeugdhulp_desktop.domain.cases import CaseView
from jeugdhulp_desktop.domain.checklists import Item, Reply, Run, RunLine
from jeugdhulp_desktop.domain.contacts import ContactLine
from jeugdhulp_desktop.domain.relations import PersonLine
from jeugdhulp_desktop.domain.schools import SchoolLine
from jeugdhulp_desktop.ui.cases.looks import group_words

if TYPE_CHECKING:
    from jeugdhulp_desktop.services.checklists import ChecklistService
    from jeugdhulp_desktop.services.session import Session


@dataclass(frozen=True)
class RunContents:
    """A run, the time before, and the case or agreement it is about."""

    run: Run
    previous: Run | None
    with_jp: bool
    about: str
    detail: str
    case: CaseView | None
    agreement: Agreement | None
    people: tuple[PersonLine, ...]
    actions: tuple[ActionLine, ...]
    history: tuple[RunLine, ...]

    @property
    def items(self) -> tuple[Item, ...]:
        """What is asked; a question for a JP that was answered stays, also when no JP takes part any more."""
        run = self.run
        return tuple(
            item
            for item in run.template.items
            if self.with_jp or not item.jp_only or run.reply(item.key).answer is not None
        )

    @property
    def contacts(self) -> tuple[ContactLine, ...]:
        """The contact moments that can be evidence, newest first."""
        return self.case.timeline if self.case is not None else ()

    @property
    def finished(self) -> bool:
        """Whether it can only be read."""
        return self.run.finished_on is not None


def load_contents(session: "Session", run: Run) -> RunContents:
    """Read everything round a run; called on the worker. NotFound."""
    case = session.cases.view(run.case_id) if run.case_id is not None else None
    agreement = session.agreements.load(run.agreement_id) if run.agreement_id is not None else None
    schools = session.schools.lines()
    about, detail = _about(case, agreement, schools)
    return RunContents(
        run=run,
        previous=session.checklists.previous(run),
        with_jp=session.checklists.with_jp(run),
        about=about,
        detail=detail,
        case=case,
        agreement=agreement,
        people=tuple(session.relations.people()),
        actions=load_actions(session, run),
        history=tuple(
            line
            for line in session.checklists.history(case_id=run.case_id, agreement_id=run.agreement_id)
            if line.id != run.id
        ),
    )


def load_actions(session: "Session", run: Run) -> tuple[ActionLine, ...]:
    """The open actions of the case or the agreement; called on the worker."""
    wanted = ActionFilter(ActionFilterKind.OPEN, case_id=run.case_id, agreement_id=run.agreement_id)
    return tuple(session.actions.lines(wanted))


def _about(case: CaseView | None, agreement: Agreement | None, schools: list[SchoolLine]) -> tuple[str, str]:
    if case is not None:
        group = group_words(case.group, case.school, schools)
        name = case.pupil or case.draft.number
        return name, ", ".join(filter(None, [case.school, group]))
    if agreement is None:
        return "", ""
    school = next((each.name for each in schools if each.id == agreement.school_id), "")
    return school, f"schooljaar {agreement.school_year.code}"


class RunKeeper:
    """Keeps answers one after another on the worker; each builds on the version the one before stored.

    Only the worker touches it, so that quick answers never meet a stale version.
    """

    def __init__(self, service: "ChecklistService", run: Run) -> None:
        self._service = service
        self._owed: dict[str, Reply] = {}  # given, and refused by the disk
        self.run = run

    def keep(self, reply: Reply) -> Run:
        """Store one answer. NotValid, ChangedElsewhere, NotFound, DiskProblem."""
        self._owed[reply.key] = reply
        self.run = self._service.answer(self.run, reply)
        del self._owed[reply.key]
        return self.run

    def set_next(self, day: date | None) -> Run:
        """Store the next date. NotValid for a day that is past."""
        self.run = self._service.set_next(self.run, day)
        return self.run

    def finish(self) -> Run:
        """Close the run with every answer that was given. NotValid while V25 is open, and as ``keep``."""
        for reply in list(self._owed.values()):
            self.keep(reply)
        self.run = self._service.finish(self.run)
        return self.run
