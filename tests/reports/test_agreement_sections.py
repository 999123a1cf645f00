"""The chapters of the school agreement one by one: what is filled in, left out, added up and to be ticked."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from jeugdhulp_desktop.domain.additions import AdditionStatus
from jeugdhulp_desktop.domain.agreement_kinds import ALWAYS, Funder, Responsible, Section
from jeugdhulp_desktop.domain.agreement_sections import Analysis, Expectation, PastFigure
from jeugdhulp_desktop.domain.agreement_terms import Contribution, Finance, Rate, Term
from jeugdhulp_desktop.domain.canonical import from_canonical, to_tree
from jeugdhulp_desktop.domain.documents import Audience, Letterhead
from jeugdhulp_desktop.domain.evaluations import EvaluationMoment, Figures, Realised
from jeugdhulp_desktop.reports.agreement_document import AgreementDocument
from jeugdhulp_desktop.reports.agreement_pdf import render
from tests.reports.pdf_reading import Element, ReadPdf, squeezed
from tests.reports.sample_sections import ADDITION, EVALUATION, FINANCE
from tests.reports.samples import (
    DEPLOYMENTS,
    DOCUMENT,
    EXTRA,
    FULL,
    JMW,
    JP,
    PLAIN,
    with_,
)
from tests.reports.test_agreement_pdf import headings, read


def table(pdf: ReadPdf, name: str) -> Element:
    return next(each for each in pdf.tables() if name in squeezed(each.text))


def rows(pdf: ReadPdf, name: str) -> list[list[str]]:
    return [[squeezed(cell) for cell in row] for row in table(pdf, name).rows()]


@pytest.fixture(scope="module")
def full() -> ReadPdf:
    return read(DOCUMENT)


# -- what is left out --------------------------------------------------------------------------------------


@pytest.mark.parametrize("section", [each for each in Section if each not in ALWAYS])
def test_a_section_that_is_left_out_is_not_printed_and_the_others_keep_their_numbers(
    section: Section,
) -> None:
    before, after = headings(read(PLAIN), "H2"), headings(read(with_(left_out=(section,))), "H2")
    assert after == [title for title in before if not title.startswith(f"{section.number} ")]


def test_only_when_a_number_is_missing_the_contents_say_why(full: ReadPdf) -> None:
    why = "De nummers zijn die van het volledige model."
    assert why not in squeezed(full.text)
    assert why in squeezed(read(with_(left_out=(Section.PRIVACY,))).text)


def test_granted_hours_are_printed_though_their_section_is_left_out() -> None:
    left_out = replace(FULL, left_out=(Section.ADDITIONS,))
    pdf = read(replace(DOCUMENT, agreement=left_out))
    assert "Bijlage A Aanvullende inzet" in headings(pdf, "H2")
    pdf = read(with_(left_out=(Section.ADDITIONS,), deployments=(*DEPLOYMENTS, EXTRA)))
    assert "8 Aanvullende inzet" in headings(pdf, "H2")


# -- 3 to 9 ------------------------------------------------------------------------------------------------


def test_figures_of_last_year_stand_beside_the_year_before(full: ReadPdf) -> None:
    found = rows(full, "Cijfers van vorig schooljaar")
    assert found[0] == ["Cijfer", "2025-2026", "2024-2025"]
    assert found[1] == ["Nieuwe aanmeldingen", "61", "58"]
    assert "<5: 1 tot en met 4, verborgen om herkenning te voorkomen." in squeezed(full.text)


def test_one_year_of_figures_is_one_column_and_nothing_hidden_needs_no_note_f55() -> None:
    pdf = read(with_(analysis=Analysis(figures=(PastFigure("I01", "Aanmeldingen", "12"),))))
    assert rows(pdf, "Cijfers van vorig schooljaar")[0] == ["Cijfer", "2025-2026"]
    assert "verborgen" not in pdf.text


def test_what_goes_for_everyone_stands_once_without_names(full: ReadPdf) -> None:
    text = squeezed(full.text)
    assert text.count("vanaf week drie voor vervanging") == 1
    assert "Vervanging Is een medewerker" in text
    assert "JMW (Sanne Hoekema) en JP (Maaike Łukasik-Prins): lokaal B1.04" in text


def test_hours_that_come_on_top_stand_apart_from_the_basic_ones() -> None:
    pdf = read(with_(deployments=(*DEPLOYMENTS, EXTRA)))
    assert rows(pdf, "Basisinzet per functie")[-1] == ["Totaal", "", "36,5", "", "1.460,0"]
    assert rows(pdf, "Aanvullende inzet, als uitzondering")[1][2:] == ["4,0", "18", "72,0"]


def test_all_who_are_responsible_can_be_named() -> None:
    found = tuple(Expectation(each, f"zorgt voor {each.value}") for each in Responsible)
    pdf = read(with_(expectations=found))
    assert headings(pdf, "H3")[headings(pdf, "H3").index("De school levert") :][:6] == [
        "De school levert",
        "Welzijn Veenmeer levert",
        "De gemeente levert",
        "Van ouders vragen we",
        "De kinderopvang levert",
        "Het samenwerkingsverband levert",
    ]


def test_a_smart_goal_says_how_it_is_now_and_when_it_is_measured(full: ReadPdf) -> None:
    found = dict(row for row in table(full, "11% Streefwaarde").rows() if len(row) == 2)
    assert [squeezed(found[name]) for name in ("Prioriteit", "Nu", "Streefwaarde", "Bron", "Meten op")] == [
        "1 (eerst)",
        "11%",
        "10% of minder",
        "leerlingmeting",
        "31 mei 2027",
    ]


def test_steps_of_the_route_are_numbered_once_however_they_were_typed() -> None:
    steps = ("1. eerst", "2) dan", "- daarna", "", "ten slotte")
    pdf = read(with_(route=replace(FULL.route, steps=steps)))
    assert "Aanmelden 1. eerst 2. dan 3. daarna 4. ten slotte" in squeezed(pdf.text)


# -- 13 Financiën ------------------------------------------------------------------------------------------


def test_costs_are_hours_times_rate_and_add_up(full: ReadPdf) -> None:
    assert rows(full, "Kosten basisinzet") == [
        ["Functie", "Uren", "Tarief in €", "Bedrag in €"],
        ["Jeugdmaatschappelijk werk (JMW)", "560,0", "71,50", "40.040"],
        ["Jongerenwerk (JW)", "260,0", "65,00", "16.900"],
        ["Jeugdprofessional (JP)", "640,0", "84,00", "53.760"],
        ["Totaal basisinzet", "1.460,0", "", "110.700"],
    ]


def test_contributions_add_up_to_the_costs(full: ReadPdf) -> None:
    assert [row[2:] for row in rows(full, "Bijdragen")[1:]] == [
        ["90%", "99.630"],
        ["10%", "11.070"],
        ["100%", "110.700"],
    ]


def test_what_nobody_pays_yet_has_a_row_of_its_own() -> None:
    half = Finance(FINANCE.rates, (Contribution(Funder.MUNICIPALITY, share=Decimal(50)),))
    assert rows(read(with_(finance=half)), "Bijdragen")[1:] == [
        ["Gemeente", "50%", "55.350"],
        ["Nog te verdelen", "–", "55.350"],
        ["Totaal", "", "110.700"],
    ]


def test_a_worker_type_without_a_rate_shows_its_hours_and_no_amount() -> None:
    pdf = read(with_(finance=Finance((Rate(JP, Decimal(84)), Rate(JMW, None)))))
    assert rows(pdf, "Kosten basisinzet")[1] == ["Jeugdmaatschappelijk werk (JMW)", "560,0", "–", "–"]


# -- 14 Evaluatie ------------------------------------------------------------------------------------------


def test_what_was_found_halfway_is_printed_and_the_end_is_to_be_ticked(full: ReadPdf) -> None:
    found = rows(full, "Evaluatie per afspraak")
    assert found[0] == ["Afspraak", "27 januari 2027", "Toelichting januari", "Eind", "Toelichting eind"]
    assert found[2] == ["Thema 1 Pesten", "deels", "Tweede groep start in maart", "ja deels nee", ""]
    assert found[5][2] == "83% op tijd Nog te doen: mentoren helpen"


def test_before_any_evaluation_every_line_of_the_agreement_can_be_ticked_twice() -> None:
    found = rows(read(replace(DOCUMENT, evaluations=())), "Evaluatie per afspraak")
    assert [row[0] for row in found[1:]] == [
        "Inzet JMW",
        "Inzet JW",
        "Inzet JP",
        "Thema 1 Pesten",
        "Thema 2 Sociale vaardigheid",
        "Thema 3 Hulp bij scheiding",
        "Thema 4 Verzuim en motivatie",
        "Groepsaanbod",
        "Aanvullende inzet JMW",
    ]
    assert all(row[1:] == ["ja deels nee", "", "ja deels nee", ""] for row in found[1:])


def test_at_the_end_of_the_year_nothing_is_left_to_tick() -> None:
    lines = tuple(replace(each, answer=Realised.YES) for each in EVALUATION.lines)
    end = replace(
        EVALUATION, moment=EvaluationMoment.END, held_on=date(2027, 6, 10), lines=lines, proposal="Zo verder."
    )
    pdf = read(replace(DOCUMENT, evaluations=(EVALUATION, end)))
    assert "2 evaluaties 27 januari en 10 juni 2027" in squeezed(pdf.text)
    assert {row[3] for row in rows(pdf, "Evaluatie per afspraak")[1:]} == {"gerealiseerd"}
    assert "Kruis bij" not in pdf.text
    assert "Voorstel volgend jaar Zo verder." in squeezed(pdf.text)


def test_figures_that_are_counted_anew_change_no_controlegetal_they_are_not_printed() -> None:
    counted = replace(EVALUATION, figures=Figures(date(2027, 1, 31)), finished_on=None, version=9)
    assert replace(DOCUMENT, evaluations=(counted,)).control == DOCUMENT.control


# -- 15, and papers of the first layout --------------------------------------------------------------------


def test_another_term_is_printed_on_the_cover_and_in_its_chapter() -> None:
    pdf = read(with_(term=Term(date(2026, 9, 1), date(2027, 6, 30))))
    assert "1 september 2026 t/m 30 juni 2027" in squeezed(pdf.text)
    assert "loopt van 1 september 2026 tot en met 30 juni 2027." in squeezed(pdf.text)


def test_a_paper_of_the_first_layout_gets_no_chapter_that_was_not_signed() -> None:
    first = AgreementDocument(replace(FULL, term=Term()), template=1)
    assert not {"14 Evaluatie", "15 Looptijd, wijziging en geschil"} & set(headings(read(first), "H2"))
    second = replace(first, template=2)
    assert {"14 Evaluatie", "15 Looptijd, wijziging en geschil"} < set(headings(read(second), "H2"))


def test_a_tree_frozen_by_the_first_program_is_still_read() -> None:
    tree = to_tree(PLAIN)
    old = {key: tree[key] for key in ("agreement", "previous_hours_per_year")}
    new_parts = {
        "left_out", "policies", "analysis", "route", "families", "privacy", "satisfaction", "finance", "term"
    }  # fmt: skip
    old["agreement"] = {key: value for key, value in old["agreement"].items() if key not in new_parts}
    old |= {"letterhead": "", "template": 1}
    document = from_canonical(AgreementDocument, json.dumps({"schema": 1, "value": old}).encode())
    assert (document.sender, document.template, document.additions) == (Letterhead(), 1, ())
    text = squeezed(read(document).text)
    assert "VSO Het Veenlicht" in text and "3 Analyse van de school" not in text


# -- Bijlage A ---------------------------------------------------------------------------------------------


def test_an_annex_has_three_signatures_of_its_own(full: ReadPdf) -> None:
    blocks = [each for each in full.root.kids if isinstance(each, Element)]
    signed = [each for each in full.tables() if "Handtekening" in each.text]
    assert [len(each.rows()[0]) for each in signed] == [4, 4]
    assert blocks[-1] is signed[-1]
    assert squeezed(blocks[-2].text) == "Akkoord met de aanvullende inzet in deze bijlage:"


def test_the_costs_of_an_annex_add_up_to_the_cent(full: ReadPdf) -> None:
    assert rows(full, "Financiering 72,0 uur × € 71,50 = € 5.148.")[1:] == [
        ["Gemeente Veenmeer", "60%", "3.088,80"],
        ["VSO Het Veenlicht", "25%", "1.287,00"],
        ["Samenwerkingsverband Veenland", "15%", "772,20"],
        ["Totaal", "100%", "5.148,00"],
    ]


def test_two_requests_are_two_annexes_that_are_both_signed_along() -> None:
    second = replace(ADDITION, number=2, status=AdditionStatus.GRANTED, worker_type=JP)
    pdf = read(replace(DOCUMENT, additions=(ADDITION, second)))
    assert headings(pdf, "H2")[-2:] == ["Bijlage A Aanvullende inzet", "Bijlage B Aanvullende inzet"]
    text = squeezed(pdf.text)
    assert "inclusief bijlagen A en B." in text
    assert "+8,0 uur per week extra JMW en JP in 2 aanvragen" in text
    assert "De gemeente heeft aanvullende inzet JP toegekend voor 1 maart tot en met 16 juli 2027" in text


def test_a_refusal_is_told_where_the_annex_is_pointed_at() -> None:
    pdf = read(replace(DOCUMENT, additions=(replace(ADDITION, status=AdditionStatus.REJECTED),)))
    assert "aanvraag voor aanvullende inzet JMW afgewezen" in squeezed(pdf.text)
    assert "uur per week extra" not in squeezed(pdf.text)


def test_what_is_noted_after_the_decision_changes_nothing_on_the_paper() -> None:
    granted = replace(ADDITION, status=AdditionStatus.GRANTED, decided_on=date(2027, 2, 20))
    later = replace(granted, status=AdditionStatus.EVALUATED, outcome="goed", paper_kept_at="kast", version=8)
    papers = [replace(DOCUMENT, additions=(each,)) for each in (granted, later)]
    assert render(papers[0], Audience.PARTNERS) == render(papers[1], Audience.PARTNERS)


def test_an_annex_of_almost_nothing_prints() -> None:
    bare = type(ADDITION)(school_id=1, school_year=FULL.school_year)
    pdf = read(replace(DOCUMENT, agreement=replace(FULL, signatories=(), parties=()), additions=(bare,)))
    assert headings(pdf, "H2")[-1] == "Bijlage A Aanvullende inzet"
    assert "None" not in pdf.text and pdf.outside == []
