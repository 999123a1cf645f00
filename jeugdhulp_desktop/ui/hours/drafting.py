"""What the cells of a week hold while they are typed, for the drafts of the vault."""

import json
import zlib
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from jeugdhulp_desktop.domain.text import format_hours
from jeugdhulp_desktop.ui.draft_content import UNREAD, focus_in, give_focus
from jeugdhulp_desktop.ui.draft_ways import week_form
from jeugdhulp_desktop.ui.drafts import VALUE, DraftKey
from jeugdhulp_desktop.ui.hours.hour_cell import HourCell

if TYPE_CHECKING:
    from jeugdhulp_desktop.ui.hours.week_view import WeekView


class WeekDrafting:
    """The week of one school as it is shown, as ``Drafted``."""

    def __init__(self, view: "WeekView") -> None:
        self._view = view

    def draft_key(self) -> DraftKey:
        """Which week of which school, planned or realised; its version is the hours that are kept."""
        sheet = self._view.sheet
        if sheet is None:
            return DraftKey("week", takes=False)
        kept = [[name, format_hours(cell.hours())] for name, cell in self._cells().items()]
        version = zlib.crc32(json.dumps(kept, ensure_ascii=False).encode())
        return DraftKey(week_form(sheet.school_id, sheet.monday, self._view.grid.state), None, version)

    def edited(self) -> bool:
        """Whether a cell holds what is not taken yet."""
        return self._view.sheet is not None and self._view.grid.edited()

    def draft_content(self) -> dict[str, Any]:
        """The text of each cell that is being typed in."""
        cells = self._cells()
        typed = {name: cell.text() for name, cell in cells.items() if cell.edited()}
        return {VALUE: {"value": typed}, UNREAD: {}} | focus_in(_widgets(cells))

    def take_draft(self, content: Mapping[str, Any]) -> None:
        """Put it back in its cells; it is saved when the cell is left."""
        cells = self._cells()
        for name, text in content[VALUE]["value"].items():
            if name in cells:
                cells[name].put_typed(text)
        give_focus(_widgets(cells), content)

    def _cells(self) -> dict[str, HourCell]:
        return self._view.grid.named_cells()


def _widgets(cells: Mapping[str, HourCell]) -> dict[str, QWidget]:
    return dict(cells)
