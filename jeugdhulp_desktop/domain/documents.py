"""The report folder: one PDF per agreement, kept in step, never over what another wrote (6.6 no. 5)."""

import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePath

from jeugdhulp_desktop.domain.agreements import AgreementStatus
from jeugdhulp_desktop.domain.school_years import SchoolYear

MAX_FILE_NAME = 100  # characters; longer paths fail on a Windows share
MAX_FILE_NAME_BYTES = 240  # a name on Linux is at most 255 bytes, and one emoji is four of them


class DocumentState(StrEnum):
    """How a file in the report folder stands to what it shows."""

    CURRENT = "actueel"
    OUTDATED = "verouderd"
    MISSING = "ontbreekt"
    FOREIGN = "door iemand anders gewijzigd"


class Written(StrEnum):
    """What bringing a document up to date did."""

    WRITTEN = "written"
    UNCHANGED = "unchanged"
    KEPT_BOTH = "kept-both"  # another's file stays, ours stands beside it
    FAILED = "failed"  # locked, full or gone; the sentence is shown, nothing was overwritten


class Audience(StrEnum):
    """For whom a document is; a required argument of every render (V26)."""

    PARTNERS = "school, welzijnsorganisatie en gemeente"
    OWN_SCHOOL = "eigen school"


class PaperKind(StrEnum):
    """The kinds of paper about agreements; none holds a pupil, so each may stand in the report folder."""

    AGREEMENT = "schoolafspraak"  # P1
    ADDITION = "aanvullende inzet"  # P2
    INTERIM = "tussenrapport"  # P4, two pages, halfway
    JUNE = "juniblad"  # one page at the end of the year
    INDEX = "overzicht"  # all papers of a school year
    LETTER = "begeleidende brief"


@dataclass(frozen=True, order=True)
class PaperKey:
    """Which paper: its kind, and the id of what it is about.

    The id is of the agreement (AGREEMENT, LETTER), the request (ADDITION) or the evaluation (INTERIM, JUNE);
    for INDEX it is the first year of the school year.
    """

    kind: PaperKind
    id: int


@dataclass(frozen=True)
class Letterhead:
    """Who issues a paper; set once, it travels with the vault. ``logo`` is the SHA-256 of its PNG, or empty.

    The picture itself is kept apart, so that a value stays small and a paper can be drawn again for ever.
    """

    name: str = ""
    address: tuple[str, ...] = ()  # lines: street, place, phone, e-mail
    logo: str = ""


@dataclass(frozen=True)
class Registered:
    """What we last wrote for an agreement: where, which bytes, of which content."""

    agreement_id: int
    file_name: str
    sha256: str
    size: int
    modified_ns: int  # of the file after writing: a file untouched since needs no reading
    content: str  # controlegetal of what stands in it
    made_at: str  # ISO, local


@dataclass(frozen=True)
class DocumentLine:
    """One agreement on the screen Rapporten."""

    agreement_id: int
    school_name: str
    school_year: SchoolYear
    number: int
    status: AgreementStatus
    state: DocumentState
    file_name: str
    made_at: str
    problem: str = ""  # code of a DiskProblem: locked, full, denied, missing
    changed_at: str = ""  # ISO, local: when another changed the file (FOREIGN)


@dataclass(frozen=True)
class SyncResult:
    """What happened to one document. ``path`` is where our file stands."""

    agreement_id: int
    path: PurePath
    outcome: Written
    sha256: str
    problem: str = ""


_FORBIDDEN = set('<>:"/\\|?*')
_DEVICES = {"con", "prn", "aux", "nul", *(f"{kind}{n}" for kind in ("com", "lpt") for n in range(1, 10))}


def tidy_file_name(text: str, limit: int = MAX_FILE_NAME) -> str:
    """A name that Windows, a share and a stick all take: no control or direction characters (F33, F43)."""
    letters = (
        " " if letter in _FORBIDDEN or letter.isspace() else letter
        for letter in unicodedata.normalize("NFC", text)
        if letter.isspace() or unicodedata.category(letter)[0] != "C"
    )
    name = " ".join("".join(letters).split()).strip(". ")[:limit].strip(". ")
    stem = name.split(".")[0].casefold()
    return f"_{name}" if stem in _DEVICES or not name else name


def _within_bytes(text: str, limit: int) -> str:
    """The longest beginning that takes at most ``limit`` bytes."""
    return text.encode()[:limit].decode(errors="ignore")


def agreement_file_name(school_year: SchoolYear, school_name: str, number: int, note: str = "") -> str:
    """ "2026-2027 Schoolafspraak VSO De Zonnewijzer v2.pdf", at most 100 characters (6.6 no. 5)."""
    tail = f" v{number}{f' ({note})' if note else ''}.pdf"
    head = f"{school_year.code} Schoolafspraak "
    school = (
        tidy_file_name(school_name, MAX_FILE_NAME - len(head) - len(tail))
        if school_name.strip()
        else "school"
    )
    return head + _within_bytes(school, MAX_FILE_NAME_BYTES - len(head) - len(tail)).strip(". ") + tail
