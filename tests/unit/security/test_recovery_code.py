import pytest
from hypothesis import given
from hypothesis import strategies as st

from jeugdhulp_desktop.domain.errors import WrongRecoveryCode
from jeugdhulp_desktop.security.recovery_code import ALPHABET, RecoveryCode, new_code, parse, tidy_group

CODES = st.binary(min_size=16, max_size=16).map(RecoveryCode)
CODE = RecoveryCode(bytes.fromhex("00112233445566778899aabbccddeeff"))
# Pairs that people take for one another on paper.
LOOK_ALIKES = (
    "8B",
    "5S",
    "2Z",
    "6G",
    "VW",
    "VY",
    "MN",
    "CG",
    "DQ",
    "0D",
    "0Q",
    "1T",
    "17",
    "PR",
    "EF",
    "KX",
    "HN",
)


def wrong_groups(text: str) -> tuple[int, ...]:
    with pytest.raises(WrongRecoveryCode) as wrong:
        parse(text)
    return wrong.value.groups


def with_group(code: RecoveryCode, number: int, group: str) -> str:
    groups = list(code.groups)
    groups[number - 1] = group
    return "-".join(groups)


@given(CODES)
def test_a_code_is_eight_groups_of_four_and_reads_back(code: RecoveryCode) -> None:
    assert [len(group) for group in code.groups] == [4] * 8
    assert set(code.text) <= {*ALPHABET, "-"}
    assert parse(code.text) == code


def test_a_new_code_is_another_one_with_128_bits() -> None:
    assert len({new_code().secret for _ in range(50)}) == 50
    assert len(new_code().secret) == 16


def test_the_format_on_paper_never_changes() -> None:
    """A sheet printed years ago must still open the vault."""
    assert CODE.text == parse(CODE.text).text == "008G-48SN-8HAP-CSVQ-H2CZ-NAXT-SKES-XVZG"


@pytest.mark.parametrize(
    "change",
    [
        str.lower,
        lambda text: text.replace("-", ""),
        lambda text: text.replace("-", "  "),
        lambda text: text.replace("-", " – "),
        lambda text: f"\n {text}\t",
        lambda text: "".join(chr(ord(sign) + 0xFEE0) if sign != "-" else "-" for sign in text),  # full-width
    ],
)
def test_f10_a_code_is_read_however_it_is_typed(change: "object") -> None:
    assert callable(change)
    assert parse(change(CODE.text)) == CODE


@given(CODES, st.sampled_from(["OIU", "oLu", "Olu", "oIU"]))
def test_f10_letters_that_no_code_has_are_read_as_what_they_look_like(code: RecoveryCode, typed: str) -> None:
    assert parse(code.text.translate(str.maketrans("01V", typed))) == code


@given(CODES, st.integers(1, 8), st.integers(0, 3), st.sampled_from(LOOK_ALIKES), st.booleans())
def test_f10_a_sign_taken_for_its_look_alike_is_told_by_group(
    code: RecoveryCode, number: int, at: int, pair: str, turned: bool
) -> None:
    right, wrong = pair[::-1] if turned else pair
    group = code.groups[number - 1]
    if group[at] == right:
        assert wrong_groups(with_group(code, number, group[:at] + wrong + group[at + 1 :])) == (number,)


@given(CODES, st.integers(1, 8), st.integers(0, 3), st.sampled_from(ALPHABET))
def test_f10_any_wrong_sign_is_told_by_group_or_found_among_the_near_misses(
    code: RecoveryCode, number: int, at: int, sign: str
) -> None:
    group = code.groups[number - 1]
    changed = group[:at] + sign + group[at + 1 :]
    if changed == group:
        return
    try:
        read = parse(with_group(code, number, changed))
    except WrongRecoveryCode as wrong:
        assert wrong.groups == (number,)
    else:
        assert [place for place, near in read.near_misses() if near == code] == [number]


@given(CODES, st.integers(0, 7), st.integers(0, 7))
def test_f10_two_groups_in_each_others_place_are_both_told(
    code: RecoveryCode, first: int, second: int
) -> None:
    groups = list(code.groups)
    groups[first], groups[second] = groups[second], groups[first]
    if first != second:
        assert wrong_groups(" ".join(groups)) == tuple(sorted((first + 1, second + 1)))


def test_f10_swapped_neighbours_are_told_or_found() -> None:
    for number, group in enumerate(CODE.groups, start=1):
        for at in range(3):
            swapped = group[:at] + group[at + 1] + group[at] + group[at + 2 :]
            if swapped != group:
                assert wrong_groups(with_group(CODE, number, swapped)) == (number,)


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("", (1,)),
        ("008G", (2,)),
        ("008G-48SN-8HAP-CSVQ-H2CZ-NAXT-SKES", (8,)),  # the last group forgotten
        ("008G-48SN-8HAP-CSVQ-H2CZ-NAXT-SKES-XVZ", (8,)),  # its last sign forgotten
        ("008G-48SN-8HP-CSVQ-H2CZ-NAXT-SKES-XVZG", (3,)),  # a sign forgotten, with separators
        ("008G48SN8HPCSVQH2CZNAXTSKESXVZG", (3,)),  # and without: the rest has shifted
        ("008G-48SN-8HAP-CSVQ-H2CZ-NAXT-SKES-XVZG-008G", (8,)),  # one group too many
        ("008G-48SN-8HAP-CS?Q-H2CZ-NAXT-SKES-XVZG", (4,)),
        ("008G-48SN-8HAP-CSQV-H2CZ-NAXT-SKES-XVZ9", (4, 8)),
        ("\ud800", (1,)),
        ("😀" * 32, (1, 2, 3, 4, 5, 6, 7, 8)),
    ],
)
def test_f10_the_wrong_groups_are_told_by_number(text: str, groups: tuple[int, ...]) -> None:
    assert wrong_groups(text) == groups


@given(st.text(max_size=60))
def test_whatever_is_typed_is_a_code_or_a_wrong_code(text: str) -> None:
    try:
        assert len(parse(text).secret) == 16
    except WrongRecoveryCode as wrong:
        assert set(wrong.groups) <= set(range(1, 9))


def test_typing_back_tells_which_groups_differ_also_when_every_group_is_a_code_in_itself() -> None:
    other = RecoveryCode(CODE.secret[:4] + b"\xff\xff" + CODE.secret[6:])
    assert CODE.wrong_groups(CODE.text.lower()) == ()
    assert CODE.wrong_groups(other.text) == (3,)
    assert CODE.wrong_groups(CODE.text.replace("8HAP", "8HA?")) == (3,)


def test_there_are_120_near_misses_all_different() -> None:
    near = [code.secret for _, code in CODE.near_misses()]
    assert len(near) == len({*near, CODE.secret}) - 1 == 120


def test_a_code_does_not_show_itself_in_a_log() -> None:
    assert CODE.groups[0] not in f"{CODE!r} {CODE}"


def test_f10_one_group_is_compared_as_the_whole_code_is_read() -> None:
    assert [tidy_group(typed) for typed in ("7k2m", " o-I l ", "u?", "")] == ["7K2M", "011", "V?", ""]
