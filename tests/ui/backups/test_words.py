"""What is said of the backups."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from jeugdhulp_desktop.domain.backup_keeping import SHORT
from jeugdhulp_desktop.domain.backups import Drill, Safety
from jeugdhulp_desktop.domain.overviews import Backup
from jeugdhulp_desktop.domain.restores import VaultFacts
from jeugdhulp_desktop.ui.backups.words import (
    away_words,
    counted_words,
    drill_sentence,
    failed_words,
    keeping_words,
    label_words,
    when_words,
)

TODAY = date(2026, 9, 15)
STICK = "usb-stick ZORG-BACKUP"
LAST = Backup("2026-09-15T10:42:00", 34, 6, "x", 7)


def away(days: int, mark: int = 7) -> Backup:
    return replace(LAST, made_at=f"{TODAY - timedelta(days=days)}T16:10:00", mark=mark, place=STICK)


def test_counts_are_said_in_words() -> None:
    assert counted_words({}) == "Nog leeg"
    assert counted_words({"schools": 1, "cases": 2, "actions": 0}) == "1 school, 2 casussen"


@pytest.mark.parametrize(
    ("days", "title", "tone"),
    [
        (0, "Op usb-stick ZORG-BACKUP: vandaag om 16:10", "ok"),
        (1, "Op usb-stick ZORG-BACKUP: gisteren om 16:10", "ok"),
        (12, "Op usb-stick ZORG-BACKUP: 12 dagen oud", "ok"),
        (14, "Op usb-stick ZORG-BACKUP: 14 dagen oud", "warn"),
    ],
)
def test_a_stick_is_told_by_its_age_and_warned_of_after_two_weeks(days: int, title: str, tone: str) -> None:
    out = Safety(LAST, away(days), changed=False, there=None, behind=False)
    words = away_words(away(days), STICK, out, TODAY)
    assert (words.title, words.tone) == (title, tone)
    assert words.text.startswith("De stick zit er nu niet in.")


def test_a_place_without_a_backup_and_one_that_is_behind_say_so() -> None:
    there = Safety(LAST, None, changed=False, there=Path("/x"), behind=True)
    assert away_words(None, STICK, there, TODAY).text == "Daar staat nog geen back-up."
    behind = away_words(away(1, mark=6), STICK, replace(there, away=away(1, mark=6)), TODAY)
    assert behind.text == "De laatste back-up staat er nog niet op."


def test_moments_labels_rules_and_faults() -> None:
    moment = datetime(2026, 3, 3, 16, 10)  # noqa: DTZ001 - local, as it is told
    assert when_words(moment, TODAY) == "3 maart 2026 om 16:10"
    assert when_words(moment, TODAY, short=True) == "3 mrt 2026, 16:10"
    assert label_words("voor-import") == "Vlak voor een nieuwe leerlinglijst"
    assert label_words("iets-anders") == "Iets anders"
    assert "1 per week (4 weken)" in keeping_words(SHORT)
    assert failed_words("backup-integrity").startswith("Klopt niet: de database is heel.")
    assert "geen hele back-up" in failed_words("not-ours")


def test_a_drill_says_whether_the_work_of_now_was_in_it() -> None:
    then, now = VaultFacts({"cases": 3}), VaultFacts({"cases": 4})
    drill = Drill(datetime(2026, 9, 15, 10, 42), then, now, ())  # noqa: DTZ001
    assert drill_sentence(drill, TODAY) == (
        "De back-up van vandaag om 10:42 ging open met je wachtwoord en is heel. "
        "Wat je daarna vastlegde, staat er nog niet in."
    )
    assert drill_sentence(replace(drill, now=then), TODAY).endswith("staat er ook in.")
