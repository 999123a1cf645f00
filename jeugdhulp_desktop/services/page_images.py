"""Pages of a PDF as pictures for the preview: one page at a time, at the width of the screen.

Everything stays in memory (F51). PDFium may be used by one thread at a time; services run on one.
"""

from dataclasses import dataclass

_MOST_PIXELS = 6_000  # a page wider than any screen: a mistake of the caller, not a wish


@dataclass(frozen=True)
class PageImage:
    """One page, as RGB bytes row by row, three a pixel, without padding."""

    width: int
    height: int
    rgb: bytes


def count_pages(pdf: bytes) -> int:
    """How many pages a PDF has."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        return len(document)
    finally:
        document.close()


def draw_page(pdf: bytes, page: int, width: int) -> PageImage:
    """Page ``page`` (0 is the first), ``width`` pixels wide; IndexError when there is no such page."""
    import pypdfium2

    width = min(max(width, 1), _MOST_PIXELS)
    document = pypdfium2.PdfDocument(pdf)
    try:
        if not 0 <= page < len(document):
            raise IndexError(page)
        sheet = document[page]
        bitmap = sheet.render(scale=width / sheet.get_width(), rev_byteorder=True)
        try:
            row = bitmap.width * 3
            data = bytes(bitmap.buffer)
            rows = (
                data[start : start + row] for start in range(0, bitmap.stride * bitmap.height, bitmap.stride)
            )
            return PageImage(bitmap.width, bitmap.height, b"".join(rows))
        finally:
            bitmap.close()
            sheet.close()
    finally:
        document.close()
