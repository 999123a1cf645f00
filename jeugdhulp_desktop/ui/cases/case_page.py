"""One case as a page: its fields at the left; people, time line, actions and checklists at the right.

The draft is put together from the fields and compared by value with what was read, so nothing is marked
dirty. Another window that saved first is told apart from a fault: what was typed stays (F38).
"""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jeugdhulp_desktop.domain.cases import CaseDraft
from jeugdhulp_desktop.domain.drafts import KeptDraft
from jeugdhulp_desktop.domain.problems import Problem, blocking
from jeugdhulp_desktop.domain.pupils import PupilLine
from jeugdhulp_desktop.ui import dialogs
from jeugdhulp_desktop.ui.cases.case_drafting import CaseDrafting
from jeugdhulp_desktop.ui.cases.case_form import CaseForm
from jeugdhulp_desktop.ui.cases.case_keeping import CaseKeeping
from jeugdhulp_desktop.ui.cases.case_side import CaseSide
from jeugdhulp_desktop.ui.cases.detail import NO_PUPIL
from jeugdhulp_desktop.ui.cases.facts import CaseContents, load_contents
from jeugdhulp_desktop.ui.cases.looks import class_word, group_words, review_message, status_pill
from jeugdhulp_desktop.ui.cases.pupil_choice import PupilChoice
from jeugdhulp_desktop.ui.cases.pupil_dialog import PUPIL, ask_pupil
from jeugdhulp_desktop.ui.pages import Page
from jeugdhulp_desktop.ui.theme import theme
from jeugdhulp_desktop.ui.widgets.buttons import Button
from jeugdhulp_desktop.ui.widgets.focus import tab_as_one_reads
from jeugdhulp_desktop.ui.widgets.header import PageHeader
from jeugdhulp_desktop.ui.widgets.messages import Act, MessageArea, MessageBar
from jeugdhulp_desktop.ui.widgets.panel import Panel, ScrollArea, clear_layout
from jeugdhulp_desktop.ui.widgets.segmented import Segment, SegmentedAnswer

if TYPE_CHECKING:
    from jeugdhulp_desktop.services.session import Session

NARROW = 1200  # logical pixels of the window: below this fields and time line take turns
SIDE, WIDEST = 400, 800
_FIELDS, _SIDE = "fields", "side"


class CaseEditor(QWidget):
    """One case being read or edited."""

    left = Signal()  # back to the list
    stored = Signal(int)

    def __init__(self, page: Page, session: "Session", contents: CaseContents) -> None:
        super().__init__()
        self._page, self._session = page, session
        self._contents = contents
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 14, 24, 16)
        whole.setSpacing(12)
        self._make_head(whole)
        self.messages = MessageArea()
        self.keeping = CaseKeeping(self, page, session)
        self.keeping.stored.connect(self.stored)
        whole.addWidget(self.messages)
        self.bar_place = QVBoxLayout()
        whole.addLayout(self.bar_place)
        columns = QHBoxLayout()
        columns.setSpacing(16)
        columns.addWidget(self._make_form(), 1)
        columns.addWidget(self._make_side())
        whole.addLayout(columns, 1)
        page.context.privacy.changed.connect(self._redraw_names)
        self.show_contents(contents)
        self.load(contents.view.draft)
        self.form.changed.connect(lambda _name: self.show_edited())
        self.show_edited()
        page.context.drafts.watch(CaseDrafting(self, page), self, self.messages)

    def _make_head(self, whole: QVBoxLayout) -> None:
        self.header = PageHeader()
        self.header.set_back("Casussen", "Nieuwe casus", self.left.emit)
        self.switch = SegmentedAnswer(
            "Wat je ziet",
            [
                Segment(_FIELDS, "Gegevens", "1", "form-textbox", "accent"),
                Segment(_SIDE, "Tijdlijn en acties", "2", "history", "accent"),
            ],
        )
        self.switch.set_value(_FIELDS)
        self.switch.answered.connect(lambda _value: self._arrange())
        self.save_button = Button("Bewaren", "content-save-outline", "filled", tip="Bewaren (Ctrl+S)")
        self.save_button.clicked.connect(lambda _checked=False: self.save())
        self.header.add_action(self.switch)
        self.header.add_action(self.save_button)
        whole.addWidget(self.header)

    def _make_form(self) -> QWidget:
        context = self._page.context
        self.pupils = PupilChoice(self, self._session, context, lambda: self._contents.view)
        self.form = CaseForm(context.today(), context.privacy, self.pupils.find, self.pupils.born)
        self.pupils.school = self.form.school.value
        self.form.pupil_asked.connect(self._ask_pupil)
        panel = Panel(margin=20)
        panel.body.addWidget(self.form)
        panel.setMaximumWidth(theme().px(WIDEST))
        self.form_area = ScrollArea(panel)
        return self.form_area

    def _make_side(self) -> QWidget:
        self.side = CaseSide(self._page, self._session)
        self.side.told.connect(self.messages.add)
        self.side.over.connect(self.messages.remove)
        self.side.outdated.connect(self.read_again)
        self.form.note_asked.connect(self.side.add_note)
        self.side_area = ScrollArea(self.side)
        return self.side_area

    @property
    def case_id(self) -> int | None:
        """The id of the case, None until it is kept."""
        return self._contents.view.draft.id

    def load(self, draft: CaseDraft) -> None:
        """Fill the fields, and remember what they showed: edits are told from it."""
        self.form.load(draft)
        self.loaded = self.form.draft()
        if draft.id is not None:
            self.form.show_problems(list(self.form.check(self.loaded)))

    def show_contents(self, contents: CaseContents) -> None:
        """Everything but the fields."""
        self._contents = contents
        self.form.set_facts(contents.facts, contents.view)
        self.side.show_contents(contents)
        clear_layout(self.bar_place)
        message = review_message(contents.view, self._page.context.today())
        if message is not None:
            act = Act("Invullen", self.side.fill_list)
            self.bar_place.addWidget(MessageBar(replace(message, acts=(act,))))
        tab_as_one_reads(self)
        self._show_head()
        self._arrange()

    def _show_head(self) -> None:
        view, privacy = self._contents.view, self._page.context.privacy
        kept = view.draft.id is not None
        self.header.set_here(view.draft.number if kept else "Nieuwe casus")
        name = privacy.name(view.pupil) or (NO_PUPIL if kept else "Nieuwe casus")
        self.header.set_title(name)
        self.header.set_pill(status_pill(view.draft.status) if kept else None)
        group = group_words(view.group, view.school, self._contents.facts.schools)
        self.header.set_facts(", ".join(filter(None, [view.school, group])))

    def _redraw_names(self) -> None:
        self.form.redraw_names()
        self._show_head()
        self.side.show_contents(self._contents)

    def read_again(self, then: Callable[[], object] | None = None) -> None:
        """Read what hangs on the case; the fields stay as they are typed."""
        case_id, session = self.case_id, self._session
        if case_id is None:
            return

        def show(contents: CaseContents) -> None:
            self._take(contents)
            if then is not None:
                then()

        self._page.context.tasks.run(
            self, lambda: load_contents(session, case_id), show, self.keeping.tell, latest="read"
        )

    def _take(self, contents: CaseContents) -> None:
        """Show what was read; fields that were not touched follow, those that were typed in stay (F38)."""
        if self.keeping.busy:
            return
        edited = self.form.edited()
        newer = contents.view.draft.version != self._contents.view.draft.version
        self.show_contents(contents)
        if not edited:
            self.load(contents.view.draft)
        elif newer:
            self.keeping.tell_changed()
        self.show_edited()

    def show_edited(self) -> None:
        """Say at the title whether what stands in the fields is kept."""
        self._page.context.drafts.touch()
        edited = self.form.edited() or self.case_id is None
        self.header.set_beside("nog niet bewaard" if edited else "")
        if not edited:
            self.messages.remove("case")

    # --- saving ---

    def save(self, then: Callable[[], object] | None = None) -> None:
        """Ctrl+S: keep the case; afterwards do what was asked."""
        self.keeping.save(then)

    def may_leave(self) -> bool:
        """Ask when something typed is not kept yet; nothing is ever dropped silently."""
        if not self.form.edited():
            return True
        verb = dialogs.ask(
            self, "Bewaren?", "Deze casus is veranderd en nog niet bewaard.", ["Bewaren", "Niet bewaren"]
        )
        if verb == "Niet bewaren":
            self.load(self._contents.view.draft)
            self.show_edited()
            return True
        return verb == "Bewaren" and self.keeping.save_now()

    def _ask_pupil(self) -> None:
        school_id = self.form.school.value()
        if school_id is None:
            self.form.focus_field("school_id")
            return
        schools = self._contents.facts.schools
        word = class_word(each for each in schools if each.id == school_id)
        context, case_id = self._page.context, self.case_id
        ask_pupil(self, self._session, context, school_id, word, self._take_pupil, case_id=case_id)

    def open_again(self, draft: KeptDraft) -> None:
        """The dialog above this case in which this was typed."""
        if draft.form == PUPIL:
            self._ask_pupil()

    def _take_pupil(self, pupil: PupilLine) -> None:
        self.pupils.remember(pupil)
        self.form.set_pupil(pupil, self.pupils.words(pupil))
        self._page.saved.emit()

    # --- keys and room ---

    def problems(self) -> list[Problem]:
        """What blocks the case as it stands."""
        return blocking(self.form.check(self.form.draft()))

    def next_problem(self, step: int) -> None:
        """F8 and Shift+F8: from one field with a sentence to the next."""
        self.form.show_problems(list(self.form.check(self.form.draft())))
        wrong = [
            name for name, row in self.form.rows.items() if row.problem is not None and not row.isHidden()
        ]
        if wrong:
            self.show_fields()
            focused = self.focusWidget()
            here = next(
                (at for at, name in enumerate(wrong) if self.form.rows[name].field is focused),
                -1 if step > 0 else 0,
            )
            self.form.focus_field(wrong[(here + step) % len(wrong)])

    def take_focus(self) -> None:
        """Begin where something is to be typed: the pupil of a new case, the status of a known one."""
        field = self.form.pupil if self.case_id is None else self.form.status
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def panes(self) -> list[QWidget]:
        """What F6 walks through."""
        return [pane for pane in (self.form_area, self.side_area) if pane.isVisible()]

    def show_fields(self) -> None:
        """Bring the fields to the front where they take turns with the time line."""
        self.switch.set_value(_FIELDS)
        self._arrange()

    def _arrange(self) -> None:
        kept = self.case_id is not None
        narrow = self.window().width() < theme().px(NARROW)
        self.switch.setVisible(narrow and kept)
        showing = self.switch.value()
        self.form_area.setVisible(not narrow or not kept or showing == _FIELDS)
        self.side_area.setVisible(kept and (not narrow or showing == _SIDE))
        if narrow:
            self.side_area.setMinimumWidth(0)
            self.side_area.setMaximumWidth(16_777_215)
        else:
            self.side_area.setFixedWidth(theme().px(SIDE))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
