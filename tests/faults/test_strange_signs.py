"""F33: signs that turn, hide, pile up or are half a letter, typed and pasted where people write."""

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from jeugdhulp_desktop.domain.cases import CaseDraft
from jeugdhulp_desktop.domain.contacts import ContactDraft
from jeugdhulp_desktop.domain.documents import PaperKey, PaperKind, Written
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.domain.schools import SchoolDraft
from jeugdhulp_desktop.services.session import Session
from jeugdhulp_desktop.ui.cases.quick_note import NoteDialog
from jeugdhulp_desktop.ui.pages import PageContext

SIGNS = {
    "turned": "abc\u202edef\u202c",
    "hidden": "Zo\u200be\u200d\ufeffl",
    "half a letter": "voor \ud800 na",
    "the other half": "voor \udfff na",
    "piled up": "a" + "\u0301\u0323" * 200,
    "family": "\U0001f468\u200d\U0001f469\u200d\U0001f467",
    "Turkish and Dutch": "\u0130\u0131 \u0132sbrand \u0133",
    "controls": "een\x00twee\x07drie\x1b[31m",
}


@pytest.mark.parametrize("text", SIGNS.values(), ids=SIGNS.keys())
@pytest.mark.parametrize("pasted", [False, True], ids=["typed", "pasted"])
def test_f33_a_note_with_strange_signs_is_kept_and_shown_again(
    qtbot: QtBot, context: PageContext, demo: Session, text: str, pasted: bool
) -> None:
    case = demo.cases.search("noor")[0]
    dialog = NoteDialog(None, demo, context)
    qtbot.addWidget(dialog)
    dialog.show_draft(ContactDraft(case_id=case.id, happened_on=demo.today()), "Noor")
    dialog.show()
    if pasted:
        data = QMimeData()
        data.setText(text)
        dialog.form.fact.insertFromMimeData(data)
        dialog.form.fact.insertPlainText(" einde")
    else:
        dialog.form.fact.insertPlainText(text)  # as an input method commits it
        qtbot.keyClicks(dialog.form.fact, " einde")
    qtbot.keyClick(dialog.form.fact, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not dialog.isVisible())
    kept = demo.contacts.timeline(case.id)[0].fact
    assert kept.endswith("einde")
    assert "\x00" not in kept
    assert kept.encode("utf-8")  # no half letters
    again = NoteDialog(None, demo, context)
    qtbot.addWidget(again)
    again.show_draft(demo.contacts.load(demo.contacts.timeline(case.id)[0].id), "Noor")
    again.show()
    assert again.form.fact.value() == kept
    again.grab()
    QApplication.processEvents()


@pytest.mark.parametrize("text", SIGNS.values(), ids=SIGNS.keys())
def test_f33_a_case_with_strange_signs_is_kept_and_found(demo: Session, text: str) -> None:
    school = demo.schools.lines()[0].id
    case_id = demo.cases.save(CaseDraft(school_id=school, summary=text, signalled_on=demo.today()))
    kept = demo.cases.view(case_id).draft.summary
    assert kept.encode("utf-8")
    assert "\x00" not in kept
    demo.cases.search(text)  # whatever is searched for is no error


@pytest.mark.parametrize("text", SIGNS.values(), ids=SIGNS.keys())
def test_f33_a_school_with_strange_signs_gets_a_file_that_every_disk_takes(demo: Session, text: str) -> None:
    year = SchoolYear(2026)
    school = demo.schools.save(SchoolDraft(name=f"Obs {text}"[:100]))  # a longer one is refused
    agreement = demo.agreements.save(demo.agreements.new(school, year))
    assert agreement.id is not None
    (result,) = demo.documents.sync([PaperKey(PaperKind.AGREEMENT, agreement.id)])
    assert result.outcome is Written.WRITTEN
    path = demo.documents.path_of(PaperKey(PaperKind.AGREEMENT, agreement.id))
    assert path is not None
    assert path.is_file()
    assert path.name.isprintable(), "nothing in the name turns, hides or rings"
    assert len(path.name.encode()) <= 255
