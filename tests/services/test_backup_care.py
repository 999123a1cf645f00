"""When a backup is made, where it goes besides, which ones stay, and that putting one back was practised."""

import os
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from jeugdhulp_desktop.compose import open_session
from jeugdhulp_desktop.domain.backup_keeping import SHORT, KeepRules
from jeugdhulp_desktop.domain.errors import (
    DiskProblem,
    NotValid,
    WorldError,
    WrongPassphrase,
)
from jeugdhulp_desktop.domain.schools import SchoolDraft, SchoolType
from jeugdhulp_desktop.security.files import VaultFiles
from jeugdhulp_desktop.services.backups.drill import SCRATCH
from jeugdhulp_desktop.services.backups.second_place import find_place, on_same_disk
from jeugdhulp_desktop.services.session import Session
from jeugdhulp_desktop.storage import backup as storage_backup
from jeugdhulp_desktop.storage.backup import SUFFIX, make_backup
from jeugdhulp_desktop.storage.backup_header import own_backups
from jeugdhulp_desktop.storage.migrate import create_vault_database
from tests.databases import KEY
from tests.services.conftest import NOW, PASSPHRASE, Opened, Template

POUR = "jeugdhulp_desktop.storage.backup_copies.pour"


def work(session: Session, name: str = "De Wissel") -> None:
    """Something is saved."""
    session.schools.save(SchoolDraft(name, SchoolType.VO))


def files_in(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.glob("*") if each.is_file())


class Stopped(WorldError):
    """As the window's own: the user pressed Stoppen."""


class StopAt:
    """A progress that stops at the words given, after so many of them."""

    def __init__(self, words: str) -> None:
        self.words, self.heard = words, list[str]()

    def step(self, text: str = "", done: int = 0, total: int = 0) -> None:
        self.heard.append(text)
        if self.words in text:
            raise Stopped


# --- when


def test_nothing_is_backed_up_twice(session: Session) -> None:
    first = session.backups.keep_up().made
    assert first is not None
    assert session.backups.keep_up().made is None
    work(session)
    assert session.backups.state().changed
    second = session.backups.keep_up().made
    assert second is not None
    assert second.mark > first.mark
    assert not session.backups.state().changed
    assert len(own_backups(VaultFiles(session.folder).backups, session.keys.vault_id)) == 2


def test_what_the_program_notes_and_a_draft_are_no_change(session: Session) -> None:
    session.backups.keep_up()
    session.backups.check()
    session.drafts.keep("case", None, {"text": "nog niet bewaard"}, 0, NOW)
    assert session.backups.keep_up().made is None


def test_a_draft_is_in_the_backup_all_the_same(session: Session, tmp_path: Path) -> None:
    session.drafts.keep("case", None, {"text": "nog niet bewaard"}, 0, NOW)
    made = session.backups.make()
    with zipfile.ZipFile(VaultFiles(session.folder).backups / made.file_name) as packed:
        packed.extract("vault.db", tmp_path)
    with session.database.look_into(tmp_path / "vault.db") as raw:
        assert "nog niet bewaard" in raw.execute("SELECT content FROM drafts").fetchone()[0]


def test_a_backup_whose_file_is_gone_counts_no_more(session: Session) -> None:
    made = session.backups.make()
    (VaultFiles(session.folder).backups / made.file_name).unlink()
    assert session.backups.keep_up().made is not None


def test_before_much_changes_the_last_one_serves_and_gets_a_label_that_keeps_it(session: Session) -> None:
    made = session.backups.make()
    before = session.backups.before("voor-import")
    folder = VaultFiles(session.folder).backups
    assert before.mark == made.mark
    assert files_in(folder) == [before.file_name]
    assert own_backups(folder, session.keys.vault_id)[0][1].label == "voor-import"
    assert session.backups.before("voor-wissen") == before  # it has its label
    work(session)
    assert "voor-wissen" in session.backups.before("voor-wissen").file_name
    assert len(files_in(folder)) == 2


def test_the_second_backup_of_one_second_gets_its_label_too(session: Session) -> None:
    session.backups.make()
    work(session)
    second = session.backups.make().file_name.removesuffix(SUFFIX)
    assert second.endswith("Z-2")
    assert session.backups.before("voor-import").file_name == f"{second}-voor-import{SUFFIX}"


def test_f15_a_label_that_was_given_and_not_noted_any_more_is_noted_at_the_next_opening(
    session: Session,
) -> None:
    made = session.backups.make()
    folder = VaultFiles(session.folder).backups
    stem = made.file_name.removesuffix(SUFFIX)
    (folder / f"{stem}-2{SUFFIX}").write_bytes((folder / made.file_name).read_bytes())
    session.backups.clear_up()
    assert session.backups.last() == made  # it stands there: nothing is to be followed
    (folder / made.file_name).rename(folder / f"{stem}-voor-import{SUFFIX}")
    session.backups.clear_up()
    last = session.backups.last()
    assert last is not None
    assert last.file_name == f"{stem}-voor-import{SUFFIX}"


@pytest.mark.parametrize("at", ["gemaakt", "tweede plek"])
def test_stopping_leaves_whole_files_only(session: Session, tmp_path: Path, at: str) -> None:
    session.backups.choose_second(tmp_path / "stick")
    with pytest.raises(Stopped):
        session.backups.keep_up(StopAt(at))
    folder = VaultFiles(session.folder).backups
    assert len(files_in(folder)) == (0 if at == "gemaakt" else 1)
    assert not list((tmp_path / "stick").glob(f"*{SUFFIX}*"))
    assert session.backups.last_away() is None
    assert session.backups.keep_up().copied is not None


# --- the second place


def test_the_same_file_goes_to_the_second_place_and_is_read_back(session: Session, tmp_path: Path) -> None:
    place = session.backups.choose_second(tmp_path / "stick")
    done = session.backups.keep_up()
    assert done.made is not None
    assert done.copied is not None
    own = VaultFiles(session.folder).backups / done.made.file_name
    copy = place.folder / done.copied.file_name
    assert copy.read_bytes() == own.read_bytes()
    assert done.copied.place == place.name
    assert session.backups.keep_up() == type(done)()  # there is nothing more to do
    assert not session.backups.state().behind
    assert {proof.name for proof in session.backups.check() if proof.ok} >= {"last-backup", "second-backup"}


def test_a_stick_that_is_out_is_no_fault_and_is_made_up_for_later(session: Session, tmp_path: Path) -> None:
    place = session.backups.choose_second(tmp_path / "stick")
    place.folder.rename(tmp_path / "in-de-tas")
    done = session.backups.keep_up()
    assert done.made is not None
    assert done.copied is None
    assert done.problem is None
    assert session.backups.state().there is None
    (tmp_path / "in-de-tas").rename(place.folder)
    assert session.backups.state().behind
    later = session.backups.keep_up()
    assert later.made is None
    assert later.copied is not None


def test_the_stick_is_known_again_under_another_letter_and_no_other_stick_is(
    session: Session, tmp_path: Path
) -> None:
    here, there = tmp_path / "E", tmp_path / "F"
    place = session.backups.choose_second(here / "map")
    place = replace(place, inside="map")  # as on a volume of its own
    here.rename(there)
    assert find_place(place, lambda: [tmp_path / "G", there]) == there / "map"
    assert find_place(replace(place, mark="another"), lambda: [there]) is None
    (there / "map" / next(iter(files_in(there / "map")))).write_text('{"format": "iets anders"}')
    assert find_place(place, lambda: [there]) is None


def test_a_folder_inside_the_vault_is_refused_and_the_same_disk_is_told(
    session: Session, tmp_path: Path
) -> None:
    with pytest.raises(NotValid):
        session.backups.choose_second(session.folder / "backups" / "nog-een")
    assert not (session.folder / "backups" / "nog-een").exists()
    assert session.backups.on_same_disk(tmp_path / "stick")
    if Path("/proc/self").is_dir():
        assert not on_same_disk(Path("/proc"), session.folder)


def test_f21_a_stick_pulled_out_during_the_copy_fails_and_keeps_its_last_date(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = session.backups.choose_second(tmp_path / "stick")
    before = session.backups.keep_up().copied
    work(session)
    real = storage_backup.pour

    def pulled(*arguments: object, **named: object) -> str:
        real(*arguments, **named)  # type: ignore[arg-type]
        place.folder.rename(tmp_path / "in-de-hand")
        raise OSError(5, "the stick is gone")

    monkeypatch.setattr(POUR, pulled)
    done = session.backups.keep_up()
    assert done.made is not None
    assert isinstance(done.problem, DiskProblem)
    assert done.problem.code == "pulled-out"
    assert session.backups.last_away() == before
    assert list((tmp_path / "in-de-hand").glob("*.deel"))  # half a file, under no backup's name
    monkeypatch.setattr(POUR, real)
    (tmp_path / "in-de-hand").rename(place.folder)
    assert session.backups.keep_up().copied is not None
    assert not list(place.folder.glob("*.deel"))


def test_f19_a_backup_of_another_vault_with_that_name_is_not_written_over(
    session: Session, tmp_path: Path
) -> None:
    place = session.backups.choose_second(tmp_path / "stick")
    made = session.backups.make()
    (place.folder / made.file_name).write_bytes(b"of another")
    copied = session.backups.keep_up().copied
    assert copied is not None
    assert copied.file_name != made.file_name
    assert (place.folder / made.file_name).read_bytes() == b"of another"


def test_bytes_that_differ_when_read_back_are_no_copy(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session.backups.choose_second(tmp_path / "stick")
    monkeypatch.setattr(POUR, lambda source, target, _look: target.write(b"x") and "0")
    problem = session.backups.keep_up().problem
    assert isinstance(problem, DiskProblem)
    assert problem.code == "read-error"
    assert not list((tmp_path / "stick").glob(f"*{SUFFIX}*"))


# --- which stay


@pytest.fixture
def dated(session: Session) -> Callable[[timedelta], Path]:
    """Makes a backup of so long ago, quickly: the bytes of one, with another manifest."""
    folder = VaultFiles(session.folder).backups
    original = folder / session.backups.make().file_name

    def make(ago: timedelta) -> Path:
        moment = NOW - ago
        path = folder / f"{moment:%Y-%m-%dT%H%M%SZ}{SUFFIX}"
        with zipfile.ZipFile(original) as read, zipfile.ZipFile(path, "w") as packed:
            told = read.read("manifest.json").decode().replace("2026-09-15T08:42:00", f"{moment:%FT%T}")
            packed.writestr("manifest.json", told)
        return path

    return make


def test_f26_five_hundred_files_foreign_ones_and_one_of_a_day_to_come(
    session: Session, dated: Callable[[timedelta], Path]
) -> None:
    folder = VaultFiles(session.folder).backups
    for number in range(500):
        path = dated(timedelta(hours=6 * number + 72))
        os.utime(path, (0, 0))  # the date of a file says nothing
    future = dated(timedelta(days=-400))
    foreign = folder / "vakantie.zip"
    foreign.write_bytes(b"not ours")
    named_like_ours = folder / f"2020-01-01T000000Z{SUFFIX}"
    named_like_ours.write_bytes(b"not ours either")
    session.backups.keep_by(SHORT)
    newest = session.backups.make()
    left = own_backups(folder, session.keys.vault_id)
    assert len(left) <= SHORT.daily + SHORT.weekly + SHORT.monthly + 3
    assert {foreign.name, named_like_ours.name, future.name, newest.file_name} <= set(files_in(folder))


def test_f26_nothing_goes_after_a_look_that_failed_until_that_one_is_away(
    session: Session, dated: Callable[[timedelta], Path]
) -> None:
    folder = VaultFiles(session.folder).backups
    for number in range(6):
        dated(timedelta(days=400 + 40 * number))
    session.backups.keep_by(KeepRules(0, 1, 0, 0))
    failing = session.backups.overview().lines[-1]  # its members are not there
    assert session.backups.prove(failing).failed
    session.backups.make()
    assert len(files_in(folder)) == 8
    assert [line.failed for line in session.backups.overview().lines if line.failed] == ["not-ours"]
    session.backups.remove(failing)
    session.backups.make()
    assert len(files_in(folder)) == 3  # those of this very moment


def test_another_vaults_backups_in_the_same_place_stay(session: Session, tmp_path: Path) -> None:
    place = session.backups.choose_second(tmp_path / "stick")
    other = create_vault_database(tmp_path / "other.db", KEY, b"p" * 16)
    theirs = make_backup(other, place.folder, b"header", datetime(2001, 1, 1, tzinfo=UTC)).path
    other.close()
    session.backups.keep_by(KeepRules(0, 0, 0, 0))
    session.backups.keep_up()
    assert theirs.exists()
    assert all(line.path != theirs for line in session.backups.overview().lines)


def test_a_damaged_backup_is_found_and_told_on_its_line(session: Session) -> None:
    made = session.backups.make()
    path = VaultFiles(session.folder).backups / made.file_name
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    line = session.backups.overview().lines[0]
    assert line.proven_at is not None
    assert session.backups.prove(line).failed == "backup-bytes"
    shown = session.backups.overview().lines[0]
    assert (shown.proven_at, shown.failed) == (None, "backup-bytes")
    assert session.backups.state().changed, "the work of now stands in no good backup"
    assert session.backups.before("voor-import").file_name != made.file_name


def test_a_last_one_that_turns_out_to_be_damaged_is_followed_by_a_new_one(session: Session) -> None:
    path = VaultFiles(session.folder).backups / session.backups.make().file_name
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    stick = session.backups.choose_second(session.folder.parent / "stick").folder
    done = session.backups.keep_up()  # it is looked at before it is copied: a copy of it is no backup either
    assert done.made is not None
    assert done.copied is not None
    assert done.problem is None
    assert not (stick / path.name).exists()
    lines = session.backups.overview().lines
    assert [line.path for line in lines if line.failed] == [path]


def test_one_that_was_given_away_is_not_what_the_vault_counts_on(session: Session, tmp_path: Path) -> None:
    kept = session.backups.make()
    work(session)
    session.backups.make_proven(tmp_path / "usb-stick voor de andere laptop")
    assert session.backups.last() == kept
    assert session.backups.state().changed
    assert session.backups.keep_up().made is not None


# --- the drill


def test_the_drill_puts_the_newest_back_opens_it_counts_and_leaves_nothing(session: Session) -> None:
    work(session)
    session.backups.make()
    line = session.backups.overview().lines[0]
    drill = session.backups.practise(line, PASSPHRASE)
    assert drill.then.counts == drill.now.counts
    assert "integrity" in drill.proofs
    assert not (session.folder / SCRATCH).exists()
    assert session.backups.overview().drilled == NOW.date()


def test_a_drill_with_a_passphrase_that_does_not_fit_leaves_nothing_and_does_not_count(
    session: Session,
) -> None:
    session.backups.make()
    line = session.backups.overview().lines[0]
    with pytest.raises(WrongPassphrase):
        session.backups.practise(line, "dit is het zeker niet geweest")
    assert not (session.folder / SCRATCH).exists()
    assert session.backups.overview().drilled is None


def test_f15_what_a_killed_drill_or_backup_left_goes_at_the_next_opening(
    open_copy: Opened, empty_template: Template
) -> None:
    session = open_copy(empty_template)
    session.close()
    backups = VaultFiles(session.folder).backups
    backups.mkdir(exist_ok=True)
    (session.folder / SCRATCH / "kluis").mkdir(parents=True)
    (session.folder / SCRATCH / "kluis" / "vault.db").write_bytes(b"half")
    (backups / f"2026-01-01T000000Z{SUFFIX}.deel").write_bytes(b"half")
    again = open_session(session.folder, empty_template.keys, clock=lambda: NOW)
    again.close()
    assert not (session.folder / SCRATCH).exists()
    assert files_in(backups) == []
