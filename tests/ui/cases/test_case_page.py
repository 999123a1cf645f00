"""One case: its fields and rules live, what hangs on it, and nothing typed that is ever lost."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from jeugdhulp_desktop.domain.actions import ActionDraft, ActionFilter
from jeugdhulp_desktop.domain.cases import CaseDraft, CaseStatus, NoParentGround, Outcome, YesNoUnknown
from jeugdhulp_desktop.domain.contacts import ContactDraft, WithWhom
from jeugdhulp_desktop.domain.pupils import PupilDraft, PupilName
from jeugdhulp_desktop.domain.relations import PartyDraft, PartyKind, PersonDraft, WorkerType
from jeugdhulp_desktop.services.session import Session
from jeugdhulp_desktop.ui import dialogs
from jeugdhulp_desktop.ui.cases.case_page import CaseEditor
from jeugdhulp_desktop.ui.cases.page import CasesPage
from jeugdhulp_desktop.ui.cases.pupil_dialog import PupilDialog
from tests.ui.controls import unnamed_controls
from tests.ui.undoing import ctrl_z

Quiet = Callable[[], None]
TODAY = date(2026, 9, 15)
BSN = "123456782"  # passes the check and belongs to nobody: the example of the tax office


@pytest.fixture
def school(session: Session) -> int:
    """The one school of the new vault."""
    return session.schools.lines()[0].id


@pytest.fixture
def workers(session: Session) -> dict[str, int]:
    """A JMW and a JP of the welfare organisation."""
    party = session.relations.save_party(PartyDraft("Welzijn Proef", PartyKind.WELFARE))
    jmw = PersonDraft(
        "Marieke Dijkstra", party_id=party, phone="0500 123456", days=(0, 1), worker_type=WorkerType.JMW
    )
    jp = PersonDraft("Rachid Benali", party_id=party, days=(3,), worker_type=WorkerType.JP)
    return {"JMW": session.relations.save_person(jmw), "JP": session.relations.save_person(jp)}


def add_pupil(session: Session, school: int, name: str, born: date, group: str = "2B") -> int:
    """A pupil of the school."""
    first, last = name.split()
    draft = PupilDraft(school, PupilName(first, "", last), birth_date=born, group=group)
    return session.pupils.save(draft)


def open_case(page: CasesPage, quiet: Quiet, case_id: int) -> CaseEditor:
    """The editor of a case."""
    page.open_case(case_id)
    quiet()
    assert page.editor is not None
    return page.editor


def begin(page: CasesPage, quiet: Quiet) -> CaseEditor:
    """The editor of a new case."""
    page.new_item()
    quiet()
    assert page.editor is not None
    return page.editor


def note_of(editor: CaseEditor, name: str) -> str:
    """The sentence under a field."""
    return editor.form.rows[name].note()


def press(where: QWidget, words: str) -> None:
    """Press a visible button by its words."""
    next(
        each for each in where.findChildren(QPushButton) if each.text() == words and not each.isHidden()
    ).click()


def test_a_signal_needs_no_pupil_and_gets_a_number_on_saving(
    new_vault: CasesPage, session: Session, quiet: Quiet
) -> None:
    editor = begin(new_vault, quiet)
    new_vault.save()
    quiet()
    case_id = editor.case_id
    assert case_id is not None
    assert session.cases.load(case_id).number == "2026-0001"
    assert editor.header.beside.text() == ""
    assert editor.side_area.isVisible()


def test_twins_are_told_apart_where_a_pupil_is_picked(
    qtbot: QtBot, new_vault: CasesPage, session: Session, school: int, quiet: Quiet
) -> None:
    """F37: same surname and birth date; and one name twice."""
    add_pupil(session, school, "Sem Vos", date(2012, 3, 1), "2A")
    second = add_pupil(session, school, "Sem Vos", date(2013, 5, 9), "1C")
    add_pupil(session, school, "Fem Vos", date(2012, 3, 1), "2A")
    editor = begin(new_vault, quiet)
    field = editor.form.pupil
    field.setFocus()
    qtbot.keyClicks(field, "vos s")
    model = field.completer().model()
    qtbot.waitUntil(lambda: model.rowCount() == 2)
    offered = [model.index(row, 0).data() for row in range(2)]
    assert offered == ["Sem Vos, 2A, geboren 01-03-2012", "Sem Vos, 1C, geboren 09-05-2013"]
    field.completer().activated[type(model.index(0, 0))].emit(model.index(1, 0))
    assert field.value() == second


def test_active_asks_for_who_leads_and_leads_there(
    new_vault: CasesPage, session: Session, school: int, workers: dict[str, int], quiet: Quiet
) -> None:
    """V15: exactly one regiehouder from actief on."""
    pupil = add_pupil(session, school, "Noor Vos", date(2012, 3, 1))
    case_id = session.cases.save(CaseDraft(school_id=school, pupil_id=pupil, status=CaseStatus.INTAKE))
    editor = open_case(new_vault, quiet, case_id)
    editor.form.status.choose(CaseStatus.ACTIVE)
    assert note_of(editor, "lead_id").startswith("Kies wie de regie heeft.")
    assert [each.code for each in editor.form.points.points()] == ["lead-required"]
    new_vault.save()
    quiet()
    assert session.cases.load(case_id).status is CaseStatus.INTAKE
    editor.form.lead.set_value(workers["JMW"])
    editor.form.lead.changed.emit()
    assert editor.form.points.points() == ()
    new_vault.save()
    quiet()
    stored = session.cases.load(case_id)
    assert (stored.status, stored.lead_id, stored.started_on) == (CaseStatus.ACTIVE, workers["JMW"], TODAY)
    assert stored.next_review_on == date(2027, 3, 15)
    assert editor.header.pill.value() is not None


@pytest.fixture
def signal(session: Session, school: int) -> int:
    """A signal without a pupil."""
    return session.cases.save(CaseDraft(school_id=school))


@pytest.fixture
def with_jp(session: Session, school: int, workers: dict[str, int]) -> int:
    """A case at intake in which a JP takes part."""
    pupil = add_pupil(session, school, "Noor Vos", date(2012, 3, 1))
    ids = (workers["JMW"], workers["JP"])
    return session.cases.save(
        CaseDraft(school_id=school, pupil_id=pupil, status=CaseStatus.INTAKE, lead_id=ids[0], worker_ids=ids)
    )


def test_a_jp_begins_after_a_talk_with_the_parents(
    new_vault: CasesPage, session: Session, with_jp: int, quiet: Quiet
) -> None:
    """V06 (002:29): the sentence stands under the status, and is gone once the talk is recorded."""
    editor = open_case(new_vault, quiet, with_jp)
    editor.form.status.choose(CaseStatus.ACTIVE)
    assert note_of(editor, "status").startswith("Leg eerst vast wanneer je de ouders sprak.")
    assert not editor.form.without_parents.isHidden()
    talk = ContactDraft(with_jp, TODAY, with_whom=(WithWhom.PARENT,), fact="Moeder weet ervan.")
    session.contacts.save(talk)
    quiet()
    new_vault.save()
    quiet()
    assert session.cases.load(with_jp).status is CaseStatus.ACTIVE


def test_a_jp_may_begin_without_the_parents_on_a_ground(
    new_vault: CasesPage, session: Session, with_jp: int, quiet: Quiet
) -> None:
    editor = open_case(new_vault, quiet, with_jp)
    assert editor.form.rows["no_parent_ground"].isHidden()
    editor.form.status.choose(CaseStatus.ACTIVE)
    assert not editor.form.rows["no_parent_ground"].isHidden()
    editor.form.no_parents.set_value(NoParentGround.SAFETY)
    new_vault.save()
    quiet()
    assert session.cases.load(with_jp).no_parent_ground is NoParentGround.SAFETY


def test_closing_asks_how_it_ended(
    new_vault: CasesPage, session: Session, with_jp: int, quiet: Quiet
) -> None:
    """V24 without goals."""
    editor = open_case(new_vault, quiet, with_jp)
    assert editor.form.rows["outcome"].isHidden()
    editor.form.status.choose(CaseStatus.CLOSED)
    assert not editor.form.rows["outcome"].isHidden()
    assert {each.field for each in editor.form.points.points()} == {"outcome", "without_help"}
    editor.form.status.choose(CaseStatus.INTAKE)
    assert not editor.form.edited()  # looking at what closing asks changes nothing
    editor.form.status.choose(CaseStatus.CLOSED)
    editor.form.set_values({"outcome": Outcome.AS_PLANNED, "without_help": YesNoUnknown.YES})
    new_vault.save()
    quiet()
    stored = session.cases.load(with_jp)
    assert (stored.outcome, stored.ended_on) == (Outcome.AS_PLANNED, TODAY)


def test_eighteen_or_older_is_a_remark_that_holds_nothing_up(
    new_vault: CasesPage, session: Session, school: int, quiet: Quiet
) -> None:
    """V16."""
    pupil = add_pupil(session, school, "Noor Vos", date(2008, 9, 15))
    editor = open_case(new_vault, quiet, session.cases.save(CaseDraft(school_id=school, pupil_id=pupil)))
    assert note_of(editor, "pupil_id").startswith("Deze jongere is 18 of ouder.")
    assert not editor.form.rows["pupil_id"].has_error()
    assert editor.problems() == []


@pytest.mark.parametrize(
    "answer", [("Haal weg", "Belt ••••••••• terug"), ("Is geen BSN", f"Belt {BSN} terug")]
)
def test_a_number_that_may_be_a_bsn_is_asked_before_it_is_kept(
    new_vault: CasesPage, session: Session, signal: int, quiet: Quiet, answer: tuple[str, str]
) -> None:
    """V18."""
    verb, kept = answer
    editor = open_case(new_vault, quiet, signal)
    editor.form.set_values({"summary": f"Belt {BSN} terug"})
    new_vault.save()
    quiet()
    assert session.cases.load(signal).summary == ""
    assert BSN not in note_of(editor, "summary")
    press(editor.form.bsn.rows["summary"], verb)
    new_vault.save()
    quiet()
    assert session.cases.load(signal).summary == kept


def test_another_window_saved_first_and_nothing_typed_is_lost(
    new_vault: CasesPage, session: Session, school: int, quiet: Quiet
) -> None:
    """F38: the stale save is refused; the newest is read with what was typed on top of it."""
    case_id = session.cases.save(CaseDraft(school_id=school))
    editor = open_case(new_vault, quiet, case_id)
    editor.form.set_values({"summary": "Mijn tekst"})
    session.cases.save(replace(session.cases.load(case_id), municipality="Veenrand"))
    new_vault.save()
    quiet()
    assert "Er is niets overschreven" in editor.messages.messages()[0].text
    assert editor.form.values()["summary"] == "Mijn tekst"
    editor.messages.messages()[0].acts[0].do()
    quiet()
    new_vault.save()
    quiet()
    stored = session.cases.load(case_id)
    assert (stored.summary, stored.municipality) == ("Mijn tekst", "Veenrand")


def test_fields_nobody_touched_follow_what_another_window_saved(
    new_vault: CasesPage, session: Session, school: int, quiet: Quiet
) -> None:
    case_id = session.cases.save(CaseDraft(school_id=school))
    editor = open_case(new_vault, quiet, case_id)
    session.cases.save(replace(session.cases.load(case_id), municipality="Veenrand"))
    quiet()
    assert editor.form.values()["municipality"] == "Veenrand"
    assert not editor.form.edited()


@pytest.mark.parametrize(
    "leaving", [("Bewaren", False, "Nieuw"), ("Niet bewaren", False, ""), (None, True, "")]
)
def test_leaving_asks_about_what_is_not_kept(
    new_vault: CasesPage, session: Session, signal: int, quiet: Quiet, leaving: tuple[str | None, bool, str]
) -> None:
    answer, stays, kept = leaving
    editor = open_case(new_vault, quiet, signal)
    editor.form.set_values({"summary": "Nieuw"})
    with dialogs.answers(answer) as asked:
        new_vault.back()
    quiet()
    assert "nog niet bewaard" in asked[0].text
    assert (new_vault.editor is not None) is stays
    assert session.cases.load(signal).summary == kept


def test_leaving_stays_when_the_case_cannot_be_kept(
    new_vault: CasesPage, session: Session, school: int, quiet: Quiet
) -> None:
    editor = open_case(new_vault, quiet, session.cases.save(CaseDraft(school_id=school)))
    editor.form.status.choose(CaseStatus.ACTIVE)
    with dialogs.answers("Bewaren"):
        assert not new_vault.may_leave()


def test_a_pupil_who_is_not_in_the_list_is_added_by_hand(
    new_vault: CasesPage, session: Session, quiet: Quiet
) -> None:
    editor = begin(new_vault, quiet)

    def fill(dialog: object) -> bool:
        form = dialog.form  # type: ignore[attr-defined]
        form.set_values({"name.first": "Zoë", "name.prefix": "van den", "name.last": "Berg", "group": "2A"})
        form.unknown.set_value(("unknown",))
        dialog._try_accept()  # type: ignore[attr-defined]
        quiet()
        return True

    with dialogs.answers(fill):
        editor.form.add_pupil.click()
    assert editor.form.pupil.text() == "Zoë van den Berg, 2A, geboortedatum onbekend"
    editor.form.status.choose(CaseStatus.REFERRED)
    new_vault.save()
    quiet()
    assert editor.header.title.text() == "Zoë van den Berg"


def test_actions_are_added_and_ticked_off_in_the_case(
    qtbot: QtBot, new_vault: CasesPage, session: Session, signal: int, quiet: Quiet
) -> None:
    panel = open_case(new_vault, quiet, signal).side.action_panel
    panel.more.click()
    assert panel.form is not None
    qtbot.keyClicks(panel.form.what, "Mentor bellen")
    qtbot.keyClicks(panel.form.due, "16-09-2026")
    qtbot.keyClick(panel.form.what, Qt.Key.Key_Return)
    quiet()
    line = session.actions.lines(ActionFilter(case_id=signal))[0]
    assert (line.what, line.mine, line.due_on) == ("Mentor bellen", True, date(2026, 9, 16))
    assert panel.form.what.text() == ""
    panel.done_asked.emit(line, True)
    quiet()
    assert session.actions.lines(ActionFilter(case_id=signal)) == []


def test_ticking_off_by_keyboard_keeps_the_focus_in_the_list(
    qtbot: QtBot, new_vault: CasesPage, session: Session, signal: int, quiet: Quiet
) -> None:
    for what in ("Een", "Twee", "Drie"):
        session.actions.save(ActionDraft(what=what, case_id=signal))
    panel = open_case(new_vault, quiet, signal).side.action_panel
    with qtbot.waitActive(new_vault):
        new_vault.activateWindow()
    panel.ticks[0].setFocus()
    qtbot.keyClick(panel.ticks[0], Qt.Key.Key_Space)
    quiet()
    assert panel.ticks[0].hasFocus()
    assert panel.ticks[0].accessibleName() == "Twee, klaar"


def test_what_did_not_change_is_left_alone(
    new_vault: CasesPage, session: Session, signal: int, quiet: Quiet
) -> None:
    session.contacts.save(ContactDraft(signal, TODAY, fact="Mentor gesproken."))
    panel = open_case(new_vault, quiet, signal).side.timeline_panel
    items = panel.timeline.children()
    session.actions.save(ActionDraft(what="Iets", case_id=signal))
    quiet()
    assert panel.timeline.children() == items


def test_a_closed_case_is_followed_by_a_new_one(
    new_vault: CasesPage, session: Session, with_jp: int, quiet: Quiet
) -> None:
    """Domain.md 6.2, I15: reopening is a new case linked to the old one."""
    closed = replace(
        session.cases.load(with_jp), status=CaseStatus.CLOSED, outcome=Outcome.AS_PLANNED,
        without_help=YesNoUnknown.YES, ended_on=TODAY,
    )  # fmt: skip
    session.cases.save(closed)
    new_vault.begin_follow_up(with_jp)
    quiet()
    assert new_vault.editor is not None
    assert new_vault.editor.form.pupil.text() == "Noor Vos, 2B"
    new_vault.save()
    quiet()
    made = new_vault.editor.case_id
    assert made is not None
    assert session.cases.load(made).previous_case_id == with_jp


def test_whom_to_ring_and_who_is_here_today(new_vault: CasesPage, with_jp: int, quiet: Quiet) -> None:
    """15 September 2026 is a Tuesday."""
    people = open_case(new_vault, quiet, with_jp).side.people_panel
    texts = [each.text() for each in people.findChildren(QLabel)]
    assert "0500 123456" in texts
    assert "Vandaag aanwezig (ma en di)" in texts
    assert "Vandaag niet aanwezig (do)" in texts


def test_a_deleted_contact_moment_comes_back_with_ctrl_z(
    new_vault: CasesPage, session: Session, school: int, quiet: Quiet
) -> None:
    case_id = session.cases.save(CaseDraft(school_id=school))
    contact = session.contacts.save(ContactDraft(case_id, TODAY, fact="Mentor gesproken."))
    editor = open_case(new_vault, quiet, case_id)

    def delete(dialog: object) -> bool:
        dialog.remove.click()  # type: ignore[attr-defined]
        quiet()
        return True

    with dialogs.answers(delete, "Verwijderen") as asked:
        editor.side.timeline_panel.contact_asked.emit(contact)
        quiet()
    assert "30 dagen terughalen uit de prullenbak" in asked[1].text
    assert session.contacts.timeline(case_id) == []
    ctrl_z(new_vault)
    quiet()
    assert [line.fact for line in session.contacts.timeline(case_id)] == ["Mentor gesproken."]


def test_f8_walks_through_what_is_asked(
    new_vault: CasesPage, session: Session, school: int, quiet: Quiet
) -> None:
    editor = open_case(new_vault, quiet, session.cases.save(CaseDraft(school_id=school)))
    editor.form.status.choose(CaseStatus.ACTIVE)
    wrong = [name for name, row in editor.form.rows.items() if row.problem is not None]
    assert {"pupil_id", "lead_id"} <= set(wrong)
    new_vault.activateWindow()
    new_vault.next_problem(1)
    assert editor.form.rows["pupil_id"].problem is not None


def test_every_control_of_a_case_has_a_name(new_vault: CasesPage, with_jp: int, quiet: Quiet) -> None:
    assert unnamed_controls(open_case(new_vault, quiet, with_jp)) == []


def test_enter_twice_adds_a_pupil_once(qtbot: QtBot, page: CasesPage, demo: Session, quiet: Quiet) -> None:
    school = demo.schools.lines()[0].id
    dialog = PupilDialog(page, demo, page.context, school, "Groep")
    dialog.form.set_values({"name.first": "Zeldzaam", "name.last": "Uniek", "birth_date": date(2016, 5, 4)})
    dialog._try_accept()
    dialog._try_accept()
    quiet()
    assert len(demo.pupils.search("zeldzaam uniek")) == 1
