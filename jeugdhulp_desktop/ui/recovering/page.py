"""Herstel: a vault that does not open, or in which damage was met. It opens without the database.

Nothing happens by itself. What is repaired is kept as it was found first; a backup is put back by the same
wizard as in the open vault, so in two clicks: the button with the newest proven one, and Terugzetten.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from jeugdhulp_desktop.domain.damage import Diagnosis, PartState
from jeugdhulp_desktop.domain.errors import DamagedDatabase, DamagedHeader, WorldError, WrongPassphrase
from jeugdhulp_desktop.ui import dialogs, sentences
from jeugdhulp_desktop.ui.errands import ErrandPlace, GuardedPage
from jeugdhulp_desktop.ui.laptop import Laptop
from jeugdhulp_desktop.ui.recovering.card import Act, RecoveryCard
from jeugdhulp_desktop.ui.recovering.words import failure_words, part_lines, put_back_words, saved_words
from jeugdhulp_desktop.ui.restoring.view import RestoreAsk, RestoreView
from jeugdhulp_desktop.ui.restoring.words import made_words
from jeugdhulp_desktop.ui.tasks import Progress, Step, Tasks
from jeugdhulp_desktop.ui.unlock.wrong_tries import WrongTries
from jeugdhulp_desktop.ui.widgets.messages import Message

if TYPE_CHECKING:
    from jeugdhulp_desktop.services.closed_vault import VaultKeys
    from jeugdhulp_desktop.services.salvage import SalvageAtHand

LOOKING = "Er wordt gekeken wat er nog goed is."
INDEX = "index"  # of ``storage.damage``: every row can be read
GO_ON = "Hiermee verder werken"
_STEPS = {
    "reading": "Alle gegevens worden gelezen.",
    "proving": "De nieuwste back-up wordt gecontroleerd.",
    "saving": "Alles wat te lezen is, wordt bijeengebracht.",
    "checking": "Wat gered is, wordt gecontroleerd.",
}
_EMPTY = "Typ het wachtwoord van deze kluis."
_WAIT = "Wacht {seconds} en probeer het dan opnieuw."


@dataclass(frozen=True)
class Broken:
    """Which vault, what was met, and the keys when its passphrase was given already."""

    folder: Path
    error: WorldError
    keys: "VaultKeys | None" = None
    title: str = "Deze kluis gaat niet open"


def local_now() -> datetime:
    """The moment, in local time: there is no Session with a clock."""
    return datetime.now().astimezone()


class RecoveryPage(GuardedPage):
    """The card, and the wizard of a restore in its place."""

    other_vault = Signal()

    def __init__(
        self, tasks: Tasks, laptop: Laptop, broken: Broken, now: Callable[[], datetime] = local_now
    ) -> None:
        super().__init__()
        self._tasks, self._laptop, self._now = tasks, laptop, now
        self._folder, self._error, self._keys = broken.folder, broken.error, broken.keys
        self._seen: Diagnosis | None = None
        self._busy = False
        self._writing = False
        self._held: list[SalvageAtHand] = []  # filled and let go of on the worker
        self.restore: RestoreView | None = None
        self.card = RecoveryCard(broken.folder, broken.title, failure_words(broken.error))
        self.card.help_asked.connect(self.help_asked)
        self.card.asked.connect(self._try)
        self.tries = WrongTries(self.card.row, self.card.field, _WAIT, time.monotonic)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.card)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.stack)
        self._look()

    def may_stop(self) -> bool:
        return not (self._writing or (self.restore is not None and self.restore.writing))

    def let_go(self) -> None:
        self._keys = None
        self.card.field.clear()
        held = self._held
        self._tasks.run(self, lambda: _close_all(held), lambda _none: None)
        if self.restore is not None:
            self.restore.let_go()

    # --- looking ---

    def _look(self) -> None:
        from jeugdhulp_desktop.services.backup_list import second_places
        from jeugdhulp_desktop.services.damage import look_at_vault, look_with_keys

        folder, keys, places = self._folder, self._keys, self._laptop.settings.backup_places

        def job(progress: Progress) -> Diagnosis:
            seen = look_at_vault(folder, second_places(folder, places))
            if keys is None:
                return seen
            return look_with_keys(seen, folder, keys, lambda step: progress.step(_STEPS[step]))

        self._wait(LOOKING)
        self._tasks.run(self, job, self._show, self._refused, self._step)

    def _step(self, step: Step) -> None:
        self.card.busy.set(step)

    def _try(self) -> None:
        """The passphrase: what only the key can tell is looked at next."""
        from jeugdhulp_desktop.services.damage import keys_of

        if self._busy or self.tries.waiting:
            return
        typed, folder = self.card.field.value(), self._folder
        if not typed:
            self.card.row.set_note(_EMPTY)
            return
        self._wait("Even wachten, je wachtwoord wordt gecontroleerd.")
        self._tasks.run(self, lambda: keys_of(folder, typed), self._opened, self._refused)

    def _opened(self, keys: "VaultKeys") -> None:
        self._keys = keys
        self.tries.forget()
        self.card.field.clear()
        self._look()

    def _show(self, seen: Diagnosis) -> None:
        self._busy = False
        self._seen = seen
        ask = self._keys is None and seen.header is PartState.GOOD
        self.card.show_found(part_lines(seen, self._now()), self._acts(seen, ask=ask), ask=ask)

    def _acts(self, seen: Diagnosis, *, ask: bool) -> list[Act]:
        """What can be done, the one that loses nothing first."""
        acts: list[Act] = [("Nakijken wat er nog goed is", self._try)] if ask else self._repairs(seen)
        partly = self._keys is not None and bool(seen.unreadable)
        if partly and seen.unreadable == (INDEX,):
            acts.append(("Kluis opnieuw opbouwen", self._salvage))  # every row can be read: nothing is lost
        if self._keys is not None and seen.best is not None:
            words = put_back_words(seen, self._now())
            if words and seen.database is not PartState.GOOD:
                acts.append((words, partial(self._restore, seen.best.path)))
            acts.append(("Andere back-up kiezen", partial(self._restore, None)))
        if partly and seen.unreadable != (INDEX,):
            acts.append(("Red wat leesbaar is", self._salvage))
        acts.append(("Opnieuw proberen", self._again))
        acts.append(("Andere kluis openen", self.other_vault.emit))
        return acts

    def _repairs(self, seen: Diagnosis) -> list[Act]:
        from jeugdhulp_desktop.services import damage

        folder, keys, best = self._folder, self._keys, seen.best
        if seen.header is not PartState.GOOD:
            if seen.header_copy is PartState.GOOD:
                back = partial(damage.bring_header_back, folder)
                return [("Sleutelbestand herstellen", partial(self._mend, back))]
            if best is not None and best.made_at is not None:
                back = partial(damage.bring_header_back, folder, best.path)
                when = made_words(best.made_at, self._now())
                return [(f"Sleutelbestand uit back-up van {when} halen", partial(self._mend, back))]
            return []
        if keys is None:
            return []
        if isinstance(self._error, DamagedHeader) and self._error.reason == "older":
            adopt = partial(damage.adopt_header, folder, keys)
            return [("Dit sleutelbestand gebruiken", partial(self._mend, adopt))]
        if seen.wal:
            aside = partial(damage.set_wal_aside, folder, keys)
            return [("Openen zonder het hulpbestand", partial(self._mend, aside))]
        if seen.first_bytes:
            mend = partial(damage.mend_vault_id, folder, keys)
            return [("Begin van het bestand herstellen", partial(self._mend, mend))]
        return []

    # --- doing ---

    def _mend(self, job: Callable[[], object]) -> None:
        self._wait("Het wordt hersteld. Wat er stond, blijft bewaard.")
        self._writing = True
        self._tasks.run(self, job, lambda _done: self._again(), self._refused)

    def _again(self) -> None:
        """Open it: with the keys when they are there, else at the unlock page."""
        from jeugdhulp_desktop.services.closed_vault import ClosedVault

        self._writing = False
        vault = ClosedVault(self._folder, "", self._keys) if self._keys is not None else None
        self.finished.emit(vault, None)

    def _salvage(self) -> None:
        """See first what can be saved; nothing is touched before one goes on with it."""
        from jeugdhulp_desktop.services.salvage import SalvageAtHand

        folder, keys, held = self._folder, self._keys, self._held
        if keys is None:
            return

        def job(progress: Progress) -> "SalvageAtHand":
            made = SalvageAtHand(folder, keys, lambda step: progress.step(_STEPS[step]))
            held.append(made)
            return made

        self._wait(_STEPS["saving"])
        self._tasks.run(self, job, self._ask_salvaged, self._refused, self._step)

    def _ask_salvaged(self, saved: "SalvageAtHand") -> None:
        self._refresh()
        text = saved_words(saved.report)
        if dialogs.ask(self, "Dit is te redden", text, [GO_ON], default=dialogs.CANCEL) == GO_ON:
            self._mend(saved.carry_out)
        else:
            self._tasks.run(self, saved.close, lambda _none: None)

    def _refresh(self) -> None:
        self._busy = False
        if self._seen is not None:
            self._show(self._seen)

    def _restore(self, file: Path | None) -> None:
        if self._keys is None:
            return
        places = self._laptop.settings.backup_places
        view = RestoreView(self._tasks, RestoreAsk(self._folder, self._keys, self._now, file, places))
        view.left.connect(self._back)
        view.done.connect(lambda _keys: self._again())
        self.restore = view
        self.stack.addWidget(view)
        self.stack.setCurrentWidget(view)

    def _back(self) -> None:
        """The wizard was left, with nothing done."""
        view, self.restore = self.restore, None
        if view is not None:
            view.let_go()
            self.stack.removeWidget(view)
            view.deleteLater()
        self.stack.setCurrentWidget(self.card)
        if self._seen is not None:
            self._show(self._seen)

    def _wait(self, words: str) -> None:
        self._busy = True
        self.card.messages.clear()
        self.card.wait(words)

    def _refused(self, error: WorldError) -> None:
        self._busy = self._writing = False
        if self._seen is not None:
            self._show(self._seen)
        if isinstance(error, WrongPassphrase):
            self.tries.add()
            self.card.field.selectAll()
        else:
            self.card.messages.add(Message(sentences.sentence(error), "bad", key="refused"))


def _close_all(held: "list[SalvageAtHand]") -> None:
    while held:
        held.pop().close()


def for_errand(place: ErrandPlace) -> RecoveryPage:
    """Damage was met in the open vault; the argument is the error."""
    error = place.argument if isinstance(place.argument, WorldError) else DamagedDatabase("page")
    broken = Broken(place.vault.folder, error, place.vault.keys, "De kluis is beschadigd")
    return RecoveryPage(place.tasks, place.laptop, broken)
