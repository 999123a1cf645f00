"""The main job in a real process, by key events only; then the disk is searched for what may not be there."""

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from sqlalchemy import MetaData, select

from jeugdhulp_desktop.compose import open_session
from jeugdhulp_desktop.domain.cases import CaseFilter
from jeugdhulp_desktop.domain.checklists import Answer
from jeugdhulp_desktop.domain.text import fold
from jeugdhulp_desktop.paths import program_folder
from jeugdhulp_desktop.security.vault import unlock_with_passphrase
from jeugdhulp_desktop.services.session import Session
from tests.e2e.scenes import (
    HALF_NOTE,
    HALF_PLACE,
    HALF_TYPED,
    KEPT,
    NOT_YET,
    PASSPHRASE,
    SCHOOL,
    SECRETS,
    SURNAMES,
    TALK,
    USER,
)

SECONDS = 170.0
PLAIN_SQLITE = b"SQLite format 3\0"


class Laptop:
    """A folder that is the whole world of the program: settings, log, vault, reports and temporary files."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.vault = home / "Documenten" / "Jeugdhulp" / "Kluis"
        self.reports = home / "Rapporten"
        (home / "tmp").mkdir()

    def start(self, story: str) -> "subprocess.Popen[str]":
        """The program with a player in it."""
        environment = dict(
            os.environ,
            QT_QPA_PLATFORM="offscreen",
            JEUGDHULP_HOME=str(self.home),
            TMPDIR=str(self.home / "tmp"),
            HOME=str(self.home),
        )
        pictures = program_folder() / "build" / "e2e"
        return subprocess.Popen(
            [sys.executable, "-m", "tests.e2e.scenes", story, str(self.home), str(pictures)],
            cwd=program_folder(),
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def play(self, story: str) -> list[str]:
        """Play a story to its end; the scenes that went well. What went to the terminal is searched."""
        process = self.start(story)
        out, err = process.communicate(timeout=SECONDS)
        assert process.returncode == 0, err
        assert _found_in(out.encode() + err.encode(), (*SURNAMES, *SECRETS, PASSPHRASE)) == []
        return list(json.loads(out.strip().splitlines()[-1]))

    def files(self) -> Iterator[Path]:
        """Everything that the program left behind."""
        return (each for each in self.home.rglob("*") if each.is_file() and each.name != "leerlingen.xml")

    def open(self) -> Session:
        """The vault through the services, with what was typed on the screen."""
        return open_session(self.vault, unlock_with_passphrase(self.vault, PASSPHRASE))


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> tuple[Laptop, list[str]]:
    """The whole story, played once."""
    laptop = Laptop(tmp_path_factory.mktemp("laptop"))
    return laptop, laptop.play("whole")


def _found_in(data: bytes, words: tuple[str, ...]) -> list[str]:
    """Which words stand in these bytes: as typed or folded, in any encoding a library could have used."""
    lowered = data.lower()  # of bytes: only the letters of ASCII, as in what is searched for
    return [
        word
        for word in words
        if any(
            way.encode(code, "ignore").lower() in lowered
            for way in (word, word.casefold(), fold(word))
            for code in ("utf-8", "utf-16-le", "cp1252")
        )
    ]


def _pdf_text(file: Path) -> str:
    pdf = pypdfium2.PdfDocument(file)
    text = "\n".join(page.get_textpage().get_text_range() for page in pdf)
    pdf.close()
    return " ".join(text.split())


def test_every_scene_was_played(played: tuple[Laptop, list[str]]) -> None:
    _laptop, scenes = played
    assert scenes[-1] == "unlock"
    assert {"wizard: recovery code", "import: look and fetch", "case: note a talk", "lock"} <= set(scenes)
    assert {"agreement: frozen for signing", "monitoring: answer"} <= set(scenes)


def test_the_agreement_stands_in_the_report_folder_ready_to_sign(played: tuple[Laptop, list[str]]) -> None:
    laptop, _scenes = played
    (file,) = laptop.reports.glob("* Schoolafspraak *.pdf")
    text = _pdf_text(file)
    assert SCHOOL in text
    assert "340" in text  # 8,5 hours a week times 40 weeks
    assert re.search(r"Controlegetal ([0-9a-f]{4} ){3}[0-9a-f]{4}", text)
    assert "ter ondertekening" in text
    assert USER in text


def test_f52_no_pupil_on_any_paper_in_its_name_or_its_metadata(played: tuple[Laptop, list[str]]) -> None:
    laptop, _scenes = played
    files = list(laptop.reports.glob("*.pdf"))
    assert len(files) > 1, "the agreement, its letter and the index of the year"
    for file in files:
        pdf = pypdfium2.PdfDocument(file)
        metadata = " ".join(pdf.get_metadata_dict().values())
        pdf.close()
        assert SCHOOL in metadata or "alle scholen" in file.name
        everything = f"{file.name} {metadata} {_pdf_text(file)}".encode()
        assert _found_in(everything, (*SURNAMES, *SECRETS)) == []


def test_no_byte_on_the_disk_tells_a_name_a_number_or_the_passphrase(
    played: tuple[Laptop, list[str]],
) -> None:
    """F52, F60: vault, header, log, settings, lock, reports and temporary files."""
    laptop, _scenes = played
    files = list(laptop.files())
    assert {"vault.db", "vault.header", "settings.json", "jeugdhulp.log"} <= {each.name for each in files}
    for file in files:
        assert _found_in(file.read_bytes(), (*SURNAMES, *SECRETS, PASSPHRASE, TALK)) == [], file.name
        assert _found_in(file.name.encode(), SURNAMES) == []


def test_the_vault_is_no_plain_database(played: tuple[Laptop, list[str]]) -> None:
    laptop, _scenes = played
    data = (laptop.vault / "vault.db").read_bytes()
    assert len(data) > 100_000
    assert data[:16] != PLAIN_SQLITE
    assert PLAIN_SQLITE not in data


def test_what_was_typed_stands_in_the_vault(played: tuple[Laptop, list[str]]) -> None:
    laptop, _scenes = played
    session = laptop.open()
    try:
        (case_id,) = session.cases.find_ids(CaseFilter())
        view = session.cases.view(case_id)
        assert SURNAMES[0] in view.pupil
        assert [moment.fact for moment in view.timeline] == [TALK]
        (run_id,) = [line.id for line in session.checklists.lines(session.agreements.years()[0]) if line.id]
        run = session.checklists.load(run_id)
        assert [run.reply(key).answer for key in ("uren", "vaste-medewerker", "werkplek", "themas")] == [
            Answer.YES,
            Answer.PARTLY,
            Answer.NOT_APPLICABLE,
            Answer.NO,
        ]
        assert run.reply("themas").explanation == NOT_YET
    finally:
        session.close()


def test_f42_number_mail_and_key_of_a_pupil_are_not_even_in_the_vault(
    played: tuple[Laptop, list[str]],
) -> None:
    laptop, _scenes = played
    session = laptop.open()
    try:
        with session.database.read() as connection:
            tables = MetaData()
            tables.reflect(connection)
            assert "pupils" in tables.tables
            rows = [row for table in tables.sorted_tables for row in connection.execute(select(table))]
    finally:
        session.close()
    text = "\n".join(repr(tuple(row)) for row in rows).encode()
    assert _found_in(text, SURNAMES) == list(SURNAMES)  # the search itself works
    assert _found_in(text, SECRETS) == []


def test_f60_killed_after_a_save_was_told_the_record_is_there_and_nothing_leaked(tmp_path: Path) -> None:
    """SIGKILL with the write-ahead log still beside the vault; the next start opens without questions."""
    laptop = Laptop(tmp_path)
    process = laptop.start("until_the_kill")
    assert process.stdout is not None
    told = process.stdout.readline().strip()
    process.send_signal(signal.SIGKILL)
    _out, err = process.communicate(timeout=SECONDS)
    assert told == KEPT, err
    assert (laptop.vault / "vault.db-wal").stat().st_size > 0
    for file in laptop.files():
        assert _found_in(file.read_bytes(), (*SURNAMES, *SECRETS, PASSPHRASE, TALK)) == [], file.name
    assert laptop.play("after_the_kill")[-1] == "after the kill: the talk"


def test_f24_f25_half_a_sentence_outlives_a_kill_and_leaves_no_trace_on_the_disk(tmp_path: Path) -> None:
    """SIGKILL 1.5 seconds after the last key: in a quick note and in an agreement that was never saved."""
    laptop = Laptop(tmp_path)
    process = laptop.start("half_typed")
    assert process.stdout is not None
    told = process.stdout.readline().strip()
    if told == HALF_TYPED:
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(timeout=1.5)
    process.send_signal(signal.SIGKILL)
    _out, err = process.communicate(timeout=SECONDS)
    assert told == HALF_TYPED, err
    for file in laptop.files():
        assert _found_in(file.read_bytes(), (*SURNAMES, HALF_NOTE, HALF_PLACE, PASSPHRASE)) == [], file.name
    assert laptop.play("half_is_back")[-1] == "half: the note is given up"
    session = laptop.open()
    try:
        assert session.drafts.all() == []
    finally:
        session.close()
