"""What P4 and the June sheet share: their head, the hours, the cases and what is said of the figures."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from jeugdhulp_desktop.domain.agreement_kinds import DeploymentKind
from jeugdhulp_desktop.domain.canonical import spaced
from jeugdhulp_desktop.domain.evaluations import (
    Count,
    Evaluation,
    EvaluationLine,
    Figures,
    HoursFigure,
    Realised,
)
from jeugdhulp_desktop.domain.figures import NO_WORKER, REASONS, TOTAL
from jeugdhulp_desktop.domain.relations import WorkerType
from jeugdhulp_desktop.domain.text import format_decimal, format_hours, long_date
from jeugdhulp_desktop.reports.agreement_parts import Counter, capital, one_line
from jeugdhulp_desktop.reports.charts import Bar, HoursChart
from jeugdhulp_desktop.reports.cover import KeyFigure, Notice, titled
from jeugdhulp_desktop.reports.design import MM, TEXT_X
from jeugdhulp_desktop.reports.evaluation_document import EvaluationDocument
from jeugdhulp_desktop.reports.flowables import Block, Text
from jeugdhulp_desktop.reports.grids import NOTHING, Column, Grid
from jeugdhulp_desktop.reports.letterhead import letterhead
from jeugdhulp_desktop.reports.paper import Paper, printed
from jeugdhulp_desktop.reports.tagging import TaggedCanvas

CUT = "De hele tekst staat in het programma."
_NOT_FINISHED = "Deze evaluatie is nog niet vastgesteld. Alles kan nog veranderen."
_COLUMNS = {**{each.value: each.value for each in WorkerType}, NO_WORKER: "Geen", TOTAL: "Totaal"}
_SMALL = (
    "Aantallen van 1 tot en met 4 staan als <5. Een streepje verbergt een getal waaruit zo’n aantal te "
    "berekenen is."
)


@dataclass(frozen=True)
class Limits:
    """How much of the typed texts is printed: characters of each, and how many lines of the agreement."""

    text: int
    lines: int
    hours_table: bool = False  # the chart says the same, but for the difference


def paper_around(document: EvaluationDocument, kind: str) -> Paper:
    """What surrounds the content."""
    evaluation = document.evaluation
    year, school = evaluation.school_year.code, school_name(document)
    word = "" if evaluation.finished else "CONCEPT"
    day = long_date(evaluation.held_on) if evaluation.held_on else ""
    status = "vastgesteld" if evaluation.finished else ""
    return Paper(
        title=f"{kind} {year}, {school[:120]}",
        subject=f"{kind} jeugdhulp op school",
        head_left=f"{kind} {year} · {school[:200]}",
        head_right=" · ".join(part for part in (status, day) if part),
        foot_left=f"Controlegetal {spaced(document.control)}",
        mark=word,
    )


def school_name(document: EvaluationDocument) -> str:
    """The name on the first page."""
    return one_line(document.school.name) or "School zonder naam"


def head(document: EvaluationDocument, kind: str, logo: bytes) -> list[Block]:
    """The top of the first page: who issues it, what it is, of whom, and that it may be a draft."""
    evaluation = document.evaluation
    day = f" · besproken op {long_date(evaluation.held_on)}" if evaluation.held_on else ""
    notice: list[Block] = [] if evaluation.finished else [Notice("CONCEPT", _NOT_FINISHED)]
    subtitle = f"schooljaar {evaluation.school_year.code}{day}"
    return [*letterhead(document.sender, logo), *titled(kind, school_name(document), subtitle), *notice]


def figures_of(evaluation: Evaluation) -> Figures:
    """Its figures; a draft that was never counted has none."""
    return evaluation.figures or Figures(evaluation.held_on or evaluation.school_year.end)


def hours_key(figures: Figures) -> KeyFigure:
    """How much of the agreed hours was realised."""
    agreed, realised = _totals(figures.hours)
    comparison = f"{format_hours(realised)} van {format_hours(agreed)} uur"
    return KeyFigure(share(realised, agreed), "van de afgesproken uren", comparison)


def new_key(figures: Figures) -> KeyFigure:
    """I01."""
    number = str(figures.new.get(TOTAL, Count(0)))
    before = figures.before.new.get(TOTAL) if figures.before is not None else None
    return KeyFigure(number, "nieuwe aanmeldingen", f"heel vorig jaar {before}" if before else "")


def waiting_key(figures: Figures) -> KeyFigure:
    """I06."""
    if figures.waiting_median is None:
        return KeyFigure(NOTHING, "wachttijd", "te weinig om te tonen")
    number = f"{format_hours(figures.waiting_median)} dagen"
    return KeyFigure(number, "wachttijd (mediaan)", f"norm {figures.waiting_norm} werkdagen")


def lines_key(evaluation: Evaluation) -> KeyFigure:
    """I17, over all lines of the agreement."""
    counted = [line.answer for line in evaluation.lines if line.answer is not Realised.NOT_APPLICABLE]
    done = counted.count(Realised.YES)
    rest = [
        f"{counted.count(answer)} {answer.value}"
        for answer in (Realised.PARTLY, Realised.NO)
        if answer in counted
    ]
    return KeyFigure(f"{done} van {len(counted)}", "afspraken gerealiseerd", ", ".join(rest))


def hours_blocks(figures: Figures, tables: Counter, *, chart: bool = True, table: bool = True) -> list[Block]:
    """Figure and table of the hours, as they were written."""
    if not figures.hours:
        return [Text("Er zijn nog geen uren afgesproken of geschreven.", indent=TEXT_X)]
    decimals = _decimals(each for row in figures.hours for each in (row.agreed, row.realised))
    bars = [
        Bar(_name(row), row.agreed, row.realised, share(row.realised, row.agreed, empty=""))
        for row in figures.hours
    ]
    caption = f"Figuur 1  Uren tot en met {long_date(figures.until)}"
    drawn: list[Block] = [HoursChart(caption, bars, decimals)] if chart else []
    return [*drawn, *([_hours_table(figures.hours, decimals, tables)] if table else [])]


def _hours_table(rows: Sequence[HoursFigure], decimals: int, tables: Counter) -> Grid:
    columns = [
        Column("Inzet", 68 * MM),
        *(Column(name, 25 * MM, "right") for name in ("Afgesproken", "Gerealiseerd", "Verschil", "Aandeel")),
    ]

    def cells(name: str, agreed: Decimal, realised: Decimal) -> list[str]:
        gap = realised - agreed
        sign = "+" if gap > 0 else ""
        return [
            name,
            format_decimal(agreed, decimals),
            format_decimal(realised, decimals),
            f"{sign}{format_decimal(gap, decimals)}",
            share(realised, agreed),
        ]

    return Grid(
        columns,
        [cells(_name(row), row.agreed, row.realised) for row in rows],
        caption=tables.caption("Uren per functie"),
        total=cells("Totaal", *_totals(rows)) if len(rows) > 1 else None,
        note="I18. Afgesproken geldt voor het hele schooljaar. Gerealiseerd is wat is geschreven.",
        tight=True,
    )


def case_table(figures: Figures, tables: Counter) -> Grid:
    """I01, I02 and I03 per worker type; the same signs as everywhere."""
    used = [name for name in _COLUMNS if name in figures.caseload]
    before = figures.before
    columns = [Column("", 62 * MM), *(Column(_COLUMNS[name], 0, "right") for name in used)]
    if before is not None:
        columns.append(Column("Vorig jaar", 0, "right"))
    width = (168 - 62) * MM / max(1, len(columns) - 1)
    columns = [columns[0], *(Column(each.head, width, "right") for each in columns[1:])]

    def row(name: str, counts: Mapping[str, Count], old: Mapping[str, Count] | None) -> list[str]:
        last = [str(old.get(TOTAL, NOTHING))] if old is not None else []
        return [name, *(str(counts.get(column, NOTHING)) for column in used), *last]

    return Grid(
        columns,
        [
            row("Nieuwe aanmeldingen (I01)", figures.new, before.new if before else None),
            row("Leerlingen met een casus (I02)", figures.caseload, before.caseload if before else None),
            row("Afgesloten (I03)", figures.closed, before.closed if before else None),
        ],
        caption=tables.caption("Aanmeldingen en casussen"),
        note=f"Stand van {long_date(figures.until)}. Een casus telt bij de eerste medewerker. {_SMALL}",
        tight=True,
    )


def reason_sentence(figures: Figures) -> str:
    """I03 by the reasons of the CBS; what did not occur is left out."""
    found = [(label, str(figures.reasons.get(code, Count(0)))) for code, label in REASONS.items()]
    told = [f"{label}: {number}" for label, number in found if number != "0"]
    return capital("; ".join(told)) + "." if told else "Er is nog niets afgesloten."


def waiting_sentence(figures: Figures) -> str:
    """I06 in one sentence, as far as it can be told."""
    if figures.waiting_median is None:
        return "Over de wachttijd is niets te zeggen: daarvoor zijn er te weinig eerste gesprekken."
    text = (
        f"Tussen aanmelding en eerste gesprek zaten {format_hours(figures.waiting_median)} werkdagen "
        f"(mediaan, n = {figures.waited})."
    )
    if figures.within_norm is not None:
        norm = figures.waiting_norm
        text += f" Bij {format_decimal(figures.within_norm, 0)}% was dat binnen {norm} werkdagen."
    return text


def share(part: Decimal, whole: Decimal, empty: str = NOTHING) -> str:
    """A whole percentage, or a dash when there is nothing to be a part of."""
    if not whole:
        return empty
    return f"{format_decimal((part * 100 / whole).quantize(Decimal(1), ROUND_HALF_UP), 0)}%"


def limited(text: str, limit: int) -> str:
    """The beginning of a typed text, up to a whole word; where it was cut, it says where the rest is."""
    text = text.strip()
    if len(text) <= limit:
        return text
    kept = text[:limit].rsplit(None, 1)[0].rstrip(" ,;:.")
    return f"{kept} …"


def most_telling(lines: Sequence[EvaluationLine], most: int) -> list[EvaluationLine]:
    """All of them; where not all fit, first those that ask attention, in their own order."""
    if len(lines) <= most:
        return list(lines)
    weight = {Realised.NO: 0, Realised.PARTLY: 1, None: 2, Realised.YES: 3, Realised.NOT_APPLICABLE: 4}
    order = sorted(range(len(lines)), key=lambda place: (weight[lines[place].answer], place))
    return [lines[place] for place in sorted(order[:most])]


def printed_with_pages(paper: Paper, blocks: Sequence[Block]) -> tuple[bytes, int]:
    """The PDF, and how many pages it took."""
    counted: list[int] = []

    class Counting(TaggedCanvas):
        """Tells how many pages there were."""

        def save(self) -> None:
            super().save()
            counted.append(len(self.owners))

    return printed(paper, blocks, canvas=Counting), counted[0]


def _totals(rows: Sequence[HoursFigure]) -> tuple[Decimal, Decimal]:
    return (
        sum((row.agreed for row in rows), Decimal(0)),
        sum((row.realised for row in rows), Decimal(0)),
    )


def _decimals(numbers: Iterable[Decimal]) -> int:
    """One number of decimals for a column: as few as show every number whole."""
    most = 0
    for number in numbers:
        exact = number.quantize(Decimal("0.01"), ROUND_HALF_UP).normalize()
        most = max(most, -int(exact.as_tuple().exponent))
    return most


def _name(row: HoursFigure) -> str:
    if row.deployment is DeploymentKind.ADDITIONAL:
        return f"Aanvullende inzet {row.worker_type}"
    return f"{capital(row.worker_type.label)} ({row.worker_type})"
