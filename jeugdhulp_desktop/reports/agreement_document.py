"""Everything that stands on the paper of an agreement, as one value; light to import, so that whether a
document is up to date can be told without drawing it."""

from dataclasses import dataclass, field, replace
from decimal import Decimal

from jeugdhulp_desktop.domain.addition_texts import as_printed
from jeugdhulp_desktop.domain.additions import Addition
from jeugdhulp_desktop.domain.agreements import Agreement
from jeugdhulp_desktop.domain.canonical import canonical_bytes, control_number
from jeugdhulp_desktop.domain.documents import Letterhead
from jeugdhulp_desktop.domain.evaluations import Evaluation

TEMPLATE = 2  # of the layout; raised when the same agreement would look or read otherwise


@dataclass(frozen=True)
class AgreementDocument:
    """P1. ``sender`` is who issues the paper; the hours of last year are shown for comparison.

    ``additions`` become Bijlage A, in this order; ``evaluations`` fill chapter 14. It holds no pupil and no
    case, so none can be printed (V26); free text is searched for full names before it is frozen
    (``find_full_names``).
    """

    agreement: Agreement
    sender: Letterhead = field(default_factory=Letterhead)
    previous_hours_per_year: Decimal | None = None
    additions: tuple[Addition, ...] = ()
    evaluations: tuple[Evaluation, ...] = ()
    template: int = TEMPLATE

    @property
    def content(self) -> "AgreementDocument":
        """The document as it is printed: without what the database needs and what is noted later.

        A controlegetal that changed with those would say of an equal paper that it is another one.
        """
        return replace(
            self,
            agreement=replace(self.agreement, id=None, version=0),
            additions=tuple(as_printed(each) for each in self.additions),
            evaluations=tuple(
                replace(each, figures=None, finished_on=None, frozen_control="", id=None, version=0)
                for each in self.evaluations
            ),
        )

    @property
    def control(self) -> str:
        """The controlegetal on the paper: of the frozen content when there is one, else of this content."""
        return self.agreement.frozen_control or control_number(canonical_bytes(self.content))
