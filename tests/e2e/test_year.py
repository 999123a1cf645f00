"""The yearly cycle of one agreement in real processes, by keys alone, up to next year's draft.

Each day is a start of the program with the clock set to that day. What each day left in the report folder is
kept, so that the papers can be read as they stood then.
"""

import hashlib
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pypdfium2
import pytest

from jeugdhulp_desktop.compose import open_session
from jeugdhulp_desktop.domain.additions import AdditionStatus
from jeugdhulp_desktop.domain.agreements import AgreementStatus
from jeugdhulp_desktop.domain.cases import CaseFilter
from jeugdhulp_desktop.domain.documents import PaperKey, PaperKind
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.domain.text import fold
from jeugdhulp_desktop.paths import program_folder
from jeugdhulp_desktop.security.vault import unlock_with_passphrase
from jeugdhulp_desktop.services.documents.sources import draw_paper
from jeugdhulp_desktop.services.session import Session
from tests.e2e.year import DAYS, PASSPHRASE, PUPILS, SCHOOL, make_laptop

SECONDS = 170.0
YEAR = SchoolYear(2026)
A_YEAR_ON = datetime(2028, 9, 1, 9, 0, tzinfo=UTC)


@dataclass
class Played:
    """The laptop after the last day, and the papers as each day left them."""

    home: Path
    scenes: dict[str, list[str]] = field(default_factory=dict)
    papers: dict[str, dict[str, bytes]] = field(default_factory=dict)

    def text(self, day: str, name: str) -> str:
        """The words of one paper as it stood at the end of a day."""
        return pdf_text(self.papers[day][f"2026-2027 {name}.pdf"])

    def open(self, clock: Callable[[], datetime] = lambda: A_YEAR_ON) -> Session:
        """The vault through the services."""
        vault = self.home / "Kluis"
        keys = unlock_with_passphrase(vault, PASSPHRASE)
        return open_session(vault, keys, report_folder=self.home / "Rapporten", clock=clock)


def pdf_text(data: bytes) -> str:
    """Every word of a PDF, between single spaces."""
    pdf = pypdfium2.PdfDocument(data)
    text = "\n".join(page.get_textpage().get_text_range() for page in pdf)
    pdf.close()
    return " ".join(text.split())


def bring_up_to_date(played: Played, day: str) -> None:
    """What the program does two seconds after a change; closed before that, at its next start."""
    moment = datetime.combine(DAYS[day], datetime.min.time(), UTC) + timedelta(hours=9)
    session = played.open(lambda: moment)
    try:
        session.documents.sync()
    finally:
        session.close()


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Played:
    """The whole year, played once."""
    home = tmp_path_factory.mktemp("jaar")
    make_laptop(home)
    played = Played(home)
    environment = dict(os.environ, QT_QPA_PLATFORM="offscreen", JEUGDHULP_HOME=str(home), HOME=str(home))
    for day in DAYS:
        ended = subprocess.run(
            [sys.executable, "-m", "tests.e2e.year", day, str(home), str(program_folder() / "build" / "e2e")],
            cwd=program_folder(),
            env=environment,
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
        )
        assert ended.returncode == 0, f"{day}: {ended.stderr[-6000:]}"
        played.scenes[day] = json.loads(ended.stdout.strip().splitlines()[-1])
        bring_up_to_date(played, day)
        played.papers[day] = {file.name: file.read_bytes() for file in (home / "Rapporten").glob("*.pdf")}
    return played


def test_every_day_was_played(played: Played) -> None:
    assert list(played.scenes) == list(DAYS)
    assert played.scenes["afspraak"][-1] == "freeze"
    assert played.scenes["overgang"][-1] == "rolled over"


def test_the_paper_to_sign_says_what_was_typed_and_names_its_controlegetal(played: Played) -> None:
    text = played.text("afspraak", f"Schoolafspraak {SCHOOL} v1")
    assert "285,0" in text  # 7,5 hours a week times 38 weeks
    assert "24,0" in text  # 2 groups x 8 times x 90 minutes
    assert "85% van groep 7 en 8" in text
    assert "1 juni 2027" in text
    assert re.search(r"versie 1 van 8 september 2026 met controlegetal ([0-9a-f]{4} ){3}[0-9a-f]{4}", text)


def test_signing_draws_nothing_again_and_version_2_says_why(played: Played) -> None:
    name = f"2026-2027 Schoolafspraak {SCHOOL} v1.pdf"
    assert played.papers["getekend"][name] == played.papers["afspraak"][name]
    assert played.papers["overgang"][name] == played.papers["afspraak"][name]
    text = played.text("versie2", f"Schoolafspraak {SCHOOL} v2")
    assert "De JMW komt een half uur langer." in text
    assert "304,0" in text  # 8 x 38


def test_each_reason_is_printed_once(played: Played) -> None:
    text = played.text("afspraak", f"Schoolafspraak {SCHOOL} v1")
    assert text.count("Bewust niet gekozen.") == 2 * 2  # two themes: at chapter 6 and in the list


def test_the_granted_addition_has_its_own_paper_with_three_parties(played: Played) -> None:
    text = played.text("aanvullend", f"Aanvullende inzet {SCHOOL} 1")
    assert "Toegekend op" in text
    assert "32,5" in text  # 2,5 x 13
    assert "2.323,75" in text  # x 71,50
    assert all(f"Akkoord {party}" in text for party in ("School", "Welzijnsorganisatie", "Gemeente"))


def test_f36_hours_that_do_not_add_up_in_binary_are_the_same_everywhere(played: Played) -> None:
    session = played.open()
    try:
        (school,) = session.hours.year(YEAR).schools
        realised = {each.deployment.value: each.realised for each in school.totals}
    finally:
        session.close()
    assert str(realised["basis"]) == "12.60"  # twice 4,5 + 1,5 + 0,1 + 0,1 + 0,1
    assert str(realised["aanvullend"]) == "4.50"
    text = played.text("tussentijds", f"Tussenrapport {SCHOOL}")
    assert re.search(r"12,60?\b", text)
    assert re.search(r"4,50?\b", text)


def test_f55_the_interim_and_june_papers_name_nobody_and_hide_small_numbers(played: Played) -> None:
    interim = played.text("tussentijds", f"Tussenrapport {SCHOOL}")
    june = played.text("eind", f"Cijfers van het jaar {SCHOOL}")
    assert "Plan de training voor de kerst." in interim
    for text in (interim, june):
        assert "<5" in text  # three cases
        assert SCHOOL in text


def test_v26_no_paper_of_the_year_names_a_pupil(played: Played) -> None:
    for day, papers in played.papers.items():
        for name, data in papers.items():
            told = fold(f"{name} {pdf_text(data)}")
            assert [pupil for pupil, _group in PUPILS if fold(pupil) in told] == [], f"{day}: {name}"


def test_next_year_begins_with_what_was_learnt_and_without_signatures(played: Played) -> None:
    session = played.open()
    try:
        (line,) = session.agreements.lines(YEAR.next)
        assert (line.status, line.number) == (AgreementStatus.CONCEPT, 1)
        draft = session.agreements.load(line.id or 0)
        assert draft.analysis.lessons == ("Een vast lokaal scheelt elke week een kwartier.",)
        assert [each.signed_on for each in draft.signatories] == [None, None, None]
        assert session.additions.lines(YEAR.next) == []
        statuses = [each.status for each in session.additions.lines(YEAR)]
        assert statuses == [AdditionStatus.GRANTED]
        assert len(session.cases.find_ids(CaseFilter())) == len(PUPILS)
        groups = {pupil.name.last: pupil.group for pupil in session.pupils.search("Kim")}
    finally:
        session.close()
    assert groups["Zwaluwenburg"] == groups["Öztürkmen"] == "8"
    assert groups.get("Quispelaar", "8") == "8"  # left school: no higher group


def test_f54_frozen_content_drawn_a_year_on_is_byte_for_byte_the_kept_paper(played: Played) -> None:
    session = played.open()
    try:
        first, second = (
            line.id or 0
            for line in reversed(session.agreements.versions(session.schools.lines()[0].id, YEAR))
        )
        for number, agreement_id in enumerate((first, second), start=1):
            key = PaperKey(PaperKind.AGREEMENT, agreement_id)
            kept = session.documents.pdf(key)
            with session.database.read() as connection:
                drawn = draw_paper(connection, key)
            in_folder = played.papers["overgang"][f"2026-2027 Schoolafspraak {SCHOOL} v{number}.pdf"]
            assert drawn.pdf == kept == in_folder
            found = session.documents.find_paper(hashlib.sha256(kept).hexdigest())
            assert [each.paper.control for each in found] == [drawn.control]
    finally:
        session.close()


def test_a_printed_page_is_found_by_its_controlegetal(played: Played) -> None:
    printed = re.search(
        r"Controlegetal ((?:[0-9a-f]{4} ?){4})", played.text("versie2", f"Schoolafspraak {SCHOOL} v2")
    )
    assert printed is not None
    session = played.open()
    try:
        (found,) = session.documents.find_paper(printed[1])
        assert (found.paper.key.kind, found.paper.number) == (PaperKind.AGREEMENT, 2)
        assert found.now is not None
        assert found.now.status == "ondertekend"
        assert found.current
    finally:
        session.close()


def test_nothing_of_the_year_stands_unencrypted_on_the_disk(played: Played) -> None:
    vault = played.home / "Kluis" / "vault.db"
    data = vault.read_bytes()
    words = [PUPILS[0][0], "vast lokaal", "Weerbaarheidstraining"]
    assert [word for word in words if word.encode() in data] == []
