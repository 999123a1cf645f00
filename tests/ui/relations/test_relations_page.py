"""The sociale kaart on the screen: the practice vault, real keys, and what stands in the vault afterwards."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from jeugdhulp_desktop.domain.relations import PartyKind, PersonDraft, PersonLine, WorkerType
from jeugdhulp_desktop.domain.schools import SchoolDraft, SchoolLine
from jeugdhulp_desktop.services.session import Session
from jeugdhulp_desktop.ui import dialogs
from jeugdhulp_desktop.ui.pages import PageContext
from jeugdhulp_desktop.ui.relations.columns import PEOPLE, SCHOOLS, days_in_words, short_days
from jeugdhulp_desktop.ui.relations.forms import PartyDialog, PersonDialog, SchoolDialog
from jeugdhulp_desktop.ui.relations.lists import KINDS, Everything
from jeugdhulp_desktop.ui.relations.page import RelationsPage
from jeugdhulp_desktop.ui.tasks import Tasks
from jeugdhulp_desktop.ui.widgets.labels import PillValue
from jeugdhulp_desktop.ui.widgets.lines import Cell
from jeugdhulp_desktop.ui.widgets.messages import Message
from tests.ui.controls import unnamed_controls

Opens = Callable[[Session], RelationsPage]


@pytest.fixture
def opens(qtbot: QtBot, context: PageContext, tasks: Tasks) -> Iterator[Opens]:
    """Shows the page of a Session, and lets it hear of every write as the window does."""
    pages: list[RelationsPage] = []

    def open_it(session: Session) -> RelationsPage:
        page = RelationsPage(context)
        qtbot.addWidget(page)
        page.setMinimumSize(1, 1)
        page.resize(1150, 690)
        session.changes.subscribe(tasks.announce)
        tasks.changed.connect(lambda changes: page.refresh(changes) if changes & page.watches else None)
        pages.append(page)
        page.open_with(session)
        page.show()
        qtbot.waitUntil(lambda: bool(page.header.facts.text()))
        return page

    yield open_it
    tasks.close()
    for page in pages:
        page.close()


@pytest.fixture
def page(opens: Opens, demo: Session) -> RelationsPage:
    return opens(demo)


def names(page: RelationsPage, kind: str = "people") -> list[str]:
    model = page.models[kind]
    return [model.line(row).name for row in range(model.rowCount())]


def search(qtbot: QtBot, page: RelationsPage, words: str, found: list[str]) -> None:
    page.filters.search.put("")
    page.focus_search()
    qtbot.keyClicks(page.filters.search, words)
    qtbot.waitUntil(lambda: names(page) == found)


def words_on(widget: QWidget) -> str:
    return "\n".join(each.text() for each in widget.findChildren(QLabel))


def select(page: RelationsPage, name: str, kind: str = "people") -> None:
    page.open_at(kind)
    line = next(each for each in page._all.of(page._kind) if each.name == name)
    assert page.tables[kind].select_id(line.id)


def test_the_facts_count_the_three_lists(page: RelationsPage) -> None:
    assert (
        page.header.facts.text() == "13 mensen, waarvan 3 medewerkers jeugdhulp · 7 organisaties · 2 scholen"
    )
    assert page.tables["people"].count.text() == "13 van 13 mensen"


def test_beginnings_of_words_find_people_in_any_order_without_accents(
    qtbot: QtBot, page: RelationsPage
) -> None:
    search(qtbot, page, "dijk mar", ["Marieke Dijkstra"])
    search(qtbot, page, "JMW", ["Marieke Dijkstra"])
    search(qtbot, page, "veenrand beleid", ["Fatima Bennis"])


def test_a_telephone_number_is_found_with_and_without_its_spaces(qtbot: QtBot, page: RelationsPage) -> None:
    search(qtbot, page, "0500 55 03 10", ["Fatima Bennis"])
    search(qtbot, page, "0500550310", ["Fatima Bennis"])


def test_the_filter_inzet_leaves_the_workers(page: RelationsPage, qtbot: QtBot) -> None:
    page.worker_filter.set_value("workers")
    assert len(names(page)) == 3
    page.worker_filter.set_value("JP")
    assert names(page) == ["Rachid Benali"]
    page.open_at("schools")
    assert not page.worker_filter.isVisible()
    assert len(names(page, "schools")) == 2


def test_nothing_found_says_where_to_look_instead(page: RelationsPage) -> None:
    page.filters.search.put("kraanv")
    page.open_at("parties")
    empty = page._empty["parties"]
    assert empty.title.text() == "Niets gevonden met 'kraanv'"
    assert empty.text.text() == "Kijk ook bij Mensen en Scholen."
    page.filters.search.put("zzz")
    assert empty.text.text() == "Wis het zoekveld of de filters."


def test_an_empty_vault_says_how_to_begin_in_each_list(opens: Opens, session: Session) -> None:
    page = opens(session)
    assert page.header.facts.text() == "0 mensen · 0 organisaties · 1 school"
    for kind in KINDS[:2]:
        page.open_at(kind.name)
        empty = page._empty[kind.name]
        assert empty.isVisible()
        assert empty.title.text() == f"Nog geen {kind.title.lower()}"
        assert empty.buttons[0].text() == f"Nieuwe {kind.one}"
        assert page.new_button.text() == f"Nieuwe {kind.one}"


def test_a_person_shows_number_mail_and_days(page: RelationsPage) -> None:
    select(page, "Fatima Bennis")
    shown = words_on(page.detail)
    assert "0500 - 55 03 10" in shown
    assert "f.bennis@veenrand.example" in shown
    assert "Aanwezig op maandag, dinsdag en donderdag" in shown


def test_an_organisation_shows_what_it_is_for_and_its_people(page: RelationsPage) -> None:
    select(page, "Gemeente Veenrand", "parties")
    shown = words_on(page.detail)
    assert "bereikbaar van 9 tot 12" in shown
    assert "Fatima Bennis" in shown
    assert "Jan Willem Stoffers" in shown


def test_a_school_says_whom_to_ring_and_who_stands_in(page: RelationsPage) -> None:
    select(page, "VSO De Zonnewijzer", "schools")
    shown = words_on(page.detail)
    assert "Contactpersoon Marieke Dijkstra\n0500 - 55 02 11" in shown
    assert "Vervanger Rachid Benali" in shown


def test_a_new_person_is_added_by_keyboard_and_selected(
    qtbot: QtBot, page: RelationsPage, demo: Session
) -> None:
    def fill(dialog: PersonDialog) -> bool:
        for name, typed in (("name", "Bea de Wit"), ("role", "wijkagent"), ("phone", "0500 - 12 34 56")):
            qtbot.keyClicks(dialog.form.rows[name].field, typed)
        dialog.days[4].setChecked(True)
        return dialog.check()

    with dialogs.answers(fill), qtbot.waitSignal(page.saved):
        page.new_item()
    qtbot.waitUntil(lambda: page.table.current() is not None and page.table.current().name == "Bea de Wit")
    added = next(each for each in demo.relations.people() if each.name == "Bea de Wit")
    assert (added.role, added.phone, added.days) == ("wijkagent", "0500 - 12 34 56", (4,))
    assert "wijkagent" in words_on(page.detail)


def test_a_person_without_a_name_is_not_kept_and_says_so_under_the_field(
    qtbot: QtBot, page: RelationsPage
) -> None:
    notes = []

    def fill(dialog: PersonDialog) -> bool:
        assert not dialog.check()
        notes.append(dialog.form.rows["name"].note())
        return False

    with dialogs.answers(fill):
        page.new_item()
    assert notes == ["Vul een naam in."]


def test_enter_edits_and_keeps_what_was_not_touched(qtbot: QtBot, page: RelationsPage, demo: Session) -> None:
    select(page, "Ingrid Lanting")
    person = page.table.current()
    before = demo.relations.load_person(person.id)

    def fill(dialog: PersonDialog) -> bool:
        field = dialog.form.rows["phone"].field
        field.clear()  # type: ignore[attr-defined]
        qtbot.keyClicks(field, "0500 - 99 99 99")
        return dialog.check()

    page.table.view.setFocus()
    with dialogs.answers(fill), qtbot.waitSignal(page.saved):
        qtbot.keyClick(page.table.view, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: not dialogs._plans[-1].answers)
    after = demo.relations.load_person(person.id)
    assert after == replace(before, phone="0500 - 99 99 99", version=after.version)


def test_an_organisation_and_a_school_are_added_too(qtbot: QtBot, page: RelationsPage, demo: Session) -> None:
    def party(dialog: PartyDialog) -> bool:
        qtbot.keyClicks(dialog.form.rows["name"].field, "Bibliotheek Veenrand")
        dialog.form.set_values({"kind": PartyKind.INFORMAL})
        return dialog.check()

    def school(dialog: SchoolDialog) -> bool:
        qtbot.keyClicks(dialog.form.rows["name"].field, "ibs De Ster")
        qtbot.keyClicks(dialog.form.rows["brin"].field, "99xc")
        return dialog.check()

    page.open_at("parties")
    with dialogs.answers(party), qtbot.waitSignal(page.saved):
        page.new_item()
    page.open_at("schools")
    with dialogs.answers(school), qtbot.waitSignal(page.saved):
        page.new_item()
    assert "Bibliotheek Veenrand" in [each.name for each in demo.relations.parties()]
    assert "99XC" in [each.brin for each in demo.schools.lines()]


def test_what_is_in_use_stays_and_says_why(qtbot: QtBot, page: RelationsPage, demo: Session) -> None:
    told: list[Message] = []
    page.message.connect(told.append)
    for kind, name, words in (
        ("people", "Marieke Dijkstra", "Marieke Dijkstra staat nog in een casus, actie of schoolafspraak"),
        ("parties", "Welzijn Veenrand", "Bij Welzijn Veenrand staan nog mensen."),
        ("schools", "VSO De Zonnewijzer", "Bij VSO De Zonnewijzer staan nog leerlingen"),
    ):
        select(page, name, kind)
        count = len(told)
        with dialogs.answers("Verwijderen") as asked:
            page.detail.remove_button.click()
        assert asked[0].title == f"{name} verwijderen"
        assert "Ctrl+Z" in asked[0].text
        qtbot.waitUntil(lambda count=count: len(told) > count)
        assert told[-1].text.startswith(words)
    assert len(demo.relations.people()) == 13


def test_what_nobody_names_goes_after_one_question(qtbot: QtBot, page: RelationsPage, demo: Session) -> None:
    select(page, "Buurthuis De Turfschuur", "parties")
    with dialogs.answers(None):
        page.detail.remove_button.click()
    assert len(demo.relations.parties()) == 7
    with dialogs.answers("Verwijderen"), qtbot.waitSignal(page.saved):
        page.detail.remove_button.click()
    qtbot.waitUntil(lambda: "Buurthuis De Turfschuur" not in names(page, "parties"))


def test_what_was_changed_meanwhile_is_asked_about_and_nothing_typed_is_lost(
    qtbot: QtBot, page: RelationsPage, demo: Session
) -> None:
    select(page, "Fatima Bennis")
    identity = page.table.current().id
    notes = []

    def fill(dialog: PersonDialog) -> bool:
        demo.relations.save_person(replace(demo.relations.load_person(identity), role="wethouder"))
        dialog.form.set_values({"phone": "0500 - 11 11 11"})
        return dialog.check()

    def again(dialog: PersonDialog) -> bool:
        notes.append(dialog.note.text())
        return dialog.form.values()["phone"] == "0500 - 11 11 11" and dialog.check()

    with dialogs.answers(fill, again), qtbot.waitSignal(page.saved):
        page.edit()
        qtbot.waitUntil(lambda: not dialogs._plans[-1].answers)
    assert "intussen veranderd" in notes[0]
    assert demo.relations.load_person(identity).phone == "0500 - 11 11 11"


def test_in_a_small_window_enter_shows_the_detail_over_the_list_and_escape_goes_back(
    qtbot: QtBot, page: RelationsPage
) -> None:
    page.resize(848, 520)
    assert not page.detail.isVisible()
    page.table.take_focus()
    qtbot.keyClick(page.table.view, Qt.Key.Key_Return)
    assert page.detail.isVisible()
    assert not page.stack.isVisible()
    assert page.detail.back.isVisible()
    page.back()
    assert page.stack.isVisible()
    assert not page.detail.isVisible()


def test_down_goes_from_the_search_to_the_list_in_front(qtbot: QtBot, page: RelationsPage) -> None:
    page.open_at("schools")
    page.activateWindow()
    page.focus_search()
    qtbot.keyClick(page.filters.search, Qt.Key.Key_Down)
    assert page.tables["schools"].current() is not None
    assert page.tables["people"].current() is None


def test_another_page_can_ask_for_one_person_or_one_list(page: RelationsPage, demo: Session) -> None:
    person = next(each for each in demo.relations.people() if each.name == "Rachid Benali")
    page.filters.search.put("zzz")
    page.open_at(("person", person.id))
    assert page.table.current_id() == person.id
    page.open_at("parties")
    assert page.new_button.text() == "Nieuwe organisatie"
    page.open_at(None)
    assert page.new_button.text() == "Nieuwe organisatie"


def test_professionals_keep_their_names_when_only_initials_are_shown(
    page: RelationsPage, context: PageContext
) -> None:
    context.privacy.set_on(True)
    select(page, "Marieke Dijkstra")
    assert "Marieke Dijkstra" in words_on(page.detail)


def test_who_left_stands_below_and_without_days() -> None:
    left = PersonLine(1, "A", "docent", "B", "", "", (0, 2), None, False)
    cell = PEOPLE[0].show(left)
    assert isinstance(cell, Cell)
    assert cell.second == "Werkt hier niet meer"
    assert PEOPLE[4].show(left) == ""
    here = replace(left, id=2, name="B", active=True, school_id=7, worker_type=WorkerType.JW)
    pill = PEOPLE[1].show(here)
    assert isinstance(pill, PillValue)
    assert pill.text == "JW"
    school = SchoolLine(7, "S", SchoolDraft().school_type, "", "", None, "", False)
    everything = Everything((replace(left, school_id=7), here), (), (school,))
    assert [each.id for each in everything.people_of(school)] == [2, 1]
    assert SCHOOLS[3].show(school) == Cell("Nog niet gekozen", icon="alert-outline", tone="warn")


def test_days_are_said_as_one_says_them() -> None:
    assert days_in_words(()) == ""
    assert days_in_words((2,)) == "woensdag"
    assert days_in_words((4, 0, 1)) == "maandag, dinsdag en vrijdag"
    assert short_days((3, 0)) == "ma do"


def test_someone_who_left_is_still_told_as_contact_and_can_stay_it(
    qtbot: QtBot, page: RelationsPage, demo: Session
) -> None:
    mine = demo.schools.mine()
    assert mine is not None
    assert mine.contact_person_id is not None
    person = demo.relations.load_person(mine.contact_person_id)
    demo.relations.save_person(replace(person, active_until=date(2026, 9, 1)))
    qtbot.waitUntil(lambda: not page._all.person(person.id).active)  # type: ignore[union-attr]
    select(page, mine.name, "schools")
    offered = []

    def look(dialog: SchoolDialog) -> bool:
        offered.append(dialog.form.values()["contact_person_id"])
        return False

    with dialogs.answers(look):
        page.edit()
        qtbot.waitUntil(lambda: bool(offered))
    assert offered == [person.id]


@pytest.mark.parametrize("size", [(1150, 690), (848, 520)])
def test_every_control_has_a_name_in_each_list(page: RelationsPage, size: tuple[int, int]) -> None:
    page.resize(*size)
    for kind in KINDS:
        page.open_at(kind.name)
        page.table.select_row(0)
        QCoreApplication.processEvents()
        assert unnamed_controls(page) == []


def test_every_control_of_the_forms_has_a_name(qtbot: QtBot) -> None:
    for dialog in (
        PersonDialog(None, PersonDraft(), [], [], lambda _draft: []),
        SchoolDialog(None, SchoolDraft(), [], lambda _draft: []),
    ):
        qtbot.addWidget(dialog)
        dialog.show()
        assert unnamed_controls(dialog) == []
