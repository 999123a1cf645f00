"""Cards of the start screen: where one was, and the three next steps of a new vault."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from jeugdhulp_desktop.domain.overviews import NextStep
from jeugdhulp_desktop.ui import icons
from jeugdhulp_desktop.ui.icons import IconLabel
from jeugdhulp_desktop.ui.theme import theme
from jeugdhulp_desktop.ui.widgets.buttons import Button
from jeugdhulp_desktop.ui.widgets.labels import Pill, PillValue, TextBlock, label
from jeugdhulp_desktop.ui.widgets.panel import Panel

HIGH, SIDE = 60, 16


class RecentCard(QAbstractButton):
    """One thing worked on, as a surface that opens it: icon, name, and what it is and when."""

    def __init__(self, name: str, below: str, icon: str) -> None:
        super().__init__()
        self._below, self._icon = below, icon
        self.setText(name)
        self.setAccessibleName(f"{name}, {below}, openen")
        self.setToolTip(f"{name}\n{below}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(200), theme().px(HIGH))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(100), theme().px(HIGH))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme(), QPainter(self)
        px = look.px
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(look.color("hair"))
        painter.setBrush(look.color("hover" if self.underMouse() or self.isDown() else "surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        side = px(18)
        box = QRect(px(SIDE) + 1, (self.height() - side) // 2, side, side)
        icons.paint(painter, self._icon, box, "accent")
        left = px(SIDE) + side + px(13)
        width = self.width() - left - px(10)
        middle = self.height() // 2
        for role, tone, text, top in (
            ("strong", "text", self.text(), middle - px(20)),
            ("caption", "text2", self._below, middle),
        ):
            painter.setFont(look.font(role))
            painter.setPen(look.color(tone))
            shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, width)
            painter.drawText(QRect(left, top, width, px(20)), Qt.AlignmentFlag.AlignVCenter, shown)


@dataclass(frozen=True)
class StepWords:
    """A next step: what, why, the button, and the page it leads to."""

    step: NextStep
    title: str
    text: str
    verb: str
    icon: str
    page: str
    argument: object = None


STEPS = (
    StepWords(
        NextStep.IMPORT_PUPILS,
        "Leerlingen ophalen",
        "Haal de lijst uit je leerlingadministratie. Je ziet eerst wat erin staat. "
        "Er gaat niets naar internet.",
        "Lijst ophalen",
        "tray-arrow-down",
        "imports",
    ),
    StepWords(
        NextStep.ADD_PEOPLE,
        "Mensen toevoegen",
        "Zet erin met wie je werkt: de JMW, de gemeente, de jeugdarts. Dan weet je wie je kunt bellen.",
        "Mensen toevoegen",
        "account-plus-outline",
        "relations",
        "person",
    ),
    StepWords(
        NextStep.FIRST_AGREEMENT,
        "Eerste schoolafspraak",
        "Leg vast hoeveel uur hulp er dit schooljaar is, over welke thema’s, en wie er tekent.",
        "Afspraak maken",
        "handshake-outline",
        "agreements",
        "new",
    ),
)  # fmt: skip
DONE = PillValue("Klaar", "check-circle-outline", "ok")


class StepCard(Panel):
    """One of the next steps; the first that is still open has the filled button."""

    def __init__(self, number: int, words: StepWords, *, done: bool, first: bool) -> None:
        super().__init__(margin=20, spacing=10)
        self.setAccessibleName(f"Stap {number}, {words.title}, {'klaar' if done else 'nog te doen'}")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        head = QHBoxLayout()
        head.addWidget(IconLabel(words.icon, 32, "ok" if done else "accent"))
        head.addStretch(1)
        head.addWidget(Pill(DONE) if done else label(f"Stap {number}", "caption", "text2"))
        self.body.addLayout(head)
        self.body.addWidget(label(words.title, "section", wrap=True))
        self.body.addWidget(TextBlock(words.text, "body", "text2"))
        self.body.addStretch(1)
        self.body.addSpacing(6)
        self.button = Button(words.verb, kind="filled" if first else "outlined")
        self.body.addWidget(self.button)


def step_cards(open_steps: Sequence[NextStep]) -> list[tuple[StepCard, StepWords]]:
    """The three steps with their words; those that are done say so."""
    first = next((words.step for words in STEPS if words.step in open_steps), None)
    return [
        (StepCard(number, words, done=words.step not in open_steps, first=words.step is first), words)
        for number, words in enumerate(STEPS, start=1)
    ]


def in_a_row(widgets: Sequence[QWidget], parent: QWidget) -> None:
    """Put widgets beside one another, each as wide as the others."""
    row = parent.layout()
    if not isinstance(row, QHBoxLayout):
        row = QHBoxLayout(parent)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
    for widget in widgets:
        row.addWidget(widget, 1)
