"""Words and tones that the pages of cases share."""

from dataclasses import replace
from datetime import date

import pytest

from jeugdhulp_desktop.domain.cases import CaseStatus
from jeugdhulp_desktop.domain.contacts import ContactKind, ContactLine, Place, WithWhom
from jeugdhulp_desktop.domain.schools import SchoolLine, SchoolType
from jeugdhulp_desktop.ui.cases import looks
from jeugdhulp_desktop.ui.privacy_mode import Privacy

TODAY = date(2026, 9, 15)
TALK = ContactLine(
    7, 1, date(2026, 9, 8), ContactKind.TALK, Place.HOME, (WithWhom.PARENT,), "moeder", 45,
    "Noor wil weer op volleybal.", "ik bel donderdag", 1,
)  # fmt: skip
VSO = SchoolLine(1, "De Zonnewijzer", SchoolType.VSO, "", "", None, "", True)
BAO = replace(VSO, id=2, name="De Kraanvogel", school_type=SchoolType.BAO, is_mine=False)


@pytest.mark.parametrize(
    ("day", "text", "tone"),
    [
        (date(2026, 9, 13), "13 sep, te laat", "bad"),
        (TODAY, "vandaag", "warn"),
        (date(2026, 9, 18), "18 sep", "text"),
        (date(2027, 3, 2), "2 mrt 2027", "text"),
        (None, "Nog niet gepland", "text2"),
    ],
)
def test_a_review_says_in_words_whether_it_is_late(day: date | None, text: str, tone: str) -> None:
    cell = looks.review_cell(CaseStatus.ACTIVE, day, TODAY)
    assert (cell.text, cell.tone) == (text, tone)


def test_a_closed_case_asks_for_no_review() -> None:
    assert looks.review_cell(CaseStatus.CLOSED, date(2026, 9, 1), TODAY).text == "–"


def test_a_contact_moment_tells_where_and_how_long() -> None:
    assert looks.contact_words(TALK) == "Gesprek thuis, 45 minuten"
    assert looks.contact_words(replace(TALK, place=Place.SCHOOL, minutes=None)) == "Gesprek"
    assert (
        looks.contact_words(replace(TALK, kind=ContactKind.PHONE, minutes=1)) == "Telefoongesprek, 1 minuut"
    )


def test_the_whole_moment_tells_with_whom_and_what_was_agreed() -> None:
    moment = looks.contact_moment(TALK, TODAY, Privacy(), "Noor Yıldız", whole=True)
    assert moment.text == "Met moeder.\nNoor wil weer op volleybal.\nAfgesproken: ik bel donderdag"
    assert moment.when == "di 8 sep"


def test_initials_also_stand_in_what_people_typed() -> None:
    privacy = Privacy()
    privacy.set_on(True)
    assert (
        looks.private_text("Noor belt. Noortje niet.", privacy, "Noor van den Berg")
        == "N. belt. Noortje niet."
    )


@pytest.mark.parametrize(
    ("days", "words"), [((), ""), ((1,), "di"), ((0, 3), "ma en do"), ((0, 1, 3), "ma, di en do")]
)
def test_days_at_school(days: tuple[int, ...], words: str) -> None:
    assert looks.days_words(days) == words


def test_each_school_has_its_own_word_for_a_class() -> None:
    assert looks.class_word([VSO]) == "Klas"
    assert looks.class_word([BAO, VSO]) == "Groep"
    assert looks.group_words("2B", "De Zonnewijzer", [VSO, BAO]) == "klas 2B"
    assert looks.group_words("groep 7", "De Kraanvogel", [VSO, BAO]) == "groep 7"
