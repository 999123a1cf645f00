"""Alles als gewone bestanden on the screen: asked twice, stopped without a trace, and told where it is."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from jeugdhulp_desktop.services.session import Session
from jeugdhulp_desktop.ui import dialogs
from jeugdhulp_desktop.ui.moving.export_part import ExportPart
from jeugdhulp_desktop.ui.pages import PageContext
from jeugdhulp_desktop.ui.tasks import Tasks
from tests.ui.controls import unnamed_controls

LONG = 20_000
AGREED = ("Map kiezen", "Alles daar bewaren")


@pytest.fixture
def part(qtbot: QtBot, context: PageContext, tasks: Tasks, session: Session) -> Iterator[ExportPart]:
    made = ExportPart(context)
    qtbot.addWidget(made)
    made.resize(900, 640)
    made.open_with(session)
    made.show()
    yield made
    tasks.close()


def test_it_is_asked_twice_and_either_no_is_enough(part: ExportPart, tmp_path: Path) -> None:
    target = tmp_path / "stick"
    target.mkdir()
    for answers in ((None,), (AGREED[0], None), (AGREED[0], target, None)):
        with dialogs.answers(*answers) as asked:
            part.make.click()
        assert "namen van leerlingen" in asked[0].text
        assert {each.default for each in asked if each.title == asked[0].title} == {dialogs.CANCEL}
    assert str(target) in asked[2].text
    assert list(target.iterdir()) == []
    assert not part.busy.isVisible()


def test_then_everything_stands_in_a_folder_of_its_own(
    qtbot: QtBot, part: ExportPart, tmp_path: Path
) -> None:
    assert unnamed_controls(part) == []
    target = tmp_path / "stick"
    target.mkdir()
    with dialogs.answers(AGREED[0], target, AGREED[1]), qtbot.waitSignal(part.saved, timeout=LONG):
        part.make.click()
    (folder,) = target.iterdir()
    assert (folder / "lijsten" / "Scholen.csv").exists()
    assert "lijsten met" in "\n".join(each.text() for each in part.made.findChildren(QLabel))
    assert part.focusWidget() is part.open


def test_stopping_leaves_nothing(
    qtbot: QtBot, part: ExportPart, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    export = session.plain_export.export
    messages: list[Any] = []
    part.message.connect(messages.append)

    def stopped(target: Path, progress: Any) -> Any:
        progress.cancel()
        return export(target, progress)

    monkeypatch.setattr(session.plain_export, "export", stopped)
    target = tmp_path / "stick"
    target.mkdir()
    with dialogs.answers(AGREED[0], target, AGREED[1]):
        part.make.click()
    qtbot.waitUntil(lambda: bool(messages), timeout=LONG)
    assert messages[0].text == "Je hebt gestopt. Er is niets van blijven staan."
    assert list(target.iterdir()) == []
    part.resize(560, 440)
    assert part.area.horizontalScrollBar().maximum() == 0
    qtbot.keyClick(part.make, Qt.Key.Key_Escape)
