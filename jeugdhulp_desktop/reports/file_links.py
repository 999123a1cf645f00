"""Words on paper that open another PDF in the same folder."""

from dataclasses import dataclass

from jeugdhulp_desktop.reports.design import CELL
from jeugdhulp_desktop.reports.flowables import Text
from jeugdhulp_desktop.reports.structure import Node
from jeugdhulp_desktop.reports.tagging import TaggedCanvas


@dataclass(frozen=True)
class FileLink:
    """The value of a cell: what it says, and the file that it opens."""

    words: str
    file_name: str


class FileText(Text):
    """The words of a FileLink in their cell."""

    def __init__(self, value: FileLink, *, width: float, cell: Node) -> None:
        self.link, self.file_name = Node("Link", cell), value.file_name
        super().__init__(value.words, CELL, node=self.link, width=width)

    def paint(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        super().paint(canvas, x, top)
        if self.lines:
            bottom = top - len(self.lines) * self.style.leading
            canvas.link_to_file(self.link, (x, bottom, x + self.line_width, top), self.file_name)
