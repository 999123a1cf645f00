"""Two windows, a failure nobody foresaw, a very long agreement, and the school's own text blocks."""

import sys
from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from jeugdhulp_desktop.domain.agreement_kinds import Section
from jeugdhulp_desktop.domain.agreement_sections import Theme
from jeugdhulp_desktop.domain.evaluations import EvaluationMoment
from jeugdhulp_desktop.domain.text_blocks import TextBlock
from jeugdhulp_desktop.services.session import Session
from jeugdhulp_desktop.ui import dialogs
from jeugdhulp_desktop.ui.agreements.editor import AgreementEditor
from jeugdhulp_desktop.ui.agreements.page import AgreementsPage
from jeugdhulp_desktop.ui.widgets.buttons import Button
from jeugdhulp_desktop.ui.widgets.fields import TextArea
from tests.ui.agreements.editing import edit, put, settled
from tests.ui.controls import unnamed_controls
from tests.ui.undoing import ctrl_z


@pytest.fixture
def editor(qtbot: QtBot, page: AgreementsPage) -> AgreementEditor:
    return edit(qtbot, page, "Zonnewijzer")


def field(editor: AgreementEditor, path: str) -> QWidget:
    return next(each.fields[path] for each in editor.sections if path in each.fields)


def test_the_header_says_when_it_was_kept(qtbot: QtBot, editor: AgreementEditor) -> None:
    put(qtbot, field(editor, "author"), "Ans")
    assert editor.header.beside.text() == "Versie 1, nog niet bewaard"
    with qtbot.waitSignal(editor.stored):
        editor.save()
    assert editor.header.beside.text() == "Versie 1, bewaard om 08:42"


def test_f38_the_newest_is_read_and_what_was_typed_here_stands_on_top(
    qtbot: QtBot, page: AgreementsPage, editor: AgreementEditor, demo: Session
) -> None:
    put(qtbot, field(editor, "aim"), "Eerder zien.")
    assert editor.agreement_id is not None
    other = demo.agreements.load(editor.agreement_id)
    demo.agreements.save(replace(other, author="Iemand anders"))
    with qtbot.waitSignal(page.message) as told:
        page.save()
    assert [act.words for act in told.args[0].acts] == ["Nieuwste lezen"]
    with qtbot.waitSignal(page.message) as again:
        told.args[0].acts[0].do()
    assert "Wat jij veranderde staat weer in de velden" in again.args[0].text
    assert (editor.draft().author, editor.draft().aim) == ("Iemand anders", "Eerder zien.")
    assert editor.edited()
    with qtbot.waitSignal(editor.stored):
        page.save()
    kept = demo.agreements.load(editor.agreement_id)
    assert (kept.author, kept.aim) == ("Iemand anders", "Eerder zien.")


def test_ctrl_z_shows_what_was_stored_before_and_then_a_concept_goes_into_the_bin(
    qtbot: QtBot, page: AgreementsPage, editor: AgreementEditor, demo: Session
) -> None:
    before, agreement_id = editor.draft().aim, editor.agreement_id or 0
    put(qtbot, field(editor, "aim"), "Eerder zien.")
    with qtbot.waitSignal(editor.stored):
        page.save()
    ctrl_z(page)
    qtbot.waitUntil(lambda: editor.draft().aim == before)
    assert not editor.edited()
    with dialogs.answers("Verwijderen") as asked, qtbot.waitSignal(page.message) as told:
        editor.header.delete.trigger()
    assert asked[0].text.endswith("Je kunt dit 30 dagen terughalen uit de prullenbak.")
    assert [act.words for act in told.args[0].acts] == ["Ongedaan maken"]
    assert page.editor is None
    assert [entry.record_id for entry in demo.bin.entries()] == [agreement_id]


def test_after_an_unforeseen_failure_the_next_save_is_possible(
    qtbot: QtBot,
    page: AgreementsPage,
    editor: AgreementEditor,
    demo: Session,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told: list[object] = []
    monkeypatch.setattr(sys, "excepthook", lambda *what: told.append(what[0]))
    put(qtbot, field(editor, "aim"), "Eerder zien.")
    store = demo.agreements.save
    broken: Callable[..., object] = lambda _draft: {}["weg"]  # noqa: E731
    monkeypatch.setattr(demo.agreements, "save", broken)
    page.save()
    qtbot.waitUntil(lambda: told == [KeyError])
    assert not editor.life.busy
    monkeypatch.setattr(demo.agreements, "save", store)
    with qtbot.waitSignal(editor.stored):
        page.save()
    assert not editor.edited()


def test_v26_a_full_name_of_a_pupil_is_a_point_with_a_jump(
    qtbot: QtBot, editor: AgreementEditor, demo: Session
) -> None:
    name = next(line.pupil for line in demo.cases.search("") if len(line.pupil.split()) > 1)
    put(qtbot, field(editor, "route.demarcation"), f"Zoals bij {name} ging.")
    settled(qtbot, editor)
    point = next(each for each in editor.columns.points.points() if "naam van een leerling" in each.text)
    assert name not in point.text
    field(editor, "author").setFocus()
    point.acts[0][1]()
    assert editor.focusWidget() is field(editor, "route.demarcation")


def test_sixty_themes_and_a_hundred_thousand_characters_stay_workable(
    qtbot: QtBot, page: AgreementsPage, editor: AgreementEditor
) -> None:
    themes = tuple(Theme(f"t{at}", f"Thema {at}", lead="Ans") for at in range(1, 61))
    editor.show_draft(replace(editor.draft(), themes=themes))
    assert len(editor.themes.cards) == 60
    assert editor.draft().themes == themes
    area = field(editor, "aim")
    assert isinstance(area, TextArea)
    area.setPlainText("Dit is een lange tekst. " * 4_200)
    assert len(area.toPlainText()) > 100_000
    page.save()
    assert editor.focusWidget() is area
    assert "Hier passen 20000 tekens" in area.own_problem()
    area.set_value("Kort.")
    area.changed.emit()
    with qtbot.waitSignal(editor.stored):
        page.save()


def test_an_edit_reads_only_the_section_it_was_made_in(
    qtbot: QtBot, editor: AgreementEditor, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    for each in editor.sections:
        apply = each.apply
        monkeypatch.setattr(
            each, "apply", lambda draft, part=each.part, apply=apply: read.append(part) or apply(draft)
        )
    qtbot.keyClicks(field(editor, "aim"), "x")
    assert read == [Section.PURPOSE.value]


def test_a_text_block_is_kept_put_in_changed_and_deleted(
    qtbot: QtBot, page: AgreementsPage, editor: AgreementEditor, demo: Session
) -> None:
    blocks = editor.blocks
    area = field(editor, "route.reporting_code")
    assert isinstance(area, TextArea)

    def named(dialog: QWidget) -> bool:
        dialog.title.set_value("Meldcode kort")  # type: ignore[attr-defined]
        return bool(dialog.check())  # type: ignore[attr-defined]

    with dialogs.answers(named), qtbot.waitSignal(page.saved):
        blocks.ask_to_keep(editor, TextBlock(field="route.reporting_code", text="We volgen de stappen."))
    kept = next(each for each in blocks.blocks if each.title == "Meldcode kort")
    menu = blocks.menu(editor, "route.reporting_code", area)
    assert menu.actions()[0].text() == "Meldcode kort"
    area.set_value("")
    menu.actions()[0].trigger()
    assert editor.draft().route.reporting_code == "We volgen de stappen."
    menu.actions()[0].trigger()
    assert editor.draft().route.reporting_code == "We volgen de stappen.\nWe volgen de stappen."
    with qtbot.waitSignal(page.saved):
        blocks.delete(kept)
    assert kept.id not in [each.id for each in demo.text_blocks.blocks()]


def test_every_larger_text_has_a_text_block_button_with_a_name(editor: AgreementEditor) -> None:
    assert unnamed_controls(editor) == []
    names = [each.accessibleName() for each in editor.findChildren(QWidget)]
    assert sum(name.startswith("Tekstblok voor ") for name in names) >= 20


def test_tab_goes_through_a_table_before_what_stands_under_it(qtbot: QtBot, editor: AgreementEditor) -> None:
    editor.columns.order_tabs()
    field(editor, "aim").setFocus()
    policies = next(each for each in editor.sections if each.kind is Section.PURPOSE)._values["policies"]
    policies.add()
    editor.columns.order_tabs()
    chain, here = [], field(editor, "policies[0].title")
    for _ in range(4):
        chain.append(here.objectName())
        here = here.nextInFocusChain()
        while not here.objectName().startswith(("policies", "analysis")):
            here = here.nextInFocusChain()
    assert chain == [f"policies[0].{name}" for name in ("title", "party", "dated", "until")]


def test_the_page_asks_before_another_agreement_takes_the_place_of_a_changed_one(
    qtbot: QtBot, page: AgreementsPage, editor: AgreementEditor
) -> None:
    put(qtbot, field(editor, "aim"), "Eerder zien.")
    other = next(line for line in page._lines if "Kraanvogel" in line.school_name)
    with dialogs.answers(None):
        page.open_at(other.id)
    assert page.editor is editor
    assert editor.draft().aim == "Eerder zien."


class _View(QWidget):
    """A view that counts what the page passes on."""

    def __init__(self, *, leaves: bool) -> None:
        super().__init__()
        self.leaves, self.did = leaves, []  # type: ignore[var-annotated]

    def may_leave(self) -> bool:
        return self.leaves

    def save(self) -> None:
        self.did.append("save")


def test_a_view_stands_over_the_editor_and_the_page_passes_on_what_it_offers(
    qtbot: QtBot, page: AgreementsPage, editor: AgreementEditor
) -> None:
    view = _View(leaves=False)
    page.show_view(view)
    page.save()
    page.finish()
    assert view.did == ["save"]
    assert not page.may_leave()
    page.back()
    assert page.view() is view
    view.leaves = True
    page.back()
    assert page.stack.currentWidget() is editor


def test_keys_reach_the_menu_of_rare_things(qtbot: QtBot, editor: AgreementEditor) -> None:
    texts = [each.text() for each in editor.head.menu.actions() if each.isVisible()]
    assert "Vergelijken" in texts
    assert editor.head.more.focusPolicy() & Qt.FocusPolicy.TabFocus
    editor.view_asked.disconnect()
    with qtbot.waitSignal(editor.view_asked) as asked:
        editor.head.compare.trigger()
    assert asked.args == ["compare", editor.agreement_id]


def test_requests_and_evaluations_are_read_and_opened_from_their_sections(
    qtbot: QtBot, page: AgreementsPage, editor: AgreementEditor
) -> None:
    editor.view_asked.disconnect()  # the views themselves have tests of their own
    year, school = editor.agreement.school_year, editor.agreement.school_id
    names = {each.accessibleName(): each for each in editor.parts.evaluation.findChildren(Button)}
    with qtbot.waitSignal(editor.view_asked) as asked:
        names["Beginnen: evaluatie tussentijds"].click()
    assert asked.args == ["evaluation", (school, year, EvaluationMoment.HALFWAY)]
    with qtbot.waitSignal(editor.view_asked) as asked:
        editor.parts.additions.request_button.click()
    assert asked.args == ["addition", (school, year)]
    opens = [each for each in editor.parts.additions.findChildren(Button) if each.text() == "Openen"]
    with qtbot.waitSignal(editor.view_asked) as asked:
        opens[0].click()
    assert asked.args == ["addition", editor._records.additions[0].id]
