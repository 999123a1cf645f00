"""The letter that goes along with an agreement: one page, to the partners at the table.

They work together, so it says "je" or "jullie"; "u" is kept for letters to parents (design.md 4).
"""

from collections.abc import Sequence

from jeugdhulp_desktop.domain.canonical import spaced
from jeugdhulp_desktop.domain.documents import Audience
from jeugdhulp_desktop.domain.text import long_date
from jeugdhulp_desktop.reports.agreement_parts import enumeration, one_line
from jeugdhulp_desktop.reports.cells import CellValue, Mail
from jeugdhulp_desktop.reports.design import (
    ACCENT,
    BLACK,
    BODY,
    COVER,
    H2,
    KIND,
    LINE,
    MM,
    TEXT_X,
    UNIT,
    WIDTH,
    Style,
    shortened,
)
from jeugdhulp_desktop.reports.flowables import Block, Heading, Rule, Text, Together
from jeugdhulp_desktop.reports.grids import Column, Grid
from jeugdhulp_desktop.reports.letter_document import LetterDocument, LetterPurpose, LetterSide
from jeugdhulp_desktop.reports.letterhead import letterhead
from jeugdhulp_desktop.reports.paper import Paper, printed
from jeugdhulp_desktop.reports.prose import paragraphs
from jeugdhulp_desktop.reports.tagging import TaggedCanvas

__all__ = ["LetterDocument", "render"]

_TITLE = Style(H2.font, H2.size, H2.leading, H2.colour, before=0.0, after=UNIT)
_MOST_ANNEXES, _MOST_ADDRESSEES = 6, 6


def render(document: LetterDocument, audience: Audience, *, logo: bytes = b"") -> bytes:
    """The letter as a tagged PDF; the same document gives the same bytes.

    The audience must be named in every render (V26). What fits is one page; a long note takes a second.
    """
    if not isinstance(audience, Audience):
        raise TypeError("audience")
    return printed(_paper(document), _story(document, logo))


def _paper(document: LetterDocument) -> Paper:
    subject = document.subject[:200]
    return Paper(
        title=subject,
        subject="Begeleidende brief bij de schoolafspraak",
        head_left=subject,
        head_right=long_date(document.dated) if document.dated else "",
        foot_left=f"Controlegetal {spaced(document.control)}",
    )


def _story(document: LetterDocument, logo: bytes) -> list[Block]:
    return [
        *letterhead(document.sender, logo),
        Rule(COVER, ACCENT, after=2 * UNIT),
        Text("Begeleidende brief", KIND),
        Heading("", document.subject[:300], "top", _TITLE, level=1),
        _header(document),
        *_body(document),
        *paragraphs(document.note),
        Together(
            [Text("Met vriendelijke groet,", indent=TEXT_X), SignatureLine(document.writer)], whole=True
        ),
    ]


def _header(document: LetterDocument) -> Grid:
    """To, from, date, subject, public (000:8-11)."""
    rows: list[tuple[str, CellValue]] = [
        ("Aan", "\n".join(filter(None, map(_side, document.addressees[:_MOST_ADDRESSEES])))),
        ("Van", _side(document.writer, document.sender.name)),
        ("E-mail", Mail(document.writer.email.strip()) if document.writer.email.strip() else ""),
        ("Datum", long_date(document.dated) if document.dated else "nog niet bekend"),
        ("Onderwerp", document.subject),
        ("Openbaar", "ja" if document.public else "nee"),
        ("Bijlagen", "; ".join([_enclosed(document), *map(one_line, document.annexes[:_MOST_ANNEXES])])),
    ]
    filled = [(name, value) for name, value in rows if value]
    columns = [Column("", TEXT_X), Column("", WIDTH - TEXT_X)]
    return Grid(columns, filled, headless=True, tight=True)


def _enclosed(document: LetterDocument) -> str:
    return f"schoolafspraak {document.school_year.code}, versie {document.number}"


def _side(side: LetterSide, organisation: str = "") -> str:
    person = ", ".join(one_line(part) for part in (side.person, side.function) if part.strip())
    first = one_line(side.organisation) or one_line(organisation)
    lines = [first, person, ", ".join(one_line(line) for line in side.address[:4] if line.strip())]
    return "\n".join(line[:160] for line in lines if line.strip())


def _body(document: LetterDocument) -> list[Block]:
    texts = [_greeting(document.addressees), _opening(document), *_asked(document)]
    if document.agreement_control:
        texts.append(
            f"Het controlegetal van deze versie is {spaced(document.agreement_control)}. Het staat onderaan "
            "elke pagina van de afspraak. Zo is te zien dat alle partijen dezelfde tekst voor zich hebben."
        )
    blocks = [Text(text, BODY, indent=TEXT_X) for text in texts]
    if document.change_reason.strip():
        blocks.append(Text(f"Wat is nieuw in versie {document.number}:", BODY, indent=TEXT_X))
        return [*blocks, *paragraphs(document.change_reason)]
    return list(blocks)


def _greeting(addressees: Sequence[LetterSide]) -> str:
    """Everyone by name, as far as the letter names them; else all together."""
    names = [one_line(each.person)[:120] for each in addressees if each.person.strip()]
    named = 0 < len(names) == len(addressees) <= _MOST_ADDRESSEES
    return f"Beste {enumeration(names) if named else 'allemaal'},"


def _opening(document: LetterDocument) -> str:
    dated = f" van {long_date(document.agreement_dated)}" if document.agreement_dated else ""
    school = one_line(document.school_name)[:200] or "onze school"
    return (
        f"Hierbij de schoolafspraak {document.school_year.code} van {school}, versie "
        f"{document.number}{dated}. Hierin staat welke steun leerlingen op school krijgen, wie die steun "
        "geeft en waaraan we zien dat het helpt."
    )


def _asked(document: LetterDocument) -> list[str]:
    """What is asked, where and before which day."""
    day = f"vóór {long_date(document.before)}" if document.before else "zo snel mogelijk"
    to = one_line(document.return_to)[:300]
    alone = len(document.addressees) == 1
    would_you = "Wil je" if alone else "Willen jullie"
    if document.purpose is LetterPurpose.SIGN:
        back = f" en het getekende papier sturen naar {to}" if to else ""
        where = "hoofdstuk 16 en in elke bijlage" if document.annexes else "hoofdstuk 16"
        signed = [one_line(name)[:120] for name in document.signatories if name.strip()]
        who = f" Er tekenen: {enumeration(signed)}." if signed else ""
        return [f"{would_you} de afspraak {day} ondertekenen{back}? Tekenen kan in {where}.{who}"]
    if document.purpose is LetterPurpose.DISCUSS:
        reply = f" aan {to}" if to else ""
        think = "je ervan vindt" if alone else "jullie ervan vinden"
        return [f"{would_you} de tekst lezen en {day} laten weten wat {think}{reply}? Tekenen kan nog niet."]
    return [f"{'Je hoeft' if alone else 'Jullie hoeven'} niets te doen. Bewaar de afspraak zolang die loopt."]


class SignatureLine(Block):
    """Room to sign, a line, and below it who writes."""

    ROOM = 45.0
    LENGTH = 75 * MM

    def __init__(self, writer: LetterSide) -> None:
        super().__init__()
        lines = [one_line(part) for part in (writer.person, writer.function, writer.organisation)]
        width = WIDTH - TEXT_X
        told: Sequence[str] = [shortened(line[:300], BODY, width) for line in lines if line]
        self.name = Text("\n".join(told) or "Naam", BODY, indent=TEXT_X)
        self.after = UNIT

    def measure(self) -> float:
        return self.ROOM + 4 + self.name.measure()

    def paint(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        line = top - self.ROOM
        canvas.begin_artifact()
        canvas.rules([(x + TEXT_X, line, x + TEXT_X + self.LENGTH, line)], LINE, BLACK)
        canvas.end()
        self.name.paint(canvas, x, line - 4)
