"""Where one is, kept in the vault within a second: after a kill or a power cut one is there again (F25).

A place is the name of a page and what its ``place()`` gives: ids, days, and words of the program. What is
typed is kept by drafts.py. Closing in order drops it, since a new day begins at Start; a lock leaves it.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer

from jeugdhulp_desktop.domain.errors import NotFound
from jeugdhulp_desktop.services.session import Unclean
from jeugdhulp_desktop.ui.draft_ways import Place
from jeugdhulp_desktop.ui.tasks import Tasks

if TYPE_CHECKING:
    from jeugdhulp_desktop.domain.drafts import KeptDraft
    from jeugdhulp_desktop.services.session import Session

LOOK_EVERY = 1000  # ms; looking costs microseconds, and only another place is written
_WORD = re.compile(r"[a-z][a-z-]{0,31}")  # a word of the program; what a user typed may look otherwise
_PAGE, _ARGUMENT, _DAY = "page", "argument", "day"
_OF = {"cases": "case_id", "monitoring": "run_id"}  # erasing finds a place by the name of its id
_READ: "dict[str, Callable[[Session], Callable[[int], object]]]" = {
    "cases": lambda session: session.cases.load,
    "agreements": lambda session: session.agreements.load,
    "monitoring": lambda session: session.checklists.load,
    "hours": lambda session: session.schools.load,
}  # raises NotFound; the other pages show their list when the record is gone


class PlaceKeeping(QObject):
    """Looks each second where one is, and has it written by the worker when that is somewhere else."""

    def __init__(
        self, session: "Session", tasks: Tasks, place: Callable[[], Place], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session: Session | None = session
        self._tasks, self._place = tasks, place
        self._kept: Mapping[str, Any] | None = session.left_at.content if session.left_at else None
        self._timer = QTimer(self, interval=LOOK_EVERY)
        self._timer.timeout.connect(self._look)

    def begin(self) -> None:
        """From now on."""
        self._timer.start()

    def keep_now(self) -> None:
        """The vault closes next, by a lock: keep where one is, and stop."""
        self._look()
        self._stop()

    def give_up(self) -> None:
        """One leaves in order: the place goes when the Session closes."""
        if self._session is not None:
            self._session.left_in_order = True
        self._stop()

    def _stop(self) -> None:
        self._timer.stop()
        self._session = None

    def _look(self) -> None:
        if self._session is None:
            return
        place = content_of(self._place())
        if place != self._kept:
            self._kept = place
            keep = partial(self._session.drafts.keep_place, place, self._session.now())
            # A full disk is told by what matters: by the next text that cannot be kept.
            self._tasks.run(self, keep, lambda _none: None, lambda _error: None)


def left_place(session: "Session") -> Place:
    """Where to begin: where one was if the program was cut off or locked today, else Start."""
    kept = session.left_at
    if kept is None:
        return "", None
    cut_off = session.unclean is not Unclean.NO
    today = kept.kept_at.astimezone(session.now().tzinfo).date() == session.today()
    return place_in(kept) if cut_off or today else ("", None)


def still_there(session: "Session", page: str, argument: object) -> bool:
    """Whether the record of a place is still in the vault; on the worker."""
    record_id = _id_in(argument)
    if record_id is None or page not in _READ:
        return True
    try:
        _READ[page](session)(record_id)
    except NotFound:
        return False
    return True


def content_of(place: Place) -> dict[str, Any]:
    """A place as JSON values; of what is more than ids, days and words of the program only the page."""
    page, argument = place
    try:
        content = {_PAGE: page, _ARGUMENT: _tree(argument)}
    except ValueError:
        return {_PAGE: page, _ARGUMENT: None}
    record_id = _id_in(argument)
    return content | ({_OF[page]: record_id} if page in _OF and record_id is not None else {})


def place_in(kept: "KeptDraft") -> Place:
    """What ``content_of`` got."""
    return kept.content[_PAGE], _value(kept.content[_ARGUMENT])


def _tree(value: object) -> object:
    if value is None or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    if isinstance(value, str) and _WORD.fullmatch(value):
        return str(value)
    if isinstance(value, date):
        return {_DAY: value.isoformat()}
    if isinstance(value, tuple):
        return [_tree(each) for each in value]
    raise ValueError("not a place")


def _value(tree: Any) -> object:
    if isinstance(tree, dict):
        return date.fromisoformat(tree[_DAY])
    return tuple(_value(each) for each in tree) if isinstance(tree, list) else tree


def _id_in(argument: object) -> int | None:
    """The id of the record: the argument itself, or the first number in it."""
    parts = argument if isinstance(argument, tuple) else (argument,)
    return next((part for part in parts if isinstance(part, int)), None)
