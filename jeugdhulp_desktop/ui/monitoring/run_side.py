"""At the right of a list: how far it is, the keys, and what is good to know of the case or the agreement."""

from collections.abc import Iterable, Mapping
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jeugdhulp_desktop.domain.checklists import Answer, Item, Reply
from jeugdhulp_desktop.domain.text import format_hours
from jeugdhulp_desktop.ui.cases.looks import private_text
from jeugdhulp_desktop.ui.icons import IconLabel
from jeugdhulp_desktop.ui.monitoring.contents import RunContents
from jeugdhulp_desktop.ui.monitoring.evidence import contact_label
from jeugdhulp_desktop.ui.monitoring.looks import SEGMENTS, TONES, day_words
from jeugdhulp_desktop.ui.privacy_mode import Privacy
from jeugdhulp_desktop.ui.widgets.bars import StepDots, figure_line
from jeugdhulp_desktop.ui.widgets.buttons import Button
from jeugdhulp_desktop.ui.widgets.labels import Hairline, KeyHint, TextBlock, label
from jeugdhulp_desktop.ui.widgets.panel import Panel, clear_layout

MOST_ACTIONS, MOST_EARLIER = 3, 5
_KEYS = (
    (("J", "D", "N", "X"), "antwoord"),
    (("↑", "↓"), "andere vraag"),
    (("Enter",), "toelichting"),
    (("Ctrl", "Enter"), "lijst afronden"),
)


def count_words(replies: Iterable[Reply]) -> tuple[int, int]:
    """How many are answered, and of how many."""
    answers = [reply.answer for reply in replies]
    return sum(answer is not None for answer in answers), len(answers)


class RunSide(Panel):
    """Progress, keys, facts, the hint of the question in front, and the earlier lists."""

    run_asked = Signal(int)
    subject_asked = Signal()  # the case or the agreement itself
    delete_asked = Signal()

    def __init__(self, contents: RunContents, privacy: Privacy, today: date) -> None:
        super().__init__(spacing=10)
        self._contents, self._privacy, self._today = contents, privacy, today
        self.progress_title = label("", "section")
        self.body.addWidget(self.progress_title)
        self.dots = StepDots()
        self.body.addWidget(self.dots)
        self._figures = QVBoxLayout()
        self._figures.setSpacing(8)
        self.body.addLayout(self._figures)
        if not contents.finished:
            self.body.addWidget(Hairline())
            self.body.addWidget(label("Sneltoetsen", "section"))
            for keys, does in _KEYS:
                self.body.addWidget(_key_line(keys, does))
        self.body.addWidget(Hairline())
        self.body.addWidget(label(f"Bij deze {contents.run.scope.value}", "section"))
        self._facts = QVBoxLayout()
        self._facts.setSpacing(10)
        self.body.addLayout(self._facts)
        what = "Casus openen" if contents.case is not None else "Afspraak openen"
        self.subject = Button(what, kind="link")
        self.subject.clicked.connect(lambda _checked=False: self.subject_asked.emit())
        self.body.addWidget(self.subject)
        self._hint_title = label("Bij deze vraag", "section")
        self._hint_line = Hairline()
        self.hint = TextBlock("", tone="text2")
        for widget in (self._hint_line, self._hint_title, self.hint):
            self.body.addWidget(widget)
        self._make_earlier()
        self.body.addStretch(1)
        if not contents.finished:
            self.remove = Button("Lijst verwijderen", "delete-outline", "link")
            self.remove.clicked.connect(lambda _checked=False: self.delete_asked.emit())
            self.body.addWidget(self.remove)
        self.show_item(None)
        self.show_facts()

    def _make_earlier(self) -> None:
        earlier = self._contents.history[:MOST_EARLIER]
        if not earlier:
            return
        self.body.addWidget(Hairline())
        self.body.addWidget(label("Andere keren", "section"))
        for line in earlier:
            day = line.finished_on or line.started_on
            if day is None or line.id is None:
                continue
            words = day_words(day, self._today) + ("" if line.finished_on else ", nog bezig")
            button = Button(words, "history", "link")
            button.clicked.connect(lambda _checked=False, run_id=line.id: self.run_asked.emit(run_id))
            self.body.addWidget(button)

    def show_progress(self, items: Iterable[Item], replies: Mapping[str, Reply]) -> None:
        """How many questions have which answer."""
        given = [replies.get(item.key, Reply(item.key)) for item in items]
        done, asked = count_words(given)
        self.progress_title.setText(f"{done} van {asked} beantwoord")
        spoken = ", ".join(
            f"{number}: {reply.answer.value if reply.answer else 'open'}"
            for number, reply in enumerate(given, 1)
        )
        self.dots.set_tones([TONES[reply.answer] for reply in given], spoken)
        clear_layout(self._figures)
        for segment in SEGMENTS:
            count = sum(reply.answer is segment.value for reply in given)
            if count or segment.value is not Answer.NOT_APPLICABLE:
                self._figures.addWidget(figure_line(segment.icon, segment.tone, segment.text, str(count)))

    def show_item(self, item: Item | None) -> None:
        """The hint of the question that has the focus."""
        hint = item.hint if item is not None else ""
        self.hint.set_text(hint)
        for widget in (self._hint_line, self._hint_title, self.hint):
            widget.setVisible(bool(hint))

    def show_contents(self, contents: RunContents) -> None:
        """Something beside the questions changed, such as an action that was made."""
        self._contents = contents
        self.show_facts()

    def show_facts(self) -> None:
        """What is good to know; drawn again when names become initials."""
        clear_layout(self._facts)
        for icon, tone, text in self._fact_lines():
            line = QWidget()
            row = QHBoxLayout(line)
            row.setContentsMargins(1, 0, 0, 0)
            row.setSpacing(10)
            row.addWidget(IconLabel(icon, 18, tone), 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(TextBlock(text), 1)
            self._facts.addWidget(line)

    def _fact_lines(self) -> Iterable[tuple[str, str, str]]:
        contents = self._contents
        yield from self._case_lines() if contents.case is not None else self._agreement_lines()
        for action in contents.actions[:MOST_ACTIONS]:
            when = f", {day_words(action.due_on, self._today)}" if action.due_on else ""
            late = action.due_on is not None and action.due_on < self._today
            what = private_text(action.what, self._privacy, contents.about)
            yield "flag-outline", "bad" if late else "text2", f"{what} ({action.who}{when})"
        if len(contents.actions) > MOST_ACTIONS:
            yield "dots-horizontal", "text2", f"Nog {len(contents.actions) - MOST_ACTIONS} open acties."

    def _case_lines(self) -> Iterable[tuple[str, str, str]]:
        view = self._contents.case
        if view is None:
            return
        if self._contents.with_jp:
            yield "human-male-child", "text2", "JP doet mee: ouders moeten gehoord zijn."
        if view.parents_spoken_on is not None:
            day = day_words(view.parents_spoken_on, self._today)
            yield "check-circle-outline", "ok", f"Ouders gesproken op {day}."
        elif not view.has_parent_contact:
            yield "alert-outline", "warn", "Er is nog geen gesprek met de ouders vastgelegd."
        lead = next((person.name for person in view.people if person.is_lead), "")
        if lead:
            yield "account-check-outline", "text2", f"Regie: {lead}."
        if view.timeline:
            yield "history", "text2", f"Laatste contact: {contact_label(view.timeline[0], self._today)}."

    def _agreement_lines(self) -> Iterable[tuple[str, str, str]]:
        agreement = self._contents.agreement
        if agreement is None:
            return
        yield "handshake-outline", "text2", f"Versie {agreement.number}, {agreement.status.value}."
        if agreement.deployments:
            hours = sum((row.hours_per_week or 0) for row in agreement.deployments)
            yield "clock-outline", "text2", f"{format_hours(hours)} uur per week."  # type: ignore[arg-type]
        if agreement.themes:
            names = ", ".join(theme.title for theme in agreement.themes if theme.title)
            yield "puzzle-outline", "text2", f"Thema’s: {names}."


def _key_line(keys: tuple[str, ...], does: str) -> QWidget:
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(KeyHint(keys))
    row.addStretch(1)
    row.addWidget(label(does, "caption", "text2"))
    return line
