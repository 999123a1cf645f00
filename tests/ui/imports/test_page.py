"""Leerlingen ophalen by keyboard on a real vault: seen first, fetched whole, undone."""

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from openpyxl import Workbook
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from jeugdhulp_desktop.domain.cases import CaseDraft
from jeugdhulp_desktop.domain.pupils import PupilName
from jeugdhulp_desktop.services.session import Session
from jeugdhulp_desktop.ui import dialogs
from jeugdhulp_desktop.ui.imports.frame import CHECK, COLUMNS, DONE, FILE
from jeugdhulp_desktop.ui.imports.page import ImportsPage
from jeugdhulp_desktop.ui.imports.plan_lines import Kind
from jeugdhulp_desktop.ui.imports.preview_step import NEW_SCHOOL
from jeugdhulp_desktop.ui.pages import PageContext
from tests.ui.controls import unnamed_controls
from tests.ui.imports.conftest import HEAD, NOOR, SEM, ZOE

Opens = Callable[[Session], ImportsPage]
Listing = Callable[..., Path]


def read(qtbot: QtBot, page: ImportsPage, path: Path, step: int = CHECK) -> None:
    """Choose a file in the dialog and wait for the step it leads to."""
    with dialogs.answers(path):
        page.choose()
    qtbot.waitUntil(lambda: page.stack.currentIndex() == step)
    qtbot.waitUntil(lambda: not page.context.tasks.busy())


def preview(qtbot: QtBot, page: ImportsPage, path: Path) -> None:
    """A csv whose columns are not known yet: through the columns to the preview."""
    read(qtbot, page, path, COLUMNS)
    page.finish()
    qtbot.waitUntil(lambda: page.stack.currentIndex() == CHECK)


def fetch(qtbot: QtBot, page: ImportsPage) -> None:
    with qtbot.waitSignal(page.saved):
        page.finish()
    assert page.stack.currentIndex() == DONE


def told(page: ImportsPage) -> list[str]:
    return [message.text for message in page.messages.messages()]


def counts(page: ImportsPage) -> dict[Kind, int]:
    return {kind: tab.count for kind, tab in page.check.tabs.tabs.items() if tab.count}


def names(session: Session) -> list[str]:
    return [line.name.display for line in session.pupils.search("")]


def test_a_list_is_seen_first_and_fetched_by_keyboard_f40(
    qtbot: QtBot, session: Session, opens: Opens, listing: Listing
) -> None:
    page = opens(session)
    assert QApplication.focusWidget() is page.file.choose
    with dialogs.answers(listing(NOOR, SEM)):
        qtbot.keyClick(page.file.choose, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.stack.currentIndex() == COLUMNS)
    assert unnamed_controls(page) == []
    for _stop in range(8):  # six columns, Vorige, Volgende
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        if QApplication.focusWidget() is page.foot.next:
            break
    assert page.foot.next.hasFocus()
    qtbot.keyClick(page.foot.next, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.stack.currentIndex() == CHECK)
    assert counts(page) == {Kind.NEW: 2}
    assert [line.name for line in page.check.model.lines()] == ["Noor van den Berg", "Sem de Vries"]
    assert unnamed_controls(page) == []
    assert session.pupils.count() == 0
    with qtbot.waitSignal(page.saved):
        qtbot.keyClick(page.foot.next, Qt.Key.Key_Return)
    assert names(session) == ["Noor van den Berg", "Sem de Vries"]
    assert page.result.text.plain_text() == "VSO De Proef: 2 nieuw."
    assert unnamed_controls(page) == []


def test_columns_are_proposed_shown_changed_and_remembered(
    qtbot: QtBot, session: Session, opens: Opens, listing: Listing
) -> None:
    head = "Nr;Naam;Klasje;E-mail ouders\n"
    page = opens(session)
    read(qtbot, page, listing("7;Noor de Vries;2B;a@b.nl", head=head), COLUMNS)
    columns = page.columns
    assert {key: field.value() for key, field in columns.fields.items()} == {
        "nr": "key", "naam": "name", "klasje": "",
    }  # fmt: skip
    assert columns.skipped.text().endswith("E-mail ouders.")
    group = columns.fields["klasje"]
    group.setFocus()
    qtbot.keyClicks(group, "Groep")
    assert group.value() == "group"
    page.finish()
    qtbot.waitUntil(lambda: page.stack.currentIndex() == CHECK)
    assert page.check.model.lines()[0].group == "2B"
    fetch(qtbot, page)
    read(qtbot, page, listing("7;Noor de Vries;3B;a@b.nl", head=head), CHECK)
    assert page.check.model.lines()[0].what == "groep 2B → 3B"
    page.back()
    assert page.stack.currentIndex() == COLUMNS
    assert columns.fields["klasje"].value() == "group"


def test_columns_that_lack_something_say_so_beside_the_button(
    qtbot: QtBot, session: Session, opens: Opens, listing: Listing
) -> None:
    page = opens(session)
    read(qtbot, page, listing("Noor de Vries;2B", head="Naam;Code\n"), COLUMNS)
    assert (page.foot.next.isEnabled(), page.foot.reason.text()) == (
        False, "Kies welke kolom het leerlingnummer is.",
    )  # fmt: skip
    field = page.columns.fields["code"]
    field.setFocus()
    qtbot.keyClicks(field, "Leerlingn")
    qtbot.waitUntil(page.foot.next.isEnabled)
    assert page.foot.reason.text() == ""


def test_another_sheet_of_a_workbook_can_be_chosen_f41(
    qtbot: QtBot, session: Session, opens: Opens, tmp_path: Path
) -> None:
    book = Workbook()
    first = book.active
    assert first is not None
    first.title = "Groep 7"
    rows = (("Leerlingnummer", "Naam"), ("1", "Noor de Vries"))
    for row in rows:
        first.append(row)
    second = book.create_sheet("Groep 8")
    for row in (rows[0], ("2", "Sem Bakker"), ("3", "Bo Bakker")):
        second.append(row)
    book.save(tmp_path / "lijst.xlsx")
    page = opens(session)
    read(qtbot, page, tmp_path / "lijst.xlsx", COLUMNS)
    assert not page.columns.sheet.isHidden()
    page.columns.sheet.setFocus()
    qtbot.keyClick(page.columns.sheet, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: page.columns.sheet.value() == "Groep 8" and page.stack.currentIndex() == COLUMNS)
    qtbot.waitUntil(lambda: not page.context.tasks.busy())
    page.finish()
    qtbot.waitUntil(lambda: page.stack.currentIndex() == CHECK)
    assert counts(page)[Kind.NEW] == 2


def test_v18_a_column_of_citizen_numbers_refuses_the_file(
    qtbot: QtBot, session: Session, opens: Opens, listing: Listing
) -> None:
    page = opens(session)
    path = listing("1;Noor;123456782", "2;Sem;111222333", head="Leerlingnummer;Roepnaam;BSN\n")
    read(qtbot, page, path, FILE)
    [sentence] = told(page)
    assert sentence.startswith("In dit bestand staat een kolom met BSN.")
    assert "123456782" not in sentence


def test_f45_the_same_file_is_recognised_and_can_be_skipped(
    qtbot: QtBot, session: Session, opens: Opens, listing: Listing
) -> None:
    page, path = opens(session), listing(NOOR, SEM)
    preview(qtbot, page, path)
    fetch(qtbot, page)
    read(qtbot, page, path)
    assert any("al ingelezen" in text for text in told(page))
    assert (page.foot.next.isEnabled(), counts(page)) == (False, {Kind.SAME: 2})
    [same] = [each for each in page.messages.messages() if each.key == "same-file"]
    assert [act.words for act in same.acts] == ["Overslaan"]
    same.acts[0].do()
    assert page.stack.currentIndex() == FILE


def test_f42_faulty_rows_stand_by_line_and_can_be_copied_without_a_pupil(
    qtbot: QtBot, session: Session, opens: Opens, listing: Listing
) -> None:
    page = opens(session)
    preview(qtbot, page, listing(NOOR, "2;Sem;de;Vries;31-02-2013;1C"))
    page.next_problem(1)
    [line] = page.check.model.lines()
    assert (line.line, line.what.split(".")[0]) == (3, "De geboortedatum kan niet")
    fetch(qtbot, page)
    assert names(session) == ["Noor van den Berg"]
    assert page.result.list_words.plain_text().startswith("Eén regel is niet opgehaald.")
    qtbot.keyClick(page.result.copy, Qt.Key.Key_Return)
    assert QGuiApplication.clipboard().text() == (
        "Regel 3: De geboortedatum kan niet. Kijk hem na in de leerlingadministratie."
    )


def test_f37_a_changed_number_is_asked_and_answered_with_a_letter(
    qtbot: QtBot, session: Session, opens: Opens, listing: Listing
) -> None:
    page = opens(session)
    preview(qtbot, page, listing(NOOR, SEM))
    fetch(qtbot, page)
    read(qtbot, page, listing(NOOR.replace("1;Noor", "91;Noor"), SEM.replace("2;Sem", "92;Sem")))
    assert counts(page) == {Kind.QUESTION: 2}
    assert page.check.question_words.plain_text().endswith("Is dit dezelfde leerling?")
    assert unnamed_controls(page) == []
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_J)
    assert counts(page) == {Kind.QUESTION: 2, Kind.CHANGED: 1}
    assert page.check.table.current_id() == "question-2"
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_N)
    assert counts(page) == {Kind.QUESTION: 2, Kind.CHANGED: 1, Kind.NEW: 1, Kind.GONE: 1}
    fetch(qtbot, page)
    keys = {session.pupils.load(line.id).key for line in session.pupils.search("")}
    assert keys == {"91", "92"}


def test_an_unknown_brin_asks_which_school_before_anything_can_be_fetched(
    qtbot: QtBot, session: Session, opens: Opens, edexml: Listing
) -> None:
    page = opens(session)
    read(qtbot, page, edexml("11AA"))
    assert "11AA" in page.check.school_words.plain_text()
    assert (page.foot.next.isEnabled(), page.foot.reason.text()) == (
        False, "Kies eerst bij welke school deze lijst hoort.",
    )  # fmt: skip
    field = page.check.school
    assert QApplication.focusWidget() is field
    qtbot.keyClicks(field, "Nieuwe")
    assert field.value() == NEW_SCHOOL
    qtbot.waitUntil(page.foot.next.isEnabled)
    fetch(qtbot, page)
    assert not page.result.school.isHidden()
    with qtbot.waitSignal(page.open_page) as asked:
        qtbot.keyClick(page.result.school, Qt.Key.Key_Return)
    made = next(school for school in session.schools.lines() if school.brin == "11AA")
    assert asked.args == ["relations", ("school", made.id)]


def test_a_list_can_be_given_to_a_school_that_is_there(
    qtbot: QtBot, session: Session, opens: Opens, edexml: Listing
) -> None:
    page = opens(session)
    read(qtbot, page, edexml("11AA"))
    qtbot.keyClicks(page.check.school, "VSO")
    qtbot.waitUntil(page.foot.next.isEnabled)
    assert page.check.school.hasFocus()  # the arrows may still go to another school
    fetch(qtbot, page)
    assert len(session.schools.lines()) == 1


def test_f42_another_school_year_is_a_remark_and_no_hindrance(
    qtbot: QtBot, session: Session, opens: Opens, edexml: Listing
) -> None:
    page = opens(session)
    read(qtbot, page, edexml(year="2031-2032"))
    assert told(page) == ["Deze lijst is van schooljaar 2031-2032. Je werkt nu in 2026-2027."]
    assert page.foot.next.isEnabled()


def test_a_real_file_in_the_practice_vault_is_asked_about_once(
    qtbot: QtBot, demo: Session, opens: Opens, edexml: Listing
) -> None:
    page = opens(demo)
    with dialogs.answers(edexml(), None) as asked:
        page.choose()
        qtbot.waitUntil(lambda: len(asked) == 2)
    assert asked[1].title == "Leerlingen in een oefenkluis"
    assert page.stack.currentIndex() == FILE
    with dialogs.answers(edexml("11AA"), "Lijst gebruiken"):
        page.choose()
        qtbot.waitUntil(lambda: page.stack.currentIndex() == CHECK)
    qtbot.keyClicks(page.check.school, "Nieuwe")  # asks nothing again
    qtbot.waitUntil(page.foot.next.isEnabled)


def test_many_who_are_gone_are_asked_about_before_they_are_erased(
    qtbot: QtBot, session: Session, opens: Opens, listing: Listing
) -> None:
    page = opens(session)
    preview(qtbot, page, listing(*(f"{n};Kind;;Proef {n};;2B" for n in range(1, 15))))
    fetch(qtbot, page)
    read(qtbot, page, listing("1;Kind;;Proef 1;;2B"))
    with dialogs.answers(None) as asked:
        page.finish()
    assert "13 leerlingen zonder casus worden gewist." in asked[0].text
    assert session.pupils.count() == 14
    with dialogs.answers("Toch ophalen"):
        fetch(qtbot, page)
    assert session.pupils.count() == 1


def test_undo_tells_what_it_did_and_who_was_left_alone(
    qtbot: QtBot, session: Session, opens: Opens, listing: Listing
) -> None:
    page = opens(session)
    preview(qtbot, page, listing(NOOR, SEM, ZOE))
    fetch(qtbot, page)
    [zoe] = session.pupils.search("zoe")
    session.cases.save(CaseDraft(school_id=zoe.school_id, pupil_id=zoe.id))
    with dialogs.answers("Ongedaan maken"), qtbot.waitSignal(page.saved):
        qtbot.keyClick(page.result.undo, Qt.Key.Key_Return)
    assert names(session) == ["Zoë Bakker"]
    assert page.result.text.plain_text() == "2 leerlingen staan weer zoals eerst."
    assert [pupil.name.display for pupil in page.result.pupils.lines()] == ["Zoë Bakker"]
    assert page.result.undo.isHidden()
    qtbot.waitUntil(page.file.last.isHidden)


def test_the_last_import_can_be_undone_on_a_later_visit(
    qtbot: QtBot, session: Session, opens: Opens, listing: Listing
) -> None:
    page = opens(session)
    preview(qtbot, page, listing(NOOR))
    fetch(qtbot, page)
    later = opens(session)
    assert not later.file.last.isHidden()
    with dialogs.answers("Ongedaan maken"), qtbot.waitSignal(later.saved):
        qtbot.keyClick(later.file.undo, Qt.Key.Key_Return)
    assert session.pupils.count() == 0


def test_f38_a_vault_that_changed_meanwhile_is_compared_again_and_nothing_is_overwritten(
    qtbot: QtBot, session: Session, opens: Opens, listing: Listing
) -> None:
    page = opens(session)
    preview(qtbot, page, listing(NOOR))
    fetch(qtbot, page)
    read(qtbot, page, listing(NOOR.replace("2B", "3B")))
    [noor] = session.pupils.search("noor")
    session.pupils.save(replace(session.pupils.load(noor.id).draft(), name=PupilName("Noortje", "", "Berg")))
    page.finish()
    qtbot.waitUntil(lambda: page.stack.currentIndex() == CHECK and not page.context.tasks.busy())
    assert any("intussen veranderd" in text for text in told(page))
    assert page.check.model.lines()[0].what.startswith("naam was Noortje Berg")
    assert session.pupils.load(noor.id).name.first == "Noortje"


def test_stopping_goes_back_and_keeps_nothing(
    qtbot: QtBot, session: Session, opens: Opens, edexml: Listing
) -> None:
    page, go_on = opens(session), threading.Event()
    page.context.tasks.run(
        page, go_on.wait, lambda _: None
    )  # the reading waits its turn until Stoppen was pressed
    with dialogs.answers(edexml()):
        page.choose()
    qtbot.keyClick(page.wait.stop, Qt.Key.Key_Return)
    go_on.set()
    qtbot.waitUntil(lambda: page.stack.currentIndex() == FILE)
    assert told(page) == ["Het lezen is gestopt. Er is niets veranderd."]


def test_a_file_can_be_dropped_on_the_page(
    qtbot: QtBot, session: Session, opens: Opens, edexml: Listing
) -> None:
    page = opens(session)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(edexml()))])
    button, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(50, 50), Qt.DropAction.CopyAction, data, button, keys)
    page.dragEnterEvent(enter)
    assert enter.isAccepted()
    page.dropEvent(QDropEvent(QPointF(50, 50), Qt.DropAction.CopyAction, data, button, keys))
    qtbot.waitUntil(lambda: page.stack.currentIndex() == CHECK)
    assert counts(page) == {Kind.NEW: 1}


def test_two_files_or_a_web_address_are_not_taken(qtbot: QtBot, session: Session, opens: Opens) -> None:
    page = opens(session)
    for urls in (
        [QUrl("https://example.nl/lijst.xml")],
        [QUrl.fromLocalFile("/a"), QUrl.fromLocalFile("/b")],
    ):
        data = QMimeData()
        data.setUrls(urls)
        enter = QDragEnterEvent(
            QPoint(5, 5),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        enter.ignore()
        page.dragEnterEvent(enter)
        assert not enter.isAccepted()


def test_privacy_mode_shows_initials_in_samples_preview_and_question_f52(
    qtbot: QtBot, session: Session, opens: Opens, listing: Listing, context: PageContext
) -> None:
    context.privacy.set_on(True)
    page = opens(session)
    head = HEAD.replace("\n", ";Opmerking\n")
    read(qtbot, page, listing(f"{NOOR};broer van Daan", head=head), COLUMNS)
    samples = [sample.text() for sample in page.columns._samples.values()]
    assert not {"Noor", "Berg", "broer van Daan"} & set(samples)
    page.finish()
    qtbot.waitUntil(lambda: page.stack.currentIndex() == CHECK)
    assert [line.name for line in page.check.model.lines()] == ["N.B."]
    context.privacy.set_on(False)
    assert [line.name for line in page.check.model.lines()] == ["Noor van den Berg"]


def test_a_name_is_found_by_the_beginning_of_its_words(
    qtbot: QtBot, session: Session, opens: Opens, listing: Listing
) -> None:
    page = opens(session)
    preview(qtbot, page, listing(NOOR, SEM, ZOE))
    page.focus_search()
    qtbot.keyClicks(page.check.search, "bak zoe")
    qtbot.waitUntil(lambda: page.check.model.rowCount() == 1)
    assert page.check.table.count.text() == "1 van 3 leerlingen"


def test_arrows_choose_what_the_list_shows(
    qtbot: QtBot, session: Session, opens: Opens, listing: Listing
) -> None:
    page = opens(session)
    preview(qtbot, page, listing(NOOR))
    tabs = page.check.tabs
    tab = tabs.tabs[Kind.NEW]
    tab.setFocus()
    qtbot.keyClick(tab, Qt.Key.Key_Right)
    assert tabs.current() is Kind.CHANGED
    assert page.check.empty.title.text() == "Er verandert niets aan leerlingen die er al staan."
    qtbot.keyClick(tabs.tabs[Kind.CHANGED], Qt.Key.Key_Left)
    assert tabs.current() is Kind.NEW


def test_every_step_fits_the_smallest_window(
    qtbot: QtBot, session: Session, opens: Opens, listing: Listing
) -> None:
    page = opens(session)

    def fits() -> bool:
        least = page.minimumSizeHint()
        return least.width() <= 960 - 64 and least.height() <= 580

    assert fits()
    read(qtbot, page, listing(NOOR, "x"), COLUMNS)
    assert fits()
    page.finish()
    qtbot.waitUntil(lambda: page.stack.currentIndex() == CHECK)
    assert fits()
    fetch(qtbot, page)
    assert fits()
