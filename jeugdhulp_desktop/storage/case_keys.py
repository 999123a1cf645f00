"""The keys by which a case is sorted and found; they follow pupil, group, school and question.

Written again whenever one of those changes, so that the list of cases is one index.
"""

from collections.abc import Iterable

from sqlalchemy import ColumnElement, Connection, bindparam, select, update

from jeugdhulp_desktop.domain.questions import question_label
from jeugdhulp_desktop.storage.search import search_key
from jeugdhulp_desktop.storage.tables.cases import CaseRow
from jeugdhulp_desktop.storage.tables.pupils import PupilRow
from jeugdhulp_desktop.storage.tables.relations import SchoolRow

_BEHIND_ALL = "~"  # a signal without a pupil stands behind every name: folded names hold no tilde


def refresh_case(connection: Connection, case_id: int) -> None:
    """The case itself was saved."""
    _refresh(connection, CaseRow.id == case_id)


def refresh_cases_of_pupils(connection: Connection, pupil_ids: Iterable[int]) -> None:
    """Name or group of these pupils may be another."""
    ids = list(pupil_ids)
    for start in range(0, len(ids), 500):  # SQLite takes 32,766 values in one statement; far under it
        _refresh(connection, CaseRow.pupil_id.in_(ids[start : start + 500]))


def refresh_cases_of_school(connection: Connection, school_id: int) -> None:
    """The school has another name."""
    _refresh(connection, CaseRow.school_id == school_id)


def case_keys(
    number: str, question: str, school: str, *, group: str, pupil: str, pupil_sort_key: str
) -> tuple[str, str]:
    """Sort key and search key of one case; the pupil's parts are empty for a signal without one."""
    return (
        pupil_sort_key or f"{_BEHIND_ALL}{number}",
        search_key(pupil, number, group, school, question_label(question)),
    )


def _refresh(connection: Connection, which: ColumnElement[bool]) -> None:
    rows = connection.execute(
        select(
            CaseRow.id, CaseRow.number, CaseRow.question, SchoolRow.name, PupilRow.group, PupilRow.first,
            PupilRow.prefix, PupilRow.last, PupilRow.sort_key, CaseRow.sort_key, CaseRow.search_key,
        )
        .join(SchoolRow, SchoolRow.id == CaseRow.school_id)
        .outerjoin(PupilRow, PupilRow.id == CaseRow.pupil_id)
        .where(which)
    )  # fmt: skip
    changed = []
    for case_id, number, question, school, group, first, prefix, last, by_name, old_sort, old_search in rows:
        display = " ".join(part for part in (first, prefix, last) if part)
        keys = case_keys(
            number, question, school, group=group or "", pupil=display, pupil_sort_key=by_name or ""
        )
        if keys != (old_sort, old_search):
            changed.append({"case": case_id, "by_name": keys[0], "by_words": keys[1]})
    if changed:
        connection.execute(
            update(CaseRow.__table__)  # type: ignore[arg-type]
            .where(CaseRow.__table__.c.id == bindparam("case"))
            .values(sort_key=bindparam("by_name"), search_key=bindparam("by_words")),
            changed,
        )
