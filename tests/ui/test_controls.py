"""The smaller parts: answers by key, filters, messages, the focus ring, sections, points, the time line."""

from datetime import date
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from jeugdhulp_desktop.settings import Theme as ThemeChoice
from jeugdhulp_desktop.ui.pages import Page, PageContext
from jeugdhulp_desktop.ui.theme import theme
from jeugdhulp_desktop.ui.widgets.avatar import Avatar
from jeugdhulp_desktop.ui.widgets.bars import Share, ShareBar, StepDots
from jeugdhulp_desktop.ui.widgets.buttons import Button, CheckBox, IconButton, RadioButton
from jeugdhulp_desktop.ui.widgets.fields import DateField, DecimalField, TextField
from jeugdhulp_desktop.ui.widgets.filters import FilterBar
from jeugdhulp_desktop.ui.widgets.focus import first_focus, install_focus_ring
from jeugdhulp_desktop.ui.widgets.header import PageHeader
from jeugdhulp_desktop.ui.widgets.labels import Pill, PillValue, TextBlock
from jeugdhulp_desktop.ui.widgets.messages import Act, EmptyState, Message, MessageArea
from jeugdhulp_desktop.ui.widgets.panel import ScrollArea
from jeugdhulp_desktop.ui.widgets.sections import Point, ProblemPanel, Section, SectionList
from jeugdhulp_desktop.ui.widgets.segmented import SegmentedAnswer
from jeugdhulp_desktop.ui.widgets.timeline import Moment, Timeline
from jeugdhulp_desktop.ui.widgets.wizard import WizardFrame
from tests.ui.controls import stray_windows, unnamed_controls

Part = TypeVar("Part", bound=QWidget)


def opened(qtbot: QtBot, widget: Part) -> Part:
    qtbot.addWidget(widget)
    if widget.sizeHint().isEmpty():
        widget.resize(500, 300)
    with qtbot.waitActive(widget):
        widget.show()
        widget.activateWindow()
    return widget


@pytest.mark.parametrize(
    ("key", "answer"),
    [
        ("j", "yes"),
        ("D", "partly"),
        ("n", "no"),
        ("x", "na"),
        ("1", "yes"),
        ("2", "partly"),
        ("3", "no"),
        ("4", "na"),
    ],
)
def test_one_key_answers_a_question(qtbot: QtBot, key: str, answer: str) -> None:
    question = opened(qtbot, SegmentedAnswer("Is het doel behaald?"))
    question.setFocus()
    with qtbot.waitSignal(question.answered) as told:
        qtbot.keyClicks(question.focusWidget(), key)
    assert told.args == [answer]
    assert question.value() == answer


def test_arrows_move_without_answering_and_space_takes(qtbot: QtBot) -> None:
    question = opened(qtbot, SegmentedAnswer("Is het doel behaald?"))
    question.setFocus()
    qtbot.keyClick(question.focusWidget(), Qt.Key.Key_Right)
    qtbot.keyClick(question.focusWidget(), Qt.Key.Key_Right)
    assert question.value() is None
    qtbot.keyClick(question.focusWidget(), Qt.Key.Key_Space)
    assert question.value() == "no"


def test_up_and_down_ask_for_another_question(qtbot: QtBot) -> None:
    question = opened(qtbot, SegmentedAnswer("Is het doel behaald?"))
    question.setFocus()
    with qtbot.waitSignal(question.stepped) as told:
        qtbot.keyClick(question.focusWidget(), Qt.Key.Key_Down)
    assert told.args == [1]


def test_a_question_is_one_tab_stop_at_the_chosen_answer(qtbot: QtBot) -> None:
    page = QWidget()
    lines = QVBoxLayout(page)
    before, question, after = QLineEdit(), SegmentedAnswer("Vraag"), QLineEdit()
    for widget in (before, question, after):
        lines.addWidget(widget)
    opened(qtbot, page)
    question.set_value("no")
    before.setFocus()
    qtbot.keyClick(before, Qt.Key.Key_Tab)
    assert page.focusWidget().accessibleName() == "Vraag Nee"
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
    assert page.focusWidget() is after


def test_a_shortcut_with_ctrl_is_no_answer(qtbot: QtBot) -> None:
    question = opened(qtbot, SegmentedAnswer("Vraag"))
    question.setFocus()
    qtbot.keyClick(question.focusWidget(), Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert question.value() is None


def filter_bar(qtbot: QtBot) -> FilterBar:
    bar = FilterBar("Naam, nummer of klas")
    bar.add_filter("status", "Status", [("open", "Lopend"), ("closed", "Afgesloten")])
    bar.resize(900, 40)
    return opened(qtbot, bar)


def test_filtering_begins_150_ms_after_the_last_key(qtbot: QtBot) -> None:
    bar = filter_bar(qtbot)
    heard: list[str] = []
    bar.changed.connect(lambda words, _filters: heard.append(words))
    with qtbot.waitSignal(bar.changed):
        qtbot.keyClicks(bar.search, "noor")
    assert heard == ["noor"]


def test_an_active_filter_says_so_and_can_be_wiped(qtbot: QtBot) -> None:
    bar = filter_bar(qtbot)
    assert not bar.wipe.isVisible()
    bar.filters["status"].set_value("open")
    assert bar.filters["status"].text() == "Status: Lopend"
    assert bar.active() == {"status": "open"}
    assert bar.wipe.isVisible()
    with qtbot.waitSignal(bar.changed) as told:
        bar.wipe.click()
    assert told.args == ["", {}]
    assert not bar.wipe.isVisible()


def test_the_cross_of_a_filter_clears_it(qtbot: QtBot) -> None:
    bar = filter_bar(qtbot)
    button = bar.filters["status"]
    button.set_value("open")
    QApplication.processEvents()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton, pos=button._mark().center())
    assert bar.active() == {}


def test_esc_clears_the_search_before_the_page_hears_it(qtbot: QtBot) -> None:
    bar = filter_bar(qtbot)
    bar.search.put("noor")
    qtbot.keyClick(bar.search, Qt.Key.Key_Escape)
    assert bar.search.text() == ""


def test_filters_are_remembered_and_put_back_with_one_announcement(qtbot: QtBot) -> None:
    bar = filter_bar(qtbot)
    bar.filters["status"].set_value("closed")
    state = bar.state()
    other = filter_bar(qtbot)
    heard: list[dict[str, object]] = []
    other.changed.connect(lambda _words, filters: heard.append(filters))
    other.set_state(state)
    assert heard == [{"status": "closed"}]


def test_a_message_stays_until_it_is_closed(qtbot: QtBot) -> None:
    area = opened(qtbot, MessageArea())
    area.add(Message("Back-up mislukt.", "bad", key="backup"))
    area.add(Message("De schijf is bijna vol.", "warn"))
    area.add(Message("Back-up gelukt.", "ok", key="backup"))
    assert [each.text for each in area.messages()] == ["Back-up gelukt.", "De schijf is bijna vol."]
    area.remove("backup")
    assert [each.text for each in area.messages()] == ["De schijf is bijna vol."]


def test_two_messages_are_shown_and_the_rest_on_asking(qtbot: QtBot) -> None:
    area = opened(qtbot, MessageArea())
    for number in range(4):
        area.add(Message(f"Melding {number}."))
    more = [each for each in area.findChildren(Button) if each.text() == "Toon alles (4)"]
    assert len(more) == 1
    more[0].click()
    names = [each.accessibleName() for each in area.children() if isinstance(each, QWidget)]
    assert [name for name in names if name.startswith("Melding")] == [f"Melding {n}." for n in (3, 2, 1, 0)]


def test_an_act_of_a_message_does_it(qtbot: QtBot) -> None:
    done: list[str] = []
    area = opened(qtbot, MessageArea())
    area.add(Message("De review is vrijdag.", "warn", acts=(Act("Invullen", lambda: done.append("ja")),)))
    next(each for each in area.findChildren(Button) if each.text() == "Invullen").click()
    assert done == ["ja"]


def test_typed_text_in_a_text_block_is_escaped(qtbot: QtBot) -> None:
    """F46: markup in a message or a note is shown, not read."""
    block = TextBlock("<b>Noor</b> & <img src=x>\ntweede regel")
    qtbot.addWidget(block)
    assert "&lt;b&gt;" in block.text()
    assert block.plain_text() == "<b>Noor</b> & <img src=x>\ntweede regel"


def test_a_text_block_is_as_high_as_its_lines(qtbot: QtBot) -> None:
    block = TextBlock("een woord " * 40)
    qtbot.addWidget(block)
    line = block.fontMetrics().lineSpacing()
    assert block.heightForWidth(10_000) == line
    assert block.heightForWidth(300) > 5 * line


def test_the_ring_stands_round_a_field_and_scrolls_with_it(qtbot: QtBot, qapp: QApplication) -> None:
    ring = install_focus_ring(qapp)
    inner = QWidget()
    lines = QVBoxLayout(inner)
    fields = [TextField() for _ in range(30)]
    for field in fields:
        lines.addWidget(field)
    area = ScrollArea(inner)
    area.resize(300, 200)
    opened(qtbot, area)
    fields[2].setFocus()
    overlay = ring.ring()
    assert overlay is not None
    assert overlay.parentWidget() is inner
    assert overlay.geometry() == fields[2].geometry().adjusted(-4, -4, 4, 4)
    assert overlay.isVisible()


def test_the_ring_at_the_edge_of_a_scroll_area_is_whole(qtbot: QtBot, qapp: QApplication) -> None:
    ring = install_focus_ring(qapp)
    inner = QWidget()
    lines = QVBoxLayout(inner)
    lines.setContentsMargins(0, 0, 0, 0)
    field = TextField()
    lines.addWidget(field)
    area = ScrollArea(inner)
    opened(qtbot, area)
    field.setFocus()
    overlay = ring.ring()
    assert overlay is not None
    assert inner.rect().contains(overlay.geometry())


def test_a_button_gets_the_ring_from_the_keyboard(qtbot: QtBot, qapp: QApplication) -> None:
    ring = install_focus_ring(qapp)
    page = QWidget()
    lines = QVBoxLayout(page)
    field, button = TextField(), Button("Bewaren")
    lines.addWidget(field)
    lines.addWidget(button)
    opened(qtbot, page)
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    assert ring.target() is button


def test_the_ring_goes_when_its_field_goes(qtbot: QtBot, qapp: QApplication) -> None:
    ring = install_focus_ring(qapp)
    page = QWidget()
    lines = QVBoxLayout(page)
    field = TextField()
    lines.addWidget(field)
    opened(qtbot, page)
    field.setFocus()
    field.hide()
    overlay = ring.ring()
    assert overlay is None or not overlay.isVisible()


def test_points_are_ordered_and_counted(qtbot: QtBot) -> None:
    panel = opened(qtbot, ProblemPanel("ondertekening"))
    panel.set_points(
        [Point("Hulp bij scheiding", "Is dat bewust?", level="question"), Point("Inzet", "Weken ontbreken.")]
    )
    assert [point.where for point in panel.points()] == ["Inzet", "Hulp bij scheiding"]
    assert panel.summary() == "1 punt voor ondertekening"
    assert panel.words("question") == "1 vraag"
    panel.set_points([Point("Hulp bij scheiding", "Is dat bewust?", level="question")])
    assert panel.summary() == "1 vraag voor ondertekening"
    panel.set_points([])
    assert panel.summary() == "Klaar voor ondertekening"


def test_the_focus_goes_on_to_the_next_point_when_one_is_answered(qtbot: QtBot) -> None:
    panel = opened(qtbot, ProblemPanel("ondertekening"))
    questions = [
        Point(f"Thema {n}", "Is dat bewust?", (("Ja, bewust", lambda: None),), "question") for n in range(3)
    ]
    panel.set_points(questions)
    panel.step(1)
    panel.set_points(questions[1:])
    qtbot.waitUntil(lambda: panel.heading.text().startswith("2"))
    focused = panel.focusWidget()
    assert isinstance(focused, Button)
    assert focused.accessibleName() == "Ja, bewust: Thema 1"


def test_points_are_shown_within_300_ms_and_the_place_is_kept(qtbot: QtBot) -> None:
    panel = opened(qtbot, ProblemPanel("ondertekening"))
    panel.resize(280, 300)
    points = [
        Point(f"Onderdeel {n}", "Er ontbreekt iets.", (("Ga erheen", lambda: None),)) for n in range(20)
    ]
    panel.set_points(points)
    bar = panel.area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 100)
    bar.setValue(100)
    panel.set_points(points[:-1])
    qtbot.waitUntil(lambda: panel.heading.text().startswith("19"), timeout=300)
    assert bar.value() == 100


def test_f8_walks_through_the_links_of_the_points(qtbot: QtBot) -> None:
    panel = opened(qtbot, ProblemPanel("ondertekening"))
    panel.set_points([Point(f"Onderdeel {n}", "Leeg.", (("Ga erheen", lambda: None),)) for n in range(3)])
    visited = []
    for step in (1, 1, 1, 1, -1):
        panel.step(step)
        visited.append(panel.focusWidget().accessibleName())
    assert visited == [f"Ga erheen: Onderdeel {n}" for n in (0, 1, 2, 0, 2)]


def test_a_section_tells_its_state_in_words(qtbot: QtBot) -> None:
    sections = opened(
        qtbot, SectionList("Onderdelen", [Section("kop", "0", "Kop"), Section("inzet", "4", "Inzet", "bad")])
    )
    assert sections.findChildren(QWidget, options=Qt.FindChildOption.FindChildrenRecursively)
    with qtbot.waitSignal(sections.chosen) as told:
        sections._entries["inzet"].click()
    assert told.args == ["inzet"]
    assert sections.current() == "inzet"
    assert sections._entries["inzet"].accessibleName() == "4 Inzet, hier klopt iets nog niet"
    sections.set_sections([Section("kop", "0", "Kop"), Section("inzet", "4", "Inzet", "ok")])
    assert sections.current() == "inzet"
    assert sections._entries["inzet"].accessibleName() == "4 Inzet, in orde"


def test_a_long_time_line_has_months(qtbot: QtBot) -> None:
    line = opened(qtbot, Timeline(clickable=True))
    line.set_moments([Moment(n, "Gesprek", "", day=date(2026, 12 - n // 6, 1)) for n in range(12)])
    headings = [
        each.text() for each in line.findChildren(QWidget) if each.property("role") == "caption-strong"
    ]
    assert headings == ["December 2026", "November 2026"]


def test_a_moment_opens_with_enter(qtbot: QtBot) -> None:
    line = opened(qtbot, Timeline(clickable=True))
    line.set_moments([Moment(7, "Gesprek thuis", "di 8 sep", "Ouders willen verder.")])
    item = next(each for each in line.findChildren(QWidget) if each.accessibleName().startswith("di 8 sep"))
    with qtbot.waitSignal(line.opened) as told:
        qtbot.keyClick(item, Qt.Key.Key_Return)
    assert told.args == [7]


def test_when_next_is_off_the_reason_stands_beside_it(qtbot: QtBot) -> None:
    wizard = WizardFrame("Nieuwe kluis maken", ["Plaats", "Wachtwoord"])
    for title in ("Plaats", "Wachtwoord"):
        wizard.add_page(title, "Een zin.", TextField())
    opened(qtbot, wizard)
    wizard.allow_next("Kies eerst een map.")
    assert not wizard.next_button.isEnabled()
    assert wizard._reason.text() == "Kies eerst een map."
    wizard.allow_next()
    with qtbot.waitSignal(wizard.next_asked) as told:
        wizard.next_button.click()
    assert told.args == [0]
    wizard.go(1)
    assert wizard.next_button.text() == "Klaar"
    assert wizard.back_button.isVisible()


def test_an_empty_state_offers_two_buttons_and_a_link(qtbot: QtBot) -> None:
    done: list[str] = []
    acts = [
        Act(words, lambda words=words: done.append(words))
        for words in ("Nieuwe casus", "Lijst ophalen", "Oefenen")
    ]
    empty = opened(
        qtbot, EmptyState("account-multiple-outline", "Nog geen casussen", "Begin met één leerling.", acts)
    )
    assert [each.property("kind") for each in empty.buttons] == ["filled", "outlined", "link"]
    for button in empty.buttons:
        button.click()
    assert done == ["Nieuwe casus", "Lijst ophalen", "Oefenen"]


def test_shares_are_words_and_figures_too(qtbot: QtBot) -> None:
    bar = ShareBar(
        [
            Share("Ondertekend", 2, "check-circle-outline", "ok"),
            Share("Concept", 0, "pencil-outline", "neutral"),
        ]
    )
    qtbot.addWidget(bar)
    assert bar.bar.accessibleName() == "Ondertekend 2"


def test_a_pill_without_a_value_hides_and_comes_back(qtbot: QtBot) -> None:
    header = opened(qtbot, PageHeader("Casus"))
    assert not header.pill.isVisible()
    header.set_pill(PillValue("Actief", "play-circle-outline", "ok"))
    assert header.pill.isVisible()
    assert header.pill.accessibleName() == "Actief"


class HeaderPage(Page):
    """A page with only a header."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.header = PageHeader("Casussen")
        QVBoxLayout(self).addWidget(self.header)


def test_the_header_says_that_names_are_initials(qtbot: QtBot, context: PageContext) -> None:
    page = opened(qtbot, HeaderPage(context))
    assert not page.header.privacy_pill.isVisible()
    context.privacy.set_on(True)
    assert page.header.privacy_pill.isVisible()
    assert page.header.privacy_pill.accessibleName() == "Alleen initialen"
    context.privacy.set_on(False)
    assert not page.header.privacy_pill.isVisible()


def test_parts_make_room_when_the_text_grows(qtbot: QtBot) -> None:
    """F61: a larger text chosen in Instellingen never runs under a button or out of its control."""
    page = QWidget()
    lines = QVBoxLayout(page)
    day, hours, bar = DateField(date(2026, 9, 15)), DecimalField(), FilterBar("Naam")
    for part in (day, hours, bar):
        lines.addWidget(part)
    opened(qtbot, page)
    before = (day.textMargins().right(), hours.textMargins().right(), bar.search.width(), day.height())
    theme().apply(scale=150)
    QApplication.processEvents()
    after = (day.textMargins().right(), hours.textMargins().right(), bar.search.width(), day.height())
    assert all(large > small for small, large in zip(before, after, strict=True))
    assert day.button.geometry().right() <= day.width()


def test_the_focus_begins_in_a_field_and_not_in_the_way_back(qtbot: QtBot) -> None:
    page = QWidget()
    lines = QVBoxLayout(page)
    header = PageHeader("Casus")
    header.set_back("Casussen", "2026-0114", lambda: None)
    field = TextField()
    for part in (header, field):
        lines.addWidget(part)
    opened(qtbot, page)
    first_focus(page)
    assert page.focusWidget() is field


def test_enter_presses_a_button(qtbot: QtBot) -> None:
    button = opened(qtbot, Button("Nieuwe casus"))
    with qtbot.waitSignal(button.clicked):
        qtbot.keyClick(button, Qt.Key.Key_Return)


def test_a_screen_reader_hears_a_new_message(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """F61: what appears where the focus is not is spoken."""
    spoken: list[str] = []
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(QAccessible, "updateAccessibility", lambda event: spoken.append(event.message()))
    area = opened(qtbot, MessageArea())
    area.add(Message("De usb-stick is eruit gehaald.", "bad", "Back-up"))
    assert spoken == ["Back-up De usb-stick is eruit gehaald."]


def test_a_filter_offers_its_choices_and_clears_by_key(qtbot: QtBot) -> None:
    bar = filter_bar(qtbot)
    button = bar.filters["status"]
    button.open_menu()
    menu = button.findChild(QMenu)
    assert menu is not None
    assert [action.text() for action in menu.actions()] == ["Lopend", "Afgesloten"]
    menu.actions()[1].trigger()
    menu.close()
    assert bar.active() == {"status": "closed"}
    assert button.accessibleName() == "Filter Status: Afgesloten"
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Delete)
    assert bar.active() == {}


def test_down_in_the_search_field_goes_to_the_list(qtbot: QtBot) -> None:
    bar = filter_bar(qtbot)
    with qtbot.waitSignal(bar.search.moved_down):
        qtbot.keyClick(bar.search, Qt.Key.Key_Down)


def test_building_parts_opens_no_window_by_accident(qtbot: QtBot) -> None:
    page = QWidget()
    lines = QVBoxLayout(page)
    for part in (
        Pill(PillValue("Actief")), PageHeader("Titel", "feiten"), MessageArea(), FilterBar(), Avatar("Noor"),
        ProblemPanel("ondertekening", "hint"), StepDots(("ok", "open"), "1 van 2"), CheckBox("Onthouden"),
        RadioButton("Alleen ik"), IconButton("Afdrukken", "printer-outline"), SegmentedAnswer("Vraag"),
    ):  # fmt: skip
        lines.addWidget(part)
    qtbot.addWidget(page)
    assert stray_windows() == []
    assert unnamed_controls(page) == []


@pytest.mark.parametrize("choice", [ThemeChoice.LIGHT, ThemeChoice.DARK])
@pytest.mark.parametrize("scale", [90, 150])
def test_every_part_can_be_drawn_in_every_look(qtbot: QtBot, choice: ThemeChoice, scale: int) -> None:
    theme().apply(choice, scale)
    page = QWidget()
    lines = QVBoxLayout(page)
    for part in (
        CheckBox("Aan"), RadioButton("Een"), SegmentedAnswer("Vraag"), Pill(PillValue("Actief", "check")),
        StepDots(("ok", "open"), "1 van 2"), Avatar("Noor"), ShareBar([Share("Klaar", 3, "check", "ok")]),
    ):  # fmt: skip
        lines.addWidget(part)
    opened(qtbot, page)
    picture = page.grab().toImage()
    assert picture.pixelColor(1, 1).name() == theme().color("window").name()
