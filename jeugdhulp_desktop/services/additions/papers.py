"""From a request for additional deployment to its paper: P2, the frozen tree and its controlegetal."""

from dataclasses import dataclass, replace

from sqlalchemy import Connection

from jeugdhulp_desktop.domain.addition_rules import needed_deviations
from jeugdhulp_desktop.domain.additions import Addition
from jeugdhulp_desktop.domain.canonical import canonical_bytes, control_number
from jeugdhulp_desktop.domain.documents import Audience, DrawnPaper
from jeugdhulp_desktop.reports.addition_document import AdditionDocument
from jeugdhulp_desktop.services.additions.prefill import basic_deployments, find_basis
from jeugdhulp_desktop.services.paper_keeping import read_frozen
from jeugdhulp_desktop.storage.addition_line_queries import addition_share
from jeugdhulp_desktop.storage.addition_queries import load_frozen_addition
from jeugdhulp_desktop.storage.agreement_line_queries import load_school_facts
from jeugdhulp_desktop.storage.letterhead_queries import load_letterhead, load_logo


@dataclass(frozen=True)
class GrantedPaper:
    """What was granted: the tree, its controlegetal and the document that prints it."""

    canonical: bytes
    control: str
    document: AdditionDocument


def build_document(connection: Connection, addition: Addition) -> AdditionDocument:
    """The paper of a request: of the frozen tree once it was granted, else of what it says now.

    Raises DamagedDatabase("canonical") for a tree that cannot be read.
    """
    if not addition.frozen_control or addition.id is None:
        return _open_document(connection, addition)
    canonical = load_frozen_addition(connection, addition.id)
    document = read_frozen(AdditionDocument, canonical, addition.frozen_control)
    return _numbered(document, addition.frozen_control, addition.id)


def freeze(connection: Connection, granted: Addition) -> GrantedPaper:
    """What is granted now, for ever; ``granted`` has the status already."""
    document = _open_document(connection, granted).content
    canonical = canonical_bytes(document)
    control = control_number(canonical)
    return GrantedPaper(canonical, control, _numbered(document, control, granted.id))


def draw(connection: Connection, document: AdditionDocument) -> DrawnPaper:
    """The PDF; the library that draws is only loaded when the first one is asked for."""
    from jeugdhulp_desktop.reports.addition_pdf import render

    logo = load_logo(connection, document.sender.logo)
    return DrawnPaper(render(document, Audience.PARTNERS, logo=logo), document.control)


def _open_document(connection: Connection, addition: Addition) -> AdditionDocument:
    """What the request says now, without the reasons that answer nothing any more."""
    basic = basic_deployments(find_basis(connection, addition.school_id, addition.school_year))
    return AdditionDocument(
        replace(addition, deviations=needed_deviations(addition, basic), frozen_control=""),
        school=load_school_facts(connection, addition.school_id),
        basic=basic,
        sender=load_letterhead(connection),
        share=addition_share(
            connection, addition.school_year, addition if addition.status.in_force else None
        ),
    )


def _numbered(document: AdditionDocument, control: str, addition_id: int | None) -> AdditionDocument:
    return replace(document, addition=replace(document.addition, frozen_control=control, id=addition_id))
