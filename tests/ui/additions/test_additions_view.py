"""Additional deployment on the screen: a real practice vault, real keys, what stands in it afterwards."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from jeugdhulp_desktop.domain.additions import AdditionStatus
from jeugdhulp_desktop.domain.documents import PaperKey, PaperKind
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.services.session import Session
from jeugdhulp_desktop.ui import dialogs
from jeugdhulp_desktop.ui.additions.editor import AdditionEditor
from jeugdhulp_desktop.ui.additions.list_view import AdditionsList
from jeugdhulp_desktop.ui.agreements.page import AgreementsPage
from jeugdhulp_desktop.ui.pages import PageContext
from jeugdhulp_desktop.ui.privacy_mode import Privacy
from jeugdhulp_desktop.ui.tasks import Tasks
from jeugdhulp_desktop.ui.year_choice import YearChoice
from tests.ui.controls import unnamed_controls

YEAR = SchoolYear(2026)
NOW = datetime(2026, 9, 15, 8, 42, tzinfo=UTC)
WHY = "De spreekuren zitten elke week vol en gezinnen wachten langer dan drie weken op een gesprek."


@pytest.fixture
def page(qtbot: QtBot, tasks: Tasks, demo: Session) -> Iterator[AgreementsPage]:
    made = AgreementsPage(PageContext(tasks, Privacy(), YearChoice(YEAR), lambda: NOW))
    qtbot.addWidget(made)
    made.setMinimumSize(1, 1)  # as inside the window, which sets its own
    made.resize(1302, 690)
    unsubscribe = demo.changes.subscribe(tasks.announce)
    made.open_with(demo)
    made.show()
    qtbot.waitUntil(lambda: made.model.rowCount() > 0)
    yield made
    unsubscribe()
    tasks.close()


def listed(qtbot: QtBot, page: AgreementsPage) -> AdditionsList:
    page.open_at(("addition", None))
    view = page.view()
    assert isinstance(view, AdditionsList)
    qtbot.waitUntil(lambda: view.model.rowCount() == 2)
    return view


def front(qtbot: QtBot, page: AgreementsPage) -> AdditionEditor:
    """The form in front, once its findings are there."""
    qtbot.waitUntil(lambda: isinstance(page.view(), AdditionEditor))
    editor = page.view()
    settled(qtbot, editor)
    return editor  # type: ignore[no-any-return]


def settled(qtbot: QtBot, editor: AdditionEditor) -> None:
    """The check on the worker has answered for what stands on the screen."""
    editor._timer.stop()
    before = object()
    editor.problems = before  # type: ignore[assignment]
    editor._check()
    qtbot.waitUntil(lambda: editor.problems is not before)


def opened(qtbot: QtBot, page: AgreementsPage, session: Session, status: AdditionStatus) -> AdditionEditor:
    (line,) = [each for each in session.additions.lines(YEAR) if each.status is status]
    page.open_at(("addition", line.id))
    return front(qtbot, page)


def field(editor: AdditionEditor, path: str) -> QWidget:
    return next(part.fields[path] for part in editor.parts if path in part.fields)


def put(qtbot: QtBot, editor: AdditionEditor, path: str, text: str) -> None:
    widget = field(editor, path)
    widget.setFocus()
    widget.clear()  # type: ignore[attr-defined]
    qtbot.keyClicks(widget, text)


def saved(qtbot: QtBot, editor: AdditionEditor) -> None:
    qtbot.waitUntil(lambda: not editor.life.busy)


def test_the_list_says_how_exceptional_it_is_and_what_asks_to_be_decided(
    qtbot: QtBot, page: AgreementsPage
) -> None:
    view = listed(qtbot, page)
    assert view.header.facts.text().startswith("1 van 2 scholen (50,0%) heeft aanvullende inzet")
    assert view.table.count.text() == "2 van 2 aanvragen"
    assert unnamed_controls(view) == []
    qtbot.keyClicks(view.filters.search, "zonn")
    qtbot.waitUntil(lambda: view.model.rowCount() == 1)
    page.back()  # clears the search first
    assert view.model.rowCount() == 2
    page.back()
    assert page.view() is None


def test_enter_opens_a_request_and_esc_comes_back_to_the_list(qtbot: QtBot, page: AgreementsPage) -> None:
    view = listed(qtbot, page)
    qtbot.keyClick(view.table.view, Qt.Key.Key_Return)
    editor = front(qtbot, page)
    assert unnamed_controls(editor) == []
    page.back()
    assert page.view() is view


def test_a_request_is_begun_from_the_agreement_and_asked(
    qtbot: QtBot, page: AgreementsPage, demo: Session
) -> None:
    school = next(each for each in demo.schools.lines() if "Zonnewijzer" in each.name)
    page.open_at(("addition", (school.id, YEAR)))
    editor = front(qtbot, page)
    assert not editor.edited()
    assert editor.draft().welfare_requester.name
    assert "motivation-short" in {each.code for each in editor.problems}
    editor.request.fields["reasons"].boxes[next(iter(editor.request.fields["reasons"].boxes))].click()  # type: ignore[attr-defined]
    put(qtbot, editor, "motivation", WHY)
    assert editor.edited()
    settled(qtbot, editor)
    assert editor.columns.points.count("bad") == 0
    qtbot.mouseClick(editor.head.step_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: editor.addition.status is AdditionStatus.REQUESTED)
    kept = demo.additions.load(editor.addition.id or 0)
    assert (kept.motivation, kept.requested_on) == (WHY, NOW.date())
    assert editor.head.step_button.text() == "Toekennen"


def test_a_step_that_is_refused_puts_the_focus_in_the_field(
    qtbot: QtBot, page: AgreementsPage, demo: Session
) -> None:
    editor = opened(qtbot, page, demo, AdditionStatus.REQUESTED)
    put(qtbot, editor, "accountability", "")
    settled(qtbot, editor)
    qtbot.mouseClick(editor.head.step_button, Qt.MouseButton.LeftButton)
    assert editor.focusWidget() is field(editor, "accountability")
    assert field(editor, "accountability").parentWidget().note() == "Schrijf op wat jullie verantwoorden."


def test_hours_weeks_and_rate_are_counted_while_typing(
    qtbot: QtBot, page: AgreementsPage, demo: Session
) -> None:
    editor = opened(qtbot, page, demo, AdditionStatus.REQUESTED)
    for path, text in (("hours_per_week", "0,1"), ("weeks", "30"), ("rate", "62,40")):
        put(qtbot, editor, path, text)
    assert editor.finance.cost.text() == "0,1 uur × 30 weken = 3 uur × € 62,40 = € 187,20"
    put(qtbot, editor, "financing[0].share", "70")
    assert "Niet sluitend" in editor.finance.closing.text()


def test_the_weeks_of_the_period_are_proposed_and_taken_with_one_press(
    qtbot: QtBot, page: AgreementsPage, demo: Session
) -> None:
    editor = opened(qtbot, page, demo, AdditionStatus.REQUESTED)
    for path, text in (("starts_on", "02-11-2026"), ("ends_on", "18-12-2026")):
        put(qtbot, editor, path, text)
    assert editor.size_part.take_weeks.isVisible()
    editor.size_part.take_weeks.click()
    assert editor.draft().weeks == Decimal(7)
    assert not editor.size_part.take_weeks.isVisible()


def test_another_kind_of_worker_is_chosen_on_purpose_and_asks_a_reason(
    qtbot: QtBot, page: AgreementsPage, demo: Session
) -> None:
    (line,) = [each for each in demo.additions.lines(YEAR) if each.school_name.endswith("Kraanvogel")]
    page.open_at(("addition", (line.school_id, YEAR)))
    editor = front(qtbot, page)
    assert not editor.size_part.worker.isVisible()
    editor.size_part.other_button.click()
    assert editor.focusWidget() is editor.size_part.worker
    qtbot.keyClick(editor.size_part.worker, Qt.Key.Key_Down)
    settled(qtbot, editor)
    assert "addition-other-worker" in {each.code for each in editor.problems}


def test_past_july_it_is_split_into_two_requests(qtbot: QtBot, page: AgreementsPage, demo: Session) -> None:
    editor = opened(qtbot, page, demo, AdditionStatus.REQUESTED)
    put(qtbot, editor, "ends_on", "15-10-2027")
    settled(qtbot, editor)
    assert editor.columns.points.count("question") == 1
    editor.size_part.split_button.click()
    qtbot.waitUntil(lambda: editor.addition.ends_on == YEAR.end)
    assert len(demo.additions.lines(YEAR.next)) == 1


def test_a_reason_answers_the_question_instead(qtbot: QtBot, page: AgreementsPage, demo: Session) -> None:
    editor = opened(qtbot, page, demo, AdditionStatus.REQUESTED)
    put(qtbot, editor, "ends_on", "15-10-2027")
    settled(qtbot, editor)
    (point,) = [each for each in editor.columns.points.points() if each.level == "question"]

    def answer(dialog: QWidget) -> bool:
        dialog.reason.set_value("De gemeente wil één besluit.")  # type: ignore[attr-defined]
        return True

    with dialogs.answers(answer):
        point.acts[0][1]()
    settled(qtbot, editor)
    assert editor.columns.points.count("question") == 0
    assert editor.draft().deviations[0].reason == "De gemeente wil één besluit."


def test_three_parties_agree_and_it_is_granted_for_good(
    qtbot: QtBot, page: AgreementsPage, demo: Session
) -> None:
    editor = opened(qtbot, page, demo, AdditionStatus.REQUESTED)
    for at in range(3):
        put(qtbot, editor, f"approvals[{at}].agreed_on", "14-09-2026")
    settled(qtbot, editor)
    with dialogs.answers("Toekennen"):
        editor.head.step_button.click()
    qtbot.waitUntil(lambda: editor.addition.status is AdditionStatus.GRANTED)
    kept = demo.additions.load(editor.addition.id or 0)
    assert (kept.decided_on, bool(kept.frozen_control)) == (date(2026, 9, 14), True)
    assert not field(editor, "motivation").isEnabled()
    assert editor.after.isVisible()


def test_what_runs_is_evaluated_and_extended_as_a_new_request(
    qtbot: QtBot, page: AgreementsPage, demo: Session
) -> None:
    editor = opened(qtbot, page, demo, AdditionStatus.GRANTED)
    assert editor.head.pill.value().text == "Lopend"  # type: ignore[union-attr]
    put(qtbot, editor, "outcome", "De wachtlijst is weg.")
    settled(qtbot, editor)
    editor.head.step_button.click()
    qtbot.waitUntil(lambda: editor.addition.status is AdditionStatus.EVALUATED)

    def answer(dialog: QWidget) -> bool:
        dialog.reason.set_value("Er komen nieuwe gezinnen bij.")  # type: ignore[attr-defined]
        return True

    before = editor.addition.id
    with dialogs.answers(answer):
        editor.head.step_button.click()
    qtbot.waitUntil(lambda: isinstance(page.view(), AdditionEditor) and page.view() is not editor)
    new = front(qtbot, page)
    assert new.addition.previous_id == before
    assert new.draft().motivation == "Er komen nieuwe gezinnen bij."


def test_rejecting_and_reopening_ask_why(qtbot: QtBot, page: AgreementsPage, demo: Session) -> None:
    editor = opened(qtbot, page, demo, AdditionStatus.REQUESTED)

    def answer(dialog: QWidget) -> bool:
        dialog.reason.set_value("Het budget is op.")  # type: ignore[attr-defined]
        return True

    with dialogs.answers(answer):
        editor.head.refuse.trigger()
    qtbot.waitUntil(lambda: editor.addition.status is AdditionStatus.REJECTED)
    assert demo.additions.load(editor.addition.id or 0).decision_note == "Het budget is op."
    assert not editor.head.save_button.isVisible()
    with dialogs.answers(answer):
        editor.head.back_step.trigger()
    qtbot.waitUntil(lambda: editor.addition.status is AdditionStatus.REQUESTED)
    assert field(editor, "motivation").isEnabled()


def test_nothing_typed_is_dropped_silently(qtbot: QtBot, page: AgreementsPage, demo: Session) -> None:
    editor = opened(qtbot, page, demo, AdditionStatus.REQUESTED)
    assert page.may_leave()
    put(qtbot, editor, "evidence", "Nieuwe cijfers.")
    with dialogs.answers(None):
        page.back()
    assert page.view() is editor
    with dialogs.answers("Bewaren"):
        page.back()
    assert page.view() is None
    (line,) = [each for each in demo.additions.lines(YEAR) if each.status is AdditionStatus.REQUESTED]
    assert demo.additions.load(line.id).evidence == "Nieuwe cijfers."


def test_f38_a_stale_form_overwrites_nothing_and_can_read_the_newest(
    qtbot: QtBot, page: AgreementsPage, demo: Session
) -> None:
    editor = opened(qtbot, page, demo, AdditionStatus.REQUESTED)
    stored = demo.additions.load(editor.addition.id or 0)
    demo.additions.save(replace(stored, evidence="Van een ander."))
    put(qtbot, editor, "addressee", "Iemand anders")
    with qtbot.waitSignal(page.message) as told:
        page.save()
    assert "ander venster" in told.args[0].text
    assert demo.additions.load(stored.id or 0).evidence == "Van een ander."
    with dialogs.answers("Nieuwste lezen"):
        told.args[0].acts[0].do()
    qtbot.waitUntil(lambda: editor.draft().evidence == "Van een ander.")


def test_f36_what_is_no_number_is_told_and_not_stored(
    qtbot: QtBot, page: AgreementsPage, demo: Session
) -> None:
    editor = opened(qtbot, page, demo, AdditionStatus.REQUESTED)
    put(qtbot, editor, "hours_per_week", "1e9")
    page.save()
    assert not editor.life.busy
    assert editor.focusWidget() is field(editor, "hours_per_week")


def test_a_concept_is_deleted_after_asking(qtbot: QtBot, page: AgreementsPage, demo: Session) -> None:
    editor = opened(qtbot, page, demo, AdditionStatus.REQUESTED)
    editor.head.back_step.trigger()
    qtbot.waitUntil(lambda: editor.addition.status is AdditionStatus.DRAFT)
    with dialogs.answers("Verwijderen"):
        editor.head.delete.trigger()
    qtbot.waitUntil(lambda: page.view() is None)
    assert len(demo.additions.lines(YEAR)) == 1


def test_the_preview_is_asked_by_its_paper(qtbot: QtBot, page: AgreementsPage, demo: Session) -> None:
    editor = opened(qtbot, page, demo, AdditionStatus.GRANTED)
    with qtbot.waitSignal(page.open_page) as asked:
        page.make_pdf()
    assert asked.args == ["documents", PaperKey(PaperKind.ADDITION, editor.addition.id or 0)]


def test_opened_twice_it_stands_once(qtbot: QtBot, page: AgreementsPage, demo: Session) -> None:
    editor = opened(qtbot, page, demo, AdditionStatus.GRANTED)
    page.open_at(("addition", editor.addition.id))
    qtbot.waitUntil(lambda: not page.context.tasks.busy())
    assert page.view() is editor


@pytest.mark.parametrize(("width", "height"), [(960, 580), (1302, 690)])
def test_the_form_fits_and_its_points_can_be_read(
    qtbot: QtBot, page: AgreementsPage, demo: Session, width: int, height: int
) -> None:
    editor = opened(qtbot, page, demo, AdditionStatus.REQUESTED)
    page.resize(width - 196, height)
    assert not editor.columns.area.horizontalScrollBar().isVisible()
    if editor.columns.points_button.isVisible():
        editor.columns.points_button.click()
    assert editor.columns.points.isVisible()
