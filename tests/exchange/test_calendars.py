"""The calendar file: whole days that any program opens, the same bytes each time, nobody's name."""

from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar

from jeugdhulp_desktop.domain.dates import CalendarDate, DateKind
from jeugdhulp_desktop.exchange.calendars import calendar_bytes

MADE = datetime(2026, 9, 15, 8, 42, tzinfo=UTC)
DAY = date(2027, 2, 15)
HALFWAY = CalendarDate("cycle/2026-2027/halfway", DateKind.CYCLE, DAY, "Tussentijdse evaluatie", "Schooljaar")


def read(content: bytes) -> list[Calendar]:
    return list(Calendar.from_ical(content).walk("VEVENT"))


def test_a_date_is_a_whole_day_with_a_reminder_a_week_before() -> None:
    event = read(calendar_bytes([HALFWAY], "ab" * 16, MADE))[0]
    assert event["DTSTART"].dt == DAY
    assert event["DTEND"].dt == DAY + timedelta(days=1)
    assert str(event["SUMMARY"]) == "Tussentijdse evaluatie"
    assert event.walk("VALARM")[0]["TRIGGER"].dt == timedelta(days=-7)


def test_a_date_without_reminder_or_note_has_none() -> None:
    plain = CalendarDate("a", DateKind.SIGNING, DAY, "Tekenen", remind_days=None)
    event = read(calendar_bytes([plain], "ab", MADE))[0]
    assert "DESCRIPTION" not in event
    assert event.walk("VALARM") == []


def test_exported_again_a_date_updates_what_the_calendar_has() -> None:
    first, again = (
        read(calendar_bytes([HALFWAY], "ab", moment))[0] for moment in (MADE, MADE + timedelta(1))
    )
    assert first["UID"] == again["UID"]
    other = read(calendar_bytes([HALFWAY], "cd", MADE))[0]
    assert other["UID"] != first["UID"]
    assert calendar_bytes([HALFWAY], "ab", MADE) == calendar_bytes([HALFWAY], "ab", MADE)


def test_f33_long_and_strange_words_come_back_as_they_were() -> None:
    title = "Zoë; gaat, naar\\ “school”\n" * 12 + "🎒"
    content = calendar_bytes([CalendarDate("a", DateKind.THEME, DAY, title.strip())], "ab", MADE)
    assert str(read(content)[0]["SUMMARY"]) == title.strip()
    assert max(len(line) for line in content.split(b"\r\n")) <= 75


def test_the_id_of_the_vault_is_not_written() -> None:
    assert b"0123456789abcdef" not in calendar_bytes([HALFWAY], "0123456789abcdef", MADE)
