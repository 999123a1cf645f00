"""Monitoring on the screen: a real practice vault, real keys, and what stands in the vault afterwards."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from jeugdhulp_desktop.domain.actions import ActionFilter, ActionFilterKind
from jeugdhulp_desktop.domain.checklists import Answer, Moment, Reply, Run, Scope
from jeugdhulp_desktop.domain.errors import DiskProblem, NotFound
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.services.session import Session
from jeugdhulp_desktop.storage.audit import Action
from jeugdhulp_desktop.storage.checklist_queries import SUBJECT, store_reply, store_run
from jeugdhulp_desktop.ui import dialogs
from jeugdhulp_desktop.ui.monitoring.looks import RunState, answer_pill
from jeugdhulp_desktop.ui.monitoring.page import MonitoringPage
from jeugdhulp_desktop.ui.monitoring.question import QuestionRow
from jeugdhulp_desktop.ui.monitoring.run_view import RunView
from jeugdhulp_desktop.ui.pages import PageContext
from jeugdhulp_desktop.ui.privacy_mode import Privacy
from jeugdhulp_desktop.ui.tasks import Tasks
from jeugdhulp_desktop.ui.theme import theme
from jeugdhulp_desktop.ui.year_choice import YearChoice
from tests.ui.controls import stray_windows, unnamed_controls

YEAR = SchoolYear(2026)
NOW = datetime(2026, 9, 15, 8, 42, tzinfo=UTC)
ENTER = Qt.Key.Key_Return
KEYS = {
    Answer.YES: Qt.Key.Key_J,
    Answer.PARTLY: Qt.Key.Key_D,
    Answer.NO: Qt.Key.Key_N,
    Answer.NOT_APPLICABLE: Qt.Key.Key_X,
}


def shown(qtbot: QtBot, tasks: Tasks, session: Session) -> MonitoringPage:
    made = MonitoringPage(PageContext(tasks, Privacy(), YearChoice(YEAR), lambda: NOW))
    qtbot.addWidget(made)
    made.setMinimumSize(1, 1)
    made.resize(1302, 690)
    made.open_with(session)
    with qtbot.waitActive(made):  # a field that is left tells it only in the window in front
        made.show()
        made.activateWindow()
    qtbot.waitUntil(lambda: not tasks.busy())
    return made


@pytest.fixture
def page(qtbot: QtBot, tasks: Tasks, demo: Session) -> Iterator[MonitoringPage]:
    """Monitoring of the practice vault."""
    made = shown(qtbot, tasks, demo)

    def told(changes: frozenset[object]) -> None:
        if changes & made.watches:
            made.refresh(changes)

    unsubscribe = demo.changes.subscribe(tasks.announce)
    tasks.changed.connect(told)
    yield made
    unsubscribe()
    tasks.close()


def quiet(qtbot: QtBot, page: MonitoringPage) -> None:
    qtbot.waitUntil(lambda: not page.context.tasks.busy())


def opened(qtbot: QtBot, page: MonitoringPage, argument: tuple[str, int]) -> RunView:
    before = page.view
    page.open_at(argument)
    qtbot.waitUntil(lambda: page.view is not None and page.view is not before)
    assert page.view is not None
    return page.view


def a_case(page: MonitoringPage, *, finished: bool) -> int:
    """A case that is due, or one with a finished list; without a JP or a list half-way."""
    lines = page.model.lines()
    busy = {line.case_id for line in lines if line.id and not line.finished_on}
    found = [
        line.case_id
        for line in lines
        if line.case_id and bool(line.finished_on) is finished and line.case_id not in busy
    ]
    assert found[0] is not None
    return found[0]


def press(qtbot: QtBot, row: QuestionRow, answer: Answer) -> None:
    row.take_focus()
    focused = row.window().focusWidget()
    assert focused is not None
    qtbot.keyClick(focused, KEYS[answer])


def stored(session: Session, view: RunView) -> Run:
    return session.checklists.load(view.contents.run.id or 0)


def answer_all(qtbot: QtBot, view: RunView, answer: Answer = Answer.YES) -> None:
    for row in view.questions.rows:
        press(qtbot, row, answer)


def test_the_list_tells_what_is_late_and_what_was_done(page: MonitoringPage) -> None:
    lines = page.model.lines()
    assert page.header.facts.text() == "1 te laat, 1 bezig, 29 gepland, 5 afgerond"
    assert page.table.count.text() == f"{len(lines)} van {len(lines)} lijsten"
    states = {page.model.cell(row, page.model.column_of("state")).spoken() for row in range(len(lines))}
    assert {"Te laat", "Gepland", "Bezig, 4 van 10", "Afgerond"} <= states


def test_a_name_a_kind_and_a_state_narrow_the_list(qtbot: QtBot, page: MonitoringPage) -> None:
    qtbot.keyClicks(page.filters.search, "yildiz")
    qtbot.waitUntil(lambda: {line.about for line in page.model.lines()} == {"Noor Yıldız"})
    page.filters.clear()
    page.filters.filters["scope"].set_value(Scope.AGREEMENT)
    assert {line.scope for line in page.model.lines()} == {Scope.AGREEMENT}
    page.filters.filters["state"].set_value(RunState.LATE)
    assert page.model.rowCount() == 0


def test_initials_only(page: MonitoringPage) -> None:
    page.context.privacy.set_on(True)
    cells = {page.model.cell(row, 0).text for row in range(page.model.rowCount())}
    assert "N.Y." in cells
    assert "Noor Yıldız" not in cells


def test_enter_on_a_due_line_begins_the_list_and_looking_leaves_nothing_behind(
    qtbot: QtBot, page: MonitoringPage, demo: Session
) -> None:
    page.table.take_focus()
    qtbot.keyClick(page.table.view, ENTER)
    qtbot.waitUntil(lambda: page.view is not None)
    assert page.view is not None
    run_id = page.view.contents.run.id or 0
    assert demo.checklists.load(run_id).finished_on is None
    page.back()
    assert page.stack.currentIndex() == 0
    quiet(qtbot, page)
    with pytest.raises(NotFound):
        demo.checklists.load(run_id)


def test_each_key_is_an_answer_that_stands_in_the_vault_at_once(
    qtbot: QtBot, page: MonitoringPage, demo: Session
) -> None:
    view = opened(qtbot, page, ("case", a_case(page, finished=True)))
    assert view.side.progress_title.text() == "0 van 9 beantwoord"
    rows = view.questions.rows
    for row, answer in zip(rows, KEYS, strict=False):
        press(qtbot, row, answer)
    quiet(qtbot, page)
    kept = [stored(demo, view).reply(row.item.key).answer for row in rows[:4]]
    assert kept == list(KEYS)
    assert view.side.progress_title.text() == "4 van 9 beantwoord"
    assert view.reason.text() == "Nog 5 vragen"
    assert not view.finish_button.isEnabled()
    assert view.saved.plain_text() == "Bewaard. Je kunt stoppen en later verdergaan."


@pytest.mark.parametrize(
    ("key", "answer"), [("1", Answer.YES), ("2", Answer.PARTLY), ("4", Answer.NOT_APPLICABLE)]
)
def test_digits_answer_too(qtbot: QtBot, page: MonitoringPage, key: str, answer: Answer) -> None:
    view = opened(qtbot, page, ("case", a_case(page, finished=True)))
    view.questions.rows[0].take_focus()
    qtbot.keyClicks(view.questions.rows[0].window().focusWidget(), key)
    assert view.questions.rows[0].reply().answer is answer


def test_arrows_walk_through_the_questions(qtbot: QtBot, page: MonitoringPage) -> None:
    view = opened(qtbot, page, ("case", a_case(page, finished=True)))
    view.questions.rows[0].take_focus()
    qtbot.keyClick(view.focusWidget(), Qt.Key.Key_Down)
    assert view.questions.rows[1].isAncestorOf(view.focusWidget())
    qtbot.keyClick(view.focusWidget(), Qt.Key.Key_Up)
    assert view.questions.rows[0].isAncestorOf(view.focusWidget())


def test_a_list_is_stopped_and_goes_on_where_it_was(
    qtbot: QtBot, page: MonitoringPage, demo: Session
) -> None:
    case_id = a_case(page, finished=True)
    view = opened(qtbot, page, ("case", case_id))
    press(qtbot, view.questions.rows[0], Answer.YES)
    run_id = view.contents.run.id
    page.back()
    quiet(qtbot, page)
    again = opened(qtbot, page, ("case", case_id))
    assert again.contents.run.id == run_id
    assert again.questions.rows[0].reply().answer is Answer.YES
    again.take_focus()
    assert again.questions.rows[1].isAncestorOf(again.focusWidget()), "the first open question"


def test_the_answer_of_the_time_before_stands_under_the_question(qtbot: QtBot, page: MonitoringPage) -> None:
    view = opened(qtbot, page, ("case", a_case(page, finished=True)))
    assert view.questions.rows[0].before.text().startswith("Vorige keer: ja, ")
    view.compare.setChecked(True)
    assert view.questions.heads.isVisible()
    assert view.questions.rows[0].beside.isVisible()
    assert not view.questions.rows[0].before.isVisible()
    view.compare.setChecked(False)
    assert view.questions.rows[0].before.isVisible()


def test_nee_asks_why_and_enter_keeps_it_and_goes_on(
    qtbot: QtBot, page: MonitoringPage, demo: Session
) -> None:
    view = opened(qtbot, page, ("case", a_case(page, finished=True)))
    row = view.questions.rows[2]
    press(qtbot, row, Answer.NO)
    assert row.details is not None
    assert row.details.form.rows["explanation"].label.text() == "Toelichting (nodig bij ‘nee’)"
    assert view.focusWidget() is row.details.explanation
    qtbot.keyClicks(view.focusWidget(), "Thuis lukt het nog niet.")
    qtbot.keyClick(view.focusWidget(), ENTER)
    assert view.questions.rows[3].isAncestorOf(view.focusWidget())
    quiet(qtbot, page)
    assert stored(demo, view).reply(row.item.key) == Reply(
        row.item.key, Answer.NO, "Thuis lukt het nog niet."
    )


def test_v25_nee_without_a_reason_cannot_be_finished_and_is_named(
    qtbot: QtBot, page: MonitoringPage, demo: Session
) -> None:
    view = opened(qtbot, page, ("case", a_case(page, finished=True)))
    answer_all(qtbot, view)
    press(qtbot, view.questions.rows[1], Answer.NO)
    view.questions.rows[5].take_focus()
    assert view.reason.text() == "Nog 1 toelichting of bewijs"
    page.finish()
    details = view.questions.rows[1].details
    assert details is not None
    assert view.focusWidget() is details.explanation
    assert details.form.rows["explanation"].note() == (
        "Schrijf kort op waarom het antwoord 'nee' is. Wil je er een actie van maken?"
    )
    quiet(qtbot, page)
    assert stored(demo, view).finished_on is None
    qtbot.keyClicks(details.explanation, "Het aanbod is vol.")
    with qtbot.waitSignal(view.finished):
        page.finish()
    assert stored(demo, view).finished_on == date(2026, 9, 15)


def test_finishing_goes_to_the_first_open_question(qtbot: QtBot, page: MonitoringPage) -> None:
    view = opened(qtbot, page, ("case", a_case(page, finished=True)))
    press(qtbot, view.questions.rows[0], Answer.YES)
    page.finish()
    assert view.questions.rows[1].isAncestorOf(view.focusWidget())
    page.next_problem(1)
    assert view.questions.rows[2].isAncestorOf(view.focusWidget())
    page.next_problem(-1)
    assert view.questions.rows[1].isAncestorOf(view.focusWidget())


def test_the_next_date_is_kept_and_becomes_the_review_of_the_case(
    qtbot: QtBot, page: MonitoringPage, demo: Session
) -> None:
    case_id = a_case(page, finished=True)
    view = opened(qtbot, page, ("case", case_id))
    answer_all(qtbot, view)
    field = view.questions.next_day
    field.setFocus()
    field.clear()
    qtbot.keyClicks(field, "14-09-2026")
    page.finish()
    assert view.questions.next_form is not None
    assert view.questions.next_form.rows["next_on"].note() == (
        "Deze datum is al geweest. Kies een dag die nog komt."
    )
    field.clear()
    qtbot.keyClicks(field, "12-01-2027")
    with qtbot.waitSignal(page.message) as told:
        page.finish()
    assert told.args[0].text == "De lijst is afgerond. De volgende keer is op 12 januari 2027."
    assert demo.cases.load(case_id).next_review_on == date(2027, 1, 12)
    assert page.stack.currentIndex() == 0


def test_v18_a_number_that_may_be_a_bsn_is_asked_about_and_not_kept(
    qtbot: QtBot, page: MonitoringPage, demo: Session
) -> None:
    view = opened(qtbot, page, ("case", a_case(page, finished=True)))
    row = view.questions.rows[0]
    press(qtbot, row, Answer.NO)
    assert row.details is not None
    qtbot.keyClicks(row.details.explanation, "Het gaat om 123.456.782.")
    qtbot.keyClick(row.details.explanation, ENTER)
    assert row.details.bsn.rows["explanation"].isVisible()
    assert not page.may_leave()
    quiet(qtbot, page)
    assert stored(demo, view).reply(row.item.key).explanation == ""
    row.details.bsn._take_away("explanation")
    assert page.may_leave()
    quiet(qtbot, page)
    assert stored(demo, view).reply(row.item.key).explanation == "Het gaat om •••••••••."


def test_a_contact_moment_is_the_evidence(qtbot: QtBot, page: MonitoringPage, demo: Session) -> None:
    view = opened(qtbot, page, ("case", a_case(page, finished=True)))
    row = view.questions.rows[0]
    press(qtbot, row, Answer.NO)
    assert row.details is not None
    menu = row.details.chooser.open_menu()
    menu.actions()[0].trigger()
    menu.close()
    quiet(qtbot, page)
    assert stored(demo, view).reply(row.item.key).evidence_contact_id == view.contents.contacts[0].id
    assert row.details.chooser.chip.isVisible()
    row.details.chooser.remove.click()
    quiet(qtbot, page)
    assert stored(demo, view).reply(row.item.key).evidence_contact_id is None


def test_an_action_is_made_under_the_question(qtbot: QtBot, page: MonitoringPage, demo: Session) -> None:
    case_id = a_case(page, finished=True)
    view = opened(qtbot, page, ("case", case_id))
    row = view.questions.rows[0]
    press(qtbot, row, Answer.NO)
    assert row.details is not None
    assert row.details.action is not None
    fields = row.details.action.fields
    fields.button.click()
    assert fields.rows["what"].has_error()
    qtbot.keyClicks(fields.what, "Thuisbegeleiding bespreken")
    qtbot.keyClicks(fields.due, "29-09-2026")
    qtbot.keyClick(fields.due, ENTER)
    quiet(qtbot, page)
    made = demo.actions.lines(ActionFilter(ActionFilterKind.OPEN, case_id=case_id))
    assert ("Thuisbegeleiding bespreken", date(2026, 9, 29)) in [(line.what, line.due_on) for line in made]
    assert fields.what.value() == "", "ready for the next one"
    assert row.details.action.made.count() == 1
    assert "Thuisbegeleiding bespreken (ik, 29 september)" in [
        text for _icon, _tone, text in view.side._fact_lines()
    ]


def test_deels_can_be_explained_with_enter(qtbot: QtBot, page: MonitoringPage, demo: Session) -> None:
    view = opened(qtbot, page, ("case", a_case(page, finished=True)))
    row = view.questions.rows[0]
    press(qtbot, row, Answer.PARTLY)
    qtbot.keyClick(view.focusWidget(), ENTER)
    assert row.details is not None
    assert view.focusWidget() is row.details.explanation
    qtbot.keyClicks(row.details.explanation, "Alleen op school.")
    view.questions.rows[1].take_focus()
    quiet(qtbot, page)
    assert stored(demo, view).reply(row.item.key).explanation == "Alleen op school."


def test_an_agreement_has_headings_and_asks_what_shows_it(
    qtbot: QtBot, page: MonitoringPage, demo: Session
) -> None:
    line = next(each for each in page.model.lines() if each.agreement_id and not each.id)
    assert line.agreement_id is not None
    view = opened(qtbot, page, ("agreement", line.agreement_id))
    assert view.contents.run.moment is Moment.HALF_YEAR
    assert view.questions.next_form is None, "its moments are those of the school year"
    row = next(each for each in view.questions.rows if each.item.evidence)
    press(qtbot, row, Answer.YES)
    assert row.details is not None
    assert row.details.evidence.isVisible()
    for each in view.questions.rows:
        press(qtbot, each, Answer.YES)
    page.finish()
    assert view.focusWidget() is row.details.evidence
    qtbot.keyClicks(row.details.evidence, "Besluit van 3 september")
    qtbot.keyClick(row.details.evidence, ENTER)
    quiet(qtbot, page)
    assert stored(demo, view).reply(row.item.key).evidence == "Besluit van 3 september"


def test_a_finished_list_is_read_only_and_keeps_its_words(qtbot: QtBot, page: MonitoringPage) -> None:
    line = next(each for each in page.model.lines() if each.finished_on and each.case_id)
    page.table.select_id((line.scope, line.case_id, line.agreement_id, line.moment, line.id))
    page.edit()
    qtbot.waitUntil(lambda: page.view is not None)
    view = page.view
    assert view is not None
    assert all(row.answer is None for row in view.questions.rows)
    assert view.finish_button.isHidden()
    assert view.saved.plain_text().startswith("Afgerond op ")
    assert view.saved.plain_text().endswith("met de vragen van versie 1.")
    page.finish()
    assert page.may_leave()
    earlier = view.contents.history[0].id
    view.side.run_asked.emit(earlier)
    qtbot.waitUntil(lambda: page.view is not view)
    assert page.view is not None
    assert page.view.contents.run.id == earlier


def test_an_earlier_list_is_read_with_the_questions_of_its_own_version(
    qtbot: QtBot, page: MonitoringPage, demo: Session
) -> None:
    case_id = a_case(page, finished=True)
    now = demo.checklists.templates(Scope.CASE)[0]
    old = replace(now, version=now.version - 1, items=(replace(now.items[0], text="Past het nog?"),))
    then = Run(
        old, Scope.CASE, case_id, started_on=date(2025, 9, 1), finished_on=date(2025, 9, 2), replies={}
    )
    with demo.database.write(Action.FINISH_CHECKLIST, SUBJECT) as connection:
        run = store_run(connection, then)
        store_reply(connection, run, Reply(now.items[0].key, Answer.NO, "Toen nog niet."))
    view = opened(qtbot, page, ("run", run.id or 0))
    (row,) = view.questions.rows
    assert row.question.text() == "Past het nog?"
    assert row.pill.value() == answer_pill(Answer.NO)
    assert row.kept_texts.plain_text() == "Toen nog niet."
    assert "Afgerond op 2 september 2025." in view.saved.plain_text()
    assert f"versie {old.version}" in view.saved.plain_text()


def test_f18_a_full_disk_says_so_and_the_answer_waits(
    qtbot: QtBot, page: MonitoringPage, demo: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = opened(qtbot, page, ("case", a_case(page, finished=True)))
    write = demo.database.write

    def full(*_values: object) -> object:
        raise DiskProblem("full")

    monkeypatch.setattr(demo.database, "write", full)
    press(qtbot, view.questions.rows[0], Answer.YES)
    qtbot.waitUntil(lambda: bool(view.messages.messages()))
    assert view.messages.messages()[0].text.startswith("De schijf is vol.")
    assert view.saved.plain_text() == "Nog niet bewaard. Je antwoord staat er nog."
    with dialogs.answers(None) as asked:
        assert not page.may_leave()
    assert asked[0].title == "Niet alles is bewaard"
    monkeypatch.setattr(demo.database, "write", write)
    view.messages.messages()[0].acts[0].do()
    quiet(qtbot, page)
    assert stored(demo, view).reply(view.questions.rows[0].item.key).answer is Answer.YES
    assert not view.messages.messages()


@pytest.mark.parametrize(("answer", "gone"), [("Verwijderen", True), (None, False)])
def test_a_list_that_was_begun_by_mistake_can_go(
    qtbot: QtBot, page: MonitoringPage, demo: Session, answer: str | None, gone: bool
) -> None:
    view = opened(qtbot, page, ("case", a_case(page, finished=True)))
    press(qtbot, view.questions.rows[0], Answer.YES)
    run_id = view.contents.run.id or 0
    with dialogs.answers(answer) as asked:
        view.side.remove.click()
    assert "uit de prullenbak" in asked[0].text
    quiet(qtbot, page)
    assert (page.view is None) is gone
    if gone:
        with pytest.raises(NotFound):
            demo.checklists.load(run_id)


def test_a_new_list_is_begun_for_an_agreement(qtbot: QtBot, page: MonitoringPage) -> None:
    def fill(dialog: QWidget) -> bool:
        assert not dialog.check()  # type: ignore[attr-defined]
        dialog.scope.choose(Scope.AGREEMENT)  # type: ignore[attr-defined]
        dialog.agreement.set_value(dialog.agreement._values[0])  # type: ignore[attr-defined]
        dialog.moment.set_value(Moment.END)  # type: ignore[attr-defined]
        return bool(dialog.check())  # type: ignore[attr-defined]

    with dialogs.answers(fill):
        page.new_item()
        qtbot.waitUntil(lambda: page.view is not None)
    assert page.view is not None
    assert page.view.contents.run.moment is Moment.END


def test_an_empty_vault_says_what_comes_here(qtbot: QtBot, tasks: Tasks, session: Session) -> None:
    empty = shown(qtbot, tasks, session)
    assert empty.empty.isVisible()
    assert empty.empty.title.text() == "Nog niets te doen in 2026-2027"


@pytest.mark.parametrize("scale", [100, 150])
@pytest.mark.parametrize("size", [(896, 560), (1302, 690)])
def test_every_control_has_a_name_and_nothing_needs_more_room(
    qtbot: QtBot, page: MonitoringPage, size: tuple[int, int], scale: int
) -> None:
    theme().apply(scale=scale)
    page.resize(*size)
    assert unnamed_controls(page) == []
    view = opened(qtbot, page, ("case", a_case(page, finished=True)))
    press(qtbot, view.questions.rows[0], Answer.NO)
    quiet(qtbot, page)
    page.resize(*size)
    assert unnamed_controls(page) == []
    if not (scale == 150 and size[0] < 1000):  # the smallest window is for text at 100 %
        assert page.minimumSizeHint().width() <= size[0]
    assert stray_windows({page}) == []
    assert page.isActiveWindow(), "nothing flashed up as a window of its own"


def test_an_answer_the_disk_refused_is_kept_before_the_list_is_finished(
    qtbot: QtBot, page: MonitoringPage, demo: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = opened(qtbot, page, ("case", a_case(page, finished=True)))
    for row in view.questions.rows:
        press(qtbot, row, Answer.YES)
    quiet(qtbot, page)
    for row in view.questions.rows:
        if row.details is not None:
            row.details.evidence.set_value("besluit")
            row.details.keep_texts()
    quiet(qtbot, page)
    write = demo.database.write

    def full(*_values: object) -> object:
        raise DiskProblem("full")

    monkeypatch.setattr(demo.database, "write", full)
    last = view.questions.rows[-1]
    press(qtbot, last, Answer.PARTLY)
    qtbot.waitUntil(lambda: bool(view.messages.messages()))
    monkeypatch.setattr(demo.database, "write", write)
    with qtbot.waitSignal(view.finished) as finished:
        page.finish()
    assert demo.checklists.load(finished.args[0].id).reply(last.item.key).answer is Answer.PARTLY


def test_leaving_a_list_waits_for_its_last_answer(
    qtbot: QtBot, page: MonitoringPage, demo: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = opened(qtbot, page, ("case", a_case(page, finished=True)))

    def full(*_values: object) -> object:
        raise DiskProblem("full")

    monkeypatch.setattr(demo.database, "write", full)
    press(qtbot, view.questions.rows[0], Answer.YES)
    with dialogs.answers(None):  # asked at once, although the worker has not answered yet
        assert not page.may_leave()
    assert page.view is view
