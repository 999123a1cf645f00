"""Logboek: every kind of line has words, filters are SQL, and the technical log is seen before it is sent."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from jeugdhulp_desktop import log, paths
from jeugdhulp_desktop.domain.schools import SchoolDraft
from jeugdhulp_desktop.services.audit_log import LogFilter, LogLine
from jeugdhulp_desktop.services.session import Session
from jeugdhulp_desktop.storage.audit import Action
from jeugdhulp_desktop.ui import dialogs
from jeugdhulp_desktop.ui.pages import PageContext
from jeugdhulp_desktop.ui.privacy.audit_words import (
    GROUPS,
    record_words,
    what_words,
    who_words,
)
from jeugdhulp_desktop.ui.privacy.log_part import LogPart
from jeugdhulp_desktop.ui.privacy.technical_log import TechnicalLogDialog
from tests.services.conftest import NOW, Opened, Template
from tests.ui.controls import unnamed_controls

TODAY = date(2026, 9, 15)


def test_every_action_has_words_in_one_group_and_no_words_are_of_nothing() -> None:
    """Who adds an Action adds its words in audit_words.GROUPS."""
    told = [action for _title, actions in GROUPS.values() for action in actions]
    assert sorted(told) == sorted(action.value for action in Action)
    words = [words for _title, actions in GROUPS.values() for words in actions.values()]
    assert len(set(words)) == len(words)


def test_a_line_tells_what_of_which_record_by_whom() -> None:
    line = LogLine(1, NOW, "Ilse Vermeer", "save-case", "case", 12)
    assert (what_words(line), record_words(line), who_words(line)) == (
        "Casus bewaard", "casus 12", "Ilse Vermeer",
    )  # fmt: skip
    keys = LogLine(2, NOW, "", "change-keys", "recovery-code", None)
    assert (what_words(keys), record_words(keys), who_words(keys)) == (
        "Nieuwe herstelcode gemaakt", "", "het programma",
    )  # fmt: skip
    assert what_words(replace(keys, subject="vault")) == "Toegang tot de kluis veranderd"
    newer = LogLine(3, NOW, "", "teleport-case", "wormhole", 4)
    assert (what_words(newer), record_words(newer)) == ("teleport-case", "")


class Clock:
    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def session(open_copy: Opened, empty_template: Template, clock: Clock) -> Session:
    """A vault with lines of 40 days, of two people."""
    made = open_copy(empty_template, clock=clock)
    made.database.who = "Ans de Boer"
    for back in (40, 10, 3):
        clock.now = NOW - timedelta(days=back)
        made.schools.save(SchoolDraft(f"School {back}"))
    clock.now = NOW
    return made


def found(session: Session, **wanted: object) -> list[str]:
    ids = session.audit.find(LogFilter(**wanted))  # type: ignore[arg-type]
    return [line.action for line in session.audit.lines(ids)]


def test_the_newest_written_stands_first_and_filters_ask_sql(session: Session) -> None:
    assert found(session)[0] == "save-school"
    assert found(session, first=TODAY - timedelta(days=10), who="Ans de Boer") == ["save-school"] * 2
    assert found(session, last=TODAY - timedelta(days=40), who="Ans de Boer") == [
        "save-school", "clock-jump",
    ]  # fmt: skip
    assert found(session, actions=frozenset({"create-vault"})) == ["create-vault"] * 2
    assert session.audit.people() == ["Ans de Boer", "Ilse Vermeer"]


def test_a_day_is_a_local_one(session: Session, clock: Clock) -> None:
    """A quarter past midnight in the Netherlands is still yesterday in UTC."""
    clock.now = datetime(2026, 9, 19, 22, 15, tzinfo=UTC)
    session.schools.save(SchoolDraft("Na middernacht"))
    line = session.audit.lines(session.audit.find(LogFilter(first=date(2026, 9, 20))))[0]
    assert line.at.strftime("%d %H:%M") == "20 00:15"
    assert session.audit.find(LogFilter(first=date(2026, 9, 21))) == []


@pytest.fixture
def part(qtbot: QtBot, session: Session, context: PageContext) -> Iterator[LogPart]:
    made = LogPart(context)
    qtbot.addWidget(made)
    made.resize(820, 560)
    made.show()
    made.open_with(session)
    qtbot.waitUntil(lambda: made.table.count.text() != "")
    yield made
    made.hide()


def shown(part: LogPart) -> list[str]:
    return [part.model.cell(row, 1).text for row in range(part.model.rowCount())]


def test_filters_narrow_the_list_and_the_count_says_how_far(qtbot: QtBot, part: LogPart) -> None:
    every = part.model.rowCount()
    assert part.table.count.text() == f"{every} regels"
    assert unnamed_controls(part) == []
    part.filters.filters["group"].set_value("relations")
    qtbot.waitUntil(lambda: set(shown(part)) == {"School bewaard"})
    part.filters.filters["period"].set_value("week")
    qtbot.waitUntil(lambda: shown(part) == ["School bewaard"])
    assert part.table.count.text() == "1 regel"
    part.filters.filters["who"].set_value("Ilse Vermeer")
    qtbot.waitUntil(lambda: part.model.rowCount() == 0)
    part.filters.clear()
    qtbot.waitUntil(lambda: part.model.rowCount() == every)


def test_a_clock_that_went_back_stands_out(part: LogPart) -> None:
    rows = [part.model.cell(row, 1) for row in range(part.model.rowCount())]
    jump = next(cell for cell in rows if "klok" in cell.text)
    assert (jump.tone, jump.icon) == ("warn", "alert-outline")


def test_what_is_written_now_comes_in_by_itself(qtbot: QtBot, part: LogPart, session: Session) -> None:
    before = part.model.rowCount()
    session.schools.save(SchoolDraft("Nieuw"))
    part.refresh(frozenset())
    qtbot.waitUntil(lambda: part.model.rowCount() == before + 1)


def test_a_long_log_is_loaded_a_hundred_lines_at_a_time(
    qtbot: QtBot, session: Session, context: PageContext
) -> None:
    with session.database.maintenance() as raw:
        raw.execute("PRAGMA query_only = OFF")
        raw.execute(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000) "
            "INSERT INTO audit_lines (at, who, action, subject, record_id) "
            "SELECT '2026-09-15 08:00:00', 'Ans', 'save-case', 'case', i FROM n"
        )
    part = LogPart(context)
    qtbot.addWidget(part)
    part.open_with(session)
    qtbot.waitUntil(lambda: part.model.rowCount() > 5000)
    assert len(part.model.lines()) == 100
    part.model.line(3000)
    qtbot.waitUntil(lambda: part.model.line(3000) is not None)
    assert len(part.model.lines()) == 200


def test_f60_the_technical_log_is_shown_whole_and_copied_as_shown(qtbot: QtBot, part: LogPart) -> None:
    end = log.start_log(paths.log_folder())
    log.log_unexpected(LookupError("Noor Kanarie"))
    log.older_file(paths.log_folder() / log.FILE_NAME, 2).write_text("een oude regel\n", encoding="utf-8")
    end()
    seen: list[str] = []

    def read(dialog: TechnicalLogDialog) -> bool:
        seen.append(dialog.text.toPlainText())
        assert unnamed_controls(dialog) == []
        dialog.copy.click()
        return True

    with dialogs.answers(read):
        part.technical.click()
        qtbot.waitUntil(lambda: bool(seen))
    assert seen[0].startswith("een oude regel\n")
    assert "LookupError" in seen[0]
    assert "Kanarie" not in seen[0]
    assert QGuiApplication.clipboard().text() == seen[0]


def test_without_a_log_it_says_that_nothing_went_wrong(qtbot: QtBot, tmp_path: Path) -> None:
    assert log.read_log(tmp_path / "nergens") == ""
    dialog = TechnicalLogDialog(None, tmp_path, "")
    qtbot.addWidget(dialog)
    assert not dialog.copy.isVisibleTo(dialog)
