"""The report folder: one PDF per agreement, kept in step, never over what another wrote (6.6 no. 5)."""

import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePath

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
    HOURS = "urenoverzicht"
    INDEX = "overzicht"  # all papers of a school year
    LETTER = "begeleidende brief"


@dataclass(frozen=True, order=True)
class PaperKey:
    """Which paper: its kind, and the id of what it is about.

    The id is of the agreement (AGREEMENT, HOURS, LETTER), the request (ADDITION) or the evaluation (INTERIM,
    JUNE); for INDEX it is the first year of the school year.
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
class DuePaper:
    """One paper that belongs in the report folder, as its source sees it; light, nothing is drawn for it.

    ``content`` tells whether a file still says what the paper says: it must differ whenever the bytes would
    (the controlegetal, and of what is not frozen also its layout and letterhead). ``mark`` ends the file
    name: "v2". ``status`` is the word on its pill, ``frozen`` whether its bytes are kept for ever.
    """

    key: PaperKey
    school_name: str
    school_year: SchoolYear
    number: int
    status: str
    frozen: bool
    control: str
    content: str
    title: str = "Schoolafspraak"
    mark: str = ""


@dataclass(frozen=True)
class DrawnPaper:
    """A finished PDF and the controlegetal that stands on it."""

    pdf: bytes
    control: str


class PaperUse(StrEnum):
    """How a paper left the program."""

    FROZEN = "vastgelegd"
    FILED = "in de rapportmap gezet"
    PRINTED = "afgedrukt"
    SAVED = "als bestand bewaard"


@dataclass(frozen=True)
class RegisteredPaper:
    """One paper that was ever drawn to leave the program: what a printed page can be looked up by.

    The moments are local ISO, empty when it was never used so; ``id`` counts in the order of making.
    """

    key: PaperKey
    control: str
    sha256: str
    title: str  # "Schoolafspraak", as on its first page
    school_name: str
    school_year: SchoolYear
    number: int
    status: str  # the word on the paper when it was drawn
    pages: int
    made_at: str = ""
    frozen_at: str = ""
    filed_at: str = ""
    printed_at: str = ""
    saved_at: str = ""
    id: int = 0


@dataclass(frozen=True)
class Registered:
    """What we last wrote of a paper: where, which bytes, of which content. Without a key it is an orphan."""

    key: PaperKey | None
    file_name: str
    sha256: str
    size: int
    modified_ns: int  # of the file after writing: a file untouched since needs no reading
    content: str  # DuePaper.content of what stands in it
    made_at: str  # ISO, local
    settled: bool = False  # the user left another's file in its place on purpose, ours stands beside it


@dataclass(frozen=True)
class DocumentLine:
    """One paper on the screen Rapporten."""

    key: PaperKey
    title: str
    school_name: str
    school_year: SchoolYear
    number: int
    status: str
    frozen: bool
    state: DocumentState
    file_name: str
    made_at: str
    problem: str = ""  # code of a DiskProblem: locked, full, denied, missing
    changed_at: str = ""  # ISO, local: when another changed the file (FOREIGN)


@dataclass(frozen=True)
class SyncResult:
    """What happened to one document. ``path`` is where our file stands, ``control`` what the paper bears."""

    key: PaperKey
    path: PurePath
    outcome: Written
    sha256: str
    problem: str = ""
    control: str = ""


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


def paper_file_name(
    school_year: SchoolYear, title: str, school_name: str, mark: str = "", note: str = ""
) -> str:
    """ "2026-2027 Schoolafspraak VSO De Zonnewijzer v2.pdf", at most 100 characters (6.6 no. 5)."""
    tail = f"{f' {mark}' if mark else ''}{f' ({note})' if note else ''}.pdf"
    head = f"{school_year.code} {title}"
    if school_name.strip():
        school = tidy_file_name(school_name, MAX_FILE_NAME - len(head) - 1 - len(tail))
    else:
        school = "school"
    school = _within_bytes(school, MAX_FILE_NAME_BYTES - len(head.encode()) - 1 - len(tail)).strip(". ")
    return f"{head} {school}{tail}"
