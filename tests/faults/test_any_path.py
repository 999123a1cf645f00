"""F18: the whole way of a vault, in real processes, through a folder whose name asks for trouble."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from jeugdhulp_desktop.paths import program_folder
from jeugdhulp_desktop.services.demo import DEMO_PASSPHRASE
from tests.services.conftest import PASSPHRASE, Template, empty_template

__all__ = ["empty_template"]
DISK_PROBLEM = 7

LONG = "/".join(["een map met een lange naam " + "x" * 60] * 4)  # 260 characters and more, each name short


def run(home: Path, *arguments: str) -> dict[str, Any]:
    """A command of the program; what it answered."""
    environment = dict(os.environ, JEUGDHULP_HOME=str(home), JEUGDHULP_PASSPHRASE=DEMO_PASSPHRASE)
    done = subprocess.run(
        [sys.executable, "main.py", *arguments, "--json"],
        cwd=program_folder(), env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, (done.stdout, done.stderr)
    return dict(json.loads(done.stdout))


@pytest.mark.parametrize("name", ["Kluis van Zoë & 't Hart #1 100% ?a=b", LONG], ids=["signs", "long"])
def test_f18_a_vault_lives_in_a_folder_of_any_name(tmp_path: Path, name: str) -> None:
    folder, out = tmp_path / name / "Kluis", tmp_path / name / "Rapporten"
    assert run(tmp_path, "demo", str(folder))["status"] == "done"
    documents = run(tmp_path, "report", str(folder), "--out", str(out))["documents"]
    assert {each["state"] for each in documents} == {"written"}
    assert all(Path(each["path"]).parent == out and Path(each["path"]).is_file() for each in documents)
    assert run(tmp_path, "check", str(folder))["status"] == "done"
    assert {each.name for each in tmp_path.iterdir()} <= {
        Path(name).parts[0], "config", "log", "Documenten",
    }, "nothing was made under half of the name"  # fmt: skip


WITHOUT_RIGHTS = """
import ctypes, os, sys
if os.geteuid() == 0:  # root without its right to pass over the rights of files, as any user
    for right in (1, 2):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
        assert ctypes.CDLL(None).prctl(24, right, 0, 0, 0) == 0  # PR_CAPBSET_DROP
os.execv(sys.executable, [sys.executable, "main.py", *sys.argv[1:]])
"""


@pytest.mark.skipif(sys.platform != "linux", reason="rights of files as Linux knows them")
@pytest.mark.parametrize("command", ["check", "demo"])
def test_f18_a_folder_in_which_nothing_may_be_written_is_explained_and_left_alone(
    tmp_path: Path, empty_template: Template, command: str
) -> None:
    folder = tmp_path / "Kluis"
    shutil.copytree(empty_template.folder, folder)
    target = folder / "nieuw" if command == "demo" else folder
    before = {each: each.read_bytes() for each in folder.rglob("*") if each.is_file()}
    everything = [folder, *folder.rglob("*")]
    for each in everything:
        each.chmod(0o500 if each.is_dir() else 0o400)
    environment = dict(os.environ, JEUGDHULP_HOME=str(tmp_path), JEUGDHULP_PASSPHRASE=PASSPHRASE)
    try:
        done = subprocess.run(
            [sys.executable, "-c", WITHOUT_RIGHTS, command, str(target), "--json"],
            cwd=program_folder(), env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
    finally:
        for each in everything:
            each.chmod(0o700)
    assert done.returncode == DISK_PROBLEM, (done.stdout, done.stderr)
    told = json.loads(done.stdout)["message"]
    assert told.startswith("Je mag in deze map niet schrijven. Kies een andere map"), told
    assert "Traceback" not in done.stderr
    assert {each: each.read_bytes() for each in folder.rglob("*") if each.is_file()} == before
