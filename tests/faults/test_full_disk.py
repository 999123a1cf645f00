"""F16 with real writes that the system refuses: the old file is whole, the text is there, a retry works."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from jeugdhulp_desktop.domain.contacts import ContactDraft
from jeugdhulp_desktop.domain.documents import Written
from jeugdhulp_desktop.domain.errors import DiskProblem
from jeugdhulp_desktop.services.session import Session
from jeugdhulp_desktop.settings import Settings, load_settings, store_settings
from jeugdhulp_desktop.ui.cases.quick_note import NoteDialog
from jeugdhulp_desktop.ui.laptop import Laptop
from jeugdhulp_desktop.ui.pages import PageContext
from jeugdhulp_desktop.ui.privacy_mode import Privacy
from jeugdhulp_desktop.ui.tasks import Tasks
from jeugdhulp_desktop.ui.workplace import Workplace
from tests.faults.full_disk import no_file_larger_than

NO_ROOM = 100  # bytes: less than the first page of anything


def whole_folder(folder: Path) -> dict[str, bytes]:
    """What stands in a folder, by name."""
    return {each.name: each.read_bytes() for each in folder.iterdir() if each.is_file()}


def test_f16_settings_that_do_not_fit_leave_the_earlier_ones(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    store_settings(Settings(text_scale=125), file)
    before = whole_folder(tmp_path)
    with no_file_larger_than(NO_ROOM), pytest.raises(DiskProblem):
        store_settings(Settings(text_scale=150), file)
    assert whole_folder(tmp_path) == before
    assert load_settings(file).text_scale == 125
    store_settings(Settings(text_scale=150), file)
    assert load_settings(file).text_scale == 150


@pytest.mark.parametrize("room", [0, NO_ROOM, 20_000])
def test_f16_pdfs_that_do_not_fit_leave_nothing_half_and_come_later(demo: Session, room: int) -> None:
    demo.documents.folder.mkdir(parents=True, exist_ok=True)
    with no_file_larger_than(room):
        with pytest.raises(DiskProblem):
            demo.backups.make()
        refused = [each.outcome for each in demo.documents.sync()]
    assert refused
    assert set(refused) == {Written.FAILED}
    assert whole_folder(demo.documents.folder) == {}
    assert {each.outcome for each in demo.documents.sync()} == {Written.WRITTEN}
    assert all(data.endswith(b"%%EOF\n") for data in whole_folder(demo.documents.folder).values())
    demo.backups.make()
    assert demo.backups.last() is not None


@pytest.fixture
def place(qtbot: QtBot, demo: Session, tasks: Tasks) -> Iterator[Workplace]:
    """The window on the practice vault."""
    made = Workplace(demo, tasks, Privacy(), Laptop())
    qtbot.addWidget(made.window)
    made.window.resize(1366, 690)
    made.begin("agreements")
    with qtbot.waitActive(made.window):
        made.window.show()
    qtbot.waitUntil(lambda: not tasks.busy())
    yield made
    made.leave()


def test_f16_a_note_that_does_not_fit_stays_on_the_screen_and_can_be_kept_later(
    qtbot: QtBot, context: PageContext, tasks: Tasks, demo: Session
) -> None:
    case = demo.cases.search("noor")[0]
    dialog = NoteDialog(None, demo, context)
    qtbot.addWidget(dialog)
    dialog.show_draft(ContactDraft(case_id=case.id, happened_on=demo.today()), "Noor")
    dialog.show()
    before = len(demo.contacts.timeline(case.id))
    qtbot.keyClicks(dialog.form.fact, "Een heel gesprek, opgeschreven.")
    with no_file_larger_than(NO_ROOM):
        qtbot.keyClick(dialog.form.fact, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: bool(dialog.messages.messages()))
    assert dialog.isVisible()
    assert dialog.form.fact.value() == "Een heel gesprek, opgeschreven."
    assert dialog.messages.messages()[0].text.startswith("De schijf kan dit bestand niet lezen of schrijven.")
    assert len(demo.contacts.timeline(case.id)) == before
    qtbot.keyClick(dialog.form.fact, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not dialog.isVisible())
    assert demo.contacts.timeline(case.id)[0].fact == "Een heel gesprek, opgeschreven."


def test_f16_an_agreement_that_does_not_fit_stays_on_the_screen(
    qtbot: QtBot, place: Workplace, tasks: Tasks, demo: Session
) -> None:
    page = place.window.pages["agreements"]
    line = next(each for each in demo.agreements.lines(place.context.years.year) if each.status == "concept")
    assert line.id is not None
    page.open_at(line.id)
    qtbot.waitUntil(lambda: page.editor is not None)  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: not tasks.busy())
    editor = page.editor  # type: ignore[attr-defined]
    aim = editor.sections[2].fields["aim"]
    aim.setFocus()
    qtbot.keyClick(aim, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(aim, "Een nieuw doel.")
    with no_file_larger_than(NO_ROOM):
        qtbot.keyClick(place.window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(lambda: bool(place.window.messages.messages()))
    assert "Kijk of er ruimte is" in place.window.messages.messages()[0].text
    assert aim.value() == "Een nieuw doel."
    assert demo.agreements.load(line.id).aim != "Een nieuw doel."
    qtbot.keyClick(place.window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not tasks.busy() and demo.agreements.load(line.id).aim == "Een nieuw doel.")
