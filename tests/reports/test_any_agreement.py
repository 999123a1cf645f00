"""Agreements filled at random with what people may type: every one prints, and reads back sound."""

import itertools
import random
from dataclasses import fields, is_dataclass, replace
from enum import StrEnum
from typing import Any

import pytest

from jeugdhulp_desktop.domain.documents import Audience
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.reports.agreement_document import AgreementDocument
from jeugdhulp_desktop.reports.agreement_pdf import render
from tests.reports.pdf_reading import Element, ReadPdf
from tests.reports.samples import FULL

PIECES = [
    "a", "kort", "Een zin met wat woorden. ", "x" * 300, "\n", "- punt\n", "\n\n", "<b>&amp;", "مرحبا",
    "😀👍🏽", "e\u0301", "日本", "/pad/naar/iets-langs", "woord " * 50, "\u202e\u0000", "%reserved-1%",
    "1 februari 2027 ", ")(\\", "ij ĳ ﬁ", "1. eerst\n2. dan\n",
]  # fmt: skip
KEPT = {"key", "theme_keys", "frozen_control"}


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
    pdf = ReadPdf(render(AgreementDocument(Typist(seed).fill(FULL)), Audience.PARTNERS))
    assert pdf.pdf.check_pdf_syntax() == []
    assert pdf.outside == []
    assert pdf.missing_glyphs == 0
    blocks = [each for each in pdf.root.kids if isinstance(each, Element)]
    for heading, after in itertools.pairwise(blocks):
        if heading.tag == "H2" and pages_of(after):
            assert pages_of(heading)[-1] == pages_of(after)[0], "a heading alone at the end of a page"


def pages_of(element: Element) -> list[int]:
    return sorted({page for each in element.walk() for page in each.pages})
