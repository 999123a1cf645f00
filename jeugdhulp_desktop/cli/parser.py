"""The command line in Dutch: what can be typed, and what is said to a mistake."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

from jeugdhulp_desktop.cli import commands as does
from jeugdhulp_desktop.cli import restoring
from jeugdhulp_desktop.domain.school_years import SchoolYear

MOST_CASES = 1_000_000
USAGE = 2


class _DutchParser(argparse.ArgumentParser):
    """argparse in Dutch: headings, help and the sentence of a mistake."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options, add_help=False)
        self._positionals.title = "gegevens"
        self._optionals.title = "keuzes"
        self.add_argument("-h", "--help", action="help", help="toont deze uitleg")

    def format_usage(self) -> str:
        return super().format_usage().replace("usage: ", "gebruik: ", 1)

    def format_help(self) -> str:
        return super().format_help().replace("usage: ", "gebruik: ", 1)

    def error(self, message: str) -> NoReturn:  # noqa: ARG002 - the signature is argparse's
        """Ends with exit code 2; argparse's own English words stay out of it."""
        self.exit(
            USAGE, f"{self.format_usage()}Deze opdracht klopt niet. Typ {self.prog} --help voor uitleg.\n"
        )


def command_parser() -> argparse.ArgumentParser:
    parser = _DutchParser(prog="main.py", description="Jeugdhulp Desktop zonder venster.")
    commands = parser.add_subparsers(required=True, metavar="OPDRACHT", title="opdrachten")

    def command(
        name: str, run: Callable[..., does.Outcome], told: str, *, file: str = ""
    ) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=told, description=told)
        if file:
            added.add_argument("file", metavar="BESTAND", type=Path, help=file)
        added.add_argument("folder", metavar="MAP", type=Path, help="de map van de kluis")
        added.add_argument("--json", action="store_true", help="antwoordt met één JSON-object")
        if run is not does.demo:
            told = "als de kluis al meer dan een dag open is op een andere computer die er niet meer in werkt"
            added.add_argument("--other-is-gone", action="store_true", help=told)
        added.set_defaults(run=run)
        return added

    demo = command("demo", does.demo, "Maakt een oefenkluis met verzonnen leerlingen in een lege map.")
    demo.add_argument("--cases", metavar="AANTAL", type=_case_count, default=34, help="lopende casussen (34)")
    read = command("import", does.import_list, "Leest een leerlingenlijst in: EDEXML, CSV of XLSX.")
    read.add_argument("file", metavar="BESTAND", type=Path, help="de lijst uit de leerlingadministratie")
    read.add_argument("--dry-run", action="store_true", help="toont wat er zou veranderen en verandert niets")
    report = command("report", does.report, "Brengt de pdf's van de schoolafspraken bij.")
    report.add_argument("--school-year", metavar="JAAR", type=_school_year, help="alleen dit jaar: 2026-2027")
    report.add_argument("--out", metavar="MAP", type=Path, help="de map voor de pdf's")
    check = command("check", does.check, "Bewijst dat de kluis heel is.")
    check.add_argument("--repair", action="store_true", help="herstelt wat opnieuw te berekenen is")
    keep = command("backup", restoring.backup, "Maakt een back-up en bewijst dat die terug te zetten is.")
    keep.add_argument("--to", metavar="BESTAND", type=Path, help="waar de back-up komt: een bestand of map")
    told = "Zet een back-up terug, nadat die is bewezen en de kluis van nu is bewaard."
    back = command("restore", restoring.restore, told, file="de back-up")
    back.add_argument("--yes", action="store_true", help="vraagt niets en zet terug")
    return parser


def _case_count(text: str) -> int:
    number = int(text)
    if not 1 <= number <= MOST_CASES:
        raise ValueError(text)
    return number


def _school_year(text: str) -> SchoolYear:
    return SchoolYear.parse(text)
