"""Every section of the editor: what is typed stands in the draft, and comes back from the vault."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from jeugdhulp_desktop.domain.agreement_kinds import (
    ALWAYS,
    DeploymentKind,
    Funder,
    Responsible,
    RiskKind,
    Section,
)
from jeugdhulp_desktop.domain.agreement_sections import Deployment, Expectation, Policy, Risk, Theme
from jeugdhulp_desktop.domain.agreement_terms import Condition, Contribution, Meeting, Rate
from jeugdhulp_desktop.domain.agreements import Agreement
from jeugdhulp_desktop.domain.relations import WorkerType
from jeugdhulp_desktop.services.session import Session
from jeugdhulp_desktop.ui import dialogs
from jeugdhulp_desktop.ui.agreements.editor import AgreementEditor
from jeugdhulp_desktop.ui.agreements.page import AgreementsPage
from jeugdhulp_desktop.ui.agreements.section import EditorSection
from tests.agreements import IN_ORDER
from tests.ui.agreements.editing import edit, put, settled
from tests.ui.controls import unnamed_controls


@pytest.fixture
def editor(qtbot: QtBot, page: AgreementsPage) -> AgreementEditor:
    return edit(qtbot, page, "Zonnewijzer")


def section(editor: AgreementEditor, kind: Section) -> EditorSection:
    return next(each for each in editor.sections if each.kind is kind)


def state(editor: AgreementEditor, kind: Section) -> str:
    return next(each.state for each in editor.columns.list.sections() if each.name == kind.value)


def test_the_list_has_all_seventeen_sections_with_their_states(qtbot: QtBot, editor: AgreementEditor) -> None:
    settled(qtbot, editor)
    listed = editor.columns.list.sections()
    assert [each.number for each in listed] == [str(number) for number in range(17)]
    assert state(editor, Section.DEPLOYMENTS) == "bad"
    assert state(editor, Section.EVALUATION) == "later"
    assert state(editor, Section.SIGNING) == "sign"
    assert state(editor, Section.PARTIES) == "ok"


def test_what_is_filled_is_what_is_read_back(editor: AgreementEditor) -> None:
    """Nothing of an agreement gets lost or changed by being shown."""
    mine = editor.agreement
    full = replace(
        IN_ORDER,
        id=mine.id,
        version=mine.version,
        school_id=mine.school_id,
        school=mine.school,
        structure_id=mine.structure_id,
        policies=(Policy("Beleidsplan jeugd", "gemeente", date(2025, 1, 1), date(2028, 12, 31)),),
        expectations=(Expectation(Responsible.SCHOOL, "ruimte"), Expectation(Responsible.CHILDCARE, "vve")),
        left_out=(Section.FINANCE,),
    )
    editor.show_draft(full)
    for each in Section:
        assert section(editor, each).apply(full) == full, each
    assert editor.draft() == full


@pytest.mark.parametrize(
    ("kind", "path"),
    [
        (Section.PURPOSE, "aim"),
        (Section.ANALYSIS, "analysis.went_well"),
        (Section.ROUTE, "route.demarcation"),
        (Section.FAMILIES, "families.youth_voice"),
        (Section.PRIVACY, "privacy.covenant"),
        (Section.MEASURES, "satisfaction"),
        (Section.FINANCE, "finance.note"),
        (Section.TERM, "term.dispute"),
    ],
)
def test_a_text_typed_is_in_the_draft_and_in_the_vault(
    qtbot: QtBot, editor: AgreementEditor, demo: Session, kind: Section, path: str
) -> None:
    editor.heading.choice.use(kind)
    put(qtbot, section(editor, kind).fields[path], "Eerder zien.")
    with qtbot.waitSignal(editor.stored):
        editor.save()
    assert editor.agreement_id is not None
    value: object = demo.agreements.load(editor.agreement_id)
    for name in path.split("."):
        value = getattr(value, name)
    assert value == "Eerder zien."


def test_rows_are_added_moved_and_taken_away_with_the_focus_near(
    qtbot: QtBot, editor: AgreementEditor
) -> None:
    editor.columns.to_section("route")
    rows = section(editor, Section.ROUTE)._values["route.steps"]
    before = editor.draft().route.steps
    rows.add_button.click()
    assert editor.focusWidget() is section(editor, Section.ROUTE).fields[f"route.steps[{len(before)}]"]
    qtbot.keyClicks(editor.focusWidget(), "Als laatste")
    rows.shift(len(before), -1)
    assert editor.draft().route.steps == (*before[:-1], "Als laatste", before[-1])
    rows.remove(len(before) - 1)
    assert editor.draft().route.steps == before
    assert not editor.edited()
    rows.set_value(())
    assert rows._empty.isVisibleTo(rows)


def test_enter_in_a_cell_makes_no_line_and_pasted_lines_become_one(
    qtbot: QtBot, editor: AgreementEditor
) -> None:
    steps = section(editor, Section.ROUTE)._values["route.steps"]
    steps.add("")
    field = steps._fields[-1][""]
    qtbot.keyClicks(field, "een")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    pasted = QMimeData()
    pasted.setHtml("<b>twee</b><br>drie")
    pasted.setText(" twee\ndrie")
    field.insertFromMimeData(pasted)
    assert editor.draft().route.steps[-1] == "een" + "twee drie"


def test_f34_pasted_html_comes_in_as_plain_text(editor: AgreementEditor) -> None:
    area = section(editor, Section.PURPOSE).fields["aim"]
    pasted = QMimeData()
    pasted.setHtml("<h1>Kop</h1><script>alert(1)</script>")
    pasted.setText("Kop")
    area.set_value("")  # type: ignore[attr-defined]
    area.insertFromMimeData(pasted)  # type: ignore[attr-defined]
    assert editor.draft().aim == "Kop"


def test_a_section_left_out_folds_to_one_line_and_keeps_its_text(
    qtbot: QtBot, editor: AgreementEditor
) -> None:
    route = section(editor, Section.ROUTE)
    kept = editor.draft().route
    editor.heading.choice.boxes[Section.ROUTE].click()
    assert Section.ROUTE in editor.draft().left_out
    assert not route._inner.isVisibleTo(route)
    assert editor.draft().route == kept
    settled(qtbot, editor)
    assert state(editor, Section.ROUTE) == "unused"
    use = next(each for each in route.findChildren(QWidget) if each.accessibleName().startswith("Toch"))
    use.click()  # type: ignore[attr-defined]
    assert Section.ROUTE not in editor.draft().left_out
    assert route._inner.isVisibleTo(route)
    assert unnamed_controls(editor) == []


def test_what_is_always_part_of_an_agreement_cannot_be_switched_off(editor: AgreementEditor) -> None:
    assert not ALWAYS & set(editor.heading.choice.boxes)
    assert len(editor.heading.choice.boxes) + len(ALWAYS) == len(Section)


def test_a_jump_to_a_finding_in_a_card_unfolds_it(qtbot: QtBot, editor: AgreementEditor) -> None:
    editor.columns.go_to("themes[0].source")
    assert editor.focusWidget() is editor.themes.fields["themes[0].source"]
    assert editor.themes.cards[0].form is not None


def test_the_goal_reads_back_while_it_is_typed_and_tells_what_it_misses(
    qtbot: QtBot, editor: AgreementEditor
) -> None:
    editor.themes.show_items((Theme("t1", "Pesten", target_group="klas 1 en 2"),))
    editor.themes.unfold(0, "indicator")
    form, fields = editor.themes.cards[0].form, editor.themes.fields
    put(qtbot, fields["themes[0].indicator"], "zegt: ik voel me veilig in de klas")
    put(qtbot, fields["themes[0].target"], "85%")
    put(qtbot, fields["themes[0].baseline"], "71%")
    assert form.missing.text() == "Nog niet meetbaar: de bron en de datum missen."
    put(qtbot, fields["themes[0].measured_on"], "15-06-2027")
    assert form.sentence.plain_text() == (
        "In juni 2027 zegt 85% van klas 1 en 2: ik voel me veilig in de klas (nu 71%)."
    )
    assert form.missing.text() == "Nog niet meetbaar: de bron mist."
    put(qtbot, fields["themes[0].source"], "veiligheidsmeting")
    assert form.missing.text() == "Dit doel is meetbaar."
    theme = editor.draft().themes[0]
    assert (theme.target, theme.measured_on) == ("85%", date(2027, 6, 15))


def test_a_card_with_a_date_that_is_none_stays_open(qtbot: QtBot, editor: AgreementEditor) -> None:
    editor.themes.unfold(0)
    put(qtbot, editor.themes.fields["themes[0].measured_on"], "32-13-2026")
    editor.themes.cards[0].edit_button.click()
    assert editor.themes.cards[0].form is not None
    assert editor.focusWidget() is editor.themes.fields["themes[0].measured_on"]
    assert editor.edited()


def test_a_theme_taken_away_leaves_its_offers_and_the_forms_of_others(
    qtbot: QtBot, editor: AgreementEditor
) -> None:
    editor.themes.unfold(1, "why")
    put(qtbot, editor.themes.fields["themes[1].why"], "Omdat.")
    with dialogs.answers("Verwijderen"):
        editor.themes.remove(0)
    assert [theme.why for theme in editor.draft().themes] == ["Omdat."]
    put(qtbot, editor.themes.fields["themes[0].why"], "Anders.")
    assert editor.draft().themes[0].why == "Anders."
    assert editor.draft().offers == editor.agreement.offers


def test_the_kind_of_deployment_is_asked_only_of_old_rows_of_kind_additional(
    editor: AgreementEditor,
) -> None:
    old = Deployment(WorkerType.JW, DeploymentKind.ADDITIONAL, hours_per_week=Decimal(2))
    editor.show_draft(replace(editor.draft(), deployments=(*editor.draft().deployments, old)))
    shown = [row.basis.isVisibleTo(row.extra) for row in editor.deployments._rows]
    assert shown == [False] * (len(shown) - 1) + [True]
    assert editor.draft().deployments[-1].kind is DeploymentKind.ADDITIONAL


def test_times_and_places_of_the_roster_unfold_and_are_kept(qtbot: QtBot, editor: AgreementEditor) -> None:
    editor.columns.go_to("presences[0].place")
    field = editor.deployments.fields["presences[0].place"]
    assert editor.focusWidget() is field
    put(qtbot, field, "kamer 4")
    assert editor.draft().presences[0].place == "kamer 4"
    editor.deployments.roster.more.setChecked(False)
    assert editor.draft().presences[0].place == "kamer 4"


def test_costs_and_the_closing_check_follow_the_typing(qtbot: QtBot, editor: AgreementEditor) -> None:
    finance = editor.parts.finance
    editor.show_draft(
        replace(
            editor.draft(),
            left_out=(),
            deployments=(Deployment(hours_per_week=Decimal(8), weeks=Decimal(40)),),
            finance=replace(
                editor.draft().finance,
                rates=(),
                contributions=(Contribution(Funder.MUNICIPALITY, share=Decimal(80)),),
            ),
        )
    )
    put(qtbot, finance.rate_lines.rates[WorkerType.JMW], "62,50")
    assert finance.rate_lines.costs[WorkerType.JMW].text() == "€ 20.000,00"
    assert finance.closing.text() == "Niet sluitend: € 4.000,00 van de € 20.000,00 is nog niet gedekt."
    finance.contributions.add(Contribution(Funder.SCHOOL, amount=Decimal(4000)))
    assert finance.closing.text() == "Sluitend: € 20.000,00 aan kosten, € 20.000,00 aan bijdragen."
    put(qtbot, editor.deployments.fields["deployments[0].weeks"], "20")
    assert finance.closing.text().startswith("Niet sluitend: er is € 2.000,00 meer toegezegd")
    assert editor.draft().finance.rates == (Rate(WorkerType.JMW, Decimal("62.5")),)


def test_what_is_no_number_in_a_table_is_told_in_words(qtbot: QtBot, editor: AgreementEditor) -> None:
    editor.heading.choice.use(Section.FINANCE)
    finance = editor.parts.finance
    finance.contributions.add(Contribution())
    at = len(editor.draft().finance.contributions) - 1
    field = finance.fields[f"finance.contributions[{at}].amount"]
    put(qtbot, field, "veel")
    field.left.emit()  # type: ignore[attr-defined]
    settled(qtbot, editor)
    assert finance._note is not None
    assert finance._note._words.plain_text() == "Typ een getal, bijvoorbeeld 4,5."
    editor.save()
    assert editor.focusWidget() is field


def test_a_finding_about_an_expectation_jumps_to_the_party_that_it_is_about(
    editor: AgreementEditor,
) -> None:
    first = next(
        at for at, each in enumerate(editor.draft().expectations) if each.role is Responsible.PARENTS
    )
    editor.columns.go_to(f"expectations[{first}].text")
    tasks = section(editor, Section.TASKS)
    assert editor.focusWidget() is tasks.fields["expectations.parents"]


def test_childcare_is_asked_only_where_it_is_relevant(editor: AgreementEditor) -> None:
    tasks = section(editor, Section.TASKS)
    row = tasks._form.rows["expectations.childcare"]  # type: ignore[attr-defined]
    assert not row.isVisibleTo(tasks)
    editor.show_draft(replace(editor.draft(), expectations=(Expectation(Responsible.CHILDCARE, "vve"),)))
    assert row.isVisibleTo(tasks)


def rows_of(draft: Agreement) -> tuple[object, ...]:
    return (draft.policies, draft.analysis.risks, draft.route.meetings, draft.finance.conditions)


def test_the_small_tables_are_filled_cell_by_cell(qtbot: QtBot, editor: AgreementEditor) -> None:
    editor.show_draft(replace(IN_ORDER, id=editor.agreement.id, policies=()))
    for kind, path, cells in (
        (Section.PURPOSE, "policies", {"title": "Plan", "until": "31-12-2028"}),
        (Section.ANALYSIS, "analysis.risks", {"text": "veel verhuizingen"}),
        (Section.ROUTE, "route.meetings", {"name": "MDO", "frequency": "elke 6 weken"}),
        (Section.FINANCE, "finance.conditions", {"text": "wachttijd", "target": "10 dagen"}),
    ):
        rows = section(editor, kind)._values[path]
        rows.set_value(())
        rows.add()
        for name, text in cells.items():
            put(qtbot, section(editor, kind).fields[f"{path}[0].{name}"], text)
    assert rows_of(editor.draft()) == (
        (Policy("Plan", until=date(2028, 12, 31)),),
        (Risk(RiskKind.OTHER, "veel verhuizingen"),),
        (Meeting("MDO", "elke 6 weken"),),
        (Condition("wachttijd", target="10 dagen"),),
    )


def test_figures_of_last_year_are_fetched_anew_and_lessons_are_not_doubled(
    qtbot: QtBot, editor: AgreementEditor
) -> None:
    with qtbot.waitSignal(editor.parts.analysis.changed):
        editor.parts.analysis.figures_button.click()
    first = editor.draft().analysis
    with qtbot.waitSignal(editor.parts.analysis.changed):
        editor.parts.analysis.figures_button.click()
    assert editor.draft().analysis == first
