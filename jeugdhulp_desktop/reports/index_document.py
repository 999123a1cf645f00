"""The list of all papers of a school year, as one value; light to import: it is asked at every round."""

from dataclasses import dataclass

from jeugdhulp_desktop.domain.canonical import canonical_bytes, control_number
from jeugdhulp_desktop.domain.school_years import SchoolYear

TEMPLATE = 1  # of the layout; raised when the same list would look or read otherwise


@dataclass(frozen=True)
class IndexLine:
    """One paper: what it is, how it stands, and how to know it again. ``sha256`` is of its file, or empty."""

    school_name: str
    title: str
    mark: str
    status: str
    made_at: str
    control: str
    sha256: str
    file_name: str


@dataclass(frozen=True)
class IndexDocument:
    """Every paper of a year, in the order of the schools. It holds no pupil (V26)."""

    school_year: SchoolYear
    lines: tuple[IndexLine, ...]
    template: int = TEMPLATE

    @property
    def control(self) -> str:
        """The controlegetal over the whole list."""
        return control_number(canonical_bytes(self))
