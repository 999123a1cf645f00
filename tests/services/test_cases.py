"""A case from signal to closing: its number, its days, its review, and what blocks a step."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from jeugdhulp_desktop.domain.cases import (
    CaseCounts,
    CaseDraft,
    CaseFilter,
    CaseOrder,
    CaseStatus,
    Ground,
    NoParentGround,
    Outcome,
    YesNoUnknown,
)
from jeugdhulp_desktop.domain.contacts import ContactDraft, WithWhom
from jeugdhulp_desktop.domain.errors import ChangedElsewhere, NotFound, NotValid
from jeugdhulp_desktop.domain.pupils import PupilDraft, PupilName
from jeugdhulp_desktop.domain.relations import PersonDraft, WorkerType
from jeugdhulp_desktop.services.session import Session
from jeugdhulp_desktop.storage.audit import Action, load_audit_lines
from tests.services.conftest import TODAY, Opened, Template


@pytest.fixture
def school(session: Session) -> int:
    mine = session.schools.mine()
    assert mine is not None
    assert mine.id is not None
    return mine.id


@pytest.fixture
def noor(session: Session, school: int) -> int:
    return session.pupils.save(
        PupilDraft(school, PupilName("Noor", "", "Yıldız"), birth_date=date(2012, 3, 14))
    )


def worker(session: Session, kind: WorkerType) -> int:
    return session.relations.save_person(PersonDraft(f"Werker {kind}", worker_type=kind))


def active(school: int, pupil: int, *workers: int) -> CaseDraft:
    return CaseDraft(
        school_id=school, pupil_id=pupil, status=CaseStatus.ACTIVE, question="pesten", ground=Ground.GUIDANCE,
        lead_id=workers[0], worker_ids=workers,
    )  # fmt: skip


def codes(told: pytest.ExceptionInfo[NotValid]) -> list[str]:
    return [each.code for each in told.value.problems]


def test_each_new_case_gets_the_next_number_of_the_year(session: Session, school: int) -> None:
    ids = [session.cases.save(CaseDraft(school_id=school)) for _ in range(3)]
    assert [session.cases.load(each).number for each in ids] == ["2026-0001", "2026-0002", "2026-0003"]


def test_numbers_begin_again_at_new_year(open_copy: Opened, empty_template: Template) -> None:
    moments = [datetime(2026, 12, 31, 12, tzinfo=UTC), datetime(2027, 1, 1, 12, tzinfo=UTC)]
    session = open_copy(empty_template, clock=lambda: moments[0])
    school = session.schools.lines()[0].id
    session.cases.save(CaseDraft(school_id=school))
    moments.pop(0)
    assert session.cases.load(session.cases.save(CaseDraft(school_id=school))).number == "2027-0001"


def test_an_unfinished_signal_is_kept_and_a_case_without_a_school_is_not(
    session: Session, school: int
) -> None:
    assert session.cases.load(session.cases.save(CaseDraft(school_id=school))).signalled_on == TODAY
    with pytest.raises(NotValid) as told:
        session.cases.save(CaseDraft())
    assert codes(told) == ["required"]


def test_the_day_of_a_step_is_filled_in_unless_one_was_typed(
    session: Session, school: int, noor: int
) -> None:
    lead = worker(session, WorkerType.JMW)
    case_id = session.cases.save(
        CaseDraft(school_id=school, pupil_id=noor, signalled_on=date(2026, 9, 1), status=CaseStatus.REFERRED)
    )
    kept = session.cases.load(case_id)
    assert (kept.signalled_on, kept.referred_on) == (date(2026, 9, 1), TODAY)
    session.cases.save(replace(kept, status=CaseStatus.ACTIVE, lead_id=lead, started_on=date(2026, 9, 10)))
    assert session.cases.load(case_id).started_on == date(2026, 9, 10)
    later = session.cases.load(case_id)
    session.cases.save(replace(later, started_on=None))  # taken away on purpose: no step, so it stays away
    assert session.cases.load(case_id).started_on is None


def test_an_active_case_gets_its_review_half_a_year_on_and_a_closed_one_has_none(
    session: Session, school: int, noor: int
) -> None:
    case_id = session.cases.save(active(school, noor, worker(session, WorkerType.JMW)))
    kept = session.cases.load(case_id)
    assert (kept.started_on, kept.next_review_on) == (TODAY, date(2027, 3, 15))
    session.cases.save(
        replace(
            kept, status=CaseStatus.CLOSED, outcome=Outcome.AS_PLANNED, without_help=YesNoUnknown.YES,
            ended_on=TODAY,
        )
    )  # fmt: skip
    assert session.cases.load(case_id).next_review_on is None


def test_v15_a_case_cannot_become_active_without_a_regiehouder(
    session: Session, school: int, noor: int
) -> None:
    draft = replace(active(school, noor, worker(session, WorkerType.JMW)), lead_id=None)
    with pytest.raises(NotValid) as told:
        session.cases.save(draft)
    assert codes(told) == ["lead-required"]


def test_v06_a_jp_begins_after_a_contact_moment_with_a_parent(
    session: Session, school: int, noor: int
) -> None:
    jp = worker(session, WorkerType.JP)
    intake = replace(active(school, noor, jp), status=CaseStatus.INTAKE)
    case_id = session.cases.save(intake)
    step = replace(session.cases.load(case_id), status=CaseStatus.ACTIVE)
    with pytest.raises(NotValid) as told:
        session.cases.save(step)
    assert codes(told) == ["jp-without-parents"]
    session.contacts.save(
        ContactDraft(case_id, TODAY, with_whom=(WithWhom.PARENT,), fact="Moeder gesproken over de start.")
    )
    session.cases.save(step)
    assert session.cases.load(case_id).status is CaseStatus.ACTIVE


def test_v06_a_jp_who_only_leads_counts_too_and_a_ground_lets_begin(
    session: Session, school: int, noor: int
) -> None:
    jp = worker(session, WorkerType.JP)
    draft = replace(active(school, noor, jp), worker_ids=())
    assert [each.rule for each in session.cases.check(draft)] == ["V06"]
    session.cases.save(replace(draft, no_parent_ground=NoParentGround.SAFETY))


def test_v16_the_age_comes_from_the_pupil(session: Session, school: int) -> None:
    old = session.pupils.save(PupilDraft(school, PupilName("Jan", "", "Oud"), birth_date=date(2003, 9, 15)))
    found = session.cases.check(CaseDraft(school_id=school, pupil_id=old))
    assert [each.code for each in found] == ["age-23"]


def test_v24_closing_without_an_outcome_is_refused_and_the_case_stays_as_it_was(
    session: Session, school: int, noor: int
) -> None:
    case_id = session.cases.save(active(school, noor, worker(session, WorkerType.JMW)))
    with pytest.raises(NotValid) as told:
        session.cases.save(replace(session.cases.load(case_id), status=CaseStatus.CLOSED))
    assert codes(told) == ["outcome-required", "without-help-required", "ended-on-required"]
    assert session.cases.load(case_id).status is CaseStatus.ACTIVE


def test_the_audit_trail_tells_a_step_from_a_save(session: Session, school: int, noor: int) -> None:
    lead = worker(session, WorkerType.JMW)
    case_id = session.cases.save(CaseDraft(school_id=school, pupil_id=noor))
    session.cases.save(replace(session.cases.load(case_id), summary="Iets meer."))
    session.cases.save(replace(session.cases.load(case_id), status=CaseStatus.ACTIVE, lead_id=lead))
    closed = replace(
        session.cases.load(case_id), status=CaseStatus.CLOSED, outcome=Outcome.WITHDRAWN,
        without_help=YesNoUnknown.UNKNOWN, ended_on=TODAY,
    )  # fmt: skip
    session.cases.save(closed)
    session.cases.save(replace(session.cases.load(case_id), status=CaseStatus.INTAKE))
    with session.database.read() as connection:
        lines = load_audit_lines(connection, subject="case", record_id=case_id)
    assert [line.action for line in reversed(lines)] == [
        Action.SAVE_CASE, Action.SAVE_CASE, Action.CHANGE_CASE_STATUS, Action.CLOSE_CASE, Action.REOPEN_CASE,
    ]  # fmt: skip


def test_a_case_that_another_window_saved_is_not_overwritten_f38(session: Session, school: int) -> None:
    case_id = session.cases.save(CaseDraft(school_id=school))
    stale = session.cases.load(case_id)
    session.cases.save(replace(stale, summary="Van het ene venster."))
    with pytest.raises(ChangedElsewhere):
        session.cases.save(replace(stale, summary="Van het andere venster."))


def test_a_case_is_removed_whatever_its_status_and_once(session: Session, school: int, noor: int) -> None:
    case_id = session.cases.save(CaseDraft(school_id=school, pupil_id=noor, status=CaseStatus.REFERRED))
    session.contacts.save(ContactDraft(case_id, TODAY, fact="Even gebeld."))
    session.cases.delete(case_id)
    for act in (session.cases.load, session.cases.delete):
        with pytest.raises(NotFound):
            act(case_id)


def test_the_list_searches_beginnings_of_words_without_case_and_accents(demo: Session) -> None:
    assert [line.pupil for line in demo.cases.search("YIL noo")] == ["Noor Yıldız"]
    assert [line.pupil for line in demo.cases.search("lukasz")] == ["Łukasz Kowalski"]
    assert demo.cases.search("zzz") == []


@pytest.mark.parametrize(
    "typed", ["Robert'); DROP TABLE cases;--", "%", "_", '"', "NEAR(a b)", "a*", "-", ":"]
)
def test_signs_of_a_database_are_looked_for_literally_f31(demo: Session, typed: str) -> None:
    assert demo.cases.search(typed) == []
    assert demo.cases.counts().open == 34


def test_the_list_filters_sorts_and_loads_in_the_order_asked(demo: Session) -> None:
    closed = demo.cases.find_ids(CaseFilter(statuses=frozenset({CaseStatus.CLOSED})))
    assert {line.status for line in demo.cases.load_lines(closed)} == {CaseStatus.CLOSED}
    up = demo.cases.find_ids(CaseFilter(), CaseOrder.PUPIL)
    assert demo.cases.find_ids(CaseFilter(), CaseOrder.PUPIL, descending=True) == up[::-1]
    assert [line.id for line in demo.cases.load_lines(up[5:8])] == up[5:8]


def test_names_of_pupils_with_a_case_are_known_for_the_search_of_an_agreement_v26(demo: Session) -> None:
    names = demo.cases.full_names()
    assert "Noor Yıldız" in names
    assert len(names) == 38


def test_the_counts_above_the_list(demo: Session) -> None:
    assert demo.cases.counts() == CaseCounts(open=34, review_late=1, review_today=1)


def test_one_case_shows_pupil_time_line_and_whom_to_ring(demo: Session) -> None:
    [line] = demo.cases.search("noor")
    view = demo.cases.view(line.id)
    assert (view.pupil, view.group, view.school) == ("Noor Yıldız", "2B", "VSO De Zonnewijzer")
    assert view.timeline[0].happened_on == view.parents_spoken_on == date(2026, 9, 8)
    assert [(each.name, each.is_lead) for each in view.people] == [
        ("Marieke Dijkstra", True), ("Rachid Benali", False),
    ]  # fmt: skip
    assert all(each.phone for each in view.people)
