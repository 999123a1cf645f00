"""The Dutch manual: F1 opens it at the screen one is on. Plain files in resources/help, nothing fetched."""

import re
from functools import cache, partial

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QTextBrowser, QVBoxLayout, QWidget

from jeugdhulp_desktop import paths
from jeugdhulp_desktop.domain.text import fold
from jeugdhulp_desktop.ui.help_text import write_markdown
from jeugdhulp_desktop.ui.theme import theme
from jeugdhulp_desktop.ui.widgets.announce import announce
from jeugdhulp_desktop.ui.widgets.buttons import Button
from jeugdhulp_desktop.ui.widgets.filters import SearchField
from jeugdhulp_desktop.ui.widgets.focus import first_focus
from jeugdhulp_desktop.ui.widgets.labels import label
from jeugdhulp_desktop.ui.widgets.panel import Panel
from jeugdhulp_desktop.ui.widgets.sections import Section, SectionList

# Topic (file name in resources/help) and its title, in the order of the rail.
TOPICS = (
    ("start", "Start"),
    ("casussen", "Casussen"),
    ("schoolafspraken", "Schoolafspraken"),
    ("nieuw-schooljaar", "Nieuw schooljaar"),
    ("aanvullende-inzet", "Aanvullende inzet"),
    ("evaluatie", "Evaluatie"),
    ("uren", "Inzet en uren"),
    ("monitoring", "Monitoring"),
    ("rapporten", "Rapporten"),
    ("sociale-kaart", "Sociale kaart"),
    ("acties", "Acties"),
    ("leerlingen-ophalen", "Leerlingen ophalen"),
    ("privacy", "Privacy en beheer"),
    ("prullenbak", "Ongedaan maken en prullenbak"),
    ("wissen", "Gegevens wissen"),
    ("sleutels", "Sleutels"),
    ("verhuizen", "Verhuizen"),
    ("instellingen", "Instellingen"),
    ("kluis", "De kluis"),
    ("back-ups", "Back-ups"),
    ("veiligheid", "Hoe veilig is de kluis"),
    ("samen", "Samen werken"),
    ("logboek", "Logboek"),
    ("toetsen", "Toetsen"),
)
READABLE = 680  # pixels at 100 %: about 85 letters a line


def help_text(topic: str) -> str:
    """The Markdown of a topic; an unknown topic gives that of the start screen."""
    known = {name for name, _title in TOPICS}
    name = topic if topic in known else "start"
    text = paths.resource("help", f"{name}.md").read_text("utf-8")
    return text + _shortcut_table() if name == "toetsen" else text


@cache
def _words_of(topic: str) -> str:
    """The text as it is searched: words only, without the signs of Markdown."""
    return re.sub(r"[^\w-]+", " ", fold(help_text(topic)))


def find_topics(words: str) -> list[str]:
    """The topics in which every word stands, at its beginning, wherever; all of them without words."""
    asked = fold(words).split()
    return [name for name, _title in TOPICS if all(f" {word}" in f" {_words_of(name)}" for word in asked)]


def _shortcut_table() -> str:
    from jeugdhulp_desktop.ui.shortcuts import SHORTCUTS

    rows = "\n".join(f"| {each.keys} | {each.does} |" for each in SHORTCUTS)
    return f"\n\n| Toets | Wat het doet |\n|---|---|\n{rows}\n"


class _Pages(QTextBrowser):
    """Shows Markdown; loads nothing but what it is given, and nothing is fetched (F34)."""

    def loadResource(self, kind: int, name: object) -> object:
        return None


class HelpWindow(QWidget):
    """Topics at the left, the text at the right; stays beside the program while one works."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setWindowTitle("Hulp bij Jeugdhulp")
        self.setProperty("back", "window")
        self.setMinimumSize(640, 420)
        self._topic = ""
        self.topics = SectionList("Onderwerpen", _sections([name for name, _title in TOPICS]))
        self.topics.chosen.connect(self._show)
        self.search = SearchField("Zoek in de hulp")
        self.search.searched.connect(self._find)
        self.search.moved_down.connect(lambda: first_focus(self.topics))
        self.nothing = label("", "body", "text2", wrap=True)
        self.nothing.hide()
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addWidget(self.search)
        left.addWidget(self.nothing)
        left.addWidget(self.topics, 1)
        self.pages = _Pages()
        self.pages.setAccessibleName("Uitleg")
        self.pages.setProperty("bare", True)
        self.pages.setOpenLinks(False)
        self.pages.anchorClicked.connect(self._follow)
        self.panel = Panel(margin=8)
        row = QHBoxLayout()
        row.setContentsMargins(16, 8, 0, 8)
        row.addWidget(self.pages, 100)
        row.addStretch(1)
        self.panel.body.addLayout(row)
        columns = QHBoxLayout()
        columns.setSpacing(16)
        columns.addLayout(left)
        columns.addWidget(self.panel, 1)
        close = Button("Sluiten", tip="Esc")
        close.clicked.connect(self.close)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(close)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 16, 16, 16)
        whole.setSpacing(12)
        whole.addLayout(columns, 1)
        whole.addLayout(foot)
        self._bind_keys()
        theme().changed.connect(self._dress)
        self._dress()
        self.resize(theme().px(960), theme().px(640))

    def _bind_keys(self) -> None:
        """Esc closes, Ctrl+F searches, F6 changes sides; Page Down turns the text over from the list too."""
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self._escape)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self, self.search.setFocus)
        for keys in ("F6", "Shift+F6"):
            QShortcut(QKeySequence(keys), self, self._change_sides)
        for key, by in ((Qt.Key.Key_PageDown, 1), (Qt.Key.Key_PageUp, -1)):
            QShortcut(QKeySequence(key), self, partial(self._turn_over, by))

    def open_at(self, topic: str) -> None:
        """Show the window at a topic and bring it forward."""
        self.search.put("")
        self._show(topic if topic in {name for name, _title in TOPICS} else "start")
        self.show()
        self.raise_()
        self.activateWindow()
        first_focus(self.topics)

    @property
    def topic(self) -> str:
        """The topic that is shown."""
        return self._topic

    def _show(self, topic: str) -> None:
        self._topic = topic
        self.topics.set_current(topic)
        write_markdown(self.pages, help_text(topic))
        announce(self.pages, dict(TOPICS)[topic])

    def _find(self, words: str) -> None:
        """Only the topics in which the words stand; the first of them is shown."""
        found = find_topics(words)
        self.topics.set_sections(_sections(found))
        self.nothing.setText(f"Niets gevonden met '{words}'. Probeer een ander woord.")
        self.nothing.setVisible(not found)
        if found and self._topic not in found:
            self._show(found[0])
        elif self._topic:
            self.topics.set_current(self._topic)

    def _follow(self, link: QUrl) -> None:
        """A link to another topic; nothing else is ever opened."""
        topic = link.path().removesuffix(".md")
        if topic in dict(TOPICS):
            self.search.put("")
            self._show(topic)

    def _escape(self) -> None:
        if self.search.text():
            self.search.put("")
        else:
            self.close()

    def _change_sides(self) -> None:
        if self.pages.hasFocus():
            first_focus(self.topics)
        else:
            self.pages.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _dress(self) -> None:
        px = theme().px
        self.search.setFixedWidth(px(240))
        self.topics.setFixedWidth(px(240))
        self.pages.setMaximumWidth(px(READABLE))
        if self._topic:
            self._show(self._topic)

    def _turn_over(self, by: int) -> None:
        bar = self.pages.verticalScrollBar()
        bar.setValue(bar.value() + by * bar.pageStep())


def _sections(names: list[str]) -> list[Section]:
    titles = dict(TOPICS)
    return [Section(name, "", titles[name], "") for name in names]
