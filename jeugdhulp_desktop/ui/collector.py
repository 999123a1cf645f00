"""Python's cyclic garbage is collected in the window thread only.

Python collects in whichever thread happens to allocate. On the worker that could take apart a widget or a
model that nobody needs any more while Qt is drawing, which ends the process. So automatic collection is off
and a timer collects between two events, as far as the usual thresholds ask for.
"""

import gc

from PySide6.QtCore import QObject, QTimer

EVERY = 1000  # ms


class WindowCollector(QObject):
    """Takes over collecting from ``install`` until ``uninstall``; one a process."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self, interval=EVERY)
        self._timer.timeout.connect(self.collect)
        self._was_on = False

    def install(self) -> None:
        """From now on nothing is collected outside the window thread."""
        self._was_on = gc.isenabled()
        gc.disable()
        self._timer.start()

    def uninstall(self) -> None:
        """Give collecting back to Python."""
        self._timer.stop()
        if self._was_on:
            gc.enable()

    def collect_all(self) -> None:
        """Collect everything now: the vault was locked, and pages and Session hold one another."""
        gc.collect()

    def collect(self) -> None:
        """Collect the oldest generation that is due, as Python itself would."""
        counts, thresholds = gc.get_count(), gc.get_threshold()
        due = [age for age in (2, 1, 0) if counts[age] > thresholds[age] > 0]
        if due:
            gc.collect(due[0])
