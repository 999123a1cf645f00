"""Ctrl+K: search everything, go to a page, run a command; all from one line."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from jeugdhulp_desktop.domain.text import fold
from jeugdhulp_desktop.ui.dialogs import ask_lock
from jeugdhulp_desktop.ui.icons import icon
from jeugdhulp_desktop.ui.theme import theme
from jeugdhulp_desktop.ui.widgets.filters import SearchField
from jeugdhulp_desktop.ui.widgets.labels import label


@dataclass(frozen=True)
class Command:
    """Something the palette offers: words, what it does, an icon, and a kind shown behind it."""

    words: str
    do: Callable[[], object]
    icon: str = "arrow-right"
    kind: str = ""


Deliver = Callable[[Sequence[Command]], None]
Provider = Callable[[str, Deliver], None]


class Palette(QDialog):
    """One line and a list under it. Enter runs what is selected; Esc closes."""

    def __init__(
        self, commands: Sequence[Command], provider: Provider | None, parent: QWidget | None
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("back", "surface")
        self.setProperty("popup", True)
        self.setWindowTitle("Alles zoeken")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._commands, self._provider = tuple(commands), provider
        self._found: tuple[Command, ...] = ()
        self._shown: list[Command] = []
        self._asked = ""
        self._run_when_found = False
        whole = QVBoxLayout(self)
        whole.setContentsMargins(12, 12, 12, 12)
        whole.setSpacing(8)
        self.field = SearchField("Naam, casusnummer, scherm of opdracht")
        self.field.textChanged.connect(self._typed)
        self.field.moved_down.connect(self._down)
        self.field.enter_moves = False
        self.field.entered.connect(self._enter)
        whole.addWidget(self.field)
        self.list = QListWidget()
        self.list.setAccessibleName("Gevonden")
        self.list.setIconSize(QSize(theme().px(18), theme().px(18)))
        self.list.itemActivated.connect(lambda _item: self.run_selected())
        self.list.itemClicked.connect(lambda _item: self.run_selected())
        whole.addWidget(self.list, 1)
        self.note = label("", "caption", "text2")
        whole.addWidget(self.note)
        self._timer = QTimer(self, singleShot=True, interval=150)
        self._timer.timeout.connect(self._search)
        QShortcut(QKeySequence("Ctrl+L"), self).activated.connect(ask_lock)
        self.resize(theme().px(560), theme().px(420))
        self._show()

    def open_over(self, window: QWidget) -> None:
        """Stand in the upper middle of the window."""
        left = window.width() // 2 - self.width() // 2
        self.move(
            window.mapToGlobal(window.rect().topLeft()).x() + left,
            window.mapToGlobal(window.rect().topLeft()).y() + 60,
        )
        self.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def run_selected(self) -> None:
        """Close and do what is selected."""
        row = max(0, self.list.currentRow())
        if row >= len(self._shown):
            return
        command = self._shown[row]
        self.close()
        command.do()

    def _typed(self, text: str) -> None:
        self._found = ()
        self._run_when_found = False
        if self._provider is not None and len(text.strip()) > 1:
            self._timer.start()
        self._show()

    def _search(self) -> None:
        asked = self._asked = self.field.text()
        if self._provider is None:
            return

        def deliver(found: Sequence[Command]) -> None:
            if asked == self._asked:
                self._found = tuple(found)
                self._show()
                if self._run_when_found:
                    self.run_selected()

        self._provider(asked, deliver)

    def _show(self) -> None:
        words = fold(self.field.text()).split()
        fits = [each for each in self._commands if _fits(fold(each.words).split(), words)]
        self._shown = [*self._found, *fits]
        self.list.clear()
        for command in self._shown:
            item = QListWidgetItem(icon(command.icon, "text2", theme().px(18)), command.words)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{command.words} {command.kind}".strip())
            item.setToolTip(command.kind)
            self.list.addItem(item)
        if self._shown:
            self.list.setCurrentRow(0)
        self.note.setText(
            "↑ ↓ kiezen, Enter openen, Esc sluiten" if self._shown else "Niets gevonden. Typ een ander woord."
        )

    def _enter(self) -> None:
        """Enter runs what stands first, also when it was pressed before the search answered."""
        if self._timer.isActive():
            self._timer.stop()
            self._run_when_found = True
            self._search()
        else:
            self.run_selected()

    def _down(self) -> None:
        if self.list.count():
            self.list.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.run_selected()
            return
        super().keyPressEvent(event)


def _fits(name: list[str], words: list[str]) -> bool:
    return all(any(part.startswith(word) for part in name) for word in words)
