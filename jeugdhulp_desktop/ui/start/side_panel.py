"""The panel at the right: agreements by status, the yearly cycle, reviews of this half year, the backup."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from jeugdhulp_desktop.domain.cycle import CycleLine, CycleMoment, upcoming
from jeugdhulp_desktop.domain.overviews import StartOverview
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.ui.icons import IconLabel
from jeugdhulp_desktop.ui.start.words import (
    agreement_shares,
    away_line,
    backup_words,
    cycle_words,
    deadline_sentence,
    review_shares,
    unsigned_sentence,
)
from jeugdhulp_desktop.ui.theme import theme
from jeugdhulp_desktop.ui.widgets.bars import ShareBar
from jeugdhulp_desktop.ui.widgets.buttons import Button
from jeugdhulp_desktop.ui.widgets.labels import Hairline, TextBlock, label
from jeugdhulp_desktop.ui.widgets.panel import Panel, clear_layout
from jeugdhulp_desktop.ui.widgets.progress import BusyLine

WIDE = 336
MOMENTS = 2  # of the yearly cycle; the others stand behind the link


class _Part(QWidget):
    """A title with a link at the right, and what stands below."""

    def __init__(self, title: str, verb: str) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(8)
        head = QHBoxLayout()
        self.title = label(title, "section")
        head.addWidget(self.title, 1)
        self.link = Button(verb, kind="link")
        self.link.setAccessibleName(f"{title}, {verb.lower()}")
        head.addWidget(self.link)
        self.body.addLayout(head)


class SidePanel(Panel):
    """Four parts below one another, or two by two when the window is narrow."""

    agreements_asked = Signal()
    reviews_asked = Signal()
    backup_asked = Signal()
    dates_asked = Signal()  # the dates of this year, to put into a calendar
    place_asked = Signal()  # a second place for the backups
    later_asked = Signal()  # not now, and not again here

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(margin=16, spacing=16, parent=parent)
        self.setAccessibleName("Schoolafspraken, jaarcyclus, reviews en back-up")
        self._lines: list[Hairline] = []
        self.agreements = _Part("Schoolafspraken", "Openen")
        self.agreements.link.clicked.connect(lambda _checked=False: self.agreements_asked.emit())
        self.signed = ShareBar()
        self.agreements.body.addWidget(self.signed)
        self.deadline = TextBlock("", "caption", "text2")
        self.agreements.body.addWidget(self.deadline)
        self.unsigned = TextBlock("", "caption", "text2")
        self.agreements.body.addWidget(self.unsigned)
        self.cycle = _Part("Jaarcyclus", "Alle datums")
        self.cycle.link.clicked.connect(lambda _checked=False: self.dates_asked.emit())
        self._moments = QVBoxLayout()
        self._moments.setSpacing(6)
        self.cycle.body.addLayout(self._moments)
        self.reviews = _Part("Reviews dit halfjaar", "Openen")
        self.reviews.link.clicked.connect(lambda _checked=False: self.reviews_asked.emit())
        self.done = ShareBar()
        self.reviews.body.addWidget(self.done)
        self.backup = _Part("Back-up", "Nu maken")
        self.backup.link.clicked.connect(lambda _checked=False: self.backup_asked.emit())
        self._last = QVBoxLayout()
        self.backup.body.addLayout(self._last)
        self.busy = BusyLine("Back-up maken, teruglezen en controleren")
        self.busy.hide()
        self.backup.body.addWidget(self.busy)
        self.offer = _Offer(self.place_asked.emit, self.later_asked.emit)
        self.offer.hide()
        self.backup.body.addWidget(self.offer)
        self._parts = (self.agreements, self.cycle, self.reviews, self.backup)
        self._whole = QGridLayout()
        self._whole.setSpacing(16)
        self.body.addLayout(self._whole)
        self._beside: bool | None = None
        self.lay_out(beside=False)

    def lay_out(self, *, beside: bool) -> None:
        """The parts two by two, or below one another; read row by row either way."""
        if beside == self._beside:
            return
        self._beside = beside
        for each in (*self._lines, *self._parts):
            self._whole.removeWidget(each)
        for line in self._lines:
            line.deleteLater()
        self._lines = []
        columns = 2 if beside else 1
        for at, part in enumerate(self._parts):
            row, column = divmod(at, columns)
            top = Qt.AlignmentFlag.AlignTop if beside else Qt.AlignmentFlag(0)
            self._whole.addWidget(part, 2 * row, 2 * column, top)
            if column:
                self._draw_line(2 * row, 1, upright=True)
            elif row:
                self._draw_line(2 * row - 1, 0, upright=False)
        for column in (0, 2):  # halves, whatever stands in them
            self._whole.setColumnStretch(column, 1 if beside else 0)
        self.fit()

    def _draw_line(self, row: int, column: int, *, upright: bool) -> None:
        line = Hairline(upright=upright)
        self._lines.append(line)
        self._whole.addWidget(line, row, column, 1, 3 if self._beside and not upright else 1)

    def fit(self) -> None:
        """Its own width beside the todos, all there is below them."""
        if self._beside:
            self.setMinimumWidth(0)
            self.setMaximumWidth(16_777_215)
        else:
            self.setFixedWidth(theme().px(WIDE))

    def show_overview(
        self, overview: StartOverview, today: date, *, place: str = "", offer: bool = False
    ) -> None:
        """Show what is so now; another school year than this one is named in the title.

        ``place`` is the second place of the backups as this laptop knows it; ``offer`` asks for one.
        """
        year = overview.school_year
        now = year == SchoolYear.of(today)
        self.agreements.title.setText("Schoolafspraken" if now else f"Schoolafspraken {year.code}")
        self.signed.set_shares(agreement_shares(overview))
        self.deadline.set_text(deadline_sentence(overview, today))
        unsigned = unsigned_sentence(overview)
        self.unsigned.set_text(unsigned)
        self.unsigned.setVisible(bool(unsigned))
        clear_layout(self._moments)
        others = tuple(line for line in overview.cycle if line.moment is not CycleMoment.SIGNED)  # told above
        for line in upcoming(others, today, most=MOMENTS):
            self._moments.addWidget(_moment(line, today))
        if not self._moments.count():
            done = "Alles van dit schooljaar is klaar." if overview.cycle else "Er zijn geen datums gekozen."
            self._moments.addWidget(label(done, tone="text2", wrap=True))
        self.done.set_shares(review_shares(overview))
        clear_layout(self._last)
        self._last.addWidget(_last_backup(overview, today, place))
        self.offer.setVisible(offer)

    def set_busy(self, busy: bool) -> None:
        """A backup is being made."""
        self.busy.setVisible(busy)
        self.backup.link.setEnabled(not busy)


def _moment(line: CycleLine, today: date) -> QWidget:
    """One moment of the cycle: its day, what must be ready, and how far that is."""
    words = cycle_words(line, today)
    whole = QWidget()
    row = QHBoxLayout(whole)
    row.setContentsMargins(2, 0, 0, 0)
    row.setSpacing(12)
    row.addWidget(IconLabel(words.icon, 18, words.tone), 0, Qt.AlignmentFlag.AlignTop)
    lines = QVBoxLayout()
    lines.setSpacing(0)
    lines.addWidget(label(words.title, wrap=True))
    lines.addWidget(TextBlock(words.text, "caption", words.tone if words.tone == "bad" else "text2"))
    row.addLayout(lines, 1)
    return whole


class _Offer(QWidget):
    """Once: a second place for the backups, or later."""

    def __init__(self, choose: Callable[[], object], later: Callable[[], object]) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(8)
        words = "Zet hem ook op een usb-stick of een schijf van de school."
        column.addWidget(TextBlock(words, "caption", "text2"))
        row = QHBoxLayout()
        row.setSpacing(8)
        self.choose = Button("Tweede plek kiezen", small=True)
        self.choose.clicked.connect(lambda _checked=False: choose())
        self.later = Button("Later", kind="plain", small=True)
        self.later.setAccessibleName("Tweede plek later kiezen")
        self.later.clicked.connect(lambda _checked=False: later())
        row.addWidget(self.choose)
        row.addWidget(self.later)
        row.addStretch(1)
        column.addLayout(row)


def _last_backup(overview: StartOverview, today: date, place: str) -> QWidget:
    words = backup_words(overview.backup, today)
    whole = QWidget()
    row = QHBoxLayout(whole)
    row.setContentsMargins(2, 0, 0, 0)
    row.setSpacing(12)
    icon = "database-check-outline" if words.tone == "ok" else "alert-outline"
    row.addWidget(IconLabel(icon, 18, words.tone), 0, Qt.AlignmentFlag.AlignTop)
    lines = QVBoxLayout()
    lines.setSpacing(2)
    lines.addWidget(label(words.title, "strong", wrap=True))
    lines.addWidget(TextBlock(words.text, "caption", "text2"))
    away, tone = away_line(overview, place, today)
    if away:
        lines.addSpacing(4)
        lines.addWidget(TextBlock(away, "caption", tone))
    row.addLayout(lines, 1)
    return whole
