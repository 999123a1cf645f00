"""The editor of one agreement: sections left, content in the middle, live points right.

The draft is put together from the sections at every edit and compared by value with what was stored, so
there is no dirty flag. Checks run on the worker, the newest answer wins.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from jeugdhulp_desktop.domain.agreement_sections import (
    Deviation,
)
from jeugdhulp_desktop.domain.agreements import (
    Agreement,
    AgreementStatus,
    Step,
)
from jeugdhulp_desktop.domain.errors import NotValid, WorldError
from jeugdhulp_desktop.domain.problems import Level, Problem, blocking
from jeugdhulp_desktop.domain.structures import Structure
from jeugdhulp_desktop.ui import dialogs, sentences
from jeugdhulp_desktop.ui.agreements.columns import EditorColumns
from jeugdhulp_desktop.ui.agreements.deployment_section import DeploymentSection
from jeugdhulp_desktop.ui.agreements.dialogs_of_steps import ReasonDialog, SignDialog
from jeugdhulp_desktop.ui.agreements.looks import status_pill
from jeugdhulp_desktop.ui.agreements.points import points_of
from jeugdhulp_desktop.ui.agreements.section import EditorSection
from jeugdhulp_desktop.ui.agreements.simple_sections import HeadingSection, PartiesSection, PurposeSection
from jeugdhulp_desktop.ui.agreements.table_sections import MeasureSection, SigningSection, TaskSection
from jeugdhulp_desktop.ui.agreements.theme_section import OfferSection, ThemeSection
from jeugdhulp_desktop.ui.pages import Page
from jeugdhulp_desktop.ui.widgets.buttons import Button
from jeugdhulp_desktop.ui.widgets.focus import first_focus
from jeugdhulp_desktop.ui.widgets.header import PageHeader
from jeugdhulp_desktop.ui.widgets.messages import Message

if TYPE_CHECKING:
    from jeugdhulp_desktop.services.session import Session
    from jeugdhulp_desktop.ui.agreements.facts import EditorFacts

CHECK_AFTER = 200  # ms without an edit before the draft is checked
_FORWARD = {
    AgreementStatus.CONCEPT: (Step.DISCUSS, "Ter bespreking", "forum-outline"),
    AgreementStatus.DISCUSSION: (Step.FREEZE, "Ter ondertekening", "file-sign"),
    AgreementStatus.SIGNING: (Step.SIGN, "Ondertekend", "check-circle-outline"),
}
_BACK = {
    AgreementStatus.DISCUSSION: "Terug naar concept",
    AgreementStatus.SIGNING: "Heropenen",
    AgreementStatus.SIGNED: "Heropenen",
}


class AgreementEditor(QWidget):
    """One agreement being edited or read."""

    left = Signal()  # back to the list
    stored = Signal(object)  # the Agreement as it is in the vault now
    preview_asked = Signal(int)

    def __init__(self, page: Page, session: "Session", facts: "EditorFacts", agreement: Agreement) -> None:
        super().__init__()
        self._page, self._session, self._facts = page, session, facts
        self._stored = agreement
        self._base = agreement
        self._problems: list[Problem] = []
        self._busy = False
        self._waits_for_answers = False  # a message asks to answer the questions first
        self._refusal: WorldError | None = None
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 16, 24, 20)
        whole.setSpacing(14)
        self.header = PageHeader(agreement.school.name)
        self.header.set_back("Schoolafspraken", agreement.school_year.code, self.left.emit)
        self.preview = Button("Voorbeeld", "file-eye-outline")
        self.back_step = Button("")
        self.new_version = Button("Nieuwe versie", "file-edit-outline")
        self.save_button = Button("Bewaren", "content-save-outline")
        self.step_button = Button("", kind="filled")
        for button in (self.preview, self.back_step, self.new_version, self.save_button, self.step_button):
            self.header.add_action(button)
        whole.addWidget(self.header)
        self.sections = self._make_sections(facts)
        for section in self.sections:
            section.changed.connect(self._edited)
        self.columns = EditorColumns(self.sections)
        whole.addWidget(self.columns, 1)
        self._timer = QTimer(self, singleShot=True, interval=CHECK_AFTER)
        self._timer.timeout.connect(self._check)
        self.preview.clicked.connect(self.show_preview)
        self.save_button.clicked.connect(lambda _checked=False: self.save())
        self.step_button.clicked.connect(lambda _checked=False: self.forward())
        self.back_step.clicked.connect(lambda _checked=False: self.reopen())
        self.new_version.clicked.connect(lambda _checked=False: self._ask_new_version())
        self._show(agreement)

    def _make_sections(self, facts: "EditorFacts") -> list[EditorSection]:
        self.heading = HeadingSection(list(facts.structures))
        self.parties = PartiesSection()
        self.parties.offer_people(list(facts.people))
        self.deployments = DeploymentSection(facts.workers)
        self.deployments.set_hours_available(facts.budget, facts.hours_elsewhere)
        self.themes = ThemeSection(self._structure)
        self.offers = OfferSection(self._structure, lambda: self.draft().themes)
        self.themes.link_offer = self.offers.add
        self.offers.changed.connect(lambda: self.themes.show_offers(self.offers.offers()))
        return [
            self.heading,
            self.parties,
            PurposeSection(),
            self.deployments,
            TaskSection(),
            self.themes,
            self.offers,
            MeasureSection(),
            SigningSection(),
        ]

    def _structure(self) -> Structure:
        chosen = self.draft().structure_id
        known = {each.id: each for each in self._facts.structures}
        return known.get(chosen, self._facts.structures[0])

    def draft(self) -> Agreement:
        """The agreement as it stands on the screen."""
        agreement = self._base
        if not agreement.status.frozen:
            for section in self.sections:
                agreement = section.apply(agreement)
        return agreement

    def edited(self) -> bool:
        """Whether something on the screen is not in the vault."""
        if self._stored.id is None or self.draft() != self._stored:
            return True
        return not self._stored.status.frozen and bool(self._fields_with_own_problem())

    @property
    def agreement_id(self) -> int | None:
        """The id of the agreement, None until it is stored."""
        return self._stored.id

    def _show(self, agreement: Agreement) -> None:
        """Fill everything from an agreement; what the fields make of it is what edits are compared with."""
        self._stored = self._base = agreement
        for section in self.sections:
            section.fill(agreement)
            section.set_frozen(agreement.status.frozen)
        self._base = agreement
        if agreement.id is not None:
            self._stored = self.draft()
        self._show_head()
        self._check()

    def _show_head(self) -> None:
        status = self._stored.status
        self.header.set_pill(status_pill(status))
        kept = "" if self._stored.id is not None else ", nog niet bewaard"
        self.header.set_beside(f"Versie {self._stored.number}{kept}")
        forward = _FORWARD.get(status)
        self.step_button.setVisible(forward is not None)
        if forward is not None:
            self.step_button.setText(forward[1])
        self.back_step.setVisible(status in _BACK)
        self.back_step.setText(_BACK.get(status, ""))
        self.new_version.setVisible(status is AgreementStatus.SIGNED)
        self.save_button.setVisible(not status.frozen)

    def _edited(self) -> None:
        if self._stored.id is not None:
            self.header.set_beside(
                f"Versie {self._stored.number}, nog niet bewaard"
                if self.edited()
                else f"Versie {self._stored.number}"
            )
        self._timer.start()

    def _check(self) -> None:
        draft = self.draft()
        step = Step.SIGN if draft.status is AgreementStatus.SIGNING else Step.FREEZE
        check = self._session.agreements.check
        if draft.status in (AgreementStatus.SIGNED, AgreementStatus.CLOSED, AgreementStatus.REPLACED):
            self._checked([])
            return
        self._page.context.tasks.run(self, lambda: check(draft, step), self._checked, latest="check")

    def _checked(self, problems: Sequence[Problem]) -> None:
        self._problems = list(problems)
        if self._waits_for_answers and not any(each.level is Level.REASON for each in problems):
            self._waits_for_answers = False
            self._page.message_over.emit("agreement")
        points = points_of(self._problems, self.columns.go_to, self._accept, self._explain)
        self.columns.show_problems(self._stored, self._problems, points)

    def take_focus(self) -> None:
        """Begin in the first field that can be edited, or in the section list."""
        if self._stored.status.frozen:
            first_focus(self.columns.list)
        else:
            self.sections[0].focus_path("author")

    def next_problem(self, step: int) -> None:
        """F8 and Shift+F8."""
        self.columns.points.step(step)

    def _accept(self, found: Problem) -> None:
        """ "Ja, bewust": remembered with the agreement and printed in it."""
        self._deviate(found, "Bewust niet gekozen.")

    def _explain(self, found: Problem) -> None:
        lead = f"{sentences.sentence(found)} De reden komt in het document te staan."
        dialog = ReasonDialog(self, "Waarom is dit zo afgesproken?", lead, "Reden bewaren")
        if dialogs.run_form(dialog):
            self._deviate(found, dialog.value())

    def _deviate(self, found: Problem, reason: str) -> None:
        deviation = Deviation(
            found.rule, found.value("subject"), reason, self.draft().author, self._page.context.today()
        )
        self._base = replace(self._base, deviations=(*self._base.deviations, deviation))
        self._edited()
        self._check()

    def save(self, then: Step | None = None) -> None:
        """Store the draft; afterwards take a step when one was asked."""
        if self._busy or self._stored.status.frozen:
            return
        wrong = next((field for field in self._fields_with_own_problem()), None)
        if wrong is not None:
            self.columns.go_to(wrong)
            return
        draft = self.draft()
        store = self._session.agreements.save
        self._run(lambda: store(draft), partial(self._saved, draft, then))

    def save_now(self) -> bool:
        """Save and wait for the worker; False when it was refused, and then the text still stands here."""
        tasks = self._page.context.tasks
        tasks.wait_while(lambda: self._busy)  # a save or a step that was under way
        self._refusal = None
        self.save()
        if not self._busy and self.edited():  # a field holds what cannot be stored; the focus is in it
            return False
        tasks.wait_while(lambda: self._busy)
        return self._refusal is None and not self._busy and not self.edited()

    def _run(self, job: Callable[[], Agreement], done: Callable[[Agreement], object]) -> None:
        self._busy = True
        self._page.context.tasks.run(self, job, done, self._refused)

    def _fields_with_own_problem(self) -> list[str]:
        return [
            path
            for section in self.sections
            for path, field in section.fields.items()
            if getattr(field, "own_problem", str)()
        ]

    def _saved(self, sent: Agreement, then: Step | None, agreement: Agreement) -> None:
        self._busy = False
        typed = self.draft()
        if typed == sent:
            here = self._focused_path()
            self._show(agreement)
            self._focus_again(here)
        else:  # typed on while the worker stored: what is on the screen is newer
            self._base = replace(agreement, deviations=typed.deviations)
            self._stored = agreement
            self._show_head()
            self._edited()
        self.stored.emit(agreement)
        if then is not None and typed == sent:
            self._take(then)
        elif then is not None:
            self.save(then=then)

    def _focused_path(self) -> str:
        """The path of the field with the focus, or of the row whose button has it."""
        focused = self.focusWidget()
        for section in self.sections:
            for path, field in section.fields.items():
                if focused is not None and (field is focused or field.isAncestorOf(focused)):
                    return path
        return ""

    def _focus_again(self, path: str) -> None:
        """Rows are built anew when they are filled: the focus stays in the field that it was in."""
        if path and self._focused_path() != path:
            next((each.focus_path(path) for each in self.sections if path in each.fields), None)

    def forward(self) -> None:
        """The next step of the life of the agreement."""
        if self._busy or self._stored.status not in _FORWARD:
            return
        step, words, _icon = _FORWARD[self._stored.status]
        if step is Step.SIGN:
            dialog = SignDialog(self, self._stored)
            if dialogs.run_form(dialog):
                self._advance(dialog.value(), step, "")
            return
        heavy = blocking(self._problems)
        if step is Step.FREEZE and heavy:
            self.columns.mark_fields(self._problems, everything=True)
            self.columns.go_to(heavy[0].field)
            return
        asked = sum(each.level is Level.REASON for each in self._problems)
        if step is Step.FREEZE and asked:
            what = "de vraag" if asked == 1 else f"de {asked} vragen"
            words = f"Beantwoord eerst {what} rechts. Daarna kan de afspraak getekend worden."
            self._page.message.emit(Message(words, "warn", key="agreement"))
            self._waits_for_answers = True
            self.columns.points.step(1)
            return
        if step is Step.FREEZE and not self._confirm_freeze(words):
            return
        if self.edited():
            self.save(then=step)
        else:
            self._take(step)

    def _confirm_freeze(self, words: str) -> bool:
        text = (
            "De inhoud ligt daarna vast en krijgt een controlegetal. Heropenen kan, met een reden; "
            "er komt dan een nieuw controlegetal."
        )
        return dialogs.ask(self, "Klaar om te tekenen?", text, [words]) is not None

    def reopen(self) -> None:
        """One step back, with a reason that is kept."""
        if self._busy:
            return
        if self._stored.status is AgreementStatus.DISCUSSION:
            if self.edited():
                self.save(then=Step.REOPEN)
            else:
                self._take(Step.REOPEN)
            return
        if self._stored.status is AgreementStatus.SIGNED:
            lead = "De ondertekening wordt teruggenomen. De inhoud en het controlegetal blijven gelijk."
        else:
            lead = "De afspraak kan dan weer veranderd worden. Het oude controlegetal geldt niet meer."
        dialog = ReasonDialog(self, "Waarom ga je terug?", lead, self.back_step.text())
        if dialogs.run_form(dialog):
            self._advance(self._stored, Step.REOPEN, dialog.value())

    def _ask_new_version(self) -> None:
        lead = (
            "De getekende versie blijft bewaard. De nieuwe versie begint als kopie en moet opnieuw "
            "getekend worden."
        )
        dialog = ReasonDialog(self, "Waarom komt er een nieuwe versie?", lead, "Nieuwe versie maken")
        if dialogs.run_form(dialog) and self._stored.id is not None:
            make, agreement_id, reason = self._session.agreements.new_version, self._stored.id, dialog.value()
            self._run(lambda: make(agreement_id, reason), self._stepped)

    def _take(self, step: Step) -> None:
        self._advance(self._stored, step, "")

    def _advance(self, agreement: Agreement, step: Step, reason: str) -> None:
        advance = self._session.agreements.advance
        self._run(lambda: advance(agreement, step, reason=reason), self._stepped)

    def _stepped(self, agreement: Agreement) -> None:
        self._busy = False
        self._show(agreement)
        self.stored.emit(agreement)

    def _refused(self, error: WorldError) -> None:
        self._busy = False
        self._refusal = error
        if isinstance(error, NotValid) and error.problems:
            self._checked(error.problems)
            self.columns.go_to(error.problems[0].field)
        self._page.message.emit(Message(sentences.sentence(error), "bad", key="agreement"))

    def show_preview(self) -> None:
        """Save first when needed, then show the PDF."""
        if self.edited() and not self._stored.status.frozen and not self.save_now():
            return
        if self._stored.id is not None:
            self.preview_asked.emit(self._stored.id)

    def may_leave(self) -> bool:
        """Ask when something typed is not stored yet; nothing is ever dropped silently."""
        if self._stored.status.frozen or not self.edited():
            return True
        verb = dialogs.ask(
            self, "Bewaren?", "Deze afspraak is veranderd en nog niet bewaard.", ["Bewaren", "Niet bewaren"]
        )
        return self.save_now() if verb == "Bewaren" else verb is not None

    def panes(self) -> list[QWidget]:
        """What F6 walks through."""
        return self.columns.panes()
