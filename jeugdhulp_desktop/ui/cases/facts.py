"""What the pages of cases must know beside the case itself, read once on the worker."""

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING

from jeugdhulp_desktop.domain.actions import ActionFilter, ActionFilterKind, ActionLine
from jeugdhulp_desktop.domain.cases import CaseDraft, CaseView
from jeugdhulp_desktop.domain.checklists import RunLine
from jeugdhulp_desktop.domain.pupils import PupilLine
from jeugdhulp_desktop.domain.relations import PersonLine, WorkerType
from jeugdhulp_desktop.domain.schools import SchoolLine
from jeugdhulp_desktop.domain.text import input_date
from jeugdhulp_desktop.ui.privacy_mode import Privacy

if TYPE_CHECKING:
    from jeugdhulp_desktop.services.session import Session


@dataclass(frozen=True)
class CaseFacts:
    """Schools and people of the vault; a vault has few of them."""

    schools: tuple[SchoolLine, ...] = ()
    people: tuple[PersonLine, ...] = ()

    @property
    def workers(self) -> tuple[PersonLine, ...]:
        """JMW, JW and JP."""
        return tuple(person for person in self.people if person.worker_type is not None)

    @property
    def many_schools(self) -> bool:
        """School columns and filters appear from the second school on (domain.md 6.6 no. 1)."""
        return len(self.schools) > 1

    def types(self, ids: set[int]) -> tuple[WorkerType, ...]:
        """The types of these workers, for V06 and V07."""
        return tuple(person.worker_type for person in self.workers if person.id in ids and person.worker_type)


@dataclass(frozen=True)
class CaseContents:
    """One case with everything its screen shows."""

    view: CaseView
    facts: CaseFacts
    actions: tuple[ActionLine, ...]
    done: tuple[ActionLine, ...]
    runs: tuple[RunLine, ...]

    @classmethod
    def new(cls, draft: CaseDraft, facts: CaseFacts, old: CaseView | None = None) -> "CaseContents":
        """A case that is not kept yet: nothing hangs on it. ``old`` is the one that it follows."""
        view = CaseView(draft, "", None, "", "", (), (), None, has_parent_contact=False)
        if old is not None:
            view = replace(
                view, pupil=old.pupil, birth_date=old.birth_date, group=old.group, school=old.school
            )
        return cls(view, facts, (), (), ())


def load_facts(session: "Session") -> CaseFacts:
    """Schools and people; called on the worker."""
    return CaseFacts(tuple(session.schools.lines()), tuple(session.relations.people()))


def load_contents(session: "Session", case_id: int) -> CaseContents:
    """One case; NotFound when it is gone. Called on the worker."""
    return CaseContents(
        session.cases.view(case_id),
        load_facts(session),
        tuple(session.actions.lines(ActionFilter(ActionFilterKind.OPEN, case_id=case_id))),
        tuple(session.actions.lines(ActionFilter(ActionFilterKind.DONE, case_id=case_id))),
        tuple(session.checklists.history(case_id=case_id)),
    )


def person_words(person: PersonLine) -> str:
    """ "Marieke Dijkstra (JMW)", or the function where somebody is no worker."""
    what = person.worker_type or person.role or person.organisation
    return f"{person.name} ({what})" if what else person.name


def pupil_words(pupil: PupilLine, privacy: Privacy) -> str:
    """A pupil to pick: with group and birth date, so that twins and namesakes can be told apart (F37)."""
    birth = f"geboren {input_date(pupil.birth_date)}" if pupil.birth_date else "geboortedatum onbekend"
    behind = [pupil.group, birth, "heeft al een casus" if pupil.open_case_id is not None else ""]
    return ", ".join(filter(None, [privacy.name(pupil.name.display), *behind]))


def with_changes(newest: CaseDraft, loaded: CaseDraft, typed: CaseDraft) -> CaseDraft:
    """The newest case with every field that was typed here since ``loaded`` put on top."""
    kept = {"id", "version", "number", "worker_types"}
    changes = {
        each.name: getattr(typed, each.name)
        for each in fields(CaseDraft)
        if each.name not in kept and getattr(typed, each.name) != getattr(loaded, each.name)
    }
    return replace(newest, **changes)
