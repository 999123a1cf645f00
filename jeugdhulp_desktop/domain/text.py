"""Dutch text: folding for search, sorting, initials, numbers and dates as people here write them."""

import re
import unicodedata
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip
WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")

# Letters that NFKD does not take apart, and letters that Dutch readers take for one another.
_EXTRA = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "’": "'", "‘": "'"}
)


class _Without(dict[int, str | None]):
    """A table for ``str.translate`` that drops categories of characters, each looked up once."""

    def __init__(self, *categories: str, but: str = "") -> None:
        super().__init__({ord(letter): letter for letter in but})
        self._categories = categories

    def __missing__(self, code: int) -> str | None:
        letter = chr(code)
        self[code] = kept = None if unicodedata.category(letter).startswith(self._categories) else letter
        return kept


_NO_MARKS = _Without("M", "C")
_NO_CONTROLS = _Without("Cc", "Cs", but="\t\n")


def fold(text: str) -> str:
    """The key under which a text is found: no case, no accents, ĳ = ij, spaces single.

    SQLite's ``lower()`` knows ASCII only ("ZOË" never finds "Zoë"), so the folded key is stored.
    """
    text = " ".join(text.split())  # first, since tabs and line ends are control characters too
    if text.isascii() and text.isprintable():
        return text.casefold()  # most of what is typed here: six times as quick, which an import notices
    decomposed = unicodedata.normalize("NFKD", text).casefold().translate(_EXTRA)
    return " ".join(unicodedata.normalize("NFKD", decomposed).translate(_NO_MARKS).split())


def sort_key(*parts: str) -> str:
    """A key that sorts the Dutch way: folded, apostrophes and hyphens ignored, so 't Hart stands under H."""
    return " ".join(fold(part).replace("'", "").replace("-", " ").strip() for part in parts)


def initials(name: str) -> str:
    """The initials shown in privacy mode: "Noor van den Berg" becomes "N.B."."""
    letters = [word[0] for word in name.replace("-", " ").split() if word[:1].isalpha()]
    capitals = [letter for letter in letters if letter.isupper()] or letters[:1]
    return "".join(f"{letter.upper()}." for letter in capitals[:3])


def initials_in(text: str, name: str) -> str:
    """A text in which the parts of a name became initials: "Noor belt Noors moeder", "N. belt N.s moeder"."""
    for part in sorted(set(name.split()), key=len, reverse=True):
        if part[:1].isupper() and len(part) > 1:
            text = re.sub(rf"\b{re.escape(part)}(['’]?s)?\b", rf"{part[0]}.\1", text)
    return text


def clean(text: str) -> str:
    """A text as it is kept: NFC, no control characters but tab and newline, no lone surrogates (F33)."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")  # else words on two lines would grow together
    return unicodedata.normalize("NFC", text).translate(_NO_CONTROLS)


def parse_decimal(text: str) -> Decimal | None:
    """A Dutch number ("1.460,25", "1,5", "8"), or None when it is none.

    A single point with one or two digits behind it ("1.5") is read as a decimal point, since that is what
    a numeric keypad types; a point with three digits behind it separates thousands.
    """
    plain = text.strip().replace("\u00a0", "").replace(" ", "").replace("−", "-")
    if not plain:
        return None
    if "," in plain:
        whole, _, decimals = plain.partition(",")
        groups = whole.lstrip("-").split(".")
        if "," in decimals or "." in decimals or any(len(group) != 3 for group in groups[1:]):
            return None
        plain = whole.replace(".", "") + "." + decimals
    elif plain.count(".") > 1 or (plain.count(".") == 1 and len(plain.split(".")[1]) == 3):
        groups = plain.lstrip("-").split(".")
        if any(len(group) != 3 for group in groups[1:]) or len(groups[0]) not in (1, 2, 3):
            return None
        plain = plain.replace(".", "")
    if not all(sign in "0123456789.-" for sign in plain):
        return None
    try:
        number = Decimal(plain)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def format_decimal(number: Decimal, decimals: int = 1) -> str:
    """A number for people: "1.460,0"; ``decimals`` places, rounded half up, a real minus."""
    rounded = number.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    text = f"{abs(rounded):,.{decimals}f}".replace(",", "_").replace(".", ",").replace("_", ".")
    return ("−" if rounded < 0 else "") + text


def format_count(count: int) -> str:
    """How many, for people: "38", "2.228"."""
    return format_decimal(Decimal(count), 0)


def format_hours(hours: Decimal) -> str:
    """Hours as short as they are exact: "320", "4,5", "13,25"."""
    exact = hours.quantize(Decimal("0.01"), ROUND_HALF_UP).normalize()
    decimals = max(0, -int(exact.as_tuple().exponent))
    return format_decimal(exact, decimals)


def long_date(day: date) -> str:
    """ "18 september 2026"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def day_and_month(day: date) -> str:
    """ "18 september"."""
    return f"{day.day} {MONTHS[day.month - 1]}"


def short_date(day: date) -> str:
    """ "18 sep", as in tables."""
    return f"{day.day} {MONTHS[day.month - 1][:3] if day.month != 3 else 'mrt'}"


def weekday_date(day: date) -> str:
    """ "dinsdag 15 september 2026"."""
    return f"{WEEKDAYS[day.weekday()]} {long_date(day)}"


def clock_time(moment: datetime) -> str:
    """ "16:10"."""
    return f"{moment:%H:%M}"


def parse_dutch_date(text: str) -> date | None:
    """A date as it is typed here: 15-09-2026, 15/9/2026, 15.9.2026 or 2026-09-15; None when it is none."""
    parts = text.strip().replace("/", "-").replace(".", "-").split("-")
    if len(parts) != 3 or not all(part.isascii() and part.isdigit() for part in parts):
        return None
    year_first = len(parts[0]) == 4
    if not year_first and len(parts[2]) != 4:
        return None
    year, month, day = (parts[0], parts[1], parts[2]) if year_first else (parts[2], parts[1], parts[0])
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def input_date(day: date | None) -> str:
    """ "15-09-2026", as in fields; an empty text for no date."""
    return f"{day:%d-%m-%Y}" if day else ""
