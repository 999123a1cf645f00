"""The last things worked on, told by the audit lines: they hold ids and kinds, the names are read afresh."""

from collections.abc import Callable, Iterator

from sqlalchemy import Connection

from jeugdhulp_desktop.domain.errors import NotFound
from jeugdhulp_desktop.domain.overviews import Recent, RecentKind
from jeugdhulp_desktop.storage.action_queries import ACTION, load_action
from jeugdhulp_desktop.storage.agreement_queries import SUBJECT as AGREEMENT
from jeugdhulp_desktop.storage.agreement_queries import load_agreement
from jeugdhulp_desktop.storage.audit import Action, AuditLine, load_audit_lines
from jeugdhulp_desktop.storage.case_queries import CASE, load_case_lines
from jeugdhulp_desktop.storage.checklist_queries import SUBJECT as CHECKLIST
from jeugdhulp_desktop.storage.checklist_queries import load_run
from jeugdhulp_desktop.storage.contact_queries import CONTACT, load_contact

MOST = 3
LOOKED_AT = 300  # audit lines: what was done before these is no longer where one was
_BESIDE_THE_WORK = frozenset(
    {Action.WRITE_DOCUMENT, Action.SAVE_DOCUMENT_AS, Action.PRINT_DOCUMENT, Action.MAKE_DEMO}
)  # written by the program itself, or about many things at once

_Belongs = tuple[int | None, int | None]  # case, agreement


def load_recent(connection: Connection, most: int = MOST) -> list[Recent]:
    """The last cases and agreements that somebody worked on, newest first; what is gone is left out."""
    found: list[Recent] = []
    seen: set[_Belongs] = set()
    for line, kind, belongs in _worked_on(connection):
        if belongs in seen:
            continue
        seen.add(belongs)
        case_id, agreement_id = belongs
        name = _name(connection, case_id, agreement_id)
        if name:
            found.append(Recent(kind, name, line.at.astimezone(), case_id, agreement_id))
        if len(found) == most:
            break
    return found


def _worked_on(connection: Connection) -> Iterator[tuple[AuditLine, RecentKind, _Belongs]]:
    for line in load_audit_lines(connection, limit=LOOKED_AT):
        if line.subject in _KINDS and line.record_id is not None and line.action not in _BESIDE_THE_WORK:
            kind, find = _KINDS[line.subject]
            try:
                belongs = find(connection, line.record_id)
            except NotFound:
                continue
            if belongs != (None, None):
                of_agreement = kind is RecentKind.CASE and belongs[1] is not None
                yield line, RecentKind.AGREEMENT if of_agreement else kind, belongs


def _name(connection: Connection, case_id: int | None, agreement_id: int | None) -> str:
    if agreement_id is not None:
        return load_agreement(connection, agreement_id).school.name
    lines = load_case_lines(connection, [case_id]) if case_id is not None else []
    return lines[0].pupil or lines[0].number if lines else ""


def _of_contact(connection: Connection, contact_id: int) -> _Belongs:
    return load_contact(connection, contact_id).case_id, None


def _of_action(connection: Connection, action_id: int) -> _Belongs:
    action = load_action(connection, action_id)
    return (action.case_id, None) if action.case_id is not None else (None, action.agreement_id)


def _of_run(connection: Connection, run_id: int) -> _Belongs:
    run = load_run(connection, run_id)
    return run.case_id, run.agreement_id


def _of_agreement(connection: Connection, agreement_id: int) -> _Belongs:
    load_agreement(connection, agreement_id)
    return None, agreement_id


_KINDS: dict[str, tuple[RecentKind, Callable[[Connection, int], _Belongs]]] = {
    CASE: (RecentKind.CASE, lambda _connection, case_id: (case_id, None)),
    CONTACT: (RecentKind.CONTACT, _of_contact),
    ACTION: (RecentKind.CASE, _of_action),
    CHECKLIST: (RecentKind.CHECKLIST, _of_run),
    AGREEMENT: (RecentKind.AGREEMENT, _of_agreement),
}
