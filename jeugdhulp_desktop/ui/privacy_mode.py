"""Privacy mode "Alleen initialen": every name on the screen goes through one object."""

from PySide6.QtCore import QObject, Signal

from jeugdhulp_desktop.domain.text import initials


class Privacy(QObject):
    """Shared by all pages: ``name(text)`` is what may be shown now; ``changed`` says draw again."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._on = False

    @property
    def on(self) -> bool:
        """True while only initials are shown."""
        return self._on

    def name(self, text: str) -> str:
        """The name, or its initials in privacy mode."""
        return initials(text) if self._on else text

    def set_on(self, on: bool) -> None:
        """Switch; every page draws its names again."""
        if on != self._on:
            self._on = on
            self.changed.emit()

    def toggle(self) -> None:
        """Switch to the other mode (Ctrl+Shift+I)."""
        self.set_on(not self._on)
