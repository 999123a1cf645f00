"""Many records at once, for the practice vault and for figures at size: one statement a table.

The same columns as the queries of each feature write one by one; ``checks.py`` proves afterwards that the
keys fit.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, insert, select

from jeugdhulp_desktop.domain.cases import CaseDraft
from jeugdhulp_desktop.domain.contacts import ContactDraft, speaks_to_parents
from jeugdhulp_desktop.domain.pupils import PupilDraft
from jeugdhulp_desktop.domain.questions import PICKLIST_VERSION
from jeugdhulp_desktop.storage.case_keys import case_keys
from jeugdhulp_desktop.storage.case_queries import CASE_FIELDS
from jeugdhulp_desktop.storage.pupil_queries import pupil_values
from jeugdhulp_desktop.storage.tables.cases import (
    CaseQuestionRow,
    CaseRow,
    CaseWorkerRow,
    ContactRow,
)
from jeugdhulp_desktop.storage.tables.pupils import PupilRow

_AT_ONCE = 5_000  # rows in one call: a hundred thousand cases never stand in memory as dictionaries


@dataclass(frozen=True)
class WholeCase:
    """A case with its pupil and time line; ``draft.number`` is given, ``school`` is its school's name."""

    draft: CaseDraft
    pupil: PupilDraft
    school: str
    contacts: tuple[ContactDraft, ...] = ()


def insert_whole_cases(connection: Connection, cases: Iterable[WholeCase]) -> int:
    """Keep new cases, each with a pupil of its own; how many there were."""
    next_pupil, next_case = (
        (connection.scalar(select(func.coalesce(func.max(row.id), 0))) or 0) + 1
        for row in (PupilRow, CaseRow)
    )
    rows = _Rows(connection)
    done = 0
    for done, whole in enumerate(cases, 1):
        rows.add(whole, next_pupil + done - 1, next_case + done - 1)
        if done % _AT_ONCE == 0:
            rows.write()
    rows.write()
    return done


class _Rows:
    """Rows that wait for their statement, table by table in the order in which they refer to each other."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._waiting: dict[Any, list[Mapping[str, Any]]] = {
            PupilRow: [], CaseRow: [], CaseQuestionRow: [], CaseWorkerRow: [], ContactRow: [],
        }  # fmt: skip

    def add(self, whole: WholeCase, pupil_id: int, case_id: int) -> None:
        draft, pupil = whole.draft, whole.pupil
        by_name, by_words = case_keys(
            draft.number,
            draft.question,
            whole.school,
            group=pupil.group,
            pupil=pupil.name.display,
            pupil_sort_key=pupil.name.sort_key,
        )
        self._waiting[PupilRow].append({**pupil_values(pupil), "id": pupil_id, "version": 1})
        plain = {name: getattr(draft, name) for name in CASE_FIELDS}
        self._waiting[CaseRow].append(
            {
                **plain,
                "id": case_id,
                "version": 1,
                "pupil_id": pupil_id,
                "number": draft.number,
                "sort_key": by_name,
                "search_key": by_words,
                "picklist_version": PICKLIST_VERSION,
                "last_contact_on": max(
                    (each.happened_on for each in whole.contacts if each.happened_on), default=None
                ),
            }
        )
        self._waiting[CaseQuestionRow] += [
            {"case_id": case_id, "position": place, "code": code}
            for place, code in enumerate(draft.more_questions)
        ]
        self._waiting[CaseWorkerRow] += [
            {"case_id": case_id, "position": place, "person_id": person_id}
            for place, person_id in enumerate(draft.worker_ids)
        ]
        self._waiting[ContactRow] += [
            {
                "version": 1,
                "case_id": case_id,
                "happened_on": each.happened_on,
                "kind": each.kind,
                "place": each.place,
                "with_whom": json.dumps(list(each.with_whom)),
                "parents": speaks_to_parents(each),
                "with_text": each.with_text,
                "minutes": each.minutes,
                "fact": each.fact,
                "agreed": each.agreed,
                "bsn_confirmed": each.bsn_confirmed,
            }
            for each in whole.contacts
        ]

    def write(self) -> None:
        for table, waiting in self._waiting.items():
            if waiting:
                self._connection.execute(insert(table), waiting)
                waiting.clear()
