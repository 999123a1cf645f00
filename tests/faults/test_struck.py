"""A few points of each harness, so that they stay alive, and proof that each of them notices a loss.

``dev.py faults`` strikes everywhere; here every harness strikes a small phase, and once more with the very
thing taken away that keeps the vault whole: what finds nothing then would find nothing ever.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

import pytest

from jeugdhulp_desktop import files
from jeugdhulp_desktop.domain.errors import DamagedDatabase, DiskProblem
from jeugdhulp_desktop.security.vault import unlock_with_passphrase
from jeugdhulp_desktop.storage import engine
from tests.faults import bits, injection, kills, power
from tests.faults.full_disk import ROOMS, fill_up
from tests.faults.phases import BACKING_UP, ONE_CASE, PASSPHRASE, SETTINGS
from tests.faults.rehearsal import OLD, Rehearsed, rehearse
from tests.faults.steps import Counter, Kind, Refusal, Step, Watcher, watched
from tests.faults.truth import Lost, rows_of
from tests.faults.vfs import available
from tests.services.conftest import Template

pytestmark = pytest.mark.skipif(
    not available() or not hasattr(os, "fork"),
    reason="SQLite's functions are not exported by this driver, or a process cannot be copied here",
)


@pytest.fixture(scope="module")
def one_case(tmp_path_factory: pytest.TempPathFactory) -> Rehearsed:
    """The smallest phase: one case is saved."""
    return rehearse(ONE_CASE, tmp_path_factory.mktemp("een"))


def _cuts(rehearsed: Rehearsed, folder: Path, way: power.Way) -> list[str]:
    """What is lost when the power goes at each fsync."""
    recording = power.record(rehearsed, folder)
    cuts = [cut for cut in power.choose(recording, 300, Random(1)) if cut.way is power.Way.DROPPED]
    return [
        lost
        for lost in power.replay(recording, [power.Cut(cut.after, way) for cut in cuts], folder, Random(1))
        if lost
    ]


def test_every_change_of_the_disk_is_seen(tmp_path: Path) -> None:
    rehearsed = rehearse(BACKING_UP, tmp_path / "proef")
    place = rehearsed.copy(tmp_path / "hier")
    disk, counter = power.Disk(place.root), Counter()
    with watched(place.root, counter):
        rehearsed.phase.perform(place, lambda _: None)
    for step in counter.steps:
        disk.apply(step)
    disk.leave(tmp_path / "daar", power.Way.KEPT, Random(1))
    assert _whole(tmp_path / "daar") == _whole(place.root)
    kinds = {step.kind for step in counter.steps}
    assert kinds >= {Kind.CREATE, Kind.WRITE, Kind.SYNC, Kind.SYNC_FOLDER, Kind.RENAME, Kind.REMOVE}


def _whole(folder: Path) -> dict[str, bytes]:
    return {
        each.relative_to(folder).as_posix(): each.read_bytes()
        for each in folder.rglob("*")
        if each.is_file() and not each.name.endswith("-shm")
    }


def test_what_is_certain_on_the_disk_is_what_was_synced_and_whose_name_was(tmp_path: Path) -> None:
    old, new = tmp_path / "oud", tmp_path / "nieuw"
    old.write_bytes(b"oud")
    disk = power.Disk(tmp_path)
    left = iter(range(100))

    def certain() -> dict[str, bytes]:
        folder = tmp_path.parent / f"zeker-{next(left)}"
        disk.leave(folder, power.Way.DROPPED, Random(1))
        return _whole(folder)

    disk.apply(Step(Kind.CREATE, new))
    disk.apply(Step(Kind.WRITE, new, 0, b"nieuw"))
    disk.apply(Step(Kind.SYNC, new))
    assert certain() == {"oud": b"oud"}
    disk.apply(Step(Kind.RENAME, new, target=old))
    assert certain() == {"oud": b"oud"}
    disk.apply(Step(Kind.SYNC_FOLDER, tmp_path))
    assert certain() == {"oud": b"nieuw"}
    disk.apply(Step(Kind.TRUNCATE, old, size=2))
    assert certain() == {"oud": b"nieuw"}
    disk.apply(Step(Kind.SYNC, old))
    assert certain() == {"oud": b"ni"}


def test_f15_a_case_that_was_acknowledged_outlives_every_power_cut(
    one_case: Rehearsed, tmp_path: Path
) -> None:
    assert _cuts(one_case, tmp_path, power.Way.DROPPED) == []


def test_f15_whatever_was_not_synced_may_be_there_in_any_part(one_case: Rehearsed, tmp_path: Path) -> None:
    assert _cuts(one_case, tmp_path, power.Way.MIXED) == []


def test_f09_f15_a_passphrase_change_outlives_power_cuts(tmp_path: Path) -> None:
    dark = power.cut_power(PASSPHRASE, 6, tmp_path)
    assert (dark.cuts, dark.lost) == (6, [])


def test_a_rename_whose_folder_is_not_synced_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "sync_folder", lambda _folder: None)
    lost = _cuts(rehearse(SETTINGS, tmp_path / "proef"), tmp_path, power.Way.DROPPED)
    assert any("the settings are not what they were" in each for each in lost)


def test_a_database_that_does_not_sync_is_noticed(
    one_case: Rehearsed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = engine.set_up

    def careless(connection: object, **how: bool) -> None:
        real(connection, **how)
        connection.execute("PRAGMA synchronous = OFF")  # type: ignore[attr-defined]

    monkeypatch.setattr(engine, "set_up", careless)
    assert _cuts(one_case, tmp_path, power.Way.DROPPED) != []


def test_f09_f15_a_process_killed_at_any_point_loses_nothing(tmp_path: Path) -> None:
    for phase in (PASSPHRASE, ONE_CASE):
        struck = kills.strike(phase, 5, tmp_path / phase.name)
        assert (struck.points, struck.lost) == (5, [])
        assert sum(struck.where.values()) == 5


def test_a_case_that_is_not_there_after_a_kill_is_noticed(one_case: Rehearsed, tmp_path: Path) -> None:
    place = one_case.copy(tmp_path / "niets gedaan")
    with pytest.raises(Lost, match="cases"):
        one_case.check(place, 1)


def test_f16_f17_a_disk_that_refuses_any_step_is_told_and_trying_again_succeeds(tmp_path: Path) -> None:
    for phase, most in ((ONE_CASE, 6), (SETTINGS, 6)):
        refused = injection.refuse(phase, most, tmp_path / phase.name)
        assert refused.lost == []
        assert refused.faults >= most - 1  # the steps of two runs differ by one at times
        assert any(name.startswith("DiskProblem") for name in refused.told)


def test_an_error_without_a_name_and_a_half_file_are_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    @contextmanager
    def nameless(_path: Path) -> Iterator[None]:
        yield

    monkeypatch.setattr(files, "disk_problems", nameless)
    refused = injection.refuse(SETTINGS, 6, tmp_path / "naamloos")
    assert any("an error without a name" in lost for lost in refused.lost)
    monkeypatch.undo()
    monkeypatch.setattr(files, "write_whole", None)
    monkeypatch.setattr("jeugdhulp_desktop.settings.write_whole", lambda path, data: path.write_bytes(data))
    refused = injection.refuse(SETTINGS, 20, tmp_path / "half")
    assert refused.lost != []


def test_f06_f17_f29_a_flipped_bit_is_told_or_harmless_and_a_row_that_reads_otherwise_is_noticed(
    tmp_path: Path, demo_template: Template
) -> None:
    sound = bits.Sound(tmp_path, demo_template.folder)
    found = {each.region: each for each in bits.flip_all(sound, 21, tmp_path)}
    assert [lost for each in found.values() for lost in each.lost] == []
    assert found["vault.db"].bits == sum(found["vault.db"].told.values()) == 7
    assert found["vault.header"].harmless == 0
    assert all(each.bits >= 3 for each in found.values())
    sound.restored = (sound.restored[0], {**sound.restored[1], "cases": ()})
    region = next(each for each in sound.regions() if each.name == "backup: zip")
    assert bits.flip(sound, region, 16, tmp_path, Random(1)).lost != []


class _Unreadable(Watcher):
    """A disk that cannot read the pages of a database behind the first ten."""

    wants_reads = True

    def before(self, step: Step) -> Refusal | None:
        far = step.path.name == "vault.db" and step.offset >= 10 * 4096
        return Refusal() if step.kind is Kind.READ and far else None


def test_f17_a_page_that_the_disk_cannot_read_is_told_and_nothing_is_changed(
    one_case: Rehearsed, tmp_path: Path
) -> None:
    place = one_case.copy(tmp_path / "kapot")
    before = _whole(place.vault)["vault.db"]
    keys = unlock_with_passphrase(place.vault, OLD)
    with watched(place.root, _Unreadable()), pytest.raises((DiskProblem, DamagedDatabase)):
        database = engine.open_database(place.vault / "vault.db", keys.data_key, keys.vault_id)
        try:
            rows_of(database)
        finally:
            database.close()
    assert _whole(place.vault)["vault.db"] == before
    one_case.check(place, 0)


def test_f16_a_disk_that_is_really_full_is_told_and_making_room_is_enough(tmp_path: Path) -> None:
    """A small disk in memory, where this process may mount one; test_full_disk.py limits a file's size."""
    told: list[str] = []
    for phase in (ONE_CASE, SETTINGS):
        rehearsed = rehearse(phase, tmp_path / phase.name)
        for room in ROOMS[:2]:
            (tmp_path / "schijf").mkdir(exist_ok=True)
            errors = fill_up(rehearsed, room, tmp_path / "schijf")
            if errors is None:
                pytest.skip("this process may not mount a disk of its own")
            told += errors
    # Where even the shared memory of the WAL has no room, the driver tells an I/O error without saying which.
    assert set(told) <= {"DiskProblem full", "DiskProblem read-error", ""}
    assert "DiskProblem full" in told
