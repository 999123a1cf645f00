"""The life of additional deployment (domain.md 6.2): asked, decided on, evaluated, stopped or extended.

Functions inside one write transaction of ``AdditionService``. What was granted is never changed; only what
the evaluation found and where the paper is kept is noted.
"""

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import Connection

from jeugdhulp_desktop.domain.addition_followers import extension_of, split_over_years
from jeugdhulp_desktop.domain.addition_texts import as_printed
from jeugdhulp_desktop.domain.additions import NEXT_ADDITION, Addition, AdditionStatus, AdditionStep
from jeugdhulp_desktop.domain.documents import PaperKey, PaperKind
from jeugdhulp_desktop.domain.errors import ChangedElsewhere, NotValid
from jeugdhulp_desktop.domain.problems import problem
from jeugdhulp_desktop.services.additions.filing import AdditionPapers
from jeugdhulp_desktop.services.additions.papers import draw, freeze
from jeugdhulp_desktop.services.agreements.life import Moment
from jeugdhulp_desktop.services.paper_keeping import freeze_print
from jeugdhulp_desktop.storage.addition_queries import (
    ADDITION,
    delete_addition,
    find_extension,
    last_addition_number,
    load_addition,
    load_frozen_addition,
    store_addition,
    store_addition_step,
)
from jeugdhulp_desktop.storage.document_queries import orphan_document
from jeugdhulp_desktop.storage.paper_queries import forget_print

OPEN = (AdditionStatus.DRAFT, AdditionStatus.REQUESTED)


@dataclass(frozen=True)
class Asked:
    """A step, and why: the reason is only asked for what undoes a decision."""

    step: AdditionStep
    reason: str = ""


def load_current(connection: Connection, draft: Addition) -> Addition:
    """What is kept of a draft; ChangedElsewhere when it was saved since the draft was read (F38)."""
    if draft.id is None:
        raise ValueError("not kept yet")
    stored = load_addition(connection, draft.id)
    if stored.version != draft.version:
        raise ChangedElsewhere(ADDITION, draft.id)
    return stored


def save(connection: Connection, draft: Addition, moment: Moment) -> Addition:
    """Keep an open request, or what is noted of one that was decided on; NotValid when the rest differs."""
    if draft.id is None:
        return _keep_new(connection, draft, moment)
    stored = load_current(connection, draft)
    if stored.status in OPEN:
        return _keep(connection, _as_stored(draft, stored), moment)
    return _keep(connection, noted(stored, draft), moment)


def noted(stored: Addition, draft: Addition) -> Addition:
    """What was decided on, with what may be noted of it since; NotValid when anything else is other."""
    if as_printed(_as_stored(draft, stored)) != as_printed(stored):
        code = "addition-frozen" if stored.status.in_force else "addition-closed"
        raise NotValid([problem("status", code)])
    return replace(
        stored, outcome=draft.outcome, evaluated_on=draft.evaluated_on, paper_kept_at=draft.paper_kept_at
    )


def prepared(stored: Addition, draft: Addition, step: AdditionStep, today: date) -> Addition:
    """The draft as it is checked for a step: with the day of the step where none was filled in."""
    draft = _as_stored(draft, stored)
    if step is AdditionStep.REQUEST:
        return replace(draft, requested_on=draft.requested_on or today)
    if step is AdditionStep.GRANT:
        agreed = [each.agreed_on for each in draft.approvals if each.agreed_on is not None]
        return replace(draft, decided_on=draft.decided_on or max(agreed, default=today))
    if step is AdditionStep.REJECT:
        return replace(draft, decided_on=draft.decided_on or today)
    if step is AdditionStep.EVALUATE:
        draft = noted(stored, draft)
        return replace(draft, evaluated_on=draft.evaluated_on or today)
    return draft


def take_step(
    connection: Connection, stored: Addition, draft: Addition, asked: Asked, moment: Moment
) -> Addition:
    """One step onward or back; the problems of the step were looked at before, on the same draft."""
    step = asked.step
    after = next_status(stored, step)
    if step is AdditionStep.GRANT:
        return _grant(connection, draft, moment)
    if step is AdditionStep.REOPEN:
        return _reopen(connection, stored, asked.reason, moment)
    if step is AdditionStep.WITHDRAW:
        return _keep(connection, replace(draft, status=after, requested_on=None), moment)
    if step is AdditionStep.STOP:
        return _keep(connection, replace(noted(stored, draft), status=after), moment)
    return _keep(connection, replace(draft, status=after), moment)


def next_status(stored: Addition, step: AdditionStep) -> AdditionStatus:
    """Where a step leads; NotValid when it cannot be taken from here."""
    after = NEXT_ADDITION.get((stored.status, step))
    if after is None:
        raise NotValid([problem("status", "addition-step-not-possible", status=stored.status.value)])
    return after


def extend(connection: Connection, addition_id: int, motivation: str, moment: Moment) -> Addition:
    """A new request that goes on after this one, which is "verlengd" from now on; NotValid, NotFound."""
    if not motivation.strip():
        raise NotValid([problem("motivation", "reason-required")])
    stored = load_addition(connection, addition_id)
    after = next_status(stored, AdditionStep.EXTEND)
    _keep(connection, replace(stored, status=after), moment)
    return _keep_new(connection, extension_of(stored, motivation.strip()), moment)


def split(connection: Connection, draft: Addition, moment: Moment) -> tuple[Addition, Addition]:
    """This request up to 31 July and a new one from 1 August, both kept (V12); NotValid, NotFound."""
    stored = load_current(connection, draft)
    if stored.status not in OPEN:
        raise NotValid([problem("status", "addition-frozen")])
    pair = split_over_years(_as_stored(draft, stored))
    if pair is None:
        raise NotValid([problem("ends_on", "addition-not-split")])
    return _keep(connection, pair[0], moment), _keep_new(connection, pair[1], moment)


def remove(connection: Connection, addition_id: int, moment: Moment) -> Addition:
    """Delete a concept, and give back what it was; what it extended waits for stop or extend again."""
    stored = load_addition(connection, addition_id)
    if stored.status is not AdditionStatus.DRAFT:
        raise NotValid([problem("status", "addition-only-draft")])
    delete_addition(connection, addition_id, stored.version)
    orphan_document(connection, PaperKey(PaperKind.ADDITION, addition_id))
    if stored.previous_id is not None and find_extension(connection, stored.previous_id) is None:
        extended = load_addition(connection, stored.previous_id)
        _keep(connection, replace(extended, status=AdditionStatus.EVALUATED), moment)
    return stored


def _as_stored(draft: Addition, stored: Addition) -> Addition:
    """The draft with what no form changes: whose it is, its number, where it stands."""
    return replace(
        draft,
        school_id=stored.school_id,
        school_year=stored.school_year,
        number=stored.number,
        status=stored.status,
        previous_id=stored.previous_id,
        frozen_control=stored.frozen_control,
    )


def _keep_new(connection: Connection, draft: Addition, moment: Moment) -> Addition:
    number = last_addition_number(connection, draft.school_id, draft.school_year) + 1
    new = replace(draft, number=number, status=AdditionStatus.DRAFT, frozen_control="", version=0)
    return _keep(connection, new, moment)


def _keep(connection: Connection, addition: Addition, moment: Moment) -> Addition:
    """Keep a request; what was granted keeps its tree."""
    frozen = addition.id is not None and addition.frozen_control
    canonical = load_frozen_addition(connection, addition.id) if frozen and addition.id else None
    return store_addition(connection, addition, changed_at=moment.at, canonical=canonical)


def _grant(connection: Connection, draft: Addition, moment: Moment) -> Addition:
    """The content is fixed, drawn once and kept: every later print is this one (F54)."""
    paper = freeze(connection, replace(draft, status=AdditionStatus.GRANTED))
    granted = replace(
        draft,
        status=AdditionStatus.GRANTED,
        deviations=paper.document.addition.deviations,
        frozen_control=paper.control,
    )
    kept = store_addition(connection, granted, changed_at=moment.at, canonical=paper.canonical)
    if kept.id is not None:
        (due,) = AdditionPapers().due(connection, ids=[kept.id])
        freeze_print(connection, due, draw(connection, paper.document), moment.at)
    return kept


def _reopen(connection: Connection, stored: Addition, reason: str, moment: Moment) -> Addition:
    """Undo a mistaken decision, with a reason; whoever agreed, agreed with what can now be changed."""
    if not reason:
        raise NotValid([problem("reason", "reason-required")])
    opened = replace(
        stored,
        status=AdditionStatus.REQUESTED,
        approvals=tuple(replace(each, agreed_on=None) for each in stored.approvals),
        decided_on=None,
        paper_kept_at="",
        frozen_control="",
    )
    kept = store_addition(connection, opened, changed_at=moment.at, canonical=None)
    if kept.id is not None:
        forget_print(connection, PaperKey(PaperKind.ADDITION, kept.id))
        store_addition_step(
            connection,
            kept.id,
            at=moment.at,
            who=moment.who,
            before=stored.status,
            after=kept.status,
            reason=reason,
        )
    return kept
