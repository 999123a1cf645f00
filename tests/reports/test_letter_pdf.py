"""The letter that goes along with an agreement, read back from its PDF."""

import inspect
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from jeugdhulp_desktop.domain.canonical import spaced
from jeugdhulp_desktop.domain.documents import Audience, Letterhead
from jeugdhulp_desktop.reports.letter_document import LetterDocument, LetterPurpose, LetterSide
from jeugdhulp_desktop.reports.letter_pdf import render
from tests.reports.pdf_reading import ReadPdf, squeezed
from tests.reports.sample_sections import YEAR
from tests.reports.samples import FULL, PLAIN

LETTER = LetterDocument(
    school_name="VSO Het Veenlicht",
    school_year=YEAR,
    number=2,
    agreement_dated=date(2027, 2, 8),
    agreement_control=PLAIN.control,
    sender=Letterhead("VSO Het Veenlicht", ("Schoolstraat 4", "9999 AC Veenmeer")),
    addressees=(LetterSide("Gemeente Veenmeer", "Fatma Yıldız", "teammanager jeugd", ("Raadhuisplein 1",)),),
    writer=LetterSide(
        "VSO Het Veenlicht", "Ilse Brandsma", "zorgcoördinator", email="i.brandsma@hetveenlicht.example"
    ),
    dated=date(2027, 2, 9),
    public=True,
    before=date(2027, 2, 26),
    return_to="VSO Het Veenlicht, Schoolstraat 4",
    signatories=("VSO Het Veenlicht", "Welzijn Veenmeer", "Gemeente Veenmeer"),
    annexes=("bijlage A, aanvullende inzet",),
    change_reason=FULL.change_reason,
)


def read(letter: LetterDocument) -> ReadPdf:
    return ReadPdf(render(letter, Audience.PARTNERS))


def header(pdf: ReadPdf) -> dict[str, str]:
    return {name: squeezed(value) for name, value in pdf.tables()[0].rows()}


def test_the_header_says_to_from_date_subject_and_whether_it_is_public() -> None:
    assert header(read(LETTER)) == {
        "Aan": "Gemeente Veenmeer Fatma Yıldız, teammanager jeugd Raadhuisplein 1",
        "Van": "VSO Het Veenlicht Ilse Brandsma, zorgcoördinator",
        "E-mail": "i.brandsma@hetveenlicht.example",
        "Datum": "9 februari 2027",
        "Onderwerp": "Ter ondertekening: schoolafspraak 2026-2027, VSO Het Veenlicht",
        "Openbaar": "ja",
        "Bijlagen": "schoolafspraak 2026-2027, versie 2; bijlage A, aanvullende inzet",
    }


def test_one_page_asks_to_sign_where_and_before_which_day() -> None:
    pdf = read(LETTER)
    text = squeezed(pdf.text)
    assert len(pdf.pdf.pages) == 1
    assert "Beste Fatma Yıldız," in text
    assert "Hierbij de schoolafspraak 2026-2027 van VSO Het Veenlicht, versie 2 van 8 februari 2027." in text
    assert (
        "Wil je de afspraak vóór 26 februari 2027 ondertekenen en het getekende papier sturen naar "
        "VSO Het Veenlicht, Schoolstraat 4? Tekenen kan in hoofdstuk 16 en in elke bijlage." in text
    )
    assert "Er tekenen: VSO Het Veenlicht, Welzijn Veenmeer en Gemeente Veenmeer." in text
    assert f"Het controlegetal van deze versie is {spaced(PLAIN.control)}." in text
    assert text.endswith("Met vriendelijke groet, Ilse Brandsma zorgcoördinator VSO Het Veenlicht")


@pytest.mark.parametrize(
    ("purpose", "asked"),
    [
        (
            LetterPurpose.DISCUSS,
            "Wil je de tekst lezen en vóór 26 februari 2027 laten weten wat je ervan vindt",
        ),
        (LetterPurpose.INFORM, "Je hoeft niets te doen."),
    ],
)
def test_what_is_discussed_or_only_told_asks_no_signature(purpose: LetterPurpose, asked: str) -> None:
    text = squeezed(read(replace(LETTER, purpose=purpose)).text)
    assert asked in text and "ondertekenen in" not in text and "kan in hoofdstuk 16" not in text
    assert f"Ter {'bespreking' if purpose is LetterPurpose.DISCUSS else 'informatie'}:" in text


def test_a_letter_to_two_partners_names_both_and_greets_both() -> None:
    two = (LetterSide("Welzijn Veenmeer", "Ruben van Dalfsen"), *LETTER.addressees)
    pdf = read(replace(LETTER, addressees=two))
    assert header(pdf)["Aan"].startswith("Welzijn Veenmeer Ruben van Dalfsen Gemeente Veenmeer Fatma")
    text = squeezed(pdf.text)
    assert "Beste Ruben van Dalfsen en Fatma Yıldız," in text and "Willen jullie de afspraak" in text
    assert len(pdf.pdf.pages) == 1


def test_where_one_has_no_name_all_are_greeted_together() -> None:
    half_named = (LetterSide("Welzijn Veenmeer"), *LETTER.addressees)
    text = squeezed(read(replace(LETTER, addressees=half_named, purpose=LetterPurpose.DISCUSS)).text)
    assert "Beste allemaal," in text and "laten weten wat jullie ervan vinden" in text


def test_its_foot_bears_a_controlegetal_of_its_own() -> None:
    assert LETTER.control not in (PLAIN.control, replace(LETTER, note="anders").control)
    for letter in (LETTER, replace(LETTER, reference="ab104053661ac058")):
        assert any(f"Controlegetal {spaced(letter.control)}" in text for _, text in read(letter).artifacts)


@pytest.mark.parametrize("purpose", LetterPurpose)
@pytest.mark.parametrize(
    "partners", [LETTER.addressees, (), LETTER.addressees * 3], ids=["one", "none", "more"]
)
def test_only_parents_are_called_u(purpose: LetterPurpose, partners: tuple[LetterSide, ...]) -> None:
    words = squeezed(read(replace(LETTER, purpose=purpose, addressees=partners)).text).lower().split()
    assert not {"u", "uw", "geachte"} & {word.strip(".,?") for word in words}


def test_a_letter_of_almost_nothing_is_still_a_letter_f49() -> None:
    pdf = read(LetterDocument("", YEAR))
    text = squeezed(pdf.text)
    assert "Beste allemaal," in text and "zo snel mogelijk" in text
    assert header(pdf)["Datum"] == "nog niet bekend"
    assert len(pdf.pdf.pages) == 1 and "None" not in text


@pytest.mark.parametrize(
    "changes",
    [
        {"note": "woord " * 5_000},
        {"school_name": "w" * 5_000},
        {"addressees": (LetterSide("x" * 9_000, "y " * 900, "z" * 900, ("a" * 900,) * 50),) * 30},
        {"writer": LetterSide("x" * 9_000, "y " * 9_000, "z" * 9_000, email="e" * 900 + "@x.nl")},
        {"annexes": ("bijlage " * 200,) * 50},
    ],
    ids="-".join,
)
def test_everything_huge_prints_f49(changes: dict[str, Any]) -> None:
    pdf = read(replace(LETTER, **changes))
    assert pdf.outside == [] and pdf.pdf.check_pdf_syntax() == []


def test_markup_and_other_scripts_are_printed_as_they_were_typed_f46_f48() -> None:
    odd = "<b>Şükrü</b> & ) Tj ("
    pdf = read(replace(LETTER, note=odd, school_name=odd, return_to=odd))
    assert squeezed(pdf.text).count(squeezed(odd)) >= 4
    assert pdf.missing_glyphs == 0 and pdf.outside == []


def test_the_same_letter_gives_the_same_bytes_and_its_title_names_nobody_f52() -> None:
    assert render(LETTER, Audience.PARTNERS) == render(replace(LETTER), Audience.PARTNERS)
    pdf = read(LETTER)
    described = pdf.pdf.Root.Metadata.read_bytes().decode()
    everything = described + " ".join(str(value) for value in pdf.pdf.docinfo.values())
    assert not any(name in everything for name in ("Brandsma", "Yıldız"))


def test_the_audience_must_always_be_named_v26() -> None:
    assert inspect.signature(render).parameters["audience"].default is inspect.Parameter.empty
    with pytest.raises(TypeError):
        render(LETTER, "gemeente")  # type: ignore[arg-type]


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of the checkers' own libraries
@pytest.mark.parametrize("letter", [LETTER, LetterDocument("", YEAR)], ids=["full", "empty"])
def test_outloud_and_pdfua_find_nothing(letter: LetterDocument, tmp_path: Path) -> None:
    import outloud
    import pdfua

    path = tmp_path / "brief.pdf"
    path.write_bytes(render(letter, Audience.PARTNERS))
    assert [(each.rule, each.evidence) for each in outloud.check(str(path)).findings] == []
    assert [(each.rule_id, each.message) for each in pdfua.validate(str(path)).findings] == []
