"""What is typed becomes printable: no empty boxes, no bad line ends, no endless words."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from jeugdhulp_desktop.reports.design import (
    BODY,
    FONTS,
    NBSP,
    break_lines,
    no_break,
    printable,
    shortened,
    text_width,
    unprintable,
)

ANY_TEXT = st.text(st.characters(), max_size=60)  # lone surrogates too


def has_glyphs(text: str) -> bool:
    tables = [font.face.charToGlyph for font in FONTS.values()]
    return all(letter == "\n" or all(ord(letter) in table for table in tables) for letter in text)


@given(ANY_TEXT)
def test_every_character_of_a_printable_text_has_a_glyph_in_every_weight_f48(text: str) -> None:
    assert has_glyphs(printable(text))


@given(ANY_TEXT)
def test_making_printable_twice_changes_nothing(text: str) -> None:
    assert printable(printable(text)) == printable(text)


def test_names_of_turkish_polish_and_vietnamese_people_stay_as_they_are_f48() -> None:
    names = "Yıldız Şahin, Łukasik-Źdźbło, Nguyễn Thị Hằng, Őry, Ďurčo, Σοφία, Олег, ĳs"
    assert printable(names) == names
    assert not unprintable(names)


def test_a_decomposed_accent_stands_on_its_letter_f48() -> None:
    assert printable(unicodedata.normalize("NFD", "Zoë, André, Ŝ")) == "Zoë, André, Ŝ"


def test_what_lato_lacks_becomes_words_one_for_a_run_f48() -> None:
    assert printable("naam محمد علي hier") == "naam [Arabisch schrift] [Arabisch schrift] hier"
    assert printable("日本") == "[Chinees schrift]"
    assert printable("klaar ✓ 👍") == "klaar [vinkje] [thumbs up sign]"
    assert printable("＝Ａ１ Ⅳ") == "=A1 IV"
    assert unprintable("محمد") and unprintable("👍") and not unprintable("1 → 2")


def test_a_family_emoji_with_joiners_and_skin_tones_leaves_no_boxes_f33() -> None:
    assert has_glyphs(printable("👨‍👩‍👧 👍🏽 ❤️ 1️⃣ 🇳🇱"))


def test_direction_and_control_characters_and_lone_surrogates_vanish_f33() -> None:
    assert printable("a\u202eb\u0000c\ud800d\u200be\ufefff\tg") == "abcdef g"


def test_a_flood_of_combining_marks_is_stemmed_f33() -> None:
    assert len(printable("q" + "\u0323" * 5_000)) <= 4


def test_line_ends_of_every_system_are_one_line_end() -> None:
    assert printable("een\r\ntweé\rdrie\u2028vier") == "een\ntweé\ndrie\nvier"


def test_numbers_stay_with_their_units() -> None:
    text = "In tabel 4 staat 36 uur vanaf 8 februari 2027, n = 61, zie bijlage A en € 5"
    kept = [
        f"tabel{NBSP}4",
        f"36{NBSP}uur",
        f"8{NBSP}februari{NBSP}2027",
        f"n{NBSP}={NBSP}61",
        f"bijlage{NBSP}A",
        f"€{NBSP}5",
    ]
    assert all(each in no_break(text) for each in kept)
    assert no_break("in 8 groepen op 3 scholen") == "in 8 groepen op 3 scholen"


@given(st.text(st.characters(min_codepoint=32, max_codepoint=383), max_size=300), st.integers(30, 300))
def test_no_line_is_wider_than_its_column_and_no_character_is_lost(text: str, width: int) -> None:
    plain = printable(text)
    lines = break_lines(plain, BODY, width)
    assert all(text_width(line.rstrip(" "), BODY) <= width + 0.01 for line in lines)
    assert "".join(lines).replace(" ", "") == plain.replace(" ", "").replace("\n", "")


def test_words_on_two_lines_do_not_run_together_when_read() -> None:
    words = "Welzijn Veenmeer geeft op VSO Het Veenlicht steun aan leerlingen"
    assert "".join(break_lines(words, BODY, 80)).split() == words.split()


def test_a_mail_address_that_is_too_wide_breaks_after_a_sign() -> None:
    lines = break_lines("r.vandalfsen@welzijnveenmeer.example", BODY, 120)
    assert lines[0].endswith(("@", "."))


def test_a_word_of_100000_characters_is_set_in_time_that_grows_with_its_length() -> None:
    assert len(break_lines("x" * 100_000, BODY, 300)) > 1_000


def test_a_title_that_is_too_wide_ends_in_an_ellipsis() -> None:
    cut = shortened("Samenwerkingsschool " * 20, BODY, 200)
    assert cut.endswith("…") and text_width(cut, BODY) <= 200
    assert shortened("kort", BODY, 200) == "kort"
