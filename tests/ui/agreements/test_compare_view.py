"""Versions side by side on the screen: chosen, walked by keyboard, said in words, taken over as a reason."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from jeugdhulp_desktop.domain.agreement_sections import Theme
from jeugdhulp_desktop.domain.agreements import Agreement, AgreementStatus
from jeugdhulp_desktop.domain.comparing import Difference, DifferenceKind
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.domain.word_differences import word_pieces
from jeugdhulp_desktop.services.session import Session
from jeugdhulp_desktop.settings import Theme as Look
from jeugdhulp_desktop.ui import clipboard, dialogs
from jeugdhulp_desktop.ui.agreements.compare_rows import DifferenceRow, spoken
from jeugdhulp_desktop.ui.agreements.compare_view import CompareView
from jeugdhulp_desktop.ui.agreements.page import AgreementsPage
from jeugdhulp_desktop.ui.pages import PageContext
from jeugdhulp_desktop.ui.privacy_mode import Privacy
from jeugdhulp_desktop.ui.tasks import Tasks
from jeugdhulp_desktop.ui.theme import dress
from jeugdhulp_desktop.ui.year_choice import YearChoice
from tests.ui.controls import unnamed_controls

YEAR = SchoolYear(2026)
NOW = datetime(2026, 9, 15, 8, 42, tzinfo=UTC)


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


@pytest.fixture
def versions(demo: Session) -> tuple[Agreement, Agreement]:
    """The signed agreement, and a new version of it in which a theme is new and hours are others."""
    line = next(line for line in demo.agreements.lines(YEAR) if line.status is AgreementStatus.SIGNED)
    paper = demo.agreements.load(line.id or 0)
    new = demo.agreements.new_version(line.id or 0, "Er komt een thema bij.")
    row = replace(new.deployments[0], hours_per_week=Decimal("9.5"))
    theme = Theme("t99", "Slapen", lead="Marieke", goal="Eerder naar bed")
    changed = replace(
        new,
        themes=(*new.themes, theme),
        deployments=(row, *new.deployments[1:]),
        aim=new.aim.replace(" ", " heel ", 1),
    )
    return paper, demo.agreements.save(changed)


def compared(qtbot: QtBot, page: AgreementsPage, agreement_id: int | None) -> CompareView:
    page.open_at(("compare", agreement_id))
    qtbot.waitUntil(lambda: isinstance(page.view(), CompareView) and page.view().sides is not None)
    view: CompareView = page.view()
    return view


def labels(view: CompareView) -> list[str]:
    return [row.difference.label for row in view.rows]


def test_a_new_version_is_laid_beside_the_paper_in_force(
    qtbot: QtBot, page: AgreementsPage, versions: tuple[Agreement, Agreement]
) -> None:
    paper, new = versions
    view = compared(qtbot, page, new.id)
    assert (view.left.value(), view.right.value()) == (paper.id, new.id)
    assert "Thema “Slapen”" in labels(view)
    assert any("uren per week" in each for each in labels(view))
    assert "verschillen in" in view.header.facts.text()
    assert unnamed_controls(view) == []


def test_other_versions_can_be_chosen_and_turned_round(
    qtbot: QtBot, page: AgreementsPage, versions: tuple[Agreement, Agreement]
) -> None:
    paper, new = versions
    view = compared(qtbot, page, new.id)
    view._turn()
    qtbot.waitUntil(lambda: view.sides is not None and view.sides.before.id == new.id)
    theme = next(row for row in view.rows if row.difference.label == "Thema “Slapen”")
    assert theme.difference.kind is DifferenceKind.GONE
    view.left.set_value(paper.id)
    view.left.changed.emit()
    qtbot.waitUntil(lambda: view.stack.currentWidget() is view.nothing)
    assert view.nothing.title.text() == "Geen verschillen"
    assert view.header.facts.text() == "Geen verschillen"


def test_everything_shows_what_is_the_same_too(
    qtbot: QtBot, page: AgreementsPage, versions: tuple[Agreement, Agreement]
) -> None:
    view = compared(qtbot, page, versions[1].id)
    few = len(view.rows)
    qtbot.keyClick(view.all, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: len(view.rows) > few)
    assert any(not row.differs for row in view.rows)
    assert sum(row.differs for row in view.rows) == few


def test_f8_walks_the_differences_round_and_arrows_the_rows(
    qtbot: QtBot, page: AgreementsPage, versions: tuple[Agreement, Agreement]
) -> None:
    view = compared(qtbot, page, versions[1].id)
    qtbot.keyClick(view.all, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: any(not row.differs for row in view.rows))
    seen = []
    differing = [row for row in view.rows if row.differs]
    for _step in range(len(differing) + 1):
        page.next_problem(1)
        seen.append(QApplication.focusWidget())
    assert seen == [*differing, differing[0]]
    page.next_problem(-1)
    assert QApplication.focusWidget() is differing[-1]
    first = view.rows[0]
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Up)
    assert QApplication.focusWidget() is first
    qtbot.keyClick(first, Qt.Key.Key_Down)
    assert QApplication.focusWidget() is view.rows[1]
    stops = [row for row in view.rows if row.focusPolicy() is Qt.FocusPolicy.StrongFocus]
    assert stops == [view.rows[1]]  # Tab stops once in the whole comparison


def test_a_school_with_one_version_says_that_there_is_nothing_to_compare(
    qtbot: QtBot, page: AgreementsPage, demo: Session
) -> None:
    school = demo.schools.load(demo.schools.lines()[0].id)
    other = demo.schools.save(replace(school, id=None, version=0, name="De Wissel", brin="", is_mine=False))
    kept = demo.agreements.save(demo.agreements.new(other, YEAR))
    view = compared(qtbot, page, kept.id)
    assert view.nothing.title.text() == "Nog niets om te vergelijken"
    page.next_problem(1)
    assert view.panes() == [view.choices]


def test_the_differences_are_copied_as_text(
    qtbot: QtBot, page: AgreementsPage, versions: tuple[Agreement, Agreement]
) -> None:
    view = compared(qtbot, page, versions[1].id)
    with qtbot.waitSignal(page.message):
        qtbot.keyClick(view.copy_button, Qt.Key.Key_Space)
    assert "- Thema “Slapen” (nieuw)" in QGuiApplication.clipboard().text()
    clipboard.clear_ours()


def test_what_is_new_becomes_the_reason_of_the_version_that_is_open(
    qtbot: QtBot, page: AgreementsPage, versions: tuple[Agreement, Agreement]
) -> None:
    page.open_at(versions[1].id)
    qtbot.waitUntil(lambda: page.editor is not None and page.stack.currentWidget() is page.editor)
    view = compared(qtbot, page, versions[1].id)

    def look_over(dialog: dialogs.FormDialog) -> bool:
        assert "Slapen" in dialog.value()  # type: ignore[attr-defined]
        return True

    with dialogs.answers(look_over):
        qtbot.keyClick(view.news_button, Qt.Key.Key_Space)
    assert page.view() is None
    assert page.editor is not None
    assert "Thema “Slapen” is nieuw." in page.editor.draft().change_reason
    assert page.editor.edited()


def test_what_is_new_is_copied_where_no_editor_lies_under_it(
    qtbot: QtBot, page: AgreementsPage, versions: tuple[Agreement, Agreement]
) -> None:
    view = compared(qtbot, page, versions[1].id)
    with dialogs.answers(lambda _dialog: False, lambda _dialog: True):
        qtbot.keyClick(view.news_button, Qt.Key.Key_Space)
        with qtbot.waitSignal(page.message):
            qtbot.keyClick(view.news_button, Qt.Key.Key_Space)
    assert "Slapen" in QGuiApplication.clipboard().text()
    clipboard.clear_ours()


def test_enter_goes_to_the_field_in_the_editor_below(
    qtbot: QtBot, page: AgreementsPage, versions: tuple[Agreement, Agreement]
) -> None:
    page.open_at(versions[1].id)
    qtbot.waitUntil(lambda: page.editor is not None and page.stack.currentWidget() is page.editor)
    view = compared(qtbot, page, versions[1].id)
    row = next(each for each in view.rows if each.difference.path == "aim")
    row.setFocus()
    qtbot.keyClick(row, Qt.Key.Key_Return)
    assert page.stack.currentWidget() is page.editor


def test_escape_goes_back_to_what_lies_under_it(
    qtbot: QtBot, page: AgreementsPage, versions: tuple[Agreement, Agreement]
) -> None:
    compared(qtbot, page, versions[1].id)
    page.back()
    assert page.view() is None
    assert page.stack.currentIndex() == 0


def test_a_save_elsewhere_is_read_again(
    qtbot: QtBot, page: AgreementsPage, versions: tuple[Agreement, Agreement], demo: Session
) -> None:
    view = compared(qtbot, page, versions[1].id)
    demo.agreements.save(replace(versions[1], theme_intro="Een nieuwe inleiding"))
    page.refresh(frozenset())  # as the window does
    qtbot.waitUntil(lambda: "Inleiding bij de thema’s" in labels(view))


def test_a_change_is_said_in_words_and_drawn_in_more_than_colour(qtbot: QtBot, qapp: QApplication) -> None:
    pieces = word_pieces("acht uur per week", "negen uur per week")
    changed = Difference(
        "aim", "Thema “Rust”", "doel", "acht uur per week", "negen uur per week", DifferenceKind.CHANGED
    )
    assert spoken(changed, pieces) == "Thema “Rust”, doel. gewijzigd. weggehaald: acht. toegevoegd: negen"
    whole = replace(changed, before="a", after="b")
    assert spoken(whole, word_pieces("a", "b")) == "Thema “Rust”, doel. gewijzigd. was: a. is nu: b"
    assert spoken(replace(changed, kind=DifferenceKind.SAME)).endswith("gelijk. negen uur per week")
    gone = replace(changed, kind=DifferenceKind.GONE, after="")
    assert spoken(gone).endswith("vervallen. was: acht uur per week")

    row = DifferenceRow(changed, pieces)
    qtbot.addWidget(row)
    before, after = row._texts()
    assert "line-through" in before.toHtml()
    assert "underline" in after.toHtml()
    assert "negen" not in before.toPlainText()
    dress(qapp, Look.DARK, 150)
    assert row._texts()[0] is not before  # drawn anew in the other colours
    assert row.heightForWidth(300) > row.heightForWidth(900)


def test_a_text_of_100_000_characters_finds_its_place(qtbot: QtBot) -> None:
    text = "woord " * 16_000
    long = Difference("aim", "", "Doel", text, text + "einde", DifferenceKind.CHANGED)
    row = DifferenceRow(long, word_pieces(text, text + "einde"))
    qtbot.addWidget(row)
    assert row.heightForWidth(800) > 10_000
    assert len(row.accessibleName()) < 3_000
