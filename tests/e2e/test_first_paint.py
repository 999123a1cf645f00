"""What a user waits for: the first window is painted before anything is read that it does not need."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from jeugdhulp_desktop.paths import program_folder
from jeugdhulp_desktop.security.kdf import TESTING
from jeugdhulp_desktop.security.vault import create_vault

NOT_YET = {
    "sqlalchemy",
    "sqlcipher3",
    "alembic",
    "reportlab",
    "pikepdf",
    "lxml",
    "openpyxl",
    "holidays",
    "icalendar",
    "PIL",
    "pypdfium2",
}


def imported_at_first_paint(*arguments: str) -> set[str]:
    """The top-level packages that a fresh process has read when its first window was painted."""
    ended = subprocess.run(
        [sys.executable, "-m", "tests.e2e.first_paint", "program", *arguments],
        cwd=program_folder(),
        env=dict(os.environ, QT_QPA_PLATFORM="offscreen"),
        stdout=subprocess.PIPE,
        check=True,
        timeout=60,
    )
    return {name.split(".")[0] for name in json.loads(ended.stdout)}


@pytest.mark.parametrize("vault_there", [True, False], ids=["unlock window", "wizard"])
def test_the_first_window_waits_for_no_database_no_pdf_and_no_import_library(
    vault_there: bool, tmp_path: Path
) -> None:
    arguments = []
    if vault_there:
        create_vault(
            tmp_path / "kluis", name="Oefening", passphrase="een lange zin om te oefenen", cost=TESTING
        )
        arguments = [str(tmp_path / "kluis")]
    imported = imported_at_first_paint(*arguments)
    assert "PySide6" in imported
    assert imported & NOT_YET == set()
