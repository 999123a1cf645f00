"""The way over on the screen: five pages by keyboard, what is asked, what is refused, and the proof."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from jeugdhulp_desktop.domain.actions import ActionFilter
from jeugdhulp_desktop.domain.cases import CaseDraft
from jeugdhulp_desktop.domain.errors import DiskProblem
from jeugdhulp_desktop.domain.pupils import PupilDraft, PupilName
from jeugdhulp_desktop.domain.rollovers import (
    HANDOVER,
    CopyCounts,
    GroupPlan,
    GroupState,
    Move,
    NextGroup,
    SchoolPlan,
)
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.domain.schools import SchoolDraft, SchoolType
from jeugdhulp_desktop.services.session import Session
from jeugdhulp_desktop.storage.engine import Database
from jeugdhulp_desktop.ui.agreements.page import AgreementsPage
from jeugdhulp_desktop.ui.pages import PageContext
from jeugdhulp_desktop.ui.privacy_mode import Privacy
from jeugdhulp_desktop.ui.rollover.groups_step import SchoolGroups
from jeugdhulp_desktop.ui.rollover.view import COPY, GROUPS, LOOK, PROOF, SCHOOLS, RolloverView
from jeugdhulp_desktop.ui.tasks import Tasks
from jeugdhulp_desktop.ui.widgets.labels import TextBlock
from jeugdhulp_desktop.ui.year_choice import YearChoice
from tests.services.conftest import Opened, Template
from tests.ui.controls import unnamed_controls

OLD, NEXT = SchoolYear(2026), SchoolYear(2027)
JUNE = datetime(2027, 6, 14, 9, tzinfo=UTC)


@pytest.fixture
def june(open_copy: Opened, empty_template: Template) -> Session:
    """In June: a primary school with an agreement, four groups and two open cases of pupils who leave."""
    session = open_copy(empty_template, clock=lambda: JUNE)
    school = session.schools.save(
        SchoolDraft("De Wissel", SchoolType.BAO, "98YY", swv="SWV", municipality="Veenrand")
    )
    session.agreements.save(session.agreements.new(school, OLD))
    pupils = {
        name: session.pupils.save(PupilDraft(school, PupilName(name, last="Proef"), group=group))
        for name, group in (("Noor", "6a"), ("Sam", "8"), ("Liv", "8"), ("Bo", "De Uilen"))
    }
    for name in ("Sam", "Liv", "Bo"):
        session.cases.save(CaseDraft(school_id=school, pupil_id=pupils[name]))
    return session


@pytest.fixture
def page(qtbot: QtBot, tasks: Tasks, june: Session) -> Iterator[AgreementsPage]:
    made = AgreementsPage(PageContext(tasks, Privacy(), YearChoice(OLD), lambda: JUNE))
    qtbot.addWidget(made)
    made.setMinimumSize(1, 1)
    made.resize(1302, 690)
    unsubscribe = june.changes.subscribe(tasks.announce)
    made.open_with(june)
    made.show()
    qtbot.waitUntil(lambda: made.model.rowCount() > 0)
    yield made
    unsubscribe()
    tasks.close()


@pytest.fixture
def view(qtbot: QtBot, page: AgreementsPage) -> RolloverView:
    """The wizard, with its plan."""
    qtbot.mouseClick(page.entries.new_year, Qt.MouseButton.LeftButton)
    found: RolloverView = page.view()
    qtbot.waitUntil(lambda: bool(found.schools.boxes))
    return found


def texts(widget: QWidget) -> str:
    """Everything that stands on a page."""
    found = widget.findChildren(QLabel)
    return "\n".join(each.plain_text() if isinstance(each, TextBlock) else each.text() for each in found)


def press_on(qtbot: QtBot, view: RolloverView, to: int) -> None:
    """Go on page by page, as one does who agrees; groups that are asked stay."""
    while view.current() < to:
        if view.current() == GROUPS:
            for panel in view.groups.panels:
                if panel.unanswered():
                    qtbot.keyClick(panel.rest, Qt.Key.Key_Space)
        assert view.next_button.isEnabled(), view.next_button.accessibleDescription()
        at = view.current()
        qtbot.keyClick(view.next_button, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda at=at: view.current() == at + 1, timeout=20_000)


def test_the_whole_way_ends_in_a_proof_and_in_the_new_year(
    qtbot: QtBot, page: AgreementsPage, view: RolloverView, june: Session
) -> None:
    assert view.schools.year.value() == NEXT
    press_on(qtbot, view, PROOF)
    told = texts(view.proof)
    assert "1 nieuwe afspraak voor 2027-2028." in told
    assert "1 leerling een groep omhoog, 2 van school, 1 in dezelfde groep gebleven." in told
    assert "3 open casussen lopen door." in told
    assert june.backups.last().file_name in told  # type: ignore[union-attr]
    assert unnamed_controls(view) == []
    qtbot.keyClick(view.next_button, Qt.Key.Key_Return)
    assert page.view() is None
    assert page.context.years.year == NEXT
    (concept,) = [line for line in june.agreements.lines(NEXT) if line.id is not None]
    assert concept.school_name == "De Wissel"


def test_a_school_without_anything_to_go_over_with_cannot_be_chosen(
    qtbot: QtBot, view: RolloverView, june: Session
) -> None:
    plan = {each.school_name: each.school_id for each in june.rollovers.plan(NEXT).schools}
    assert view.schools.boxes[plan["De Wissel"]].isChecked()
    assert not view.schools.boxes[plan["VSO De Proef"]].isEnabled()
    qtbot.keyClick(view.schools.boxes[plan["De Wissel"]], Qt.Key.Key_Space)
    assert not view.next_button.isEnabled()
    assert view.next_button.accessibleDescription() == "Kies een school."


def test_what_goes_along_and_what_never_does_stands_there_with_numbers(
    qtbot: QtBot, view: RolloverView
) -> None:
    press_on(qtbot, view, COPY)
    told = texts(view.copy)
    assert "1 afspraak, elk als concept" in told
    for never in ("handtekeningen", "evaluaties", "aanvullende inzet", "toestemmingen"):
        assert never in told
    assert "(0)" not in told


def test_in_the_middle_of_a_year_no_group_moves_unless_one_asks(qtbot: QtBot) -> None:
    group = GroupPlan("6A", 24, 0, NextGroup(Move.UP, "7A"))
    plan = SchoolPlan(
        1, "De Wissel", SchoolType.BAO, None, None, CopyCounts(), 0, 0, (group,), GroupState.OLD
    )
    panel = SchoolGroups(plan, NEXT, in_season=False)
    qtbot.addWidget(panel)
    assert panel.value() == {}
    assert panel.unanswered() == 0
    assert "Het schooljaar is bezig" in texts(panel)
    panel.none.click()
    assert panel.value() == {"6A": NextGroup(Move.UP, "7A")}


def test_an_unknown_group_is_asked_and_a_known_one_can_be_changed(qtbot: QtBot, view: RolloverView) -> None:
    press_on(qtbot, view, GROUPS)
    assert view.next_button.accessibleDescription() == "Kies nog wat er gebeurt met 1 groep."
    (panel,) = view.groups.panels
    lines = {line.plan.group: line for line in panel.lines}
    assert lines["6a"].target.value() == "7a"
    assert lines["8"].move.value() is Move.LEAVE
    assert lines["De Uilen"].move.value() is None

    qtbot.keyClick(lines["De Uilen"].move, Qt.Key.Key_Down)
    assert lines["De Uilen"].move.value() is Move.UP
    assert lines["De Uilen"].target.isVisible()
    assert view.next_button.isEnabled()  # it is proposed under the same name
    lines["De Uilen"].target.clear()
    qtbot.keyClicks(lines["De Uilen"].target, " ")
    assert not view.next_button.isEnabled()
    qtbot.keyClicks(lines["De Uilen"].target, "De Arenden")
    assert view.next_button.isEnabled()


def test_leavers_with_an_open_case_are_listed_and_one_is_left_for_later(
    qtbot: QtBot, page: AgreementsPage, view: RolloverView, june: Session
) -> None:
    press_on(qtbot, view, GROUPS)
    assert [case.pupil for case in view.groups.leaving()] == ["Liv Proef", "Sam Proef"]
    of_sam = next(case for case in view.groups.leaving() if case.pupil == "Sam Proef")
    qtbot.keyClick(view.groups.boxes[of_sam.case_id], Qt.Key.Key_Space)
    page.context.privacy.set_on(True)
    assert "Sam" not in texts(view.groups)
    assert not view.groups.boxes[of_sam.case_id].isChecked()  # what was chosen stays
    press_on(qtbot, view, PROOF)
    told = texts(view.proof)
    assert "1 actie gepland" in told
    assert "nog te doen" in told
    assert "Sam" not in told
    (action,) = june.actions.lines(ActionFilter())
    assert (action.what, action.due_on) == (HANDOVER, date(2027, 6, 28))


def test_groups_that_are_right_already_are_left_alone(
    qtbot: QtBot, view: RolloverView, june: Session
) -> None:
    press_on(qtbot, view, GROUPS)
    (panel,) = view.groups.panels
    qtbot.keyClick(panel.none, Qt.Key.Key_Space)
    assert view.groups.leaving() == []
    assert view.next_button.isEnabled()
    press_on(qtbot, view, PROOF)
    groups = {each.name.first: each.group for each in june.pupils.search("Proef")}
    assert groups["Noor"] == "6a"


def test_a_full_disk_changes_nothing_and_says_so(
    qtbot: QtBot, page: AgreementsPage, view: RolloverView, june: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise DiskProblem("full")

    press_on(qtbot, view, LOOK)
    monkeypatch.setattr(Database, "copy_into", full)
    with qtbot.waitSignal(page.message) as told:
        qtbot.keyClick(view.next_button, Qt.Key.Key_Return)
    assert told.args[0].text.endswith("Er is niets overgezet.")
    assert view.current() == LOOK
    assert view.next_button.isEnabled()
    assert june.agreements.versions(view.groups.panels[0].plan.school_id, NEXT) == []


def test_escape_goes_a_page_back_and_out_and_nothing_was_done(
    qtbot: QtBot, page: AgreementsPage, view: RolloverView, june: Session
) -> None:
    press_on(qtbot, view, LOOK)
    assert view.next_button.text() == "Overzetten"
    for wanted in (GROUPS, COPY, SCHOOLS):
        page.back()
        assert view.current() == wanted
    page.back()
    assert page.view() is None
    assert june.agreements.lines(NEXT)[0].id is None


def test_it_cannot_be_left_while_it_is_being_done(
    qtbot: QtBot, page: AgreementsPage, view: RolloverView
) -> None:
    press_on(qtbot, view, LOOK)
    view.finish()
    assert not view.may_leave()
    page.back()
    assert page.view() is view
    qtbot.waitUntil(lambda: view.current() == PROOF, timeout=20_000)
    assert view.may_leave()
    page.back()
    assert page.view() is None


def test_after_it_was_done_there_is_nothing_left_to_do(
    qtbot: QtBot, page: AgreementsPage, view: RolloverView
) -> None:
    press_on(qtbot, view, PROOF)
    view.finish()
    page.open_at(("rollover", NEXT))
    again: RolloverView = page.view()
    qtbot.waitUntil(lambda: bool(again.schools.boxes))
    assert again.next_button.accessibleDescription() == "Alles is al overgezet."
    assert "Heeft al een afspraak voor 2027-2028." in texts(again.schools)


def test_another_year_is_planned_anew(qtbot: QtBot, view: RolloverView) -> None:
    view.schools.year.set_value(OLD)
    view.schools.year.changed.emit()
    qtbot.waitUntil(lambda: "Heeft al een afspraak voor 2026-2027." in texts(view.schools))


def test_outside_the_season_the_menu_has_the_way_over(qtbot: QtBot, page: AgreementsPage) -> None:
    page.entries.show_season(date(2027, 12, 1))
    assert page.entries.new_year.isHidden()
    menu = {action.text(): action for action in page.entries.menu.actions()}
    menu["Nieuw schooljaar"].trigger()
    assert isinstance(page.view(), RolloverView)
    page.close_view()
    qtbot.waitUntil(lambda: page.model.rowCount() > 1)
    row = next(line for line in page.model.lines() if line.id is not None)
    page.table.select_id(row.school_id)
    page.entries.menu.aboutToShow.emit()
    assert menu["Vergelijken"].isEnabled()
    menu["Vergelijken"].trigger()
    qtbot.waitUntil(lambda: page.view() is not None)
