"""An evaluation on the screen: one key a line, kept at once, finished when nothing is open, then read."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from jeugdhulp_desktop.domain.evaluations import EvaluationMoment, Realised
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.services.session import Session
from jeugdhulp_desktop.settings import Theme as Look
from jeugdhulp_desktop.ui import dialogs
from jeugdhulp_desktop.ui.agreements.page import AgreementsPage
from jeugdhulp_desktop.ui.evaluations.preview import EvaluationPreview
from jeugdhulp_desktop.ui.evaluations.view import EvaluationView
from jeugdhulp_desktop.ui.pages import PageContext
from jeugdhulp_desktop.ui.privacy_mode import Privacy
from jeugdhulp_desktop.ui.tasks import Tasks
from jeugdhulp_desktop.ui.theme import dress
from jeugdhulp_desktop.ui.year_choice import YearChoice
from tests.services.conftest import Opened, Template
from tests.ui.controls import unnamed_controls

YEAR = SchoolYear(2026)
HALFWAY, END = EvaluationMoment.HALFWAY, EvaluationMoment.END
NOW = datetime(2027, 2, 1, 9, 0, tzinfo=UTC)


@pytest.fixture
def later(open_copy: Opened, demo_template: Template) -> Session:
    """The practice vault on 1 February."""
    return open_copy(demo_template, clock=lambda: NOW)


@pytest.fixture
def page(qtbot: QtBot, tasks: Tasks, later: Session) -> Iterator[AgreementsPage]:
    made = AgreementsPage(PageContext(tasks, Privacy(), YearChoice(YEAR), lambda: NOW))
    qtbot.addWidget(made)
    made.setMinimumSize(1, 1)
    made.resize(1302, 690)
    unsubscribe = later.changes.subscribe(tasks.announce)
    made.open_with(later)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    qtbot.waitUntil(lambda: made.model.rowCount() > 0)
    yield made
    unsubscribe()
    tasks.close()


@pytest.fixture
def school(later: Session) -> int:
    """A school of which nothing was evaluated this year."""
    lines = later.evaluations.lines(YEAR)
    return next(line.school_id for line in lines if line.halfway.id is None and line.end.id is None)


def opened(
    qtbot: QtBot, page: AgreementsPage, school: int, moment: EvaluationMoment | None = None
) -> EvaluationView:
    before = page.view()
    page.open_at(("evaluation", (school, YEAR, moment)))
    qtbot.waitUntil(lambda: isinstance(page.view(), EvaluationView) and page.view() is not before)
    view = page.view()
    assert isinstance(view, EvaluationView)
    return view


def quiet(qtbot: QtBot, page: AgreementsPage) -> None:
    qtbot.waitUntil(lambda: not page.context.tasks.busy())


def fill(qtbot: QtBot, page: AgreementsPage, view: EvaluationView) -> None:
    """Everything that is needed to finish, by keyboard where a user would."""
    view.sheet.meeting.held_on.set_value(date(2027, 1, 28))
    for row in view.sheet.rows:
        row.take_focus()
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_G)
    quiet(qtbot, page)


def test_a_letter_answers_a_line_and_it_is_kept_at_once(
    qtbot: QtBot, page: AgreementsPage, later: Session, school: int
) -> None:
    view = opened(qtbot, page, school)
    assert view.evaluation.moment is HALFWAY  # in February
    assert view.sheet.rows[0].isAncestorOf(QApplication.focusWidget())
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_G)
    quiet(qtbot, page)
    assert later.evaluations.open(school, YEAR, HALFWAY).lines[0].answer is Realised.YES
    asked = len(view.sheet.rows)
    assert view.side.progress_title.text() == f"1 van {asked} beantwoord"
    assert view.foot.reason.text() == f"Nog {asked - 1} antwoorden"


def test_niet_asks_how_it_stands_and_arrows_walk_the_lines(
    qtbot: QtBot, page: AgreementsPage, later: Session, school: int
) -> None:
    view = opened(qtbot, page, school)
    first, second = view.sheet.rows[:2]
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_N)
    assert QApplication.focusWidget() is first.explanation
    qtbot.keyClicks(first.explanation, "Geen ruimte gevonden")
    first.take_focus()
    quiet(qtbot, page)
    kept = later.evaluations.open(school, YEAR, HALFWAY).lines[0]
    assert (kept.answer, kept.explanation) == (Realised.NO, "Geen ruimte gevonden")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    assert second.isAncestorOf(QApplication.focusWidget())


def test_quick_answers_never_meet_a_stale_version_f38(
    qtbot: QtBot, page: AgreementsPage, later: Session, school: int
) -> None:
    view = opened(qtbot, page, school)
    fill(qtbot, page, view)
    assert not view.messages.messages()
    kept = later.evaluations.open(school, YEAR, HALFWAY)
    assert {line.answer for line in kept.lines} == {Realised.YES}


def test_finishing_goes_to_what_is_open_and_then_it_can_only_be_read(
    qtbot: QtBot, page: AgreementsPage, later: Session, school: int
) -> None:
    view = opened(qtbot, page, school)
    fill(qtbot, page, view)
    view.sheet.meeting.held_on.set_value(None)
    view.finish()
    assert view.sheet.meeting.held_on.isAncestorOf(QApplication.focusWidget()) or (
        QApplication.focusWidget() is view.sheet.meeting.held_on
    )
    view.sheet.meeting.held_on.set_value(date(2027, 1, 28))
    with dialogs.answers("Vaststellen"):
        view.finish()
    qtbot.waitUntil(lambda: isinstance(page.view(), EvaluationView) and page.view().evaluation.finished)
    done = page.view()
    assert all(row.answer is None for row in done.sheet.rows)
    assert "Vastgesteld op 1 februari 2027" in done.foot.saved.plain_text()
    assert done.may_leave()
    state = later.evaluations.state(school, YEAR)
    assert state is not None and state.halfway.finished_on == NOW.date()


def test_it_is_opened_again_with_a_reason(
    qtbot: QtBot, page: AgreementsPage, later: Session, school: int
) -> None:
    draft = later.evaluations.open(school, YEAR, HALFWAY)
    lines = tuple(replace(line, answer=Realised.YES) for line in draft.lines)
    later.evaluations.finish(replace(draft, lines=lines, held_on=date(2027, 1, 28)))
    view = opened(qtbot, page, school, HALFWAY)

    def because(dialog: object) -> bool:
        dialog.reason.set_value("De gemeente vulde aan")  # type: ignore[attr-defined]
        return True

    with dialogs.answers(because):
        view._reopen()
    qtbot.waitUntil(lambda: isinstance(page.view(), EvaluationView) and not page.view().evaluation.finished)
    assert "De gemeente vulde aan" in page.view().foot.saved.plain_text()


def test_leerpunten_are_lines_and_effects_stand_behind_a_fold(
    qtbot: QtBot, page: AgreementsPage, later: Session, school: int
) -> None:
    view = opened(qtbot, page, school, END)
    learnt = view.sheet.learnt
    assert learnt.effects.isHidden()
    learnt.fold.click()
    assert not learnt.effects.isHidden()
    learnt.form.rows["lessons"].field.set_value("Eerder beginnen\n\n Vervanging regelen ")
    view.save()
    quiet(qtbot, page)
    assert later.evaluations.open(school, YEAR, END).lessons == ("Eerder beginnen", "Vervanging regelen")


def test_the_paper_of_a_draft_is_looked_at_over_it(
    qtbot: QtBot, page: AgreementsPage, later: Session, school: int
) -> None:
    view = opened(qtbot, page, school)
    view.make_pdf()
    qtbot.waitUntil(lambda: isinstance(page.view(), EvaluationPreview))
    preview = page.view()
    qtbot.waitUntil(preview.preview.has_document)
    assert "Concept" in preview.preview.note.plain_text()
    assert unnamed_controls(preview) == []
    page.back()
    assert page.view() is view


def test_a_message_when_another_window_wrote_offers_the_newest(
    qtbot: QtBot, page: AgreementsPage, later: Session, school: int
) -> None:
    view = opened(qtbot, page, school)
    later.evaluations.save(later.evaluations.open(school, YEAR, HALFWAY))
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_G)
    quiet(qtbot, page)
    (message,) = view.messages.messages()
    assert [act.words for act in message.acts] == ["Nieuwste lezen"]


def test_opened_twice_it_comes_to_the_front_and_the_other_moment_is_one_key_away(
    qtbot: QtBot, page: AgreementsPage, school: int
) -> None:
    view = opened(qtbot, page, school, HALFWAY)
    page.open_at(("evaluation", (school, YEAR, None)))
    quiet(qtbot, page)
    assert page.view() is view
    view._go_to(END)
    qtbot.waitUntil(lambda: isinstance(page.view(), EvaluationView) and page.view() is not view)
    assert page.view().evaluation.moment is END


@pytest.mark.parametrize(
    "seen", [(Look.LIGHT, 100, 744, 520), (Look.DARK, 150, 1366, 690)], ids=["small", "large letters"]
)
def test_it_fits_and_every_control_has_a_name(
    qtbot: QtBot, page: AgreementsPage, school: int, seen: tuple[Look, int, int, int]
) -> None:
    look, scale, width, height = seen
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    dress(app, look, scale)
    page.resize(width, height)
    view = opened(qtbot, page, school)
    for row, key in zip(view.sheet.rows, (Realised.YES, Realised.NO), strict=False):
        assert row.answer is not None
        row.answer.choose(key)
    quiet(qtbot, page)
    assert unnamed_controls(view) == []
    assert view.sheet.area.horizontalScrollBar().maximum() == 0
    assert view.width() <= page.width()
