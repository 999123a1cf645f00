"""The bin: thrown away, put back whole, and gone after thirty days; never because a clock jumped."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text

from jeugdhulp_desktop.domain.actions import ActionDraft, ActionFilter
from jeugdhulp_desktop.domain.bins import KEPT_DAYS, BinEntry, BinKind
from jeugdhulp_desktop.domain.cases import CaseDraft, CaseFilter
from jeugdhulp_desktop.domain.checklists import Answer, Reply
from jeugdhulp_desktop.domain.contacts import ContactDraft
from jeugdhulp_desktop.domain.erasures import ErasureKind, ErasureReason, ErasureTarget
from jeugdhulp_desktop.domain.errors import CannotPutBack, NotFound
from jeugdhulp_desktop.domain.pupils import PupilDraft, PupilName
from jeugdhulp_desktop.domain.relations import PersonDraft, WorkerType
from jeugdhulp_desktop.domain.schools import SchoolDraft, SchoolType
from jeugdhulp_desktop.services.changes import Change
from jeugdhulp_desktop.services.session import Session
from jeugdhulp_desktop.storage.audit import Action, load_audit_lines
from jeugdhulp_desktop.storage.checks import run_checks
from tests.additions import GRANTABLE
from tests.services.conftest import NOW, TODAY
from tests.services.test_agreements import YEAR, filled, school_id
from tests.services.test_undo import rows

CANARY = "Zeldzaamwoord"


@pytest.fixture
def case_id(session: Session) -> int:
    """A case with everything that can hang on it, and one that follows it."""
    pupil = session.pupils.save(PupilDraft(school_id(session), PupilName("Noor", "", "Yıldız")))
    worker = session.relations.save_person(PersonDraft("Marieke Dijkstra", worker_type=WorkerType.JMW))
    case = session.cases.save(
        CaseDraft(
            school_id=school_id(session), pupil_id=pupil, question="pesten", summary=CANARY,
            worker_ids=(worker,), more_questions=("eenzaamheid",), next_review_on=TODAY,
        )
    )  # fmt: skip
    contact = session.contacts.save(ContactDraft(case, TODAY, fact=f"{CANARY}, zei de mentor."))
    run = session.checklists.start("casus", case_id=case)
    session.checklists.answer(run, Reply("doel", Answer.NO, "waarom", "", contact))
    session.actions.save(ActionDraft("Bellen", case_id=case, run_id=run.id))
    session.cases.save(CaseDraft(school_id=school_id(session), previous_case_id=case))
    return case


def only(session: Session) -> BinEntry:
    (entry,) = session.bin.entries()
    return entry


def without_bin(session: Session) -> dict[str, list[object]]:
    found = rows(session)
    del found["bin_entries"]
    return found


def test_a_case_goes_with_all_that_hangs_on_it_and_comes_back_the_same(
    session: Session, case_id: int
) -> None:
    before, counted = without_bin(session), session.cases.counts()
    session.cases.delete(case_id)
    assert case_id not in session.cases.find_ids(CaseFilter())
    assert session.actions.lines(ActionFilter()) == []
    assert session.cases.search("noor") == []
    assert session.cases.counts() != counted
    entry = only(session)
    assert (entry.kind, entry.record_id, entry.case_id) == (BinKind.CASE, case_id, case_id)
    assert (entry.pupil, entry.facts["number"], entry.facts["question"], entry.who) == (
        "Noor Yıldız", "2026-0001", "pesten", "Ilse Vermeer",
    )  # fmt: skip
    assert (entry.days_left(TODAY), entry.rows) == (KEPT_DAYS, 7)
    heard: list[frozenset[Change]] = []
    session.changes.subscribe(heard.append)
    back = session.bin.restore(entry.id)
    assert (back.record_id, back.left_out) == (case_id, 0)
    assert without_bin(session) == before, (
        "the follow-up case points at it again, and the answer at its proof"
    )
    assert session.bin.entries() == []
    assert {Change.CASES, Change.CONTACTS, Change.ACTIONS, Change.CHECKLISTS, Change.BIN} <= heard[0]
    assert all(proof.ok for proof in run_checks(session.database))
    assert session.cases.load_lines([case_id])[0].last_contact == TODAY
    with session.database.read() as connection:
        assert load_audit_lines(connection, limit=1)[0].action == Action.RESTORE_FROM_BIN


def test_putting_back_and_throwing_away_can_be_undone(session: Session, case_id: int) -> None:
    session.cases.delete(case_id)
    session.undo.undo()
    assert session.bin.entries() == [], "undoing takes it out of the bin"
    session.cases.delete(case_id)
    session.bin.restore(only(session).id)
    session.undo.undo()
    assert only(session).record_id == case_id


def test_each_kind_can_be_thrown_away_and_put_back(session: Session, case_id: int) -> None:
    contact = session.contacts.timeline(case_id)[0].id
    action = session.actions.lines(ActionFilter())[0].id
    run = session.checklists.history(case_id=case_id)[0].id or 0
    agreement = session.agreements.save(filled(session)).id or 0
    addition = session.additions.save(replace(GRANTABLE, school_id=school_id(session), id=None)).id or 0
    acts: tuple[tuple[BinKind, Callable[[], object]], ...] = (
        (BinKind.CONTACT, lambda: session.contacts.delete(contact)),
        (BinKind.ACTION, lambda: session.actions.delete(action)),
        (BinKind.CHECKLIST, lambda: session.checklists.delete(run)),
        (BinKind.AGREEMENT, lambda: session.agreements.delete(agreement)),
        (BinKind.ADDITION, lambda: session.additions.delete(addition)),
    )
    for kind, delete in acts:
        before = without_bin(session)
        delete()
        assert only(session).kind is kind
        session.bin.restore(only(session).id)
        assert without_bin(session) == before, kind
    assert all(proof.ok for proof in run_checks(session.database))


def test_what_was_changed_meanwhile_stays_changed(session: Session, case_id: int) -> None:
    """A reference that was emptied is only put back where nobody chose another since."""
    follower = next(each for each in session.cases.find_ids(CaseFilter()) if each != case_id)
    third = session.cases.save(CaseDraft(school_id=school_id(session)))
    session.cases.delete(case_id)
    session.cases.save(replace(session.cases.load(follower), summary="later", previous_case_id=third))
    session.bin.restore(only(session).id)
    assert session.cases.load(follower).previous_case_id == third
    assert session.cases.load(follower).summary == "later"


def test_a_worker_who_is_gone_is_left_out_and_told(session: Session, case_id: int) -> None:
    session.cases.delete(case_id)
    session.relations.delete_person(session.relations.people()[0].id)
    assert session.bin.restore(only(session).id).left_out == 1
    assert session.cases.load(case_id).worker_ids == ()


def test_a_contact_moment_waits_for_its_case(session: Session, case_id: int) -> None:
    session.contacts.delete(session.contacts.timeline(case_id)[0].id)
    moment = only(session)
    session.cases.delete(case_id)
    with pytest.raises(CannotPutBack) as refused:
        session.bin.restore(moment.id)
    assert refused.value.reason == "case-binned"
    case = session.bin.entries()[0]
    session.bin.restore(case.id)
    session.bin.restore(moment.id)
    assert len(session.contacts.timeline(case_id)) == 1


def test_what_lies_in_the_bin_of_a_case_goes_with_it_for_good(session: Session, case_id: int) -> None:
    session.contacts.delete(session.contacts.timeline(case_id)[0].id)
    session.cases.delete(case_id)
    session.bin.purge(session.bin.entries()[0].id)
    assert session.bin.entries() == []
    assert all(case_id not in step.case_ids() for step in session.database.steps.all())
    assert not [step for step in session.database.steps.all() if CANARY in repr(step.changes)]
    with session.database.read() as connection:
        assert load_audit_lines(connection, limit=1)[0].action == Action.EMPTY_BIN


def test_a_school_that_is_gone_is_a_clear_refusal(session: Session) -> None:
    other = session.schools.save(SchoolDraft("VSO Elders", SchoolType.VSO))
    case = session.cases.save(CaseDraft(school_id=other))
    session.cases.delete(case)
    session.schools.delete(other)
    with pytest.raises(CannotPutBack) as refused:
        session.bin.restore(only(session).id)
    assert refused.value.reason == "school-gone"
    assert only(session).record_id == case, "it stays in the bin"


def test_an_agreement_does_not_come_back_over_another_of_its_year(session: Session) -> None:
    first = session.agreements.save(filled(session)).id or 0
    session.agreements.delete(first)
    session.agreements.save(filled(session))
    before = rows(session)
    with pytest.raises(CannotPutBack) as refused:
        session.bin.restore(only(session).id)
    assert (refused.value.reason, refused.value.kind) == ("exists", "agreement")
    assert rows(session) == before


def test_a_request_whose_number_was_given_gets_the_next(session: Session) -> None:
    def begin() -> int:
        return session.additions.save(replace(GRANTABLE, school_id=school_id(session), id=None)).id or 0

    first = begin()
    session.additions.delete(first)
    begin()
    session.bin.restore(only(session).id)
    assert [session.additions.load(line.id).number for line in session.additions.lines(YEAR)] == [1, 2]


def test_the_number_of_a_case_in_the_bin_is_not_given_again(session: Session, case_id: int) -> None:
    for each in session.cases.find_ids(CaseFilter()):
        session.cases.delete(each)
    new = session.cases.save(CaseDraft(school_id=school_id(session)))
    assert session.cases.load(new).number == "2026-0003"


def test_a_pupil_of_a_case_in_the_bin_stays(session: Session, case_id: int) -> None:
    pupil = session.cases.load(case_id).pupil_id
    session.cases.delete(case_id)
    session.imports.forget_roster()
    session.bin.restore(only(session).id)
    assert session.cases.load(case_id).pupil_id == pupil


def test_an_editor_of_before_notices_that_it_was_put_back(session: Session, case_id: int) -> None:
    version = session.cases.load(case_id).version
    session.cases.delete(case_id)
    session.bin.restore(only(session).id)
    assert session.cases.load(case_id).version > version


def test_once_out_of_the_bin_it_is_not_there(session: Session, case_id: int) -> None:
    session.cases.delete(case_id)
    entry = only(session)
    session.bin.restore(entry.id)
    for act in (session.bin.restore, session.bin.purge):
        with pytest.raises(NotFound):
            act(entry.id)


# --- Thirty days ---


class Days:
    """A vault that is opened on other days."""

    def __init__(self, session: Session) -> None:
        self.session, self.now = session, NOW
        session.bin._clock = lambda: self.now
        session.contacts._clock = lambda: self.now

    def open_on(self, day: int) -> int:
        self.now = NOW + timedelta(days=day)
        return self.session.bin.begin_day()


@pytest.fixture
def days(session: Session, case_id: int) -> Days:
    return Days(session)


def test_after_thirty_days_of_use_it_goes_at_an_opening(days: Days, case_id: int) -> None:
    days.session.contacts.delete(days.session.contacts.timeline(case_id)[0].id)
    assert [days.open_on(day) for day in range(1, KEPT_DAYS)] == [0] * (KEPT_DAYS - 1)
    assert only(days.session).days_left(TODAY + timedelta(days=29)) == 1
    assert days.open_on(KEPT_DAYS) == 1
    assert days.session.bin.entries() == []


@pytest.mark.parametrize("jump", [-3650, -1, 31, 3650])
def test_f14_a_clock_that_jumped_lets_nothing_go_early(days: Days, case_id: int, jump: int) -> None:
    days.now = NOW + timedelta(days=jump)
    days.session.contacts.delete(days.session.contacts.timeline(case_id)[0].id)  # while the clock is wrong
    assert [days.open_on(day) for day in range(5)] == [0] * 5
    assert [days.open_on(day) for day in (5 + jump, 6, 7, 8 + jump, 9)] == [0] * 5
    assert only(days.session).days_left(TODAY + timedelta(days=9)) > 15


def test_days_on_which_the_vault_stayed_shut_hardly_count(days: Days, case_id: int) -> None:
    days.session.contacts.delete(days.session.contacts.timeline(case_id)[0].id)
    assert days.open_on(45) == 0, "nobody could look into the bin during the holiday"
    assert only(days.session).days_left(TODAY + timedelta(days=45)) == KEPT_DAYS - 3


# --- Older tables ---


def test_a_column_that_went_is_dropped_and_a_new_one_is_empty(session: Session, case_id: int) -> None:
    """A snapshot of an older version: it knows a column that is gone, and not one that came."""
    session.cases.delete(case_id)
    entry = only(session)
    with session.database.write(Action.MIGRATE, "vault") as connection:
        rows_of = json.loads(connection.execute(text("SELECT content FROM bin_entries")).scalar_one())
        record = next(
            each["before"] for each in rows_of if each["table"] == "cases" and each["after"] is None
        )
        for name in ("closing_note", "collective", "ended_on"):
            del record[name]
        record["shoe_size"] = 43
        connection.execute(text("UPDATE bin_entries SET content = :rows"), {"rows": json.dumps(rows_of)})
    session.bin.restore(entry.id)
    case = session.cases.load(case_id)
    assert (case.summary, case.closing_note, case.collective, case.ended_on) == (CANARY, "", False, None)


def test_a_table_that_went_is_dropped(session: Session, case_id: int) -> None:
    session.cases.delete(case_id)
    with session.database.write(Action.MIGRATE, "vault") as connection:
        connection.execute(
            text("UPDATE bin_entries SET content = replace(content, '\"case_questions\"', '\"gone\"')")
        )
    session.bin.restore(only(session).id)
    assert session.cases.load(case_id).more_questions == ()


# --- Nobody sees it but in the bin ---


def test_f56_erasing_takes_the_bin_and_the_steps_along(session: Session, case_id: int) -> None:
    contact = session.contacts.timeline(case_id)[0].id
    session.contacts.delete(contact)
    session.erasures.carry_out(ErasureTarget(ErasureKind.CASE, case_id), ErasureReason.MISTAKE)
    assert session.bin.entries() == []
    assert session.undo.steps() == []
