"""Where a restore comes from: what the file is, whose it is, and with what it opens; nothing is touched."""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from jeugdhulp_desktop.domain.errors import (
    BackupRefused,
    DamagedHeader,
    MadeByNewerVersion,
    NotOurFile,
    WrongPassphrase,
)
from jeugdhulp_desktop.domain.restores import Opener
from jeugdhulp_desktop.files import read_start
from jeugdhulp_desktop.security.files import VaultFiles
from jeugdhulp_desktop.security.header import ID_BYTES, LARGEST, Header, SlotKind, is_proven, unpack
from jeugdhulp_desktop.security.header_file import read_header as read_present
from jeugdhulp_desktop.security.keys import VaultKeys, open_packed
from jeugdhulp_desktop.storage.backup import Manifest, read_header, read_manifest
from jeugdhulp_desktop.storage.migrate import Chain

_START = 64  # bytes: a zip of ours begins with the name of its first member
_FIRST = (b"vault.header", b"manifest.json")  # the second in earlier versions
_PLAIN_SQLITE = b"SQLite format 3\x00"


def read_backup(file: Path) -> tuple[Manifest, bytes, Header]:
    """What a backup says of itself, without a key. Raises BackupRefused or DiskProblem."""
    try:
        manifest, data = read_manifest(file), read_header(file)
        header = unpack(data)
    except MadeByNewerVersion as newer:
        raise BackupRefused("newer", newer.found) from None
    except NotOurFile:
        start = read_start(file, _START) or b""
        ours = start.startswith(b"PK\x03\x04") and any(name in start for name in _FIRST)
        raise BackupRefused("partial" if ours else "not-a-backup") from None
    except DamagedHeader as damage:
        raise BackupRefused("damaged", f"header-{damage.reason}") from None
    if header.vault_id.hex() != manifest.vault_id:
        raise BackupRefused("damaged", "header-other-vault")
    if manifest.revision not in Chain.of().revisions:
        raise BackupRefused("newer", manifest.program)
    return manifest, data, header


def check_same_vault(files: VaultFiles, vault_id: bytes) -> None:
    """What stands in the folder is this vault, however damaged, or nothing.

    Raises BackupRefused("other-vault") (F29), and NotOurFile for what is no vault at all (F11).
    """
    ids = []
    with suppress(DamagedHeader, NotOurFile):
        ids.append(read_present(files)[1].vault_id)
    start = read_start(files.database, ID_BYTES)
    if not ids and start:
        ids.append(start)
    if ids and vault_id not in ids:
        if start and len(start) == ID_BYTES and start != _PLAIN_SQLITE:
            raise BackupRefused("other-vault")
        raise NotOurFile


@dataclass(frozen=True)
class Opened:
    """What opens the backup, by whose passphrase, and the header that stays afterwards."""

    keys: VaultKeys
    opener: Opener
    header: Header


def keys_for(files: VaultFiles, data: bytes, header: Header, secret: str | VaultKeys) -> Opened:
    """The keys, and by whose passphrase: the vault's own when it opens, else that of the backup (F28).

    The vault's own is the one in its header, or in the copy of it when the header is damaged or gone (F6).
    Raises WrongPassphrase, BackupRefused, NotEnoughMemory.
    """
    if isinstance(secret, VaultKeys) and not is_proven(data, header.vault_id, secret.data_key):
        raise BackupRefused("other-vault")
    with suppress(DamagedHeader, NotOurFile):
        present, read = _present_header(files, header.vault_id)
        if read.generation >= header.generation:  # else an old one was put back (F6)
            keys = _opens(present, read, secret)
            if keys is not None:
                return Opened(keys, Opener.PRESENT, read)
    if isinstance(secret, VaultKeys):
        return Opened(secret, Opener.BACKUP, header)
    try:
        keys = open_packed(data, header, SlotKind.PASSPHRASE, secret)
    except DamagedHeader:
        raise BackupRefused("damaged", "header-tampered") from None
    if keys is None:
        raise WrongPassphrase
    return Opened(keys, Opener.BACKUP, header)


def _present_header(files: VaultFiles, vault_id: bytes) -> tuple[bytes, Header]:
    """The header of this vault as it is on the disk, or its copy. Raises DamagedHeader or NotOurFile."""
    with suppress(DamagedHeader, NotOurFile):
        data, header = read_present(files)
        if header.vault_id == vault_id:
            return data, header
    data = read_start(files.header_backup, LARGEST) or b""
    header = unpack(data)
    if header.vault_id != vault_id:
        raise DamagedHeader("other-vault")
    return data, header


def _opens(data: bytes, header: Header, secret: str | VaultKeys) -> VaultKeys | None:
    """The keys by a present header, None when the passphrase is not of it; DamagedHeader otherwise."""
    if isinstance(secret, str):
        return open_packed(data, header, SlotKind.PASSPHRASE, secret)
    if not is_proven(data, header.vault_id, secret.data_key):
        raise DamagedHeader("tampered")
    return secret
