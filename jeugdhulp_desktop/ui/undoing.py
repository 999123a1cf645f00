"""Ctrl+Z: the last step taken back from any page, and the bar that offers it after something was deleted."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from jeugdhulp_desktop.domain.bins import BinKind
from jeugdhulp_desktop.domain.errors import WorldError
from jeugdhulp_desktop.domain.undo import Deed, UndoStep
from jeugdhulp_desktop.services.changes import Change
from jeugdhulp_desktop.ui.sentences import sentence
from jeugdhulp_desktop.ui.tasks import Tasks
from jeugdhulp_desktop.ui.widgets.messages import Act, Message

if TYPE_CHECKING:
    from jeugdhulp_desktop.services.session import Session

OFFER = "undo"  # key of the bar: it goes as soon as something else changes
_BESIDE = frozenset({Change.DOCUMENTS, Change.BACKUPS})  # what the program itself writes after a step

_NOUNS = {
    "school": "school", "party": "organisatie", "person": "medewerker", "pupil": "leerling", "case": "casus",
    "contact": "contactmoment", "action": "actie", "agreement": "schoolafspraak",
    "addition": "aanvullende inzet", "evaluation": "evaluatie", "checklist": "lijst", "hour week": "uren",
    "text-block": "tekstblok",
}  # fmt: skip
_DEEDS = {Deed.ADDED: "toegevoegd", Deed.CHANGED: "veranderd", Deed.REMOVED: "verwijderd"}
_ACTIONS = {
    "close-case": "casus afgesloten",
    "reopen-case": "casus heropend",
    "change-case-status": "status van een casus veranderd",
    "save-answer": "antwoord in een lijst",
    "finish-checklist": "lijst afgerond",
    "start-checklist": "lijst begonnen",
    "copy-agreement": "nieuwe versie van een schoolafspraak",
    "save-hours": "uren ingevuld",
    "restore-from-bin": "teruggezet uit de prullenbak",
}


def step_words(step: UndoStep) -> str:
    """What was done, without content: "contactmoment verwijderd"."""
    if step.action in _ACTIONS:
        return _ACTIONS[step.action]
    return f"{_NOUNS.get(step.subject, 'gegevens')} {_DEEDS[step.deed]}"


def offer(text: str, step: UndoStep | None, ask: Callable[[int], object]) -> Message:
    """The bar after a deletion; its button undoes that step, and no later one."""
    acts = () if step is None else (Act("Ongedaan maken", lambda: ask(step.number), "undo"),)
    return Message(text, "neutral", acts=acts, key=OFFER)


def then_newest(session: "Session", act: Callable[[], object]) -> Callable[[], UndoStep | None]:
    """A job that does this, and gives the step it left to be undone."""

    def job() -> UndoStep | None:
        act()
        return session.undo.newest()

    return job


def is_over(changes: frozenset[object]) -> bool:
    """Whether these changes come after what a bar offers to undo."""
    return bool(changes - _BESIDE)


class Undoing(QObject):
    """Undoes on the worker; says to the window what was undone."""

    done = Signal(object)  # UndoStep
    told = Signal(object)  # Message

    def __init__(self, session: "Session", tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._tasks = session, tasks
        self._busy = False

    def newest(self) -> UndoStep | None:
        """What Ctrl+Z would take back now."""
        return self._session.undo.newest()

    def undo(self, number: int | None = None) -> None:
        """Take the newest step back; one at a time, however fast the key is pressed."""
        if not self._busy:
            self._busy = True
            undo = self._session.undo.undo
            self._tasks.run(self, lambda: undo(number), self._undone, self._refused)

    def _undone(self, step: UndoStep | None) -> None:
        self._busy = False
        if step is None:
            self.told.emit(Message("Er is niets om ongedaan te maken.", "neutral", key=OFFER))
            return
        self.done.emit(step)
        binned = step.deed is Deed.ADDED and step.subject in list(BinKind)
        where = " Wat erin stond, ligt in de prullenbak." if binned else ""
        self.told.emit(Message(f"Ongedaan gemaakt: {step_words(step)}.{where}", "ok", key=OFFER))

    def _refused(self, error: WorldError) -> None:
        self._busy = False
        self.told.emit(Message(sentence(error), "warn", key=OFFER))
