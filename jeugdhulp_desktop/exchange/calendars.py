"""Dates as an iCalendar file (RFC 5545), which every calendar program opens.

Whole days, no time zone and no attendees; a reminder where one is asked. The same dates of the same moment
give the same bytes.
"""

import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from icalendar import Alarm, Calendar, Event

from jeugdhulp_desktop.domain.dates import CalendarDate

_PRODUCT = "-//Jeugdhulp Desktop//NL"


def calendar_bytes(dates: Iterable[CalendarDate], vault_id: str, made_at: datetime) -> bytes:
    """The file. ``vault_id`` keeps the dates of two vaults apart; only a digest of it is written."""
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    for each in dates:
        calendar.add_component(_event(each, vault_id, made_at.astimezone(UTC)))
    written: bytes = calendar.to_ical()
    return written


def _event(each: CalendarDate, vault_id: str, made_at: datetime) -> Event:
    event = Event()
    digest = hashlib.sha256(f"{vault_id}/{each.key}".encode()).hexdigest()[:32]
    event.add("uid", f"{digest}@jeugdhulp-desktop")
    event.add("dtstamp", made_at)
    event.add("dtstart", each.day)
    event.add("dtend", each.day + timedelta(days=1))
    event.add("summary", each.title)
    if each.note:
        event.add("description", each.note)
    event.add("transp", "TRANSPARENT")  # a date to remember, not a meeting that blocks the day
    if each.remind_days is not None:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", each.title)
        alarm.add("trigger", -timedelta(days=each.remind_days))
        event.add_component(alarm)
    return event
