"""Additional deployment while it lives: one row and a table for each of its lists (domain.md 6.1; V11-V13).

Once granted, ``canonical`` is what was granted and the tables are only what lists and totals read.
"""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from jeugdhulp_desktop.domain.additions import AdditionStatus
from jeugdhulp_desktop.domain.agreement_kinds import Funder, RiskKind, Role
from jeugdhulp_desktop.domain.relations import WorkerType
from jeugdhulp_desktop.storage.tables.base import Base, Coded, one_of, table_options


class AdditionRow(Base):
    """One request of one school in one school year (its first year), numbered within the two.

    ``asks_school_`` and ``asks_welfare_`` name the two who ask. The controlegetal of an open request is
    not kept: its paper also tells of the basic deployment, which changes without it.
    """

    __tablename__ = "additions"
    __table_args__ = table_options(
        one_of("status", AdditionStatus),
        one_of("worker_type", WorkerType),
        CheckConstraint("(canonical IS NULL) = (frozen_control = '')", name="frozen_whole"),
        CheckConstraint(
            "(status IN ('concept', 'aangevraagd', 'afgewezen')) = (frozen_control = '')",
            name="frozen_in_time",
        ),
        CheckConstraint("number >= 1", name="number"),
        CheckConstraint("school_year BETWEEN 2000 AND 2200", name="school_year"),
        # Hundredths and cents: what check_addition blocks at every save can never stand here (F36).
        CheckConstraint("hours_per_week BETWEEN 1 AND 6000", name="hours_per_week"),
        CheckConstraint("weeks BETWEEN 1 AND 5300", name="weeks"),
        CheckConstraint("rate BETWEEN 0 AND 100000", name="rate"),
        CheckConstraint("previous_id <> id", name="previous_id"),
        Index(None, "school_id", "school_year", "number", unique=True),
        Index(None, "school_year"),
        Index(None, "previous_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int]
    school_id: Mapped[int] = mapped_column(ForeignKey("schools.id"))
    school_year: Mapped[int]
    number: Mapped[int]
    status: Mapped[AdditionStatus] = mapped_column(Coded(AdditionStatus))
    worker_type: Mapped[WorkerType] = mapped_column(Coded(WorkerType))
    hours_per_week: Mapped[Decimal | None]
    weeks: Mapped[Decimal | None]
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    motivation: Mapped[str]
    evidence: Mapped[str]
    asks_school_organisation: Mapped[str]
    asks_school_name: Mapped[str]
    asks_school_function: Mapped[str]
    asks_welfare_organisation: Mapped[str]
    asks_welfare_name: Mapped[str]
    asks_welfare_function: Mapped[str]
    addressee: Mapped[str]
    requested_on: Mapped[date | None]
    rate: Mapped[Decimal | None]
    accountability: Mapped[str]
    accountable_when: Mapped[str]
    accountable_to: Mapped[str]
    evaluate_on: Mapped[date | None]
    decided_on: Mapped[date | None]
    decision_note: Mapped[str]
    outcome: Mapped[str]
    evaluated_on: Mapped[date | None]
    paper_kept_at: Mapped[str]
    previous_id: Mapped[int | None] = mapped_column(ForeignKey("additions.id"))
    changed_at: Mapped[datetime]
    frozen_control: Mapped[str]
    canonical: Mapped[bytes | None]


class AdditionStepRow(Base):
    """A step that asks a reason: a decision that is undone (domain.md 6.2)."""

    __tablename__ = "addition_steps"
    __table_args__ = table_options(
        one_of("from_status", AdditionStatus),
        one_of("to_status", AdditionStatus),
        Index(None, "addition_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    addition_id: Mapped[int] = mapped_column(ForeignKey("additions.id", ondelete="CASCADE"))
    at: Mapped[datetime]
    who: Mapped[str]
    from_status: Mapped[AdditionStatus] = mapped_column(Coded(AdditionStatus))
    to_status: Mapped[AdditionStatus] = mapped_column(Coded(AdditionStatus))
    reason: Mapped[str]


class OfAddition:
    """A row of one of the lists: whose it is, and its place."""

    addition_id: Mapped[int] = mapped_column(ForeignKey("additions.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)


class AdditionReasonRow(OfAddition, Base):
    """Why the basis falls short, as a code (002:35)."""

    __tablename__ = "addition_reasons"
    __table_args__ = table_options(one_of("kind", RiskKind))

    kind: Mapped[RiskKind] = mapped_column(Coded(RiskKind))


class AdditionGoalRow(OfAddition, Base):
    """What it is to reach."""

    __tablename__ = "addition_goals"
    __table_args__ = table_options()

    text: Mapped[str]


class AdditionContributionRow(OfAddition, Base):
    """What a party pays; cents, and hundredths of a per cent."""

    __tablename__ = "addition_contributions"
    __table_args__ = table_options(
        one_of("funder", Funder),
        CheckConstraint("amount >= 0", name="amount"),
        CheckConstraint("share BETWEEN 0 AND 10000", name="share"),
    )

    funder: Mapped[Funder] = mapped_column(Coded(Funder))
    name: Mapped[str]
    amount: Mapped[Decimal | None]
    share: Mapped[Decimal | None]
    note: Mapped[str]


class AdditionApprovalRow(OfAddition, Base):
    """A party that agrees: who, and when."""

    __tablename__ = "addition_approvals"
    __table_args__ = table_options(one_of("role", Role))

    role: Mapped[Role] = mapped_column(Coded(Role))
    organisation: Mapped[str]
    name: Mapped[str]
    function: Mapped[str]
    agreed_on: Mapped[date | None]


class AdditionDeviationRow(OfAddition, Base):
    """A recorded reason for a finding of level "reason" (V12)."""

    __tablename__ = "addition_deviations"
    __table_args__ = table_options()

    rule: Mapped[str]
    subject: Mapped[str]
    reason: Mapped[str]
    who: Mapped[str]
    decided_on: Mapped[date]
