"""What putting a backup back would change, in plain numbers (F27)."""

from datetime import UTC, datetime, timedelta

import pytest

from jeugdhulp_desktop.domain.restores import Opener, Present, RestorePreview, VaultFacts

THEN = datetime(2026, 9, 15, 8, 42, tzinfo=UTC)
LATER = THEN + timedelta(hours=1)


def preview(
    now: VaultFacts | None, then: VaultFacts | None = None, present: Present = Present.SOUND
) -> RestorePreview:
    then = then or VaultFacts({"cases": 38, "contact_moments": 70}, last_change=THEN)
    return RestorePreview(THEN, "0.1.0", then, now, present, Opener.PRESENT, older_version=False, proofs=())


def test_only_the_counts_that_differ_are_told() -> None:
    now = VaultFacts({"cases": 40, "contact_moments": 70, "of a later version": 3})
    assert preview(now).differences == {"cases": (40, 38)}


def test_without_a_vault_everything_is_new() -> None:
    found = preview(None, present=Present.ABSENT)
    assert found.differences == {"cases": (0, 38), "contact_moments": (0, 70)}
    assert not found.loses


@pytest.mark.parametrize(
    ("now", "loses"),
    [
        (VaultFacts({"cases": 40, "contact_moments": 70}, last_change=THEN), True),
        (VaultFacts({"cases": 38, "contact_moments": 60}, last_change=THEN), False),
        (VaultFacts({"cases": 38, "contact_moments": 70}, last_change=LATER), True),
        (VaultFacts({"cases": 38, "contact_moments": 70}), False),
    ],
    ids=["more now", "less now", "saved since", "nothing saved"],
)
def test_what_was_saved_since_the_backup_is_lost(now: VaultFacts, loses: bool) -> None:
    assert preview(now).loses is loses


def test_a_backup_without_any_work_loses_all_work_of_now() -> None:
    now = VaultFacts({"cases": 38}, last_change=THEN)
    assert preview(now, VaultFacts({"cases": 38})).loses


def test_a_vault_that_cannot_be_read_may_hold_anything() -> None:
    assert preview(None, present=Present.DAMAGED).loses
