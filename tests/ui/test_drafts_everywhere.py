"""Every form that keeps a draft: half a word, a kill or a lock, another start, and it stands there again.

Each line of ``draft_ways.WAYS`` has its entry in ``ON_PAGES`` or ``ABOVE``; a test fails when one is missing.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from jeugdhulp_desktop.domain.actions import ActionFilter
from jeugdhulp_desktop.domain.additions import AdditionStep
from jeugdhulp_desktop.domain.agreements import AgreementStatus, Step
from jeugdhulp_desktop.domain.cases import CaseFilter
from jeugdhulp_desktop.domain.checklists import Answer
from jeugdhulp_desktop.domain.drafts import KeptDraft
from jeugdhulp_desktop.domain.evaluations import EvaluationMoment, Realised
from jeugdhulp_desktop.domain.rollovers import Move
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.domain.text_blocks import TextBlock
from jeugdhulp_desktop.services.session import Session
from jeugdhulp_desktop.ui import dialogs
from jeugdhulp_desktop.ui.copy_text import TextCopier
from jeugdhulp_desktop.ui.draft_ways import WAYS
from jeugdhulp_desktop.ui.drafts import family
from jeugdhulp_desktop.ui.laptop import Laptop
from jeugdhulp_desktop.ui.privacy_mode import Privacy
from jeugdhulp_desktop.ui.reopening import standing
from jeugdhulp_desktop.ui.tasks import Tasks
from jeugdhulp_desktop.ui.widgets.messages import MessageArea
from jeugdhulp_desktop.ui.workplace import Workplace

HALF = "Ze zei dat ze morg"
YEAR = SchoolYear(2026)
_TOLD = "staat er weer"


@dataclass
class Desk:
    """One vault with the window on it; ``again`` is what stands there after a kill or a lock."""

    qtbot: QtBot
    session: Session
    tasks: Tasks
    place: Workplace | None = None

    def open(self, page: str, argument: object = None) -> Any:
        """The page, opened at something and read."""
        self.begin(page, argument)
        return self.page(page)

    def begin(self, page: str = "privacy", argument: object = None) -> Workplace:
        made = self.place = Workplace(self.session, self.tasks, Privacy(), Laptop())
        made.window.resize(1366, 690)
        made.window.show()
        made.begin(page, argument)
        self.settle()
        return made

    def page(self, name: str) -> Any:
        assert self.place is not None
        return self.place.window.pages[name]

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: not self.tasks.busy(), timeout=20_000)

    def close(self, *, killed: bool) -> None:
        """A kill keeps nothing more; a lock keeps what stands there."""
        place, self.place = self.place, None
        if place is None:
            return
        if killed:
            place.context.drafts._stop()
        place.leave()
        for each in QApplication.topLevelWidgets():
            if isinstance(each, dialogs.FormDialog):
                each.hide()
        place.window.hide()
        place.window.deleteLater()
        self.settle()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def ask(self, act: Callable[[], object], do: Callable[[Any], object], *before: object) -> None:
        """Do something in the dialog that ``act`` opens, while it is open."""
        done: list[Any] = []

        def in_it(dialog: Any) -> bool:
            do(dialog)
            done.append(True)
            return False

        with dialogs.answers(*before, in_it):
            act()
            self.qtbot.waitUntil(lambda: bool(done), timeout=20_000)

    def keep(self, form: str, *, locked: bool) -> None:
        """What was typed is in the vault, and from here on nothing is kept any more."""
        assert self.place is not None
        drafts = self.place.context.drafts
        if locked:
            drafts.keep_now()
        else:
            here = partial(lambda: form in {family(each.form) for each in self.session.drafts.all()})
            self.qtbot.waitUntil(here, timeout=20_000)
            drafts._stop()
        self.settle()

    def drafts(self) -> list[KeptDraft]:
        """What is in the vault, as it is read at an unlock."""
        found: list[KeptDraft] = []
        self.tasks.run(self.tasks, lambda: standing(self.session), found.extend)
        self.settle()
        return found

    def agreement(self, *statuses: AgreementStatus) -> int:
        lines = [line for line in self.session.agreements.lines(YEAR) if line.id and line.status in statuses]
        assert lines, f"no agreement in the practice vault is {statuses}"
        return lines[0].id or 0


@pytest.fixture
def desk(qtbot: QtBot, demo: Session, tasks: Tasks) -> Iterator[Desk]:
    made = Desk(qtbot, demo, tasks)
    yield made
    made.close(killed=True)


def text(field: QWidget) -> str:
    return field.toPlainText() if isinstance(field, QTextEdit) else field.text()  # type: ignore[attr-defined]


def put(qtbot: QtBot, field: QWidget, word: str) -> None:
    """Typed at the end, as a user does; the field is not left."""
    field.setFocus()
    if isinstance(field, QTextEdit):
        field.moveCursor(field.textCursor().MoveOperation.End)
    elif isinstance(field, QLineEdit):
        field.end(False)
    qtbot.keyClicks(field, word)  # type: ignore[no-untyped-call]


# --- on a page


def case_id(desk: Desk) -> int:
    return desk.session.cases.find_ids(CaseFilter())[0]


def action_line(desk: Desk) -> QWidget:
    panel = desk.page("cases").editor.side.action_panel
    if panel.form.isHidden():
        panel.more.click()
    field: QWidget = panel.form.what
    return field


def addition_id(desk: Desk) -> int:
    return next(each.id for each in desk.session.additions.lines(YEAR) if each.status == "aangevraagd")


def motivation(desk: Desk) -> QWidget:
    field: QWidget = desk.page("agreements").view().request.fields["motivation"]
    return field


def evaluation_place(desk: Desk) -> tuple[str, object]:
    school = next(e for e in desk.session.evaluations.lines(YEAR) if e.halfway.id is not None).school_id
    return "evaluation", (school, YEAR, EvaluationMoment.HALFWAY)


def open_line(desk: Desk) -> QWidget:
    row = desk.page("agreements").view().sheet.rows[3]
    row.answer.choose(Realised.NO)
    desk.settle()
    field: QWidget = row.explanation
    return field


def explanation(desk: Desk) -> QWidget:
    field: QWidget = desk.page("agreements").view().sheet.rows[3].explanation
    return field


def run_place(desk: Desk) -> tuple[str, int | None]:
    lines = desk.session.checklists.lines(YEAR)
    return "run", next(each.id for each in lines if each.id and not each.finished_on and each.answered)


def open_question(desk: Desk) -> QWidget:
    row = desk.page("monitoring").view.questions.rows[0]
    row.answer.choose(Answer.NO)
    desk.settle()
    field: QWidget = row.details.explanation
    return field


def question(desk: Desk) -> QWidget:
    field: QWidget = desk.page("monitoring").view.questions.rows[0].details.explanation
    return field


def hour_cell(desk: Desk) -> QWidget:
    desk.qtbot.waitUntil(lambda: desk.page("hours").week.grid.first_cell() is not None)
    cell: QWidget = desk.page("hours").week.grid.first_cell()
    return cell


def empty_cell(desk: Desk) -> QWidget:
    cell = hour_cell(desk)
    cell.clear()  # type: ignore[attr-defined]
    return cell


def next_group(desk: Desk) -> QWidget:
    desk.place.window.open_page("agreements", ("rollover", YEAR.next))  # type: ignore[union-attr]
    desk.qtbot.waitUntil(lambda: bool(desk.page("agreements").view().schools.boxes))
    view = desk.page("agreements").view()
    view.finish()
    view.finish()
    panel = next(panel for panel in view.groups.panels if panel.lines)
    panel.choose_again(False, {line.plan.group: [Move.UP.value, ""] for line in panel.lines})
    field: QWidget = panel.lines[0].target
    return field


def same_group(desk: Desk) -> QWidget:
    view = desk.page("agreements").view()
    field: QWidget = next(panel for panel in view.groups.panels if panel.lines).lines[0].target
    return field


def settings_field(name: str, row: str) -> Callable[[Desk], QWidget]:
    def field(desk: Desk) -> QWidget:
        found: QWidget = getattr(desk.page("settings"), name).form.rows[row].field
        return found

    return field


def concept(desk: Desk) -> int:
    return desk.agreement(AgreementStatus.CONCEPT)


@dataclass(frozen=True)
class OnPage:
    """Where it is opened, the field to type in, and the same field after the start."""

    page: str
    argument: Callable[[Desk], object]
    begin: Callable[[Desk], QWidget]
    again: Callable[[Desk], QWidget]
    word: str = HALF
    locked: bool = False  # kept by the lock, mid-word; the others by their timer before a kill


ON_PAGES: dict[str, OnPage] = {
    "case-action": OnPage("cases", case_id, action_line, action_line, locked=True),
    "addition": OnPage("agreements", lambda desk: ("addition", addition_id(desk)), motivation, motivation),
    "evaluation": OnPage("agreements", evaluation_place, open_line, explanation),
    "checklist": OnPage("monitoring", run_place, open_question, question, locked=True),
    "week": OnPage("hours", lambda _desk: None, empty_cell, hour_cell, word="3,"),
    "rollover": OnPage("agreements", lambda _desk: None, next_group, same_group, word="8b"),
    "settings": OnPage(
        "settings",
        lambda _desk: "vault",
        settings_field("vault", "user_name"),
        settings_field("vault", "user_name"),
        locked=True,
    ),
    "letterhead": OnPage(
        "settings",
        lambda _desk: "letterhead",
        settings_field("letterhead", "address"),
        settings_field("letterhead", "address"),
    ),
}


@pytest.mark.parametrize("name", ON_PAGES)
def test_f25_half_a_word_on_a_page_stands_there_again(desk: Desk, name: str) -> None:
    form = ON_PAGES[name]
    desk.open(form.page, form.argument(desk))
    field = form.begin(desk)
    put(desk.qtbot, field, form.word)
    typed = text(field)
    assert form.word in typed
    desk.keep(name, locked=form.locked)
    desk.close(killed=True)
    place = desk.begin()
    desk.qtbot.waitUntil(lambda: _shown(desk, form) == typed, timeout=20_000)
    told = place.window.findChildren(MessageArea)
    assert any(_TOLD in message.text for area in told for message in area.messages())


def _shown(desk: Desk, form: OnPage) -> str:
    try:
        return text(form.again(desk))
    except (AttributeError, KeyError, StopIteration):  # it is not there yet
        return ""


# --- above a page


Opener = Callable[[Desk], tuple[Callable[[], object], Callable[[Any], QWidget]]]


def row(name: str) -> Callable[[Any], QWidget]:
    return lambda dialog: dialog.form.rows[name].field


def reason(dialog: Any) -> QWidget:
    field: QWidget = dialog.reason
    return field


def relation(kind: str, name: str) -> Opener:
    def opener(desk: Desk) -> tuple[Any, Any]:
        page = desk.open("relations", kind)
        page.table.select_row(0)
        return page.edit, row(name)

    return opener


def new_pupil(desk: Desk) -> tuple[Any, Any]:
    return desk.open("cases", case_id(desk)).editor._ask_pupil, row("name.first")


def signature(desk: Desk) -> tuple[Any, Any]:
    signed = desk.session.agreements.load(desk.agreement(AgreementStatus.SIGNED))
    signing = desk.session.agreements.advance(signed, Step.REOPEN, reason="Een naam klopt niet.")
    return desk.open("agreements", signing.id).editor.forward, row("paper_kept_at")


def step_reason(desk: Desk) -> tuple[Any, Any]:
    page = desk.open("agreements", desk.agreement(AgreementStatus.SIGNED))
    return page.editor.life.ask_new_version, reason


def refusal(desk: Desk) -> tuple[Any, Any]:
    page = desk.open("agreements", ("addition", addition_id(desk)))
    return partial(page.view().life.take, AdditionStep.REJECT), reason


def reopening(desk: Desk) -> tuple[Any, Any]:
    lines = desk.session.evaluations.lines(YEAR.previous)
    done = next(each for each in lines if each.end.finished_on is not None)
    page = desk.open("agreements", ("evaluation", (done.school_id, YEAR.previous, EvaluationMoment.END)))
    return page.view()._reopen, reason


def text_block(desk: Desk) -> tuple[Any, Any]:
    editor = desk.open("agreements", concept(desk)).editor
    block = TextBlock(field="occasion", text="Iets om te bewaren.")
    return partial(editor.blocks.ask_to_keep, editor, block), lambda dialog: dialog.title


def invitation(desk: Desk) -> tuple[Any, Any]:
    return desk.open("agreements", concept(desk)).editor._copy_invitation, row("place")


def mail_text(desk: Desk) -> tuple[Any, Any]:
    page = desk.open("actions")
    page.context.privacy.set_on(True)  # then it is not asked whether pupils are named
    return partial(TextCopier(page, desk.session).action_list, ActionFilter(), "Acties"), row("text")


ABOVE: dict[str, Opener] = {
    "person": relation("people", "role"),
    "party": relation("parties", "note"),
    "school": relation("schools", "area"),
    "pupil": new_pupil,
    "sign": signature,
    "agreement-reason": step_reason,
    "addition-reason": refusal,
    "evaluation-reason": reopening,
    "text-block": text_block,
    "invitation": invitation,
    "mail-text": mail_text,
}
_WHOLE = ("person", "addition-reason")  # in another window; the others in the same, which is quicker
_ELSEWHERE = {"case", "agreement", "contact", "action"}  # test_drafts.py


def test_every_kind_of_draft_is_walked_here() -> None:
    assert {*ON_PAGES, *ABOVE, *_ELSEWHERE} == set(WAYS)


@pytest.mark.parametrize("name", ABOVE)
def test_f25_half_a_word_in_a_dialog_stands_there_again(desk: Desk, name: str) -> None:
    act, field_of = ABOVE[name](desk)
    seen: list[str] = []

    def type_it(dialog: Any) -> None:
        put(desk.qtbot, field_of(dialog), HALF)
        seen.append(text(field_of(dialog)))
        desk.keep(name, locked=name in ("party", "sign"))

    def look(dialog: Any) -> None:
        assert text(field_of(dialog)) == seen[0]
        told = [message.text for message in dialog.findChild(MessageArea).messages()]
        assert [_TOLD in each for each in told] == [True]

    desk.ask(act, type_it)
    if name in _WHOLE:
        desk.close(killed=True)
        desk.ask(desk.begin, look)
        return
    (draft,) = desk.drafts()
    place = desk.place
    assert place is not None
    place.context.drafts.open_with(desk.session, desk.tasks)  # as after an unlock, above the page that stands
    place.context.drafts.take_found([draft], [draft])
    way, front = WAYS[name].place, place.window.page()
    assert way is not None
    assert way(draft)[0] == place.window.page_name()
    assert front is not None
    desk.ask(partial(front.reopen, draft), look)
