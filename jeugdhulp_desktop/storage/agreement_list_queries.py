"""The lists and texts of an agreement: rows to values and back, by the path of their field.

A list is written whole, since it is edited whole; reading is one statement a table, for many agreements at
once. A path is a field of the agreement ("themes") or of one of its sections ("route.meetings").
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from operator import attrgetter
from typing import Any

from sqlalchemy import Connection, delete, insert, select
from sqlalchemy import inspect as sql_inspect

from jeugdhulp_desktop.domain.agreement_sections import (
    Analysis,
    Deployment,
    Expectation,
    Offer,
    PartyAtTable,
    PastFigure,
    Policy,
    Presence,
    Risk,
    Task,
    Theme,
)
from jeugdhulp_desktop.domain.agreement_terms import (
    Condition,
    Contribution,
    Deviation,
    Families,
    Finance,
    Measure,
    Meeting,
    PrivacyNotes,
    Rate,
    Route,
    Signatory,
    Term,
)
from jeugdhulp_desktop.domain.agreements import Agreement
from jeugdhulp_desktop.storage.tables.agreement_sections import (
    ConditionRow,
    ContributionRow,
    ItemRow,
    LeftOutRow,
    MeetingRow,
    PastFigureRow,
    PolicyRow,
    RateRow,
    RiskRow,
    TermRow,
    TextRow,
)
from jeugdhulp_desktop.storage.tables.agreements import (
    DeploymentRow,
    DeviationRow,
    ExpectationRow,
    MeasureRow,
    OfferRow,
    OfferThemeRow,
    PartyAtTableRow,
    PresenceRow,
    SignatoryRow,
    TaskAnswerRow,
    TaskRow,
    ThemeRow,
)

Parts = Mapping[str, Any]  # fields of an Agreement by name


@dataclass(frozen=True)
class _List:
    """One list of an agreement: its path, values and table; an ``extra`` field has a table of its own."""

    path: str
    kind: type[Any]
    row: type[Any]
    extra: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(each.name for each in fields(self.kind) if each.name != self.extra)

    def columns(self) -> list[Any]:
        mapped = sql_inspect(self.row).columns
        return [mapped[name] for name in self.names]


_TASKS = _List("tasks", Task, TaskRow, "answers")
_OFFERS = _List("offers", Offer, OfferRow, "theme_keys")
_LISTS = (
    _List("parties", PartyAtTable, PartyAtTableRow),
    _List("policies", Policy, PolicyRow),
    _List("analysis.risks", Risk, RiskRow),
    _List("analysis.figures", PastFigure, PastFigureRow),
    _List("deployments", Deployment, DeploymentRow),
    _List("presences", Presence, PresenceRow),
    _TASKS,
    _List("expectations", Expectation, ExpectationRow),
    _List("themes", Theme, ThemeRow),
    _OFFERS,
    _List("route.meetings", Meeting, MeetingRow),
    _List("measures", Measure, MeasureRow),
    _List("finance.rates", Rate, RateRow),
    _List("finance.contributions", Contribution, ContributionRow),
    _List("finance.conditions", Condition, ConditionRow),
    _List("signatories", Signatory, SignatoryRow),
    _List("deviations", Deviation, DeviationRow),
)
_GROUPS: Mapping[str, type[Any]] = {
    "analysis": Analysis,
    "route": Route,
    "families": Families,
    "privacy": PrivacyNotes,
    "finance": Finance,
    "term": Term,
}
_ITEMS = ("analysis.lessons", "route.steps")
_TEXTS = (
    "satisfaction",
    *(f"{name}.{each.name}" for name, kind in _GROUPS.items() for each in fields(kind) if each.type is str),
)


def load_parts(connection: Connection, ids: Sequence[int]) -> dict[int, Parts]:
    """Everything of these agreements that does not stand in their own row, ready for ``Agreement``."""
    flat: dict[int, dict[str, Any]] = defaultdict(dict)
    for part in _LISTS:
        for agreement_id, values in _load_list(connection, part, ids).items():
            flat[agreement_id][part.path] = tuple(values)
    text = select(TextRow.agreement_id, TextRow.name, TextRow.text)
    for agreement_id, name, value in connection.execute(text.where(TextRow.agreement_id.in_(ids))):
        flat[agreement_id][name] = value
    item = select(ItemRow.agreement_id, ItemRow.name, ItemRow.text).where(ItemRow.agreement_id.in_(ids))
    for agreement_id, name, value in connection.execute(item.order_by(ItemRow.name, ItemRow.position)):
        flat[agreement_id][name] = (*flat[agreement_id].get(name, ()), value)
    left = select(LeftOutRow.agreement_id, LeftOutRow.section).where(LeftOutRow.agreement_id.in_(ids))
    for agreement_id, section in connection.execute(left.order_by(LeftOutRow.position)):
        flat[agreement_id]["left_out"] = (*flat[agreement_id].get("left_out", ()), section)
    term = select(TermRow.agreement_id, TermRow.starts_on, TermRow.ends_on)
    for agreement_id, starts_on, ends_on in connection.execute(term.where(TermRow.agreement_id.in_(ids))):
        flat[agreement_id] |= {"term.starts_on": starts_on, "term.ends_on": ends_on}
    return {agreement_id: _nested(flat[agreement_id]) for agreement_id in ids}


def _nested(flat: Mapping[str, Any]) -> Parts:
    """Sections put together from the paths of their fields; a path that is not known any more is left."""
    parts: dict[str, Any] = {path: value for path, value in flat.items() if "." not in path}
    for name, kind in _GROUPS.items():
        known = {each.name for each in fields(kind)}
        inner = {path.partition(".")[2]: flat[path] for path in flat if path.startswith(f"{name}.")}
        parts[name] = kind(**{key: value for key, value in inner.items() if key in known})
    return parts


def store_parts(connection: Connection, agreement_id: int, draft: Agreement) -> None:
    """Write every list and text of an agreement, in place of what stood there."""
    tables: list[Any] = [*(part.row for part in _LISTS), TextRow, ItemRow, LeftOutRow, TermRow]
    for row in tables:
        connection.execute(delete(row).where(row.agreement_id == agreement_id))
    for part in _LISTS:
        columns = list(zip(part.names, part.columns(), strict=True))
        _insert(
            connection,
            part.row,
            [
                {"agreement_id": agreement_id, "position": position}
                | {column.key: getattr(value, name) for name, column in columns}
                for position, value in enumerate(attrgetter(part.path)(draft))
            ],
        )
    texts = {path: attrgetter(path)(draft) for path in _TEXTS}
    _insert(
        connection,
        TextRow,
        [{"agreement_id": agreement_id, "name": path, "text": text} for path, text in texts.items() if text],
    )
    _insert(
        connection,
        ItemRow,
        [
            {"agreement_id": agreement_id, "name": path, "position": position, "text": text}
            for path in _ITEMS
            for position, text in enumerate(attrgetter(path)(draft))
        ],
    )
    _insert(
        connection,
        LeftOutRow,
        [
            {"agreement_id": agreement_id, "position": position, "section": section}
            for position, section in enumerate(draft.left_out)
        ],
    )
    if draft.term.starts_on or draft.term.ends_on:
        dates = {"starts_on": draft.term.starts_on, "ends_on": draft.term.ends_on}
        _insert(connection, TermRow, [{"agreement_id": agreement_id, **dates}])
    _store_extras(connection, agreement_id, draft)


def _insert(connection: Connection, row: type[Any], rows: list[dict[str, Any]]) -> None:
    if rows:
        connection.execute(insert(row), rows)


def _load_list(connection: Connection, part: _List, ids: Sequence[int]) -> dict[int, list[Any]]:
    """The values of one list by agreement, in their order."""
    row = part.row
    rows = connection.execute(
        select(row.agreement_id, row.position, *part.columns())
        .where(row.agreement_id.in_(ids))
        .order_by(row.agreement_id, row.position)
    ).all()
    extra = _load_extra(connection, part, ids) if rows and part.extra else {}
    found: dict[int, list[Any]] = defaultdict(list)
    for agreement_id, position, *values in rows:
        made = dict(zip(part.names, values, strict=True))
        if part.extra and (agreement_id, position) in extra:
            made[part.extra] = extra[agreement_id, position]
        found[agreement_id].append(part.kind(**made))
    return found


def _load_extra(connection: Connection, part: _List, ids: Sequence[int]) -> dict[tuple[int, int], Any]:
    """Answers per worker type of a task; theme keys of an offer."""
    if part is _TASKS:
        answers: dict[tuple[int, int], Any] = defaultdict(dict)
        row = TaskAnswerRow
        query = select(row.agreement_id, row.position, row.worker_type, row.answer).order_by(row.worker_type)
        for agreement_id, position, worker, answer in connection.execute(
            query.where(row.agreement_id.in_(ids))
        ):
            answers[agreement_id, position][worker] = answer
        return answers
    link = OfferThemeRow
    keys: dict[tuple[int, int], Any] = defaultdict(tuple)
    links = select(link.agreement_id, link.position, link.theme_key).where(link.agreement_id.in_(ids))
    for agreement_id, position, key in connection.execute(links.order_by(link.position, link.place)):
        keys[agreement_id, position] += (key,)
    return keys


def _store_extras(connection: Connection, agreement_id: int, draft: Agreement) -> None:
    """Answers of tasks and links of offers; what stood there went with its task or offer."""
    answers = [
        {"agreement_id": agreement_id, "position": position, "worker_type": worker, "answer": answer}
        for position, task in enumerate(draft.tasks)
        for worker, answer in task.answers.items()
    ]
    _insert(connection, TaskAnswerRow, answers)
    links = [
        {"agreement_id": agreement_id, "position": position, "place": place, "theme_key": key}
        for position, offer in enumerate(draft.offers)
        for place, key in enumerate(offer.theme_keys)
    ]
    _insert(connection, OfferThemeRow, links)
