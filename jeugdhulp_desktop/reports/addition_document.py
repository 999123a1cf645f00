"""Everything that stands on the paper of additional deployment (P2), as one value; light to import."""

from dataclasses import dataclass, field, replace

from jeugdhulp_desktop.domain.addition_texts import as_printed
from jeugdhulp_desktop.domain.additions import Addition, AdditionShare
from jeugdhulp_desktop.domain.agreement_sections import Deployment, SchoolFacts
from jeugdhulp_desktop.domain.canonical import canonical_bytes, control_number
from jeugdhulp_desktop.domain.documents import Letterhead

TEMPLATE = 1  # of the layout; raised when the same request would look or read otherwise


@dataclass(frozen=True)
class AdditionDocument:
    """P2, "Bijlage Aanvullende inzet". ``basic`` is the basic deployment it comes on top of.

    ``share`` says how exceptional it is among all agreements of the school year; None leaves it out.
    It holds no pupil and no case, so none can be printed (V26).
    """

    addition: Addition
    school: SchoolFacts = SchoolFacts()
    basic: tuple[Deployment, ...] = ()
    sender: Letterhead = field(default_factory=Letterhead)
    share: AdditionShare | None = None
    template: int = TEMPLATE

    @property
    def content(self) -> "AdditionDocument":
        """The document without what the database needs and what is noted after the decision."""
        return replace(self, addition=as_printed(self.addition))

    @property
    def control(self) -> str:
        """The controlegetal on the paper: of what was granted when it was, else of what it says now."""
        return self.addition.frozen_control or control_number(canonical_bytes(self.content))
