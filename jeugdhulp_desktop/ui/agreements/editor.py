"""The editor of one agreement: sections left, content in the middle, live points right.

The draft is one value. An edit reads only the section it was made in, and the draft is compared by value
with what was stored, so there is no dirty flag and a keystroke costs no more in a long agreement. Checks run
on the worker, the newest answer wins.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from jeugdhulp_desktop.domain.actions import ActionFilter
from jeugdhulp_desktop.domain.agreement_kinds import Section
from jeugdhulp_desktop.domain.agreement_terms import Deviation
from jeugdhulp_desktop.domain.agreement_texts import newest_deviations
from jeugdhulp_desktop.domain.agreements import Agreement, AgreementStatus, Step
from jeugdhulp_desktop.domain.documents import PaperKey, PaperKind
from jeugdhulp_desktop.domain.drafts import KeptDraft
from jeugdhulp_desktop.domain.evaluations import EvaluationMoment
from jeugdhulp_desktop.domain.problems import Problem
from jeugdhulp_desktop.domain.structures import Structure
from jeugdhulp_desktop.domain.text import clock_time
from jeugdhulp_desktop.ui import dialogs, sentences
from jeugdhulp_desktop.ui.agreements.columns import EditorColumns
from jeugdhulp_desktop.ui.agreements.dialogs_of_steps import ReasonDialog, asked_for, keep_reason
from jeugdhulp_desktop.ui.agreements.drafting import AgreementDrafting
from jeugdhulp_desktop.ui.agreements.editor_head import EditorHead
from jeugdhulp_desktop.ui.agreements.facts import EditorFacts, RecordFacts, derived_of
from jeugdhulp_desktop.ui.agreements.life import REASON, AgreementLife
from jeugdhulp_desktop.ui.agreements.points import deadline_words, points_of
from jeugdhulp_desktop.ui.agreements.section_set import SectionSet
from jeugdhulp_desktop.ui.agreements.text_block_menu import TEXT_BLOCK, TextBlocks
from jeugdhulp_desktop.ui.agreements.views import ADDITION, COMPARE, EVALUATION
from jeugdhulp_desktop.ui.copy_text import INVITATION, TextCopier
from jeugdhulp_desktop.ui.drafts import family
from jeugdhulp_desktop.ui.pages import Page
from jeugdhulp_desktop.ui.widgets.focus import first_focus

if TYPE_CHECKING:
    from jeugdhulp_desktop.services.session import Session
    from jeugdhulp_desktop.ui.agreements.section import EditorSection

CHECK_AFTER = 200  # ms without an edit before the draft is checked
_SETTLED = (AgreementStatus.SIGNED, AgreementStatus.CLOSED, AgreementStatus.REPLACED)


class AgreementEditor(QWidget):
    """One agreement being edited or read. ``view_asked`` gives the name of a view and its argument."""

    left = Signal()  # back to the list
    stored = Signal(object)  # the Agreement as it is in the vault now
    preview_asked = Signal(object)  # the PaperKey of what is to be shown
    view_asked = Signal(str, object)

    def __init__(
        self, page: Page, session: "Session", facts: EditorFacts, agreement: Agreement, kept_at: str = ""
    ) -> None:
        super().__init__()
        self._page, self._session, self._facts = page, session, facts
        self.agreement = agreement  # as it was stored, or begun
        self._draft = agreement
        self._kept_at = ""
        self._records = facts.records
        self.problems: list[Problem] = []
        self.life = AgreementLife(self, page, session)
        self.life.stored.connect(self.stored)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 16, 24, 20)
        whole.setSpacing(14)
        self.head = EditorHead(agreement, self.left.emit)
        self.header = self.head
        whole.addWidget(self.head)
        blocks = self.blocks = TextBlocks(
            page, session, facts.blocks, self, lambda: {"agreement": self.agreement.id}
        )
        parts = self.parts = SectionSet(facts, blocks, self._structure)
        self.heading, self.parties, self.deployments = parts.heading, parts.parties, parts.deployments
        self.themes, self.offers = parts.themes, parts.offers
        self.sections: list[EditorSection] = parts.all
        self.columns = EditorColumns(self.sections)
        whole.addWidget(self.columns, 1)
        self._timer = QTimer(self, singleShot=True, interval=CHECK_AFTER)
        self._timer.timeout.connect(self._check)
        self._tabs = QTimer(self, singleShot=True, interval=0)
        self._tabs.timeout.connect(self.columns.order_tabs)
        self._connect()
        self.show_records(facts.records)
        self.show_stored(agreement, kept_at)
        page.context.drafts.watch(AgreementDrafting(self), self, page)

    def _connect(self) -> None:
        head, parts = self.head, self.parts
        head.preview_asked.connect(self.show_preview)
        head.letter_asked.connect(lambda: self.show_preview(PaperKind.LETTER))
        head.save_asked.connect(self.save)
        head.step_asked.connect(self.life.forward)
        head.back_asked.connect(self.life.reopen)
        head.version_asked.connect(self.life.ask_new_version)
        head.compare_asked.connect(lambda: self._open_view(COMPARE, lambda: self.agreement.id))
        head.evaluation_asked.connect(lambda: self._open_evaluation(None))
        head.addition_asked.connect(self._request_addition)
        head.invitation_asked.connect(self._copy_invitation)
        head.delete_asked.connect(self.life.delete)
        head.actions_asked.connect(self._copy_actions)
        parts.analysis.figures_asked.connect(self.life.read_last_year)
        for section in self.sections:
            section.changed.connect(partial(self._section_changed, section))
            section.use_asked.connect(self.heading.choice.use)
            section.stops_changed.connect(self._tabs.start)
        parts.evaluation.opened.connect(self._open_evaluation)
        parts.additions.opened.connect(lambda each: self._open_view(ADDITION, lambda: each))
        parts.additions.request_asked.connect(self._request_addition)
        self.themes.link_offer = self._link_offer

    def _structure(self) -> Structure:
        known = {each.id: each for each in self._facts.structures}
        return known.get(self._draft.structure_id, self._facts.structures[0])

    def draft(self) -> Agreement:
        """The agreement as it stands on the screen."""
        return self._draft

    def edited(self) -> bool:
        """Whether something on the screen is not in the vault."""
        if self.agreement.id is None or self._draft != self.agreement:
            return True
        return not self.agreement.status.frozen and bool(self.own_problems())

    def own_problems(self) -> list[str]:
        """The paths of fields that hold what is no value, in the order of the sections."""
        return [path for section in self.sections for path in section.own_problems()]

    @property
    def agreement_id(self) -> int | None:
        """The id of the agreement, None until it is stored."""
        return self.agreement.id

    def show_stored(self, agreement: Agreement, kept_at: str | None = None) -> None:
        """Fill everything from the vault; what the fields make of it is what edits are compared with."""
        self.agreement = agreement
        self._kept_at = self._now() if kept_at is None else kept_at
        self._fill(agreement)
        if agreement.id is not None:
            self.agreement = self._draft
        self._show_head()
        self._check()

    def show_draft(self, draft: Agreement) -> None:
        """Fill the fields with what is not stored yet, to look over and save."""
        self._fill(draft)
        self._show_head()
        self._check()

    def _fill(self, agreement: Agreement) -> None:
        frozen = agreement.status.frozen
        draft = agreement
        for section in self.sections:
            section.fill(agreement)
            section.set_frozen(frozen)
            if not frozen:
                draft = section.apply(draft)
            section.set_left_out(not agreement.uses(section.kind))
        self._draft = draft
        self._tabs.start()

    def take_saved(self, sent: Agreement, agreement: Agreement) -> bool:
        """What was stored; True when one typed on meanwhile, and then the screen is newer."""
        typed_on = self._draft != sent
        if not typed_on:
            here = self._focused_path()
            self.show_stored(agreement)
            self._focus_again(here)
            return False
        self.agreement, self._kept_at = agreement, self._now()
        self._draft = replace(self._draft, id=agreement.id, version=agreement.version)
        self._show_head()
        self._timer.start()
        return True

    def _now(self) -> str:
        return f"om {clock_time(self._page.context.now())}"

    def _show_head(self) -> None:
        derived = derived_of(self.agreement, self._records, self._page.context.today())
        self.head.show_status(self.agreement, derived)
        self._show_kept()

    def _show_kept(self) -> None:
        if self.agreement.id is None or self.edited():
            kept = "nog niet bewaard"
        else:
            kept = f"bewaard {self._kept_at}" if self._kept_at else ""
        self.head.show_version(self.agreement.number, kept)

    def _section_changed(self, section: "EditorSection") -> None:
        before = self._draft
        self._draft = section.apply(before)
        for other in self.parts.following:
            if other is not section or other is self.parts.finance:
                other.follow(self._draft)
        if self._draft.left_out != before.left_out:
            for each in self.sections:
                each.set_left_out(not self._draft.uses(each.kind))
            self._check()
        self._show_kept()
        self._page.context.drafts.touch()
        self._timer.start()

    def _check(self) -> None:
        draft = self._draft
        if draft.status in _SETTLED:
            self.show_problems([])
            return
        step = Step.SIGN if draft.status is AgreementStatus.SIGNING else Step.FREEZE
        check = self._session.agreements.check
        self._page.context.tasks.run(self, lambda: check(draft, step), self.show_problems, latest="check")

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show these findings: in the list, at the right, and in the fields that block."""
        self.problems = list(problems)
        self.life.checked(self.problems)
        points = points_of(self.problems, self.columns.go_to, self._accept, self._explain)
        self.columns.show_problems(self._draft, self.problems, points, self._records)
        words = deadline_words(self._draft, self._facts.deadline, self._page.context.today())
        self.columns.points.set_foot(words)

    def show_records(self, records: RecordFacts) -> None:
        """Requests and evaluations of this school and year, in sections 8 and 14."""
        self._records = records
        self._show_head()
        self.parts.additions.show_lines(records.additions)
        self.parts.evaluation.show_facts(records.evaluations)
        self.show_problems(self.problems)

    def take_focus(self) -> None:
        """Begin in the first field that can be edited, or in the list of sections (narrow: the choice)."""
        if self.agreement.status.frozen:
            first_focus(self.columns.chooser if self.columns.list.isHidden() else self.columns.list)
        else:
            self.heading.focus_path("author")

    def next_problem(self, step: int) -> None:
        """F8 and Shift+F8."""
        self.columns.points.step(step)

    def refresh(self) -> None:
        """Something was stored elsewhere: requests and evaluations are read again."""
        if self.agreement.id is not None:
            self.life.read_records()

    def _accept(self, found: Problem) -> None:
        """ "Ja, bewust": remembered with the agreement and printed in it."""
        self._deviate(found, "Bewust niet gekozen.")

    def _explain(self, found: Problem) -> None:
        lead = f"{sentences.sentence(found)} De reden komt in het document te staan."
        dialog = ReasonDialog(self, "Waarom is dit zo afgesproken?", lead, "Reden bewaren")
        keep_reason(self._page.context.drafts, dialog, REASON, self.agreement.id, found)
        if dialogs.run_form(dialog):
            self._deviate(found, dialog.value())

    def _deviate(self, found: Problem, reason: str) -> None:
        author, day = self._draft.author, self._page.context.today()
        deviation = Deviation(found.rule, found.value("subject"), reason, author, day)
        deviations = newest_deviations((*self._draft.deviations, deviation))
        self._draft = replace(self._draft, deviations=deviations)
        self._page.context.drafts.touch()
        self._show_kept()
        self._check()

    def open_again(self, draft: KeptDraft) -> None:
        """The dialog above this agreement in which this was typed."""
        kind = family(draft.form)
        if kind == TEXT_BLOCK:
            self.blocks.open_again(self, draft)
        elif kind == INVITATION:
            self._copy_invitation()
        elif (found := asked_for(draft, self.problems)) is not None:
            self._explain(found)
        else:
            self.life.open_again(draft)

    def _focused_path(self) -> str:
        """The path of the field with the focus, or of the row whose button has it."""
        focused = self.focusWidget()
        for section in self.sections:
            if focused is None or not section.isAncestorOf(focused):
                continue
            for path, field in section.fields.items():
                if field is focused or field.isAncestorOf(focused):
                    return path
        return ""

    def _focus_again(self, path: str) -> None:
        """Rows may be built anew when they are filled: the focus stays in the field that it was in."""
        if path and self._focused_path() != path:
            next((each.focus_path(path) for each in self.sections if path in each.fields), None)

    def _copy_invitation(self) -> None:
        if self.agreement.id is not None:
            TextCopier(self._page, self._session).invitation(self.agreement.id)

    def _copy_actions(self) -> None:
        agreement_id, year = self.agreement.id, self.agreement.school_year
        if agreement_id is not None:
            wanted = ActionFilter(agreement_id=agreement_id)
            title = f"Acties schoolafspraak {year.code}"
            TextCopier(self._page, self._session).action_list(wanted, title, agreement_id)

    def _link_offer(self, theme_key: str) -> None:
        if not self._draft.uses(Section.OFFERS):
            self.heading.choice.use(Section.OFFERS)
        self.offers.add_for(theme_key)

    def _open_evaluation(self, moment: EvaluationMoment | None) -> None:
        year, school = self.agreement.school_year, self.agreement.school_id
        self._open_view(EVALUATION, lambda: (school, year, moment))

    def _request_addition(self) -> None:
        year, school = self.agreement.school_year, self.agreement.school_id
        self._open_view(ADDITION, lambda: (school, year))

    def _open_view(self, name: str, argument: Callable[[], object]) -> None:
        """Save first when needed, so that the view reads what stands here."""
        if self._is_kept():
            self.view_asked.emit(name, argument())

    def show_preview(self, kind: PaperKind = PaperKind.AGREEMENT) -> None:
        """Save first when needed, then show the PDF: of the agreement, or the letter that goes along."""
        if self._is_kept() and self.agreement.id is not None:
            self.preview_asked.emit(PaperKey(kind, self.agreement.id))

    def _is_kept(self) -> bool:
        if self.edited() and not self.agreement.status.frozen and not self.life.save_now():
            return False
        return self.agreement.id is not None

    def save(self) -> None:
        """Ctrl+S."""
        self.life.save()

    def save_now(self) -> bool:
        """Save and wait; False when it was refused."""
        return self.life.save_now()

    def forward(self) -> None:
        """The next step of the life of the agreement."""
        self.life.forward()

    def reopen(self) -> None:
        """One step back."""
        self.life.reopen()

    def may_leave(self) -> bool:
        """Ask when something typed is not stored yet; nothing is ever dropped silently."""
        if self.agreement.status.frozen or not self.edited():
            return True
        text = "Deze afspraak is veranderd en nog niet bewaard."
        verb = dialogs.ask(self, "Bewaren?", text, ["Bewaren", "Niet bewaren"])
        return self.save_now() if verb == "Bewaren" else verb is not None

    def panes(self) -> list[QWidget]:
        """What F6 walks through."""
        return self.columns.panes()
