"""dev.py decides what to install and when, without installing anything here."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

import dev
from jeugdhulp_desktop.paths import program_folder

COMMANDS = ("run", "test", "lint", "bench", "screens", "faults", "package")


@pytest.fixture
def venv(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that looks like a venv which dev.py finished."""
    folder = tmp_path / ".venv"
    python = folder / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.touch()
    for name, value in {"VENV": folder, "MARKER": folder / "klaar", "PYTHON": python}.items():
        monkeypatch.setattr(dev, name, value)
    (folder / "klaar").write_text("\n".join(dev.wanted()))
    return folder


@pytest.fixture
def called(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """The commands dev.py would have run; each succeeds."""
    commands: list[tuple[str, ...]] = []

    def note(*command: str) -> int:
        commands.append(command)
        return 0

    monkeypatch.setattr(dev, "call", note)
    monkeypatch.setattr(dev, "missing_libraries", list)
    return commands


def test_alone_it_lists_its_commands(capsys: pytest.CaptureFixture[str]) -> None:
    assert dev.main([]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[2] for line in lines] == list(COMMANDS)


def test_a_word_that_is_no_command_lists_them_and_fails(capsys: pytest.CaptureFixture[str]) -> None:
    assert dev.main(["wat"]) == 2
    assert "dev.py run" in capsys.readouterr().out


def test_a_whole_venv_costs_no_command_at_all(venv: Path, called: list[tuple[str, ...]]) -> None:
    dev.make_ready()
    assert called == []


def test_a_changed_lock_is_installed_into_the_venv_that_is_there(
    venv: Path, called: list[tuple[str, ...]]
) -> None:
    _, kind = dev.wanted()
    dev.MARKER.write_text(f"{'0' * 64}\n{kind}\n")
    dev.make_ready()
    (install,) = called
    assert "--require-hashes" in install
    assert dev.marker() == list(dev.wanted())


@pytest.mark.parametrize("found", [None, "", "half", b"\xff\xfe", f"{dev.wanted()[0]}\ncpython-310 linux\n"])
def test_a_venv_that_is_half_made_or_for_another_python_is_made_again(
    venv: Path, called: list[tuple[str, ...]], found: str | bytes | None
) -> None:
    if found is None:
        dev.MARKER.unlink()
    else:
        dev.MARKER.write_bytes(found.encode() if isinstance(found, str) else found)
    (venv / "left-over").touch()
    with pytest.raises(FileNotFoundError):  # no real venv was made, so there is no place for the marker
        dev.make_ready()
    assert not venv.exists()
    made, installed = called
    assert made == (sys.executable, "-m", "venv", str(venv))
    assert installed[:4] == (str(dev.PYTHON), "-m", "pip", "install")


def test_a_venv_whose_python_is_gone_is_made_again(venv: Path, called: list[tuple[str, ...]]) -> None:
    dev.PYTHON.unlink()
    with pytest.raises(FileNotFoundError):
        dev.make_ready()
    assert called[0][1:3] == ("-m", "venv")


def test_a_failed_installation_leaves_the_venv_half_made(venv: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dev.MARKER.write_text(f"{'0' * 64}\n{dev.wanted()[1]}\n")
    monkeypatch.setattr(dev, "call", lambda *command: 1)
    with pytest.raises(SystemExit):
        dev.make_ready()
    assert dev.marker() != list(dev.wanted())


@pytest.mark.skipif(sys.platform != "linux", reason="other systems bring Qt's libraries themselves")
def test_a_library_that_the_loader_cannot_find_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev, "QT_LIBRARIES", {"libc.so.6": "libc6", "libnergens.so.9": "libnergens9"})
    assert dev.missing_libraries() == ["libnergens.so.9"]


def test_whoever_is_not_root_gets_the_one_command_to_type(
    called: list[tuple[str, ...]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 1000, raising=False)
    with pytest.raises(SystemExit) as ended:
        dev.install(["libegl1", "libgl1"], "Qt mist onderdelen.")
    assert ended.value.code == 1
    assert capsys.readouterr().err.splitlines()[-1].strip() == "sudo apt-get install libegl1 libgl1"
    assert called == []


def test_root_on_debian_gets_them_installed(
    called: list[tuple[str, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 0, raising=False)
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")
    monkeypatch.delenv("DEBIAN_FRONTEND", raising=False)
    dev.install(["libegl1"], "Qt mist een onderdeel.")
    update, install = called
    assert update[-1] == "update"
    assert install[-2:] == ("install", "libegl1")


def test_only_the_standard_library_and_at_most_two_hundred_lines() -> None:
    script = program_folder() / "dev.py"
    assert len(script.read_text(encoding="utf-8").splitlines()) <= 200
    subprocess.run([sys.executable, "-I", "-S", str(script), "--help"], check=True, capture_output=True)


def test_the_lock_holds_every_dependency_in_the_asked_version() -> None:
    root = program_folder()
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    asked = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    lock = (root / "requirements.lock").read_text(encoding="utf-8")
    pinned = {
        canonicalize_name(requirement.name): Version(next(iter(requirement.specifier)).version)
        for requirement in (
            Requirement(line.rstrip("\\ ")) for line in lock.splitlines() if line[:1].isalnum()
        )
    }
    for requirement in map(Requirement, asked):
        assert pinned[canonicalize_name(requirement.name)] in requirement.specifier
    assert "://" not in lock
