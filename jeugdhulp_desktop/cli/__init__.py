"""The commands without a window: demo, import, report, check, backup, restore; no Qt.

The passphrase comes from JEUGDHULP_PASSPHRASE, which is read once and removed from the environment, or from
standard input; never from the command line, which other users of the machine can read. Exit codes:

    0 done            1 failed otherwise    2 usage            3 wrong passphrase    4 damaged
    5 not our file    6 newer version       7 disk problem     8 invalid input       9 vault in use
"""

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from types import TracebackType

from jeugdhulp_desktop.cli.commands import DAMAGED, DISK, Outcome
from jeugdhulp_desktop.cli.parser import command_parser
from jeugdhulp_desktop.domain import errors
from jeugdhulp_desktop.log import describe_error
from jeugdhulp_desktop.security.hardening import harden_process
from jeugdhulp_desktop.ui.sentences import sentence

PASSPHRASE = "JEUGDHULP_PASSPHRASE"  # noqa: S105 - the name of the variable
FAILED = 1

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


def main(arguments: Sequence[str]) -> int:
    """Carry out one command; its exit code."""
    harden_process()
    sys.excepthook = _tell_unexpected
    asked = command_parser().parse_args(arguments)
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
