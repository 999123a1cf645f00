"""Step 2, for a table: which column is what. Proposed, shown with its first values, changed, remembered."""

from collections.abc import Mapping
from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from jeugdhulp_desktop.services.imports import COLUMN_FIELDS, ImportSource, SourceColumn
from jeugdhulp_desktop.ui.imports.words import FIELDS, NAMES, NOT_USED
from jeugdhulp_desktop.ui.privacy_mode import Privacy
from jeugdhulp_desktop.ui.theme import theme
from jeugdhulp_desktop.ui.widgets.choice_field import ChoiceField
from jeugdhulp_desktop.ui.widgets.elided import ElidedLabel
from jeugdhulp_desktop.ui.widgets.labels import Hairline, TextBlock, label
from jeugdhulp_desktop.ui.widgets.panel import Panel, ScrollArea, clear_layout

SHOWN = 3  # values of a column
CHOICES = (("", NOT_USED), *((field, FIELDS[field]) for field in COLUMN_FIELDS))


class MappingStep(QWidget):
    """One row a column: its header, its first values, and what it is."""

    changed = Signal()
    sheet_chosen = Signal(str)

    def __init__(self, privacy: Privacy, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._privacy = privacy
        self._source: ImportSource | None = None
        self.fields: dict[str, ChoiceField] = {}
        self._samples: dict[str, ElidedLabel] = {}
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(12)
        head = QHBoxLayout()
        head.setSpacing(16)
        self.intro = TextBlock("", "body", "text2")
        head.addWidget(self.intro, 1)
        self.sheet_label = label("&Werkblad", "field")
        self.sheet = ChoiceField()
        self.sheet.setAccessibleName("Werkblad")
        self.sheet_label.setBuddy(self.sheet)
        self.sheet.changed.connect(lambda: self.sheet_chosen.emit(str(self.sheet.value())))
        head.addWidget(self.sheet_label)
        head.addWidget(self.sheet)
        whole.addLayout(head)
        self.panel = Panel(margin=16)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(2, 1)
        self.panel.body.addLayout(self._grid)
        self.panel.body.addStretch(1)
        whole.addWidget(ScrollArea(self.panel), 1)
        self.skipped = TextBlock("", "caption", "text2")
        whole.addWidget(self.skipped)
        privacy.changed.connect(self._write_samples)

    def show_source(self, source: ImportSource) -> None:
        """The columns of a file, as they are proposed or remembered."""
        self._source = source
        table = source.table
        sheets = table.sheets if table else ()
        for widget in (self.sheet_label, self.sheet):
            widget.setVisible(len(sheets) > 1)
        self.sheet.set_choices([(name, name) for name in sheets])
        self.sheet.set_value(table.sheet if table else None)
        self.intro.set_text(
            "Deze kolommen ken je al. Kijk of ze nog kloppen."
            if source.remembered
            else "Kijk na welke kolom wat is. De volgende keer weet het programma het nog."
        )
        skipped = ", ".join(table.skipped) if table else ""
        self.skipped.set_text(f"Deze kolommen zijn niet gelezen: {skipped}.")
        self.skipped.setVisible(bool(skipped))
        self._build(source.columns)

    def mapping(self) -> Mapping[str, str]:
        """What was chosen, by the key of the column."""
        return {key: field.value() or "" for key, field in self.fields.items()}

    def first_field(self) -> QWidget:
        """Where one begins: the first column."""
        return next(iter(self.fields.values()), self.sheet)

    def _build(self, columns: tuple[SourceColumn, ...]) -> None:
        clear_layout(self._grid)
        self._grid.setColumnMinimumWidth(0, theme().px(200))
        self.fields, self._samples = {}, {}
        for at, title in enumerate(("Kolom in het bestand", "Dit is", "Eerste waarden")):
            self._grid.addWidget(label(title, "caption", "text2"), 0, at)
        self._grid.addWidget(Hairline(), 1, 0, 1, 3)
        for row, column in enumerate(columns, start=2):
            name = ElidedLabel(column.header, "strong")
            sample = ElidedLabel("", "body", "text2")
            field = ChoiceField(CHOICES)
            field.setAccessibleName(f"Kolom {column.header} is")
            field.setMinimumWidth(theme().px(220))
            field.set_value(column.used_as)
            field.changed.connect(self._chosen)
            self.fields[column.key], self._samples[column.key] = field, sample
            for at, widget in enumerate((name, field, sample)):
                self._grid.addWidget(widget, row, at)
        for before, after in pairwise((self.sheet, *self.fields.values())):
            QWidget.setTabOrder(before, after)  # made after the foot, read before it
        self._write_samples()

    def _chosen(self) -> None:
        self._write_samples()
        self.changed.emit()

    def _write_samples(self) -> None:
        """The first values; in privacy mode names as initials, and nothing of what may be a name."""
        for column in self._source.columns if self._source else ():
            field = self.fields[column.key].value() or ""
            values = [value for value in column.sample if value][:SHOWN]
            if self._privacy.on and (field in NAMES or not field):
                values = [self._privacy.name(value) if field else "…" for value in values]
            self._samples[column.key].set_text(" · ".join(values) or "leeg")
