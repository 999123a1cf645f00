"""PersonField: pick someone by typing a part of the name, from a list or from a search on the worker."""

from collections.abc import Callable, Sequence
from typing import Any, cast

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QStringListModel, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QCompleter, QWidget

from jeugdhulp_desktop.domain.text import fold
from jeugdhulp_desktop.ui.widgets.fields import TextField

Choices = Sequence[tuple[Any, str]]
Provider = Callable[[str, Callable[[Choices], None]], None]
SHOWN = 12


class PersonField(TextField):
    """Type beginnings of words in any order; ↓ and Enter take a name. ``value`` is its id.

    Either ``choices`` (pairs of id and text) are given, or a ``provider`` that gets what was typed and a
    function to deliver the choices to, so that pupils are searched on the worker.
    """

    picked = Signal(object)

    def __init__(
        self,
        choices: Choices = (),
        *,
        provider: Provider | None = None,
        placeholder: str = "Typ een naam",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(placeholder, parent=parent)
        self._all: Choices = tuple(choices)
        self._offered: Choices = ()
        self._provider = provider
        self._chosen: tuple[Any, str] | None = None
        self._model = QStringListModel(self)
        completer = QCompleter(self._model, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setMaxVisibleItems(SHOWN)
        cast("QWidget", completer.popup()).setObjectName("suggestions")
        cast("Any", completer.activated)[QModelIndex].connect(self._take)  # by row: names may be equal (F37)
        self.setCompleter(completer)
        self._timer = QTimer(self, singleShot=True, interval=150)
        self._timer.timeout.connect(self._search)
        self.textEdited.connect(self._typed)

    def set_choices(self, choices: Choices) -> None:
        """Offer other people."""
        self._all = tuple(choices)

    def value(self) -> Any:
        """The id of who was picked, or None."""
        return self._chosen[0] if self._chosen else None

    def set_value(self, value: Any) -> None:
        """Pick by id among the choices; with a provider use ``set_person``."""
        self._chosen = next((pair for pair in self._all if pair[0] == value), None)
        self.setText(self._chosen[1] if self._chosen else "")

    def set_person(self, identity: Any, text: str) -> None:
        """Show someone who need not be among the choices."""
        self._chosen = (identity, text)
        self.setText(text)

    def own_problem(self) -> str:
        """A sentence when a name was typed but nobody picked."""
        if self.text().strip() and self._chosen is None:
            return "Kies iemand uit de lijst: typ een deel van de naam en druk op ↓ en Enter."
        return ""

    def _typed(self, text: str) -> None:
        self._chosen = None
        if self._provider is None:
            self._search()
        elif text.strip():
            self._timer.start()

    def _search(self) -> None:
        text = self.text()
        if self._provider is not None:
            self._provider(text, self._offer)
            return
        words = fold(text).split()
        fits = [pair for pair in self._all if _fits(fold(pair[1]).split(), words)]
        self._offer(fits)

    def _offer(self, choices: Choices) -> None:
        self._offered = tuple(choices)[:200]
        self._model.setStringList([text for _identity, text in self._offered])
        exact = [pair for pair in self._offered if fold(pair[1]) == fold(self.text())]
        if len(exact) == 1 and self._chosen is None:
            self._chosen = exact[0]
        if self.hasFocus() and self._offered and self.text().strip():
            self.completer().complete()
            if len(self._offered) == 1:  # Enter takes the only one that fits
                only = self.completer().completionModel().index(0, 0)
                popup = self.completer().popup()
                if popup is not None:
                    popup.selectionModel().setCurrentIndex(only, QItemSelectionModel.SelectionFlag.NoUpdate)

    def _take(self, index: QModelIndex) -> None:
        if 0 <= index.row() < len(self._offered):
            self._chosen = self._offered[index.row()]
            self.setText(self._chosen[1])
            self.changed.emit()
            self.picked.emit(self._chosen[0])

    def focusOutEvent(self, event: QFocusEvent) -> None:
        leaving = event.reason() is not Qt.FocusReason.PopupFocusReason
        if leaving and self._chosen is None and len(self._offered) == 1 and self.text().strip():
            self._chosen = self._offered[0]
            self.setText(self._chosen[1])
            self.changed.emit()
        super().focusOutEvent(event)


def _fits(name: list[str], words: list[str]) -> bool:
    return all(any(part.startswith(word) for part in name) for word in words)
