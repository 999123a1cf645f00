"""Cases: what goes in comes out, lists are in order, and a stale save is refused."""

from dataclasses import replace
from datetime import date

import pytest

from jeugdhulp_desktop.domain.cases import (
    CaseDraft,
    CaseFilter,
    CaseLine,
    CaseOrder,
    CasePerson,
    CaseStatus,
    Ground,
    NoParentGround,
    Outcome,
    Referrer,
    YesNoUnknown,
)
from jeugdhulp_desktop.domain.contacts import ContactDraft, WithWhom
from jeugdhulp_desktop.domain.errors import ChangedElsewhere, NotFound
from jeugdhulp_desktop.domain.pupils import PupilName
from jeugdhulp_desktop.domain.relations import WorkerType
from jeugdhulp_desktop.storage.audit import Action, load_audit_lines
from jeugdhulp_desktop.storage.case_queries import (
    count_cases,
    delete_case,
    find_case_ids,
    find_open_case_of_pupil,
    load_case,
    load_case_lines,
    load_case_view,
    load_full_names,
    next_case_number,
    store_case,
)
from jeugdhulp_desktop.storage.contact_queries import store_contact
from jeugdhulp_desktop.storage.engine import Database
from tests.databases import TODAY, add_case, add_person, add_pupil, add_school

DAY = date(2026, 9, 1)


@pytest.fixture
def school_id(database: Database) -> int:
    return add_school(database, "De Wissel")


def _contact(database: Database, case_id: int, day: date, *whom: WithWhom) -> int:
    with database.write(Action.SAVE_CONTACT, "contact") as connection:
        draft = ContactDraft(case_id=case_id, happened_on=day, with_whom=whom, fact="Gesproken.")
        return store_contact(connection, draft)


def _find(database: Database, wanted: CaseFilter = CaseFilter(), **how: object) -> list[int]:  # noqa: B008
    with database.read() as reading:
        return find_case_ids(reading, wanted, **how)  # type: ignore[arg-type]


def test_a_case_comes_back_as_it_was_kept(database: Database, school_id: int) -> None:
    pupil_id = add_pupil(database, school_id, PupilName("Noor", "de", "Vries"))
    jp = add_person(database, "Rachid Benali", WorkerType.JP)
    jmw = add_person(database, "Marieke Dijkstra", WorkerType.JMW)
    earlier = add_case(database, school_id)
    draft = CaseDraft(
        school_id=school_id, pupil_id=pupil_id, status=CaseStatus.CLOSED, municipality="Hoogeveen",
        question="pesten", more_questions=("faalangst", "verzuim"), summary="Wordt gepest op het plein.",
        referrer=Referrer.COORDINATOR, signalled_on=DAY, referred_on=DAY, first_talk_on=DAY, started_on=DAY,
        ended_on=TODAY, next_review_on=date(2027, 3, 1), lead_id=jmw, worker_ids=(jp, jmw),
        worker_types=(WorkerType.JP, WorkerType.JMW), collective=False, indicated_help=YesNoUnknown.YES,
        ground=Ground.GUIDANCE, no_parent_ground=NoParentGround.UNREACHABLE, outcome=Outcome.AS_PLANNED,
        without_help=YesNoUnknown.YES, closing_note="Gaat goed.", previous_case_id=earlier,
    )  # fmt: skip
    with database.write(Action.SAVE_CASE, "case") as connection:
        case_id = store_case(connection, draft, year=2026)
    with database.read() as reading:
        kept = load_case(reading, case_id)
        assert load_audit_lines(reading)[0].record_id == case_id
    assert kept == replace(draft, id=case_id, number="2026-0002", version=1)


def test_a_save_writes_what_changed_and_raises_the_version(database: Database, school_id: int) -> None:
    jp = add_person(database, "Rachid Benali", WorkerType.JP)
    case_id = add_case(database, school_id, worker_ids=(jp,), more_questions=("pesten",))
    with database.write(Action.SAVE_CASE, "case", case_id) as connection:
        before = load_case(connection, case_id)
        store_case(connection, replace(before, summary="Anders", worker_ids=(), more_questions=()), year=2027)
        after = load_case(connection, case_id)
    assert (after.summary, after.worker_ids, after.worker_types, after.more_questions) == (
        "Anders",
        (),
        (),
        (),
    )
    assert (after.number, after.version) == (before.number, 2)


def test_a_case_saved_elsewhere_is_not_written_over(database: Database, school_id: int) -> None:  # F38
    case_id = add_case(database, school_id)
    with database.write(Action.SAVE_CASE, "case", case_id) as connection:
        read = load_case(connection, case_id)
        store_case(connection, replace(read, summary="Eerst"), year=2026)
    with pytest.raises(ChangedElsewhere), database.write(Action.SAVE_CASE, "case", case_id) as connection:
        store_case(connection, replace(read, summary="Te laat"), year=2026)
    with database.read() as reading:
        assert load_case(reading, case_id).summary == "Eerst"


def test_a_case_that_is_gone_is_told_as_gone(database: Database, school_id: int) -> None:  # F38
    case_id = add_case(database, school_id)
    with database.write(Action.DELETE_CASE, "case", case_id) as connection:
        read = load_case(connection, case_id)
        delete_case(connection, case_id)
    for attempt in (
        lambda connection: store_case(connection, read, year=2026),
        lambda connection: load_case(connection, case_id),
        lambda connection: load_case_view(connection, case_id),
        lambda connection: delete_case(connection, case_id),
    ):
        with pytest.raises(NotFound), database.write(Action.SAVE_CASE, "case", case_id) as connection:
            attempt(connection)


def test_numbers_go_on_within_a_year_and_past_9999(database: Database, school_id: int) -> None:
    with database.read() as reading:
        assert next_case_number(reading, 2026) == "2026-0001"
    add_case(database, school_id, number="2026-0041")
    add_case(database, school_id, number="2025-0999")
    with database.read() as reading:
        assert next_case_number(reading, 2026) == "2026-0042"
        assert next_case_number(reading, 2027) == "2027-0001"
    add_case(database, school_id, number="2026-9999")
    add_case(database, school_id)
    with database.read() as reading:
        assert next_case_number(reading, 2026) == "2026-10001"


def test_a_line_shows_pupil_group_school_question_workers_and_days(
    database: Database, school_id: int
) -> None:
    pupil_id = add_pupil(database, school_id, PupilName("Noor", "van den", "Berg"), group="2a")
    workers = (
        add_person(database, "Marieke Dijkstra", WorkerType.JMW),
        add_person(database, "Rachid Benali", WorkerType.JP),
        add_person(database, "Els Smit"),
    )
    review = date(2027, 1, 5)
    case_id = add_case(
        database, school_id, pupil_id, question="scheiding", worker_ids=workers, next_review_on=review,
        status=CaseStatus.INTAKE,
    )  # fmt: skip
    signal = add_case(database, school_id)
    _contact(database, case_id, DAY)
    with database.read() as reading:
        lines = load_case_lines(reading, [signal, 999, case_id])
    assert lines == [
        CaseLine(signal, "2026-0002", "", "", "De Wissel", "", "", CaseStatus.SIGNAL, None, None),
        CaseLine(
            case_id, "2026-0001", "Noor van den Berg", "2a", "De Wissel", "Scheiding",
            "Marieke Dijkstra (JMW), Rachid Benali (JP), Els Smit", CaseStatus.INTAKE, DAY, review,
        ),
    ]  # fmt: skip


def test_many_lines_come_in_the_order_they_were_asked(database: Database, school_id: int) -> None:
    ids = [add_case(database, school_id) for _ in range(7)]
    asked = (ids[::-1] * 200)[:1_100]
    with database.read() as reading:
        assert [line.id for line in load_case_lines(reading, asked)] == asked
        assert load_case_lines(reading, []) == []


@pytest.fixture
def three(database: Database, school_id: int) -> dict[str, int]:
    """Cases that differ in everything one can sort by."""
    names = {"berg": PupilName("Noor", "van den", "Berg"), "hart": PupilName("Sem", "'t", "Hart")}
    pupils = {key: add_pupil(database, school_id, name) for key, name in names.items()}
    other_school = add_school(database, "Het Kompas")
    dijk = add_pupil(database, other_school, PupilName("Ali", "", "Dijk"), group="1a")
    jp = add_person(database, "Rachid Benali", WorkerType.JP)
    found = {
        "hart": add_case(
            database, school_id, pupils["hart"], question="pesten", status=CaseStatus.ACTIVE, lead_id=jp,
            next_review_on=date(2026, 12, 1),
        ),
        "dijk": add_case(
            database, other_school, dijk, question="verzuim", more_questions=("faalangst",),
            status=CaseStatus.CLOSED,
        ),
        "berg": add_case(
            database, school_id, pupils["berg"], question="sociaal", status=CaseStatus.SIGNAL,
            worker_ids=(jp,), next_review_on=date(2026, 10, 1),
        ),
    }  # fmt: skip
    _contact(database, found["hart"], date(2026, 9, 2))
    _contact(database, found["dijk"], date(2026, 9, 3))
    return found


@pytest.mark.parametrize(
    ("order", "upwards", "downwards"),
    [
        (CaseOrder.PUPIL, "berg dijk hart", "hart dijk berg"),
        (CaseOrder.GROUP, "dijk berg hart", "dijk berg hart"),
        (CaseOrder.QUESTION, "hart berg dijk", "dijk berg hart"),
        (CaseOrder.STATUS, "berg hart dijk", "dijk hart berg"),
        (CaseOrder.LAST_CONTACT, "hart dijk berg", "dijk hart berg"),
        (CaseOrder.NEXT_REVIEW, "berg hart dijk", "hart berg dijk"),
    ],
)
def test_the_list_is_sorted_with_empty_values_behind(
    database: Database, three: dict[str, int], order: CaseOrder, upwards: str, downwards: str
) -> None:
    assert _find(database, order=order) == [three[name] for name in upwards.split()]
    assert _find(database, order=order, descending=True) == [three[name] for name in downwards.split()]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (CaseFilter(words="ber"), "berg"),
        (CaseFilter(statuses=frozenset({CaseStatus.ACTIVE, CaseStatus.CLOSED})), "dijk hart"),
        (CaseFilter(school_id=2), "dijk"),
        (CaseFilter(worker_id=1), "berg hart"),
        (CaseFilter(question="sociaal"), "berg hart"),
        (CaseFilter(question="pesten"), "hart"),
        (CaseFilter(question="faalangst"), "dijk"),
        (CaseFilter(question="opgroeien"), "dijk"),
        (CaseFilter(question="uit een oude lijst"), ""),
        (CaseFilter(review_due_on=date(2026, 10, 1)), "berg"),
        (CaseFilter(words="wissel", worker_id=1, statuses=frozenset({CaseStatus.SIGNAL})), "berg"),
    ],
)
def test_the_list_is_filtered(
    database: Database, three: dict[str, int], wanted: CaseFilter, expected: str
) -> None:
    assert _find(database, wanted) == [three[name] for name in expected.split()]


def test_no_more_than_the_limit_is_found(database: Database, three: dict[str, int]) -> None:
    assert _find(database, limit=2) == [three["berg"], three["dijk"]]


def test_the_screen_of_a_case_shows_whom_to_ring_and_when_parents_were_spoken(
    database: Database, school_id: int
) -> None:
    pupil_id = add_pupil(
        database, school_id, PupilName("Noor", "", "Berg"), group="2a", birth_date=date(2012, 5, 4)
    )
    jmw = add_person(
        database, "Marieke Dijkstra", WorkerType.JMW, role="werker", phone="06-12345678", days=(0, 2)
    )
    lead = add_person(database, "Els Smit", role="teamleider", email="els@school.example")
    case_id = add_case(database, school_id, pupil_id, lead_id=lead, worker_ids=(jmw, lead))
    first = _contact(database, case_id, date(2026, 9, 1), WithWhom.PARENT, WithWhom.PUPIL)
    second = _contact(database, case_id, date(2026, 9, 8), WithWhom.TEACHER)
    with database.read() as reading:
        view = load_case_view(reading, case_id)
    assert (view.pupil, view.birth_date, view.group, view.school) == (
        "Noor Berg", date(2012, 5, 4), "2a", "De Wissel",
    )  # fmt: skip
    assert view.people == (
        CasePerson(lead, "Els Smit", "teamleider", "", "els@school.example", (), True),
        CasePerson(jmw, "Marieke Dijkstra", "JMW", "06-12345678", "", (0, 2), False),
    )
    assert [line.id for line in view.timeline] == [second, first]
    assert (view.parents_spoken_on, view.has_parent_contact) == (date(2026, 9, 1), True)


def test_a_signal_without_a_pupil_has_a_screen_too(database: Database, school_id: int) -> None:
    with database.read() as reading:
        pass
    case_id = add_case(database, school_id)
    with database.read() as reading:
        view = load_case_view(reading, case_id)
    assert (view.pupil, view.group, view.people, view.has_parent_contact) == ("", "", (), False)


def test_open_late_and_todays_reviews_are_counted(database: Database, school_id: int) -> None:
    for day in (TODAY, TODAY, date(2026, 9, 14), date(2026, 9, 16), None):
        add_case(database, school_id, next_review_on=day)
    add_case(database, school_id, next_review_on=TODAY, status=CaseStatus.CLOSED)
    with database.read() as reading:
        assert count_cases(reading, TODAY) == (5, 1, 2)


def test_full_names_are_those_of_pupils_with_a_case(database: Database, school_id: int) -> None:
    with_case = add_pupil(database, school_id, PupilName("Noor", "de", "Vries"))
    add_pupil(database, school_id, PupilName("Sem", "", "Bakker"))
    for _ in range(2):
        add_case(database, school_id, with_case)
    with database.read() as reading:
        assert load_full_names(reading) == ["Noor de Vries"]


def test_the_open_case_of_a_pupil_is_found(database: Database, school_id: int) -> None:
    pupil_id = add_pupil(database, school_id, PupilName("Noor"))
    add_case(database, school_id, pupil_id, status=CaseStatus.CLOSED)
    with database.read() as reading:
        assert find_open_case_of_pupil(reading, pupil_id) is None
    case_id = add_case(database, school_id, pupil_id)
    with database.read() as reading:
        assert find_open_case_of_pupil(reading, pupil_id) == case_id
