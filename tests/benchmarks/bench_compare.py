"""Laying two agreements of 60 themes side by side, beside reading their two canonical trees."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from jeugdhulp_desktop.domain.agreement_kinds import OfferKind
from jeugdhulp_desktop.domain.agreement_sections import Offer, Theme
from jeugdhulp_desktop.domain.agreements import Agreement
from jeugdhulp_desktop.domain.canonical import canonical_bytes, from_canonical
from jeugdhulp_desktop.domain.comparing import Contents, compare
from jeugdhulp_desktop.domain.word_differences import word_pieces
from tests.agreements import IN_ORDER
from tests.benchmarks.harness import Row

THEMES = 60


def rows(_folder: Path) -> Iterator[Row]:
    """Two versions of which every second theme differs."""
    before = of_themes(THEMES)
    after = replace(
        before,
        themes=tuple(
            replace(theme, goal=theme.goal.replace("minder", "veel minder")) if number % 2 else theme
            for number, theme in enumerate(before.themes)
        ),
    )
    trees = canonical_bytes(before), canonical_bytes(after)
    contents = Contents(before), Contents(after)
    assert compare(*contents).total == THEMES // 2

    def parse() -> list[Agreement]:
        return [from_canonical(Agreement, tree) for tree in trees]

    yield Row(
        "compare two agreements of 60 themes against parsing", parse, lambda: compare(*contents), limit=2
    )

    def with_words() -> None:
        for each in compare(*contents).differences:
            word_pieces(each.before, each.after)

    yield Row("the same, word by word", parse, with_words, limit=2)
    yield Row(
        "the same, with everything that did not change",
        parse,
        lambda: compare(*contents, everything=True),
        limit=2,
    )


def of_themes(number: int) -> Agreement:
    """An agreement of so many themes, each with an offer."""
    themes = tuple(
        Theme(
            f"t{at}", f"Thema {at}", "De school ziet dat dit vaker voorkomt dan vorig jaar. " * 2,
            f"In juni 2027 zijn er {at + 5} minder dan in september 2026.", "leerjaar 1 en 2", "meting",
            f"{at + 5}", "Marieke Dijkstra", "najaar",
        )
        for at in range(number)
    )  # fmt: skip
    offers = tuple(
        Offer(f"o{at}", f"Training {at}", OfferKind.TRAINING, (f"t{at}",), "JMW", "najaar", 2, 8, 90, 10)
        for at in range(number)
    )
    return replace(IN_ORDER, themes=themes, offers=offers)
