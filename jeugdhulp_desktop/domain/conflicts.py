"""Files that a synced folder made beside ours, known by their names (F20).

Two laptops wrote the same file, so OneDrive, Dropbox, Nextcloud or Google Drive kept both. Which of the two
is the right one, only a person can tell: such a file is shown and never touched.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass

_MARKED = re.compile(
    r"""(?ix)
    \ \([^()]*(?:conflict|conflicterende\ kopie)[^()]*\)   # Dropbox, Nextcloud: (conflicted copy 2026-09-11)
    | _conflict-[\w-]+                                     # ownCloud
    | \.sync-conflict-[\w-]+                               # Syncthing
    | \ -\ (?:kopie|copy)(?:\ \(\d+\))?                    # Windows
    | \ ?\(\d{1,3}\)                                       # Google Drive, a browser
    | \ \d{1,2}                                            # iCloud
    | -(?=[^-]*[A-Za-z])[\w.-]{2,40}(?:-\d{1,3})?          # OneDrive: the name of the laptop
    """
)


@dataclass(frozen=True)
class ConflictedCopy:
    """A file that stands beside ours. ``same``: byte for byte what we wrote, so nothing is lost with it."""

    file_name: str
    beside: str  # the name of ours
    size: int
    modified_ns: int
    modified_at: str  # ISO, local
    same: bool


def origin_of(file_name: str, ours: Collection[str]) -> str:
    """Which of our files a file is a copy of, by its name; empty when it is ours, or nothing we know.

    The longest name counts: "... v1 (2).pdf" may be a file of ours with a copy of its own.
    """
    folded = {name.casefold(): name for name in ours}
    low = file_name.casefold()
    if low in folded or not low.endswith(".pdf"):
        return ""
    found = ""
    for name in folded:
        stem = name.removesuffix(".pdf")
        if low.startswith(stem) and len(name) > len(found):
            mark = file_name[len(stem) : -len(".pdf")]
            if _MARKED.fullmatch(mark):
                found = name
    return folded.get(found, "")


def is_copy_of(file_name: str, ours: str) -> bool:
    """Whether a file bears the name of ours with a mark of a copy in it: "vault-LAPTOP.db" of "vault.db"."""
    low = file_name.casefold()
    stem, _dot, kind = ours.casefold().rpartition(".")
    if low == ours.casefold() or not (low.startswith(stem) and low.endswith(f".{kind}")):
        return False
    return _MARKED.fullmatch(file_name[len(stem) : len(file_name) - len(kind) - 1]) is not None
