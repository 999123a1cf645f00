"""Each proof finds what it is for, names it by code and shows no record."""

from contextlib import closing
from pathlib import Path

import pytest

from jeugdhulp_desktop.domain.pupils import PupilName
from jeugdhulp_desktop.storage.checks import Proof, check_connection, counts, run_checks
from jeugdhulp_desktop.storage.engine import Database, open_database
from jeugdhulp_desktop.storage.vault_file import connect_encrypted
from tests.databases import KEY, VAULT_ID, add_case, add_pupil, add_school


@pytest.fixture
def filled(database: Database) -> Database:
    school_id = add_school(database)
    add_case(database, school_id, add_pupil(database, school_id, PupilName("Zoë", "", "Kanarie")))
    return database


def _failed(database: Database) -> list[Proof]:
    return [proof for proof in run_checks(database) if not proof.ok]


def test_a_whole_vault_passes_every_proof_by_name(filled: Database) -> None:
    proofs = run_checks(filled)
    assert [proof.name for proof in proofs] == [
        "cipher", "integrity", "references", "schema", "last-contact", "case-order", "control-numbers",
        "vault-id",
    ]  # fmt: skip
    assert all(proof.ok and proof.detail == "" for proof in proofs)


@pytest.mark.parametrize(
    ("statements", "name"),
    [
        (["DELETE FROM pupils"], "references"),
        (["DROP INDEX ix_cases_list"], "schema"),
        (["CREATE TABLE t (a)"], "schema"),
        (["UPDATE cases SET last_contact_on = '2026-01-01'"], "last-contact"),
        (["UPDATE cases SET sort_key = 'a'"], "case-order"),
        (
            [
                "INSERT INTO agreements (version, school_id, school_year, number, status, author, public,"
                " structure_id, change_reason, facts_name, facts_school_type, facts_brin, facts_board,"
                " facts_swv, facts_municipality, facts_area, facts_contact_person, occasion, aim,"
                " theme_intro, monitoring_note, paper_kept_at, changed_at, content_control,"
                " frozen_control, canonical)"
                " VALUES (1, 1, 2026, 1, 'ondertekend', '', 0, '', '', '', 'bao', '', '', '', '', '', '', '',"
                " '', '', '', '', '2026-09-15T00:00:00Z', '', 'ab10405366', x'7b7d')"
            ],
            "control-numbers",
        ),
    ],
)
def test_what_was_changed_behind_our_back_is_found(
    filled: Database, statements: list[str], name: str
) -> None:
    filled.close()
    with closing(connect_encrypted(filled.path, KEY, VAULT_ID)) as raw:
        for statement in statements:
            raw.execute(statement)
    with closing(open_database(filled.path, KEY, VAULT_ID)) as opened:
        failed = _failed(opened)
    assert name in [proof.name for proof in failed]
    assert "anarie" not in str(failed)


def test_f15_a_page_torn_in_the_file_that_stands_whole_in_the_wal_is_no_damage(filled: Database) -> None:
    with filled.maintenance() as raw:  # another reader, so that closing cannot bring the WAL over
        raw.execute("BEGIN")
        raw.execute("SELECT count(*) FROM schools").fetchone()
        add_school(filled, "De Brug")
        content = bytearray(filled.path.read_bytes())
        wal = filled.path.with_name("vault.db-wal").read_bytes()
        raw.execute("ROLLBACK")
    filled.close()
    torn = int.from_bytes(wal[32:36], "big")  # the page of the first frame
    content[torn * 4096 - 2_000] ^= 1  # as a power cut leaves it while it is written
    filled.path.write_bytes(content)
    filled.path.with_name("vault.db-wal").write_bytes(wal)
    with closing(open_database(filled.path, KEY, VAULT_ID)) as opened:
        assert _failed(opened) == []


def test_a_page_that_was_changed_is_found_by_its_seal(filled: Database) -> None:
    filled.close()
    content = bytearray(filled.path.read_bytes())
    content[-2_000] ^= 1
    filled.path.write_bytes(content)
    with closing(open_database(filled.path, KEY, VAULT_ID)) as opened:
        failed = _failed(opened)
    assert failed[0].name == "cipher"
    assert all(proof.detail == "unreadable" for proof in failed[2:])
    assert failed[0].detail.startswith("1: ")


def test_a_table_that_is_missing_fails_its_proofs_and_is_not_counted(filled: Database) -> None:  # F13
    with filled.maintenance() as raw:
        raw.execute("PRAGMA query_only = OFF")
        raw.execute("PRAGMA foreign_keys = OFF")
        raw.execute("DROP TABLE agreements")
        proofs = {proof.name: proof for proof in check_connection(raw)}
        assert proofs["control-numbers"] == Proof("control-numbers", False, "unreadable")
        assert not proofs["schema"].ok
        assert counts(raw)["cases"] == 1
        assert "agreements" not in counts(raw)


def test_first_bytes_that_are_not_the_vaults_are_told(filled: Database, tmp_path: Path) -> None:
    filled.close()
    path = tmp_path / "vault.db"
    path.write_bytes(b"x" * 16 + path.read_bytes()[16:])
    with closing(open_database(path, KEY, VAULT_ID)) as opened:
        assert _failed(opened) == [Proof("vault-id", False, "first-bytes")]
