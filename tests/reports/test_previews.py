"""Pages as pictures for the screen: the right size, no padding, nothing kept."""

import pytest

from jeugdhulp_desktop.domain.documents import Audience
from jeugdhulp_desktop.reports.agreement_pdf import render
from jeugdhulp_desktop.reports.previews import (
    MAX_WIDTH,
    page_count,
    page_sizes,
    page_text,
    render_page,
)
from tests.reports.samples import EMPTY


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return render(EMPTY, Audience.PARTNERS)


def test_a_document_tells_its_pages_and_their_sizes(pdf: bytes) -> None:
    assert page_count(pdf) == 2
    assert [(round(width), round(height)) for width, height in page_sizes(pdf)] == [(595, 842)] * 2


@pytest.mark.parametrize("asked", [1, 97, 700, 701, 702, 703])
def test_a_picture_has_the_width_asked_and_three_bytes_a_pixel(pdf: bytes, asked: int) -> None:
    width, height, pixels = render_page(pdf, 0, asked)
    assert width == asked
    assert abs(height - asked * 842 / 595) <= 2
    assert len(pixels) == width * height * 3


def test_the_picture_is_white_paper_with_ink_in_the_accent_colour(pdf: bytes) -> None:
    width, _, pixels = render_page(pdf, 0, 595)
    assert pixels[:3] == b"\xff\xff\xff"
    rule = (round(19 * 72 / 25.4) + 1) * width * 3 + 300 * 3  # the heavy rule of the cover
    red, green, blue = pixels[rule : rule + 3]
    assert red < 0x30 < green < blue < 0x80, "red and blue are not exchanged"


def test_a_width_no_screen_has_is_held_back(pdf: bytes) -> None:
    assert render_page(pdf, 0, 0)[0] == 1
    assert render_page(pdf, 0, 10**9)[0] == MAX_WIDTH


@pytest.mark.parametrize("page", [-1, 2])
def test_a_page_that_is_not_there_is_an_index_error(pdf: bytes, page: int) -> None:
    with pytest.raises(IndexError):
        render_page(pdf, page, 100)


def test_the_text_of_a_page_can_be_read(pdf: bytes) -> None:
    assert "Ondertekening" in page_text(pdf, 1)
