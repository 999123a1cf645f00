"""The hours of a year on paper: seen first, then printed or kept as a pdf."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jeugdhulp_desktop.domain.errors import WorldError
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.files import write_whole
from jeugdhulp_desktop.ui import dialogs
from jeugdhulp_desktop.ui.pages import Page
from jeugdhulp_desktop.ui.sentences import sentence
from jeugdhulp_desktop.ui.widgets.buttons import Button
from jeugdhulp_desktop.ui.widgets.labels import TextBlock
from jeugdhulp_desktop.ui.widgets.messages import Message
from jeugdhulp_desktop.ui.widgets.pdf_preview import PdfPreview

if TYPE_CHECKING:
    from jeugdhulp_desktop.services.session import Session


class HoursPaperView(QWidget):
    """The preview, with the way back."""

    shown = Signal()  # there is something to see
    close_asked = Signal()
    told = Signal(object)  # Message

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self._session: Session | None = None
        self._pdf = b""
        self._name = ""
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(12)
        self.preview = PdfPreview(page.run, TextBlock("Er is nog geen overzicht.", tone="text2"))
        self.preview.outside.hide()  # it would have to be written to a file first
        self.preview.set_over_list(True)
        self.preview.close_asked.connect(self.close_asked)
        self.preview.printed.connect(lambda _pages: self._printed())
        whole.addWidget(self.preview, 1)
        row = QHBoxLayout()
        row.addStretch(1)
        self.keep = Button("Als pdf bewaren", "content-save-outline")
        self.keep.clicked.connect(lambda _checked=False: self.save_as())
        row.addWidget(self.keep)
        whole.addLayout(row)

    def make(self, session: "Session", year: SchoolYear, school_id: int | None) -> None:
        """Make the overview of one school, or of all of them."""
        self._session = session

        def job() -> tuple[bytes, tuple[tuple[float, float], ...]]:
            pdf = session.hours.pdf(year, school_id)
            return pdf, tuple(session.documents.page_sizes(pdf))

        def show(made: tuple[bytes, tuple[tuple[float, float], ...]]) -> None:
            self._pdf, sizes = made
            self._name = f"{year.code} Urenoverzicht.pdf"
            self.preview.show_pdf(session.documents, self._pdf, sizes, "Urenoverzicht", "")
            self.preview.set_note("Stand van nu. Er staan geen gegevens van leerlingen in.")
            self.shown.emit()

        self._page.run(job, show, self._refused)

    def save_as(self) -> None:
        """Write it where the user wants it."""
        path = dialogs.choose_save_file(
            self._page, "Als pdf bewaren", Path.home() / self._name, "Pdf (*.pdf)"
        )
        session, pdf = self._session, self._pdf
        if path is None or session is None:
            return

        def job() -> None:
            write_whole(path, pdf)
            session.hours.paper_left(printed=False)

        self._page.run(job, lambda _none: self._written(path), self._refused)

    def _printed(self) -> None:
        session = self._session
        if session is not None:
            self._page.run(lambda: session.hours.paper_left(printed=True), lambda _none: None, self._refused)

    def _written(self, path: Path) -> None:
        self.told.emit(Message(f"Het overzicht staat in {path.name}.", "ok", key="paper"))

    def _refused(self, error: WorldError) -> None:
        self.told.emit(Message(sentence(error), "bad", key="paper"))
