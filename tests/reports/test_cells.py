"""Cells that hold more than words: answers, boxes to tick, a bold first line."""

from decimal import Decimal

import pytest

from jeugdhulp_desktop.domain.agreement_kinds import Funder, TaskAnswer
from jeugdhulp_desktop.domain.agreement_terms import Contribution
from jeugdhulp_desktop.domain.evaluations import Realised
from jeugdhulp_desktop.domain.financing import divide
from jeugdhulp_desktop.reports.amounts import division_table, euros, hours_or_dash, per_cent
from jeugdhulp_desktop.reports.cells import CellValue, Named, Ticks, TickText
from jeugdhulp_desktop.reports.grids import Column, Grid
from jeugdhulp_desktop.reports.paper import Paper, printed
from jeugdhulp_desktop.reports.structure import Node
from tests.reports.pdf_reading import ReadPdf, squeezed

PAPER = Paper("Titel", "Onderwerp", "links", "rechts", "voet")


def read(*grids: Grid) -> ReadPdf:
    return ReadPdf(printed(PAPER, grids))


def grid(value: CellValue, width: float = 150) -> Grid:
    columns = [Column("Wat", 100), Column("Antwoord", width), Column("Rest", 60)]
    return Grid(columns, [["a", value, ""], ["b", value, ""]])


@pytest.mark.parametrize("answer", [*TaskAnswer, *Realised])
def test_an_answer_is_read_as_its_word_alone(answer: TaskAnswer | Realised) -> None:
    pdf = read(grid(answer))
    assert [row[1] for row in pdf.tables()[0].rows()] == ["Antwoord", answer.value, answer.value]
    assert pdf.outside == []


def test_boxes_to_tick_are_read_as_their_words_and_drawn_as_artifacts() -> None:
    pdf = read(grid(Ticks()))
    assert pdf.tables()[0].rows()[1][1] == "ja deels nee"
    assert pdf.outside == []


def test_boxes_that_do_not_fit_beside_one_another_go_to_the_next_line() -> None:
    assert len(TickText(("ja", "deels", "nee"), width=200, node=Node("TD")).lines) == 1
    assert len(TickText(("ja", "deels", "nee"), width=60, node=Node("TD")).lines) == 2
    assert len(TickText(("ja", "deels", "nee"), width=5, node=Node("TD")).lines) == 3
    assert TickText((), width=60, node=Node("TD")).lines == []


def test_words_of_several_parts_stay_with_their_box() -> None:
    text = TickText(("niet van toepassing", "ja"), width=200, node=Node("TD"))
    assert text.lines == ["niet\u00a0van\u00a0toepassing ja "]


def test_a_bold_line_and_what_is_said_of_it_are_read_in_order() -> None:
    assert squeezed(read(grid(Named("School", "VSO De Proef"))).tables()[0].rows()[1][1]) == (
        "School VSO De Proef"
    )
    assert squeezed(read(grid(Named("", "alleen tekst"))).tables()[0].rows()[1][1]) == "alleen tekst"


def test_a_bold_cell_longer_than_a_page_is_read_once_and_in_order_f47() -> None:
    name, text = "naam " * 900, " ".join(f"woord{number}" for number in range(3_000))
    pdf = read(grid(Named(name, text)))
    assert squeezed(pdf.tables()[0].rows()[1][1]) == squeezed(f"{name} {text}")
    assert len(pdf.pdf.pages) > 3


def test_a_note_of_a_party_has_its_own_column_and_the_sum_is_exact() -> None:
    portions = [
        Contribution(Funder.SCHOOL, "School", share=Decimal("33.3"), note="uit eigen middelen"),
        Contribution(Funder.SWV, "", Decimal("0.10")),
    ]
    pdf = read(division_table(divide(Decimal("0.30"), portions), caption="Tabel 1  Wie betaalt wat"))
    assert [[squeezed(cell) for cell in row] for row in pdf.tables()[0].rows()] == [
        ["Partij", "Toelichting", "Aandeel", "Bedrag in €"],
        ["School", "uit eigen middelen", "33,3%", "0,10"],
        ["Samenwerkingsverband", "–", "–", "0,10"],
        ["Nog te verdelen", "", "–", "0,10"],
        ["Totaal", "", "", "0,30"],
    ]


def test_without_a_cost_shares_are_told_and_no_amounts() -> None:
    table = division_table(divide(None, [Contribution(share=Decimal(100))]), caption="Tabel 1  Delen")
    assert read(table).tables()[0].rows()[1:] == [["Gemeente", "100%", "–"], ["Totaal", "100%", "–"]]


def test_more_paid_than_it_costs_is_told_with_a_real_minus() -> None:
    table = division_table(divide(Decimal(5), [Contribution(amount=Decimal(8))]), caption="Tabel 1  Te veel")
    assert ["Te veel verdeeld", "–", "−3"] in read(table).tables()[0].rows()


@pytest.mark.parametrize("odd", ["NaN", "Infinity", "1E+30", "sNaN"])
def test_what_is_no_number_is_a_dash_f36(odd: str) -> None:
    assert hours_or_dash(Decimal(odd), 1) == per_cent(Decimal(odd)) == "–"
    assert hours_or_dash(None, 1) == per_cent(None) == "–"


def test_euros_in_a_sentence_have_cents_only_when_there_are_any() -> None:
    assert (euros(Decimal(5148)), euros(Decimal("71.50"))) == ("€\u00a05.148", "€\u00a071,50")
