"""The sections that are plain forms: Kop, Partijen, Aanleiding en doel."""

from dataclasses import replace
from typing import Any, ClassVar, cast

from PySide6.QtWidgets import QWidget

from jeugdhulp_desktop.domain.agreement_sections import (
    PartyAtTable,
    Role,
)
from jeugdhulp_desktop.domain.agreements import (
    Agreement,
)
from jeugdhulp_desktop.domain.relations import PersonLine
from jeugdhulp_desktop.domain.structures import Structure
from jeugdhulp_desktop.ui.agreements.section import EditorSection
from jeugdhulp_desktop.ui.widgets.fields import ChoiceField, DateField, TextArea, TextField
from jeugdhulp_desktop.ui.widgets.form import Form
from jeugdhulp_desktop.ui.widgets.labels import Hairline, label


def role_label(role: Role) -> str:
    """The party as a heading."""
    return {Role.SCHOOL: "School", Role.WELFARE: "Welzijnsorganisatie", Role.MUNICIPALITY: "Gemeente"}[role]


class HeadingSection(EditorSection):
    """0 Kop: who wrote it, when, which structure, public or not."""

    part = "heading"

    def __init__(self, structures: list[Structure]) -> None:
        super().__init__("0", "Kop")
        form = Form()
        with form.side_by_side():
            self.take("author", form.add("author", "&Opsteller", TextField(longest=120), stretch=2))
            self.take("dated", form.add("dated", "&Datum", DateField()))
        with form.side_by_side():
            kinds = [(each.id, each.name) for each in structures]
            self.take(
                "structure_id",
                form.add("structure_id", "&Structuur van de gemeente", ChoiceField(kinds), stretch=2),
            )
            openly = [(True, "Ja, openbaar"), (False, "Nee, niet openbaar")]
            self.take("public", form.add("public", "Open&baar", ChoiceField(openly)))
        self.reason = TextArea(lines=2)
        self.take(
            "change_reason",
            form.add("change_reason", "Waarom deze versie er komt", self.reason, optional=True),
        )
        self._form = form
        self.body.addWidget(form)

    def fill(self, agreement: Agreement) -> None:
        self._form.set_values(
            {
                "author": agreement.author,
                "dated": agreement.dated,
                "structure_id": agreement.structure_id,
                "public": agreement.public,
                "change_reason": agreement.change_reason,
            }
        )
        self._form.rows["change_reason"].setVisible(agreement.number > 1 or bool(agreement.change_reason))

    def apply(self, agreement: Agreement) -> Agreement:
        values = self._form.values()
        return replace(
            agreement,
            author=values["author"],
            dated=values["dated"],
            structure_id=values["structure_id"] or agreement.structure_id,
            public=bool(values["public"]),
            change_reason=values["change_reason"],
        )


class PartiesSection(EditorSection):
    """1 Partijen: three parties, and who speaks for each."""

    part = "parties"
    _COLUMNS: ClassVar[dict[str, tuple[str, int, int]]] = {  # title, longest text, share of the width
        "organisation": ("Organisatie", 120, 1),
        "person": ("Naam", 120, 1),
        "function": ("Functie", 120, 1),
        "email": ("E-mail", 120, 2),
        "phone": ("Telefoon", 40, 1),
    }

    def __init__(self) -> None:
        super().__init__("1", "Partijen", "Wie zit er aan tafel, en wie bel je?")
        for row, role in enumerate(Role):
            if row:
                self.body.addWidget(Hairline())
            form = Form()
            form.add_widget(label(role_label(role), "strong"))
            for names in (("organisation", "person", "function"), ("email", "phone")):
                with form.side_by_side(8):
                    for name in names:
                        title, longest, stretch = self._COLUMNS[name]
                        field = TextField(longest=longest)
                        form.add(f"{name}{row}", title, field, stretch=stretch)
                        field.setAccessibleName(f"{title} van {role_label(role)}")
                        self.take(f"parties[{row}].{name}", field)
            form.layout_.setSpacing(8)
            self.body.addWidget(form)

    def fill(self, agreement: Agreement) -> None:
        known = {party.role: party for party in agreement.parties}
        for row, role in enumerate(Role):
            party = known.get(role, PartyAtTable(role))
            for name in self._COLUMNS:
                cast("Any", self.fields[f"parties[{row}].{name}"]).set_value(getattr(party, name))

    def apply(self, agreement: Agreement) -> Agreement:
        parties = tuple(
            PartyAtTable(
                role,
                **{
                    name: cast("Any", self.fields[f"parties[{row}].{name}"]).value() for name in self._COLUMNS
                },
            )
            for row, role in enumerate(Role)
        )
        return replace(agreement, parties=parties)

    def offer_people(self, people: list[PersonLine]) -> None:
        """Complete names from the sociale kaart; choosing one fills function, e-mail and phone."""
        from PySide6.QtCore import Qt
        from PySide6.QtWidgets import QCompleter

        by_name = {person.name: person for person in people}
        for row in range(len(Role)):
            field = cast("TextField", self.fields[f"parties[{row}].person"])
            completer = QCompleter(sorted(by_name), field)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            cast("QWidget", completer.popup()).setObjectName("suggestions")
            completer.activated.connect(lambda name, row=row: self._take_person(row, by_name[name]))
            field.setCompleter(completer)

    def _take_person(self, row: int, person: PersonLine) -> None:
        filled = {
            "person": person.name,
            "function": person.role,
            "email": person.email,
            "phone": person.phone,
        }
        for name, text in filled.items():
            cast("Any", self.fields[f"parties[{row}].{name}"]).set_value(text)
        self.changed.emit()


class PurposeSection(EditorSection):
    """2 Aanleiding en doel, in a few sentences."""

    part = "purpose"

    def __init__(self) -> None:
        super().__init__("2", "Aanleiding en doel")
        self._form = Form()
        self.take("occasion", self._form.add("occasion", "&Aanleiding", TextArea(lines=3)))
        self.take("aim", self._form.add("aim", "Doe&l", TextArea(lines=3)))
        self.body.addWidget(self._form)

    def fill(self, agreement: Agreement) -> None:
        self._form.set_values({"occasion": agreement.occasion, "aim": agreement.aim})

    def apply(self, agreement: Agreement) -> Agreement:
        values = self._form.values()
        return replace(agreement, occasion=values["occasion"], aim=values["aim"])
