"""The look of every document: the A4 grid, type, colour and how text is made fit for print.

Distances are points. The grid has a side column for labels and small captions and a text column of about
75 letters; a wide table uses both. Hierarchy comes from size and weight, never from grey: thin grey text
falls apart on a school printer.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import fontpkg_lato
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

MM = 72 / 25.4
UNIT = 7.0  # half a body line; distances are multiples of it

PAGE_WIDTH, PAGE_HEIGHT = 210 * MM, 297 * MM
LEFT, RIGHT, BOTTOM = 25 * MM, 17 * MM, 23 * MM  # left is wide enough for a hole punch
TOP, TOP_FIRST = 28 * MM, 19 * MM
WIDTH = 168 * MM
SIDE = 40 * MM
TEXT_X = 45 * MM  # where the text column begins, measured from the left margin
TEXT_WIDTH = WIDTH - TEXT_X
BODY_HEIGHT = PAGE_HEIGHT - TOP - BOTTOM

Colour = tuple[float, float, float]
BLACK: Colour = (0.0, 0.0, 0.0)
ACCENT: Colour = (0x08 / 255, 0x4B / 255, 0x5A / 255)  # 9.7:1 on white, 78 % grey on paper
ROW_LINE: Colour = (0x7A / 255, 0x83 / 255, 0x8B / 255)
LEADER: Colour = (0xC4 / 255, 0xCA / 255, 0xCF / 255)  # only for what may vanish on paper

THIN, LINE, HEAVY, COVER = 0.4, 0.6, 1.2, 2.4  # rules: row, head and end, top, cover

REGULAR, SEMIBOLD, BOLD = "Lato", "Lato-SemiBold", "Lato-Bold"
_FILES = {REGULAR: "Lato-Regular.ttf", SEMIBOLD: "Lato-SemiBold.ttf", BOLD: "Lato-Bold.ttf"}


def _register() -> dict[str, Any]:
    fonts = {}
    for name, file_name in _FILES.items():
        # Readable ASCII: codes 32 to 126 of the first subset are the characters themselves.
        font = TTFont(name, str(fontpkg_lato.ROOT / "files" / file_name), asciiReadable=1)
        pdfmetrics.registerFont(font)
        fonts[name] = font
    return fonts


FONTS = _register()
_WIDTHS = {name: font.face.charWidths for name, font in FONTS.items()}
_GLYPHS = frozenset.intersection(*(frozenset(font.face.charToGlyph) for font in FONTS.values()))


@dataclass(frozen=True)
class Style:
    """A way of setting text; ``before`` and ``after`` are the free space around a block of it."""

    font: str
    size: float
    leading: float
    colour: Colour = BLACK
    before: float = 0.0
    after: float = 0.0


H1 = Style(BOLD, 25, 31, ACCENT)
KIND = Style(SEMIBOLD, 10, 14, ACCENT)
SUBTITLE = Style(REGULAR, 13, 20)
H2 = Style(BOLD, 15, 20, ACCENT, before=4 * UNIT, after=UNIT)
H3 = Style(BOLD, 9.5, 14, after=UNIT)
BODY = Style(REGULAR, 9.5, 14, after=UNIT)
ITEM = Style(REGULAR, 9.5, 14, after=2)
LEAD = Style(REGULAR, 11, 16.5, after=UNIT)
CELL = Style(REGULAR, 8.5, 12)
CELL_TOTAL = Style(BOLD, 8.5, 12)
CELL_LABEL = Style(SEMIBOLD, 8, 12)
HEAD = Style(SEMIBOLD, 8, 11)
CAPTION = Style(BOLD, 9, 12)
NOTE = Style(REGULAR, 7.5, 10.5)
FIGURE = Style(BOLD, 23, 26, ACCENT)
FIGURE_LABEL = Style(SEMIBOLD, 8.5, 12)
FURNITURE = Style(REGULAR, 8, 11)
FURNITURE_STRONG = Style(SEMIBOLD, 8, 11)
HEAD_MARK = Style(BOLD, 8, 11)  # CONCEPT, in the running head
MARK = Style(BOLD, 11, 16, ACCENT)  # CONCEPT, on the cover

NBSP = "\u00a0"
_MONTHS = "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
_NO_BREAK = re.compile(  # a space, found first, and then what stands around it
    rf" (?:(?<=\d )(?=(?:uur|minuten|weken|werkdagen|schooldagen|dagen|jaar|keer|leerlingen|{_MONTHS})\b)"
    r"|(?:(?<=ari )|(?<=art )|(?<=ril )|(?<=mei )|(?<=uni )|(?<=uli )|(?<=tus )|(?<=ber ))(?=(?:19|20)\d\d\b)"
    r"|(?<=\b[Tt]abel )(?=\d)|(?<=\b[Hh]oofdstuk )(?=\d)|(?<=\b[Vv]ersie )(?=\d)|(?<=\b[Tt]hema )(?=\d)"
    r"|(?<=\b[Bb]ijlage )(?=[A-Z]\b)|(?<=\bleerjaar )(?=\d)|(?<=\bgroep )(?=\d)|(?<=\bn = )(?=\d)"
    r"|(?<=\bn )(?==)|(?<=€ )(?=\d))"
)

_SCRIPTS = {
    "ARABIC": "Arabisch", "HEBREW": "Hebreeuws", "SYRIAC": "Syrisch", "CJK": "Chinees", "HIRAGANA": "Japans",
    "KATAKANA": "Japans", "HANGUL": "Koreaans", "THAI": "Thais", "DEVANAGARI": "Hindi",
    "ETHIOPIC": "Ethiopisch", "ARMENIAN": "Armeens", "GEORGIAN": "Georgisch", "TAMIL": "Tamil",
    "BENGALI": "Bengaals", "TIBETAN": "Tibetaans", "KHMER": "Khmer", "TIFINAGH": "Berbers",
}  # fmt: skip
_SIGNS = {"✓": "[vinkje]", "✔": "[vinkje]", "☑": "[vinkje]", "✅": "[vinkje]", "☐": "[leeg vakje]",
          "✗": "[kruisje]", "✘": "[kruisje]", "☒": "[kruisje]", "❌": "[kruisje]", "‑": "-",
          "\u2028": "\n", "\u2029": "\n"}  # fmt: skip
# Characters that print as they are and have nothing to compose with.
_PLAIN = (
    frozenset("\n" + NBSP)
    | {
        chr(code)
        for code in _GLYPHS
        if code >= 32
        and unicodedata.category(chr(code))[0] in "LNPS"
        and unicodedata.is_normalized("NFC", chr(code))
    }
    | {" "}
)
_MAX_MARKS = 3  # combining marks kept on one letter; more is a flood, not a name (F33)


def printable(text: str) -> str:
    """A text in which every character has a glyph of its own, so that no empty box is ever printed (F48).

    NFC first, since a separate accent may stand beside its letter. Direction and control characters go. What
    Lato lacks becomes its plain form (full-width to ordinary), or a readable word in brackets: the script of
    a run of letters ("[Arabisch schrift]"), the name of a sign.
    """
    if all(map(_PLAIN.__contains__, text)):
        return text
    kept: list[str] = []
    marks = 0
    missing = ""  # what the run being replaced is called
    for letter in unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")):
        written, run = _replaced(letter)
        marks = marks + 1 if unicodedata.combining(letter) else 0
        if marks > _MAX_MARKS or (run and run == missing) or (missing and letter == "\u200d"):
            continue
        if not (missing and letter in "\ufe0f\u20e3"):
            missing = run
            kept.append(written)
    return "".join(kept)


@lru_cache(maxsize=4096)
def _replaced(letter: str) -> tuple[str, str]:
    """What stands for a character on paper, and the name of its run when it had to be replaced."""
    category = unicodedata.category(letter)
    if letter == "\n" or (category == "Zs" and letter in "\u00a0\u202f"):
        return (letter if letter == "\n" else NBSP), ""
    if category == "Zs" or letter == "\t":
        return " ", ""
    if category in ("Cc", "Cf", "Cs", "Cn"):
        return "", ""
    if ord(letter) in _GLYPHS:
        return letter, ""
    plain = _SIGNS.get(letter) or unicodedata.normalize("NFKC", letter)
    if plain != letter and all(ord(each) in _GLYPHS or each == "\n" for each in plain):
        return plain, ""
    name = unicodedata.name(letter, "")
    script = _SCRIPTS.get(name.split(" ")[0].split("-")[0], "")
    if script:
        return f"[{script} schrift]", script
    if category.startswith("M"):
        return "", ""  # a mark of a script that is not there
    if category.startswith("L"):
        return "[ander schrift]", "ander"
    return (f"[{name.lower()}]" if name else "[onbekend teken]"), ""


def unprintable(text: str) -> bool:
    """Whether print replaces something of the text; a form can say so before anything is printed."""
    composed = unicodedata.normalize("NFC", text)
    return any(
        ord(letter) not in _GLYPHS
        for letter in composed
        if unicodedata.category(letter) not in ("Cc", "Cf", "Cs", "Cn", "Zs")
    )


def no_break(text: str) -> str:
    """No line end inside "36 uur", "8 februari" or "tabel 4"."""
    return _NO_BREAK.sub(NBSP, text)


def joined(*parts: str) -> str:
    """Words that stay on one line."""
    return NBSP.join(NBSP.join(part.split()) for part in parts if part)


@lru_cache(maxsize=20_000)
def _units(word: str, font: str) -> float:
    widths = _WIDTHS[font]
    return float(sum(widths[ord(" ") if letter == NBSP else ord(letter)] for letter in word)) / 1000


def forget_texts() -> None:
    """Empty what was kept to measure words only once: no name outlives its document in memory."""
    _units.cache_clear()
    _cached_lines.cache_clear()


def text_width(text: str, style: Style) -> float:
    """The width of printable text on one line."""
    return _units(text, style.font) * style.size


_AFTER = frozenset("-/@._,;:")  # a word too long for its line breaks after one of these, if it has one


def break_lines(text: str, style: Style, width: float) -> list[str]:
    """Printable text in lines of at most ``width``.

    Each line ends in a space unless a word was cut there: the space keeps words apart for a reader that
    joins lines. No hyphens are added: readers speak them.
    """
    return _break_lines(text, style.font, width / style.size)


@lru_cache(maxsize=4096)
def _cached_lines(text: str, font: str, width: float) -> tuple[str, ...]:
    return tuple(_lines(text, font, width))


def _break_lines(text: str, font: str, width: float) -> list[str]:
    return list(_cached_lines(text, font, width)) if len(text) < 2_000 else _lines(text, font, width)


def _lines(text: str, font: str, width: float) -> list[str]:
    space = _units(" ", font)
    lines: list[str] = []
    for paragraph in text.split("\n"):
        words: list[str] = []
        used = -space
        for word in paragraph.split(" "):
            if not word:
                continue
            wide = _units(word, font)
            if used + space + wide > width and words:
                lines.append(" ".join(words) + " ")
                words, used = [], -space
            if wide > width:
                *full, word = _cut(word, font, width)  # noqa: PLW2901 - the rest of the word goes on
                lines.extend(full)
                wide = _units(word, font)
            words.append(word)
            used += space + wide
        if words or (lines and lines[-1] != " "):
            lines.append(" ".join(words) + " ")
    while lines and lines[-1] == " ":
        lines.pop()
    return lines


def _cut(word: str, font: str, width: float) -> list[str]:
    """Pieces of a word that is wider than a line, cut after a hyphen or a dot where that is possible."""
    widths = _WIDTHS[font]
    pieces: list[str] = []
    start, used, good = 0, 0.0, 0
    for index, letter in enumerate(word):
        wide = widths[ord(" ") if letter == NBSP else ord(letter)] / 1000
        while used + wide > width and index > start:  # twice when it was cut early, after a sign
            end = good if good > start else index
            pieces.append(word[start:end])
            start = end
            used = sum(widths[ord(" ") if each == NBSP else ord(each)] for each in word[start:index]) / 1000
        used += wide
        if letter in _AFTER:
            good = index + 1
    return [*pieces, word[start:]]


def shortened(text: str, style: Style, width: float) -> str:
    """One line of printable text, cut with an ellipsis when it is too wide."""
    if text_width(text, style) <= width:
        return text
    low, high = 0, min(len(text), 500)
    while low < high:
        middle = (low + high + 1) // 2
        if text_width(text[:middle].rstrip() + "…", style) <= width:
            low = middle
        else:
            high = middle - 1
    return text[:low].rstrip() + "…"
