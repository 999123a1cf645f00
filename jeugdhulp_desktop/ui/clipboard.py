"""Text of the vault on the clipboard: cleared when the vault is locked, as long as it is still ours.

Ours is what this program put there, also by Ctrl+C in a field; a text of another program stays.
"""

from PySide6.QtGui import QClipboard, QGuiApplication

_ours: list[str] = []  # the last text that was put there; one clipboard, so one text


def put(text: str) -> None:
    """Copy a text, and remember that it is ours."""
    _ours[:] = [text]
    QGuiApplication.clipboard().setText(text)


def clear_ours() -> None:
    """Empty the clipboard when what is in it was copied here; on X11 also what was only selected."""
    board = QGuiApplication.clipboard()
    if board.ownsClipboard() or (_ours and board.text() == _ours[0]):
        board.clear()
    if board.supportsSelection() and board.ownsSelection():
        board.clear(QClipboard.Mode.Selection)
    _ours.clear()
