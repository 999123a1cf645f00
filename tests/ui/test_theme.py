"""The tokens keep the contrast that design.md promises, and follow the user's wish."""

import re
from dataclasses import asdict

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QLabel

from jeugdhulp_desktop.paths import resource
from jeugdhulp_desktop.settings import Theme as ThemeChoice
from jeugdhulp_desktop.ui.theme import DARK, LIGHT, Tokens, contrast, theme, tokens_from_palette
from jeugdhulp_desktop.ui.widgets.labels import label

# (what, on what, light, dark): the table of design.md, as ratios of WCAG 2.1
PROMISED = (
    ("text", "window", 15.1, 15.3), ("text", "surface", 16.4, 13.8), ("text", "selected", 12.7, 9.4),
    ("text", "bad_soft", 13.7, 12.7), ("text2", "surface", 7.6, 8.7), ("text2", "rail", 6.5, 10.0),
    ("text2", "selected", 5.9, 5.9), ("text2", "neutral_soft", 6.5, 7.1), ("accent", "window", 6.6, 9.1),
    ("accent", "surface", 7.2, 8.3), ("accent", "accent_soft", 5.9, 6.3), ("on_accent", "accent", 7.2, 8.3),
    ("accent", "rail", 6.1, 9.6), ("accent", "selected", 5.5, 5.6), ("ok", "ok_soft", 6.0, 7.7),
    ("warn", "warn_soft", 6.4, 8.0), ("bad", "bad_soft", 5.8, 7.5), ("ok", "surface", 7.0, 9.3),
    ("warn", "surface", 7.4, 9.5), ("bad", "surface", 6.9, 8.2), ("control", "surface", 3.6, 4.5),
    ("control", "window", 3.3, 5.0),
)  # fmt: skip


@pytest.mark.parametrize(("front", "back", "light", "dark"), PROMISED)
def test_the_tokens_have_the_contrast_of_the_design(front: str, back: str, light: float, dark: float) -> None:
    for tokens, promised in ((LIGHT, light), (DARK, dark)):
        ratio = contrast(getattr(tokens, front), getattr(tokens, back))
        assert ratio == pytest.approx(promised, abs=0.06)
        assert ratio >= (3.0 if front == "control" else 4.5)


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
def test_words_on_a_pill_and_under_the_mouse_are_readable(tokens: Tokens) -> None:
    pairs = [(tone, f"{tone}_soft") for tone in ("ok", "warn", "bad", "neutral", "accent")]
    pairs += [("text", "hover"), ("text2", "hover"), ("text", "rail"), ("on_accent", "accent_hover")]
    assert all(contrast(getattr(tokens, front), getattr(tokens, back)) >= 4.5 for front, back in pairs)


def test_no_colour_stands_outside_the_tokens() -> None:
    sheets = [file.read_text("utf-8") for file in resource("qss").glob("*.qss")]
    package = resource().parent / "jeugdhulp_desktop" / "ui"
    modules = [file.read_text("utf-8") for file in package.rglob("*.py") if file.name != "theme.py"]
    assert sheets
    assert not [found for text in sheets + modules for found in re.findall(r"#[0-9A-Fa-f]{6}\b", text)]


def test_a_theme_that_was_chosen_wins_from_the_system(dressed: QApplication) -> None:
    theme().apply(ThemeChoice.DARK)
    assert theme().tokens == DARK
    assert dressed.palette().color(QPalette.ColorRole.Window) == QColor(DARK.window)
    theme().apply(ThemeChoice.LIGHT)
    assert theme().tokens == LIGHT


def test_parts_hear_of_another_theme_at_once(qtbot: object) -> None:
    heard: list[str] = []

    def hear() -> None:
        heard.append(theme().tokens.window)

    theme().changed.connect(hear)
    theme().apply(ThemeChoice.DARK)
    theme().changed.disconnect(hear)
    assert heard == [DARK.window]


@pytest.mark.parametrize(("asked", "kept"), [(80, 90), (100, 100), (150, 150), (400, 150)])
def test_the_text_is_between_90_and_150_percent(asked: int, kept: int) -> None:
    theme().apply(scale=asked)
    assert theme().scale == kept
    assert theme().points("body") >= 10.5 * kept / 100 - 0.01


def test_lengths_grow_with_the_text_and_never_shrink() -> None:
    theme().apply(scale=150)
    grown = theme().px(40)
    theme().apply(scale=90)
    assert grown >= 60
    assert theme().px(40) == 40


def test_nothing_is_smaller_than_a_caption(qtbot: object) -> None:
    theme().apply(scale=100)
    sizes = [theme().points(role) for role in ("display", "title", "section", "strong", "body", "caption")]
    assert min(sizes) == theme().points("caption")
    assert theme().points("caption") >= 9.7


def test_a_label_takes_its_size_from_its_role(qtbot: object) -> None:
    title, caption = label("Casussen", "title"), label("34 lopend", "caption")
    for each in (title, caption):
        each.ensurePolished()
    assert title.font().pointSizeF() == pytest.approx(theme().points("title"), abs=0.1)
    assert caption.font().pointSizeF() == pytest.approx(theme().points("caption"), abs=0.1)


def test_high_contrast_takes_every_colour_from_the_system() -> None:
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.Window, QColor("black"))
    palette.setColor(QPalette.ColorRole.WindowText, QColor("yellow"))
    tokens = tokens_from_palette(palette)
    system = {
        palette.color(QPalette.ColorGroup.Active, role).name()
        for role in QPalette.ColorRole
        if role.value < 22
    }
    assert set(asdict(tokens).values()) <= system
    assert tokens.text == QColor("yellow").name()


def test_markup_in_a_label_is_shown_as_it_was_typed(qtbot: object) -> None:
    """F46: what people typed is never read as markup."""
    made: QLabel = label("<b>Noor</b> & <img src=file:///etc/passwd>")
    assert made.text() == "<b>Noor</b> & <img src=file:///etc/passwd>"
    assert made.textFormat().name == "PlainText"
