"""Chapter 14 of the school agreement: what became of each line, halfway and at the end of the year.

What was found is printed with its sign; what is still to come has boxes to tick by hand at the table.
"""

from collections.abc import Sequence

from jeugdhulp_desktop.domain.additions import Addition
from jeugdhulp_desktop.domain.agreement_kinds import Section
from jeugdhulp_desktop.domain.agreements import Agreement
from jeugdhulp_desktop.domain.evaluations import Evaluation, EvaluationLine, EvaluationMoment
from jeugdhulp_desktop.domain.text import MONTHS, long_date
from jeugdhulp_desktop.reports.agreement_parts import (
    Chapter,
    Counter,
    chapter,
    one_line,
    worker_types,
)
from jeugdhulp_desktop.reports.cells import CellValue, Ticks
from jeugdhulp_desktop.reports.design import MM
from jeugdhulp_desktop.reports.flowables import Block
from jeugdhulp_desktop.reports.grids import Column, Grid
from jeugdhulp_desktop.reports.prose import items, labelled, paragraphs

_WORDS = {EvaluationMoment.HALFWAY: ("Halverwege", "halverwege"), EvaluationMoment.END: ("Eind", "eind")}


def evaluation_chapter(
    agreement: Agreement,
    additions: Sequence[Addition],
    evaluations: Sequence[Evaluation],
    tables: Counter,
    *,
    derived: bool,
) -> Chapter:
    """``derived``: also with nothing evaluated yet, to be filled in by hand."""
    by_moment = {each.moment: each for each in reversed(evaluations)}
    halfway, end = (by_moment.get(moment) for moment in EvaluationMoment)
    subjects = _subjects(agreement, additions, [each for each in (halfway, end) if each])
    shown = bool(subjects) and (derived or halfway is not None or end is not None)
    blocks: list[Block] = [_table(subjects, halfway, end, tables)] if shown else []
    if halfway:
        blocks += _findings(halfway, "tot nu toe" if end is None else "halverwege")
    if end:
        blocks += _findings(end, "")
    return chapter(Section.EVALUATION, "Evaluatie", blocks)


def expected_lines(agreement: Agreement, additions: Sequence[Addition]) -> dict[str, str]:
    """What is evaluated, by key, in the order of the agreement."""
    lines = {f"deployment:{each.value}": f"Inzet {each.value}" for each in worker_types(agreement)}
    for number, theme in enumerate(agreement.themes, 1):
        lines[f"theme:{theme.key}"] = f"Thema {number} {one_line(theme.title)}".strip()
    if agreement.offers:
        lines["offers"] = "Groepsaanbod"
    for addition in additions:
        lines[f"addition:{addition.number}"] = f"Aanvullende inzet {addition.worker_type.value}"
    return lines


def _subjects(
    agreement: Agreement, additions: Sequence[Addition], held: Sequence[Evaluation]
) -> dict[str, str]:
    """By key: the lines that were evaluated, and without any those that will be."""
    lines = [line for each in held for line in each.lines]
    return {line.key: line.subject for line in lines} if lines else expected_lines(agreement, additions)


def _table(
    subjects: dict[str, str], halfway: Evaluation | None, end: Evaluation | None, tables: Counter
) -> Grid:
    open_boxes = [each is None or not each.lines for each in (halfway, end)]
    rows: list[list[CellValue]] = [
        [subject.strip() or "–", *_found(halfway, key), *_found(end, key)]
        for key, subject in subjects.items()
    ]
    widths = (36, 34, 32, 34, 32) if all(open_boxes) else (37, 34, 32, 25, 40)
    if open_boxes == [False, True]:
        widths = (37, 25, 42, 34, 30)
    if open_boxes == [False, False]:
        widths = (36, 25, 41, 25, 41)
    heads = ["Afspraak", *_heads(halfway, EvaluationMoment.HALFWAY), *_heads(end, EvaluationMoment.END)]
    columns = [Column(head, width * MM) for head, width in zip(heads, widths, strict=True)]
    note = "Antwoorden: gerealiseerd, deels, niet gerealiseerd of n.v.t."
    if any(open_boxes):
        when = "de eindevaluatie" if not open_boxes[0] else "elke evaluatie"
        note += f" Kruis bij {when} één antwoord aan: ja = gerealiseerd."
    return Grid(columns, rows, caption=tables.caption("Evaluatie per afspraak"), note=note)


def _heads(evaluation: Evaluation | None, moment: EvaluationMoment) -> list[str]:
    first, short = _WORDS[moment]
    if evaluation is not None and evaluation.held_on is not None:
        day = evaluation.held_on
        return [long_date(day), f"Toelichting {MONTHS[day.month - 1]}"]
    return [first, f"Toelichting {short}"]


def _found(evaluation: Evaluation | None, key: str) -> list[CellValue]:
    if evaluation is None or not evaluation.lines:
        return [Ticks(), ""]
    line = evaluation.line(key) or EvaluationLine(key, "")
    to_do = f"Nog te doen: {line.to_do.strip()}" if line.to_do.strip() else ""
    told = [part.strip() for part in (line.figure, line.explanation, to_do) if part.strip()]
    return [line.answer or Ticks(), "\n".join(told)]


def _findings(evaluation: Evaluation, when: str) -> list[Block]:
    """What was learnt; ``when`` follows each label."""
    parts = [
        ("Wat ging goed", paragraphs(evaluation.went_well)),
        ("Wat kan beter", paragraphs(evaluation.could_improve)),
        ("Leerpunten", items(evaluation.lessons)),
        ("Effect op korte termijn", paragraphs(evaluation.effect_short)),
        ("Effect op middellange termijn", paragraphs(evaluation.effect_middle)),
        ("Effect op lange termijn", paragraphs(evaluation.effect_long)),
        ("Borging", paragraphs(evaluation.securing)),
        ("Voorstel volgend jaar", paragraphs(evaluation.proposal)),
    ]
    return [block for label, blocks in parts for block in labelled(f"{label} {when}".strip(), blocks)]
