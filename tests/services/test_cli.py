"""The commands as a user types them: main.py as a process, its words, its JSON and its exit codes."""

import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from jeugdhulp_desktop.compose import open_session
from jeugdhulp_desktop.security.vault import unlock_with_passphrase
from jeugdhulp_desktop.storage.audit import Action
from jeugdhulp_desktop.storage.vault_lock import VaultLock
from tests.services.test_documents import text_of
from tests.terminal import PASSPHRASE, Terminal

CSV = """Leerlingnummer;Roepnaam;Achternaam;Geboortedatum;Groep
900001;Jip;Voorbeeld;14-03-2015;7
;Zonder;Nummer;;7
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    """A practice vault made by the command, in a Python of its own, and what the command answered."""
    home = tmp_path_factory.mktemp("cli")
    ended = Terminal(home).type("demo", home / "kluis", "--json", fresh=True)
    assert ended.returncode == 0, ended.stderr
    return home / "kluis", json.loads(ended.stdout)


@pytest.fixture
def vault(made: tuple[Path, dict[str, Any]], tmp_path: Path) -> Path:
    """A copy of that vault for this test alone."""
    return Path(shutil.copytree(made[0], tmp_path / "kluis"))


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    return Terminal(tmp_path / "thuis")


def test_demo_makes_a_vault_and_tells_its_passphrase(made: tuple[Path, dict[str, Any]]) -> None:
    folder, answer = made
    assert answer == {
        "status": "done", "path": str(folder), "passphrase": PASSPHRASE, "cases": 34, "pupils": 333,
    }  # fmt: skip
    assert (folder / "vault.db").read_bytes()[:16] != b"SQLite format 3\x00"


def test_demo_speaks_dutch_and_scales(terminal: Terminal, tmp_path: Path) -> None:
    ended = terminal.type("demo", tmp_path / "groot", "--cases", "60")
    assert ended.returncode == 0
    assert "60 lopende casussen" in ended.stdout
    assert ended.stderr == ""


def test_demo_refuses_a_folder_that_holds_anything(terminal: Terminal, tmp_path: Path) -> None:
    (tmp_path / "brief.txt").write_text("van iemand")
    ended = terminal.type("demo", tmp_path)
    assert ended.returncode == 7
    assert "niet leeg" in ended.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["brief.txt"]


def test_import_tells_what_it_would_do_and_changes_nothing_in_a_dry_run(
    terminal: Terminal, vault: Path, tmp_path: Path
) -> None:
    listing = tmp_path / "lijst.csv"
    listing.write_text(CSV, encoding="utf-8")
    tried = terminal.answer("import", vault, listing, "--dry-run")
    assert (tried["status"], tried["new"], tried["errors"][0]["line"]) == ("preview", 1, 3)
    assert tried["errors"][0]["sentence"].startswith("Het leerlingnummer ontbreekt")
    assert terminal.answer("import", vault, listing, "--dry-run") == tried

    done = terminal.answer("import", vault, listing)
    assert (done["status"], done["new"], done["changed"], done["gone"]) == ("done", 1, 0, 0)
    assert done["unchanged"] == tried["unchanged"]
    again = terminal.answer("import", vault, listing)
    assert (again["new"], again["unchanged"]) == (0, done["unchanged"] + 1)


def test_import_speaks_dutch_and_names_the_line(terminal: Terminal, vault: Path, tmp_path: Path) -> None:
    listing = tmp_path / "lijst.csv"
    listing.write_text(CSV, encoding="utf-8")
    ended = terminal.type("import", vault, listing, "--dry-run")
    assert "Nieuw: 1, gewijzigd: 0" in ended.stdout
    assert "Regel 3: Het leerlingnummer ontbreekt." in ended.stderr
    assert "Jip" not in ended.stdout + ended.stderr


def test_report_writes_every_kind_of_paper_once_and_keeps_what_is_right(
    terminal: Terminal, vault: Path, tmp_path: Path
) -> None:
    out = tmp_path / "rapporten"
    documents = terminal.answer("report", vault, "--out", out)["documents"]
    assert {document["state"] for document in documents} == {"written"}
    assert {document["path"] for document in documents} == {str(path) for path in out.glob("*.pdf")}
    assert {document["kind"] for document in documents} == {
        "schoolafspraak", "aanvullende inzet", "juniblad", "overzicht",
    }  # fmt: skip
    for document in documents:
        data = Path(document["path"]).read_bytes()
        assert hashlib.sha256(data).hexdigest() == document["sha256"]
        assert document["control"] in "".join(text_of(data).split()), document["path"]
    again = terminal.answer("report", vault, "--out", out)["documents"]
    assert {document["state"] for document in again} == {"unchanged"}
    assert [{**document, "state": "written"} for document in again] == documents


def test_report_of_one_school_year_goes_where_this_laptop_keeps_reports(
    terminal: Terminal, vault: Path
) -> None:
    ended = terminal.type("report", vault, "--school-year", "2020-2021")
    assert ended.returncode == 0
    assert "nog geen schoolafspraken" in ended.stdout
    documents = terminal.answer("report", vault)["documents"]
    assert {Path(document["path"]).parent for document in documents} == {
        terminal.home / "Documenten" / "Jeugdhulp" / "Rapporten"
    }


def test_a_file_of_somebody_else_is_kept_and_ours_stands_beside_it_f50(
    terminal: Terminal, vault: Path, tmp_path: Path
) -> None:
    out = tmp_path / "rapporten"
    first = Path(terminal.answer("report", vault, "--out", out)["documents"][0]["path"])
    first.write_bytes(b"met aantekeningen")
    states = {
        Path(each["path"]): each["state"]
        for each in terminal.answer("report", vault, "--out", out)["documents"]
        if each["kind"] != "overzicht"  # the list of papers tells of the two files
    }
    beside = first.with_stem(f"{first.stem} (nieuw)")
    assert states.pop(beside) == "kept-both"
    assert set(states.values()) == {"unchanged"}
    assert first.read_bytes() == b"met aantekeningen"


def test_check_proves_the_vault_by_name(terminal: Terminal, vault: Path) -> None:
    answer = terminal.answer("check", vault)
    assert answer["status"] == "done"
    proofs = {proof["name"]: proof["ok"] for proof in answer["proofs"]}
    assert all(proofs.values())
    assert {"cipher", "integrity", "references", "schema", "last-backup"} <= set(proofs)
    assert "De kluis is heel." in terminal.type("check", vault).stdout


def test_check_repairs_what_can_be_computed_again_and_says_where_the_vault_was_kept(
    terminal: Terminal, vault: Path
) -> None:
    copy = vault / "vault.header.bak"
    assert terminal.answer("check", vault, "--repair")["repaired"] == {}
    session = open_session(vault, unlock_with_passphrase(vault, PASSPHRASE))
    try:
        with session.database.write(Action.SAVE_CASE, "case") as connection:
            connection.exec_driver_sql("UPDATE cases SET sort_key = 'zzz' WHERE id = 1")
    finally:
        session.close()
    before = copy.read_bytes()
    assert "Wat niet klopt, is te herstellen." in terminal.type("check", vault).stdout
    answer = terminal.answer("check", vault, "--repair")
    assert (answer["status"], answer["repaired"]) == ("done", {"case-order": 1})
    assert Path(answer["kept"]).parent == vault / "backups"
    assert copy.read_bytes() == before


def test_the_passphrase_may_come_from_the_environment(terminal: Terminal, vault: Path) -> None:
    ended = terminal.type("check", vault, typed="", JEUGDHULP_PASSPHRASE=PASSPHRASE)
    assert ended.returncode == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ("demo",), ("import", "MAP"), ("demo", "MAP", "--cases", "nul"), ("demo", "MAP", "--cases", "0"),
        ("report", "MAP", "--school-year", "2026"), ("check", "MAP", "--wat"),
    ],
)  # fmt: skip
def test_2_a_mistake_in_the_command_is_told_in_dutch(terminal: Terminal, arguments: tuple[str, ...]) -> None:
    ended = terminal.type(*arguments)
    assert ended.returncode == 2
    assert ended.stderr.startswith("gebruik: main.py")
    assert "--help" in ended.stderr
    assert "invalid" not in ended.stderr


@pytest.mark.parametrize("command", ["demo", "import", "report", "check"])
def test_each_command_explains_itself(terminal: Terminal, command: str) -> None:
    ended = terminal.type(command, "--help")
    assert ended.returncode == 0
    assert "gebruik:" in ended.stdout
    assert "MAP" in ended.stdout
    assert "usage" not in ended.stdout


@pytest.mark.parametrize(
    "typed", ["", "fout", f" {PASSPHRASE}", "';--", b"\xff\xfe\x00", "a" * 1000], ids=range(6)
)
def test_3_a_wrong_passphrase_gives_the_same_answer_whatever_it_was_f1_f2(
    terminal: Terminal, vault: Path, typed: str | bytes
) -> None:
    before = (vault / "vault.db").read_bytes()
    ended = terminal.type("check", vault, typed=typed)
    assert ended.returncode == 3
    assert ended.stderr.startswith("Dit wachtwoord past niet bij deze kluis.")
    assert (vault / "vault.db").read_bytes() == before


def test_3_is_told_to_programs_too(terminal: Terminal, vault: Path) -> None:
    assert terminal.answer("report", vault, code=3, typed="fout")["status"] == "wrong-passphrase"


def test_4_a_damaged_header_and_a_damaged_page_are_told(terminal: Terminal, vault: Path) -> None:
    database = vault / "vault.db"
    data = bytearray(database.read_bytes())
    data[len(data) // 2] ^= 1
    database.write_bytes(data)
    answer = terminal.answer("check", vault, code=4)
    assert answer["status"] == "damaged"
    assert not all(proof["ok"] for proof in answer["proofs"])
    data[2_000] ^= 1  # the first page: nothing can be read without it
    database.write_bytes(data)
    assert terminal.answer("report", vault, code=4)["status"] == "damaged"
    header = vault / "vault.header"
    header.write_bytes(header.read_bytes()[:-5])
    assert terminal.answer("check", vault, code=4) == {
        "status": "damaged", "proofs": [{"name": "open", "ok": False, "detail": "checksum"}],
    }  # fmt: skip


def test_5_what_is_no_vault_is_left_alone_and_no_passphrase_is_asked_f11(
    terminal: Terminal, tmp_path: Path
) -> None:
    (tmp_path / "vault.db").write_bytes(b"SQLite format 3\x00" + bytes(4080))
    ended = terminal.type("check", tmp_path)
    assert ended.returncode == 5
    assert [path.name for path in tmp_path.iterdir()] == ["vault.db"]
    assert terminal.answer("check", tmp_path / "nergens", code=5)["status"] == "not-our-file"


def test_6_a_vault_of_a_newer_version_is_left_alone_f12(terminal: Terminal, vault: Path) -> None:
    header = vault / "vault.header"
    data = bytearray(header.read_bytes()[:-32])
    data[8:10] = (99).to_bytes(2, "big")
    header.write_bytes(bytes(data) + hashlib.sha256(data).digest())
    assert terminal.answer("check", vault, code=6)["status"] == "newer-version"


def test_7_a_report_folder_that_cannot_be_is_told_per_document(
    terminal: Terminal, vault: Path, tmp_path: Path
) -> None:
    (tmp_path / "rapporten").write_text("dit is een bestand")
    answer = terminal.answer("report", vault, "--out", tmp_path / "rapporten", code=7)
    assert answer["status"] == "disk-problem"
    assert {document["state"] for document in answer["documents"]} == {"failed"}
    assert terminal.answer("import", vault, tmp_path / "weg.csv", code=7)["status"] == "disk-problem"


@pytest.mark.parametrize(
    "content", ["Leerlingnummer;BSN\n1;123456782\n", "<boek/>", "Naam;Klas\nNoor;2B\n", ""], ids=range(4)
)
def test_8_a_file_that_cannot_come_in_is_refused_whole(
    terminal: Terminal, vault: Path, tmp_path: Path, content: str
) -> None:
    listing = tmp_path / "lijst"
    listing.write_text(content, encoding="utf-8")
    answer = terminal.answer("import", vault, listing, code=8)
    assert answer["status"] == "invalid-input"
    assert "123456782" not in json.dumps(answer)


def test_9_a_vault_that_is_open_elsewhere_is_not_opened_twice_f22(terminal: Terminal, vault: Path) -> None:
    lock = VaultLock(vault)
    lock.acquire("2026-09-15T08:42:00+02:00")
    try:
        ended = terminal.type("check", vault)
        assert ended.returncode == 9
        assert "al open op deze computer sinds 15-9-2026 om 08:42" in ended.stderr
    finally:
        lock.release()


def test_the_commands_need_no_qt_at_all(terminal: Terminal, vault: Path, tmp_path: Path) -> None:
    broken = tmp_path / "zonder-qt" / "PySide6" / "__init__.py"
    broken.parent.mkdir(parents=True)
    broken.write_text("raise ImportError('libEGL.so.1: cannot open shared object file')")
    ended = terminal.type("check", vault, PYTHONPATH=str(broken.parent.parent))
    assert (ended.returncode, ended.stderr) == (0, "")
