"""A list for a case or an agreement that was not due yet."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from jeugdhulp_desktop.domain.agreements import AgreementLine
from jeugdhulp_desktop.domain.checklists import Moment, Scope
from jeugdhulp_desktop.domain.problems import Problem, problem
from jeugdhulp_desktop.ui import dialogs
from jeugdhulp_desktop.ui.widgets.fields import ChoiceField
from jeugdhulp_desktop.ui.widgets.form import Form
from jeugdhulp_desktop.ui.widgets.person import PersonField, Provider
from jeugdhulp_desktop.ui.widgets.segmented import Segment, SegmentedAnswer


@dataclass(frozen=True)
class NewRun:
    """What was chosen."""

    scope: Scope
    case_id: int | None
    agreement_id: int | None
    moment: Moment


class NewRunDialog(dialogs.FormDialog):
    """About whom, and for an agreement which moment of the year."""

    def __init__(self, parent: QWidget | None, cases: Provider, agreements: Sequence[AgreementLine]) -> None:
        super().__init__(parent, "Nieuwe lijst", "Lijst beginnen")
        self.form = Form()
        kinds = (
            Segment(Scope.CASE, "Casus", "C", "account-outline", "accent"),
            Segment(Scope.AGREEMENT, "Schoolafspraak", "S", "handshake-outline", "accent"),
        )
        self.scope = self.form.add("scope", "Waarover gaat de lijst?", SegmentedAnswer("Soort lijst", kinds))
        self.case = self.form.add(
            "case_id", "&Casus", PersonField(provider=cases, placeholder="Typ een naam of een nummer")
        )
        offered = [(line.id, line.school_name) for line in agreements if line.id is not None]
        self.agreement = self.form.add("agreement_id", "Schoolafs&praak", ChoiceField(offered))
        moments = [(Moment.HALF_YEAR, "Tussentijds (januari, februari)"), (Moment.END, "Eind (mei, juni)")]
        self.moment = self.form.add("moment", "&Peilmoment", ChoiceField(moments))
        self.moment.set_value(Moment.HALF_YEAR)
        self.scope.set_value(Scope.CASE)
        self.scope.answered.connect(lambda _scope: self._arrange())
        self.form.validator = self._problems
        self.content.addWidget(self.form)
        self._arrange()

    def chosen(self) -> NewRun:
        """What to begin."""
        if self.scope.value() is Scope.CASE:
            return NewRun(Scope.CASE, self.case.value(), None, Moment.HALF_YEAR)
        return NewRun(Scope.AGREEMENT, None, self.agreement.value(), self.moment.value())

    def check(self) -> bool:
        return self.form.validate()

    def _problems(self) -> list[Problem]:
        chosen = self.chosen()
        if chosen.scope is Scope.CASE:
            return [problem("case_id", "case-required")] if chosen.case_id is None else []
        return [problem("agreement_id", "required")] if chosen.agreement_id is None else []

    def _arrange(self) -> None:
        of_case = self.scope.value() is Scope.CASE
        self.form.rows["case_id"].setVisible(of_case)
        self.form.rows["agreement_id"].setVisible(not of_case)
        self.form.rows["moment"].setVisible(not of_case)
