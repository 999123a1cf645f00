"""Parts of the import page: the tabs that count, the foot, and the wait."""

from collections.abc import Callable

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from jeugdhulp_desktop.ui import icons
from jeugdhulp_desktop.ui.imports.plan_lines import TITLES, Kind
from jeugdhulp_desktop.ui.theme import theme
from jeugdhulp_desktop.ui.widgets.buttons import Button
from jeugdhulp_desktop.ui.widgets.flow import FlowLayout
from jeugdhulp_desktop.ui.widgets.labels import Hairline, label
from jeugdhulp_desktop.ui.widgets.progress import BusyLine

HIGH = 34


class _Tab(QAbstractButton):
    """One tab: icon, word and figure; a radio button to a screen reader."""

    moved = Signal(int)

    def __init__(self, kind: Kind) -> None:
        super().__init__()
        self.kind, self.count = kind, 0
        self._words, self._icon = TITLES[kind]
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def set_count(self, count: int) -> None:
        """Another figure."""
        self.count = count
        self.setText(f"{self._words} {count}")
        self.setAccessibleName(self.text())
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        look = theme()
        words = QFontMetrics(look.font("strong")).horizontalAdvance(self.text())
        return QSize(words + look.px(12 + 18 + 8 + 14), look.px(HIGH))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.moved.emit(1 if key == Qt.Key.Key_Right else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme(), QPainter(self)
        px, on = look.px, self.isChecked()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.color("accent" if on else "control"), 1))
        back = "accent_soft" if on else "hover" if self.underMouse() else "surface"
        painter.setBrush(look.color(back))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        urgent = {Kind.ERROR: "bad", Kind.QUESTION: "warn", Kind.HINT: "warn"}
        tone = urgent.get(self.kind, "accent" if on else "text2") if self.count else "text2"
        side = px(18)
        icons.paint(painter, self._icon, QRect(px(11), (self.height() - side) // 2, side, side), tone)
        painter.setFont(look.font("strong" if on else "body"))
        painter.setPen(look.color("text"))
        left = px(11) + side + px(8)
        box = QRect(left, 0, self.width() - left, self.height())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, self.text())


class CountTabs(QWidget):
    """What the list shows: one tab stop, arrows choose. Questions, errors and hints only when there are."""

    chosen = Signal(object)  # Kind

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Wat je ziet")
        row = FlowLayout(self, spacing=8)
        self.tabs = {kind: _Tab(kind) for kind in Kind}
        for kind, tab in self.tabs.items():
            row.addWidget(tab)
            tab.clicked.connect(lambda _checked=False, kind=kind: self._choose(kind))
            tab.moved.connect(self._move)

    def set_counts(self, counts: dict[Kind, int]) -> None:
        """Other figures; the chosen tab stays."""
        for kind, tab in self.tabs.items():
            tab.set_count(counts[kind])
            rare = kind in (Kind.QUESTION, Kind.ERROR, Kind.HINT)
            tab.setVisible(bool(counts[kind]) or not rare)

    def current(self) -> Kind:
        """The chosen tab."""
        return next((kind for kind, tab in self.tabs.items() if tab.isChecked()), Kind.NEW)

    def choose(self, kind: Kind) -> None:
        """Choose a tab as a click does."""
        self._choose(kind)

    def _choose(self, kind: Kind) -> None:
        self.tabs[kind].setChecked(True)
        for each, tab in self.tabs.items():
            focus = Qt.FocusPolicy.StrongFocus if each is kind else Qt.FocusPolicy.ClickFocus
            tab.setFocusPolicy(focus)
        self.chosen.emit(kind)

    def _move(self, step: int) -> None:
        shown = [kind for kind, tab in self.tabs.items() if not tab.isHidden()]
        at = shown.index(self.current()) if self.current() in shown else 0
        kind = shown[(at + step) % len(shown)]
        self._choose(kind)
        self.tabs[kind].setFocus(Qt.FocusReason.ShortcutFocusReason)


class Foot(QWidget):
    """Vorige at the left, the next step at the right, and beside it why it cannot be taken yet."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(Hairline())
        row = QHBoxLayout()
        row.setSpacing(12)
        self.previous = Button("Vorige", "arrow-left")
        row.addWidget(self.previous)
        self.reason = label("", "body", "text2", wrap=True)
        self.reason.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.reason, 1)
        self.next = Button("Volgende", kind="filled")
        row.addWidget(self.next)
        column.addLayout(row)

    def allow(self, verb: str, reason: str) -> None:
        """An empty reason allows the next step; otherwise it is off and the reason stands beside it."""
        self.next.setText(verb)
        self.next.setEnabled(not reason)
        self.next.setAccessibleDescription(reason)
        self.reason.setText(reason)


class Wait(QWidget):
    """Words, a bar, and Stoppen where the job can be stopped."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stop: Callable[[], object] | None = None
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addStretch(1)
        self.line = BusyLine("Bezig")
        self.line.setMinimumWidth(360)
        column.addWidget(self.line, 0, Qt.AlignmentFlag.AlignHCenter)
        self.stop = Button("Stoppen", "close")
        self.stop.clicked.connect(lambda _checked=False: self.press_stop())
        column.addWidget(self.stop, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)

    def begin(self, words: str, stop: Callable[[], object] | None) -> None:
        """Another wait; ``stop`` asks its job to end at the next step."""
        self._stop = stop
        self.line.words.setText(words)
        self.line.bar.set_share(None)
        self.stop.setVisible(stop is not None)

    def press_stop(self) -> None:
        """Stop, when the job can be stopped."""
        if self._stop is not None:
            self._stop()
            self.line.words.setText("Stoppen na deze stap")
