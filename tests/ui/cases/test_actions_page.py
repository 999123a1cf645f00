"""Acties: one list of all, ticked off by keyboard, filtered and put on paper."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from jeugdhulp_desktop.domain.actions import ActionFilter, ActionFilterKind
from jeugdhulp_desktop.services.session import Session
from jeugdhulp_desktop.ui import dialogs
from jeugdhulp_desktop.ui.cases.actions_page import ActionsPage
from tests.ui.controls import unnamed_controls
from tests.ui.undoing import ctrl_z

Quiet = Callable[[], None]


def shown(page: ActionsPage, column: str = "what") -> list[str]:
    """What one column shows."""
    at = page.model.column_of(column)
    return [page.model.cell(row, at).spoken() for row in range(page.model.rowCount())]


def text_of(pdf: Path) -> str:
    """Every word on the pages."""
    with pypdfium2.PdfDocument(pdf.read_bytes()) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


def test_all_open_actions_by_date_the_late_ones_first(actions: ActionsPage, demo: Session) -> None:
    assert len(shown(actions)) == len(demo.actions.lines(ActionFilter()))
    assert shown(actions, "when")[0].endswith("te laat")
    assert actions.header.facts.text() == f"{len(shown(actions))} open, 1 te laat"


def test_space_ticks_off_and_ctrl_z_takes_it_back(qtbot: QtBot, actions: ActionsPage, quiet: Quiet) -> None:
    actions.table.take_focus()
    first, before = shown(actions)[0], len(shown(actions))
    qtbot.keyClick(actions.table.view, Qt.Key.Key_Space)
    quiet()
    assert first not in shown(actions)
    actions.filters.filters["kind"].set_value(ActionFilterKind.DONE)
    quiet()
    assert first in shown(actions)
    ctrl_z(actions)
    quiet()
    actions.filters.clear()
    quiet()
    assert (shown(actions)[0], len(shown(actions))) == (first, before)


@pytest.mark.parametrize("kind", [ActionFilterKind.MINE, ActionFilterKind.OVERDUE])
def test_a_filter_shows_what_the_service_gives(
    actions: ActionsPage, demo: Session, quiet: Quiet, kind: ActionFilterKind
) -> None:
    actions.open_at(ActionFilter(kind))
    quiet()
    assert shown(actions) == [line.what for line in demo.actions.lines(ActionFilter(kind))]
    assert shown(actions)


def test_words_and_what_it_belongs_to_narrow_the_list(
    qtbot: QtBot, actions: ActionsPage, quiet: Quiet
) -> None:
    with qtbot.waitSignal(actions.model.modelReset):
        qtbot.keyClicks(actions.filters.search, "ouders vrag")
    assert shown(actions) == ["Vragen of ouders van Daan een gesprek willen"]
    actions.filters.clear()
    actions.filters.filters["belongs"].set_value("agreement")
    quiet()
    assert all(line.agreement_id for line in actions.model.lines())


def test_the_actions_of_one_case_and_back_to_all(actions: ActionsPage, demo: Session, quiet: Quiet) -> None:
    case_id = next(line.case_id for line in demo.actions.lines(ActionFilter()) if line.case_id)
    actions.open_at(ActionFilter(case_id=case_id))
    quiet()
    assert {line.case_id for line in actions.model.lines()} == {case_id}
    assert actions.filters.filters["one"].isVisible()
    actions.filters.clear()
    quiet()
    assert not actions.filters.filters["one"].isVisible()
    assert len({line.case_id for line in actions.model.lines()}) > 1


def test_a_new_action_and_its_edit(actions: ActionsPage, demo: Session, quiet: Quiet) -> None:
    def fill(dialog: Any) -> bool:
        dialog.form.set_values({"what": "Rooster navragen"})
        dialog._try_accept()
        quiet()
        return True

    with dialogs.answers(fill):
        actions.new_item()
        quiet()
    made = next(line for line in demo.actions.lines(ActionFilter()) if line.what == "Rooster navragen")
    assert made.mine
    assert actions.table.select_id(made.id)

    def change(dialog: Any) -> bool:
        assert dialog.form.values()["what"] == "Rooster navragen"
        dialog.form.set_values({"what": "Rooster opnieuw navragen"})
        dialog._try_accept()
        quiet()
        return True

    with dialogs.answers(change):
        actions.edit()
        quiet()
    assert demo.actions.load(made.id).what == "Rooster opnieuw navragen"


def test_an_action_needs_words(actions: ActionsPage, quiet: Quiet) -> None:
    seen: list[str] = []

    def fill(dialog: Any) -> bool:
        dialog._try_accept()
        quiet()
        seen.append(dialog.form.rows["what"].note())
        return False

    with dialogs.answers(fill):
        actions.new_item()
        quiet()
    assert seen == ["Schrijf op wat er moet gebeuren."]


def test_a_bsn_has_no_place_in_an_action(actions: ActionsPage, demo: Session, quiet: Quiet) -> None:
    """V18: a line of a list is no place for such a number at all, so there is one answer."""

    def fill(dialog: Any) -> bool:
        dialog.form.set_values({"what": "Bel over 123456782"})
        dialog._try_accept()
        quiet()
        buttons = dialog.form.bsn.rows["what"].findChildren(QPushButton)
        assert [each.text() for each in buttons] == ["Haal weg"]
        buttons[0].click()
        dialog._try_accept()
        quiet()
        return True

    with dialogs.answers(fill):
        actions.new_item()
        quiet()
    assert "Bel over •••••••••" in [line.what for line in demo.actions.lines(ActionFilter())]


@pytest.mark.parametrize(("verb", "names"), [("Met initialen", False), ("Met namen", True)])
def test_the_list_on_paper_is_seen_first_and_kept_under_a_neutral_name(
    actions: ActionsPage, tmp_path: Path, quiet: Quiet, verb: str, names: bool
) -> None:
    """F51, F53: nothing is written before it is asked for, and the name of the file tells nothing."""
    with dialogs.answers(verb):
        actions.make_pdf()
        quiet()
    assert actions.sheet.preview.isVisible()
    assert ("namen van leerlingen" in actions.sheet.preview.note.plain_text()) is names
    target = tmp_path / "Actielijst.pdf"
    with dialogs.answers(target):
        actions.sheet.keep.click()
        quiet()
    assert ("Daan" in text_of(target)) is names
    assert "Actielijst.pdf" in actions.messages.messages()[0].text
    actions.back()
    assert actions.table.isVisible()


def test_in_privacy_mode_the_paper_has_initials_without_asking(
    actions: ActionsPage, tmp_path: Path, quiet: Quiet
) -> None:
    actions.context.privacy.set_on(True)
    assert "D.H." in shown(actions, "about")
    assert "Vragen of ouders van D. een gesprek willen" in shown(actions)
    actions.make_pdf()
    quiet()
    with dialogs.answers(tmp_path / "lijst.pdf"):
        actions.sheet.save_as()
        quiet()
    assert "Hofstra" not in text_of(tmp_path / "lijst.pdf")


def test_every_control_has_a_name(actions: ActionsPage) -> None:
    assert unnamed_controls(actions) == []
