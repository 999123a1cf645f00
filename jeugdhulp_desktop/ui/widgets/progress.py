"""How far something is: a thin bar from 0.4 s, with words and Stoppen from 2 s. No spinner without words."""

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from jeugdhulp_desktop.ui.tasks import Step, Task, Tasks
from jeugdhulp_desktop.ui.theme import theme
from jeugdhulp_desktop.ui.widgets.buttons import Button
from jeugdhulp_desktop.ui.widgets.labels import label

BAR_AFTER, WORDS_AFTER = 400, 2000


class ThinBar(QWidget):
    """A bar of three pixels: filled as far as it is, or a moving part while that is not known."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(3)
        self._share: float | None = None
        self._phase = 0
        self._timer = QTimer(self, interval=60)
        self._timer.timeout.connect(self._move)

    def set_share(self, share: float | None) -> None:
        """0 to 1, or None while it is not known."""
        self._share = share
        self.setAccessibleName("Bezig" if share is None else f"Bezig, {round(share * 100)} procent")
        self.update()

    def _move(self) -> None:
        self._phase = (self._phase + 3) % 130
        self.update()

    def showEvent(self, event: object) -> None:
        self._timer.start()

    def hideEvent(self, event: object) -> None:
        self._timer.stop()

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme(), QPainter(self)
        painter.fillRect(self.rect(), look.color("hair"))
        wide = self.width()
        if self._share is None:
            painter.fillRect(QRectF(wide * (self._phase - 30) / 100, 0, wide * 0.3, 3), look.color("accent"))
        else:
            painter.fillRect(QRectF(0, 0, wide * min(1.0, max(0.0, self._share)), 3), look.color("accent"))


class ProgressLine(QWidget):
    """Follows the jobs of a Tasks: nothing for 0.4 s, then a thin bar, from 2 s words and Stoppen."""

    stopped = Signal()

    def __init__(self, tasks: Tasks | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._task: Task | None = None
        self._waiting: list[Task] = []
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        self.bar = ThinBar()
        whole.addWidget(self.bar)
        self.line = QWidget()
        row = QHBoxLayout(self.line)
        row.setContentsMargins(24, 4, 24, 4)
        self.words = label("Bezig", "caption", "text2")
        row.addWidget(self.words, 1)
        self.stop = Button("Stoppen", "close", "link", small=True)
        self.stop.clicked.connect(self._stop)
        row.addWidget(self.stop)
        whole.addWidget(self.line)
        self._bar_timer = QTimer(self, singleShot=True, interval=BAR_AFTER)
        self._bar_timer.timeout.connect(self._show_bar)
        self._words_timer = QTimer(self, singleShot=True, interval=WORDS_AFTER)
        self._words_timer.timeout.connect(self._show_words)
        self._hide()
        if tasks is not None:
            tasks.started.connect(self.begin)
            tasks.stepped.connect(self.step)
            tasks.finished.connect(self.end)

    def begin(self, task: Task) -> None:
        """A job was asked for."""
        self._waiting.append(task)
        if self._task is None:
            self._follow(task)

    def step(self, task: Task, step: Step) -> None:
        """A job tells how far it is."""
        if task is self._task:
            self.bar.set_share(step.done / step.total if step.total else None)
            self.words.setText(step.text or "Bezig")
            self.stop.show()

    def end(self, task: Task) -> None:
        """A job is done."""
        if task in self._waiting:
            self._waiting.remove(task)
        if task is self._task:
            self._hide()
            if self._waiting:
                self._follow(self._waiting[0])

    def _follow(self, task: Task) -> None:
        self._task = task
        self.bar.set_share(None)
        self.words.setText("Bezig")
        self.stop.hide()
        self._bar_timer.start()
        self._words_timer.start()

    def _hide(self) -> None:
        self._task = None
        self._bar_timer.stop()
        self._words_timer.stop()
        self.bar.hide()
        self.line.hide()

    def _show_bar(self) -> None:
        self.bar.show()

    def _show_words(self) -> None:
        self.line.show()

    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self.words.setText("Stoppen na deze stap")
        self.stopped.emit()


class BusyLine(QWidget):
    """A line of words with a thin bar inside a page, for a wait that belongs to one place."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(6)
        self.words = label(words, "body", "text2", wrap=True)
        whole.addWidget(self.words)
        self.bar = ThinBar()
        whole.addWidget(self.bar)

    def set(self, step: Step) -> None:
        """Show how far it is."""
        if step.text:
            self.words.setText(step.text)
        self.bar.set_share(step.done / step.total if step.total else None)


class AmountBar(QWidget):
    """A bar of eight pixels for an amount of a whole (491 of 760 hours), with words beside it."""

    def __init__(self, spoken: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._share, self._tone = 0.0, "accent"
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(spoken)
        theme().changed.connect(self.update)

    def set_amount(self, share: float, spoken: str, tone: str = "accent") -> None:
        """0 to 1; more than 1 shows full, in the tone given (bad when it is over)."""
        self._share, self._tone = share, tone
        self.setAccessibleName(spoken)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(120, theme().px(8))

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(look.color("control") if look.high_contrast else Qt.PenStyle.NoPen)
        half = self.height() / 2
        painter.setBrush(look.color("neutral_soft"))
        painter.drawRoundedRect(QRectF(self.rect()), half, half)
        wide = self.width() * min(1.0, max(0.0, self._share))
        if wide > 0:
            painter.setBrush(look.color(self._tone))
            painter.drawRoundedRect(QRectF(0, 0, max(wide, self.height()), self.height()), half, half)
