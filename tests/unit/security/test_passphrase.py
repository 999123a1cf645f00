import time

import pytest

from jeugdhulp_desktop.domain.problems import Level
from jeugdhulp_desktop.security.passphrase import MAXIMUM, check_passphrase, normalise, strength, to_bytes

SCHOOL = ("De Regenboog", "Zwolle", "Stichting Catent", "Locatie B")


def codes(text: str) -> list[str]:
    return [each.code for each in check_passphrase(text, SCHOOL)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ["required"]),
        ("kort maar goed", ["too-short"]),  # 14
        ("a" * 15, ["too-guessable"]),
        ("qwertyuiopasdfghjkl", ["too-guessable"]),
        ("wachtwoord wachtwoord", ["too-guessable"]),
        ("de regenboog zwolle", ["too-guessable"]),
        ("RegenboogZwolle2026", ["too-guessable"]),
        ("welkom op school", ["too-guessable"]),
        (" " * 40, ["too-guessable"]),
        ("een fietsbel zingt zachtjes", []),
        ("een fietsbel zingt zachtjes ", ["outer-spaces"]),
        ("een fietsbel \ud800 zingt zachtjes", ["not-text"]),
        ("x" * (MAXIMUM + 1), ["too-long"]),
    ],
)
def test_each_weakness_has_its_own_code(text: str, expected: list[str]) -> None:
    assert codes(text) == expected


@pytest.mark.parametrize("sign", ["'", '"', ";", "\\", "\0", "😀", "%", "\t"])
def test_f02_any_sign_may_stand_in_a_passphrase(sign: str) -> None:
    assert codes(f"fietsbel{sign}lantaarn kent mijn hond") == []


def test_f02_a_thousand_characters_are_accepted_and_judged_at_once() -> None:
    long = "".join(chr(33 + number * 7 % 94) + "ë€x9"[number % 4] for number in range(500))
    started = time.process_time()
    assert codes(long) == []
    assert time.process_time() - started < 2


def test_f02_spaces_at_the_ends_count() -> None:
    assert to_bytes(" x ") != to_bytes("x")


def test_spaces_at_the_ends_are_a_remark_and_refuse_nothing() -> None:
    assert check_passphrase(" een fietsbel zingt zachtjes")[0].level is Level.REMARK


def test_f03_composed_and_decomposed_letters_are_one_passphrase() -> None:
    assert to_bytes("Zoe\u0308 fietst") == to_bytes("Zo\u00eb fietst")
    assert normalise("\ufb01ets") == "\ufb01ets"  # NFC only: a ligature stays what it is


def test_f03_the_length_is_counted_after_normalising() -> None:
    assert codes("e\u0308" * 14) == ["too-short"]


def test_the_schools_own_words_weaken_a_passphrase() -> None:
    assert strength("catent regenboog zwolle") > strength("catent regenboog zwolle", SCHOOL)


def test_too_short_says_how_many_are_missing() -> None:
    (found,) = check_passphrase("twaalf teken")
    assert (found.value("minimum"), found.value("missing")) == ("15", "3")
