"""What time it is: given to every service, so that a test or the demo vault can stand on another day."""

from collections.abc import Callable
from datetime import UTC, date, datetime

Clock = Callable[[], datetime]


def system_clock() -> datetime:
    """This laptop's clock, in local time."""
    return datetime.now(UTC).astimezone()


def local_now(clock: Clock) -> datetime:
    """The moment in local time, whatever time zone the clock tells it in."""
    return clock().astimezone()


def local_today(clock: Clock) -> date:
    """The local day: due dates are local (F14)."""
    return local_now(clock).date()
