"""Who can open the vault: another passphrase, a new recovery code, and whether this laptop remembers it.

Each change proves what it changes before anything is written (``security.changes``), and is noted in the
database, so that a header from before it is refused from now on (F6). The keys themselves never leave here.
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from jeugdhulp_desktop.domain.errors import (
    DamagedHeader,
    KeyringUnavailable,
    NotValid,
    WrongPassphrase,
    WrongRecoveryCode,
)
from jeugdhulp_desktop.security import changes as headers
from jeugdhulp_desktop.security import pin as pins
from jeugdhulp_desktop.security.header_file import read_vault_info
from jeugdhulp_desktop.security.kdf import KdfCost, calibrate
from jeugdhulp_desktop.security.keychain import Keyring, SystemKeyring
from jeugdhulp_desktop.security.keys import VaultKeys
from jeugdhulp_desktop.security.recovery_code import RecoveryCode
from jeugdhulp_desktop.security.vault import (
    unlock_with_keyring,
    unlock_with_passphrase,
    unlock_with_recovery_code,
)
from jeugdhulp_desktop.services.changes import Change, Changes
from jeugdhulp_desktop.storage.audit import Action, load_audit_lines
from jeugdhulp_desktop.storage.engine import Database
from jeugdhulp_desktop.storage.setting_queries import load_generation, store_generation


@dataclass(frozen=True)
class KeyState:
    """What the header says about the ways in.

    ``remembered``: some laptop's keyring may open the vault; ``keyring_problem`` is empty when it is this
    one, otherwise a reason of KeyringUnavailable. ``change_unfinished``: an earlier change of the passphrase
    was cut off, so the old one still opens (F9).
    """

    has_recovery: bool
    recovery_confirmed: bool
    shared_account: bool
    remembered: bool
    keyring_problem: str
    has_pin: bool
    pin_tries: int  # on this laptop; 0 when it has none, or five were wrong
    change_unfinished: bool


@dataclass(frozen=True)
class KeyChange:
    """One change of a way in: when (UTC), by whom, and which (passphrase, recovery-code, pin ...)."""

    at: datetime
    who: str
    what: str


class KeyService:
    """Changes the ways into one open vault. ``cost`` and ``keyring`` are this laptop's own unless given."""

    def __init__(
        self,
        folder: Path,
        keys: VaultKeys,
        database: Database,
        changes: Changes,
        *,
        cost: KdfCost | None = None,
        keyring: Keyring | None = None,
    ) -> None:
        self._folder = folder
        self._keys = keys
        self._database = database
        self._changes = changes
        self._cost = cost
        self._keyring = keyring or SystemKeyring()

    def state(self) -> KeyState:
        """How it is now, read from the disk."""
        info = read_vault_info(self._folder)
        return KeyState(
            has_recovery=info.has_recovery,
            recovery_confirmed=info.recovery_confirmed,
            shared_account=info.shared_account,
            remembered=info.has_keyring,
            keyring_problem=self._keyring_problem() if info.has_keyring else "",
            has_pin=info.has_pin,
            pin_tries=pins.tries_left(self._folder, self._keyring) if info.has_pin else 0,
            change_unfinished=info.change_unfinished,
        )

    def prove(self, passphrase: str) -> None:
        """Whoever sits here knows the passphrase; costs a whole Argon2id. Raises WrongPassphrase."""
        if unlock_with_passphrase(self._folder, passphrase).data_key != self._keys.data_key:
            raise WrongPassphrase

    def change_passphrase(self, present: str, new: str) -> None:
        """Only ``new`` opens the vault from now on; backups of before still open with ``present``.

        Raises WrongPassphrase, NotValid, NotEnoughMemory, DiskProblem; then ``present`` still opens it.
        """
        self.prove(present)
        headers.change_passphrase(self._folder, self._keys, new, self._cost or calibrate())
        self._note("passphrase")

    def new_recovery_code(self, present: str) -> RecoveryCode:
        """A new code, to be typed back; the old one ends now. Raises WrongPassphrase, DiskProblem."""
        self.prove(present)
        code = headers.replace_recovery_code(self._folder, self._keys)
        self._note("recovery-code")
        return code

    def check_recovery_code(self, typed: str) -> None:
        """A whole code, typed from the sheet in the safe, still opens the vault. Raises WrongRecoveryCode."""
        if unlock_with_recovery_code(self._folder, typed).data_key != self._keys.data_key:
            raise WrongRecoveryCode
        self.confirm_recovery()

    def confirm_recovery(self) -> None:
        """The code was typed back from paper."""
        headers.confirm_recovery(self._folder, self._keys)
        self._note("recovery-confirmed")

    def set_shared_account(self, shared: bool) -> None:
        """Whether several people use this account of the laptop; where they do, it stops remembering."""
        remembered = read_vault_info(self._folder).has_keyring
        headers.change_details(self._folder, self._keys, shared_account=shared)
        if shared and remembered:
            headers.forget_keyring(self._folder, self._keys, self._keyring)
        self._note("shared-account")

    def remember(self, present: str) -> None:
        """This laptop opens the vault by itself at its start.

        Raises WrongPassphrase, KeyringUnavailable, NotValid (shared-account).
        """
        self.prove(present)
        headers.remember_in_keyring(self._folder, self._keys, self._keyring)
        self._note("remember")

    def forget(self) -> bool:
        """The passphrase is asked again; False when a worthless entry stayed behind in the keyring."""
        gone = headers.forget_keyring(self._folder, self._keys, self._keyring)
        self._note("forget")
        return gone

    def set_pin(self, present: str, digits: str) -> None:
        """After a lock these digits open the vault on this laptop; it must remember the vault already.

        Raises NotValid (pin) before anything is asked, WrongPassphrase, KeyringUnavailable, DiskProblem.
        """
        if problems := pins.check_pin(digits):
            raise NotValid(problems)
        self.prove(present)
        pins.set_pin(self._folder, self._keys, digits, self._keyring, self._cost)
        self._note("pin")

    def remove_pin(self) -> None:
        """After a lock the passphrase is asked again."""
        pins.remove_pin(self._folder, self._keys, self._keyring)
        self._note("pin")

    def recent(self, limit: int = 5) -> list[KeyChange]:
        """The last changes of the ways in, the newest first."""
        with self._database.read() as connection:
            lines = load_audit_lines(connection, action=Action.CHANGE_KEYS, limit=limit)
        return [KeyChange(line.at, line.who, line.subject) for line in lines]

    def _keyring_problem(self) -> str:
        try:
            unlock_with_keyring(self._folder, self._keyring)
        except KeyringUnavailable as found:
            return found.reason
        return ""

    def _note(self, subject: str) -> None:
        note_generation(self._database, read_vault_info(self._folder).generation, subject)
        self._changes.announce(Change.SETTINGS)


def note_generation(database: Database, generation: int, subject: str = "vault") -> None:
    """Compare header and database, and keep a newer generation; DamagedHeader("older") for an older one.

    ``subject`` says in the audit which way in was changed.
    """
    with database.read() as connection:
        known = load_generation(connection)
    if generation < known:
        raise DamagedHeader("older")
    if generation > known:
        with database.write(Action.CHANGE_KEYS, subject) as connection:
            store_generation(connection, generation)
