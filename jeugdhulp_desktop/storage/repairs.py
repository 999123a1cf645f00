"""What is kept beside the rows it follows from, computed again: nothing else is ever repaired.

A text, a name or a date that somebody typed is never touched. Each finding has the name of its proof.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, Table, func, select, update

from jeugdhulp_desktop.domain.pupils import PupilName
from jeugdhulp_desktop.domain.text import sort_key
from jeugdhulp_desktop.storage.case_keys import case_keys
from jeugdhulp_desktop.storage.relation_queries import people_texts
from jeugdhulp_desktop.storage.search import search_key
from jeugdhulp_desktop.storage.tables import Base
from jeugdhulp_desktop.storage.tables.cases import CaseRow, ContactRow
from jeugdhulp_desktop.storage.tables.pupils import PupilRow
from jeugdhulp_desktop.storage.tables.relations import PartyRow, PersonRow, SchoolRow

LAST_CONTACT, CASE_ORDER, SEARCH_KEYS = "last-contact", "case-order", "search-keys"


@dataclass(frozen=True)
class Derived:
    """One row that does not say what the others say: which proof, table and row, and what it should hold."""

    name: str
    table: str
    id: int
    values: dict[str, object]


def find_differences(connection: Connection) -> list[Derived]:
    """Every row whose derived columns differ from what they follow from."""
    return [
        *_last_contacts(connection),
        *_case_keys(connection),
        *_pupil_keys(connection),
        *_party_keys(connection),
        *_people_keys(connection),
    ]


def repair(connection: Connection, found: list[Derived]) -> dict[str, int]:
    """Write what each row should hold; how many rows of each kind."""
    for each in found:
        table: Table = Base.metadata.tables[each.table]
        connection.execute(update(table).where(table.c.id == each.id).values(each.values))
    return dict(Counter(each.name for each in found))


def _last_contacts(connection: Connection) -> Iterator[Derived]:
    newest = (
        select(func.max(ContactRow.happened_on)).where(ContactRow.case_id == CaseRow.id).scalar_subquery()
    )
    query = select(CaseRow.id, newest).where(CaseRow.last_contact_on.is_distinct_from(newest))
    for case_id, day in connection.execute(query):
        yield Derived(LAST_CONTACT, "cases", case_id, {"last_contact_on": day})


def _case_keys(connection: Connection) -> Iterator[Derived]:
    rows = connection.execute(
        select(
            CaseRow.id, CaseRow.number, CaseRow.question, SchoolRow.name, PupilRow.group, PupilRow.first,
            PupilRow.prefix, PupilRow.last, CaseRow.sort_key, CaseRow.search_key, CaseRow.pupil_id,
        )
        .join(SchoolRow, SchoolRow.id == CaseRow.school_id)
        .outerjoin(PupilRow, PupilRow.id == CaseRow.pupil_id)
    )  # fmt: skip
    for case_id, number, question, school, group, *name, by_name, by_words, pupil_id in rows:
        pupil = PupilName(*name) if pupil_id is not None else None
        keys = case_keys(
            number,
            question,
            school,
            group=group or "",
            pupil=pupil.display if pupil else "",
            pupil_sort_key=pupil.sort_key if pupil else "",
        )
        if keys[0] != by_name:
            yield Derived(CASE_ORDER, "cases", case_id, {"sort_key": keys[0]})
        if keys[1] != by_words:
            yield Derived(SEARCH_KEYS, "cases", case_id, {"search_key": keys[1]})


def _pupil_keys(connection: Connection) -> Iterator[Derived]:
    query = select(
        PupilRow.id, PupilRow.first, PupilRow.prefix, PupilRow.last, PupilRow.group, PupilRow.sort_key,
        PupilRow.search_key,
    )  # fmt: skip
    for pupil_id, first, prefix, last, group, by_name, by_words in connection.execute(query):
        name = PupilName(first, prefix, last)
        keys = {"sort_key": name.sort_key, "search_key": search_key(name.display, group)}
        if keys != {"sort_key": by_name, "search_key": by_words}:
            yield Derived(SEARCH_KEYS, "pupils", pupil_id, dict(keys))


def _party_keys(connection: Connection) -> Iterator[Derived]:
    query = select(PartyRow.id, PartyRow.name, PartyRow.kind, PartyRow.sort_key, PartyRow.search_key)
    for party_id, name, kind, by_name, by_words in connection.execute(query):
        keys = {"sort_key": sort_key(name), "search_key": search_key(name, kind)}
        if keys != {"sort_key": by_name, "search_key": by_words}:
            yield Derived(SEARCH_KEYS, "parties", party_id, dict(keys))


def _people_keys(connection: Connection) -> Iterator[Derived]:
    query = people_texts().add_columns(PersonRow.sort_key, PersonRow.search_key)
    for person_id, *texts, by_name, by_words in connection.execute(query):
        keys = {"sort_key": sort_key(texts[0]), "search_key": search_key(*(each for each in texts if each))}
        if keys != {"sort_key": by_name, "search_key": by_words}:
            yield Derived(SEARCH_KEYS, "people", person_id, dict(keys))
