"""The pages of the wizard that makes a vault: one decision a page."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jeugdhulp_desktop.domain.places import Place
from jeugdhulp_desktop.domain.problems import Level, Problem, problem
from jeugdhulp_desktop.domain.schools import SchoolDraft, SchoolType, check_school, tidy_brin
from jeugdhulp_desktop.ui import dialogs
from jeugdhulp_desktop.ui.place_words import AGAIN, choice_sentence
from jeugdhulp_desktop.ui.widgets.buttons import Button, RadioButton
from jeugdhulp_desktop.ui.widgets.fields import ChoiceField, TextField
from jeugdhulp_desktop.ui.widgets.form import Form, FormRow
from jeugdhulp_desktop.ui.widgets.labels import TextBlock, label

ROLES = (
    "zorgcoördinator",
    "intern begeleider",
    "kwaliteitscoördinator",
    "ondersteuningscoördinator",
    "anders",
)
NOT_EMPTY = "In deze map staat al een kluis. Kies een andere map, of open die kluis."


@dataclass(frozen=True)
class NewVault:
    """Everything the wizard asked before the vault is made."""

    folder: Path
    name: str
    passphrase: str = field(repr=False)
    school: SchoolDraft
    user_name: str
    user_role: str
    shared_account: bool


class WhoStep(QWidget):
    """Who are you, and which school."""

    progress = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        self.form = Form()
        with self.form.side_by_side():
            self.form.add("user_name", "Je &naam", TextField(longest=120))
            self.form.add("user_role", "Je &functie", ChoiceField([(each, each) for each in ROLES]))
        with self.form.side_by_side():
            self.form.add("name", "Naam van de &school", TextField(longest=120), stretch=3)
            self.form.add("brin", "&BRIN", TextField(longest=8), optional=True)
        kinds = [(each, each.label) for each in SchoolType]
        self.form.add("school_type", "&Onderwijssoort", ChoiceField(kinds))
        with self.form.side_by_side():
            self.form.add("board", "School&bestuur", TextField(longest=120), optional=True)
            self.form.add("municipality", "&Gemeente", TextField(longest=120), optional=True)
        self.form.add("swv", "Samen&werkingsverband", TextField(longest=120), optional=True)
        self.form.set_values({"user_role": ROLES[0], "school_type": SchoolType.BAO})
        self.form.validator = self._check
        self.form.changed.connect(lambda _name: self.progress.emit(self.reason()))
        whole.addWidget(self.form)
        whole.addStretch(1)

    def school(self) -> SchoolDraft:
        """The school as filled in."""
        values = self.form.values()
        return SchoolDraft(
            name=values["name"],
            school_type=values["school_type"],
            brin=tidy_brin(values["brin"]),
            board=values["board"],
            swv=values["swv"],
            municipality=values["municipality"],
            is_mine=True,
        )

    def who(self) -> tuple[str, str]:
        """Name and function of the user."""
        values = self.form.values()
        return values["user_name"], values["user_role"]

    def words(self) -> tuple[str, ...]:
        """What a guesser of the passphrase would try first."""
        school = self.school()
        return tuple(
            each
            for each in (self.who()[0], school.name, school.board, school.municipality, school.swv)
            if each
        )

    def reason(self) -> str:
        """Why one cannot go on yet."""
        if not self.who()[0]:
            return "Vul eerst je naam in."
        if not self.school().name:
            return "Vul eerst de naam van de school in."
        return ""

    def _check(self) -> list[Problem]:
        heavy = [each for each in check_school(self.school()) if each.level is Level.BLOCKS]
        if not self.who()[0]:
            heavy.insert(0, problem("user_name", "required"))
        return heavy

    def check(self) -> bool:
        """Show what is wrong; True when one may go on."""
        return self.form.validate()


class PlaceStep(QWidget):
    """Where the vault stands, and whether this Windows account is shared."""

    progress = Signal(str)

    def __init__(
        self,
        start: Path,
        is_vault: Callable[[Path], bool],
        look_at: Callable[[Path], Place],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._is_vault, self._look_at = is_vault, look_at
        self._read: Path | None = None  # the folder whose warning was on the screen
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(14)
        line = QHBoxLayout()
        line.setSpacing(8)
        self.field = TextField(longest=240)
        self.row = FormRow("folder", "&Map van de kluis", self.field)
        choose = Button("Map &kiezen", "folder-open-outline")
        choose.clicked.connect(self._choose)
        line.addWidget(self.row, 1)
        line.addLayout(beside_field(self.row, choose))
        whole.addLayout(line)
        whole.addSpacing(8)
        whole.addWidget(label("Gebruiken meer mensen deze Windows-account?", "section"))
        explained = (
            "Delen jullie één account, dan onthoudt deze computer het wachtwoord nooit. "
            "Anders kan een collega zonder wachtwoord in de kluis."
        )
        whole.addWidget(TextBlock(explained, tone="text2"))
        self.alone = RadioButton("&Nee, alleen ik")
        self.shared = RadioButton("&Ja, of dat weet ik niet")
        self.shared.setChecked(True)
        whole.addWidget(self.alone)
        whole.addWidget(self.shared)
        whole.addStretch(1)
        self.field.set_value(str(start))
        self.field.changed.connect(self._tell)
        self.field.left.connect(self.check)

    def folder(self) -> Path:
        """The chosen folder."""
        return Path(self.field.value()).expanduser()

    def reason(self) -> str:
        """Why one cannot go on yet."""
        if not self.field.value() or not self.folder().is_absolute():
            return "Kies een map voor de kluis."
        return NOT_EMPTY if self._is_vault(self.folder()) else ""

    def check(self) -> bool:
        """Show what is wrong with the folder; what is only to be known about it is a warning (F20)."""
        reason = self.reason()
        if reason:
            self.row.set_note(reason)
            return False
        words = choice_sentence(self._look_at(self.folder()))
        self.row.set_note(f"{words} {AGAIN}" if words else "", "warn")
        return True

    def tell(self) -> None:
        """What there is to know about the folder that is proposed, and is read before one goes on."""
        if not self.reason():
            self.check()
            self._read = self.folder()

    def may_go_on(self) -> bool:
        """Whether it may be this folder; one stays once when a warning comes up only now."""
        if not self.check():
            return False
        was_read, self._read = self._read == self.folder(), self.folder()
        return was_read or not self.row.note()

    def _choose(self) -> None:
        chosen = dialogs.choose_folder(self, "Map van de kluis", self.folder().parent)
        if chosen is not None:
            empty = not chosen.exists() or not any(chosen.iterdir())
            self.field.set_value(str(chosen if empty else chosen / "Jeugdhulp kluis"))
            self._tell()
            self.tell()

    def _tell(self) -> None:
        self.row.set_note("")
        self.progress.emit(self.reason())


class ReportsStep(QWidget):
    """Where the PDFs of the agreements stand."""

    def __init__(self, start: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(14)
        line = QHBoxLayout()
        line.setSpacing(8)
        self.field = TextField(longest=240)
        self.row = FormRow(
            "reports",
            "&Map voor de rapporten",
            self.field,
            hint="Hier komen de pdf's van de schoolafspraken.",
        )
        choose = Button("Map &kiezen", "folder-open-outline")
        choose.clicked.connect(self._choose)
        line.addWidget(self.row, 1)
        line.addLayout(beside_field(self.row, choose))
        whole.addLayout(line)
        words = (
            "In deze pdf's staat nooit de naam van een leerling. Ze mogen op een schijf van de school staan."
        )
        whole.addWidget(TextBlock(words, tone="text2"))
        whole.addStretch(1)
        self.field.set_value(str(start))

    def folder(self) -> Path:
        """The chosen folder."""
        return Path(self.field.value()).expanduser()

    def _choose(self) -> None:
        chosen = dialogs.choose_folder(self, "Map voor de rapporten", self.folder().parent)
        if chosen is not None:
            self.field.set_value(str(chosen))


def beside_field(row: FormRow, button: QWidget) -> QVBoxLayout:
    """A button on the line of the field itself, below the height of its label."""
    column = QVBoxLayout()
    column.setSpacing(0)
    column.addSpacing(row.label.sizeHint().height() + 5)
    column.addWidget(button)
    column.addStretch(1)
    return column


def vault_values(who: WhoStep, place: PlaceStep, passphrase: str) -> NewVault:
    """What the steps gave, as one value."""
    name, role = who.who()
    school = who.school()
    return NewVault(
        place.folder(), school.name, passphrase, replace(school), name, role, place.shared.isChecked()
    )
