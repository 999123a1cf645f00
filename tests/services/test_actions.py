"""Actions: the views on one list, ticking off, and the sheet to print."""

from dataclasses import replace
from datetime import date

import pytest

from jeugdhulp_desktop.domain.actions import ActionDraft, ActionFilter, ActionFilterKind
from jeugdhulp_desktop.domain.errors import ChangedElsewhere, NotFound, NotValid
from jeugdhulp_desktop.domain.relations import PersonDraft
from jeugdhulp_desktop.services.session import Session
from jeugdhulp_desktop.storage.audit import Action, load_audit_lines
from tests.services.conftest import TODAY

LATE = date(2026, 9, 14)


def whats(session: Session, kind: ActionFilterKind) -> list[str]:
    return [line.what for line in session.actions.lines(ActionFilter(kind))]


def test_each_view_shows_its_part_of_the_one_list(session: Session) -> None:
    marieke = session.relations.save_person(PersonDraft("Marieke Dijkstra"))
    session.actions.save(ActionDraft("zonder datum", due_on=None))
    session.actions.save(ActionDraft("vandaag", due_on=TODAY))
    session.actions.save(ActionDraft("te laat", person_id=marieke, due_on=LATE))
    session.actions.save(ActionDraft("klaar", due_on=LATE, done_on=LATE))
    assert whats(session, ActionFilterKind.OPEN) == ["te laat", "vandaag", "zonder datum"]
    assert whats(session, ActionFilterKind.MINE) == ["vandaag", "zonder datum"]
    assert whats(session, ActionFilterKind.OVERDUE) == ["te laat"]
    assert whats(session, ActionFilterKind.DONE) == ["klaar"]


def test_an_action_is_ticked_off_today_and_can_be_opened_again(session: Session) -> None:
    action_id = session.actions.save(ActionDraft("Bellen", due_on=TODAY))
    session.actions.set_done(action_id, 1, True)
    assert session.actions.load(action_id).done_on == TODAY
    with pytest.raises(ChangedElsewhere):
        session.actions.set_done(action_id, 1, False)
    session.actions.set_done(action_id, 2, False)
    assert session.actions.load(action_id).done_on is None


def test_an_action_can_be_changed_and_removed(session: Session) -> None:
    action_id = session.actions.save(ActionDraft("Bellen", due_on=TODAY))
    session.actions.save(replace(session.actions.load(action_id), what="Mailen"))
    assert session.actions.load(action_id).what == "Mailen"
    session.actions.delete(action_id)
    with pytest.raises(NotFound):
        session.actions.load(action_id)


def test_an_action_without_words_is_refused(session: Session) -> None:
    with pytest.raises(NotValid):
        session.actions.save(ActionDraft(" "))
    assert [each.code for each in session.actions.check(ActionDraft("Bellen"))] == ["when-missing"]


def test_actions_of_one_case_stand_with_its_pupil(demo: Session) -> None:
    [case] = demo.cases.search("noor yildiz")
    lines = demo.actions.lines(ActionFilter(case_id=case.id))
    assert {line.about for line in lines} == {"Noor Yıldız"}
    assert {line.case_number for line in lines} == {case.number}


def test_the_sheet_is_a_pdf_and_printing_it_is_noted(demo: Session) -> None:
    names, initials = (demo.actions.sheet(ActionFilter(), initials=each) for each in (False, True))
    assert names.startswith(b"%PDF-")
    assert names != initials
    with demo.database.read() as connection:
        assert [line.action for line in load_audit_lines(connection, limit=2)] == [Action.PRINT_DOCUMENT] * 2
