"""The start page on a real vault: what must be done, where one was, and the way there, by keyboard."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from jeugdhulp_desktop.domain.actions import ActionDraft
from jeugdhulp_desktop.domain.pupils import PupilDraft, PupilName
from jeugdhulp_desktop.services.session import Session
from jeugdhulp_desktop.ui import dialogs
from jeugdhulp_desktop.ui.pages import PageContext
from jeugdhulp_desktop.ui.start.cards import RecentCard, StepCard
from jeugdhulp_desktop.ui.start.dates import DatesDialog
from jeugdhulp_desktop.ui.start.page import StartPage
from jeugdhulp_desktop.ui.start.todo_panel import SHOWN
from jeugdhulp_desktop.ui.widgets.buttons import CheckBox
from jeugdhulp_desktop.ui.widgets.labels import TextBlock
from tests.services.conftest import TODAY
from tests.ui.controls import unnamed_controls
from tests.ui.undoing import ctrl_z

Open = Callable[[Session], StartPage]


@pytest.fixture
def open_page(qtbot: QtBot, context: PageContext) -> Open:
    def make(vault: Session) -> StartPage:
        page = StartPage(context)
        qtbot.addWidget(page)
        vault.changes.subscribe(context.tasks.announce)
        context.tasks.changed.connect(page.refresh)
        page.resize(1150, 768)
        page.show()
        page.activateWindow()
        page.open_with(vault)
        page.take_focus()
        qtbot.waitUntil(lambda: page.overview is not None)
        return page

    return make


def words(page: QWidget) -> list[str]:
    seen = [each for each in page.findChildren(QLabel) if each.isVisibleTo(page)]
    texts = [each.plain_text() if isinstance(each, TextBlock) else each.text() for each in seen]
    return [text for text in texts if text]


def step_titles(page: StartPage) -> list[str]:
    return [card.accessibleName() for card in page.findChildren(StepCard) if card.isVisibleTo(page)]


def test_a_new_vault_shows_three_steps_and_each_leads_on(
    qtbot: QtBot, session: Session, open_page: Open
) -> None:
    page = open_page(session)
    assert step_titles(page) == [
        "Stap 1, Leerlingen ophalen, nog te doen",
        "Stap 2, Mensen toevoegen, nog te doen",
        "Stap 3, Eerste schoolafspraak, nog te doen",
    ]
    assert page.side.isHidden()
    assert page.new.isHidden()
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QWidget))
    with qtbot.waitSignal(page.open_page) as asked:
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert asked.args == ["imports", None]
    assert unnamed_controls(page) == []


def test_a_step_that_was_taken_says_so(qtbot: QtBot, session: Session, open_page: Open) -> None:
    session.pupils.save(PupilDraft(session.schools.lines()[0].id, PupilName("Noor", "", "Yıldız")))
    page = open_page(session)
    assert step_titles(page)[0] == "Stap 1, Leerlingen ophalen, klaar"
    assert not page.side.isHidden()


def test_the_first_todo_has_the_focus_and_enter_leads_there(
    qtbot: QtBot, demo: Session, open_page: Open
) -> None:
    page = open_page(demo)
    first = page.todos.rows[0]
    assert (first.title.text(), first.button.text()) == ("Monitoring invullen: Sem de Vries", "Invullen")
    qtbot.waitUntil(first.button.hasFocus)
    with qtbot.waitSignal(page.open_page) as asked:
        qtbot.keyClick(first.button, Qt.Key.Key_Return)
    assert asked.args == ["monitoring", ("case", first.todo.case_id)]
    assert unnamed_controls(page) == []


def test_all_todos_open_in_place_and_close_again(qtbot: QtBot, demo: Session, open_page: Open) -> None:
    page = open_page(demo)
    assert page.overview is not None
    count = len(page.overview.todos)
    assert (len(page.todos.rows), page.todos.more.text()) == (SHOWN, f"Alles tonen ({count})")
    qtbot.keyClick(page.todos.more, Qt.Key.Key_Space)
    assert (len(page.todos.rows), page.todos.more.text()) == (count, "Minder tonen")
    with qtbot.waitSignal(page.open_page) as asked:
        qtbot.keyClick(page.todos.every_action, Qt.Key.Key_Return)
    assert asked.args == ["actions", None]
    qtbot.keyClick(page.todos.more, Qt.Key.Key_Space)
    assert len(page.todos.rows) == SHOWN


def test_privacy_mode_leaves_no_pupils_name_on_the_page_f52(
    demo: Session,
    open_page: Open,
    context: PageContext,
) -> None:
    page = open_page(demo)
    page.todos.more.click()
    assert page.overview is not None
    names = {todo.name for todo in page.overview.todos if todo.case_id} | {
        each.name for each in page.overview.recent if each.case_id
    }
    shown = words(page) + [card.text() for card in page.findChildren(RecentCard)]
    assert any(name in text for name in names for text in shown)
    context.privacy.set_on(True)
    shown = words(page) + [card.text() for card in page.findChildren(RecentCard)]
    spoken = [each.accessibleName() + each.toolTip() for each in page.findChildren(QWidget)]
    parts = {part for name in names for part in name.split() if part[0].isupper()}
    pattern = re.compile(rf"\b({'|'.join(map(re.escape, parts))})\b")
    assert [text for text in (*shown, *spoken) if pattern.search(text)] == []


def test_a_loose_action_is_finished_here_and_ctrl_z_opens_it_again(
    qtbot: QtBot,
    session: Session,
    open_page: Open,
) -> None:
    action = session.actions.save(ActionDraft(what="Lokaal regelen", due_on=TODAY))
    page = open_page(session)
    [row] = [each for each in page.todos.rows if each.todo.action_id == action]
    assert row.button.text() == "Afronden"
    with qtbot.waitSignal(page.saved):
        qtbot.keyClick(row.button, Qt.Key.Key_Return)
    assert session.actions.load(action).done_on == TODAY
    qtbot.waitUntil(lambda: all(each.todo.action_id != action for each in page.todos.rows))
    with qtbot.waitSignal(page.saved):
        ctrl_z(page)
    assert session.actions.load(action).done_on is None


def test_the_focus_stays_with_the_row_when_something_else_is_saved(
    qtbot: QtBot,
    demo: Session,
    open_page: Open,
) -> None:
    page = open_page(demo)
    focused = page.todos.rows[2]
    focused.button.setFocus()
    demo.actions.save(ActionDraft(what="Nog iets", due_on=TODAY))
    qtbot.waitUntil(lambda: page.todos.rows[2] is not focused)
    [now] = [row for row in page.todos.rows if row.button.hasFocus()]
    assert (now.todo.kind, now.todo.case_id) == (focused.todo.kind, focused.todo.case_id)


def test_the_page_does_not_scroll_away_when_something_else_is_saved(
    qtbot: QtBot, demo: Session, open_page: Open
) -> None:
    page = open_page(demo)
    page.resize(1150, 300)
    first = page.todos.rows[0]
    qtbot.waitUntil(first.button.hasFocus)
    bar = page.findChildren(QScrollArea)[0].verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    demo.actions.save(ActionDraft(what="Nog iets", due_on=TODAY))
    qtbot.waitUntil(lambda: page.todos.rows[0] is not first)
    assert page.todos.rows[0].button.hasFocus()
    assert bar.value() == 0


def test_a_backup_is_made_proven_and_told(qtbot: QtBot, session: Session, open_page: Open) -> None:
    session.pupils.save(PupilDraft(session.schools.lines()[0].id, PupilName("Noor", "", "Yıldız")))
    page = open_page(session)
    assert "Nog geen back-up" in words(page)
    with qtbot.waitSignal(page.saved):
        qtbot.keyClick(page.side.backup.link, Qt.Key.Key_Return)
        assert not page.side.busy.isHidden()
    qtbot.waitUntil(lambda: any(text.startswith("Vandaag om") for text in words(page)))
    assert "Teruggelezen en gecontroleerd: 0 casussen, 0 schoolafspraken." in words(page)
    assert page.side.busy.isHidden()


def test_a_second_place_is_offered_once_and_later_is_an_answer(
    qtbot: QtBot, session: Session, open_page: Open
) -> None:
    session.pupils.save(PupilDraft(session.schools.lines()[0].id, PupilName("Noor", "", "Yıldız")))
    page = open_page(session)
    assert page.side.offer.isHidden()  # first a backup
    session.backups.make()
    page.shown()
    qtbot.waitUntil(lambda: not page.side.offer.isHidden())
    page.side.offer.later.click()
    assert page.side.offer.isHidden()
    assert session.vault_id in page.context.laptop.settings.backup_place_later
    page.shown()
    qtbot.waitUntil(lambda: not page.context.tasks.busy())
    assert page.side.offer.isHidden()


def test_the_second_place_is_chosen_on_start_and_told_there(
    qtbot: QtBot, session: Session, open_page: Open, tmp_path: Path
) -> None:
    session.pupils.save(PupilDraft(session.schools.lines()[0].id, PupilName("Noor", "", "Yıldız")))
    session.backups.make()
    page = open_page(session)
    qtbot.waitUntil(lambda: not page.side.offer.isHidden())
    stick = tmp_path / "stick"
    stick.mkdir()
    with dialogs.answers(stick, "Toch deze map kiezen"):
        page.side.offer.choose.click()
        qtbot.waitUntil(lambda: "Ook in map stick" in words(page))
    assert page.side.offer.isHidden()
    assert page.context.laptop.settings.backup_places[session.vault_id].folder == stick


def test_tab_goes_as_one_reads(qtbot: QtBot, demo: Session, open_page: Open) -> None:
    page = open_page(demo)
    page.note.setFocus()
    reading = [page.new, page.todos.more, *(row.button for row in page.todos.rows)]
    reading += page.findChildren(RecentCard)
    side = page.side
    reading += [part.link for part in (side.agreements, side.cycle, side.reviews, side.backup)]
    walked = []
    for _stop in reading:
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        walked.append(QApplication.focusWidget())
    assert walked == reading


def test_where_one_was_opens_again(qtbot: QtBot, demo: Session, open_page: Open) -> None:
    page = open_page(demo)
    card = page.findChildren(RecentCard)[0]
    assert page.overview is not None
    last = page.overview.recent[0]
    with qtbot.waitSignal(page.open_page) as asked:
        qtbot.keyClick(card, Qt.Key.Key_Return)
    expected = ["cases", last.case_id] if last.case_id else ["agreements", last.agreement_id]
    assert asked.args == expected


@pytest.mark.parametrize("width", [848, 1150])
def test_nothing_is_wider_than_the_window(qtbot: QtBot, demo: Session, open_page: Open, width: int) -> None:
    page = open_page(demo)
    page.resize(width, 560)
    qtbot.waitUntil(lambda: page.width() == width)
    assert page.side.mapTo(page, page.side.rect().bottomRight()).x() <= width


def test_the_cycle_shows_what_comes_and_the_dates_go_to_a_calendar(
    qtbot: QtBot, demo: Session, open_page: Open, tmp_path: Path
) -> None:
    page = open_page(demo)
    assert "Tussentijdse evaluatie vastgesteld" in words(page)
    assert "15 februari, 0 van 2 scholen klaar" in words(page)
    assert "Schoolafspraken ondertekend" not in words(page)  # that stands in the part above
    path = tmp_path / "jaar.ics"
    seen: list[str] = []

    def choose(dialog: DatesDialog) -> bool:
        seen.extend(box.text() for box in dialog.findChildren(CheckBox) if box.isChecked())
        assert unnamed_controls(dialog) == []
        return dialog.check()

    with dialogs.answers(choose, path), qtbot.waitSignal(page.message) as told:
        qtbot.keyClick(page.side.cycle.link, Qt.Key.Key_Return)
    assert seen
    assert not any("1 augustus 2026" in text for text in seen)  # what is past is not chosen
    assert path.read_bytes().count(b"BEGIN:VEVENT") == len(seen)
    assert told.args is not None
    assert told.args[0].text.startswith(f"{len(seen)} datums staan in jaar.ics.")


def test_an_empty_choice_of_dates_writes_no_file(qtbot: QtBot, demo: Session, open_page: Open) -> None:
    page = open_page(demo)

    def choose_nothing(dialog: DatesDialog) -> bool:
        for box in dialog.findChildren(CheckBox):
            box.setChecked(False)
        assert not dialog.check()
        assert dialog.note.text() == "Kies minstens één datum."
        done.append(True)
        return False

    done: list[bool] = []
    with dialogs.answers(choose_nothing):
        page.show_dates()
        qtbot.waitUntil(lambda: bool(done))
