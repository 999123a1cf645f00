"""The quick note: pupil, kind, two lines, Enter. Nothing that was typed is lost."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from jeugdhulp_desktop.domain.cases import CaseStatus
from jeugdhulp_desktop.domain.contacts import ContactDraft, ContactKind, Place, WithWhom
from jeugdhulp_desktop.services.session import Session
from jeugdhulp_desktop.ui import dialogs
from jeugdhulp_desktop.ui.cases.case_choice import NewSignal, case_provider
from jeugdhulp_desktop.ui.cases.page import CasesPage
from jeugdhulp_desktop.ui.cases.quick_note import NoteDialog, open_quick_note
from tests.ui.controls import unnamed_controls

Quiet = Callable[[], None]
TODAY = date(2026, 9, 15)
BSN = "123456782"  # passes the check and belongs to nobody


def note(
    page: CasesPage, session: Session, quiet: Quiet, fill: Callable[[Any], bool], *, front: bool = True
) -> None:
    """Ctrl+Shift+M, as the window does it; ``fill`` stands for the user."""
    with dialogs.answers(fill):
        open_quick_note(page, session, page.context, page if front else None)
        quiet()


def test_pupil_kind_two_lines_enter(qtbot: QtBot, page: CasesPage, demo: Session, quiet: Quiet) -> None:
    noor = demo.cases.search("noor y")[0]

    def fill(dialog: NoteDialog) -> bool:
        form = dialog.form
        dialog.show()
        form.case.setFocus()
        qtbot.keyClicks(form.case, "noor y")
        qtbot.waitUntil(lambda: form.case.completer().model().rowCount() > 0)
        quiet()
        assert form.case.completer().model().rowCount() == 1
        qtbot.keyClick(form.case.completer().popup(), Qt.Key.Key_Return)
        assert form.case.value() == noor.id
        qtbot.keyClicks(form.kind, "Tel")
        form.kind.changed.emit()
        qtbot.keyClicks(form.fact, "Moeder belt terug.")
        qtbot.keyClick(form.fact, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
        qtbot.keyClicks(form.fact, "Het gaat beter.")
        qtbot.keyClick(form.fact, Qt.Key.Key_Return)
        quiet()
        return not dialog.isVisible()

    note(page, demo, quiet, fill, front=False)
    kept = demo.contacts.timeline(noor.id)[0]
    assert (kept.kind, kept.place, kept.happened_on) == (ContactKind.PHONE, Place.PHONE, TODAY)
    assert kept.fact == "Moeder belt terug.\nHet gaat beter."


def test_a_note_about_a_pupil_without_a_case_begins_a_signal(
    qtbot: QtBot, page: CasesPage, demo: Session, quiet: Quiet
) -> None:
    free = next(each for each in demo.pupils.search("", limit=400) if each.open_case_id is None)

    def fill(dialog: NoteDialog) -> bool:
        dialog.form.case.set_person(NewSignal(free.id, free.school_id), "iemand")
        dialog.form.set_values({"fact": "De juf maakt zich zorgen."})
        dialog._try_accept()
        quiet()
        return True

    note(page, demo, quiet, fill, front=False)
    made = next(each for each in demo.pupils.search(free.name.first, limit=400) if each.id == free.id)
    assert made.open_case_id is not None
    assert demo.cases.load(made.open_case_id).status is CaseStatus.SIGNAL
    assert [line.fact for line in demo.contacts.timeline(made.open_case_id)] == ["De juf maakt zich zorgen."]


def test_pupils_without_a_case_are_offered_after_the_cases(
    qtbot: QtBot, page: CasesPage, demo: Session, quiet: Quiet
) -> None:
    free = next(each for each in demo.pupils.search("", limit=400) if each.open_case_id is None)
    offered: list[object] = []

    def look(dialog: NoteDialog) -> bool:
        provide = case_provider(dialog, demo, page.context, signals=True)
        provide(free.name.display, offered.extend)
        quiet()
        return False

    note(page, demo, quiet, look, front=False)
    last = offered[-1]
    assert isinstance(last, tuple)
    assert isinstance(last[0], NewSignal)
    assert last[1].startswith("Nieuw signaal: ")


def test_it_begins_with_the_case_in_front(page: CasesPage, demo: Session, quiet: Quiet) -> None:
    in_front = page.case_in_front()
    seen: list[object] = []

    def fill(dialog: NoteDialog) -> bool:
        seen.append((dialog.form.case.value(), dialog.form.draft().happened_on, dialog.typed()))
        return False

    note(page, demo, quiet, fill)
    assert seen == [(in_front, TODAY, False)]


def test_what_was_with_whom_comes_back(page: CasesPage, demo: Session, quiet: Quiet) -> None:
    case_id = page.case_in_front()
    assert case_id is not None

    def fill(dialog: NoteDialog) -> bool:
        dialog.form.set_values(
            {
                "fact": "Gesproken",
                "with_whom": (WithWhom.PARENT,),
                "with_text": "vader",
                "minutes": 15,
                "agreed": "Dinsdag",
            }
        )
        dialog._try_accept()
        quiet()
        return True

    note(page, demo, quiet, fill)
    kept = demo.contacts.timeline(case_id)[0]
    assert (kept.with_whom, kept.with_text, kept.minutes, kept.agreed) == (
        (WithWhom.PARENT,),
        "vader",
        15,
        "Dinsdag",
    )
    assert dict(page.list.detail.grid.facts())["Ouders gesproken"] == "15 september"


def test_a_bsn_is_asked_about_and_never_repeated(page: CasesPage, demo: Session, quiet: Quiet) -> None:
    """V18: blocked until "haal weg" or "is geen BSN"; the sentence does not repeat the number."""
    case_id = page.case_in_front()
    assert case_id is not None
    before = len(demo.contacts.timeline(case_id))

    def fill(dialog: NoteDialog) -> bool:
        dialog.form.set_values({"fact": f"Nummer 123.456.782 en {BSN}"})
        dialog._try_accept()
        quiet()
        assert len(demo.contacts.timeline(case_id)) == before
        row = dialog.form.rows["fact"]
        assert "BSN" in row.note()
        assert BSN not in row.note()
        buttons = {each.text(): each for each in dialog.form.bsn.rows["fact"].findChildren(QPushButton)}
        buttons["Haal weg"].click()
        dialog._try_accept()
        quiet()
        return True

    note(page, demo, quiet, fill)
    assert demo.contacts.timeline(case_id)[0].fact == "Nummer ••••••••• en •••••••••"


def test_a_number_that_is_no_bsn_is_kept_and_not_asked_again(
    page: CasesPage, demo: Session, quiet: Quiet
) -> None:
    case_id = page.case_in_front()
    assert case_id is not None

    def fill(dialog: NoteDialog) -> bool:
        dialog.form.set_values({"fact": f"Dossiernummer {BSN}"})
        dialog._try_accept()
        buttons = {each.text(): each for each in dialog.form.bsn.rows["fact"].findChildren(QPushButton)}
        buttons["Is geen BSN"].click()
        dialog._try_accept()
        quiet()
        return True

    note(page, demo, quiet, fill)
    kept = demo.contacts.timeline(case_id)[0]
    assert kept.fact == f"Dossiernummer {BSN}"
    again: list[bool] = []

    def look(dialog: NoteDialog) -> bool:
        again.append(dialog.form.validate())
        return False

    with dialogs.answers(look):
        page.edit_contact(kept.id)
        quiet()
    assert again == [True]


def test_a_refused_save_keeps_the_dialog_and_the_text(page: CasesPage, demo: Session, quiet: Quiet) -> None:
    """F38: changed elsewhere while it was being edited."""
    case_id = page.case_in_front()
    assert case_id is not None
    contact = demo.contacts.save(ContactDraft(case_id, TODAY, fact="Eerst"))
    seen: list[str] = []

    def fill(dialog: NoteDialog) -> bool:
        dialog.form.set_values({"fact": "Mijn tekst"})
        demo.contacts.save(replace(demo.contacts.load(contact), fact="Van een ander"))
        dialog._try_accept()
        quiet()
        seen.extend([dialog.messages.messages()[0].text, dialog.form.fact.value()])
        return False

    with dialogs.answers(fill):
        page.edit_contact(contact)
        quiet()
    assert "Je tekst staat er nog." in seen[0]
    assert seen[1] == "Mijn tekst"
    assert demo.contacts.load(contact).fact == "Van een ander"


def test_esc_puts_a_note_aside_and_the_next_one_begins_with_it(
    page: CasesPage, demo: Session, quiet: Quiet
) -> None:
    def leave(dialog: NoteDialog) -> bool:
        dialog.form.set_values({"fact": "Half af"})
        return False

    note(page, demo, quiet, leave)
    seen: list[str] = []

    def look(dialog: NoteDialog) -> bool:
        seen.extend([dialog.form.fact.value(), dialog.form.case.text(), dialog.note.text()])
        dialog.form.set_values({"fact": ""})
        return False

    note(page, demo, quiet, look)
    assert seen[0] == "Half af"
    assert seen[1]
    assert seen[2].startswith("Dit typte je eerder.")


def test_its_title_names_no_pupil_and_every_control_has_a_name(
    page: CasesPage, demo: Session, quiet: Quiet
) -> None:
    """F52."""
    seen: list[object] = []

    def look(dialog: NoteDialog) -> bool:
        seen.extend([dialog.windowTitle(), unnamed_controls(dialog)])
        return False

    note(page, demo, quiet, look)
    assert seen == ["Contactmoment", []]


def test_arrows_walk_the_ticks_and_tab_passes_them_at_once(
    qtbot: QtBot, page: CasesPage, demo: Session, quiet: Quiet
) -> None:
    def walk(dialog: NoteDialog) -> bool:
        dialog.show()
        ticks = dialog.form.whom
        boxes = [box for _value, box in ticks.boxes]
        qtbot.keyClick(boxes[0], Qt.Key.Key_Right)
        qtbot.keyClick(boxes[1], Qt.Key.Key_Space)
        assert ticks.value() == (WithWhom.PARENT,)
        stops = [box for box in boxes if box.focusPolicy() & Qt.FocusPolicy.TabFocus]
        assert stops == [boxes[1]]
        dialog.hide()
        return False

    note(page, demo, quiet, walk)
