"""The list of actions on paper: what, who, when; with names only where that is asked for."""

from dataclasses import replace
from datetime import date

import pytest

from jeugdhulp_desktop.domain.actions import ActionFilterKind, ActionLine
from jeugdhulp_desktop.reports import design
from jeugdhulp_desktop.reports.action_list_pdf import ActionList, render
from tests.reports.pdf_reading import ReadPdf, squeezed

TODAY = date(2026, 11, 17)
LATE = ActionLine(
    1, "Ouders bellen", "ik", True, date(2026, 11, 3), None, 4, "2026-0014", None, "Noor de Wit", 1
)
NEXT = replace(LATE, id=2, what="MDO plannen", who="Sanne Hoekema", due_on=date(2026, 12, 1))
SCHOOL = replace(LATE, id=3, what="Rooster maken", due_on=None, case_id=None, case_number="", about="De Wilg")
SHEET = ActionList((LATE, NEXT, SCHOOL), ActionFilterKind.OPEN, TODAY, "Ilse Brandsma", for_initials=False)


def test_late_actions_stand_apart_from_what_is_still_to_do() -> None:
    late, rest = ReadPdf(render(SHEET)).tables()
    assert late.rows()[1:] == [["3 nov 2026", "Ouders bellen", "ik", "Noor de Wit (2026-0014)"]]
    assert [row[0] for row in rest.rows()[1:]] == ["1 dec 2026", "geen datum"]
    assert rest.rows()[2][3] == "De Wilg"


def test_with_initials_no_name_of_a_pupil_is_in_the_file_f53() -> None:
    pdf = ReadPdf(render(replace(SHEET, for_initials=True)))
    assert "N.W. (2026-0014)" in squeezed(pdf.text)
    assert b"Noor" not in pdf.raw() and "Noor" not in pdf.text
    assert any("initialen" in text for _, text in pdf.artifacts)


def test_with_names_every_page_says_confidential() -> None:
    many = tuple(replace(NEXT, id=number, what=f"Actie nummer {number}") for number in range(80))
    pdf = ReadPdf(render(replace(SHEET, lines=many)))
    feet = [text for _, text in pdf.artifacts if "Vertrouwelijk" in text]
    assert len(feet) == len(pdf.pdf.pages) > 1


def test_title_and_metadata_name_nobody_f52() -> None:
    pdf = ReadPdf(render(SHEET))
    around = pdf.pdf.Root.Metadata.read_bytes().decode() + " ".join(map(str, pdf.pdf.docinfo.values()))
    assert "Actielijst 17 november 2026" in around
    assert not any(name in around for name in ("Noor", "Wit", "Ilse", "Sanne"))


@pytest.mark.parametrize("kind", list(ActionFilterKind))
def test_a_list_without_actions_says_so_f49(kind: ActionFilterKind) -> None:
    assert "Er zijn geen acties." in ReadPdf(render(replace(SHEET, lines=(), kind=kind))).text


def test_actions_that_are_done_stand_in_one_table_with_the_day_they_were_done() -> None:
    done = replace(LATE, done_on=date(2026, 11, 10))
    (table,) = ReadPdf(render(replace(SHEET, lines=(done,), kind=ActionFilterKind.DONE))).tables()
    assert table.rows()[1][0] == "10 nov 2026"


def test_no_name_outlives_its_document_in_what_measures_words_once() -> None:
    render(SHEET)
    kept = [design._units.cache_info().currsize, design._cached_lines.cache_info().currsize]
    assert kept == [0, 0]


def test_hostile_text_is_printed_as_typed_f46() -> None:
    pdf = ReadPdf(render(replace(SHEET, lines=(replace(NEXT, what="<b>bel</b> & mail (nu)"),))))
    assert "<b>bel</b> & mail (nu)" in squeezed(pdf.text)


def test_the_same_list_gives_the_same_bytes() -> None:
    assert render(SHEET) == render(replace(SHEET))
