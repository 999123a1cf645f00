"""How an agreement shows its status, everywhere the same (design.md "Pill")."""

from jeugdhulp_desktop.domain.agreements import AgreementStatus, Derived
from jeugdhulp_desktop.ui.widgets.labels import PillValue

_LOOKS = {
    AgreementStatus.CONCEPT: ("Concept", "pencil-outline", "neutral"),
    AgreementStatus.DISCUSSION: ("Ter bespreking", "forum-outline", "accent"),
    AgreementStatus.SIGNING: ("Ter ondertekening", "file-sign", "warn"),
    AgreementStatus.SIGNED: ("Ondertekend", "check-circle-outline", "ok"),
    AgreementStatus.CLOSED: ("Afgesloten", "archive-outline", "neutral"),
    AgreementStatus.REPLACED: ("Vervallen", "archive-outline", "neutral"),
}
NOT_BEGUN = PillValue("Nog niet begonnen", "circle-outline", "neutral")


def status_pill(status: AgreementStatus | None, derived: Derived | None = None) -> PillValue:
    """The pill of a status, with what follows from it today; None is a school that has not begun."""
    if status is None:
        return NOT_BEGUN
    words, icon, tone = _LOOKS[status]
    return PillValue(f"{words}, {derived.value}" if derived else words, icon, tone)
