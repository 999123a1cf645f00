"""A worker of the sociale kaart who gets hours without standing in the agreement."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from jeugdhulp_desktop.domain.agreement_kinds import DeploymentKind
from jeugdhulp_desktop.domain.problems import problem
from jeugdhulp_desktop.domain.relations import PersonLine
from jeugdhulp_desktop.ui.dialogs import FormDialog
from jeugdhulp_desktop.ui.widgets.buttons import Button
from jeugdhulp_desktop.ui.widgets.fields import ChoiceField
from jeugdhulp_desktop.ui.widgets.form import Form
from jeugdhulp_desktop.ui.widgets.labels import TextBlock


class AddWorkerDialog(FormDialog):
    """Who, and for which deployment. ``card_asked``: closed to go to the sociale kaart."""

    def __init__(self, parent: QWidget | None, people: Sequence[PersonLine]) -> None:
        super().__init__(parent, "Medewerker toevoegen", "Toevoegen")
        self._people = {each.id: each for each in people if each.worker_type is not None}
        self.card_asked = False
        words = (
            "De regel blijft dit schooljaar staan zodra er uren in staan. De schoolafspraak verandert niet."
        )
        self.content.addWidget(TextBlock(words, tone="text2"))
        self.form = Form()
        choices = [
            (
                each.id,
                f"{each.name} ({each.worker_type})" + (f", {each.organisation}" if each.organisation else ""),
            )
            for each in self._people.values()
        ]
        self.person = self.form.add("person", "&Medewerker", ChoiceField(choices))
        kinds = [(kind, kind.value.capitalize()) for kind in DeploymentKind]
        self.kind = self.form.add("kind", "&Inzet", ChoiceField(kinds))
        self.kind.set_value(DeploymentKind.BASIC)
        self.content.addWidget(self.form)
        card = Button("Staat de medewerker er niet bij? Naar de sociale kaart", kind="link")
        card.clicked.connect(self._to_card)
        self.content.addWidget(card)

    def chosen(self) -> tuple[PersonLine | None, DeploymentKind]:
        """Who was chosen, and for which deployment."""
        return self._people.get(self.person.value()), self.kind.value() or DeploymentKind.BASIC

    def check(self) -> bool:
        if self.person.value() is None:
            self.form.show_problems([problem("person", "worker-required")])
            self.form.focus_field("person")
            return False
        return True

    def _to_card(self) -> None:
        self.card_asked = True
        self.reject()
