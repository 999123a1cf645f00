"""The words of the list of agreements: how many are signed, and when one was stored. No widgets."""

from collections.abc import Sequence
from datetime import date, datetime

from jeugdhulp_desktop.domain.agreements import AgreementLine, AgreementStatus
from jeugdhulp_desktop.domain.text import clock_time, day_and_month


def signed_words(lines: Sequence[AgreementLine], last_day: date, today: date) -> str:
    """ "1 van 3 ondertekend, klaar vóór 30 september"; after that day what should have been (V20)."""
    signed = sum(line.status is AgreementStatus.SIGNED for line in lines)
    before = f"vóór {day_and_month(last_day)}"
    late = today > last_day and signed < len(lines)
    until = f"moest {before} klaar zijn" if late else f"klaar {before}"
    return f"{signed} van {len(lines)} ondertekend, {until}"


def kept_words(changed_at: str, today: date) -> str:
    """When it was stored, as the header says it: "om 08:42", or "op 12 september"; empty when never."""
    if not changed_at:
        return ""
    moment = datetime.fromisoformat(changed_at)
    return f"om {clock_time(moment)}" if moment.date() == today else f"op {day_and_month(moment.date())}"
