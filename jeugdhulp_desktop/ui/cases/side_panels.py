"""Beside the fields of a case: whom to ring, the time line, the actions and the earlier checklists."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jeugdhulp_desktop.domain.actions import ActionLine
from jeugdhulp_desktop.domain.cases import CasePerson
from jeugdhulp_desktop.domain.checklists import RunLine
from jeugdhulp_desktop.ui.cases.action_form import ActionLineForm
from jeugdhulp_desktop.ui.cases.facts import CaseContents
from jeugdhulp_desktop.ui.cases.looks import (
    contact_moment,
    day_words,
    days_words,
    due_cell,
    private_text,
    table_date,
)
from jeugdhulp_desktop.ui.icons import IconLabel
from jeugdhulp_desktop.ui.privacy_mode import Privacy
from jeugdhulp_desktop.ui.widgets.buttons import Button, CheckBox, IconButton
from jeugdhulp_desktop.ui.widgets.labels import TextBlock, label
from jeugdhulp_desktop.ui.widgets.panel import Panel, clear_layout
from jeugdhulp_desktop.ui.widgets.timeline import Moment, Timeline

DONE_SHOWN = 5  # finished actions; the page Acties shows all
MOMENTS_SHOWN = 50  # contact moments before "Toon alle"


class _QuietPanel(Panel):
    """A panel that is filled after every write; the same values leave it, and the focus in it, alone."""

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self._values: object = None

    def differs(self, values: object) -> bool:
        """Whether these values are others than those shown, which they become."""
        before, self._values = self._values, values
        return before != values


class PeoplePanel(_QuietPanel):
    """Whom to ring: name, what they do, telephone, and whether they are at school today."""

    def __init__(self) -> None:
        super().__init__("Wie bel je?")
        self.rows = QVBoxLayout()
        self.rows.setSpacing(12)
        self.body.addLayout(self.rows)

    def set_people(self, people: Sequence[CasePerson], today: date) -> None:
        """Show these people, who leads first."""
        if not self.differs((tuple(people), today)):
            return
        clear_layout(self.rows)
        if not people:
            words = "Kies bij ‘Wie helpt’ de regiehouder en wie er nog meer betrokken is."
            self.rows.addWidget(TextBlock(words, tone="text2"))
        for person in people:
            self.rows.addWidget(_person(person, today))


def _person(person: CasePerson, today: date) -> QWidget:
    box = QWidget()
    whole = QVBoxLayout(box)
    whole.setContentsMargins(0, 0, 0, 0)
    whole.setSpacing(1)
    head = QHBoxLayout()
    head.setSpacing(8)
    head.addWidget(label(person.name, "strong", wrap=True), 1)
    what = ", ".join(filter(None, ["regiehouder" if person.is_lead else "", person.role]))
    head.addWidget(label(what, "caption", "text2"), 0, Qt.AlignmentFlag.AlignTop)
    whole.addLayout(head)
    for icon, text in (("phone-outline", person.phone), ("email-outline", person.email)):
        if text:
            row = QHBoxLayout()
            row.setSpacing(8)
            row.addWidget(IconLabel(icon, 16))
            shown = label(text)
            shown.setAccessibleName(text)
            shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            row.addWidget(shown, 1)
            whole.addLayout(row)
    if person.days:
        here = today.weekday() in person.days
        words = f"{'Vandaag aanwezig' if here else 'Vandaag niet aanwezig'} ({days_words(person.days)})"
        whole.addWidget(label(words, "caption", "ok" if here else "text2", wrap=True))
    return box


class TimelinePanel(_QuietPanel):
    """The contact moments, each to open."""

    note_asked = Signal()
    contact_asked = Signal(object)

    def __init__(self) -> None:
        super().__init__("Tijdlijn")
        add = Button("Contactmoment", "plus", small=True, tip="Nieuw contactmoment (Ctrl+Shift+M)")
        add.clicked.connect(lambda _checked=False: self.note_asked.emit())
        self.add_action(add)
        self.timeline = Timeline(clickable=True)
        self.timeline.opened.connect(self.contact_asked)
        self.body.addWidget(self.timeline)
        self.nothing = TextBlock(
            "Er is nog geen contactmoment. Schrijf het eerste op in twee regels.", tone="text2"
        )
        self.body.addWidget(self.nothing)
        self._moments: tuple[Moment, ...] = ()
        self.all = Button("", kind="link")
        self.all.clicked.connect(lambda _checked=False: self._draw(everything=True))
        self.all.hide()
        self.body.addWidget(self.all)

    def show_contents(self, contents: CaseContents, today: date, privacy: Privacy) -> None:
        """Show the time line of this case."""
        view = contents.view
        moments = [contact_moment(line, today, privacy, view.pupil, whole=True) for line in view.timeline]
        if self.differs(tuple(moments)):
            self._moments = tuple(moments)
            self._draw(everything=False)

    def _draw(self, *, everything: bool) -> None:
        shown = self._moments if everything else self._moments[:MOMENTS_SHOWN]
        self.timeline.set_moments(shown)
        self.timeline.setVisible(bool(shown))
        self.nothing.setVisible(not shown)
        self.all.setText(f"Toon alle {len(self._moments)} contactmomenten")
        self.all.setVisible(len(shown) < len(self._moments))


class ActionsPanel(_QuietPanel):
    """The actions of this case: tick off, change, and add one in a line."""

    done_asked = Signal(object, bool)  # ActionLine, done
    edit_asked = Signal(int)
    added = Signal(object)  # ActionDraft
    form_made = Signal(object)  # the ActionLineForm, hidden until it is asked for

    def __init__(self) -> None:
        super().__init__("Acties")
        self.rows = QVBoxLayout()
        self.rows.setSpacing(4)
        self.body.addLayout(self.rows)
        self.ticks: list[CheckBox] = []
        self.form: ActionLineForm | None = None
        self.more = Button("Actie", "plus", small=True, tip="Actie toevoegen")
        self.more.setAccessibleName("Actie toevoegen")
        self.more.clicked.connect(lambda _checked=False: self._add())
        self.add_action(self.more)

    def show_contents(self, contents: CaseContents, today: date, privacy: Privacy) -> None:
        """Show the open actions, then those that are done; what is being typed stays."""
        case_id = contents.view.draft.id
        if self.form is None and case_id is not None:
            self.form = ActionLineForm(case_id, contents.facts.people)
            self.form.added.connect(self.added)
            self.body.insertWidget(1, self.form)
            self.form.hide()
            self.form_made.emit(self.form)
        if not self.differs((contents.actions, contents.done, contents.view.pupil, privacy.on, today)):
            return
        at = next((place for place, tick in enumerate(self.ticks) if tick.hasFocus()), -1)
        clear_layout(self.rows)
        self.ticks.clear()
        for line in (*contents.actions, *contents.done[:DONE_SHOWN]):
            words = private_text(line.what, privacy, contents.view.pupil)
            self.rows.addWidget(self._row(line, words, today))
        if not contents.actions and not contents.done:
            self.rows.addWidget(TextBlock("Er zijn geen acties bij deze casus.", tone="text2"))
        if at >= 0 and self.ticks:  # ticked off by keyboard: the next one is at hand
            self.ticks[min(at, len(self.ticks) - 1)].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _row(self, line: ActionLine, what: str, today: date) -> QWidget:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        done = line.done_on is not None
        tick = CheckBox("")
        tick.setAccessibleName(f"{what}, klaar")
        tick.setChecked(done)
        tick.clicked.connect(lambda checked, line=line: self.done_asked.emit(line, checked))
        row.addWidget(tick, 0, Qt.AlignmentFlag.AlignTop)
        self.ticks.append(tick)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(label(what, "body", "text2" if done else "text", wrap=True))
        words.addLayout(_when(line, today))
        row.addLayout(words, 1)
        edit = IconButton(f"Actie bewerken: {what}", "pencil-outline", small=True)
        edit.setToolTip("Bewerken")
        edit.clicked.connect(lambda _checked=False: self.edit_asked.emit(line.id))
        row.addWidget(edit, 0, Qt.AlignmentFlag.AlignTop)
        return box

    def _add(self) -> None:
        if self.form is None:
            return
        if self.form.isHidden():
            self.form.show()
            self.form.what.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.form.add_now()

    def added_now(self) -> None:
        """The line was kept: an empty one waits for the next."""
        if self.form is not None:
            self.form.begin()
            self.form.what.setFocus(Qt.FocusReason.OtherFocusReason)


def _when(line: ActionLine, today: date) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(6)
    row.addWidget(label(line.who[:1].upper() + line.who[1:], "caption", "text2"))
    if line.done_on is not None:
        row.addWidget(label(f"klaar op {table_date(line.done_on, today)}", "caption", "text2"))
    elif line.due_on is not None:
        cell = due_cell(line.due_on, today)
        tone = cell.tone if cell.tone in ("bad", "warn") else "text2"
        row.addWidget(IconLabel(cell.icon, 16, tone))
        row.addWidget(label(cell.text, "caption", tone))
    row.addStretch(1)
    return row


class RunsPanel(_QuietPanel):
    """The checklists of this case, and the button to fill one in."""

    fill_asked = Signal()
    run_asked = Signal(int)

    def __init__(self) -> None:
        super().__init__("Monitoringlijsten")
        fill = Button("Invullen", "clipboard-check-outline", small=True)
        fill.clicked.connect(lambda _checked=False: self.fill_asked.emit())
        self.add_action(fill)
        self.rows = QVBoxLayout()
        self.rows.setSpacing(4)
        self.body.addLayout(self.rows)

    def set_runs(self, runs: Sequence[RunLine], today: date) -> None:
        """Show the runs, the newest first."""
        if not self.differs((tuple(runs), today)):
            return
        clear_layout(self.rows)
        if not runs:
            self.rows.addWidget(TextBlock("Er is nog geen lijst ingevuld.", tone="text2"))
        for run in runs:
            if run.id is None:
                continue
            ended = run.finished_on
            state = (
                f"klaar op {day_words(ended, today)}"
                if ended
                else f"begonnen, {run.answered} van {run.asked} ingevuld"
            )
            row = QHBoxLayout()
            words = QVBoxLayout()
            words.setSpacing(0)
            words.addWidget(label(run.template_title, wrap=True))
            words.addWidget(label(state, "caption", "text2", wrap=True))
            row.addLayout(words, 1)
            link = Button("Lezen" if ended else "Verder", kind="link")
            link.setAccessibleName(f"{link.text()}: {run.template_title}, {state}")
            link.clicked.connect(lambda _checked=False, run_id=run.id: self.run_asked.emit(run_id))
            row.addWidget(link, 0, Qt.AlignmentFlag.AlignTop)
            self.rows.addLayout(row)
