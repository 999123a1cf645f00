"""A canvas that writes a tagged PDF: every mark belongs to an element, everything else is an artifact.

Each block owns its node in the structure tree. A node takes its place when it is first drawn, so the order
of the tree is the order on paper; splitting a block over pages gives one element with two marks. What is
only known at the end (page numbers, their total) is reserved as a comment in the page and filled in on save.
"""

from collections.abc import Callable, Iterable
from typing import Any, Literal
from urllib.parse import quote

from reportlab.pdfbase.pdfdoc import PDFArray, PDFName, PDFStream
from reportlab.pdfgen.canvas import Canvas

from jeugdhulp_desktop.reports.design import FONTS, REGULAR, Colour, Style, text_width
from jeugdhulp_desktop.reports.finishing import describe
from jeugdhulp_desktop.reports.packing import packed
from jeugdhulp_desktop.reports.structure import FileTarget, LinkSpot, Node, Rect, write_tree

_ESCAPED = str.maketrans({"(": r"\(", ")": r"\)", "\\": r"\\"})

Line = tuple[float, float, float, float]


class TaggedCanvas(Canvas):  # type: ignore[misc]
    """A ReportLab canvas with marks, reserved places and the structure tree."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        # Without a first font of our own ReportLab writes its own Helvetica, not embedded, on every page.
        super().__init__(*arguments, **{**options, "initialFontName": REGULAR})
        self.root = Node("Document")
        self.owners: list[list[Node]] = [[]]  # per page, which node owns which mark
        self.links: list[LinkSpot] = []
        self.places: dict[str, int] = {}  # bookmark -> page number
        self._reserved: list[tuple[int, str, Callable[[], str]]] = []

    # -- marks ---------------------------------------------------------------------------------------------

    def begin(self, node: Node) -> None:
        """What is drawn from here on is the content of this node, until ``end``."""
        self._code.append(f"/{node.tag} <</MCID {self.new_mark(node)}>> BDC")

    def new_mark(self, node: Node) -> int:
        """A mark on this page for the node; the caller writes it."""
        node.place(self.root)
        owners = self.owners[-1]
        node.kids.append((len(self.owners) - 1, len(owners)))
        owners.append(node)
        return len(owners) - 1

    def begin_artifact(self, kind: Literal["Layout", "Header", "Footer", "Repeated"] = "Layout") -> None:
        """What is drawn from here on is no content: rules, page furniture, heads drawn before."""
        subtype = {"Layout": "/Layout", "Repeated": "/Pagination"}.get(kind, f"/Pagination /Subtype /{kind}")
        self._code.append(f"/Artifact <</Type {subtype}>> BDC")

    def end(self) -> None:
        """Closes the mark or artifact that was opened last."""
        self._code.append("EMC")

    # -- drawing -------------------------------------------------------------------------------------------

    def show_lines(self, lines: Iterable[str], style: Style, x: float, top: float) -> None:
        """Lines of text from ``top`` down, inside the mark that is open."""
        code = self._code
        code.append(self._text_start(style, x, top))
        for line in lines:
            code.append(self._shown(line, style))
            code.append("T*")
        code.append("ET")

    def show_line(self, line: str, style: Style, x: float, top: float, *, right: bool = False) -> None:
        """One line of text; ``right``: x is where it ends."""
        if right:
            x -= text_width(line.rstrip(" "), style)
        self._code.append(f"{self._text_start(style, x, top)} {self._shown(line, style)} ET")

    def rules(self, lines: Iterable[Line], weight: float, colour: Colour) -> None:
        """Straight rules, inside the artifact that is open."""
        r, g, b = colour
        path = " ".join(f"{x0:.2f} {y0:.2f} m {x1:.2f} {y1:.2f} l" for x0, y0, x1, y1 in lines)
        if path:
            self._code.append(f"{r:.4g} {g:.4g} {b:.4g} RG {weight} w n {path} S")

    def _text_start(self, style: Style, x: float, top: float) -> str:
        # Capitals (0.72 of the size in Lato) stand halfway the line.
        baseline = top - style.leading / 2 - 0.36 * style.size
        name = FONTS[style.font].getSubsetInternalName(0, self._doc)
        r, g, b = style.colour
        return (
            f"{r:.4g} {g:.4g} {b:.4g} rg BT {name} {style.size:g} Tf {style.leading:g} TL "
            f"{x:.2f} {baseline:.2f} Td"
        )

    def _shown(self, line: str, style: Style) -> str:
        if line.isascii() and line.isprintable():  # the codes of the first subset; most lines are this
            return f"({line.translate(_ESCAPED)}) Tj"
        font = FONTS[style.font]
        pieces = font.splitString(line, self._doc)
        if len(pieces) == 1 and pieces[0][0] == 0:
            return f"({self._escape(pieces[0][1])}) Tj"
        code = []
        for subset, content in pieces:
            name = font.getSubsetInternalName(subset, self._doc)
            code.append(f"{name} {style.size:g} Tf ({self._escape(content)}) Tj")
        code.append(f"{font.getSubsetInternalName(0, self._doc)} {style.size:g} Tf")
        return " ".join(code)

    def show_picture(self, node: Node, rgb: bytes, pixels: tuple[int, int], box: Rect) -> None:
        """A picture as the content of a figure: rows of RGB; ``box`` is left, bottom, width, height."""
        left, bottom, width, height = box
        edges = f"{left:.2f} {bottom:.2f} {left + width:.2f} {bottom + height:.2f}"
        node.attributes = f"/O /Layout /Placement /Block /BBox [{edges}]"
        stream = PDFStream(content=rgb)
        stream.dictionary.dict |= {
            "Type": PDFName("XObject"),
            "Subtype": PDFName("Image"),
            "Width": pixels[0],
            "Height": pixels[1],
            "BitsPerComponent": 8,
            "ColorSpace": PDFName("DeviceRGB"),
            "Mask": PDFArray([255] * 6),  # white is the paper: a printer in black and white may dot it
        }
        name = f"picture{len(self._formsinuse)}"
        internal = self._doc.getXObjectName(name)
        self._doc.Reference(stream, internal)
        self._formsinuse.append(name)
        self.begin(node)
        self._code.append(f"q {width:.2f} 0 0 {height:.2f} {left:.2f} {bottom:.2f} cm /{internal} Do Q")
        self.end()

    # -- what is known at the end --------------------------------------------------------------------------

    def reserve(self, code_on_save: Callable[[], str]) -> None:
        """Leave a place on this page for what is only known on save, as the number of pages."""
        token = f"%reserved-{len(self._reserved)}%"
        self._reserved.append((len(self.owners) - 1, token, code_on_save))
        self._code.append(token)

    def line_code(self, line: str, style: Style, x: float, top: float, *, right: bool = False) -> str:
        """The code of one line of text, for a reserved place."""
        if right:
            x -= text_width(line.rstrip(" "), style)
        return f"{self._text_start(style, x, top)} {self._shown(line, style)} ET"

    def mark_place(self, key: str, title: str, top: float, level: int) -> None:
        """A bookmark at this height: in the outline, and findable from the contents."""
        self.places[key] = self.getPageNumber()
        self.bookmarkHorizontalAbsolute(key, top + 4, left=0)
        self.addOutlineEntry(title, key, level=level)

    def link_to_place(self, node: Node, rect: Rect, key: str, description: str) -> None:
        """Make the rectangle lead to a bookmark, which may come later."""
        self._link(node, rect, description, self._bookmarkReference(key))

    def link_to_mail(self, node: Node, rect: Rect, address: str) -> None:
        """Make the rectangle open a mail to the address."""
        self._link(node, rect, f"E-mail aan {address}", f"mailto:{quote(address, safe='@')}")

    def link_to_file(self, node: Node, rect: Rect, file_name: str) -> None:
        """Make the rectangle open another PDF in the same folder."""
        self._link(node, rect, f"Open {file_name}", FileTarget(file_name))

    def link_to_site(self, node: Node, rect: Rect, address: str) -> None:
        """Make the rectangle open a site; only ever over http(s)."""
        site = quote(address.split("://", 1)[-1], safe="/?&=#%:.-_~")
        self._link(node, rect, f"Naar {address}", f"https://{site}")

    def _link(self, node: Node, rect: Rect, description: str, target: Any) -> None:
        node.place(self.root)
        spot = LinkSpot(node, len(self.owners) - 1, rect, description, target)
        node.kids.append(spot)
        self.links.append(spot)
        self._addAnnotation(spot)

    def showPage(self) -> None:
        super().showPage()
        self.owners.append([])

    def save(self) -> None:
        if self._code:
            self.showPage()
        self.owners.pop()
        pages = self._doc.Pages.pages
        for page, token, code_on_save in self._reserved:
            pages[page].stream = pages[page].stream.replace(f"\n{token}\n", f"\n{code_on_save()}\n", 1)
        write_tree(self._doc, self.root, self.owners, self.links)
        describe(self._doc)
        self._doc.format = lambda: packed(self._doc)
        super().save()
