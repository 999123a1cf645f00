"""PdfPreview: a document inside the program, drawn from memory; nothing of it is written to disk (F51)."""

from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from jeugdhulp_desktop.services.page_images import PageImage
from jeugdhulp_desktop.ui.icons import IconLabel
from jeugdhulp_desktop.ui.printing import ask_printer
from jeugdhulp_desktop.ui.widgets.buttons import Button, IconButton
from jeugdhulp_desktop.ui.widgets.elided import ElidedLabel
from jeugdhulp_desktop.ui.widgets.labels import Hairline, TextBlock, label, set_tone
from jeugdhulp_desktop.ui.widgets.panel import Panel
from jeugdhulp_desktop.ui.widgets.pdf_print import Deliver, PdfPrint
from jeugdhulp_desktop.ui.widgets.pdf_sheets import ZOOMS, PdfSheets

_NOTE_ICONS = {
    "ok": "check-circle-outline",
    "warn": "update",
    "bad": "account-alert-outline",
    "neutral": "file-question-outline",
    "alert": "alert-outline",
}


class Pages(Protocol):
    """Who draws: ``session.documents``; called on the worker."""

    def page_image(self, pdf: bytes, page: int, width: int) -> PageImage:
        """One page as a picture."""


class Run(Protocol):
    """``Page.run``: a job on the worker, its answer in the window."""

    def __call__(self, job: Callable[[], PageImage], on_done: Callable[[PageImage], object], /) -> object: ...


class PdfPreview(Panel):
    """Title and file name, page x of y, zoom, print, open, the paper, and one line about it."""

    printed = Signal(int)  # pages that went to the printer; 0 when it did not begin
    open_asked = Signal()  # in the system's program
    close_asked = Signal()  # it stands over the list: back to the list

    def __init__(self, run: Run, empty: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(margin=1, spacing=0, parent=parent)
        self.setAccessibleName("Voorbeeld")
        self._run = run
        self._pages: Pages | None = None
        self._pdf = b""
        self._sizes: tuple[tuple[float, float], ...] = ()
        self._print: PdfPrint | None = None
        self.body.addWidget(self._make_head())
        self.body.addWidget(Hairline())
        self.stack = QStackedWidget()
        self.sheets = PdfSheets()
        self.sheets.wanted.connect(self._draw_for_screen)
        self.sheets.turned.connect(lambda _page: self._show_page())
        self.sheets.zoomed.connect(lambda _zoom: self._show_page())
        self.stack.addWidget(self.sheets)
        self.stack.addWidget(empty)
        self.body.addWidget(self.stack, 1)
        self.body.addWidget(Hairline())
        self.body.addWidget(self._make_foot())
        self.clear()

    def _make_head(self) -> QWidget:
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(16, 8, 12, 8)
        row.setSpacing(4)
        self.back = IconButton("Terug naar de lijst", "arrow-left", small=True)
        self.back.clicked.connect(self.close_asked)
        row.addWidget(self.back)
        words = QVBoxLayout()
        words.setSpacing(0)
        self.heading = ElidedLabel("", "strong")
        self.file_name = ElidedLabel("", "caption", "text2")
        words.addWidget(self.heading)
        words.addWidget(self.file_name)
        row.addLayout(words, 1)
        row.addSpacing(8)
        self.tools = QWidget()
        tools = QHBoxLayout(self.tools)
        tools.setContentsMargins(0, 0, 0, 0)
        tools.setSpacing(4)
        self.previous = _tool("Vorige bladzijde (PgUp)", "chevron-left", lambda: self._turn(-1))
        self.place = label("", "body", "text2")
        self.next = _tool("Volgende bladzijde (PgDn)", "chevron-right", lambda: self._turn(1))
        self.smaller = _tool("Kleiner (Ctrl −)", "magnify-minus-outline", lambda: self.sheets.step_zoom(-1))
        self.larger = _tool("Groter (Ctrl +)", "magnify-plus-outline", lambda: self.sheets.step_zoom(1))
        self.to_printer = _tool("Afdrukken (Ctrl+P)", "printer-outline", self.print_document)
        self.outside = _tool(
            "Openen in het pdf-programma van je computer", "open-in-new", self.open_asked.emit
        )
        for widget in (self.previous, self.place, self.next):
            tools.addWidget(widget)
        tools.addSpacing(4)
        for widget in (self.smaller, self.larger, self.to_printer, self.outside):
            tools.addWidget(widget)
        row.addWidget(self.tools)
        return head

    def _make_foot(self) -> QWidget:
        foot = QWidget()
        row = QHBoxLayout(foot)
        row.setContentsMargins(18, 8, 16, 8)
        row.setSpacing(10)
        self._note_icon = IconLabel("check-circle-outline", 18, "ok")
        self.note = TextBlock("", "caption", "text2")
        row.addWidget(self._note_icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.note, 1)
        self._foot = foot
        return foot

    def show_pdf(
        self, pages: Pages, pdf: bytes, sizes: Sequence[tuple[float, float]], title: str, file_name: str
    ) -> None:
        """Show a document; ``sizes`` are those of its pages, in points. The same bytes keep their place."""
        self._pages, self._sizes = pages, tuple(sizes)
        self.heading.set_text(title)
        self.file_name.set_text(file_name)
        self.file_name.setVisible(bool(file_name))
        self.tools.show()
        self.stack.setCurrentIndex(0)
        if pdf != self._pdf:
            self._pdf = pdf
            self.sheets.set_pages(self._sizes)
        self._show_page()

    def clear(self, title: str = "") -> None:
        """No document: the empty state stands in its place."""
        self._pages, self._pdf, self._sizes = None, b"", ()
        self.sheets.set_pages(())
        self.heading.set_text(title)
        self.file_name.set_text("")
        self.file_name.hide()
        self.tools.hide()
        self.stack.setCurrentIndex(1)
        self.set_note("")

    def set_note(self, text: str, tone: str = "ok") -> None:
        """The line under the paper: equal to the data or not, and whether pupils' names stand in it.

        Tones ok, warn, bad, neutral; "alert" is a warning whose words are coloured too.
        """
        self.note.set_text(text)
        set_tone(self.note, "warn" if tone == "alert" else "text2")
        self._note_icon.set(_NOTE_ICONS[tone], {"alert": "warn", "neutral": "text2"}.get(tone, tone))
        self._foot.setVisible(bool(text))

    def set_over_list(self, over: bool) -> None:
        """Standing over the list there is a way back to it."""
        self.back.setVisible(over)

    def has_document(self) -> bool:
        """Whether there is something to print."""
        return bool(self._pdf)

    def print_document(self) -> None:
        """Ask for the printer and print."""
        if self._pdf and self._print is None:
            printer = ask_printer(self, self.heading.text(), len(self._sizes))
            if printer is not None:
                self.print_on(printer)

    def print_on(self, printer: QPrinter) -> None:
        """Print on this printer, page after page; ``printed`` tells when it is done."""
        if self._print is None and self._pdf:
            self._print = PdfPrint(printer, self._sizes, self._drawer(), self)
            self._print.stepped.connect(self._say_printing)
            self._print.printed.connect(self._printed)
            self.to_printer.setEnabled(False)
            self._print.start()

    def _say_printing(self, page: int, of: int) -> None:
        self.to_printer.setAccessibleDescription(f"Bladzijde {page} van {of} gaat naar de printer.")

    def _printed(self, pages: int) -> None:
        if self._print is not None:
            self._print.deleteLater()
            self._print = None
        self.to_printer.setEnabled(True)
        self.to_printer.setAccessibleDescription("")
        self.printed.emit(pages)

    def _drawer(self) -> Callable[[int, int, Deliver], object]:
        """Draws pages of the document of now, also when another one is shown in the meantime."""
        pages, pdf, run = self._pages, self._pdf, self._run

        def draw(page: int, width: int, deliver: Deliver) -> None:
            if pages is not None:
                run(lambda: pages.page_image(pdf, page, width), deliver)

        return draw

    def _draw_for_screen(self, page: int, width: int) -> None:
        pdf = self._pdf

        def put(image: PageImage) -> None:
            if pdf == self._pdf:  # another document came in the meantime
                self.sheets.put(page, image.width, image.height, image.rgb)

        self._drawer()(page, width, put)

    def _turn(self, step: int) -> None:
        self.sheets.turn_to(self.sheets.page() + step)

    def _show_page(self) -> None:
        page, count, zoom = self.sheets.page(), self.sheets.count(), self.sheets.zoom()
        self.place.setText(f"{page + 1} van {count}" if count else "")
        self.place.setAccessibleName(f"Bladzijde {page + 1} van {count}")
        self.previous.setEnabled(page > 0)
        self.next.setEnabled(page < count - 1)
        self.smaller.setVisible(zoom > ZOOMS[0])
        self.larger.setEnabled(zoom < ZOOMS[-1])


def _tool(name: str, icon: str, do: Callable[[], object]) -> Button:
    button = IconButton(name, icon, small=True)
    button.clicked.connect(lambda _checked=False: do())
    return button
