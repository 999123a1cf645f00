"""1 Aanvraag and 2 Omvang en periode: why the basis falls short, who asks, and how much for how long."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from jeugdhulp_desktop.domain.addition_rules import MAX_HOURS_PER_WEEK, MAX_WEEKS
from jeugdhulp_desktop.domain.additions import LEAST_MOTIVATION, Addition, AdditionStatus, proposed_weeks
from jeugdhulp_desktop.domain.agreement_kinds import RiskKind
from jeugdhulp_desktop.domain.agreement_sections import Deployment
from jeugdhulp_desktop.domain.relations import WorkerType
from jeugdhulp_desktop.domain.text import format_hours, long_date
from jeugdhulp_desktop.ui import icons
from jeugdhulp_desktop.ui.additions.looks import sum_words
from jeugdhulp_desktop.ui.additions.part import OPEN, AdditionPart, Checks, Part
from jeugdhulp_desktop.ui.agreements.text_block_menu import TextBlocks
from jeugdhulp_desktop.ui.widgets.buttons import Button
from jeugdhulp_desktop.ui.widgets.fields import ChoiceField, DateField, DecimalField, TextArea, TextField
from jeugdhulp_desktop.ui.widgets.labels import label

_ASKERS = (("school_requester", "School"), ("welfare_requester", "Welzijnsorganisatie"))
_NAMES = (("organisation", "Organisatie"), ("name", "Naam"), ("function", "Functie"))


class RequestPart(AdditionPart):
    """Reasons, motivation and evidence; the two who ask, and of whom (V11)."""

    kind = cast("Any", Part.REQUEST)

    def __init__(self, blocks: TextBlocks | None) -> None:
        super().__init__("Extra inzet is een uitzondering. Schrijf op waarom de basisinzet niet genoeg is.")
        form = self._form = self.new_form()
        reasons = Checks([(each, each.value) for each in RiskKind], lambda words: f"Reden: {words}")
        self.put(form, "reasons", "Reden", reasons)
        motivation = TextArea("Wat is er meer of anders dan de basisinzet aankan?", lines=4)
        self.text(form, "motivation", "&Motivatie", motivation, blocks)
        evidence = TextArea("Een cijfer, een wachtlijst, een onderzoek", lines=2)
        self.text(form, "evidence", "&Waaruit dat blijkt", evidence, blocks)
        for name, party in _ASKERS:
            form.add_widget(label(f"Aanvrager: {party.lower()}", "strong"))
            with form.side_by_side(8):
                for part, words in _NAMES:
                    field = self.put(form, f"{name}.{part}", words, TextField(longest=120))
                    field.setAccessibleName(f"{words} van de aanvrager, {party.lower()}")
        with form.side_by_side():
            hint = "Wie bij de gemeente beslist."
            self.put(form, "addressee", "&Gericht aan", TextField(longest=200), hint)
            hint = "Leeg: de dag waarop je aanvraagt."
            self.put(form, "requested_on", "Aangevraagd &op", DateField(), hint)

    def follow_addition(self, addition: Addition) -> None:
        length = len(" ".join(addition.motivation.split()))
        self._form.rows["motivation"].set_hint(
            f"{length} tekens, minstens {LEAST_MOTIVATION}." if length < LEAST_MOTIVATION else ""
        )


class SizePart(AdditionPart):
    """Hours and period. The nature is that of the basis and is read only (002:35, requirement 36)."""

    kind = cast("Any", Part.SIZE)
    split_asked = Signal()

    def __init__(self, basic: Sequence[Deployment]) -> None:
        super().__init__()
        self._basic = tuple(basic)
        self._proposed: Decimal | None = None
        self._opened = True
        self.body.addLayout(self._make_nature())
        self.worker = ChoiceField([(each, each.value) for each in WorkerType])
        self._other = self.new_form()
        hint = "Kies je een andere soort dan de basis, dan vraagt het programma waarom."
        self.put(self._other, "worker_type", "&Soort medewerker", self.worker, hint)
        form = self.new_form()
        with form.side_by_side():
            self.put(form, "starts_on", "&Eerste dag", DateField())
            self.put(form, "ends_on", "&Laatste dag", DateField())
        with form.side_by_side():
            hours = DecimalField(most=MAX_HOURS_PER_WEEK, step=Decimal("0.5"))
            self.put(form, "hours_per_week", "&Uur per week", hours)
            self.put(form, "weeks", "Leswe&ken", DecimalField(most=MAX_WEEKS))
        self.body.addLayout(self._make_proposal())
        self.body.addLayout(self._make_split())
        self.total = label("", "strong", wrap=True)
        self.body.addWidget(self.total)

    def _make_nature(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(12)
        self.nature = label("", wrap=True)
        self.other_button = Button("Andere soort", kind="link")
        self.other_button.setAccessibleName("Een andere soort medewerker kiezen dan in de basisinzet")
        self.other_button.setProperty("edits", True)
        self.other_button.clicked.connect(lambda _checked=False: self.show_choice())
        line.addWidget(self.nature, 1)
        line.addWidget(self.other_button, 0, Qt.AlignmentFlag.AlignTop)
        return line

    def _make_proposal(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(8)
        self.proposal = label("", "caption", "text2", wrap=True)
        self.take_weeks = Button("Overnemen", kind="link")
        self.take_weeks.setProperty("edits", True)
        self.take_weeks.clicked.connect(lambda _checked=False: self._take_weeks())
        line.addWidget(self.proposal, 1)
        line.addWidget(self.take_weeks, 0, Qt.AlignmentFlag.AlignTop)
        return line

    def _make_split(self) -> QHBoxLayout:
        self.split_line = QWidget()
        inner = QHBoxLayout(self.split_line)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(8)
        inner.addWidget(icons.IconLabel("alert-outline", 16, "warn"), 0, Qt.AlignmentFlag.AlignTop)
        self._split_words = label("", wrap=True)
        inner.addWidget(self._split_words, 1)
        self.split_button = Button("Splitsen")
        self.split_button.setAccessibleName("Splitsen over twee schooljaren")
        self.split_button.setProperty("edits", True)
        self.split_button.clicked.connect(lambda _checked=False: self.split_asked.emit())
        inner.addWidget(self.split_button, 0, Qt.AlignmentFlag.AlignTop)
        line = QHBoxLayout()
        line.addWidget(self.split_line)
        return line

    def fill_addition(self, addition: Addition) -> None:
        super().fill_addition(addition)
        types = {row.worker_type for row in self._basic}
        self.show_choice(shown=bool(types) and addition.worker_type not in types, focus=False)
        same = [row for row in self._basic if row.worker_type is addition.worker_type]
        hours = ", ".join(
            f"{row.worker_type.value} {format_hours(row.hours_per_week)} uur per week"
            for row in same or self._basic
            if row.hours_per_week is not None
        )
        basis = f"Basisinzet: {hours}." if hours else "Er is nog geen basisinzet."
        worker = addition.worker_type.value
        words = f"Aanvullende inzet is van dezelfde aard ({worker}): alleen de omvang is anders."
        self.nature.setText(f"{basis} {words}")
        self.follow_addition(addition)

    def show_choice(self, *, shown: bool = True, focus: bool = True) -> None:
        """Let another kind be chosen; the rules ask why (V12)."""
        self._other.setVisible(shown)
        self.other_button.setVisible(not shown)
        if shown and focus:
            self.worker.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def focus_path(self, path: str) -> bool:
        if path == "worker_type":
            self.show_choice()
        return super().focus_path(path)

    def set_status(self, status: AdditionStatus) -> None:
        super().set_status(status)
        self._opened = status in OPEN

    def follow_addition(self, addition: Addition) -> None:
        self.total.setText(sum_words(addition))
        starts, ends, year = addition.starts_on, addition.ends_on, addition.school_year
        self._proposed = proposed_weeks(starts, ends) if starts and ends and starts <= ends else None
        shown = self._opened and self._proposed is not None and self._proposed != addition.weeks
        for widget in (self.proposal, self.take_weeks):
            widget.setVisible(shown)
        if shown and self._proposed is not None:
            weeks = format_hours(self._proposed)
            self.proposal.setText(f"In deze periode zitten hooguit {weeks} lesweken. Trek vakanties eraf.")
            self.take_weeks.setAccessibleName(f"{weeks} weken overnemen")
        late = self._opened and ends is not None and ends > year.end
        self.split_line.setVisible(late)
        if late:
            words = "Maak er twee aanvragen van, of schrijf op waarom niet."
            self._split_words.setText(f"Het einde ligt na {long_date(year.end)}. {words}")

    def _take_weeks(self) -> None:
        field = cast("DecimalField", self.fields["weeks"])
        field.set_value(self._proposed)
        field.changed.emit()
        field.setFocus(Qt.FocusReason.ShortcutFocusReason)
