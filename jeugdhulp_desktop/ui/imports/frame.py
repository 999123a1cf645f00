"""The frame of the import page: steps, messages, the step in front, the foot, and a file that is dropped."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from jeugdhulp_desktop.ui.imports.file_step import FileStep
from jeugdhulp_desktop.ui.imports.mapping_step import MappingStep
from jeugdhulp_desktop.ui.imports.parts import Foot, Wait
from jeugdhulp_desktop.ui.imports.preview_step import PreviewStep
from jeugdhulp_desktop.ui.imports.result_step import ResultStep
from jeugdhulp_desktop.ui.pages import Page, PageContext
from jeugdhulp_desktop.ui.theme import theme
from jeugdhulp_desktop.ui.widgets.header import PageHeader
from jeugdhulp_desktop.ui.widgets.messages import Act, Message, MessageArea
from jeugdhulp_desktop.ui.widgets.steps import StepLine

FILE, COLUMNS, CHECK, DONE, BUSY = range(5)
LOW = 560  # logical pixels
STEPS = ("Bestand", "Kolommen", "Nakijken", "Klaar")


class ImportFrame(Page):
    """What stands round the steps, and which one is in front; what they do is the work of the page.

    The page gives ``missing`` (why one cannot go on), ``facts`` (the line under the title), ``start`` (read a
    file), ``back`` and ``finish``.
    """

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.now = FILE
        self.before = FILE  # where a job that was stopped or refused goes back to
        self.setAcceptDrops(True)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 18, 24, 16)
        whole.setSpacing(12)
        self.header = PageHeader("Leerlingen ophalen", self.facts())
        whole.addWidget(self.header)
        self.steps = StepLine(STEPS)
        whole.addWidget(self.steps)
        self.messages = MessageArea()
        whole.addWidget(self.messages)
        self.stack = QStackedWidget()
        whole.addWidget(self.stack, 1)
        self.file = FileStep()
        self.columns = MappingStep(context.privacy)
        self.check = PreviewStep(context.privacy)
        self.result = ResultStep(context.privacy)
        self.wait = Wait()
        for step in (self.file, self.columns, self.check, self.result, self.wait):
            self.stack.addWidget(step)
        self.foot = Foot()
        self.foot.previous.clicked.connect(lambda _checked=False: self.back())
        self.foot.next.clicked.connect(lambda _checked=False: self.finish())
        whole.addWidget(self.foot)
        self.go(FILE)

    def missing(self) -> str:
        """Why one cannot go on yet, or nothing."""
        return ""

    def facts(self) -> str:
        """The line under the title."""
        return "Uit de leerlingadministratie van de school"

    def start(self, path: Path) -> None:
        """Read a file and see what it would do."""

    def go(self, step: int) -> None:
        """Show a step."""
        self.now = step
        self.stack.setCurrentIndex(step)
        self.foot.setVisible(step in (COLUMNS, CHECK))
        if step != BUSY:
            self.before = step
            self.steps.set_now(step, finished=step == DONE)
        self.header.set_facts(self.facts())
        self.write_foot()
        self._fit()

    def _fit(self) -> None:
        """In a low window the list of the preview is worth more than the line of steps."""
        self.steps.setVisible(self.now != CHECK or self.height() >= theme().px(LOW))

    def write_foot(self) -> None:
        """The next step, or why it cannot be taken yet."""
        reason = self.missing() if self.now in (COLUMNS, CHECK) else ""
        self.foot.allow("Leerlingen ophalen" if self.now == CHECK else "Volgende", reason)

    def busy(self, words: str, stop: Callable[[], object] | None = None) -> None:
        """Show that a job runs; Stoppen only when it can be stopped."""
        self.wait.begin(words, stop)
        self.go(BUSY)

    def tell(self, text: str, tone: str, acts: tuple[Act, ...] = ()) -> None:
        """Say something about the file above the step; it replaces what was said before."""
        self.messages.add(Message(text, tone, acts=acts, key="file"))

    def focus_search(self) -> None:
        if self.now == CHECK:
            self.check.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def next_problem(self, step: int) -> None:
        if self.now == CHECK:
            self.check.show_errors()

    def panes(self) -> list[QWidget]:
        panes = {
            COLUMNS: [self.columns.panel, self.foot],
            CHECK: [self.check.tabs, self.check.table, self.check.question_box, self.foot],
        }
        front = self.stack.currentWidget()
        return [each for each in panes.get(self.now, [front] if front else []) if not each.isHidden()]

    def take_focus(self) -> None:
        if self.now == FILE:
            self.file.choose.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            super().take_focus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.now != BUSY and _dropped(event) is not None:
            self.file.zone.set_over(True)
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.file.zone.set_over(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self.file.zone.set_over(False)
        path = _dropped(event)
        if path is not None:
            event.acceptProposedAction()
            self.start(path)


def _dropped(event: QDropEvent) -> Path | None:
    """The one local file that hangs over the page, or none."""
    urls = event.mimeData().urls()
    return Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None
