"""Agreements as papers: light facts of each, enough to tell whether its file is up to date."""

import json
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert

from jeugdhulp_desktop.domain.agreements import AgreementStatus
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.storage.tables.agreements import AgreementRow
from jeugdhulp_desktop.storage.tables.relations import SchoolRow
from jeugdhulp_desktop.storage.tables.vault import SettingRow

_DRAWN_BY = "papers-drawn-by"


@dataclass(frozen=True)
class AgreementFacts:
    """One agreement; ``control`` is the controlegetal of what it says now."""

    id: int
    school_name: str
    school_year: SchoolYear
    number: int
    status: AgreementStatus
    control: str


def load_agreement_facts(
    connection: Connection, *, ids: Collection[int] | None = None, year: SchoolYear | None = None
) -> list[AgreementFacts]:
    """The agreements asked for, in Dutch order of their schools.

    Without ``ids`` the versions that lapsed are left out: their file stays as it was signed.
    """
    query = (
        select(
            AgreementRow.id, SchoolRow.name, AgreementRow.school_year, AgreementRow.number,
            AgreementRow.status, AgreementRow.content_control,
        )
        .join(SchoolRow, SchoolRow.id == AgreementRow.school_id)
        .order_by(SchoolRow.sort_key, AgreementRow.school_year, AgreementRow.number, AgreementRow.id)
    )  # fmt: skip
    if ids is None:
        query = query.where(AgreementRow.status != AgreementStatus.REPLACED)
    else:
        query = query.where(AgreementRow.id.in_(ids))
    if year is not None:
        query = query.where(AgreementRow.school_year == year.first)
    rows = connection.execute(query)
    return [AgreementFacts(row[0], row[1], SchoolYear(row[2]), row[3], row[4], row[5]) for row in rows]


def load_drawn_by(connection: Connection) -> str:
    """Of which program and layout the kept controlegetallen of open agreements are; "" of none yet."""
    kept = connection.scalar(select(SettingRow.value).where(SettingRow.name == _DRAWN_BY))
    return str(json.loads(kept)) if kept else ""


def store_drawn_by(connection: Connection, program: str) -> None:
    """Keep which program and layout they are of."""
    added = insert(SettingRow).values(name=_DRAWN_BY, value=json.dumps(program))
    connection.execute(
        added.on_conflict_do_update(index_elements=("name",), set_={"value": json.dumps(program)})
    )
