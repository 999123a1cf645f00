"""The erasure journal beside the header: which cases and pupils were erased, by id and date.

The same lines stand in the vault. The file is there for when an older database comes back: a backup that is
put back, or a copy that somebody put in the folder by hand. Format version 1::

    8   magic "JHERASE" + 0x1a
    2   format version, big-endian
    16  vault id
    ..  the lines as JSON in UTF-8: kind, record_id, number, created_at, erased_at, reason, masked
    32  HMAC-SHA256 of all before it, under HKDF(data key): nobody without the key adds, changes or cuts lines

It is written whole, and holds neither name nor text: whoever reads the folder sees how often and when
something was erased, and case numbers that say nothing outside the vault. An older journal that is put back
has a right HMAC; the lines in the vault are joined to it at every opening, so only who puts back both loses
lines, and that is putting back an old vault.
"""

import hmac
import json
from collections.abc import Iterable
from datetime import UTC, datetime
from struct import Struct
from typing import Any

from jeugdhulp_desktop.domain.erasures import ErasedRecord, ErasureKind
from jeugdhulp_desktop.files import read_start, write_whole
from jeugdhulp_desktop.security.files import VaultFiles
from jeugdhulp_desktop.security.kdf import expand
from jeugdhulp_desktop.security.keys import VaultKeys

_MAGIC = b"JHERASE\x1a"
_VERSION = 1
_FIXED = Struct(">8sH16s")
_PROOF_BYTES = 32
_LARGEST = 16 * 1024 * 1024  # bytes; a line has about two hundred


def read_erasure_file(files: VaultFiles, keys: VaultKeys) -> tuple[ErasedRecord, ...] | None:
    """The lines; None when there is no such file, or it is damaged, forged or of another key.

    Then the vault's own lines are all there is, and the file is written anew from them. Raises DiskProblem.
    """
    data = read_start(files.erasures, _LARGEST)
    if data is None or len(data) < _FIXED.size + _PROOF_BYTES:
        return None
    body, proof = data[:-_PROOF_BYTES], data[-_PROOF_BYTES:]
    if not hmac.compare_digest(proof, _proof(body, keys)):
        return None
    if _FIXED.unpack_from(body) != (_MAGIC, _VERSION, keys.vault_id):
        return None
    return tuple(_line(each) for each in json.loads(body[_FIXED.size :]))


def write_erasure_file(files: VaultFiles, keys: VaultKeys, lines: Iterable[ErasedRecord]) -> None:
    """Writes the file whole. Raises DiskProblem; then the old one stands there."""
    listed = [_tree(line) for line in lines]
    body = _FIXED.pack(_MAGIC, _VERSION, keys.vault_id) + json.dumps(listed, separators=(",", ":")).encode()
    write_whole(files.erasures, body + _proof(body, keys))


def _proof(body: bytes, keys: VaultKeys) -> bytes:
    return hmac.digest(expand(keys.data_key, keys.vault_id, b"erasures"), body, "sha256")


def _tree(line: ErasedRecord) -> dict[str, Any]:
    return {
        "kind": line.kind.value,
        "record_id": line.record_id,
        "number": line.number,
        "created_at": _told(line.created_at) if line.created_at else None,
        "erased_at": _told(line.erased_at),
        "reason": line.reason,
        "masked": line.masked,
    }


def _line(tree: dict[str, Any]) -> ErasedRecord:
    created = tree["created_at"]
    return ErasedRecord(
        kind=ErasureKind(tree["kind"]),
        record_id=tree["record_id"],
        number=tree["number"],
        created_at=datetime.fromisoformat(created) if created else None,
        erased_at=datetime.fromisoformat(tree["erased_at"]),
        reason=tree["reason"],
        masked=tree["masked"],
    )


def _told(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
