"""Thinning: what must stay stays, whatever stands in the folder (F26)."""

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from jeugdhulp_desktop.domain.backup_keeping import (
    LABELLED_DAYS,
    LONG,
    SHORT,
    USUAL,
    KeepRules,
    StoredBackup,
    backups_to_remove,
)

NOW = datetime(2026, 9, 15, 14, 10, tzinfo=UTC)
_MINUTES = 60 * 24 * 1200  # more than three years back


@st.composite
def stored(draw: st.DrawFn) -> list[StoredBackup]:
    """Backups of any age, some labelled, some of a day to come."""
    ages = draw(st.lists(st.integers(-90_000, _MINUTES), max_size=30))
    labels = draw(st.lists(st.sampled_from(("", "", "voor-terugzetten")), min_size=len(ages), max_size=30))
    return [
        StoredBackup(str(number), NOW - timedelta(minutes=age), label)
        for number, (age, label) in enumerate(zip(ages, labels, strict=False))
    ]


rules = st.sampled_from((SHORT, USUAL, LONG, KeepRules(0, 0, 0, 0), KeepRules(1, 3, 2, 1)))


@settings(max_examples=40)
@given(stored(), rules)
def test_f26_never_the_newest_never_a_labelled_one_of_this_month_never_one_to_come(
    backups: list[StoredBackup], rules: KeepRules
) -> None:
    removed = set(backups_to_remove(backups, rules, NOW))
    judged = [each for each in backups if each.made_at <= NOW]
    if judged:
        assert max(judged, key=lambda each: (each.made_at, each.name)).name not in removed
    for each in backups:
        age = NOW - each.made_at
        protected = (
            age < timedelta(0)
            or age <= timedelta(days=rules.all_days)
            or (each.label and age <= timedelta(days=LABELLED_DAYS))
        )
        assert not (protected and each.name in removed)


@settings(max_examples=40)
@given(stored(), rules, st.integers(0, 29))
def test_f26_the_one_that_was_proven_is_untouchable(
    backups: list[StoredBackup], rules: KeepRules, proven: int
) -> None:
    assert str(proven) not in backups_to_remove(backups, rules, NOW, untouchable=(str(proven),))


@settings(max_examples=40)
@given(stored(), rules)
def test_thinning_twice_takes_nothing_more_and_order_does_not_matter(
    backups: list[StoredBackup], rules: KeepRules
) -> None:
    removed = backups_to_remove(backups, rules, NOW)
    left = [each for each in backups if each.name not in removed]
    assert backups_to_remove(left, rules, NOW) == ()
    assert backups_to_remove(backups[::-1], rules, NOW) == removed


@settings(max_examples=40)
@given(stored(), rules)
def test_each_of_the_last_months_keeps_one_and_no_more_stay_than_was_agreed(
    backups: list[StoredBackup], rules: KeepRules
) -> None:
    removed = set(backups_to_remove(backups, rules, NOW))
    judged = [each for each in backups if each.made_at <= NOW]
    kept = [each for each in judged if each.name not in removed]
    months = sorted({(each.made_at.year, each.made_at.month) for each in judged})
    for month in months[max(0, len(months) - rules.monthly) :]:
        assert any((each.made_at.year, each.made_at.month) == month for each in kept)
    free = [each for each in kept if NOW - each.made_at > timedelta(days=max(rules.all_days, LABELLED_DAYS))]
    assert len(free) <= rules.daily + rules.weekly + rules.monthly + 1


def test_two_years_of_a_backup_every_half_hour_of_each_school_day_become_a_handful() -> None:
    made = [
        StoredBackup(f"{day:03}-{slot}", NOW - timedelta(days=day, minutes=30 * slot))
        for day in range(730)
        if day % 7 < 5
        for slot in range(8)
    ]
    removed = set(backups_to_remove(made, USUAL, NOW))
    kept = [each for each in made if each.name not in removed]
    assert len(made) > 4000
    assert len(kept) < 16 + 14 + 8 + 12
    oldest = min(each.made_at for each in kept)
    assert timedelta(days=310) < NOW - oldest < timedelta(days=370)
