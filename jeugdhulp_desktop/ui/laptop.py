"""What this laptop remembers, shared by the program and its pages; stored on the worker."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from jeugdhulp_desktop.settings import Settings, store_settings
from jeugdhulp_desktop.ui.tasks import Tasks


class Laptop(QObject):
    """The settings of this laptop. ``keep`` shows them at once and stores them a moment later."""

    changed = Signal(object)  # Settings

    def __init__(
        self,
        settings: Settings | None = None,
        tasks: Tasks | None = None,
        store: Callable[[Settings], None] = store_settings,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.settings = settings or Settings()
        self._tasks, self._store = tasks, store

    def keep(self, settings: Settings) -> None:
        """Use these settings from now on. A disk that refuses them is no reason to stop working."""
        if settings == self.settings:
            return
        self.settings = settings
        self.changed.emit(settings)
        if self._tasks is not None:
            store = self._store
            self._tasks.run(self, lambda: store(settings), lambda _none: None, lambda _error: None)

    def keep_report_folder(self, vault_id: str, folder: Path) -> None:
        """Remember where the reports of a vault go on this laptop."""
        self.keep(self.settings.with_report_folder(vault_id, folder))
