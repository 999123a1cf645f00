"""A canvas that writes a tagged PDF: every mark belongs to an element, everything else is an artifact.

Each block owns its node in the structure tree. A node takes its place when it is first drawn, so the order
of the tree is the order on paper; splitting a block over pages gives one element with two marks. What is
only known at the end (page numbers, their total) is reserved as a comment in the page and filled in on save.
"""

from collections.abc import Callable, Iterable
from typing import Any, Literal
from urllib.parse import quote

from reportlab.pdfbase.pdfdoc import PDFObject
from reportlab.pdfgen.canvas import Canvas

from jeugdhulp_desktop.reports.design import FONTS, REGULAR, Colour, Style, text_width

LANGUAGE = "nl-NL"

_ESCAPED = str.maketrans({"(": r"\(", ")": r"\)", "\\": r"\\"})

Rect = tuple[float, float, float, float]
Line = tuple[float, float, float, float]


class Node:
    """An element of the structure tree; ``kids`` are nodes, (page, mark) pairs and link annotations."""

    __slots__ = ("alt", "attributes", "kids", "parent", "placed", "reference", "tag")

    def __init__(
        self,
        tag: str,
        parent: "Node | None" = None,
        *,
        attributes: str = "",
        alt: str = "",
        eager: bool = False,
    ) -> None:
        """``eager``: takes its place in the parent at once, as captions, rows and cells do, even empty."""
        self.tag = tag
        self.parent = parent
        self.attributes = attributes
        self.alt = alt
        self.kids: list[Node | tuple[int, int] | LinkSpot] = []
        self.placed = eager
        self.reference = ""
        if eager and parent is not None:
            parent.kids.append(self)

    def place(self, root: "Node") -> None:
        """Give this node and those above it their place in the tree, if they have none yet."""
        node = self
        while node is not root:
            if node.parent is None:
                node.parent = root
            if not node.placed:
                node.placed = True
                node.parent.kids.append(node)
            node = node.parent


class LinkSpot(PDFObject):  # type: ignore[misc]
    """A link annotation: a rectangle on a page that leads to a mail address or to a place in the document."""

    def __init__(self, owner: Node, page: int, rect: Rect, description: str, target: Any) -> None:
        self.owner, self.page, self.rect, self.description, self.target = (
            owner,
            page,
            rect,
            description,
            target,
        )
        self.key = 0  # in the parent tree, known when all pages are
        self.reference = ""

    def format(self, document: Any) -> bytes:
        rect = " ".join(f"{value:.2f}" for value in self.rect)
        if isinstance(self.target, str):
            target = f"/A <</S /URI /URI ({self.target})>>"
        else:
            target = f"/Dest {self.target.format(document).decode()}"
        return (
            f"<</Type /Annot /Subtype /Link /Rect [{rect}] /Border [0 0 0] /F 4 /StructParent {self.key} "
            f"/Contents {text_string(self.description)} {target}>>"
        ).encode("latin-1")


class _Raw(PDFObject):  # type: ignore[misc]
    """An object of the structure tree, written as it stands."""

    __RefOnly__ = 1
    content = b""

    def format(self, _document: Any) -> bytes:
        return self.content


def text_string(text: str) -> str:
    """A PDF text string, in hexadecimal UTF-16 so that nothing needs escaping."""
    return f"<{('﻿' + text).encode('utf-16-be').hex()}>"


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
        self._write_tree()
        super().save()

    # -- the structure tree --------------------------------------------------------------------------------

    def _write_tree(self) -> None:
        """The tree as objects of the document, and per page and link the way back from mark to element."""
        document = self._doc
        pages = [document.Reference(page).format(document).decode() for page in document.Pages.pages]
        for number, spot in enumerate(self.links):
            spot.key = len(self.owners) + number
            spot.reference = document.Reference(spot).format(document).decode()
        top = _Raw()
        self._write_node(self.root, self._numbered(top), pages)
        rows = [
            f"{number} [{' '.join(node.reference for node in owners)}]"
            for number, owners in enumerate(self.owners)
        ]
        rows += [f"{spot.key} {spot.owner.reference}" for spot in self.links]
        top.content = (
            f"<</Type /StructTreeRoot /K {self.root.reference} /ParentTree <</Nums [{' '.join(rows)}]>> "
            f"/ParentTreeNextKey {len(rows)}>>"
        ).encode()
        document.Catalog.StructTreeRoot = top

    def _numbered(self, new: _Raw) -> str:
        """A reference to an object that the document does not know yet."""
        self._doc.Reference(new)
        return f"{self._doc.objectcounter} 0 R"

    def _write_node(self, node: Node, parent: str, pages: list[str]) -> None:
        element = _Raw()
        node.reference = self._numbered(element)
        home = next((kid[0] for kid in node.kids if isinstance(kid, tuple)), None)
        kids = []
        for kid in node.kids:
            if isinstance(kid, Node):
                self._write_node(kid, node.reference, pages)
                kids.append(kid.reference)
            elif isinstance(kid, LinkSpot):
                kids.append(f"<</Type /OBJR /Obj {kid.reference} /Pg {pages[kid.page]}>>")
            elif kid[0] == home:
                kids.append(str(kid[1]))
            else:
                kids.append(f"<</Type /MCR /Pg {pages[kid[0]]} /MCID {kid[1]}>>")
        page = f" /Pg {pages[home]}" if home is not None else ""
        alt = f" /Alt {text_string(node.alt)}" if node.alt else ""
        attributes = f" /A <<{node.attributes}>>" if node.attributes else ""
        element.content = (
            f"<</Type /StructElem /S /{node.tag} /P {parent}{page}{alt}{attributes} /K [{' '.join(kids)}]>>"
        ).encode()
