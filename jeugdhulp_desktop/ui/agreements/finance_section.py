"""13 Financiën: hours times rate is cost, who pays which part, and on which conditions."""

from decimal import Decimal
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from jeugdhulp_desktop.domain.agreement_kinds import Funder, Section
from jeugdhulp_desktop.domain.agreement_terms import Condition, Contribution, Rate
from jeugdhulp_desktop.domain.agreements import Agreement
from jeugdhulp_desktop.domain.financing import Division, cost_of_agreement, divide
from jeugdhulp_desktop.domain.relations import WorkerType
from jeugdhulp_desktop.domain.text import format_decimal, format_hours
from jeugdhulp_desktop.ui import icons
from jeugdhulp_desktop.ui.agreements.growing_line import GrowingLine
from jeugdhulp_desktop.ui.agreements.rows import RowColumn, RowKind, Rows
from jeugdhulp_desktop.ui.agreements.section import EditorSection
from jeugdhulp_desktop.ui.agreements.text_block_menu import TextBlocks
from jeugdhulp_desktop.ui.theme import theme
from jeugdhulp_desktop.ui.widgets.fields import ChoiceField, DecimalField, TextArea
from jeugdhulp_desktop.ui.widgets.form import Form
from jeugdhulp_desktop.ui.widgets.labels import label, set_tone

MOST_RATE, MOST_EUROS = Decimal(10_000), Decimal(100_000_000)
_SHORT = {Funder.SWV: "SWV", Funder.WELFARE: "welzijn"}  # the whole words do not fit in a column


def euros(amount: Decimal) -> str:
    """ "€ 12.800,00"."""
    return f"€ {format_decimal(amount, 2)}"


def closing_words(division: Division) -> tuple[str, str]:
    """Whether it adds up, in words, with the tone."""
    cost, left = division.cost, division.left
    if cost is None:
        if not division.portions:
            return "Vul een tarief in om de kosten te zien, of laat dit onderdeel weg.", "text2"
        if division.closes:
            return "De aandelen zijn samen 100%." if division.shared else "", "ok"
        return f"De aandelen zijn samen {format_hours(division.shared)}%. Maak er samen 100% van.", "warn"
    if left == 0:
        return f"Sluitend: {euros(cost)} aan kosten, {euros(division.contributed)} aan bijdragen.", "ok"
    if left is not None and left < 0:
        return f"Niet sluitend: er is {euros(-left)} meer toegezegd dan het kost ({euros(cost)}).", "warn"
    return f"Niet sluitend: {euros(left or Decimal(0))} van de {euros(cost)} is nog niet gedekt.", "warn"


class RateLines(QWidget):
    """One line per worker type: hours a year, the rate, and what that costs."""

    changed = Signal()

    def __init__(self, section: EditorSection) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(4, 1)
        self._lines: dict[WorkerType, list[QWidget]] = {}
        self.rates: dict[WorkerType, DecimalField] = {}
        self._hours: dict[WorkerType, Any] = {}
        self.costs: dict[WorkerType, Any] = {}
        for row, worker in enumerate(WorkerType):
            hours = self._hours[worker] = label("", tone="text2")
            rate = self.rates[worker] = DecimalField(most=MOST_RATE, decimals=2)
            rate.setFixedWidth(theme().px(104))
            rate.setAccessibleName(f"Tarief per uur van de {worker.value} in euro")
            section.take(f"finance.rates[{row}].per_hour", rate)
            rate.changed.connect(self.changed)
            cost = self.costs[worker] = label("", "strong")
            cost.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            line = [label(worker.value, "strong"), hours, rate, label("euro per uur =", tone="text2"), cost]
            for column, widget in enumerate(line):
                grid.addWidget(widget, row, column)
            self._lines[worker] = line

    def value(self) -> tuple[Rate, ...]:
        """The rates that are filled in."""
        rates = ((worker, field.value()) for worker, field in self.rates.items())
        return tuple(Rate(worker, rate) for worker, rate in rates if rate is not None)

    def set_value(self, rates: tuple[Rate, ...]) -> None:
        """Show these rates, without announcing a change."""
        known = {each.worker_type: each.per_hour for each in rates}
        for worker, field in self.rates.items():
            field.set_value(known.get(worker))

    def count(self, agreement: Agreement) -> None:
        """Hours and costs of who is deployed, or has a rate."""
        for worker, line in self._lines.items():
            hours, cost = agreement.hours_per_year(worker), agreement.cost_of(worker)
            self._hours[worker].setText(f"{format_hours(hours)} uur ×")
            self.costs[worker].setText("nog open" if cost is None else euros(cost))
            set_tone(self.costs[worker], "text2" if cost is None else "text")
            shown = hours > 0 or self.rates[worker].text() != ""
            for widget in line:
                widget.setVisible(shown)


class FinanceSection(EditorSection):
    """Rates, contributions with the closing check in words, conditions, and a note."""

    kind = Section.FINANCE

    def __init__(self, blocks: TextBlocks | None) -> None:
        super().__init__("Wat kost het, en wie betaalt welk deel? Bedragen zijn in euro.")
        self._seen: tuple[object, ...] = ()
        self.rate_lines = RateLines(self)
        self.hold("finance.rates", self.rate_lines, forms=False)
        self.body.addWidget(self.rate_lines)
        funders = [(each, _SHORT.get(each, each.value)) for each in Funder]
        columns = (
            RowColumn("funder", "Wie betaalt", lambda: ChoiceField(funders), width=108),
            RowColumn("name", "Naam", lambda: GrowingLine(200), 7),
            RowColumn("amount", "Bedrag", lambda: DecimalField(most=MOST_EUROS, decimals=2), width=108),
            RowColumn("share", "of %", lambda: DecimalField(most=Decimal(100), decimals=2), width=76),
            RowColumn("note", "Toelichting", GrowingLine, 4),
        )
        self.contributions = Rows(
            self,
            "finance.contributions",
            "Bijdrage",
            columns,
            RowKind(Contribution),
            title="Bijdragen",
            empty="Nog geen bijdragen.",
        )
        self.hold("finance.contributions", self.contributions, forms=False)
        self.body.addWidget(self.contributions)
        self._closing_icon = icons.IconLabel("", 16, "ok")
        self.closing = label("", "caption", wrap=True)
        line = QHBoxLayout()
        line.setSpacing(6)
        line.addWidget(self._closing_icon, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.closing, 1)
        self.body.addLayout(line)
        self._add_conditions()
        form = Form()
        self.text(form, "finance.note", "&Afspraken over geld", TextArea(lines=2), blocks)
        self.body.addWidget(form)

    def _add_conditions(self) -> None:
        columns = (
            RowColumn("text", "Voorwaarde", GrowingLine, 3),
            RowColumn("result", "Wat het oplevert", GrowingLine, 3),
            RowColumn("target", "Meetbaar doel", GrowingLine, 2),
        )
        self.conditions = Rows(
            self,
            "finance.conditions",
            "Voorwaarde",
            columns,
            RowKind(Condition),
            title="Voorwaarden van de gemeente",
            empty="Geen voorwaarden.",
        )
        self.hold("finance.conditions", self.conditions, forms=False)
        self.body.addWidget(self.conditions)

    def fill(self, agreement: Agreement) -> None:
        super().fill(agreement)
        self._seen = ()
        self.follow(agreement)

    def follow(self, agreement: Agreement) -> None:
        seen = (agreement.deployments, agreement.finance.rates, agreement.finance.contributions)
        if seen == self._seen:
            return
        self._seen = seen
        self.rate_lines.count(agreement)
        words, tone = closing_words(divide(cost_of_agreement(agreement), agreement.finance.contributions))
        self.closing.setText(words)
        set_tone(self.closing, tone)
        name = {"ok": "check-circle-outline", "warn": "alert-outline"}.get(tone, "")
        self._closing_icon.set(name, tone)
        self._closing_icon.setVisible(bool(name and words))
