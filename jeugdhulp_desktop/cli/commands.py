"""What each command does: the services of an opened vault, and what they answered."""

import argparse
import getpass
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jeugdhulp_desktop.domain import errors
from jeugdhulp_desktop.domain.documents import Written
from jeugdhulp_desktop.domain.problems import Level, Problem, problem
from jeugdhulp_desktop.domain.rosters import ImportPlan
from jeugdhulp_desktop.services.session import Session
from jeugdhulp_desktop.ui.proof_words import PROOFS, REPAIRED, verdict
from jeugdhulp_desktop.ui.row_sentences import row_sentence
from jeugdhulp_desktop.ui.sentences import sentence

if TYPE_CHECKING:
    from jeugdhulp_desktop.services.repairs import Repaired

DONE, DAMAGED, DISK = 0, 4, 7

_STATES = {
    Written.WRITTEN: "geschreven",
    Written.UNCHANGED: "was al goed",
    Written.KEPT_BOTH: "ernaast gezet, want iemand anders veranderde het bestand",
    Written.FAILED: "niet gelukt",
}


@dataclass(frozen=True)
class Outcome:
    """What a command did: for a program, for a reader, and for whoever waits for the exit code."""

    answer: dict[str, Any]
    lines: tuple[str, ...]
    code: int = DONE
    asides: tuple[str, ...] = field(default=())  # remarks, on standard error


def demo(asked: argparse.Namespace, _passphrase: str | None) -> Outcome:
    """Make a practice vault in an empty folder; it needs no passphrase, it tells one."""
    from jeugdhulp_desktop.compose import make_demo
    from jeugdhulp_desktop.services.demo import DEMO_PASSPHRASE

    try:
        session = make_demo(asked.folder, cases=asked.cases)
    except errors.DiskProblem as refused:
        if refused.code != "exists":
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


def import_list(asked: argparse.Namespace, passphrase: str | None) -> Outcome:
    """Read a pupil list into the vault, or show what that would do."""
    session = unlocked(asked, passphrase)
    try:
        source = session.imports.read(asked.file)
        if source.roster is None and not source.problems:
            source = session.imports.read(asked.file, mapping=source.mapping)
        if source.roster is None:
            raise errors.NotValid(source.problems)
        plan = session.imports.plan(source.roster)
        carried_out = not asked.dry_run and not plan.is_empty
        if carried_out:
            session.imports.apply(plan)
    finally:
        session.close()
    remarks = [sentence(remark) for remark in (*plan.remarks, *_unanswered(len(plan.questions)))]
    if carried_out and plan.school_id is None:
        remarks.append("De school is toegevoegd met haar BRIN als naam. Vul de rest aan in het programma.")
    return _told(plan, remarks, dry_run=asked.dry_run)


def _told(plan: ImportPlan, remarks: list[str], *, dry_run: bool) -> Outcome:
    """The four numbers, what was noticed, and every row that could not come in."""
    counts = plan.counts
    faulty = [{"line": row.line, "sentence": row_sentence(row)} for row in plan.file.errors]
    return Outcome(
        {
            "status": "preview" if dry_run else "done",
            "new": counts.new,
            "changed": counts.changed,
            "unchanged": counts.unchanged,
            "gone": counts.gone,
            "errors": faulty,
            "remarks": remarks,
        },
        (
            f"Nieuw: {counts.new}, gewijzigd: {counts.changed}, "
            f"weg: {counts.gone}, gelijk: {counts.unchanged}.",
            *(["Er is niets veranderd: dit was een proef."] if dry_run else []),
        ),
        asides=(*remarks, *(f"Regel {row['line']}: {row['sentence']}" for row in faulty)),
    )


def _unanswered(questions: int) -> list[Problem]:
    """Without a window nobody answers; the pupil stays as it is and the next file asks again."""
    return [problem("file", "key-questions", Level.REMARK, count=questions)] if questions else []


def report(asked: argparse.Namespace, passphrase: str | None) -> Outcome:
    """Bring the papers of the agreements, of every kind, up to date."""
    session = unlocked(asked, passphrase, report_folder=asked.out)
    try:
        results = session.documents.sync(year=asked.school_year)
        folder = session.documents.folder.resolve()
    finally:
        session.close()
    documents = [
        {
            "kind": each.key.kind.value,
            "path": str(folder / each.path),
            "control": each.control,
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


def check(asked: argparse.Namespace, passphrase: str | None) -> Outcome:
    """Prove that the vault is whole, after the repair of what can be computed again when that is asked."""
    repaired: Repaired | None = None
    try:
        session = unlocked(asked, passphrase)
        try:
            repaired = session.repairs.repair() if asked.repair else None
            proofs = session.repairs.check()
        finally:
            session.close()
    except (errors.DamagedHeader, errors.DamagedDatabase) as damage:
        from jeugdhulp_desktop.services.backups import Proof

        proofs = [Proof("open", False, damage.reason)]  # nothing behind it can be asked any more
    whole = all(proof.ok for proof in proofs)
    return Outcome(
        {
            "status": "done" if whole else "damaged",
            **({"repaired": repaired.counts} if repaired is not None else {}),
            **({"kept": str(repaired.kept)} if repaired is not None and repaired.kept else {}),
            "proofs": [{"name": proof.name, "ok": proof.ok, "detail": proof.detail} for proof in proofs],
        },
        (
            *_repaired_lines(repaired),
            *(
                f"{'goed' if proof.ok else 'FOUT'}  {PROOFS.get(proof.name, proof.name)}"
                + (f" ({proof.detail})" if proof.detail else "")
                for proof in proofs
            ),
            verdict(proofs),
        ),
        DONE if whole else DAMAGED,
    )


def _repaired_lines(repaired: "Repaired | None") -> tuple[str, ...]:
    if repaired is None:
        return ()
    if not repaired.counts:
        return ("Er was niets te herstellen.",)
    kept = (f"De kluis zoals die was, staat in {repaired.kept}.",) if repaired.kept else ()
    return (*(f"hersteld  {REPAIRED[name]} ({count})" for name, count in repaired.counts.items()), *kept)


def unlocked(
    asked: argparse.Namespace, passphrase: str | None, *, report_folder: Path | None = None
) -> Session:
    """The vault, opened; the report folder of this laptop unless another is asked for."""
    from jeugdhulp_desktop.security.vault import read_vault_info, unlock_with_passphrase
    from jeugdhulp_desktop.settings import load_settings

    folder: Path = asked.folder
    info = read_vault_info(folder)  # what is no vault is said before anybody types
    keys = unlock_with_passphrase(folder, ask_passphrase() if passphrase is None else passphrase)
    reports = report_folder or load_settings().report_folders.get(info.vault_id.hex())

    from jeugdhulp_desktop.compose import open_session

    return open_session(folder, keys, report_folder=reports, other_is_gone=asked.other_is_gone)


def ask_passphrase() -> str:
    """The passphrase as it is typed or piped in: one line, only its end left off."""
    if sys.stdin is None or sys.stdin.closed:
        return ""
    if sys.stdin.isatty():
        return getpass.getpass("Wachtwoord: ")
    return sys.stdin.buffer.readline().decode("utf-8", "surrogateescape").rstrip("\r\n")
