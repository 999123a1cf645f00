"""The wizard over the agreements: schools, what goes along, groups, a last look, and the proof."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

from jeugdhulp_desktop.domain.errors import WorldError
from jeugdhulp_desktop.domain.rollovers import (
    RolloverChoice,
    RolloverPlan,
    RolloverReport,
    SchoolPlan,
    stands_in_front,
    year_to_prepare,
)
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.ui import sentences
from jeugdhulp_desktop.ui.rollover.drafting import RolloverDrafting
from jeugdhulp_desktop.ui.rollover.groups_step import GroupsStep
from jeugdhulp_desktop.ui.rollover.steps import CopyStep, ProofStep, SchoolsStep, SummaryStep
from jeugdhulp_desktop.ui.widgets.buttons import Button
from jeugdhulp_desktop.ui.widgets.focus import first_focus, tab_as_one_reads
from jeugdhulp_desktop.ui.widgets.messages import Message
from jeugdhulp_desktop.ui.widgets.wizard import WizardFrame

if TYPE_CHECKING:
    from jeugdhulp_desktop.services.session import Session
    from jeugdhulp_desktop.ui.agreements.page import AgreementsPage

SCHOOLS, COPY, GROUPS, LOOK, PROOF = range(5)
STEPS = ("Scholen", "Wat gaat mee", "Groepen en casussen", "Overzetten", "Klaar")
KEY = "rollover"


def open_view(page: "AgreementsPage", argument: object) -> None:
    """Begin the way over to a school year (the argument), or to the one that comes."""
    if page.session is None:
        return
    to_year = argument if isinstance(argument, SchoolYear) else year_to_prepare(page.context.today())
    page.show_view(RolloverView(page, page.session, to_year))


class RolloverView(WizardFrame):
    """Five pages. Nothing is written before the fourth is left; after that there is no way back."""

    help_topic = "nieuw-schooljaar"

    def __init__(self, page: "AgreementsPage", session: "Session", to_year: SchoolYear) -> None:
        super().__init__("Nieuw schooljaar", STEPS)
        self._page, self._session = page, session
        self.plan: RolloverPlan | None = None
        self._drafting: RolloverDrafting | None = None
        self._busy = False
        privacy = page.context.privacy
        this = SchoolYear.of(page.context.today())
        years = sorted({this, this.next, to_year}, reverse=True)
        self.schools = SchoolsStep(years, to_year)
        self.copy = CopyStep()
        self.groups = GroupsStep(privacy, in_season=stands_in_front(page.context.today()))
        self.look = SummaryStep()
        self.proof = ProofStep(privacy)
        for title, intro, content in (
            (
                "Naar een nieuw schooljaar",
                "Je neemt de afspraken mee als concept. Er verandert pas iets bij stap 4.",
                self.schools,
            ),
            ("Wat gaat mee en wat niet", "", self.copy),
            (
                "Groepen en casussen",
                "Open casussen lopen gewoon door. Leerlingen gaan een groep omhoog of van school.",
                self.groups,
            ),
            ("Overzetten", "", self.look),
            ("Het nieuwe schooljaar staat klaar", "", self.proof),
        ):
            self.add_page(title, intro, content)
        close = Button("Sluiten", kind="link", small=True)
        close.clicked.connect(lambda _checked=False: self.back())
        self.close_link = close
        self.add_to_rail(close)
        self.back_asked.connect(lambda at: self._turn(at - 1))
        self.next_asked.connect(self._next)
        self.schools.year_chosen.connect(lambda _year: self._read())
        self.schools.changed.connect(self._tell)
        self.groups.changed.connect(self._regroup)
        self.groups.handover_changed.connect(page.context.drafts.touch)
        self._turn(SCHOOLS)
        self._read()

    def _read(self) -> None:
        plan, year = self._session.rollovers.plan, self.schools.year.value()
        self._page.context.tasks.run(self, lambda: plan(year), self._show_plan, latest="rollover")

    def _show_plan(self, plan: RolloverPlan) -> None:
        self.plan = plan
        self.schools.show_plan(plan)
        tab_as_one_reads(self.schools)
        self.go(self.current())
        self._tell()
        if self._drafting is None:
            self._drafting = RolloverDrafting(self)
            self._page.context.drafts.watch(self._drafting, self, self._page)
        else:
            self._page.context.drafts.bring(self._drafting)

    def chosen_something(self) -> bool:
        """Whether there is something to lose: one went past the first page, or left a school out."""
        if self.plan is None or self.current() == PROOF:
            return False
        with_work = {each.school_id for each in self.plan.schools if each.has_work}
        return self.current() != SCHOOLS or self.schools.chosen() != with_work

    def choose_again(self, schools: set[int], later: set[int]) -> None:
        """The schools of before the lock, with their groups to choose for."""
        for school_id, box in self.schools.boxes.items():
            box.setChecked(school_id in schools and box.isEnabled())
        self.groups.show_schools(self._chosen(), self.schools.year.value())
        self.groups.choose_later(later)

    def turn_to(self, at: int) -> None:
        """A page before the proof."""
        self._turn(min(at, LOOK))

    def _chosen(self) -> list[SchoolPlan]:
        chosen = self.schools.chosen()
        return [each for each in self.plan.schools if each.school_id in chosen] if self.plan else []

    def _choice(self) -> RolloverChoice:
        return RolloverChoice(self.schools.year.value(), self.groups.choices(), self.groups.handovers())

    def _turn(self, at: int) -> None:
        if at == COPY:
            self.copy.show_schools(self._chosen())
        elif at == GROUPS:
            self.groups.show_schools(self._chosen(), self.schools.year.value())
            tab_as_one_reads(self.groups)
        elif at == LOOK:
            self.look.show_choice(self._chosen(), self._choice(), len(self.groups.leaving()))
        self.go(at)
        self.close_link.setVisible(at != PROOF)
        if at == LOOK:
            self.next_button.setText("Overzetten")
        if at == PROOF:
            self.back_button.hide()
        self._tell()
        QTimer.singleShot(0, self, self.take_focus)  # fields that were made just now are shown a moment later

    def _regroup(self) -> None:
        tab_as_one_reads(self.groups)
        self.go(self.current())
        self._tell()

    def _tell(self) -> None:
        """Whether one can go on, or why not."""
        self._page.context.drafts.touch()
        reasons = {SCHOOLS: self.schools.reason, GROUPS: self.groups.reason}
        reason = reasons[self.current()]() if self.current() in reasons else ""
        self.allow_next("Even wachten." if self._busy else reason)

    def _next(self, at: int) -> None:
        if at == PROOF:
            self._leave()
        elif at == LOOK:
            self._carry_out()
        else:
            self._turn(at + 1)

    def _carry_out(self) -> None:
        self._set_busy(True)
        choice, carry_out = self._choice(), self._session.rollovers.carry_out
        self._page.context.tasks.run(self, lambda: carry_out(choice), self._done, self._refused)

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self.look.busy.setVisible(busy)
        self.back_button.setEnabled(not busy)
        self.close_link.setEnabled(not busy)
        self._tell()

    def _done(self, report: RolloverReport) -> None:
        self._set_busy(False)
        self._page.message_over.emit(KEY)
        self._page.saved.emit()
        self.proof.show_report(report)
        self._turn(PROOF)

    def _refused(self, error: WorldError) -> None:
        self._set_busy(False)
        words = f"{sentences.sentence(error)} Er is niets overgezet."
        self._page.message.emit(Message(words, "bad", key=KEY))

    def _leave(self) -> None:
        """To the agreements of the new year."""
        year: SchoolYear = self.schools.year.value()
        self._page.close_view()
        self._page.context.years.choose(year)

    def may_leave(self) -> bool:
        """Not while it is being done: the answer would have nobody to tell."""
        return not self._busy

    def back(self) -> None:
        """Esc: a page back; from the first and the last one out of the wizard."""
        if self._busy:
            return
        if self.current() == PROOF:
            self._leave()
        elif self.current() == SCHOOLS:
            self._page.close_view()
        else:
            self._turn(self.current() - 1)

    def finish(self) -> None:
        """Ctrl+Enter presses the button that goes on."""
        if self.next_button.isEnabled():
            self.next_button.click()

    def take_focus(self) -> None:
        """Begin in the first field of the page, or at the button that goes on."""
        content = (self.schools, self.copy, self.groups, self.look, self.proof)[self.current()]
        if self.current() in (SCHOOLS, GROUPS):
            first_focus(content)
        elif self.next_button.isEnabled():
            self.next_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def panes(self) -> list[QWidget]:
        """The wizard is one pane."""
        return [self]
