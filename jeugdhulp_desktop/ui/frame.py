"""The one window on the screen; what stands in it changes."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

SMALLEST = (960, 580)


class Frame(QStackedWidget):
    """The one window on the screen; asks before it closes."""

    closing = Signal()
    first_painted = Signal()  # once: from now on there is time for work that nobody waits for

    def __init__(self) -> None:
        super().__init__()
        self._painted = False
        self.setProperty("back", "window")
        self.setMinimumSize(*SMALLEST)
        self.may_close: Callable[[], bool] = lambda: True

    def put(self, page: QWidget) -> None:
        """Show a page in place of what stands there, which goes."""
        self.addWidget(page)
        self.setCurrentWidget(page)
        for at in reversed(range(self.count())):
            old = self.widget(at)
            if old is not None and old is not page:
                self.removeWidget(old)
                old.deleteLater()

    def come_forward(self) -> None:
        """In front of other windows, with the keyboard; where the desktop refuses, the task bar blinks."""
        if self.isMinimized():
            self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        front = QApplication.activeModalWidget() or self
        front.activateWindow()
        QApplication.alert(self)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            self.first_painted.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.may_close():
            event.ignore()
            return
        self.closing.emit()
        super().closeEvent(event)
