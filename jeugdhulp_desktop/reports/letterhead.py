"""Who issues a paper, above its first page: logo, name and address. Set once, the same on every paper."""

import hashlib
import io
import re
from collections.abc import Sequence

from PIL import Image, UnidentifiedImageError

from jeugdhulp_desktop.domain.documents import Letterhead
from jeugdhulp_desktop.reports.cells import MailText
from jeugdhulp_desktop.reports.design import (
    CAPTION,
    FURNITURE,
    MM,
    TEXT_X,
    UNIT,
    WIDTH,
    printable,
    shortened,
)
from jeugdhulp_desktop.reports.flowables import Block, Text
from jeugdhulp_desktop.reports.structure import Node
from jeugdhulp_desktop.reports.tagging import TaggedCanvas

LOGO_WIDTH, LOGO_HEIGHT = 40 * MM, 18 * MM  # the most it takes; the width is that of the side column
_MOST_PIXELS = 1_000  # a side: 40 mm at over 600 dots an inch
_ADDRESS = re.compile(r"(?:[\w.+-]+@|www\.|https?://)[\w.-]+\.[a-z]{2,}(?:/\S*)?", re.IGNORECASE)
_MOST_LINES = 5  # of the address; the head leaves the page to what it stands above


def letterhead(sender: Letterhead, logo: bytes = b"") -> list["LetterheadBlock"]:
    """The head of a first page, or nothing when there is none.

    ``logo``: the PNG of which the sender holds the SHA-256, or nothing. Raises ValueError("logo") for other
    bytes, since the same document must be the same file, and for bytes that are no picture.
    """
    if logo and hashlib.sha256(logo).hexdigest() != sender.logo:
        raise ValueError("logo")
    block = LetterheadBlock(sender, logo)
    return [block] if block.measure() else []


class LetterheadBlock(Block):
    """Logo in the side column, name and address beside it; without a logo they begin at the margin."""

    def __init__(self, sender: Letterhead, logo: bytes) -> None:
        super().__init__()
        self.picture = _picture(logo) if logo else None
        self.indent = TEXT_X if self.picture else 0.0
        name = " ".join(printable(sender.name[:500]).split())
        self.figure = Node("Figure", alt=f"Logo van {name}" if name else "Logo")
        width = WIDTH - self.indent
        self.texts: list[Text] = []
        if name:
            self.texts.append(Text(shortened(name, CAPTION, width), CAPTION, indent=self.indent))
        for line in _filled(sender.address):
            self.texts.append(_line(shortened(printable(line), FURNITURE, width), width, self.indent))
        self.after = 2 * UNIT

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the logo in points: as large as fits, never blown up past 72 dots an inch."""
        if self.picture is None:
            return 0.0, 0.0
        width, height = self.picture.size
        scale = min(LOGO_WIDTH / width, LOGO_HEIGHT / height, 1.0)
        return width * scale, height * scale

    def measure(self) -> float:
        return max(self.size[1], sum(text.measure() for text in self.texts))

    def paint(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        if self.picture is not None:
            width, height = self.size
            box = (x, top - height, width, height)
            canvas.show_picture(self.figure, self.picture.tobytes(), self.picture.size, box)
        for text in self.texts:
            text.paint(canvas, x, top)
            top -= text.measure()


def _line(text: str, width: float, indent: float) -> Text:
    """A line of the address; a mail address or a site leads there."""
    if _ADDRESS.fullmatch(text):
        site = "@" not in text
        return MailText(text, width=width, cell=Node("P"), style=FURNITURE, indent=indent, site=site)
    return Text(text, FURNITURE, indent=indent)


def _filled(lines: Sequence[str]) -> list[str]:
    return [" ".join(line[:500].split()) for line in lines if line.strip()][:_MOST_LINES]


def _picture(png: bytes) -> Image.Image:
    """The logo on white: paper has no other colour behind it."""
    try:
        with Image.open(io.BytesIO(png), formats=["PNG"]) as opened:
            opened.thumbnail((_MOST_PIXELS, _MOST_PIXELS))
            picture = opened.convert("RGBA")
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError) as error:
        raise ValueError("logo") from error
    white = Image.new("RGBA", picture.size, "white")
    return Image.alpha_composite(white, picture).convert("RGB")
