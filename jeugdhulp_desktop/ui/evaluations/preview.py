"""The paper of an evaluation on the screen, over the evaluation itself."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from jeugdhulp_desktop.ui.pages import Page
from jeugdhulp_desktop.ui.widgets.messages import EmptyState
from jeugdhulp_desktop.ui.widgets.pdf_preview import PdfPreview

if TYPE_CHECKING:
    from jeugdhulp_desktop.services.session import Session

_DRAFT = (
    "Concept: dit papier komt pas in de map als de evaluatie is vastgesteld. Zonder namen van leerlingen."
)
_FINAL = "Vastgesteld: dit papier blijft zoals het is. Zonder namen van leerlingen."


class EvaluationPreview(QWidget):
    """A drawn paper; Esc goes back."""

    closed = Signal()

    def __init__(
        self, page: Page, session: "Session", evaluation_id: int, title: str, *, final: bool
    ) -> None:
        super().__init__()
        empty = EmptyState("file-eye-outline", "Even geduld", "Het papier wordt getekend.", [], filled=False)
        self.preview = PdfPreview(page.run, empty)
        self.preview.close_asked.connect(self.closed)
        self.preview.outside.hide()
        self.preview.set_over_list(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 20)
        column.addWidget(self.preview)

        def job() -> tuple[bytes, list[tuple[float, float]]]:
            pdf = session.evaluations.pdf(evaluation_id)
            return pdf, list(session.documents.page_sizes(pdf))

        def show(drawn: tuple[bytes, list[tuple[float, float]]]) -> None:
            self.preview.show_pdf(session.documents, *drawn, title, "")
            self.preview.outside.hide()
            self.preview.set_note(_FINAL if final else _DRAFT, "ok" if final else "neutral")

        page.run(job, show, latest="evaluation-preview")

    def make_pdf(self) -> None:
        """Ctrl+P: print it."""
        if self.preview.has_document():
            self.preview.print_document()

    def back(self) -> None:
        """Esc."""
        self.closed.emit()

    def take_focus(self) -> None:
        """The paper itself, or the way back while it is drawn."""
        self.preview.back.setFocus(Qt.FocusReason.OtherFocusReason)

    def panes(self) -> list[QWidget]:
        """What F6 walks through."""
        return [self.preview]
