"""What every kind of roster has in common: how a text and a date are read, and when a row is refused.

Names come in as they are written, also when they look like a formula or a phone number (F30); only the white
space around and the control characters in them go.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from unicodedata import is_normalized

from jeugdhulp_desktop.domain.bsn import find_bsn_like, mostly_bsn
from jeugdhulp_desktop.domain.errors import UnreadableImport
from jeugdhulp_desktop.domain.problems import Problem
from jeugdhulp_desktop.domain.pupils import EARLIEST_BIRTH, PupilName
from jeugdhulp_desktop.domain.rosters import (
    COMPARED,
    RosterError,
    RosterFile,
    RosterRow,
    RosterSchool,
    unique_rows,
)
from jeugdhulp_desktop.domain.text import MONTHS, clean, parse_dutch_date
from jeugdhulp_desktop.exchange.files import ImportFile

LONGEST = 1_000  # characters of one field; the schema of EDEXML allows 256 for a key and 200 for a surname

_UNKNOWN = frozenset({"onbekend", "?", "-", "n.b.", "nb", "n.n.b.", "00-00-0000", "0000-00-00"})
_TIME = re.compile(r"(?<=\d)(?:[T ]\d{1,2}:\d\d.*|Z|[+-]\d\d:\d\d)$")
_IN_WORDS = re.compile(r"(\d{1,2})[ .-]([a-z]{3,9})\.?[ .-](\d{4})", re.IGNORECASE)
_MONTHS = {name: number for number, whole in enumerate(MONTHS, 1) for name in (whole, whole[:3])} | {"mrt": 3}


def tidy(text: str) -> str:
    """A text as it is taken over: white space single, no control characters, letters composed."""
    text = " ".join(text.split())
    return text if text.isascii() and text.isprintable() else clean(text)


def tidy_all(texts: Sequence[str]) -> Sequence[str]:
    """The same for the fields of one pupil at once: nearly always one look shows that nothing needs doing."""
    whole = "|".join(("", *texts, ""))
    neat = "  " not in whole and " |" not in whole and "| " not in whole and whole.isprintable()
    return texts if neat and is_normalized("NFC", whole) else [tidy(text) for text in texts]


def read_date(text: str, epoch: date | None = None) -> date | None:
    """A date as administrations write it, None for no date or "onbekend", ValueError for an impossible one.

    "2016-03-14", "2016-03-14Z", "14-3-2016 00:00", "14 mrt 2016"; with ``epoch`` also the bare day number of
    a workbook. Years of two digits are refused: they are guesses.
    """
    if len(text) == 10 and text[4] == "-" == text[7]:
        found: date | None = date.fromisoformat(text) if text != "0000-00-00" else None
        return found
    if not text or text.lower() in _UNKNOWN:
        return None
    if epoch and text.isdecimal() and len(text) <= 6:
        return epoch + timedelta(days=int(text))
    text = _TIME.sub("", text).strip()
    words = _IN_WORDS.fullmatch(text)
    if words and words[2].lower() in _MONTHS:
        return date(int(words[3]), _MONTHS[words[2].lower()], int(words[1]))
    found = parse_dutch_date(text)
    if found is None:
        raise ValueError
    return found


def read_row(
    line: int,
    key: str,
    name: PupilName,
    dates: tuple[str, str],
    groups: tuple[str, str, str],
    *,
    epoch: date | None = None,
) -> RosterRow | RosterError:
    """One pupil, or why not; ``dates`` are birth and leaving, ``groups`` group, year group and location."""
    if not key:
        return RosterError(line, "missing-key", "key")
    if not (name.first or name.last):
        return RosterError(line, "missing-name", "name", key)
    shown = f"{name.first} {name.prefix} {name.last}"
    if len(shown) > LONGEST or len(key) > LONGEST:
        return RosterError(line, "too-long", "name" if len(shown) > LONGEST else "key", key)
    if find_bsn_like(shown):
        return RosterError(line, "bsn", "name", key)
    where = "birth_date"
    try:
        birth_date = read_date(dates[0], epoch)
        if birth_date and birth_date < EARLIEST_BIRTH:
            raise ValueError
        where = "left_on"
        left_on = read_date(dates[1], epoch)
    except (ValueError, OverflowError):
        return RosterError(line, "impossible-date", where, key)
    return RosterRow(key, name, birth_date, groups[0], groups[1], left_on, line, groups[2])


def gather(
    file: ImportFile,
    school: RosterSchool,
    read: Iterable[RosterRow | RosterError],
    *,
    errors: Sequence[RosterError] = (),
    remarks: Sequence[Problem] = (),
    fields: Iterable[str] = COMPARED,
) -> RosterFile:
    """The roster of what was read; a file without pupils or with citizen numbers as keys is refused (V18)."""
    rows, faulty = [], list(errors)
    for each in read:
        if isinstance(each, RosterRow):
            rows.append(each)
        else:
            faulty.append(each)
    if not rows and not faulty:
        raise UnreadableImport("no-rows")
    if mostly_bsn(row.key for row in rows):
        raise UnreadableImport("bsn-column", detail="key")
    rows, doubled = unique_rows(rows)
    faulty = sorted([*faulty, *doubled], key=lambda error: error.line)
    return RosterFile(
        file.kind, school, tuple(rows), tuple(faulty), file.sha256, tuple(remarks), frozenset(fields)
    )
