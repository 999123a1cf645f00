"""What a vault that does not open says, part by part; and what a restore changes, by number."""

from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from jeugdhulp_desktop.domain.damage import Diagnosis, PartState
from jeugdhulp_desktop.domain.errors import DamagedDatabase, DamagedHeader, DiskProblem, WorldError
from jeugdhulp_desktop.domain.restores import (
    BackupState,
    FoundBackup,
    Opener,
    Present,
    RestorePreview,
    VaultFacts,
)
from jeugdhulp_desktop.services.salvage import SalvageReport
from jeugdhulp_desktop.ui.recovering.words import failure_words, part_lines, put_back_words, saved_words
from jeugdhulp_desktop.ui.restoring.words import comparison, gone_words, made_words

NOW = datetime(2026, 11, 29, 20, 30, tzinfo=ZoneInfo("Europe/Amsterdam"))
BACKUP = FoundBackup(Path("een"), BackupState.READABLE, datetime(2026, 11, 28, 15, 10, tzinfo=UTC))


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (DamagedDatabase("page"), "De gegevens in de kluis zijn beschadigd."),
        (DamagedDatabase("wal"), "Het hulpbestand naast de kluis (vault.db-wal) is beschadigd"),
        (DamagedHeader("missing"), "Het sleutelbestand van deze kluis ontbreekt of is beschadigd."),
        (DamagedHeader("other-vault"), "Het sleutelbestand en de gegevens horen niet bij elkaar."),
        (DamagedHeader("older"), "Het sleutelbestand is ouder dan de kluis."),
        (DiskProblem("read-error"), "De schijf kan een deel van de kluis niet lezen."),
    ],
)
def test_f17_f6_f23_each_failure_is_told_apart(error: WorldError, words: str) -> None:
    assert failure_words(error).startswith(words)


@pytest.mark.parametrize(
    ("seen", "words"),
    [
        (
            Diagnosis(
                PartState.GOOD, PartState.GOOD, PartState.DAMAGED, (BACKUP,), ("cases", "hour_entries")
            ),
            "Niet te lezen: casussen en uren. De rest is te lezen.",
        ),
        (
            Diagnosis(PartState.ABSENT, PartState.DAMAGED, PartState.UNKNOWN, (BACKUP,)),
            "De reservekopie ernaast ook niet, maar in een back-up zit er nog een.",
        ),
        (
            Diagnosis(PartState.FOREIGN, PartState.GOOD, PartState.UNKNOWN, ()),
            "Het sleutelbestand hoort bij een andere kluis.",
        ),
        (
            Diagnosis(PartState.GOOD, PartState.GOOD, PartState.DAMAGED, ()),
            "Er ligt geen back-up bij de kluis.",
        ),
        (
            Diagnosis(PartState.GOOD, PartState.GOOD, PartState.FOREIGN, (BACKUP,)),
            "Er is 1 back-up. De nieuwste is van gisteren 16:10.",
        ),
        (
            Diagnosis(
                PartState.GOOD,
                PartState.GOOD,
                PartState.DAMAGED,
                (FoundBackup(Path("half"), BackupState.PARTIAL),),
            ),
            "Er is geen back-up die te lezen is.",
        ),
    ],
)
def test_every_part_says_how_it_is(seen: Diagnosis, words: str) -> None:
    assert words in [line[0] for line in part_lines(seen, NOW)]


def test_a_proven_backup_goes_before_a_newer_one_that_is_not() -> None:
    older = FoundBackup(Path("twee"), BackupState.PROVEN, datetime(2026, 7, 1, 8, 0, tzinfo=UTC))
    seen = Diagnosis(PartState.GOOD, PartState.GOOD, PartState.DAMAGED, (BACKUP, older))
    assert put_back_words(seen, NOW) == "Zet back-up van 1 juli 10:00 terug"


def test_the_time_of_a_backup_is_by_the_clock_of_that_day() -> None:
    """Summer time in a winter month, and the year when it is another one (F14)."""
    made = [datetime(2026, 11, 29, 7, 5, tzinfo=UTC), datetime(2025, 6, 1, 8, 0, tzinfo=UTC)]
    assert [made_words(each, NOW) for each in made] == ["vandaag 08:05", "1 juni 2025 10:00"]


def test_what_is_saved_says_what_is_missing_and_why() -> None:
    report = SalvageReport({"cases": 1, "contact_moments": 70}, {"actions": 2, "drafts": 1}, ("people",))
    assert saved_words(report) == (
        "Te lezen zijn: 1 casus en 70 contactmomenten. Een deel is weg van: de sociale kaart. "
        "Niet mee kunnen: 2 acties. Die horen bij iets dat niet te lezen is. "
        "De kluis zoals die nu is, blijft bewaard in een map bij de back-ups."
    )
    assert "Er gaat niets verloren." in saved_words(SalvageReport({}, {}, ()))


def test_f27_what_a_restore_takes_away_is_told_by_number() -> None:
    def preview(now: VaultFacts | None, present: Present = Present.SOUND) -> RestorePreview:
        then = VaultFacts({"cases": 3, "actions": 5}, date(2026, 9, 1))
        return RestorePreview(NOW, "1.0", then, now, present, Opener.PRESENT, False, ())

    newer = preview(VaultFacts({"cases": 4, "actions": 7}, date(2026, 9, 8)))
    assert gone_words(newer).endswith("Dat is in elk geval: 1 casus en 2 acties.")
    lines = {line.words: (line.now, line.then, line.change) for line in comparison(newer)}
    assert lines["casussen"] == ("4", "3", "1 minder")
    assert lines["laatste contactmoment"] == ("08-09-2026", "01-09-2026", "eerder")
    assert gone_words(preview(VaultFacts({"cases": 3, "actions": 5}, date(2026, 9, 1)))) == ""
    assert gone_words(preview(None, Present.DAMAGED)) == ""
    assert comparison(preview(None, Present.DAMAGED))[0].now == "-"
