"""The list of sections at the left of the agreement editor, and the panel of problems at its right."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from jeugdhulp_desktop.ui import icons
from jeugdhulp_desktop.ui.icons import IconLabel
from jeugdhulp_desktop.ui.theme import theme
from jeugdhulp_desktop.ui.widgets.buttons import Button
from jeugdhulp_desktop.ui.widgets.labels import Hairline, TextBlock, label
from jeugdhulp_desktop.ui.widgets.panel import Panel, ScrollArea, clear_layout

STATES = {
    "ok": ("check", "ok", "in orde"),
    "bad": ("alert-circle-outline", "bad", "hier klopt iets nog niet"),
    "question": ("help-circle-outline", "warn", "hier is een vraag"),
    "unused": ("minus", "text2", "niet gebruikt"),
    "later": ("clock-outline", "text2", "komt later"),
    "sign": ("pencil-outline", "text2", "nog te tekenen"),
}


@dataclass(frozen=True)
class Section:
    """A section of a document: number, title and state (ok, bad, question, unused, later, sign).

    Number and state may be empty: then it is an entry of a list to jump from.
    """

    name: str
    number: str
    title: str
    state: str = "ok"


class _Entry(QAbstractButton):
    """One line of the section list."""

    def __init__(self, section: Section) -> None:
        super().__init__()
        self.section = section
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.set_section(section)
        theme().changed.connect(self.updateGeometry)

    def set_section(self, section: Section) -> None:
        """Show another state."""
        self.section = section
        words = STATES[section.state][2] if section.state else ""
        self.setText(section.title)
        self.setAccessibleName(", ".join(filter(None, (f"{section.number} {section.title}".strip(), words))))
        self.setToolTip(f"{section.title}: {words}" if words else section.title)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(232), theme().px(33))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme(), QPainter(self)
        px = look.px
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        if self.isChecked() or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.color("accent_soft" if self.isChecked() else "hover"))
            painter.drawRoundedRect(box, 4, 4)
        if self.isChecked():
            painter.fillRect(0, px(7), 3, self.height() - 2 * px(7), look.color("accent"))
        if self.section.state:
            icon, tone, _words = STATES[self.section.state]
            side = px(16)
            place = QRect(self.width() - px(26), (self.height() - side) // 2, side, side)
            icons.paint(painter, icon, place, tone)
        painter.setFont(look.font("body"))
        painter.setPen(look.color("text2"))
        number = QRect(px(6), 0, px(18), self.height())
        painter.drawText(
            number, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, self.section.number
        )
        painter.setFont(look.font("strong" if self.isChecked() else "body"))
        painter.setPen(look.color("text"))
        left = px(32) if self.section.number else px(14)
        words = QRect(left, 0, self.width() - left - px(30 if self.section.state else 8), self.height())
        shown = painter.fontMetrics().elidedText(
            self.section.title, Qt.TextElideMode.ElideRight, words.width()
        )
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, shown)


class SectionList(Panel):
    """Sections with their state; ``chosen`` gives the name on a click, Enter or an arrow."""

    chosen = Signal(str)

    def __init__(self, name: str, sections: Sequence[Section] = (), parent: QWidget | None = None) -> None:
        super().__init__(margin=5, spacing=0, parent=parent)
        self.setAccessibleName(name)
        self.setMinimumWidth(theme().px(252))
        self._inner = QWidget()
        self._lines = QVBoxLayout(self._inner)
        self._lines.setContentsMargins(4, 4, 4, 4)  # room for the focus ring, which stays in the viewport
        self._lines.setSpacing(0)
        self.body.addWidget(ScrollArea(self._inner), 1)
        self._group = QButtonGroup(self)
        self._entries: dict[str, _Entry] = {}
        self.set_sections(sections)

    def set_sections(self, sections: Sequence[Section]) -> None:
        """Show these sections; when the names are the same only the states change."""
        if [each.name for each in sections] == list(self._entries):
            for section in sections:
                if self._entries[section.name].section != section:
                    self._entries[section.name].set_section(section)
            return
        clear_layout(self._lines)
        self._entries = {}
        for section in sections:
            entry = _Entry(section)
            entry.clicked.connect(lambda _checked=False, name=section.name: self.chosen.emit(name))
            self._group.addButton(entry)
            self._entries[section.name] = entry
            self._lines.addWidget(entry)
        self._lines.addStretch(1)

    def sections(self) -> tuple[Section, ...]:
        """What is shown."""
        return tuple(entry.section for entry in self._entries.values())

    def set_current(self, name: str) -> None:
        """Mark where one is, without a signal."""
        if name in self._entries:
            self._entries[name].setChecked(True)

    def current(self) -> str:
        """The name of the marked section, or an empty text."""
        return next((name for name, entry in self._entries.items() if entry.isChecked()), "")


@dataclass(frozen=True)
class Point:
    """One point of the problem panel: where, what, and links that take the next step."""

    where: str
    text: str
    acts: tuple[tuple[str, Callable[[], object]], ...] = ()
    level: str = "bad"  # bad, question, remark or ok
    key: str = ""  # a stable name; points with the same keys are not built again


WORDS = {"bad": ("punt", "punten"), "question": ("vraag", "vragen"), "remark": ("opmerking", "opmerkingen")}
POINT_ICONS = {
    "bad": ("alert-circle-outline", "bad"),
    "question": ("help-circle-outline", "warn"),
    "remark": ("information-outline", "text2"),
    "ok": ("check-circle-outline", "ok"),
}


class ProblemPanel(Panel):
    """ "2 punten voor ondertekening": errors first, then questions, then what is in order.

    ``set_points`` may be called at every key; the panel is built again at most every 250 ms, only when the
    points differ, and its scroll position stays.
    """

    def __init__(self, purpose: str, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(spacing=8, parent=parent)
        self._purpose, self._live_hint, self._settled = purpose, hint, ""
        self.heading = label("", "section", wrap=True)
        self.body.addWidget(self.heading)
        self.hint = label(hint, "caption", "text2", wrap=True)
        self.body.addWidget(self.hint)
        self.hint.setVisible(bool(hint))
        self._inner = QWidget()
        self._lines = QVBoxLayout(self._inner)
        self._lines.setContentsMargins(0, 0, 4, 0)
        self._lines.setSpacing(8)
        self.area = ScrollArea(self._inner)
        self.body.addWidget(self.area, 1)
        self.foot = label("", "caption", "text2", wrap=True)
        self._foot_line = _line("calendar-blank-outline", "text2", self.foot)
        self.body.addWidget(self._foot_line)
        self._foot_line.hide()
        self._points: tuple[Point, ...] = ()
        self._good: tuple[str, ...] = ()
        self._rest = ""
        self._links: list[Button] = []
        self._built: object = None
        self._timer = QTimer(self, singleShot=True, interval=250)
        self._timer.timeout.connect(self._build)
        self.heading.setText(self.summary())

    def points(self) -> tuple[Point, ...]:
        """What is shown, or will be within 250 ms."""
        return self._points

    def set_foot(self, words: str) -> None:
        """What stands at the bottom: until when it can be done; empty words hide it."""
        self.foot.setText(words)
        self._foot_line.setVisible(bool(words))

    def set_points(self, points: Sequence[Point], good: Sequence[str] = (), rest: str = "") -> None:
        """Show these points, what is in order, and ``rest``: what is not asked ("3 later of niet nodig")."""
        order = {"bad": 0, "question": 1, "remark": 2}
        self._points = tuple(sorted(points, key=lambda point: order.get(point.level, 3)))
        self._good, self._rest = tuple(good), rest
        if self._built is None or not self.isVisible():
            self._build()
        elif not self._timer.isActive():
            self._timer.start()

    def count(self, level: str = "bad") -> int:
        """How many points of a level there are."""
        return sum(point.level == level for point in self._points)

    def words(self, level: str = "bad") -> str:
        """ "2 punten", "1 vraag", "3 opmerkingen"."""
        count = self.count(level)
        one, more = WORDS[level]
        return f"{count} {one if count == 1 else more}"

    def summary(self) -> str:
        """ "2 punten voor ondertekening"; ready only when no question is open either."""
        if self._settled:
            return self._settled
        first = self._first_level()
        return f"{self.words(first)} voor {self._purpose}" if first else f"Klaar voor {self._purpose}"

    def set_purpose(self, purpose: str) -> None:
        """For which step the points are now: "aanvraag"."""
        self._purpose = purpose
        self.heading.setText(self.summary())

    def settle(self, words: str, hint: str) -> None:
        """Nothing is asked any more, as in what was signed: what to say instead; empty words ask again."""
        self._settled = words
        self.hint.setText(hint if words else self._live_hint)
        self.hint.setVisible(bool(self.hint.text()))
        self.heading.setText(self.summary())

    def _first_level(self) -> str:
        return next((level for level in ("bad", "question") if self.count(level)), "")

    def step(self, by: int) -> None:
        """F8 and Shift+F8: put the focus on the next or previous link."""
        links = [link for link in self._links if link.isEnabled()]
        if not links:
            return
        at = next((i for i, link in enumerate(links) if link.hasFocus()), -1 if by > 0 else 0)
        links[(at + by) % len(links)].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _build(self) -> None:
        state = (
            [(p.where, p.text, p.level, p.key, tuple(a[0] for a in p.acts)) for p in self._points],
            self._good,
            self._rest,
        )
        self.heading.setText(self.summary())
        if state == self._built:
            return
        self._built = state
        focused = next((at for at, link in enumerate(self._links) if link.hasFocus()), None)
        place = self.area.verticalScrollBar().value()
        clear_layout(self._lines)
        self._links = []
        shown_level = self._first_level()
        for at, point in enumerate(self._points):
            if point.level != shown_level:
                shown_level = point.level
                self._lines.addSpacing(4)
                self._lines.addWidget(label(self.words(point.level), "section", wrap=True))
            elif at:
                self._lines.addWidget(Hairline())
            self._lines.addWidget(self._point(point))
        if self._good and self._points:
            self._lines.addWidget(Hairline())
        for words in self._good:
            self._lines.addWidget(_line("check-circle-outline", "ok", label(words, wrap=True)))
        if self._rest:
            self._lines.addWidget(_line("minus", "text2", label(self._rest, tone="text2", wrap=True)))
        self._lines.addStretch(1)
        self.area.verticalScrollBar().setValue(place)
        if focused is not None and self._links:  # the point that was answered went away: on to the next
            self._links[min(focused, len(self._links) - 1)].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _point(self, point: Point) -> QWidget:
        inner = QWidget()
        words = QVBoxLayout(inner)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(0)
        words.addWidget(label(point.where, "strong", wrap=True))
        words.addWidget(TextBlock(point.text))
        links = QHBoxLayout()
        links.setSpacing(16)
        for text, do in point.acts:
            link = Button(text, kind="link")
            link.setAccessibleName(f"{text}: {point.where}")
            link.clicked.connect(lambda _checked=False, do=do: do())
            links.addWidget(link)
            self._links.append(link)
        links.addStretch(1)
        if point.acts:
            words.addLayout(links)
        icon, tone = POINT_ICONS[point.level]
        return _line(icon, tone, inner)


def _line(icon: str, tone: str, widget: QWidget) -> QWidget:
    whole = QWidget()
    row = QHBoxLayout(whole)
    row.setContentsMargins(0, 2, 0, 2)
    row.setSpacing(12)
    row.addWidget(IconLabel(icon, 18, tone), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(widget, 1)
    return whole
