"""The life of an agreement (domain.md 6.2): saved while open, frozen to be signed, replaced by a version.

Functions inside one write transaction of ``AgreementService``. What is frozen is never changed by a save;
only who signed, when, and where the paper is kept is noted.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection

from jeugdhulp_desktop.domain.agreement_kinds import Role
from jeugdhulp_desktop.domain.agreement_terms import Signatory
from jeugdhulp_desktop.domain.agreement_texts import as_printed, tidied
from jeugdhulp_desktop.domain.agreements import (
    NEXT_STATUS,
    Agreement,
    AgreementStatus,
    Step,
)
from jeugdhulp_desktop.domain.documents import DrawnPaper, PaperKey, PaperKind
from jeugdhulp_desktop.domain.errors import ChangedElsewhere, NotValid
from jeugdhulp_desktop.domain.problems import problem
from jeugdhulp_desktop.domain.section_fields import with_unprinted
from jeugdhulp_desktop.services.agreements.filing import AgreementPapers
from jeugdhulp_desktop.services.agreements.papers import build_document, draw, freeze, refresh_others
from jeugdhulp_desktop.services.paper_keeping import freeze_print
from jeugdhulp_desktop.storage.agreement_line_queries import (
    find_replaced_by,
    find_version,
    has_followers,
    last_number,
    load_school_facts,
    load_version_lines,
)
from jeugdhulp_desktop.storage.agreement_queries import (
    SUBJECT,
    change_status,
    delete_agreement,
    load_agreement,
    load_canonical,
    store_agreement,
    store_step,
)
from jeugdhulp_desktop.storage.document_queries import orphan_document
from jeugdhulp_desktop.storage.evaluation_queries import load_evaluations
from jeugdhulp_desktop.storage.paper_queries import forget_print

IN_WORK = (AgreementStatus.CONCEPT, AgreementStatus.DISCUSSION, AgreementStatus.SIGNING)
IN_FORCE = (AgreementStatus.SIGNED, AgreementStatus.CLOSED)


@dataclass(frozen=True)
class Moment:
    """When something is done, and by whom: it stands with the reason of a step."""

    at: datetime
    who: str


@dataclass(frozen=True)
class Asked:
    """A step, and why: the reason is only asked for what undoes something."""

    step: Step
    reason: str = ""


def load_current(connection: Connection, draft: Agreement) -> Agreement:
    """What is kept of a draft; ChangedElsewhere when it was saved since the draft was read (F38)."""
    if draft.id is None:
        raise ValueError("not kept yet")
    stored = load_agreement(connection, draft.id)
    if stored.version != draft.version:
        raise ChangedElsewhere(SUBJECT, draft.id)
    return stored


def save(connection: Connection, draft: Agreement, moment: Moment) -> Agreement:
    """Keep an open agreement, or who signed a frozen one; NotValid when its content is frozen."""
    if draft.id is None:
        if find_version(connection, draft.school_id, draft.school_year, *IN_WORK, *IN_FORCE) is not None:
            raise NotValid([problem("school_id", "agreement-exists")])
        number = last_number(connection, draft.school_id, draft.school_year) + 1
        new = replace(draft, number=number, status=AgreementStatus.CONCEPT, version=0)
        return _keep_open(connection, new, moment)
    stored = load_current(connection, draft)
    if stored.status.frozen:
        return _note_signatures(connection, stored, draft, moment)
    return _keep_open(connection, _as_stored(draft, stored), moment)


def take_step(
    connection: Connection, stored: Agreement, draft: Agreement, asked: Asked, moment: Moment
) -> Agreement:
    """One step onward or back; the problems of the step were looked at before."""
    after = next_status(stored, asked.step)
    if asked.step is Step.FREEZE:
        return _freeze(connection, _as_stored(draft, stored), moment)
    if asked.step is Step.SIGN:
        return _sign(connection, stored, draft, moment)
    if asked.step is Step.REOPEN and stored.status.frozen:
        return _reopen(connection, stored, after, asked.reason, moment)
    if asked.step is Step.CLOSE:
        return _keep_frozen(connection, replace(stored, status=after), moment)
    return _keep_open(connection, replace(_as_stored(draft, stored), status=after), moment)


def next_status(stored: Agreement, step: Step) -> AgreementStatus:
    """Where a step leads; NotValid when it cannot be taken from here."""
    after = NEXT_STATUS.get((stored.status, step))
    if after is None:
        raise NotValid([problem("status", "step-not-possible", step=step.value, status=stored.status.value)])
    return after


def make_version(connection: Connection, agreement_id: int, reason: str, moment: Moment) -> Agreement:
    """Version n + 1 as a concept with what was signed; the signed one holds until the new one is (6.2)."""
    if not reason.strip():
        raise NotValid([problem("reason", "reason-required")])
    stored = load_agreement(connection, agreement_id)
    if stored.status not in IN_FORCE:
        raise NotValid([problem("status", "not-signed")])
    if find_version(connection, stored.school_id, stored.school_year, *IN_WORK) is not None:
        raise NotValid([problem("status", "newer-version-open")])
    content = with_unprinted(build_document(connection, stored).agreement, stored)
    new = replace(
        content,
        number=last_number(connection, stored.school_id, stored.school_year) + 1,
        status=AgreementStatus.CONCEPT,
        dated=moment.at.date(),
        change_reason=reason.strip(),
        signatories=_unsigned(stored.signatories),
        frozen_control="",
        id=None,
        version=0,
    )
    kept = _keep_open(connection, new, moment)
    _note_step(connection, kept, stored.status, reason.strip(), moment)
    return kept


def remove(connection: Connection, agreement_id: int) -> None:
    """Delete a concept on which nothing hangs; NotValid otherwise."""
    stored = load_agreement(connection, agreement_id)
    if stored.status is not AgreementStatus.CONCEPT:
        raise NotValid([problem("status", "only-concept")])
    if has_followers(connection, agreement_id) or _is_evaluated(connection, stored):
        raise NotValid([problem("id", "in-use")])
    delete_agreement(connection, agreement_id, stored.version)
    for kind in (PaperKind.AGREEMENT, PaperKind.LETTER):
        orphan_document(connection, PaperKey(kind, agreement_id))  # its file goes at the next round
    forget_print(connection, PaperKey(PaperKind.AGREEMENT, agreement_id))
    refresh_others(connection, stored)


def _is_evaluated(connection: Connection, stored: Agreement) -> bool:
    """Whether an evaluation was begun of what only this version says: without it nobody could open it."""
    school, year = stored.school_id, stored.school_year
    alone = len(load_version_lines(connection, school, year)) == 1
    return alone and bool(load_evaluations(connection, school, year))


def _as_stored(draft: Agreement, stored: Agreement) -> Agreement:
    """The draft with what no form changes: whose it is, which version, where it stands."""
    return replace(
        draft,
        school_id=stored.school_id,
        school_year=stored.school_year,
        number=stored.number,
        status=stored.status,
        frozen_control=stored.frozen_control,
    )


def _keep_open(connection: Connection, draft: Agreement, moment: Moment) -> Agreement:
    """Keep an agreement that can be edited, with the school as it is now."""
    draft = replace(draft, school=load_school_facts(connection, draft.school_id), frozen_control="")
    control = build_document(connection, draft).control
    kept = store_agreement(connection, draft, changed_at=moment.at, control=control, canonical=None)
    refresh_others(connection, kept)
    return kept


def _keep_frozen(connection: Connection, frozen: Agreement, moment: Moment) -> Agreement:
    canonical = load_canonical(connection, frozen.id) if frozen.id is not None else None
    kept = store_agreement(
        connection, frozen, changed_at=moment.at, control=frozen.frozen_control, canonical=canonical
    )
    refresh_others(connection, kept)
    return kept


def _freeze(connection: Connection, draft: Agreement, moment: Moment) -> Agreement:
    """The content is fixed, drawn once and kept: every later print is this one (F54)."""
    draft = replace(draft, school=load_school_facts(connection, draft.school_id))
    paper = freeze(connection, draft)
    kept = store_agreement(
        connection,
        with_unprinted(paper.document.agreement, draft),
        changed_at=moment.at,
        control=paper.control,
        canonical=paper.canonical,
    )
    if kept.id is not None:
        (due,) = AgreementPapers().due(connection, ids=[kept.id])
        drawn = DrawnPaper(draw(connection, paper.document), paper.control)
        freeze_print(connection, due, drawn, moment.at)
    return kept


def _note_signatures(
    connection: Connection, stored: Agreement, draft: Agreement, moment: Moment
) -> Agreement:
    """Who signed so far, while the paper goes round; anything else of a frozen agreement stays."""
    if stored.status is not AgreementStatus.SIGNING or _content(draft) != _content(stored):
        raise NotValid([problem("status", "frozen")])
    return _keep_frozen(connection, _with_signatures(stored, draft), moment)


def _content(agreement: Agreement) -> tuple[Agreement, list[tuple[Role, str]]]:
    """What the paper says; a signature's name and function may be another's than was printed.

    Tidied, as every draft is: what an older program froze untidied can still be signed.
    """
    who = [(each.role, each.organisation) for each in agreement.signatories]
    plain = replace(tidied(as_printed(agreement)), signatories=(), status=AgreementStatus.SIGNING)
    return plain, who


def _with_signatures(stored: Agreement, draft: Agreement) -> Agreement:
    return replace(stored, signatories=draft.signatories, paper_kept_at=draft.paper_kept_at)


def _sign(connection: Connection, stored: Agreement, draft: Agreement, moment: Moment) -> Agreement:
    """Signed by all: from now on in force, and the version before it lapses."""
    if _content(draft) != _content(stored):
        raise NotValid([problem("status", "frozen")])
    before = find_version(connection, stored.school_id, stored.school_year, *IN_FORCE)
    if before is not None:
        change_status(connection, before, AgreementStatus.REPLACED, moment.at)
    signed = replace(_with_signatures(stored, draft), status=AgreementStatus.SIGNED)
    return _keep_frozen(connection, signed, moment)


def _reopen(
    connection: Connection, stored: Agreement, after: AgreementStatus, reason: str, moment: Moment
) -> Agreement:
    """Back, with a reason: a mistaken signature to the table, a frozen paper to be edited again."""
    if not reason:
        raise NotValid([problem("reason", "reason-required")])
    if after is AgreementStatus.SIGNING:
        if find_version(connection, stored.school_id, stored.school_year, *IN_WORK) is not None:
            raise NotValid([problem("status", "newer-version-open")])
        kept = _keep_frozen(connection, replace(stored, status=after), moment)
        lapsed = find_replaced_by(connection, stored.school_id, stored.school_year, stored.number)
        if lapsed is not None:  # it lapsed by the signature that is undone now
            change_status(connection, lapsed, AgreementStatus.SIGNED, moment.at)
    else:
        opened = replace(
            stored,
            status=after,
            change_reason=stored.change_reason if stored.number > 1 else reason,  # why this version is there
            signatories=_unsigned(stored.signatories),
            paper_kept_at="",
        )
        kept = _keep_open(connection, opened, moment)
        forget_print(connection, PaperKey(PaperKind.AGREEMENT, kept.id or 0))
    _note_step(connection, kept, stored.status, reason, moment)
    return kept


def _unsigned(signatories: Sequence[Signatory]) -> tuple[Signatory, ...]:
    return tuple(replace(each, place="", signed_on=None) for each in signatories)


def _note_step(
    connection: Connection, kept: Agreement, before: AgreementStatus, reason: str, moment: Moment
) -> None:
    if kept.id is not None:
        store_step(
            connection, kept.id, at=moment.at, who=moment.who, before=before, after=kept.status, reason=reason
        )
