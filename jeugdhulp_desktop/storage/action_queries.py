"""Actions: one list of all, seen from several sides."""

from datetime import date

from sqlalchemy import ColumnElement, Connection, select, update

from jeugdhulp_desktop.domain.actions import ActionDraft, ActionFilter, ActionFilterKind, ActionLine
from jeugdhulp_desktop.domain.errors import NotFound
from jeugdhulp_desktop.domain.pupils import PupilName
from jeugdhulp_desktop.storage.tables.agreements import AgreementRow
from jeugdhulp_desktop.storage.tables.cases import ActionRow, CaseRow
from jeugdhulp_desktop.storage.tables.pupils import PupilRow
from jeugdhulp_desktop.storage.tables.relations import PersonRow, SchoolRow
from jeugdhulp_desktop.storage.versions import delete_record, stale, store_record

ACTION = "action"


def load_action_lines(
    connection: Connection, wanted: ActionFilter, *, today: date, me: str = "ik"
) -> list[ActionLine]:
    """Actions by date, those without one behind; done ones with the newest first.

    ``me`` is how the list names the user's own actions. An action of a case is about its pupil, one of an
    agreement about its school; otherwise about nobody.
    """
    of_case = SchoolRow.__table__.alias("school_of_case")
    query = (
        select(
            ActionRow.id, ActionRow.what, PersonRow.name, ActionRow.person_id, ActionRow.due_on,
            ActionRow.done_on, ActionRow.case_id, CaseRow.number, ActionRow.agreement_id, PupilRow.first,
            PupilRow.prefix, PupilRow.last, of_case.c.name, SchoolRow.name, ActionRow.version,
        )
        .outerjoin(PersonRow, PersonRow.id == ActionRow.person_id)
        .outerjoin(CaseRow, CaseRow.id == ActionRow.case_id)
        .outerjoin(PupilRow, PupilRow.id == CaseRow.pupil_id)
        .outerjoin(of_case, of_case.c.id == CaseRow.school_id)
        .outerjoin(AgreementRow, AgreementRow.id == ActionRow.agreement_id)
        .outerjoin(SchoolRow, SchoolRow.id == AgreementRow.school_id)
        .where(*_conditions(wanted, today))
    )  # fmt: skip
    if wanted.kind is ActionFilterKind.DONE:
        query = query.order_by(ActionRow.done_on.desc(), ActionRow.id.desc())
    else:
        query = query.order_by(ActionRow.due_on.asc().nulls_last(), ActionRow.id)
    return [
        ActionLine(
            id=action_id, what=what, who=me if person_id is None else who, mine=person_id is None,
            due_on=due_on, done_on=done_on, case_id=case_id, case_number=number or "",
            agreement_id=agreement_id,
            about=PupilName(first or "", prefix or "", last or "").display or case_school or school or "",
            version=version,
        )
        for (
            action_id, what, who, person_id, due_on, done_on, case_id, number, agreement_id, first, prefix,
            last, case_school, school, version,
        ) in connection.execute(query)
    ]  # fmt: skip


def load_action(connection: Connection, action_id: int) -> ActionDraft:
    """An action to edit; NotFound when it is gone."""
    row = connection.execute(
        select(
            ActionRow.what, ActionRow.person_id, ActionRow.due_on, ActionRow.case_id, ActionRow.agreement_id,
            ActionRow.run_id, ActionRow.done_on, ActionRow.id, ActionRow.version,
        ).where(ActionRow.id == action_id)
    ).first()  # fmt: skip
    if row is None:
        raise NotFound(ACTION, action_id)
    return ActionDraft(*row)


def store_action(connection: Connection, draft: ActionDraft) -> int:
    """Keep an action; its id. Raises ChangedElsewhere or NotFound."""
    names = ("what", "person_id", "due_on", "case_id", "agreement_id", "run_id", "done_on")
    values = {name: getattr(draft, name) for name in names}
    return store_record(connection, ActionRow, ACTION, draft, values)


def set_action_done(connection: Connection, action_id: int, version: int, done_on: date | None) -> None:
    """Done on a day, or open again. Raises ChangedElsewhere or NotFound."""
    done = connection.execute(
        update(ActionRow)
        .where(ActionRow.id == action_id, ActionRow.version == version)
        .values(done_on=done_on, version=version + 1)
    )
    if done.rowcount == 0:
        raise stale(connection, ActionRow, ACTION, action_id)


def delete_action(connection: Connection, action_id: int) -> None:
    """Remove an action; NotFound when it is gone already."""
    delete_record(connection, ActionRow, ACTION, action_id)


def _conditions(wanted: ActionFilter, today: date) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if wanted.kind is ActionFilterKind.DONE:
        conditions.append(ActionRow.done_on.is_not(None))
    else:
        conditions.append(ActionRow.done_on.is_(None))
    if wanted.kind is ActionFilterKind.MINE:
        conditions.append(ActionRow.person_id.is_(None))
    if wanted.kind is ActionFilterKind.OVERDUE:
        conditions.append(ActionRow.due_on < today)
    if wanted.case_id is not None:
        conditions.append(ActionRow.case_id == wanted.case_id)
    if wanted.agreement_id is not None:
        conditions.append(ActionRow.agreement_id == wanted.agreement_id)
    return conditions
