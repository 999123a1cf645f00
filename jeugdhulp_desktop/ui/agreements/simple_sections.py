"""The sections that are plain forms: Partijen, Aanleiding en doel, Ouders en leerlingen, Privacy."""

from dataclasses import replace
from typing import Any, ClassVar, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter, QWidget

from jeugdhulp_desktop.domain.agreement_kinds import Role, Section
from jeugdhulp_desktop.domain.agreement_sections import PartyAtTable, Policy, SchoolFacts
from jeugdhulp_desktop.domain.agreements import Agreement
from jeugdhulp_desktop.domain.relations import PersonLine
from jeugdhulp_desktop.domain.text import long_date
from jeugdhulp_desktop.ui.agreements.growing_line import GrowingLine
from jeugdhulp_desktop.ui.agreements.rows import RowColumn, RowKind, Rows
from jeugdhulp_desktop.ui.agreements.section import EditorSection
from jeugdhulp_desktop.ui.agreements.text_block_menu import TextBlocks
from jeugdhulp_desktop.ui.widgets.fields import DateField, TextArea, TextField
from jeugdhulp_desktop.ui.widgets.form import Form
from jeugdhulp_desktop.ui.widgets.labels import Hairline, label

DATE = 132  # pixels for a date with its button


def role_label(role: Role) -> str:
    """The party as a heading."""
    return {Role.SCHOOL: "School", Role.WELFARE: "Welzijnsorganisatie", Role.MUNICIPALITY: "Gemeente"}[role]


def school_words(school: SchoolFacts) -> str:
    """What the agreement says of the school, in one line."""
    facts = [
        school.school_type.label,
        f"BRIN {school.brin}" if school.brin else "",
        school.board,
        school.swv,
        school.municipality,
        school.area,
    ]
    return " · ".join(each for each in facts if each)


class PartiesSection(EditorSection):
    """1 Partijen: three parties, and who speaks for each."""

    kind = Section.PARTIES
    _COLUMNS: ClassVar[dict[str, tuple[str, int, int]]] = {  # title, longest text, share of the width
        "organisation": ("Organisatie", 120, 1),
        "person": ("Naam", 120, 1),
        "function": ("Functie", 120, 1),
        "email": ("E-mail", 120, 2),
        "phone": ("Telefoon", 40, 1),
    }

    def __init__(self) -> None:
        super().__init__("Wie zit er aan tafel, en wie bel je?")
        self._school = label("", "caption", "text2", wrap=True)
        self.body.addWidget(self._school)
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
        self._school.setText(school_words(agreement.school))
        known = {party.role: party for party in agreement.parties}
        for row, role in enumerate(Role):
            party = known.get(role, PartyAtTable(role))
            for name in self._COLUMNS:
                self._field(row, name).set_value(getattr(party, name))

    def apply(self, agreement: Agreement) -> Agreement:
        parties = tuple(
            PartyAtTable(role, **{name: self._field(row, name).value() for name in self._COLUMNS})
            for row, role in enumerate(Role)
        )
        return replace(agreement, parties=parties)

    def _field(self, row: int, name: str) -> Any:
        return self.fields[f"parties[{row}].{name}"]

    def offer_people(self, people: list[PersonLine]) -> None:
        """Complete names from the sociale kaart; choosing one fills function, e-mail and phone."""
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
            self._field(row, name).set_value(text)
        self.changed.emit()


class PurposeSection(EditorSection):
    """2 Aanleiding en doel, in a few sentences, and the policy papers it hangs on."""

    kind = Section.PURPOSE

    def __init__(self, blocks: TextBlocks | None) -> None:
        super().__init__()
        form = Form()
        self.text(form, "occasion", "&Aanleiding", TextArea(lines=3), blocks)
        self.text(form, "aim", "Doe&l", TextArea(lines=3), blocks)
        self.body.addWidget(form)
        columns = (
            RowColumn("title", "Naam van het stuk", lambda: GrowingLine(200), 7),
            RowColumn("party", "Van wie", lambda: GrowingLine(120), 9),
            RowColumn("dated", "Vastgesteld", DateField, width=DATE),
            RowColumn("until", "Loopt tot", DateField, width=DATE),
        )
        self.policies = Rows(
            self,
            "policies",
            "Beleidsstuk",
            columns,
            RowKind(Policy),
            title="Beleid waarop dit rust",
            empty="Nog geen beleidsstuk, bijvoorbeeld het beleidsplan jeugd van de gemeente.",
        )
        self.hold("policies", self.policies, forms=False)
        self.body.addWidget(self.policies)


class FamilySection(EditorSection):
    """10 Ouders en leerlingen: how both take part, and what changed by it."""

    kind = Section.FAMILIES

    def __init__(self, blocks: TextBlocks | None) -> None:
        super().__init__()
        form = Form()
        for path, words, hint in (
            ("families.parents", "&Hoe ouders betrokken zijn", "De JP begint nooit zonder de ouders."),
            ("families.consent", "&Toestemming", ""),
            ("families.youth_voice", "Hoe en met wie leerlingen &meedenken", ""),
            ("families.youth_changes", "&Wat er door hen veranderde", ""),
        ):
            self.text(form, path, words, TextArea(lines=2), blocks, hint)
        self.body.addWidget(form)


class PrivacySection(EditorSection):
    """11 Privacy: which data are shared, on which ground, how long."""

    kind = Section.PRIVACY

    def __init__(self, blocks: TextBlocks | None) -> None:
        super().__init__("Over leerlingen staat hier geen naam, alleen wat jullie afspreken.")
        form = Form()
        for path, words in (
            ("privacy.covenant", "&Convenant of reglement"),
            ("privacy.shared", "Welke gegevens we &delen, en met wie"),
            ("privacy.secrecy", "&Geheimhouding"),
            ("privacy.retention", "&Bewaartermijn"),
        ):
            self.text(form, path, words, TextArea(lines=2), blocks)
        self.body.addWidget(form)


class TermSection(EditorSection):
    """15 Looptijd en wijziging: from when until when, how it changes, and what when one disagrees."""

    kind = Section.TERM

    def __init__(self, blocks: TextBlocks | None) -> None:
        super().__init__()
        form = Form()
        with form.side_by_side():
            for path, words in (("term.starts_on", "&Van"), ("term.ends_on", "Tot en &met")):
                self.hold(path, form.add(path, words, DateField()))
        self._year = label("", "caption", "text2", wrap=True)
        form.add_widget(self._year)
        self.text(form, "term.changes", "&Wijzigen tussendoor", TextArea(lines=2), blocks)
        self.text(form, "term.dispute", "Als je het &niet eens wordt", TextArea(lines=2), blocks)
        self.body.addWidget(form)

    def fill(self, agreement: Agreement) -> None:
        super().fill(agreement)
        year = agreement.school_year
        self._year.setText(
            f"Leeg is het hele schooljaar: {long_date(year.start)} tot en met {long_date(year.end)}."
        )
