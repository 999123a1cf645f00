"""The panels of Gegevens wissen: what goes, where the name stands too, why, and what was done."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jeugdhulp_desktop.domain.erasures import (
    ErasurePlan,
    ErasureReason,
    ErasureReport,
    Fixed,
    Mention,
)
from jeugdhulp_desktop.domain.problems import Level, Problem
from jeugdhulp_desktop.ui.cases.looks import private_text
from jeugdhulp_desktop.ui.erasure_words import counted
from jeugdhulp_desktop.ui.erasures.words import (
    CANNOT,
    FIXED,
    FOREVER,
    backup_lines,
    going_lines,
    jump_of,
    place_words,
    report_lines,
    staying_lines,
    title_of,
)
from jeugdhulp_desktop.ui.icons import IconLabel
from jeugdhulp_desktop.ui.privacy_mode import Privacy
from jeugdhulp_desktop.ui.sentences import sentence
from jeugdhulp_desktop.ui.widgets.announce import announce
from jeugdhulp_desktop.ui.widgets.buttons import Button, CheckBox
from jeugdhulp_desktop.ui.widgets.fields import ChoiceField
from jeugdhulp_desktop.ui.widgets.form import Form
from jeugdhulp_desktop.ui.widgets.labels import TextBlock, label
from jeugdhulp_desktop.ui.widgets.panel import Panel, clear_layout

MOST_PLACES = 60  # places shown; what is sure is chosen also where it is not shown


class PlanPanel(Panel):
    """What goes, what stays, and what the program cannot reach."""

    def __init__(self) -> None:
        super().__init__("Dit gaat weg", spacing=10)
        self.lines = QVBoxLayout()
        self.lines.setSpacing(8)
        self.body.addLayout(self.lines)

    def show_plan(self, plan: ErasurePlan, privacy: Privacy) -> None:
        """Everything about what was chosen."""
        self.title.setText(f"Dit gaat weg: {title_of(plan, privacy)}")
        clear_layout(self.lines)
        for words in going_lines(plan, privacy):
            self.lines.addWidget(_line(words, "delete-outline", "bad"))
        for words in staying_lines(plan):
            self.lines.addWidget(_line(words, "information-outline", "text2"))
        for words in filter(None, (backup_lines(plan.backups), CANNOT)):
            self.lines.addWidget(_line(words, "alert-outline", "warn"))
        announce(self, self.title.text())


class PlacesPanel(Panel):
    """Texts of other records in which the name stands; a tick takes it out of them."""

    opened = Signal(str, object)

    def __init__(self) -> None:
        super().__init__("De naam in andere teksten", spacing=10)
        words = "Met een vinkje komt er [naam gewist] te staan. De rest van de tekst blijft."
        self.intro = TextBlock(words, "body", "text2")
        self.body.addWidget(self.intro)
        self.rows = QVBoxLayout()
        self.rows.setSpacing(12)
        self.body.addLayout(self.rows)
        self._mentions: tuple[Mention, ...] = ()
        self.boxes: dict[int, CheckBox] = {}  # by place in the list of mentions

    def show_mentions(self, plan: ErasurePlan, privacy: Privacy) -> None:
        """The sure ones first, with a tick."""
        same = self._mentions == plan.mentions
        ticked = {at for at, box in self.boxes.items() if box.isChecked()} if same else None
        self._mentions, self.boxes = plan.mentions, {}
        clear_layout(self.rows)
        self.setVisible(plan.pupil_goes)
        order = sorted(range(len(plan.mentions)), key=lambda at: not plan.mentions[at].sure)
        for at in order[:MOST_PLACES]:
            mention = plan.mentions[at]
            self.rows.addWidget(self._row(at, mention, private_text(mention.text, privacy, plan.name)))
            if at in self.boxes:
                self.boxes[at].setChecked(mention.sure if ticked is None else at in ticked)
        if len(order) > MOST_PLACES:
            words = counted(len(order) - MOST_PLACES, "plaats staat", "plaatsen staan")
            self.rows.addWidget(
                TextBlock(f"Nog {words} hier niet. Waar de hele naam staat, gaat hij ook daar weg.")
            )
        self.intro.setVisible(bool(self.boxes))
        if not plan.mentions:
            self.rows.addWidget(_line("De naam staat in geen andere tekst.", "check-circle-outline", "ok"))

    def chosen(self) -> list[Mention]:
        """The texts that lose the name."""
        return [
            mention
            for at, mention in enumerate(self._mentions)
            if mention.fixed is Fixed.NO
            and (self.boxes[at].isChecked() if at in self.boxes else mention.sure)
        ]

    def _row(self, at: int, mention: Mention, text: str) -> QWidget:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        place = place_words(mention)
        if mention.fixed is Fixed.NO:
            tick = CheckBox("")
            tick.setAccessibleName(f"Naam weghalen uit: {place}")
            tick.setAccessibleDescription(text)
            self.boxes[at] = tick
            row.addWidget(tick, 0, Qt.AlignmentFlag.AlignTop)
        else:
            row.addWidget(IconLabel("lock-outline", 24, "text2"), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(label(place, "strong", wrap=True))
        words.addWidget(TextBlock(text))
        if mention.fixed is not Fixed.NO:
            words.addWidget(TextBlock(FIXED[mention.fixed], "caption", "text2"))
        elif not mention.sure:
            words.addWidget(
                TextBlock("Een deel van de naam. Dit kan ook iemand anders zijn.", "caption", "text2")
            )
        row.addLayout(words, 1)
        if jump_of(mention) is not None:
            see = Button("Bekijken", "open-in-new", small=True)
            see.setAccessibleName(f"Bekijken: {place}")
            see.clicked.connect(lambda _checked=False: self._open(mention))
            row.addWidget(see, 0, Qt.AlignmentFlag.AlignTop)
        return box

    def _open(self, mention: Mention) -> None:
        jump = jump_of(mention)
        if jump is not None:
            self.opened.emit(*jump)


class DecidePanel(Panel):
    """Why, and the one button that cannot be undone."""

    def __init__(self, erase: Callable[[], object]) -> None:
        super().__init__("Definitief wissen", spacing=12)
        self.body.addWidget(TextBlock(FOREVER))
        self.form = Form()
        self.reason = self.form.add(
            "reason",
            "&Waarom moet dit weg?",
            ChoiceField([(each, each.value.capitalize()) for each in ErasureReason], placeholder="Kies"),
        )
        self.body.addWidget(self.form)
        row = QHBoxLayout()
        self.button = Button("Definitief wissen", "delete-outline", "danger")
        self.button.clicked.connect(lambda _checked=False: erase())
        row.addWidget(self.button)
        row.addStretch(1)
        self.body.addLayout(row)

    def ask_reason(self, asked: bool) -> None:
        """A pupil without a case needs none."""
        self.form.setVisible(asked)
        self.reason.set_value(None)
        self.form.rows["reason"].set_note("")

    def value(self) -> ErasureReason | None:
        """Why, when it is asked and chosen."""
        chosen = self.reason.value()
        return chosen if isinstance(chosen, ErasureReason) else None

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """What stands in the way, or should be known."""
        bad = any(each.level is Level.BLOCKS for each in problems)
        words = " ".join(sentence(each) for each in problems)
        self.form.rows["reason"].set_note(words, "bad" if bad else "warn")
        if bad:
            announce(self, words, urgent=True)


class DonePanel(Panel):
    """What was erased a moment ago."""

    def __init__(self) -> None:
        super().__init__("Gewist", spacing=8)
        self.lines = QVBoxLayout()
        self.lines.setSpacing(8)
        self.body.addLayout(self.lines)

    def show_report(self, report: ErasureReport) -> None:
        """In words; where something is left, that is told in another tone."""
        clear_layout(self.lines)
        lines = report_lines(report)
        for words, fine in lines:
            icon, tone = ("check-circle-outline", "ok") if fine else ("alert-outline", "warn")
            self.lines.addWidget(_line(words, icon, tone))
        announce(self, " ".join(words for words, _fine in lines))


def _line(words: str, icon: str, tone: str) -> QWidget:
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(12)
    row.addWidget(IconLabel(icon, 18, tone), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(label(words, wrap=True), 1)
    return line
