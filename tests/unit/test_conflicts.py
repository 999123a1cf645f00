"""Files that a synced folder made beside ours are known by their names, ours never (F20)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jeugdhulp_desktop.domain.conflicts import is_copy_of, origin_of

OURS = "2026-2027 Schoolafspraak VSO De Proef v1.pdf"
STEM = OURS.removesuffix(".pdf")
SECOND = f"{STEM} (2).pdf"  # of another school with the same name


@pytest.mark.parametrize(
    "mark",
    [
        "-LAPTOP-JK7",
        "-LAPTOP-JK7-2",
        "-PC_van_Ilse",
        " (conflicted copy 2026-09-11)",
        " (Ilse's conflicted copy 2026-09-11)",
        " (conflicterende kopie van LAPTOP 2026-09-11)",
        " (Ilse Vermeer's conflicterende kopie 2026-09-11)",
        " (conflicted copy 2026-09-11 104701)",
        " (Case Conflict)",
        "_conflict-20260911-104701",
        ".sync-conflict-20260911-104701-ABCDEFG",
        " - kopie",
        " - Copy (2)",
        " (1)",
        "(3)",
        " 2",
    ],
)
def test_f20_what_a_sync_program_leaves_behind_is_known(mark: str) -> None:
    assert origin_of(f"{STEM}{mark}.pdf", [OURS]) == OURS
    assert origin_of(f"{STEM}{mark}.PDF".upper(), [OURS]) == OURS, "a share does not tell capitals apart"


@pytest.mark.parametrize(
    "name",
    [
        OURS,
        OURS.upper(),
        f"{STEM} (nieuw).pdf",
        f"{STEM} aantekeningen.pdf",
        f"{STEM}-LAPTOP.docx",
        f"{STEM}0.pdf",
        f"{STEM}-2027.pdf",
        "LAPTOP.pdf",
        "",
    ],
)
def test_what_is_ours_or_nothing_we_know_is_left_alone(name: str) -> None:
    assert origin_of(name, [OURS]) == ""


def test_a_file_of_ours_that_looks_like_a_copy_is_ours_and_may_have_a_copy_itself() -> None:
    assert origin_of(SECOND, [OURS, SECOND]) == ""
    assert origin_of(SECOND.replace(".pdf", "-LAPTOP.pdf"), [OURS, SECOND]) == SECOND


@given(st.text(max_size=80))
def test_no_name_makes_it_fall_and_only_a_pdf_that_begins_like_ours_counts(mark: str) -> None:
    found = origin_of(f"{STEM}{mark}.pdf", [OURS])
    assert found in ("", OURS)
    assert origin_of(mark, [OURS]) in ("", OURS)
    assert origin_of(f"{mark}{OURS}", []) == ""


@pytest.mark.parametrize(
    ("name", "ours"),
    [
        ("vault-LAPTOP-JK7.db", "vault.db"),
        ("vault (conflicted copy 2026-09-11).db", "vault.db"),
        ("Vault - kopie.DB", "vault.db"),
        ("vault 2.db", "vault.db"),
        ("vault-LAPTOP-JK7.header", "vault.header"),
        ("vault.header (Ilse's conflicted copy 2026-09-11).bak", "vault.header.bak"),
        ("vault.sync-conflict-20260911-104701-ABCDEFG.db", "vault.db"),
    ],
)
def test_f20_a_copy_of_the_vault_is_known_by_its_name(name: str, ours: str) -> None:
    assert is_copy_of(name, ours)


@pytest.mark.parametrize(
    "name",
    [
        "vault.db", "VAULT.DB", "vault.db-wal", "vault.db-shm", "vault.db-journal", "vault.header",
        "vault.header.bak", "vault.header.apart-1", "vault.lock", "LEESMIJ.txt", "vault.erasures",
    ],
)  # fmt: skip
def test_no_file_of_the_vault_itself_is_one(name: str) -> None:
    assert not any(is_copy_of(name, ours) for ours in ("vault.db", "vault.header", "vault.header.bak"))
