"""This computer by an id that holds for one vault only, and tells nothing about the computer."""

from pathlib import Path

import pytest

from jeugdhulp_desktop import paths
from jeugdhulp_desktop.compose import open_session
from jeugdhulp_desktop.domain.errors import VaultInUse
from jeugdhulp_desktop.services.machine import machine_id, system_id
from jeugdhulp_desktop.services.session import Session
from jeugdhulp_desktop.storage.vault_lock import LOCK_NAME

ONE, OTHER = bytes(16), bytes(range(16))


def nothing() -> str:
    """A system without an id of its own."""
    return ""


def test_a_computer_is_the_same_for_a_vault_and_another_for_another_vault() -> None:
    def laptop() -> str:
        return "b7c1e0/laptop-van-ilse"

    assert machine_id(ONE, laptop) == machine_id(ONE, laptop)
    assert machine_id(ONE, laptop) != machine_id(OTHER, laptop)
    assert machine_id(ONE, laptop) != machine_id(ONE, lambda: "b7c1e0/een-andere-laptop")


def test_nothing_of_the_computer_stands_in_it() -> None:
    found = machine_id(ONE, lambda: "b7c1e0/laptop-van-ilse")
    assert len(found) == 32
    assert int(found, 16)
    for part in system_id().split("/"):
        assert not part or part not in machine_id(ONE)


def test_without_an_id_of_the_system_a_random_one_is_kept_beside_the_settings() -> None:
    first = machine_id(ONE, nothing)
    assert machine_id(ONE, nothing) == first
    file = paths.settings_file().with_name("laptop.id")
    assert len(file.read_bytes()) == 32
    file.write_bytes(b"half")
    assert machine_id(ONE, nothing) != first


def test_a_laptop_that_cannot_keep_it_still_opens_its_vaults(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "geen map").write_text("hier kan niets in")
    monkeypatch.setenv("JEUGDHULP_HOME", str(tmp_path / "geen map"))
    assert len(machine_id(ONE, nothing)) == 32


def test_an_open_vault_tells_its_user_to_whoever_comes_next_f22(session: Session) -> None:
    with pytest.raises(VaultInUse) as told:
        open_session(session.folder, session.keys)
    assert (told.value.who, told.value.elsewhere) == ("Ilse Vermeer", False)
    assert machine_id(session.keys.vault_id) in (session.folder / LOCK_NAME).read_text()
