"""The school agreement, read back from its PDF: content, order, what may never happen."""

import hashlib
import inspect
import itertools
import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from jeugdhulp_desktop.domain.agreement_sections import Presence
from jeugdhulp_desktop.domain.agreement_terms import Deviation
from jeugdhulp_desktop.domain.agreements import (
    AgreementStatus,
)
from jeugdhulp_desktop.domain.canonical import canonical_bytes, from_canonical, spaced, to_tree
from jeugdhulp_desktop.domain.documents import Audience
from jeugdhulp_desktop.domain.text import long_date
from jeugdhulp_desktop.reports.agreement_document import AgreementDocument
from jeugdhulp_desktop.reports.agreement_pdf import render
from tests.reports.pdf_reading import ReadPdf, squeezed
from tests.reports.samples import DOCUMENT, DRAFT, FULL, PLAIN, with_


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
    "school_type", "subject", "hours_per_week", "weeks", "status", "code", "goal_kind", "setting", "domain",
    "brin", "funder", "amount", "share", "costs", "per_hour", "rate", "answer", "moment", "reasons",
    "previous_hours_per_year", "dated", "counted_on", "decided_on", "until", "measured_on", "held_on",
    "starts_on", "ends_on", "requested_on", "evaluate_on",
}  # fmt: skip


# Codes and links within the tree, and values that are printed in words (their words are tested below).
NOT_PRINTED = {
    "key", "theme_keys", "structure_id", "rule", "role", "worker_type", "kind", "answers", "part",
    "school_type", "subject", "hours_per_week", "weeks", "status", "code", "goal_kind", "setting", "domain",
    "brin", "funder", "amount", "share", "costs", "per_hour", "rate", "answer", "moment", "reasons",
    "previous_hours_per_year", "dated", "counted_on", "decided_on", "until", "measured_on", "held_on",
    "starts_on", "ends_on", "requested_on", "evaluate_on",
}  # fmt: skip


def test_everything_that_was_filled_in_can_be_read_back(full: ReadPdf) -> None:
    text = squeezed(full.text)
    for typed in typed_texts(to_tree(DOCUMENT.content)):
        for line in typed.splitlines():
            assert squeezed(line.removeprefix("- ")) in text


def test_every_day_that_was_filled_in_is_printed_in_words(full: ReadPdf) -> None:
    text = squeezed(full.text)
    for day in re.findall(r'"(\d{4}-\d\d-\d\d)"', json.dumps(to_tree(DOCUMENT.content))):
        assert long_date(date.fromisoformat(day)).removesuffix(" 2027") in text


def test_the_headings_come_in_the_order_and_with_the_numbers_of_the_model(full: ReadPdf) -> None:
    assert headings(full, "H1") == ["VSO Het Veenlicht"]
    assert headings(full, "H2") == [
        "In het kort",
        "1 Partijen",
        "2 Aanleiding en doel",
        "3 Analyse van de school",
        "4 Basisinzet",
        "5 Taken en verwachtingen",
        "6 Thema’s, doelen en aanbod",
        "7 Groepsaanbod",
        "8 Aanvullende inzet",
        "9 Route en overleg",
        "10 Ouders en leerlingen",
        "11 Privacy",
        "12 Monitoring en verantwoording",
        "13 Financiën",
        "14 Evaluatie",
        "15 Looptijd, wijziging en geschil",
        "Afwijkingen",
        "16 Ondertekening",
        "Bijlage A Aanvullende inzet",
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
        "1, 2", "januari t/m maart", "2", "8 × 1,5", "10", "24,0", "450,00",
    ]  # fmt: skip
    assert by_name["Totaal"] == ["", "", "20", "", "", "84,0", "662,50"]


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
    sentence = f"Partijen tekenen voor versie 2 van 8 februari 2027 met controlegetal {control}"
    assert f"{sentence}, inclusief bijlage A." in squeezed(full.text)


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
    assert render(again, Audience.PARTNERS) == render(PLAIN, Audience.PARTNERS)


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
    assert saved_again.control == PLAIN.control
    assert render(saved_again, Audience.PARTNERS) == render(PLAIN, Audience.PARTNERS)


def test_another_hour_is_another_controlegetal() -> None:
    rows = (replace(FULL.deployments[0], hours_per_week=Decimal(15)), *FULL.deployments[1:])
    assert with_(deployments=rows).control != PLAIN.control


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
