"""F49: one action, two thousand, and one row that fills more than a page; every page has its heads."""

from dataclasses import replace
from datetime import date

import pypdfium2
import pytest

from jeugdhulp_desktop.domain.actions import ActionFilterKind, ActionLine
from jeugdhulp_desktop.reports.action_list_pdf import ActionList, render

TODAY = date(2026, 11, 17)
ACTION = ActionLine(1, "Ouders bellen", "ik", True, date(2026, 12, 1), None, 4, "2026-0014", None, "Noor", 1)


def pages(lines: tuple[ActionLine, ...]) -> list[str]:
    """The text of each page of a list."""
    sheet = ActionList(lines, ActionFilterKind.OPEN, TODAY, "Ilse Brandsma", for_initials=True)
    pdf = pypdfium2.PdfDocument(render(sheet))
    texts = [page.get_textpage().get_text_range() for page in pdf]
    pdf.close()
    return texts


@pytest.mark.parametrize("count", [1, 2_000])
def test_f49_a_list_of_any_length_is_printed_whole_with_heads_on_every_page(count: int) -> None:
    printed = pages(tuple(replace(ACTION, id=at, what=f"Actie {at:04} doen") for at in range(count)))
    text = "\n".join(printed)
    assert all(f"Actie {at:04} doen" in text for at in range(count))
    assert all("Wat" in page for page in printed)
    assert f"van {len(printed)}" in printed[-1]


def test_f47_f49_an_action_longer_than_a_page_flows_on() -> None:
    words = " ".join(f"woord{at}" for at in range(4_000))
    printed = pages((replace(ACTION, what=words), replace(ACTION, id=2, what="Daarna nog iets")))
    assert len(printed) > 2
    text = " ".join("\n".join(printed).split())
    assert "woord0 " in text
    assert "woord3999" in text
    assert "Daarna nog iets" in text
