"""The manual: there for every screen, in Dutch, without a way out of the program, read by keyboard."""

import re
from importlib import import_module

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QTextTable
from pytestqt.qtbot import QtBot

from jeugdhulp_desktop import paths
from jeugdhulp_desktop.settings import Theme
from jeugdhulp_desktop.ui.help_window import TOPICS, HelpWindow, find_topics, help_text
from jeugdhulp_desktop.ui.page_list import pages
from jeugdhulp_desktop.ui.pages import Page
from jeugdhulp_desktop.ui.theme import theme
from jeugdhulp_desktop.ui.unlock.card import CardPage
from jeugdhulp_desktop.ui.unlock.wizard import NewVaultWizard
from tests.ui.controls import unnamed_controls

NAMES = [name for name, _title in TOPICS]
# Words a Dutch text never holds, and that slip in from the code. Not: "back-up", "pdf", "review", "laptop".
ENGLISH = frozenset(
    """
    the and with your you please click button settings save saved file folder password vault case cases pupil
    agreement agreements checklist backup cancel delete search tab screen window keyboard shortcut drag drop
    error warning export import update default user email mail download upload login logout recovery key keys
    report reports
    """.split()  # noqa: SIM905 - words, not a list of sixty strings
)


def prose(topic: str) -> str:
    """The text as it is read, without the signs of Markdown and the names of files."""
    return re.sub(r"`[^`]*`|[*_`#|]", " ", help_text(topic))


@pytest.fixture
def window(qtbot: QtBot) -> HelpWindow:
    made = HelpWindow()
    qtbot.addWidget(made)
    return made


def test_every_file_is_a_topic_and_every_topic_a_file() -> None:
    files = {path.stem for path in paths.resource("help").glob("*.md")}
    assert files == set(NAMES)


def test_every_page_has_a_help_text_of_its_own() -> None:
    topics = {}
    for entry in pages():
        page = next(
            kind
            for kind in vars(import_module(entry.module)).values()
            if isinstance(kind, type) and issubclass(kind, Page) and kind.__module__ == entry.module
        )
        topics[entry.name] = page.help_topic
    assert set(topics.values()) <= set(NAMES)
    assert len(set(topics.values())) == len(topics)
    assert {CardPage.help_topic, NewVaultWizard.help_topic} == {"kluis"}


@pytest.mark.parametrize("topic", NAMES)
def test_a_help_text_begins_with_its_title_and_holds_no_english(topic: str) -> None:
    text = help_text(topic)
    assert text.startswith(f"# {dict(TOPICS)[topic]}\n")
    words = {word.lower() for word in re.findall(r"[A-Za-zÀ-ÿ'-]+", prose(topic))}
    assert words & ENGLISH == set()


@pytest.mark.parametrize("topic", NAMES)
def test_a_help_text_links_to_other_topics_only(topic: str) -> None:
    text = help_text(topic)
    links = re.findall(r"\]\(([^)]*)\)", text)
    assert [link for link in links if link.removesuffix(".md") not in NAMES] == []
    assert "http" not in text
    assert "![" not in text
    assert "<" not in text


@pytest.mark.parametrize("topic", NAMES)
def test_a_help_text_says_je_and_stays_calm(topic: str) -> None:
    words = re.findall(r"\w+", prose(topic).lower())
    assert not {"u", "uw", "helaas", "sorry", "oeps"} & set(words)
    assert "!" not in prose(topic)


def test_f1_opens_the_text_of_the_screen_and_an_unknown_one_the_start(window: HelpWindow) -> None:
    window.open_at("monitoring")
    assert window.topic == "monitoring"
    assert window.topics.current() == "monitoring"
    assert window.pages.toPlainText().startswith("Monitoring\n")
    window.open_at("onbekend")
    assert window.topic == "start"


def test_every_control_has_a_name(window: HelpWindow) -> None:
    window.open_at("start")
    assert unnamed_controls(window) == []


def test_arrows_choose_a_topic_and_page_down_turns_the_text_over(qtbot: QtBot, window: HelpWindow) -> None:
    with qtbot.waitActive(window):
        window.open_at("start")
    assert window.topics.isAncestorOf(window.focusWidget())
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Down)
    assert window.topic == "casussen"
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_PageDown)
    assert window.pages.verticalScrollBar().value() > 0


def test_escape_first_wipes_the_search_and_then_closes(qtbot: QtBot, window: HelpWindow) -> None:
    with qtbot.waitActive(window):
        window.open_at("start")
    window.search.put("herstelcode")
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert window.isVisible()
    assert window.search.text() == ""
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert not window.isVisible()


def test_searching_leaves_the_topics_with_every_word(qtbot: QtBot, window: HelpWindow) -> None:
    window.open_at("start")
    qtbot.keyClicks(window.search, "herstelc nieuw")
    qtbot.waitUntil(lambda: [each.name for each in window.topics.sections()] == ["sleutels", "kluis"])
    assert window.topic == "sleutels"
    window.search.put("xyzzy")
    assert window.topics.sections() == ()
    assert window.nothing.text() == "Niets gevonden met 'xyzzy'. Probeer een ander woord."
    window.search.put("")
    assert len(window.topics.sections()) == len(TOPICS)
    assert window.topics.current() == "sleutels"


def test_words_are_found_without_accents_and_capitals() -> None:
    assert "leerlingen-ophalen" in find_topics("edexml")
    assert find_topics("ZOË berg") == ["casussen"]


def test_the_keys_stand_in_a_table(window: HelpWindow) -> None:
    window.open_at("toetsen")
    frames = window.pages.document().rootFrame().childFrames()
    assert any(isinstance(frame, QTextTable) for frame in frames)


def test_headings_have_the_size_of_the_program(window: HelpWindow) -> None:
    window.open_at("casussen")
    first = window.pages.document().begin()
    for block, role in ((first, "title"), (first.next().next(), "section")):
        letters = next(iter(block)).fragment().charFormat()
        assert letters.font().pointSizeF() == theme().points(role)


def test_nothing_stands_slanted_and_the_text_follows_the_size(window: HelpWindow) -> None:
    window.open_at("casussen")
    small = window.pages.document().defaultFont().pointSizeF()
    block = window.pages.document().begin()
    while block.isValid():
        assert not any(each.fragment().charFormat().fontItalic() for each in block)
        block = block.next()
    theme().apply(Theme.DARK, 150)
    assert window.pages.document().defaultFont().pointSizeF() > small
    assert window.topic == "casussen"


def test_a_link_goes_to_another_topic_and_nowhere_else(window: HelpWindow) -> None:
    window.open_at("start")
    window._follow(QUrl("kluis.md"))
    assert window.topic == "kluis"
    window._follow(QUrl("https://example.org/"))
    assert window.topic == "kluis"
