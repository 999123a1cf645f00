"""Agreements: made, checked, saved, taken from step to step, and read as the document that is printed."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from sqlalchemy import Connection

from jeugdhulp_desktop import __version__
from jeugdhulp_desktop.domain.agreement_rules import check_agreement, refusing
from jeugdhulp_desktop.domain.agreement_sections import Analysis
from jeugdhulp_desktop.domain.agreement_texts import find_full_names, tidied
from jeugdhulp_desktop.domain.agreements import Agreement, AgreementLine, Step, StepTaken
from jeugdhulp_desktop.domain.bins import BinKind
from jeugdhulp_desktop.domain.errors import NotValid
from jeugdhulp_desktop.domain.problems import Problem
from jeugdhulp_desktop.domain.relations import WorkerType
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.domain.structures import Structure
from jeugdhulp_desktop.reports.agreement_document import TEMPLATE, AgreementDocument
from jeugdhulp_desktop.services.agreements import life
from jeugdhulp_desktop.services.agreements.analysis import analysis_of_last_year
from jeugdhulp_desktop.services.agreements.comparing import (
    SideBySide,
    compare_versions,
    find_earlier,
    load_comparable,
    since_paper,
)
from jeugdhulp_desktop.services.agreements.papers import build_document, has_additions, refresh_open_controls
from jeugdhulp_desktop.services.agreements.prefill import copy_of_last_year, new_agreement
from jeugdhulp_desktop.services.bin_keeping import keep_in_bin
from jeugdhulp_desktop.services.changes import Change, Changes
from jeugdhulp_desktop.services.cleaning import cleaned
from jeugdhulp_desktop.services.clock import Clock, local_now, local_today
from jeugdhulp_desktop.services.structures import find_structure, load_structures
from jeugdhulp_desktop.storage.addition_line_queries import granted_hours
from jeugdhulp_desktop.storage.agreement_line_queries import (
    find_open_agreements,
    find_years,
    has_jmw_elsewhere,
    hours_of_others,
    load_agreement_lines,
    load_school_facts,
    load_terms,
    load_version_lines,
)
from jeugdhulp_desktop.storage.agreement_paper_queries import load_drawn_by, store_drawn_by
from jeugdhulp_desktop.storage.agreement_queries import SUBJECT, load_agreement, load_steps
from jeugdhulp_desktop.storage.audit import Action
from jeugdhulp_desktop.storage.case_queries import load_full_names
from jeugdhulp_desktop.storage.engine import Database
from jeugdhulp_desktop.storage.setting_queries import load_settings

_PREPARED_FROM = 4  # April: next year's agreements are begun from then on

_ACTIONS = {
    Step.FREEZE: Action.FREEZE_AGREEMENT,
    Step.SIGN: Action.SIGN_AGREEMENT,
    Step.REOPEN: Action.REOPEN_AGREEMENT,
}


class AgreementService:
    """The agreements of one vault."""

    def __init__(self, database: Database, changes: Changes, clock: Clock) -> None:
        self._database = database
        self._changes = changes
        self._clock = clock

    def lines(self, year: SchoolYear) -> list[AgreementLine]:
        """The newest version of every school; a school without one has id None."""
        with self._database.read() as connection:
            return load_agreement_lines(connection, year)

    def versions(self, school_id: int, year: SchoolYear) -> list[AgreementLine]:
        """Every version of one school and year, newest first."""
        with self._database.read() as connection:
            return load_version_lines(connection, school_id, year)

    def years(self) -> list[SchoolYear]:
        """Years with an agreement, this year, and from April the next one; newest first."""
        today = local_today(self._clock)
        this = SchoolYear.of(today)
        coming = {this.next} if _PREPARED_FROM <= today.month <= 7 else set()
        with self._database.read() as connection:
            return sorted({*find_years(connection), this, *coming}, reverse=True)

    def has_any(self) -> bool:
        """Whether an agreement was ever made in this vault."""
        with self._database.read() as connection:
            return bool(find_years(connection))

    def structures(self) -> list[Structure]:
        """The structures that come with the program, the neutral one first."""
        return list(load_structures().values())

    def structure(self, structure_id: str) -> Structure:
        """One structure; the neutral one when it is not shipped any more."""
        return find_structure(structure_id)

    def new(self, school_id: int, year: SchoolYear) -> Agreement:
        """An agreement to begin with, not kept yet: from structure, sociale kaart and settings. NotFound."""
        with self._database.read() as connection:
            return new_agreement(connection, school_id, year, local_today(self._clock))

    def copy_last_year(self, school_id: int, year: SchoolYear) -> Agreement:
        """Last year's agreement as a concept of this year, not kept yet; a new one when there was none."""
        with self._database.read() as connection:
            return copy_of_last_year(connection, school_id, year, local_today(self._clock))

    def load(self, agreement_id: int) -> Agreement:
        """One agreement; NotFound when it is gone."""
        with self._database.read() as connection:
            return load_agreement(connection, agreement_id)

    def document(self, agreement_id: int) -> AgreementDocument:
        """What is printed: the frozen tree when there is one. NotFound, DamagedDatabase."""
        with self._database.read() as connection:
            return build_document(connection, load_agreement(connection, agreement_id))

    def comparable(self, school_id: int) -> list[AgreementLine]:
        """Every version of every year of a school, the newest first."""
        with self._database.read() as connection:
            return load_comparable(connection, school_id)

    def earlier(self, agreement_id: int) -> int | None:
        """What it is best compared with: the paper in force, else the version or the year before."""
        with self._database.read() as connection:
            return find_earlier(connection, agreement_id)

    def compare(self, before_id: int, after_id: int, *, everything: bool = False) -> SideBySide:
        """What differs between two versions; of the frozen paper where there is one (F54). NotFound."""
        with self._database.read() as connection:
            return compare_versions(connection, before_id, after_id, everything=everything)

    def since_paper(self, agreement_id: int) -> SideBySide | None:
        """What changed in an open version since the paper in force; None when there is no such paper."""
        with self._database.read() as connection:
            return since_paper(connection, agreement_id)

    def steps_taken(self, agreement_id: int) -> list[StepTaken]:
        """When it was reopened or replaced, by whom and why; newest first."""
        with self._database.read() as connection:
            return load_steps(connection, agreement_id)

    def budget(self, year: SchoolYear) -> Mapping[WorkerType, Decimal]:
        """Hours a year that are available, per worker type (V19)."""
        with self._database.read() as connection:
            return load_settings(connection).budgets.get(year.code, {})

    def hours_elsewhere(self, draft: Agreement) -> Mapping[WorkerType, Decimal]:
        """Hours that do not stand in this agreement but use the same budget, per worker type (V19)."""
        with self._database.read() as connection:
            return _hours_elsewhere(connection, draft.school_year, draft.school_id)

    def last_year(self, school_id: int, year: SchoolYear) -> Analysis:
        """What the records say of the year before, now: figures, and what its evaluation learnt."""
        with self._database.read() as connection:
            return analysis_of_last_year(connection, school_id, year)

    def check(self, draft: Agreement, step: Step = Step.FREEZE) -> list[Problem]:
        """Every finding for a step, full names of pupils in its texts included (V26)."""
        with self._database.read() as connection:
            return self._check(connection, _kept_form(draft), step)

    def save(self, draft: Agreement) -> Agreement:
        """Keep an agreement as it is now; with its new version.

        An agreement that is out for signing keeps its content: only who signed, when, and where the paper is
        may change. Raises NotValid (for what cannot be kept, or is frozen), ChangedElsewhere, NotFound.
        """
        draft = _kept_form(draft)
        with self._database.write(Action.SAVE_AGREEMENT, SUBJECT, draft.id) as connection:
            if not draft.status.frozen:
                _refuse(self._check(connection, draft, Step.SAVE), Step.SAVE)
            kept = life.save(connection, draft, self._moment())
        self._changes.announce(Change.AGREEMENTS)
        return kept

    def advance(self, draft: Agreement, step: Step, *, reason: str = "") -> Agreement:
        """Take a step in the life of an agreement; an open or new one is saved with it, or not at all.

        Freezing draws the paper and fixes the controlegetal; signing asks names, dates and the place of the
        paper and draws nothing; reopening something frozen asks a reason. Raises NotValid with what refuses
        the step (also a reason that is still to be recorded, when freezing), ChangedElsewhere, NotFound.
        """
        if step is Step.SAVE:
            return self.save(draft)
        draft, moment = _kept_form(draft), self._moment()
        action = _ACTIONS.get(step, Action.CHANGE_AGREEMENT_STATUS)
        with self._database.write(action, SUBJECT, draft.id) as connection:
            if draft.id is None:
                _refuse(self._check(connection, draft, Step.SAVE), Step.SAVE)
                draft = life.save(connection, draft, moment)
            stored = life.load_current(connection, draft)
            life.next_status(stored, step)
            if step is Step.SIGN or not stored.status.frozen:
                _refuse(self._check(connection, draft, step), step)
            kept = life.take_step(
                connection, stored, draft, life.Asked(step, cleaned(reason).strip()), moment
            )
        self._changes.announce(Change.AGREEMENTS)
        return kept

    def new_version(self, agreement_id: int, reason: str) -> Agreement:
        """A change after signing: version n + 1 as a concept, kept at once. NotValid, NotFound."""
        with self._database.write(Action.COPY_AGREEMENT, SUBJECT) as connection:
            kept = life.make_version(connection, agreement_id, cleaned(reason), self._moment())
        self._changes.announce(Change.AGREEMENTS)
        return kept

    def renew_controls(self) -> None:
        """At opening: what an open paper says may read otherwise in another version of the program, and then
        it bears another controlegetal. Nothing is written when this program was the last."""
        program = f"{__version__}.{TEMPLATE}"
        with self._database.read() as connection:
            if load_drawn_by(connection) == program or not find_open_agreements(connection):
                return
        with self._database.write(Action.MIGRATE, SUBJECT) as connection:
            refresh_open_controls(connection)
            store_drawn_by(connection, program)

    def delete(self, agreement_id: int) -> None:
        """Throw a concept into the bin on which no action or checklist hangs; NotValid, NotFound."""
        with self._database.write(Action.DELETE_AGREEMENT, SUBJECT, agreement_id) as connection:
            life.remove(connection, agreement_id)
            keep_in_bin(
                connection, BinKind.AGREEMENT, agreement_id, clock=self._clock, who=self._database.who
            )
        self._changes.announce(Change.AGREEMENTS, Change.BIN)

    def _moment(self) -> life.Moment:
        return life.Moment(local_now(self._clock), self._database.who)

    def _check(self, connection: Connection, draft: Agreement, step: Step) -> list[Problem]:
        settings = load_settings(connection)
        year, school_id = draft.school_year, draft.school_id
        if not draft.status.frozen:
            draft = replace(draft, school=load_school_facts(connection, school_id))
        found = check_agreement(
            draft,
            find_structure(draft.structure_id),
            step=step,
            today=local_today(self._clock),
            jmw_elsewhere=has_jmw_elsewhere(connection, year, school_id, draft.school.brin),
            budgets=settings.budgets.get(year.code, {}),
            hours_elsewhere=_hours_elsewhere(connection, year, school_id),
            deadline=settings.signing_day(year),
            additional=has_additions(connection, school_id, year),
            other_terms=load_terms(connection, school_id),
        )
        names = [] if draft.status.frozen else find_full_names(draft, load_full_names(connection))
        return [*found, *names]


def _hours_elsewhere(connection: Connection, year: SchoolYear, school_id: int) -> dict[WorkerType, Decimal]:
    """Hours agreed with the other schools, and additional ones that were granted to any (V19)."""
    totals = defaultdict(Decimal, hours_of_others(connection, year, school_id))
    for (_school, worker), hours in granted_hours(connection, year).items():
        totals[worker] += hours
    return dict(totals)


def _kept_form(draft: Agreement) -> Agreement:
    return tidied(cleaned(draft))


def _refuse(problems: list[Problem], step: Step) -> None:
    if refused := refusing(problems, step):
        raise NotValid(refused)
