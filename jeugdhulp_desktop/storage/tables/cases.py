"""Cases, their contact moments and the actions that follow from them."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from jeugdhulp_desktop.domain.cases import (
    CaseStatus,
    Ground,
    NoParentGround,
    Outcome,
    Referrer,
    YesNoUnknown,
)
from jeugdhulp_desktop.domain.contacts import ContactKind, Place
from jeugdhulp_desktop.storage.tables.base import Base, Coded, one_of, table_options, yes_or_no


class CaseRow(Base):
    """A case. ``sort_key``, ``search_key`` and ``last_contact_on`` follow from other rows.

    They are kept here so that a list of 100,000 is sorted and searched in one index, and are written again
    whenever pupil, school or contact moments change; ``checks.py`` proves them.
    """

    __tablename__ = "cases"
    __table_args__ = table_options(
        one_of("status", CaseStatus),
        one_of("referrer", Referrer),
        one_of("indicated_help", YesNoUnknown),
        one_of("ground", Ground),
        one_of("no_parent_ground", NoParentGround),
        one_of("outcome", Outcome),
        one_of("without_help", YesNoUnknown),
        *yes_or_no("collective"),
        CheckConstraint("number GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9][0-9][0-9]*'", name="number"),
        Index(None, "number", unique=True),
        Index("ix_cases_list", "sort_key", "id", "search_key", "status"),
        Index(None, "status", "next_review_on"),
        Index(None, "last_contact_on"),
        Index(None, "pupil_id"),
        Index(None, "school_id"),
        Index(None, "lead_id"),
        Index(None, "previous_case_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int]
    number: Mapped[str]
    school_id: Mapped[int] = mapped_column(ForeignKey("schools.id"))
    pupil_id: Mapped[int | None] = mapped_column(ForeignKey("pupils.id"))
    status: Mapped[CaseStatus] = mapped_column(Coded(CaseStatus))
    sort_key: Mapped[str]
    search_key: Mapped[str]
    last_contact_on: Mapped[date | None]
    next_review_on: Mapped[date | None]
    municipality: Mapped[str]
    question: Mapped[str]
    picklist_version: Mapped[int]
    summary: Mapped[str]
    referrer: Mapped[Referrer | None] = mapped_column(Coded(Referrer))
    signalled_on: Mapped[date | None]
    referred_on: Mapped[date | None]
    first_talk_on: Mapped[date | None]
    started_on: Mapped[date | None]
    ended_on: Mapped[date | None]
    lead_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    collective: Mapped[bool]
    indicated_help: Mapped[YesNoUnknown] = mapped_column(Coded(YesNoUnknown))
    ground: Mapped[Ground | None] = mapped_column(Coded(Ground))
    no_parent_ground: Mapped[NoParentGround | None] = mapped_column(Coded(NoParentGround))
    outcome: Mapped[Outcome | None] = mapped_column(Coded(Outcome))
    without_help: Mapped[YesNoUnknown | None] = mapped_column(Coded(YesNoUnknown))
    closing_note: Mapped[str]
    previous_case_id: Mapped[int | None] = mapped_column(ForeignKey("cases.id", ondelete="SET NULL"))


class CaseQuestionRow(Base):
    """A further question of a case, beside its main one: two at most."""

    __tablename__ = "case_questions"
    __table_args__ = table_options(CheckConstraint("position IN (0, 1)", name="position"))

    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str]


class CaseWorkerRow(Base):
    """A worker of a case, in the order in which they were chosen."""

    __tablename__ = "case_workers"
    __table_args__ = table_options(Index(None, "person_id"))

    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id", ondelete="CASCADE"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    position: Mapped[int]


class ContactRow(Base):
    """A contact moment. ``with_whom`` is a JSON list of codes; ``parents`` is 1 when a parent is in it."""

    __tablename__ = "contact_moments"
    __table_args__ = table_options(
        one_of("kind", ContactKind),
        one_of("place", Place),
        *yes_or_no("parents", "bsn_confirmed"),
        CheckConstraint("minutes > 0", name="minutes"),
        CheckConstraint("json_valid(with_whom)", name="with_whom"),
        Index(None, "case_id", "happened_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int]
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id", ondelete="CASCADE"))
    happened_on: Mapped[date]
    kind: Mapped[ContactKind] = mapped_column(Coded(ContactKind))
    place: Mapped[Place] = mapped_column(Coded(Place))
    with_whom: Mapped[str]
    parents: Mapped[bool]
    with_text: Mapped[str]
    minutes: Mapped[int | None]
    fact: Mapped[str]
    agreed: Mapped[str]
    bsn_confirmed: Mapped[bool]


class ActionRow(Base):
    """An action: what, who, when; ``person_id`` empty is the user herself."""

    __tablename__ = "actions"
    __table_args__ = table_options(
        Index(None, "done_on", "due_on"),
        Index(None, "case_id"),
        Index(None, "agreement_id"),
        Index(None, "run_id"),
        Index(None, "person_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int]
    what: Mapped[str]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    due_on: Mapped[date | None]
    case_id: Mapped[int | None] = mapped_column(ForeignKey("cases.id", ondelete="CASCADE"))
    agreement_id: Mapped[int | None] = mapped_column(ForeignKey("agreements.id", ondelete="CASCADE"))
    run_id: Mapped[int | None] = mapped_column(ForeignKey("checklist_runs.id", ondelete="SET NULL"))
    done_on: Mapped[date | None]
