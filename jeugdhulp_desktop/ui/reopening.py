"""After unlocking stands there what stood there: the page, the editor, and the text that was not saved.

A page holds one editor, so at most one draft of a page and one of a dialog above it come back by themselves,
the newest of each; any other is offered when its record is opened.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from jeugdhulp_desktop.domain.additions import Addition
from jeugdhulp_desktop.domain.agreements import Agreement
from jeugdhulp_desktop.domain.drafts import KeptDraft
from jeugdhulp_desktop.domain.errors import NotFound
from jeugdhulp_desktop.ui.agreements.drafting import ADDITION, AGREEMENT
from jeugdhulp_desktop.ui.agreements.views import ADDITION as ADDITION_VIEW
from jeugdhulp_desktop.ui.cases.action_form import ACTION, open_action
from jeugdhulp_desktop.ui.cases.case_drafting import CASE
from jeugdhulp_desktop.ui.cases.quick_note import CONTACT, edit_note, open_note
from jeugdhulp_desktop.ui.draft_content import value_in
from jeugdhulp_desktop.ui.main_window import MainWindow
from jeugdhulp_desktop.ui.pages import PageContext

if TYPE_CHECKING:
    from jeugdhulp_desktop.services.session import Session

_ON_PAGES, _ABOVE = (CASE, AGREEMENT, ADDITION), (CONTACT, ACTION)


class Reopening:
    """Brings back the drafts of one vault that was just opened."""

    def __init__(self, window: MainWindow, session: "Session", context: PageContext) -> None:
        self._window, self._session, self._context = window, session, context

    def begin(self, argument: object) -> None:
        """Read the drafts and open what they belong to; without any, ``argument`` goes to ``open_at``."""
        session = self._session
        self._context.tasks.run(self._window, lambda: standing(session), partial(self._bring, argument))

    def _bring(self, argument: object, found: list[KeptDraft]) -> None:
        on_page, above = _newest(found, _ON_PAGES), _newest(found, _ABOVE)
        drafts = self._context.drafts
        drafts.take_found(found, [each for each in (on_page, above) if each is not None])
        if on_page is not None:
            self._window.open_page(*_place_of(on_page))
        elif argument is not None:
            self._window.open_page(self._window.page_name(), argument)
        if above is not None:
            # Behind what the page reads for itself: the worker does one thing after the other.
            self._context.tasks.run(self._window, lambda: None, lambda _none: self._open_above(above))

    def _open_above(self, draft: KeptDraft) -> None:
        window, session, context = self._window, self._session, self._context
        front = window.page()
        done: Callable[[], object] = front.saved.emit if front is not None else lambda: None
        if draft.form == ACTION:
            open_action(window, session, context, action_id=draft.record_id, done=done)
        elif draft.record_id is None:
            open_note(window, session, context, case_id=None, done=done)
        else:
            edit_note(window, session, context, draft.record_id, done=done, deleted=lambda _draft: done())


def standing(session: "Session") -> list[KeptDraft]:
    """The drafts whose record is still there, the newest first; the others are dropped. On the worker."""
    reads: dict[str, Callable[[int], Any]] = {
        CASE: session.cases.view,
        CONTACT: session.contacts.load,
        ACTION: session.actions.load,
        AGREEMENT: session.agreements.load,
        ADDITION: session.additions.load,
    }
    kept = []
    for draft in session.drafts.all():
        try:
            if draft.record_id is not None and draft.form in reads:
                reads[draft.form](draft.record_id)
            kept.append(draft)
        except NotFound:
            session.drafts.drop(draft.form, draft.record_id)
    return kept


def _newest(found: Sequence[KeptDraft], forms: Sequence[str]) -> KeptDraft | None:
    return next((each for each in found if each.form in forms), None)


def _place_of(draft: KeptDraft) -> tuple[str, object]:
    if draft.form == CASE:
        return "cases", "new" if draft.record_id is None else draft.record_id
    if draft.form == AGREEMENT:
        begun = draft.record_id is None
        return "agreements", value_in(Agreement, draft.content) if begun else draft.record_id
    if draft.record_id is not None:
        return "agreements", (ADDITION_VIEW, draft.record_id)
    addition = value_in(Addition, draft.content)
    return "agreements", (ADDITION_VIEW, (addition.school_id, addition.school_year))
