"""Under the week: that it is kept, what is odd about it, and a worker more where the side has no room."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from jeugdhulp_desktop.domain.hour_rules import check_week
from jeugdhulp_desktop.domain.hours import HourState, WeekSheet
from jeugdhulp_desktop.ui.icons import IconLabel
from jeugdhulp_desktop.ui.problem_sentences import sentence
from jeugdhulp_desktop.ui.widgets.announce import announce
from jeugdhulp_desktop.ui.widgets.buttons import Button
from jeugdhulp_desktop.ui.widgets.labels import TextBlock

_KEPT = "Bewaard. Elke cel wordt bewaard zodra je verdergaat."


class WeekFoot(QWidget):
    """One line: an icon that says whether all is kept, and a sentence that is read aloud when it changes."""

    add_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 0, 4, 0)
        row.setSpacing(8)
        self.icon = IconLabel("content-save-check-outline", 18, "ok")
        row.addWidget(self.icon)
        self.words = TextBlock(_KEPT, tone="text2")
        row.addWidget(self.words, 1)
        self.add = Button("Medewerker toevoegen", "account-plus-outline", "link")
        self.add.clicked.connect(lambda _checked=False: self.add_asked.emit())
        row.addWidget(self.add)

    def say(self, words: str) -> None:
        """Show and announce a sentence."""
        if words != self.words.plain_text():
            announce(self.words, words)
        self.words.set_text(words)

    def say_kept(self, sheet: WeekSheet | None, today: date) -> None:
        """The week as it stands in the vault, with what is odd about it."""
        self.say((sheet and remark(sheet, today)) or _KEPT)

    def set_kept(self, kept: bool) -> None:
        """The icon: kept, or not yet."""
        if kept:
            self.icon.set("content-save-check-outline", "ok")
        else:
            self.icon.set("alert-circle-outline", "bad")


def remark(sheet: WeekSheet, today: date) -> str:
    """What is odd about a week, in one sentence; empty when nothing is."""
    found = next((each for each in check_week(sheet) if each.code == "long-week"), None)
    if found is not None:
        return f"Bewaard. {sentence(found)}"
    if sheet.monday > today and sheet.total(HourState.REALISED):
        return "Bewaard. Deze week moet nog komen. Kies ‘Gepland’ als je vooruit plant."
    return ""
