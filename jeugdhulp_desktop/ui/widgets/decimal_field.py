"""A Dutch number with a decimal comma, as Decimal (F36)."""

from decimal import Decimal
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QWidget,
)

from jeugdhulp_desktop.domain.text import format_decimal, parse_decimal
from jeugdhulp_desktop.ui import icons
from jeugdhulp_desktop.ui.theme import theme
from jeugdhulp_desktop.ui.widgets.buttons import IconButton
from jeugdhulp_desktop.ui.widgets.text_fields import TextField


class DecimalField(TextField):
    """A Dutch number ("4,5") as Decimal; arrows step, the field writes it neatly when left (F36)."""

    def __init__(
        self,
        *,
        least: Decimal = Decimal(0),
        most: Decimal = Decimal(100_000),
        decimals: int = 2,
        step: Decimal = Decimal(1),
        fixed: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(longest=20, parent=parent)
        self._least, self._most, self._decimals, self._step_size = least, most, decimals, step
        self._fixed = fixed  # always that many decimals: "8,0"
        self.up = IconButton("Hoger", "chevron-up", parent=self)
        self.down = IconButton("Lager", "chevron-down", parent=self)
        for button, sign in ((self.up, 1), (self.down, -1)):
            button.setProperty("kind", "stepper")
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setCursor(Qt.CursorShape.ArrowCursor)
            button.clicked.connect(lambda _checked=False, sign=sign: self.step(sign))
            icons.set_icon(button, "chevron-up" if sign > 0 else "chevron-down", "text2", 14)
        theme().changed.connect(self._fit)
        self._fit()

    def value(self) -> Decimal | None:
        """The number, or None when the field is empty or holds none within bounds."""
        number = parse_decimal(self.text())
        return None if number is None or self._bad(number) else number

    def set_value(self, value: Any) -> None:
        """Show a number, or an empty field."""
        self.setText("" if value is None else self._written(Decimal(value)))

    def own_problem(self) -> str:
        """A sentence when what stands there is no number, or one that cannot be."""
        text = self.text().strip()
        if not text:
            return ""
        number = parse_decimal(text)
        if number is None:
            return (
                "Typ een getal, bijvoorbeeld 12."
                if not self._decimals
                else "Typ een getal, bijvoorbeeld 4,5."
            )
        if not self._least <= number <= self._most:
            return (
                f"Vul een getal in van {self._written(self._least)} tot en met {self._written(self._most)}."
            )
        if self._bad(number):
            return (
                "Vul een heel getal in."
                if not self._decimals
                else f"Gebruik hooguit {self._decimals} cijfers na de komma."
            )
        return ""

    def step(self, sign: int) -> None:
        """One step up (1) or down (-1), inside the bounds."""
        number = parse_decimal(self.text()) or Decimal(0)
        self.set_value(min(self._most, max(self._least, number + sign * self._step_size)))
        self.changed.emit()

    def _bad(self, number: Decimal) -> bool:
        too_fine = number != round(number, self._decimals)
        return too_fine or not self._least <= number <= self._most

    def _written(self, number: Decimal) -> str:
        places = max(0, -int(number.normalize().as_tuple().exponent))
        return format_decimal(number, self._decimals if self._fixed else min(places, self._decimals))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        number = self.value()
        if number is not None:
            self.set_value(number)
        super().focusOutEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and not event.modifiers():
            self.step(1 if event.key() == Qt.Key.Key_Up else -1)
            return
        super().keyPressEvent(event)

    def _fit(self) -> None:
        self.setTextMargins(0, 0, theme().px(20), 0)
        wide, high = theme().px(22), (self.height() - 6) // 2
        self.up.setGeometry(self.width() - wide - 3, 3, wide, high)
        self.down.setGeometry(self.width() - wide - 3, 3 + high, wide, high)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
