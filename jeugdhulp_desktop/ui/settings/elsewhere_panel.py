"""What is asked for in Instellingen and stands in Privacy en beheer: one line each, with the way there."""

from collections.abc import Callable

from jeugdhulp_desktop.ui.settings.parts import Line
from jeugdhulp_desktop.ui.widgets.buttons import Button
from jeugdhulp_desktop.ui.widgets.panel import Panel


class ElsewherePanel(Panel):
    """Lines that lead on; ``open_part`` is given the name of a part of Privacy en beheer."""

    def __init__(self, open_part: Callable[[str], object]) -> None:
        super().__init__("Sleutels", spacing=16)
        self._open_part = open_part
        self.keys = self._add_line(
            "Wachtwoord, herstelcode en onthouden",
            "Wie de kluis kan openen, regel je bij Privacy en beheer.",
            "key-outline",
            ("Sleutels openen", "keys"),
        )

    def _add_line(self, title: str, text: str, icon: str, way: tuple[str, str]) -> Button:
        line = Line(title, icon)
        line.set(text)
        words, part = way
        button = line.add_button(words, lambda: self._open_part(part), icon)
        self.body.addWidget(line)
        return button
