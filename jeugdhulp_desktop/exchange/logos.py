"""A logo for the letterhead, taken from a file that anybody may have made (F43, F44).

Recognised by what is in it, never by its name. A photograph or drawing in points is decoded within bounds and
encoded anew, so that nothing but its points is kept: no place, no camera, no thumbnail. A drawing in lines is
read as XML without entities, refused when it could do anything but draw, and written anew for the painter.
"""

import base64
import binascii
import io
import re
import struct
import warnings
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from lxml import etree
from PIL import Image, ImageOps, UnidentifiedImageError

from jeugdhulp_desktop.domain.errors import UnreadableImport, UnreadableLogo
from jeugdhulp_desktop.exchange.files import read_regular

LARGEST_LOGO = 5_000_000  # bytes of the file
MOST_POINTS = 4_000  # a side
KEPT_POINTS = 1_200  # a side, at most: 40 mm on paper at over 700 dots an inch
_MOST_ELEMENTS = 20_000  # of a drawing, each copy that it makes of itself counted

_PNG, _JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
_ACTIVE = frozenset({"script", "foreignobject", "handler", "listener", "iframe", "audio", "video"})
_MOVING = ("animate", "set", "discard", "mpath")  # they can write a reference while they play
_URL = re.compile(r"url\s*\(\s*(.)", re.IGNORECASE)
_EMBEDDED = re.compile(r"data:image/(?:png|jpeg|jpg);base64,(.*)", re.IGNORECASE | re.DOTALL)
_UNREADABLE = (
    OSError,
    ValueError,
    SyntaxError,
    EOFError,
    struct.error,
    zlib.error,
    UnidentifiedImageError,
    Image.DecompressionBombError,
    OverflowError,
    IndexError,
    KeyError,
    TypeError,
)  # fmt: skip - what Pillow raises on bytes that are not what they say


class LogoKind(StrEnum):
    """What was chosen: points, or lines that are to be painted first."""

    POINTS = "points"
    LINES = "lines"


@dataclass(frozen=True)
class LogoFile:
    """A logo that may be used. ``data``: the file itself, or of lines the XML written anew."""

    kind: LogoKind
    data: bytes = field(repr=False)


@dataclass(frozen=True)
class Logo:
    """A PNG of nothing but points, as it is kept."""

    png: bytes = field(repr=False)
    width: int
    height: int


def open_logo(path: Path) -> LogoFile:
    """Read and recognise a logo; UnreadableLogo with the code of why not, DiskProblem."""
    try:
        data = read_regular(path, LARGEST_LOGO)
    except UnreadableImport as found:
        raise UnreadableLogo(found.code) from None
    if not data.strip(b"\0 \t\r\n"):
        raise UnreadableLogo("empty")
    if data.startswith((_PNG, _JPEG)):
        encode_logo(data)  # refused now, not when it is kept
        return LogoFile(LogoKind.POINTS, data)
    start = data[:64].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if start[:1] != b"<":
        raise UnreadableLogo("format")
    return LogoFile(LogoKind.LINES, clean_drawing(data))


def encode_logo(data: bytes) -> Logo:
    """The points of a PNG or JPEG as a new PNG, upright and not larger than is printed. UnreadableLogo."""
    if not data.startswith((_PNG, _JPEG)):
        raise UnreadableLogo("format")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a warning at many points: we count them ourselves
            with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as image:
                if max(image.size) > MOST_POINTS:
                    raise UnreadableLogo("too-many-pixels")
                image.load()
                points = _points(image)
    except _UNREADABLE:
        raise UnreadableLogo("damaged") from None
    kept = io.BytesIO()
    points.save(kept, "PNG", optimize=False)
    return Logo(kept.getvalue(), points.width, points.height)


def clean_drawing(data: bytes) -> bytes:
    """An SVG that only draws, written anew; UnreadableLogo for one that could do anything else."""
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, dtd_validation=False, huge_tree=False
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise UnreadableLogo("damaged") from None
    if root.getroottree().docinfo.internalDTD is not None and b"<!ENTITY" in data:
        raise UnreadableLogo("entities")
    if not isinstance(root.tag, str) or _local(root.tag) != "svg":
        raise UnreadableLogo("format")
    beside = (*root.itersiblings(preceding=True), *root.itersiblings())
    if any(isinstance(each, etree._ProcessingInstruction) for each in beside):
        raise UnreadableLogo("reference")  # a style sheet from elsewhere
    for element in root.iter():
        _refuse_active(element)
    if _size(root, {each.get("id", ""): each for each in _elements(root)}) > _MOST_ELEMENTS:
        raise UnreadableLogo("too-complex")
    etree.strip_tags(root, etree.Comment)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)


def _points(image: Image.Image) -> Image.Image:
    """The image upright, in colours of a screen, small enough, and without all that came with it."""
    upright = ImageOps.exif_transpose(image)
    clear = upright.mode in ("RGBA", "LA", "PA") or "transparency" in upright.info
    shown = upright.convert("RGBA" if clear else "RGB")
    shown.thumbnail((KEPT_POINTS, KEPT_POINTS), Image.Resampling.LANCZOS)
    return Image.frombytes(shown.mode, shown.size, shown.tobytes())


def _refuse_active(element: "etree._Element") -> None:
    """UnreadableLogo for what is not drawing: scripts, other programs, anything from outside the file."""
    if isinstance(element, etree._Entity):
        raise UnreadableLogo("entities")
    if isinstance(element, etree._ProcessingInstruction):
        raise UnreadableLogo("reference")
    if isinstance(element, etree._Comment):
        return
    name = _local(element.tag)
    if name in _ACTIVE or name.startswith(_MOVING):
        raise UnreadableLogo("script")
    if name == "style":
        _refuse_style("".join(str(each) for each in element.itertext()))
    for attribute, value in element.attrib.items():
        _refuse_attribute(name, _local(str(attribute)), str(value))


def _refuse_attribute(element: str, attribute: str, value: str) -> None:
    if attribute.startswith("on"):
        raise UnreadableLogo("script")
    if attribute in ("href", "src", "base"):
        _refuse_reference(element, value.strip())
    else:
        _refuse_style(value)


def _refuse_reference(element: str, target: str) -> None:
    """Only to a part of the drawing itself, or a small picture that stands in it."""
    if target.lower().startswith("javascript:"):
        raise UnreadableLogo("script")
    embedded = _EMBEDDED.fullmatch(target)
    if embedded is not None and element == "image":
        try:
            encode_logo(base64.b64decode(embedded.group(1)))
        except binascii.Error:
            raise UnreadableLogo("damaged") from None
    elif target and not target.startswith("#"):
        raise UnreadableLogo("reference")


def _refuse_style(text: str) -> None:
    lowered = text.lower()
    if "javascript:" in lowered or "expression(" in lowered:
        raise UnreadableLogo("script")
    if "@import" in lowered or ("\\" in lowered and "url" in lowered):
        raise UnreadableLogo("reference")
    for found in _URL.finditer(text):
        inner = text[found.start(1) :].lstrip("'\" \t")
        if not inner.startswith("#"):
            raise UnreadableLogo("reference")


def _size(root: "etree._Element", by_id: "dict[str, etree._Element]") -> int:
    """How many elements are painted when each copy is counted; over the limit when one holds itself."""
    known: dict[etree._Element, int] = {}
    open_: set[etree._Element] = set()

    def count(element: "etree._Element") -> int:
        if element in known:
            return known[element]
        if element in open_:
            return _MOST_ELEMENTS + 1
        open_.add(element)
        total = 1 + sum(count(child) for child in element if isinstance(child.tag, str))
        if isinstance(element.tag, str) and _local(element.tag) == "use":
            target = by_id.get(_reference(element))
            total += count(target) if target is not None else 0
        open_.discard(element)
        known[element] = min(total, _MOST_ELEMENTS + 1)
        return known[element]

    return count(root)


def _reference(element: "etree._Element") -> str:
    targets = [str(value) for name, value in element.attrib.items() if _local(str(name)) == "href"]
    return targets[0].strip().removeprefix("#") if targets else ""


def _elements(root: "etree._Element") -> Iterator["etree._Element"]:
    return (each for each in root.iter() if isinstance(each.tag, str))


def _local(tag: str) -> str:
    return tag.rpartition("}")[2].rpartition(":")[2].lower()
