"""A PIN for the second unlock of the day, on the laptop that remembers the vault.

The slot opens with two halves: the digits, made slow by Argon2id, and the random bytes that the keyring of
this laptop keeps. So a copy of the vault is not opened by trying a million PINs: without the keyring there is
nothing to try against. Five wrong tries in a row and it is gone: the tries are counted in the keyring, before
each try, and at the fifth the keyring's bytes are deleted as well. A header that is copied back, a restart or
a program that is killed halfway a try give none of them back.

What it cannot stop: whoever can read and write the keyring as this user (malware, an administrator, a helper
who is let in at an open account) reads the bytes that open the vault at its start, and needs no PIN at all.
Nor does it guard the first opening after the program starts: that is what remembering means. It keeps out who
sits down at a locked program; the lock of the laptop itself keeps out the rest.
"""

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from jeugdhulp_desktop.domain.errors import KeyringUnavailable, NotEnoughMemory, NotValid, WrongPin
from jeugdhulp_desktop.domain.problems import Problem, problem
from jeugdhulp_desktop.security.files import VaultFiles
from jeugdhulp_desktop.security.header import SlotKind
from jeugdhulp_desktop.security.header_file import read_header
from jeugdhulp_desktop.security.kdf import FLOOR, KdfCost
from jeugdhulp_desktop.security.keychain import Keyring, account_of, counter_of, forget_entries
from jeugdhulp_desktop.security.keys import VaultKeys, open_header, open_packed, proven_header, write_both
from jeugdhulp_desktop.security.slots import PinSecret, seal_pin

SHORTEST, LONGEST = 6, 12  # digits
TRIES = 5
_STEPS = (-1, 0, 1)  # 987654, 000000, 123456


def check_pin(digits: str) -> list[Problem]:
    """The problems of a new PIN: not-digits, too-short, too-long, or too-guessable."""
    if not (digits.isascii() and digits.isdigit()):
        return [problem("pin", "not-digits" if digits else "required")]
    if len(digits) < SHORTEST:
        return [problem("pin", "too-short", minimum=SHORTEST)]
    if len(digits) > LONGEST:
        return [problem("pin", "too-long", maximum=LONGEST)]
    steps = {int(after) - int(before) for before, after in pairwise(digits)}
    half, rest = divmod(len(digits), 2)
    twice = not rest and digits[:half] == digits[half:]
    if twice or len(set(digits)) < 3 or (len(steps) == 1 and steps <= set(_STEPS)):
        return [problem("pin", "too-guessable")]
    return []


def set_pin(
    folder: Path, keys: VaultKeys, digits: str, keyring: Keyring, cost: KdfCost | None = None
) -> None:
    """Let these digits open the vault after a lock, on this laptop; a PIN of before ends.

    Raises NotValid (pin, or keyring "shared-account"), KeyringUnavailable when this laptop does not remember
    the vault, NotEnoughMemory, DiskProblem.
    """
    if problems := check_pin(digits):
        raise NotValid(problems)
    files = VaultFiles(folder)
    header = proven_header(files, keys)
    if header.shared_account:
        raise NotValid([problem("keyring", "shared-account")])
    secret = _secret_of(header.vault_id, keyring)
    opened = open_header(files, SlotKind.KEYRING, secret)
    if opened is None or opened.data_key != keys.data_key:
        raise KeyringUnavailable("stale")
    slot = seal_pin(PinSecret(digits, secret), cost or FLOOR, keys.data_key, header.vault_id)
    _count(header.vault_id, TRIES, keyring)
    others = tuple(each for each in header.slots if each.kind is not SlotKind.PIN)
    changed = replace(header, generation=header.generation + 1, slots=(*others, slot))
    write_both(files, changed, keys.data_key)


def remove_pin(folder: Path, keys: VaultKeys, keyring: Keyring) -> None:
    """After a lock the passphrase is asked again. The laptop goes on remembering the vault at its start."""
    files = VaultFiles(folder)
    header = proven_header(files, keys)
    others = tuple(each for each in header.slots if each.kind is not SlotKind.PIN)
    if others != header.slots:
        changed = replace(header, generation=header.generation + 1, slots=others)
        write_both(files, changed, keys.data_key)
    try:
        keyring.delete(counter_of(header.vault_id))
    except KeyringUnavailable:
        return  # a count without a slot counts nothing


def tries_left(folder: Path, keyring: Keyring) -> int:
    """How many tries the PIN has on this laptop; 0 when there is none, or it is gone."""
    _, header = read_header(VaultFiles(folder))
    if not header.slots_of(SlotKind.PIN):
        return 0
    try:
        return _left(header.vault_id, keyring) if keyring.get(account_of(header.vault_id)) else 0
    except KeyringUnavailable:
        return 0


def unlock_with_pin(folder: Path, digits: str, keyring: Keyring) -> VaultKeys:
    """The keys of the vault. Raises WrongPin with the tries that are left, and KeyringUnavailable.

    The try is counted before it is made, so a program that is ended halfway has used it.
    """
    data, header = read_header(VaultFiles(folder))
    left = _left(header.vault_id, keyring)
    if not left or not header.slots_of(SlotKind.PIN):
        raise KeyringUnavailable("no-pin")
    secret = _secret_of(header.vault_id, keyring)
    _count(header.vault_id, left - 1, keyring)
    try:
        keys = open_packed(data, header, SlotKind.PIN, PinSecret(digits, secret))
    except NotEnoughMemory:  # nothing was tried
        _count(header.vault_id, left, keyring)
        raise
    if keys is None:
        if left == 1:
            forget_entries(header.vault_id, keyring)
        raise WrongPin(left - 1)
    _count(header.vault_id, TRIES, keyring)
    return keys


def _secret_of(vault_id: bytes, keyring: Keyring) -> bytes:
    entry = keyring.get(account_of(vault_id))
    if not entry:
        raise KeyringUnavailable("empty")
    try:
        return bytes.fromhex(entry)
    except ValueError:
        raise KeyringUnavailable("stale") from None


def _left(vault_id: bytes, keyring: Keyring) -> int:
    """What is counted; anything but 1 to 5 is none."""
    kept = keyring.get(counter_of(vault_id)) or ""
    return int(kept) if kept in {str(number) for number in range(1, TRIES + 1)} else 0


def _count(vault_id: bytes, left: int, keyring: Keyring) -> None:
    """Keep how many are left. A keyring that does not keep it allows no try."""
    keyring.set(counter_of(vault_id), str(left))
    if keyring.get(counter_of(vault_id)) != str(left):
        raise KeyringUnavailable("failing")
