"""The commands ``backup`` and ``restore``: what they do, and what they say that they proved."""

import argparse
import sys
from pathlib import Path
from typing import Any

from jeugdhulp_desktop.cli.commands import DAMAGED, DONE, Outcome, ask_passphrase, unlocked
from jeugdhulp_desktop.domain.errors import BackupRefused
from jeugdhulp_desktop.domain.restores import Present, RestorePreview, VaultFacts
from jeugdhulp_desktop.domain.text import long_date
from jeugdhulp_desktop.ui.erasure_words import erased_again_words
from jeugdhulp_desktop.ui.proof_words import PROOFS
from jeugdhulp_desktop.ui.restoring.words import LOSES, OLDER, PRESENT, TYPED, comparison
from jeugdhulp_desktop.ui.sentences import sentence

STOPPED = 1
_REFUSED = {"not-a-backup": 5, "other-vault": 5, "newer": 6}


def backup(asked: argparse.Namespace, passphrase: str | None) -> Outcome:
    """Make a proven backup, in the vault's own folder or as the file that is asked for."""
    target: Path | None = asked.to
    into, name = (None, "") if target is None else (target, "")
    if target is not None and not target.is_dir():
        into, name = target.absolute().parent, target.name
    session = unlocked(asked, passphrase)
    try:
        made = session.backups.make_proven(into, name)
    finally:
        session.close()
    return Outcome(
        {
            "status": "done",
            "path": str(made.path.resolve()),
            "made_at": made.manifest.made_at.isoformat(),
            "sha256": made.manifest.sha256,
            "counts": dict(made.manifest.counts),
            "proven": list(made.proofs),
        },
        (f"De back-up staat in {made.path.resolve()}.", *_proven(made.proofs)),
    )


def restore(asked: argparse.Namespace, passphrase: str | None) -> Outcome:
    """Put a backup back, after showing what differs and asking."""
    from jeugdhulp_desktop.services.restore import prepare_restore
    from jeugdhulp_desktop.services.restore_source import read_backup

    try:
        read_backup(asked.file)  # what is no backup is said before anybody types
        secret = ask_passphrase() if passphrase is None else passphrase
        with prepare_restore(asked.file, asked.folder, secret, other_is_gone=asked.other_is_gone) as prepared:
            shown = _preview_lines(prepared.preview)
            if not (asked.yes or asked.json):
                if not _agreed(shown):
                    told = "Er is niets veranderd."
                    return Outcome({"status": "stopped", "message": told}, (told,), STOPPED)
                shown = ()
            done = prepared.carry_out()
    except BackupRefused as refused:
        return Outcome(
            {
                "status": f"backup-{refused.reason}",
                "message": sentence(refused),
                **({"detail": refused.detail} if refused.detail else {}),
            },
            (),
            _REFUSED.get(refused.reason, DAMAGED),
            (sentence(refused),),
        )
    kept = done.before.path if done.before else done.as_found
    return Outcome(
        {
            "status": "done",
            "path": str(asked.folder.resolve()),
            **_preview_answer(done.preview),
            "kept": str(kept.resolve()) if kept else None,
            "kept_proven": done.before is not None,
        },
        (
            *shown,
            f"De back-up is teruggezet in {asked.folder.resolve()}.",
            *_erased_lines(done.preview),
            *_kept_lines(kept, done.before is not None),
        ),
        DONE,
    )


def _preview_answer(preview: RestorePreview) -> dict[str, Any]:
    return {
        "made_at": preview.made_at.isoformat(),
        "program": preview.program,
        "present": preview.present.value,
        "now": _facts_answer(preview.now),
        "backup": _facts_answer(preview.then),
        "passphrase": preview.opener.value,
        "brought_up_to_date": preview.older_version,
        "proven": list(preview.proofs),
        "erased_again": {"cases": preview.erased_cases, "pupils": preview.erased_pupils},
    }


def _erased_lines(preview: RestorePreview) -> tuple[str, ...]:
    words = erased_again_words(preview.erased_cases, preview.erased_pupils, done=True)
    return (words,) if words else ()


def _facts_answer(facts: VaultFacts | None) -> dict[str, Any] | None:
    if facts is None:
        return None
    return {
        **facts.counts,
        "last_contact": facts.last_contact.isoformat() if facts.last_contact else None,
        "last_change": facts.last_change.isoformat() if facts.last_change else None,
    }


def _preview_lines(preview: RestorePreview) -> tuple[str, ...]:
    """Two columns: now and the backup; then what it means."""
    rows = [("", "nu", "back-up"), *((each.words, each.now, each.then) for each in comparison(preview))]
    table = (f"{word:<28}{left:>18}{right:>18}" for word, left, right in rows)
    said = (
        "" if preview.present is Present.SOUND else PRESENT[preview.present],
        erased_again_words(preview.erased_cases, preview.erased_pupils),
        LOSES if preview.loses else "",
        OLDER if preview.older_version else "",
        TYPED[preview.opener],
    )
    made = preview.made_at.astimezone()
    head = f"Back-up van {long_date(made.date())}, {made:%H:%M}, versie {preview.program}."
    return (head, *_proven(preview.proofs), *table, *(line for line in said if line))


def _proven(names: tuple[str, ...]) -> tuple[str, ...]:
    return ("Bewezen:", *(f"  goed  {PROOFS.get(name, name)}" for name in names))


def _kept_lines(kept: Path | None, proven: bool) -> tuple[str, ...]:
    if kept is None:
        return ()
    if not proven:
        return (f"De kluis zoals die was, staat in {kept.resolve()}.",)
    return (f"De kluis van daarvoor is bewaard als {kept.resolve()}.", "Spijt? Zet die back-up dan terug.")


def _agreed(shown: tuple[str, ...]) -> bool:
    """Whether the next line that is typed or piped in says yes; anything else is no."""
    sys.stdout.write("\n".join((*shown, "Terugzetten? Typ ja of nee: ")))
    sys.stdout.flush()
    answer = sys.stdin.buffer.readline().decode("utf-8", "replace") if sys.stdin else ""
    return answer.strip().lower() in ("ja", "j")
