"""The short forms of the sociale kaart: a person, an organisation, a school."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jeugdhulp_desktop.domain.problems import Problem
from jeugdhulp_desktop.domain.relations import PartyDraft, PartyKind, PersonDraft, WorkerType
from jeugdhulp_desktop.domain.schools import SchoolDraft, SchoolType, tidy_brin
from jeugdhulp_desktop.domain.text import WEEKDAYS
from jeugdhulp_desktop.ui.dialogs import FormDialog
from jeugdhulp_desktop.ui.unlock.steps import ROLES
from jeugdhulp_desktop.ui.widgets.buttons import CheckBox
from jeugdhulp_desktop.ui.widgets.fields import ChoiceField, DateField, DecimalField, TextArea, TextField
from jeugdhulp_desktop.ui.widgets.form import Form
from jeugdhulp_desktop.ui.widgets.labels import TextBlock, label

Choices = Sequence[tuple[Any, str]]
NOBODY = "Niemand"


class PersonDialog(FormDialog):
    """A professional: who, what for, how to reach, on which days, and as which worker."""

    def __init__(
        self,
        parent: QWidget | None,
        draft: PersonDraft,
        parties: Choices,
        schools: Choices,
        check: Callable[[PersonDraft], list[Problem]],
    ) -> None:
        super().__init__(parent, draft.name or "Nieuwe persoon")
        self._draft, self._check = draft, check
        words = "Alleen mensen die er vanuit hun werk zijn. Ouders en leerlingen horen hier niet."
        self.content.addWidget(TextBlock(words, "caption", "text2"))
        form = self.form = Form()
        with form.side_by_side():
            form.add("name", "&Naam", TextField(longest=120))
            form.add("role", "&Functie", TextField(longest=120), optional=True)
        with form.side_by_side():
            form.add("party_id", "&Organisatie", ChoiceField([(None, "Geen"), *parties]))
            form.add("school_id", "&School", ChoiceField([(None, "Geen"), *schools]))
        with form.side_by_side():
            form.add("phone", "&Telefoon", TextField(longest=40), optional=True)
            form.add("email", "&E-mail", TextField(longest=120), optional=True)
        form.add_widget(self._day_boxes(draft))
        kinds = [(None, "Geen"), *((each, f"{each.value}, {each.label}") for each in WorkerType)]
        form.add("worker_type", "&Medewerker jeugdhulp", ChoiceField(kinds))
        self.skj = CheckBox("Ge&registreerd bij het SKJ")
        self.skj.setToolTip("Stichting Kwaliteitsregister Jeugd")
        self.skj.setChecked(draft.skj_registered)
        form.add_widget(self.skj)
        with form.side_by_side():
            form.add("active_from", "Werkt hier &vanaf", DateField(), optional=True)
            form.add("active_until", "Tot en met", DateField(), optional=True)
        names = (
            "name",
            "role",
            "party_id",
            "school_id",
            "phone",
            "email",
            "worker_type",
            "active_from",
            "active_until",
        )
        form.set_values({name: getattr(draft, name) for name in names})
        form.validator = lambda: self._check(self.value())
        self.content.addWidget(form)
        form.focus_field("name")

    def _day_boxes(self, draft: PersonDraft) -> QWidget:
        box = QWidget()
        whole = QVBoxLayout(box)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(5)
        whole.addWidget(label("Aanwezig op", "field"))
        row = QHBoxLayout()
        row.setSpacing(16)
        whole.addLayout(row)
        self.days = []
        for day in range(5):
            tick = CheckBox(WEEKDAYS[day][:2])
            tick.setAccessibleName(f"Aanwezig op {WEEKDAYS[day]}")
            tick.setChecked(day in draft.days)
            self.days.append(tick)
            row.addWidget(tick)
        row.addStretch(1)
        return box

    def value(self) -> PersonDraft:
        """The person as filled in."""
        days = tuple(day for day, tick in enumerate(self.days) if tick.isChecked())
        kept = tuple(day for day in self._draft.days if day > 4)
        return replace(
            self._draft, **self.form.values(), days=days + kept, skj_registered=self.skj.isChecked()
        )

    def check(self) -> bool:
        return self.form.validate()


class PartyDialog(FormDialog):
    """An organisation."""

    def __init__(
        self, parent: QWidget | None, draft: PartyDraft, check: Callable[[PartyDraft], list[Problem]]
    ) -> None:
        super().__init__(parent, draft.name or "Nieuwe organisatie")
        self._draft, self._check = draft, check
        form = self.form = Form()
        form.add("name", "&Naam", TextField(longest=120))
        form.add("kind", "&Soort", ChoiceField([(each, each.value) for each in PartyKind]))
        with form.side_by_side():
            form.add("phone", "&Telefoon", TextField(longest=40), optional=True)
            form.add("email", "&E-mail", TextField(longest=120), optional=True)
        form.add(
            "note",
            "N&otitie",
            TextArea(lines=2, longest=1000),
            optional=True,
            hint="Waarvoor ga je hierheen?",
        )
        form.set_values({name: getattr(draft, name) for name in ("name", "kind", "phone", "email", "note")})
        form.validator = lambda: self._check(self.value())
        self.content.addWidget(form)
        form.focus_field("name")

    def value(self) -> PartyDraft:
        """The organisation as filled in."""
        return replace(self._draft, **self.form.values())

    def check(self) -> bool:
        return self.form.validate()


class SchoolDialog(FormDialog):
    """A school, with its one fixed contact and a deputy (V15)."""

    def __init__(
        self,
        parent: QWidget | None,
        draft: SchoolDraft,
        people: Choices,
        check: Callable[[SchoolDraft], list[Problem]],
    ) -> None:
        super().__init__(parent, draft.name or "Nieuwe school")
        self._draft, self._check = draft, check
        form = self.form = Form()
        with form.side_by_side():
            form.add("name", "&Naam", TextField(longest=120), stretch=2)
            form.add("brin", "&BRIN", TextField(longest=8))
        form.add("school_type", "&Onderwijssoort", ChoiceField([(each, each.label) for each in SchoolType]))
        with form.side_by_side():
            form.add("board", "School&bestuur", TextField(longest=120), optional=True)
            form.add("swv", "Samen&werkingsverband", TextField(longest=120))
        with form.side_by_side():
            form.add("municipality", "&Gemeente", TextField(longest=120))
            form.add("area", "Wijk of gebied", TextField(longest=120), optional=True)
        with form.side_by_side():
            form.add("pupil_count", "Aantal &leerlingen", DecimalField(most=Decimal(20_000), decimals=0))
            form.add("counted_on", "&Peildatum", DateField(), optional=True)
        with form.side_by_side():
            form.add(
                "contact_person_id",
                "Vaste &contactpersoon",
                ChoiceField([(None, "Nog niet gekozen"), *people]),
            )
            form.add("deputy_person_id", "&Vervanger", ChoiceField([(None, NOBODY), *people]))
        form.add(
            "coordinator_word",
            "Zo heet jouw &rol op deze school",
            ChoiceField([(each, each) for each in ROLES]),
        )
        self.mine = CheckBox("Dit is &mijn school")
        self.mine.setChecked(draft.is_mine)
        form.add_widget(self.mine)
        names = (
            "name", "brin", "school_type", "board", "swv", "municipality", "area", "pupil_count",
            "counted_on", "contact_person_id", "deputy_person_id", "coordinator_word",
        )  # fmt: skip
        form.set_values({name: getattr(draft, name) for name in names})
        form.validator = lambda: self._check(self.value())
        self.content.addWidget(form)
        form.focus_field("name")

    def value(self) -> SchoolDraft:
        """The school as filled in."""
        values = self.form.values()
        values["brin"] = tidy_brin(values["brin"])
        count = values["pupil_count"]
        values["pupil_count"] = None if count is None else int(count)
        values["coordinator_word"] = values["coordinator_word"] or self._draft.coordinator_word
        return replace(self._draft, **values, is_mine=self.mine.isChecked())

    def check(self) -> bool:
        return self.form.validate()
