"""P4 is two pages and the June sheet one, whatever was typed; both read back without anybody in them."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from jeugdhulp_desktop.domain.agreement_kinds import DeploymentKind
from jeugdhulp_desktop.domain.documents import Audience, Letterhead
from jeugdhulp_desktop.domain.evaluations import (
    Evaluation,
    EvaluationLine,
    EvaluationMoment,
    Figures,
    HoursFigure,
    Realised,
)
from jeugdhulp_desktop.reports import interim_pdf, june_pdf
from jeugdhulp_desktop.reports.evaluation_document import EvaluationDocument
from jeugdhulp_desktop.reports.evaluation_parts import CUT
from tests.agreements import JMW, YEAR
from tests.evaluations import DOCUMENT, FIGURES, FINISHED
from tests.reports.pdf_reading import ReadPdf, squeezed

Render = Callable[..., bytes]
KINDS = [pytest.param(interim_pdf.render, 2, id="interim"), pytest.param(june_pdf.render, 1, id="june")]
WORDS = "Elke week kijken we samen hoe het gaat en wat er nog moet gebeuren. "


def document(**values: object) -> EvaluationDocument:
    return replace(DOCUMENT, evaluation=replace(FINISHED, **values))  # type: ignore[arg-type]


def drawn(made: EvaluationDocument, render: Render = interim_pdf.render) -> ReadPdf:
    return ReadPdf(render(made, Audience.PARTNERS))


LONG_LINES = tuple(
    EvaluationLine(
        f"theme:t{at}", f"Thema nummer {at}", WORDS * 3, "", list(Realised)[at % 4], WORDS * 20, WORDS * 9
    )
    for at in range(60)
)
LONG = document(
    lines=LONG_LINES,
    went_well=WORDS * 200,
    could_improve="\n\n".join([WORDS] * 60),
    lessons=(WORDS * 5,) * 30,
    proposal=WORDS * 50,
    securing=WORDS * 50,
    effect_short=WORDS * 50,
    present="Ilse Vermeer, " * 60,
)
HEADED = replace(
    LONG,
    evaluation=replace(LONG.evaluation, finished_on=None),
    sender=Letterhead("SWW", tuple(f"Regel {at} van het adres" for at in range(5))),
)
DRAFT = EvaluationDocument(Evaluation(1, YEAR, EvaluationMoment.HALFWAY))
SHORT = document(
    lines=FINISHED.lines[:1], went_well="", could_improve="", lessons=(), proposal="", securing="",
    effect_short="", present="",
)  # fmt: skip


@pytest.mark.parametrize(("render", "pages"), KINDS)
@pytest.mark.parametrize(
    "made", [DOCUMENT, LONG, HEADED, DRAFT, SHORT], ids=["full", "long", "headed", "draft", "short"]
)
def test_f47_it_takes_exactly_its_pages_whatever_was_typed(
    render: Render, pages: int, made: EvaluationDocument
) -> None:
    assert len(drawn(made, render).pdf.pages) == pages


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of the checkers' own libraries
@pytest.mark.parametrize(("render", "pages"), KINDS)
@pytest.mark.parametrize("made", [DOCUMENT, DRAFT], ids=["full", "draft"])
def test_f49_two_checkers_find_nothing(
    render: Render, pages: int, made: EvaluationDocument, tmp_path: Path
) -> None:
    import outloud
    import pdfua

    path = tmp_path / "evaluatie.pdf"
    path.write_bytes(render(made, Audience.PARTNERS))
    assert [(each.rule, each.message, each.evidence) for each in outloud.check(str(path)).findings] == []
    assert [(each.rule_id, each.message) for each in pdfua.validate(str(path)).findings] == []


@pytest.mark.parametrize(("render", "pages"), KINDS)
def test_every_mark_is_read_once_in_our_own_letters(render: Render, pages: int) -> None:
    pdf = drawn(DOCUMENT, render)
    assert pdf.outside == []
    assert all("Lato" in font for font in pdf.fonts)
    assert pdf.missing_glyphs == 0


@pytest.mark.parametrize(("render", "pages"), KINDS)
def test_f54_the_same_document_gives_the_same_bytes(render: Render, pages: int) -> None:
    assert render(DOCUMENT, Audience.PARTNERS) == render(DOCUMENT, Audience.PARTNERS)
    with pytest.raises(TypeError):
        render(DOCUMENT, "gemeente")


def test_figure_table_and_alt_say_the_same_hours_f36() -> None:
    pdf = drawn(document(lines=(), went_well="", could_improve="", lessons=(), present=""))
    (figure,) = pdf.root.find("Figure")
    table = next(each for each in pdf.tables() if "Afgesproken" in each.text)
    for row in table.rows()[1:-1]:
        assert f"{row[2]} uur gerealiseerd van {row[1]} uur" in figure.alt
        assert row[2] in figure.text
    assert table.rows()[-1] == ["Totaal", "607,00", "292,75", "−314,25", "48%"]


def test_f36_hours_that_do_not_add_up_in_binary_do_here() -> None:
    tenths = tuple(
        HoursFigure(JMW, kind, Decimal(1), Decimal("0.1"))
        for kind in (*DeploymentKind, DeploymentKind.ADDITIONAL)
    )
    pdf = drawn(document(figures=replace(FIGURES, hours=tenths)), june_pdf.render)
    assert pdf.tables()[0].rows()[-1][2] == "0,3"


@pytest.mark.parametrize(("render", "pages"), KINDS)
def test_f55_hidden_numbers_are_hidden_in_every_part_of_the_file(render: Render, pages: int) -> None:
    pdf = drawn(DOCUMENT, render)
    table = next(each for each in pdf.tables() if "Nieuwe aanmeldingen" in each.text)
    assert table.rows()[1] == ["Nieuwe aanmeldingen (I01)", "12", "0", "–", "<5", "21", "23"]
    numbers = re.findall(
        r"(?<![\d,.])[1-4](?![\d,.%])", " ".join(" ".join(row[1:]) for row in table.rows()[1:])
    )
    assert numbers == []


def test_the_lines_tell_result_standing_and_what_is_still_to_do() -> None:
    pdf = drawn(DOCUMENT)
    rows = next(each for each in pdf.tables() if "Op te leveren" in each.text).rows()
    assert rows[0] == ["Op te leveren resultaat", "Oordeel", "Stand van zaken", "Nog te doen"]
    scheiding = next(row for row in rows if "scheiding" in row[0])
    assert [squeezed(cell) for cell in scheiding[1:]] == [
        "niet", "De training kon niet doorgaan.", "Nieuwe datum zoeken met de bibliotheek.",
    ]  # fmt: skip
    assert "Vervanging regelen we voortaan binnen een week." in squeezed(pdf.text)


def test_what_does_not_fit_is_shortened_and_says_where_the_rest_is() -> None:
    text = squeezed(drawn(LONG).text)
    assert CUT in text
    assert CUT not in squeezed(drawn(DOCUMENT).text)
    shown = next(each for each in drawn(LONG).tables() if "Op te leveren" in each.text).rows()[1:]
    assert shown and all(row[1] in ("niet", "deels") for row in shown)
    assert CUT in squeezed(drawn(LONG, june_pdf.render).text)


@pytest.mark.parametrize(("render", "pages"), KINDS)
def test_a_draft_says_so_on_every_page_and_empty_parts_are_told(render: Render, pages: int) -> None:
    pdf = drawn(DRAFT, render)
    assert "CONCEPT" in pdf.text
    assert "Er zijn nog geen uren afgesproken of geschreven." in squeezed(pdf.text)
    assert "CONCEPT" not in drawn(DOCUMENT, render).text


@pytest.mark.parametrize(("render", "pages"), KINDS)
def test_f46_and_f48_what_was_typed_is_printed_as_typed_or_named(render: Render, pages: int) -> None:
    strange = EvaluationLine("x", "<b>Thema</b> & ✓ 漢字", "", "", Realised.YES, "")
    pdf = drawn(document(lines=(strange,)), render)
    assert "<b>Thema</b> & [vinkje] [Chinees schrift]" in squeezed(pdf.text)
    assert pdf.missing_glyphs == 0


def test_f52_around_the_paper_stands_the_school_and_no_person() -> None:
    pdf = drawn(DOCUMENT)
    around = pdf.pdf.Root.Metadata.read_bytes().decode() + " ".join(map(str, pdf.pdf.docinfo.values()))
    assert "Tussenrapport schoolafspraak 2026-2027, VSO De Zonnewijzer" in around
    assert "Ilse" not in around


def test_the_controlegetal_follows_what_is_printed_and_not_what_the_database_needs() -> None:
    bare = document(frozen_control="", id=None, version=0)
    assert bare.control == document(frozen_control="", id=9, version=3).control
    assert bare.control != document(frozen_control="", went_well="Anders").control
    assert DOCUMENT.control == FINISHED.frozen_control
    assert replace(bare, sender=Letterhead("SWW")).control != bare.control


def test_without_a_day_or_parties_it_can_still_be_drawn() -> None:
    made = replace(document(held_on=None, figures=Figures(date(2027, 1, 1))), parties=())
    assert "Vastgesteld door" not in drawn(made).text
