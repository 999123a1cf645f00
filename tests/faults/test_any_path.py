"""F18: the whole way of a vault, in real processes, through a folder whose name asks for trouble."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from jeugdhulp_desktop.paths import program_folder
from jeugdhulp_desktop.services.demo import DEMO_PASSPHRASE

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
