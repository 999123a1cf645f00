"""Icons take the colour of a token, sharp at every density, and change with the theme."""

import ast
import re

from PySide6.QtGui import QColor
from PySide6.QtWidgets import QPushButton

from jeugdhulp_desktop.paths import resource
from jeugdhulp_desktop.settings import Theme as ThemeChoice
from jeugdhulp_desktop.ui import icons
from jeugdhulp_desktop.ui.theme import DARK, LIGHT, theme


def colours(name: str, tone: str, ratio: float = 1.0) -> set[str]:
    image = icons.pixmap(name, 24, tone, ratio).toImage()
    points = [(x, y) for x in range(image.width()) for y in range(image.height())]
    return {image.pixelColor(x, y).name() for x, y in points if image.pixelColor(x, y).alpha() == 255}


def test_an_icon_has_the_colour_of_its_token(qtbot: object) -> None:
    assert colours("check-circle", "ok") == {QColor(LIGHT.ok).name()}


def test_an_icon_is_drawn_at_the_density_of_the_screen(qtbot: object) -> None:
    assert icons.pixmap("home-outline", 20, "text2", 2.0).width() == 40
    assert icons.pixmap("home-outline", 20, "text2", 2.0).deviceIndependentSize().width() == 20


def test_a_button_draws_its_icon_again_with_the_theme(qtbot: object) -> None:
    button = QPushButton("Nieuwe casus")
    icons.set_icon(button, "check-circle", "ok")
    light = button.icon().pixmap(18, 18).toImage()
    theme().apply(ThemeChoice.DARK)
    dark = button.icon().pixmap(18, 18).toImage()
    assert light != dark
    assert QColor(DARK.ok).name() in {
        dark.pixelColor(x, y).name() for x in range(dark.width()) for y in range(dark.height())
    }


def test_every_icon_that_the_program_names_is_there() -> None:
    """A name in the code that looks like an icon and stands in a call or a table must have its file."""
    there = {file.stem for file in resource("icons").glob("*.svg")}
    named: set[str] = set()
    for module in (resource().parent / "jeugdhulp_desktop" / "ui").rglob("*.py"):
        for node in ast.walk(ast.parse(module.read_text("utf-8"))):
            if (
                isinstance(node, ast.Constant)
                and isinstance(node.value, str)
                and re.fullmatch(r"[a-z][a-z0-9-]*-outline", node.value)
            ):
                named.add(node.value)
    assert named - there == set()


def test_icons_carry_their_licence() -> None:
    assert "Apache" in resource("icons", "LICENSE").read_text("utf-8")
