"""Where the pages of an agreement end: no heading alone, signatures and themes never parted."""

import itertools
from dataclasses import replace

import pytest

from tests.reports.pdf_reading import Element
from tests.reports.sample_sections import ADDITION
from tests.reports.samples import FULL, PLAIN, THEMES, with_
from tests.reports.test_agreement_pdf import read


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


def test_theme_blocks_stay_whole() -> None:
    themes = [each for each in read(PLAIN).tables() if "Trekker" in each.text]
    assert len(themes) == len(THEMES)
    assert all(len(pages_of(each)) == 1 for each in themes)


@pytest.mark.parametrize("lines", range(0, 40, 5))
def test_the_signatures_of_an_annex_are_whole_and_never_alone_on_a_page(lines: int) -> None:
    longer = replace(ADDITION, evidence="\n".join(f"Regel {n} van wat het laat zien." for n in range(lines)))
    pdf = read(replace(PLAIN, additions=(longer, ADDITION)))
    blocks = [each for each in pdf.root.kids if isinstance(each, Element)]
    signed = [number for number, each in enumerate(blocks) if "Handtekening" in each.text]
    assert len(signed) == 3
    for number in signed:
        (page,) = pages_of(blocks[number])
        assert pages_of(blocks[number - 1]) == [page]
        before = next(each for each in reversed(blocks[: number - 1]) if pages_of(each))
        assert pages_of(before)[-1] == page
