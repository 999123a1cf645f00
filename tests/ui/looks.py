"""Pictures of a widget: light and dark, 100 and 150 %. Look at them; no test judges a pixel."""

from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QWidget

from jeugdhulp_desktop.settings import Theme as ThemeChoice
from jeugdhulp_desktop.ui.theme import theme

LOOKS = tuple((choice, scale) for choice in (ThemeChoice.LIGHT, ThemeChoice.DARK) for scale in (100, 150))


def settle() -> None:
    """Let layouts, fonts and paints come to rest."""
    for _round in range(4):
        QApplication.processEvents()


def grab(widget: QWidget, file: Path, size: QSize | None = None) -> Path:
    """One picture of a widget as it looks now."""
    if size is not None:
        widget.resize(size)
    widget.show()
    settle()
    file.parent.mkdir(parents=True, exist_ok=True)
    widget.grab().save(str(file))
    return file


def grab_all(
    make: Callable[[], QWidget], name: str, folder: Path, size: QSize | None = None
) -> Iterator[Path]:
    """Four pictures of a widget; it is made anew for each look, so that sizes come out as at a start."""
    for choice, scale in LOOKS:
        theme().apply(choice, scale)
        widget = make()
        yield grab(widget, folder / f"{name}-{choice.value}-{scale}.png", size)
        widget.hide()
        widget.deleteLater()
        settle()
    theme().apply(ThemeChoice.LIGHT, 100)
