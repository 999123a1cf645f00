"""Who issues the papers, and every logo that was ever used."""

import hashlib
import json

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert

from jeugdhulp_desktop.domain.documents import Letterhead
from jeugdhulp_desktop.domain.errors import ChangedElsewhere, DamagedDatabase
from jeugdhulp_desktop.storage.tables.documents import LetterheadRow, LogoRow

LETTERHEAD = "letterhead"
_ONLY = 1


def load_letterhead(connection: Connection) -> Letterhead:
    """Who issues the papers; empty while nothing was filled in."""
    return load_letterhead_version(connection)[0]


def load_letterhead_version(connection: Connection) -> tuple[Letterhead, int]:
    """The letterhead to edit, and its version (0: never kept)."""
    row = connection.execute(
        select(LetterheadRow.name, LetterheadRow.address, LetterheadRow.logo, LetterheadRow.version)
    ).one_or_none()
    if row is None:
        return Letterhead(), 0
    return Letterhead(row.name, tuple(json.loads(row.address)), row.logo or ""), row.version


def store_letterhead(connection: Connection, letterhead: Letterhead, version: int) -> int:
    """Keep it; its new version. ChangedElsewhere when it was kept since it was read (F38)."""
    if load_letterhead_version(connection)[1] != version:
        raise ChangedElsewhere(LETTERHEAD, _ONLY)
    values = {
        "version": version + 1,
        "name": letterhead.name,
        "address": json.dumps(letterhead.address, ensure_ascii=False),
        "logo": letterhead.logo or None,
    }
    added = insert(LetterheadRow).values(id=_ONLY, **values)
    connection.execute(added.on_conflict_do_update(index_elements=("id",), set_=values))
    return version + 1


def load_logo(connection: Connection, sha256: str) -> bytes:
    """The PNG of a logo; nothing for an empty name. DamagedDatabase when it is gone or is not itself."""
    if not sha256:
        return b""
    png: bytes | None = connection.scalar(select(LogoRow.png).where(LogoRow.sha256 == sha256))
    if png is None or hashlib.sha256(png).hexdigest() != sha256:
        raise DamagedDatabase("logo")
    return png


def store_logo(connection: Connection, png: bytes, width: int, height: int) -> str:
    """Keep a logo, once; its name."""
    sha256 = hashlib.sha256(png).hexdigest()
    added = insert(LogoRow).values(sha256=sha256, png=png, width=width, height=height)
    connection.execute(added.on_conflict_do_nothing())
    return sha256
