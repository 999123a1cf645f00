"""P2, additional deployment on paper: asked by school and welfare organisation, agreed by three parties."""

from decimal import Decimal

from jeugdhulp_desktop.domain.additions import Addition, AdditionStatus
from jeugdhulp_desktop.domain.canonical import spaced
from jeugdhulp_desktop.domain.documents import Audience
from jeugdhulp_desktop.domain.quantities import is_countable
from jeugdhulp_desktop.domain.text import format_decimal, long_date
from jeugdhulp_desktop.reports.addition_document import AdditionDocument
from jeugdhulp_desktop.reports.addition_parts import (
    EXCEPTION,
    accountability_blocks,
    decision_blocks,
    facts_table,
    financing_blocks,
    goal_blocks,
    request_blocks,
    share_sentence,
    signers,
)
from jeugdhulp_desktop.reports.agreement_parts import (
    Chapter,
    Counter,
    one_line,
    period,
    sentence,
)
from jeugdhulp_desktop.reports.amounts import decimals_of, euros
from jeugdhulp_desktop.reports.cover import KeyFigure, KeyFigures, Notice, titled
from jeugdhulp_desktop.reports.design import MM
from jeugdhulp_desktop.reports.flowables import Block, Heading
from jeugdhulp_desktop.reports.grids import NOTHING, Column, Grid
from jeugdhulp_desktop.reports.letterhead import letterhead
from jeugdhulp_desktop.reports.paper import Paper, printed
from jeugdhulp_desktop.reports.prose import labelled
from jeugdhulp_desktop.reports.signatures import signature_blocks, with_signatures

__all__ = ["AdditionDocument", "render"]

# What must not be taken for a granted request says so, on the first page and on every other.
_MARKS = {
    AdditionStatus.DRAFT: ("CONCEPT", "Deze aanvraag is nog niet ingediend. Alles kan nog veranderen."),
    AdditionStatus.REQUESTED: ("AANVRAAG", "De gemeente heeft nog niet besloten."),
    AdditionStatus.REJECTED: ("AFGEWEZEN", "De gemeente heeft deze aanvraag afgewezen."),
}
_NO_MARK = ("", "")


def render(document: AdditionDocument, audience: Audience, *, logo: bytes = b"") -> bytes:
    """The request as a tagged PDF; the same document gives the same bytes.

    The audience must be named in every render (V26); it holds nothing of a pupil, so each gets the same.
    """
    if not isinstance(audience, Audience):
        raise TypeError("audience")
    return printed(_paper(document), _story(document, logo))


def _paper(document: AdditionDocument) -> Paper:
    addition, school = document.addition, _school(document)
    word, _ = _MARKS.get(addition.status, _NO_MARK)
    year = addition.school_year.code
    day = addition.decided_on or addition.requested_on
    parts = [f"Aanvraag {addition.number}", _status(document), long_date(day) if day else ""]
    return Paper(
        title=f"Aanvullende inzet {year}, {school[:120]}",
        subject="Aanvullende inzet jeugdhulp op school",
        head_left=f"Aanvullende inzet {year} · {school[:200]}",
        head_right=" · ".join(part for part in parts if part),
        foot_left=f"Controlegetal {spaced(document.control)}",
        mark=word,
    )


def _school(document: AdditionDocument) -> str:
    return one_line(document.school.name) or "School zonder naam"


def _status(document: AdditionDocument) -> str:
    """What the paper is; on a draft its mark says so, and what happened after it was granted is no part."""
    return "toegekend" if document.addition.status.in_force else ""


def _story(document: AdditionDocument, logo: bytes) -> list[Block]:
    """All blocks in reading order, from the content: what was noted after the decision is not printed."""
    addition = document.content.addition
    tables = Counter()
    chapters = [
        ("Aanvraag", _request(document, tables)),
        ("Doelen", goal_blocks(addition)),
        ("Financiering en verantwoording", _money(addition, tables)),
        ("Besluit", _decision(document)),
        ("Ondertekening", [_signing(document)]),
    ]
    used = [
        Chapter(Heading(str(number), title, f"c{number}"), blocks)
        for number, (title, blocks) in enumerate([each for each in chapters if each[1]], 1)
    ]
    return [
        *letterhead(document.sender, logo),
        *_cover(document),
        *with_signatures([block for each in used for block in each.story()]),
    ]


def _cover(document: AdditionDocument) -> list[Block]:
    addition = document.addition
    word, told = _MARKS.get(addition.status, _NO_MARK)
    return [
        *titled(
            "Aanvullende inzet jeugdhulp op school",
            _school(document),
            f"schooljaar {addition.school_year.code}",
        ),
        *([Notice(word, told)] if word else []),
        _facts(addition),
        KeyFigures(_key_figures(document)),
    ]


def _facts(addition: Addition) -> Grid:
    columns = [
        Column("Aanvraag", 20 * MM),
        Column("Status", 26 * MM),
        Column("Aangevraagd op", 36 * MM),
        Column("Besloten op", 36 * MM),
        Column("Aan", 50 * MM),
    ]
    status = "toegekend" if addition.status.in_force else addition.status.value
    asked, decided = (
        long_date(day) if day else NOTHING for day in (addition.requested_on, addition.decided_on)
    )
    return Grid(
        columns,
        [[str(addition.number), status, asked, decided, one_line(addition.addressee) or NOTHING]],
    )


def _key_figures(document: AdditionDocument) -> list[KeyFigure]:
    addition, share = document.addition, document.share
    week, whole = addition.hours_per_week, addition.hours
    number = f"+{format_decimal(week, decimals_of([week]))}" if is_countable(week) else NOTHING
    figures = [
        KeyFigure(number, f"uur per week extra {addition.worker_type.value}", _basic(document)),
        KeyFigure(
            format_decimal(whole, decimals_of([whole])) if whole is not None else NOTHING,
            "uur in totaal",
            period(addition.starts_on, addition.ends_on, "t/m"),
        ),
    ]
    if addition.cost is not None:
        payers = len(addition.financing)
        paid = f"betaald door {payers} {'partij' if payers == 1 else 'partijen'}" if payers else ""
        figures.append(KeyFigure(euros(addition.cost), "kosten", paid))
    if share is not None:
        figures.append(
            KeyFigure(
                f"{share.with_addition} van {share.agreements}", "scholen met extra inzet", "uitzondering"
            )
        )
    return figures


def _basic(document: AdditionDocument) -> str:
    """ "naast 14,0 uur basisinzet": of the same worker type, since its nature is the same (002:35)."""
    worker = document.addition.worker_type
    hours = [row.hours_per_week for row in document.basic if row.worker_type is worker]
    total = sum((each for each in hours if is_countable(each)), Decimal(0))
    return f"naast {format_decimal(total, decimals_of([total]))} uur basisinzet" if total else ""


def _request(document: AdditionDocument, tables: Counter) -> list[Block]:
    addition = document.content.addition
    table = facts_table(addition, tables.caption("Gevraagde inzet"))
    return [sentence(EXCEPTION), table, *request_blocks(addition)]


def _money(addition: Addition, tables: Counter) -> list[Block]:
    return [*financing_blocks(addition, tables.caption), *accountability_blocks(addition)]


def _decision(document: AdditionDocument) -> list[Block]:
    shared = labelled("Uitzondering", [sentence(share_sentence(document.share))]) if document.share else []
    return [*decision_blocks(document.content.addition), *shared]


def _signing(document: AdditionDocument) -> Block:
    addition = document.addition
    dated = f" van {long_date(addition.requested_on)}" if addition.requested_on else ""
    version = f"aanvraag {addition.number}{dated} met controlegetal {spaced(document.control)}"
    if addition.status is AdditionStatus.DRAFT:
        text = f"Dit is {version}. Tekenen kan pas als de inhoud vaststaat."
    else:
        text = f"Partijen gaan akkoord met {version}."
    return signature_blocks(text, signers(addition))
