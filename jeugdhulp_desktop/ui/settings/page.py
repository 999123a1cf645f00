"""Instellingen: panels under one another, and a list to jump from.

What belongs to this computer holds at once; the settings of the vault are a form that is saved as a whole and
asked about before it is left.
"""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jeugdhulp_desktop import __version__
from jeugdhulp_desktop.domain.errors import WorldError
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.domain.vault_settings import VaultSettings
from jeugdhulp_desktop.services.changes import Change
from jeugdhulp_desktop.ui import dialogs
from jeugdhulp_desktop.ui.outside import open_outside
from jeugdhulp_desktop.ui.pages import Page, PageContext
from jeugdhulp_desktop.ui.sentences import sentence
from jeugdhulp_desktop.ui.settings.elsewhere_panel import ElsewherePanel
from jeugdhulp_desktop.ui.settings.facts import TITLES, SettingsFacts, read_facts
from jeugdhulp_desktop.ui.settings.laptop_panel import LaptopPanel
from jeugdhulp_desktop.ui.settings.letterhead_panel import LetterheadPanel
from jeugdhulp_desktop.ui.settings.vault_panel import VaultPanel
from jeugdhulp_desktop.ui.start.words import backup_words
from jeugdhulp_desktop.ui.theme import theme
from jeugdhulp_desktop.ui.typed_fields import TypedFields, tell_typing
from jeugdhulp_desktop.ui.widgets.focus import first_focus
from jeugdhulp_desktop.ui.widgets.header import PageHeader
from jeugdhulp_desktop.ui.widgets.messages import Message
from jeugdhulp_desktop.ui.widgets.panel import Panel, ScrollArea
from jeugdhulp_desktop.ui.widgets.sections import Section, SectionList

if TYPE_CHECKING:
    from jeugdhulp_desktop.services.session import Session

NARROW = 900  # logical pixels: below this the list gives its place to the panels
WIDEST = 900  # a form wider than this is no longer read as one


class SettingsPage(Page):
    """This computer, the vault, its paper; keys and backups stand in Privacy en beheer."""

    title = "Instellingen"
    help_topic = "instellingen"
    watches = frozenset({Change.SETTINGS, Change.BACKUPS})

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.facts: SettingsFacts | None = None
        self._saving = False
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 18, 24, 20)
        whole.setSpacing(14)
        self.header = PageHeader("Instellingen", f"Jeugdhulp Desktop, versie {__version__}")
        whole.addWidget(self.header)
        columns = QHBoxLayout()
        columns.setSpacing(16)
        self.list = SectionList("Onderdelen van de instellingen")
        self.list.chosen.connect(self._to_panel)
        columns.addWidget(self.list)
        self.area = ScrollArea(self._make_panels())
        columns.addWidget(self.area, 1)
        whole.addLayout(columns, 1)
        self.area.verticalScrollBar().valueChanged.connect(self._follow_scrolling)
        form = self.vault.form
        self._typing = TypedFields(form, "settings", edited=form.edited, taken=self.vault.tell)
        tell_typing(form, context.drafts.touch)
        self._show_list()
        self.list.set_current("laptop")

    def _make_panels(self) -> QWidget:
        self.laptop = LaptopPanel(
            self.context.laptop, self.context.privacy, self._use_folder, self._open_folder
        )
        self.vault = VaultPanel(self.context.years.year)
        self.vault.save_asked.connect(self.save)
        self.letterhead = LetterheadPanel(self)
        self.elsewhere = ElsewherePanel(lambda part: self.open_page.emit("privacy", part))
        self.panels: dict[str, Panel] = {
            "laptop": self.laptop,
            "vault": self.vault,
            "letterhead": self.letterhead,
            "elsewhere": self.elsewhere,
        }
        inner = QWidget()
        row = QHBoxLayout(inner)
        row.setContentsMargins(0, 0, 4, 0)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        for panel in self.panels.values():
            column.addWidget(panel)
        column.addStretch(1)
        self._holder = holder
        row.addWidget(holder, 100)
        row.addStretch(1)
        return inner

    def open_with(self, session: "Session") -> None:
        super().open_with(session)
        self.letterhead.open_with(session)
        self._read()

    def open_at(self, argument: object) -> None:
        """The name of a panel: show it and put the focus there."""
        if isinstance(argument, str):
            self._to_panel(argument)

    def shown(self) -> None:
        self._read()  # numbers and the time of the backup are told from now

    def refresh(self, changes: frozenset[object]) -> None:
        self._read()

    def school_year_changed(self, year: SchoolYear) -> None:
        self.vault.form.set_year(year)
        self.vault.tell()

    def _read(self) -> None:
        session = self.session
        if session is not None:
            self.run(lambda: read_facts(session), self._loaded, latest="facts")

    def _loaded(self, facts: SettingsFacts) -> None:
        first, self.facts = self.facts is None, facts
        session = self.session
        if session is None:
            return
        if first:
            self.vault.form.set_structures(facts.structures)
        if first or not (self.vault.form.edited() or self._saving):
            self.vault.form.load(facts.settings)
            self._typing.shown_now()
        if first:
            self.context.drafts.watch(self._typing, self.vault, self)
        self.laptop.set_folder(session.documents.folder)
        self.elsewhere.show_backup(facts.backup, self.context.today())
        self._show_list()

    def _show_list(self) -> None:
        """The list says where something asks for attention."""
        states = dict.fromkeys(TITLES, "")
        if self.facts is not None and backup_words(self.facts.backup, self.context.today()).tone != "ok":
            states["elsewhere"] = "question"
        self.list.set_sections([Section(name, "", title, states[name]) for name, title in TITLES.items()])

    def _to_panel(self, name: str) -> None:
        panel = self.panels.get(name)
        if panel is None:
            return
        self.area.verticalScrollBar().setValue(panel.y())
        self.list.set_current(name)
        first_focus(panel)

    def _follow_scrolling(self, top: int) -> None:
        """The panel under the upper third is where one is; at the very end it is the last one."""
        bar = self.area.verticalScrollBar()
        line = top + self.area.viewport().height() // 3
        under = [name for name, panel in self.panels.items() if panel.y() <= line]
        last = bar.maximum() > 0 and top >= bar.maximum()
        self.list.set_current("elsewhere" if last else (under or ["laptop"])[-1])

    # --- the form of the vault

    def save(self) -> None:
        if self.letterhead.edited():
            self.letterhead.save()
            if not self.vault.form.edited():
                return
        session, form = self.session, self.vault.form
        if session is None or self.facts is None or self._saving or not form.validate():
            self._show_first_error()
            return
        if not form.edited():
            self.vault.tell("Alles is bewaard")
            return
        self._saving = True
        draft, store = form.draft(), session.settings.save
        self.run(lambda: store(draft), lambda _none: self._saved(draft), self._not_saved)

    def _saved(self, settings: VaultSettings) -> None:
        self._saving = False
        self.vault.form.saved(settings)
        self._typing.shown_now()
        self.vault.tell(f"Bewaard om {self.context.now():%H:%M}")
        self.saved.emit()

    def _not_saved(self, error: WorldError) -> None:
        self._saving = False
        self.message.emit(Message(sentence(error), "bad", key="settings"))

    def _show_first_error(self) -> None:
        wrong = next((row for row in self.vault.form.rows.values() if row.has_error()), None)
        if wrong is not None:
            self.area.ensureWidgetVisible(wrong, 0, 80)

    def may_leave(self) -> bool:
        form, paper = self.vault.form, self.letterhead
        self._wait_for_saving()
        if self.facts is None or not (form.edited() or paper.edited()):
            return True
        verbs = ["Bewaren", "Niet bewaren"]
        verb = dialogs.ask(self, "Bewaren?", "De instellingen van de kluis zijn nog niet bewaard.", verbs)
        if verb == "Bewaren":
            self.save()
            self._wait_for_saving()
            return not (form.edited() or paper.edited())  # what was refused stays on the screen
        if verb == "Niet bewaren":
            form.drop_edits()
            paper.drop_edits()
            self.vault.tell()
        return verb is not None

    def _wait_for_saving(self) -> None:
        self.context.tasks.wait_while(lambda: self._saving or self.letterhead.saving)

    # --- this computer

    def _use_folder(self, folder: Path) -> None:
        session = self.session
        if session is None:
            return
        self.context.laptop.keep_report_folder(session.vault_id, folder)
        use = session.documents.set_folder
        self.run(lambda: use(folder), lambda _none: self.laptop.set_folder(folder))

    def _open_folder(self, folder: Path) -> None:
        """In the file manager; the folder is made at the first pdf, so it may not be there yet."""
        self.run(folder.is_dir, partial(self._show_folder, folder))

    def _show_folder(self, folder: Path, there: bool) -> None:
        if not (there and open_outside(folder)):
            words = "De map is er nog niet, of kan niet geopend worden. Bij de eerste pdf wordt hij gemaakt."
            self.message.emit(Message(words, "warn", key="folder"))

    def panes(self) -> list[QWidget]:
        return [self.list, self.area]

    def take_focus(self) -> None:
        first_focus(self.laptop)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.list.setVisible(self.width() >= theme().px(NARROW))
        self._holder.setMaximumWidth(theme().px(WIDEST))
