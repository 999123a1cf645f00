"""An import file is known by its content, and what is no file of pupils is refused by name (F43)."""

import hashlib
import io
import os
import socket
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jeugdhulp_desktop.domain.errors import DiskProblem, UnreadableImport
from jeugdhulp_desktop.domain.rosters import RosterKind
from jeugdhulp_desktop.exchange.files import LARGEST_FILE, open_import, recognise

SHEETS = [f"xl/worksheets/sheet{number}.xml" for number in range(6)]
CSV = b"leerlingnummer;roepnaam\n1;Noor\n"


def refusal(act: Callable[[], object]) -> str:
    with pytest.raises(UnreadableImport) as caught:
        act()
    return caught.value.code


def package(*names: str, content: bytes = b"x") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in names:
            target.writestr(name, content)
    return out.getvalue()


def test_f43_the_name_of_a_file_says_nothing(tmp_path: Path) -> None:
    path = tmp_path / "leerlingen.pdf.exe"
    path.write_bytes(b"\xef\xbb\xbf<EDEX/>")
    opened = open_import(path)
    assert opened.kind is RosterKind.EDEXML
    path.write_bytes(CSV)
    assert open_import(path).kind is RosterKind.CSV


def test_f45_the_fingerprint_is_of_the_bytes_that_were_read(tmp_path: Path) -> None:
    path = tmp_path / "lijst.csv"
    path.write_bytes(CSV)
    opened = open_import(path)
    assert opened.sha256 == hashlib.sha256(CSV).hexdigest()
    assert opened.data == CSV
    assert "Noor" not in repr(opened)


def test_f43_folders_links_pipes_sockets_and_devices_are_refused_without_waiting(tmp_path: Path) -> None:
    (tmp_path / "lijst.csv").write_bytes(CSV)
    (tmp_path / "link").symlink_to(tmp_path / "lijst.csv")
    os.mkfifo(tmp_path / "pipe")
    assert refusal(lambda: open_import(tmp_path)) == "folder"
    assert refusal(lambda: open_import(tmp_path / "link")) == "symlink"
    assert refusal(lambda: open_import(tmp_path / "pipe")) == "device"
    assert refusal(lambda: open_import(Path("/dev/zero"))) == "device"
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(tmp_path / "s"))
        assert refusal(lambda: open_import(tmp_path / "s")) == "device"


def test_f40_a_file_of_a_gigabyte_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "groot.csv"
    with path.open("wb") as file:
        file.truncate(1_000_000_000)
    assert refusal(lambda: open_import(path)) == "too-large"
    assert LARGEST_FILE == 50_000_000


def test_a_missing_file_is_a_problem_of_the_disk(tmp_path: Path) -> None:
    with pytest.raises(DiskProblem) as caught:
        open_import(tmp_path / "weg.csv")
    assert caught.value.code == "missing"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"\0 \r\n\t", "empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504, "xls"),
        (b"%PDF-1.7\n", "pdf"),
        (b"MZ\x90\0", "program"),
        (b"\x89PNG\r\n", "picture"),
        (bytes(range(256)), "binary"),
        (b"SQLite format 3\0" + b"\0" * 300, "binary"),
        (b"PK\x03\x04 and no more", "damaged-workbook"),
        (package("word/document.xml"), "zip"),
        (package("xl/workbook.xml", "xl/vbaProject.bin"), "xlsm"),
        (package("xl/workbook.xml", *(f"xl/{n}" for n in range(2_001))), "zip-bomb"),
        (package("xl/workbook.xml", "xl/sharedStrings.xml", content=bytes(41_000_000)), "zip-bomb"),
        (package("xl/workbook.xml", *SHEETS, content=bytes(39_000_000)), "zip-bomb"),
    ],
)  # fmt: skip
def test_f41_f43_what_is_no_roster_is_called_what_it_is(data: bytes, code: str) -> None:
    assert refusal(lambda: recognise(data)) == code


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_tables_and_xml_are_told_apart_in_every_encoding(encoding: str) -> None:
    assert recognise("naam;groep\nZoë;4\n".encode(encoding)) is RosterKind.CSV
    assert recognise('\n <EDEX xml:lang="nl"/>'.encode(encoding)) is RosterKind.EDEXML


@given(st.binary(max_size=200))
def test_any_bytes_are_recognised_or_refused(data: bytes) -> None:
    for start in (b"", b"PK\x03\x04", b"\xff\xfe", b"<"):
        try:
            recognise(start + data)
        except UnreadableImport as error:
            assert error.code
