"""The proofs that a database is whole: what ``main.py check`` and every backup run.

A proof has a name, so that a failing one can be told: the seal of each page (``cipher``), the b-trees
(``integrity``), the references (``references``), the columns (``schema``), what is kept beside the rows it
follows from (``last-contact``, ``case-order``, ``control-numbers``), and the first sixteen bytes
(``vault-id``).
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine
from sqlalchemy.pool import StaticPool

from jeugdhulp_desktop.domain.canonical import control_number
from jeugdhulp_desktop.storage.engine import Database
from jeugdhulp_desktop.storage.faults import driver
from jeugdhulp_desktop.storage.tables import Base
from jeugdhulp_desktop.storage.vault_file import vault_id_of

_SHOWN = 3  # findings of one proof that are told; the number of all is told too

# What is counted in a backup's manifest. Pupils are a picking list and are left out (domain.md 6.1).
COUNTED = (
    "schools", "cases", "contact_moments", "actions", "agreements", "additions", "evaluations", "hour_weeks",
    "checklist_runs",
)  # fmt: skip

# What is frozen, and kept beside the controlegetal that was printed for it.
_FROZEN = ("agreements", "additions", "evaluations")

# What follows from other rows and is kept beside them; each query gives the ids where the two differ.
_DOMAIN = (
    (
        "last-contact",
        "SELECT id FROM cases WHERE last_contact_on IS NOT"
        " (SELECT max(happened_on) FROM contact_moments WHERE case_id = cases.id)",
    ),
    (
        "case-order",
        "SELECT cases.id FROM cases LEFT JOIN pupils ON pupils.id = cases.pupil_id"
        " WHERE cases.sort_key IS NOT coalesce(nullif(pupils.sort_key, ''), '~' || cases.number)",
    ),
)


# The proofs that hold for a database of any version: the backup before a migration is of an older one.
OF_ANY_VERSION = frozenset({"cipher", "integrity", "references", "vault-id"})


@dataclass(frozen=True)
class Proof:
    """One named proof; ``detail`` holds codes and numbers, never a text of a record."""

    name: str
    ok: bool
    detail: str = ""


def run_checks(database: Database) -> list[Proof]:
    """All proofs, the cheapest to explain first; reads every page of the file.

    The WAL is brought into the file first. The seals are read from the file alone, so a page that was torn
    while it was brought over, and stands whole in the WAL, would be called damaged: after every crash at the
    wrong moment a sound vault would be told to be broken.
    """
    with database.maintenance() as raw:
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return run_checks_on(raw, database.path, database.vault_id)


def run_checks_on(raw: Any, path: Path, vault_id: bytes) -> list[Proof]:
    """``run_checks`` by the driver's connection to the database at ``path``."""
    proofs = check_connection(raw)
    right_salt = vault_id_of(path) == vault_id
    return [*proofs, Proof("vault-id", right_salt, "" if right_salt else "first-bytes")]


def check_connection(raw: Any) -> list[Proof]:
    """The proofs that need only a connection of the driver."""
    return [
        _prove("cipher", lambda: [row[0] for row in raw.execute("PRAGMA cipher_integrity_check")]),
        _prove(
            "integrity", lambda: [row[0] for row in raw.execute("PRAGMA integrity_check") if row[0] != "ok"]
        ),
        *check_content(raw),
    ]


def check_content(raw: Any) -> list[Proof]:
    """The proofs about what stands in the tables; they can be run inside a transaction."""
    return [
        _prove(
            "references", lambda: [f"{row[0]}->{row[2]}" for row in raw.execute("PRAGMA foreign_key_check")]
        ),
        _prove("schema", lambda: schema_differences(raw)),
        *(_prove(name, partial(_first_column, raw, query)) for name, query in _DOMAIN),
        _prove("control-numbers", lambda: _wrong_control_numbers(raw)),
    ]


def _first_column(raw: Any, query: str) -> list[object]:
    return [row[0] for row in raw.execute(query)]


def _wrong_control_numbers(raw: Any) -> list[str]:
    """What was frozen and is no longer what its controlegetal was printed for: "agreements 3"."""
    return [
        f"{table} {record_id}"
        for table in _FROZEN
        for record_id, canonical, control in raw.execute(
            f"SELECT id, canonical, frozen_control FROM {table} WHERE canonical IS NOT NULL"  # noqa: S608
        )
        if control_number(canonical) != control
    ]


def counts(raw: Any) -> dict[str, int]:
    """How many records there are of each counted kind; an older version may not have every table yet."""
    there = {row[0] for row in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    return {
        table: raw.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608
        for table in COUNTED
        if table in there
    }


def schema_differences(raw: Any) -> list[str]:
    """Names of tables and indices that differ from what this version of the program expects."""
    found, expected = schema_of(raw), expected_schema()
    return sorted(name for name in found.keys() | expected.keys() if found.get(name) != expected.get(name))


def schema_of(raw: Any) -> dict[str, str]:
    """Every table and index by name, with its normalised SQL.

    SQLite's own text is compared and not SQLAlchemy's ``compare_metadata``, which does not see a CHECK.
    """
    rows = raw.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    return {name: _normalised(sql) for name, sql in rows if name != "alembic_version"}


def expected_schema() -> dict[str, str]:
    """The schema of the tables of this program, made in memory; holds no data, so it needs no key."""
    engine = create_engine("sqlite://", module=driver(), poolclass=StaticPool)
    try:
        Base.metadata.create_all(engine)
        with engine.connect() as connection:
            return schema_of(connection.connection.dbapi_connection)
    finally:
        engine.dispose()


def _normalised(sql: str) -> str:
    """One spelling: a rebuilt table is quoted by SQLite and its lines may stand in another order."""
    plain = re.sub(r"\s+", " ", sql.replace('"', "")).strip()
    head, bracket, body = plain.partition("(")
    parts = sorted(part.strip() for part in re.split(r",(?![^()]*\))", body))
    return head.strip() + bracket + ", ".join(parts)


def _prove(name: str, find: Callable[[], Sequence[object]]) -> Proof:
    """One proof; what cannot be asked (a damaged page, a missing table) fails it, and the others go on."""
    try:
        findings = find()
    except driver().Error:
        return Proof(name, False, "unreadable")
    shown = ", ".join(str(each) for each in findings[:_SHOWN])
    return Proof(name, not findings, f"{len(findings)}: {shown}" if findings else "")
