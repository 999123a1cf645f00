"""Everything that stands in the letter that goes along with an agreement, as one value; light to import."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from jeugdhulp_desktop.domain.canonical import canonical_bytes, control_number
from jeugdhulp_desktop.domain.documents import Letterhead
from jeugdhulp_desktop.domain.school_years import SchoolYear

TEMPLATE = 2  # of the layout; raised when the same letter would look or read otherwise


class LetterPurpose(StrEnum):
    """What is asked of the one who gets the letter."""

    SIGN = "ondertekenen"
    DISCUSS = "bespreken"
    INFORM = "ter informatie"


@dataclass(frozen=True)
class LetterSide:
    """Who writes, or who it is for: organisation, person with a function, address."""

    organisation: str = ""
    person: str = ""
    function: str = ""
    address: tuple[str, ...] = ()
    email: str = ""


@dataclass(frozen=True)
class LetterDocument:
    """The cover letter of one agreement, with the header fields that official letters have (000:8-11).

    ``agreement_control`` is the controlegetal of the agreement it goes with; ``before`` the day by which an
    answer is asked, ``return_to`` where to. ``signatories`` are the organisations that sign, ``annexes`` what
    is enclosed besides the agreement. ``reference`` is its controlegetal when that was told beforehand by
    what it is made of. It holds no pupil and no case (V26).
    """

    school_name: str
    school_year: SchoolYear
    number: int = 1
    agreement_dated: date | None = None
    agreement_control: str = ""
    sender: Letterhead = field(default_factory=Letterhead)
    addressees: tuple[LetterSide, ...] = ()
    writer: LetterSide = field(default_factory=LetterSide)
    dated: date | None = None
    public: bool = False
    purpose: LetterPurpose = LetterPurpose.SIGN
    before: date | None = None
    return_to: str = ""
    signatories: tuple[str, ...] = ()
    annexes: tuple[str, ...] = ()
    change_reason: str = ""
    note: str = ""
    reference: str = ""
    template: int = TEMPLATE

    @property
    def subject(self) -> str:
        """What it is about, in the header and in the title."""
        word = {
            LetterPurpose.SIGN: "Ter ondertekening",
            LetterPurpose.DISCUSS: "Ter bespreking",
            LetterPurpose.INFORM: "Ter informatie",
        }[self.purpose]
        school = " ".join(self.school_name.split()) or "school zonder naam"
        return f"{word}: schoolafspraak {self.school_year.code}, {school}"

    @property
    def control(self) -> str:
        """The controlegetal of the letter itself, that stands in its foot."""
        return self.reference or control_number(canonical_bytes(self))
