"""A vault is opened and closed whole: lock, generation, services, and nothing left of a failed start."""

import os
import shutil
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from jeugdhulp_desktop.compose import make_demo, make_vault, open_session
from jeugdhulp_desktop.domain.errors import DamagedHeader, DiskProblem, NotValid, VaultInUse
from jeugdhulp_desktop.security.changes import change_passphrase
from jeugdhulp_desktop.security.files import VaultFiles
from jeugdhulp_desktop.security.kdf import TESTING
from jeugdhulp_desktop.security.vault import unlock_with_passphrase
from jeugdhulp_desktop.services.changes import Change, Changes
from jeugdhulp_desktop.services.session import Session
from jeugdhulp_desktop.storage.audit import load_audit_lines
from tests.services.conftest import NOW, PASSPHRASE, SCHOOL, TODAY, Opened, Template


def test_a_new_vault_has_its_school_and_its_user(session: Session) -> None:
    mine = session.schools.mine()
    assert mine is not None
    assert (mine.name, mine.brin) == (SCHOOL.name, SCHOOL.brin)
    assert session.settings.load().user_name == "Ilse Vermeer"
    assert (session.vault_name, session.demo, len(session.vault_id)) == ("Proefkluis", False, 32)


def test_an_audit_line_bears_the_user_of_the_vault(session: Session) -> None:
    session.schools.save(replace(SCHOOL, name="Een andere school", is_mine=False, brin=""))
    with session.database.read() as connection:
        assert load_audit_lines(connection, limit=1)[0].who == "Ilse Vermeer"


def test_after_closing_no_service_answers_and_closing_twice_does_no_harm(session: Session) -> None:
    session.close()
    session.close()
    with pytest.raises(RuntimeError):
        session.schools.lines()


def test_a_vault_is_open_once_and_free_again_after_closing_f22(session: Session) -> None:
    with pytest.raises(VaultInUse) as told:
        open_session(session.folder, session.keys)
    assert told.value.pid == os.getpid()
    session.close()
    open_session(session.folder, session.keys).close()


def test_today_is_the_local_day_whatever_zone_the_clock_tells_it_in_f14(
    open_copy: Opened, empty_template: Template
) -> None:
    late = datetime(2026, 9, 14, 23, 30, tzinfo=UTC)  # half past one in the night here
    session = open_copy(empty_template, clock=lambda: late.astimezone(timezone(timedelta(hours=-5))))
    assert session.today() == date(2026, 9, 15)
    assert session.now().utcoffset() == timedelta(hours=2)


def test_an_old_header_put_back_is_noticed_f6(
    open_copy: Opened, empty_template: Template, tmp_path: Path
) -> None:
    session = open_copy(empty_template)
    session.close()
    files = VaultFiles(session.folder)
    old = files.header.read_bytes()
    change_passphrase(session.folder, session.keys, "vier rode fietsen in de sneeuw", TESTING)
    renewed = unlock_with_passphrase(session.folder, "vier rode fietsen in de sneeuw")
    open_session(session.folder, renewed, clock=lambda: NOW).close()

    files.header.write_bytes(old)
    with pytest.raises(DamagedHeader) as told:
        open_session(session.folder, unlock_with_passphrase(session.folder, PASSPHRASE))
    assert told.value.reason == "older"
    shutil.copy(files.header_backup, files.header)
    open_session(session.folder, renewed, clock=lambda: NOW).close()  # the lock was let go


def test_a_passphrase_changed_while_the_vault_is_open_makes_the_header_of_before_too_old_f6(
    session: Session,
) -> None:
    files = VaultFiles(session.folder)
    old = files.header.read_bytes()
    change_passphrase(session.folder, session.keys, "vier rode fietsen in de sneeuw", TESTING)
    session.close()
    files.header.write_bytes(old)
    with pytest.raises(DamagedHeader):
        open_session(session.folder, unlock_with_passphrase(session.folder, PASSPHRASE))


def test_a_folder_that_is_gone_does_not_keep_a_session_from_closing_f21(session: Session) -> None:
    VaultFiles(session.folder).header.unlink()
    session.close()
    with pytest.raises(RuntimeError):
        session.cases.counts()


def test_a_school_that_cannot_be_kept_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(NotValid):
        make_vault(
            tmp_path / "kluis", name="Proef", passphrase=PASSPHRASE, school=replace(SCHOOL, brin="1"),
            user_name="", user_role="", cost=TESTING,
        )  # fmt: skip
    assert not (tmp_path / "kluis").exists()


def test_a_database_that_cannot_be_made_leaves_no_header_in_the_way_f16(tmp_path: Path) -> None:
    folder = tmp_path / "kluis"
    (folder / "vault.lock").mkdir(parents=True)  # something stands where the lock must come

    def make() -> None:
        make_vault(
            folder, name="Proef", passphrase=PASSPHRASE, school=SCHOOL, user_name="Ilse", user_role="",
            cost=TESTING,
        )[0].close()  # fmt: skip

    with pytest.raises(DiskProblem):
        make()
    assert [path.name for path in folder.iterdir()] == ["vault.lock"]
    (folder / "vault.lock").rmdir()
    make()


@pytest.mark.parametrize("moment", range(1, 5))
def test_a_start_that_breaks_off_at_any_moment_can_be_tried_again_f16(tmp_path: Path, moment: int) -> None:
    asked = 0

    def clock() -> datetime:
        nonlocal asked
        asked += 1
        if asked == moment:
            raise DiskProblem("full")
        return NOW

    def make() -> Session:
        return make_vault(
            tmp_path / "kluis", name="Proef", passphrase=PASSPHRASE, school=SCHOOL, user_name="Ilse",
            user_role="", cost=TESTING, clock=clock,
        )[0]  # fmt: skip

    with pytest.raises(DiskProblem):
        make()
    assert list((tmp_path / "kluis").iterdir()) == []
    session = make()
    assert session.schools.mine() is not None
    session.close()


def test_a_practice_vault_is_made_in_an_empty_folder_only(tmp_path: Path) -> None:
    (tmp_path / "iets.txt").write_text("van iemand anders")
    with pytest.raises(DiskProblem) as told:
        make_demo(tmp_path, cost=TESTING)
    assert told.value.code == "exists"
    assert [path.name for path in tmp_path.iterdir()] == ["iets.txt"]


@pytest.mark.parametrize("moment", [6, 20, 60])
def test_a_practice_vault_that_breaks_off_half_way_leaves_an_empty_folder_f16(
    tmp_path: Path, moment: int
) -> None:
    asked = 0

    def clock() -> datetime:
        nonlocal asked
        asked += 1
        if asked == moment:
            raise DiskProblem("full")
        return NOW

    with pytest.raises(DiskProblem):
        make_demo(tmp_path, cost=TESTING, clock=clock)
    assert list(tmp_path.iterdir()) == []


def test_changes_are_told_once_to_whoever_listens_and_not_after_leaving() -> None:
    changes = Changes()
    heard: list[frozenset[Change]] = []
    leave = changes.subscribe(heard.append)
    changes.announce(Change.CASES, Change.PUPILS)
    leave()
    leave()
    changes.announce(Change.CASES)
    assert heard == [frozenset({Change.CASES, Change.PUPILS})]


def test_a_listener_may_leave_while_it_is_told() -> None:
    changes = Changes()
    heard: list[str] = []
    leave = changes.subscribe(lambda _told: (heard.append("first"), leave())[0])
    changes.subscribe(lambda _told: heard.append("second"))
    changes.announce(Change.CASES)
    changes.announce(Change.CASES)
    assert heard == ["first", "second", "second"]


def test_the_day_of_the_tests_is_the_day_of_the_session(session: Session) -> None:
    assert session.today() == TODAY
