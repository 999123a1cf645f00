"""F20: what is found about the place of a vault when it is opened, and on a share no WAL is made."""

from pathlib import Path

import pytest

from jeugdhulp_desktop.compose import make_vault, open_session
from jeugdhulp_desktop.domain.places import Place
from jeugdhulp_desktop.security.kdf import TESTING
from jeugdhulp_desktop.services.places import stray_copies
from jeugdhulp_desktop.services.session import Session
from tests.services.conftest import PASSPHRASE, SCHOOL, Opened, Template


@pytest.mark.parametrize(
    ("place", "code", "plain"),
    [
        (Place(), "", True),
        (Place(removable=True), "removable", False),
        (Place(removable=True, service="Dropbox"), "dropbox", False),
        (Place(remote=True, service="OneDrive"), "remote", False),
    ],
)
def test_a_place_has_one_word_that_changes_when_the_place_does(place: Place, code: str, plain: bool) -> None:
    assert (place.code, place.is_plain) == (code, plain)


def test_f20_a_vault_made_and_opened_on_a_share_never_has_a_wal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    share = tmp_path / "share"
    mounts = f"1 0 8:1 / / rw - ext4 /dev/sda1 rw\n2 1 0:9 / {share} rw - nfs4 nas:/school rw\n"
    monkeypatch.setattr("jeugdhulp_desktop.storage.places.read_mounts", lambda: mounts)
    folder = share / "Kluis"
    seen: set[str] = set()

    def look(session: Session) -> None:
        assert session.place == Place(remote=True)
        assert session.database.remote
        assert session.backups.make().file_name
        with session.database.maintenance() as raw:
            assert raw.execute("PRAGMA journal_mode").fetchone()[0] == "delete"
        seen.update(each.name for each in folder.iterdir())
        session.close()

    made, _code = make_vault(
        folder, name="Proef", passphrase=PASSPHRASE, school=SCHOOL, user_name="Ilse", user_role="",
        cost=TESTING,
    )  # fmt: skip
    look(made)
    look(open_session(folder, made.keys))
    assert not {name for name in seen if name.endswith(("-wal", "-shm"))}


def test_f20_copies_that_another_program_made_are_found_at_opening_and_left_alone(
    open_copy: Opened, empty_template: Template, tmp_path: Path
) -> None:
    folder = tmp_path / "kluis"
    first = open_copy(empty_template)
    assert first.stray_copies == ()
    first.close()
    names = ("vault (conflicted copy 2026-09-11).header", "vault-LAPTOP-JK7.db")
    for name in names:
        (folder / name).write_bytes(b"werk van een ander")
    (folder / "vault-map.db").mkdir()
    again = open_session(folder, first.keys)
    assert again.stray_copies == names
    again.close()
    assert {(folder / name).read_bytes() for name in names} == {b"werk van een ander"}


def test_a_folder_that_is_not_there_holds_no_copies(tmp_path: Path) -> None:
    assert stray_copies(tmp_path / "weg") == ()
