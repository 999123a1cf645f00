"""The rail at the left: product, school year, search, pages, and at the foot what is saved and the lock."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QMenu, QSizePolicy, QVBoxLayout, QWidget

from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.ui import icons
from jeugdhulp_desktop.ui.icons import APP_ICON
from jeugdhulp_desktop.ui.theme import theme
from jeugdhulp_desktop.ui.widgets.labels import Hairline
from jeugdhulp_desktop.ui.widgets.panel import ScrollArea, clear_layout

WIDE, NARROW, ITEM, LOW_ITEM, SIDE = 216, 64, 36, 31, 12
LOW_UNDER = 260  # everything in the rail but the pages; lower than that with them, the rail is set closer


class _RailPart(QAbstractButton):
    """One part of the rail: icon, words, and a key or an arrow at the right. Folded: the icon alone."""

    stepped = Signal(int)  # ↑ and ↓ walk through the rail; Enter goes there

    def __init__(
        self, words: str, icon: str, *, right: str = "", boxed: bool = False, bold: bool = False
    ) -> None:
        super().__init__()
        self._icon, self._right, self._boxed, self._bold = icon, right, boxed, bold
        self.folded = self.low = False
        self.setText(words)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.set_words(words)
        theme().changed.connect(self.updateGeometry)

    def set_words(self, words: str) -> None:
        """Other words, which are also the name and, when folded, the tooltip."""
        self.setText(words)
        self.setAccessibleName(words)
        self.setToolTip(words if self.folded else "")
        self.update()

    def set_folded(self, folded: bool, *, low: bool) -> None:
        """Show the icon alone, or icon and words; ``low`` where the window is not high."""
        if low != self.low:
            self.low = low
            self.updateGeometry()
        self.folded = folded
        self.setToolTip(self.text() if folded else "")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(40), theme().px(LOW_ITEM if self.low else ITEM))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.stepped.emit(1 if event.key() == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme(), QPainter(self)
        px = look.px
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        chosen = self.isChecked()
        if self._boxed and not self.folded:
            painter.setPen(QPen(look.color("hair"), 1))
            painter.setBrush(look.color("hover" if self.underMouse() else "surface"))
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        elif chosen or self.underMouse():
            painter.setPen(look.color("control") if look.high_contrast else Qt.PenStyle.NoPen)
            painter.setBrush(look.color("selected" if chosen else "hover"))
            painter.drawRoundedRect(box, 6, 6)
        if chosen:
            painter.fillRect(QRectF(0, px(9), 3, self.height() - 2 * px(9)), look.color("accent"))
        side = px(20 if not self._boxed else 16)
        middle = self.height() // 2
        left = (self.width() - side) // 2 if self.folded else px(20) - side // 2
        icons.paint(
            painter, self._icon, QRect(left, middle - side // 2, side, side), "accent" if chosen else "text2"
        )
        if not self.folded:
            self._paint_words(painter, chosen)

    def _paint_words(self, painter: QPainter, chosen: bool) -> None:
        look, px = theme(), theme().px
        bold = chosen or self._bold
        painter.setFont(look.font("strong") if bold else look.font(weight=look.medium()))
        painter.setPen(look.color("text" if bold else "text2"))
        left = px(38 if self._boxed else 41)
        words = QRect(left, 0, self.width() - left - px(8), self.height())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self.text())
        taken = words.left() + painter.fontMetrics().horizontalAdvance(self.text())
        if self._right == "⌄":
            side = px(16)
            at = QRect(self.width() - px(10) - side, (self.height() - side) // 2, side, side)
            icons.paint(painter, "chevron-down", at, "text2")
        elif self._right:
            painter.setFont(look.font("caption"))
            painter.setPen(look.color("text2"))
            flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            room = self.width() - px(11) - taken - px(4)
            if painter.fontMetrics().horizontalAdvance(self._right) <= room:  # never against the word
                painter.drawText(self.rect().adjusted(0, 0, -px(11), 0), flags, self._right)


class _Brand(QWidget):
    """The product's mark and name."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self._words = words
        self.folded = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(40), theme().px(34))

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme(), QPainter(self)
        side = look.px(22)
        left = (self.width() - side) // 2 if self.folded else look.px(6)
        icons.paint(painter, APP_ICON, QRect(left, (self.height() - side) // 2, side, side), "accent")
        if not self.folded:
            painter.setFont(look.font("section"))
            painter.setPen(look.color("text"))
            words = self.rect().adjusted(look.px(38), 0, 0, 0)
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self._words)


class _SavedLine(QWidget):
    """ "Alles bewaard" with the time under it; a warning while something could not be saved."""

    def __init__(self) -> None:
        super().__init__()
        self._words, self._when, self._tone = "Alles bewaard", "", "ok"
        self.folded = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def set(self, words: str, when: str, tone: str) -> None:
        """What is saved and since when."""
        self._words, self._when, self._tone = words, when, tone
        self.setAccessibleName(f"{words}, {when}" if when else words)
        self.setToolTip(f"{words} {when}".strip())
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(40), theme().px(38))

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme(), QPainter(self)
        px = look.px
        side = px(20)
        left = (self.width() - side) // 2 if self.folded else px(10)
        icon = "check-circle-outline" if self._tone == "ok" else "alert-circle-outline"
        icons.paint(painter, icon, QRect(left, px(10), side, side), self._tone)
        if self.folded:
            return
        painter.setFont(look.font())
        painter.setPen(look.color("text"))
        high = painter.fontMetrics().height()
        words = QRect(px(41), px(2), self.width() - px(41), high if self._when else self.height() - px(2))
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self._words)
        painter.setFont(look.font("caption"))
        painter.setPen(look.color("text2"))
        below = QRect(px(41), px(2) + high - 1, self.width() - px(41), high)
        painter.drawText(below, Qt.AlignmentFlag.AlignTop, self._when)


class NavRail(QWidget):
    """The rail. ``chosen`` gives the name of a page; ``fold`` makes it 64 px wide."""

    chosen = Signal(str)
    search_asked = Signal()
    lock_asked = Signal()
    year_picked = Signal(object)  # SchoolYear
    unfold_asked = Signal()

    def __init__(self, product: str = "Jeugdhulp", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("back", "rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Menu")
        self.folded = False
        self._years: tuple[SchoolYear, ...] = ()
        self._year: SchoolYear | None = None
        self._items: dict[str, _RailPart] = {}
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(SIDE, 12, SIDE, 12)
        whole.setSpacing(0)
        self._brand = _Brand(product)
        self._year_button = _RailPart("", "calendar-blank-outline", right="⌄", boxed=True, bold=True)
        self._year_button.clicked.connect(self._offer_years)
        self._unfold = _RailPart("Menu uitklappen", "dock-left")
        self._unfold.clicked.connect(self.unfold_asked)
        self._search = _RailPart("Zoeken", "magnify", right="Ctrl K", boxed=True)
        self._search.setAccessibleName("Alles zoeken, Ctrl+K")
        self._search.clicked.connect(self.search_asked)
        for part in (self._year_button, self._unfold, self._search):
            part.stepped.connect(partial(self._walk, part))
        for widget, gap in ((self._brand, 10), (self._year_button, 8), (self._unfold, 0), (self._search, 12)):
            whole.addWidget(widget)
            whole.addSpacing(gap)
        self._middle_widget = QWidget()
        self._middle = QVBoxLayout(self._middle_widget)
        self._middle.setContentsMargins(0, 0, 0, 0)
        self._middle.setSpacing(2)
        whole.addWidget(ScrollArea(self._middle_widget), 1)
        self.saved = _SavedLine()
        whole.addWidget(self.saved)
        whole.addSpacing(6)
        self._foot = QVBoxLayout()
        self._foot.setSpacing(2)
        whole.addLayout(self._foot)
        self._lock = _RailPart("Vergrendelen", "lock-outline", right="Ctrl L")
        self._lock.clicked.connect(self.lock_asked)
        self._lock.stepped.connect(partial(self._walk, self._lock))
        whole.addSpacing(2)
        whole.addWidget(self._lock)
        theme().changed.connect(self._fit)
        self._fit()

    def set_pages(self, pages: Sequence[tuple[str, str, str, str]]) -> None:
        """The pages as (name, title, icon, place); place is main, rare (below the line) or foot."""
        clear_layout(self._middle)
        clear_layout(self._foot)
        self._items = {}
        for place in ("main", "rare", "foot"):
            here = [each for each in pages if each[3] == place]
            if place == "rare" and here:
                self._middle.addSpacing(4)
                self._middle.addWidget(Hairline())
                self._middle.addSpacing(4)
            for name, title, icon, _place in here:
                part = _RailPart(title, icon)
                part.setCheckable(True)
                part.stepped.connect(partial(self._walk, part))
                part.clicked.connect(lambda _checked=False, name=name: self.chosen.emit(name))
                self._group.addButton(part)
                self._items[name] = part
                (self._foot if place == "foot" else self._middle).addWidget(part)
        self._middle.addStretch(1)
        self._fit()

    def set_current(self, name: str) -> None:
        """Mark the page in front."""
        if name in self._items:
            self._items[name].setChecked(True)

    def set_years(self, years: Sequence[SchoolYear], current: SchoolYear) -> None:
        """The school years to pick from, and which one is shown."""
        self._years, self._year = tuple(years), current
        self._year_button.set_words(current.code)
        self._year_button.setAccessibleName(f"Schooljaar {current.code}")

    def set_saved(self, when: str, words: str = "Alles bewaard", tone: str = "ok") -> None:
        """What is saved: "Alles bewaard", "vandaag om 08:42"."""
        self.saved.set(words, when, tone)

    def fold(self, folded: bool) -> None:
        """64 px with icons, or 216 px with words."""
        self.folded = folded
        self._fit()

    def focus_first(self) -> None:
        """Put the focus on the page in front (F6)."""
        part = self._group.checkedButton() or self._search
        part.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _parts(self) -> list[_RailPart]:
        foot = [part for part in self._items.values() if part.parentWidget() is self]
        pages = [part for part in self._items.values() if part not in foot]
        return [self._year_button, self._unfold, self._search, *pages, *foot, self._lock]

    def _walk(self, part: _RailPart, step: int) -> None:
        parts = [each for each in self._parts() if each.isVisible()]
        parts[(parts.index(part) + step) % len(parts)].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _fit(self) -> None:
        px = theme().px
        self.setFixedWidth(px(NARROW if self.folded else WIDE))
        low = self.height() < px(LOW_UNDER + len(self._items) * (ITEM + 2))
        self._brand.setVisible(not low)
        self._year_button.set_folded(False, low=low)
        for part in (self._search, self._lock, self._unfold, *self._items.values()):
            part.set_folded(self.folded, low=low)
        self._brand.folded = self.saved.folded = self.folded
        self._year_button.setVisible(not self.folded)
        self._unfold.setVisible(self.folded)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().height() != event.size().height():
            self._fit()

    def _offer_years(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for year in self._years:
            action = QAction(year.code, menu)
            if year == self._year:
                action.setIcon(icons.icon("check", "accent", theme().px(18)))
            action.triggered.connect(lambda _checked=False, year=year: self.year_picked.emit(year))
            menu.addAction(action)
        menu.popup(self._year_button.mapToGlobal(QPoint(0, self._year_button.height() + 2)))
