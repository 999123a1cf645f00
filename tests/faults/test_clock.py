"""F14: the clock of the laptop is set back or ahead, summer time ends, somebody travels."""

import os
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest

from jeugdhulp_desktop.domain.actions import ActionDraft
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.domain.schools import SchoolDraft
from jeugdhulp_desktop.services.session import Session
from jeugdhulp_desktop.storage.audit import STEP_BACK, AuditLine, load_audit_lines
from tests.services.conftest import NOW, Opened, Template


class Clock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def session(open_copy: Opened, empty_template: Template, clock: Clock) -> Session:
    return open_copy(empty_template, clock=clock)


@pytest.fixture
def zone() -> Iterator[None]:
    """The time zone may be changed, and is put back."""
    before = os.environ["TZ"]
    yield
    os.environ["TZ"] = before
    time.tzset()


def lines(session: Session) -> list[AuditLine]:
    with session.database.read() as connection:
        return load_audit_lines(connection, limit=3)


def save_a_school(session: Session, name: str) -> None:
    session.schools.save(SchoolDraft(name))


@pytest.mark.parametrize("back", [timedelta(minutes=6), timedelta(days=3653)])
def test_f14_a_clock_that_was_set_back_is_marked_once_in_the_audit(
    session: Session, clock: Clock, back: timedelta
) -> None:
    save_a_school(session, "Ervoor")
    clock.now = NOW - back
    save_a_school(session, "Erna")
    save_a_school(session, "Nog een")
    told = [(line.action, line.at) for line in lines(session)]
    assert told == [("save-school", clock.now), ("save-school", clock.now), ("clock-jump", clock.now)]


def test_f14_seconds_and_a_clock_that_runs_ahead_are_no_jump(session: Session, clock: Clock) -> None:
    save_a_school(session, "Ervoor")
    for moment in (NOW - STEP_BACK, NOW - STEP_BACK + timedelta(days=3653)):
        clock.now = moment
        save_a_school(session, f"Op {moment:%Y}")
    assert {line.action for line in lines(session)} == {"save-school"}


def test_f14_a_clock_that_ran_years_ahead_and_was_set_right_is_marked(session: Session, clock: Clock) -> None:
    clock.now = NOW + timedelta(days=3653)
    save_a_school(session, "In 2036")
    clock.now = NOW + timedelta(hours=1)
    save_a_school(session, "Weer in 2026")
    assert [line.action for line in lines(session)] == ["save-school", "clock-jump", "save-school"]


def test_f14_the_end_of_summer_time_is_no_jump_and_the_day_stays_the_local_one(
    session: Session, clock: Clock
) -> None:
    """Sunday 25 October 2026, 02:30 in the Netherlands, comes twice."""
    local = []
    for minute in range(0, 121, 30):
        clock.now = datetime(2026, 10, 25, 0, 0, tzinfo=UTC) + timedelta(minutes=minute)
        local.append(session.now().strftime("%H:%M"))
        save_a_school(session, f"Om {minute}")
        assert session.today() == date(2026, 10, 25)
    assert local == ["02:00", "02:30", "02:00", "02:30", "03:00"]
    assert "clock-jump" not in {line.action for line in lines(session)}


def test_f14_another_time_zone_is_no_jump_and_has_its_own_day(
    session: Session, clock: Clock, zone: None
) -> None:
    clock.now = datetime(2026, 9, 15, 23, 30, tzinfo=UTC)
    save_a_school(session, "Thuis")
    assert session.today() == date(2026, 9, 16)
    os.environ["TZ"] = "America/Paramaribo"
    time.tzset()
    save_a_school(session, "Op reis")
    assert session.today() == date(2026, 9, 15)
    assert [line.action for line in lines(session)][:2] == ["save-school", "save-school"]


@pytest.mark.parametrize("years", [-10, 10])
def test_f14_what_must_be_done_is_worked_out_on_any_day_the_laptop_believes_in(
    session: Session, clock: Clock, years: int
) -> None:
    clock.now = NOW.replace(year=NOW.year + years)
    today = session.today()
    assert today.year == NOW.year + years
    session.actions.save(ActionDraft(what="Bel de school terug", due_on=today))
    assert today in [todo.due_on for todo in session.overview.start(SchoolYear.of(today)).todos]
    session.backups.make()
    last = session.backups.last()
    assert last is not None
    assert last.made_at.startswith(str(today.year))
