"""F60, F51: after a day on which everything goes wrong, nothing outside the vault tells of a pupil."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from jeugdhulp_desktop.domain.text import fold
from jeugdhulp_desktop.paths import program_folder
from tests.faults.canary import CANARIES, READ
from tests.services.conftest import PASSPHRASE, Template, empty_template

__all__ = ["empty_template"]
SCALES = ("utf-8", "utf-16-le", "utf-16-be", "cp1252")


def told_in(data: bytes) -> list[str]:
    """Which canaries stand in these bytes, as typed or folded, in any encoding."""
    low = data.lower()
    return [
        word
        for word in CANARIES
        if any(form.encode(scale).lower() in low for form in (word, fold(word)) for scale in SCALES)
    ]


@pytest.fixture
def laptop(tmp_path: Path, empty_template: Template) -> Iterator[tuple[Path, "subprocess.Popen[str]"]]:
    """A whole home folder of its own, with the program at work in it; what is the user's stands beside."""
    home, outside = tmp_path / "home", tmp_path / "outside"
    for folder in (home / "tmp", home / "run", outside):
        folder.mkdir(parents=True)
    shutil.copytree(empty_template.folder, home / "Documents" / "Jeugdhulp" / "Kluis")
    (outside / "lijst.csv").write_text(
        f"Leerlingnummer;Roepnaam;Achternaam;Geboortedatum;Groep\n17;Sjoerd;{READ};03-04-2015;7\n",
        encoding="utf-8",
    )
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("XDG_") and name != "JEUGDHULP_HOME"
    }
    environment |= {
        "HOME": str(home), "TMPDIR": str(home / "tmp"), "XDG_RUNTIME_DIR": str(home / "run"),
        "QT_QPA_PLATFORM": "offscreen",
    }  # fmt: skip
    arguments = [
        str(home / "Documents" / "Jeugdhulp" / "Kluis"), PASSPHRASE, str(outside / "lijst.csv"),
        str(outside / "papier.pdf"),
    ]  # fmt: skip
    with (home / "stderr.txt").open("w") as stderr, subprocess.Popen(
        [sys.executable, "-m", "tests.faults.canary", *arguments],
        cwd=program_folder(), env=environment, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=stderr,
    ) as process:  # fmt: skip
        yield home, process
        process.kill()


def test_f51_f60_no_name_and_no_text_is_left_outside_the_vault(
    laptop: tuple[Path, "subprocess.Popen[str]"],
) -> None:
    home, process = laptop
    assert process.stdin is not None
    assert process.stdout is not None
    seen: list[str] = []
    for stage in ("open", "locked", "ended"):
        line = process.stdout.readline()
        assert line, (home / "stderr.txt").read_text()
        told = json.loads(line)
        assert told["stage"] == stage
        assert told_in(line.encode()) == []
        files = [each for each in home.rglob("*") if each.is_file()]
        for file in files:
            assert told_in(file.read_bytes()) == [], (stage, file)
            assert told_in(str(file.relative_to(home)).encode()) == [], (stage, file)
        seen += [str(each.relative_to(home)) for each in files]
        if stage == "open":
            text = Path(told["log"]).read_text(encoding="utf-8")
            assert text.count("unexpected") == 4, "each of the faults was met and logged"
        if stage == "locked":
            assert told["clipboard"] == ""
            assert told["title"] == "Jeugdhulp Desktop"
        process.stdin.write("\n")
        process.stdin.flush()
    assert process.wait(30) == 0
    assert (home.parent / "outside" / "papier.pdf").stat().st_size > 1_000, "the list was really printed"
    assert ".config/QtProject.conf" in seen, "Qt's dialog was really used: it keeps folders, and no names"
    assert not [each for each in (home / "tmp").iterdir() if each.is_file() or any(each.rglob("*"))]
