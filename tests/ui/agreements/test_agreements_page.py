"""The agreements on the screen: a real practice vault, real keys, and what stands in the vault afterwards."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from jeugdhulp_desktop.domain.agreements import AgreementStatus
from jeugdhulp_desktop.domain.documents import PaperKey, PaperKind
from jeugdhulp_desktop.domain.problems import Level, problem
from jeugdhulp_desktop.services.session import Session
from jeugdhulp_desktop.ui import dialogs
from jeugdhulp_desktop.ui.agreements.editor import AgreementEditor
from jeugdhulp_desktop.ui.agreements.page import AgreementsPage
from jeugdhulp_desktop.ui.agreements.points import part_of, points_of
from tests.ui.agreements.editing import YEAR, edit, line_of, put, settled
from tests.ui.controls import unnamed_controls


def give_a_lead(qtbot: QtBot, editor: AgreementEditor) -> None:
    """'Sociale vaardigheid' has no trekker yet in the practice vault, and that blocks signing."""
    editor.columns.go_to("themes[1].lead")
    field = editor.themes.fields["themes[1].lead"]
    assert editor.focusWidget() is field
    put(qtbot, field, "Marieke Dijkstra")


def test_the_list_says_how_many_are_signed_and_until_when(page: AgreementsPage) -> None:
    assert page.header.facts.text() == "Schooljaar 2026-2027: 1 van 2 ondertekend, klaar vóór 30 september"
    assert page.table.count.text() == "2 van 2 scholen"


def test_searching_and_a_status_narrow_the_list(qtbot: QtBot, page: AgreementsPage) -> None:
    qtbot.keyClicks(page.filters.search, "zonn")
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)
    assert page.table.count.text() == "1 van 2 scholen"


def test_a_search_that_finds_nothing_says_so(qtbot: QtBot, page: AgreementsPage) -> None:
    """ "Nog geen schoolafspraken" is for a year without schools, not for a mistyped name."""
    qtbot.keyClicks(page.filters.search, "zzz")
    qtbot.waitUntil(lambda: page.model.rowCount() == 0)
    assert page.empty.title.text() == "Niets gevonden"


def test_comparing_begins_with_the_first_school_when_none_is_chosen(
    qtbot: QtBot, page: AgreementsPage
) -> None:
    page.table.view.clearSelection()
    page.entries.menu.aboutToShow.emit()
    assert page.entries.compare.isEnabled()
    page.entries.compare.trigger()
    qtbot.waitUntil(lambda: page.view() is not None)


def test_comparing_says_what_it_waits_for(qtbot: QtBot, page: AgreementsPage) -> None:
    qtbot.keyClicks(page.filters.search, "zzz")
    qtbot.waitUntil(lambda: page.model.rowCount() == 0)
    page.entries.menu.aboutToShow.emit()
    assert not page.entries.compare.isEnabled()
    assert page.entries.compare.text() == "Vergelijken: kies eerst een school met een afspraak"


def test_enter_opens_the_editor_and_esc_comes_back(qtbot: QtBot, page: AgreementsPage) -> None:
    page.table.take_focus()
    with qtbot.waitSignal(page.needs_room) as room:
        qtbot.keyClick(page.table.view, Qt.Key.Key_Return)
    assert room.args == [True]
    page.back()
    assert page.stack.currentIndex() == 0


def test_hours_a_year_follow_the_typing_and_the_point_goes_away(qtbot: QtBot, page: AgreementsPage) -> None:
    editor = edit(qtbot, page, "Zonnewijzer")
    settled(qtbot, editor)
    assert "Vul in hoeveel weken de JP er is. Een schooljaar heeft 40 lesweken." in [
        point.text for point in editor.columns.points.points()
    ]
    editor.columns.go_to("deployments[2].weeks")
    field = editor.deployments.fields["deployments[2].weeks"]
    assert editor.focusWidget() is field
    put(qtbot, field, "40")
    assert editor.deployments._rows[2].year.text() == "240"
    assert editor.deployments._total.text() == "731 uur"
    give_a_lead(qtbot, editor)
    settled(qtbot, editor)
    assert editor.columns.points.count("bad") == 0


@pytest.mark.parametrize(("typed", "hours"), [("4,5", "4.5"), ("4.5", "4.5"), ("0,1", "0.1")])
def test_f36_comma_and_point_are_both_decimals(
    qtbot: QtBot, page: AgreementsPage, typed: str, hours: str
) -> None:
    editor = edit(qtbot, page, "Zonnewijzer")
    put(qtbot, editor.deployments.fields["deployments[0].hours_per_week"], typed)
    assert editor.draft().deployments[0].hours_per_week == Decimal(hours)


@pytest.mark.parametrize("typed", ["-3", "1e9", "NaN", "vier", "1.000.000"])
def test_f36_what_is_no_hours_is_told_and_not_stored(qtbot: QtBot, page: AgreementsPage, typed: str) -> None:
    editor = edit(qtbot, page, "Zonnewijzer")
    field = editor.deployments.fields["deployments[0].hours_per_week"]
    put(qtbot, field, typed)
    assert field.own_problem()  # type: ignore[attr-defined]
    editor.save()
    assert editor.focusWidget() is field
    assert editor.edited()


def test_ctrl_s_stores_what_stands_on_the_screen(qtbot: QtBot, page: AgreementsPage, demo: Session) -> None:
    editor = edit(qtbot, page, "Zonnewijzer")
    assert not editor.edited()
    put(qtbot, editor.deployments.fields["deployments[2].weeks"], "38,5")
    assert editor.edited()
    with qtbot.waitSignal(editor.stored):
        page.save()
    assert not editor.edited()
    assert editor.agreement_id is not None
    assert demo.agreements.load(editor.agreement_id).deployments[2].weeks == Decimal("38.5")


def test_a_row_added_and_taken_away_again_is_no_change(qtbot: QtBot, page: AgreementsPage) -> None:
    editor = edit(qtbot, page, "Zonnewijzer")
    rows = editor.draft().deployments
    editor.deployments.add_button.click()
    assert len(editor.draft().deployments) == len(rows) + 1
    editor.deployments._rows[-1].remove.click()
    assert editor.draft().deployments == rows


def test_v09_yes_deliberately_is_remembered_and_asked_no_more(qtbot: QtBot, page: AgreementsPage) -> None:
    editor = edit(qtbot, page, "Zonnewijzer")
    settled(qtbot, editor)
    asked = next(point for point in editor.columns.points.points() if point.level == "question")
    words, do = asked.acts[0]
    assert words == "Ja, bewust"
    do()
    do()  # pressed twice, before the question was gone
    settled(qtbot, editor)
    recorded = [(each.rule, each.subject) for each in editor.draft().deviations]
    assert len(set(recorded)) == len(recorded)
    assert [point for point in editor.columns.points.points() if point.level == "question"] == []
    kept = editor.draft().deviations[-1]
    assert (kept.rule, kept.subject, kept.decided_on) == ("V09", "Hulp bij scheiding", date(2026, 9, 15))


def test_a_theme_and_its_offer_are_made_in_short_forms(qtbot: QtBot, page: AgreementsPage) -> None:
    editor = edit(qtbot, page, "Zonnewijzer")
    settled(qtbot, editor)

    editor.themes.add_button.click()
    at = len(editor.themes.cards) - 1
    assert editor.focusWidget() is editor.themes.fields[f"themes[{at}].title"]
    qtbot.keyClicks(editor.focusWidget(), "Hulp bij scheiding")
    theme = editor.draft().themes[-1]
    assert theme.title == "Hulp bij scheiding"
    editor.themes.link_offer(theme.key)
    at = len(editor.offers.cards) - 1
    assert editor.focusWidget() is editor.offers.fields[f"offers[{at}].name"]
    qtbot.keyClicks(editor.focusWidget(), "Ouderavond scheiding")
    put(qtbot, editor.offers.fields[f"offers[{at}].sessions"], "2")
    put(qtbot, editor.offers.fields[f"offers[{at}].minutes"], "90")
    offer = editor.draft().offers[-1]
    assert offer.theme_keys == (theme.key,)
    assert offer.hours == Decimal(3)
    assert editor.draft().offers_of(theme) == [offer]


def test_freezing_waits_for_what_blocks_and_goes_there(qtbot: QtBot, page: AgreementsPage) -> None:
    editor = edit(qtbot, page, "Zonnewijzer")
    with qtbot.waitSignal(editor.stored):
        editor.forward()  # ter bespreking
    settled(qtbot, editor)
    editor.forward()
    assert editor.focusWidget() is editor.deployments.fields["deployments[2].weeks"]
    assert editor.draft().status is AgreementStatus.DISCUSSION
    assert editor.deployments._rows[2].note.isVisible()


def test_the_whole_way_from_draft_to_signed_and_a_new_version(
    qtbot: QtBot,
    page: AgreementsPage,
    demo: Session,
) -> None:
    editor = edit(qtbot, page, "Zonnewijzer")
    put(qtbot, editor.deployments.fields["deployments[2].weeks"], "40")
    give_a_lead(qtbot, editor)
    with qtbot.waitSignals([editor.stored, editor.stored]):
        editor.forward()
    qtbot.waitUntil(lambda: editor.draft().status is AgreementStatus.DISCUSSION)
    settled(qtbot, editor)
    with qtbot.waitSignal(page.message) as told:
        editor.forward()
    assert told.args[0].text == "Beantwoord eerst de vraag rechts. Daarna kan de afspraak getekend worden."
    next(point for point in editor.columns.points.points() if point.level == "question").acts[0][1]()
    with qtbot.waitSignal(page.message_over) as over:
        settled(qtbot, editor)
    assert over.args == [told.args[0].key]
    with dialogs.answers("Ter ondertekening") as asked:
        editor.forward()
    assert "controlegetal" in asked[0].text
    qtbot.waitUntil(lambda: editor.draft().status is AgreementStatus.SIGNING)
    assert not editor.deployments.add_button.isEnabled()
    assert len(editor.agreement.frozen_control) == 16

    def sign(dialog: QWidget) -> bool:
        rows = dialog.form.rows  # type: ignore[attr-defined]
        filled = {name: date(2026, 9, 14) for name in rows if name.endswith("signed_on")}
        dialog.form.set_values({**filled, "paper_kept_at": "map 4"})  # type: ignore[attr-defined]
        return bool(dialog.check())  # type: ignore[attr-defined]

    with dialogs.answers(sign), qtbot.waitSignal(editor.stored):
        editor.forward()
    assert editor.draft().status is AgreementStatus.SIGNED
    assert editor.columns.points.summary() == "Ondertekend"
    assert editor.agreement_id is not None
    assert demo.agreements.load(editor.agreement_id).paper_kept_at == "map 4"

    def reason(dialog: QWidget) -> bool:
        dialog.reason.set_value("Meer uren JMW")  # type: ignore[attr-defined]
        return bool(dialog.check())  # type: ignore[attr-defined]

    with dialogs.answers(reason), qtbot.waitSignal(editor.stored):
        editor.life.ask_new_version()
    assert (editor.draft().number, editor.draft().status) == (2, AgreementStatus.CONCEPT)
    assert editor.draft().change_reason == "Meer uren JMW"
    assert [row.hours_per_week for row in editor.draft().deployments]


def test_reopening_asks_a_reason(qtbot: QtBot, page: AgreementsPage) -> None:
    editor = edit(qtbot, page, "Kraanvogel")
    assert editor.draft().status is AgreementStatus.SIGNED

    def empty(dialog: QWidget) -> bool:
        assert not dialog.check()  # type: ignore[attr-defined]
        return False

    with dialogs.answers(empty):
        editor.reopen()
    assert editor.draft().status is AgreementStatus.SIGNED


@pytest.mark.parametrize(
    "answer",
    [("Bewaren", True, True), ("Niet bewaren", True, False), (None, False, False)],
)
def test_leaving_asks_what_to_do_with_what_was_typed(
    qtbot: QtBot, page: AgreementsPage, demo: Session, answer: tuple[str | None, bool, bool]
) -> None:
    verb, leaves, stored = answer
    editor = edit(qtbot, page, "Zonnewijzer")
    agreement_id = editor.agreement_id
    assert agreement_id is not None
    put(qtbot, editor.deployments.fields["deployments[2].weeks"], "12")
    with dialogs.answers(verb):
        assert page.may_leave() is leaves
    done: list[bool] = []
    page.run(lambda: True, done.append)
    qtbot.waitUntil(lambda: bool(done))
    assert (demo.agreements.load(agreement_id).deployments[2].weeks == 12) is stored


def test_a_stale_version_never_overwrites(qtbot: QtBot, page: AgreementsPage, demo: Session) -> None:
    editor = edit(qtbot, page, "Zonnewijzer")
    put(qtbot, editor.deployments.fields["deployments[2].weeks"], "12")
    assert editor.agreement_id is not None
    other = demo.agreements.load(editor.agreement_id)
    demo.agreements.save(replace(other, author="Iemand anders"))
    with qtbot.waitSignal(page.message) as told:
        page.save()
    assert "in een ander venster veranderd" in told.args[0].text
    assert editor.draft().deployments[2].weeks == 12
    assert demo.agreements.load(editor.agreement_id).author == "Iemand anders"


def test_opened_twice_it_comes_to_the_front(qtbot: QtBot, page: AgreementsPage) -> None:
    editor = edit(qtbot, page, "Zonnewijzer")
    page.stack.setCurrentIndex(0)
    page.open_at(editor.agreement_id)
    assert page.stack.currentWidget() is editor


def test_a_new_agreement_begins_as_last_year_without_signatures(qtbot: QtBot, page: AgreementsPage) -> None:
    page.context.years.choose(YEAR.next)
    qtbot.waitUntil(lambda: all(line.id is None for line in page._lines))

    def choose(dialog: QWidget) -> bool:
        dialog.school.set_value(line_of(page, "Kraanvogel").school_id)  # type: ignore[attr-defined]
        return bool(dialog.check())  # type: ignore[attr-defined]

    with dialogs.answers(choose):
        page.new_item()
    qtbot.waitUntil(lambda: page.editor is not None)
    assert page.editor is not None
    draft = page.editor.draft()
    assert draft.themes
    assert (draft.id, draft.status, draft.paper_kept_at) == (None, AgreementStatus.CONCEPT, "")
    assert all(each.signed_on is None for each in draft.signatories)
    assert page.editor.edited()


def test_a_small_window_has_one_column_and_a_button_for_the_points(
    qtbot: QtBot, page: AgreementsPage
) -> None:
    editor = edit(qtbot, page, "Zonnewijzer")
    settled(qtbot, editor)
    page.resize(896, 580)
    assert editor.columns.narrow_bar.isVisible()
    assert not editor.columns.list.isVisible()
    assert editor.columns.points_button.text() == "2 punten"
    editor.columns.points_button.setChecked(True)
    assert editor.columns.points.isVisible()
    assert not editor.columns.area.isVisible()
    editor.columns.go_to("deployments[2].weeks")
    assert editor.columns.area.isVisible()


def test_every_control_has_a_name_in_list_and_editor(qtbot: QtBot, page: AgreementsPage) -> None:
    assert unnamed_controls(page) == []
    editor = edit(qtbot, page, "Zonnewijzer")
    assert unnamed_controls(editor) == []


def test_every_section_knows_its_fields() -> None:
    assert part_of("deployments[1].weeks").label == "Inzet"
    assert part_of("themes[0].offers").value == "themes"
    assert part_of("paper_kept_at").value == "signing"
    assert part_of("route.meetings[0].name").label == "Route en overleg"


def test_levels_become_points_questions_and_remarks() -> None:
    found = [
        problem("deployments[0].weeks", "weeks-missing", Level.BLOCKS, worker="JP"),
        problem("deployments", "jp-expected", Level.REASON, "V05", school_type="vso"),
        problem("measures", "nothing-measured", Level.REMARK),
    ]
    went: list[object] = []
    points = points_of(found, went.append, went.append, went.append)
    assert [point.level for point in points] == ["bad", "question", "remark"]
    assert [words for words, _do in points[1].acts] == ["Reden opschrijven", "Ga naar het veld"]
    points[0].acts[0][1]()
    points[1].acts[0][1]()
    assert went == ["deployments[0].weeks", found[1]]


def weeks_of(demo: Session, agreement_id: int | None) -> Decimal | None:
    assert agreement_id is not None
    return demo.agreements.load(agreement_id).deployments[2].weeks


def test_what_cannot_be_stored_is_not_dropped_by_leaving_with_bewaren(
    qtbot: QtBot, page: AgreementsPage
) -> None:
    editor = edit(qtbot, page, "Zonnewijzer")
    put(qtbot, editor.deployments.fields["deployments[2].weeks"], "vier")
    with dialogs.answers("Bewaren"):
        page.back()
    assert page.stack.currentWidget() is editor
    assert editor.focusWidget() is editor.deployments.fields["deployments[2].weeks"]


def test_what_another_window_changed_is_not_dropped_by_leaving_with_bewaren(
    qtbot: QtBot, page: AgreementsPage, demo: Session
) -> None:
    editor = edit(qtbot, page, "Zonnewijzer")
    put(qtbot, editor.deployments.fields["deployments[2].weeks"], "12")
    assert editor.agreement_id is not None
    demo.agreements.save(replace(demo.agreements.load(editor.agreement_id), author="Iemand anders"))
    with dialogs.answers("Bewaren"):
        assert not page.may_leave()
    assert editor.draft().deployments[2].weeks == 12


def test_ctrl_enter_saves_and_goes_back_without_a_question(
    qtbot: QtBot, page: AgreementsPage, demo: Session
) -> None:
    editor = edit(qtbot, page, "Zonnewijzer")
    agreement_id = editor.agreement_id
    put(qtbot, editor.deployments.fields["deployments[2].weeks"], "12")
    with dialogs.answers():
        page.finish()
    assert page.editor is None
    assert weeks_of(demo, agreement_id) == 12


def test_the_preview_saves_first_and_asks_nothing(qtbot: QtBot, page: AgreementsPage, demo: Session) -> None:
    editor = edit(qtbot, page, "Zonnewijzer")
    put(qtbot, editor.deployments.fields["deployments[2].weeks"], "12")
    with qtbot.waitSignal(editor.preview_asked):
        editor.show_preview()
    with dialogs.answers():
        assert page.may_leave()
    assert weeks_of(demo, editor.agreement_id) == 12


def test_the_letter_that_goes_along_is_asked_for_by_the_menu(
    qtbot: QtBot, page: AgreementsPage, demo: Session
) -> None:
    editor = edit(qtbot, page, "Zonnewijzer")
    put(qtbot, editor.deployments.fields["deployments[2].weeks"], "12")
    with qtbot.waitSignal(page.open_page) as opened:
        editor.head.letter.trigger()
    assert opened.args == ["documents", PaperKey(PaperKind.LETTER, editor.agreement_id or 0)]
    assert weeks_of(demo, editor.agreement_id) == 12


def test_going_back_to_a_concept_keeps_what_was_typed(
    qtbot: QtBot, page: AgreementsPage, demo: Session
) -> None:
    editor = edit(qtbot, page, "Zonnewijzer")
    if editor.draft().status is AgreementStatus.CONCEPT:
        editor.forward()
        qtbot.waitUntil(lambda: editor.draft().status is AgreementStatus.DISCUSSION)
    put(qtbot, editor.deployments.fields["deployments[2].weeks"], "12")
    editor.reopen()
    qtbot.waitUntil(lambda: editor.draft().status is AgreementStatus.CONCEPT)
    assert editor.draft().deployments[2].weeks == 12
    assert weeks_of(demo, editor.agreement_id) == 12


def test_typing_while_the_worker_stores_is_kept_and_stored_before_the_step(
    qtbot: QtBot, page: AgreementsPage, demo: Session
) -> None:
    editor = edit(qtbot, page, "Zonnewijzer")
    put(qtbot, editor.deployments.fields["deployments[2].weeks"], "12")
    editor.reopen() if editor.draft().status is AgreementStatus.DISCUSSION else editor.forward()
    put(qtbot, editor.deployments.fields["deployments[2].weeks"], "13")  # no event loop has run in between
    before = editor.draft().status
    qtbot.waitUntil(lambda: editor.draft().status is not before)
    assert weeks_of(demo, editor.agreement_id) == 13


def test_text_that_is_stored_tidied_counts_as_saved(qtbot: QtBot, page: AgreementsPage) -> None:
    editor = edit(qtbot, page, "Zonnewijzer")
    put(qtbot, editor.heading.fields["author"], "Ans de Boer ")
    with qtbot.waitSignal(editor.stored):
        page.save()
    assert not editor.edited()


def test_the_list_marks_the_section_in_which_one_types(qtbot: QtBot, page: AgreementsPage) -> None:
    editor = edit(qtbot, page, "Zonnewijzer")
    settled(qtbot, editor)
    editor.columns.go_to("deployments[2].weeks")
    assert editor.columns.list.current() == editor.deployments.part
    editor.columns.area.verticalScrollBar().setValue(editor.deployments.y() - 100)
    assert editor.columns.list.current() == editor.deployments.part


def test_saving_leaves_the_focus_in_the_row_in_which_one_types(qtbot: QtBot, page: AgreementsPage) -> None:
    editor = edit(qtbot, page, "Zonnewijzer")
    settled(qtbot, editor)
    editor.columns.go_to("deployments[2].weeks")
    put(qtbot, editor.deployments.fields["deployments[2].weeks"], "39")
    with qtbot.waitSignal(editor.stored):
        editor.save()
    assert editor._focused_path() == "deployments[2].weeks"
