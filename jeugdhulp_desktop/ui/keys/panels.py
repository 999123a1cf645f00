"""Wachtwoord en herstelcode, and Onthouden: how the ways into the vault stand. No keys are touched here."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from jeugdhulp_desktop.ui.settings.parts import Choices, Line
from jeugdhulp_desktop.ui.widgets.labels import Hairline
from jeugdhulp_desktop.ui.widgets.messages import Message, MessageBar
from jeugdhulp_desktop.ui.widgets.panel import Panel

if TYPE_CHECKING:
    from jeugdhulp_desktop.services.keys import KeyState

_UNFINISHED = (
    "Het veranderen van het wachtwoord is een keer afgebroken. Het oude en het nieuwe openen nu allebei de "
    "kluis. Verander het wachtwoord nog een keer."
)
_PAPER = "Gecontroleerd op papier: ja. De code ligt als het goed is in de kluis of kast van de school."
_NO_PAPER = (
    "Gecontroleerd op papier: nog niet. Zonder code kom je er niet meer in als je het wachtwoord vergeet."
)
_NO_CODE = "Er is nog geen herstelcode. Zonder code kom je er niet meer in als je het wachtwoord vergeet."
_SHARED = "Misschien delen jullie deze account. Daarom vraagt deze computer altijd om het wachtwoord."
_ASKS = "Deze computer vraagt bij het starten om je wachtwoord."
_REMEMBERS = "Deze computer opent de kluis bij het starten. Na vergrendelen is je wachtwoord weer nodig."
_REMEMBERS_PIN = "Deze computer opent de kluis bij het starten. Na vergrendelen is je pincode genoeg."
_PIN = "Na vergrendelen typ je hier een paar cijfers in plaats van je wachtwoord."
_HAS_PIN = "Er is een pincode. Na 5 keer verkeerd geldt hij niet meer."
_PIN_GONE = "De pincode geldt niet meer: hij is 5 keer verkeerd getypt, of hoort bij een andere computer."
_LOST = {
    "missing": "Deze computer kan de kluis niet meer zelf openen: er is geen sleutelbos van het systeem.",
    "empty": "Een andere computer onthoudt de kluis, deze niet.",
    "failing": "De sleutelbos van deze computer geeft geen antwoord. Typ bij het starten je wachtwoord.",
    "stale": "Wat deze computer onthield, past niet meer bij de kluis.",
}

CHANGED = "Je nieuwe wachtwoord geldt. Back-ups van eerder openen nog met het oude."
_NEW_KEY = (
    "Heeft die ander misschien ook een kopie van de kluis, dan is een nieuw wachtwoord niet genoeg. "
    "De kluis gaat even dicht en wordt helemaal opnieuw versleuteld."
)
NOT_REMEMBERED = "Deze computer onthoudt de kluis niet meer."
ENTRY_LEFT = (
    "Deze computer opent de kluis niet meer. In de sleutelbos van het systeem bleef een lege regel staan."
)


class PassphrasePanel(Panel):
    """The passphrase, and the code in the safe with whether anybody looked at the paper."""

    def __init__(
        self,
        change: Callable[[], object],
        check_code: Callable[[], object],
        new_code: Callable[[], object],
    ) -> None:
        super().__init__("Wachtwoord en herstelcode", spacing=16)
        self._unfinished = MessageBar(Message(_UNFINISHED, "warn", closable=False))
        self._unfinished.hide()
        self.body.addWidget(self._unfinished)
        line = Line("Wachtwoord", "lock-outline")
        line.set("Niemand kan het voor je opzoeken. Back-ups openen met het wachtwoord van toen.")
        self.change = line.add_button("Wachtwoord veranderen", change, "key-outline")
        self.body.addWidget(line)
        self.body.addWidget(Hairline())
        self.code = Line("Herstelcode", "archive-lock-outline", below=True)
        self.check_code = self.code.add_button("Code controleren", check_code, "check-decagram-outline")
        self.new_code = self.code.add_button("Nieuwe code maken", new_code, "refresh")
        self.body.addWidget(self.code)

    def show_state(self, state: "KeyState") -> None:
        """Red as long as nobody typed the code back from paper."""
        self._unfinished.setVisible(state.change_unfinished)
        if state.recovery_confirmed:
            self.code.set(_PAPER, "check-circle-outline", "ok")
        else:
            self.code.set(_NO_PAPER if state.has_recovery else _NO_CODE, "alert-circle-outline", "bad")
        self.check_code.setVisible(state.has_recovery and not state.recovery_confirmed)


class RememberPanel(Panel):
    """Whether this laptop may open the vault by itself; never where several people use the account."""

    def __init__(
        self,
        set_shared: Callable[[bool], object],
        remember: Callable[[], object],
        forget: Callable[[], object],
        set_pin: Callable[[], object],
        remove_pin: Callable[[], object],
    ) -> None:
        super().__init__("Onthouden op deze computer", spacing=16)
        self.shared = Choices(
            "Gebruiken meer mensen deze Windows-account?",
            ((False, "Nee, alleen ik"), (True, "Ja, of dat weet ik niet")),
        )
        self.shared.picked.connect(set_shared)
        self.body.addWidget(self.shared)
        self.body.addWidget(Hairline())
        self.line = Line("Openen zonder wachtwoord", "lock-outline")
        self.remember = self.line.add_button("Kluis onthouden", remember, "lock-check-outline")
        self.remember.setAccessibleName("Onthouden op deze computer")
        self.forget = self.line.add_button("Niet meer onthouden", forget, "close")
        self.body.addWidget(self.line)
        self.between = Hairline()
        self.body.addWidget(self.between)
        self.pin = Line("Pincode na vergrendelen", "form-textbox")
        self.set_pin = self.pin.add_button("Pincode instellen", set_pin, "form-textbox")
        self.remove_pin = self.pin.add_button("Pincode weghalen", remove_pin, "close")
        self.body.addWidget(self.pin)

    def show_state(self, state: "KeyState") -> None:
        """What this laptop does at its next start."""
        self.shared.set_value(state.shared_account)
        works = state.remembered and not state.keyring_problem
        self.remember.setVisible(not state.shared_account and not works)
        self.forget.setVisible(state.remembered)
        if state.shared_account:
            self.line.set(_SHARED, "lock-outline")
        elif works:
            self.line.set(_REMEMBERS_PIN if state.pin_tries else _REMEMBERS, "lock-check-outline", "ok")
        elif state.remembered:
            self.line.set(_LOST[state.keyring_problem], "alert-outline", "warn")
        else:
            self.line.set(_ASKS, "lock-outline")
        self._show_pin(state, offered=works and not state.shared_account)

    def _show_pin(self, state: "KeyState", *, offered: bool) -> None:
        """Only where this laptop remembers the vault: a PIN is bound to what it keeps."""
        shown = offered or state.has_pin
        self.between.setVisible(shown)
        self.pin.setVisible(shown)
        self.set_pin.setVisible(offered)
        self.set_pin.setText("Pincode veranderen" if state.pin_tries else "Pincode instellen")
        self.remove_pin.setVisible(state.has_pin)
        if state.pin_tries:
            self.pin.set(_HAS_PIN, "check-circle-outline", "ok")
        elif state.has_pin:
            self.pin.set(_PIN_GONE, "alert-outline", "warn")
        else:
            self.pin.set(_PIN, "form-textbox")


class NewKeyPanel(Panel):
    """For when another passphrase is not enough."""

    def __init__(self, make: Callable[[], object]) -> None:
        super().__init__("Als een ander je wachtwoord misschien kent", spacing=16)
        line = Line("Nieuwe sleutel", "shield-lock-outline")
        line.set(_NEW_KEY)
        self.make = line.add_button("Nieuwe sleutel maken", make, "key-outline")
        self.body.addWidget(line)
