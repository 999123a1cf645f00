"""Cases: the list, one case, and the steps it takes (domain.md 6.2)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import Connection

from jeugdhulp_desktop.domain.bins import BinKind
from jeugdhulp_desktop.domain.cases import (
    CaseCounts,
    CaseDraft,
    CaseFilter,
    CaseLine,
    CaseOrder,
    CaseStatus,
    CaseView,
    check_case,
    next_review,
)
from jeugdhulp_desktop.domain.errors import NotValid
from jeugdhulp_desktop.domain.problems import Problem, blocking
from jeugdhulp_desktop.services.bin_keeping import keep_in_bin
from jeugdhulp_desktop.services.changes import Change, Changes
from jeugdhulp_desktop.services.cleaning import cleaned
from jeugdhulp_desktop.services.clock import Clock, local_today
from jeugdhulp_desktop.storage.audit import Action
from jeugdhulp_desktop.storage.case_queries import (
    CASE,
    count_cases,
    delete_case,
    find_case_ids,
    load_case,
    load_case_lines,
    load_case_view,
    load_full_names,
    store_case,
)
from jeugdhulp_desktop.storage.contact_queries import find_parents_spoken_on
from jeugdhulp_desktop.storage.engine import Database
from jeugdhulp_desktop.storage.pupil_queries import load_pupil
from jeugdhulp_desktop.storage.relation_queries import load_person_lines
from jeugdhulp_desktop.storage.search import search_cases


class CaseService:
    """The cases of one vault."""

    def __init__(self, database: Database, changes: Changes, clock: Clock) -> None:
        self._database = database
        self._changes = changes
        self._clock = clock

    def find_ids(
        self, wanted: CaseFilter, order: CaseOrder = CaseOrder.PUPIL, descending: bool = False
    ) -> list[int]:
        """Ids of the cases that pass the filter, in order."""
        with self._database.read() as connection:
            return find_case_ids(connection, wanted, order, descending=descending)

    def load_lines(self, ids: Sequence[int]) -> list[CaseLine]:
        """The lines of these cases, in the order of the ids; a case that is gone is left out."""
        with self._database.read() as connection:
            return load_case_lines(connection, ids)

    def search(self, words: str, limit: int = 200) -> list[CaseLine]:
        """Cases by the beginnings of words of pupil, number, group, school and question."""
        with self._database.read() as connection:
            return load_case_lines(connection, search_cases(connection, words, limit=limit))

    def view(self, case_id: int) -> CaseView:
        """Everything the screen of one case shows; NotFound when it is gone."""
        with self._database.read() as connection:
            return load_case_view(connection, case_id)

    def load(self, case_id: int) -> CaseDraft:
        """A case to edit; NotFound when it is gone."""
        with self._database.read() as connection:
            return load_case(connection, case_id)

    def check(self, draft: CaseDraft) -> list[Problem]:
        """V06, V07, V15, V16, V18 and V24, with what the vault knows of pupil, parents and workers."""
        with self._database.read() as connection:
            return _check(connection, cleaned(draft), self._today())

    def save(self, draft: CaseDraft) -> int:
        """Keep a case; its id. A new one gets its number JJJJ-NNNN in the same transaction.

        The day of a status is filled in on the step to it, the next review when the case becomes active.
        Raises NotValid when something blocks the status it has, ChangedElsewhere, NotFound.
        """
        today = self._today()
        draft = cleaned(draft)
        before = None
        if draft.id is not None:
            with self._database.read() as connection:
                before = load_case(connection, draft.id).status
        if before is not draft.status:
            draft = _with_day_of_status(draft, today)
        draft = replace(draft, next_review_on=next_review(draft, today))
        with self._database.write(_action(before, draft.status), CASE, draft.id) as connection:
            if problems := blocking(_check(connection, draft, today)):
                raise NotValid(problems)
            case_id = store_case(connection, draft, year=today.year)
        self._changes.announce(Change.CASES)
        return case_id

    def counts(self) -> CaseCounts:
        """Open cases, and how many of their reviews are late or due today."""
        with self._database.read() as connection:
            return CaseCounts(*count_cases(connection, self._today()))

    def full_names(self) -> list[str]:
        """Names of pupils with a case, for the search of an agreement's text (V26)."""
        with self._database.read() as connection:
            return load_full_names(connection)

    def delete(self, case_id: int) -> None:
        """Throw a case into the bin, with everything that hangs on it; NotFound when it is gone already."""
        with self._database.write(Action.DELETE_CASE, CASE, case_id) as connection:
            delete_case(connection, case_id)
            keep_in_bin(connection, BinKind.CASE, case_id, clock=self._clock, who=self._database.who)
        self._changes.announce(Change.CASES, Change.CONTACTS, Change.ACTIONS, Change.CHECKLISTS, Change.BIN)

    def _today(self) -> date:
        return local_today(self._clock)


def _check(connection: Connection, draft: CaseDraft, today: date) -> list[Problem]:
    """The rules over a draft, with the types of its workers looked up: a form knows only their ids."""
    ids = {draft.lead_id, *draft.worker_ids}
    people = load_person_lines(connection, today, workers_only=True) if ids - {None} else []
    types = tuple(person.worker_type for person in people if person.id in ids and person.worker_type)
    birth_date = load_pupil(connection, draft.pupil_id).birth_date if draft.pupil_id is not None else None
    spoken = find_parents_spoken_on(connection, draft.id) if draft.id is not None else None
    return check_case(
        replace(draft, worker_types=types),
        today=today,
        birth_date=birth_date,
        has_parent_contact=spoken is not None,
    )


def _with_day_of_status(draft: CaseDraft, today: date) -> CaseDraft:
    """The day that belongs to a status, filled in on the step to it when nobody typed another."""
    if draft.status is CaseStatus.SIGNAL and draft.signalled_on is None:
        return replace(draft, signalled_on=today)
    if draft.status is CaseStatus.REFERRED and draft.referred_on is None:
        return replace(draft, referred_on=today)
    if draft.status is CaseStatus.ACTIVE and draft.started_on is None:
        return replace(draft, started_on=today)
    return draft


def _action(before: CaseStatus | None, after: CaseStatus) -> Action:
    """What the audit line says of this save."""
    if before in (None, after):
        return Action.SAVE_CASE
    if after is CaseStatus.CLOSED:
        return Action.CLOSE_CASE
    return Action.REOPEN_CASE if before is CaseStatus.CLOSED else Action.CHANGE_CASE_STATUS
