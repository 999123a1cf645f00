"""What people type into an agreement: markup, other scripts, nothing, and far too much (F46 to F49)."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from jeugdhulp_desktop.domain.agreement_kinds import Role
from jeugdhulp_desktop.domain.agreement_sections import PartyAtTable, SchoolFacts, Theme
from jeugdhulp_desktop.domain.agreement_terms import Contribution, Finance, Rate
from tests.reports.pdf_reading import ReadPdf, squeezed
from tests.reports.samples import EMPTY, FULL, PLAIN, THEMES, with_
from tests.reports.test_agreement_pdf import headings, read

HOSTILE = [
    "<b>vet</b>",
    "a & b &amp; c",
    '<font color="[[[getattr(pow, Word)(1)]]]">x</font>',
    '<img src="file:///etc/passwd"/>',
    '<a href="http://voorbeeld.example">klik</a>',
    "<para><b>niet gesloten",
    "'); DROP TABLE agreements; --",
    "(haakjes \\ en ) losse",
    "%reserved-0% %reserved-1%",
    '=HYPERLINK("http://x")',
    "EMC Q BT (x) Tj ET",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_markup_is_printed_as_it_was_typed_f46(text: str) -> None:
    theme = Theme("t1", text, text, text, text, text, text, text, text)
    school = replace(FULL.school, name=text)
    pdf = read(with_(aim=text, themes=(theme,), school=school, author=text))
    assert squeezed(pdf.text).count(squeezed(text)) >= 10
    assert pdf.outside == []
    assert all("javascript" not in str(link.get("/A", "")).lower() for link in links(pdf))


def links(pdf: ReadPdf) -> list[Any]:
    return [link for page in pdf.pdf.pages for link in page.get("/Annots", [])]


def test_a_mail_link_holds_only_an_address_whatever_was_typed_f46() -> None:
    party = PartyAtTable(Role.SCHOOL, "School", "A", "", "a)/S/JavaScript/JS(x) b@c.nl", "")
    pdf = read(with_(parties=(party,)))
    actions = [link.A for link in links(pdf) if "/A" in link]
    assert [str(action.S) for action in actions] == ["/URI"]
    assert str(actions[0].URI).startswith("mailto:") and "(" not in str(actions[0].URI)


def test_mail_links_open_a_mail_and_say_so() -> None:
    pdf = read(PLAIN)
    found = [link for link in links(pdf) if "/A" in link]
    assert next(str(link.A.URI) for link in found) == "mailto:i.brandsma@hetveenlicht.example"
    assert all("E-mail aan" in str(link.Contents) for link in found)
    assert all(int(link.F) == 4 for link in found)


def test_names_in_other_scripts_and_emoji_leave_no_empty_boxes_f48() -> None:
    odd = "Şükrü Łukasik محمد 日本 👍🏽 e\u0301 ✓"
    pdf = read(with_(author=odd, aim=odd, school=SchoolFacts(name=odd), themes=(Theme("t1", odd, odd),)))
    assert pdf.missing_glyphs == 0
    assert "Şükrü Łukasik [Arabisch schrift] [Chinees schrift]" in squeezed(pdf.text)


def test_an_empty_agreement_is_a_valid_document_that_says_what_is_missing_f49() -> None:
    pdf = read(EMPTY)
    text = squeezed(pdf.text)
    for sentence in ("Nog geen partijen", "Nog geen basisinzet", "Nog geen thema’s"):
        assert sentence in text
    assert headings(pdf, "H2")[1:] == [
        "1 Partijen", "4 Basisinzet", "6 Thema’s, doelen en aanbod", "15 Looptijd, wijziging en geschil",
        "16 Ondertekening",
    ]  # fmt: skip
    assert "Wat deze afspraak niet gebruikt, ontbreekt." in text
    assert "None" not in text


def test_sixty_themes_and_a_school_of_sixty_letters_print_f49() -> None:
    name = "Samenwerkingsschool voor voortgezet speciaal onderwijs De Ee"
    themes = tuple(replace(THEMES[n % 4], key=f"t{n}", title=f"Thema nummer {n}") for n in range(60))
    pdf = read(with_(themes=themes, school=replace(FULL.school, name=name), change_reason=""))
    assert len(name) == 60 and headings(pdf, "H1") == [name]
    assert sum("Thema nummer" in title for title in headings(pdf, "H3")) == 60
    assert "en nog 53 thema’s" in squeezed(pdf.text)


LONG = "begin " + "Een zin die telkens iets anders zegt, en lang genoeg is. " * 1_700 + " einde"


@pytest.mark.parametrize(
    "changes",
    [
        {"aim": LONG},
        {"author": LONG},
        {"change_reason": LONG},
        {"school": SchoolFacts(name=LONG, board=LONG)},
        {"themes": (Theme("t1", LONG, LONG, LONG),)},
        {"deployments": (replace(FULL.deployments[0], worker_name=LONG, place=LONG),)},
        {"offers": (replace(FULL.offers[0], name=LONG, planning=LONG),)},
        {"signatories": (replace(FULL.signatories[0], name=LONG, organisation=LONG),)},
        {"parties": (replace(FULL.parties[0], organisation=LONG, email="x" * 100_000),)},
        {"deviations": (replace(FULL.deviations[0], reason=LONG),)},
        {"aim": "x" * 100_000, "occasion": "\n" * 10_000 + "regel\n" * 5_000},
    ],
    ids="-".join,
)
def test_a_field_of_100000_characters_flows_over_pages_f47(changes: dict[str, Any]) -> None:
    pdf = read(with_(**changes))
    assert headings(pdf, "H2")[-1] == "16 Ondertekening"
    assert pdf.outside == []
    if changes.get("aim") == LONG or "deviations" in changes:
        assert squeezed(LONG) in squeezed(pdf.text)


def test_a_table_over_pages_repeats_its_head_as_an_artifact() -> None:
    measures = tuple(replace(FULL.measures[0], indicator=f"Indicator nummer {n}") for n in range(90))
    pdf = read(with_(measures=measures))
    table = next(each for each in pdf.tables() if "Wat we meten" in squeezed(each.text))
    assert [row[0] for row in table.rows()[1:]] == [f"Indicator nummer {n}" for n in range(90)]
    assert table.text.count("Meetmoment") == 1
    heads = [page for page, text in pdf.artifacts if "Meetmoment" in text]
    pages = sorted({page for cell in table.walk() for page in cell.pages})
    assert heads == pages[1:] and len(pages) > 2


def test_a_row_longer_than_a_page_is_parted_and_read_once() -> None:
    long = replace(FULL.measures[0], indicator=LONG[:9_000], source="bron")
    pdf = read(with_(measures=(FULL.measures[1], long, FULL.measures[2])))
    table = next(each for each in pdf.tables() if "Wat we meten" in squeezed(each.text))
    assert len(table.rows()) == 4
    assert squeezed(table.rows()[2][0]) == squeezed(LONG[:9_000])


@pytest.mark.parametrize("odd", ["NaN", "Infinity", "1E+40", "-5", "0.001"])
def test_a_number_that_is_none_prints_and_is_never_added_up_f36(odd: str) -> None:
    number = Decimal(odd)
    row = replace(FULL.deployments[0], hours_per_week=number, weeks=number)
    finance = Finance((Rate(row.worker_type, number),), (Contribution(amount=number, share=number),))
    offer = replace(FULL.offers[0], costs=number)
    pdf = read(with_(deployments=(row, *FULL.deployments[1:]), finance=finance, offers=(offer,)))
    assert pdf.outside == []
    assert not any(word in pdf.text for word in ("NaN", "Infinity", "E+"))


def test_a_long_note_below_a_table_is_running_text_and_a_short_one_a_note() -> None:
    assert "Toelichting" not in headings(read(with_(monitoring_note="Kort.")), "H3")
    for note in ("lang " * 60, "regel\nen nog een"):
        assert "Toelichting" in headings(read(with_(monitoring_note=note)), "H3")
    assert "Toelichting" not in headings(read(with_(monitoring_note="woord " * 60, measures=())), "H3")
