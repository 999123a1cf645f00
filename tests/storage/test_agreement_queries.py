"""Agreements in and out of the database: everything comes back, and nothing is overwritten unseen."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from jeugdhulp_desktop.domain.agreement_kinds import Section
from jeugdhulp_desktop.domain.agreement_sections import Deployment
from jeugdhulp_desktop.domain.agreement_terms import Meeting, Route, Signatory, Term
from jeugdhulp_desktop.domain.agreement_texts import tidied
from jeugdhulp_desktop.domain.agreements import (
    Agreement,
    AgreementStatus,
)
from jeugdhulp_desktop.domain.errors import ChangedElsewhere, NotFound
from jeugdhulp_desktop.domain.relations import WorkerType
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.storage.agreement_line_queries import (
    agreed_hours,
    find_newest_agreements,
    find_open_agreements,
    find_replaced_by,
    find_version,
    find_years,
    has_followers,
    has_jmw_elsewhere,
    hours_of_others,
    last_number,
    load_agreement_lines,
    load_professionals,
    load_school_facts,
    load_terms,
    load_version_lines,
)
from jeugdhulp_desktop.storage.agreement_queries import (
    change_status,
    delete_agreement,
    load_agreement,
    load_agreements,
    load_canonical,
    load_steps,
    store_agreement,
    store_content_control,
    store_step,
)
from jeugdhulp_desktop.storage.audit import Action, load_audit_lines
from jeugdhulp_desktop.storage.engine import Database
from jeugdhulp_desktop.storage.school_queries import load_school, store_school
from jeugdhulp_desktop.storage.tables.agreement_sections import ItemRow, LeftOutRow, TermRow, TextRow
from jeugdhulp_desktop.storage.tables.agreements import AgreementRow, OfferThemeRow, TaskAnswerRow
from tests.agreements import IN_ORDER, JMW, JP, YEAR, agreements
from tests.databases import NOW, add_person, add_school

Keep = Callable[..., Agreement]
CONTROL = "ab10" * 4
OPEN = (AgreementStatus.CONCEPT, AgreementStatus.DISCUSSION)


def keep_in(database: Database, draft: Agreement) -> Agreement:
    """Store it as the service does: frozen with a tree, open without."""
    frozen = draft.status not in OPEN
    draft = replace(draft, frozen_control=CONTROL if frozen else "")
    with database.write(Action.SAVE_AGREEMENT, "agreement", draft.id) as connection:
        return store_agreement(
            connection, draft, changed_at=NOW, control=CONTROL, canonical=b"{}" if frozen else None
        )


@pytest.fixture
def keep(database: Database) -> Keep:
    school_id = add_school(database, "VSO De Zonnewijzer")

    def store(draft: Agreement = IN_ORDER, **changes: object) -> Agreement:
        values = {"school_id": school_id, **changes}
        return keep_in(database, replace(draft, **values))  # type: ignore[arg-type]

    return store


def test_an_agreement_comes_back_whole_with_its_id_and_version(database: Database, keep: Keep) -> None:
    kept = keep()
    assert (kept.id, kept.version) == (1, 1)
    with database.read() as connection:
        assert load_agreement(connection, 1) == kept


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(agreements)
def test_every_agreement_comes_back_as_it_was(database: Database, agreement: Agreement) -> None:
    with database.read() as connection:
        found = connection.exec_driver_sql("SELECT count(*) FROM schools").scalar()
    school_id = add_school(database, f"School {found}")
    unknown = tuple(replace(row, worker_id=None) for row in agreement.deployments)
    kept = keep_in(database, tidied(replace(agreement, school_id=school_id, deployments=unknown)))
    with database.read() as connection:
        assert load_agreement(connection, kept.id or 0) == kept


def test_the_order_of_every_list_is_kept(database: Database, keep: Keep) -> None:
    """Positions count from 0 to 60 and further: 10 stands after 9, not after 1."""
    steps = tuple(f"stap {number}" for number in range(65))
    meetings = tuple(Meeting(f"overleg {number}") for number in range(65))
    lessons = tuple(f"les {number}" for number in range(12))
    kept = keep(
        route=Route(steps=steps, meetings=meetings), analysis=replace(IN_ORDER.analysis, lessons=lessons)
    )
    with database.read() as connection:
        assert load_agreement(connection, kept.id or 0) == kept


def test_what_is_emptied_is_gone_from_every_table(database: Database, keep: Keep) -> None:
    kept = keep(left_out=(Section.ROUTE,))
    bare = Agreement(kept.school_id, kept.school_year, id=kept.id, version=kept.version)
    emptied = keep(bare, school=kept.school)
    with database.read() as connection:
        assert load_agreement(connection, kept.id or 0) == emptied
        for row in (TextRow, ItemRow, LeftOutRow, TermRow):
            assert connection.scalar(select(func.count()).select_from(row)) == 0


def test_the_terms_of_a_school_are_those_of_the_newest_version_of_each_year(
    database: Database, keep: Keep
) -> None:
    last = YEAR.previous
    keep(school_year=last, status=AgreementStatus.REPLACED, term=Term(date(2025, 9, 1), None))
    keep(school_year=last, number=2, status=AgreementStatus.SIGNED, term=Term(None, date(2026, 7, 10)))
    keep(term=Term())
    elsewhere = add_school(database, "Elders")
    keep(school_id=elsewhere, school_year=YEAR.next)
    with database.read() as connection:
        assert load_terms(connection, 1) == {
            last: (last.start, date(2026, 7, 10)),
            YEAR: (YEAR.start, YEAR.end),
        }
        assert load_terms(connection, 99) == {}


def test_open_agreements_are_found_by_school_and_year_and_get_another_control(
    database: Database, keep: Keep
) -> None:
    elsewhere = add_school(database, "Elders")
    keep(status=AgreementStatus.SIGNED)
    mine = keep(number=2).id
    coming = keep(school_year=YEAR.next, status=AgreementStatus.DISCUSSION).id
    other = keep(school_id=elsewhere).id
    with database.write(Action.SAVE_AGREEMENT) as connection:
        assert find_open_agreements(connection) == [mine, coming, other]
        assert find_open_agreements(connection, 1, YEAR) == [mine]
        assert find_open_agreements(connection, year=YEAR) == [mine, other]
        store_content_control(connection, mine or 0, "cd" * 8)
        found = select(AgreementRow.content_control, AgreementRow.version).where(AgreementRow.id == mine)
        assert connection.execute(found).one() == ("cd" * 8, 1)


def test_f36_hours_come_back_to_the_hundredth(database: Database, keep: Keep) -> None:
    rows = tuple(Deployment(hours_per_week=Decimal(text)) for text in ("0.01", "0.1", "13.25", "60"))
    kept = keep(deployments=rows)
    with database.read() as connection:
        back = load_agreement(connection, kept.id or 0)
        assert [row.hours_per_week for row in back.deployments] == [row.hours_per_week for row in rows]
        assert load_agreement_lines(connection, YEAR)[0].hours_per_week == Decimal("73.36")


def test_f36_the_hours_of_one_agreement_are_those_it_says_itself(database: Database, keep: Keep) -> None:
    rows = tuple(Deployment(hours_per_week=Decimal(text)) for text in ("0.1", "13.25"))
    kept = keep(deployments=(*rows, Deployment(hours_per_week=None), Deployment(weeks=None)))
    with database.read() as connection:
        assert agreed_hours(connection, kept.id or 0) == kept.hours_per_year() == Decimal(534)
        assert agreed_hours(connection, 99) == 0


def test_saving_again_replaces_the_lists_and_leaves_nothing_behind(database: Database, keep: Keep) -> None:
    kept = keep()
    shorter = keep(replace(kept, tasks=kept.tasks[1:], offers=(), themes=(), deployments=()))
    assert shorter.version == 2
    with database.read() as connection:
        assert load_agreement(connection, kept.id or 0) == shorter
        assert connection.scalars(select(TaskAnswerRow.answer)).all() == []
        assert connection.scalars(select(OfferThemeRow.theme_key)).all() == []


def test_f38_an_older_version_is_never_written_over_a_newer_one(database: Database, keep: Keep) -> None:
    first = keep()
    second = keep(replace(first, aim="nieuw"))
    with pytest.raises(ChangedElsewhere):
        keep(replace(first, aim="oud"))
    with database.read() as connection:
        assert load_agreement(connection, first.id or 0) == second


def test_one_that_is_gone_is_not_found(database: Database, keep: Keep) -> None:
    kept = keep()
    with database.write(Action.DELETE_AGREEMENT, "agreement", kept.id) as connection:
        delete_agreement(connection, kept.id or 0, kept.version)
    with database.read() as connection:
        for load in (load_agreement, load_canonical):
            with pytest.raises(NotFound):
                load(connection, kept.id or 0)
        assert load_agreements(connection, [1, 2]) == {}
    with pytest.raises(NotFound):
        keep(kept)


def test_f38_deleting_an_older_version_is_refused(database: Database, keep: Keep) -> None:
    kept = keep()
    with pytest.raises(ChangedElsewhere), database.write(Action.DELETE_AGREEMENT) as connection:
        delete_agreement(connection, kept.id or 0, kept.version + 1)


def test_there_is_one_version_in_work_and_one_in_force(keep: Keep) -> None:
    keep(number=1, status=AgreementStatus.SIGNED)
    keep(number=2)
    with pytest.raises(IntegrityError):
        keep(number=3, status=AgreementStatus.SIGNING)
    with pytest.raises(IntegrityError):
        keep(number=3, status=AgreementStatus.CLOSED)
    with pytest.raises(IntegrityError):
        keep(number=2, status=AgreementStatus.REPLACED)
    keep(number=3, status=AgreementStatus.REPLACED)
    keep(number=1, school_year=SchoolYear(2027))


@pytest.mark.parametrize(
    "changes",
    [
        {"number": 0},
        {"deployments": (Deployment(hours_per_week=Decimal("60.01")),)},
        {"deployments": (Deployment(hours_per_week=Decimal(0)),)},
        {"deployments": (Deployment(weeks=Decimal(54)),)},
        {"offers": (replace(IN_ORDER.offers[0], sessions=0),)},
        {"presences": (replace(IN_ORDER.presences[0], weekday=7),)},
        {"themes": (IN_ORDER.themes[0], IN_ORDER.themes[0])},
        {"school_id": 99},
    ],
)
def test_f36_the_database_refuses_what_the_checks_should_have_caught(
    database: Database, keep: Keep, changes: dict[str, object]
) -> None:
    with pytest.raises(IntegrityError):
        keep(**changes)
    with database.read() as connection:
        assert find_years(connection) == []


def test_frozen_means_a_tree_and_open_means_none(database: Database, keep: Keep) -> None:
    with pytest.raises(IntegrityError), database.write(Action.SAVE_AGREEMENT) as connection:
        store_agreement(
            connection, replace(IN_ORDER, school_id=1), changed_at=NOW, control=CONTROL, canonical=b"{}"
        )
    kept = keep(status=AgreementStatus.SIGNING)
    with database.read() as connection:
        assert load_canonical(connection, kept.id or 0) == b"{}"


def test_the_audit_line_names_the_agreement_and_holds_nothing_of_it(database: Database, keep: Keep) -> None:
    kept = keep()
    with database.read() as connection:
        line = load_audit_lines(connection, subject="agreement")[0]
    assert (line.action, line.record_id) == ("save-agreement", kept.id)


def test_a_step_keeps_its_reason_newest_first(database: Database, keep: Keep) -> None:
    kept = keep()
    for day, reason in ((1, "te vroeg"), (2, "uren klopten niet")):
        at = datetime(2026, 9, day, tzinfo=UTC)
        with database.write(Action.REOPEN_AGREEMENT) as connection:
            store_step(
                connection, kept.id or 0, at=at, who="Ilse", before=AgreementStatus.SIGNING,
                after=AgreementStatus.DISCUSSION, reason=reason,
            )  # fmt: skip
    with database.read() as connection:
        steps = load_steps(connection, kept.id or 0)
    assert [(step.at, step.reason) for step in steps] == [
        ("2026-09-02T02:00:00", "uren klopten niet"),
        ("2026-09-01T02:00:00", "te vroeg"),
    ]


def test_the_list_shows_the_newest_version_of_each_school_and_schools_without_one(
    database: Database, keep: Keep
) -> None:
    add_school(database, "'t Hart")
    keep(number=1, status=AgreementStatus.SIGNED)
    signed = Signatory(IN_ORDER.signatories[0].role, "School", signed_on=date(2026, 9, 9))
    nameless = replace(IN_ORDER.signatories[1], organisation="")
    newest = keep(number=2, signatories=(signed, nameless))
    with database.read() as connection:
        lines = load_agreement_lines(connection, YEAR)
        versions = load_version_lines(connection, newest.school_id, YEAR)
    assert [(line.school_name, line.id, line.number, line.status) for line in lines] == [
        ("'t Hart", None, 1, None),  # under H, as people here look for it
        ("VSO De Zonnewijzer", newest.id, 2, AgreementStatus.CONCEPT),
    ]
    assert (lines[1].hours_per_week, lines[1].themes) == (Decimal("14.5"), 3)
    assert lines[1].unsigned == ("welzijnsorganisatie",)
    assert lines[1].changed_at == "2026-09-15T16:10:03"  # local time
    assert [line.number for line in versions] == [2, 1]


def test_versions_are_found_by_status(database: Database, keep: Keep) -> None:
    old = keep(number=1, status=AgreementStatus.REPLACED)
    kept = keep(number=2, status=AgreementStatus.SIGNED)
    with database.read() as connection:
        assert find_version(connection, kept.school_id, YEAR) == kept.id
        assert find_version(connection, kept.school_id, YEAR, AgreementStatus.CONCEPT) is None
        assert find_replaced_by(connection, kept.school_id, YEAR, 2) == old.id
        assert find_replaced_by(connection, kept.school_id, YEAR, 1) is None
        assert find_newest_agreements(connection, YEAR) == {kept.school_id: kept.id}
        assert last_number(connection, kept.school_id, YEAR) == 2
        assert last_number(connection, kept.school_id, YEAR.next) == 0
        assert find_years(connection) == [YEAR]


def test_a_changed_status_makes_older_copies_stale(database: Database, keep: Keep) -> None:
    kept = keep(status=AgreementStatus.SIGNED)
    with database.write(Action.SIGN_AGREEMENT) as connection:
        change_status(connection, kept.id or 0, AgreementStatus.REPLACED, NOW)
    with database.read() as connection:
        assert load_agreement(connection, kept.id or 0).status is AgreementStatus.REPLACED
    with pytest.raises(ChangedElsewhere):
        keep(kept)


def test_v19_hours_of_the_other_schools_count_in_their_newest_version_only(
    database: Database, keep: Keep
) -> None:
    mine = keep()
    other = add_school(database, "De Wissel")
    keep(school_id=other, number=1, status=AgreementStatus.SIGNED)
    halves = (Deployment(JMW, hours_per_week=Decimal("0.1"), weeks=Decimal(3)), Deployment(JP))
    keep(school_id=other, number=2, deployments=halves)
    with database.read() as connection:
        assert hours_of_others(connection, YEAR, mine.school_id) == {
            WorkerType.JMW: Decimal("0.25"),
            WorkerType.JP: Decimal(0),
        }
        assert hours_of_others(connection, YEAR.next, mine.school_id) == {}


def test_v04_a_jmw_of_another_department_under_the_same_brin_counts(database: Database, keep: Keep) -> None:
    department = add_school(database, "SO De Zonnewijzer", brin="12AB01")
    keep(school_id=department)
    with database.read() as connection:
        assert has_jmw_elsewhere(connection, YEAR, 1, "12AB00")
        assert not has_jmw_elsewhere(connection, YEAR, 1, "12AC00")
        assert not has_jmw_elsewhere(connection, YEAR, 1, "")
        assert not has_jmw_elsewhere(connection, YEAR, department, "12AB01"), "an own version lapses"
        assert not has_jmw_elsewhere(connection, YEAR.next, 1, "12AB00")


def test_the_school_as_it_is_now_with_its_fixed_contact(database: Database) -> None:
    school_id = add_school(database, "De Wissel", brin="12ab00", municipality="Hoogeveen", pupil_count=178)
    worker = add_person(database, "Sanne Hoekema", JMW)
    with database.read() as connection:
        assert load_school_facts(connection, school_id).contact_person == ""
    with database.write(Action.SAVE_SCHOOL) as connection:
        draft = load_school(connection, school_id)
        store_school(connection, replace(draft, contact_person_id=worker))
        facts = load_school_facts(connection, school_id)
        with pytest.raises(NotFound):
            load_school_facts(connection, 99)
    assert (facts.name, facts.brin, facts.pupil_count) == ("De Wissel", "12AB00", 178)
    assert facts.contact_person == "Sanne Hoekema (JMW)"


def test_only_who_is_active_on_the_day_is_proposed(database: Database) -> None:
    add_person(database, "Nu Actief", JMW, active_from=date(2026, 9, 15), active_until=date(2026, 9, 15))
    add_person(database, "Nog Niet", JMW, active_from=date(2026, 9, 16))
    add_person(database, "Niet Meer", JMW, active_until=date(2026, 9, 14))
    with database.read() as connection:
        assert [each.name for each in load_professionals(connection, date(2026, 9, 15))] == ["Nu Actief"]


def test_an_agreement_with_actions_has_followers(database: Database, keep: Keep) -> None:
    kept = keep()
    with database.write(Action.SAVE_ACTION) as connection:
        assert not has_followers(connection, kept.id or 0)
        connection.exec_driver_sql(
            "INSERT INTO actions (version, what, agreement_id) VALUES (1, 'Bellen', 1)"
        )
        assert has_followers(connection, kept.id or 0)
