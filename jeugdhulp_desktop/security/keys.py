"""The keys of an open vault, proven against the header on the disk."""

from dataclasses import dataclass, field

from jeugdhulp_desktop.domain.errors import DamagedHeader
from jeugdhulp_desktop.files import write_whole
from jeugdhulp_desktop.security.files import VaultFiles
from jeugdhulp_desktop.security.header import Header, SlotKind, is_proven, pack
from jeugdhulp_desktop.security.header_file import read_header
from jeugdhulp_desktop.security.slots import Secret, open_slot


@dataclass(frozen=True)
class VaultKeys:
    """What an open vault has: SQLCipher's raw key, its salt, and the header's generation when unlocked."""

    vault_id: bytes
    data_key: bytes = field(repr=False)
    generation: int


def open_header(files: VaultFiles, kind: SlotKind, secret: Secret) -> VaultKeys | None:
    """The keys by the first slot of ``kind`` that opens, None when none does; DamagedHeader("tampered")."""
    data, header = read_header(files)
    return open_packed(data, header, kind, secret)


def open_packed(data: bytes, header: Header, kind: SlotKind, secret: Secret) -> VaultKeys | None:
    """As ``open_header``, for a header that stands elsewhere: the one inside a backup (F28)."""
    for slot in header.slots_of(kind):
        data_key = open_slot(slot, secret, header.vault_id)
        if data_key is not None:
            if not is_proven(data, header.vault_id, data_key):
                raise DamagedHeader("tampered")
            return VaultKeys(header.vault_id, data_key, header.generation)
    return None


def proven_header(files: VaultFiles, keys: VaultKeys) -> Header:
    """The header on the disk, if it is of these keys; DamagedHeader("other-vault" or "tampered") if not."""
    data, header = read_header(files)
    if header.vault_id != keys.vault_id:
        raise DamagedHeader("other-vault")
    if not is_proven(data, header.vault_id, keys.data_key):
        raise DamagedHeader("tampered")
    return header


def write_both(files: VaultFiles, header: Header, data_key: bytes) -> None:
    """Writes the header, and then its copy: the copy is never the newer one."""
    data = pack(header, data_key)
    write_whole(files.header, data)
    write_whole(files.header_backup, data)
