"""Undo: the last steps taken back one by one, and never over something newer."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from jeugdhulp_desktop.domain.actions import ActionDraft, ActionFilter
from jeugdhulp_desktop.domain.agreements import Step
from jeugdhulp_desktop.domain.cases import CaseDraft, CaseFilter, CaseStatus
from jeugdhulp_desktop.domain.checklists import Answer, Reply
from jeugdhulp_desktop.domain.contacts import ContactDraft
from jeugdhulp_desktop.domain.errors import CannotUndo, ChangedElsewhere, NotFound, WorldError
from jeugdhulp_desktop.domain.hours import HourKind, HourState
from jeugdhulp_desktop.domain.pupils import PupilDraft, PupilName
from jeugdhulp_desktop.domain.relations import PersonDraft, WorkerType
from jeugdhulp_desktop.domain.undo import MOST_STEPS, Deed, UndoStep
from jeugdhulp_desktop.services.changes import Change
from jeugdhulp_desktop.services.session import Session
from jeugdhulp_desktop.storage.audit import Action, load_audit_lines
from jeugdhulp_desktop.storage.case_queries import store_case
from jeugdhulp_desktop.storage.checks import run_checks
from jeugdhulp_desktop.storage.row_images import watched_tables
from tests.additions import GRANTABLE
from tests.services.conftest import TODAY
from tests.services.test_agreements import YEAR, filled, school_id

MONDAY = date(2026, 9, 7)


@pytest.fixture
def case_id(session: Session) -> int:
    return session.cases.save(CaseDraft(school_id=school_id(session), summary="eerst"))


def rows(session: Session) -> dict[str, list[Any]]:
    """Every row of every record, without its version: what undo must bring back byte for byte."""
    found = {}
    with session.database.read() as connection:
        for table in watched_tables():
            columns = ", ".join(f'"{each}"' for each in table.columns if each != "version")
            query = f"SELECT {columns} FROM {table.name}"  # noqa: S608 - names of our own tables
            found[table.name] = sorted(connection.execute(text(query)), key=repr)
    return found


def undo_all(session: Session) -> int:
    done = 0
    while session.undo.undo() is not None:
        done += 1
    return done


def test_a_deleted_contact_moment_comes_back_as_it_was(session: Session, case_id: int) -> None:
    heard: list[frozenset[Change]] = []
    contact = session.contacts.save(ContactDraft(case_id, TODAY, fact="Moeder belde.\nZij komt."))
    before = rows(session)
    session.contacts.delete(contact)
    assert session.cases.load_lines([case_id])[0].last_contact is None
    session.changes.subscribe(heard.append)
    asked = session.undo.newest()
    assert asked is not None
    assert replace(asked, number=0) == UndoStep(
        0, "delete-contact", "contact", contact, Deed.REMOVED, case_id
    )
    assert session.undo.undo() == asked
    assert rows(session) == before, "under the same id, and the case knows its last contact"
    assert heard == [frozenset({Change.CONTACTS, Change.CASES, Change.BIN})]
    assert all(proof.ok for proof in run_checks(session.database))
    with session.database.read() as connection:
        line = load_audit_lines(connection, limit=1)[0]
    assert (line.action, line.subject, line.record_id) == (Action.UNDO, "contact", contact)


def test_several_steps_are_named_and_undone_the_newest_first(session: Session, case_id: int) -> None:
    worker = session.relations.save_person(PersonDraft("Marieke Dijkstra", worker_type=WorkerType.JMW))
    session.cases.save(replace(session.cases.load(case_id), summary="later", worker_ids=(worker,)))
    action = session.actions.save(ActionDraft("Bellen", case_id=case_id))
    session.actions.set_done(action, 1, True)
    assert [(each.subject, each.deed) for each in session.undo.steps()][:4] == [
        ("action", Deed.CHANGED), ("action", Deed.ADDED), ("case", Deed.CHANGED), ("person", Deed.ADDED),
    ]  # fmt: skip
    session.undo.undo()
    assert session.actions.load(action).done_on is None
    session.undo.undo()
    with pytest.raises(NotFound):
        session.actions.load(action)
    session.undo.undo()
    assert session.cases.load(case_id).summary == "eerst"
    assert session.cases.load(case_id).worker_ids == ()
    session.undo.undo()
    assert session.relations.people() == []


def test_a_step_that_is_not_the_last_any_more_is_not_skipped_to(session: Session, case_id: int) -> None:
    asked = session.undo.newest()
    session.actions.save(ActionDraft("Bellen", case_id=case_id))
    assert asked is not None
    with pytest.raises(CannotUndo) as refused:
        session.undo.undo(asked.number)
    assert refused.value.reason == "later"
    assert len(session.actions.lines(ActionFilter())) == 1
    assert session.undo.newest() is not None, "it can still be undone, after the other"


def test_what_was_typed_in_a_record_that_is_undone_lies_in_the_bin(session: Session, case_id: int) -> None:
    """Ctrl+Z asks nothing and has no way forward: a page of text may not be gone by it."""
    note = session.contacts.save(ContactDraft(case_id, TODAY, fact="Een lang gesprek"))
    session.undo.undo()
    with pytest.raises(NotFound):
        session.contacts.load(note)
    (entry,) = session.bin.entries()
    session.bin.restore(entry.id)
    assert session.contacts.load(note).fact == "Een lang gesprek"
    session.undo.undo()  # of putting it back: one entry, as before
    assert len(session.bin.entries()) == 1


def test_with_nothing_to_undo_nothing_happens(session: Session) -> None:
    session.database.steps.clear()
    assert session.undo.undo() is None
    session.actions.lines(ActionFilter())
    assert session.undo.steps() == []


def test_an_open_editor_notices_what_was_undone(session: Session, case_id: int) -> None:
    session.cases.save(replace(session.cases.load(case_id), summary="later"))
    editing = session.cases.load(case_id)
    session.undo.undo()
    with pytest.raises(ChangedElsewhere):
        session.cases.save(replace(editing, summary="van het scherm"))
    assert session.cases.load(case_id).summary == "eerst"


def test_an_editor_notices_too_when_only_a_list_of_the_record_changed(session: Session, case_id: int) -> None:
    worker = session.relations.save_person(PersonDraft("Marieke Dijkstra", worker_type=WorkerType.JMW))
    session.cases.save(replace(session.cases.load(case_id), worker_ids=(worker,)))
    editing = session.cases.load(case_id)
    session.undo.undo()
    with pytest.raises(ChangedElsewhere):
        session.cases.save(editing)


def test_f38_a_step_is_not_undone_over_something_newer(session: Session, case_id: int) -> None:
    session.cases.save(replace(session.cases.load(case_id), summary="later"))
    # An act that has a way back of its own, and so is no step: it must not be lost by undoing an older one.
    with session.database.write(Action.IMPORT_PUPILS, "case") as connection:
        store_case(connection, replace(session.cases.load(case_id), summary="nieuwer"), year=2026)
    before = rows(session)
    with pytest.raises(CannotUndo) as refused:
        session.undo.undo()
    assert (refused.value.reason, refused.value.record_id) == ("changed", case_id)
    assert rows(session) == before, "nothing was touched"
    assert session.cases.load(case_id).summary == "nieuwer"
    assert len(session.undo.steps()) == 1, "the step that can never be undone stands in the way of no other"


def test_f38_a_new_record_stays_when_something_newer_hangs_on_it(session: Session, case_id: int) -> None:
    with session.database.write(Action.ROLL_OVER, "agreement") as connection:
        connection.execute(
            text("INSERT INTO actions (version, what, case_id) VALUES (1, 'Overdracht', :case)"),
            {"case": case_id},
        )
    before = rows(session)
    with pytest.raises(CannotUndo):
        session.undo.undo()
    assert rows(session) == before, "a cascade would have taken the action along"


def test_f38_what_it_needs_is_gone(session: Session, case_id: int) -> None:
    worker = session.relations.save_person(PersonDraft("Marieke Dijkstra", worker_type=WorkerType.JMW))
    session.cases.save(replace(session.cases.load(case_id), worker_ids=(worker,)))
    session.cases.save(replace(session.cases.load(case_id), worker_ids=()))
    with session.database.write(Action.IMPORT_PUPILS, "person") as connection:
        connection.execute(text("DELETE FROM people WHERE id = :id"), {"id": worker})
    with pytest.raises(CannotUndo) as refused:
        session.undo.undo()
    assert refused.value.reason == "held"
    assert session.cases.load(case_id).worker_ids == ()


def test_a_frozen_agreement_is_not_opened_by_undo(session: Session) -> None:
    kept = session.agreements.save(filled(session))
    session.agreements.advance(kept, Step.FREEZE)
    with pytest.raises(CannotUndo):
        session.undo.undo()
    assert session.agreements.load(kept.id or 0).status.frozen


def test_a_deleted_agreement_comes_back_with_all_its_lists_and_its_controlegetal(session: Session) -> None:
    kept = session.agreements.save(filled(session))
    before = rows(session)
    session.agreements.delete(kept.id or 0)
    session.undo.undo()
    assert rows(session) == before
    assert replace(session.agreements.load(kept.id or 0), version=kept.version) == kept


def test_the_oldest_step_is_forgotten_when_there_are_too_many(session: Session, case_id: int) -> None:
    for number in range(MOST_STEPS + 5):
        session.actions.save(ActionDraft(f"Actie {number}", case_id=case_id))
    assert len(session.undo.steps()) == MOST_STEPS
    assert undo_all(session) == MOST_STEPS
    assert [line.what for line in session.actions.lines(ActionFilter())] == [
        "Actie 0", "Actie 1", "Actie 2", "Actie 3", "Actie 4",
    ]  # fmt: skip


def test_a_refused_save_is_no_step_and_a_lock_forgets_all(session: Session, case_id: int) -> None:
    steps = session.undo.steps()
    with pytest.raises(WorldError):
        session.contacts.save(ContactDraft(case_id, TODAY, fact=""))
    with pytest.raises(NotFound):
        session.actions.delete(999)
    assert session.undo.steps() == steps
    session.close()
    assert session.database.steps.all() == ()


# --- Anything done, all of it undone: the same rows ---


def _case(session: Session, pick: int) -> CaseDraft:
    ids = session.cases.find_ids(CaseFilter())
    return session.cases.load(ids[pick % max(1, len(ids))])


def _people(session: Session, pick: int) -> tuple[int, ...]:
    return tuple(each.id for each in session.relations.people())[: pick % 3]


def _new_case(session: Session, pick: int, words: str) -> None:
    session.cases.save(
        CaseDraft(school_id=school_id(session), summary=words, previous_case_id=_case(session, pick).id)
    )


def _edit_case(session: Session, pick: int, words: str) -> None:
    people = _people(session, pick)
    status = (CaseStatus.SIGNAL, CaseStatus.REFERRED)[pick % 2]
    session.cases.save(
        replace(
            _case(session, pick), summary=words, worker_ids=people, lead_id=people[0] if people else None,
            more_questions=("pesten", "eenzaamheid")[: pick % 3], status=status,
        )
    )  # fmt: skip


def _contact(session: Session, pick: int) -> int:
    case = _case(session, pick)
    moments = session.contacts.timeline(case.id or 0)
    if moments:
        return moments[pick % len(moments)].id
    return session.contacts.save(ContactDraft(case.id, TODAY, fact="eerste"))


def _edit_contact(session: Session, pick: int, words: str) -> None:
    moved = replace(session.contacts.load(_contact(session, pick)), case_id=_case(session, pick + 1).id)
    session.contacts.save(replace(moved, fact=words, happened_on=date(2026, 9, 1 + pick % 14)))


def _action(session: Session, pick: int, words: str) -> None:
    lines = session.actions.lines(ActionFilter())
    if not lines or pick % 3 == 0:
        session.actions.save(ActionDraft(words or "Bellen", case_id=_case(session, pick).id))
    elif pick % 3 == 1:
        session.actions.set_done(lines[0].id, lines[0].version, True)
    else:
        session.actions.delete(lines[0].id)


def _run(session: Session, pick: int, words: str) -> None:
    run = session.checklists.start("casus", case_id=_case(session, pick).id)
    reply = Reply("doel", Answer.NO, words, "", _contact(session, pick) if pick % 2 else None)
    session.checklists.answer(session.checklists.load(run.id or 0), reply)
    session.actions.save(ActionDraft("Uit de lijst", case_id=run.case_id, run_id=run.id))
    if pick % 4 == 0:
        session.checklists.delete(run.id or 0)


def _agreement(session: Session, pick: int, words: str) -> None:
    line = session.agreements.lines(YEAR)[0]
    draft = session.agreements.load(line.id) if line.id is not None else filled(session)
    if draft.id is not None and pick % 3 == 0:
        session.agreements.delete(draft.id)
    else:
        themes = draft.themes[pick % 2 :]
        session.agreements.save(replace(draft, themes=themes, aim=words))


def _addition(session: Session, pick: int, _words: str) -> None:
    found = session.additions.lines(YEAR)
    if found and pick % 2:
        session.additions.delete(found[0].id)
    else:
        session.additions.save(replace(GRANTABLE, school_id=school_id(session), id=None))


def _hours(session: Session, pick: int, _words: str) -> None:
    sheet = session.hours.week(school_id(session), MONDAY)
    if sheet.rows:
        hours = {HourKind.GROUP: Decimal(pick % 5) / 4}
        row = sheet.rows[0].with_hours(HourState.REALISED, hours)
        session.hours.save_week(sheet.with_row(row))


def _person(session: Session, pick: int, words: str) -> None:
    if pick % 2:
        session.relations.save_person(PersonDraft(words or "Zoë", worker_type=WorkerType.JW))
    else:
        session.relations.delete_person(session.relations.people()[-1].id)


def _pupil(session: Session, pick: int, words: str) -> None:
    name = PupilName(words or "Noor", "", "Yıldız")
    pupil = session.pupils.save(PupilDraft(school_id(session), name))
    session.cases.save(replace(_case(session, pick), pupil_id=pupil))


ACTS: tuple[Callable[[Session, int, str], object], ...] = (
    _new_case, _edit_case, lambda session, pick, _words: session.cases.delete(_case(session, pick).id or 0),
    _edit_contact, lambda session, pick, _words: session.contacts.delete(_contact(session, pick)),
    _action, _run, _agreement, _addition, _hours, _person, _pupil,
)  # fmt: skip
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


def test_whatever_is_done_is_undone_to_the_same_rows(session: Session, case_id: int) -> None:
    session.relations.save_person(PersonDraft("Marieke Dijkstra", worker_type=WorkerType.JMW))
    session.database.steps.clear()
    untouched = rows(session)
    reached: set[str] = set()

    # No shrinking: an example that failed leaves its rows behind in this one vault.
    @settings(
        max_examples=10,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=[HealthCheck.too_slow],
    )
    @given(st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 11), WORDS), min_size=4, max_size=14))
    def play(acts: list[tuple[Callable[[Session, int, str], object], int, str]]) -> None:
        for act, pick, words in acts:
            try:
                act(session, pick, words)
            except (WorldError, ValueError, IndexError):
                continue  # refused: nothing was written
        reached.update(each.action for each in session.undo.steps())
        undo_all(session)
        for entry in session.bin.entries():  # what was added and undone lies there, and nothing else
            with suppress(NotFound):  # it went along with its case
                session.bin.purge(entry.id)
        assert rows(session) == untouched

    play()
    assert {"delete-case", "delete-contact", "save-case", "save-answer", "save-agreement"} <= reached
    assert all(proof.ok for proof in run_checks(session.database))
