"""Every named error has a Dutch sentence of its own that says what to do next, in the tone of design.md."""

import inspect
from pathlib import Path

import pytest

from jeugdhulp_desktop.domain import errors
from jeugdhulp_desktop.domain.errors import WorldError
from jeugdhulp_desktop.domain.problems import Problem
from jeugdhulp_desktop.ui.sentences import sentence

FORBIDDEN = ("helaas", "sorry", "oeps", "ongeldig", "fout opgetreden", " wij ", "!")
EXAMPLES: tuple[WorldError, ...] = (
    errors.NotValid([Problem("name", "required")]),
    errors.ChangedElsewhere("agreement", 3),
    errors.NotFound("case", 3),
    *(errors.CannotUndo(reason, "case", 3) for reason in ("changed", "held", "later")),
    *(errors.CannotPutBack(reason, "case") for reason in ("school-gone", "case-gone", "exists")),
    errors.WrongPassphrase(),
    errors.WrongRecoveryCode([6]),
    errors.WrongRecoveryCode([3, 6]),
    errors.WrongRecoveryCode(),
    errors.KeyringUnavailable("stale"),
    errors.KeyringUnavailable("no-pin"),
    errors.WrongPin(4),
    errors.WrongPin(1),
    errors.WrongPin(0),
    errors.DamagedHeader("truncated"),
    errors.DamagedHeader("missing"),
    errors.DamagedDatabase("quick-check"),
    errors.MadeByNewerVersion("1.3"),
    errors.NotOurFile(),
    errors.VaultInUse(4711, "2026-09-15T08:42:00"),
    errors.VaultInUse(4711, "2026-09-15T08:42:00", who="Ilse Vermeer", elsewhere=True, may_be_gone=True),
    errors.VaultInUse(4711, elsewhere=True),
    *(
        errors.BackupRefused(reason)
        for reason in ("not-a-backup", "partial", "damaged", "other-vault", "newer")
    ),
    *(
        errors.DiskProblem(code)
        for code in ("full", "denied", "missing", "exists", "locked", "read-error", "too-long")
    ),
    errors.EncryptionMissing(),
    errors.NotEnoughMemory(256),
    errors.UnreadableLogo("script"),
    errors.UnreadableLogo("unheard-of"),
    errors.UnreadableImport("wrong-root"),
    errors.UnreadableImport("unheard-of", 12),
)


def test_every_named_error_is_among_the_examples() -> None:
    named = {
        each for _name, each in inspect.getmembers(errors, inspect.isclass) if issubclass(each, WorldError)
    }
    assert named - {type(each) for each in EXAMPLES} == {WorldError}


@pytest.mark.parametrize("error", EXAMPLES, ids=lambda error: f"{type(error).__name__}-{error}")
def test_a_named_error_says_what_is_so_and_what_to_do(error: WorldError) -> None:
    text = sentence(error)
    assert text[0].isupper()
    assert text.endswith(".")
    assert not [word for word in FORBIDDEN if word in text.lower()]
    assert text != sentence(WorldError())


def test_wrong_tries_all_sound_the_same() -> None:
    """F1: one neutral sentence, whatever was typed."""
    expected = "Dit wachtwoord past niet bij deze kluis. Kijk of Caps Lock aan staat en probeer het opnieuw."
    assert sentence(errors.WrongPassphrase()) == expected


def test_a_wrong_recovery_code_names_its_group() -> None:
    """F10: as on the paper."""
    expected = "Groep 6 klopt nog niet. Vergelijk de letters met je papier."
    assert sentence(errors.WrongRecoveryCode([6])) == expected
    assert sentence(errors.WrongRecoveryCode([3, 6])).startswith("Groep 3 en 6 kloppen")


def test_a_newer_file_names_the_version_that_opens_it() -> None:
    """F12."""
    assert "versie 1.3 of hoger" in sentence(errors.MadeByNewerVersion("1.3"))


def test_a_full_disk_says_that_the_text_is_still_there() -> None:
    """F16."""
    assert "Je tekst staat nog op het scherm" in sentence(errors.DiskProblem("full"))


def test_a_path_is_shown_where_it_helps() -> None:
    assert "Rapporten" in sentence(errors.DiskProblem("denied", Path("Rapporten")))


def test_an_import_points_at_the_line() -> None:
    """F42."""
    assert sentence(errors.UnreadableImport("damaged-xml", 12)).endswith("Kijk bij regel 12.")
