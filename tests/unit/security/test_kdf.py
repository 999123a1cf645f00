import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import argon2.low_level
import pytest
from argon2.exceptions import HashingError

from jeugdhulp_desktop.domain.errors import DamagedHeader, NotEnoughMemory
from jeugdhulp_desktop.security.kdf import (
    FLOOR,
    TESTING,
    KdfCost,
    available_kib,
    calibrate,
    derive,
    expand,
    measured,
)

MIB = 1024
SALT = b"0123456789abcdef"


def test_the_slot_key_is_argon2id_as_others_compute_it() -> None:
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    other = Argon2id(salt=SALT, length=32, iterations=1, lanes=4, memory_cost=19 * MIB)
    assert derive('Zo\u00eb\'s; "hond" \0 \\', SALT, TESTING) == other.derive(
        'Zo\u00eb\'s; "hond" \0 \\'.encode()
    )


def test_f02_every_character_counts_also_beyond_a_nul_and_beyond_a_thousand() -> None:
    keys = {derive(text, SALT, TESTING) for text in ("a", "a\0", "a\0b", "a" * 1000, "a" * 1001, " a", "a ")}
    assert len(keys) == 7


def test_f03_typing_decomposed_gives_the_same_key() -> None:
    assert derive("e\u0308", SALT, TESTING) == derive("\u00eb", SALT, TESTING)


def test_a_lone_surrogate_is_just_another_passphrase() -> None:
    assert len(derive("\ud800", SALT, TESTING)) == 32


@pytest.mark.parametrize(
    "cost",
    [
        KdfCost(8 * 1024 * MIB, 3),
        KdfCost(1024 * MIB + 1, 3),
        KdfCost(19 * MIB - 1, 3),
        KdfCost(0, 3),
        KdfCost(64 * MIB, 0),
        KdfCost(64 * MIB, 65),
        KdfCost(64 * MIB, 3, 0),
        KdfCost(64 * MIB, 3, 17),
        KdfCost(2**32 - 1, 2**32 - 1, 2**32 - 1),
    ],
)
def test_f07_parameters_out_of_bounds_are_refused_before_anything_is_allocated(cost: KdfCost) -> None:
    def asked() -> int | None:
        raise AssertionError("memory was looked at")

    with pytest.raises(DamagedHeader) as refused:
        derive("x", SALT, cost, available=asked)
    assert refused.value.reason == "kdf-bounds"


def test_f08_too_little_free_memory_is_named_and_not_tried() -> None:
    with pytest.raises(NotEnoughMemory) as refused:
        derive("x", SALT, FLOOR, available=lambda: 64 * MIB - 1)
    assert refused.value.mebibytes == 64


def test_f08_a_system_that_does_not_tell_its_memory_is_tried() -> None:
    assert len(derive("x", SALT, TESTING, available=lambda: None)) == 32


def test_f08_memory_that_the_system_refuses_is_no_crash() -> None:
    """A real process that may not have 512 MiB."""
    program = """
import resource
from jeugdhulp_desktop.domain.errors import NotEnoughMemory
from jeugdhulp_desktop.security.kdf import TESTING, KdfCost, derive
derive("warm", bytes(16), TESTING)
limit = 400 * 1024 * 1024
resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
try:
    derive("x", bytes(16), KdfCost(512 * 1024, 1), available=lambda: None)
except NotEnoughMemory as refused:
    print("refused", refused.mebibytes)
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("refused 512\n", "")


@pytest.mark.parametrize("answer", [HashingError("Memory allocation error"), MemoryError()])
def test_f08_either_way_in_which_argon2_runs_out_of_memory_has_one_name(
    monkeypatch: pytest.MonkeyPatch, answer: Exception
) -> None:
    def refused(**_: object) -> bytes:
        raise answer

    monkeypatch.setattr(argon2.low_level, "hash_secret_raw", refused)
    with pytest.raises(NotEnoughMemory) as problem:
        derive("x", SALT, FLOOR)
    assert problem.value.mebibytes == 64


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("MemTotal: 9 kB\nMemAvailable:    300000 kB\nSwapFree:  200 kB\n", 300200),
        ("MemAvailable: 300000 kB\n", 300000),
        ("MemTotal: 4 kB\n", None),
        ("MemAvailable:\n", None),
        ("MemAvailable: many kB\n", None),
        ("", None),
    ],
)
def test_free_memory_is_read_where_the_system_tells_it(
    tmp_path: Path, text: str, expected: int | None
) -> None:
    meminfo = tmp_path / "meminfo"
    meminfo.write_text(text)
    assert available_kib(meminfo) == expected


def test_free_memory_is_unknown_where_there_is_no_such_file(tmp_path: Path) -> None:
    assert available_kib(tmp_path / "none") is None


def a_laptop(floor_seconds: float) -> Callable[[KdfCost], float]:
    """How long a try takes on a laptop that needs ``floor_seconds`` for the floor."""
    return lambda cost: floor_seconds * cost.memory_kib * cost.time_cost / (64 * MIB * 3)


@pytest.mark.parametrize(
    ("floor_seconds", "free_kib", "expected"),
    [
        (0.1, 8 * 1024 * MIB, KdfCost(256 * MIB, 6)),  # a quick one: all the memory
        (0.3, 8 * 1024 * MIB, KdfCost(128 * MIB, 4)),
        (0.1, 600 * MIB, KdfCost(128 * MIB, 13)),  # little free memory: more passes instead
        (0.1, 100 * MIB, KdfCost(64 * MIB, 26)),
        (0.1, None, KdfCost(256 * MIB, 6)),  # the system does not tell
        (5.0, 8 * 1024 * MIB, FLOOR),  # a slow one: never under the floor
        (0.0, 8 * 1024 * MIB, KdfCost(256 * MIB, 64)),  # a clock that stands still: never over the bounds
    ],
)
def test_the_cost_fits_the_laptop(floor_seconds: float, free_kib: int | None, expected: KdfCost) -> None:
    assert calibrate(measure=a_laptop(floor_seconds), available=lambda: free_kib) == expected


def test_the_passes_follow_what_much_memory_really_takes() -> None:
    def measure(cost: KdfCost) -> float:
        return a_laptop(0.1)(cost) * (2 if cost.memory_kib > 64 * MIB else 1)

    assert calibrate(measure=measure, available=lambda: None) == KdfCost(256 * MIB, 3)


def test_f08_memory_that_turns_out_to_be_missing_leads_to_the_floors_memory() -> None:
    def measure(cost: KdfCost) -> float:
        if cost.memory_kib > 64 * MIB:
            raise NotEnoughMemory(cost.memory_kib // MIB)
        return a_laptop(0.1)(cost)

    assert calibrate(measure=measure, available=lambda: None) == KdfCost(64 * MIB, 25)


def test_measuring_takes_the_time_of_a_real_derivation() -> None:
    assert measured(TESTING) > 0.001


def test_one_secret_gives_unrelated_keys_for_each_purpose_and_salt() -> None:
    keys = {expand(SALT, salt, purpose) for salt in (b"a" * 16, b"b" * 16) for purpose in (b"x", b"y")}
    assert len(keys) == 4
