"""Everything that stands on the paper of an evaluation, as one value; light to import.

Halfway it becomes P4, the interim report of two pages; at the end the June sheet of one page.
"""

from dataclasses import dataclass, field, replace

from jeugdhulp_desktop.domain.agreement_sections import PartyAtTable, SchoolFacts
from jeugdhulp_desktop.domain.canonical import canonical_bytes, control_number
from jeugdhulp_desktop.domain.documents import Letterhead
from jeugdhulp_desktop.domain.evaluations import Evaluation

TEMPLATE = 1  # of the layout; raised when the same evaluation would look or read otherwise


@dataclass(frozen=True)
class EvaluationDocument:
    """P4 or the June sheet. ``parties`` are those of the agreement; ``sender`` is who issues the paper.

    Its figures are hidden where they are small already (V26); it holds no pupil and no case.
    """

    evaluation: Evaluation
    school: SchoolFacts = SchoolFacts()
    parties: tuple[PartyAtTable, ...] = ()
    sender: Letterhead = field(default_factory=Letterhead)
    template: int = TEMPLATE

    @property
    def content(self) -> "EvaluationDocument":
        """The document as it is printed, without what the database needs."""
        bare = replace(self.evaluation, frozen_control="", id=None, version=0)
        return replace(self, evaluation=bare)

    @property
    def control(self) -> str:
        """The controlegetal on the paper: of what was finished, else of what it says now."""
        return self.evaluation.frozen_control or control_number(canonical_bytes(self.content))
