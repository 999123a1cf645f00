"""3 to 6: goals and accountability, who pays, who agrees and what was decided, and what came of it."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jeugdhulp_desktop.domain.addition_rules import MAX_RATE
from jeugdhulp_desktop.domain.additions import Addition, AdditionStatus, AdditionStepTaken, Approval
from jeugdhulp_desktop.domain.agreement_kinds import Funder, Role
from jeugdhulp_desktop.domain.agreement_terms import Contribution
from jeugdhulp_desktop.domain.financing import divide
from jeugdhulp_desktop.domain.text import long_date
from jeugdhulp_desktop.ui import icons
from jeugdhulp_desktop.ui.additions.looks import STATUS, sum_words
from jeugdhulp_desktop.ui.additions.part import AdditionPart, Part
from jeugdhulp_desktop.ui.agreements.finance_section import MOST_EUROS, closing_words
from jeugdhulp_desktop.ui.agreements.rows import PLAIN_TEXT, RowColumn, RowKind, Rows
from jeugdhulp_desktop.ui.agreements.simple_sections import role_label
from jeugdhulp_desktop.ui.agreements.text_block_menu import TextBlocks
from jeugdhulp_desktop.ui.widgets.fields import ChoiceField, DateField, DecimalField, TextArea, TextField
from jeugdhulp_desktop.ui.widgets.form import Form
from jeugdhulp_desktop.ui.widgets.labels import Hairline, label, set_tone

MAX_LINE = 1_000
_CLOSING_ICONS = {"ok": "check-circle-outline", "warn": "alert-outline"}


class GoalsPart(AdditionPart):
    """What it is to reach, and what is accounted for, when, to whom (V11)."""

    kind = cast("Any", Part.GOALS)

    def __init__(self, blocks: TextBlocks | None) -> None:
        super().__init__()
        column = RowColumn("", "", lambda: TextField("Wat is er aan het eind anders?", longest=MAX_LINE))
        goals = Rows(
            cast("Any", self),
            "goals",
            "Doel",
            (column,),
            PLAIN_TEXT,
            title="Doelen",
            empty="Nog geen doelen. Schrijf er minstens één op.",
            ordered=True,
        )
        self.goals = self.hold("goals", goals, forms=False)
        self.body.addWidget(goals)
        form = self.new_form()
        words = "Wat jullie &verantwoorden"
        self.text(form, "accountability", words, TextArea("Welke cijfers, welk verhaal", lines=2), blocks)
        with form.side_by_side():
            self.put(form, "accountable_when", "Wa&nneer", TextField(longest=MAX_LINE))
            self.put(form, "accountable_to", "Aan w&ie", TextField(longest=MAX_LINE))
            self.put(form, "evaluate_on", "Evalue&ren op", DateField(), "Ruim voor het einde.")


class FinancePart(AdditionPart):
    """Rate, who pays what, and in words whether it adds up (V13)."""

    kind = cast("Any", Part.FINANCE)

    def __init__(self) -> None:
        super().__init__()
        form = self.new_form()
        rate = DecimalField(most=MAX_RATE, decimals=2, fixed=True)
        self.put(form, "rate", "&Tarief per uur, in euro", rate)
        self.cost = label("", "strong", wrap=True)
        form.add_widget(self.cost)
        funders = [(each, each.value) for each in Funder]
        columns = (
            RowColumn("funder", "Wie betaalt", lambda: ChoiceField(funders), 3),
            RowColumn("name", "Naam", lambda: TextField(longest=200), 3),
            RowColumn("amount", "Bedrag", lambda: DecimalField(most=MOST_EUROS, fixed=True), width=124),
            RowColumn("share", "of %", lambda: DecimalField(most=Decimal(100), decimals=2), width=84),
        )
        rows = Rows(
            cast("Any", self),
            "financing",
            "Bijdrage",
            columns,
            RowKind(Contribution),
            title="Bijdragen",
            empty="Nog geen bijdragen. Wie betaalt welk deel?",
        )
        self.financing = self.hold("financing", rows, forms=False)
        self.body.addWidget(rows)
        line = QHBoxLayout()
        line.setSpacing(6)
        self._icon = icons.IconLabel("", 16, "ok")
        self.closing = label("", wrap=True)
        line.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.closing, 1)
        self.body.addLayout(line)

    def follow_addition(self, addition: Addition) -> None:
        self.cost.setText(sum_words(addition))
        words, tone = closing_words(divide(addition.cost, addition.financing))
        self.closing.setText(words)
        set_tone(self.closing, tone)
        self._icon.set(_CLOSING_ICONS.get(tone, ""), tone)
        self._icon.setVisible(tone in _CLOSING_ICONS and bool(words))


class Approvals(QWidget):
    """The three parties, each with who agrees and since when."""

    changed = Signal()

    def __init__(self, part: AdditionPart) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self._fields: dict[Role, dict[str, Any]] = {}
        for at, role in enumerate(Role):
            if at:
                column.addWidget(Hairline())
            form = Form()
            form.layout_.setSpacing(8)
            form.add_widget(label(role_label(role), "strong"))
            self._fields[role] = {}
            for names in (("organisation", "name"), ("function", "agreed_on")):
                with form.side_by_side(8):
                    for name in names:
                        self._add(part, form, at, role, name)
            column.addWidget(form)

    def _add(self, part: AdditionPart, form: Form, at: int, role: Role, name: str) -> None:
        words = {
            "organisation": "Organisatie",
            "name": "Naam",
            "function": "Functie",
            "agreed_on": "Akkoord op",
        }[name]
        field: Any = DateField() if name == "agreed_on" else TextField(longest=120)
        path = f"approvals[{at}].{name}"
        form.add(path, words, field)
        field.setAccessibleName(f"{words}, {role_label(role)}")
        part.take(path, field)
        field.changed.connect(self.changed)
        self._fields[role][name] = field

    def value(self) -> tuple[Approval, ...]:
        """All three, also those that are still empty."""
        return tuple(
            Approval(role, **{name: field.value() for name, field in fields.items()})
            for role, fields in self._fields.items()
        )

    def set_value(self, approvals: Sequence[Approval]) -> None:
        """Show these, without announcing a change."""
        known = {each.role: each for each in approvals}
        for role, fields in self._fields.items():
            approval = known.get(role, Approval(role))
            for name, field in fields.items():
                field.set_value(getattr(approval, name))


class DecisionPart(AdditionPart):
    """Who agrees, and what was decided when."""

    kind = cast("Any", Part.DECISION)

    def __init__(self) -> None:
        super().__init__("Aanvullende inzet gaat alleen door als alle drie de partijen akkoord zijn.")
        self.approvals = Approvals(self)
        self.hold("approvals", self.approvals, forms=False)
        self.body.addWidget(self.approvals)
        self.body.addWidget(Hairline())
        form = self.new_form()
        hint = "Leeg: de dag van het laatste akkoord."
        self.put(form, "decided_on", "&Besluit op", DateField(), hint)
        words = "Toeli&chting op het besluit"
        self.put(form, "decision_note", words, TextArea(lines=2))

    def focus_path(self, path: str) -> bool:
        return super().focus_path("approvals[0].name" if path == "approvals" else path)


class AfterPart(AdditionPart):
    """What the evaluation found, where the paper is, and which decisions were undone."""

    kind = cast("Any", Part.AFTER)

    def __init__(self, blocks: TextBlocks | None) -> None:
        super().__init__("Kijk per doel wat ervan kwam. Daarna stoppen jullie, of vragen een verlenging aan.")
        form = self.new_form()
        self.text(form, "outcome", "Wat &de evaluatie opleverde", TextArea(lines=3), blocks)
        with form.side_by_side():
            hint = "Leeg: de dag waarop je dit vastlegt."
            self.put(form, "evaluated_on", "Geëvalueerd op", DateField(), hint)
            place = TextField("bijvoorbeeld map 4, kast directie", longest=200)
            self.put(form, "paper_kept_at", "Waar ligt het &papier", place)
        self._steps = label("", "caption", "text2", wrap=True)
        self.body.addWidget(self._steps)

    def show_steps(self, steps: Sequence[AdditionStepTaken]) -> None:
        """Say which decisions were undone, and why."""
        self._steps.setText("\n".join(_step_words(each) for each in steps))
        self._steps.setVisible(bool(steps))

    def set_status(self, status: AdditionStatus) -> None:
        self.set_frozen(not status.in_force)
        self.setVisible(status.in_force)


def _step_words(step: AdditionStepTaken) -> str:
    day = long_date(date.fromisoformat(step.at[:10]))
    return f"Heropend op {day} door {step.who} ({STATUS[step.before].text.lower()}): {step.reason}"
