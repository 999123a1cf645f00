"""Additional deployment: asked, decided on, evaluated, stopped or extended (002:35; V11-V13; 6.2)."""

from sqlalchemy import Connection

from jeugdhulp_desktop.domain.addition_rules import check_addition, refusing
from jeugdhulp_desktop.domain.addition_texts import tidied, typed_texts
from jeugdhulp_desktop.domain.additions import (
    Addition,
    AdditionLine,
    AdditionShare,
    AdditionStatus,
    AdditionStep,
    AdditionStepTaken,
)
from jeugdhulp_desktop.domain.agreement_sections import Deployment
from jeugdhulp_desktop.domain.agreement_texts import names_in
from jeugdhulp_desktop.domain.bins import BinKind
from jeugdhulp_desktop.domain.errors import NotValid
from jeugdhulp_desktop.domain.problems import Problem
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.reports.addition_document import AdditionDocument
from jeugdhulp_desktop.services.additions import life
from jeugdhulp_desktop.services.additions.papers import build_document
from jeugdhulp_desktop.services.additions.prefill import basic_deployments, find_basis, new_addition
from jeugdhulp_desktop.services.agreements.life import Moment
from jeugdhulp_desktop.services.agreements.papers import refresh_open_controls
from jeugdhulp_desktop.services.bin_keeping import keep_in_bin
from jeugdhulp_desktop.services.changes import Change, Changes
from jeugdhulp_desktop.services.cleaning import cleaned
from jeugdhulp_desktop.services.clock import Clock, local_now, local_today
from jeugdhulp_desktop.storage.addition_line_queries import (
    addition_share,
    find_addition_years,
    load_addition_lines,
)
from jeugdhulp_desktop.storage.addition_queries import ADDITION, load_addition, load_addition_steps
from jeugdhulp_desktop.storage.audit import Action
from jeugdhulp_desktop.storage.case_queries import load_full_names
from jeugdhulp_desktop.storage.engine import Database

_DECIDING = (AdditionStep.GRANT, AdditionStep.REJECT, AdditionStep.REOPEN)
_NEXT = {
    AdditionStatus.DRAFT: AdditionStep.REQUEST,
    AdditionStatus.REQUESTED: AdditionStep.GRANT,
    AdditionStatus.GRANTED: AdditionStep.EVALUATE,
}  # the step to which one works, so which findings matter now


class AdditionService:
    """The additional deployment of one vault."""

    def __init__(self, database: Database, changes: Changes, clock: Clock) -> None:
        self._database = database
        self._changes = changes
        self._clock = clock

    def lines(self, year: SchoolYear, school_id: int | None = None) -> list[AdditionLine]:
        """The requests of a year, of one school or of all; ``due`` asks: stop or extend (requirement 38)."""
        with self._database.read() as connection:
            return load_addition_lines(connection, year, local_today(self._clock), school_id)

    def years(self) -> list[SchoolYear]:
        """Years with a request, and this year; newest first."""
        with self._database.read() as connection:
            found = find_addition_years(connection)
        return sorted({*found, SchoolYear.of(local_today(self._clock))}, reverse=True)

    def share(self, year: SchoolYear) -> AdditionShare:
        """How exceptional it is: among schools and among hours (requirement 34)."""
        with self._database.read() as connection:
            return addition_share(connection, year)

    def new(self, school_id: int, year: SchoolYear) -> Addition:
        """A request to begin with, not kept yet: parties, kind and rate of the agreement. NotFound."""
        with self._database.read() as connection:
            return new_addition(connection, school_id, year, local_today(self._clock))

    def load(self, addition_id: int) -> Addition:
        """One request; NotFound when it is gone."""
        with self._database.read() as connection:
            return load_addition(connection, addition_id)

    def basic(self, school_id: int, year: SchoolYear) -> tuple[Deployment, ...]:
        """The basic deployment that falls short: of the agreement in force, else of the newest version."""
        with self._database.read() as connection:
            return basic_deployments(find_basis(connection, school_id, year))

    def document(self, addition_id: int) -> AdditionDocument:
        """What is printed: the frozen tree once it was granted. NotFound, DamagedDatabase."""
        with self._database.read() as connection:
            return build_document(connection, load_addition(connection, addition_id))

    def steps_taken(self, addition_id: int) -> list[AdditionStepTaken]:
        """Which decisions were undone, by whom and why; newest first."""
        with self._database.read() as connection:
            return load_addition_steps(connection, addition_id)

    def check(self, draft: Addition, step: AdditionStep | None = None) -> list[Problem]:
        """Every finding for a step, or for the one that comes next; full names of pupils included (V26)."""
        with self._database.read() as connection:
            return self._check(
                connection, _kept_form(draft), step or _NEXT.get(draft.status, AdditionStep.SAVE)
            )

    def save(self, draft: Addition) -> Addition:
        """Keep a request as it is now; with its new version.

        Of one that was decided on only the evaluation and the place of the paper may change. Raises NotValid
        (for what cannot be kept, or is frozen), ChangedElsewhere, NotFound.
        """
        draft = _kept_form(draft)
        with self._database.write(Action.SAVE_ADDITION, ADDITION, draft.id) as connection:
            _refuse(self._check(connection, draft, AdditionStep.SAVE), AdditionStep.SAVE)
            kept = life.save(connection, draft, self._moment())
            _refresh(connection, kept)
        self._announce()
        return kept

    def advance(self, draft: Addition, step: AdditionStep, *, reason: str = "") -> Addition:
        """Take a step in the life of a request; an open one, also a new one, is saved with it or not at all.

        Granting draws the paper and fixes the controlegetal; reopening asks a reason. Extending makes a new
        request, so it has a method of its own. Raises NotValid with what refuses the step (also a reason that
        is still to be recorded), ChangedElsewhere, NotFound.
        """
        if step is AdditionStep.EXTEND:
            raise ValueError("extend makes a new request")
        if step is AdditionStep.SAVE:
            return self.save(draft)
        draft, moment = _kept_form(draft), self._moment()
        action = Action.DECIDE_ADDITION if step in _DECIDING else Action.SAVE_ADDITION
        with self._database.write(action, ADDITION, draft.id) as connection:
            draft = self._begun(connection, draft, moment)
            stored = life.load_current(connection, draft)
            life.next_status(stored, step)
            ready = life.prepared(stored, draft, step, moment.at.date())
            _refuse(self._check(connection, ready, step), step)
            asked = life.Asked(step, cleaned(reason).strip())
            kept = life.take_step(connection, stored, ready, asked, moment)
            _refresh(connection, kept)
        self._announce()
        return kept

    def extend(self, addition_id: int, motivation: str) -> Addition:
        """A new request with its own motivation, kept as a concept; this one is "verlengd" from now on.

        Approvals, decision and evaluation are never copied (6.2). NotValid, NotFound.
        """
        with self._database.write(Action.SAVE_ADDITION, ADDITION) as connection:
            kept = life.extend(connection, addition_id, cleaned(motivation), self._moment())
            _refresh(connection, load_addition(connection, addition_id), kept)
        self._announce()
        return kept

    def split(self, draft: Addition) -> tuple[Addition, Addition]:
        """Two requests, up to 31 July and from 1 August, both kept (V12).

        Raises NotValid (one that is granted, or does not pass 31 July), ChangedElsewhere, NotFound.
        """
        draft, moment = _kept_form(draft), self._moment()
        with self._database.write(Action.SAVE_ADDITION, ADDITION, draft.id) as connection:
            _refuse(self._check(connection, draft, AdditionStep.SAVE), AdditionStep.SAVE)
            first, second = life.split(connection, self._begun(connection, draft, moment), moment)
            _refresh(connection, first, second)
        self._announce()
        return first, second

    def delete(self, addition_id: int) -> None:
        """Throw a concept into the bin; what it extended is open to be stopped or extended again.

        NotValid, NotFound.
        """
        with self._database.write(Action.DELETE_ADDITION, ADDITION, addition_id) as connection:
            gone = life.remove(connection, addition_id, self._moment())
            keep_in_bin(connection, BinKind.ADDITION, addition_id, clock=self._clock, who=self._database.who)
            _refresh(connection, gone)
        self._announce()
        self._changes.announce(Change.BIN)

    def _begun(self, connection: Connection, draft: Addition, moment: Moment) -> Addition:
        """The request itself, or a new one as it is kept in this same transaction; NotValid."""
        if draft.id is not None:
            return draft
        _refuse(self._check(connection, draft, AdditionStep.SAVE), AdditionStep.SAVE)
        return life.save(connection, draft, moment)

    def _check(self, connection: Connection, draft: Addition, step: AdditionStep) -> list[Problem]:
        basic = basic_deployments(find_basis(connection, draft.school_id, draft.school_year))
        found = check_addition(draft, step=step, basic=basic, today=local_today(self._clock))
        if draft.status.in_force:
            return found
        return [*found, *names_in(typed_texts(draft), load_full_names(connection))]

    def _moment(self) -> Moment:
        return Moment(local_now(self._clock), self._database.who)

    def _announce(self) -> None:
        """The paper of an open agreement tells of it too, so agreements changed as well."""
        self._changes.announce(Change.ADDITIONS, Change.AGREEMENTS)


def _kept_form(draft: Addition) -> Addition:
    return tidied(cleaned(draft))


def _refuse(problems: list[Problem], step: AdditionStep) -> None:
    if refused := refusing(problems, step):
        raise NotValid(refused)


def _refresh(connection: Connection, *changed: Addition) -> None:
    for school_id, year in {(each.school_id, each.school_year) for each in changed}:
        refresh_open_controls(connection, school_id, year)
