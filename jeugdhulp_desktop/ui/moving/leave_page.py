"""Kluis van deze computer wissen, an errand: asked twice, never by itself, and said what stays."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from jeugdhulp_desktop.domain.errors import WorldError
from jeugdhulp_desktop.ui import dialogs, sentences
from jeugdhulp_desktop.ui.errands import ErrandPage, ErrandPlace
from jeugdhulp_desktop.ui.moving.panels import marked_lines
from jeugdhulp_desktop.ui.settings.parts import Place
from jeugdhulp_desktop.ui.widgets.buttons import Button, CheckBox
from jeugdhulp_desktop.ui.widgets.fields import TextField
from jeugdhulp_desktop.ui.widgets.form import FormRow
from jeugdhulp_desktop.ui.widgets.labels import TextBlock
from jeugdhulp_desktop.ui.widgets.panel import Panel
from jeugdhulp_desktop.ui.widgets.wizard import WizardFrame

if TYPE_CHECKING:
    from jeugdhulp_desktop.services.leaving import Erased

ASK, DONE = range(2)
_LEAD = (
    "Doe dit pas als de kluis op een andere computer open is geweest en alles erin stond. Wissen kan "
    "niet ongedaan gemaakt worden. De maker van dit programma kan niets terughalen."
)
_GOES = (
    "De kluis met alle sleutels",
    "De back-ups in de map van de kluis",
    "Wat deze computer van de kluis onthoudt: wachtwoord, pincode, mappen",
)
_STAYS = (
    "Back-ups op een stick of op een andere schijf",
    "De map met rapporten en andere pdf's die je hebt bewaard",
    "Wat is afgedrukt, en het herstelblad",
)
_SEEN = "De kluis is op een andere computer &geopend, en alles stond erin"
_NOT_SEEN = "Zet eerst het vinkje: alles staat ook ergens anders."
_NOT_NAMED = "Typ de naam van de kluis over: {name}"
_SURE = "De kluis '{name}' en {count} gaan hier voorgoed weg."
_ALL = "Van de kluis staat hier niets meer. De map met rapporten staat er nog: die geef je af of gooi je weg."
_LEFT = "Deze bestanden zijn niet van de kluis en staan er nog:"
_ENTRY = "In de sleutelbos van het systeem bleef een regel staan die niets meer opent."


class LeavePage(ErrandPage):
    """Two steps: what goes and what stays, then what became of it."""

    help_topic = "verhuizen"

    def __init__(self, place: ErrandPlace) -> None:
        super().__init__(place)
        self._busy = self._gone = False
        self.wizard = WizardFrame("Kluis wissen", ("Wat er weggaat", "Klaar"))
        self.seen = CheckBox(_SEEN)
        self.name = TextField(longest=200)
        self.row = FormRow("name", "&Naam van de kluis", self.name, hint=f"Typ over: {place.vault.name}")
        self.result = QVBoxLayout()
        self.result.setContentsMargins(0, 0, 0, 0)
        self.wizard.add_page("De kluis van deze computer wissen", _LEAD, self._asking())
        done = QWidget()
        done.setLayout(self.result)
        self.wizard.add_page("De kluis is hier gewist", "", done)
        self.stop = Button("Stoppen", kind="link", small=True)
        self.stop.clicked.connect(self.give_up)
        self.wizard.add_to_rail(self.stop)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.wizard)
        self.seen.toggled.connect(lambda _on: self._tell())
        self.name.changed.connect(self._typing)
        self.wizard.next_asked.connect(self._next)
        self.setFocusProxy(self.seen)  # one begins there, and not at Stoppen
        self._turn(ASK)

    def _asking(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        where = Place("Map van de kluis")
        where.set_path(self.place.vault.folder)
        panel = Panel(spacing=16)
        panel.body.addWidget(where)
        panel.body.addLayout(marked_lines("Gaat weg", _GOES, "close", "bad"))
        panel.body.addLayout(marked_lines("Blijft, en is aan jou", _STAYS, "minus", "text2"))
        column.addWidget(panel)
        column.addWidget(self.seen)
        column.addWidget(self.row)
        return page

    def may_stop(self) -> bool:
        return not self._busy

    def _turn(self, page: int) -> None:
        self.wizard.go(page)
        self.wizard.back_button.hide()
        self.stop.setVisible(page == ASK)
        if page == ASK:
            self.wizard.next_button.setText("Kluis wissen")
        self._tell()

    def _typing(self) -> None:
        self.row.set_note("")
        self._tell()

    def _tell(self) -> None:
        """Why it cannot be erased yet."""
        reason = ""
        if self.wizard.current() == ASK:
            if self._busy:
                reason = "Even wachten, de kluis wordt gewist."
            elif not self.seen.isChecked():
                reason = _NOT_SEEN
            elif self.name.value() != self.place.vault.name:
                reason = _NOT_NAMED.format(name=self.place.vault.name)
        self.wizard.allow_next(reason)

    def _next(self, page: int) -> None:
        if page == DONE:
            self.finished.emit(None, None)
            return
        text = _SURE.format(name=self.place.vault.name, count="de back-ups in die map")
        if (
            dialogs.ask(
                self, "Kluis voorgoed wissen?", text, ["Kluis wissen"], default=dialogs.CANCEL, danger=True
            )
            is None
        ):
            return
        from jeugdhulp_desktop.services.leaving import erase_vault

        vault = self.place.vault
        self._set_busy(True)
        self.run(lambda: erase_vault(vault.folder, vault.keys), self._erased, self._refused)

    def _erased(self, erased: "Erased") -> None:
        self._busy = False
        laptop, vault = self.place.laptop, self.place.vault
        laptop.keep(laptop.settings.without_vault(vault.keys.vault_id.hex(), vault.folder))
        words = _ALL if not erased.left else _LEFT
        self.result.addWidget(TextBlock(words))
        for path in erased.left:
            self.result.addWidget(TextBlock(str(path), tone="text2"))
        if not erased.entry_gone:
            self.result.addWidget(TextBlock(_ENTRY, tone="text2"))
        self._turn(DONE)
        self.wizard.next_button.setFocus()

    def _refused(self, error: WorldError) -> None:
        self._set_busy(False)
        self.row.set_note(sentences.sentence(error))
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        for each in (self.seen, self.name, self.stop):
            each.setEnabled(not busy)
        self._tell()
