"""Every dialog goes through here: the same look, verbs on the buttons, and one seam for tests.

A test plans the next answers: ``with dialogs.answers("Verwijderen", Path("lijst.csv")) as asked: ...`` and
reads in ``asked`` what the user would have seen. A planned callable receives the FormDialog, fills it and
returns True (accepted) or False.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from jeugdhulp_desktop.ui.theme import theme
from jeugdhulp_desktop.ui.widgets.buttons import Button
from jeugdhulp_desktop.ui.widgets.focus import first_focus, tab_as_one_reads
from jeugdhulp_desktop.ui.widgets.labels import Hairline, TextBlock, label
from jeugdhulp_desktop.ui.widgets.panel import ScrollArea

CANCEL = "Annuleren"
_DEEPEST = 8  # menus in one another


@dataclass(frozen=True)
class Asked:
    """What a dialog asked, as a test sees it."""

    title: str
    text: str
    verbs: tuple[str, ...]
    default: str = ""  # the verb that Enter gives; empty is the first


class _Plan:
    """The answers a test has planned."""

    def __init__(self, answers: Sequence[Any]) -> None:
        self.answers = list(answers)
        self.asked: list[Asked] = []

    def next(self, asked: Asked) -> Any:
        self.asked.append(asked)
        if not self.answers:
            raise AssertionError(f"no answer planned for the dialog {asked}")
        return self.answers.pop(0)


_plans: list[_Plan] = []


@contextmanager
def answers(*planned: Any) -> Iterator[list[Asked]]:
    """Answer the next dialogs without showing them; every planned answer must be used."""
    plan = _Plan(planned)
    _plans.append(plan)
    try:
        yield plan.asked
        if plan.answers:
            raise AssertionError(f"dialogs that were not asked: {plan.answers}")
    finally:
        _plans.remove(plan)


class Locking(QObject):
    """Ctrl+L in a dialog, which keeps the keys of the window under it from working; the vault locks by it."""

    asked = Signal()


locking = Locking()


def ask_lock() -> None:
    """The slot of the key: no method of ``locking``, which may be of the worker that first imported this."""
    locking.asked.emit()


class Typing(Protocol):
    """What keeps the fields of a dialog."""

    def edited(self) -> bool:
        """Whether something in them is not in the vault."""


class FormDialog(QDialog):
    """A dialog with one question or one short form: content, a hairline, and the buttons at the right.

    Subclasses add to ``content`` (a QVBoxLayout) and override ``check``; ``check`` returns False to stay.
    """

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        verb: str = "Bewaren",
        *,
        cancel: str = CANCEL,
        width: int = 600,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setProperty("back", "surface")
        self.setMinimumWidth(theme().px(min(width, 560)))
        self._width = width
        self._placed = False
        QShortcut(QKeySequence("Ctrl+L"), self).activated.connect(ask_lock)
        self.typing: Typing | None = None  # what keeps what is typed here, see typed_fields.py
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        inner = self.inner = QWidget()
        self.content = QVBoxLayout(inner)
        self.content.setContentsMargins(24, 24, 24, 16)
        self.content.setSpacing(14)
        inner.installEventFilter(self)
        self.area = ScrollArea(inner)
        whole.addWidget(self.area, 1)
        whole.addWidget(Hairline())
        self.foot = QHBoxLayout()
        self.foot.setContentsMargins(24, 12, 24, 16)
        self.foot.setSpacing(8)
        self.note = label("", "caption", "text2")
        self.foot.addWidget(self.note, 1)
        self.cancel_button: Button | None = None
        if cancel:
            self.cancel_button = Button(cancel)
            self.cancel_button.clicked.connect(self.reject)
            self.foot.addWidget(self.cancel_button)
        self.accept_button = Button(verb, kind="filled")
        self.accept_button.clicked.connect(self._try_accept)
        self.foot.addWidget(self.accept_button)
        self.verbs: tuple[str, ...] = (verb,)
        whole.addLayout(self.foot)

    def check(self) -> bool:
        """True when the dialog may close; show the problems and put the focus there otherwise."""
        return True

    def typed(self) -> bool:
        """Whether closing it now would lose what was typed; asked before the program ends."""
        return self.typing is not None and self.typing.edited()

    def sizeHint(self) -> QSize:
        inner = self.inner
        screen = self.screen().availableGeometry()
        px = theme().px
        least = max(px(self._width), inner.minimumSizeHint().width() + 2)
        wide = self.width() if self._placed else min(least, screen.width() - 40)
        needed = inner.heightForWidth(wide) if inner.hasHeightForWidth() else inner.sizeHint().height()
        return QSize(wide, min(needed + px(36) + 30, screen.height() - 60))

    def _try_accept(self) -> None:
        if self.check():
            self.accept()

    def showEvent(self, event: QShowEvent) -> None:
        if not self._placed:  # Qt itself gives a window at most two thirds of the screen
            self.resize(self.sizeHint())
            self._placed = True
            tab_as_one_reads(self)  # the buttons were made before what stands above them
        super().showEvent(event)
        if self.focusWidget() is None:
            first_focus(self.inner)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Grow with a sentence that appears under a field, as far as the screen goes."""
        if event.type() is QEvent.Type.LayoutRequest and self.isVisible():
            needed = self.sizeHint().height()
            if needed > self.height():
                self.resize(self.width(), needed)
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._try_accept()
            return
        if event.key() in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            bar = self.area.verticalScrollBar()
            bar.setValue(bar.value() + (1 if event.key() == Qt.Key.Key_PageDown else -1) * bar.pageStep())
            return
        if enter:
            focused = self.focusWidget()
            if isinstance(focused, Button):
                focused.click()
            else:
                self._try_accept()
            return
        super().keyPressEvent(event)


def run_form(dialog: FormDialog) -> bool:
    """Show a form dialog until it is closed; True when its verb was chosen."""
    if _plans:
        answer = _plans[-1].next(Asked(dialog.windowTitle(), "", dialog.verbs))
        return bool(answer(dialog)) if callable(answer) else bool(answer)
    before = QApplication.focusWidget()
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()  # after the caller has read its fields
    _give_back(before)
    return accepted


def _give_back(before: QWidget | None) -> None:
    """The focus returns to where it was, unless that place went away meanwhile (the vault locked)."""
    if before is not None and isValid(before) and before.isVisible():
        before.activateWindow()
        before.setFocus()


class _Question(FormDialog):
    """One question with verbs as buttons."""

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        text: str,
        verbs: Sequence[str],
        *,
        cancel: str,
        default: str,
    ) -> None:
        super().__init__(parent, title, verbs[0], cancel=cancel, width=560)
        self.verbs = tuple(verbs)
        self.chosen: str | None = None
        self.content.addWidget(TextBlock(text))
        self.accept_button.clicked.disconnect()
        self.accept_button.clicked.connect(lambda: self._choose(verbs[0]))
        for verb in verbs[1:]:
            button = Button(verb)
            button.clicked.connect(lambda _checked=False, verb=verb: self._choose(verb))
            self.foot.insertWidget(self.foot.indexOf(self.accept_button), button)
        if default == CANCEL and self.cancel_button:
            self.cancel_button.setDefault(True)
            self.cancel_button.setFocus()
        else:
            self.accept_button.setDefault(True)
            self.accept_button.setFocus()

    def _choose(self, verb: str) -> None:
        self.chosen = verb
        self.accept()

    def _try_accept(self) -> None:
        focused = self.focusWidget()
        if isinstance(focused, Button):
            focused.click()


def ask(
    parent: QWidget | None,
    title: str,
    text: str,
    verbs: Sequence[str],
    *,
    cancel: str = CANCEL,
    default: str = "",
    danger: bool = False,
) -> str | None:
    """Ask one question; the chosen verb, or None for Annuleren. The first verb is the filled button."""
    if _plans:
        answer = _plans[-1].next(Asked(title, text, tuple(verbs), default))
        if answer is not None and answer not in verbs:
            raise AssertionError(f"{answer!r} is not one of {verbs}")
        return answer if answer is None else str(answer)
    dialog = _Question(parent, title, text, verbs, cancel=cancel, default=default)
    if danger:
        dialog.accept_button.setProperty("kind", "danger")
    before = QApplication.focusWidget()
    dialog.exec()
    dialog.deleteLater()
    _give_back(before)
    return dialog.chosen


_FROM_BIN = "Je kunt dit 30 dagen terughalen uit de prullenbak."
_BY_UNDO = "Je kunt dit terugdraaien met Ctrl+Z, tot je de kluis vergrendelt."
_NEVER = "Dit kun je niet terugdraaien."


def confirm_delete(
    parent: QWidget | None,
    what: str,
    consequence: str,
    *,
    undoable: bool,
    binned: bool = False,
    verb: str = "Verwijderen",
) -> bool:
    """Ask before deleting: names what goes, says how it comes back; the default is Annuleren.

    ``undoable``: by Ctrl+Z until the vault is locked; ``binned``: out of the bin for thirty days.
    """
    back = _FROM_BIN if binned else _BY_UNDO if undoable else _NEVER
    text = f"{consequence}\n{back}".strip()
    return ask(parent, f"{what} verwijderen", text, [verb], default=CANCEL, danger=True) == verb


def tell(parent: QWidget | None, title: str, text: str, verb: str = "Sluiten") -> None:
    """Tell something that cannot stand on the page."""
    ask(parent, title, text, [verb], cancel="")


def _path_answer(title: str, verb: str) -> tuple[bool, Path | None]:
    if not _plans:
        return False, None
    answer = _plans[-1].next(Asked(title, "", (verb,)))
    return True, None if answer is None else Path(answer)


def _standing(start: Path | None) -> Path:
    """The folder asked for, or the nearest above it that exists: from nowhere, Qt begins in the program's."""
    return (
        next((each for each in (start, *start.parents) if each.exists()), Path.home())
        if start
        else Path.home()
    )


def choose_file(
    parent: QWidget | None, title: str, kinds: str = "", start: Path | None = None
) -> Path | None:
    """Let the user pick a file to read; ``kinds`` as "Leerlinglijst (*.xml *.csv *.xlsx)"."""
    planned, path = _path_answer(title, "Openen")
    if planned:
        return path
    chosen, _kind = QFileDialog.getOpenFileName(parent, title, str(_standing(start)), kinds)
    return Path(chosen) if chosen else None


def choose_save_file(parent: QWidget | None, title: str, start: Path, kinds: str = "") -> Path | None:
    """Let the user pick where a file is written; ``start`` holds a neutral name (never a pupil's)."""
    planned, path = _path_answer(title, "Opslaan")
    if planned:
        return path
    chosen, _kind = QFileDialog.getSaveFileName(parent, title, str(start), kinds)
    return Path(chosen) if chosen else None


def choose_folder(parent: QWidget | None, title: str, start: Path | None = None) -> Path | None:
    """Let the user pick a folder."""
    planned, path = _path_answer(title, "Map kiezen")
    if planned:
        return path
    chosen = QFileDialog.getExistingDirectory(parent, title, str(_standing(start)))
    return Path(chosen) if chosen else None


def typed() -> bool:
    """Whether an open dialog holds text that is not kept."""
    return any(
        isinstance(each, FormDialog) and each.isVisible() and each.typed()
        for each in QApplication.topLevelWidgets()
    )


def close_all() -> None:
    """Close every open dialog, menu and calendar; locking the vault does this: nothing stays readable."""
    for _nested in range(_DEEPEST):  # one that will not close does not stop the lock
        if (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
    modal = QApplication.activeModalWidget()
    while isinstance(modal, QDialog):
        modal.reject()
        following = QApplication.activeModalWidget()
        modal = following if following is not modal else None
