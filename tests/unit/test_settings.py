"""Settings survive a restart, and nothing in the file can stop the program from starting."""

import json
import stat
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jeugdhulp_desktop import paths
from jeugdhulp_desktop.domain.errors import DiskProblem
from jeugdhulp_desktop.settings import (
    FORMAT,
    BackupPlace,
    Settings,
    Theme,
    WindowPlace,
    _read,
    load_settings,
    store_settings,
)

CHOSEN = Settings(
    window=WindowPlace(-1200, 40, 1366, 690, maximized=True),
    theme=Theme.DARK,
    text_scale=125,
    idle_minutes=5,
    privacy_mode=True,
    rail_folded=True,
    last_vault=Path("/mnt/klüis/ĳsbeer"),
    report_folders={"00ff": Path("/srv/Rapporten")},
    backup_places={"00ff": BackupPlace(Path("/media/ilse/ZORG"), "usb-stick ZORG", "map", "a1b2")},
    backup_place_later=("00aa",),
    splitters={"cases": (300, 700)},
)


def aside(file: Path) -> Path:
    return file.with_name(file.name + ".apart")


def test_what_was_kept_for_a_vault_moves_along_to_its_new_id() -> None:
    kept = Settings(
        report_folders={"aa": Path("a"), "bb": Path("b")},
        known_places={"aa": "x"},
        backup_place_later=("aa",),
    )
    moved = kept.with_vault_renamed("aa", "cc")
    assert moved.report_folders == {"cc": Path("a"), "bb": Path("b")}
    assert moved.known_places == {"cc": "x"}
    assert moved.backup_place_later == ("cc",)
    assert moved.with_vault_renamed("aa", "dd") == moved
    gone = replace(moved, last_vault=Path("kluis")).without_vault("cc", Path("kluis"))
    assert gone == Settings(report_folders={"bb": Path("b")})
    assert replace(kept, last_vault=Path("x")).without_vault("zz", Path("kluis")).last_vault == Path("x")
    assert moved.splitters == kept.splitters


def test_all_that_was_chosen_is_there_after_a_restart() -> None:
    store_settings(CHOSEN)
    assert load_settings() == CHOSEN


def test_a_first_start_has_the_defaults_and_writes_nothing() -> None:
    assert load_settings() == Settings()
    assert not paths.settings_file().exists()


def test_the_screen_locks_after_ten_minutes_unless_chosen_otherwise() -> None:
    assert Settings().idle_minutes == 10


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"null",
        b"[]",
        b"\xff\xfe\x00",
        b'{"format": "of another program", "theme": "dark"}',
        b"[" * 100_000,
        b'{"a":' * 50_000,
    ],
)
def test_a_file_that_is_not_ours_is_set_aside_as_it_was(data: bytes) -> None:
    file = paths.settings_file()
    file.parent.mkdir(parents=True)
    file.write_bytes(data)
    assert load_settings() == Settings()
    assert aside(file).read_bytes() == data


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("theme", "paars"),
        ("theme", 1),
        ("text_scale", 1000),
        ("text_scale", "100"),
        ("idle_minutes", 0),
        ("idle_minutes", True),
        ("privacy_mode", 1),
        ("rail_folded", None),
        ("last_vault", ""),
        ("last_vault", "a\0b"),
        ("window", {"x": 1}),
        ("window", {"x": 1, "y": 1, "width": 0, "height": 5}),
        ("window", [1, 2, 3, 4]),
        ("report_folders", ["x"]),
        ("report_folders", {"00ff": 3}),
        ("backup_places", {"00ff": "/media/ilse/ZORG"}),
        ("backup_places", {"00ff": {"folder": "", "name": "x", "inside": "", "mark": "x"}}),
        ("backup_place_later", "00ff"),
        ("splitters", {"cases": [1, "2"]}),
        ("splitters", {"cases": 1}),
    ],
)
def test_one_value_that_cannot_be_costs_only_itself(name: str, value: object) -> None:
    store_settings(CHOSEN)
    file = paths.settings_file()
    tree = json.loads(file.read_bytes())
    tree[name] = value
    file.write_text(json.dumps(tree))
    assert load_settings() == replace(CHOSEN, **{name: getattr(Settings(), name)})
    assert aside(file).exists()


def test_f62_settings_of_a_newer_version_are_read_for_what_is_known() -> None:
    store_settings(CHOSEN)
    file = paths.settings_file()
    tree = json.loads(file.read_bytes()) | {"version": 9, "later": {"x": [1]}}
    file.write_text(json.dumps(tree))
    assert load_settings() == CHOSEN
    assert not aside(file).exists()


def test_a_bad_file_that_cannot_be_set_aside_does_not_stop_the_start() -> None:
    file = paths.settings_file()
    (aside(file) / "occupied").mkdir(parents=True)
    file.write_bytes(b"{")
    assert load_settings() == Settings()


def test_the_earlier_settings_stay_when_the_new_ones_cannot_be_written() -> None:
    store_settings(CHOSEN)
    blocked = paths.settings_file() / "deeper" / "settings.json"
    with pytest.raises(DiskProblem):
        store_settings(Settings(), blocked)
    assert load_settings() == CHOSEN


def test_a_report_folder_and_a_splitter_are_added_without_losing_others() -> None:
    more = CHOSEN.with_report_folder("aa11", Path("/srv/b")).with_splitter("hours", (1, 2, 3))
    assert more.report_folders == {"00ff": Path("/srv/Rapporten"), "aa11": Path("/srv/b")}
    assert more.splitters == {"cases": (300, 700), "hours": (1, 2, 3)}
    assert len(CHOSEN.report_folders) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps rights elsewhere")
def test_other_users_of_the_machine_cannot_read_the_settings() -> None:
    store_settings(CHOSEN)
    assert stat.S_IMODE(paths.settings_file().stat().st_mode) == 0o600


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)
_NAMES = sorted(vars(CHOSEN))


@given(st.dictionaries(st.sampled_from(_NAMES), _JSON))
def test_no_value_whatever_stops_the_start(values: dict[str, object]) -> None:
    tree = {"format": FORMAT, **values}
    settings, _ = _read(json.dumps(tree).encode())
    assert settings.text_scale in range(90, 151)
    assert 1 <= settings.idle_minutes <= 60
