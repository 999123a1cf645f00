"""A backup by itself: after half an hour of work, and when the window closes; never when nothing changed."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot

from jeugdhulp_desktop.domain.backup_keeping import LONG
from jeugdhulp_desktop.domain.errors import DiskProblem
from jeugdhulp_desktop.domain.schools import SchoolDraft, SchoolType
from jeugdhulp_desktop.security.files import VaultFiles
from jeugdhulp_desktop.services.backups import BackupService
from jeugdhulp_desktop.services.session import Session
from jeugdhulp_desktop.ui.backups.closing import MAKING, ClosingBackup
from jeugdhulp_desktop.ui.backups.rhythm import EVERY, SOON, BackupRhythm
from jeugdhulp_desktop.ui.frame import Frame
from jeugdhulp_desktop.ui.laptop import Laptop
from jeugdhulp_desktop.ui.main_window import MainWindow
from jeugdhulp_desktop.ui.pages import PageContext
from jeugdhulp_desktop.ui.tasks import Tasks
from tests.ui.controls import unnamed_controls


@pytest.fixture
def rhythm(qtbot: QtBot, session: Session, tasks: Tasks, context: PageContext) -> Iterator[BackupRhythm]:
    """Over an empty window: no page that asks the worker anything."""
    window = MainWindow([], context)
    session.changes.subscribe(tasks.announce)
    made = BackupRhythm(session, tasks, window, Laptop())
    yield made
    made.stop()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def quiet(qtbot: QtBot, tasks: Tasks) -> Callable[[], None]:
    def wait() -> None:
        for _round in range(3):
            QCoreApplication.processEvents()
            qtbot.waitUntil(lambda: not tasks.busy())

    return wait


def work(session: Session) -> None:
    session.schools.save(SchoolDraft("De Wissel", SchoolType.VO))


def made(session: Session) -> int:
    return len(list(VaultFiles(session.folder).backups.glob("*.jeugdhulp-backup")))


def test_half_an_hour_after_something_changed_one_is_made_and_then_nothing_is_due(
    rhythm: BackupRhythm, session: Session, quiet: Callable[[], None]
) -> None:
    session.backups.make()
    quiet()
    rhythm.begin()
    quiet()
    assert not rhythm.due
    assert rhythm.waits() == -1
    work(session)
    quiet()
    assert rhythm.due
    assert EVERY - 60_000 < rhythm.waits() <= EVERY * 1.06
    before = rhythm.waits()
    work(session)  # it is half an hour from the first: who goes on typing does not put it off
    quiet()
    assert rhythm.waits() <= before
    rhythm.look()  # the half hour is over
    quiet()
    assert made(session) == 2
    assert not rhythm.due
    assert rhythm.waits() == -1


def test_what_the_part_itself_saves_is_a_change_too(
    rhythm: BackupRhythm, session: Session, quiet: Callable[[], None]
) -> None:
    session.backups.make()
    quiet()
    assert not rhythm.due
    session.backups.keep_by(LONG)
    quiet()
    assert rhythm.due


def test_one_made_by_hand_counts(rhythm: BackupRhythm, session: Session, quiet: Callable[[], None]) -> None:
    work(session)
    quiet()
    assert rhythm.due
    session.backups.make()
    quiet()
    assert not rhythm.due
    assert rhythm.waits() == -1


def test_what_was_changed_before_a_lock_is_not_forgotten(
    rhythm: BackupRhythm, session: Session, quiet: Callable[[], None]
) -> None:
    rhythm.begin()  # a vault without any backup: the first minute is for the user
    quiet()
    assert rhythm.due
    assert rhythm.waits() <= SOON * 1.06
    last = session.backups.make()
    work(session)
    quiet()
    again = BackupRhythm(session, rhythm._tasks, rhythm._window, Laptop())
    again.begin()
    quiet()
    assert again.due
    assert SOON <= again.waits() <= EVERY * 1.06  # Qt's own coarseness
    again.stop()
    assert last.mark < session.backups.keep_up().made.mark  # type: ignore[union-attr]


def test_f16_a_disk_that_is_full_is_told_with_a_way_to_try_again(
    rhythm: BackupRhythm, session: Session, quiet: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_arguments: object, **_named: object) -> None:
        raise DiskProblem("full")

    monkeypatch.setattr(BackupService, "make", full)
    work(session)
    quiet()
    rhythm.look()
    quiet()
    (message,) = rhythm._window.messages.messages()
    assert message.text.startswith("De back-up is niet gelukt. De schijf is vol.")
    assert rhythm.due
    assert rhythm.waits() > 0
    monkeypatch.undo()
    message.acts[0].do()
    quiet()
    assert rhythm._window.messages.messages() == ()
    assert not rhythm.due


def test_f21_a_stick_that_was_pulled_out_is_told_in_its_own_sentence(
    rhythm: BackupRhythm, session: Session, quiet: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    def pulled(*_arguments: object, **_named: object) -> None:
        raise DiskProblem("pulled-out")

    monkeypatch.setattr(BackupService, "_copy_on", pulled)
    work(session)
    quiet()
    rhythm.look()
    quiet()
    (message,) = rhythm._window.messages.messages()
    assert message.text == (
        "De usb-stick is eruit gehaald. De back-up is niet gelukt. Stop de stick terug en kies Opnieuw."
    )
    assert message.acts[0].words == "Opnieuw"
    assert made(session) == 1  # the one of this computer stands


def test_a_stick_that_is_put_in_again_gets_what_it_missed(
    rhythm: BackupRhythm, session: Session, quiet: Callable[[], None], tmp_path: Path
) -> None:
    rhythm.look_for_stick()  # there is no second place: nothing is asked
    assert not rhythm._tasks.busy()
    place = session.backups.choose_second(tmp_path / "stick")
    place.folder.rename(tmp_path / "in-de-tas")
    session.backups.make()
    quiet()
    rhythm.look_for_stick()
    quiet()
    assert session.backups.last_away() is None
    (tmp_path / "in-de-tas").rename(place.folder)
    rhythm.look_for_stick()
    quiet()
    assert session.backups.last_away() is not None
    assert made(session) == 1  # nothing changed: no other one was made


# --- closing


@pytest.fixture
def frame(qtbot: QtBot) -> Frame:
    made = Frame()
    made.resize(1280, 720)
    made.show()
    return made


def test_closing_shows_a_quiet_page_until_the_backup_stands(
    qtbot: QtBot, frame: Frame, session: Session, tasks: Tasks
) -> None:
    closing = ClosingBackup(frame, tasks, session, frame)
    closing.begin()
    assert frame.currentWidget() is closing.page
    assert closing.page.title.text() == MAKING
    assert closing.page.stop.hasFocus() or not frame.isActiveWindow()
    assert unnamed_controls(closing.page) == []
    qtbot.waitUntil(lambda: not frame.isVisible())
    assert made(session) == 1
    assert not session.backups.state().changed


@pytest.mark.parametrize("by", ["button", "closing again"])
def test_stopping_leaves_at_once_and_nothing_half(
    qtbot: QtBot, frame: Frame, session: Session, tasks: Tasks, by: str
) -> None:
    session.backups.make()
    work(session)
    closing = ClosingBackup(frame, tasks, session, frame)
    closing.begin()
    if by == "button":
        closing.page.stop.click()
    else:
        frame.close()
    qtbot.waitUntil(lambda: not frame.isVisible())
    assert made(session) == 1
    assert not list(VaultFiles(session.folder).backups.glob("*.deel*"))
    assert session.backups.state().changed


def test_f21_what_fails_while_closing_is_told_and_one_may_go(
    qtbot: QtBot, frame: Frame, session: Session, tasks: Tasks, tmp_path: Path
) -> None:
    folder = VaultFiles(session.folder).backups
    folder.write_text("geen map")
    closing = ClosingBackup(frame, tasks, session, frame)
    closing.begin()
    qtbot.waitUntil(closing.page.again.isVisible)
    assert closing.page.told.plain_text().endswith("Wat je bewaarde staat gewoon in de kluis.")
    folder.unlink()
    closing.page.again.click()
    qtbot.waitUntil(lambda: not frame.isVisible())
    assert made(session) == 1


def test_the_laptop_remembers_the_second_place_for_the_next_session(
    session: Session, tasks: Tasks, context: PageContext, tmp_path: Path
) -> None:
    place = session.backups.choose_second(tmp_path / "stick")
    session.backups.second = None
    laptop = Laptop()
    laptop.keep(replace(laptop.settings, backup_places={session.vault_id: place}))
    window = MainWindow([], context)
    BackupRhythm(session, tasks, window, laptop).stop()
    assert session.backups.second == place
    window.deleteLater()
