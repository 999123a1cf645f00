"""Search as one types: beginnings of words in any order, without case or accents, and literally (F31).

A row keeps a search key: its words folded, each behind a space. What was typed is folded too, and every word
of it must stand in the key behind a space. ``instr`` compares letter by letter, so ``%``, ``_``, quotes and
the operators of full-text search mean nothing here. Notes are not searched.
"""

from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, func, literal, select
from sqlalchemy.engine import Connection

from jeugdhulp_desktop.domain.text import fold
from jeugdhulp_desktop.storage.tables.cases import CaseRow

LIMIT = 200  # more lines than anyone reads; one letter more and there are fewer
_MAX_WORDS = 12  # typed words looked at; a pasted page must not become a query of a thousand terms


def search_key(*texts: str) -> str:
    """The key under which a row is found by the words of these texts.

    A word with a hyphen or an apostrophe is found whole, without it and by its parts: "Anne-Marie" by
    "marie", "O'Brien" by "obrien" and "brien".
    """
    words: dict[str, None] = {}
    for word in fold(" ".join(texts)).split():
        words[word] = None
        if "-" in word or "'" in word:
            words[word.replace("'", "").replace("-", "")] = None
            words.update(dict.fromkeys(word.replace("'", " ").replace("-", " ").split()))
    return " ".join(("", *words))


def typed_words(typed: str) -> list[str]:
    """The words to look for, folded; the longest first, since it leaves the fewest rows."""
    return sorted(set(fold(typed).split()), key=len, reverse=True)[:_MAX_WORDS]


def matches(column: Any, typed: str) -> list[ColumnElement[bool]]:
    """Conditions that a search key holds every typed word; none for an empty text."""
    return [func.instr(column, literal(f" {word}")) > 0 for word in typed_words(typed)]


def search_cases(connection: Connection, typed: str, *, limit: int = LIMIT) -> list[int]:
    """Ids of the cases that match, in the Dutch order of their pupils; everything for an empty text.

    Looks at pupil, case number, group, school and question.
    """
    words = typed_words(typed)
    values = {f"word{place}": f" {word}" for place, word in enumerate(words)}
    return list(connection.scalars(_cases_with(len(words)), {**values, "most": limit}).all())


@cache
def _cases_with(words: int) -> Select[int]:
    """The statement for so many words, built once: it is run at every keystroke."""
    here = (func.instr(CaseRow.search_key, bindparam(f"word{place}")) > 0 for place in range(words))
    return select(CaseRow.id).where(*here).order_by(CaseRow.sort_key, CaseRow.id).limit(bindparam("most"))
