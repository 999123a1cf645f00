"""Runs the rows and prints them as a table, or with --json as a list; exit code 1 if a gate fails."""

import argparse
import importlib
import json
import pkgutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path

import tests.benchmarks
from tests.benchmarks.harness import Figure, Row, measure

Rows = Callable[[Path], Iterator[Row]]


def main(arguments: list[str]) -> int:
    """Measures what was asked for."""
    parser = argparse.ArgumentParser(prog="dev.py bench", description="The figures, each beside its floor.")
    parser.add_argument("--json", action="store_true", help="one JSON list instead of a table")
    parser.add_argument("--only", default="", metavar="NAME", help="rows or modules with NAME in their name")
    asked = parser.parse_args(arguments)
    show = (lambda figure: None) if asked.json else show_line
    if not asked.json:
        print(f"{'':64} {'ours':>10} {'floor':>10} {'ratio':>7} {'limit':>7}")
    figures = list(measured(asked.only, show))
    if not figures:
        print(f"no row or module has {asked.only!r} in its name", file=sys.stderr)
        return 2
    if asked.json:
        print(json.dumps([asdict(figure) for figure in figures], indent=2))
    return int(any(figure.gate and not figure.ok for figure in figures))


def measured(only: str, show: Callable[[Figure], None]) -> Iterator[Figure]:
    """Every figure asked for, shown as soon as it is known."""
    modules = modules_with_rows()
    chosen = {name: rows for name, rows in modules.items() if only in name} or modules
    all_rows = chosen is not modules or not only
    for rows in chosen.values():
        with tempfile.TemporaryDirectory(prefix="bench-") as folder:
            for row in rows(Path(folder)):
                if all_rows or only in row.name:
                    figure = measure(row)
                    show(figure)
                    yield figure


def modules_with_rows() -> dict[str, Rows]:
    """The generator of rows of every module here, by the module's name without ``bench_``."""
    return {
        info.name.removeprefix("bench_"): importlib.import_module(f"tests.benchmarks.{info.name}").rows
        for info in pkgutil.iter_modules(tests.benchmarks.__path__)
        if info.name.startswith("bench_")
    }


def show_line(figure: Figure) -> None:
    """One line of the table; a row that is only printed has its limit in brackets."""
    limit = f"{figure.limit:.2f}" if figure.gate else f"({figure.limit:.2f})"
    ratio = f"{figure.ratio:.2f}" if figure.ratio >= 0.1 else f"{figure.ratio:.4f}"
    verdict = "" if figure.ok else "  OVER"
    print(
        f"{figure.name:64} {figure.value:7.2f} {figure.unit:2} {figure.floor:7.2f} {figure.unit:2} "
        f"{ratio:>7} {limit:>7}{verdict}",
        flush=True,
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
