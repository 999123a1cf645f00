"""From an agreement to its paper: the document that is printed, the frozen tree and its controlegetal."""

from dataclasses import dataclass, replace
from decimal import Decimal

from sqlalchemy import Connection

from jeugdhulp_desktop.domain.additions import Addition, AdditionStatus
from jeugdhulp_desktop.domain.agreement_kinds import Section
from jeugdhulp_desktop.domain.agreement_rules import needed_deviations
from jeugdhulp_desktop.domain.agreement_texts import as_printed
from jeugdhulp_desktop.domain.agreements import Agreement, AgreementStatus
from jeugdhulp_desktop.domain.canonical import canonical_bytes, control_number
from jeugdhulp_desktop.domain.documents import Audience
from jeugdhulp_desktop.domain.evaluations import Evaluation
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.domain.section_fields import printed_sections
from jeugdhulp_desktop.reports.agreement_document import AgreementDocument
from jeugdhulp_desktop.services.paper_keeping import read_frozen
from jeugdhulp_desktop.services.structures import find_structure
from jeugdhulp_desktop.storage.addition_queries import load_additions
from jeugdhulp_desktop.storage.agreement_line_queries import (
    agreed_hours,
    find_departments,
    find_open_agreements,
    find_version,
    has_jmw_elsewhere,
)
from jeugdhulp_desktop.storage.agreement_queries import (
    load_agreement,
    load_canonical,
    store_content_control,
)
from jeugdhulp_desktop.storage.evaluation_queries import load_evaluations
from jeugdhulp_desktop.storage.letterhead_queries import load_letterhead, load_logo

_AGREED = (AgreementStatus.SIGNED, AgreementStatus.CLOSED)


@dataclass(frozen=True)
class FrozenPaper:
    """What is signed: the tree, its controlegetal and the document that prints it."""

    canonical: bytes
    control: str
    document: AgreementDocument


def build_document(connection: Connection, agreement: Agreement) -> AgreementDocument:
    """The paper of an agreement: of the frozen tree when there is one, else of what it says now.

    Raises DamagedDatabase("canonical") for a tree that cannot be read.
    """
    if not agreement.frozen_control or agreement.id is None:
        return _open_document(connection, agreement)
    canonical = load_canonical(connection, agreement.id)
    document = read_frozen(AgreementDocument, canonical, agreement.frozen_control)
    return _numbered(document, agreement.frozen_control, agreement.id, agreement.version)


def _open_document(connection: Connection, agreement: Agreement) -> AgreementDocument:
    """What the agreement says now, without the reasons that answer nothing any more."""
    elsewhere = has_jmw_elsewhere(
        connection, agreement.school_year, agreement.school_id, agreement.school.brin
    )
    structure = find_structure(agreement.structure_id)
    deviations = needed_deviations(agreement, structure, jmw_elsewhere=elsewhere)
    return AgreementDocument(
        printed_sections(replace(agreement, deviations=deviations)),
        sender=load_letterhead(connection),
        previous_hours_per_year=_hours_last_year(connection, agreement),
        additions=_additions(connection, agreement),
        evaluations=_evaluations(connection, agreement),
    )


def _additions(connection: Connection, agreement: Agreement) -> tuple[Addition, ...]:
    """The additional deployment that was asked for or granted; a concept and a refusal are no agreement."""
    if not agreement.uses(Section.ADDITIONS):
        return ()
    found = load_additions(connection, agreement.school_id, agreement.school_year)
    return tuple(each for each in found if each.status.in_force or each.status is AdditionStatus.REQUESTED)


def _evaluations(connection: Connection, agreement: Agreement) -> tuple[Evaluation, ...]:
    """The evaluations that were finished; what is still being written is between two people."""
    if not agreement.uses(Section.EVALUATION):
        return ()
    found = load_evaluations(connection, agreement.school_id, agreement.school_year)
    return tuple(each for each in found if each.finished_on is not None)


def has_additions(connection: Connection, school_id: int, year: SchoolYear) -> bool:
    """Whether additional deployment was asked for or granted this year: then the municipality signs."""
    statuses = (each.status for each in load_additions(connection, school_id, year))
    return any(status.in_force or status is AdditionStatus.REQUESTED for status in statuses)


def refresh_open_controls(
    connection: Connection, school_id: int | None = None, school_year: SchoolYear | None = None
) -> None:
    """Bring the kept controlegetal of open agreements in step with what their paper says now.

    Their paper also tells of additional deployment, evaluations and who issues it: whoever changes one of
    those calls this in the same transaction, for one school and year or for all.
    """
    for agreement_id in find_open_agreements(connection, school_id, school_year):
        document = build_document(connection, load_agreement(connection, agreement_id))
        store_content_control(connection, agreement_id, document.control)


def refresh_others(connection: Connection, changed: Agreement) -> None:
    """Bring the open papers of others in step that tell of this agreement.

    Next year's tells the hours that were signed, and a department under the same BRIN whether there is a JMW
    in another agreement (V04).
    """
    refresh_open_controls(connection, changed.school_id, changed.school_year.next)
    for school_id in find_departments(connection, changed.school_id):
        refresh_open_controls(connection, school_id, changed.school_year)


def freeze(connection: Connection, agreement: Agreement) -> FrozenPaper:
    """The paper that is offered for signing: the content as it is now, nothing signed yet (6.2)."""
    content = as_printed(replace(agreement, status=AgreementStatus.SIGNING))
    document = build_document(connection, content)
    canonical = canonical_bytes(document.content)
    control = control_number(canonical)
    return FrozenPaper(canonical, control, _numbered(document, control, agreement.id, agreement.version))


def draw(connection: Connection, document: AgreementDocument) -> bytes:
    """The PDF; the library that draws is only loaded when the first one is asked for."""
    from jeugdhulp_desktop.reports.agreement_pdf import render

    return render(document, Audience.PARTNERS, logo=load_logo(connection, document.sender.logo))


def _numbered(
    document: AgreementDocument, control: str, agreement_id: int | None, version: int
) -> AgreementDocument:
    agreement = replace(document.agreement, frozen_control=control, id=agreement_id, version=version)
    return replace(document, agreement=agreement)


def _hours_last_year(connection: Connection, agreement: Agreement) -> Decimal | None:
    """Hours a year in last year's signed agreement of this school; None without one."""
    found = find_version(connection, agreement.school_id, agreement.school_year.previous, *_AGREED)
    return agreed_hours(connection, found) if found is not None else None
