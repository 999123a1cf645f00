"""4 Inzet: who comes, hours a week times weeks is hours a year, and on which parts of the week."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jeugdhulp_desktop.domain.agreement_kinds import DeploymentKind, Section
from jeugdhulp_desktop.domain.agreement_sections import Deployment
from jeugdhulp_desktop.domain.agreements import Agreement
from jeugdhulp_desktop.domain.problems import Problem
from jeugdhulp_desktop.domain.relations import PersonLine, WorkerType
from jeugdhulp_desktop.domain.text import format_hours
from jeugdhulp_desktop.ui.agreements.presence import Roster
from jeugdhulp_desktop.ui.agreements.section import EditorSection, RowNote, add_button
from jeugdhulp_desktop.ui.problem_sentences import sentence
from jeugdhulp_desktop.ui.theme import theme
from jeugdhulp_desktop.ui.widgets.buttons import CheckBox, IconButton
from jeugdhulp_desktop.ui.widgets.fields import ChoiceField, DecimalField, TextField
from jeugdhulp_desktop.ui.widgets.labels import Hairline, label, restyle
from jeugdhulp_desktop.ui.widgets.progress import AmountBar

UNKNOWN_WORKER = "Nog niet bekend"
MAX_LINE = 1_000
_KINDS = [(DeploymentKind.BASIC, "basis"), (DeploymentKind.ADDITIONAL, "aanvullend")]


class _Row(QWidget):
    """One deployment. Everything that is not a figure folds away behind "Meer"."""

    changed = Signal()
    removed = Signal()

    def __init__(self, section: "DeploymentSection", at: int, workers: Sequence[PersonLine]) -> None:
        super().__init__()
        here = f"deployments[{at}]"
        self._row = Deployment()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(4)
        line = QHBoxLayout()
        line.setSpacing(8)
        self.kind = ChoiceField([(each, each.value) for each in WorkerType])
        self.worker = ChoiceField([(None, UNKNOWN_WORKER)])
        self.hours = DecimalField(most=Decimal(60), decimals=2, step=Decimal("0.5"))
        self.weeks = DecimalField(most=Decimal(53), decimals=1)
        self.year = label("", "strong")
        self.year.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.more = IconButton("Meer over deze regel", "chevron-down", small=True)
        self.more.setCheckable(True)
        self.remove = IconButton("Regel weghalen", "close", small=True)
        self.remove.setProperty("edits", True)
        named = (
            (self.kind, "Soort"),
            (self.worker, "Medewerker"),
            (self.hours, "Uren per week"),
            (self.weeks, "Weken"),
        )
        for field, words in named:
            field.setAccessibleName(f"{words}, regel {at + 1}")
        px = theme().px
        self.kind.setFixedWidth(px(98))
        self.hours.setFixedWidth(px(96))
        self.weeks.setFixedWidth(px(72))
        self.year.setFixedWidth(px(76))
        for widget, stretch in (
            (section.take(f"{here}.worker_type", self.kind), 0),
            (section.take(f"{here}.worker_name", self.worker), 1),
            (section.take(f"{here}.hours_per_week", self.hours), 0),
            (label("×", tone="text2"), 0),
            (section.take(f"{here}.weeks", self.weeks), 0),
            (label("=", tone="text2"), 0),
            (self.year, 0),
            (self.more, 0),
            (self.remove, 0),
        ):
            line.addWidget(widget, stretch)
        whole.addLayout(line)
        self.extra = self._extra(section, here, at)
        whole.addWidget(self.extra)
        self.note = RowNote()
        whole.addWidget(self.note)
        self._workers = list(workers)
        self.more.toggled.connect(self._unfold)
        self.remove.clicked.connect(self.removed)
        self.kind.changed.connect(self._offer_workers)
        for field in (self.hours, self.weeks):
            field.changed.connect(self._count)
            field.textChanged.connect(lambda _text: self._count())

    def _extra(self, section: "DeploymentSection", here: str, at: int) -> QWidget:
        box = QWidget()
        lines = QVBoxLayout(box)
        lines.setContentsMargins(theme().px(106), 2, 0, 6)
        lines.setSpacing(6)
        self.basis = ChoiceField(_KINDS)
        self.place = TextField("Werkplek", longest=MAX_LINE)
        self.consulting_hour = TextField("Spreekuur, bijvoorbeeld dinsdag 12.30-13.00", longest=MAX_LINE)
        self.replacement = TextField("Vervanging bij ziekte of verlof", longest=MAX_LINE)
        self.on_call = CheckBox("op afroep")
        self.on_call.setProperty("edits", True)
        self.on_call.clicked.connect(lambda _checked=False: section.changed.emit())
        for both in (
            (("place", self.place, "Werkplek"), ("consulting_hour", self.consulting_hour, "Spreekuur")),
            (("replacement", self.replacement, "Vervanging"), ("kind", self.basis, "Basis of aanvullend")),
        ):
            line = QHBoxLayout()
            line.setSpacing(8)
            for name, field, words in both:
                field.setAccessibleName(f"{words}, regel {at + 1}")
                line.addWidget(section.take(f"{here}.{name}", field), 1)
            lines.addLayout(line)
        line.addWidget(self.on_call)
        box.hide()
        return box

    def fill(self, row: Deployment) -> None:
        """Show a deployment."""
        self._row = row
        self.kind.set_value(row.worker_type)
        self._offer_workers()
        self.worker.set_value(row.worker_id)
        self.hours.set_value(row.hours_per_week)
        self.weeks.set_value(row.weeks)
        self.basis.set_value(row.kind)
        # New rows are basic: what is more is asked for on its own (section 8). Old ones stay as they were.
        self.basis.setVisible(row.kind is DeploymentKind.ADDITIONAL)
        self.consulting_hour.set_value(row.consulting_hour)
        self.place.set_value(row.place)
        self.replacement.set_value(row.replacement)
        self.on_call.setChecked(row.on_call)
        self._count()

    def value(self) -> Deployment:
        """The deployment as filled in."""
        worker = next((each for each in self._workers if each.id == self.worker.value()), None)
        kept = self._row if self._row.worker_id == self.worker.value() else Deployment()
        return replace(
            self._row,
            worker_type=self.kind.value(),
            kind=self.basis.value(),
            worker_id=self.worker.value(),
            worker_name=worker.name if worker else kept.worker_name,
            organisation=worker.organisation if worker else kept.organisation,
            hours_per_week=self.hours.value(),
            weeks=self.weeks.value(),
            place=self.place.value(),
            consulting_hour=self.consulting_hour.value(),
            replacement=self.replacement.value(),
            on_call=self.on_call.isChecked(),
        )

    def _offer_workers(self) -> None:
        fitting = [each for each in self._workers if each.worker_type == self.kind.value()]
        choices: list[tuple[Any, str]] = [(None, UNKNOWN_WORKER), *((each.id, each.name) for each in fitting)]
        known = {each.id for each in fitting}
        if (
            self._row.worker_id not in known
            and self._row.worker_type == self.kind.value()
            and self._row.worker_id
        ):
            choices.append(
                (self._row.worker_id, self._row.worker_name)
            )  # no longer active: still in this year
        self.worker.set_choices(choices)
        if self.worker.value() is None:
            self.worker.set_value(None)
            self.worker.setCurrentIndex(0)

    def _unfold(self, shown: bool) -> None:
        self.extra.setVisible(shown)

    def _count(self) -> None:
        hours = self.value().hours_per_year
        self.year.setText("nog open" if hours is None else format_hours(hours))
        restyle(self.year, "tone", "text2" if hours is None else "text")


class DeploymentSection(EditorSection):
    """The rows with live sums, and the roster."""

    kind = Section.DEPLOYMENTS
    rows_tell = True

    def __init__(self, workers: Sequence[PersonLine]) -> None:
        super().__init__("Wie is er op school, en hoeveel uur?")
        self._workers = list(workers)
        self.add_button = add_button(self, "Regel", "Regel toevoegen bij Inzet", self._add)
        self._budget: Mapping[WorkerType, Decimal] = {}
        self._elsewhere: Mapping[WorkerType, Decimal] = {}
        self.body.addLayout(self._heads())
        self._lines = QVBoxLayout()
        self._lines.setSpacing(6)
        self.body.addLayout(self._lines)
        self._rows: list[_Row] = []
        self.body.addWidget(Hairline())
        total = QHBoxLayout()
        total.addWidget(label("Samen", "strong"))
        self._available = label("", "caption", "text2")
        total.addWidget(self._available, 1)
        self._total = label("", "section")
        total.addWidget(self._total)
        self.body.addLayout(total)
        self._bar = AmountBar()
        self.body.addWidget(self._bar)
        self.body.addWidget(label("Aanwezig op school", "strong"))
        self.roster = Roster(self)
        self.roster.changed.connect(self.changed)
        self.body.addWidget(self.roster)
        self.changed.connect(self._sum)

    def _heads(self) -> QHBoxLayout:
        """Each head stands over its field: between them are the signs of the sum, at the end two buttons."""
        px = theme().px
        heads = QHBoxLayout()
        heads.setSpacing(8)
        signs = self.fontMetrics().horizontalAdvance("×")
        for words, width in (
            ("Soort", px(98)),
            ("Medewerker", 0),
            ("Uur per week", px(96) + 8 + signs),
            ("Weken", px(72) + 8 + signs),
            ("Per jaar", px(76)),
            ("", 2 * px(30) + 8),
        ):
            head = label(words, "field", "text2")
            if width:
                head.setFixedWidth(width)
            if words == "Per jaar":
                head.setAlignment(Qt.AlignmentFlag.AlignRight)
                head.setToolTip("Uren per jaar")
            heads.addWidget(head, 0 if width else 1)
        return heads

    def set_hours_available(
        self, budget: Mapping[WorkerType, Decimal], elsewhere: Mapping[WorkerType, Decimal]
    ) -> None:
        """Hours a year per worker type that are available, and agreed with other schools (V19)."""
        self._budget, self._elsewhere = budget, elsewhere
        self._sum()

    def fill(self, agreement: Agreement) -> None:
        self._set_rows(agreement.deployments)
        self.roster.fill(agreement.presences)
        self._sum()

    def focus_path(self, path: str) -> bool:
        number = path.removeprefix("deployments[").partition("]")[0]
        if number.isdigit() and int(number) < len(self._rows) and path in self.fields:
            row = self._rows[int(number)]
            if row.extra.isAncestorOf(self.fields[path]):
                row.more.setChecked(True)
        elif path.startswith("presences"):
            return self.roster.focus_path(path)
        return super().focus_path(path)

    def apply(self, agreement: Agreement) -> Agreement:
        return replace(agreement, deployments=self.rows(), presences=self.roster.value())

    def rows(self) -> tuple[Deployment, ...]:
        """The deployments as filled in."""
        return tuple(row.value() for row in self._rows)

    def show_notes(self, heavy: dict[str, Problem]) -> None:
        for at, row in enumerate(self._rows):
            here = f"deployments[{at}]."
            own = [field.own_problem() for field in (row.hours, row.weeks)]
            found = [
                sentence(each)
                for path, each in heavy.items()
                if path.startswith(here) and path in self._asked
            ]
            row.note.say(next((words for words in (*own, *found) if words), ""))

    def _set_rows(self, deployments: Sequence[Deployment]) -> None:
        """Show these rows; those that stand already stay, so that nothing jumps."""
        while len(self._rows) > len(deployments):
            row = self._rows.pop()
            self._lines.removeWidget(row)
            row.hide()
            row.deleteLater()
            here = f"deployments[{len(self._rows)}]."
            for path in [each for each in self.fields if each.startswith(here)]:
                self.let_go(path)
        while len(self._rows) < len(deployments):
            at = len(self._rows)
            row = _Row(self, at, self._workers)
            row.removed.connect(lambda at=at: self._remove(at))
            self._lines.addWidget(row)
            row.show()  # at once, else it cannot take the focus yet
            self._rows.append(row)
            self.stops_changed.emit()
        for row, deployment in zip(self._rows, deployments, strict=True):
            row.fill(deployment)

    def _add(self) -> None:
        present = {row.worker_type for row in self.rows()}
        next_type = next((worker for worker in WorkerType if worker not in present), WorkerType.JMW)
        self._set_rows((*self.rows(), Deployment(worker_type=next_type)))
        self._rows[-1].hours.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.changed.emit()

    def _remove(self, at: int) -> None:
        rows = self.rows()
        self._set_rows((*rows[:at], *rows[at + 1 :]))
        if self._rows:
            self._rows[min(at, len(self._rows) - 1)].remove.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.add_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _sum(self) -> None:
        total = sum((row.hours_per_year or Decimal(0) for row in self.rows()), Decimal(0))
        self._total.setText(f"{format_hours(total)} uur")
        available = sum(self._budget.values(), Decimal(0))
        used = total + sum(self._elsewhere.values(), Decimal(0))
        self._bar.setVisible(available > 0)
        if available > 0:
            left = available - used
            rest = f"{format_hours(left)} nog vrij" if left >= 0 else f"{format_hours(-left)} te veel"
            words = f"van {format_hours(available)} uur in de formatie, {rest}"
            self._available.setText(words)
            self._bar.set_amount(
                float(min(used / available, Decimal(1))), words, "accent" if left >= 0 else "warn"
            )
        else:
            self._available.setText("")
