"""What tests of the editor do again and again: open an agreement, type in a field, wait for the check."""

from datetime import UTC, datetime

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.ui.agreements.editor import AgreementEditor
from jeugdhulp_desktop.ui.agreements.page import AgreementsPage

YEAR = SchoolYear(2026)
NOW = datetime(2026, 9, 15, 8, 42, tzinfo=UTC)


def line_of(page: AgreementsPage, school: str):  # type: ignore[no-untyped-def]
    return next(line for line in page._lines if school in line.school_name)


def edit(qtbot: QtBot, page: AgreementsPage, school: str) -> AgreementEditor:
    page.open_at(line_of(page, school).id)
    qtbot.waitUntil(lambda: page.editor is not None and page.stack.currentWidget() is page.editor)
    assert page.editor is not None
    return page.editor


def settled(qtbot: QtBot, editor: AgreementEditor) -> None:
    """The check on the worker has answered for what stands on the screen."""
    editor._timer.stop()
    before = object()
    editor.problems = before  # type: ignore[assignment]
    editor._check()
    qtbot.waitUntil(lambda: editor.problems is not before)


def put(qtbot: QtBot, field: QWidget, text: str) -> None:
    field.setFocus()
    field.clear()  # type: ignore[attr-defined]
    qtbot.keyClicks(field, text)
