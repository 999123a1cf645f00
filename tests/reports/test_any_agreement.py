"""Agreements filled at random with what people may type: every one prints, and reads back sound."""

import itertools
import random
from dataclasses import fields, is_dataclass, replace
from enum import StrEnum
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jeugdhulp_desktop.domain.agreement_kinds import ALWAYS, Section
from jeugdhulp_desktop.domain.agreements import Agreement
from jeugdhulp_desktop.domain.canonical import canonical_bytes, from_canonical
from jeugdhulp_desktop.domain.documents import Audience
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.reports.agreement_document import AgreementDocument
from jeugdhulp_desktop.reports.agreement_pdf import render
from tests.agreements import agreements
from tests.reports.pdf_reading import Element, ReadPdf, squeezed
from tests.reports.sample_sections import ADDITION, EVALUATION
from tests.reports.samples import DOCUMENT

PIECES = [
    "a", "kort", "Een zin met wat woorden. ", "x" * 300, "\n", "- punt\n", "\n\n", "<b>&amp;", "مرحبا",
    "😀👍🏽", "e\u0301", "日本", "/pad/naar/iets-langs", "woord " * 50, "\u202e\u0000", "%reserved-1%",
    "1 februari 2027 ", ")(\\", "ij ĳ ﬁ", "1. eerst\n2. dan\n",
]  # fmt: skip
KEPT = {"key", "theme_keys", "frozen_control", "logo"}


class Typist:
    """Fills the texts of a value and repeats, drops and mixes its rows."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.longest = self.random.choice([3, 10, 60])

    def text(self) -> str:
        count = self.random.choice([0, 0, 1, 1, 2, 3, 5, self.random.randint(1, self.longest)])
        return "".join(self.random.choices(PIECES, k=count))

    def fill(self, value: Any) -> Any:
        if isinstance(value, (StrEnum, SchoolYear)):
            return value
        if isinstance(value, str):
            return self.text() if self.random.random() < 0.7 else value
        if is_dataclass(value) and not isinstance(value, type):
            changed = {
                each.name: self.fill(getattr(value, each.name))
                for each in fields(value)
                if each.name not in KEPT
            }
            return replace(value, **changed)
        if isinstance(value, tuple) and value:
            count = self.random.choice([0, 1, len(value), len(value) * self.random.randint(1, 6)])
            return tuple(self.fill(self.random.choice(value)) for _ in range(count))
        return value


@pytest.mark.parametrize("seed", range(24))
def test_whatever_is_typed_prints_and_reads_back_sound(seed: int) -> None:
    pdf = ReadPdf(render(Typist(seed).fill(DOCUMENT), Audience.PARTNERS))
    assert pdf.pdf.check_pdf_syntax() == []
    assert pdf.outside == []
    assert pdf.missing_glyphs == 0
    blocks = [each for each in pdf.root.kids if isinstance(each, Element)]
    for heading, after in itertools.pairwise(blocks):
        if heading.tag == "H2" and pages_of(after):
            assert pages_of(heading)[-1] == pages_of(after)[0], "a heading alone at the end of a page"


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(agreements, st.lists(st.sampled_from(Section), unique=True), st.integers(0, 2))
def test_any_agreement_with_any_sections_left_out_reads_back_sound(
    agreement: Agreement, left_out: list[Section], annexes: int
) -> None:
    document = AgreementDocument(
        replace(agreement, left_out=tuple(left_out)),
        additions=(ADDITION,) * annexes,
        evaluations=(EVALUATION,) * (annexes % 2),
    )
    pdf = ReadPdf(render(document, Audience.PARTNERS))
    assert pdf.outside == [] and pdf.missing_glyphs == 0
    assert from_canonical(AgreementDocument, canonical_bytes(document)) == document
    titles = [squeezed(each.text) for each in pdf.root.find("H2")]
    for section in set(left_out) - ALWAYS - {Section.ADDITIONS}:
        assert not any(title.startswith(f"{section.number} ") for title in titles)


def pages_of(element: Element) -> list[int]:
    return sorted({page for each in element.walk() for page in each.pages})
