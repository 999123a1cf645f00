"""The week grid: quick by keyboard, exact sums, kept cell by cell, and never over another's work."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from jeugdhulp_desktop.domain.agreement_sections import Deployment
from jeugdhulp_desktop.domain.hours import HourKind, HourState
from jeugdhulp_desktop.domain.relations import PersonDraft, WorkerType
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.domain.schools import SchoolDraft
from jeugdhulp_desktop.services.session import Session
from jeugdhulp_desktop.ui import dialogs
from jeugdhulp_desktop.ui.hours.add_worker import AddWorkerDialog
from jeugdhulp_desktop.ui.hours.hour_cell import HourCell
from jeugdhulp_desktop.ui.hours.page import HoursPage, View
from jeugdhulp_desktop.ui.pages import PageContext
from tests.ui.controls import unnamed_controls
from tests.ui.undoing import ctrl_z

YEAR = SchoolYear(2026)
MONDAY = date(2026, 9, 14)  # the week of "today"
WEEK = timedelta(weeks=1)
Key = Qt.Key
REALISED, PLANNED = HourState.REALISED, HourState.PLANNED


@pytest.fixture
def school(session: Session) -> int:
    """A school whose agreement names two workers, and one that nobody knows yet."""
    people = [
        session.relations.save_person(PersonDraft(name, worker_type=worker))
        for name, worker in (("Marieke", WorkerType.JMW), ("Rachid", WorkerType.JP))
    ]
    deployments = (
        Deployment(WorkerType.JMW, worker_id=people[0], hours_per_week=Decimal(8)),
        Deployment(WorkerType.JW),
        Deployment(WorkerType.JP, worker_id=people[1], hours_per_week=Decimal("4.5")),
    )
    school = session.schools.lines()[0].id
    session.agreements.save(replace(session.agreements.new(school, YEAR), deployments=deployments))
    return school


@pytest.fixture
def page(qtbot: QtBot, session: Session, school: int, context: PageContext) -> HoursPage:
    made = HoursPage(context)
    qtbot.addWidget(made)
    made.resize(1150, 640)
    made.show()
    made.open_with(session)
    qtbot.waitUntil(lambda: bool(made.week.grid.cells()))
    made.take_focus()
    return made


def cell(page: HoursPage, row: int, kind: HourKind = HourKind.INDIVIDUAL) -> HourCell:
    return page.week.grid.cell(row, kind)


def type_in(qtbot: QtBot, target: HourCell, text: str, key: Qt.Key = Key.Key_Return) -> None:
    target.setFocus()
    qtbot.keyClicks(target, text)
    qtbot.keyClick(target, key)


def settled(qtbot: QtBot, page: HoursPage) -> None:
    qtbot.waitUntil(lambda: not page.context.tasks.busy())


def kept(session: Session, school: int, monday: date = MONDAY) -> list[dict[HourKind, Decimal]]:
    return [dict(row.realised) for row in session.hours.week(school, monday).rows]


def test_hours_typed_with_a_comma_are_kept_when_the_cell_is_left(
    qtbot: QtBot, session: Session, school: int, page: HoursPage
) -> None:
    with qtbot.waitSignal(page.saved):
        type_in(qtbot, cell(page, 0), "1,5")
    assert kept(session, school)[0] == {HourKind.INDIVIDUAL: Decimal("1.5")}
    assert "Bewaard" in page.week.foot.words.plain_text()


def test_enter_goes_down_past_who_is_not_known_and_then_to_the_next_kind(
    qtbot: QtBot, page: HoursPage
) -> None:
    type_in(qtbot, cell(page, 0), "1")
    assert cell(page, 2).hasFocus()
    qtbot.keyClick(cell(page, 2), Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)
    assert cell(page, 0, HourKind.GROUP).hasFocus()


def test_arrows_walk_through_the_sheet_and_stop_at_its_edges(qtbot: QtBot, page: HoursPage) -> None:
    walk = [
        (Key.Key_Right, 0, HourKind.GROUP), (Key.Key_Down, 2, HourKind.GROUP),
        (Key.Key_Left, 2, HourKind.INDIVIDUAL), (Key.Key_Up, 0, HourKind.INDIVIDUAL),
        (Key.Key_Left, 0, HourKind.INDIVIDUAL),
    ]  # fmt: skip
    here = cell(page, 0)
    for key, row, kind in walk:
        qtbot.keyClick(here, key)
        here = cell(page, row, kind)
        assert here.hasFocus()


def test_an_arrow_walks_through_what_was_typed_before_it_leaves_the_cell(
    qtbot: QtBot, page: HoursPage
) -> None:
    here = cell(page, 0)
    qtbot.keyClicks(here, "12")
    qtbot.keyClick(here, Key.Key_Left)
    assert here.hasFocus()
    qtbot.keyClick(here, Key.Key_Right)
    qtbot.keyClick(here, Key.Key_Right)
    assert cell(page, 0, HourKind.GROUP).hasFocus()


def test_sums_follow_while_one_types_and_are_exact_f36(qtbot: QtBot, page: HoursPage) -> None:
    for kind in (HourKind.INDIVIDUAL, HourKind.GROUP):
        type_in(qtbot, cell(page, 0, kind), "0,1")
    last = cell(page, 0, HourKind.CONSULTATION)
    last.setFocus()
    qtbot.keyClicks(last, "0,1")  # not left yet
    assert page.week.grid.row_sums()[0] == "0,3"
    assert page.week.grid.sums() == (["0,1", "0,1", "0,1", "0", "0"], "0,3")
    settled(qtbot, page)


def test_esc_puts_the_cell_back_and_keeps_nothing(
    qtbot: QtBot, session: Session, school: int, page: HoursPage
) -> None:
    type_in(qtbot, cell(page, 0), "2")
    settled(qtbot, page)
    here = cell(page, 0)
    here.setFocus()
    qtbot.keyClicks(here, "9")
    qtbot.keyClick(here, Key.Key_Escape)
    assert here.text() == "2"
    qtbot.keyClick(here, Key.Key_Return)
    settled(qtbot, page)
    assert kept(session, school)[0] == {HourKind.INDIVIDUAL: Decimal(2)}


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("abc", "Typ uren als getal"),
        ("1,2,3", "Typ uren als getal"),
        ("-2", "liggen tussen 0 en 60"),
        ("61", "liggen tussen 0 en 60"),
        ("0,125", "2 cijfers achter de komma"),
        ("NaN", "Typ uren als getal"),
        ("9" * 20, "liggen tussen 0 en 60"),
    ],
)
def test_what_is_no_number_of_hours_stays_with_its_sentence_and_is_not_kept_f36(  # noqa: PLR0917
    qtbot: QtBot, session: Session, school: int, page: HoursPage, typed: str, words: str
) -> None:
    here = cell(page, 0)
    type_in(qtbot, here, typed)
    assert here.hasFocus()
    assert here.text() == typed
    assert words in here.accessibleDescription()
    assert not page.may_leave()
    assert page.messages.messages()
    settled(qtbot, page)
    assert kept(session, school)[0] == {}
    qtbot.keyClick(here, Key.Key_Escape)
    assert here.accessibleDescription() == ""
    assert page.may_leave()


def test_a_point_of_the_numeric_keypad_is_read_as_a_comma_and_said_so(qtbot: QtBot, page: HoursPage) -> None:
    type_in(qtbot, cell(page, 0), "1.5")
    assert cell(page, 0).text() == "1,5"
    settled(qtbot, page)


def test_cells_typed_faster_than_they_are_kept_are_all_kept(
    qtbot: QtBot, session: Session, school: int, page: HoursPage
) -> None:
    for number, kind in enumerate(HourKind, start=1):
        type_in(qtbot, cell(page, 0, kind), str(number))
    settled(qtbot, page)
    assert kept(session, school)[0] == {kind: Decimal(at) for at, kind in enumerate(HourKind, start=1)}


def test_ctrl_d_takes_over_last_week_and_ctrl_z_puts_it_back(
    qtbot: QtBot, session: Session, school: int, page: HoursPage
) -> None:
    last = session.hours.week(school, MONDAY - WEEK)
    hours = {HourKind.GROUP: Decimal("2.25")}
    session.hours.save_week(last.with_row(last.rows[0].with_hours(REALISED, hours)))
    settled(qtbot, page)
    with qtbot.waitSignal(page.saved):
        qtbot.keyClick(cell(page, 0), Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert cell(page, 0, HourKind.GROUP).text() == "2,25"
    assert "Overgenomen" in page.week.foot.words.plain_text()
    with qtbot.waitSignal(page.saved):
        ctrl_z(page)
    settled(qtbot, page)
    assert kept(session, school)[0] == {}
    assert cell(page, 0, HourKind.GROUP).text() == ""


def test_copying_an_empty_week_says_that_nothing_came(qtbot: QtBot, page: HoursPage) -> None:
    page.week.copy_last_week()
    qtbot.waitUntil(lambda: "niets overgenomen" in page.week.foot.words.plain_text())


def test_alt_and_an_arrow_goes_to_another_week_and_keeps_what_was_typed(
    qtbot: QtBot, session: Session, school: int, page: HoursPage
) -> None:
    here = cell(page, 0)
    qtbot.keyClicks(here, "3")
    qtbot.keyClick(here, Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: page.week.bar.week_choice.value() == MONDAY - WEEK)
    settled(qtbot, page)
    assert cell(page, 0).text() == ""
    assert kept(session, school)[0] == {HourKind.INDIVIDUAL: Decimal(3)}
    qtbot.keyClick(cell(page, 0), Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: cell(page, 0).text() == "3")


def test_a_week_of_another_school_year_is_refused_with_words(page: HoursPage) -> None:
    page.week.go(date(2025, 9, 1))
    assert "hoort niet bij schooljaar 2026-2027" in page.week.foot.words.plain_text()


def test_planned_and_realised_are_typed_apart(
    qtbot: QtBot, session: Session, school: int, page: HoursPage
) -> None:
    type_in(qtbot, cell(page, 0), "1")
    page.week.bar.states.choose(PLANNED)
    assert cell(page, 0).text() == ""
    type_in(qtbot, cell(page, 0), "2")
    settled(qtbot, page)
    row = session.hours.week(school, MONDAY).rows[0]
    assert (row.realised, row.planned) == (
        {HourKind.INDIVIDUAL: Decimal(1)}, {HourKind.INDIVIDUAL: Decimal(2)},
    )  # fmt: skip


def test_a_week_another_window_wrote_is_not_written_over_f38(
    qtbot: QtBot, session: Session, school: int, page: HoursPage
) -> None:
    page.week._pending += 1  # this page does not hear of it yet
    sheet = session.hours.week(school, MONDAY)
    session.hours.save_week(sheet.with_row(sheet.rows[0].with_hours(REALISED, {HourKind.OTHER: Decimal(7)})))
    settled(qtbot, page)
    page.week._pending -= 1
    type_in(qtbot, cell(page, 0), "1")
    qtbot.waitUntil(lambda: bool(page.week.messages.messages()))
    assert kept(session, school)[0] == {HourKind.OTHER: Decimal(7)}
    page.week.messages.messages()[0].acts[0].do()
    qtbot.waitUntil(lambda: cell(page, 0, HourKind.OTHER).text() == "7")
    assert cell(page, 0).text() == ""
    with qtbot.waitSignal(page.saved):
        type_in(qtbot, cell(page, 0), "1")
    settled(qtbot, page)
    assert kept(session, school)[0] == {HourKind.INDIVIDUAL: Decimal(1), HourKind.OTHER: Decimal(7)}


def test_who_is_not_in_the_sociale_kaart_has_no_cells_and_a_way_there(qtbot: QtBot, page: HoursPage) -> None:
    assert len(page.week.grid.cells()) == 2
    with qtbot.waitSignal(page.open_page) as asked:
        page.week.grid.person_asked.emit()
    assert asked.args == ["relations", None]
    assert "sociale kaart" in page.week.side.about.plain_text()


def test_a_worker_outside_the_agreement_can_be_added_and_stays_once_hours_stand_there(
    qtbot: QtBot, session: Session, school: int, page: HoursPage
) -> None:
    joris = session.relations.save_person(PersonDraft("Joris", worker_type=WorkerType.JW))

    def choose(dialog: AddWorkerDialog) -> bool:
        assert not dialog.check()
        dialog.person.set_value(joris)
        return dialog.check()

    settled(qtbot, page)
    with dialogs.answers(choose):
        page.new_item()
        qtbot.waitUntil(lambda: len(page.week.grid.cells()) == 3)
    with qtbot.waitSignal(page.saved):
        type_in(qtbot, cell(page, 3), "4")
    settled(qtbot, page)
    assert [row.name for row in session.hours.week(school, MONDAY + WEEK).rows][-1] in ("Joris", "Rachid")
    assert "Joris" in [row.name for row in session.hours.week(school, MONDAY + WEEK).rows]


def test_more_than_was_agreed_is_said_in_words(qtbot: QtBot, page: HoursPage) -> None:
    type_in(qtbot, cell(page, 0), "20")
    assert "7,5 uur meer" in page.week.side.words.plain_text()
    settled(qtbot, page)


def test_a_week_too_long_to_be_true_is_kept_and_asked_about(qtbot: QtBot, page: HoursPage) -> None:
    for kind in (HourKind.INDIVIDUAL, HourKind.GROUP):
        type_in(qtbot, cell(page, 0, kind), "40")
    qtbot.waitUntil(lambda: "80 uur. Klopt dat?" in page.week.foot.words.plain_text())


def test_a_holiday_stands_beside_its_week(qtbot: QtBot, session: Session, page: HoursPage) -> None:
    session.settings.save(replace(session.settings.load(), holiday_region="noord"))
    page.week.go(date(2026, 10, 12))
    qtbot.waitUntil(lambda: page.week.bar.holiday.value() is not None)
    assert page.week.bar.holiday.value().text == "Herfstvakantie"  # type: ignore[union-attr]


def test_without_any_worker_the_page_says_where_they_come_from(
    qtbot: QtBot, session: Session, context: PageContext
) -> None:
    made = HoursPage(context)
    qtbot.addWidget(made)
    made.show()
    made.open_with(session)
    qtbot.waitUntil(made.week.empty.isVisible)
    assert unnamed_controls(made) == []


def test_every_control_has_a_name_in_every_view(qtbot: QtBot, page: HoursPage) -> None:
    for view in View:
        page._choose_view(view)
        settled(qtbot, page)
        assert unnamed_controls(page) == []


def test_a_cell_that_is_no_number_keeps_its_week_and_its_school_in_front(
    qtbot: QtBot, session: Session, school: int, page: HoursPage
) -> None:
    other = session.schools.save(SchoolDraft("De Andere"))
    page._read_schools()
    qtbot.waitUntil(lambda: page.school.count() == 2)
    here = cell(page, 0)
    type_in(qtbot, here, "abc")
    qtbot.keyClick(here, Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert page.week.monday == page.week.bar.week_choice.value() == MONDAY
    assert "rode rand" in page.week.foot.words.plain_text()
    page.school.setFocus()
    page.school.set_value(other)
    page.school.changed.emit()
    assert page.school_id() == school
    page._view_chosen(View.YEAR)
    assert page.view() is View.WEEK
    assert here.text() == "abc"
    assert page.focusWidget() is here  # where it can be put right, or Esc be pressed


def test_ctrl_d_right_after_turning_the_page_fills_the_week_that_was_turned_to(
    qtbot: QtBot, session: Session, school: int, page: HoursPage
) -> None:
    type_in(qtbot, cell(page, 0), "2,5")
    settled(qtbot, page)
    page.week.go(MONDAY + WEEK)
    page.week.copy_last_week()  # the new week is still being read
    settled(qtbot, page)
    qtbot.waitUntil(lambda: kept(session, school, MONDAY + WEEK)[0] == {HourKind.INDIVIDUAL: Decimal("2.50")})
    assert kept(session, school, MONDAY)[0] == {HourKind.INDIVIDUAL: Decimal("2.50")}
