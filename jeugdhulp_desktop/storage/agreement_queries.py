"""Agreements: rows to values and back.

One row and twelve lists; a list is written whole, since it is edited whole. ``load_agreements`` reads many at
once with one statement a table, whatever their number.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update
from sqlalchemy import inspect as sql_inspect

from jeugdhulp_desktop.domain.agreement_sections import (
    Deployment,
    Deviation,
    Expectation,
    Measure,
    Offer,
    PartyAtTable,
    Presence,
    SchoolFacts,
    Signatory,
    Task,
    Theme,
)
from jeugdhulp_desktop.domain.agreements import (
    Agreement,
    AgreementStatus,
    StepTaken,
)
from jeugdhulp_desktop.domain.errors import NotFound
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.storage.tables.agreements import (
    AgreementRow,
    DeploymentRow,
    DeviationRow,
    ExpectationRow,
    MeasureRow,
    OfferRow,
    OfferThemeRow,
    PartyAtTableRow,
    PresenceRow,
    SignatoryRow,
    StepRow,
    TaskAnswerRow,
    TaskRow,
    ThemeRow,
)
from jeugdhulp_desktop.storage.versions import stale, store_record

SUBJECT = "agreement"

_PLAIN = (
    "school_id",
    "number",
    "status",
    "dated",
    "author",
    "public",
    "structure_id",
    "change_reason",
    "occasion",
    "aim",
    "theme_intro",
    "monitoring_note",
    "paper_kept_at",
    "frozen_control",
    "id",
    "version",
)  # fields of Agreement whose column has the same name
_FACTS = tuple(each.name for each in fields(SchoolFacts))


@dataclass(frozen=True)
class _List:
    """One list of an agreement: its field, values and table; an ``extra`` field has a table of its own."""

    name: str
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
    _List("deployments", Deployment, DeploymentRow),
    _List("presences", Presence, PresenceRow),
    _TASKS,
    _List("expectations", Expectation, ExpectationRow),
    _List("themes", Theme, ThemeRow),
    _OFFERS,
    _List("measures", Measure, MeasureRow),
    _List("signatories", Signatory, SignatoryRow),
    _List("deviations", Deviation, DeviationRow),
)


def load_agreement(connection: Connection, agreement_id: int) -> Agreement:
    """One agreement; NotFound when it is gone."""
    found = load_agreements(connection, [agreement_id])
    if agreement_id not in found:
        raise NotFound(SUBJECT, agreement_id)
    return found[agreement_id]


def load_agreements(connection: Connection, ids: Iterable[int]) -> dict[int, Agreement]:
    """The agreements with these ids that are there, whole."""
    wanted = list(ids)
    columns = [getattr(AgreementRow, name) for name in _PLAIN]
    facts = [getattr(AgreementRow, f"facts_{name}") for name in _FACTS]
    rows = connection.execute(
        select(AgreementRow.school_year, *columns, *facts).where(AgreementRow.id.in_(wanted))
    ).all()
    lists = {each.name: _load_list(connection, each, wanted) for each in _LISTS}
    found = {}
    for row in rows:
        plain: dict[str, Any] = dict(zip(_PLAIN, row[1 : len(_PLAIN) + 1], strict=True))
        school = SchoolFacts(*row[len(_PLAIN) + 1 :])
        parts: dict[str, Any] = {name: tuple(values.get(plain["id"], ())) for name, values in lists.items()}
        found[plain["id"]] = Agreement(school_year=SchoolYear(row[0]), school=school, **plain, **parts)
    return found


def store_agreement(
    connection: Connection, draft: Agreement, *, changed_at: datetime, control: str, canonical: bytes | None
) -> Agreement:
    """Keep the whole agreement; gives it back with its id and new version.

    ``control`` is the controlegetal of what stands on paper, ``canonical`` the frozen tree or None. Raises
    ChangedElsewhere when the row is not the version that was read, and NotFound when it is gone.
    """
    values = {name: getattr(draft, name) for name in _PLAIN if name not in ("id", "version")}
    values |= {f"facts_{name}": getattr(draft.school, name) for name in _FACTS}
    values |= {
        "school_year": draft.school_year.first,
        "changed_at": changed_at,
        "content_control": control,
        "canonical": canonical,
    }
    agreement_id = store_record(connection, AgreementRow, SUBJECT, draft, values)
    _store_lists(connection, agreement_id, draft)
    return replace(draft, id=agreement_id, version=draft.version + 1)


def change_status(connection: Connection, agreement_id: int, status: AgreementStatus, at: datetime) -> None:
    """Another status for an agreement whose content stays as it is: it was replaced, or is in force again."""
    connection.execute(
        update(AgreementRow)
        .where(AgreementRow.id == agreement_id)
        .values(status=status, changed_at=at, version=AgreementRow.version + 1)
    )


def load_canonical(connection: Connection, agreement_id: int) -> bytes | None:
    """The frozen tree, or None while the agreement can be edited; NotFound when it is gone."""
    row = connection.execute(
        select(AgreementRow.canonical).where(AgreementRow.id == agreement_id)
    ).one_or_none()
    if row is None:
        raise NotFound(SUBJECT, agreement_id)
    found: bytes | None = row[0]
    return found


def delete_agreement(connection: Connection, agreement_id: int, version: int) -> None:
    """Remove an agreement with its lists; ChangedElsewhere when it is not the version that was read."""
    done = connection.execute(
        delete(AgreementRow).where(AgreementRow.id == agreement_id, AgreementRow.version == version)
    )
    if done.rowcount != 1:
        raise stale(connection, AgreementRow, SUBJECT, agreement_id)


def store_step(
    connection: Connection,
    agreement_id: int,
    *,
    at: datetime,
    who: str,
    before: AgreementStatus,
    after: AgreementStatus,
    reason: str,
) -> None:
    """Keep why an agreement was reopened or replaced; the audit line has no place for a reason."""
    values = {"agreement_id": agreement_id, "at": at, "who": who, "reason": reason}
    connection.execute(insert(StepRow).values(values | {"from_status": before, "to_status": after}))


def load_steps(connection: Connection, agreement_id: int) -> list[StepTaken]:
    """The steps that asked a reason, newest first."""
    columns = (StepRow.at, StepRow.who, StepRow.from_status, StepRow.to_status, StepRow.reason)
    query = select(*columns).where(StepRow.agreement_id == agreement_id).order_by(StepRow.id.desc())
    return [StepTaken(local_iso(row[0]), *row[1:]) for row in connection.execute(query)]


def local_iso(moment: datetime) -> str:
    """A moment as local time without its zone, to the second: what lists show."""
    return moment.astimezone().replace(tzinfo=None).isoformat(timespec="seconds")


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


def _store_lists(connection: Connection, agreement_id: int, draft: Agreement) -> None:
    for part in _LISTS:
        connection.execute(delete(part.row).where(part.row.agreement_id == agreement_id))
        values = getattr(draft, part.name)
        columns = list(zip(part.names, part.columns(), strict=True))
        rows = [
            {"agreement_id": agreement_id, "position": position}
            | {column.key: getattr(value, name) for name, column in columns}
            for position, value in enumerate(values)
        ]
        if rows:
            connection.execute(insert(part.row), rows)
    answers = [
        {"agreement_id": agreement_id, "position": position, "worker_type": worker, "answer": answer}
        for position, task in enumerate(draft.tasks)
        for worker, answer in task.answers.items()
    ]
    if answers:
        connection.execute(insert(TaskAnswerRow), answers)
    links = [
        {"agreement_id": agreement_id, "position": position, "place": place, "theme_key": key}
        for position, offer in enumerate(draft.offers)
        for place, key in enumerate(offer.theme_keys)
    ]
    if links:
        connection.execute(insert(OfferThemeRow), links)
