"""The list of cases: fast to read, to search and to sort; the chosen case beside it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from jeugdhulp_desktop.domain.cases import CaseDraft, CaseFilter
from jeugdhulp_desktop.services.session import Session
from jeugdhulp_desktop.ui import dialogs
from jeugdhulp_desktop.ui.cases.page import CasesPage
from jeugdhulp_desktop.ui.widgets.messages import Message
from tests.ui.controls import unnamed_controls
from tests.ui.undoing import ctrl_z

Quiet = Callable[[], None]


def shown(page: CasesPage, column: str = "pupil") -> list[str]:
    """What one column of the list shows."""
    at = page.list.model.column_of(column)
    return [page.list.model.cell(row, at).spoken() for row in range(page.list.model.rowCount())]


def type_words(qtbot: QtBot, page: CasesPage, words: str) -> None:
    """Type in the search field and wait until the list answered."""
    with qtbot.waitSignal(page.list.model.modelReset):
        qtbot.keyClicks(page.list.filters.search, words)


def test_open_cases_stand_in_dutch_order_with_what_is_late_above_them(page: CasesPage) -> None:
    names = shown(page)
    assert page.header.facts.text() == "34 lopend, 1 review te laat, 1 vandaag"
    assert page.list.table.count.text() == "34 casussen"
    assert names.index("Zoë van den Berg") < names.index("Sem de Vries")  # under B and V (Dutch order)
    assert "13 sep, te laat" in shown(page, "next_review")
    assert "vandaag" in shown(page, "next_review")


def test_typing_finds_beginnings_of_words_in_any_order_without_accents(qtbot: QtBot, page: CasesPage) -> None:
    type_words(qtbot, page, "ber zoe")
    assert shown(page) == ["Zoë van den Berg"]
    assert page.list.table.count.text() == "1 van 34 casussen"


def test_nothing_found_says_what_to_do_and_the_way_back(qtbot: QtBot, page: CasesPage, quiet: Quiet) -> None:
    type_words(qtbot, page, "Yildix")
    assert page.list.nothing.text.text() == "Geen casus met ‘Yildix’. Wis het filter of zoek op nummer."
    assert page.list.table.count.text() == "0 van 34 casussen"
    page.list.nothing.buttons[0].click()
    quiet()
    assert page.list.model.rowCount() > 34  # closed ones too: no filter is left


def test_a_header_sorts_in_the_database(qtbot: QtBot, page: CasesPage, quiet: Quiet) -> None:
    at = page.list.model.column_of("next_review")
    page.list.table.view.horizontalHeader().sectionClicked.emit(at)
    quiet()
    assert shown(page, "next_review")[:2] == ["13 sep, te laat", "vandaag"]


def test_filters_narrow_the_list(qtbot: QtBot, page: CasesPage, quiet: Quiet, demo: Session) -> None:
    page.list.filters.filters["status"].set_value("signaal")
    quiet()
    assert set(shown(page, "status")) == {"Signaal"}
    page.list.filters.filters["status"].set_value("review")
    quiet()
    assert len(shown(page)) == 2
    page.list.filters.clear()
    quiet()
    assert page.list.model.rowCount() == len(demo.cases.find_ids(CaseFilter()))


def test_the_chosen_case_stands_beside_the_list(
    qtbot: QtBot, page: CasesPage, quiet: Quiet, demo: Session
) -> None:
    noor = next(line for line in demo.cases.search("noor y"))
    page.open_at(("select", noor.id))
    quiet()
    detail = page.list.detail
    facts = dict(detail.grid.facts())
    assert detail.name.text() == "Noor Yıldız"
    assert facts["Casus"] == noor.number
    assert facts["Leeftijd"].endswith("jaar")
    assert detail.timeline.moments()
    with qtbot.waitSignal(page.open_page) as asked:
        detail.review_asked.emit(noor.id)
    assert asked.args == ["monitoring", ("case", noor.id)]


def test_arrows_show_enter_opens_and_esc_comes_back(qtbot: QtBot, page: CasesPage, quiet: Quiet) -> None:
    view = page.list.table.view
    qtbot.keyClick(view, Qt.Key.Key_Down)
    quiet()
    chosen = page.list.table.current_id()
    assert page.list.detail.case_id() == chosen
    qtbot.keyClick(view, Qt.Key.Key_Return)
    quiet()
    assert page.editor is not None
    assert page.editor.case_id == chosen == page.case_in_front()
    page.back()
    quiet()
    assert page.editor is None
    assert page.list.table.current_id() == chosen


def test_in_a_small_window_the_case_opens_over_the_list(qtbot: QtBot, page: CasesPage, quiet: Quiet) -> None:
    page.resize(960, 580)
    assert not page.list.detail.isVisible()
    qtbot.keyClick(page.list.table.view, Qt.Key.Key_Return)
    assert page.list.detail.isVisible()
    assert not page.list.table.isVisible()
    assert page.editor is None
    page.back()
    assert page.list.table.isVisible()
    page.resize(1366, 690)
    assert page.list.detail.isVisible()


def test_a_new_vault_says_how_to_begin(qtbot: QtBot, new_vault: CasesPage) -> None:
    empty = new_vault.list.empty
    assert empty.isVisible()
    assert not new_vault.new.isVisible()  # one filled button a page
    assert empty.title.text() == "Nog geen casussen"
    with qtbot.waitSignal(new_vault.open_page) as asked:
        qtbot.mouseClick(empty.buttons[1], Qt.MouseButton.LeftButton)
    assert asked.args[0] == "imports"


def test_one_school_needs_no_school_column(new_vault: CasesPage) -> None:
    assert new_vault.list.filters.filters["school"].isHidden()
    assert new_vault.list.model.column_of("school") == -1


def test_school_column_and_filter_come_with_the_second_school(page: CasesPage) -> None:
    assert page.list.filters.filters["school"].isVisible()
    assert page.list.model.column_of("school") > 0


def test_privacy_mode_leaves_no_name_on_the_page(page: CasesPage, quiet: Quiet, demo: Session) -> None:
    """F53: everywhere at once."""
    names = demo.cases.full_names()
    page.context.privacy.set_on(True)
    quiet()
    texts = shown(page) + [each.text() for each in page.findChildren(QLabel)]
    assert not [name for name in names for text in texts if name in text]
    assert page.privacy.text() == "Namen tonen"


def test_lines_are_read_a_hundred_at_a_time(
    qtbot: QtBot, new_vault: CasesPage, session: Session, quiet: Quiet
) -> None:
    school = session.schools.lines()[0].id
    for _each in range(130):
        session.cases.save(CaseDraft(school_id=school, signalled_on=date(2026, 9, 1)))
    qtbot.waitUntil(lambda: new_vault.list.model.rowCount() == 130, timeout=10_000)
    quiet()
    assert len(new_vault.list.model.lines()) == 100
    new_vault.list.table.view.scrollToBottom()
    new_vault.grab()
    qtbot.waitUntil(lambda: len(new_vault.list.model.lines()) == 130)


def test_a_note_saved_elsewhere_shows_at_once(page: CasesPage, quiet: Quiet, demo: Session) -> None:
    case_id = page.list.table.current_id()
    line = demo.contacts.timeline(case_id)[0]
    demo.contacts.save(replace(demo.contacts.load(line.id), fact="Iets anders dan net."))
    quiet()
    assert "Iets anders dan net." in page.list.detail.timeline.moments()[0].text


def test_a_case_goes_into_the_bin_after_saying_what_goes_along(
    page: CasesPage, quiet: Quiet, demo: Session
) -> None:
    case_id = page.list.table.current_id()
    told: list[Message] = []
    page.message.connect(told.append)
    with dialogs.answers("Verwijderen") as asked:
        page.list.detail.delete_asked.emit(case_id)
        quiet()
    quiet()
    assert "contactmoment" in asked[0].text
    assert asked[0].text.endswith("Je kunt dit 30 dagen terughalen uit de prullenbak.")
    assert case_id not in page.list.model.ids()
    assert [act.words for act in told[0].acts] == ["Ongedaan maken"]
    ctrl_z(page)
    quiet()
    assert case_id in page.list.model.ids()


def test_every_control_has_a_name(page: CasesPage) -> None:
    assert unnamed_controls(page) == []
