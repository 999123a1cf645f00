"""The look: one frozen dataclass of tokens per theme; palette, style sheet and painted widgets read it.

No colour stands anywhere else. Lengths are given in pixels at 100 % and pass through ``Theme.px``, so that a
larger text never sticks out of its control. When the system asks for high contrast the tokens come from the
system's own palette and no style-sheet colour is set.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from string import Template

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from jeugdhulp_desktop.paths import resource
from jeugdhulp_desktop.settings import Theme as ThemeChoice

BODY_POINTS = 10.5
MINIMUM_SCALE, MAXIMUM_SCALE = 90, 150
SIZES = {"display": 26, "title": 22, "section": 16, "strong": 14, "body": 14, "caption": 13, "code": 19}
BOLD_ROLES = ("display", "title", "section", "strong", "code")


@dataclass(frozen=True)
class Tokens:
    """Every colour of a theme, by what it is for."""

    window: str
    surface: str
    rail: str
    hover: str
    selected: str
    hair: str
    control: str
    text: str
    text2: str
    accent: str
    accent_hover: str
    on_accent: str
    accent_soft: str
    ok: str
    ok_soft: str
    warn: str
    warn_soft: str
    bad: str
    bad_soft: str
    neutral: str
    neutral_soft: str


LIGHT = Tokens(
    window="#F4F6F6", surface="#FFFFFF", rail="#E9EEEE", hover="#EDF2F2", selected="#D3E6EA",
    hair="#D8DFE0", control="#7B898C", text="#172123", text2="#485659",
    accent="#0A6073", accent_hover="#084B5A", on_accent="#FFFFFF", accent_soft="#DCECEF",
    ok="#1A6636", ok_soft="#E0F1E6", warn="#824600", warn_soft="#FCECD4",
    bad="#AE221B", bad_soft="#FCE6E3", neutral="#485659", neutral_soft="#E9EEEE",
)  # fmt: skip
DARK = Tokens(
    window="#14191B", surface="#1C2225", rail="#101416", hover="#252D30", selected="#17424C",
    hair="#323C3F", control="#7C8A8D", text="#E9EFF0", text2="#B5C1C3",
    accent="#6FC7D8", accent_hover="#92D6E3", on_accent="#06252C", accent_soft="#173A42",
    ok="#84D6A0", ok_soft="#173523", warn="#F2BE6B", warn_soft="#3B2B12",
    bad="#FFA097", bad_soft="#3D201E", neutral="#B5C1C3", neutral_soft="#2A3235",
)  # fmt: skip


def contrast(first: str, second: str) -> float:
    """The WCAG 2.1 contrast ratio of two colours, 1 to 21."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def tokens_from_palette(palette: QPalette) -> Tokens:
    """Tokens in the system's own colours, for high contrast: words and borders carry what colour did."""

    def named(role: QPalette.ColorRole) -> str:
        return palette.color(QPalette.ColorGroup.Active, role).name()

    window, base = named(QPalette.ColorRole.Window), named(QPalette.ColorRole.Base)
    text, highlight = named(QPalette.ColorRole.WindowText), named(QPalette.ColorRole.Highlight)
    on_highlight = named(QPalette.ColorRole.HighlightedText)
    link = named(QPalette.ColorRole.Link)
    return Tokens(
        window=window, surface=base, rail=window, hover=base, selected=base, hair=text, control=text,
        text=text, text2=text, accent=link, accent_hover=highlight, on_accent=on_highlight, accent_soft=base,
        ok=text, ok_soft=base, warn=text, warn_soft=base, bad=text, bad_soft=base,
        neutral=text, neutral_soft=base,
    )  # fmt: skip


class Theme(QObject):
    """The look of this application now; ``changed`` tells painted widgets to draw again."""

    changed = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._system_font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
        self._system_palette = QPalette(app.palette())
        self.choice = ThemeChoice.SYSTEM
        self.scale = 100
        self.tokens = LIGHT
        self.high_contrast = False
        self.dark = False
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._system_changed)
        hints.accessibility().contrastPreferenceChanged.connect(self._system_changed)

    def apply(self, choice: ThemeChoice | None = None, scale: int | None = None) -> None:
        """Set theme and text size (percent, kept between 90 and 150) on the whole application."""
        if choice is not None:
            self.choice = choice
        if scale is not None:
            self.scale = min(MAXIMUM_SCALE, max(MINIMUM_SCALE, scale))
        hints = QGuiApplication.styleHints()
        scheme = {ThemeChoice.LIGHT: Qt.ColorScheme.Light, ThemeChoice.DARK: Qt.ColorScheme.Dark}
        hints.setColorScheme(scheme.get(self.choice, Qt.ColorScheme.Unknown))
        self._rebuild()

    def color(self, token: str) -> QColor:
        """The colour of a token by name, as ``color("accent_soft")``."""
        return QColor(getattr(self.tokens, token))

    def px(self, length: float) -> int:
        """A length for the screen: pixels at 100 %, larger with the text, never smaller."""
        return round(length * max(1.0, self._body_points() / BODY_POINTS))

    def font(self, role: str = "body", *, weight: int = 0) -> QFont:
        """The font of a role of design.md (display, title, section, strong, body, caption, code)."""
        if role == "code":
            font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        else:
            font = QFont(self._system_font)
        font.setPointSizeF(self.points(role))
        font.setWeight(QFont.Weight(weight or (600 if role in BOLD_ROLES else 400)))
        return font

    def points(self, role: str) -> float:
        """The size of a role in points, at the user's text scale."""
        return round(self._body_points() * SIZES[role] / SIZES["body"], 2)

    def _body_points(self) -> float:
        return max(BODY_POINTS, self._system_font.pointSizeF()) * self.scale / 100

    def medium(self) -> int:
        """Weight 500 where the font has it, otherwise 600 (Segoe UI knows 400 and 600)."""
        family = QFontInfo(self._system_font).family()
        return 500 if "Medium" in QFontDatabase.styles(family) else 600

    def _system_changed(self) -> None:
        self._rebuild()

    def _rebuild(self) -> None:
        hints = QGuiApplication.styleHints()
        self.high_contrast = hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast
        system_dark = hints.colorScheme() is Qt.ColorScheme.Dark
        self.dark = self.choice is ThemeChoice.DARK or (self.choice is ThemeChoice.SYSTEM and system_dark)
        if self.high_contrast:
            self.tokens = tokens_from_palette(self._system_palette)
        else:
            self.tokens = DARK if self.dark else LIGHT
        self._app.setFont(self.font())
        with undisturbed():
            self._app.setPalette(self._system_palette if self.high_contrast else self._palette())
            self._app.setStyleSheet(self.style_sheet())
        self.changed.emit()

    def _palette(self) -> QPalette:
        palette = QPalette()
        role = QPalette.ColorRole
        for each, token in (
            (role.Window, "window"), (role.WindowText, "text"), (role.Base, "surface"),
            (role.AlternateBase, "hover"), (role.Text, "text"), (role.Button, "surface"),
            (role.ButtonText, "text"), (role.BrightText, "on_accent"), (role.Highlight, "accent"),
            (role.HighlightedText, "on_accent"), (role.Link, "accent"), (role.LinkVisited, "accent"),
            (role.ToolTipBase, "surface"), (role.ToolTipText, "text"), (role.PlaceholderText, "text2"),
            (role.Accent, "accent"), (role.Light, "surface"), (role.Midlight, "hover"), (role.Mid, "hair"),
            (role.Dark, "control"), (role.Shadow, "control"),
        ):  # fmt: skip
            palette.setColor(each, self.color(token))
        for each in (role.WindowText, role.Text, role.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, each, self.color("text2"))
        return palette

    def style_sheet(self) -> str:
        """The template filled with the tokens; under high contrast these are the system's own colours."""
        values: dict[str, object] = dict(asdict(self.tokens))
        values |= {f"{role}_pt": f"{self.points(role)}pt" for role in SIZES}
        values |= {f"px{length}": f"{self.px(length)}px" for length in range(1, 61)}
        values["medium"] = self.medium()
        values["fixed"] = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family()
        names = ("spacing.qss", "contrast.qss" if self.high_contrast else "app.qss")
        text = "\n".join(resource("qss", name).read_text("utf-8") for name in names)
        return Template(text).substitute(values)


_themes: dict[int, Theme] = {}


def theme() -> Theme:
    """The theme of the running QApplication, made at the first question."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        raise RuntimeError("theme() needs a QApplication")
    if id(app) not in _themes:
        _themes.clear()
        _themes[id(app)] = Theme(app)
    return _themes[id(app)]


@contextmanager
def undisturbed() -> Iterator[None]:
    """No garbage is collected inside: Qt walks over all widgets, and one that goes under it is a crash."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def dress(app: QApplication, choice: ThemeChoice = ThemeChoice.SYSTEM, scale: int = 100) -> Theme:
    """Fusion, tokens, fonts: called once at the start, before the first window."""
    with undisturbed():
        app.setStyle("Fusion")
    current = theme()
    current.apply(choice, scale)
    return current
