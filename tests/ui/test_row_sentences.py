"""Every reason for which a row of a list is refused has a Dutch sentence, and none shows what stood there."""

import re

import pytest

from jeugdhulp_desktop.domain.rosters import RosterError
from jeugdhulp_desktop.paths import program_folder
from jeugdhulp_desktop.ui.row_sentences import row_sentence


def codes_of_rows() -> list[str]:
    """The codes that the readers and the domain give, out of their own source."""
    folders = (program_folder() / "jeugdhulp_desktop" / name for name in ("exchange", "domain"))
    sources = (path.read_text(encoding="utf-8") for folder in folders for path in folder.glob("*.py"))
    return sorted(
        {code for source in sources for code in re.findall(r'RosterError\([^"]*"([a-z-]+)"', source)}
    )


@pytest.mark.parametrize("code", codes_of_rows())
@pytest.mark.parametrize("field", ["birth_date", "left_on", "name", "key", ""])
def test_every_reason_is_a_sentence_without_the_value(code: str, field: str) -> None:
    told = row_sentence(RosterError(3, code, field, "Kanarie"))
    assert told.endswith(".")
    assert told != code
    assert "{" not in told
    assert "Kanarie" not in told


def test_the_field_is_named_in_dutch() -> None:
    assert "geboortedatum" in row_sentence(RosterError(3, "impossible-date", "birth_date"))


def test_a_code_of_a_later_reader_shows_itself_rather_than_nothing() -> None:
    assert row_sentence(RosterError(3, "nieuw", "")) == "nieuw"
