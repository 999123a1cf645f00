"""A restore that is killed at each file it touches: the old vault opens or the new one, nothing between.

The process really ends (SIGKILL) at the n-th time that Python opens a file for writing, renames or removes
one, for every n until it gets to the end; what SQLite writes in between belongs to what is made ready (F15).
"""

import os
import shutil
import signal
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from jeugdhulp_desktop.compose import open_session
from jeugdhulp_desktop.domain.schools import SchoolDraft, SchoolType
from jeugdhulp_desktop.security.changes import change_passphrase
from jeugdhulp_desktop.security.files import VaultFiles
from jeugdhulp_desktop.security.kdf import TESTING
from jeugdhulp_desktop.security.vault import unlock_with_passphrase
from jeugdhulp_desktop.services.restore import prepare_restore
from jeugdhulp_desktop.storage.backup import SUFFIX, prove_backup
from jeugdhulp_desktop.storage.restoring import READY
from tests.services.conftest import NOW, PASSPHRASE, SCHOOL, Template

NEW_PASSPHRASE = "vier groene tafels naast de deur"
LATER = NOW + timedelta(hours=2)
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
_MOST = 200  # far more than a restore touches: the test ends when the process does

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="a copy of this process is killed")


def _killing_at(point: int, told: int) -> Callable[[str, tuple[object, ...]], None]:
    """A hook that writes each step to ``told`` and kills this process at the ``point``-th."""
    seen = 0

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal seen
        flags = arguments[2] if event == "open" else 0
        if event not in ("os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.truncate", "open"):
            return
        if event == "open" and not (isinstance(flags, int) and flags & _WRITING):
            return
        seen += 1
        if seen == point:
            os.write(told, f"{event} {Path(str(arguments[0])).name}".encode())
            os.kill(os.getpid(), signal.SIGKILL)

    return hook


def _restore_until(point: int, folder: Path, file: Path) -> str | None:
    """Restore in a copy of this process and kill it at a step: which step that was, None at the end."""
    here, there = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            with prepare_restore(file, folder, PASSPHRASE, clock=lambda: LATER) as prepared:
                sys.addaudithook(_killing_at(point, there))
                prepared.carry_out()
        except BaseException:  # noqa: BLE001 - whatever it is, this copy of the test must end here
            os._exit(1)
        os._exit(0)
    os.close(there)
    _, status = os.waitpid(child, 0)
    told = os.read(here, 200).decode()
    os.close(here)
    if os.WIFSIGNALED(status):
        assert os.WTERMSIG(status) == signal.SIGKILL
        return told
    assert os.waitstatus_to_exitcode(status) == 0
    return None


def _opens(folder: Path) -> tuple[str, list[str]]:
    """With which passphrase the vault opens without a question, and its schools; every proof holds."""
    for passphrase in (PASSPHRASE, NEW_PASSPHRASE):
        try:
            keys = unlock_with_passphrase(folder, passphrase)
        except Exception as error:
            if passphrase == NEW_PASSPHRASE:
                raise AssertionError("no passphrase opens the vault") from error
            continue
        session = open_session(folder, keys, clock=lambda: LATER)
        try:
            assert [proof.name for proof in session.backups.check() if not proof.ok] == []
            schools = sorted(line.name for line in session.schools.lines())
            for kept in VaultFiles(folder).backups.glob(f"*{SUFFIX}"):
                prove_backup(kept, session.database)
        finally:
            session.close()
        return passphrase, schools
    raise AssertionError


def test_f15_f28_a_restore_killed_at_any_step_leaves_the_old_vault_or_the_new_one(
    empty_template: Template, tmp_path: Path
) -> None:
    template = tmp_path / "kluis"
    shutil.copytree(empty_template.folder, template)
    session = open_session(template, empty_template.keys, clock=lambda: NOW)
    file = session.backups.make_proven(tmp_path / "stick").path
    session.schools.save(SchoolDraft("Later", SchoolType.VSO))
    session.close()
    change_passphrase(template, empty_template.keys, NEW_PASSPHRASE, TESTING)  # so the header changes as well
    old, new = ["Later", SCHOOL.name], [SCHOOL.name]
    steps: list[str] = []
    found: list[list[str]] = []
    for point in range(1, _MOST):
        folder = tmp_path / f"punt-{point}"
        shutil.copytree(template, folder)
        step = _restore_until(point, folder, file)
        _passphrase, schools = _opens(folder)
        assert schools in (old, new), step
        assert not (folder / READY).exists(), step
        assert not list(folder.glob(".*.deel")), step
        if schools == new:  # nothing is replaced before the vault of then was kept, and proven
            assert len(list(VaultFiles(folder).backups.glob(f"*{SUFFIX}"))) == 1, step
        found.append(schools)
        shutil.rmtree(folder)
        if step is None:
            break
        steps.append(step)
    assert found == sorted(found, key=lambda schools: schools == new)  # never back again
    assert found[0] == old
    assert found[-1] == new
    assert "os.rename vault.db" in steps
    assert len(steps) >= 10
