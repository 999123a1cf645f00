"""Where a name stands in the texts of a vault: every column that can hold text, found from the tables.

A table that is added is searched at once; what cannot hold the name of a pupil is named here, with why. The
search is done in Python, since SQLite knows neither accents nor words.
"""

import json
from collections.abc import Collection, Iterator, Mapping
from functools import cache
from typing import Any

from sqlalchemy import Column, Connection, LargeBinary, Table, Text, and_, select, update

from jeugdhulp_desktop.domain.erasures import Fixed, Mention
from jeugdhulp_desktop.domain.name_words import NameWords, around, masked
from jeugdhulp_desktop.storage.mention_places import Place, find_places, next_version
from jeugdhulp_desktop.storage.tables import Base

Rows = Mapping[str, Collection[tuple[Any, ...]]]  # by table, the keys of rows

# Ids, codes and sums of ours, the texts of the program itself, and pictures.
_CODES = frozenset(
    {
        "audit_lines.action", "audit_lines.subject", "settings.name", "drafts.form", "documents.sha256",
        "documents.content", "documents.made_at", "kept_prints.control", "logos.sha256", "logos.png",
        "letterhead.logo", "papers.control", "papers.sha256", "papers.status", "schools.brin", "people.days",
        "text_blocks.field", "additions.frozen_control", "agreements.structure_id",
        "agreements.content_control", "agreements.frozen_control", "evaluations.frozen_control",
        "evaluations.figures", "imports.sha256", "imports.school_year", "import_changes.kind",
        "addition_deviations.rule", "agreement_deviations.rule", "agreement_figures.code",
        "agreement_items.name", "agreement_texts.name", "agreement_themes.key", "agreement_offers.key",
        "agreement_offer_themes.theme_key", "evaluation_lines.key", "school_contacts.part",
        "case_questions.code", "cases.number", "cases.question", "checklist_runs.template_id",
        "checklist_runs.template", "checklist_replies.key", "contact_moments.with_whom", "erasures.number",
        "erasures.reason", "bin_entries.revision",
    }
)  # fmt: skip
# Follows from other columns and is written again with them, or is drawn from one that is searched.
_DERIVED = frozenset(
    {
        "cases.sort_key", "cases.search_key", "parties.sort_key", "parties.search_key", "people.sort_key",
        "people.search_key", "schools.sort_key", "text_blocks.sort_key", "pupils.sort_key",
        "pupils.search_key", "kept_prints.pdf",
    }
)  # fmt: skip
# The name of another pupil is that pupil's own, and who was at work is the user.
_OF_OTHERS = frozenset(
    {
        "pupils.key", "pupils.first", "pupils.prefix", "pupils.last", "import_changes.before",
        "audit_lines.who", "addition_steps.who", "agreement_steps.who", "evaluation_steps.who",
        "addition_deviations.who", "agreement_deviations.who", "bin_entries.who",
        "bin_entries.pupil",
    }
)  # fmt: skip
NO_NAME = _CODES | _DERIVED | _OF_OTHERS

# What a record is called: half a name there is somebody else's, and a whole one is for its user to change.
_NAMES = frozenset(
    {"people.name", "parties.name", "schools.name", "text_blocks.title", "agreements.facts_name"}
)


def find_mentions(connection: Connection, name: NameWords, gone: Rows | None = None) -> list[Mention]:
    """Every text in which the name stands, but for the rows in ``gone``; in the order of the tables."""
    found: list[Mention] = []
    for table in Base.metadata.sorted_tables:
        found += _of_table(connection, table, name, (gone or {}).get(table.name, ()))
    return found


def mask_mentions(
    connection: Connection, name: NameWords, cells: Collection[tuple[str, tuple[Any, ...], str]]
) -> int:
    """Take the name out of these texts; how many. The record gets a new version, so that an editor in which
    the old text still stands cannot put it back unseen (F38)."""
    done = 0
    for table_name, key, column_name in cells:
        table = Base.metadata.tables[table_name]
        column = table.c[column_name]
        here = and_(*(each == value for each, value in zip(table.primary_key, key, strict=True)))
        text = connection.scalar(select(column).where(here))
        without = _without(text, name) if isinstance(text, str) else text
        if without == text:
            continue
        connection.execute(update(table).where(here).values({column: without}))
        next_version(connection, table, key)
        done += 1
    return done


@cache
def searched_columns(table: Table) -> tuple[Column[Any], ...]:
    """The columns of a table that may hold a name."""
    return tuple(
        column
        for column in table.columns
        if type(column.type) in (Text, LargeBinary) and f"{table.name}.{column.key}" not in NO_NAME
    )


def _of_table(
    connection: Connection, table: Table, name: NameWords, gone: Collection[tuple[Any, ...]]
) -> Iterator[Mention]:
    columns = searched_columns(table)
    if not columns:
        return
    keys = list(table.primary_key)
    met = []
    for row in connection.execute(select(*keys, *columns)):
        key = tuple(row[: len(keys)])
        for column, value in zip(columns, row[len(keys) :], strict=True):
            text = value.decode("utf-8", "ignore") if isinstance(value, bytes) else value
            if text and key not in gone and name.hinted(text):
                found = [(where, each) for each in _texts_in(text) if (where := name.find(each)) is not None]
                if found:
                    where, each = next(((one, of) for one, of in found if one.sure), found[0])
                    met.append((key, column, around(each, where), where.sure))
    if not met:
        return
    places = find_places(connection, table, {key for key, *_ in met})
    for key, column, text, sure in met:
        place = places[key]
        fixed = _fixed(table, column, place)
        if sure or fixed is not Fixed.NAME:
            yield Mention(
                table.name, key, column.key, text, sure, fixed, place.kind, place.record_id, place.name
            )


def _texts_in(text: str) -> Iterator[str]:
    """The text itself, or every text of a tree that is kept as JSON: there a line end is spelled "\\n"."""
    tree = _tree(text)
    if tree is None:
        yield text
        return
    waiting: list[Any] = [tree]
    while waiting:
        each = waiting.pop()
        if isinstance(each, str):
            yield each
        elif isinstance(each, dict):
            waiting += [*each.keys(), *each.values()]
        elif isinstance(each, list):
            waiting += each


def _without(text: str, name: NameWords) -> str:
    """The same without the name, in every text of a tree too."""
    tree = _tree(text)
    if tree is None:
        where = name.find(text)
        return masked(text, where) if where is not None else text

    def cut(each: Any) -> Any:
        if isinstance(each, str):
            where = name.find(each)
            return masked(each, where) if where is not None else each
        if isinstance(each, dict):
            return {cut(key): cut(value) for key, value in each.items()}
        return [cut(one) for one in each] if isinstance(each, list) else each

    return json.dumps(cut(tree), ensure_ascii=False, separators=(",", ":"))


def _tree(text: str) -> dict[str, Any] | list[Any] | None:
    """A text that is JSON of ours; None for what people typed, also when it begins with a bracket."""
    if not text.startswith(("{", "[")):
        return None
    try:
        tree = json.loads(text)
    except ValueError:
        return None
    return tree if isinstance(tree, dict | list) else None


def _fixed(table: Table, column: Column[Any], place: Place) -> Fixed:
    if place.frozen or isinstance(column.type, LargeBinary):
        return Fixed.FROZEN
    return Fixed.NAME if f"{table.name}.{column.key}" in _NAMES else Fixed.NO
