"""When the report folder is brought up to date: two seconds after the last save, never much later.

Pure logic over a monotonic clock; the window owns the timer and runs the work on the worker.
"""

from collections.abc import Iterable

from jeugdhulp_desktop.services.changes import Change

DELAY = 2.0  # seconds of quiet after a save
LONGEST = 15.0  # seconds: somebody who keeps saving still sees the folder follow
_CAUSES = frozenset({Change.AGREEMENTS, Change.SCHOOLS})  # a renamed school renames its file


class DocumentUpkeep:
    """Told of changes, it says when the folder must be looked at again."""

    def __init__(self) -> None:
        self._first: float | None = None
        self._last = 0.0

    def changed(self, changes: Iterable[Change], now: float) -> None:
        """Something was saved; ``now`` in seconds of a monotonic clock."""
        if _CAUSES.isdisjoint(changes):
            return
        self._first = now if self._first is None else self._first
        self._last = now

    def seconds_left(self, now: float) -> float | None:
        """How long until the work is due: 0 when it is, None when there is nothing to do."""
        if self._first is None:
            return None
        return max(0.0, min(self._last + DELAY, self._first + LONGEST) - now)

    def take(self, now: float) -> bool:
        """Whether the work is due; it then counts as begun, and a later change asks for it again."""
        if self.seconds_left(now) != 0.0:
            return False
        self._first = None
        return True
