"""Reads a PDF back as a screen reader does: the structure tree, and for every mark the text drawn in it."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf

PAINTING = frozenset(["Tj", "TJ", "'", '"', "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "Do", "BI"])


@dataclass
class Element:
    """One element of the tree with its own text, in reading order."""

    tag: str
    attributes: dict[str, str]
    pages: list[int]
    kids: list["Element | str"] = field(default_factory=list)
    links: int = 0
    alt: str = ""

    @property
    def text(self) -> str:
        """All text below it."""
        return "".join(kid if isinstance(kid, str) else kid.text for kid in self.kids)

    def walk(self) -> Iterator["Element"]:
        """Itself and everything below it, in reading order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.walk()

    def find(self, *tags: str) -> list["Element"]:
        """Everything below it with one of these tags."""
        return [each for each in self.walk() if each.tag in tags]

    def rows(self) -> list[list[str]]:
        """The texts of the cells, when it is a table."""
        return [[cell.text.strip() for cell in row.find("TH", "TD")] for row in self.find("TR")]


class ReadPdf:
    """A PDF taken apart."""

    def __init__(self, content: bytes) -> None:
        self.pdf = pikepdf.open(io.BytesIO(content))
        self.marked: dict[tuple[int, int], str] = {}
        self.artifacts: list[tuple[int, str]] = []
        self.outside: list[tuple[int, str]] = []  # painted in no mark or artifact, or in two
        self.fonts: set[str] = set()
        self.missing_glyphs = 0
        for number, page in enumerate(self.pdf.pages):
            self._read_page(number, page)
        self.numbers = {page.objgen: number for number, page in enumerate(self.pdf.pages)}
        self.root = self._element(self.pdf.Root.StructTreeRoot.K)

    def _read_page(self, number: int, page: pikepdf.Page) -> None:
        fonts = {name: _decoder(font) for name, font in page.Resources.Font.items()}
        self.fonts |= {str(font.BaseFont) for font in page.Resources.Font.values()}
        open_marks: list[int | None] = []
        shown: list[str] = []
        decode: dict[int, str] = {}
        for operands, operator in pikepdf.parse_content_stream(page):
            name = str(operator)
            if name in ("BDC", "BMC"):
                mark = operands[1].get("/MCID") if name == "BDC" else None
                open_marks.append(None if mark is None else int(mark))
                shown = []
            elif name == "EMC":
                mark = open_marks.pop()
                if mark is None:
                    self.artifacts.append((number, "".join(shown)))
                else:
                    self.marked[number, mark] = "".join(shown)
            elif name == "Tf":
                decode = fonts[str(operands[0])]
            elif name == "Tj":
                codes = bytes(operands[0])
                self.missing_glyphs += codes.count(0)
                shown.append("".join(decode.get(code, "\ufffd") for code in codes))
            if name in PAINTING and len(open_marks) != 1:
                self.outside.append((number, name))

    def _element(self, node: Any) -> Element:
        attributes = {str(key): str(value) for key, value in node.get("/A", {}).items()}
        element = Element(str(node.S)[1:], attributes, [], alt=str(node.get("/Alt", "")))
        home = self.numbers.get(node.Pg.objgen) if "/Pg" in node else None
        for kid in node.get("/K", []):
            if isinstance(kid, int):
                self._add_mark(element, home, kid)
            elif str(kid.get("/Type", "")) == "/MCR":
                self._add_mark(element, self.numbers[kid.Pg.objgen], int(kid.MCID))
            elif str(kid.get("/Type", "")) == "/OBJR":
                element.links += 1
            else:
                element.kids.append(self._element(kid))
        return element

    def _add_mark(self, element: Element, page: int | None, mark: int) -> None:
        assert page is not None
        element.pages.append(page)
        element.kids.append(self.marked[page, mark])

    @property
    def text(self) -> str:
        """Everything that is read aloud."""
        return self.root.text

    def tables(self) -> list[Element]:
        return self.root.find("Table")

    def raw(self) -> bytes:
        """Every object and stream, unpacked: to search for what must not be in it."""
        plain = io.BytesIO()
        self.pdf.save(
            plain,
            compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
        )
        return plain.getvalue()


def _decoder(font: Any) -> dict[int, str]:
    """Code to text, from the font's own table."""
    table = font.ToUnicode.read_bytes().decode("latin-1")
    codes: dict[int, str] = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        for code, text in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            codes[int(code, 16)] = bytes.fromhex(text).decode("utf-16-be")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", table, re.DOTALL):
        pattern = r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(\[[^\]]*\]|<[0-9A-Fa-f]+>)"
        for low, high, target in re.findall(pattern, block):
            texts = re.findall(r"<([0-9A-Fa-f]+)>", target)
            for offset, code in enumerate(range(int(low, 16), int(high, 16) + 1)):
                if target.startswith("["):
                    codes[code] = bytes.fromhex(texts[offset]).decode("utf-16-be")
                else:
                    codes[code] = chr(int(texts[0], 16) + offset)
    return codes


def squeezed(text: str) -> str:
    """Words with one space between them, no-break spaces as spaces."""
    return " ".join(text.replace("\u00a0", " ").split())
