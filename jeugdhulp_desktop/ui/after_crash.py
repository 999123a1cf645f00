"""After a crash: a quiet bar that says what there is, and Nakijken for who wants to be sure."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from jeugdhulp_desktop.domain.errors import DamagedDatabase
from jeugdhulp_desktop.services.session import Unclean
from jeugdhulp_desktop.ui.errands import Errand
from jeugdhulp_desktop.ui.main_window import MainWindow
from jeugdhulp_desktop.ui.proof_words import REPAIRED
from jeugdhulp_desktop.ui.tasks import Tasks
from jeugdhulp_desktop.ui.widgets.messages import Act, Message

if TYPE_CHECKING:
    from jeugdhulp_desktop.services.backups import Proof
    from jeugdhulp_desktop.services.repairs import Repaired
    from jeugdhulp_desktop.services.session import Session

KEY = "crash"
ENDED = "Het programma is vorige keer niet netjes gesloten."
ALL_THERE = f"{ENDED} Alles wat bewaard was, is er."
JOURNAL_GONE = (
    f"{ENDED} Het hulpbestand van toen (vault.db-wal) is er niet meer. "
    "Kijk of het laatste dat je bewaarde erin staat."
)
CAN_REPAIR = "Dat volgt uit wat je vastlegde en kan opnieuw berekend worden. Je tekst blijft staan."
NOT_WHOLE = "De kluis is niet heel. Er is niets overschreven. Kijk wat er nog goed is."
WHOLE = "Nagekeken: de kluis is heel en de laatste back-up ook."


class AfterCrash(QObject):
    """Looks by itself at what stands in the tables, and tells; the long look is asked for."""

    def __init__(self, session: "Session", tasks: Tasks, window: MainWindow) -> None:
        super().__init__(window)
        self._session, self._tasks, self._window = session, tasks, window

    def begin(self) -> None:
        """Nothing is said after an orderly end."""
        if self._session.unclean is not Unclean.NO:
            self._tasks.run(self, self._session.repairs.quick, self._tell)

    def _tell(self, proofs: "Sequence[Proof]") -> None:
        if any(not proof.ok for proof in proofs):
            self._tell_failed(proofs)
            return
        gone = self._session.unclean is Unclean.JOURNAL_GONE
        words, tone = (JOURNAL_GONE, "warn") if gone else (ALL_THERE, "accent")
        self._say(Message(words, tone, acts=(Act("Kluis nakijken", self._check),), key=KEY))

    def _check(self) -> None:
        self._say(Message("De hele kluis wordt nagekeken, en de laatste back-up.", key=KEY))
        self._tasks.run(self, self._session.repairs.check, self._tell_checked)

    def _tell_checked(self, proofs: "Sequence[Proof]") -> None:
        if any(not proof.ok for proof in proofs):
            self._tell_failed(proofs)
        else:
            self._say(Message(WHOLE, "ok", key=KEY))

    def _tell_failed(self, proofs: "Sequence[Proof]") -> None:
        failed = [proof.name for proof in proofs if not proof.ok]
        if REPAIRED.keys() >= set(failed):
            act = Act("Opnieuw berekenen", self._repair)
            words = f"Klopt niet meer: {REPAIRED[failed[0]]}. {CAN_REPAIR}"
        else:
            words = NOT_WHOLE
            damage = DamagedDatabase(failed[0])
            act = Act("Herstel openen", partial(self._window.errand_asked.emit, Errand("recover", damage)))
        self._say(Message(words, "bad", acts=(act,), key=KEY, closable=False))

    def _repair(self) -> None:
        self._tasks.run(self, self._session.repairs.repair, self._tell_repaired)

    def _tell_repaired(self, repaired: "Repaired") -> None:
        told = ", ".join(f"{REPAIRED[name]} ({count})" for name, count in repaired.counts.items())
        words = f"Hersteld: {told}." if told else "Er was niets meer te herstellen."
        self._say(Message(words, "ok", key=KEY))

    def _say(self, message: Message) -> None:
        self._window.show_message(message)
