"""Prints each fault with the tests that name it, then runs these tests."""

import sys

import pytest

from tests.faults.list import FAULTS, proofs


def main(arguments: list[str]) -> int:
    """Exit code 1 when a fault has no test, or one of its tests fails."""
    found = proofs()
    for number, fault in FAULTS.items():
        tests = found.get(number, [])
        print(f"F{number:<3} {len(tests) or 'no':>3} tests  {fault}", flush=True)
    unproven = [number for number in FAULTS if number not in found]
    chosen = sorted({test for tests in found.values() for test in tests})
    failed = pytest.main(["-q", "-n", "2", *arguments, *chosen]) if chosen else 1
    if unproven:
        print("no test names", ", ".join(f"F{number}" for number in unproven), file=sys.stderr)
    return int(bool(failed or unproven))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
