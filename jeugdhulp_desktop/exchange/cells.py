"""Cells of tables we write: harmless to the spreadsheet that opens them, and read back as they were (F30).

A cell that begins with "=", "+", "-", "@", a tab or a line end is taken for a formula by Excel and
LibreOffice; full-width signs count too, since some programs fold them. An apostrophe in front makes it text.
It stands in front of phone numbers as well, and is taken off again when such a file comes back.
"""

import unicodedata

_FORMULA = "=+-@\t\r\n"
# Signs that show nothing and may hide the one that matters.
_HIDDEN = "\ufeff\x00\u200b\u200e\u200f "


def safe_cell(text: str) -> str:
    """The text as it may stand in a CSV or XLSX cell."""
    return f"'{text}" if _looks_like_formula(text) or _is_escaped(text) else text


def plain_cell(text: str) -> str:
    """The text that ``safe_cell`` was given."""
    return text[1:] if _is_escaped(text) else text


def _looks_like_formula(text: str) -> bool:
    shown = text.lstrip(_HIDDEN)
    return bool(shown) and unicodedata.normalize("NFKC", shown[0])[:1] in _FORMULA


def _is_escaped(text: str) -> bool:
    return text.startswith("'") and _looks_like_formula(text.lstrip("'"))
