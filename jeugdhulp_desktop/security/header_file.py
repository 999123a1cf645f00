"""The header on the disk: found, told apart from what is not ours, and brought back from its copy."""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from jeugdhulp_desktop.domain.errors import DamagedDatabase, DamagedHeader, MadeByNewerVersion, NotOurFile
from jeugdhulp_desktop.domain.problems import Problem, problem
from jeugdhulp_desktop.files import disk_problems, read_start, write_whole
from jeugdhulp_desktop.security.files import README_TITLE, VaultFiles
from jeugdhulp_desktop.security.header import ID_BYTES, LARGEST, LONGEST_NAME, MAGIC, Header, SlotKind, unpack

_PLAIN_SQLITE = b"SQLite format 3\x00"


@dataclass(frozen=True)
class VaultInfo:
    """What the unlock window may know before anybody proved anything; it can be forged until then."""

    name: str
    vault_id: bytes
    generation: int
    demo: bool
    shared_account: bool
    recovery_confirmed: bool
    slot_kinds: tuple[SlotKind, ...]

    @property
    def has_recovery(self) -> bool:
        """Whether there is a recovery code; a vault that was handed over begins without."""
        return SlotKind.RECOVERY in self.slot_kinds

    @property
    def has_keyring(self) -> bool:
        """Whether some laptop's keyring was told to remember this vault."""
        return SlotKind.KEYRING in self.slot_kinds

    @property
    def has_pin(self) -> bool:
        """Whether a PIN was made on the laptop that remembers this vault."""
        return SlotKind.PIN in self.slot_kinds

    @property
    def change_unfinished(self) -> bool:
        """Changing the passphrase was cut off: old and new both open, until it is changed again (F9)."""
        return self.slot_kinds.count(SlotKind.PASSPHRASE) > 1


def read_vault_info(folder: Path) -> VaultInfo:
    """Name and state of the vault, without a key and without touching anything.

    Raises NotOurFile (no vault here, plain SQLite, an empty file, a picture), MadeByNewerVersion,
    DamagedDatabase("too-short"), DiskProblem, and DamagedHeader with reason missing, magic, checksum, layout,
    kdf-bounds or other-vault. After each DamagedHeader ``recover_header`` may be offered.
    """
    files = VaultFiles(folder)
    _, header = read_header(files)
    check_belongs(files, header.vault_id)
    return _info(header)


def check_database_belongs(folder: Path) -> None:
    """Refuses a header that is not of the vault.db beside it; a vault.db that is not made yet is no problem.

    Raises what ``read_vault_info`` does. "other-vault" can also mean that the first bytes of vault.db itself
    are damaged: SQLCipher takes the salt that is given with the key, so unlock, open with the header's id as
    salt, and if that works only those 16 bytes were bad.
    """
    files = VaultFiles(folder)
    check_belongs(files, read_header(files)[1].vault_id)


def recover_header(folder: Path, source: bytes | None = None) -> VaultInfo:
    """Puts ``vault.header.bak``, or ``source`` from a backup, in the place of a damaged or foreign header.

    A header that is sound and belongs to vault.db is left alone. What is replaced is set aside, since it may
    be another vault's only header. Raises DamagedHeader("no-copy") when there is no copy, what ``unpack``
    raises when the copy is bad, DamagedHeader("other-vault") when it is of another vault, MadeByNewerVersion.
    """
    files = VaultFiles(folder)
    try:
        return read_vault_info(folder)
    except (DamagedHeader, NotOurFile):
        data = read_start(files.header_backup, LARGEST) if source is None else source
    if not data or not data.startswith(MAGIC):
        raise DamagedHeader("no-copy")
    header = unpack(data)
    check_belongs(files, header.vault_id)
    with disk_problems(files.header):
        if files.header.exists():
            files.header.replace(files.set_aside)
    write_whole(files.header, data)
    return _info(header)


def check_name(name: str) -> list[Problem]:
    """Problems of a name for a vault; it is shown before anybody proved anything."""
    if not name:
        return [problem("name", "required")]
    return [problem("name", "too-long", maximum=LONGEST_NAME)] if len(name) > LONGEST_NAME else []


def read_header(files: VaultFiles) -> tuple[bytes, Header]:
    """The bytes and the values of the header; the failures are told apart as in ``read_vault_info``.

    A new key that was cut off between its database and its header is looked through: the header that stands
    ready and belongs to vault.db is the header.
    """
    following = _following(files)
    if following is not None:
        return following
    data = read_start(files.header, LARGEST)
    if data is not None and data.startswith(MAGIC):
        return data, unpack(data)
    if lived_here(files):
        raise DamagedHeader("missing" if data is None else "magic")
    raise NotOurFile


def _following(files: VaultFiles) -> tuple[bytes, Header] | None:
    """``vault.header.next``, when it is of vault.db and ``vault.header`` is not."""
    data = read_start(files.header_next, LARGEST)
    if data is None:
        return None
    try:
        header = unpack(data)
    except (DamagedHeader, MadeByNewerVersion, NotOurFile):
        return None
    if read_start(files.database, ID_BYTES) != header.vault_id:
        return None
    present = read_start(files.header, LARGEST) or b""
    with suppress(DamagedHeader, MadeByNewerVersion, NotOurFile):
        if unpack(present).vault_id == header.vault_id:  # it was placed, and perhaps changed since
            return None
    return data, header


def lived_here(files: VaultFiles) -> bool:
    """Whether this folder holds, or held, one of our vaults, however damaged.

    The evidence is a header or its copy, or our note for people beside a vault.db. A vault.db alone may be
    another program's (F11).
    """
    if any((read_start(path, len(MAGIC)) or b"") == MAGIC for path in (files.header, files.header_backup)):
        return True
    title = README_TITLE.encode()
    return read_start(files.readme, len(title)) == title and read_start(files.database, 0) is not None


def check_belongs(files: VaultFiles, vault_id: bytes) -> None:
    """Compares a vault id with the first bytes of vault.db, if there is one."""
    start = read_start(files.database, ID_BYTES)
    if start is None or start == vault_id:
        return
    if start == _PLAIN_SQLITE:
        raise NotOurFile
    if len(start) < ID_BYTES:
        raise DamagedDatabase("too-short")
    raise DamagedHeader("other-vault")


def _info(header: Header) -> VaultInfo:
    return VaultInfo(
        name=header.name,
        vault_id=header.vault_id,
        generation=header.generation,
        demo=header.demo,
        shared_account=header.shared_account,
        recovery_confirmed=header.recovery_confirmed,
        slot_kinds=tuple(slot.kind for slot in header.slots),
    )
