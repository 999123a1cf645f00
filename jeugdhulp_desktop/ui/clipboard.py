"""Text of the vault on the clipboard: cleared when the vault is locked, as long as it is still ours."""

from PySide6.QtGui import QGuiApplication

_ours: list[str] = []  # the last text that was put there; one clipboard, so one text


def put(text: str) -> None:
    """Copy a text, and remember that it is ours."""
    _ours[:] = [text]
    QGuiApplication.clipboard().setText(text)


def clear_ours() -> None:
    """Empty the clipboard when what is in it was copied here; another program's text stays."""
    board = QGuiApplication.clipboard()
    if _ours and board.text() == _ours[0]:
        board.clear()
    _ours.clear()
