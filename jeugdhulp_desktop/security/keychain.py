"""The keyring of this laptop, as far as it can be trusted: a convenience that may fail, never the only way.

It keeps 32 random bytes per vault that open the keyring slot of the header, and counts the tries of a PIN.
Removing the slot makes the entry worthless, so nothing here has to succeed (F4, F5).
"""

import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Protocol

from jeugdhulp_desktop.domain.errors import KeyringUnavailable

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE = "Jeugdhulp Desktop"

# Back ends let through what their own libraries raise. A module that was never imported cannot have raised.
_FOREIGN_ERRORS = (
    ("win32ctypes.pywin32.pywintypes", "error"),
    ("pywintypes", "error"),
    ("secretstorage.exceptions", "SecretStorageException"),
    ("jeepney", "DBusErrorResponse"),
    ("dbus.exceptions", "DBusException"),
    ("gi.repository.GLib", "Error"),
)
# Back ends under 1 are those that keyring itself does not recommend: none at all, or a plain file.
_LEAST_PRIORITY = 1


class Keyring(Protocol):
    """Keeps one secret text per account; every method raises KeyringUnavailable("missing" or "failing")."""

    def get(self, account: str) -> str | None:
        """The secret, or None when there is none."""

    def set(self, account: str, secret: str) -> None:
        """Keeps the secret, in the place of an earlier one."""

    def delete(self, account: str) -> None:
        """Removes the secret."""


class SystemKeyring:
    """The keyring of Windows, macOS or the Linux desktop, found at the first use."""

    def __init__(self, backend: "KeyringBackend | None" = None) -> None:
        self._backend = backend

    def get(self, account: str) -> str | None:
        """The secret of ``account``, None when the keyring has none."""
        backend = self._found()
        try:
            return backend.get_password(SERVICE, account)
        except _failures():
            raise KeyringUnavailable("failing") from None

    def set(self, account: str, secret: str) -> None:
        """Keeps ``secret`` for this user on this laptop."""
        backend = self._found()
        try:
            _keep_on_this_machine(backend)
            backend.set_password(SERVICE, account, secret)
        except _failures():
            raise KeyringUnavailable("failing") from None

    def delete(self, account: str) -> None:
        """Removes the secret; "failing" also when there was none."""
        backend = self._found()
        try:
            backend.delete_password(SERVICE, account)
        except _failures():
            raise KeyringUnavailable("failing") from None

    def _found(self) -> "KeyringBackend":
        if self._backend is None:
            try:
                import keyring
            except ImportError:
                raise KeyringUnavailable("missing") from None
            try:
                self._backend = keyring.get_keyring()
            except _failures():
                raise KeyringUnavailable("missing") from None
        if self._backend.priority < _LEAST_PRIORITY:
            raise KeyringUnavailable("missing")
        return self._backend


def account_of(vault_id: bytes) -> str:
    """The name of the keyring entry: no name of a school or a folder."""
    return vault_id.hex()


def counter_of(vault_id: bytes) -> str:
    """The name of the entry that counts the tries of a PIN."""
    return f"{vault_id.hex()}-pin"


def forget_entries(vault_id: bytes, keyring: Keyring) -> bool:
    """Remove what the keyring has of this vault; False when the secret stayed behind, worth nothing."""
    with suppress(KeyringUnavailable):
        keyring.delete(counter_of(vault_id))  # often there is none
    try:
        keyring.delete(account_of(vault_id))
    except KeyringUnavailable:
        return False
    return True


def _keep_on_this_machine(backend: "KeyringBackend") -> None:
    """On Windows keyring's default lets the secret roam to every computer of the domain."""
    for each in getattr(backend, "backends", [backend]):  # a chain of back ends, or this one
        if hasattr(each, "persist"):
            each.persist = "local machine"


def _failures() -> tuple[type[BaseException], ...]:
    """Everything a back end was seen to raise when the keyring is locked, gone or full."""
    loaded = (
        (sys.modules.get(module), name)
        for module, name in (*_FOREIGN_ERRORS, ("keyring.errors", "KeyringError"))
    )
    foreign = [getattr(module, name) for module, name in loaded if hasattr(module, name)]
    return (OSError, RuntimeError, ValueError, *foreign)
