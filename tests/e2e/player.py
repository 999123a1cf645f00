"""Plays a story in the running program with nothing but keys, and reads the screen as its user would.

A story is a generator. What it yields is done one by one from a timer, so that it goes on inside the loops of
dialogs, menus and Qt's own file dialog: ``Press("Ctrl+N")``, ``Type("tekst")``, ``Until(lambda: ...)``. It
finds its way with Tab and by the names that a screen reader would say. It never calls the program.

What goes wrong ends the process with the name of the scene, what had the focus and a picture of the screen.
"""

import os
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TextIO

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QThread, QTimer
from PySide6.QtGui import QAccessible, QGuiApplication, QKeyEvent, QKeySequence, Qt, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QComboBox, QLabel, QTableView, QWidget

SECONDS = 40.0  # for one thing to come; Argon2id at its real cost, and another test beside this one
LOST = 3  # exit code
THE_END = "the end"


@dataclass(frozen=True)
class Press:
    """A key, as "Ctrl+Shift+M" or "Down"."""

    keys: str


@dataclass(frozen=True)
class Type:
    """Text, key by key."""

    text: str


@dataclass(frozen=True)
class Until:
    """Waits until something is so; ``words`` say what for."""

    there: Callable[[], bool]
    words: str


@dataclass(frozen=True)
class Close:
    """Alt+F4: the system asks the window to close."""


@dataclass(frozen=True)
class Tell:
    """A line to whoever started this process."""

    words: str


@dataclass(frozen=True)
class Scene:
    """What the story is about now; stands above a failure."""

    name: str


Story = Iterator[Press | Type | Close | Until | Tell | Scene]


class Lost(AssertionError):
    """The screen is not what the story needs."""


class Screen:
    """What a user sees or hears: texts and names, nothing of the program itself."""

    def focus(self) -> str:
        """The name of what has the focus, as a screen reader says it."""
        widget = QApplication.focusWidget()
        return spoken(widget) if widget is not None else ""

    def value(self) -> str:
        """What stands in the field that has the focus, or the words of the chosen row."""
        widget = QApplication.focusWidget()
        if isinstance(widget, QAbstractItemView):
            return row_words(widget)
        if isinstance(widget, QComboBox):
            return widget.currentText()
        found = QAccessible.queryAccessibleInterface(widget) if widget is not None else None
        return str(found.text(QAccessible.Text.Value)) if found is not None else ""

    def title(self) -> str:
        """The title of the window in front."""
        window = in_front()
        return window.windowTitle() if window is not None else ""

    def texts(self) -> list[str]:
        """Everything that is said by the window in front, in the order in which it was built."""
        window = in_front()
        if window is None:
            return []
        found = []
        for widget in [window, *window.findChildren(QWidget)]:
            if not widget.isVisible():
                continue
            found += [words for words in {spoken(widget), shown(widget)} if words]
            if isinstance(widget, QAbstractItemView) and widget.model() is not None:
                found += all_rows(widget)
        return found

    def says(self, words: str) -> bool:
        """Whether these words stand somewhere in the window in front."""
        return any(words in text for text in self.texts())

    def find(self, beginning: str) -> str:
        """The first text that begins so."""
        found = next((text for text in self.texts() if text.startswith(beginning)), None)
        if found is None:
            raise Lost(f"nothing on the screen begins with {beginning!r}")
        return found


def in_front() -> QWidget | None:
    """The menu, dialog or window that has the keyboard."""
    return QApplication.activePopupWidget() or QApplication.activeModalWidget() or QApplication.activeWindow()


def spoken(widget: QWidget) -> str:
    """The accessible name. On Linux Qt gives the value of a choice as its name, and its label beside it."""
    if isinstance(widget, QComboBox):
        labels = [each for each in widget.window().findChildren(QLabel) if each.buddy() is widget]
        return widget.accessibleName() or (labels[0].text().replace("&", "") if labels else "")
    found = QAccessible.queryAccessibleInterface(widget)
    return str(found.text(QAccessible.Text.Name)).replace("&", "") if found is not None else ""


def shown(widget: QWidget) -> str:
    """The words of a label, which may differ from its name."""
    return widget.text() if isinstance(widget, QLabel) else ""


def row_words(view: QAbstractItemView) -> str:
    """The words of the current row of a list or table."""
    index = view.currentIndex()
    return _row(view, index.row()) if index.isValid() else ""


def all_rows(view: QAbstractItemView) -> list[str]:
    """The words of the first rows, as many as one would see."""
    return [_row(view, at) for at in range(min(view.model().rowCount(view.rootIndex()), 40))]


def _row(view: QAbstractItemView, at: int) -> str:
    model, root = view.model(), view.rootIndex()
    parts = []
    columns = model.columnCount(root) if isinstance(view, QTableView) else 1
    for column in range(columns):
        index = model.index(at, column, root)
        for role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.DisplayRole):
            words = index.data(role)
            if words:
                parts.append(str(words))
                break
    return " | ".join(parts)


class Player(QObject):
    """Plays one story; ``played`` holds the scenes that went well."""

    def __init__(self, story: Story, pictures: Path) -> None:
        super().__init__()
        self.screen = Screen()
        self.played: list[str] = []
        self._story, self._pictures = story, pictures
        self._scene = "begin"
        self._until: Until | None = None
        self._deadline = time.monotonic() + SECONDS
        self._loops: list[int] = []  # how deep Qt's loops were at each key that has not come back yet

    def start(self) -> None:
        """Begin as soon as the program's loop runs."""
        QTimer.singleShot(0, self._tick)

    def _tick(self) -> None:
        if self._loops and QThread.currentThread().loopLevel() <= self._loops[-1]:
            if time.monotonic() > self._deadline:
                self.give_up("a key was never done with")
            QTimer.singleShot(5, self._tick)  # a key is still on its way
            return
        try:
            self._go_on()
        except Lost as lost:
            self.give_up(str(lost))

    def _crashed(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Nothing may reach the program's own net, from the story or from the program."""
        traceback.print_exception(kind, error, trace)
        self.give_up("an exception that nobody expected")

    def _go_on(self) -> None:
        sys.excepthook = self._crashed  # the program sets its own when it starts
        if gave_the_keyboard() and time.monotonic() < self._deadline:
            QTimer.singleShot(5, self._tick)  # the window hears of it a little later
            return
        if self._until is not None and not self._until.there():
            if time.monotonic() > self._deadline:
                raise Lost(f"waited in vain: {self._until.words}")
            QTimer.singleShot(20, self._tick)
            return
        self._until = None
        act = next(self._story, None)
        if act is None:
            self.end_scene()
            QTimer.singleShot(round(SECONDS * 1000), lambda: self.give_up("the program did not end"))
            return
        QTimer.singleShot(0, self._tick)  # before the key: it may open a dialog, whose loop goes on
        if isinstance(act, Scene):
            self.end_scene()
            self._scene = act.name
        elif isinstance(act, Tell):
            say(act.words, sys.stdout)
        elif isinstance(act, Until):
            self._until, self._deadline = act, time.monotonic() + SECONDS
        else:
            self._deadline = time.monotonic() + SECONDS
            self._loops.append(QThread.currentThread().loopLevel())
            try:
                self._press(act)
            finally:
                self._loops.pop()

    def end_scene(self) -> None:
        """What the story was about went well; the program may end before the story hears of its own end."""
        if self._scene != THE_END:
            self.played.append(self._scene)
        self._scene = THE_END

    def _press(self, act: Press | Type | Close) -> None:
        if isinstance(act, Close):
            _window().close()
            return
        if isinstance(act, Type):
            for sign in act.text:
                _type(sign)
            return
        combination = QKeySequence(act.keys)[0]  # type: ignore[index]
        QTest.keyClick(_window(), combination.key(), combination.keyboardModifiers())

    def give_up(self, reason: str) -> None:
        """Say where the story broke off, take a picture, and end without any clean-up."""
        sys.excepthook = lambda *_raised: os._exit(LOST)
        self._pictures.mkdir(parents=True, exist_ok=True)
        for at, window in enumerate(each for each in QApplication.topLevelWidgets() if each.isVisible()):
            name = "".join(sign if sign.isalnum() else "-" for sign in self._scene)
            window.grab().save(str(self._pictures / f"{name}-{at}.png"))
        words = [
            f"scene: {self._scene}",
            f"reason: {reason}",
            f"window: {self.screen.title()}",
            f"focus: {self.screen.focus()!r} = {self.screen.value()!r} ({QApplication.focusWidget()})",
            f"pictures: {self._pictures}",
            "screen: " + " / ".join(self.screen.texts()),
        ]
        say("\n".join(words), sys.stderr)
        os._exit(LOST)


def say(words: str, stream: TextIO) -> None:
    """A line that is read at once by whoever started this process."""
    stream.write(words + "\n")
    stream.flush()


def _window() -> QWindow:
    """The window that has the keyboard."""
    window = QGuiApplication.focusWindow()
    if window is None or not window.isVisible():
        raise Lost("no window has the keyboard")
    return window


def gave_the_keyboard() -> bool:
    """Do what a window manager does and the offscreen platform does not; True when there was something to do.

    A dialog gets the keyboard before the window that it blocks; who closes gives it back.
    """
    holder, dialog = QGuiApplication.focusWindow(), QApplication.activeModalWidget()
    if QApplication.activePopupWidget() is not None:
        return False
    if dialog is not None and dialog.windowHandle() is not holder:
        dialog.activateWindow()
        return True
    if holder is None or not holder.isVisible() or QApplication.activeWindow() is None:
        windows = QApplication.topLevelWidgets()
        known = [each for each in windows if each.isVisible() and not each.parent()]
        for window in known[:1]:
            window.activateWindow()
        return bool(known)
    return False


def _type(sign: str) -> None:
    if sign.isascii():
        QTest.keyClick(_window(), sign)  # type: ignore[call-overload]
        return
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):  # a key that QTest has no code for
        event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, sign)
        QCoreApplication.sendEvent(QGuiApplication.focusObject(), event)


def tab_to(screen: Screen, name: str, keys: str = "Tab", most: int = 120) -> Story:
    """Walk with Tab until the focus has a name that begins so."""
    passed = []
    for _ in range(most):
        if screen.focus().startswith(name):
            return
        passed.append(screen.focus())
        yield Press(keys)
    raise Lost(f"{keys} does not come to {name!r}; it passed {passed}")


def fill(screen: Screen, name: str, text: str) -> Story:
    """Walk to a field and put a text in it in place of what stands there."""
    yield from tab_to(screen, name)
    yield Press("Ctrl+A")
    yield Type(text)


def choose(screen: Screen, name: str, words: str, most: int = 40) -> Story:
    """Walk to a choice and go down in it until it says these words."""
    yield from tab_to(screen, name)
    yield Press("Home")
    for _ in range(most):
        if words in screen.value():
            return
        yield Press("Down")
    raise Lost(f"{name!r} does not offer {words!r}")
