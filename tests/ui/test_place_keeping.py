"""Where one was is there again after a kill or a lock, and not after closing in order (F25)."""

import json
import os
import shutil
from collections.abc import Iterator, Sized
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from jeugdhulp_desktop.compose import open_session
from jeugdhulp_desktop.domain.cases import CaseStatus
from jeugdhulp_desktop.domain.drafts import KeptDraft
from jeugdhulp_desktop.domain.erasures import ErasureKind, ErasureReason, ErasureTarget
from jeugdhulp_desktop.domain.pupils import PupilName
from jeugdhulp_desktop.services.session import Session, Unclean
from jeugdhulp_desktop.storage.audit import load_audit_lines
from jeugdhulp_desktop.ui import dialogs
from jeugdhulp_desktop.ui.after_crash import KEY
from jeugdhulp_desktop.ui.collector import WindowCollector
from jeugdhulp_desktop.ui.laptop import Laptop
from jeugdhulp_desktop.ui.main_window import MainWindow
from jeugdhulp_desktop.ui.place_keeping import content_of, left_place, place_in
from jeugdhulp_desktop.ui.privacy_mode import Privacy
from jeugdhulp_desktop.ui.tasks import Tasks
from jeugdhulp_desktop.ui.workplace import Workplace
from tests.databases import add_case, add_pupil
from tests.services.conftest import NOW, Template

SOON = 20_000


@pytest.fixture(autouse=True)
def collector(qapp: QApplication) -> Iterator[None]:
    """As in the program: a window that nobody holds any more is taken apart in its own thread."""
    made = WindowCollector()
    made.install()
    yield
    made.collect_all()
    made.uninstall()


class Desk:
    """The window on a vault, as the program puts it there."""

    def __init__(self, qtbot: QtBot, tasks: Tasks, session: Session) -> None:
        self.qtbot, self.tasks, self.session = qtbot, tasks, session
        self.place = Workplace(session, tasks, Privacy(), Laptop())
        self.window: MainWindow = self.place.window
        self.place.begin(*left_place(session))
        self.settle()

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: not self.tasks.busy(), timeout=SOON)

    def keeps(self, page: str, argument: object) -> None:
        """Goes there, and waits until that is in the vault: within a second and the time of this test."""
        self.window.open_page(page, argument)
        self.settle()
        wanted = content_of((page, argument))
        self.qtbot.waitUntil(lambda: content(self.session) == wanted, timeout=SOON)

    def leave(self) -> None:
        """As a lock does, and the window goes here: taken apart on the worker it would end the process."""
        self.place.leave()
        self.settle()
        self.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def now(self) -> tuple[str, object]:
        return self.place.place()


def content(session: Session) -> object:
    kept = session.drafts.place()
    return kept.content if kept is not None else None


def _same(moment: datetime) -> datetime:
    return moment


def one_case(session: Session) -> int:
    school = session.schools.lines()[0].id
    pupil = add_pupil(session.database, school, PupilName("Noor", "", "Bakker"))
    return add_case(session.database, school, pupil, status=CaseStatus.CLOSED)


def left_by_a_kill(session: Session, folder: Path) -> Path:
    """The files of an open vault as they lie there when its process dies now."""
    shutil.copytree(session.folder, folder)
    lock = folder / "vault.lock"
    lock.write_text(lock.read_text().replace(f'"pid": {os.getpid()}', '"pid": 1'))
    return folder


def test_f25_after_a_kill_the_same_page_with_the_same_record_stands_there(
    qtbot: QtBot, tasks: Tasks, session: Session, empty_template: Template, tmp_path: Path
) -> None:
    case_id = one_case(session)
    before = len(audit(session))
    desk = Desk(qtbot, tasks, session)
    desk.keeps("cases", case_id)
    assert len(audit(session)) == before, "walking around is no act that is recorded"
    folder = left_by_a_kill(session, tmp_path / "gebleven")
    desk.leave()
    again = open_session(folder, empty_template.keys, clock=lambda: NOW + timedelta(days=3))
    try:
        assert again.unclean is Unclean.CUT_OFF
        after = Desk(qtbot, tasks, again)
        assert after.now() == ("cases", case_id)
        after.leave()
    finally:
        again.close()


def audit(session: Session) -> Sized:
    with session.database.read() as connection:
        return load_audit_lines(connection)


def test_a_lock_leaves_the_place_for_the_same_day_and_closing_in_order_drops_it(
    qtbot: QtBot, tasks: Tasks, session: Session, empty_template: Template
) -> None:
    folder = session.folder
    desk = Desk(qtbot, tasks, session)
    desk.window.open_page("relations", "schools")
    desk.leave()  # a lock keeps it at once
    session.close()
    for day, begins in ((NOW, "relations"), (NOW + timedelta(days=1), "")):
        on_that_day = open_session(folder, empty_template.keys, clock=partial(_same, day))
        assert (on_that_day.unclean, left_place(on_that_day)[0]) == (Unclean.NO, begins)
        on_that_day.close()
    last = open_session(folder, empty_template.keys, clock=lambda: NOW)
    try:
        desk = Desk(qtbot, tasks, last)
        assert desk.now() == ("relations", "schools")
        with dialogs.answers():  # nothing was typed, so nothing is asked
            assert desk.place.may_close()
        assert not tasks.busy(), "closing waits for no work that leaving makes"
        desk.leave()
    finally:
        last.close()
    after = open_session(folder, empty_template.keys, clock=lambda: NOW)
    try:
        assert (after.drafts.place(), left_place(after)) == (None, ("", None))
    finally:
        after.close()


def test_f56_a_place_in_what_is_erased_goes_and_is_no_draft(
    qtbot: QtBot, tasks: Tasks, session: Session
) -> None:
    case_id = one_case(session)
    at = content_of(("cases", case_id))
    session.drafts.keep_place(at, NOW)
    assert session.drafts.all() == []
    target = ErasureTarget(ErasureKind.CASE, case_id)
    assert session.erasures.plan(target).drafts == 0
    report = session.erasures.carry_out(target, ErasureReason.REQUEST, [])
    assert (report.drafts, session.drafts.place()) == (0, None)
    session.drafts.keep_place(at, NOW)  # an editor of it still stands open
    assert session.drafts.place() is None
    session.left_at = KeptDraft("place", None, 0, NOW, at)  # as from a backup of before
    session.unclean = Unclean.CUT_OFF
    desk = Desk(qtbot, tasks, session)
    assert desk.now() == ("cases", None)
    assert [message.key for message in desk.window.messages.messages()] == [KEY], "only the crash is told"
    desk.leave()


@pytest.mark.parametrize(
    "argument",
    [None, 7, "backups", ("run", 7), ("year", 3), ("week", 3, date(2026, 9, 14), "gepland")],
)
def test_a_place_is_the_same_after_the_vault(argument: object) -> None:
    stored = json.loads(json.dumps(content_of(("hours", argument))))
    assert place_in(KeptDraft("place", None, 0, NOW, stored)) == ("hours", argument)


@pytest.mark.parametrize("argument", ["Noor Bakker", ("select", "Noor"), {"search": "noor"}, 1.5, True])
def test_a_text_is_never_kept_as_a_place(argument: object) -> None:
    assert content_of(("cases", argument)) == {"page": "cases", "argument": None}
