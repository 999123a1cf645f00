"""What the program must survive, by number; tests name the number they prove, as F42 or test_f42_..."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

FAULTS = {
    1: "a wrong passphrase, once and twenty times",
    2: "a passphrase with quotes, NUL, emoji, a thousand characters, spaces around it",
    3: "the same passphrase typed composed and decomposed",
    4: "a keyring that is missing, empty, failing or stale",
    5: "a reset Windows password, a new profile, a new laptop",
    6: "a header that is cut off, flipped, of another vault, or gone",
    7: "key derivation parameters in the header raised or lowered",
    8: "not enough memory for Argon2id",
    9: "a change of passphrase cut off at any point",
    10: "a recovery code typed with 0/O, 1/I, spaces, lower case, one wrong sign",
    11: "a file that is not ours: plain SQLite, empty, a picture, another program's",
    12: "a vault of a newer version",
    13: "a vault of every earlier version",
    14: "a clock that is set back or ahead, summer time, another time zone",
    15: "a kill at any point of keeping, migrating or backing up",
    16: "a full disk at any write",
    17: "a page of the database that cannot be read, or a bit in it that fell over",
    18: "a folder without rights, a long path, a name with spaces and accents",
    19: "a file held by OneDrive, a virus scanner or a back-up program",
    20: "a vault or report folder that is synced: conflicted copies, no WAL",
    21: "a stick that is pulled out during a backup",
    22: "a second start, a vault that a colleague has open, a lock left by a crash",
    23: "a -wal that is missing, stale or of another vault",
    24: "a laptop that is locked or put to sleep in the middle of a word",
    25: "a process that ends under an open editor, or an error that nobody expected",
    26: "a folder of backups with hundreds of files, foreign ones, and one of a day to come",
    27: "a backup put back over newer work",
    28: "a backup with another passphrase",
    29: "a backup that is damaged, cut off, of another vault or of a newer version",
    30: "text that a spreadsheet takes for a formula",
    31: "search words that SQL or full-text search could take for operators",
    32: "a text of a hundred thousand letters, of one word, of spaces only",
    33: "zero-width and right-to-left signs, combining floods, lone surrogates, Turkish i, ĳ",
    34: "text pasted from Word, with styles and pictures",
    35: "29 February, a birth date in the future or unknown, ages on the border",
    36: "the border of school years, week 53, half hours, comma and point, 1e9 hours, NaN",
    37: "twins, a number that changed, the same name twice",
    38: "a record that another window changed or removed since it was read",
    40: "a CSV of any separator, encoding and line end, ragged, empty, far too large",
    41: "an XLSX with formulas, merged cells, 1904 dates, macros, a zip bomb",
    42: "EDEXML and UWLR with a DTD, entities, namespaces, any version from 1.0.3",
    43: "a logo or list with a hostile name, without bytes or far too large",
    44: "a logo with metadata, script or references to elsewhere",
    45: "the same file imported twice",
    46: "markup in any text that is printed",
    47: "a table cell longer than a page",
    48: "a letter that the font does not have",
    49: "no cases, one, two thousand; all fields empty; a very long school name",
    50: "a PDF that is open elsewhere, a folder that is gone",
    51: "a preview that leaves a copy on the disk",
    52: "a child's name in a title, a file name or metadata",
    53: "a list that is printed where others see it",
    54: "a paper that is printed again after what it tells of has changed",
    55: "a number of one to four children, or one that can be worked out",
    56: "a pupil who is erased and stands in notes of others, drafts, undo, free pages and old backups",
    57: "erasing before the term is over",
    59: "undo after erasing",
    60: "a log that is sent to whoever helps",
    61: "scaling, a small screen, high contrast, keyboard only",
    62: "an upgrade, a way back, a missing database driver, a user without rights",
}
"""Those that hold from the first version on; a number comes in with the feature that can meet it."""

TESTS = Path(__file__).resolve().parent.parent
_NUMBER = re.compile(r"\bF(\d{1,2})\b|_f(\d{1,2})(?![0-9a-z])")


def proofs() -> dict[int, list[str]]:
    """The ids of the tests that name each fault: in their own lines, or above them in class or module."""
    found: dict[int, list[str]] = defaultdict(list)
    for file in sorted(TESTS.rglob("test_*.py")):
        source = file.read_text(encoding="utf-8")
        for node_id, named in _tests(source, file.relative_to(TESTS.parent).as_posix()):
            for number in sorted(named):
                found[number].append(node_id)
    return dict(found)


def _tests(source: str, file: str) -> Iterator[tuple[str, set[int]]]:
    """Every test of a module with the faults it proves.

    A docstring above counts only when it names one fault: one that lists several tells what the module is
    about, not what each test proves.
    """
    module = ast.parse(source)
    lines = source.splitlines()
    everywhere = _only(_numbers(ast.get_docstring(module)))
    for node in module.body:
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            yield f"{file}::{node.name}", _named(node, lines) | everywhere
        elif isinstance(node, ast.ClassDef):
            above = everywhere | _only(_numbers(node.name) | _numbers(ast.get_docstring(node)))
            for inner in node.body:
                if isinstance(inner, ast.FunctionDef) and inner.name.startswith("test_"):
                    yield f"{file}::{node.name}::{inner.name}", _named(inner, lines) | above


def _named(test: ast.FunctionDef, lines: list[str]) -> set[int]:
    first = min([test.lineno, *(decorator.lineno for decorator in test.decorator_list)])
    return _numbers("\n".join(lines[first - 1 : test.end_lineno]))


def _only(numbers: set[int]) -> set[int]:
    return numbers if len(numbers) == 1 else set()


def _numbers(text: str | None) -> set[int]:
    return {int(long or short) for long, short in _NUMBER.findall(text or "")}
