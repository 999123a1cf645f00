"""The words over the list of agreements, at the day of the deadline and the day after (V20)."""

from datetime import date
from decimal import Decimal

from jeugdhulp_desktop.domain.agreements import AgreementLine, AgreementStatus
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.ui.agreements.list_words import kept_words, signed_words

LAST = date(2026, 9, 30)
NEXT = date(2026, 10, 1)


def line(status: AgreementStatus) -> AgreementLine:
    return AgreementLine(1, 1, "De Proef", SchoolYear(2026), 1, status, Decimal(8), 1, (), "")


def test_v20_the_day_itself_is_in_time_and_the_day_after_is_not() -> None:
    lines = [line(AgreementStatus.SIGNED), line(AgreementStatus.CONCEPT)]
    assert signed_words(lines, LAST, LAST) == "1 van 2 ondertekend, klaar vóór 30 september"
    assert signed_words(lines, LAST, NEXT) == "1 van 2 ondertekend, moest vóór 30 september klaar zijn"
    assert signed_words(lines[:1], LAST, NEXT) == "1 van 1 ondertekend, klaar vóór 30 september"


def test_today_is_told_by_its_time_and_another_day_by_its_date() -> None:
    assert kept_words("2026-09-30T08:42:10", LAST) == "om 08:42"
    assert kept_words("2026-09-30T08:42:10", NEXT) == "op 30 september"
    assert kept_words("", LAST) == ""
