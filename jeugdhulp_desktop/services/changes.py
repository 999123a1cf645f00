"""What changed, told once after every commit, so that the pages that show it read it again.

Listeners are called in the thread of the service, the worker; the window carries the news over to its own.
"""

from collections.abc import Callable
from enum import StrEnum

Listener = Callable[[frozenset["Change"]], None]


class Change(StrEnum):
    """A kind of record that pages show."""

    PUPILS = "pupils"
    SCHOOLS = "schools"
    RELATIONS = "relations"
    CASES = "cases"
    CONTACTS = "contacts"
    ACTIONS = "actions"
    AGREEMENTS = "agreements"
    ADDITIONS = "additions"
    HOURS = "hours"
    EVALUATIONS = "evaluations"
    CHECKLISTS = "checklists"
    DOCUMENTS = "documents"
    TEXT_BLOCKS = "text-blocks"
    SETTINGS = "settings"
    BACKUPS = "backups"
    BIN = "bin"
    ERASED = "erased"  # something went for good: what still shows it lets go of it


class Changes:
    """The announcements of one open vault."""

    def __init__(self) -> None:
        self._listeners: list[Listener] = []

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Hear every announcement from now on, until the function that is given back is called."""
        self._listeners.append(listener)

        def unsubscribe() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return unsubscribe

    def announce(self, *changes: Change) -> None:
        """Tell all listeners; call it after the commit, since they read what was written."""
        told = frozenset(changes)
        for listener in tuple(self._listeners):  # a listener may leave while it is told
            listener(told)
