"""The structure tree of a document: what each mark on a page is, and in which order it is read."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFName, PDFObject, PDFPage

Rect = tuple[float, float, float, float]


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


@dataclass(frozen=True)
class FileTarget:
    """The first page of another PDF, in the same folder."""

    file_name: str

    @property
    def action(self) -> str:
        """What a reader does: open the file, by a name that any system understands."""
        name = text_string(self.file_name)
        return f"/A <</S /GoToR /F <</Type /Filespec /F {name} /UF {name}>> /D [0 /Fit]>>"


class LinkSpot(PDFObject):  # type: ignore[misc]
    """A link annotation: a rectangle that leads to a mail address, a place in the document or a file."""

    def __init__(self, owner: Node, page: int, rect: Rect, description: str, target: Any) -> None:
        """``target``: a mail address as a URI, a FileTarget, or a ReportLab destination."""
        self.owner, self.page, self.rect = owner, page, rect
        self.description, self.target = description, target
        self.key = 0  # in the parent tree, known when all pages are
        self.reference = ""

    def format(self, document: Any) -> bytes:
        rect = " ".join(f"{value:.2f}" for value in self.rect)
        if isinstance(self.target, str):
            target = f"/A <</S /URI /URI ({self.target})>>"
        elif isinstance(self.target, FileTarget):
            target = self.target.action
        else:
            target = f"/Dest {self.target.format(document).decode()}"
        return (
            f"<</Type /Annot /Subtype /Link /Rect [{rect}] /Border [0 0 0] /F 4 /StructParent {self.key} "
            f"/Contents {text_string(self.description)} {target}>>"
        ).encode("latin-1")


class Raw(PDFObject):  # type: ignore[misc]
    """An object of a document, written as it stands."""

    __RefOnly__ = 1

    def __init__(self, content: bytes = b"") -> None:
        self.content = content

    def format(self, _document: Any) -> bytes:
        return self.content


def text_string(text: str) -> str:
    """A PDF text string, in hexadecimal UTF-16 so that nothing needs escaping."""
    return f"<feff{text.encode('utf-16-be').hex()}>"


def write_tree(
    document: Any, root: Node, owners: Sequence[Sequence[Node]], links: Sequence[LinkSpot]
) -> None:
    """The tree as objects of a ReportLab document, and the way back from mark and link to element.

    ``owners``: per page, which node owns which mark.
    """
    pages = [document.Reference(page).format(document).decode() for page in document.Pages.pages]
    for number, page in enumerate(document.Pages.pages):
        page.__Defaults__ = {**PDFPage.__Defaults__, "StructParents": number, "Tabs": PDFName("S")}
    for number, spot in enumerate(links):
        spot.key = len(owners) + number
        spot.reference = document.Reference(spot).format(document).decode()
    top = Raw()
    _write_node(document, root, _numbered(document, top), pages)
    rows = [f"{number} [{' '.join(node.reference for node in nodes)}]" for number, nodes in enumerate(owners)]
    rows += [f"{spot.key} {spot.owner.reference}" for spot in links]
    top.content = (
        f"<</Type /StructTreeRoot /K {root.reference} /ParentTree <</Nums [{' '.join(rows)}]>> "
        f"/ParentTreeNextKey {len(rows)}>>"
    ).encode()
    document.Catalog.StructTreeRoot = top


def _numbered(document: Any, new: Raw) -> str:
    """A reference to an object that the document does not know yet."""
    document.Reference(new)
    return f"{document.objectcounter} 0 R"


def _write_node(document: Any, node: Node, parent: str, pages: Sequence[str]) -> None:
    element = Raw()
    node.reference = _numbered(document, element)
    home = next((kid[0] for kid in node.kids if isinstance(kid, tuple)), None)
    kids = []
    for kid in node.kids:
        if isinstance(kid, Node):
            _write_node(document, kid, node.reference, pages)
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
