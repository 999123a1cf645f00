"""Where a table may be parted, and what goes along."""

import pytest

from jeugdhulp_desktop.reports.design import BODY_HEIGHT
from jeugdhulp_desktop.reports.flowables import Block
from jeugdhulp_desktop.reports.grids import SHORT, Column, Grid

COLUMNS = [Column("Wat", 200), Column("Wie", 100), Column("Uren", 60, "right")]
ROW, HEAD, CAPTION, NOTE = 20.0, 19.0, 16.0, 14.5


def table(count: int, *, height: int = 1, note: str = "", total: bool = False) -> Grid:
    """A table of ``count`` rows of ``height`` lines."""
    rows = [("\n".join(["regel"] * height), "iemand", str(number)) for number in range(count)]
    return Grid(COLUMNS, rows, caption="Tabel 1", note=note, total=("Totaal", "", "9") if total else None)


def counts(parts: list[Block]) -> list[int]:
    return [len(part.rows) for part in parts if isinstance(part, Grid)]


def test_the_heights_are_those_of_the_design() -> None:
    assert table(3, note="noot").measure() == CAPTION + HEAD + 3 * ROW + NOTE


def test_a_short_table_moves_rather_than_parts() -> None:
    assert table(SHORT).part(200) == []
    assert counts(table(SHORT + 1).part(200)) == [8, 5]


def test_one_row_is_never_left_under_a_head() -> None:
    grid = table(20)
    assert grid.part(CAPTION + HEAD + ROW + 5) == []
    assert counts(grid.part(CAPTION + HEAD + 2 * ROW + 5)) == [2, 18]
    assert counts(grid.part(CAPTION + HEAD + 19 * ROW + 5)) == [18, 2]


def test_a_total_takes_a_row_along() -> None:
    first, rest = table(20, total=True).part(CAPTION + HEAD + 20 * ROW + 5)
    assert counts([first, rest]) == [19, 2]


def test_a_note_takes_two_rows_along() -> None:
    grid = table(20, note="noot")
    first, rest = grid.part(CAPTION + HEAD + 20 * ROW + 5)
    assert counts([first, rest]) == [18, 2]
    assert first.measure() == CAPTION + HEAD + 18 * ROW
    assert rest.measure() == HEAD + 2 * ROW + NOTE, "no caption again, but a head, and the note at the end"


def test_a_note_for_which_a_page_has_no_room_follows_by_itself() -> None:
    lines = int((BODY_HEIGHT - CAPTION - HEAD - 2 * 4) / 12)
    grid = table(1, height=lines, note="noot")
    assert BODY_HEIGHT - NOTE < grid.measure() - NOTE <= BODY_HEIGHT
    bare, note = grid.part(BODY_HEIGHT)
    assert (bare.measure(), note.measure()) == (grid.measure() - NOTE, 10.5)


def test_a_row_longer_than_half_a_page_is_parted_where_there_is_room() -> None:
    parts = table(20, height=40).part(300)
    assert len(counts(parts)) == 2
    assert parts[0].measure() <= 300
    assert table(20, height=40).part(CAPTION + HEAD + 40) == []


@pytest.mark.parametrize("count", [1, 2, 3, 13, 40])
@pytest.mark.parametrize("height", [1, 5, 20, 45, 57, 58, 59, 130])
@pytest.mark.parametrize("note", ["", "noot " * 40])
def test_on_a_fresh_page_every_table_makes_headway(count: int, height: int, note: str) -> None:
    rest: list[Block] = [table(count, height=height, note=note)]
    for _ in range(400):
        block = rest.pop(0)
        parts = block.part(BODY_HEIGHT)
        assert parts, "nothing is too large for a page"
        assert parts[0].measure() <= BODY_HEIGHT + 0.01
        rest = parts[1:] + rest
        if not rest:
            return
    pytest.fail("no end")
