"""Keys out of secrets: Argon2id for a passphrase, slowly and with a lot of memory; HKDF for random bytes."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from jeugdhulp_desktop.domain.errors import DamagedHeader, NotEnoughMemory
from jeugdhulp_desktop.security.passphrase import to_bytes

KEY_BYTES = 32
SALT_BYTES = 16
MEBIBYTE = 1024  # in KiB, Argon2's own unit


@dataclass(frozen=True)
class KdfCost:
    """What one try costs: memory in KiB, passes over it, and lanes that may run side by side."""

    memory_kib: int
    time_cost: int
    parallelism: int = 4


FLOOR = KdfCost(memory_kib=64 * MEBIBYTE, time_cost=3)  # the least for a vault that people use
TESTING = KdfCost(memory_kib=19 * MEBIBYTE, time_cost=1)  # the least that opens; 15 ms, for tests
MEMORY_CHOICES = (256 * MEBIBYTE, 128 * MEBIBYTE, 64 * MEBIBYTE)

# What opening accepts. Outside it a header was tampered with: to make guessing cheap, or to take the laptop
# down with 8 GiB (F7).
_MEMORY_BOUNDS = range(19 * MEBIBYTE, 1024 * MEBIBYTE + 1)
_TIME_BOUNDS = range(1, 65)
_PARALLELISM_BOUNDS = range(1, 17)


def check_cost(cost: KdfCost) -> None:
    """Refuses parameters outside the bounds, before anything is allocated: DamagedHeader("kdf-bounds")."""
    if (
        cost.memory_kib not in _MEMORY_BOUNDS
        or cost.time_cost not in _TIME_BOUNDS
        or cost.parallelism not in _PARALLELISM_BOUNDS
    ):
        raise DamagedHeader("kdf-bounds")


def expand(key: bytes, salt: bytes, purpose: bytes) -> bytes:
    """HKDF-SHA256: a key for one purpose out of 16 or more random bytes."""
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    info = b"jeugdhulp-desktop 1 " + purpose
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=salt, info=info).derive(key)


def available_kib(meminfo: Path = Path("/proc/meminfo")) -> int | None:
    """Memory and swap that are free now, in KiB; None where the system does not say (Windows, macOS)."""
    try:
        lines = meminfo.read_text(encoding="ascii", errors="replace").splitlines()
    except OSError:
        return None
    amounts = {name: rest.split() for name, _, rest in (line.partition(":") for line in lines)}
    found = [amounts[name][0] for name in ("MemAvailable", "SwapFree") if amounts.get(name)]
    return sum(map(int, found)) if found and all(amount.isdigit() for amount in found) else None


def derive(
    passphrase: str, salt: bytes, cost: KdfCost, *, available: Callable[[], int | None] = available_kib
) -> bytes:
    """The slot key of 32 bytes.

    Raises DamagedHeader("kdf-bounds") and NotEnoughMemory (F8); it never tries with less. Linux promises
    memory that it does not have and then kills the program, so there it is asked beforehand.
    """
    check_cost(cost)
    from argon2.exceptions import HashingError
    from argon2.low_level import Type, hash_secret_raw

    mebibytes = cost.memory_kib // MEBIBYTE
    free = available()
    if free is not None and cost.memory_kib > free:
        raise NotEnoughMemory(mebibytes)
    try:
        return hash_secret_raw(
            secret=to_bytes(passphrase),
            salt=salt,
            time_cost=cost.time_cost,
            memory_cost=cost.memory_kib,
            parallelism=cost.parallelism,
            hash_len=KEY_BYTES,
            type=Type.ID,
        )
    except (HashingError, MemoryError):
        # With parameters inside the bounds Argon2 fails only for want of memory or of threads.
        raise NotEnoughMemory(mebibytes) from None


def measured(cost: KdfCost) -> float:
    """Seconds that one derivation takes on this laptop: the better of two, since something else may run."""
    seconds = []
    for _ in range(2):
        started = time.perf_counter()
        derive("how long does this take here?", bytes(SALT_BYTES), cost)
        seconds.append(time.perf_counter() - started)
    return min(seconds)


def calibrate(
    target_seconds: float = 0.85,
    *,
    measure: Callable[[KdfCost], float] = measured,
    available: Callable[[], int | None] = available_kib,
) -> KdfCost:
    """The cost for a new passphrase on this laptop: about ``target_seconds`` a try, never under FLOOR.

    As much memory as fits, up to 256 MiB and a quarter of what is free, since memory hurts a guesser most;
    then passes until the time is filled. Used when a passphrase is made or changed, never in between.
    """
    seconds_a_unit = max(measure(FLOOR), 1e-4) / (FLOOR.memory_kib * FLOOR.time_cost)
    free = available()

    def passes(memory_kib: int) -> int:
        return int(target_seconds / (seconds_a_unit * memory_kib))

    fitting = [
        memory_kib
        for memory_kib in MEMORY_CHOICES
        if passes(memory_kib) >= FLOOR.time_cost and (free is None or memory_kib <= free // 4)
    ]
    memory_kib = fitting[0] if fitting else FLOOR.memory_kib
    first = KdfCost(memory_kib, _clamped(passes(memory_kib)))
    try:
        seconds = max(measure(first), 1e-4)
    except NotEnoughMemory:
        return KdfCost(FLOOR.memory_kib, _clamped(passes(FLOOR.memory_kib)))
    # More memory runs slower than in proportion (caches), so the passes follow what was measured.
    return KdfCost(memory_kib, _clamped(round(first.time_cost * target_seconds / seconds)))


def _clamped(passes: int) -> int:
    return min(max(passes, FLOOR.time_cost), _TIME_BOUNDS[-1])
