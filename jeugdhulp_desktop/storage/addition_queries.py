"""Additional deployment: rows to values and back.

One row and its lists; a list is written whole, since it is edited whole. What is asked about many requests at
once (lists, hours, the share of all agreements) stands in ``addition_line_queries``.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, delete, func, insert, select

from jeugdhulp_desktop.domain.additions import (
    Addition,
    AdditionStatus,
    AdditionStepTaken,
    Approval,
    Requester,
)
from jeugdhulp_desktop.domain.agreement_terms import Contribution, Deviation
from jeugdhulp_desktop.domain.errors import NotFound
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.storage.agreement_queries import local_iso
from jeugdhulp_desktop.storage.tables.additions import (
    AdditionApprovalRow,
    AdditionContributionRow,
    AdditionDeviationRow,
    AdditionGoalRow,
    AdditionReasonRow,
    AdditionRow,
    AdditionStepRow,
)
from jeugdhulp_desktop.storage.versions import stale, store_record

ADDITION = "addition"

_PLAIN = (
    "school_id",
    "number",
    "status",
    "worker_type",
    "hours_per_week",
    "weeks",
    "starts_on",
    "ends_on",
    "motivation",
    "evidence",
    "addressee",
    "requested_on",
    "rate",
    "accountability",
    "accountable_when",
    "accountable_to",
    "evaluate_on",
    "decided_on",
    "decision_note",
    "outcome",
    "evaluated_on",
    "paper_kept_at",
    "previous_id",
    "frozen_control",
    "id",
    "version",
)  # fields of Addition whose column has the same name
_ASKS = tuple(each.name for each in fields(Requester))


@dataclass(frozen=True)
class _List:
    """A list of a request and its table; ``kind`` is None where a row is one value, in ``column``."""

    name: str
    row: type[Any]
    kind: type[Any] | None = None
    column: str = ""

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(each.name for each in fields(self.kind)) if self.kind else (self.column,)


_LISTS = (
    _List("reasons", AdditionReasonRow, column="kind"),
    _List("goals", AdditionGoalRow, column="text"),
    _List("financing", AdditionContributionRow, Contribution),
    _List("approvals", AdditionApprovalRow, Approval),
    _List("deviations", AdditionDeviationRow, Deviation),
)


def load_addition(connection: Connection, addition_id: int) -> Addition:
    """One request; NotFound when it is gone."""
    found = _load(connection, _rows().where(AdditionRow.id == addition_id))
    if not found:
        raise NotFound(ADDITION, addition_id)
    return found[0]


def load_additions(connection: Connection, school_id: int, school_year: SchoolYear) -> tuple[Addition, ...]:
    """Every request of a school in a year, by number; whatever became of it."""
    wanted = (AdditionRow.school_id == school_id, AdditionRow.school_year == school_year.first)
    return tuple(_load(connection, _rows().where(*wanted).order_by(AdditionRow.number)))


def store_addition(
    connection: Connection, draft: Addition, *, changed_at: datetime, canonical: bytes | None
) -> Addition:
    """Keep the whole request; gives it back with its id and new version.

    ``canonical`` is the frozen tree, or None while it is open. Raises ChangedElsewhere when the row is not
    the version that was read, and NotFound when it is gone.
    """
    values = {name: getattr(draft, name) for name in _PLAIN if name not in ("id", "version")}
    values |= {f"asks_school_{name}": getattr(draft.school_requester, name) for name in _ASKS}
    values |= {f"asks_welfare_{name}": getattr(draft.welfare_requester, name) for name in _ASKS}
    values |= {
        "school_year": draft.school_year.first,
        "changed_at": changed_at,
        "canonical": canonical,
    }
    addition_id = store_record(connection, AdditionRow, ADDITION, draft, values)
    for part in _LISTS:
        _store_list(connection, part, addition_id, getattr(draft, part.name))
    return replace(draft, id=addition_id, version=draft.version + 1)


def delete_addition(connection: Connection, addition_id: int, version: int) -> None:
    """Remove a request with its lists; ChangedElsewhere when it is not the version that was read."""
    done = connection.execute(
        delete(AdditionRow).where(AdditionRow.id == addition_id, AdditionRow.version == version)
    )
    if done.rowcount != 1:
        raise stale(connection, AdditionRow, ADDITION, addition_id)


def load_frozen_addition(connection: Connection, addition_id: int) -> bytes | None:
    """The canonical tree of what was granted, or None while it is open; NotFound when it is gone."""
    query = select(AdditionRow.canonical).where(AdditionRow.id == addition_id)
    row = connection.execute(query).one_or_none()
    if row is None:
        raise NotFound(ADDITION, addition_id)
    found: bytes | None = row[0]
    return found


def last_addition_number(connection: Connection, school_id: int, school_year: SchoolYear) -> int:
    """The highest number given within school and year; 0 when there is none yet."""
    wanted = (AdditionRow.school_id == school_id, AdditionRow.school_year == school_year.first)
    return connection.scalar(select(func.max(AdditionRow.number)).where(*wanted)) or 0


def find_extension(connection: Connection, addition_id: int) -> int | None:
    """The request that extends this one, or None."""
    return connection.scalar(select(AdditionRow.id).where(AdditionRow.previous_id == addition_id).limit(1))


def store_addition_step(
    connection: Connection,
    addition_id: int,
    *,
    at: datetime,
    who: str,
    before: AdditionStatus,
    after: AdditionStatus,
    reason: str,
) -> None:
    """Keep why a decision was undone; the audit line has no place for a reason."""
    values = {"addition_id": addition_id, "at": at, "who": who, "reason": reason}
    connection.execute(insert(AdditionStepRow).values(values | {"from_status": before, "to_status": after}))


def load_addition_steps(connection: Connection, addition_id: int) -> list[AdditionStepTaken]:
    """The steps that asked a reason, newest first."""
    row = AdditionStepRow
    query = select(row.at, row.who, row.from_status, row.to_status, row.reason)
    found = connection.execute(query.where(row.addition_id == addition_id).order_by(row.id.desc()))
    return [AdditionStepTaken(local_iso(each[0]), *each[1:]) for each in found]


def _rows() -> Select[Any]:
    asks = [getattr(AdditionRow, f"asks_{party}_{name}") for party in ("school", "welfare") for name in _ASKS]
    return select(AdditionRow.school_year, *asks, *(getattr(AdditionRow, name) for name in _PLAIN))


def _load(connection: Connection, query: Select[Any]) -> list[Addition]:
    rows = connection.execute(query).all()
    ids = [row.id for row in rows]
    lists: dict[str, dict[int, Any]] = {part.name: _load_list(connection, part, ids) for part in _LISTS}
    count = len(_ASKS)
    made = []
    for row in rows:
        values: dict[str, Any] = dict(zip(_PLAIN, row[1 + 2 * count :], strict=True))
        values |= {name: tuple(found[row.id]) for name, found in lists.items()}
        school, welfare = Requester(*row[1 : 1 + count]), Requester(*row[1 + count : 1 + 2 * count])
        made.append(
            Addition(
                school_year=SchoolYear(row[0]), school_requester=school, welfare_requester=welfare, **values
            )
        )
    return made


def _load_list(connection: Connection, part: _List, ids: Sequence[int]) -> dict[int, list[Any]]:
    """The values of one list by request, in their order."""
    columns = [getattr(part.row, name) for name in part.columns]
    query = select(part.row.addition_id, *columns).where(part.row.addition_id.in_(ids))
    found: dict[int, list[Any]] = defaultdict(list)
    for addition_id, *values in connection.execute(query.order_by(part.row.position)):
        found[addition_id].append(part.kind(*values) if part.kind else values[0])
    return found


def _store_list(connection: Connection, part: _List, addition_id: int, values: Sequence[Any]) -> None:
    """Write a list in place of what stood there."""
    connection.execute(delete(part.row).where(part.row.addition_id == addition_id))
    rows = [
        {"addition_id": addition_id, "position": position}
        | {name: getattr(value, name) if part.kind else value for name in part.columns}
        for position, value in enumerate(values)
    ]
    if rows:
        connection.execute(insert(part.row), rows)
