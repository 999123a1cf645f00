"""The steps of a new key: when it is needed, the passphrases, and what is left of the old key."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from jeugdhulp_desktop.ui import sentences
from jeugdhulp_desktop.ui.unlock.card import PassphraseField
from jeugdhulp_desktop.ui.unlock.new_passphrase import NewPassphrase
from jeugdhulp_desktop.ui.unlock.proving import EMPTY, WAIT
from jeugdhulp_desktop.ui.unlock.wrong_tries import WrongTries
from jeugdhulp_desktop.ui.widgets.buttons import RadioButton
from jeugdhulp_desktop.ui.widgets.form import FormRow
from jeugdhulp_desktop.ui.widgets.labels import TextBlock, label
from jeugdhulp_desktop.ui.widgets.messages import Message, MessageBar
from jeugdhulp_desktop.ui.widgets.panel import Panel
from jeugdhulp_desktop.ui.widgets.progress import BusyLine

if TYPE_CHECKING:
    from jeugdhulp_desktop.services.new_key import NewKey

_WHEN = (
    (
        "Een ander wachtwoord is genoeg",
        "Kies dat als je gewoon wilt wisselen, of als iemand je wachtwoord zag maar nooit bij deze computer, "
        "een back-up of een kopie van de kluis kon. Je doet het bij Sleutels, in een paar tellen.",
    ),
    (
        "Een nieuwe sleutel is nodig",
        "Kies dat als een ander misschien je wachtwoord of herstelcode kent én een kopie van de kluis kan "
        "hebben: een stick die kwijt is, een oude laptop, een gedeelde map. De hele kluis wordt opnieuw "
        "versleuteld.",
    ),
    (
        "Wat een nieuwe sleutel niet kan",
        "De kopie die iemand al heeft, gaat open met het oude wachtwoord en blijft dat doen. Wat daarin "
        "staat, kan bekend zijn. Meld dat bij de school en bij de functionaris gegevensbescherming.",
    ),
)
_SAME = "Dit is het wachtwoord dat je nu hebt. Bedenk een ander."
_KEEP = "Oude back-ups &bewaren"
_DELETE = "Oude back-ups &wissen"
_CHOOSE = "Kies wat er met de oude back-ups gebeurt."
_OLD = (
    "{opens} alleen met het oude wachtwoord of de oude herstelcode. Terugzetten in deze kluis kan niet "
    "meer; in een nieuwe map wel. Vernietig zelf de kopieën op een stick of schijf die er nu niet is."
)
_NO_OLD = (
    "Er staan hier geen back-ups met de oude sleutel. Een stick die er nu niet in zit, kan er nog hebben."
)
_SECOND_GONE = "De tweede plek van de back-ups was er niet. Kies hem opnieuw bij Privacy en beheer, Back-ups."
_NO_BACKUP = "De nieuwe back-up is niet gelukt. {why} Maak er straks een bij Privacy en beheer, Back-ups."


class WhenStep(Panel):
    """In plain words: when another passphrase is enough, and when it is not."""

    def __init__(self) -> None:
        super().__init__(spacing=16)
        for title, text in _WHEN:
            self.body.addWidget(label(title, "strong", wrap=True))
            self.body.addWidget(TextBlock(text, tone="text2"))


class ProveStep(QWidget):
    """The passphrase of now, and the new one twice."""

    changed = Signal(str)

    def __init__(self, words: Sequence[str], clock: Callable[[], float]) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        self.present = PassphraseField()
        self.row = FormRow("present", "Je wachtwoord van &nu", self.present)
        column.addWidget(self.row)
        self.new = NewPassphrase(lambda: words, "Nieuw &wachtwoord")
        column.addWidget(self.new)
        self.busy = BusyLine("")
        self.busy.hide()
        column.addWidget(self.busy)
        self.tries = WrongTries(self.row, self.present, WAIT, clock)
        self.tries.changed.connect(lambda: self.changed.emit(""))
        self.present.changed.connect(lambda: self.changed.emit(""))
        self.new.progress.connect(self.changed)

    def reason(self) -> str:
        """Why the key cannot be made yet."""
        if self.tries.waiting:
            return "Wacht even met een nieuwe poging."
        if not self.present.value():
            return EMPTY
        return self.new.reason() or (_SAME if self.new.value() == self.present.value() else "")

    def set_busy(self, busy: bool) -> None:
        """While the key is made, what was typed stays as it is."""
        self.busy.setVisible(busy)
        self.present.setReadOnly(busy)
        self.new.setEnabled(not busy)

    def forget(self) -> None:
        """Drop what was typed."""
        self.present.clear()
        self.present.hide_again()
        self.new.clear()


class EndStep(QWidget):
    """What became of it: the new backup, and the choice about the old ones."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(14)
        self._count = 0
        self.keep, self.delete = RadioButton(_KEEP), RadioButton(_DELETE)
        for each in (self.keep, self.delete):
            each.toggled.connect(lambda _on: self.changed.emit())

    def show_made(self, made: "NewKey", had_second: bool) -> None:
        """Built once the key is there."""
        backed = "Je nieuwe wachtwoord geldt. Er is een nieuwe back-up gemaakt en gecontroleerd."
        bar = Message(backed, "ok", closable=False)
        if made.no_backup is not None:
            why = sentences.sentence(made.no_backup)
            bar = Message(_NO_BACKUP.format(why=why), "warn", closable=False)
        self._column.addWidget(MessageBar(bar))
        if had_second and made.second is None:
            self._column.addWidget(MessageBar(Message(_SECOND_GONE, "warn", closable=False)))
        self._count = len(made.old)
        panel = Panel("Oude back-ups")
        panel.body.addWidget(TextBlock(self._told() if made.old else _NO_OLD))
        if made.old:
            panel.body.addWidget(self.keep)
            panel.body.addWidget(self.delete)
            self.delete.setEnabled(made.no_backup is None)
        self._column.addWidget(panel)

    def _told(self) -> str:
        opens = "opent" if self._count == 1 else "openen"
        return f"{self._counted()} {_OLD.format(opens=opens)}"

    def _counted(self) -> str:
        return f"{self._count} back-up{'' if self._count == 1 else 's'}"

    def count_words(self) -> str:
        """What goes, before it is asked once more."""
        return f"{self._counted()} met de oude sleutel {'gaat' if self._count == 1 else 'gaan'} weg."

    def reason(self) -> str:
        """Why one cannot go on yet: nothing is chosen for anybody."""
        chosen = self.keep.isChecked() or self.delete.isChecked()
        return _CHOOSE if self._count and not chosen else ""
