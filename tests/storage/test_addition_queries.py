"""Additional deployment in and out of the database, and what is asked of many at once."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from jeugdhulp_desktop.domain.additions import Addition, AdditionStatus
from jeugdhulp_desktop.domain.agreement_kinds import DeploymentKind
from jeugdhulp_desktop.domain.agreement_sections import Deployment
from jeugdhulp_desktop.domain.agreement_terms import Deviation
from jeugdhulp_desktop.domain.agreements import AgreementStatus
from jeugdhulp_desktop.domain.errors import ChangedElsewhere, NotFound
from jeugdhulp_desktop.domain.relations import WorkerType
from jeugdhulp_desktop.storage.addition_line_queries import (
    addition_share,
    find_addition_years,
    granted_hours,
    load_addition_facts,
    load_addition_lines,
)
from jeugdhulp_desktop.storage.addition_queries import (
    delete_addition,
    last_addition_number,
    load_addition,
    load_additions,
    load_frozen_addition,
    store_addition,
)
from jeugdhulp_desktop.storage.agreement_queries import store_agreement
from jeugdhulp_desktop.storage.audit import Action
from jeugdhulp_desktop.storage.engine import Database
from tests.additions import GRANTABLE, YEAR
from tests.agreements import IN_ORDER
from tests.databases import NOW, TODAY, add_school

GRANTED = replace(GRANTABLE, status=AdditionStatus.GRANTED, frozen_control="ab12")


@pytest.fixture
def school(database: Database) -> int:
    """The school of the requests."""
    return add_school(database, "De Wissel")


def keep(database: Database, draft: Addition) -> Addition:
    with database.write(Action.SAVE_ADDITION, "addition") as connection:
        canonical = b"{}" if draft.frozen_control else None
        return store_addition(connection, draft, changed_at=NOW, canonical=canonical)


def agree(
    database: Database, school: int, *rows: Deployment, status: AgreementStatus = AgreementStatus.CONCEPT
) -> None:
    frozen = "ab12" if status.frozen else ""
    draft = replace(
        IN_ORDER, school_id=school, deployments=rows, status=status, frozen_control=frozen, number=len(rows)
    )
    with database.write(Action.SAVE_AGREEMENT, "agreement") as connection:
        store_agreement(
            connection, draft, changed_at=NOW, control="ab12", canonical=b"{}" if frozen else None
        )


def row(hours: str, kind: DeploymentKind = DeploymentKind.BASIC) -> Deployment:
    return Deployment(WorkerType.JMW, kind, hours_per_week=Decimal(hours))


def test_a_request_comes_back_as_it_was_kept(database: Database, school: int) -> None:
    reason = Deviation("V12", "periode", "Zo besloten.", "Ilse", TODAY)
    kept = keep(database, replace(GRANTABLE, deviations=(reason,)))
    with database.read() as connection:
        assert load_addition(connection, kept.id or 0) == kept
        assert load_additions(connection, school, YEAR) == (kept,)
        assert load_additions(connection, school, YEAR.next) == ()
        assert load_frozen_addition(connection, kept.id or 0) is None


def test_an_empty_request_comes_back_empty(database: Database, school: int) -> None:
    kept = keep(database, Addition(school, YEAR))
    with database.read() as connection:
        assert load_addition(connection, kept.id or 0) == kept


def test_saving_again_replaces_the_lists_and_raises_the_version(database: Database, school: int) -> None:
    kept = keep(database, GRANTABLE)
    changed = keep(database, replace(kept, goals=("Eén doel.",), approvals=()))
    with database.read() as connection:
        assert load_addition(connection, kept.id or 0) == changed
    assert (kept.version, changed.version) == (1, 2)


def test_f38_an_old_version_is_refused_and_what_is_gone_is_not_found(database: Database, school: int) -> None:
    kept = keep(database, GRANTABLE)
    keep(database, kept)
    with pytest.raises(ChangedElsewhere):
        keep(database, kept)
    with pytest.raises(ChangedElsewhere), database.write(Action.DELETE_ADDITION) as connection:
        delete_addition(connection, kept.id or 0, kept.version)
    with pytest.raises(NotFound):
        keep(database, replace(kept, id=99))
    with database.read() as connection:
        for read in (load_addition, load_frozen_addition):
            with pytest.raises(NotFound):
                read(connection, 99)


def test_the_list_follows_the_names_of_schools_and_the_numbers(database: Database, school: int) -> None:
    other = add_school(database, "Anker")
    keep(database, replace(GRANTED, number=2))
    keep(database, GRANTABLE)
    keep(database, replace(GRANTABLE, school_id=other))
    keep(database, replace(GRANTABLE, school_year=YEAR.next))
    with database.read() as connection:
        lines = load_addition_lines(connection, YEAR, date(2027, 3, 5))
        assert [(line.school_name, line.number, line.running, line.due) for line in lines] == [
            ("Anker", 1, False, False),
            ("De Wissel", 1, False, False),
            ("De Wissel", 2, True, True),
        ]
        assert len(load_addition_lines(connection, YEAR, TODAY, other)) == 1
        assert set(find_addition_years(connection)) == {YEAR, YEAR.next}
        assert last_addition_number(connection, school, YEAR) == 2
        assert last_addition_number(connection, other, YEAR.next) == 0
        assert [each.number for each in load_addition_facts(connection, year=YEAR)] == [1, 1, 2]
        facts = load_addition_facts(connection, ids=[1])
        assert [(each.control, each.status) for each in facts] == [("ab12", AdditionStatus.GRANTED)]


def test_hours_count_once_granted_whatever_became_of_it(database: Database, school: int) -> None:
    for number, status in enumerate(AdditionStatus, start=1):
        frozen = "ab12" if status.in_force else ""
        keep(database, replace(GRANTABLE, status=status, number=number, frozen_control=frozen))
    with database.read() as connection:
        assert granted_hours(connection, YEAR) == {(school, WorkerType.JMW): Decimal(360)}
        assert granted_hours(connection, YEAR, school_id=99) == {}


def test_the_share_counts_schools_once_and_basic_hours_of_the_agreement_in_force(
    database: Database, school: int
) -> None:
    agree(database, school, row("8"), status=AgreementStatus.SIGNED)
    agree(database, school, row("8"), row("50"))  # version 2, not signed yet
    agree(database, add_school(database, "De Eik"), row("2"))
    agree(database, add_school(database, "De Linde"), row("2"), row("1", DeploymentKind.ADDITIONAL))
    keep(database, GRANTED)
    keep(database, replace(GRANTED, number=2))
    with database.read() as connection:
        share = addition_share(connection, YEAR)
    assert (share.with_addition, share.agreements) == (2, 3)
    assert share.hours_additional == 90 + 90 + 40
    assert share.hours_all == share.hours_additional + 320 + 80 + 80


def test_what_was_granted_takes_the_place_of_an_old_row_and_needs_no_agreement(
    database: Database, school: int
) -> None:
    agree(database, school, row("8"), row("1", DeploymentKind.ADDITIONAL))
    keep(database, GRANTED)
    keep(database, replace(GRANTED, school_id=add_school(database, "De Eik")))
    with database.read() as connection:
        share = addition_share(connection, YEAR)
    assert (share.with_addition, share.agreements, share.hours_additional) == (2, 2, Decimal(180))
