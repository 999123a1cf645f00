"""The Dutch manual: F1 opens it at the screen one is on. Plain files in resources/help, nothing fetched."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut, QTextBlockFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QTextBrowser, QVBoxLayout, QWidget

from jeugdhulp_desktop import paths
from jeugdhulp_desktop.ui.theme import theme
from jeugdhulp_desktop.ui.widgets.buttons import Button
from jeugdhulp_desktop.ui.widgets.panel import Panel

# Topic (file name in resources/help) and its title, in the order of the rail.
TOPICS = (
    ("start", "Start"),
    ("casussen", "Casussen"),
    ("leerlingen-ophalen", "Leerlingen ophalen"),
    ("schoolafspraken", "Schoolafspraken"),
    ("monitoring", "Monitoring"),
    ("rapporten", "Rapporten"),
    ("sociale-kaart", "Sociale kaart"),
    ("kluis", "De kluis"),
    ("instellingen", "Instellingen"),
    ("toetsen", "Toetsen"),
)


def help_text(topic: str) -> str:
    """The Markdown of a topic; an unknown topic gives that of the start screen."""
    known = {name for name, _title in TOPICS}
    name = topic if topic in known else "start"
    text = paths.resource("help", f"{name}.md").read_text("utf-8")
    return text + _shortcut_table() if name == "toetsen" else text


def _shortcut_table() -> str:
    from jeugdhulp_desktop.ui.shortcuts import SHORTCUTS

    rows = "\n".join(f"| {each.keys} | {each.does} |" for each in SHORTCUTS)
    return f"\n| toets | wat het doet |\n|---|---|\n{rows}\n"


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
        self.resize(theme().px(880), theme().px(620))
        self.topics = QListWidget()
        self.topics.setAccessibleName("Onderwerpen")
        self.topics.setFixedWidth(theme().px(216))
        for name, title in TOPICS:
            item = QListWidgetItem(title)
            item.setData(Qt.ItemDataRole.UserRole, name)
            self.topics.addItem(item)
        self.pages = _Pages()
        self.pages.setAccessibleName("Uitleg")
        self.pages.setProperty("bare", True)
        panel = Panel(margin=24)
        panel.body.addWidget(self.pages)
        columns = QHBoxLayout()
        columns.setSpacing(16)
        columns.addWidget(self.topics)
        columns.addWidget(panel, 1)
        close = Button("Sluiten")
        close.clicked.connect(self.close)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(close)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 16, 16, 16)
        whole.setSpacing(12)
        whole.addLayout(columns, 1)
        whole.addLayout(foot)
        self.topics.currentItemChanged.connect(lambda item, _before: self._show(item))
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.close)

    def open_at(self, topic: str) -> None:
        """Show the window at a topic and bring it forward."""
        names = [name for name, _title in TOPICS]
        self.topics.setCurrentRow(names.index(topic) if topic in names else 0)
        self.show()
        self.raise_()
        self.activateWindow()
        self.topics.setFocus()

    def _show(self, item: QListWidgetItem | None) -> None:
        if item is None:
            return
        document = self.pages.document()
        document.setMarkdown(
            help_text(item.data(Qt.ItemDataRole.UserRole)), QTextDocument.MarkdownFeature.MarkdownNoHTML
        )
        shape = QTextBlockFormat()
        shape.setLineHeight(135, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor = QTextCursor(document)
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(shape)
        self.pages.moveCursor(QTextCursor.MoveOperation.Start)
