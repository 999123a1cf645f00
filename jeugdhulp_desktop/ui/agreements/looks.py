"""How an agreement shows its status, everywhere the same (design.md "Pill")."""

from jeugdhulp_desktop.domain.agreements import AgreementStatus
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


def status_pill(status: AgreementStatus | None) -> PillValue:
    """The pill of a status; None is a school that has not begun."""
    return NOT_BEGUN if status is None else PillValue(*_LOOKS[status])
