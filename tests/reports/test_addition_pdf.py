"""P2, additional deployment on a paper of its own, read back from its PDF."""

import inspect
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jeugdhulp_desktop.domain.additions import (
    Addition,
    AdditionShare,
    AdditionStatus,
    Approval,
)
from jeugdhulp_desktop.domain.agreement_kinds import Funder, Role
from jeugdhulp_desktop.domain.agreement_terms import Contribution
from jeugdhulp_desktop.domain.canonical import canonical_bytes, from_canonical, spaced
from jeugdhulp_desktop.domain.documents import Audience
from jeugdhulp_desktop.reports.addition_document import AdditionDocument
from jeugdhulp_desktop.reports.addition_pdf import render
from tests.reports.pdf_reading import Element, ReadPdf, squeezed
from tests.reports.sample_sections import ADDITION, YEAR
from tests.reports.samples import DEPLOYMENTS, SCHOOL

SHARE = AdditionShare(3, 24, Decimal(216), Decimal(9_120))
DOCUMENT = AdditionDocument(ADDITION, SCHOOL, DEPLOYMENTS, share=SHARE)
APPROVALS = (
    Approval(Role.SCHOOL, "VSO Het Veenlicht", "Hendrik Postma", "directeur", date(2027, 2, 11)),
    Approval(Role.WELFARE, "Welzijn Veenmeer", "Ruben van Dalfsen", "teamleider jeugd", date(2027, 2, 12)),
    Approval(Role.MUNICIPALITY, "Gemeente Veenmeer", "Fatma Yıldız", "teammanager jeugd", date(2027, 2, 16)),
)
GRANTED = replace(ADDITION, status=AdditionStatus.GRANTED, decided_on=date(2027, 2, 16), approvals=APPROVALS)


def with_(**changes: Any) -> AdditionDocument:
    return replace(DOCUMENT, addition=replace(ADDITION, **changes))


def read(document: AdditionDocument) -> ReadPdf:
    return ReadPdf(render(document, Audience.PARTNERS))


def headings(pdf: ReadPdf, *tags: str) -> list[str]:
    return [squeezed(each.text) for each in pdf.root.find(*tags)]


@pytest.fixture(scope="module")
def asked() -> ReadPdf:
    return read(DOCUMENT)


def test_two_pages_say_what_is_asked_why_for_what_and_at_whose_cost(asked: ReadPdf) -> None:
    assert len(asked.pdf.pages) == 2
    assert headings(asked, "H1", "H2") == [
        "VSO Het Veenlicht",
        "1 Aanvraag",
        "2 Doelen",
        "3 Financiering en verantwoording",
        "4 Besluit",
        "5 Ondertekening",
    ]
    text = squeezed(asked.text)
    for part in (
        "4,0 uur per week × 18 weken = 72,0 uur",
        "naast 14,0 uur basisinzet",
        "gelijk aan de basisinzet; alleen de omvang is groter",
        "VSO Het Veenlicht (Hendrik Postma, directeur) en Welzijn Veenmeer (Ruben van Dalfsen, teamleider",
        "Omgevingsfactoren en kansengelijkheid. Tussen augustus en januari",
        "1. Op 1 juni 2027 is de mediane wachttijd",
        "Wanneer: 31 maart en 10 juni 2027. Aan wie: alle partijen. Evaluatie: 4 juni 2027.",
    ):
        assert part in text


def test_how_exceptional_it_is_stands_beside_the_decision(asked: ReadPdf) -> None:
    text = squeezed(asked.text)
    assert "Dit schooljaar hebben 3 van de 24 scholen met een afspraak aanvullende inzet." in text
    assert "Dat is 216 van alle 9.120 afgesproken uren (2,4%)." in text
    assert "Uitzondering" not in headings(read(replace(DOCUMENT, share=None)), "H3")


@pytest.mark.parametrize(
    ("status", "mark"),
    [
        (AdditionStatus.DRAFT, "CONCEPT"),
        (AdditionStatus.REQUESTED, "AANVRAAG"),
        (AdditionStatus.REJECTED, "AFGEWEZEN"),
    ],
)
def test_what_is_not_granted_says_so_on_every_page(status: AdditionStatus, mark: str) -> None:
    pdf = read(with_(status=status))
    assert mark in pdf.text
    assert sum(mark in text for _, text in pdf.artifacts) == len(pdf.pdf.pages) - 1


@pytest.mark.parametrize("status", [each for each in AdditionStatus if each.in_force])
def test_what_was_granted_bears_no_mark_and_stays_the_paper_that_was_signed(status: AdditionStatus) -> None:
    later = replace(GRANTED, status=status, outcome="goed", evaluated_on=date(2027, 6, 4), version=9)
    before, after = (replace(DOCUMENT, addition=each) for each in (GRANTED, later))
    assert render(before, Audience.PARTNERS) == render(after, Audience.PARTNERS)
    pdf = read(after)
    assert not any(word in pdf.text for word in ("CONCEPT", "AANVRAAG", "AFGEWEZEN"))
    assert any("Aanvraag 1 · toegekend · 16 februari 2027" in squeezed(text) for _, text in pdf.artifacts)
    assert "Toegekend op 16 februari 2027." in squeezed(pdf.text)


def test_costs_that_nobody_was_asked_to_share_are_told_in_a_sentence() -> None:
    assert "Financiering 72,0 uur × € 71,50 = € 5.148." in squeezed(read(with_(financing=())).text)
    assert "Financiering" not in headings(read(with_(financing=(), rate=None)), "H3")


def test_a_contribution_that_leaves_something_open_says_how_much() -> None:
    half = (Contribution(Funder.MUNICIPALITY, "Gemeente Veenmeer", share=Decimal(50)),)
    assert "Nog te verdelen – 2.574" in squeezed(read(with_(financing=half)).text)


def test_one_school_of_one_reads_as_a_sentence() -> None:
    alone = replace(DOCUMENT, share=AdditionShare(1, 1, Decimal(0), Decimal(0)))
    text = squeezed(read(alone).text)
    assert "Dit schooljaar heeft de enige school met een afspraak aanvullende inzet." in text
    first = replace(DOCUMENT, share=AdditionShare(0, 12, Decimal(0), Decimal(900)))
    assert "heeft nog geen van de 12 scholen met een afspraak" in squeezed(read(first).text)


def test_three_parties_sign_with_the_day_on_which_they_agreed() -> None:
    signed = read(replace(DOCUMENT, addition=GRANTED)).tables()[-1].rows()
    assert [squeezed(cell) for cell in signed[0]] == [
        "", "Voor de school", "Voor de welzijnsorganisatie", "Voor de gemeente",
    ]  # fmt: skip
    by_name = {row[0]: [squeezed(cell) for cell in row[1:]] for row in signed}
    assert by_name["Naam"] == ["Hendrik Postma", "Ruben van Dalfsen", "Fatma Yıldız"]
    assert by_name["Datum"] == ["11 februari 2027", "12 februari 2027", "16 februari 2027"]


def test_who_has_not_agreed_yet_has_an_open_place(asked: ReadPdf) -> None:
    by_name = {row[0]: [squeezed(cell) for cell in row[1:]] for row in asked.tables()[-1].rows()}
    assert by_name["Naam"] == ["Hendrik Postma", "Ruben van Dalfsen", ""]
    assert by_name["Datum"] == ["", "", ""]


def test_the_controlegetal_stands_on_every_page_and_above_the_signatures(asked: ReadPdf) -> None:
    control = spaced(DOCUMENT.control)
    assert sum(f"Controlegetal {control}" in text for _, text in asked.artifacts) == 2
    assert f"akkoord met aanvraag 1 van 29 januari 2027 met controlegetal {control}." in squeezed(asked.text)


def test_a_frozen_tree_gives_the_same_bytes_again() -> None:
    document = replace(DOCUMENT, addition=GRANTED)
    again = from_canonical(AdditionDocument, canonical_bytes(document.content))
    assert again.control == document.control
    assert render(again, Audience.PARTNERS) == render(document, Audience.PARTNERS)


def test_the_audience_must_always_be_named_v26() -> None:
    assert inspect.signature(render).parameters["audience"].default is inspect.Parameter.empty
    with pytest.raises(TypeError):
        render(DOCUMENT, "gemeente")  # type: ignore[arg-type]


def test_title_and_metadata_name_the_school_and_nobody_f52(asked: ReadPdf) -> None:
    described = asked.pdf.Root.Metadata.read_bytes().decode()
    everything = described + " ".join(str(value) for value in asked.pdf.docinfo.values())
    assert ">Aanvullende inzet 2026-2027, VSO Het Veenlicht</rdf:li>" in described
    assert not any(name in everything for name in ("Postma", "Dalfsen", "Yıldız", "Hoekema"))


@pytest.mark.parametrize("text", ["<b>vet</b> &amp;", ") Tj ET (", "<a href='http://x.example'>x</a>"])
def test_markup_is_printed_as_it_was_typed_f46(text: str) -> None:
    pdf = read(
        with_(motivation=text, evidence=text, goals=(text, text), accountability=text, addressee=text,
              decision_note=text, financing=(Contribution(Funder.OTHER, text, Decimal(5), note=text),))
    )  # fmt: skip
    assert squeezed(pdf.text).count(squeezed(text)) >= 8
    assert pdf.outside == []


def test_other_scripts_leave_no_empty_boxes_f48() -> None:
    pdf = read(with_(motivation="محمد 日本 👍🏽 e\u0301", goals=("Łukasik ✓",)))
    assert pdf.missing_glyphs == 0
    assert "[Arabisch schrift] [Chinees schrift]" in squeezed(pdf.text)


def test_a_request_of_nothing_prints_and_says_it_is_a_concept_f49() -> None:
    pdf = read(AdditionDocument(Addition(1, YEAR)))
    assert headings(pdf, "H1", "H2") == ["School zonder naam", "1 Aanvraag", "2 Besluit", "3 Ondertekening"]
    assert "CONCEPT" in pdf.text and "None" not in pdf.text


LONG = "begin " + "Een zin die telkens iets anders zegt, en lang genoeg is. " * 1_700 + " einde"


@pytest.mark.parametrize(
    "changes",
    [
        {"motivation": LONG},
        {"goals": tuple(f"doel {n}" for n in range(300))},
        {"addressee": LONG},
        {"financing": tuple(Contribution(Funder.OTHER, f"partij {n}", Decimal(n)) for n in range(120))},
        {"financing": (Contribution(Funder.OTHER, LONG[:9_000], Decimal(5), note=LONG[:9_000]),)},
        {"approvals": (replace(APPROVALS[0], name=LONG, organisation=LONG),)},
        {"decision_note": LONG},
    ],
    ids="-".join,
)
def test_everything_huge_flows_over_pages_and_signatures_stay_whole_f47_f49(changes: dict[str, Any]) -> None:
    pdf = read(with_(**changes))
    assert pdf.outside == []
    (signing,) = sorted({page for each in pdf.tables()[-1].walk() for page in each.pages})
    assert pages_of(top_level(pdf)[-2]) == [signing]


def top_level(pdf: ReadPdf) -> list[Element]:
    return [each for each in pdf.root.kids if isinstance(each, Element)]


def pages_of(element: Element) -> list[int]:
    return sorted({page for each in element.walk() for page in each.pages})


_words = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=60)
_numbers = st.none() | st.decimals(0, 100_000, places=2)
_contributions = st.builds(
    Contribution, st.sampled_from(Funder), _words, _numbers, st.none() | st.decimals(0, 100, places=2), _words
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.builds(
        Addition,
        school_id=st.just(1),
        school_year=st.just(YEAR),
        status=st.sampled_from(AdditionStatus),
        hours_per_week=_numbers,
        weeks=_numbers,
        starts_on=st.none() | st.dates(),
        ends_on=st.none() | st.dates(),
        motivation=_words,
        goals=st.lists(_words, max_size=4).map(tuple),
        rate=_numbers,
        financing=st.lists(_contributions, max_size=5).map(tuple),
        addressee=_words,
    )
)
def test_whatever_is_asked_prints_and_reads_back_sound(addition: Addition) -> None:
    pdf = read(replace(DOCUMENT, addition=addition))
    assert pdf.pdf.check_pdf_syntax() == []
    assert pdf.outside == [] and pdf.missing_glyphs == 0


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of the checkers' own libraries
@pytest.mark.parametrize(
    "addition", [ADDITION, GRANTED, Addition(1, YEAR)], ids=["asked", "granted", "empty"]
)
def test_outloud_and_pdfua_find_nothing(addition: Addition, tmp_path: Path) -> None:
    import outloud
    import pdfua

    path = tmp_path / "aanvullend.pdf"
    path.write_bytes(render(replace(DOCUMENT, addition=addition), Audience.PARTNERS))
    assert [(each.rule, each.evidence) for each in outloud.check(str(path)).findings] == []
    assert [(each.rule_id, each.message) for each in pdfua.validate(str(path)).findings] == []
