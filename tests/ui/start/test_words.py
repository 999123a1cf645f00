"""The start screen's words: dates as one says them, no name in privacy mode, one verb a todo."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from jeugdhulp_desktop.domain.agreements import AgreementStatus
from jeugdhulp_desktop.domain.overviews import Backup, Recent, RecentKind, StartOverview, Todo, TodoKind
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.ui.start.words import (
    agreement_shares,
    backup_words,
    counted,
    day_facts,
    deadline_sentence,
    due_pill,
    lines_of,
    recent_words,
    unsigned_sentence,
    way_of,
)

TODAY = date(2026, 9, 15)
NOTHING = StartOverview(
    SchoolYear(2026), (), {}, (), 0, 0, 0, None, (), open_cases=0, deadline=date(2026, 9, 30)
)
CALL = Todo(TodoKind.ACTION, "Bel moeder van Noor Yıldız", "Noor Yıldız", "", TODAY, case_id=3, action_id=9)
SIGN = Todo(TodoKind.SIGNATURE, "Schoolafspraak tekenen", "De Vaart", "", TODAY, agreement_id=4, school_id=1)


def test_the_week_is_told_as_calendars_here_number_it_f36() -> None:
    assert day_facts(TODAY) == "dinsdag 15 september 2026, week 38"
    assert day_facts(date(2027, 1, 1)) == "vrijdag 1 januari 2027, week 53"


@pytest.mark.parametrize(
    ("day", "words", "tone"),
    [
        (13, "2 dagen te laat", "bad"),
        (14, "1 dag te laat", "bad"),
        (15, "Vandaag", "warn"),
        (16, "Morgen", "neutral"),
        (30, "Over 15 dagen", "neutral"),
    ],
)
def test_a_pill_tells_how_late_or_how_soon(day: int, words: str, tone: str) -> None:
    pill = due_pill(replace(CALL, due_on=date(2026, 9, day)), TODAY)
    assert pill is not None
    assert (pill.text, pill.tone) == (words, tone)


def test_a_todo_without_a_date_has_no_pill() -> None:
    assert due_pill(replace(CALL, due_on=None), TODAY) is None


@pytest.mark.parametrize("agreement_id", [None, 4])
def test_an_agreement_that_is_to_be_written_is_not_told_in_red_days(agreement_id: int | None) -> None:
    """A vault may begin after 30 September: 53 days late on its first screen says nothing to anyone."""
    day = date(2026, 9, 30)
    write = Todo(TodoKind.AGREEMENT, "Schoolafspraak maken", "De Vaart", "", day, agreement_id=agreement_id)
    pill = due_pill(write, date(2026, 11, 22))
    assert pill is not None
    assert (pill.text, pill.tone) == ("Was 30 september", "warn")
    assert counted([write], date(2026, 11, 22)) == ""


def test_what_there_is_none_of_is_not_counted_and_next_month_is_not_this_month() -> None:
    days = [date(2026, 9, 14), date(2026, 9, 15), date(2026, 9, 30), date(2026, 10, 1)]
    assert counted([replace(CALL, due_on=day) for day in days], TODAY) == "1 te laat, 1 vandaag, 1 deze maand"
    assert counted([replace(CALL, due_on=date(2026, 10, 1))], TODAY) == ""


def test_every_kind_of_todo_leads_to_the_page_where_it_is_finished() -> None:
    review = Todo(TodoKind.REVIEW, "Monitoring invullen", "Sem", "", TODAY, case_id=7)
    missing = Todo(TodoKind.AGREEMENT, "Schoolafspraak maken", "De Vaart", "", TODAY, school_id=2)
    loose = Todo(TodoKind.ACTION, "Koffie halen", "", "", TODAY, action_id=1)
    ways = [
        way_of(todo)
        for todo in (
            review, replace(review, run_id=5), CALL, loose, SIGN, missing,
            replace(missing, agreement_id=8), Todo(TodoKind.BACKUP, "", "", "", TODAY),
            Todo(TodoKind.RECOVERY, "", "", "", TODAY),
        )
    ]  # fmt: skip
    assert [(way.verb, way.page, way.argument) for way in ways] == [
        ("Invullen", "monitoring", ("case", 7)),
        ("Verdergaan", "monitoring", ("case", 7)),
        ("Openen", "cases", 3),
        ("Afronden", "", None),
        ("Openen", "agreements", 4),
        ("Maken", "agreements", ("school", 2)),
        ("Afmaken", "agreements", 8),
        ("Maken", "", None),
        ("Bevestigen", "privacy", ("keys", "recovery")),
    ]


def test_privacy_mode_leaves_no_name_of_a_pupil_and_keeps_that_of_a_school_f52() -> None:
    assert lines_of(CALL, only_initials=False) == ("Bel moeder van Noor Yıldız", "Noor Yıldız")
    assert lines_of(CALL, only_initials=True) == ("Bel moeder van N.Y.", "N.Y.")
    first_name = replace(CALL, what="Noor, en Noortje, ophalen")
    assert lines_of(first_name, only_initials=True)[0] == "N., en Noortje, ophalen"
    assert lines_of(SIGN, only_initials=True)[0] == "Schoolafspraak tekenen: De Vaart"
    numbered = replace(CALL, what="Bellen", name="2026-0012")
    assert lines_of(numbered, only_initials=True) == ("Bellen", "2026-0012")


def test_agreements_stand_by_status_and_signed_ones_always() -> None:
    some = replace(NOTHING, agreements={None: 1, AgreementStatus.CONCEPT: 2})
    assert [(each.text, each.count) for each in agreement_shares(some)] == [
        ("Ondertekend", 0), ("Concept", 2), ("Nog niet begonnen", 1),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("today", "sentence"),
    [
        (date(2026, 9, 15), "Klaar vóór 30 september: nog 15 dagen."),
        (date(2026, 9, 29), "Klaar vóór 30 september: nog 1 dag."),
        (date(2026, 9, 30), "Klaar vóór 30 september: dat is vandaag."),
        (date(2026, 10, 1), "Moest vóór 30 september klaar zijn."),
        (date(2027, 3, 1), "Moest vóór 30 september klaar zijn."),
    ],
)
def test_v20_the_deadline_is_told_in_days(today: date, sentence: str) -> None:
    assert deadline_sentence(replace(NOTHING, agreements={None: 1}), today) == sentence


def test_a_year_that_is_signed_has_no_deadline_any_more() -> None:
    signed = replace(NOTHING, agreements={AgreementStatus.SIGNED: 2})
    assert deadline_sentence(signed, TODAY) == "Alle schoolafspraken zijn ondertekend."
    assert deadline_sentence(NOTHING, TODAY) == "Er is nog geen school."


def test_who_has_not_signed_is_named_and_many_are_counted() -> None:
    assert unsigned_sentence(NOTHING) == ""
    many = replace(NOTHING, unsigned=("A", "B", "C", "D", "E"))
    assert unsigned_sentence(many) == "Nog niet getekend: A, B, C en 2 andere."


def test_the_last_backup_is_told_with_what_was_proven_in_it() -> None:
    made = backup_words(Backup("2026-09-14T16:10:00", 34, 6, "b.jhbackup"), TODAY)
    assert made.title == "Gisteren om 16:10 gelukt"
    assert made.text == "Teruggelezen en gecontroleerd: 34 casussen, 6 schoolafspraken."
    old = backup_words(Backup("2026-09-01T09:05:00", 1, 1, "b.jhbackup"), TODAY)
    assert (old.title, old.tone) == ("1 september om 09:05 gelukt", "warn")
    assert old.text == "Teruggelezen en gecontroleerd: 1 casus, 1 schoolafspraak."
    assert backup_words(None, TODAY).title == "Nog geen back-up"


def test_where_one_was_is_told_with_its_time_today_and_its_day_before() -> None:
    recent = Recent(RecentKind.CONTACT, "Noor Yıldız", datetime(2026, 9, 15, 8, 41, tzinfo=UTC), case_id=3)
    assert recent_words(recent, TODAY, only_initials=False)[:2] == (
        "Noor Yıldız", "Contactmoment om 08:41",
    )  # fmt: skip
    assert recent_words(recent, date(2026, 9, 16), only_initials=True)[:2] == (
        "N.Y.",
        "Contactmoment, gisteren",
    )
