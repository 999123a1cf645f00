"""A terminal of its own in which main.py is typed: home, environment, nothing of this laptop.

Where the system can fork, a command runs in a copy of this process, in which Python and the libraries are
read already: starting anew takes far longer than what the command does. ``fresh`` starts anew all the same.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from jeugdhulp_desktop.paths import program_folder
from jeugdhulp_desktop.start import main

PASSPHRASE = "oefenen met verzonnen leerlingen"


class Terminal:
    """Types commands; each has the environment of the test without what is ours in it."""

    def __init__(self, home: Path) -> None:
        self.home = home

    def type(
        self,
        *arguments: object,
        typed: str | bytes = PASSPHRASE,
        fresh: bool = not hasattr(os, "fork"),
        **environment: str,
    ) -> subprocess.CompletedProcess[str]:
        """Run main.py with these arguments; what is typed goes to standard input as one line."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("JEUGDHULP")}
        surroundings = {**kept, "JEUGDHULP_HOME": str(self.home), **environment}
        line = (typed.encode() if isinstance(typed, str) else typed) + b"\n"
        words = [str(each) for each in arguments]
        if not fresh:
            return _in_a_copy(words, line, surroundings)
        ended = subprocess.run(
            [sys.executable, "main.py", *words],
            cwd=program_folder(),
            env=surroundings,
            input=line,
            capture_output=True,
            check=False,
        )
        return subprocess.CompletedProcess(
            ended.args, ended.returncode, ended.stdout.decode(), ended.stderr.decode()
        )

    def answer(self, *arguments: object, code: int = 0, typed: str = PASSPHRASE) -> dict[str, Any]:
        """The one JSON object a command answers with, which ends with exit code ``code``."""
        ended = self.type(*arguments, "--json", typed=typed)
        assert ended.returncode == code, ended.stderr
        answer = json.loads(ended.stdout)
        assert isinstance(answer, dict)
        return answer


def _in_a_copy(
    words: list[str], line: bytes, environment: dict[str, str]
) -> subprocess.CompletedProcess[str]:
    with tempfile.TemporaryFile() as typed, tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        typed.write(line)
        typed.seek(0)
        child = os.fork()
        if child == 0:
            _be_the_command(words, environment, (typed.fileno(), out.fileno(), err.fileno()))
        _, status = os.waitpid(child, 0)
        told = []
        for each in (out, err):
            each.seek(0)
            told.append(each.read().decode())
    return subprocess.CompletedProcess(words, os.waitstatus_to_exitcode(status), *told)


def _be_the_command(words: list[str], environment: dict[str, str], streams: tuple[int, int, int]) -> None:
    """What main.py does, in this copy of the process; it ends here."""
    code = 1
    try:
        os.environ.clear()
        os.environ.update(environment)
        os.chdir(program_folder())
        for number, stream in enumerate(streams):
            os.dup2(stream, number)
        sys.stdin = os.fdopen(0, "r")
        sys.stdout = os.fdopen(1, "w")
        sys.stderr = os.fdopen(2, "w")
        sys.argv = ["main.py", *words]
        try:
            code = main(words)
        except SystemExit as left:  # argparse
            code = left.code if isinstance(left.code, int) else 1
        except BaseException:  # noqa: BLE001 - as Python ends a program: told by the hook, exit code 1
            sys.excepthook(*sys.exc_info())
        sys.stdout.flush()
        sys.stderr.flush()
    finally:
        os._exit(code)
