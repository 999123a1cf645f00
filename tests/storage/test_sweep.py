"""Deleted is not gone: what SQLite leaves in the free room of a page; ``sweep`` leaves nothing (F56)."""

import random

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from jeugdhulp_desktop.storage.engine import Database
from tests.databases import KEY

CANARY = b"KANARIEPIET"


def every_page(database: Database) -> bytes:
    """The file decrypted page by page, free pages and free room too; the WAL must be empty."""
    file, wal = database.path.read_bytes(), database.path.with_name(database.path.name + "-wal")
    assert not wal.exists() or wal.stat().st_size == 0
    pages = []
    for number in range(len(file) // 4096):
        page = file[number * 4096 : (number + 1) * 4096]
        reader = Cipher(algorithms.AES(KEY), modes.CBC(page[-80:-64])).decryptor()
        pages.append(reader.update(page[16 if number == 0 else 0 : -80]) + reader.finalize())
    return b"".join(pages)


def test_remains_stay_after_a_secure_delete_and_a_sweep_takes_them_away(database: Database) -> None:
    dice = random.Random(1)
    with database.maintenance() as raw:
        raw.execute("PRAGMA query_only = OFF")
        raw.execute("CREATE TABLE notes (id INTEGER PRIMARY KEY, said TEXT) STRICT")
        raw.execute("CREATE INDEX ix_notes ON notes (said)")
        raw.execute("BEGIN")
        for number in range(1500):
            word = CANARY.decode() if dice.random() < 0.3 else "gewoon"
            text = f"{word} " * dice.randrange(1, 60) + str(number)
            raw.execute("INSERT INTO notes VALUES (?, ?)", (dice.randrange(10**9), text))
        raw.execute("COMMIT")
        raw.execute("DELETE FROM notes WHERE said LIKE 'KAN%'")
        raw.execute("PRAGMA query_only = ON")
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        assert raw.execute("PRAGMA secure_delete").fetchone()[0] == 1
    assert every_page(database).count(CANARY) > 0, "without remains this test would prove nothing"
    database.sweep()
    assert every_page(database).count(CANARY) == 0
    with database.maintenance() as raw:
        assert raw.execute("SELECT count(*) FROM notes WHERE said LIKE 'gewoon%'").fetchone()[0] > 900
        assert raw.execute("PRAGMA query_only").fetchone()[0] == 1
