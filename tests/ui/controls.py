"""What every page must keep: each control has a name, and building it opens no window by accident."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QTextEdit,
    QWidget,
)

_INNER = ("qt_", "QComboBoxListView")


def unnamed_controls(page: QWidget) -> list[str]:
    """The focusable controls of a page that a screen reader could not name, as "Class(object name)"."""
    named = {label.buddy() for label in page.findChildren(QLabel) if label.buddy() and label.text()}
    found = []
    for widget in page.findChildren(QWidget):
        if (
            widget.focusPolicy() is Qt.FocusPolicy.NoFocus
            or not _is_control(widget)
            or not widget.isVisibleTo(page)
        ):
            continue
        if widget in named or widget.accessibleName() or _words(widget):
            continue
        found.append(f"{type(widget).__name__}({widget.objectName()})")
    return found


def _is_control(widget: QWidget) -> bool:
    if widget.objectName().startswith(_INNER) or isinstance(widget.parent(), QComboBox):
        return False
    if isinstance(widget, QAbstractScrollArea) and not isinstance(widget, QAbstractItemView | QTextEdit):
        return widget.focusPolicy() is not Qt.FocusPolicy.NoFocus
    return True


def _words(widget: QWidget) -> str:
    if isinstance(widget, QAbstractButton):
        return widget.text()
    if isinstance(widget, QLineEdit) and isinstance(widget.parent(), QComboBox):
        return widget.parent().accessibleName()
    return ""


def stray_windows(known: set[QWidget] | None = None) -> list[str]:
    """Visible windows that are not in ``known``: a widget shown before it had a parent flashes as one."""
    known = known or set()
    return [
        type(each).__name__
        for each in QApplication.topLevelWidgets()
        if each.isVisible() and each not in known
    ]
