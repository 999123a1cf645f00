"""A restore in two steps, with the user between them: look first, decide, then carry out or leave it.

The backup stays proven and ready beside the vault, and the lock of the vault is held, until ``close``.
"""

from contextlib import ExitStack
from pathlib import Path

from jeugdhulp_desktop.domain.restores import RestorePreview
from jeugdhulp_desktop.security.keys import VaultKeys
from jeugdhulp_desktop.services.restore import Restored, Tell, prepare_restore


def _silent(_step: str) -> None:
    """Nobody is told."""


class RestoreAtHand:
    """A prepared restore that is held between two jobs. Raises what ``prepare_restore`` raises."""

    def __init__(self, file: Path, folder: Path, secret: str | VaultKeys, tell: Tell = _silent) -> None:
        self.file = file
        self._tell = tell
        self._stack = ExitStack()
        preparing = prepare_restore(file, folder, secret, tell=self._hear)
        self._prepared = self._stack.enter_context(preparing)

    def _hear(self, step: str) -> None:
        self._tell(step)

    @property
    def preview(self) -> RestorePreview:
        """The vault of now beside the backup."""
        return self._prepared.preview

    @property
    def keys(self) -> VaultKeys:
        """What opens the vault, before and afterwards."""
        return self._prepared.keys

    def carry_out(self, tell: Tell = _silent) -> Restored:
        """Keep the vault of now and put the backup back; closed afterwards, whatever came of it."""
        self._tell = tell
        try:
            return self._prepared.carry_out()
        finally:
            self.close()

    def close(self) -> None:
        """Leave everything as it is now, and let go of the vault. May be called twice."""
        self._stack.close()


def undo_restore(before: Path, folder: Path, keys: VaultKeys, tell: Tell = _silent) -> Restored:
    """Put the backup of just before a restore back; what stands there now is kept as well (F27)."""
    return RestoreAtHand(before, folder, keys, tell).carry_out(tell)
