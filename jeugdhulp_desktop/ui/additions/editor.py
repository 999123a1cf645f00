"""One request for additional deployment: the form in the middle, live points at the right.

The draft is one value, compared with what was stored, so there is no dirty flag. Checks run on the worker,
the newest answer wins.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from jeugdhulp_desktop.domain.additions import Addition, AdditionStepTaken
from jeugdhulp_desktop.domain.agreement_sections import Deployment
from jeugdhulp_desktop.domain.agreement_terms import Deviation
from jeugdhulp_desktop.domain.agreement_texts import newest_deviations
from jeugdhulp_desktop.domain.documents import PaperKey, PaperKind
from jeugdhulp_desktop.domain.drafts import KeptDraft
from jeugdhulp_desktop.domain.problems import Problem
from jeugdhulp_desktop.domain.text import clock_time
from jeugdhulp_desktop.domain.text_blocks import TextBlock
from jeugdhulp_desktop.domain.undo import UndoStep
from jeugdhulp_desktop.ui import dialogs, sentences
from jeugdhulp_desktop.ui.additions.columns import AdditionColumns
from jeugdhulp_desktop.ui.additions.decision_parts import AfterPart, DecisionPart, FinancePart, GoalsPart
from jeugdhulp_desktop.ui.additions.head import AdditionHead
from jeugdhulp_desktop.ui.additions.life import REASON, AdditionLife
from jeugdhulp_desktop.ui.additions.looks import end_words, waits
from jeugdhulp_desktop.ui.additions.part import OPEN, AdditionPart
from jeugdhulp_desktop.ui.additions.points import PURPOSES, points_of
from jeugdhulp_desktop.ui.additions.request_parts import RequestPart, SizePart
from jeugdhulp_desktop.ui.agreements.dialogs_of_steps import ReasonDialog, asked_for, keep_reason
from jeugdhulp_desktop.ui.agreements.drafting import AdditionDrafting
from jeugdhulp_desktop.ui.agreements.text_block_menu import TEXT_BLOCK, TextBlocks
from jeugdhulp_desktop.ui.drafts import family
from jeugdhulp_desktop.ui.pages import Page
from jeugdhulp_desktop.ui.widgets.focus import first_focus

if TYPE_CHECKING:
    from jeugdhulp_desktop.services.session import Session

CHECK_AFTER = 200  # ms without an edit before the draft is checked


@dataclass(frozen=True)
class AdditionFacts:
    """What the form shows beside the request itself."""

    school_name: str
    basic: tuple[Deployment, ...] = ()
    blocks: tuple[TextBlock, ...] = ()
    steps: tuple[AdditionStepTaken, ...] = ()


def load_facts(session: "Session", addition: Addition) -> AdditionFacts:
    """Read what the form shows beside the request; on the worker."""
    school, year = addition.school_id, addition.school_year
    return AdditionFacts(
        session.schools.load(school).name,
        session.additions.basic(school, year),
        tuple(session.text_blocks.blocks()),
        tuple(session.additions.steps_taken(addition.id)) if addition.id is not None else (),
    )


class AdditionEditor(QWidget):
    """One request being edited or read; a view on the page of the agreements."""

    help_topic = "aanvullende-inzet"

    closed = Signal()  # back to what was under it
    other = Signal(object)  # another Addition to show in its place
    preview_asked = Signal(object)  # the PaperKey

    def __init__(self, page: Page, session: "Session", facts: AdditionFacts, addition: Addition) -> None:
        super().__init__()
        self._page, self._session, self._facts = page, session, facts
        self.addition = addition  # as it was stored, or begun
        self._draft = addition
        self._kept_at = ""
        self.problems: list[Problem] = []
        self.life = AdditionLife(self, page, session)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 16, 24, 20)
        whole.setSpacing(14)
        self.head = AdditionHead(facts.school_name, self.back)
        whole.addWidget(self.head)
        blocks = self.blocks = TextBlocks(
            page, session, facts.blocks, self, lambda: {"addition": self.addition.id}
        )
        self.request, self.size_part = RequestPart(blocks), SizePart(facts.basic)
        self.goals, self.finance = GoalsPart(blocks), FinancePart()
        self.decision, self.after = DecisionPart(), AfterPart(blocks)
        self.parts: tuple[AdditionPart, ...] = (
            self.request, self.size_part, self.goals, self.finance, self.decision, self.after,
        )  # fmt: skip
        self.columns = AdditionColumns(self.parts)
        whole.addWidget(self.columns, 1)
        self._timer = QTimer(self, singleShot=True, interval=CHECK_AFTER)
        self._timer.timeout.connect(self._check)
        self._connect()
        self.show_facts(facts)
        self.show_stored(addition, kept_at="")
        page.context.drafts.watch(AdditionDrafting(self), self, page)

    def _connect(self) -> None:
        for part in self.parts:
            part.changed.connect(partial(self._changed, part))
        self.size_part.split_asked.connect(self.life.split)
        self.head.preview_asked.connect(self.make_pdf)
        self.head.save_asked.connect(self.save)
        self.head.step_asked.connect(self.life.take)
        self.head.split_asked.connect(self.life.split)
        self.head.delete_asked.connect(self.life.delete)
        self.life.other.connect(self.other)
        self.life.gone.connect(self.closed)

    def draft(self) -> Addition:
        """The request as it stands on the screen."""
        return self._draft

    def edited(self) -> bool:
        """Whether something on the screen is not in the vault."""
        return self._draft != self.addition or bool(self.own_problems())

    def own_problems(self) -> list[str]:
        """The paths of fields that hold what is no value, in the order of the form."""
        return [path for part in self.parts if not part.frozen for path in part.own_problems()]

    def show_stored(self, addition: Addition, kept_at: str | None = None) -> None:
        """Fill everything from the vault; what the fields make of it is what edits are compared with."""
        self._kept_at = clock_time(self._page.context.now()) if kept_at is None else kept_at
        self._fill(addition)
        self.addition = self._draft
        self._show_head()
        self._check()

    def show_draft(self, draft: Addition) -> None:
        """Fill the fields with what is not stored yet, to look over and save."""
        self._fill(draft)
        self._show_head()
        self._check()

    def _fill(self, addition: Addition) -> None:
        draft = addition
        for part in self.parts:
            part.set_status(addition.status)
            part.fill_addition(addition)
            if addition.status in OPEN:
                draft = part.apply_to(draft)
        self._draft = draft
        for part in self.parts:
            part.follow_addition(draft)

    def show_facts(self, facts: AdditionFacts) -> None:
        """Which decisions were undone."""
        self.after.show_steps(facts.steps)

    def take_saved(self, sent: Addition, addition: Addition) -> None:
        """What was stored; what was typed on meanwhile stays on the screen."""
        if self._draft == sent or addition.status is not sent.status:
            self.show_stored(addition)
        else:
            self.addition, self._kept_at = addition, clock_time(self._page.context.now())
            self._draft = replace(self._draft, id=addition.id, version=addition.version)
            self._show_head()
            self._timer.start()
        session = self._session
        self._page.context.tasks.run(
            self, lambda: load_facts(session, addition), self.show_facts, latest="facts"
        )

    def _show_head(self) -> None:
        draft, today = self._draft, self._page.context.today()
        self.head.show_status(draft, running=draft.runs_on(today))
        if draft.id is None or self.edited():
            kept = "Niet bewaard"
        else:
            kept = f"Bewaard om {self._kept_at}" if self._kept_at else ""
        self.head.set_beside(kept)
        self.head.set_here(f"Aanvraag {draft.number}")
        self.columns.points.set_foot(end_words(draft, today))

    def _changed(self, part: AdditionPart) -> None:
        self._draft = part.apply_to(self._draft)
        for other in self.parts:
            other.follow_addition(self._draft)
        self._page.context.drafts.touch()
        self._show_head()
        self._timer.start()

    def _check(self) -> None:
        draft, check = self._draft, self._session.additions.check
        purpose = "" if waits(draft, self._page.context.today()) else PURPOSES.get(draft.status, "")
        self.columns.points.set_purpose(purpose)
        settled = "" if purpose else draft.status.value.capitalize()
        self.columns.points.settle(settled, "De inhoud ligt vast.")
        if not purpose:
            self.show_problems([])
            return
        self._page.context.tasks.run(self, lambda: check(draft), self.show_problems, latest="check")

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show these findings: at the right, and in the fields that block."""
        self.problems = list(problems)
        points = points_of(self.problems, self.columns.go_to, self._explain, self.life.split)
        self.columns.show_problems(self.problems, points)

    def _explain(self, found: Problem) -> None:
        lead = f"{sentences.sentence(found)} De reden komt op het papier te staan."
        dialog = ReasonDialog(self, "Waarom is dit zo gekozen?", lead, "Reden bewaren")
        keep_reason(self._page.context.drafts, dialog, REASON, self.addition.id, found)
        if dialogs.run_form(dialog):
            who, day = self._draft.school_requester.name, self._page.context.today()
            deviation = Deviation(found.rule, found.value("subject"), dialog.value(), who, day)
            deviations = newest_deviations((*self._draft.deviations, deviation))
            self._draft = replace(self._draft, deviations=deviations)
            self._page.context.drafts.touch()
            self._show_head()
            self._check()

    def open_again(self, draft: KeptDraft) -> None:
        """The dialog above this request in which this was typed."""
        if family(draft.form) == TEXT_BLOCK:
            self.blocks.open_again(self, draft)
        elif (found := asked_for(draft, self.problems)) is not None:
            self._explain(found)
        else:
            self.life.open_again(draft)

    def read_newest(self) -> None:
        """The request as another window stored it, in place of what stands here, after asking."""
        addition_id, session = self.addition.id, self._session
        if addition_id is None:
            return
        text = "Wat je hier typte en nog niet bewaard is, gaat dan weg."
        if dialogs.ask(self, "Nieuwste lezen?", text, ["Nieuwste lezen"]) is None:
            return
        self._page.context.tasks.run(self, lambda: session.additions.load(addition_id), self.show_stored)

    def refresh(self, changes: frozenset[object]) -> None:
        """Something was stored elsewhere: the points may be others."""
        self._timer.start()

    def undone(self, step: UndoStep) -> None:
        """A step was undone: show what this request is now, unless something was typed on it."""
        addition_id, load = self.addition.id, self._session.additions.load
        if step.subject == "addition" and step.record_id == addition_id is not None and not self.edited():
            self._page.context.tasks.run(
                self, lambda: load(addition_id), self.show_stored, lambda _gone: self.closed.emit()
            )

    def take_focus(self) -> None:
        """Begin in the motivation of what can be edited, else at the first point."""
        if self.addition.status in OPEN:
            self.request.focus_path("reasons")
        elif not self.after.isHidden() and not self.after.frozen:
            self.after.focus_path("outcome")
        else:
            first_focus(self.head)

    def next_problem(self, step: int) -> None:
        """F8 and Shift+F8."""
        self.columns.points.step(step)

    def make_pdf(self) -> None:
        """Save first when needed, then show the PDF."""
        if (self.edited() or self.addition.id is None) and not self.life.save_now():
            return
        if self.addition.id is not None:
            self.preview_asked.emit(PaperKey(PaperKind.ADDITION, self.addition.id))

    def save(self) -> None:
        """Ctrl+S."""
        self.life.save()

    def finish(self) -> None:
        """Ctrl+Enter: save and go back."""
        if not self.edited() or self.life.save_now():
            self.closed.emit()

    def back(self) -> None:
        """Esc."""
        if self.may_leave():
            self.closed.emit()

    def may_leave(self) -> bool:
        """Ask when something typed is not stored yet; nothing is ever dropped silently."""
        if not self.edited():
            return True
        text = "Deze aanvraag is veranderd en nog niet bewaard."
        verb = dialogs.ask(self, "Bewaren?", text, ["Bewaren", "Niet bewaren"])
        return self.life.save_now() if verb == "Bewaren" else verb is not None

    def panes(self) -> list[QWidget]:
        """What F6 walks through."""
        return self.columns.panes()
