"""A new key that is killed at each file it touches: one vault is left that opens, without a question.

Up to the placing the old vault is not touched, so there a few points are struck; from there on, every one.
"""

import os
import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from jeugdhulp_desktop.compose import open_session
from jeugdhulp_desktop.domain.errors import WrongPassphrase
from jeugdhulp_desktop.security.files import VaultFiles
from jeugdhulp_desktop.security.kdf import TESTING
from jeugdhulp_desktop.security.vault import read_vault_info, unlock_with_passphrase
from jeugdhulp_desktop.services.new_key import make_new_key
from jeugdhulp_desktop.storage.restoring import READY
from tests.faults.killing import killed_in
from tests.services.conftest import NOW, PASSPHRASE, SCHOOL, Template
from tests.services.test_keys import MemoryKeyring

NEW = "vier groene tafels naast de deur"
LATER = NOW + timedelta(hours=2)
_MOST = 100  # far more than it touches: the test ends when the process does

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="a copy of this process is killed")


def _new_key(folder: Path, template: Template, *, from_step: int) -> Callable[[Callable[[], None]], object]:
    def work(begin: Callable[[], None]) -> object:
        def step(_text: str, done: int, _all: int) -> None:
            if done == from_step:
                begin()
            if done > 1:  # the key is new: what comes is a backup, which is struck elsewhere
                os._exit(0)

        return make_new_key(
            folder, template.keys, PASSPHRASE, NEW,
            cost=TESTING, keyring=MemoryKeyring(), clock=lambda: LATER, step=step,
        )  # fmt: skip

    return work


def _opens_with(folder: Path) -> str:
    """The one passphrase that opens the vault, without a question, with all that was in it."""
    for passphrase in (PASSPHRASE, NEW):
        try:
            keys = unlock_with_passphrase(folder, passphrase)
        except WrongPassphrase:
            continue
        session = open_session(folder, keys, clock=lambda: LATER)
        try:
            assert [proof.name for proof in session.backups.check() if not proof.ok] == []
            assert [line.name for line in session.schools.lines()] == [SCHOOL.name]
        finally:
            session.close()
        files = VaultFiles(folder)
        assert files.header.read_bytes() == files.header_backup.read_bytes()
        assert files.database.read_bytes()[:16] == read_vault_info(folder).vault_id
        assert not files.header_next.exists()
        assert not (folder / READY).exists()
        assert not list(folder.glob(".*.deel"))
        return passphrase
    raise AssertionError("no passphrase opens the vault")


def test_f9_f15_a_new_key_killed_at_any_step_leaves_one_vault_that_opens(
    empty_template: Template, tmp_path: Path
) -> None:
    steps: list[str] = []
    found: list[str] = []
    for point in range(1, _MOST):
        folder = tmp_path / f"punt-{point}"
        shutil.copytree(empty_template.folder, folder)
        step = killed_in(_new_key(folder, empty_template, from_step=1), point)
        found.append(_opens_with(folder))
        shutil.rmtree(folder)
        if step is None:
            break
        steps.append(step)
    assert found == sorted(found, key=lambda passphrase: passphrase == NEW)  # never back again
    assert found[0] == PASSPHRASE
    assert found[-1] == NEW
    placed = steps.index("os.rename vault.db")
    assert found[placed] == PASSPHRASE
    assert found[placed + 1] == NEW


@pytest.mark.parametrize("point", [1, 4, 9])
def test_f15_killed_while_it_is_exported_the_old_key_opens_and_nothing_is_left(
    empty_template: Template, tmp_path: Path, point: int
) -> None:
    folder = tmp_path / "kluis"
    shutil.copytree(empty_template.folder, folder)
    assert killed_in(_new_key(folder, empty_template, from_step=0), point) is not None
    assert _opens_with(folder) == PASSPHRASE
