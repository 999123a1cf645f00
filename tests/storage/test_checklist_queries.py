"""Runs of a checklist: a run keeps its template, one is open at a time, and lists show what is to be done."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy.exc import IntegrityError

from jeugdhulp_desktop.domain.agreement_sections import Deployment
from jeugdhulp_desktop.domain.agreements import (
    AgreementStatus,
)
from jeugdhulp_desktop.domain.cases import CaseStatus
from jeugdhulp_desktop.domain.checklists import Answer, Block, Item, Moment, Reply, Run, Scope, Template
from jeugdhulp_desktop.domain.contacts import ContactDraft
from jeugdhulp_desktop.domain.errors import ChangedElsewhere, NotFound
from jeugdhulp_desktop.domain.pupils import PupilName
from jeugdhulp_desktop.domain.relations import WorkerType
from jeugdhulp_desktop.domain.schools import SchoolType
from jeugdhulp_desktop.storage.agreement_queries import store_agreement
from jeugdhulp_desktop.storage.audit import Action
from jeugdhulp_desktop.storage.case_queries import load_case
from jeugdhulp_desktop.storage.checklist_line_queries import (
    load_due_agreements,
    load_due_cases,
    load_run_lines,
    load_run_lines_of_year,
)
from jeugdhulp_desktop.storage.checklist_queries import (
    contact_belongs,
    delete_run,
    find_open_run,
    find_previous_run,
    has_jp,
    in_parts,
    load_run,
    set_next_review,
    store_reply,
    store_run,
)
from jeugdhulp_desktop.storage.contact_queries import store_contact
from jeugdhulp_desktop.storage.engine import Database
from tests.agreements import IN_ORDER, YEAR
from tests.databases import NOW, add_case, add_person, add_pupil, add_school

TEMPLATE = Template(
    "casus", 1, "Halfjaarlijkse lijst", Scope.CASE,
    (
        Item("past", "Past het?", Block.MONITORING, "Kijk naar nu.", source="000:40"),
        Item("jp", "Is er afgestemd?", Block.COOPERATION, evidence=True, jp_only=True),
    ),
)  # fmt: skip
OF_AGREEMENT = replace(TEMPLATE, id="afspraak", title="Monitoringlijst", scope=Scope.AGREEMENT)
BEGUN = date(2026, 9, 10)


def keep(database: Database, run: Run) -> Run:
    with database.write(Action.START_CHECKLIST, "checklist", run.id) as connection:
        return store_run(connection, run)


def of_case(case_id: int, **changes: object) -> Run:
    run = Run(TEMPLATE, Scope.CASE, case_id=case_id, started_on=BEGUN, replies={})
    return replace(run, **changes)  # type: ignore[arg-type]


def add_agreement(
    database: Database, school_id: int, status: AgreementStatus = AgreementStatus.SIGNED, number: int = 1
) -> int:
    frozen = status.frozen
    draft = replace(
        IN_ORDER,
        school_id=school_id,
        status=status,
        number=number,
        frozen_control="ab10" * 4 if frozen else "",
        deployments=(Deployment(WorkerType.JP),),
    )
    with database.write(Action.SAVE_AGREEMENT, "agreement") as connection:
        tree = b"{}" if frozen else None
        kept = store_agreement(connection, draft, changed_at=NOW, control="ab10" * 4, canonical=tree)
    return kept.id or 0


@pytest.fixture
def case_id(database: Database) -> int:
    school = add_school(database, "VSO De Zonnewijzer", school_type=SchoolType.VSO)
    pupil = add_pupil(database, school, PupilName("Noor", "", "Yıldız"), group="2B")
    return add_case(database, school, pupil, status=CaseStatus.ACTIVE, next_review_on=date(2026, 9, 20))


def test_a_run_comes_back_with_the_template_it_was_made_with(database: Database, case_id: int) -> None:
    kept = keep(database, of_case(case_id, next_on=date(2027, 3, 1), moment=Moment.END))
    with database.read() as connection:
        assert load_run(connection, kept.id or 0) == kept
        with pytest.raises(NotFound):
            load_run(connection, 99)
    assert kept.template == TEMPLATE


def test_an_answer_is_kept_at_once_and_can_be_changed(database: Database, case_id: int) -> None:
    run = keep(database, of_case(case_id))
    for reply in (Reply("past", Answer.NO), Reply("past", Answer.YES, "toch wel", "gesprek, 8 september")):
        with database.write(Action.SAVE_ANSWER, "checklist", run.id) as connection:
            run = store_reply(connection, run, reply)
    with database.read() as connection:
        assert load_run(connection, run.id or 0) == run
    assert (run.reply("past").explanation, run.version) == ("toch wel", 3)


def test_f38_an_answer_in_an_older_copy_of_the_run_is_refused(database: Database, case_id: int) -> None:
    run = keep(database, of_case(case_id))
    keep(database, replace(run, next_on=date(2027, 3, 1)))
    with pytest.raises(ChangedElsewhere), database.write(Action.SAVE_ANSWER) as connection:
        store_reply(connection, run, Reply("past", Answer.YES))
    with pytest.raises(ChangedElsewhere):
        keep(database, run)


def test_one_run_of_a_list_is_open_at_a_time(database: Database, case_id: int) -> None:
    first = keep(database, of_case(case_id))
    with database.read() as connection:
        assert find_open_run(connection, "casus", case_id, None) == first.id
        assert find_open_run(connection, "afspraak", case_id, None) is None
    with pytest.raises(IntegrityError):
        keep(database, of_case(case_id))
    keep(database, replace(first, finished_on=BEGUN))
    keep(database, of_case(case_id))


@pytest.mark.parametrize(
    "changes",
    [
        {"case_id": None},
        {"agreement_id": 1},
        {"scope": Scope.AGREEMENT},
        {"finished_on": date(2026, 9, 9)},
        {"case_id": 99},
    ],
)
def test_the_database_refuses_a_run_that_is_about_nothing_or_two_things(
    database: Database, case_id: int, changes: dict[str, object]
) -> None:
    with pytest.raises(IntegrityError):
        keep(database, replace(of_case(case_id), **changes))  # type: ignore[arg-type]


def test_deleting_a_run_takes_its_answers(database: Database, case_id: int) -> None:
    run = keep(database, of_case(case_id))
    with database.write(Action.DELETE_CHECKLIST) as connection:
        store_reply(connection, run, Reply("past", Answer.YES))
        delete_run(connection, run.id or 0)
        assert connection.exec_driver_sql("SELECT count(*) FROM checklist_replies").scalar() == 0


def test_the_time_before_is_the_last_finished_run_of_the_same_list(database: Database, case_id: int) -> None:
    days = (date(2025, 9, 1), date(2026, 3, 1))
    older, newer = (keep(database, of_case(case_id, started_on=day, finished_on=day)) for day in days)
    now = keep(database, of_case(case_id))
    with database.read() as connection:
        assert find_previous_run(connection, now) == newer.id
        assert find_previous_run(connection, newer) == older.id
        assert find_previous_run(connection, older) is None
        assert find_previous_run(connection, replace(now, id=None)) == newer.id


def test_the_time_before_of_an_agreement_may_be_of_last_years_one(database: Database) -> None:
    school, other = add_school(database, "De Wissel"), add_school(database, "De Vaart")
    last, new = add_agreement(database, school), add_agreement(database, school, AgreementStatus.CONCEPT, 2)
    run = Run(OF_AGREEMENT, Scope.AGREEMENT, agreement_id=last, started_on=BEGUN, finished_on=BEGUN)
    kept = keep(database, run)
    keep(database, replace(run, agreement_id=add_agreement(database, other)))
    with database.read() as connection:
        assert find_previous_run(connection, replace(run, id=None, agreement_id=new)) == kept.id


def test_a_jp_takes_part_as_worker_as_lead_or_by_deployment(database: Database, case_id: int) -> None:
    jp = add_person(database, "Rachid Benali", WorkerType.JP)
    jmw = add_person(database, "Marieke Dijkstra", WorkerType.JMW)
    with_worker = add_case(database, 1, worker_ids=(jmw, jp))
    with_lead = add_case(database, 1, lead_id=jp)
    without = add_case(database, 1, worker_ids=(jmw,), lead_id=jmw)
    agreement = Run(OF_AGREEMENT, Scope.AGREEMENT, agreement_id=add_agreement(database, 1))
    with database.read() as connection:
        assert has_jp(connection, of_case(with_worker))
        assert has_jp(connection, of_case(with_lead))
        assert not has_jp(connection, of_case(without))
        assert has_jp(connection, agreement)
        assert not has_jp(connection, replace(agreement, agreement_id=99))


def test_evidence_is_a_contact_moment_of_the_same_case(database: Database, case_id: int) -> None:
    with database.write(Action.SAVE_CONTACT) as connection:
        contact_id = store_contact(
            connection, ContactDraft(case_id=case_id, happened_on=date(2026, 9, 8), fact="Gesprek.")
        )
    with database.read() as connection:
        assert contact_belongs(connection, contact_id, of_case(case_id))
        assert not contact_belongs(connection, contact_id, of_case(case_id + 1))
        assert not contact_belongs(connection, 99, of_case(case_id))


def test_the_next_review_is_set_on_an_open_case_and_makes_older_copies_stale(
    database: Database, case_id: int
) -> None:
    closed = add_case(database, 1, status=CaseStatus.CLOSED)
    with database.write(Action.FINISH_CHECKLIST) as connection:
        for each in (case_id, closed):
            set_next_review(connection, each, date(2027, 3, 10))
        assert load_case(connection, case_id).next_review_on == date(2027, 3, 10)
        assert load_case(connection, case_id).version == 2
        assert load_case(connection, closed).next_review_on is None


def test_a_review_that_is_due_and_not_begun_stands_in_the_list(database: Database, case_id: int) -> None:
    add_case(database, 1, status=CaseStatus.CLOSED, next_review_on=date(2026, 9, 1))
    signal = add_case(database, 1, next_review_on=date(2026, 6, 1))  # before this school year
    add_case(database, 1, next_review_on=date(2027, 8, 1))  # after it
    with database.read() as connection:
        due = load_due_cases(connection, TEMPLATE, YEAR, current=True)
        assert [line.case_id for line in load_due_cases(connection, TEMPLATE, YEAR, current=False)] == [
            case_id
        ]
    assert [line.case_id for line in due] == [signal, case_id]
    assert due[0].about == "2026-0003"  # a signal without a pupil is called by its number
    line = due[1]
    assert (line.id, line.about, line.detail) == (None, "Noor Yıldız", "VSO De Zonnewijzer, klas 2B")
    assert (line.due_on, line.answered, line.asked) == (date(2026, 9, 20), 0, 1)
    keep(database, of_case(case_id))
    with database.read() as connection:
        assert [each.case_id for each in load_due_cases(connection, TEMPLATE, YEAR, current=True)] == [signal]


def test_a_signed_agreement_is_looked_at_twice_a_year(database: Database) -> None:
    school = add_school(database, "De Wissel")
    agreement = add_agreement(database, school)
    add_agreement(database, add_school(database, "De Vaart"), AgreementStatus.SIGNING)
    with database.read() as connection:
        due = load_due_agreements(connection, OF_AGREEMENT, YEAR)
        assert load_due_agreements(connection, OF_AGREEMENT, YEAR.next) == []
    assert [(line.agreement_id, line.moment, line.due_on) for line in due] == [
        (agreement, Moment.HALF_YEAR, date(2027, 2, 28)),
        (agreement, Moment.END, date(2027, 6, 30)),
    ]
    assert (due[0].about, due[0].detail, due[0].asked) == ("De Wissel", "2026-2027", 2)
    run = Run(OF_AGREEMENT, Scope.AGREEMENT, agreement_id=agreement, started_on=BEGUN)
    keep(database, run)
    with database.read() as connection:
        assert [line.moment for line in load_due_agreements(connection, OF_AGREEMENT, YEAR)] == [Moment.END]


def test_runs_are_listed_newest_first_with_how_far_they_are(database: Database, case_id: int) -> None:
    last_year = date(2026, 7, 31)
    old = keep(database, of_case(case_id, started_on=last_year, finished_on=last_year))
    left = keep(database, of_case(add_case(database, 1), started_on=last_year))
    run = keep(database, of_case(case_id, started_on=date(2026, 8, 1)))
    with database.write(Action.SAVE_ANSWER) as connection:
        store_reply(connection, run, Reply("past", Answer.YES))
    with database.read() as connection:
        now = load_run_lines_of_year(connection, YEAR, current=True)
        assert [line.id for line in load_run_lines_of_year(connection, YEAR, current=False)] == [run.id]
        before = load_run_lines_of_year(connection, YEAR.previous, current=False)
        assert [line.id for line in load_run_lines(connection, case_id=case_id)] == [run.id, old.id]
        assert load_run_lines(connection, agreement_id=1) == []
    assert [line.id for line in now] == [run.id, left.id]
    assert (now[0].answered, now[0].asked, now[0].due_on) == (1, 1, date(2026, 9, 20))
    assert {line.id for line in before} == {old.id, left.id}


def test_ids_are_handed_over_in_parts_that_fit_one_statement() -> None:
    parts = list(in_parts(range(12_001)))
    assert [len(part) for part in parts] == [5_000, 5_000, 2_001]
    assert list(in_parts([])) == []
