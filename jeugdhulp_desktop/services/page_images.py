"""Pages of a PDF as pictures for the preview: one page at a time, at the width of the screen.

Everything stays in memory (F51). The drawing itself is ``reports.previews``, which is imported at the first
picture: it brings PDFium along, and nobody waits for that at the start.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class PageImage:
    """One page, as RGB bytes row by row, three a pixel, without padding."""

    width: int
    height: int
    rgb: bytes


def count_pages(pdf: bytes) -> int:
    """How many pages a PDF has."""
    from jeugdhulp_desktop.reports.previews import page_count

    return page_count(pdf)


def measure_pages(pdf: bytes) -> list[tuple[float, float]]:
    """Width and height of every page, in points."""
    from jeugdhulp_desktop.reports.previews import page_sizes

    return page_sizes(pdf)


def draw_page(pdf: bytes, page: int, width: int) -> PageImage:
    """Page ``page`` (0 is the first), ``width`` pixels wide; IndexError when there is no such page."""
    from jeugdhulp_desktop.reports.previews import render_page

    return PageImage(*render_page(pdf, page, width))
