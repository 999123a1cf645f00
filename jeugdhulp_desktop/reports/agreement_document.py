"""Everything that stands on the paper of an agreement, as one value; light to import, so that whether a
document is up to date can be told without drawing it."""

from dataclasses import dataclass, replace
from decimal import Decimal

from jeugdhulp_desktop.domain.agreements import Agreement
from jeugdhulp_desktop.domain.canonical import canonical_bytes, control_number

TEMPLATE = 1  # of the layout; raised when the same agreement would look or read otherwise


@dataclass(frozen=True)
class AgreementDocument:
    """P1. ``letterhead`` is who issues the paper; the hours of last year are shown for comparison.

    It holds no pupil and no case, so none can be printed (V26); free text is searched for full names before
    it is frozen (``find_full_names``).
    """

    agreement: Agreement
    letterhead: str = ""
    previous_hours_per_year: Decimal | None = None
    template: int = TEMPLATE

    @property
    def control(self) -> str:
        """The controlegetal on the paper: of the frozen content when there is one, else of this content.

        What the database needs (row id, row version) is no content: saving the same again changes nothing.
        """
        if self.agreement.frozen_control:
            return self.agreement.frozen_control
        content = replace(self, agreement=replace(self.agreement, id=None, version=0))
        return control_number(canonical_bytes(content))
