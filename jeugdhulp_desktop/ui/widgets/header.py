"""The head of a page: the way back, title, pill and facts at the left, the buttons at the right."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from jeugdhulp_desktop.ui.icons import IconLabel
from jeugdhulp_desktop.ui.pages import Page
from jeugdhulp_desktop.ui.privacy_mode import Privacy
from jeugdhulp_desktop.ui.widgets.buttons import Button
from jeugdhulp_desktop.ui.widgets.elided import ElidedLabel
from jeugdhulp_desktop.ui.widgets.labels import Pill, PillValue, label

ONLY_INITIALS = PillValue("Alleen initialen", "eye-off-outline", "accent")


def _privacy_of(widget: QWidget) -> Privacy | None:
    """The privacy mode of the page round a widget, or None outside a page."""
    each = widget.parentWidget()
    while each is not None:
        if isinstance(each, Page):
            return each.context.privacy
        each = each.parentWidget()
    return None


class PageHeader(QWidget):
    """Title with a status pill and a small fact beside it, one line of facts below, actions at the right."""

    def __init__(self, title: str = "", facts: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(16)
        left = QVBoxLayout()
        left.setSpacing(2)
        self._path = QWidget()
        path = QHBoxLayout(self._path)
        path.setContentsMargins(0, 0, 0, 0)
        path.setSpacing(6)
        self.back = Button("", kind="link")
        self._here = label("", "caption", "text2")
        path.addWidget(self.back)
        path.addWidget(IconLabel("chevron-right", 16))
        path.addWidget(self._here)
        path.addStretch(1)
        self._path.hide()
        left.addWidget(self._path)
        line = QHBoxLayout()
        line.setSpacing(10)
        self.title = ElidedLabel(title, "title")  # a long name gives way before a button does
        self.title.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.pill = Pill()
        self.beside = label("", "body", "text2")
        self.beside.hide()
        self.privacy_pill = Pill()
        self._privacy: Privacy | None = None
        for widget in (self.title, self.pill, self.privacy_pill, self.beside):
            line.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addStretch(1)
        left.addLayout(line)
        self.facts = label(facts, "body", "text2")
        self._facts_line = QHBoxLayout()
        self._facts_line.setSpacing(8)
        self._facts_line.addWidget(self.facts)
        self._facts_line.addStretch(1)
        left.addLayout(self._facts_line)
        whole.addLayout(left, 1)
        self.facts.setVisible(bool(facts))
        self._actions = QHBoxLayout()
        self._actions.setSpacing(8)
        whole.addLayout(self._actions)

    def set_title(self, title: str) -> None:
        """Show another title."""
        self.title.set_text(title)

    def set_pill(self, value: PillValue | None) -> None:
        """Show a status beside the title, or none."""
        self.pill.set(value)

    def set_beside(self, text: str) -> None:
        """A small fact on the line of the title ("Versie 1, bewaard om 08:42")."""
        self.beside.setText(text)
        self.beside.setVisible(bool(text))

    def set_facts(self, text: str) -> None:
        """The line of facts below the title ("34 lopend, 1 review te laat")."""
        self.facts.setText(text)
        self.facts.setVisible(bool(text))

    def set_back(self, words: str, here: str, do: Callable[[], object]) -> None:
        """The way back as a link above the title, with where one is behind it."""
        self.back.setText(words)
        self._here.setText(here)
        self.back.clicked.connect(lambda _checked=False: do())
        self._path.show()

    def set_here(self, here: str) -> None:
        """Change the words behind the way back."""
        self._here.setText(here)

    def add_fact_action(self, widget: QWidget) -> None:
        """Put a link behind the line of facts."""
        self._facts_line.insertWidget(self._facts_line.count() - 1, widget)

    def add_action(self, button: QWidget) -> None:
        """Add a button at the right; at most one of them filled, and that one last."""
        self._actions.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)

    def _tell_privacy(self) -> None:
        on = self._privacy is not None and self._privacy.on
        self.privacy_pill.set(ONLY_INITIALS if on else None)

    def showEvent(self, event: QShowEvent) -> None:
        """At its first showing the header looks whose page it is on, to tell when names are initials."""
        super().showEvent(event)
        if self._privacy is None:
            self._privacy = _privacy_of(self)
            if self._privacy is not None:
                self._privacy.changed.connect(self._tell_privacy)
                self._tell_privacy()
