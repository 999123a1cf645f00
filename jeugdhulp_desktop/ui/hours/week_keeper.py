"""Keeps a week on the worker, cell after cell, and knows its version there.

Every cell that is left is one job. The jobs run one after the other, so the version of the last one kept is
known when the next begins; the page need not wait for an answer before the next cell is typed.
"""

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from jeugdhulp_desktop.domain.hours import HourState, WeekSheet

if TYPE_CHECKING:
    from jeugdhulp_desktop.services.session import Session


class WeekKeeper:
    """One week that is open on the screen."""

    def __init__(self, session: "Session", sheet: WeekSheet) -> None:
        self._session = session
        self.school_id: int = sheet.school_id
        self.monday: date = sheet.monday
        self._version = sheet.version

    def keep(self, sheet: WeekSheet) -> WeekSheet:
        """Keep the hours that stand on the screen. ChangedElsewhere, NotFound, NotValid."""
        stored = self._session.hours.save_week(replace(sheet, version=self._version))
        self._version = stored.version
        return stored

    def copy_last_week(self, state: HourState) -> WeekSheet:
        """Take over the week before where nothing stands yet; what was typed is kept before this runs."""
        stored = self._session.hours.copy_last_week(self.school_id, self.monday, state)
        self._version = stored.version
        return stored
