"""The commands without a window: demo, import, report, check. The same services, no Qt.

The passphrase comes from JEUGDHULP_PASSPHRASE, which is read once and removed from the environment, or from
standard input; never from the command line, which other users of the machine can read. Exit codes:

    0 done            1 failed otherwise    2 usage            3 wrong passphrase    4 damaged
    5 not our file    6 newer version       7 disk problem     8 invalid input       9 vault in use
"""

import argparse
import getpass
import json
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, NoReturn

from jeugdhulp_desktop.domain import errors
from jeugdhulp_desktop.domain.documents import Written
from jeugdhulp_desktop.domain.problems import Problem
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.log import describe_error
from jeugdhulp_desktop.security.hardening import harden_process
from jeugdhulp_desktop.services.backups import Proof
from jeugdhulp_desktop.services.session import Session
from jeugdhulp_desktop.ui.row_sentences import row_sentence
from jeugdhulp_desktop.ui.sentences import sentence

PASSPHRASE = "JEUGDHULP_PASSPHRASE"  # noqa: S105 - the name of the variable
MOST_CASES = 1_000_000
DONE, FAILED, USAGE = 0, 1, 2
DAMAGED, DISK = 4, 7

_CODES: dict[type[errors.WorldError], tuple[int, str]] = {
    errors.WrongPassphrase: (3, "wrong-passphrase"),
    errors.DamagedHeader: (DAMAGED, "damaged"),
    errors.DamagedDatabase: (DAMAGED, "damaged"),
    errors.NotOurFile: (5, "not-our-file"),
    errors.MadeByNewerVersion: (6, "newer-version"),
    errors.DiskProblem: (DISK, "disk-problem"),
    errors.NotValid: (8, "invalid-input"),
    errors.UnreadableImport: (8, "invalid-input"),
    errors.VaultInUse: (9, "in-use"),
}
_STATES = {
    Written.WRITTEN: "geschreven",
    Written.UNCHANGED: "was al goed",
    Written.KEPT_BOTH: "ernaast gezet, want iemand anders veranderde het bestand",
    Written.FAILED: "niet gelukt",
}
_PROOFS = {
    "open": "de kluis is te openen",
    "cipher": "elke bladzijde is onveranderd en met de sleutel te lezen",
    "integrity": "de database is heel",
    "references": "alle verwijzingen kloppen",
    "schema": "alle tabellen zijn zoals deze versie ze verwacht",
    "vault-id": "sleutelbestand en database horen bij elkaar",
    "last-contact": "de laatste contactmomenten kloppen",
    "case-order": "de volgorde en de zoekwoorden van de casussen kloppen",
    "control-numbers": "de controlegetallen van de schoolafspraken kloppen",
    "header-copy": "de reservekopie van het sleutelbestand is gelijk",
    "last-backup": "de laatste back-up is te openen en heel",
}


@dataclass(frozen=True)
class Outcome:
    """What a command did: for a program, for a reader, and for whoever waits for the exit code."""

    answer: dict[str, Any]
    lines: tuple[str, ...]
    code: int = DONE
    asides: tuple[str, ...] = field(default=())  # remarks, on standard error


def main(arguments: Sequence[str]) -> int:
    """Carry out one command; its exit code."""
    harden_process()
    sys.excepthook = _tell_unexpected
    asked = _parser().parse_args(arguments)
    passphrase = os.environ.pop(PASSPHRASE, None)
    run: Callable[[argparse.Namespace, str | None], Outcome] = asked.run
    try:
        outcome = run(asked, passphrase)
    except errors.WorldError as error:
        code, status = _CODES.get(type(error), (FAILED, "failed"))
        outcome = Outcome({"status": status, "message": sentence(error)}, (), code, (sentence(error),))
    except KeyboardInterrupt:
        outcome = Outcome({"status": "stopped"}, (), FAILED, ("Gestopt.",))
    _tell(outcome, as_json=asked.json)
    return outcome.code


def _demo(asked: argparse.Namespace, _passphrase: str | None) -> Outcome:
    from jeugdhulp_desktop.compose import make_demo
    from jeugdhulp_desktop.services.demo import DEMO_PASSPHRASE

    try:
        session = make_demo(asked.folder, cases=asked.cases)
    except errors.DiskProblem as problem:
        if problem.code != "exists":
            raise
        told = "Deze map is niet leeg. Kies een lege map of een map die er nog niet is."
        return Outcome({"status": "disk-problem", "message": told}, (), DISK, (told,))
    try:
        cases, pupils = session.cases.counts().open, session.pupils.count()
    finally:
        session.close()
    return Outcome(
        {
            "status": "done",
            "path": str(asked.folder.resolve()),
            "passphrase": DEMO_PASSPHRASE,
            "cases": cases,
            "pupils": pupils,
        },
        (
            f"De oefenkluis staat in {asked.folder.resolve()}.",
            f"Er staan {pupils} verzonnen leerlingen in en {cases} lopende casussen.",
            f"Het wachtwoord is: {DEMO_PASSPHRASE}",
        ),
    )


def _import(asked: argparse.Namespace, passphrase: str | None) -> Outcome:
    session = _unlocked(asked.folder, passphrase)
    try:
        source = session.imports.read(asked.file)
        if source.roster is None and not source.problems:
            source = session.imports.read(asked.file, mapping=source.mapping)
        if source.roster is None:
            raise errors.NotValid(source.problems)
        plan = session.imports.plan(source.roster)
        made = plan.school_id is None
        if not asked.dry_run and not plan.is_empty:
            session.imports.apply(plan)
    finally:
        session.close()
    counts = plan.counts
    faulty = [{"line": row.line, "sentence": row_sentence(row)} for row in source.roster.errors]
    remarks = [sentence(remark) for remark in (*plan.remarks, *_unanswered(len(plan.questions)))]
    if made and not asked.dry_run:
        remarks.append("De school is toegevoegd met haar BRIN als naam. Vul de rest aan in het programma.")
    would = "Er zouden" if asked.dry_run else "Er zijn"
    return Outcome(
        {
            "status": "preview" if asked.dry_run else "done",
            "new": counts.new,
            "changed": counts.changed,
            "unchanged": counts.unchanged,
            "gone": counts.gone,
            "errors": faulty,
            "remarks": remarks,
        },
        (
            f"{would} {counts.new} leerlingen nieuw, {counts.changed} gewijzigd, {counts.gone} weg en "
            f"{counts.unchanged} gelijk gebleven.",
            *(["Er is niets veranderd: dit was een proef."] if asked.dry_run else []),
        ),
        asides=(*remarks, *(f"Regel {row['line']}: {row['sentence']}" for row in faulty)),
    )


def _unanswered(questions: int) -> list[Problem]:
    """Without a window nobody answers; the pupil stays as it is and the next file asks again."""
    from jeugdhulp_desktop.domain.problems import Level, problem

    return [problem("file", "key-questions", Level.REMARK, count=questions)] if questions else []


def _report(asked: argparse.Namespace, passphrase: str | None) -> Outcome:
    session = _unlocked(asked.folder, passphrase, report_folder=asked.out)
    try:
        results = session.documents.sync(year=asked.school_year)
        folder = session.documents.folder.resolve()
    finally:
        session.close()
    documents = [
        {
            "path": str(folder / each.path),
            "state": each.outcome.value,
            "sha256": each.sha256,
            **({"problem": each.problem} if each.problem else {}),
        }
        for each in results
    ]
    failed = any(each.outcome is Written.FAILED for each in results)
    lines = [f"{folder / each.path}: {_STATES[each.outcome]}" for each in results]
    return Outcome(
        {"status": "disk-problem" if failed else "done", "documents": documents},
        tuple(lines) or ("Er zijn nog geen schoolafspraken om te schrijven.",),
        DISK if failed else DONE,
        tuple(
            sentence(errors.DiskProblem(each.problem, folder / each.path))
            for each in results
            if each.outcome is Written.FAILED
        ),
    )


def _check(asked: argparse.Namespace, passphrase: str | None) -> Outcome:
    try:
        session = _unlocked(asked.folder, passphrase)
        try:
            proofs = session.backups.check()
        finally:
            session.close()
    except (errors.DamagedHeader, errors.DamagedDatabase) as damage:
        proofs = [Proof("open", False, damage.reason)]  # nothing behind it can be asked any more
    whole = all(proof.ok for proof in proofs)
    return Outcome(
        {
            "status": "done" if whole else "damaged",
            "proofs": [{"name": proof.name, "ok": proof.ok, "detail": proof.detail} for proof in proofs],
        },
        (
            *(
                f"{'goed' if proof.ok else 'FOUT'}  {_PROOFS.get(proof.name, proof.name)}"
                + (f" ({proof.detail})" if proof.detail else "")
                for proof in proofs
            ),
            "De kluis is heel." if whole else "De kluis is beschadigd. Zet de laatste back-up terug.",
        ),
        DONE if whole else DAMAGED,
    )


def _unlocked(folder: Path, passphrase: str | None, *, report_folder: Path | None = None) -> Session:
    """The vault, opened; the report folder of this laptop unless another is asked for."""
    from jeugdhulp_desktop.security.vault import read_vault_info, unlock_with_passphrase
    from jeugdhulp_desktop.settings import load_settings

    info = read_vault_info(folder)  # what is no vault is said before anybody types
    keys = unlock_with_passphrase(folder, _ask() if passphrase is None else passphrase)
    reports = report_folder or load_settings().report_folders.get(info.vault_id.hex())

    from jeugdhulp_desktop.compose import open_session

    return open_session(folder, keys, report_folder=reports)


def _ask() -> str:
    """The passphrase as it is typed or piped in: one line, only its end left off."""
    if sys.stdin is None or sys.stdin.closed:
        return ""
    if sys.stdin.isatty():
        return getpass.getpass("Wachtwoord: ")
    return sys.stdin.buffer.readline().decode("utf-8", "surrogateescape").rstrip("\r\n")


def _tell(outcome: Outcome, *, as_json: bool) -> None:
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # a Windows pipe may be cp1252
    if as_json:
        print(json.dumps(outcome.answer, ensure_ascii=False, indent=2))
        return
    for line in outcome.lines:
        print(line)
    for line in outcome.asides:
        print(line, file=sys.stderr)


def _tell_unexpected(
    _kind: type[BaseException], error: BaseException, _traceback: TracebackType | None
) -> None:
    """A fault of ours: its type and our own lines, nothing of what was being worked on (F60)."""
    print(
        f"Er ging iets mis in het programma. Er is niets half bewaard.\n{describe_error(error)}",
        file=sys.stderr,
    )


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


def _parser() -> argparse.ArgumentParser:
    parser = _DutchParser(prog="main.py", description="Jeugdhulp Desktop zonder venster.")
    commands = parser.add_subparsers(required=True, metavar="OPDRACHT", title="opdrachten")

    def command(name: str, run: Callable[..., Outcome], told: str) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=told, description=told)
        added.add_argument("folder", metavar="MAP", type=Path, help="de map van de kluis")
        added.add_argument("--json", action="store_true", help="antwoordt met één JSON-object")
        added.set_defaults(run=run)
        return added

    demo = command("demo", _demo, "Maakt een oefenkluis met verzonnen leerlingen in een lege map.")
    demo.add_argument("--cases", metavar="AANTAL", type=_case_count, default=34, help="lopende casussen (34)")
    read = command("import", _import, "Leest een leerlingenlijst in: EDEXML, CSV of XLSX.")
    read.add_argument("file", metavar="BESTAND", type=Path, help="de lijst uit de leerlingadministratie")
    read.add_argument("--dry-run", action="store_true", help="toont wat er zou veranderen en verandert niets")
    report = command("report", _report, "Brengt de pdf's van de schoolafspraken bij.")
    report.add_argument("--school-year", metavar="JAAR", type=_school_year, help="alleen dit jaar: 2026-2027")
    report.add_argument("--out", metavar="MAP", type=Path, help="de map voor de pdf's")
    command("check", _check, "Bewijst dat de kluis heel is.")
    return parser


def _case_count(text: str) -> int:
    number = int(text)
    if not 1 <= number <= MOST_CASES:
        raise ValueError(text)
    return number


def _school_year(text: str) -> SchoolYear:
    return SchoolYear.parse(text)
