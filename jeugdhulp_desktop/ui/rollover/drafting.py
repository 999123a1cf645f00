"""What was chosen in the wizard to a new school year, for the drafts of the vault: half an hour of work."""

import json
import zlib
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from jeugdhulp_desktop.domain.rollovers import Move, RolloverPlan
from jeugdhulp_desktop.ui.draft_content import UNREAD, focus_in, give_focus
from jeugdhulp_desktop.ui.drafts import VALUE, DraftKey
from jeugdhulp_desktop.ui.rollover.groups_step import GroupLine

if TYPE_CHECKING:
    from jeugdhulp_desktop.ui.rollover.view import RolloverView

ROLLOVER_FORM = "rollover"  # in the drafts of the vault, with the school year behind a slash


class RolloverDrafting:
    """The wizard to one school year, as ``Drafted``."""

    def __init__(self, view: "RolloverView") -> None:
        self._view = view

    def draft_key(self) -> DraftKey:
        """Which school year; its version is what there is to go over with."""
        year, plan = self._view.schools.year.value(), self._view.plan
        return DraftKey(f"{ROLLOVER_FORM}/{year.code}", None, _version(plan) if plan is not None else 0)

    def edited(self) -> bool:
        """Whether something was chosen that is not carried out."""
        return self._view.chosen_something()

    def draft_content(self) -> dict[str, Any]:
        """The page one is at, the schools, where each group goes, and who is handed over later."""
        view = self._view
        groups = {
            str(panel.plan.school_id): {
                "none": panel.none.isChecked(),
                "lines": {line.plan.group: _typed(line) for line in panel.lines},
            }
            for panel in view.groups.panels
        }
        value = {
            "at": view.current(),
            "schools": sorted(view.schools.chosen()),
            "groups": groups,
            "later": sorted(view.groups.later),
        }
        return {VALUE: {"value": value}, UNREAD: {}} | focus_in(self._fields())

    def take_draft(self, content: Mapping[str, Any]) -> None:
        """Choose again what was chosen, and go to the page one was at."""
        view, value = self._view, content[VALUE]["value"]
        view.choose_again(set(value["schools"]), set(value["later"]))
        for panel in view.groups.panels:
            kept = value["groups"].get(str(panel.plan.school_id))
            if kept is not None:
                panel.choose_again(kept["none"], kept["lines"])
        view.turn_to(value["at"])
        give_focus(self._fields(), content)

    def _fields(self) -> dict[str, QWidget]:
        return {
            f"{panel.plan.school_id}/{line.plan.group}": line.target
            for panel in self._view.groups.panels
            for line in panel.lines
        }


def _typed(line: GroupLine) -> list[str | None]:
    move = line.move.value()
    return [move.value if isinstance(move, Move) else None, line.target.text()]


def _version(plan: RolloverPlan) -> int:
    seen = [
        [
            each.school_id,
            each.state.value,
            each.copies,
            [[group.group, group.pupils] for group in each.groups],
        ]
        for each in plan.schools
    ]
    return zlib.crc32(json.dumps(seen, ensure_ascii=False).encode())
