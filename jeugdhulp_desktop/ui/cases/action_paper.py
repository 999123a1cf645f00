"""The list of actions on paper: seen first, then printed or kept as a pdf on the user's word (F51, F53)."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jeugdhulp_desktop.domain.actions import ActionFilter
from jeugdhulp_desktop.domain.errors import WorldError
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

INITIALS, NAMES = "Met initialen", "Met namen"


@dataclass(frozen=True)
class _Sheet:
    """A list as it was made, with the sizes of its pages in points."""

    pdf: bytes
    sizes: tuple[tuple[float, float], ...]


class ActionPaper(QWidget):
    """The preview of a list, with the way back."""

    shown = Signal()  # there is something to see
    close_asked = Signal()
    told = Signal(object)  # Message

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self._session: Session | None = None
        self._pdf = b""
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(12)
        self.preview = PdfPreview(page.run, TextBlock("Er is nog geen lijst.", tone="text2"))
        self.preview.outside.hide()  # it would have to be written to a file first
        self.preview.set_over_list(True)
        self.preview.close_asked.connect(self.close_asked)
        whole.addWidget(self.preview, 1)
        row = QHBoxLayout()
        row.addStretch(1)
        self.keep = Button("Als pdf bewaren", "content-save-outline")
        self.keep.clicked.connect(lambda _checked=False: self.save_as())
        row.addWidget(self.keep)
        whole.addLayout(row)

    def make(self, session: "Session", wanted: ActionFilter) -> None:
        """Ask whether pupils are named, unless privacy mode has answered; then make the list."""
        self._session = session
        initials = self._page.context.privacy.on
        if not initials:
            text = "De lijst noemt leerlingen. Met initialen kan hij ook op tafel liggen."
            verb = dialogs.ask(self._page, "Actielijst", text, [INITIALS, NAMES])
            if verb is None:
                return
            initials = verb == INITIALS

        def job() -> _Sheet:
            pdf = session.actions.sheet(wanted, initials=initials)
            return _Sheet(pdf, tuple(session.documents.page_sizes(pdf)))

        self._page.run(job, self._show(initials), self._refused)

    def _show(self, initials: bool) -> Callable[[_Sheet], None]:
        def show(sheet: _Sheet) -> None:
            session = self._session
            if session is None:
                return
            self._pdf = sheet.pdf
            self.preview.show_pdf(session.documents, sheet.pdf, sheet.sizes, "Actielijst", "")
            if initials:
                self.preview.set_note("Leerlingen staan hier met initialen.")
            else:
                words = "Hier staan namen van leerlingen. Laat het papier niet liggen."
                self.preview.set_note(words, "alert")
            self.shown.emit()

        return show

    def save_as(self) -> None:
        """Write the list where the user wants it, under a name that tells nothing."""
        name = f"Actielijst {self._page.context.today().isoformat()}.pdf"
        path = dialogs.choose_save_file(self._page, "Als pdf bewaren", Path.home() / name, "Pdf (*.pdf)")
        if path is not None:
            pdf = self._pdf
            self._page.run(lambda: write_whole(path, pdf), lambda _none: self._written(path), self._refused)

    def _written(self, path: Path) -> None:
        text = f"De lijst staat in {path.name}. Haal haar weg als je haar niet meer nodig hebt."
        self.told.emit(Message(text, "ok", key="pdf"))

    def _refused(self, error: WorldError) -> None:
        self.told.emit(Message(sentence(error), "bad", key="pdf"))
