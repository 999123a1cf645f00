"""Where things are, in a checkout and frozen, on this laptop and in a try-out folder."""

import sys
from pathlib import Path

import pytest

from jeugdhulp_desktop import paths

PLACES = (paths.settings_file, paths.log_folder, paths.default_vault_folder, paths.default_report_folder)


def test_all_that_belongs_to_the_laptop_moves_with_jeugdhulp_home(own_home: Path) -> None:
    assert all(place().is_relative_to(own_home) for place in PLACES)


def test_asking_where_makes_no_folder(own_home: Path) -> None:
    for place in PLACES:
        place()
    assert list(own_home.iterdir()) == []


def test_f62_nothing_is_kept_in_the_folder_of_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("JEUGDHULP_HOME")
    assert not any(place().is_relative_to(paths.program_folder()) for place in PLACES)


def test_vault_and_reports_are_proposed_side_by_side_in_the_documents() -> None:
    assert paths.default_vault_folder().parent == paths.default_report_folder().parent
    assert paths.documents_folder().name == "Jeugdhulp"


def test_the_checkout_holds_resources_and_migrations() -> None:
    assert paths.resource().is_dir()
    assert paths.migrations_folder().is_dir()


def test_the_frozen_program_reads_what_it_carries(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert paths.resource("icons", "a.svg") == tmp_path / "resources" / "icons" / "a.svg"
    assert paths.migrations_folder() == tmp_path / "migrations"
