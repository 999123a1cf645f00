"""The figures of ``dev.py faults``: how often the vault was struck, in which phase, and what was lost.

Every harness takes the phases one by one; a job is one harness on one phase. Two jobs run side by side (or as
many as is asked), each in a process of its own and in a folder of its own in memory: a kill, a refusal and a
cut are the same there, and the disk of the machine is left alone. The places that are struck are drawn with a
fixed seed, so a loss can be struck again.
"""

import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from random import Random
from typing import Any

from tests.faults import bits, full_disk, injection, kills, power
from tests.faults.phases import PHASES, REFUSED
from tests.faults.rehearsal import Phase
from tests.faults.vfs import available

LEAST_KILLS = 5  # in each phase


@dataclass(frozen=True)
class Amount:
    """How many of each; spread over the phases or regions."""

    kills: int
    cuts: int
    refusals: int
    bits: int


SHORT = Amount(kills=60, cuts=100, refusals=100, bits=300)
LONG = Amount(kills=1_000, cuts=400, refusals=400, bits=2_400)


@dataclass(frozen=True)
class Job:
    """One harness on one phase; ``name`` is the phase, or empty for the flipped bits."""

    harness: str
    name: str
    amount: int
    seed: int

    def run(self) -> dict[str, Any]:
        """What came of it, as plain values."""
        memory = Path("/dev/shm")  # noqa: S108 - a folder of our own is made in it
        root = tempfile.mkdtemp(prefix="jeugdhulp-", dir=memory if memory.is_dir() else None)
        try:
            return {"harness": self.harness, "found": self._run(Path(root))}
        finally:
            shutil.rmtree(root, ignore_errors=True)

    def _run(self, folder: Path) -> list[dict[str, Any]]:
        if self.harness == "bits":
            sound = bits.Sound(folder)
            return [vars(each) for each in bits.flip_all(sound, self.amount, folder, self.seed)]
        phase = next(each for each in REFUSED if each.name == self.name)
        strike: dict[str, Callable[[Phase, int, Path, int], Any]] = {
            "kills": kills.strike,
            "cuts": power.cut_power,
            "refusals": injection.refuse,
            "full": full_disk.fill_all,
        }
        return [vars(strike[self.harness](phase, self.amount, folder, self.seed))]


def jobs(amount: Amount, seed: int) -> list[Job]:
    """The longest first, so that the two processes end together."""
    made = [Job("bits", "", amount.bits, seed)]
    if available() and hasattr(os, "fork"):
        made += [Job("kills", *each, seed) for each in _shares(PHASES, amount.kills, LEAST_KILLS)]
        made += [Job("cuts", *each, seed) for each in _shares(PHASES, amount.cuts, 6)]
        made += [Job("refusals", *each, seed) for each in _shares(REFUSED, amount.refusals, 6)]
        made += [Job("full", phase.name, len(full_disk.ROOMS), seed) for phase in REFUSED]
    Random(seed).shuffle(made)
    return made


def _shares(phases: tuple[Phase, ...], whole: int, least: int) -> Iterator[tuple[str, int]]:
    for phase in phases:
        yield phase.name, max(least, -(-whole // len(phases)))


def _begin() -> None:
    """No key ring of the machine is asked, and no zone of it."""
    os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"
    os.environ["TZ"] = "Europe/Amsterdam"
    if hasattr(time, "tzset"):
        time.tzset()


def measure(*, long: bool, seed: int, at_once: int, say: Callable[[str], None]) -> dict[str, Any]:
    """Everything, struck. The figures first, then each phase and each region, then what was lost."""
    started = time.monotonic()
    found: dict[str, list[dict[str, Any]]] = {
        "kills": [], "cuts": [], "refusals": [], "full": [], "bits": [],
    }  # fmt: skip
    with ProcessPoolExecutor(at_once, mp_context=get_context("spawn"), initializer=_begin) as pool:
        for done in as_completed([pool.submit(job.run) for job in jobs(LONG if long else SHORT, seed)]):
            told = done.result()
            found[told["harness"]] += told["found"]
            for each in told["found"]:
                say(_line(told["harness"], each))
    losses = [lost for each in found.values() for struck in each for lost in struck["lost"]]
    return {
        "kill_points": sum(each["points"] for each in found["kills"]),
        "power_cuts": sum(each["cuts"] for each in found["cuts"]),
        "faults_injected": sum(each["faults"] for each in (*found["refusals"], *found["full"])),
        "bits_flipped": sum(each["bits"] for each in found["bits"]),
        "lost": len(losses),
        "seconds": round(time.monotonic() - started),
        "seed": seed,
        "not_here": "" if found["kills"] else "this driver does not export SQLite's functions, or no fork",
        **found,
        "losses": losses,
    }


def _line(harness: str, found: dict[str, Any]) -> str:
    lost = f"{len(found['lost'])} lost"
    if harness == "kills":
        where = ", ".join(f"{number} {kind}" for kind, number in sorted(found["where"].items()))
        return (
            f"{found['points']:>5} kills       {found['phase']}: {lost}; at {where} ({found['steps']} steps)"
        )
    if harness == "cuts":
        return f"{found['cuts']:>5} power cuts  {found['phase']}: {lost} ({found['syncs']} syncs)"
    if harness in ("refusals", "full"):
        told = ", ".join(f"{number} {name or 'harmless'}" for name, number in sorted(found["told"].items()))
        return f"{found['faults']:>5} {harness:<11} {found['phase']}: {lost}; {told}"
    told = ", ".join(f"{number} {name}" for name, number in sorted(found["told"].items()))
    rest = f"{found['harmless']} harmless, {found['unread']} where nothing reads"
    return f"{found['bits']:>5} bits        {found['region']}: {lost}; {told or 'none told'}; {rest}"
