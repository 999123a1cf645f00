"""After unlocking stands there what stood there: the page, the editor, and the text that was not saved.

The newest draft says which page that is. Whatever else was typed in the same place comes back with it; any
other draft is offered when its record is opened.
"""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from jeugdhulp_desktop.domain.drafts import KeptDraft
from jeugdhulp_desktop.domain.errors import NotFound
from jeugdhulp_desktop.ui.cases.action_form import ACTION, open_action
from jeugdhulp_desktop.ui.cases.quick_note import edit_note, open_note
from jeugdhulp_desktop.ui.draft_ways import WAYS, Place, Way
from jeugdhulp_desktop.ui.drafts import family, is_earlier
from jeugdhulp_desktop.ui.main_window import MainWindow
from jeugdhulp_desktop.ui.pages import PageContext
from jeugdhulp_desktop.ui.place_keeping import still_there

if TYPE_CHECKING:
    from jeugdhulp_desktop.services.session import Session


class Reopening:
    """Brings back the drafts of one vault that was just opened."""

    def __init__(self, window: MainWindow, session: "Session", context: PageContext) -> None:
        self._window, self._session, self._context = window, session, context

    def begin(self, argument: object) -> None:
        """Read the drafts and open what they belong to; without any, ``argument`` goes to ``open_at``.

        An argument that points at what is gone, erased or deleted, is forgotten: its page shows its list.
        """
        session, page = self._session, self._window.page_name()

        def job() -> tuple[object, list[KeptDraft]]:
            return argument if still_there(session, page, argument) else None, standing(session)

        def bring(there: object, found: list[KeptDraft]) -> None:
            self._bring(there if self._window.page_name() == page else None, found)  # one may be off already

        self._context.tasks.run(self._window, job, lambda found: bring(*found))

    def _bring(self, argument: object, found: list[KeptDraft]) -> None:
        known = [draft for draft in found if family(draft.form) in WAYS and not is_earlier(draft)]
        place = next((each for each in map(_place, known) if each is not None), None)
        above = next((draft for draft in known if _way(draft).above and _place(draft) in (None, place)), None)
        awaited = [draft for draft in known if draft is above or (place and _place(draft) == place)]
        self._context.drafts.take_found(found, [each for each in awaited if not _other_above(each, above)])
        if place is not None:
            self._window.open_page(*place)
        elif argument is not None:
            self._window.open_page(self._window.page_name(), argument)
        if above is not None:
            self._after_reading(partial(self._after_reading, partial(self._open_above, above)))

    def _after_reading(self, then: Callable[[], object]) -> None:
        """Behind what the page reads for itself: the worker does one thing after the other."""
        self._context.tasks.run(self._window, lambda: None, lambda _none: then())

    def _open_above(self, draft: KeptDraft) -> None:
        window, session, context = self._window, self._session, self._context
        front = window.page()
        done: Callable[[], object] = front.saved.emit if front is not None else lambda: None
        if _way(draft).place is not None:
            if front is not None:
                front.reopen(draft)
        elif draft.form == ACTION:
            open_action(window, session, context, action_id=draft.record_id, done=done)
        elif draft.record_id is None:
            open_note(window, session, context, case_id=None, done=done)
        else:
            edit_note(window, session, context, draft.record_id, done=done, deleted=lambda _draft: done())


def standing(session: "Session") -> list[KeptDraft]:
    """The drafts whose record is still there, the newest first; the others are dropped, or wait for it in the
    bin. On the worker."""
    kept = []
    for draft in session.drafts.all():
        way = WAYS.get(family(draft.form))
        try:
            if draft.record_id is not None and way is not None and way.read is not None:
                way.read(session)(draft.record_id)
            kept.append(draft)
        except NotFound:
            if draft.record_id is not None:
                session.drafts.drop_gone(draft.form, draft.record_id)
    return kept


def _way(draft: KeptDraft) -> Way:
    return WAYS[family(draft.form)]


def _place(draft: KeptDraft) -> Place | None:
    way = _way(draft)
    return way.place(draft) if way.place is not None else None


def _other_above(draft: KeptDraft, above: KeptDraft | None) -> bool:
    """One dialog stands open; another one's draft waits until it is opened again."""
    return _way(draft).above and draft is not above
