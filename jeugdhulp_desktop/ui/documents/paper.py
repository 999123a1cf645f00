"""One paper beside the list: drawn, printed, opened; or the way to begin an agreement."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from jeugdhulp_desktop.domain.documents import PaperKey, PaperKind
from jeugdhulp_desktop.domain.errors import WorldError
from jeugdhulp_desktop.ui.documents.previews import Preview, load_preview
from jeugdhulp_desktop.ui.documents.report_lines import ReportLine
from jeugdhulp_desktop.ui.outside import open_outside
from jeugdhulp_desktop.ui.pages import Page
from jeugdhulp_desktop.ui.sentences import sentence
from jeugdhulp_desktop.ui.widgets.buttons import Button
from jeugdhulp_desktop.ui.widgets.messages import Act, EmptyState, Message
from jeugdhulp_desktop.ui.widgets.pdf_preview import PdfPreview

if TYPE_CHECKING:
    from jeugdhulp_desktop.services.session import Session


class PaperPane(QWidget):
    """Shows a paper as it is now, whether or not its pdf stands in the folder."""

    came = Signal(object)  # key of the paper that is shown now
    make_asked = Signal()  # bring the folder up to date
    begin_asked = Signal()
    close_asked = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self._session: Session | None = None
        self._shown: PaperKey | None = None
        self._line: ReportLine | None = None
        self.begin = EmptyState(
            "handshake-outline",
            "Nog geen schoolafspraak",
            "Deze school heeft dit schooljaar nog geen afspraak. De pdf komt er vanzelf bij.",
            [Act("Afspraak beginnen", self.begin_asked.emit, "plus")],
            filled=False,
        )
        self.preview = PdfPreview(page.run, self.begin)
        self.preview.open_asked.connect(self._open_file)
        self.preview.close_asked.connect(self.close_asked)
        self.preview.printed.connect(self._note_printed)
        self.preview.set_over_list(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.preview, 1)
        self.letter = Button("Begeleidende brief", "email-outline", "link")
        self.letter.clicked.connect(lambda _checked=False: self._turn_letter())
        self.letter.hide()
        column.addWidget(self.letter, 0, Qt.AlignmentFlag.AlignRight)

    def open_with(self, session: "Session") -> None:
        """Take the Session."""
        self._session = session

    def show_paper(self, key: PaperKey, line: ReportLine | None) -> None:
        """Draw a paper; ``line`` tells how its file stands, None for one of another list."""
        session = self._session
        if session is not None:
            self._line = line
            self._page.run(lambda: load_preview(session, key), self._show, self._gone, latest="preview")

    def show_nothing(self, school_name: str) -> None:
        """This school has no agreement, or nothing is chosen."""
        self._shown = None
        self.letter.hide()
        self.preview.clear(school_name)

    def take_focus(self) -> None:
        """The paper, or the button that begins an agreement."""
        target = self.preview.sheets if self.preview.has_document() else self.begin.buttons[0]
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show(self, found: Preview) -> None:
        if self._session is None:
            return
        self._shown = found.paper.key
        kind = found.paper.key.kind
        self.letter.setVisible(kind in (PaperKind.AGREEMENT, PaperKind.LETTER))
        self.letter.setText("Begeleidende brief" if kind is PaperKind.AGREEMENT else "Schoolafspraak zelf")
        name = self._line.file_name if self._line is not None else ""
        self.preview.show_pdf(self._session.documents, found.pdf, found.sizes, found.paper.school_name, name)
        self.preview.set_note(*found.note(self._line))
        self.came.emit(found.paper.key)

    def _turn_letter(self) -> None:
        """From an agreement to the letter that goes along with it, and back."""
        shown = self._shown
        if shown is not None:
            other = PaperKind.LETTER if shown.kind is PaperKind.AGREEMENT else PaperKind.AGREEMENT
            self.show_paper(PaperKey(other, shown.id), None)

    def _gone(self, error: WorldError) -> None:
        self.show_nothing("")
        self._page.message.emit(Message(sentence(error), "bad", key="preview"))
        self.came.emit(None)

    def _note_printed(self, pages: int) -> None:
        session, shown = self._session, self._shown
        if not pages:
            text = "De printer begint niet. Kijk of hij aan staat en kies opnieuw Afdrukken."
            self._page.message.emit(Message(text, "bad", key="print"))
        elif session is not None and shown is not None:
            self._page.run(lambda: session.documents.note_printed(shown), lambda _none: None)

    def _open_file(self) -> None:
        session, shown = self._session, self._shown
        if session is not None and shown is not None:
            self._page.run(lambda: session.documents.path_of(shown), self._open_path)

    def _open_path(self, path: Path | None) -> None:
        if path is None:
            text = "Deze pdf staat nog niet in de map. Maak hem eerst, daarna kun je hem openen."
            act = Act("Maak rapport", self.make_asked.emit, "refresh")
            self._page.message.emit(Message(text, "warn", acts=(act,), key="open"))
        elif not open_outside(path):
            text = "Er is geen programma gevonden om dit te openen. Je vindt het bestand via Map openen."
            self._page.message.emit(Message(text, "warn", key="open"))
