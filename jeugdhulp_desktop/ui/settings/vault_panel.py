"""De kluis: the settings that travel with it. A form that is saved as a whole, with Ctrl+S."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from jeugdhulp_desktop.domain.problems import Problem, problem
from jeugdhulp_desktop.domain.relations import WorkerType
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.domain.structures import Structure
from jeugdhulp_desktop.domain.text import MONTHS
from jeugdhulp_desktop.domain.vault_settings import VaultSettings, check_settings
from jeugdhulp_desktop.ui.settings.cycle_rows import add_cycle, cycle_values, read_cycle, row_of
from jeugdhulp_desktop.ui.unlock.steps import ROLES
from jeugdhulp_desktop.ui.widgets.buttons import Button
from jeugdhulp_desktop.ui.widgets.fields import ChoiceField, DecimalField, TextField
from jeugdhulp_desktop.ui.widgets.form import FormPage
from jeugdhulp_desktop.ui.widgets.labels import TextBlock, label
from jeugdhulp_desktop.ui.widgets.panel import Panel

UNSAVED = "Nog niet bewaard"
_ROSTER = ((True, "Ja, bewaren tot de volgende lijst"), (False, "Nee, alleen om uit te kiezen"))
_ROSTER_HINT = (
    "Kies je nee, dan worden leerlingen zonder casus gewist zodra je vergrendelt of afsluit. "
    "Leerlingen met een casus blijven."
)
_ACCESS = {WorkerType.JMW: "&JMW", WorkerType.JW: "J&W", WorkerType.JP: "J&P"}


class VaultForm(FormPage[VaultSettings]):
    """Who works in the vault, which structure and deadline, and the hours of one school year at a time."""

    def __init__(self, year: SchoolYear) -> None:
        super().__init__()
        self._base = VaultSettings()
        self._year = year
        with self.side_by_side():
            self.add("user_name", "Je &naam", TextField(longest=120))
            self.role = self.add("user_role", "Je &functie", ChoiceField([(each, each) for each in ROLES]))
        hint = "Bepaalt wie op welke school werkt. Geldt voor afspraken die je hierna maakt."
        self.structure = self.add("structure_id", "&Structuur van de gemeente", ChoiceField(), hint=hint)
        with self.side_by_side():
            day = DecimalField(least=Decimal(1), most=Decimal(31), decimals=0)
            self.add("deadline_day", "Afspraken klaar vóór: &dag", day)
            months = [(at, name) for at, name in enumerate(MONTHS, start=1)]
            self.add("deadline_month", "&Maand", ChoiceField(months), stretch=2)
        add_cycle(self)
        self.hours_title = label("", "strong", wrap=True)
        self.add_widget(self.hours_title)
        words = "Voor alle scholen samen. Mag leeg blijven: dan wordt niet gekeken of het past."
        self.add_widget(TextBlock(words, "caption", "text2"))
        with self.side_by_side():
            for worker in WorkerType:
                self.add(_field(worker), _ACCESS[worker], DecimalField(), hint=worker.label)
        self.add("roster_kept", "&Leerlingbestand bewaren", ChoiceField(_ROSTER), hint=_ROSTER_HINT)
        self._name_year()

    def set_structures(self, structures: Sequence[Structure]) -> None:
        """The structures to choose from."""
        self.structure.set_choices([(each.id, each.name) for each in structures])

    def set_year(self, year: SchoolYear) -> None:
        """Show the hours of another school year; what was typed for this one stays."""
        self._base = self.draft()
        self._year = year
        self._name_year()
        self._fill_hours()

    def saved(self, settings: VaultSettings) -> None:
        """These are in the vault now; what was typed meanwhile is an edit of them."""
        self._loaded = settings

    def edited(self) -> bool:
        """Also when something was typed that is no value: it would be lost as well."""
        typed = any(getattr(row.field, "own_problem", str)() for row in self.rows.values())
        return super().edited() or (self._loaded is not None and typed)

    def drop_edits(self) -> None:
        """Back to what is in the vault."""
        if self._loaded is not None:
            self.load(self._loaded)

    def fill(self, draft: VaultSettings) -> None:
        self._base = draft
        if draft.user_role not in ROLES:
            self.role.set_choices([(each, each) for each in (draft.user_role, *ROLES)])
        month, day = draft.signing_deadline
        self.set_values(
            {
                "user_name": draft.user_name,
                "user_role": draft.user_role,
                "structure_id": draft.structure_id,
                "deadline_day": Decimal(day),
                "deadline_month": month,
                "roster_kept": draft.roster_kept,
                "holiday_region": draft.holiday_region,
                **cycle_values(draft.cycle),
            }
        )
        self._fill_hours()

    def draft(self) -> VaultSettings:
        values = self.values()
        hours = {
            worker: values[_field(worker)] for worker in WorkerType if values[_field(worker)] is not None
        }
        budgets: dict[str, Mapping[WorkerType, Decimal]] = dict(self._base.budgets)
        budgets.pop(self._year.code, None)
        if hours:
            budgets[self._year.code] = hours
        day = values["deadline_day"]
        return replace(
            self._base,
            user_name=values["user_name"],
            user_role=values["user_role"] or self._base.user_role,
            structure_id=values["structure_id"] or self._base.structure_id,
            signing_deadline=(values["deadline_month"] or 0, 0 if day is None else int(day)),
            roster_kept=values["roster_kept"],
            cycle=read_cycle(values),
            holiday_region=values["holiday_region"] or "",
            budgets=budgets,
        )

    def check(self, draft: VaultSettings) -> Sequence[Problem]:
        found = []
        for each in check_settings(draft):
            if each.field == "signing_deadline":
                code = each.code if draft.signing_deadline[1] else "required"
                found.append(problem("deadline_day", code))
            else:
                found.append(row_of(each))
        return found

    def _fill_hours(self) -> None:
        hours = self._base.budgets.get(self._year.code, {})
        self.set_values({_field(worker): hours.get(worker) for worker in WorkerType})

    def _name_year(self) -> None:
        self.hours_title.setText(f"Beschikbare uren in schooljaar {self._year.code}")


class VaultPanel(Panel):
    """The form, with its own button: everything else on the page holds at once."""

    save_asked = Signal()

    def __init__(self, year: SchoolYear) -> None:
        super().__init__("De kluis", spacing=16)
        self.body.addWidget(
            TextBlock("Dit gaat mee met de kluis, ook naar een andere computer.", tone="text2")
        )
        self.form = VaultForm(year)
        self.body.addWidget(self.form)
        foot = QHBoxLayout()
        foot.setSpacing(12)
        self.state = label("", tone="text2")
        foot.addWidget(self.state, 1)
        self.button = Button("Bewaren", "content-save-outline", "filled", tip="Ctrl+S")
        self.button.setAccessibleName("Instellingen van de kluis bewaren")
        self.button.clicked.connect(lambda _checked=False: self.save_asked.emit())
        foot.addWidget(self.button)
        self.body.addLayout(foot)
        self.form.changed.connect(lambda _name: self.tell())

    def tell(self, words: str = "") -> None:
        """Whether what stands here is in the vault."""
        self.state.setText(UNSAVED if self.form.edited() else words)


def _field(worker: WorkerType) -> str:
    return f"hours_{worker.value}"
