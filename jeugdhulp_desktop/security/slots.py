"""Sealing the data key into a slot, and opening it again."""

import os
from dataclasses import replace

from jeugdhulp_desktop.security.header import Slot, SlotKind, slot_aad
from jeugdhulp_desktop.security.kdf import SALT_BYTES, KdfCost, derive, expand

_NONCE_BYTES = 12


def seal_passphrase(passphrase: str, cost: KdfCost, data_key: bytes, vault_id: bytes) -> Slot:
    """A slot that opens with the passphrase; raises NotEnoughMemory (F8)."""
    return _seal(_blank(SlotKind.PASSPHRASE, cost), passphrase, data_key, vault_id)


def seal_secret(kind: SlotKind, secret: bytes, data_key: bytes, vault_id: bytes) -> Slot:
    """A slot that opens with random bytes: of the recovery code, or kept by the keyring."""
    return _seal(_blank(kind, None), secret, data_key, vault_id)


def open_slot(slot: Slot, secret: str | bytes, vault_id: bytes) -> bytes | None:
    """The data key, or None when the tag fails: a wrong secret, or a slot that was changed."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        return AESGCM(_slot_key(slot, secret)).decrypt(slot.nonce, slot.sealed, slot_aad(slot, vault_id))
    except InvalidTag:
        return None


def _blank(kind: SlotKind, cost: KdfCost | None) -> Slot:
    return Slot(kind, cost, salt=os.urandom(SALT_BYTES), nonce=os.urandom(_NONCE_BYTES), sealed=b"")


def _seal(blank: Slot, secret: str | bytes, data_key: bytes, vault_id: bytes) -> Slot:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    sealed = AESGCM(_slot_key(blank, secret)).encrypt(blank.nonce, data_key, slot_aad(blank, vault_id))
    return replace(blank, sealed=sealed)


def _slot_key(slot: Slot, secret: str | bytes) -> bytes:
    """Argon2id for what a person made up; HKDF for what was random to begin with."""
    if isinstance(secret, str):
        return derive(secret, slot.salt, slot.cost or KdfCost(0, 0, 0))  # without a cost: refused as tampered
    return expand(secret, slot.salt, slot.kind.name.encode())
