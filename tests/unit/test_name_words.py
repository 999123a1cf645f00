"""A pupil's name in a text: how people write it, and what is somebody else's."""

import pytest

from jeugdhulp_desktop.domain.name_words import MASK, NameWords, around, masked
from jeugdhulp_desktop.domain.pupils import PupilName

NOOR = NameWords.of(PupilName("Noor", "van den", "Berg"))
ANNE = NameWords.of(PupilName("Anne-Marie", "", "O’Brien"))
SAHIN = NameWords.of(PupilName("", "", "Sahin"))
ZOE = NameWords.of(PupilName("Zoë", "", "Yıldız"))


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        pytest.param(NOOR, "Noor van den Berg belt.", f"{MASK} belt.", id="whole"),
        pytest.param(NOOR, "NOOR VAN DEN BERG", MASK, id="capitals"),
        pytest.param(NOOR, "Noors moeder, dhr. Van den Berg", f"{MASK} moeder, dhr. {MASK}", id="apart"),
        pytest.param(NOOR, "Berg, Noor van den", f"{MASK}, {MASK} van den", id="as a list has it"),
        pytest.param(NOOR, "Noor v.d. Berg", f"{MASK} v.d. {MASK}", id="abbreviated"),
        pytest.param(NOOR, "Noor\nvan den\tBerg!", f"{MASK}!", id="over lines"),
        pytest.param(ZOE, "Met ZOE YILDIZ gesproken", f"Met {MASK} gesproken", id="without accents"),
        pytest.param(ZOE, "Zoe\u0308 Y\u0131ld\u0131z", MASK, id="accents as signs of their own"),
        pytest.param(ZOE, "Zo\u200bë Yıl\u00addız", MASK, id="signs of no width inside"),
        pytest.param(ANNE, "Anne Marie O'Brien's", f"{MASK}'s", id="joined"),
        pytest.param(SAHIN, "de heer Şahin", f"de heer {MASK}", id="one part"),
    ],
)  # fmt: skip
def test_a_name_is_found_as_people_write_it_and_taken_out(name: NameWords, text: str, expected: str) -> None:
    found = name.find(text)
    assert found is not None
    assert found.sure
    assert masked(text, found) == expected
    assert name.find(expected) is None


@pytest.mark.parametrize(
    "text", ["Noor was er ook.", "De familie Van den Berg", "Mevrouw Berg belde", "noors huiswerk"]
)
def test_half_a_name_may_be_somebody_else(text: str) -> None:
    found = NOOR.find(text)
    assert found is not None
    assert not found.sure


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (NOOR, "Noordwijk en Bergen"),
        (NOOR, "de berg op"),
        (NOOR, ""),
        (ZOE, "De zoektocht"),
        (NameWords.of(PupilName("A", "", "Bos")), "A is een letter"),
    ],
)
def test_a_piece_of_a_word_and_a_lower_case_word_are_no_name(name: NameWords, text: str) -> None:
    assert name.find(text) is None


def test_what_is_shown_are_the_words_around_it_on_one_line() -> None:
    text = "woord " * 40 + "\nNoor van den Berg\n" + "tekst " * 40
    found = NOOR.find(text)
    assert found is not None
    shown = around(text, found)
    assert "Noor van den Berg" in shown
    assert "\n" not in shown
    assert shown.startswith("… woord")
    assert shown.endswith("tekst …")
    assert len(shown) < 160
