"""Monitoring checklists: begun, answered one by one, paused, finished, and read beside the time before."""

from dataclasses import replace
from datetime import date

from sqlalchemy import Connection

from jeugdhulp_desktop.domain.bins import BinKind
from jeugdhulp_desktop.domain.checklists import (
    Moment,
    Reply,
    Run,
    RunLine,
    Scope,
    Template,
    check_run,
)
from jeugdhulp_desktop.domain.errors import ChangedElsewhere, NotFound, NotValid
from jeugdhulp_desktop.domain.problems import Problem, blocking, problem
from jeugdhulp_desktop.domain.school_years import SchoolYear, half_year_after
from jeugdhulp_desktop.services.bin_keeping import keep_in_bin
from jeugdhulp_desktop.services.changes import Change, Changes
from jeugdhulp_desktop.services.cleaning import cleaned
from jeugdhulp_desktop.services.clock import Clock, local_today
from jeugdhulp_desktop.services.structures import load_checklists
from jeugdhulp_desktop.storage.audit import Action
from jeugdhulp_desktop.storage.checklist_line_queries import (
    load_due_agreements,
    load_due_cases,
    load_run_lines,
    load_run_lines_of_year,
)
from jeugdhulp_desktop.storage.checklist_queries import (
    SUBJECT,
    contact_belongs,
    delete_run,
    find_open_run,
    find_previous_run,
    has_jp,
    load_run,
    set_next_review,
    store_reply,
    store_run,
)
from jeugdhulp_desktop.storage.engine import Database


class ChecklistService:
    """The checklists of one vault."""

    def __init__(self, database: Database, changes: Changes, clock: Clock) -> None:
        self._database = database
        self._changes = changes
        self._clock = clock

    def templates(self, scope: Scope | None = None) -> list[Template]:
        """The newest version of every list, or of those for a case or an agreement."""
        return [each for each in load_checklists() if scope in (None, each.scope)]

    def lines(self, year: SchoolYear) -> list[RunLine]:
        """What is to be done in a year, by date, then what was begun or done, newest first.

        Reviews of open cases and the two moments of every signed agreement, as long as they are not begun;
        in the current year also what is left of earlier ones.
        """
        current = year == SchoolYear.of(self._today())
        with self._database.read() as connection:
            due: list[RunLine] = []
            for template in self.templates():
                if template.scope is Scope.CASE:
                    due += load_due_cases(connection, template, year, current=current)
                else:
                    due += load_due_agreements(connection, template, year)
            begun = load_run_lines_of_year(connection, year, current=current)
        return [*sorted(due, key=lambda line: line.due_on or date.max), *begun]

    def start(
        self,
        template_id: str,
        *,
        case_id: int | None = None,
        agreement_id: int | None = None,
        moment: Moment = Moment.HALF_YEAR,
    ) -> Run:
        """Begin a list for a case or an agreement; one that was begun before is continued.

        NotFound for a list that is not there; ValueError when it is for the other kind.
        """
        template = next((each for each in load_checklists() if each.id == template_id), None)
        if template is None:
            raise NotFound("template", 0)
        if (template.scope is Scope.CASE) != (case_id is not None) or (case_id is None) == (
            agreement_id is None
        ):
            raise ValueError("a list is about one case or one agreement")
        with self._database.read() as connection:
            begun = find_open_run(connection, template_id, case_id, agreement_id)
            if begun is not None:
                return load_run(connection, begun)
        new = Run(
            template, template.scope, case_id, agreement_id, moment, started_on=self._today(), replies={}
        )
        with self._database.write(Action.START_CHECKLIST, SUBJECT) as connection:
            run = store_run(connection, new)
        self._changes.announce(Change.CHECKLISTS)
        return run

    def load(self, run_id: int) -> Run:
        """One run with its answers; NotFound when it is gone."""
        with self._database.read() as connection:
            return load_run(connection, run_id)

    def with_jp(self, run: Run) -> bool:
        """Whether the questions for a JP are asked: one takes part in the case or the agreement."""
        with self._database.read() as connection:
            return has_jp(connection, run)

    def check(self, run: Run, finishing: bool = False) -> list[Problem]:
        """What is still open; V25 blocks only the finishing."""
        return check_run(cleaned(run), with_jp=self.with_jp(run), finishing=finishing)

    def answer(self, run: Run, reply: Reply) -> Run:
        """Keep one answer at once; the run with it. NotValid (too long, finished), ChangedElsewhere."""
        reply = cleaned(reply)
        run.template.item(reply.key)
        with self._database.write(Action.SAVE_ANSWER, SUBJECT, run.id) as connection:
            stored = _load_current(connection, run)
            answered = replace(stored, replies={**(stored.replies or {}), reply.key: reply})
            found = check_run(answered, with_jp=True, finishing=False)
            own = [each for each in blocking(found) if each.field.startswith(f"replies[{reply.key}]")]
            contact_id = reply.evidence_contact_id
            if contact_id is not None and not contact_belongs(connection, contact_id, stored):
                own.append(problem(f"replies[{reply.key}].evidence", "evidence-unknown"))
            if own:
                raise NotValid(own)
            kept = store_reply(connection, stored, reply)
        self._changes.announce(Change.CHECKLISTS)
        return kept

    def set_next(self, run: Run, day: date | None) -> Run:
        """When it is asked again; None leaves it to the half-year. NotValid for a day that is past."""
        if day is not None and day <= self._today():
            raise NotValid([problem("next_on", "date-in-past")])
        with self._database.write(Action.SAVE_ANSWER, SUBJECT, run.id) as connection:
            kept = store_run(connection, replace(_load_current(connection, run), next_on=day))
        self._changes.announce(Change.CHECKLISTS)
        return kept

    def finish(self, run: Run) -> Run:
        """Close a run; the case gets its next review. NotValid while something is open (V25)."""
        today = self._today()
        with self._database.write(Action.FINISH_CHECKLIST, SUBJECT, run.id) as connection:
            stored = _load_current(connection, run)
            found = check_run(stored, with_jp=has_jp(connection, stored), finishing=True)
            if problems := blocking(found):
                raise NotValid(problems)
            next_on = stored.next_on
            if stored.case_id is not None:
                next_on = next_on if next_on is not None and next_on > today else half_year_after(today)
                set_next_review(connection, stored.case_id, next_on)
            kept = store_run(connection, replace(stored, finished_on=today, next_on=next_on))
        self._changes.announce(Change.CHECKLISTS, Change.CASES)
        return kept

    def previous(self, run: Run) -> Run | None:
        """The last finished run before this one: of the same case, or of the same school."""
        with self._database.read() as connection:
            found = find_previous_run(connection, run)
            return load_run(connection, found) if found is not None else None

    def history(self, *, case_id: int | None = None, agreement_id: int | None = None) -> list[RunLine]:
        """Every run of one case or one agreement, newest first."""
        if (case_id is None) == (agreement_id is None):
            raise ValueError("the history of one case or one agreement")
        with self._database.read() as connection:
            return load_run_lines(connection, case_id=case_id, agreement_id=agreement_id)

    def delete(self, run_id: int) -> None:
        """Throw a run into the bin that was not finished; NotValid otherwise, NotFound."""
        with self._database.write(Action.DELETE_CHECKLIST, SUBJECT, run_id) as connection:
            _refuse_finished(load_run(connection, run_id))
            delete_run(connection, run_id)
            keep_in_bin(connection, BinKind.CHECKLIST, run_id, clock=self._clock, who=self._database.who)
        self._changes.announce(Change.CHECKLISTS, Change.BIN)

    def _today(self) -> date:
        return local_today(self._clock)


def _load_current(connection: Connection, run: Run) -> Run:
    """The run as it is kept, to be changed: at the version that was read, and not finished."""
    stored = load_run(connection, run.id or 0)
    if stored.version != run.version:
        raise ChangedElsewhere(SUBJECT, stored.id or 0)
    _refuse_finished(stored)
    return stored


def _refuse_finished(run: Run) -> None:
    if run.finished_on is not None:
        raise NotValid([problem("finished_on", "run-finished")])
