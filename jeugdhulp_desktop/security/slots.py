"""Sealing the data key into a slot, and opening it again."""

import os
from dataclasses import dataclass, field, replace

from jeugdhulp_desktop.security.header import Slot, SlotKind, slot_aad
from jeugdhulp_desktop.security.kdf import SALT_BYTES, KdfCost, derive, expand

_NONCE_BYTES = 12


@dataclass(frozen=True)
class PinSecret:
    """Both halves of what opens a PIN slot: the digits, and the random bytes that the keyring keeps."""

    digits: str = field(repr=False)
    keyring: bytes = field(repr=False)


Secret = str | bytes | PinSecret


def seal_passphrase(passphrase: str, cost: KdfCost, data_key: bytes, vault_id: bytes) -> Slot:
    """A slot that opens with the passphrase; raises NotEnoughMemory (F8)."""
    return _seal(_blank(SlotKind.PASSPHRASE, cost), passphrase, data_key, vault_id)


def seal_secret(kind: SlotKind, secret: bytes, data_key: bytes, vault_id: bytes) -> Slot:
    """A slot that opens with random bytes: of the recovery code, or kept by the keyring."""
    return _seal(_blank(kind, None), secret, data_key, vault_id)


def seal_pin(pin: PinSecret, cost: KdfCost, data_key: bytes, vault_id: bytes) -> Slot:
    """A slot that opens with the PIN on the laptop whose keyring has the secret; NotEnoughMemory."""
    return _seal(_blank(SlotKind.PIN, cost), pin, data_key, vault_id)


def open_slot(slot: Slot, secret: Secret, vault_id: bytes) -> bytes | None:
    """The data key, or None when the tag fails: a wrong secret, or a slot that was changed."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        return AESGCM(_slot_key(slot, secret)).decrypt(slot.nonce, slot.sealed, slot_aad(slot, vault_id))
    except InvalidTag:
        return None


def _blank(kind: SlotKind, cost: KdfCost | None) -> Slot:
    return Slot(kind, cost, salt=os.urandom(SALT_BYTES), nonce=os.urandom(_NONCE_BYTES), sealed=b"")


def _seal(blank: Slot, secret: Secret, data_key: bytes, vault_id: bytes) -> Slot:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    sealed = AESGCM(_slot_key(blank, secret)).encrypt(blank.nonce, data_key, slot_aad(blank, vault_id))
    return replace(blank, sealed=sealed)


def _slot_key(slot: Slot, secret: Secret) -> bytes:
    """Argon2id for what a person made up; HKDF for what was random to begin with; for a PIN the one over the
    other, so that neither half alone is worth a guess."""
    purpose = slot.kind.name.encode()
    if isinstance(secret, PinSecret):
        slow = derive(secret.digits, slot.salt, slot.cost or KdfCost(0, 0, 0))
        return expand(slow + secret.keyring, slot.salt, purpose)
    if isinstance(secret, str):
        return derive(secret, slot.salt, slot.cost or KdfCost(0, 0, 0))  # without a cost: refused as tampered
    return expand(secret, slot.salt, purpose)
