"""Pages as pictures, for the screen: only those in view, at the size they are shown.

A preview that keeps every page at print resolution takes hundreds of megabytes; a page at screen width
takes a few milliseconds, so nothing is kept and nothing is written to disk (F51).
"""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from threading import Lock

import pypdfium2

MAX_WIDTH = 6_000  # pixels; a wider picture would take hundreds of megabytes

_ONE_AT_A_TIME = Lock()  # PDFium is not made for threads
Picture = tuple[int, int, bytes]


def page_count(pdf: bytes) -> int:
    """How many pages a PDF has."""
    with _opened(pdf) as document:
        return len(document)


def page_sizes(pdf: bytes) -> list[tuple[float, float]]:
    """Width and height of every page, in points."""
    with _opened(pdf) as document:
        return [document.get_page_size(number) for number in range(len(document))]


def render_page(pdf: bytes, page: int, width_px: int) -> Picture:
    """One page (from 0) as width, height and RGB rows without padding, three bytes a pixel.

    IndexError for a page that is not there.
    """
    with _opened(pdf) as document:
        if not 0 <= page < len(document):
            raise IndexError(page)
        wanted = max(1, min(width_px, MAX_WIDTH))
        width, _ = document.get_page_size(page)
        with closing(document[page]) as opened:
            # pypdfium2 rounds up, and 700 / 595.28 * 595.28 is a hair more than 700
            bitmap = opened.render(scale=(wanted - 0.01) / width, rev_byteorder=True)
            with closing(bitmap):
                return bitmap.width, bitmap.height, _rows(bitmap)


def page_text(pdf: bytes, page: int) -> str:
    """The text that stands on a page, in the order of drawing."""
    with _opened(pdf) as document, closing(document[page]) as opened, closing(opened.get_textpage()) as text:
        return str(text.get_text_bounded())


def _rows(bitmap: pypdfium2.PdfBitmap) -> bytes:
    """The pixels without what pads a row: the widths of a picture and of its buffer differ."""
    content = bytes(bitmap.buffer)
    used = bitmap.width * bitmap.n_channels
    if bitmap.stride == used:
        return content
    return b"".join(content[row * bitmap.stride : row * bitmap.stride + used] for row in range(bitmap.height))


@contextmanager
def _opened(pdf: bytes) -> Iterator[pypdfium2.PdfDocument]:
    with _ONE_AT_A_TIME, closing(pypdfium2.PdfDocument(pdf)) as document:
        yield document
