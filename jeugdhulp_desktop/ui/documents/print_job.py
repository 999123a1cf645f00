"""Several papers to the printer as one job: one dialog, the pages of all papers in the order of the list."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtPrintSupport import QPrinter

from jeugdhulp_desktop.domain.documents import PaperKey
from jeugdhulp_desktop.ui.pages import Page
from jeugdhulp_desktop.ui.printing import ask_printer
from jeugdhulp_desktop.ui.widgets.messages import Message
from jeugdhulp_desktop.ui.widgets.pdf_print import Deliver, PdfPrint

if TYPE_CHECKING:
    from jeugdhulp_desktop.services.documents import Printable
    from jeugdhulp_desktop.services.session import Session

TITLE = "Schoolafspraken"  # of the job: it stands in the list of the printer, where others look


class PrintJob(QObject):
    """The papers that were chosen together, on their way to one printer."""

    printed = Signal(int)  # pages; nothing came out at 0

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        self._session: Session | None = None
        self._papers: Sequence[Printable] = ()
        self._places: list[tuple[int, int]] = []  # of each page of the job: which paper, which page of it
        self._print: PdfPrint | None = None

    def open_with(self, session: "Session") -> None:
        """Take the Session."""
        self._session = session

    def start(self, keys: Sequence[PaperKey]) -> None:
        """Draw the papers, then ask for the printer."""
        session = self._session
        if session is not None and self._print is None and keys:
            self._page.run(lambda: session.documents.printables(keys), self._ask)

    def _ask(self, papers: "Sequence[Printable]") -> None:
        pages = sum(len(paper.sizes) for paper in papers)
        printer = ask_printer(self._page, f"{TITLE} ({len(papers)} papieren)", pages)
        if printer is not None:
            self.print_on(printer, papers)

    def print_on(self, printer: QPrinter, papers: "Sequence[Printable]") -> None:
        """Send all pages of these papers to this printer."""
        self._papers = papers
        sizes = [size for paper in papers for size in paper.sizes]
        self._places = [(at, page) for at, paper in enumerate(papers) for page in range(len(paper.sizes))]
        self._print = PdfPrint(printer, sizes, self._draw, self)
        self._print.stepped.connect(self._say)
        self._print.printed.connect(self._printed)
        self._print.start()

    def _draw(self, page: int, width: int, deliver: Deliver) -> None:
        session = self._session
        at, within = self._places[page]
        pdf = self._papers[at].pdf
        if session is not None:
            self._page.run(lambda: session.documents.page_image(pdf, within, width), deliver)

    def _say(self, page: int, of: int) -> None:
        words = f"Bladzijde {page} van {of} gaat naar de printer."
        self._page.message.emit(Message(words, "accent", key="print"))

    def _printed(self, pages: int) -> None:
        session, papers, made = self._session, self._papers, self._print
        self._print = None
        if made is not None:
            made.deleteLater()
        if not pages:
            text = "De printer begint niet. Kijk of hij aan staat en kies opnieuw Afdrukken."
            self._page.message.emit(Message(text, "bad", key="print"))
        elif session is not None:
            sheets = "1 bladzijde is" if pages == 1 else f"{pages} bladzijden zijn"
            text = f"{sheets} naar de printer gestuurd: {len(papers)} papieren in één opdracht."
            self._page.message.emit(Message(text, "ok", key="print"))
            self._page.run(lambda: session.documents.note_all_printed(papers), lambda _none: None)
        self.printed.emit(pages)
