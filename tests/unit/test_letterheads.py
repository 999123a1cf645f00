"""What a letterhead may hold before it takes the room of the paper under it."""

import pytest

from jeugdhulp_desktop.domain.documents import Letterhead
from jeugdhulp_desktop.domain.letterheads import LONGEST_LINE, LONGEST_NAME, MOST_LINES, check_letterhead
from jeugdhulp_desktop.domain.problems import blocking


@pytest.mark.parametrize(
    ("letterhead", "codes"),
    [
        (Letterhead(), []),
        (Letterhead("x" * LONGEST_NAME, ("y" * LONGEST_LINE,) * MOST_LINES, "logo"), []),
        (Letterhead("x" * (LONGEST_NAME + 1)), ["too-long"]),
        (Letterhead("x", ("y",) * (MOST_LINES + 1)), ["too-many-lines"]),
        (Letterhead("x", ("y", " ", "") * MOST_LINES), []),
        (Letterhead("x", ("y" * (LONGEST_LINE + 1),)), ["line-too-long"]),
        (Letterhead(" ", ("y",)), ["letterhead-name"]),
        (Letterhead("", (), "logo"), ["letterhead-name"]),
    ],
)
def test_what_does_not_fit_is_named(letterhead: Letterhead, codes: list[str]) -> None:
    assert [each.code for each in check_letterhead(letterhead)] == codes


def test_a_missing_name_never_refuses() -> None:
    assert blocking(check_letterhead(Letterhead("", ("y",), "logo"))) == []
