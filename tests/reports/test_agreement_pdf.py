"""The school agreement, read back from its PDF: content, order, what may never happen."""

import hashlib
import inspect
import itertools
import os
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from jeugdhulp_desktop.domain.agreement_sections import (
    Deviation,
    PartyAtTable,
    Presence,
    Role,
    SchoolFacts,
    Theme,
)
from jeugdhulp_desktop.domain.agreements import (
    AgreementStatus,
)
from jeugdhulp_desktop.domain.canonical import canonical_bytes, from_canonical, spaced, to_tree
from jeugdhulp_desktop.domain.documents import Audience, Letterhead
from jeugdhulp_desktop.reports.agreement_document import AgreementDocument
from jeugdhulp_desktop.reports.agreement_pdf import render
from tests.reports.pdf_reading import Element, ReadPdf, squeezed
from tests.reports.samples import DOCUMENT, DRAFT, EMPTY, FULL, THEMES, with_


def read(document: AgreementDocument) -> ReadPdf:
    return ReadPdf(render(document, Audience.PARTNERS))


@pytest.fixture(scope="module")
def full() -> ReadPdf:
    return read(DOCUMENT)


def headings(pdf: ReadPdf, *tags: str) -> list[str]:
    return [squeezed(each.text) for each in pdf.root.find(*tags)]


def typed_texts(tree: Any) -> list[str]:
    """Every text that a person typed into a tree."""
    if isinstance(tree, dict):
        return [text for key, value in tree.items() if key not in NOT_PRINTED for text in typed_texts(value)]
    if isinstance(tree, list):
        return [text for value in tree for text in typed_texts(value)]
    return [tree] if isinstance(tree, str) else []


# Codes and links within the tree, and values that are printed in words (their words are tested below).
NOT_PRINTED = {
    "key", "theme_keys", "structure_id", "rule", "role", "worker_type", "kind", "answers", "part",
    "school_type", "subject", "hours_per_week", "weeks", "dated", "counted_on", "decided_on", "status",
}  # fmt: skip


def test_everything_that_was_filled_in_can_be_read_back(full: ReadPdf) -> None:
    text = squeezed(full.text)
    for typed in typed_texts(to_tree(FULL)):
        for line in typed.splitlines():
            assert squeezed(line.removeprefix("- ")) in text


def test_the_headings_come_in_the_order_and_with_the_numbers_of_the_model(full: ReadPdf) -> None:
    assert headings(full, "H1") == ["VSO Het Veenlicht"]
    assert headings(full, "H2") == [
        "In het kort",
        "1 Partijen",
        "2 Aanleiding en doel",
        "4 Basisinzet",
        "5 Taken en verwachtingen",
        "6 Thema’s, doelen en aanbod",
        "7 Groepsaanbod",
        "12 Monitoring en verantwoording",
        "Afwijkingen",
        "16 Ondertekening",
    ]
    levels = [int(each.tag[1]) for each in full.root.find("H1", "H2", "H3")]
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_hours_weeks_and_totals_are_dutch_numbers(full: ReadPdf) -> None:
    table = next(each for each in full.tables() if "Basisinzet per functie" in squeezed(each.text))
    assert table.rows()[0] == ["Functie", "Medewerker", "Uren per week", "Weken", "Uren per jaar"]
    assert table.rows()[2] == ["Jongerenwerk (JW)", "Yasin Doğan", "6,5", "40", "260,0"]
    assert table.rows()[-1] == ["Totaal", "", "36,5", "", "1.460,0"]


def test_quarters_of_an_hour_get_two_decimals_in_the_whole_column() -> None:
    rows = tuple(replace(row, hours_per_week=Decimal("13.25")) for row in FULL.deployments[:1])
    pdf = read(with_(deployments=(*rows, FULL.deployments[1])))
    table = next(each for each in pdf.tables() if "Basisinzet per functie" in squeezed(each.text))
    assert [row[2] for row in table.rows()[1:]] == ["13,25", "6,50", "19,75"]


def test_the_roster_shows_times_and_parts_of_the_day(full: ReadPdf) -> None:
    table = next(each for each in full.tables() if "Rooster" in each.text)
    rows = {row[0]: row[1:] for row in table.rows()}
    assert rows["Functie"] == ["Maandag", "Dinsdag", "Woensdag", "Donderdag", "Vrijdag"]
    assert squeezed(rows["JMW"][3]) == "9.00-12.30 uur 13.00-16.00 uur"
    assert rows["JW"][3] == "middag"


def test_a_presence_on_saturday_gets_its_own_column() -> None:
    saturday = replace(FULL.presences[0], weekday=5)
    assert "Zaterdag" in read(with_(presences=(*FULL.presences, saturday))).text
    assert isinstance(saturday, Presence)


def test_answers_are_read_as_words_and_their_signs_are_not_content(full: ReadPdf) -> None:
    table = next(each for each in full.tables() if "Taken per functie" in squeezed(each.text))
    assert ["Deelname aan OT en MDO", "ja", "deels", "ja"] in table.rows()
    assert ["Huisbezoek", "ja", "n.v.t.", "deels"] in table.rows()
    assert ["Jongeren opzoeken in de wijk en online", "nee", "ja", "–"] in table.rows()


def test_offers_name_their_themes_by_number_and_add_up(full: ReadPdf) -> None:
    table = next(each for each in full.tables() if "Planning" in each.text)
    by_name = {squeezed(row[0]): [squeezed(cell) for cell in row[1:]] for row in table.rows()}
    assert by_name["Weerbaarheidstraining training, Yasin Doğan"] == [
        "1, 2", "januari t/m maart", "2", "8 × 1,5", "10", "24,0",
    ]  # fmt: skip
    assert by_name["Totaal"] == ["", "", "20", "", "", "84,0"]


def test_a_deviation_stands_where_it_belongs_and_in_the_list(full: ReadPdf) -> None:
    reason = squeezed(FULL.deviations[1].reason)
    assert squeezed(full.text).count(reason) == 2
    table = next(each for each in full.tables() if "Afwijkingen met reden" in squeezed(each.text))
    assert [squeezed(cell) for cell in table.rows()[2]] == [
        "Thema ‘Gezonde leefstijl’ niet gekozen", reason, "Ilse Brandsma", "8 september 2026",
    ]  # fmt: skip


def test_every_known_rule_and_an_unknown_one_are_named_in_words() -> None:
    rules = ("V01", "V02", "V03", "V04", "V05", "V09", "V10", "V12", "V14", "V99")
    found = tuple(Deviation(rule, "JW", "omdat", "Ilse", date(2026, 9, 1)) for rule in rules)
    table = next(each for each in read(with_(deviations=found)).tables() if "Besloten" in each.text)
    words = [row[0] for row in table.rows()[1:]]
    assert len(set(words)) == len(rules)
    assert not any(re.search(r"V\d\d|[{}]", word) for word in words[:-1])


def test_the_controlegetal_stands_on_every_page_and_above_the_signatures(full: ReadPdf) -> None:
    control = spaced(DOCUMENT.control)
    feet = [text for _, text in full.artifacts if "Controlegetal" in text]
    assert len(feet) == len(full.pdf.pages)
    assert all(f"Controlegetal {control}" in text for text in feet)
    sentence = f"Partijen tekenen voor versie 2 van 8 februari 2027 met controlegetal {control}."
    assert sentence in squeezed(full.text)


def test_a_frozen_controlegetal_is_printed_as_it_was_frozen() -> None:
    assert "ab10 4053 661a c058" in squeezed(read(with_(frozen_control="ab104053661ac058")).text)


def test_each_page_says_which_it_is_of_how_many(full: ReadPdf) -> None:
    count = len(full.pdf.pages)
    feet = [squeezed(text) for _, text in full.artifacts if "pagina" in text]
    assert [text[text.index("pagina") :] for text in feet] == [
        f"pagina {number} van {count}" for number in range(1, count + 1)
    ]


def test_the_contents_lead_to_the_pages_where_the_chapters_are(full: ReadPdf) -> None:
    pages = {squeezed(each.text): each.pages[0] + 1 for each in full.root.find("H2")}
    entries = [squeezed(each.text) for each in full.root.find("TOCI")]
    assert entries == [f"{title} {page}" for title, page in pages.items()]
    assert all(link.links == 1 for toc in full.root.find("TOCI") for link in toc.find("Link"))


def test_a_concept_says_so_on_the_cover_and_on_every_page() -> None:
    pdf = read(DRAFT)
    assert "CONCEPT Dit is nog geen afspraak." in squeezed(pdf.text)
    heads = [text for _, text in pdf.artifacts if "CONCEPT" in text]
    assert len(heads) == len(pdf.pdf.pages) - 1
    assert "Tekenen kan pas als de inhoud vaststaat." in squeezed(pdf.text)


def test_what_is_discussed_says_so_and_what_is_frozen_does_not() -> None:
    discussed = read(with_(status=AgreementStatus.DISCUSSION))
    assert "TER BESPREKING" in discussed.text
    frozen = read(DOCUMENT)
    assert "CONCEPT" not in frozen.text and "TER BESPREKING" not in frozen.text
    assert any(
        "versie 2 · ter ondertekening · 8 februari 2027" in squeezed(text) for _, text in frozen.artifacts
    )


def test_a_version_that_was_replaced_says_so_on_every_page() -> None:
    pdf = read(with_(status=AgreementStatus.REPLACED))
    assert "VERVALLEN Een nieuwere versie" in squeezed(pdf.text)
    assert sum("VERVALLEN" in text for _, text in pdf.artifacts) == len(pdf.pdf.pages) - 1


def test_the_letterhead_stands_above_the_name_of_the_school() -> None:
    assert "Welzijn Veenmeer · Schoolafspraak jeugdhulp op school" in squeezed(
        read(replace(DOCUMENT, sender=Letterhead("Welzijn Veenmeer"))).text
    )


def test_signatures_on_paper_show_place_and_date_once_they_are_known() -> None:
    signed = tuple(replace(each, place="Veenmeer", signed_on=date(2027, 2, 12)) for each in FULL.signatories)
    table = read(with_(status=AgreementStatus.SIGNED, signatories=signed)).tables()[-1]
    rows = {row[0]: [squeezed(cell) for cell in row[1:]] for row in table.rows()}
    assert rows["Plaats"] == ["Veenmeer"] * 3
    assert rows["Datum"] == ["12 februari 2027"] * 3
    assert rows["Handtekening"] == ["", "", ""]


def test_four_signatories_get_two_rows_of_columns() -> None:
    four = (*FULL.signatories, replace(FULL.signatories[1], organisation="Jeugdhulp Veenland"))
    tables = [each for each in read(with_(signatories=four)).tables() if "Handtekening" in each.text]
    assert [len(each.rows()[0]) for each in tables] == [4, 2]


# -- the same bytes, no names around the content -----------------------------------------------------------


def test_the_same_agreement_gives_the_same_bytes() -> None:
    again = with_(dated=date(2027, 2, 8))  # equal, not the same object
    assert render(again, Audience.PARTNERS) == render(DOCUMENT, Audience.PARTNERS)


def test_a_frozen_document_read_back_from_its_tree_gives_the_same_bytes() -> None:
    frozen = from_canonical(AgreementDocument, canonical_bytes(DOCUMENT))
    assert frozen == DOCUMENT
    assert render(frozen, Audience.PARTNERS) == render(DOCUMENT, Audience.PARTNERS)


def test_another_process_gives_the_same_bytes() -> None:
    program = (
        "import hashlib, tests.reports.samples as samples\n"
        "from jeugdhulp_desktop.domain.documents import Audience\n"
        "from jeugdhulp_desktop.reports.agreement_pdf import render\n"
        "print(hashlib.sha256(render(samples.DOCUMENT, Audience.PARTNERS)).hexdigest())"
    )
    here = hashlib.sha256(render(DOCUMENT, Audience.PARTNERS)).hexdigest()
    root = Path(__file__).parents[2]
    answer = subprocess.run(
        [sys.executable, "-c", program],
        cwd=root,
        env={**os.environ, "PYTHONHASHSEED": "1234"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert answer.stdout.strip() == here


def test_what_the_database_counts_is_no_content() -> None:
    saved_again = with_(id=12, version=7)
    assert saved_again.control == DOCUMENT.control
    assert render(saved_again, Audience.PARTNERS) == render(DOCUMENT, Audience.PARTNERS)


def test_another_hour_is_another_controlegetal() -> None:
    rows = (replace(FULL.deployments[0], hours_per_week=Decimal(15)), *FULL.deployments[1:])
    assert with_(deployments=rows).control != DOCUMENT.control


def test_the_audience_must_always_be_named_v26() -> None:
    assert inspect.signature(render).parameters["audience"].default is inspect.Parameter.empty
    with pytest.raises(TypeError):
        render(DOCUMENT, "gemeente")  # type: ignore[arg-type]


def test_both_audiences_get_the_paper_that_is_signed() -> None:
    assert render(DOCUMENT, Audience.OWN_SCHOOL) == render(DOCUMENT, Audience.PARTNERS)


@pytest.mark.parametrize("canary", ["Noor van den Berg", "Van den Berg", "2026-0014", "12-03-2015"])
def test_no_pupil_can_stand_in_a_document_whose_fields_name_none_v26(full: ReadPdf, canary: str) -> None:
    raw = full.raw()
    assert canary not in squeezed(full.text)
    assert canary.encode() not in raw
    assert canary.encode("utf-16-be") not in raw


def test_title_and_metadata_name_the_school_and_nobody_f52(full: ReadPdf) -> None:
    described = full.pdf.Root.Metadata.read_bytes().decode()
    everything = described + " ".join(str(value) for value in full.pdf.docinfo.values())
    people = ["Brandsma", "Dalfsen", "Ettema", "Hoekema", "Doğan", "Postma", "Yıldız"]
    assert ">Schoolafspraak 2026-2027, VSO Het Veenlicht</rdf:li>" in described
    assert not any(name in everything for name in people)
    assert not {"/Author", "/CreationDate", "/ModDate"} & set(full.pdf.docinfo)


def test_the_controlegetal_needs_nothing_that_draws() -> None:
    program = (
        "import sys, jeugdhulp_desktop.reports.agreement_document\n"
        "print(sorted({'reportlab', 'fontpkg_lato', 'pypdfium2'} & set(sys.modules)))"
    )
    answer = subprocess.run(
        [sys.executable, "-c", program],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
    )
    assert answer.stdout.strip() == "[]"


# -- what people type --------------------------------------------------------------------------------------

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


def test_mail_links_open_a_mail_and_say_so(full: ReadPdf) -> None:
    found = [link for link in links(full) if "/A" in link]
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
    for sentence in ("Nog geen partijen", "Nog geen basisinzet", "Nog geen thema’s", "Nog geen groepsaanbod"):
        assert sentence in text
    assert headings(pdf, "H2")[-1] == "16 Ondertekening"
    assert "2 Aanleiding en doel" not in headings(pdf, "H2")
    assert "None" not in text


def test_sixty_themes_and_a_school_of_sixty_letters_print_f49() -> None:
    name = "Samenwerkingsschool voor voortgezet speciaal onderwijs De Ee"
    themes = tuple(replace(THEMES[n % 4], key=f"t{n}", title=f"Thema nummer {n}") for n in range(60))
    pdf = read(with_(themes=themes, school=replace(FULL.school, name=name)))
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


# -- where pages end ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("lines", range(0, 52, 4))
def test_page_ends_leave_no_heading_alone_and_never_part_signatures(lines: int) -> None:
    note = "\n".join(f"Regel {n} van de toelichting." for n in range(lines))
    pdf = read(with_(monitoring_note=note, deviations=()))
    blocks = [each for each in pdf.root.kids if isinstance(each, Element)]
    for heading, after in itertools.pairwise(blocks):
        if heading.tag in ("H2", "H3"):
            assert pages_of(heading)[-1] == pages_of(after)[0], heading.text
    (signing,) = pages_of(blocks[-1])
    assert pages_of(blocks[-2]) == [signing] and "controlegetal" in blocks[-2].text
    assert "Ondertekening" in blocks[-3].text and pages_of(blocks[-3]) == [signing]
    assert pages_of(blocks[-4])[-1] == signing, "signatures alone on a page"


def pages_of(element: Element) -> list[int]:
    return sorted({page for each in element.walk() for page in each.pages})


@pytest.mark.parametrize("count", [14, 17, 20, 23, 26, 29])
def test_a_long_list_of_deviations_gives_its_last_rows_to_the_signatures(count: int) -> None:
    found = tuple(replace(FULL.deviations[1], subject=f"onderwerp {n}") for n in range(count))
    blocks = [each for each in read(with_(deviations=found)).root.kids if isinstance(each, Element)]
    assert pages_of(blocks[-4])[-1] == pages_of(blocks[-1])[0]


def test_theme_blocks_stay_whole(full: ReadPdf) -> None:
    themes = [each for each in full.tables() if "Streefwaarde" in each.text]
    assert len(themes) == len(THEMES)
    assert all(len(pages_of(each)) == 1 for each in themes)


# -- the file ----------------------------------------------------------------------------------------------


def test_everything_painted_is_content_or_artifact_and_fonts_are_lato_only(full: ReadPdf) -> None:
    assert full.outside == []
    assert {font.split("+")[1] for font in full.fonts} == {"Lato-Regular", "Lato-SemiBold", "Lato-Bold"}
    assert b"/Helvetica" not in full.raw()
    descriptors = [font.FontDescriptor for page in full.pdf.pages for font in page.Resources.Font.values()]
    assert all("/FontFile2" in each for each in descriptors)


def test_language_title_and_tab_order_are_set(full: ReadPdf) -> None:
    root = full.pdf.Root
    assert str(root.Lang) == "nl-NL"
    assert bool(root.MarkInfo.Marked) and bool(root.ViewerPreferences.DisplayDocTitle)
    assert [int(page.StructParents) for page in full.pdf.pages] == list(range(len(full.pdf.pages)))
    assert all(page.Tabs == pikepdf.Name.S for page in full.pdf.pages)


def test_bookmarks_follow_the_chapters(full: ReadPdf) -> None:
    with full.pdf.open_outline() as outline:
        (top,) = outline.root
        assert [squeezed(each.title) for each in top.children] == headings(full, "H2")


def test_cells_have_a_scope_and_every_list_item_a_label_or_body(full: ReadPdf) -> None:
    assert {each.attributes.get("/Scope") for each in full.root.find("TH")} == {"/Column", "/Row"}
    for item in full.root.find("LI"):
        assert [kid.tag for kid in item.kids if isinstance(kid, Element)] in (["Lbl", "LBody"], ["LBody"])
