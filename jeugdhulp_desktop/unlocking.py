"""What the window asks of the worker before there is a Session: keys and answers in, a Session out.

Every import of a heavy module stands inside a job: the first paint waits for none of them.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from jeugdhulp_desktop.domain.errors import WorldError
from jeugdhulp_desktop.ui.unlock.unlock_page import Unlocked

if TYPE_CHECKING:
    from jeugdhulp_desktop.domain.places import Place
    from jeugdhulp_desktop.security.keys import VaultKeys
    from jeugdhulp_desktop.security.recovery_code import RecoveryCode
    from jeugdhulp_desktop.services.session import Session
    from jeugdhulp_desktop.ui.unlock.recover_page import Recovered
    from jeugdhulp_desktop.ui.unlock.steps import NewVault


def is_vault(folder: Path) -> bool:
    """Whether a vault stands in a folder, readable or not."""
    return (folder / "vault.header").exists() or (folder / "vault.db").exists()


def look_at(folder: Path) -> "Place":
    """What there is to know about a folder before a vault is put there (F20)."""
    from jeugdhulp_desktop.services.places import look_at as look

    return look(folder)


def import_ahead() -> None:
    """Read the database layer from the disk while the passphrase is typed."""
    from jeugdhulp_desktop import compose
    from jeugdhulp_desktop.storage.migrate import Chain
    from jeugdhulp_desktop.ui import workplace

    _ = compose, workplace
    Chain.of()  # the unlock asks for the newest migration


def remembered_keys(folder: Path) -> "VaultKeys":
    """The keys that this laptop remembers; KeyringUnavailable when it does not (F4)."""
    from jeugdhulp_desktop.security.keychain import SystemKeyring
    from jeugdhulp_desktop.security.vault import unlock_with_keyring

    return unlock_with_keyring(folder, SystemKeyring())


def pin_tries(folder: Path) -> int:
    """How many tries the PIN of this vault has on this laptop; 0 when it has none."""
    from jeugdhulp_desktop.security.keychain import SystemKeyring
    from jeugdhulp_desktop.security.pin import tries_left

    return tries_left(folder, SystemKeyring())


def open_unlocked(unlocked: Unlocked, reports: Path | None, *, other_is_gone: bool = False) -> "Session":
    """The Session of a vault that was unlocked; remembered on this laptop when that was asked.

    ``other_is_gone``: the user said that a computer that held it for days does not any more.
    """
    from jeugdhulp_desktop.compose import open_session
    from jeugdhulp_desktop.security.keychain import SystemKeyring
    from jeugdhulp_desktop.security.vault import remember_in_keyring

    session = open_session(unlocked.folder, unlocked.keys, report_folder=reports, other_is_gone=other_is_gone)
    if unlocked.remember:
        try:
            remember_in_keyring(unlocked.folder, unlocked.keys, SystemKeyring())
        except WorldError:
            return session  # a laptop that cannot remember only asks again; the vault is open and stays so
    return session


def make_asked(new: "NewVault") -> "tuple[Session, RecoveryCode]":
    """The vault that the wizard asked for, with its recovery code."""
    from jeugdhulp_desktop.compose import make_vault
    from jeugdhulp_desktop.security.kdf import calibrate

    return make_vault(
        new.folder,
        name=new.name,
        passphrase=new.passphrase,
        school=new.school,
        user_name=new.user_name,
        user_role=new.user_role,
        cost=calibrate(),
        shared_account=new.shared_account,
    )


def open_practice(folder: Path, reports: Path) -> "Session":
    """The practice vault, made at the first time; its PDFs go into a folder of their own."""
    from jeugdhulp_desktop.compose import open_practice_vault

    return open_practice_vault(folder, report_folder=reports)


def reset_forgotten(found: "Recovered") -> "RecoveryCode":
    """A new passphrase after the recovery code, and a new code."""
    from jeugdhulp_desktop.security.kdf import calibrate
    from jeugdhulp_desktop.security.vault import reset_after_recovery

    return reset_after_recovery(found.folder, found.keys, found.passphrase, calibrate())


def open_recovered(found: "Recovered", reports: Path | None, confirmed: bool) -> "Session":
    """The Session after a recovery; the new code was typed back or not yet."""
    session = open_unlocked(Unlocked(found.folder, found.keys, remember=False), reports)
    if confirmed:
        confirm(session)
    return session


def confirm(session: "Session") -> None:
    """Note that the recovery code was typed back; on the worker."""
    from jeugdhulp_desktop.security.vault import confirm_recovery

    confirm_recovery(session.folder, session.keys)
