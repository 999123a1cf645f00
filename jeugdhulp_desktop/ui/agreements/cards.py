"""Themes and offers as cards: a few lines to read, and a form that unfolds in the same place to edit.

The form of a card is made when it is unfolded, so that sixty themes open as quickly as they are read.
"""

from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jeugdhulp_desktop.domain.agreements import Agreement
from jeugdhulp_desktop.ui import dialogs, icons
from jeugdhulp_desktop.ui.agreements.section import EditorSection, add_button
from jeugdhulp_desktop.ui.widgets.announce import announce
from jeugdhulp_desktop.ui.widgets.buttons import Button
from jeugdhulp_desktop.ui.widgets.form import Form
from jeugdhulp_desktop.ui.widgets.labels import Hairline, TextBlock, label, set_tone
from jeugdhulp_desktop.ui.widgets.panel import reveal

Item = TypeVar("Item")


class ItemForm(Form, Generic[Item]):
    """The form of one item; ``value`` puts what is filled in on the item that it was filled with."""

    def fill(self, item: Item) -> None:
        """Show an item, without announcing a change."""
        raise NotImplementedError

    def value(self) -> Item:
        """The item as filled in."""
        raise NotImplementedError


class ItemCard(QWidget, Generic[Item]):
    """One item: icon, name, what it says, and "Bewerken"."""

    edited = Signal()
    unfolded = Signal(bool)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.item: Any = None
        self.form: Any = None
        self._noun = name
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._whole.setSpacing(8)
        self._line = Hairline()
        self._whole.addWidget(self._line)
        row = QHBoxLayout()
        row.setSpacing(16)
        self.icon = icons.IconLabel("star-outline", 20, "accent")
        row.addWidget(self.icon, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(3)
        head = QHBoxLayout()
        head.setSpacing(10)
        self.name = label("", "strong", wrap=True)
        head.addWidget(self.name, 1)
        words.addLayout(head)
        self.text = TextBlock("")
        words.addWidget(self.text)
        state = QHBoxLayout()
        state.setSpacing(6)
        self.state_icon = icons.IconLabel("", 16, "ok")
        self.state = label("", "caption", "text2", wrap=True)
        state.addWidget(self.state_icon, 0, Qt.AlignmentFlag.AlignTop)
        state.addWidget(self.state, 1)
        words.addLayout(state)
        row.addLayout(words, 1)
        self.figure = label("", "strong")
        row.addWidget(self.figure)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(4)
        row.addLayout(self.buttons)
        self.edit_button = Button("Bewerken", kind="plain")
        self.edit_button.setProperty("edits", True)
        self.edit_button.clicked.connect(lambda _checked=False: self.unfolded.emit(self.form is None))
        self.buttons.addWidget(self.edit_button, 0, Qt.AlignmentFlag.AlignVCenter)
        self._whole.addLayout(row)

    def say(self, name: str, text: str, state: str, *, icon: str = "", tone: str = "text2") -> None:
        """What the card reads."""
        self.name.setText(name)
        self.text.set_text(text)
        self.text.setVisible(bool(text))
        self.state.setText(state)
        self.state.setVisible(bool(state))
        self.state_icon.set(icon, tone)
        self.state_icon.setVisible(bool(icon))
        set_tone(self.state, tone)
        self._name_button()

    def _name_button(self) -> None:
        words = "Bewerken" if self.form is None else "Inklappen"
        self.edit_button.setText(words)
        self.edit_button.setAccessibleName(f"{words}: {self.name.text()}")

    def set_first(self, first: bool) -> None:
        """The first card has no line above it."""
        self._line.setVisible(not first)

    def unfold(self, form: Any) -> None:
        """Show the form under the card."""
        self.form = form
        form.setParent(self)
        form.setContentsMargins(36, 0, 0, 8)
        self._whole.addWidget(form)
        form.show()
        self.text.hide()
        self._name_button()

    def fold(self) -> None:
        """Take the form away; what it held is in ``item``."""
        form, self.form = self.form, None
        self._whole.removeWidget(form)
        form.hide()
        form.deleteLater()
        self.text.setVisible(bool(self.text.plain_text()))
        self._name_button()

    def remove_button(self) -> Button:
        """The button that takes this item away; stands under the form."""
        button = Button(f"{self._noun} weghalen", kind="plain")
        button.setProperty("edits", True)
        button.setAccessibleName(f"{self._noun} weghalen: {self.name.text()}")
        return button


class CardSection(EditorSection, Generic[Item]):
    """A section of cards. Subclasses say what a card reads, how its form is made and what a new item is."""

    field = ""  # "themes", "offers"
    noun = ""

    def __init__(self, empty: str, lead: str = "") -> None:
        super().__init__(lead)
        self.cards: list[ItemCard[Item]] = []
        self.add_button = add_button(self, self.noun, f"{self.noun} toevoegen", self.add)
        self._nothing = label(empty, tone="text2", wrap=True)
        self.body.addWidget(self._nothing)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(8)
        self.body.addLayout(self._lines)

    def items(self) -> tuple[Any, ...]:
        """The items as they stand."""
        return tuple(card.item for card in self.cards)

    def fill(self, agreement: Agreement) -> None:
        super().fill(agreement)
        self.show_items(getattr(agreement, self.field))

    def show_items(self, items: Sequence[Any]) -> None:
        """Show these items; cards that stand already, and their forms, stay."""
        while len(self.cards) > len(items):
            self._drop(len(self.cards) - 1)
        while len(self.cards) < len(items):
            self._make_card()
        for card, item in zip(self.cards, items, strict=True):
            if card.form is not None and card.form.value() != item:
                card.form.fill(item)
            card.item = item
            self.describe(card)
        self._nothing.setVisible(not self.cards)

    def add(self) -> None:
        """A new item, unfolded, with the focus in its first field."""
        self.show_items((*self.items(), self.fresh()))
        self.changed.emit()
        self.unfold(len(self.cards) - 1)

    def unfold(self, at: int, name: str = "") -> None:
        """Open the form of a card, with the focus in a field of it."""
        card = self.cards[at]
        if card.form is None:
            form = self.make_form(card.item)
            form.fill(card.item)
            form.changed.connect(lambda _name: self._typed(card))
            remove = card.remove_button()
            remove.clicked.connect(lambda _checked=False: self.remove(self.cards.index(card)))
            form.layout_.addWidget(remove, 0, Qt.AlignmentFlag.AlignLeft)
            card.unfold(form)
            for each, row in form.rows.items():
                self.take(f"{self.field}[{at}].{each}", row.field, follow=False)
                row.field.setEnabled(not self.frozen)
            remove.setEnabled(not self.frozen)
            self.stops_changed.emit()
        wanted = name if name in card.form.rows else next(iter(card.form.rows))
        card.form.focus_field(wanted)
        reveal(card.form.rows[wanted])

    def fold(self, at: int) -> bool:
        """Close the form of a card; False when a field of it holds what is no value."""
        card = self.cards[at]
        for name, row in card.form.rows.items():
            if words := row.field.own_problem():
                row.set_note(words)
                card.form.focus_field(name)
                announce(row.field, words, urgent=True)
                return False
        for name in card.form.rows:
            self.let_go(f"{self.field}[{at}].{name}")
        card.fold()
        self.describe(card)
        card.edit_button.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def remove(self, at: int) -> None:
        """Take an item away, after asking when something stands in it."""
        item = self.cards[at].item
        named = self.name_of(item)
        if named and not dialogs.confirm_delete(
            self, f"{self.noun} '{named}'", self.consequence, undoable=False
        ):
            return
        self._drop(at)
        if self.cards:
            self.cards[min(at, len(self.cards) - 1)].edit_button.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.add_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self._nothing.setVisible(not self.cards)
        self.changed.emit()

    consequence = ""  # what happens when an item goes

    def name_of(self, item: Any) -> str:
        """How an item is called; empty while it has no name."""
        raise NotImplementedError

    def fresh(self) -> Any:
        """A new item."""
        raise NotImplementedError

    def make_form(self, item: Any) -> ItemForm[Any]:
        """The form for an item."""
        raise NotImplementedError

    def describe(self, card: ItemCard[Item]) -> None:
        """Let the card read what its item says."""
        raise NotImplementedError

    def make_card(self) -> ItemCard[Item]:
        """An empty card."""
        return ItemCard(self.noun)

    def focus_path(self, path: str) -> bool:
        number = path.removeprefix(f"{self.field}[").partition("]")[0]
        if not number.isdigit() or int(number) >= len(self.cards):
            return super().focus_path(path) if path in self.fields else self._focus(self.add_button)
        if self.frozen:
            return False
        self.unfold(int(number), path.partition("].")[2])
        return True

    def _focus(self, widget: QWidget) -> bool:
        widget.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    def _typed(self, card: ItemCard[Item]) -> None:
        card.item = card.form.value()
        self.describe(card)
        self.changed.emit()

    def _make_card(self) -> None:
        card = self.make_card()
        card.unfolded.connect(lambda open_, card=card: self._toggle(card, open_))
        card.set_first(not self.cards)
        self.cards.append(card)
        self._lines.addWidget(card)
        self.stops_changed.emit()

    def _toggle(self, card: ItemCard[Item], open_: bool) -> None:
        at = self.cards.index(card)
        cast("Callable[[int], object]", self.unfold if open_ else self.fold)(at)

    def _drop(self, at: int) -> None:
        card = self.cards.pop(at)
        if card.form is not None:
            for name in card.form.rows:
                self.let_go(f"{self.field}[{at}].{name}")
        self._lines.removeWidget(card)
        card.hide()
        card.deleteLater()
        for place, other in enumerate(self.cards[at:], at):
            other.set_first(not place)
            if other.form is not None:
                for name in other.form.rows:
                    self.rename(f"{self.field}[{place + 1}].{name}", f"{self.field}[{place}].{name}")
