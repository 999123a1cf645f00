"""Schools: kind of education, BRIN, and what an agreement must know of them (domain.md 6.1 School)."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from jeugdhulp_desktop.domain.problems import Level, Problem, problem


class SchoolType(StrEnum):
    """Kinds of education in which the support structure works (domain.md 6.1)."""

    KINDEROPVANG = "kinderopvang"
    BAO = "bao"
    SBO = "sbo"
    SO = "so"
    VO = "vo"
    PRO = "pro"
    VSO = "vso"
    MBO = "mbo"

    @property
    def label(self) -> str:
        """The kind in words, as a reader of the agreement expects it."""
        return _LABELS[self]


_LABELS = {
    SchoolType.KINDEROPVANG: "kinderopvang",
    SchoolType.BAO: "basisonderwijs (bao)",
    SchoolType.SBO: "speciaal basisonderwijs (sbo)",
    SchoolType.SO: "speciaal onderwijs (so)",
    SchoolType.VO: "voortgezet onderwijs (vo)",
    SchoolType.PRO: "praktijkonderwijs (pro)",
    SchoolType.VSO: "voortgezet speciaal onderwijs (vso)",
    SchoolType.MBO: "middelbaar beroepsonderwijs (mbo)",
}

# Schools whose pupils sit in a "klas"; elsewhere one says "groep" (domain.md 6.6 no. 8).
WITH_CLASSES = frozenset({SchoolType.VO, SchoolType.PRO, SchoolType.VSO, SchoolType.MBO})

_BRIN = re.compile(r"\d{2}[A-Z]{2}(\d{2})?")


@dataclass(frozen=True)
class SchoolDraft:
    """A school being edited. ``brin``: 4 characters, or 6 with the location; empty when unknown."""

    name: str = ""
    school_type: SchoolType = SchoolType.BAO
    brin: str = ""
    board: str = ""
    swv: str = ""  # samenwerkingsverband: every school belongs to one (002:59)
    municipality: str = ""
    area: str = ""
    pupil_count: int | None = None
    counted_on: date | None = None
    contact_person_id: int | None = None  # exactly one fixed contact (V15)
    deputy_person_id: int | None = None
    coordinator_word: str = "zorgcoördinator"
    is_mine: bool = False
    id: int | None = None
    version: int = 0


@dataclass(frozen=True)
class SchoolLine:
    """One school in a list."""

    id: int
    name: str
    school_type: SchoolType
    brin: str
    municipality: str
    pupil_count: int | None
    contact_person: str
    is_mine: bool
    contact_person_id: int | None = None
    deputy_person_id: int | None = None


def tidy_brin(text: str) -> str:
    """The BRIN as it is kept: capitals, no spaces."""
    return "".join(text.split()).upper()


def check_school(draft: SchoolDraft) -> list[Problem]:
    """What is wrong with a school, or still missing before an agreement can be signed."""
    problems = []
    if not draft.name.strip():
        problems.append(problem("name", "required"))
    elif len(draft.name) > 120:
        problems.append(problem("name", "too-long", limit=120))
    if draft.brin and not _BRIN.fullmatch(tidy_brin(draft.brin)):
        problems.append(problem("brin", "brin-format"))
    if not draft.swv.strip():
        problems.append(problem("swv", "swv-missing", Level.REMARK))  # 002:59: compulsory membership
    if not draft.municipality.strip():
        problems.append(problem("municipality", "municipality-missing", Level.REMARK))
    if draft.pupil_count is not None and not 0 <= draft.pupil_count <= 20_000:
        problems.append(problem("pupil_count", "out-of-range", low=0, high=20_000))
    if draft.contact_person_id is None:
        problems.append(problem("contact_person_id", "contact-missing", Level.REMARK, "V15"))
    elif draft.contact_person_id == draft.deputy_person_id:
        problems.append(problem("deputy_person_id", "deputy-same-as-contact", rule="V15"))
    return problems
