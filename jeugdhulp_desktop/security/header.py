"""The header as bytes and as values; the format is described in the docstring of the package."""

import hashlib
import hmac
import struct
from dataclasses import dataclass
from enum import IntEnum

from jeugdhulp_desktop.domain.errors import DamagedHeader, MadeByNewerVersion, NotOurFile
from jeugdhulp_desktop.security.kdf import KdfCost, check_cost, expand

MAGIC = b"JHVAULT\x1a"
FORMAT_VERSION = 2  # the newest that is understood; what has no PIN slot is written as 1
ID_BYTES = 16
LARGEST = 64 * 1024  # bytes; a real header has a few hundred
LONGEST_NAME = 200  # characters

_VERSION = struct.Struct(">H")
_FIXED = struct.Struct(">8sH16sQHH")
_SLOT = struct.Struct(">BIII16s12s48s")
_DIGEST_BYTES = 32
_DEMO, _SHARED_ACCOUNT, _RECOVERY_CONFIRMED = 1, 2, 4
_NO_COST = KdfCost(0, 0, 0)


class SlotKind(IntEnum):
    """Who holds the key of a slot."""

    PASSPHRASE = 1
    RECOVERY = 2
    KEYRING = 3
    PIN = 4


@dataclass(frozen=True)
class Slot:
    """The data key under one more key; ``cost`` only for what a person made up: passphrase or PIN."""

    kind: SlotKind
    cost: KdfCost | None
    salt: bytes
    nonce: bytes
    sealed: bytes


@dataclass(frozen=True)
class Header:
    """What can be read without any key, and the slots."""

    vault_id: bytes
    generation: int
    name: str
    slots: tuple[Slot, ...]
    demo: bool = False
    shared_account: bool = False
    recovery_confirmed: bool = False

    def slots_of(self, kind: SlotKind) -> tuple[Slot, ...]:
        """The slots of one kind; two of a passphrase while it is being changed."""
        return tuple(slot for slot in self.slots if slot.kind is kind)


def slot_aad(slot: Slot, vault_id: bytes) -> bytes:
    """What the tag of a slot covers besides the data key: it opens in its own vault, as its own kind only."""
    cost = slot.cost or _NO_COST
    fields = (version_of((slot,)), slot.kind, cost.memory_kib, cost.time_cost, cost.parallelism)
    return MAGIC + struct.pack(">HBIII", *fields) + vault_id + slot.salt


def version_of(slots: tuple[Slot, ...]) -> int:
    """The oldest format that has a place for these slots: a program of before the PIN opens all others."""
    return 2 if any(slot.kind is SlotKind.PIN for slot in slots) else 1


def pack(header: Header, data_key: bytes) -> bytes:
    """The bytes of the file, with the proof that whoever wrote them had the data key."""
    flags = (
        _DEMO * header.demo
        + _SHARED_ACCOUNT * header.shared_account
        + _RECOVERY_CONFIRMED * header.recovery_confirmed
    )
    name = header.name.encode()
    fixed = _FIXED.pack(MAGIC, version_of(header.slots), header.vault_id, header.generation, flags, len(name))
    parts = [fixed, name, bytes([len(header.slots)])]
    for slot in header.slots:
        cost = slot.cost or _NO_COST
        numbers = (slot.kind, cost.memory_kib, cost.time_cost, cost.parallelism)
        parts.append(_SLOT.pack(*numbers, slot.salt, slot.nonce, slot.sealed))
    body = b"".join(parts)
    proven = body + _proof(body, header.vault_id, data_key)
    return proven + hashlib.sha256(proven).digest()


def unpack(data: bytes) -> Header:
    """The header in ``data``.

    Raises NotOurFile without the magic; DamagedHeader with reason checksum, layout or kdf-bounds;
    MadeByNewerVersion. No other error comes out of it, whatever the bytes.
    """
    if not data.startswith(MAGIC):
        raise NotOurFile
    if hashlib.sha256(data[:-_DIGEST_BYTES]).digest() != data[-_DIGEST_BYTES:]:
        raise DamagedHeader("checksum")
    try:
        (version,) = _VERSION.unpack_from(data[:-_DIGEST_BYTES], len(MAGIC))
        if version > FORMAT_VERSION:
            raise MadeByNewerVersion(str(version))
        return _unpack(data)
    except (struct.error, UnicodeDecodeError, ValueError):
        raise DamagedHeader("layout") from None


def is_proven(data: bytes, vault_id: bytes, data_key: bytes) -> bool:
    """Whether the one who wrote this header had the data key; False means that it was tampered with."""
    body, proof = data[: -2 * _DIGEST_BYTES], data[-2 * _DIGEST_BYTES : -_DIGEST_BYTES]
    return hmac.compare_digest(proof, _proof(body, vault_id, data_key))


def _unpack(data: bytes) -> Header:
    _, version, vault_id, generation, flags, name_length = _FIXED.unpack_from(data)
    at = _FIXED.size + name_length
    name = data[_FIXED.size : at].decode()
    slots_end = len(data) - 2 * _DIGEST_BYTES
    expected = at + 1 + _SLOT.size * data[at] if at < slots_end else -1
    if flags > 7 or expected != slots_end:
        raise ValueError("not the layout of versions 1 and 2")
    slots = tuple(_unpack_slot(data, start) for start in range(at + 1, slots_end, _SLOT.size))
    if version != version_of(slots):
        raise ValueError("a PIN slot makes version 2, and nothing else does")
    return Header(
        vault_id=vault_id,
        generation=generation,
        name=name,
        slots=slots,
        demo=bool(flags & _DEMO),
        shared_account=bool(flags & _SHARED_ACCOUNT),
        recovery_confirmed=bool(flags & _RECOVERY_CONFIRMED),
    )


def _unpack_slot(data: bytes, start: int) -> Slot:
    kind, memory_kib, time_cost, parallelism, salt, nonce, sealed = _SLOT.unpack_from(data, start)
    known = SlotKind(kind)
    cost = KdfCost(memory_kib, time_cost, parallelism)
    if known in (SlotKind.PASSPHRASE, SlotKind.PIN):
        check_cost(cost)
        return Slot(known, cost, salt, nonce, sealed)
    if cost != _NO_COST:
        raise DamagedHeader("kdf-bounds")
    return Slot(known, None, salt, nonce, sealed)


def _proof(body: bytes, vault_id: bytes, data_key: bytes) -> bytes:
    return hmac.digest(expand(data_key, vault_id, b"header"), body, "sha256")
