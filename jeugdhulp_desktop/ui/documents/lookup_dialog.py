"""Papier opzoeken: from the controlegetal on a page, or from a PDF, to what it is and how it stands."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jeugdhulp_desktop.domain.canonical import spaced
from jeugdhulp_desktop.domain.documents import PaperKey, PaperKind
from jeugdhulp_desktop.domain.errors import WorldError
from jeugdhulp_desktop.ui import dialogs
from jeugdhulp_desktop.ui.documents.report_lines import moment_words
from jeugdhulp_desktop.ui.pages import Page
from jeugdhulp_desktop.ui.sentences import sentence
from jeugdhulp_desktop.ui.widgets.announce import announce
from jeugdhulp_desktop.ui.widgets.buttons import Button
from jeugdhulp_desktop.ui.widgets.fields import TextField
from jeugdhulp_desktop.ui.widgets.form import Form
from jeugdhulp_desktop.ui.widgets.labels import TextBlock, label
from jeugdhulp_desktop.ui.widgets.panel import Panel, clear_layout

if TYPE_CHECKING:
    from jeugdhulp_desktop.services.documents import FoundPaper
    from jeugdhulp_desktop.services.session import Session

MOST = 5  # papers that are shown; more begin with the same digits only when few were typed
_INTRO = (
    "Onder aan elke bladzijde staat een controlegetal. Typ het over, met of zonder spaties; de eerste vier "
    "tekens zijn genoeg. Of kies een pdf: dan zie je of het nog precies ons bestand is."
)
_UNKNOWN = "Geen papier gevonden met dit controlegetal. Kijk of elk teken klopt: het zijn cijfers en a tot f."
_UNKNOWN_FILE = (
    "Dit bestand is niet, of niet meer, precies zoals het gemaakt is. Zoek het op met het controlegetal."
)


class LookupDialog(dialogs.FormDialog):
    """``chosen`` is the paper to show when the dialog closes with Bekijken."""

    def __init__(self, page: Page, session: "Session") -> None:
        super().__init__(page, "Papier opzoeken", "Opzoeken", cancel="Sluiten")
        self._page, self._session = page, session
        self.chosen: PaperKey | None = None
        self.content.addWidget(TextBlock(_INTRO, tone="text2"))
        self.form = Form()
        self.digits = self.form.add("digits", "&Controlegetal", TextField("ab12 cd34 ef56 7890", longest=120))
        self.content.addWidget(self.form)
        self.pick = Button("Pdf kiezen", "file-document-outline")
        self.pick.clicked.connect(lambda _checked=False: self._pick())
        row = QHBoxLayout()
        row.addWidget(self.pick)
        row.addStretch(1)
        self.content.addLayout(row)
        self.told = label("", wrap=True)
        self.content.addWidget(self.told)
        box = QWidget()
        self._results = QVBoxLayout(box)
        self._results.setContentsMargins(0, 0, 0, 0)
        self._results.setSpacing(10)
        self.content.addWidget(box)
        self.content.addStretch(1)

    def check(self) -> bool:
        """Looking up leaves the dialog open with what was found."""
        typed, session = str(self.digits.value()), self._session
        self._page.run(
            lambda: session.documents.find_paper(typed), self._found, self._failed, latest="lookup"
        )
        return False

    def _pick(self) -> None:
        path = dialogs.choose_file(self, "Pdf kiezen", "Pdf (*.pdf)", self._session.documents.folder)
        session = self._session
        if path is not None:
            self._page.run(
                lambda: session.documents.find_paper_of(path), self._found_file, self._failed, latest="lookup"
            )

    def _found(self, found: "Sequence[FoundPaper]") -> None:
        self._show(found, "" if found else _UNKNOWN)

    def _found_file(self, answer: "tuple[str, Sequence[FoundPaper]]") -> None:
        digest, found = answer
        words = "Dit bestand is precies zoals het gemaakt is." if found else _UNKNOWN_FILE
        self._show(found, f"{words} SHA-256: {spaced(digest[:16])} …")

    def _failed(self, error: WorldError) -> None:
        self._show((), sentence(error))

    def _show(self, found: "Sequence[FoundPaper]", words: str) -> None:
        clear_layout(self._results)
        extra = len(found) - MOST
        if extra > 0:
            words = f"Nog {extra} andere papieren beginnen zo. Typ meer tekens om te kiezen."
        self.told.setText(words)
        self.told.setVisible(bool(words))
        for each in found[:MOST]:
            self._results.addWidget(self._card(each))
        announce(self, words or f"{len(found)} gevonden")

    def _card(self, found: "FoundPaper") -> QWidget:
        paper = found.paper
        card = Panel(title_of(found), margin=14, spacing=6)
        card.body.addWidget(TextBlock(standing_of(found)))
        card.body.addWidget(TextBlock(history_of(found, self._page.context.today()), tone="text2"))
        digits = f"Controlegetal {spaced(paper.control)}. SHA-256 {spaced(paper.sha256[:16])} …"
        note = TextBlock(digits, "caption", "text2")
        note.setToolTip(paper.sha256)
        card.body.addWidget(note)
        if found.now is not None:
            look = Button("Bekijken", "file-document-outline", small=True)
            look.setAccessibleName(f"Bekijken: {title_of(found)}")
            look.clicked.connect(lambda _checked=False: self._look(paper.key))
            card.add_action(look)
        return card

    def _look(self, key: PaperKey) -> None:
        self.chosen = key
        self.accept()


def title_of(found: "FoundPaper") -> str:
    """ "Schoolafspraak 2026-2027, VSO De Proef"."""
    paper = found.paper
    return f"{paper.title} {paper.school_year.code}, {paper.school_name}"


def standing_of(found: "FoundPaper") -> str:
    """Version and status on the paper, and whether it is the newest."""
    paper, now, latest = found.paper, found.now, found.latest
    version = f"Versie {paper.number}" if paper.key.kind is PaperKind.AGREEMENT else paper.title
    words = f"{version}, toen {paper.status}."
    if now is None:
        return f"{words} Wat hierop staat is daarna verwijderd."
    if not found.current:
        return f"{words} Niet het nieuwste: de inhoud is daarna veranderd. Nu: {now.status}."
    if latest is not None:
        return f"{words} Er is een nieuwere versie: versie {latest.number}, {latest.status}."
    status = "" if now.status == paper.status else f" Nu: {now.status}."
    return f"{words} Dit is de nieuwste.{status}"


def history_of(found: "FoundPaper", today: date) -> str:
    """When it was made, frozen, printed and saved."""
    paper = found.paper
    moments = (
        ("gemaakt", paper.made_at),
        ("vastgelegd", paper.frozen_at),
        ("in de rapportmap gezet", paper.filed_at),
        ("afgedrukt", paper.printed_at),
        ("als bestand bewaard", paper.saved_at),
    )
    told = [f"{word} {moment_words(at, today)}" for word, at in moments if at]
    pages = "1 bladzijde" if paper.pages == 1 else f"{paper.pages} bladzijden" if paper.pages else ""
    parts = ", ".join(filter(None, [*told, pages]))
    return f"{parts[:1].upper()}{parts[1:]}." if parts else ""


def look_up(page: Page, session: "Session") -> PaperKey | None:
    """Ask which paper; the one to show, or None."""
    dialog = LookupDialog(page, session)
    return dialog.chosen if dialogs.run_form(dialog) else None
