"""What can go wrong in the world, by name.

Fields are codes, ids, counts and paths of our own files; never a name or a text of a pupil, since an
exception ends in a log. The window and the command line own the Dutch sentence of each.
"""

from collections.abc import Sequence
from pathlib import Path

from jeugdhulp_desktop.domain.problems import Problem


class WorldError(Exception):
    """Something outside the program is not as it should be; the program itself is sound."""


class NotValid(WorldError):
    """The values cannot be kept, or this step cannot be taken; ``problems`` says why, by field."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(", ".join(f"{problem.field}:{problem.code}" for problem in problems))
        self.problems = tuple(problems)


class ChangedElsewhere(WorldError):
    """The record was saved by another window since it was read; nothing was overwritten."""

    def __init__(self, subject: str, record_id: int) -> None:
        super().__init__(f"{subject} {record_id}")
        self.subject = subject
        self.record_id = record_id


class NotFound(WorldError):
    """The record is not there any more."""

    def __init__(self, subject: str, record_id: int) -> None:
        super().__init__(f"{subject} {record_id}")
        self.subject = subject
        self.record_id = record_id


class CannotUndo(WorldError):
    """The last step is not undone, and nothing was touched (F38).

    ``reason`` is changed (something of it was changed since), held (something else holds on to it, or what it
    needs is gone) or later (another step was done after it).
    """

    def __init__(self, reason: str, subject: str, record_id: int | None) -> None:
        super().__init__(f"{reason} {subject} {record_id}")
        self.reason = reason
        self.subject = subject
        self.record_id = record_id


class CannotPutBack(WorldError):
    """It stays in the bin, and nothing was touched.

    ``reason`` is school-gone, case-gone, case-binned, agreement-gone, agreement-binned (what it belongs to is
    not there) or exists (something else stands in its place); ``kind`` is what lies in the bin.
    """

    def __init__(self, reason: str, kind: str) -> None:
        super().__init__(f"{reason} {kind}")
        self.reason = reason
        self.kind = kind


class WrongPassphrase(WorldError):
    """No slot of this kind opens with what was typed; one neutral message for every try (F1)."""


class WrongRecoveryCode(WorldError):
    """The recovery code cannot be right; ``groups`` are the 1-based groups whose check fails (F10)."""

    def __init__(self, groups: Sequence[int] = ()) -> None:
        super().__init__(",".join(map(str, groups)))
        self.groups = tuple(groups)


class KeyringUnavailable(WorldError):
    """This laptop's keyring did not help: ``reason`` is missing, empty, failing, stale or no-pin (F4)."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class WrongPin(WorldError):
    """The PIN does not fit; ``left`` tries remain. At 0 it is gone, and the passphrase opens the vault."""

    def __init__(self, left: int) -> None:
        super().__init__(str(left))
        self.left = left


class DamagedHeader(WorldError):
    """The header of the vault is damaged, missing or of another vault; ``reason`` tells which (F6, F7)."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class DamagedDatabase(WorldError):
    """The key is right, the database cannot be read; ``reason`` is a code of the check that failed."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class MadeByNewerVersion(WorldError):
    """Made by a newer version of the program; nothing was changed (F12)."""

    def __init__(self, found: str) -> None:
        super().__init__(found)
        self.found = found


class NotOurFile(WorldError):
    """The file or folder is not one of ours; it is never opened unencrypted, never written over (F11)."""


class VaultInUse(WorldError):
    """Another process holds the vault, since ``since`` (local time, ISO) under process id ``pid``.

    ``elsewhere``: on another computer, by the user ``who`` of the vault. Nobody here can see whether that one
    still works in it; ``may_be_gone`` when it was so long ago that the user may say that it does not.
    """

    def __init__(
        self,
        pid: int = 0,
        since: str = "",
        *,
        who: str = "",
        elsewhere: bool = False,
        may_be_gone: bool = False,
    ) -> None:
        super().__init__(f"pid {pid} since {since}")
        self.pid = pid
        self.since = since
        self.who = who
        self.elsewhere = elsewhere
        self.may_be_gone = may_be_gone


class BackupRefused(WorldError):
    """This file is not put back, and nothing was touched (F29).

    ``reason`` is not-a-backup, partial (cut off), damaged (``detail``: the proof that failed), other-vault
    or newer (``detail``: the version that made it).
    """

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(f"{reason} {detail}".strip())
        self.reason = reason
        self.detail = detail


class DiskProblem(WorldError):
    """A file cannot be read or written.

    ``code`` is full, denied, missing, exists, locked, read-error (reading or writing), too-long or
    pulled-out (the stick with the second place).
    """

    def __init__(self, code: str, path: Path | None = None) -> None:
        super().__init__(code)  # the path may hold a user's name: shown in the window, never logged
        self.code = code
        self.path = path


class EncryptionMissing(WorldError):
    """SQLCipher's driver is gone, removed or in quarantine; nothing is ever opened without it (F62)."""


class NotEnoughMemory(WorldError):
    """Argon2id needs ``mebibytes`` that the machine does not have free (F8)."""

    def __init__(self, mebibytes: int) -> None:
        super().__init__(f"{mebibytes} MiB")
        self.mebibytes = mebibytes


class UnreadableLogo(WorldError):
    """The chosen file is not taken as a logo; ``code`` says why (F43, F44). Nothing was kept of it."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class UnreadableImport(WorldError):
    """The import file cannot be taken as a whole: ``code`` says why, ``line`` where (0 = the whole file)."""

    def __init__(self, code: str, line: int = 0, detail: str = "") -> None:
        super().__init__(f"{code} at line {line}")
        self.code = code
        self.line = line
        self.detail = detail  # a column name or a version, never a value of a pupil
