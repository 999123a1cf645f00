"""``dev.py faults``: each fault with the tests that name it, and how the vault stood up to being struck.

``--long``: a thousand kills, and more of the rest. ``--json``: one object with all figures. ``--seed N``:
other places. ``--jobs N``: so many processes side by side. ``--tests``: run the tests that name a fault,
instead of striking.
"""

import argparse
import json
import sys

from tests.faults.list import FAULTS, proofs


def main(arguments: list[str]) -> int:
    """Exit code 1 when something was lost, when a fault has no test, or when one of the tests fails."""
    parser = argparse.ArgumentParser(prog="dev.py faults", description=__doc__)
    for flag in ("--long", "--json", "--tests"):
        parser.add_argument(flag, action="store_true")
    parser.add_argument("--seed", type=int, default=4)
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args(arguments)
    found = proofs()
    unproven = [f"F{number}" for number in FAULTS if number not in found]
    if not options.json:
        for number, fault in FAULTS.items():
            tests = found.get(number, [])
            print(f"F{number:<3} {len(tests) or 'no':>3} tests  {fault}", flush=True)
    if unproven:
        print("no test names", ", ".join(unproven), file=sys.stderr)
    if options.tests:
        return _run({test for tests in found.values() for test in tests}) or int(bool(unproven))
    return _strike(options, unproven)


def _run(tests: set[str]) -> int:
    import pytest

    return int(pytest.main(["-q", "-n", "2", *sorted(tests)]))


def _strike(options: argparse.Namespace, unproven: list[str]) -> int:
    from tests.faults.figures import measure

    told = sys.stderr if options.json else sys.stdout  # a minute or more: it is seen to go on
    figures = measure(
        long=options.long,
        seed=options.seed,
        at_once=options.jobs,
        say=lambda line: print(line, file=told, flush=True),
    )
    figures["unproven"] = unproven
    if options.json:
        print(json.dumps(figures, indent=1))
    else:
        for lost in figures["losses"]:
            print("LOST", lost)
        for name in ("kill_points", "power_cuts", "faults_injected", "bits_flipped", "lost", "seconds"):
            print(f"{name:<16}{figures[name]:>7}")
        if figures["not_here"]:
            print("not struck here:", figures["not_here"])
    return int(bool(figures["lost"] or unproven))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
