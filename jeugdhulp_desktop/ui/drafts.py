"""What is typed is kept in the vault within a second, and is back after a lock or a crash (F24, F25).

An editor joins with ``drafts.watch(itself, widget, messages)`` and calls ``drafts.touch()`` at each edit;
what it tells of itself is ``Drafted``. Drafts look at the editor, so no editor has to say when it was saved
or left: what is not edited any more, or whose widget is gone, has no draft.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from jeugdhulp_desktop.domain.drafts import KeptDraft, other_texts, same_content
from jeugdhulp_desktop.domain.text import clock_time, day_and_month
from jeugdhulp_desktop.ui import dialogs
from jeugdhulp_desktop.ui.widgets.messages import Act, Message, MessageArea

if TYPE_CHECKING:
    from jeugdhulp_desktop.services.session import Session
    from jeugdhulp_desktop.ui.pages import Page
    from jeugdhulp_desktop.ui.tasks import Tasks

PAUSE = 0.7  # seconds after the last edit
LATEST = 0.95  # seconds after the first edit that is not kept yet, also while one types on
LOOK_AGAIN = 50  # ms after a job ended: perhaps it was the save
VALUE = "value"  # in a content: the canonical tree of what stands there
FOCUS, CURSOR = "focus", "cursor"  # in a content: where the keyboard was; no text
_EARLIER = "~"  # ends the form's name of a draft that is offered and not taken
_BACK, _OFFER = "draft", "draft-offer"  # keys of the messages


@dataclass(frozen=True)
class DraftKey:
    """Which form of which record; ``version`` is that of the record as read; ``takes``: it can be edited."""

    form: str
    record_id: int | None = None
    version: int = 0
    takes: bool = True

    @property
    def place(self) -> tuple[str, int | None]:
        """What a draft is found by."""
        return self.form, self.record_id


class Drafted(Protocol):
    """What an editor tells of itself, so that nothing typed in it is lost."""

    def draft_key(self) -> DraftKey:
        """Which form of which record it is now."""

    def edited(self) -> bool:
        """Whether something in it is not in the vault."""

    def draft_content(self) -> dict[str, Any]:
        """What stands in it as JSON values, its tree under ``VALUE``; see draft_content.py."""

    def take_draft(self, content: Mapping[str, Any]) -> None:
        """Show what ``draft_content`` gave, over the record that stands there; nothing is saved."""


@dataclass(eq=False)
class _Watched:
    """One open editor, and what is kept of it."""

    editor: Drafted
    messages: "MessageArea | Page"
    key: DraftKey | None = None
    content: Mapping[str, Any] = field(default_factory=dict)

    def add(self, message: Message) -> None:
        if isinstance(self.messages, MessageArea):
            self.messages.add(message)
        else:
            self.messages.message.emit(message)

    def over(self, key: str) -> None:
        if not isValid(self.messages):
            return
        if isinstance(self.messages, MessageArea):
            self.messages.remove(key)
        else:
            self.messages.message_over.emit(key)


class Drafts(QObject):
    """The drafts of one open vault; without a Session it does nothing."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session: Session | None = None
        self._tasks: Tasks | None = None
        self._watched: list[_Watched] = []
        self._found: dict[tuple[str, int | None], KeptDraft] = {}
        self._awaited: set[tuple[str, int | None]] = set()
        self._aside: set[tuple[str, int | None]] = set()  # of editors that closed, and are taken up again
        self._since: float | None = None  # of the first edit that is not kept yet, monotonic (F14)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._look)

    def open_with(self, session: "Session", tasks: "Tasks") -> None:
        """Keep in this vault from now on."""
        self._session, self._tasks = session, tasks
        tasks.finished.connect(self._job_ended, Qt.ConnectionType.DirectConnection)

    def take_found(self, found: Sequence[KeptDraft], awaited: Sequence[KeptDraft] = ()) -> None:
        """What was kept before; those ``awaited`` go into the editors that open now, without a question."""
        self._found = {(each.form, each.record_id): each for each in found}
        self._awaited = {(each.form, each.record_id) for each in awaited}
        for each in tuple(self._watched):
            self._bring(each)

    def watch(self, editor: Drafted, widget: QWidget, messages: "MessageArea | Page") -> None:
        """Keep what is typed in this editor until its widget goes; bring what was kept of it before."""
        if self._session is None:
            return
        watched = _Watched(editor, messages)
        self._watched.append(watched)
        widget.destroyed.connect(partial(self._gone, watched))
        self._bring(watched)
        if editor.edited():  # a new record, or a note that was put aside
            self._keep_one(watched, exactly=False)

    def bring(self, editor: Drafted) -> None:
        """It shows another record now: bring what was kept of that one."""
        for each in [each for each in self._watched if each.editor is editor]:
            self._bring(each)

    def touch(self) -> None:
        """Something was typed."""
        if self._session is None:
            return
        now = time.monotonic()
        if self._since is None:
            self._since = now
        wait = min(PAUSE, max(0.0, self._since + LATEST - now))
        self._timer.start(round(wait * 1000))

    def put_aside(self, editor: Drafted) -> None:
        """It closes, and what stands in it is still wanted: its draft stays until the next one takes it."""
        for each in [each for each in self._watched if each.editor is editor]:
            self._keep_one(each, exactly=True)
            self._watched.remove(each)
            self._aside.add(editor.draft_key().place)

    def keep_in_passing(self) -> None:
        """Something went wrong in the program: keep what stands there now, and go on."""
        self._keep_all(exactly=True)

    def keep_now(self) -> None:
        """The vault closes next: keep what stands there, the place of the keyboard too, and stop."""
        self._keep_all(exactly=True)
        self._stop()

    def give_up(self) -> None:
        """The program ends, and what is not saved was given up by its user."""
        for each in self._watched:
            self._forget(each)
        for place in (*self._found, *self._aside):
            self._drop(place)
        self._stop()

    def _stop(self) -> None:
        self._timer.stop()
        if self._tasks is not None:
            self._tasks.finished.disconnect(self._job_ended)
        self._session = self._tasks = None
        self._watched.clear()
        self._found.clear()

    # --- keeping ---

    def _job_ended(self, _task: object) -> None:
        if any(each.key is not None for each in self._watched) and not self._timer.isActive():
            self._timer.start(LOOK_AGAIN)

    def _look(self) -> None:
        self._since = None
        self._keep_all(exactly=False)

    def _keep_all(self, *, exactly: bool) -> None:
        for each in self._watched:
            self._keep_one(each, exactly=exactly)

    def _keep_one(self, each: _Watched, *, exactly: bool) -> None:
        if not each.editor.edited():
            self._forget(each)
            return
        key, content = each.editor.draft_key(), each.editor.draft_content()
        if each.key is not None and each.key.place != key.place:
            self._forget(each)  # a new record has its id now
        same = content == each.content if exactly else _text_of(content) == _text_of(each.content)
        if each.key != key or not same:
            each.key, each.content = key, content
            self._keep(key.form, key.record_id, content, key.version)

    def _keep(self, form: str, record_id: int | None, content: Mapping[str, Any], version: int) -> None:
        session = self._session
        if session is not None:
            keep, at = session.drafts.keep, session.now()
            self._run(lambda: keep(form, record_id, content, version, at))

    def _forget(self, each: _Watched) -> None:
        if each.key is not None:
            self._drop(each.key.place)
            each.over(_BACK)
        each.key, each.content = None, {}

    def _drop(self, place: tuple[str, int | None]) -> None:
        self._found.pop(place, None)
        if self._session is not None:
            drop = self._session.drafts.drop
            self._run(lambda: drop(*place))

    def _run(self, job: Callable[[], None]) -> None:
        if self._tasks is not None:
            self._tasks.run(self, job, lambda _none: None)

    def _gone(self, each: _Watched, *_widget: object) -> None:
        """Its widget went: what was in it was saved or given up, unless it stands in another one by now."""
        if each not in self._watched:
            return
        self._watched.remove(each)
        others = {other.key.place for other in self._watched if other.key is not None}
        if each.key is not None and each.key.place not in others:
            self._forget(each)

    # --- bringing back ---

    def _bring(self, each: _Watched) -> None:
        form, record_id = each.editor.draft_key().place
        for place in ((form, record_id), (form + _EARLIER, record_id)):
            draft = self._found.pop(place, None)
            if draft is not None:
                self._put_back(each, draft)

    def _put_back(self, each: _Watched, draft: KeptDraft) -> None:
        place = (draft.form, draft.record_id)
        awaited, key = place in self._awaited, each.editor.draft_key()
        self._awaited.discard(place)
        untouched = awaited or (draft.record_id is not None and not each.editor.edited())
        if key.takes and key.version == draft.base_version and untouched and not is_earlier(draft):
            self._take(each, draft.content)
            text = f"Je tekst van {self._when(draft.kept_at)} staat er weer. Hij is nog niet bewaard."
            each.add(Message(text, "warn", key=_BACK))
        elif same_content(_tree(draft.content), _tree(each.editor.draft_content())):
            self._drop(place)  # it was saved, and the program ended before its draft was dropped
        else:
            self._offer(each, draft)

    def _take(self, each: _Watched, content: Mapping[str, Any]) -> None:
        each.editor.take_draft(content)
        each.key, each.content = each.editor.draft_key(), each.editor.draft_content()

    def _offer(self, each: _Watched, draft: KeptDraft) -> None:
        """The record was saved meanwhile: it stands there, and the draft beside it until one chooses."""
        if not is_earlier(draft):  # what is typed now has a draft of its own
            self._keep(draft.form + _EARLIER, draft.record_id, draft.content, draft.base_version)
            self._drop((draft.form, draft.record_id))
        text = f"Dit is intussen veranderd. Jouw tekst van {self._when(draft.kept_at)} is er ook nog."
        acts = [Act("Bekijken", partial(self._show, each, draft))]
        if each.editor.draft_key().takes:
            acts.append(Act("Overnemen", partial(self._accept, each, draft)))
        each.add(Message(text, "warn", acts=tuple(acts), key=_OFFER, closable=False))

    def _show(self, each: _Watched, draft: KeptDraft) -> None:
        texts = other_texts(_tree(draft.content), _tree(each.editor.draft_content()))
        texts += [str(text) for text in draft.content.get("unread", {}).values()]
        verbs = ["Overnemen", "Weggooien"] if each.editor.draft_key().takes else ["Weggooien"]
        title = f"Jouw tekst van {self._when(draft.kept_at)}"
        words = "\n\n".join(texts) or "Alleen een keuze of een datum verschilt."
        owner = each.messages if isinstance(each.messages, QWidget) else None
        verb = dialogs.ask(owner, title, words, verbs, cancel="Sluiten")
        if verb == "Overnemen":
            self._accept(each, draft)
        elif verb == "Weggooien":
            self._settle(each, draft)

    def _accept(self, each: _Watched, draft: KeptDraft) -> None:
        self._settle(each, draft)
        self._take(each, draft.content)
        each.key = None  # it is kept anew, over the version that stands there now
        self.touch()

    def _settle(self, each: _Watched, draft: KeptDraft) -> None:
        each.over(_OFFER)
        self._drop((draft.form.removesuffix(_EARLIER) + _EARLIER, draft.record_id))

    def _when(self, moment: datetime) -> str:
        """ "10:41", or "21 september 10:41" of another day."""
        if self._session is None:
            return ""
        now = self._session.now()
        here = moment.astimezone(now.tzinfo)
        words = clock_time(here)
        return words if here.date() == now.date() else f"{day_and_month(here.date())} {words}"


def family(form: str) -> str:
    """The kind of form: what stands before the first slash says of what it is, where no id can."""
    return form.partition("/")[0]


def is_earlier(draft: KeptDraft) -> bool:
    """Whether it is one that was offered beside what is stored, and not taken."""
    return draft.form.endswith(_EARLIER)


def _tree(content: Mapping[str, Any]) -> Any:
    """The tree of the record alone, without the schema around it."""
    return content[VALUE]["value"]


def _text_of(content: Mapping[str, Any]) -> dict[str, Any]:
    return {name: each for name, each in content.items() if name not in (FOCUS, CURSOR)}
