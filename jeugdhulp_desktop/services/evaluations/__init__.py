"""Evaluations of agreements, halfway and at the end: begun, answered, finished, opened again (3.6 no. 14)."""

from dataclasses import replace
from datetime import date

from sqlalchemy import Connection

from jeugdhulp_desktop.domain.bins import BinKind
from jeugdhulp_desktop.domain.canonical import canonical_bytes, control_number
from jeugdhulp_desktop.domain.documents import PaperKey
from jeugdhulp_desktop.domain.errors import ChangedElsewhere, NotFound, NotValid
from jeugdhulp_desktop.domain.evaluation_rules import check_evaluation, lines_of, merge_lines
from jeugdhulp_desktop.domain.evaluations import (
    Evaluation,
    EvaluationMoment,
    EvaluationState,
    EvaluationStepTaken,
    Figures,
    SchoolEvaluations,
)
from jeugdhulp_desktop.domain.problems import Problem, blocking, problem
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.reports.evaluation_document import EvaluationDocument
from jeugdhulp_desktop.services.agreements.papers import refresh_open_controls
from jeugdhulp_desktop.services.bin_keeping import keep_in_bin
from jeugdhulp_desktop.services.changes import Change, Changes
from jeugdhulp_desktop.services.cleaning import cleaned
from jeugdhulp_desktop.services.clock import Clock, local_now, local_today
from jeugdhulp_desktop.services.evaluations.figures import count_figures
from jeugdhulp_desktop.services.evaluations.papers import (
    KINDS,
    basis_of,
    build_document,
    draw,
    due_paper,
    needed_basis,
    numbered,
    open_document,
)
from jeugdhulp_desktop.services.paper_keeping import freeze_print
from jeugdhulp_desktop.storage.addition_queries import load_additions
from jeugdhulp_desktop.storage.audit import Action
from jeugdhulp_desktop.storage.case_queries import load_full_names
from jeugdhulp_desktop.storage.document_queries import orphan_document
from jeugdhulp_desktop.storage.engine import Database
from jeugdhulp_desktop.storage.evaluation_queries import (
    EVALUATION,
    delete_evaluation,
    load_evaluation,
    load_evaluation_steps,
    load_evaluations,
    load_evaluations_of_year,
    store_evaluation,
    store_evaluation_step,
)
from jeugdhulp_desktop.storage.hours_queries import find_counting_agreements
from jeugdhulp_desktop.storage.paper_queries import forget_print, load_print
from jeugdhulp_desktop.storage.school_queries import load_school_lines


class EvaluationService:
    """The evaluations of one vault."""

    def __init__(self, database: Database, changes: Changes, clock: Clock) -> None:
        self._database = database
        self._changes = changes
        self._clock = clock

    def lines(self, year: SchoolYear) -> list[SchoolEvaluations]:
        """How both evaluations stand, of every school with an agreement; in Dutch order."""
        with self._database.read() as connection:
            counting = find_counting_agreements(connection, year)
            begun = {
                (each.school_id, each.moment): each for each in load_evaluations_of_year(connection, year)
            }
            return [
                SchoolEvaluations(
                    line.id,
                    line.name,
                    year,
                    counting[line.id],
                    *(_state(moment, begun.get((line.id, moment))) for moment in EvaluationMoment),
                )
                for line in load_school_lines(connection)
                if line.id in counting
            ]

    def state(self, school_id: int, year: SchoolYear) -> SchoolEvaluations | None:
        """How both evaluations of one school stand; None while it has no agreement in that year."""
        return next((each for each in self.lines(year) if each.school_id == school_id), None)

    def open(self, school_id: int, year: SchoolYear, moment: EvaluationMoment) -> Evaluation:
        """The evaluation to work on: what was answered, beside the agreement and the figures as they are now.

        A finished one is given as it was finished. Raises NotValid without an agreement, NotFound.
        """
        with self._database.read() as connection:
            begun = _begun(connection, school_id, year, moment)
            if begun is not None and begun.finished:
                return begun
            draft = begun or Evaluation(school_id, year, moment)
            if begun is None:
                parties = needed_basis(connection, school_id, year).parties
                draft = replace(draft, present=", ".join(each.person for each in parties if each.person))
            return _brought_up(connection, draft, local_today(self._clock))

    def load(self, evaluation_id: int) -> Evaluation:
        """One evaluation as it is kept; NotFound when it is gone."""
        with self._database.read() as connection:
            return load_evaluation(connection, evaluation_id)

    def steps_taken(self, evaluation_id: int) -> list[EvaluationStepTaken]:
        """When it was opened again, by whom and why; newest first."""
        with self._database.read() as connection:
            return load_evaluation_steps(connection, evaluation_id)

    def figures(self, school_id: int, year: SchoolYear, until: date) -> Figures:
        """What the vault knows of a school and a year up to a day; small cells are hidden (V26)."""
        with self._database.read() as connection:
            return count_figures(connection, school_id, year, until, basis_of(connection, school_id, year))

    def check(self, draft: Evaluation, *, finishing: bool = False) -> list[Problem]:
        """What is still open, full names of pupils included (V26)."""
        with self._database.read() as connection:
            return self._check(connection, cleaned(draft), finishing=finishing)

    def save(self, draft: Evaluation) -> Evaluation:
        """Keep an evaluation as far as it is; with its new version and the figures it came with.

        Raises NotValid (for what cannot be kept, or is finished), ChangedElsewhere, NotFound.
        """
        draft = _kept_form(cleaned(draft))
        with self._database.write(Action.SAVE_EVALUATION, EVALUATION, draft.id) as connection:
            self._refuse_finished(connection, draft)
            if refused := blocking(self._check(connection, draft, finishing=False)):
                raise NotValid(refused)
            kept = store_evaluation(connection, draft, changed_at=local_now(self._clock))
            refresh_open_controls(connection, draft.school_id, draft.school_year)
        self._announce()
        return replace(kept, figures=draft.figures)

    def finish(self, draft: Evaluation) -> Evaluation:
        """It stands: figures are counted once more and kept, and so are the bytes of its paper.

        Raises NotValid with what is still open, ChangedElsewhere, NotFound.
        """
        draft = _kept_form(cleaned(draft))
        with self._database.write(Action.FINISH_EVALUATION, EVALUATION, draft.id) as connection:
            self._refuse_finished(connection, draft)
            today = local_today(self._clock)
            draft = replace(_brought_up(connection, draft, today), finished_on=None)
            if refused := blocking(self._check(connection, draft, finishing=True)):
                raise NotValid(refused)
            document = open_document(connection, replace(draft, finished_on=today))
            canonical = canonical_bytes(document.content)
            control = control_number(canonical)
            done = replace(draft, finished_on=today, frozen_control=control)
            moment = local_now(self._clock)
            kept = store_evaluation(connection, done, changed_at=moment, canonical=canonical)
            drawn = draw(connection, numbered(document, control))
            freeze_print(connection, due_paper(kept, document.school.name), drawn, moment)
            refresh_open_controls(connection, draft.school_id, draft.school_year)
        self._announce()
        return kept

    def reopen(self, evaluation_id: int, version: int, reason: str) -> Evaluation:
        """Undo finishing, with a reason: its paper is let go. NotValid, ChangedElsewhere, NotFound."""
        reason = cleaned(reason).strip()
        if not reason:
            raise NotValid([problem("reason", "reason-required")])
        with self._database.write(Action.REOPEN_EVALUATION, EVALUATION, evaluation_id) as connection:
            found = load_evaluation(connection, evaluation_id)
            if found.version != version:
                raise ChangedElsewhere(EVALUATION, evaluation_id)
            if not found.finished:
                raise NotValid([problem("status", "evaluation-not-finished")])
            moment = local_now(self._clock)
            bare = replace(found, finished_on=None, frozen_control="", figures=None)
            kept = store_evaluation(connection, bare, changed_at=moment)
            who = self._database.who
            store_evaluation_step(connection, evaluation_id, at=moment, who=who, reason=reason)
            forget_print(connection, _key(found))
            orphan_document(connection, _key(found))  # its file says "vastgesteld": it goes at the next round
            refresh_open_controls(connection, found.school_id, found.school_year)
            kept = _brought_up(connection, kept, local_today(self._clock))
        self._announce()
        return kept

    def delete(self, evaluation_id: int, version: int) -> None:
        """Throw an evaluation into the bin that is not finished. NotValid, ChangedElsewhere, NotFound."""
        with self._database.write(Action.DELETE_EVALUATION, EVALUATION, evaluation_id) as connection:
            found = load_evaluation(connection, evaluation_id)
            if found.finished:
                raise NotValid([problem("status", "evaluation-finished")])
            orphan_document(connection, _key(found))
            forget_print(connection, _key(found))
            delete_evaluation(connection, evaluation_id, version)
            keep_in_bin(
                connection, BinKind.EVALUATION, evaluation_id, clock=self._clock, who=self._database.who
            )
            refresh_open_controls(connection, found.school_id, found.school_year)
        self._announce()
        self._changes.announce(Change.BIN)

    def document(self, evaluation_id: int) -> EvaluationDocument:
        """What is printed: the frozen tree once it is finished. NotFound, DamagedDatabase."""
        with self._database.read() as connection:
            return self._document(connection, load_evaluation(connection, evaluation_id))

    def pdf(self, evaluation_id: int) -> bytes:
        """The paper; of a finished one the bytes that were kept. NotFound, DamagedDatabase."""
        with self._database.read() as connection:
            found = load_evaluation(connection, evaluation_id)
            kept = load_print(connection, _key(found), found.frozen_control) if found.finished else None
            return kept or draw(connection, self._document(connection, found)).pdf

    def _document(self, connection: Connection, found: Evaluation) -> EvaluationDocument:
        if not found.finished:
            found = _brought_up(connection, found, local_today(self._clock))
        return build_document(connection, found)

    def _check(self, connection: Connection, draft: Evaluation, *, finishing: bool) -> list[Problem]:
        names = load_full_names(connection)
        return check_evaluation(draft, today=local_today(self._clock), finishing=finishing, names=names)

    def _refuse_finished(self, connection: Connection, draft: Evaluation) -> None:
        """One evaluation of each moment, and a finished one stands."""
        begun = _begun(connection, draft.school_id, draft.school_year, draft.moment)
        if draft.id is None and begun is not None and begun.id is not None:
            raise ChangedElsewhere(EVALUATION, begun.id)
        if draft.id is not None and begun is None:
            raise NotFound(EVALUATION, draft.id)
        if begun is not None and begun.finished:
            raise NotValid([problem("status", "evaluation-finished")])
        needed_basis(connection, draft.school_id, draft.school_year)

    def _announce(self) -> None:
        """The paper of an open agreement tells of it too, so agreements changed as well."""
        self._changes.announce(Change.EVALUATIONS, Change.AGREEMENTS)


def _begun(
    connection: Connection, school_id: int, year: SchoolYear, moment: EvaluationMoment
) -> Evaluation | None:
    found = load_evaluations(connection, school_id, year)
    return next((each for each in found if each.moment is moment), None)


def _brought_up(connection: Connection, draft: Evaluation, today: date) -> Evaluation:
    """The draft beside the agreement and the figures as they are now; answers stay with their lines."""
    agreement = needed_basis(connection, draft.school_id, draft.school_year)
    until = min(draft.held_on or today, today)
    figures = count_figures(connection, draft.school_id, draft.school_year, until, agreement)
    additions = load_additions(connection, draft.school_id, draft.school_year)
    lines = merge_lines(lines_of(agreement, additions, figures), draft.lines)
    return replace(draft, agreement_number=agreement.number, lines=lines, figures=figures)


def _kept_form(draft: Evaluation) -> Evaluation:
    return replace(draft, lessons=tuple(text.strip() for text in draft.lessons if text.strip()))


def _state(moment: EvaluationMoment, found: Evaluation | None) -> EvaluationState:
    if found is None:
        return EvaluationState(moment)
    return EvaluationState(
        moment, found.id, found.held_on, found.finished_on, found.answered, len(found.lines)
    )


def _key(found: Evaluation) -> PaperKey:
    return PaperKey(KINDS[found.moment], found.id or 0)
