"""Back-up terugzetten as an errand: asked in the open vault, done while it is closed."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from jeugdhulp_desktop.ui.errands import ErrandPage, ErrandPlace
from jeugdhulp_desktop.ui.restoring.view import RestoreAsk, RestoreView

if TYPE_CHECKING:
    from jeugdhulp_desktop.services.closed_vault import VaultKeys


class RestorePage(ErrandPage):
    """The argument may be the file of the backup that was chosen already."""

    def __init__(self, place: ErrandPlace) -> None:
        super().__init__(place)
        file = place.argument if isinstance(place.argument, Path) else None
        ask = RestoreAsk(
            place.vault.folder, place.vault.keys, _now, file, place.laptop.settings.backup_places
        )
        self.view = RestoreView(place.tasks, ask)
        self.view.left.connect(self.give_up)
        self.view.done.connect(self._restored)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.view)

    def may_stop(self) -> bool:
        return not self.view.writing

    def let_go(self) -> None:
        self.view.let_go()

    def _restored(self, _keys: "VaultKeys") -> None:
        """The keys are the same ones: a backup of this vault opens with them, whatever its passphrase."""
        self.finished.emit(self.place.vault, None)


def _now() -> datetime:
    """The moment, in local time: the Session with its clock is closed."""
    return datetime.now().astimezone()
