"""A vault that another computer has open: told by whom, and given up only by an explicit answer (F22)."""

import json
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from jeugdhulp_desktop.app import Program
from jeugdhulp_desktop.services.machine import machine_id
from jeugdhulp_desktop.storage.vault_lock import LOCK_NAME, Holder, VaultLock
from jeugdhulp_desktop.ui import dialogs
from jeugdhulp_desktop.ui.unlock.problem_page import VaultProblemPage
from jeugdhulp_desktop.ui.unlock.unlock_page import Unlocked, UnlockPage
from tests.services.conftest import Template
from tests.ui.test_program import now_in_front, programs, start, unlock, vault

__all__ = ["programs", "start", "vault"]

Start = Callable[[Path], Program]
GONE = "Die andere computer is weg"


def held(folder: Path, since: str) -> bytes:
    """The vault, open on a computer in another room since then; what the lock file says."""
    holder = Holder(4711, "its own start", "815", since, "b" * 32, "Noor Bakker")
    (folder / LOCK_NAME).write_text(json.dumps(vars(holder)))
    return (folder / LOCK_NAME).read_bytes()


def refused(qtbot: QtBot, program: Program, template: Template, folder: Path) -> VaultProblemPage:
    """The page that says so, after the keys were right."""
    page = program.frame.currentWidget()
    assert isinstance(page, UnlockPage)
    page.unlocked.emit(Unlocked(folder, template.keys, remember=False))
    now_in_front(qtbot, program, VaultProblemPage)
    shown = program.frame.currentWidget()
    assert isinstance(shown, VaultProblemPage)
    return shown


def test_f22_who_has_the_vault_open_elsewhere_is_named_and_nothing_is_taken(
    qtbot: QtBot,
    start: Start,
    vault: Path,
    demo_template: Template,
) -> None:
    program = start(vault)
    lock = held(vault, "2999-01-05T08:42:00+01:00")
    page = refused(qtbot, program, demo_template, vault)
    words = " ".join(each.text() for each in page.findChildren(QLabel))
    assert "op een andere computer bij Noor Bakker" in words
    assert GONE not in [button.text() for button in page.buttons]
    assert (vault / LOCK_NAME).read_bytes() == lock


def test_f22_a_lock_of_days_ago_is_given_up_only_after_a_yes(
    qtbot: QtBot,
    start: Start,
    vault: Path,
    demo_template: Template,
) -> None:
    program = start(vault)
    lock = held(vault, "2020-01-05T08:42:00+01:00")
    page = refused(qtbot, program, demo_template, vault)
    texts = [button.text() for button in page.buttons]
    assert texts == ["Opnieuw proberen", GONE, "Andere kluis openen"]
    with dialogs.answers(None):
        page.buttons[1].click()
    assert program.frame.currentWidget() is page
    page.buttons[0].click()
    page = refused(qtbot, program, demo_template, vault)
    assert (vault / LOCK_NAME).read_bytes() == lock
    with dialogs.answers("Ja, die is weg"):
        page.buttons[1].click()
    unlock(qtbot, program)
    assert program.session is not None
    assert b"Noor" not in (vault / LOCK_NAME).read_bytes()


def test_f22_on_the_same_laptop_too_by_whom_and_since_when(
    qtbot: QtBot,
    start: Start,
    vault: Path,
    demo_template: Template,
) -> None:
    """As under another sign-in of Windows: the lock of the system is held, by a process of this computer."""
    program = start(vault)
    lock = VaultLock(vault, machine_id(demo_template.keys.vault_id))
    lock.acquire("2026-09-15T16:10:03+02:00")
    lock.tell_who("Noor Bakker")
    try:
        page = refused(qtbot, program, demo_template, vault)
    finally:
        lock.release()
    assert page.words.plain_text().startswith(
        "Deze kluis is al open op deze computer bij Noor Bakker sinds 15-9-2026 om 16:10."
    )
    assert page.buttons[0].text() == "Opnieuw proberen"
    page.buttons[0].click()
    unlock(qtbot, program)
