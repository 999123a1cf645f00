"""From an evaluation to its paper: P4 halfway, the June sheet at the end; frozen once it is finished."""

from collections.abc import Collection
from dataclasses import replace

from sqlalchemy import Connection

from jeugdhulp_desktop.domain.agreements import Agreement
from jeugdhulp_desktop.domain.documents import Audience, DrawnPaper, DuePaper, PaperKey, PaperKind
from jeugdhulp_desktop.domain.errors import NotValid
from jeugdhulp_desktop.domain.evaluations import Evaluation, EvaluationMoment
from jeugdhulp_desktop.domain.problems import problem
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.reports.evaluation_document import EvaluationDocument
from jeugdhulp_desktop.services.agreements.papers import build_document as build_agreement
from jeugdhulp_desktop.services.paper_keeping import read_frozen
from jeugdhulp_desktop.storage.agreement_line_queries import load_school_facts
from jeugdhulp_desktop.storage.agreement_queries import load_agreement
from jeugdhulp_desktop.storage.evaluation_queries import (
    load_all_evaluations,
    load_evaluation,
    load_evaluations_of_ids,
    load_evaluations_of_year,
    load_frozen_evaluation,
)
from jeugdhulp_desktop.storage.hours_queries import find_counting_agreements
from jeugdhulp_desktop.storage.letterhead_queries import load_letterhead, load_logo
from jeugdhulp_desktop.storage.school_queries import load_school_lines

KINDS = {EvaluationMoment.HALFWAY: PaperKind.INTERIM, EvaluationMoment.END: PaperKind.JUNE}
_TITLES = {PaperKind.INTERIM: "Tussenrapport", PaperKind.JUNE: "Cijfers van het jaar"}


class EvaluationPapers:
    """The papers of evaluations of one moment; in the report folder once they are finished."""

    def __init__(self, moment: EvaluationMoment) -> None:
        self.moment = moment
        self.kind = KINDS[moment]

    def due(
        self,
        connection: Connection,
        *,
        ids: Collection[int] | None = None,
        year: SchoolYear | None = None,
    ) -> list[DuePaper]:
        """The finished ones, in Dutch order of their schools; one that is still open is no paper yet."""
        if ids is not None:
            found = load_evaluations_of_ids(connection, ids)
        elif year is not None:
            found = load_evaluations_of_year(connection, year)
        else:
            found = load_all_evaluations(connection)
        wanted = [each for each in found if each.moment is self.moment and each.finished]
        names = {line.id: line.name for line in load_school_lines(connection)} if wanted else {}
        order = list(names)
        wanted.sort(key=lambda each: (each.school_year, order.index(each.school_id)))
        return [due_paper(each, names[each.school_id]) for each in wanted]

    def draw(self, connection: Connection, subject_id: int) -> DrawnPaper:
        """The paper as it is now; once finished from its frozen tree. NotFound, DamagedDatabase."""
        return draw(connection, build_document(connection, load_evaluation(connection, subject_id)))


def due_paper(evaluation: Evaluation, school_name: str) -> DuePaper:
    """The paper of a finished evaluation, as the report folder and the register see it."""
    kind = KINDS[evaluation.moment]
    return DuePaper(
        key=PaperKey(kind, evaluation.id or 0),
        school_name=school_name,
        school_year=evaluation.school_year,
        number=evaluation.agreement_number,
        status="vastgesteld",
        frozen=True,
        control=evaluation.frozen_control,
        content=evaluation.frozen_control,
        title=_TITLES[kind],
    )


def build_document(connection: Connection, evaluation: Evaluation) -> EvaluationDocument:
    """The paper: of the frozen tree when it is finished, else of what the evaluation says now.

    Raises DamagedDatabase("canonical") for a tree that cannot be read.
    """
    if not evaluation.finished or evaluation.id is None:
        return open_document(connection, evaluation)
    canonical = load_frozen_evaluation(connection, evaluation.id)
    document = read_frozen(EvaluationDocument, canonical, evaluation.frozen_control)
    return numbered(document, evaluation.frozen_control)


def open_document(connection: Connection, evaluation: Evaluation) -> EvaluationDocument:
    """What an evaluation says now, with who issues it and the parties of the agreement."""
    agreement = basis_of(connection, evaluation.school_id, evaluation.school_year)
    return EvaluationDocument(
        evaluation,
        school=load_school_facts(connection, evaluation.school_id),
        parties=agreement.parties if agreement is not None else (),
        sender=load_letterhead(connection),
    )


def numbered(document: EvaluationDocument, control: str) -> EvaluationDocument:
    """The document of a finished evaluation, with its controlegetal."""
    return replace(document, evaluation=replace(document.evaluation, frozen_control=control))


def draw(connection: Connection, document: EvaluationDocument) -> DrawnPaper:
    """The PDF; the library that draws is only loaded when the first one is asked for."""
    if document.evaluation.moment is EvaluationMoment.HALFWAY:
        from jeugdhulp_desktop.reports.interim_pdf import render
    else:
        from jeugdhulp_desktop.reports.june_pdf import render
    logo = load_logo(connection, document.sender.logo)
    return DrawnPaper(render(document, Audience.PARTNERS, logo=logo), document.control)


def basis_of(connection: Connection, school_id: int, year: SchoolYear) -> Agreement | None:
    """The agreement that is evaluated, as it stands on paper: in force, or the newest while none is."""
    found = find_counting_agreements(connection, year, school_id).get(school_id)
    if found is None:
        return None
    return build_agreement(connection, load_agreement(connection, found)).agreement


def needed_basis(connection: Connection, school_id: int, year: SchoolYear) -> Agreement:
    """The agreement that is evaluated; NotValid without one."""
    agreement = basis_of(connection, school_id, year)
    if agreement is None:
        raise NotValid([problem("school_id", "evaluation-without-agreement")])
    return agreement
