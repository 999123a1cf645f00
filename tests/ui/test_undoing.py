"""Ctrl+Z from anywhere in the window: what was done last is taken back, and the pages show it."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from jeugdhulp_desktop.domain.actions import ActionDraft, ActionFilter
from jeugdhulp_desktop.domain.cases import CaseDraft
from jeugdhulp_desktop.domain.contacts import ContactDraft
from jeugdhulp_desktop.domain.undo import Deed, UndoStep
from jeugdhulp_desktop.services.session import Session
from jeugdhulp_desktop.storage.audit import Action
from jeugdhulp_desktop.storage.case_queries import store_case
from jeugdhulp_desktop.storage.undo import UNDOABLE
from jeugdhulp_desktop.ui import dialogs
from jeugdhulp_desktop.ui.cases.page import CasesPage
from jeugdhulp_desktop.ui.laptop import Laptop
from jeugdhulp_desktop.ui.privacy_mode import Privacy
from jeugdhulp_desktop.ui.tasks import Tasks
from jeugdhulp_desktop.ui.undoing import OFFER, step_words
from jeugdhulp_desktop.ui.widgets.buttons import Button
from jeugdhulp_desktop.ui.widgets.messages import Message
from jeugdhulp_desktop.ui.workplace import Workplace
from tests.services.conftest import TODAY

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def place(qtbot: QtBot, session: Session, tasks: Tasks) -> Iterator[Workplace]:
    made = Workplace(session, tasks, Privacy(), Laptop())
    made.window.resize(1366, 690)
    made.window.show()
    made.begin("start")
    yield made
    made.leave()
    made.window.hide()
    made.window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def case_id(session: Session) -> int:
    return session.cases.save(CaseDraft(school_id=session.schools.lines()[0].id))


def bar(place: Workplace) -> Message | None:
    return next((each for each in place.window.messages.messages() if each.key == OFFER), None)


def told(qtbot: QtBot, place: Workplace, words: str) -> Message:
    qtbot.waitUntil(lambda: (found := bar(place)) is not None and words in found.text)
    found = bar(place)
    assert found is not None
    return found


def test_a_deleted_contact_moment_is_there_again_after_ctrl_z(
    qtbot: QtBot, place: Workplace, session: Session, case_id: int
) -> None:
    contact = session.contacts.save(ContactDraft(case_id, TODAY, fact="Mentor gesproken."))
    place.window.open_page("cases", case_id)
    page = place.window.page()
    assert isinstance(page, CasesPage)
    qtbot.waitUntil(lambda: page.editor is not None)
    editor = page.editor
    assert editor is not None

    def delete(dialog: object) -> bool:
        qtbot.keyClick(dialog.remove, Qt.Key.Key_Space)  # type: ignore[attr-defined]
        qtbot.waitUntil(lambda: dialog.removed is not None)  # type: ignore[attr-defined]
        return True

    with dialogs.answers(delete, "Verwijderen"):
        editor.side.timeline_panel.contact_asked.emit(contact)
        offered = told(qtbot, place, "Het contactmoment is weg.")
    assert [act.words for act in offered.acts] == ["Ongedaan maken"]
    assert session.contacts.timeline(case_id) == []
    editor.side.run_panel.setFocus()
    qtbot.keyClick(place.window, Qt.Key.Key_Z, CTRL)
    told(qtbot, place, "Ongedaan gemaakt: contactmoment verwijderd.")
    assert [line.fact for line in session.contacts.timeline(case_id)] == ["Mentor gesproken."]


def test_the_button_undoes_its_own_step_and_goes_when_something_else_is_done(
    qtbot: QtBot, place: Workplace, session: Session, case_id: int
) -> None:
    action = session.actions.save(ActionDraft("Bellen", case_id=case_id))
    session.actions.delete(action)
    step = session.undo.newest()
    assert step is not None
    place.window.open_page("actions")
    page = place.window.page()
    assert page is not None
    session.actions.save(ActionDraft("Nog iets"))
    page.undo_asked.emit(step.number)
    told(qtbot, place, "Je deed daarna nog iets anders.")
    assert [line.what for line in session.actions.lines(ActionFilter())] == ["Nog iets"]
    session.actions.save(ActionDraft("En nog iets"))
    qtbot.waitUntil(lambda: bar(place) is None)


def test_who_pressed_the_button_is_in_the_page_again_and_at_no_text_field(
    qtbot: QtBot, place: Workplace, session: Session, case_id: int
) -> None:
    session.cases.save(CaseDraft(school_id=session.schools.lines()[0].id))
    place.window.open_page("cases")
    page = place.window.page()
    assert isinstance(page, CasesPage)
    qtbot.waitUntil(lambda: page.list.table.current_id() == case_id)
    with dialogs.answers("Verwijderen"):
        page.delete_case(case_id)
        told(qtbot, place, "De casus ligt in de prullenbak.")
    button = next(
        each for each in place.window.messages.findChildren(Button) if each.text() == "Ongedaan maken"
    )
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    told(qtbot, place, "Ongedaan gemaakt: casus verwijderd.")
    focused = place.window.focusWidget()
    assert page.isAncestorOf(focused)
    assert not isinstance(focused, QLineEdit)
    assert session.cases.load(case_id).id == case_id


def test_f38_something_newer_is_told_and_kept(
    qtbot: QtBot, place: Workplace, session: Session, case_id: int
) -> None:
    with session.database.write(Action.IMPORT_PUPILS, "case") as connection:
        store_case(connection, replace(session.cases.load(case_id), summary="nieuwer"), year=2026)
    qtbot.keyClick(place.window, Qt.Key.Key_Z, CTRL)
    told(qtbot, place, "er is daarna iets aan veranderd")
    assert session.cases.load(case_id).summary == "nieuwer"
    qtbot.keyClick(place.window, Qt.Key.Key_Z, CTRL)
    told(qtbot, place, "Er is niets om ongedaan te maken.")


def test_the_palette_names_what_would_be_undone(
    qtbot: QtBot, place: Workplace, session: Session, case_id: int
) -> None:
    session.cases.delete(case_id)
    command = next(each for each in place.window.commands() if each.words.startswith("Ongedaan"))
    assert command.words == "Ongedaan maken: casus verwijderd"
    command.do()
    told(qtbot, place, "Ongedaan gemaakt: casus verwijderd.")
    assert session.cases.load(case_id).id == case_id


def test_ctrl_z_in_a_text_field_belongs_to_the_field(
    qtbot: QtBot, place: Workplace, session: Session, case_id: int
) -> None:
    place.window.open_page("actions")
    page = place.window.page()
    assert page is not None
    page.focus_search()
    field = place.window.focusWidget()
    qtbot.keyClicks(field, "bel")
    qtbot.keyClick(field, Qt.Key.Key_Z, CTRL)
    assert session.undo.newest() is not None, "the case is still there"
    assert session.cases.load(case_id).id == case_id


@pytest.mark.parametrize("deed", Deed)
def test_every_step_has_words_of_its_own(deed: Deed) -> None:
    subjects = {
        "save-hours": "hour week", "start-checklist": "checklist", "save-answer": "checklist",
        "finish-checklist": "checklist",
    }  # fmt: skip
    for action in UNDOABLE:
        subject = subjects.get(action, action.value.split("-", 1)[1])
        assert "gegevens" not in step_words(UndoStep(1, action.value, subject, 3, deed))
