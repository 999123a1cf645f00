"""Evaluations of agreements: rows to values and back.

One row with its lines and its lessons; both are written whole, since they are edited whole. Figures are kept
as one canonical tree: they are read as they were, never counted with.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import fields, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, insert, select

from jeugdhulp_desktop.domain.canonical import canonical_bytes, from_canonical
from jeugdhulp_desktop.domain.errors import DamagedDatabase, NotFound
from jeugdhulp_desktop.domain.evaluations import (
    Evaluation,
    EvaluationLine,
    EvaluationMoment,
    EvaluationStepTaken,
    Figures,
)
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.storage.agreement_queries import local_iso
from jeugdhulp_desktop.storage.tables.evaluations import (
    EvaluationLessonRow,
    EvaluationLineRow,
    EvaluationRow,
    EvaluationStepRow,
)
from jeugdhulp_desktop.storage.versions import stale, store_record

EVALUATION = "evaluation"

_PLAIN = (
    "school_id",
    "moment",
    "agreement_number",
    "held_on",
    "present",
    "went_well",
    "could_improve",
    "proposal",
    "securing",
    "effect_short",
    "effect_middle",
    "effect_long",
    "finished_on",
    "frozen_control",
    "id",
    "version",
)  # fields of Evaluation whose column has the same name
_LINE = tuple(each.name for each in fields(EvaluationLine))
_MOMENTS = list(EvaluationMoment)


def load_evaluation(connection: Connection, evaluation_id: int) -> Evaluation:
    """One evaluation; NotFound when it is gone, DamagedDatabase when its figures cannot be read."""
    found = _load(connection, EvaluationRow.id == evaluation_id)
    if not found:
        raise NotFound(EVALUATION, evaluation_id)
    return found[0]


def load_evaluations(
    connection: Connection, school_id: int, school_year: SchoolYear
) -> tuple[Evaluation, ...]:
    """The evaluations of a school in a year that were begun: halfway before the end; two at most."""
    row = EvaluationRow
    return _load(connection, row.school_id == school_id, row.school_year == school_year.first)


def load_evaluations_of_year(connection: Connection, school_year: SchoolYear) -> tuple[Evaluation, ...]:
    """Every evaluation of a year that was begun, of all schools."""
    return _load(connection, EvaluationRow.school_year == school_year.first)


def load_evaluations_of_ids(connection: Connection, ids: Iterable[int]) -> tuple[Evaluation, ...]:
    """The evaluations with these ids that are there."""
    return _load(connection, EvaluationRow.id.in_(list(ids)))


def load_all_evaluations(connection: Connection) -> tuple[Evaluation, ...]:
    """Every evaluation that was begun."""
    return _load(connection)


def store_evaluation(
    connection: Connection,
    draft: Evaluation,
    *,
    changed_at: datetime,
    canonical: bytes | None = None,
) -> Evaluation:
    """Keep the whole evaluation; gives it back with its id and new version.

    ``canonical`` is the frozen tree of a finished one; figures are kept with a finished one only.
    Raises ChangedElsewhere when the row is not the version that was read, and NotFound when it is gone.
    """
    if not draft.finished:
        draft = replace(draft, figures=None)
    values = {name: getattr(draft, name) for name in _PLAIN if name not in ("id", "version")}
    values |= {
        "school_year": draft.school_year.first,
        "changed_at": changed_at,
        "figures": canonical_bytes(draft.figures) if draft.figures is not None else None,
        "canonical": canonical,
    }
    evaluation_id = store_record(connection, EvaluationRow, EVALUATION, draft, values)
    _store_list(
        connection,
        EvaluationLineRow,
        evaluation_id,
        [{name: getattr(line, name) for name in _LINE} for line in draft.lines],
    )
    _store_list(connection, EvaluationLessonRow, evaluation_id, [{"text": text} for text in draft.lessons])
    return replace(draft, id=evaluation_id, version=draft.version + 1)


def delete_evaluation(connection: Connection, evaluation_id: int, version: int) -> None:
    """Remove an evaluation; ChangedElsewhere when it is not the version that was read."""
    done = connection.execute(
        delete(EvaluationRow).where(EvaluationRow.id == evaluation_id, EvaluationRow.version == version)
    )
    if done.rowcount != 1:
        raise stale(connection, EvaluationRow, EVALUATION, evaluation_id)


def load_frozen_evaluation(connection: Connection, evaluation_id: int) -> bytes | None:
    """The canonical tree of the paper of a finished one, or None while it is open; NotFound."""
    query = select(EvaluationRow.canonical).where(EvaluationRow.id == evaluation_id)
    row = connection.execute(query).one_or_none()
    if row is None:
        raise NotFound(EVALUATION, evaluation_id)
    found: bytes | None = row[0]
    return found


def store_evaluation_step(
    connection: Connection, evaluation_id: int, *, at: datetime, who: str, reason: str
) -> None:
    """Keep why a finished evaluation was opened again."""
    connection.execute(
        insert(EvaluationStepRow).values(evaluation_id=evaluation_id, at=at, who=who, reason=reason)
    )


def load_evaluation_steps(connection: Connection, evaluation_id: int) -> list[EvaluationStepTaken]:
    """When it was opened again, by whom and why; newest first."""
    row = EvaluationStepRow
    query = select(row.at, row.who, row.reason).where(row.evaluation_id == evaluation_id)
    found = connection.execute(query.order_by(row.id.desc()))
    return [EvaluationStepTaken(local_iso(at), who, reason) for at, who, reason in found]


def _load(connection: Connection, *which: ColumnElement[bool]) -> tuple[Evaluation, ...]:
    columns = [getattr(EvaluationRow, name) for name in _PLAIN]
    query = select(EvaluationRow.school_year, EvaluationRow.figures, *columns).where(*which)
    rows = connection.execute(query.order_by(EvaluationRow.school_year, EvaluationRow.id)).all()
    ids = [row.id for row in rows]
    lines = _load_list(connection, EvaluationLineRow, ids, _LINE)
    lessons = _load_list(connection, EvaluationLessonRow, ids, ("text",))
    made = []
    for year, figures, *values in rows:
        plain: dict[str, Any] = dict(zip(_PLAIN, values, strict=True))
        made.append(
            Evaluation(
                school_year=SchoolYear(year),
                figures=_figures(figures),
                lines=tuple(EvaluationLine(*each) for each in lines[plain["id"]]),
                lessons=tuple(text for (text,) in lessons[plain["id"]]),
                **plain,
            )
        )
    return tuple(sorted(made, key=_in_order))


def _in_order(evaluation: Evaluation) -> tuple[int, SchoolYear, int]:
    return evaluation.school_id, evaluation.school_year, _MOMENTS.index(evaluation.moment)


def _figures(kept: bytes | None) -> Figures | None:
    try:
        return from_canonical(Figures, kept) if kept is not None else None
    except ValueError as error:
        raise DamagedDatabase("canonical") from error


def _load_list(
    connection: Connection, row: type[Any], ids: Sequence[int], names: Sequence[str]
) -> dict[int, list[Any]]:
    """The rows of one list by evaluation, in their order."""
    query = select(row.evaluation_id, *(getattr(row, name) for name in names))
    found: dict[int, list[Any]] = defaultdict(list)
    wanted = query.where(row.evaluation_id.in_(ids)).order_by(row.position)
    for evaluation_id, *values in connection.execute(wanted):
        found[evaluation_id].append(values)
    return found


def _store_list(
    connection: Connection, row: type[Any], evaluation_id: int, values: Sequence[dict[str, Any]]
) -> None:
    connection.execute(delete(row).where(row.evaluation_id == evaluation_id))
    if values:
        rows = [
            {"evaluation_id": evaluation_id, "position": place} | each for place, each in enumerate(values)
        ]
        connection.execute(insert(row), rows)
