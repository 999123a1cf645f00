"""Briefpapier: who issues the papers, with the top of a page that follows what is typed."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from jeugdhulp_desktop.domain.documents import Letterhead
from jeugdhulp_desktop.domain.errors import WorldError
from jeugdhulp_desktop.domain.letterheads import LONGEST_NAME, check_letterhead
from jeugdhulp_desktop.domain.problems import Problem
from jeugdhulp_desktop.services.letterhead import LetterheadDraft
from jeugdhulp_desktop.services.page_images import PageImage
from jeugdhulp_desktop.ui import dialogs
from jeugdhulp_desktop.ui.drawings import paint_svg
from jeugdhulp_desktop.ui.pages import Page
from jeugdhulp_desktop.ui.sentences import sentence
from jeugdhulp_desktop.ui.settings.vault_panel import UNSAVED
from jeugdhulp_desktop.ui.theme import theme
from jeugdhulp_desktop.ui.typed_fields import TypedFields, tell_typing
from jeugdhulp_desktop.ui.widgets.buttons import Button
from jeugdhulp_desktop.ui.widgets.fields import TextArea, TextField
from jeugdhulp_desktop.ui.widgets.form import FormPage
from jeugdhulp_desktop.ui.widgets.labels import TextBlock, label
from jeugdhulp_desktop.ui.widgets.messages import Message
from jeugdhulp_desktop.ui.widgets.panel import Panel

if TYPE_CHECKING:
    from jeugdhulp_desktop.services.session import Session

SHOWN_AFTER = 350  # ms after the last letter
LONG = 297 / 210  # of an A4 page, to its width
SHARE = 0.34  # of an A4 page: the letterhead and where the paper begins
PICTURES = "Plaatjes (*.png *.jpg *.jpeg *.svg)"
_INTRO = (
    "Staat boven elk papier dat nog niet is vastgelegd. Wat is ondertekend, houdt het briefpapier van toen. "
    "Het gaat mee met de kluis."
)


class LetterheadForm(FormPage[Letterhead]):
    """Name and address; the logo is a file and is kept at once."""

    def __init__(self) -> None:
        super().__init__()
        self._logo = ""
        self.add("name", "Naam van de &organisatie", TextField(longest=LONGEST_NAME), optional=True)
        hint = "Hooguit vijf regels: straat, plaats, telefoon, e-mail."
        self.add("address", "&Adres en contact", TextArea(lines=4), optional=True, hint=hint)

    def fill(self, draft: Letterhead) -> None:
        self._logo = draft.logo
        self.set_values({"name": draft.name, "address": "\n".join(draft.address)})

    def draft(self) -> Letterhead:
        values = self.values()
        lines = tuple(line.strip() for line in str(values["address"]).splitlines() if line.strip())
        return Letterhead(values["name"].strip(), lines, self._logo)

    def check(self, draft: Letterhead) -> Sequence[Problem]:
        return check_letterhead(draft)


class TopOfPage(QWidget):
    """The top of a page as it will be printed, on white in light and dark."""

    def __init__(self) -> None:
        super().__init__()
        self._picture = QPixmap()
        self.setAccessibleName("Voorbeeld van het briefpapier")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_page(self, drawn: PageImage) -> None:
        """The picture of a whole page; only its top is shown."""
        image = QImage(drawn.rgb, drawn.width, drawn.height, drawn.width * 3, QImage.Format.Format_RGB888)
        top = image.copy(0, 0, drawn.width, round(drawn.height * SHARE))
        self._picture = QPixmap.fromImage(top)
        self.update()

    def sizeHint(self) -> QSize:
        wide = max(self.width(), theme().px(300))
        return QSize(wide, round(wide * LONG * SHARE))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As high as its part of the page is at this width."""
        super().resizeEvent(event)
        self.setFixedHeight(round(self.width() * LONG * SHARE))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        if not self._picture.isNull():
            painter.drawPixmap(self.rect(), self._picture)
        painter.setPen(theme().color("hair"))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()


class LetterheadPanel(Panel):
    """The form, the logo, and the page. ``page`` runs the work and shows the messages."""

    def __init__(self, page: Page) -> None:
        super().__init__("Briefpapier", spacing=16)
        self._page = page
        self._session: Session | None = None
        self._kept = LetterheadDraft()
        self.saving = False
        self.body.addWidget(TextBlock(_INTRO, tone="text2"))
        self.form = LetterheadForm()
        self.body.addWidget(self.form)
        self.body.addLayout(self._logo_row())
        self.top = TopOfPage()
        self.body.addWidget(self.top)
        foot = QHBoxLayout()
        foot.setSpacing(12)
        self.state = label("", tone="text2")
        foot.addWidget(self.state, 1)
        self.button = Button("Bewaren", "content-save-outline", "filled", tip="Ctrl+S")
        self.button.setAccessibleName("Briefpapier bewaren")
        self.button.clicked.connect(lambda _checked=False: self.save())
        foot.addWidget(self.button)
        self.body.addLayout(foot)
        self._draw_later = QTimer(self, singleShot=True, interval=SHOWN_AFTER)
        self._draw_later.timeout.connect(self._draw)
        self.form.changed.connect(lambda _name: self._typed())
        self._typing = TypedFields(self.form, "letterhead", edited=self.edited, taken=self._typed)
        tell_typing(self.form, page.context.drafts.touch)
        self._watched = False

    def _logo_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        self.logo_words = label("", tone="text2", wrap=True)
        row.addWidget(self.logo_words, 1)
        self.choose = Button("Logo kiezen", "folder-open-outline", tip="PNG, JPEG of SVG, hooguit 5 MB")
        self.choose.clicked.connect(lambda _checked=False: self._choose_logo())
        self.remove = Button("Logo weghalen", "delete-outline", "plain")
        self.remove.clicked.connect(lambda _checked=False: self._remove_logo())
        row.addWidget(self.choose)
        row.addWidget(self.remove)
        return row

    def open_with(self, session: "Session") -> None:
        """Take the Session and read what is kept."""
        self._session = session
        self.read()

    def read(self) -> None:
        """What is in the vault; what is being typed stays."""
        session = self._session
        if session is not None and not (self.edited() or self.saving):
            self._page.run(session.letterhead.load, self._loaded, latest="letterhead")

    def edited(self) -> bool:
        """Whether something typed is not in the vault."""
        return self.form.edited()

    def drop_edits(self) -> None:
        """Back to what is in the vault."""
        self._loaded(self._kept)

    def save(self) -> None:
        """Keep name and address."""
        session = self._session
        if session is None or self.saving or not self.form.validate():
            return
        if not self.edited():
            self.state.setText("Alles is bewaard")
            return
        self.saving = True
        draft = replace(self._kept, letterhead=self.form.draft())
        self._page.run(lambda: session.letterhead.save(draft), self._saved, self._refused)

    def _loaded(self, kept: LetterheadDraft) -> None:
        self._kept = kept
        self.form.load(kept.letterhead)
        self._typing.shown_now()
        if not self._watched:  # the first time: only now a draft can be told from what is kept
            self._watched = True
            self._page.context.drafts.watch(self._typing, self, self._page)
        self._tell_logo()
        self.state.setText("")
        self._draw()

    def _saved(self, kept: LetterheadDraft) -> None:
        self.saving = False
        self._loaded(kept)
        self.state.setText(f"Bewaard om {self._page.context.now():%H:%M}")
        self._page.saved.emit()

    def _refused(self, error: WorldError) -> None:
        self.saving = False
        self._page.message.emit(Message(sentence(error), "bad", key="letterhead"))

    def _typed(self) -> None:
        self.state.setText(UNSAVED if self.edited() else "")
        self._draw_later.start()

    def _tell_logo(self) -> None:
        self.logo_words.setText("Het logo hieronder is bewaard." if self._kept.logo else "Nog geen logo.")
        self.choose.setText("Ander logo kiezen" if self._kept.logo else "Logo kiezen")
        self.remove.setVisible(bool(self._kept.logo))

    def _choose_logo(self) -> None:
        session = self._session
        chosen = dialogs.choose_file(self, "Logo kiezen", PICTURES) if session is not None else None
        if session is not None and chosen is not None:
            self._page.run(
                lambda: session.letterhead.set_logo(chosen, paint_svg), self._logo_kept, self._refused
            )

    def _remove_logo(self) -> None:
        session = self._session
        if session is not None:
            self.choose.setFocus()
            self._page.run(session.letterhead.remove_logo, self._logo_kept, self._refused)

    def _logo_kept(self, kept: LetterheadDraft) -> None:
        """The logo is in the vault; what was typed beside it is not yet, and stays."""
        typed = self.form.draft() if self.edited() else None
        self._loaded(kept)
        if typed is not None:
            self.form.set_values({"name": typed.name, "address": "\n".join(typed.address)})
            self._typed()
        self._page.saved.emit()

    def _draw(self) -> None:
        session = self._session
        if session is None:
            return
        draft = replace(self._kept, letterhead=replace(self.form.draft(), logo=self._kept.letterhead.logo))
        width = max(self.top.width(), theme().px(420)) * 2  # twice, so that small letters can be read

        def drawn() -> PageImage:
            return session.documents.page_image(session.letterhead.sample(draft), 0, width)

        self._page.run(drawn, self.top.show_page, lambda _error: None, latest="letterhead-sample")
