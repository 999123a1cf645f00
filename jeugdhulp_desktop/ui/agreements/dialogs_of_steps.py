"""The short forms of a step: signing, a reason, and who gets which agreement."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from jeugdhulp_desktop.domain.agreement_terms import Signatory
from jeugdhulp_desktop.domain.agreements import (
    Agreement,
    AgreementLine,
)
from jeugdhulp_desktop.domain.drafts import KeptDraft
from jeugdhulp_desktop.domain.problems import Problem, problem
from jeugdhulp_desktop.ui import dialogs
from jeugdhulp_desktop.ui.agreements.simple_sections import role_label
from jeugdhulp_desktop.ui.drafts import Drafts
from jeugdhulp_desktop.ui.typed_fields import ABOUT, keep_dialog
from jeugdhulp_desktop.ui.widgets.buttons import RadioButton
from jeugdhulp_desktop.ui.widgets.fields import ChoiceField, DateField, TextArea, TextField
from jeugdhulp_desktop.ui.widgets.form import Form
from jeugdhulp_desktop.ui.widgets.labels import TextBlock, label


class SignDialog(dialogs.FormDialog):
    """Who signed where and when, and where the paper lies. Nothing is rendered again."""

    def __init__(self, parent: QWidget | None, agreement: Agreement) -> None:
        super().__init__(parent, "Vastleggen dat er getekend is", "Ondertekend")
        self._agreement = agreement
        words = "Neem over wat er op het papier staat. De inhoud en de pdf blijven zoals ze zijn."
        self.content.addWidget(TextBlock(words, tone="text2"))
        form = self.form = Form()
        for at, each in enumerate(agreement.signatories):
            form.add_widget(label(f"{role_label(each.role)}: {each.organisation}", "strong", wrap=True))
            with form.side_by_side():
                name = form.add(f"signatories[{at}].name", "Naam", TextField(longest=120), stretch=2)
                place = form.add(f"signatories[{at}].place", "Plaats", TextField(longest=120))
                day = form.add(f"signatories[{at}].signed_on", "Datum", DateField())
            name.set_value(each.name)
            place.set_value(each.place)
            day.set_value(each.signed_on)
        kept = form.add(
            "paper_kept_at",
            "Waar ligt het papier",
            TextField("bijvoorbeeld map 4, kast directie", longest=200),
        )
        kept.set_value(agreement.paper_kept_at)
        form.validator = self._problems
        self.content.addWidget(form)

    def value(self) -> Agreement:
        """The agreement with what was taken from the paper."""
        values = self.form.values()
        rows: list[Signatory] = []
        for at, each in enumerate(self._agreement.signatories):
            here = f"signatories[{at}]"
            rows.append(
                replace(
                    each,
                    name=values[f"{here}.name"],
                    place=values[f"{here}.place"],
                    signed_on=values[f"{here}.signed_on"],
                )
            )
        return replace(self._agreement, signatories=tuple(rows), paper_kept_at=values["paper_kept_at"])

    def _problems(self) -> list[Problem]:
        found = []
        for at, each in enumerate(self.value().signatories):
            if not each.name:
                found.append(problem(f"signatories[{at}].name", "signatory-unnamed", role=each.role.value))
            if each.signed_on is None:
                found.append(
                    problem(f"signatories[{at}].signed_on", "signed-on-missing", role=each.role.value)
                )
        if not self.value().paper_kept_at:
            found.append(problem("paper_kept_at", "paper-place-missing"))
        return found

    def check(self) -> bool:
        return self.form.validate()


class ReasonDialog(dialogs.FormDialog):
    """A reason that is kept and, for a deviation, printed."""

    def __init__(self, parent: QWidget | None, title: str, lead: str, verb: str) -> None:
        super().__init__(parent, title, verb)
        self.content.addWidget(TextBlock(lead, tone="text2"))
        self.form = Form()
        self.reason = TextArea(lines=3, longest=1000)
        self.form.add("reason", "&Reden", self.reason)
        self.form.validator = lambda: [] if self.reason.value() else [problem("reason", "reason-required")]
        self.content.addWidget(self.form)
        self.reason.setFocus()

    def value(self) -> str:
        """The reason."""
        return self.reason.value()

    def check(self) -> bool:
        return self.form.validate()


def keep_reason(
    drafts: Drafts, dialog: ReasonDialog, form: str, record_id: int | None, found: Problem
) -> None:
    """Keep the reason that is typed with a finding; which one it is goes along."""
    subject = found.value("subject")
    about = {"rule": found.rule, "subject": subject}
    keep_dialog(drafts, dialog, f"{form}/{found.rule}/{subject}", record_id, about=about)


def asked_for(draft: KeptDraft, problems: Sequence[Problem]) -> Problem | None:
    """The finding for which a reason was being typed, as long as it is still found."""
    about = draft.content.get(ABOUT, {})
    return next(
        (each for each in problems if "rule" in about
         and (each.rule, each.value("subject")) == (about["rule"], about["subject"])),
        None,
    )  # fmt: skip


class NewAgreementDialog(dialogs.FormDialog):
    """For which school, and empty or as last year."""

    def __init__(
        self, parent: QWidget | None, schools: Sequence[AgreementLine], *, chosen: int | None, copy: bool
    ) -> None:
        super().__init__(parent, "Nieuwe schoolafspraak", "Beginnen")
        self.form = Form()
        self.school = ChoiceField([(each.school_id, each.school_name) for each in schools])
        self.form.add("school", "&School", self.school)
        self.school.set_value(
            chosen if chosen is not None else (schools[0].school_id if len(schools) == 1 else None)
        )
        self.form.validator = lambda: [] if self.school.value() else [problem("school", "required")]
        self.content.addWidget(self.form)
        self.last_year = RadioButton("&Overnemen van vorig jaar")
        self.empty = RadioButton("&Leeg beginnen")
        (self.last_year if copy else self.empty).setChecked(True)
        self.content.addWidget(self.last_year)
        self.content.addWidget(self.empty)
        words = "Handtekeningen en datums gaan nooit mee. Was er vorig jaar geen afspraak, dan begin je leeg."
        self.content.addWidget(TextBlock(words, "caption", "text2"))

    def check(self) -> bool:
        return self.form.validate()
