"""What is typed stands there again: after a lock, a crash, another start (F24, F25)."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from jeugdhulp_desktop.domain.agreements import Agreement
from jeugdhulp_desktop.domain.cases import CaseFilter
from jeugdhulp_desktop.domain.contacts import ContactDraft
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.services.session import Session
from jeugdhulp_desktop.storage.audit import load_audit_lines
from jeugdhulp_desktop.ui import dialogs
from jeugdhulp_desktop.ui.agreements.editor import AgreementEditor
from jeugdhulp_desktop.ui.cases.action_form import ActionDialog, open_action
from jeugdhulp_desktop.ui.cases.case_page import CaseEditor
from jeugdhulp_desktop.ui.cases.quick_note import NoteDialog
from jeugdhulp_desktop.ui.laptop import Laptop
from jeugdhulp_desktop.ui.privacy_mode import Privacy
from jeugdhulp_desktop.ui.tasks import Tasks
from jeugdhulp_desktop.ui.workplace import Workplace

HALF = "Moeder belde: ze slaapt slecht sinds"
BACK = "Je tekst van 10:42 staat er weer. Hij is nog niet bewaard."

Begin = Callable[..., Workplace]


@pytest.fixture
def begin(qtbot: QtBot, demo: Session, tasks: Tasks) -> Iterator[Begin]:
    """Unlocks: a window on the same vault. What came before was killed, unless it was locked in order."""
    open_ones: list[Workplace] = []

    def make(page: str = "", argument: object = None) -> Workplace:
        for before in open_ones:
            before.context.drafts._stop()  # as after a kill: nothing more is kept
            close(before)
        open_ones.clear()
        place = Workplace(demo, tasks, Privacy(), Laptop())
        open_ones.append(place)
        place.window.resize(1366, 690)
        place.window.show()
        place.begin(page, argument)
        return place

    def close(place: Workplace) -> None:
        for each in QApplication.topLevelWidgets():
            if isinstance(each, dialogs.FormDialog):
                each.hide()
        place.leave()
        place.window.hide()
        place.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    yield make
    for place in open_ones:
        close(place)


def kept(qtbot: QtBot, tasks: Tasks, demo: Session) -> list[tuple[str, int | None]]:
    """What stands in the vault once the worker has done all that was asked."""
    done: list[list[tuple[str, int | None]]] = []
    owner = tasks
    tasks.run(owner, lambda: [(each.form, each.record_id) for each in demo.drafts.all()], done.append)
    qtbot.waitUntil(lambda: bool(done))
    return done[0]


def stored(qtbot: QtBot, tasks: Tasks, demo: Session, place: tuple[str, int | None]) -> None:
    """Waits until something of this form is in the vault: within a second and the time of this test."""
    qtbot.waitUntil(lambda: place in kept(qtbot, tasks, demo), timeout=5000)


def note(place: Workplace) -> NoteDialog:
    """A quick note as it stands above the window, without its own loop."""
    dialog = NoteDialog(place.window, place.session, place.context)
    dialog.show_draft(ContactDraft(happened_on=place.context.today()))
    dialog.open()
    return dialog


def case_editor(qtbot: QtBot, place: Workplace) -> CaseEditor:
    """The case that is open."""
    qtbot.waitUntil(lambda: "cases" in place.window.pages)
    page = place.window.pages["cases"]
    qtbot.waitUntil(lambda: page.editor is not None)  # type: ignore[attr-defined]
    editor = page.editor  # type: ignore[attr-defined]
    assert isinstance(editor, CaseEditor)
    return editor


def agreement_editor(qtbot: QtBot, place: Workplace) -> AgreementEditor:
    """The agreement that is open."""
    qtbot.waitUntil(lambda: "agreements" in place.window.pages)
    page = place.window.pages["agreements"]
    qtbot.waitUntil(lambda: page.editor is not None)  # type: ignore[attr-defined]
    editor = page.editor  # type: ignore[attr-defined]
    assert isinstance(editor, AgreementEditor)
    return editor


def type_author(qtbot: QtBot, editor: AgreementEditor) -> None:
    """Half a name in the agreement."""
    field = editor.heading.fields["author"]
    assert isinstance(field, QLineEdit)
    field.selectAll()
    qtbot.keyClicks(field, "Ilse V")


def concept(demo: Session) -> Agreement:
    """An agreement that can be edited, in the vault."""
    year = SchoolYear(2026)
    lines = [line for line in demo.agreements.lines(year) if line.id and not line.status.frozen]
    assert lines[0].id is not None
    return demo.agreements.load(lines[0].id)


def told(widget: QWidget | Workplace) -> list[str]:
    """The messages that stand above a page or in an editor."""
    area = widget.window.messages if isinstance(widget, Workplace) else widget.messages  # type: ignore[attr-defined]
    return [message.text for message in area.messages()]


def test_f25_half_a_case_is_in_the_vault_within_a_second_and_back_after_a_kill(
    qtbot: QtBot, demo: Session, tasks: Tasks, begin: Begin
) -> None:
    case_id = demo.cases.find_ids(CaseFilter())[0]
    editor = case_editor(qtbot, begin("cases", case_id))
    summary = editor.form.rows["summary"].field
    assert isinstance(summary, QTextEdit)
    summary.setPlainText(HALF)
    stored(qtbot, tasks, demo, ("case", case_id))
    assert demo.cases.view(case_id).draft.summary != HALF

    place = begin()
    again = case_editor(qtbot, place)
    assert again.form.values()["summary"] == HALF
    assert again.form.edited()
    assert told(again) == [BACK]
    again.save()
    qtbot.waitUntil(lambda: kept(qtbot, tasks, demo) == [])
    assert demo.cases.view(case_id).draft.summary == HALF
    assert told(again) == []


def test_f24_a_lock_in_the_middle_of_a_word_keeps_it_with_the_cursor(
    qtbot: QtBot, demo: Session, tasks: Tasks, begin: Begin
) -> None:
    case_id = demo.cases.find_ids(CaseFilter())[0]
    place = begin("cases", case_id)
    editor = case_editor(qtbot, place)
    place.window.activateWindow()
    summary = editor.form.rows["summary"].field
    assert isinstance(summary, QTextEdit)
    summary.setFocus()
    summary.setPlainText(HALF)
    cursor = summary.textCursor()
    cursor.setPosition(6)
    summary.setTextCursor(cursor)
    place.context.drafts.keep_now()  # at once: no timer was waited for
    assert kept(qtbot, tasks, demo) == [("case", case_id)]
    again = case_editor(qtbot, begin())
    field = again.form.rows["summary"].field
    assert isinstance(field, QTextEdit)
    assert field.toPlainText() == HALF
    qtbot.waitUntil(lambda: field.textCursor().position() == 6)
    assert again.focusWidget() is field


def test_what_is_no_date_yet_comes_back_as_it_was_typed(
    qtbot: QtBot, demo: Session, tasks: Tasks, begin: Begin
) -> None:
    case_id = demo.cases.find_ids(CaseFilter())[0]
    editor = case_editor(qtbot, begin("cases", case_id))
    line = editor.form.rows["referred_on"].field.findChild(QLineEdit) or editor.form.rows["referred_on"].field
    assert isinstance(line, QLineEdit)
    line.setText("32-1")
    editor.form.changed.emit("referred_on")
    stored(qtbot, tasks, demo, ("case", case_id))
    again = case_editor(qtbot, begin())
    assert again.form.captured()["referred_on"] == "32-1"


def test_a_case_that_was_never_saved_begins_again_with_its_text(
    qtbot: QtBot, demo: Session, tasks: Tasks, begin: Begin
) -> None:
    place = begin("cases")
    place.window.page().new_item()
    case_editor(qtbot, place).form.rows["summary"].field.setPlainText(HALF)
    stored(qtbot, tasks, demo, ("case", None))
    again = case_editor(qtbot, begin())
    assert again.case_id is None
    assert again.form.values()["summary"] == HALF


def test_f25_half_a_sentence_of_an_agreement_is_back_after_a_kill(
    qtbot: QtBot, demo: Session, tasks: Tasks, begin: Begin
) -> None:
    agreement = concept(demo)
    editor = agreement_editor(qtbot, begin("agreements", agreement.id))
    type_author(qtbot, editor)
    stored(qtbot, tasks, demo, ("agreement", agreement.id))
    place = begin()
    again = agreement_editor(qtbot, place)
    assert again.draft().author == "Ilse V"
    assert again.edited()
    assert BACK in told(place)
    assert again.save_now()
    qtbot.waitUntil(lambda: kept(qtbot, tasks, demo) == [])
    assert demo.agreements.load(agreement.id).author == "Ilse V"
    assert BACK not in told(place)


def test_the_keyboard_is_where_one_typed_and_the_next_letter_replaces_nothing(
    qtbot: QtBot, demo: Session, tasks: Tasks, begin: Begin
) -> None:
    agreement = concept(demo)
    editor = agreement_editor(qtbot, begin("agreements", agreement.id))
    editor.window().activateWindow()
    typed = next(section for section in editor.sections if "parties[1].person" in section.fields)
    field = typed.fields["parties[1].person"]
    assert isinstance(field, QLineEdit)
    field.setFocus()
    qtbot.keyClicks(field, "X")
    stored(qtbot, tasks, demo, ("agreement", agreement.id))
    again = agreement_editor(qtbot, begin())
    wanted = "parties[1].person"
    qtbot.waitUntil(lambda: again.focusWidget() is not None and again.focusWidget().objectName() == wanted)
    here = again.focusWidget()
    assert isinstance(here, QLineEdit)
    assert here.objectName() == "parties[1].person"
    assert here.selectedText() == ""
    assert (here.text()[0], here.cursorPosition()) == ("X", 1)


def test_an_agreement_that_was_never_saved_stands_there_again(
    qtbot: QtBot, demo: Session, tasks: Tasks, begin: Begin
) -> None:
    begun = replace(concept(demo), id=None, version=0, author="Wie dit typt")
    place = begin("agreements", begun)
    agreement_editor(qtbot, place)
    stored(qtbot, tasks, demo, ("agreement", None))
    again = agreement_editor(qtbot, begin())
    assert again.agreement_id is None
    assert again.draft().author == "Wie dit typt"


def test_half_a_quick_note_and_the_page_under_it_come_back(
    qtbot: QtBot, demo: Session, tasks: Tasks, begin: Begin
) -> None:
    dialog = note(begin("cases"))
    dialog.form.fact.setPlainText(HALF)
    stored(qtbot, tasks, demo, ("contact", None))
    seen: list[tuple[str, list[str]]] = []

    def look(again: NoteDialog) -> bool:
        seen.append((again.form.fact.toPlainText(), told(again)))
        return False

    with dialogs.answers(look):
        begin()
        qtbot.waitUntil(lambda: bool(seen))
    assert seen == [(HALF, [BACK])]


def test_a_note_that_esc_put_aside_outlives_a_kill(
    qtbot: QtBot, demo: Session, tasks: Tasks, begin: Begin
) -> None:
    place = begin("start")

    def type_and_esc(dialog: NoteDialog) -> bool:
        dialog.form.fact.setPlainText(HALF)
        return False

    with dialogs.answers(type_and_esc):
        place.quick_note()
    stored(qtbot, tasks, demo, ("contact", None))
    seen: list[str] = []
    with dialogs.answers(lambda again: bool(seen.append(again.form.fact.toPlainText()))):
        begin()
        qtbot.waitUntil(lambda: bool(seen))
    assert seen == [HALF]


def test_half_an_action_comes_back(qtbot: QtBot, demo: Session, tasks: Tasks, begin: Begin) -> None:
    place = begin("start")

    def type_it(dialog: ActionDialog) -> bool:
        dialog.form.what.setText("Mentor bel")
        place.context.drafts.keep_now()
        return False

    with dialogs.answers(type_it):
        open_action(place.window, demo, place.context, done=lambda: None)
        qtbot.waitUntil(lambda: not tasks.busy())
    seen: list[str] = []
    with dialogs.answers(lambda again: bool(seen.append(again.form.what.text()))):
        begin()
        qtbot.waitUntil(lambda: bool(seen))
    assert seen == ["Mentor bel"]


def saved_meanwhile(
    qtbot: QtBot, demo: Session, tasks: Tasks, begin: Begin
) -> tuple[int, Workplace, CaseEditor]:
    """A draft of a case that another window saved since; the case is open again."""
    case_id = demo.cases.find_ids(CaseFilter())[0]
    editor = case_editor(qtbot, begin("cases", case_id))
    editor.form.rows["summary"].field.setPlainText(HALF)
    stored(qtbot, tasks, demo, ("case", case_id))
    begin("start")
    other = replace(demo.cases.view(case_id).draft, summary="Wat een ander schreef.")
    demo.cases.save(other)
    place = begin()
    return case_id, place, case_editor(qtbot, place)


def test_f38_a_draft_never_overwrites_what_was_saved_meanwhile(
    qtbot: QtBot, demo: Session, tasks: Tasks, begin: Begin
) -> None:
    _case_id, _place, editor = saved_meanwhile(qtbot, demo, tasks, begin)
    assert editor.form.values()["summary"] == "Wat een ander schreef."
    (message,) = editor.messages.messages()
    assert message.text == "Dit is intussen veranderd. Jouw tekst van 10:42 is er ook nog."
    assert [act.words for act in message.acts] == ["Bekijken", "Overnemen"]
    with dialogs.answers(None) as asked:
        message.acts[0].do()
    assert asked[0].text == HALF
    assert asked[0].verbs == ("Overnemen", "Weggooien")


def test_an_offered_draft_can_be_taken_over_and_saved(
    qtbot: QtBot, demo: Session, tasks: Tasks, begin: Begin
) -> None:
    case_id, _place, editor = saved_meanwhile(qtbot, demo, tasks, begin)
    editor.messages.messages()[0].acts[1].do()
    assert editor.form.values()["summary"] == HALF
    assert told(editor) == []
    editor.save()
    qtbot.waitUntil(lambda: kept(qtbot, tasks, demo) == [])
    assert demo.cases.view(case_id).draft.summary == HALF


def test_an_offered_draft_waits_beside_what_is_typed_now_and_goes_when_thrown_away(
    qtbot: QtBot, demo: Session, tasks: Tasks, begin: Begin
) -> None:
    case_id, _place, editor = saved_meanwhile(qtbot, demo, tasks, begin)
    editor.form.rows["summary"].field.setPlainText("Weer iets anders")
    stored(qtbot, tasks, demo, ("case", case_id))
    again = case_editor(qtbot, begin())
    assert again.form.values()["summary"] == "Weer iets anders"
    offer = next(message for message in again.messages.messages() if message.acts)
    with dialogs.answers("Weggooien") as asked:
        offer.acts[0].do()
    assert asked[0].text == HALF
    qtbot.waitUntil(lambda: kept(qtbot, tasks, demo) == [("case", case_id)])


def test_a_draft_that_was_saved_just_before_the_kill_is_dropped_in_silence(
    qtbot: QtBot, demo: Session, tasks: Tasks, begin: Begin
) -> None:
    case_id = demo.cases.find_ids(CaseFilter())[0]
    editor = case_editor(qtbot, begin("cases", case_id))
    editor.form.rows["summary"].field.setPlainText(HALF)
    typed = editor.form.draft()
    stored(qtbot, tasks, demo, ("case", case_id))
    begin("start")
    demo.cases.save(typed)
    again = case_editor(qtbot, begin())
    qtbot.waitUntil(lambda: kept(qtbot, tasks, demo) == [])
    assert told(again) == []


def test_a_draft_of_a_record_that_is_gone_is_dropped(
    qtbot: QtBot, demo: Session, tasks: Tasks, begin: Begin
) -> None:
    demo.drafts.keep("case", 9999, {"value": {}}, 1, demo.now())
    begin()
    qtbot.waitUntil(lambda: kept(qtbot, tasks, demo) == [])


def test_leaving_without_saving_throws_the_draft_away(
    qtbot: QtBot, demo: Session, tasks: Tasks, begin: Begin
) -> None:
    agreement = concept(demo)
    place = begin("agreements", agreement.id)
    type_author(qtbot, agreement_editor(qtbot, place))
    stored(qtbot, tasks, demo, ("agreement", agreement.id))
    with dialogs.answers("Niet bewaren"):
        place.window.page().back()
    qtbot.waitUntil(lambda: kept(qtbot, tasks, demo) == [])


def test_closing_the_window_still_asks_and_what_is_given_up_is_gone(
    qtbot: QtBot, demo: Session, tasks: Tasks, begin: Begin
) -> None:
    agreement = concept(demo)
    place = begin("agreements", agreement.id)
    type_author(qtbot, agreement_editor(qtbot, place))
    stored(qtbot, tasks, demo, ("agreement", agreement.id))
    with dialogs.answers(None) as asked:
        assert not place.may_close()
    assert asked[0].verbs == ("Bewaren", "Niet bewaren")
    assert kept(qtbot, tasks, demo) == [("agreement", agreement.id)]
    with dialogs.answers("Niet bewaren"):
        assert place.may_close()
    assert kept(qtbot, tasks, demo) == []


def test_typing_writes_no_audit_line(qtbot: QtBot, demo: Session, tasks: Tasks, begin: Begin) -> None:
    case_id = demo.cases.find_ids(CaseFilter())[0]
    with demo.database.read() as connection:
        before = load_audit_lines(connection)
    editor = case_editor(qtbot, begin("cases", case_id))
    editor.form.rows["summary"].field.setPlainText(HALF)
    stored(qtbot, tasks, demo, ("case", case_id))
    with demo.database.read() as connection:
        assert load_audit_lines(connection) == before


def test_one_who_types_on_is_kept_within_a_second(
    qtbot: QtBot, demo: Session, tasks: Tasks, begin: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each edit puts the pause off, but never further than a second after the first."""
    place = begin("start")
    now = [100.0]
    monkeypatch.setattr("jeugdhulp_desktop.ui.drafts.time.monotonic", lambda: now[0])
    drafts = place.context.drafts
    drafts.touch()
    assert drafts._timer.interval() == 700
    now[0] += 0.6
    drafts.touch()
    assert drafts._timer.interval() == 350
    now[0] += 5
    drafts.touch()
    assert drafts._timer.interval() == 0
