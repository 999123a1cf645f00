"""Everything in plain files: every list and every document, readable, and nothing half."""

import csv
import io
from pathlib import Path

import pytest

from jeugdhulp_desktop.domain.errors import DiskProblem
from jeugdhulp_desktop.domain.relations import PartyDraft
from jeugdhulp_desktop.services import plain_export
from jeugdhulp_desktop.services.plain_export import DOCUMENTS, LISTS, PlainExportService
from jeugdhulp_desktop.services.plain_names import COLUMNS, HIDDEN, LEFT_OUT, TABLES
from jeugdhulp_desktop.services.session import Session
from jeugdhulp_desktop.storage.audit import load_audit_lines
from jeugdhulp_desktop.storage.plain_rows import column_names, table_names


def service(session: Session) -> PlainExportService:
    return PlainExportService(session.database, session.documents, session.clock)


def rows_of(folder: Path, name: str) -> list[dict[str, str]]:
    text = (folder / LISTS / f"{name}.csv").read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


def test_no_table_and_no_column_is_forgotten_and_no_two_lists_share_a_name() -> None:
    """Who adds a table names it here, or leaves it out on purpose."""
    assert set(TABLES) | LEFT_OUT == set(table_names())
    assert not set(TABLES) & LEFT_OUT
    assert len(set(TABLES.values())) == len(TABLES)
    for table in TABLES:
        shown = [name for name in column_names(table) if name not in HIDDEN]
        assert [name for name in shown if name not in COLUMNS] == []


def test_every_list_and_every_document_of_the_practice_vault_stands_there(
    demo: Session, tmp_path: Path
) -> None:
    steps: list[str] = []

    class Told:
        def step(self, text: str = "", done: int = 0, total: int = 0) -> None:
            steps.append(text)

    exported = service(demo).export(tmp_path, Told())
    assert exported.folder.name == "Alles uit de kluis 2026-09-15"
    assert [each.name for each in tmp_path.iterdir() if each.name.startswith("Alles")] == [
        exported.folder.name
    ]
    cases = rows_of(exported.folder, "Casussen")
    assert len(cases) == 38
    noor = next(row for row in cases if row["Leerling"].startswith("Noor"))
    assert noor["School"] and noor["Nummer"].startswith("20")
    assert len(rows_of(exported.folder, "Contactmomenten")) == exported.rows - sum(
        len(rows_of(exported.folder, path.stem))
        for path in (exported.folder / LISTS).iterdir()
        if path.stem != "Contactmomenten"
    )
    talked = rows_of(exported.folder, "Contactmomenten")
    assert any(row["Met wie"] == "leerling, ouder of verzorger" for row in talked)
    agreement = rows_of(exported.folder, "Schoolafspraken")[0]
    assert agreement["Schooljaar"] in ("2025-2026", "2026-2027")
    papers = list((exported.folder / DOCUMENTS).rglob("*.pdf"))
    assert len(papers) == exported.documents > 0
    assert all(paper.read_bytes().startswith(b"%PDF") for paper in papers)
    assert "niets hiervan is versleuteld" in (exported.folder / "LEESMIJ.txt").read_text("utf-8-sig")
    with demo.database.read() as connection:
        assert load_audit_lines(connection, limit=1)[0].action == "export-all"
    assert len(steps) > len(TABLES)


def test_f30_what_a_spreadsheet_takes_for_a_formula_is_text_and_numbers_are_dutch(
    session: Session, tmp_path: Path
) -> None:
    session.relations.save_party(PartyDraft('=HYPERLINK("http://x")', phone="+31612345678"))
    folder = service(session).export(tmp_path).folder
    (party,) = rows_of(folder, "Organisaties")
    assert party["Naam"] == '\'=HYPERLINK("http://x")'
    assert party["Telefoon"] == "'+31612345678"
    (school,) = rows_of(folder, "Scholen")
    assert school["Eigen school"] == "ja"
    assert not (folder / LISTS / "Leerlingen.csv").exists()  # an empty list is no file


def test_f16_what_the_disk_refuses_leaves_nothing_half(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[Path] = []
    write = plain_export.write_whole

    def full(path: Path, data: bytes) -> None:
        written.append(path)
        if len(written) == 2:
            raise DiskProblem("full")
        write(path, data)

    monkeypatch.setattr(plain_export, "write_whole", full)
    target = tmp_path / "stick"
    target.mkdir()
    with pytest.raises(DiskProblem):
        service(session).export(target)
    assert list(target.iterdir()) == []
    with pytest.raises(DiskProblem):
        service(session).export(tmp_path / "nergens")


def test_a_second_one_of_the_same_day_touches_nothing_of_the_first(session: Session, tmp_path: Path) -> None:
    first = service(session).export(tmp_path).folder
    before = {path: path.read_bytes() for path in first.rglob("*") if path.is_file()}
    second = service(session).export(tmp_path).folder
    assert second.name.endswith("(2)")
    assert {path: path.read_bytes() for path in first.rglob("*") if path.is_file()} == before
