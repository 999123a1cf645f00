"""Gegevens wissen, a part of Privacy en beheer: choose, see everything that goes, decide, and see it gone."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jeugdhulp_desktop.domain.cases import CaseLine
from jeugdhulp_desktop.domain.erasures import (
    ErasureKind,
    ErasurePlan,
    ErasureReport,
    ErasureTarget,
    check_erasure,
)
from jeugdhulp_desktop.domain.errors import NotFound, NotValid, WorldError
from jeugdhulp_desktop.domain.problems import Level, Problem, blocking
from jeugdhulp_desktop.domain.pupils import PupilLine
from jeugdhulp_desktop.services.changes import Change
from jeugdhulp_desktop.ui import dialogs
from jeugdhulp_desktop.ui.cases.case_choice import case_words
from jeugdhulp_desktop.ui.cases.facts import pupil_words
from jeugdhulp_desktop.ui.erasure_words import counted
from jeugdhulp_desktop.ui.erasures.before import ErasedBefore
from jeugdhulp_desktop.ui.erasures.panels import DecidePanel, DonePanel, PlacesPanel, PlanPanel
from jeugdhulp_desktop.ui.erasures.words import FOREVER, backup_lines, going_lines, title_of
from jeugdhulp_desktop.ui.pages import PageContext
from jeugdhulp_desktop.ui.privacy.part import Part
from jeugdhulp_desktop.ui.sentences import sentence
from jeugdhulp_desktop.ui.theme import theme
from jeugdhulp_desktop.ui.widgets.form import FormRow
from jeugdhulp_desktop.ui.widgets.labels import TextBlock
from jeugdhulp_desktop.ui.widgets.messages import Message, MessageArea
from jeugdhulp_desktop.ui.widgets.panel import Panel, ScrollArea, reveal
from jeugdhulp_desktop.ui.widgets.person import Choices, PersonField
from jeugdhulp_desktop.ui.widgets.progress import BusyLine

if TYPE_CHECKING:
    from jeugdhulp_desktop.services.session import Session

WIDEST = 900  # logical pixels: a line wider than this is no longer read as one
OFFERED = 10  # of pupils and of cases


class ErasurePart(Part):
    """Nothing is erased but by its one red button, after a question that names what goes."""

    help_topic = "wissen"
    watches = frozenset(
        {
            Change.CASES, Change.PUPILS, Change.CONTACTS, Change.ACTIONS, Change.CHECKLISTS, Change.BACKUPS,
            Change.BIN,
        }
    )  # fmt: skip

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.plan: ErasurePlan | None = None
        self.report: ErasureReport | None = None
        self.messages = MessageArea()
        self.choose = Panel("Wat wil je wissen?")
        words = "Je ziet eerst alles wat weggaat en waar de naam nog staat. Er gaat niets weg zonder vraag."
        self.choose.body.addWidget(TextBlock(words, "body", "text2"))
        self.field = PersonField(provider=self._offer, placeholder="Typ een naam of casusnummer")
        self.field.picked.connect(self._picked)
        self.choose.body.addWidget(FormRow("target", "&Leerling of casus", self.field))
        self.busy = BusyLine("Ik kijk overal waar de naam staat")
        self.busy.hide()
        self.choose.body.addWidget(self.busy)
        self.going, self.places, self.done = PlanPanel(), PlacesPanel(), DonePanel()
        self.places.opened.connect(self.open_page)
        self.decide = DecidePanel(self.erase)
        self.decide.reason.changed.connect(self._check)
        self.before = ErasedBefore(self, self.messages)
        self.earlier = self.before.panel
        self._lay_out()
        theme().changed.connect(self._fit)
        context.privacy.changed.connect(self._draw)
        self._fit()
        self._draw()

    def _lay_out(self) -> None:
        inner = QWidget()
        row = QHBoxLayout(inner)
        row.setContentsMargins(0, 0, 4, 0)
        self._holder = QWidget()
        column = QVBoxLayout(self._holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        parts = (
            self.messages, self.choose, self.done, self.going, self.places, self.decide, self.earlier,
        )  # fmt: skip
        for each in parts:
            column.addWidget(each)
        column.addStretch(1)
        row.addWidget(self._holder, 100)
        row.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        self.area = ScrollArea(inner)
        whole.addWidget(self.area)

    def _fit(self) -> None:
        self._holder.setMaximumWidth(theme().px(WIDEST))

    def open_with(self, session: "Session") -> None:
        super().open_with(session)
        self.before.read()

    def open_at(self, argument: object) -> None:
        """An ErasureTarget: show what erasing it would take."""
        if isinstance(argument, ErasureTarget):
            self._picked(argument)

    def refresh(self, changes: frozenset[object]) -> None:
        self.before.read()
        if self.plan is not None and changes - {Change.BACKUPS}:
            self._read_plan(self.plan.target)

    def panes(self) -> list[QWidget]:
        return [self.area]

    # --- choosing

    def _offer(self, words: str, deliver: Callable[[Choices], None]) -> None:
        session = self.session
        if session is None:
            return

        def job() -> tuple[list[PupilLine], list[CaseLine]]:
            return session.pupils.search(words, limit=OFFERED), session.cases.search(words, limit=OFFERED)

        def show(found: tuple[list[PupilLine], list[CaseLine]]) -> None:
            pupils, cases = found
            privacy = self.context.privacy
            choices: list[tuple[object, str]] = [
                (ErasureTarget(ErasureKind.PUPIL, each.id), f"Leerling {pupil_words(each, privacy)}")
                for each in pupils
            ]
            choices += [
                (ErasureTarget(ErasureKind.CASE, each.id), f"Casus van {case_words(each, privacy)}")
                for each in cases
            ]
            deliver(choices)

        self.run(job, show, latest="search")

    def _picked(self, target: object) -> None:
        if isinstance(target, ErasureTarget):
            self.report = None
            self._read_plan(target)

    def _read_plan(self, target: ErasureTarget) -> None:
        session = self.session
        if session is not None:
            self.busy.show()
            self.run(lambda: session.erasures.plan(target), self._planned, self._no_plan, latest="plan")

    def _planned(self, plan: ErasurePlan) -> None:
        self.busy.hide()
        again = self.plan is not None and self.plan.target == plan.target
        self.plan = plan
        if not again:
            self.decide.ask_reason(bool(plan.cases))
            self.field.set_person(plan.target, title_of(plan, self.context.privacy))
        self._draw()
        if not again:
            reveal(self.going)

    def _no_plan(self, error: WorldError) -> None:
        self.busy.hide()
        self._forget()
        if not isinstance(error, NotFound) or self.report is None:  # else it was erased a moment ago
            self.message.emit(Message(sentence(error), "warn", key="erasure"))

    def _forget(self) -> None:
        self.plan = None
        self.field.set_value(None)
        self._draw()

    def _draw(self) -> None:
        plan, privacy = self.plan, self.context.privacy
        for panel in (self.going, self.places, self.decide):
            panel.setVisible(plan is not None)
        self.done.setVisible(self.report is not None)
        if plan is not None:
            self.going.show_plan(plan, privacy)
            self.places.show_mentions(plan, privacy)

    # --- erasing

    def problems(self) -> list[Problem]:
        """What stands in the way of erasing it for this reason, or should be known."""
        if self.plan is None:
            return []
        return check_erasure(self.plan.cases, self.decide.value(), self.context.today())

    def _check(self) -> None:
        self.decide.show_problems(self.problems())

    def erase(self) -> None:
        """Ask once more, naming what goes, and erase it."""
        session, plan = self.session, self.plan
        if session is None or plan is None:
            return
        self._check()
        if blocking(self.problems()):
            self.decide.reason.setFocus()
            if self.decide.value() is not None:
                self.run(lambda: session.erasures.log_refusal(plan.target), lambda _none: None)
            return
        reason, chosen = self.decide.value(), self.places.chosen()
        if not self._agreed(plan, len(chosen)):
            return
        self.busy.show()
        self.run(
            lambda: session.erasures.carry_out(plan.target, reason, chosen), self._erased, self._not_erased
        )

    def _agreed(self, plan: ErasurePlan, chosen: int) -> bool:
        privacy = self.context.privacy
        goes = [f"• {words}" for words in going_lines(plan, privacy)]
        if chosen:
            goes.append(f"• De naam in {counted(chosen, 'andere tekst', 'andere teksten')}")
        held = backup_lines(plan.backups)
        text = "\n".join(["Dit gaat weg:", *goes, "", FOREVER, *(["", held] if held else [])])
        verb = "Definitief wissen"
        # The task bar shows the title of a dialog: no name stands in it (F52).
        what = "Leerling" if plan.pupil_goes else title_of(plan, privacy)
        title = f"{what} definitief wissen"
        return dialogs.ask(self, title, text, [verb], default=dialogs.CANCEL, danger=True) == verb

    def _erased(self, report: ErasureReport) -> None:
        self.busy.hide()
        self.report = report
        self._forget()
        self.done.show_report(report)
        self.saved.emit()
        self.before.read()
        self.field.setFocus()
        reveal(self.done)

    def _not_erased(self, error: WorldError) -> None:
        self.busy.hide()
        if isinstance(error, NotValid):
            self.decide.show_problems([each for each in error.problems if each.level is Level.BLOCKS])
        else:
            self.message.emit(Message(sentence(error), "bad", key="erasure"))
