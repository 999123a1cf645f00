"""Briefpapier: typed, seen at once, kept; a logo of points or lines, and what is refused (F38, F43, F44)."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from jeugdhulp_desktop.domain.documents import Letterhead
from jeugdhulp_desktop.domain.errors import UnreadableLogo
from jeugdhulp_desktop.exchange.logos import encode_logo
from jeugdhulp_desktop.services.session import Session
from jeugdhulp_desktop.ui import dialogs
from jeugdhulp_desktop.ui.drawings import SIDE, paint_svg
from jeugdhulp_desktop.ui.pages import PageContext
from jeugdhulp_desktop.ui.settings.letterhead_panel import LetterheadPanel
from jeugdhulp_desktop.ui.settings.page import SettingsPage
from jeugdhulp_desktop.ui.tasks import Tasks
from tests.ui.controls import unnamed_controls

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20">'
    '<rect width="40" height="20" fill="red"/></svg>'
)


@pytest.fixture
def page(qtbot: QtBot, context: PageContext, tasks: Tasks, session: Session) -> Iterator[SettingsPage]:
    made = SettingsPage(context)
    qtbot.addWidget(made)
    made.setMinimumSize(1, 1)
    made.resize(1150, 690)
    made.open_with(session)
    made.show()
    qtbot.waitUntil(lambda: made.facts is not None)
    quiet(qtbot, made)
    yield made
    tasks.close()


@pytest.fixture
def panel(page: SettingsPage) -> LetterheadPanel:
    return page.letterhead


def quiet(qtbot: QtBot, page: SettingsPage) -> None:
    """The worker has answered, also what an answer asked next."""
    idle: list[bool] = []

    def settled() -> bool:
        idle.append(not page.context.tasks.busy())
        return len(idle) > 8 and all(idle[-8:])

    qtbot.waitUntil(settled)


def test_name_and_address_are_kept_with_the_page_and_told(
    qtbot: QtBot, page: SettingsPage, panel: LetterheadPanel, session: Session
) -> None:
    panel.form.rows["name"].field.setText("Welzijn Veenrand")
    panel.form.rows["address"].field.setPlainText("Dorpsstraat 1\n\n7900 AA Veenrand")
    assert panel.state.text() == "Nog niet bewaard"
    with qtbot.waitSignal(page.saved):
        page.save()
    quiet(qtbot, page)
    kept = session.letterhead.load().letterhead
    assert kept == Letterhead("Welzijn Veenrand", ("Dorpsstraat 1", "7900 AA Veenrand"))
    assert panel.state.text().startswith("Bewaard om")
    assert unnamed_controls(panel) == []


def test_leaving_asks_for_what_was_typed(qtbot: QtBot, page: SettingsPage, panel: LetterheadPanel) -> None:
    panel.form.rows["name"].field.setText("Welzijn")
    with dialogs.answers(None):
        assert not page.may_leave()
    with dialogs.answers("Niet bewaren"):
        assert page.may_leave()
    assert panel.form.draft() == Letterhead()
    assert page.may_leave()
    quiet(qtbot, page)


def test_the_top_of_the_page_follows_what_is_typed(
    qtbot: QtBot, page: SettingsPage, panel: LetterheadPanel
) -> None:
    before = panel.top.grab().toImage()
    panel.form.rows["address"].field.setPlainText("Dorpsstraat 1")
    qtbot.waitUntil(lambda: panel.top.grab().toImage() != before)
    quiet(qtbot, page)


def test_f44_a_logo_of_lines_is_painted_and_what_was_typed_stays(
    qtbot: QtBot, page: SettingsPage, panel: LetterheadPanel, session: Session, tmp_path: Path
) -> None:
    (tmp_path / "logo.svg").write_text(SVG)
    panel.form.rows["name"].field.setText("Nog aan het typen")
    with dialogs.answers(tmp_path / "logo.svg"), qtbot.waitSignal(page.saved):
        panel.choose.click()
    quiet(qtbot, page)
    assert session.letterhead.load().letterhead.logo
    assert panel.form.draft().name == "Nog aan het typen"
    assert panel.edited() and panel.remove.isVisibleTo(panel)
    page.save()
    quiet(qtbot, page)
    assert session.letterhead.load().letterhead.name == "Nog aan het typen"
    panel.remove.click()
    quiet(qtbot, page)
    assert session.letterhead.load().letterhead == Letterhead("Nog aan het typen")
    assert not panel.remove.isVisibleTo(panel)


def test_f44_a_refused_logo_is_told_with_what_to_do(
    qtbot: QtBot, page: SettingsPage, panel: LetterheadPanel, session: Session, tmp_path: Path
) -> None:
    (tmp_path / "logo.svg").write_text(SVG.replace("<rect", "<script/><rect"))
    with dialogs.answers(tmp_path / "logo.svg"), qtbot.waitSignal(page.message) as told:
        panel.choose.click()
    assert told.args[0].text.startswith("In dit SVG-bestand zit een script.")
    assert session.letterhead.load().logo == b""
    quiet(qtbot, page)


def test_f38_a_letterhead_kept_elsewhere_is_not_written_over(
    qtbot: QtBot, page: SettingsPage, panel: LetterheadPanel, session: Session
) -> None:
    session.letterhead.save(replace(session.letterhead.load(), letterhead=Letterhead("Elders")))
    panel.form.rows["name"].field.setText("Hier")
    with qtbot.waitSignal(page.message) as told:
        panel.save()
    assert "in een ander venster" in told.args[0].text
    assert session.letterhead.load().letterhead.name == "Elders"
    assert panel.form.draft().name == "Hier", "what was typed stays on the screen"
    panel.drop_edits()
    quiet(qtbot, page)


def test_a_drawing_becomes_points_of_its_own_proportions(qtbot: QtBot) -> None:
    logo = encode_logo(paint_svg(SVG.encode()))
    assert (logo.width, logo.height) == (SIDE, SIDE // 2)
    thin = SVG.replace("0 0 40 20", "0 0 100000 1")
    assert encode_logo(paint_svg(thin.encode())).height == 1
    with pytest.raises(UnreadableLogo):
        paint_svg(b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 0 0"/>')
