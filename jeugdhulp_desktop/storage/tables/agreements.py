"""An agreement while it lives: one row and a table for each of its lists (domain.md 3.6).

The lists are keyed by their place in the agreement. Once frozen, ``canonical`` is what was agreed and the
tables are only what lists and totals read.
"""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from jeugdhulp_desktop.domain.agreement_kinds import (
    DayPart,
    DeploymentKind,
    GoalKind,
    OfferDomain,
    OfferKind,
    OfferSetting,
    Responsible,
    Role,
    TaskAnswer,
)
from jeugdhulp_desktop.domain.agreements import (
    AgreementStatus,
)
from jeugdhulp_desktop.domain.relations import WorkerType
from jeugdhulp_desktop.domain.schools import SchoolType
from jeugdhulp_desktop.storage.tables.base import Base, Coded, one_of, table_options, yes_or_no

_IN_FORCE = text("status IN ('ondertekend', 'afgesloten')")
_IN_WORK = text("status IN ('concept', 'ter bespreking', 'ter ondertekening')")


class AgreementRow(Base):
    """One version of one school's agreement of one school year; ``school_year`` is its first year.

    At most one version is in work and at most one is in force (domain.md 6.1). ``content_control`` is the
    controlegetal of what stands on paper, kept at each save so that the report folder is compared cheaply.
    """

    __tablename__ = "agreements"
    __table_args__ = table_options(
        one_of("status", AgreementStatus),
        one_of("facts_school_type", SchoolType),
        *yes_or_no("public"),
        CheckConstraint("(canonical IS NULL) = (frozen_control = '')", name="frozen_whole"),
        CheckConstraint(
            "(status IN ('concept', 'ter bespreking')) = (frozen_control = '')", name="frozen_in_time"
        ),
        CheckConstraint("number >= 1", name="number"),
        CheckConstraint("school_year BETWEEN 2000 AND 2200", name="school_year"),
        CheckConstraint("facts_pupil_count >= 0", name="facts_pupil_count"),
        Index(None, "school_id", "school_year", "number", unique=True),
        Index("ix_agreements_one_in_force", "school_id", "school_year", unique=True, sqlite_where=_IN_FORCE),
        Index("ix_agreements_one_in_work", "school_id", "school_year", unique=True, sqlite_where=_IN_WORK),
        Index(None, "school_year"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int]
    school_id: Mapped[int] = mapped_column(ForeignKey("schools.id"))
    school_year: Mapped[int]
    number: Mapped[int]
    status: Mapped[AgreementStatus] = mapped_column(Coded(AgreementStatus))
    dated: Mapped[date | None]
    author: Mapped[str]
    public: Mapped[bool]
    structure_id: Mapped[str]
    change_reason: Mapped[str]
    facts_name: Mapped[str]
    facts_school_type: Mapped[SchoolType] = mapped_column(Coded(SchoolType))
    facts_brin: Mapped[str]
    facts_board: Mapped[str]
    facts_swv: Mapped[str]
    facts_municipality: Mapped[str]
    facts_area: Mapped[str]
    facts_contact_person: Mapped[str]
    facts_pupil_count: Mapped[int | None]
    facts_counted_on: Mapped[date | None]
    occasion: Mapped[str]
    aim: Mapped[str]
    theme_intro: Mapped[str]
    monitoring_note: Mapped[str]
    paper_kept_at: Mapped[str]
    changed_at: Mapped[datetime]
    content_control: Mapped[str]
    frozen_control: Mapped[str]
    canonical: Mapped[bytes | None]


class StepRow(Base):
    """A step in the life of an agreement that asks a reason: heropenen, a new version (domain.md 6.2)."""

    __tablename__ = "agreement_steps"
    __table_args__ = table_options(
        one_of("from_status", AgreementStatus),
        one_of("to_status", AgreementStatus),
        Index(None, "agreement_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreements.id", ondelete="CASCADE"))
    at: Mapped[datetime]
    who: Mapped[str]
    from_status: Mapped[AgreementStatus] = mapped_column(Coded(AgreementStatus))
    to_status: Mapped[AgreementStatus] = mapped_column(Coded(AgreementStatus))
    reason: Mapped[str]


class Listed:
    """A row of one of the lists: whose it is, and its place."""

    agreement_id: Mapped[int] = mapped_column(
        ForeignKey("agreements.id", ondelete="CASCADE"), primary_key=True
    )
    position: Mapped[int] = mapped_column(primary_key=True)


class PartyAtTableRow(Listed, Base):
    """Section 1."""

    __tablename__ = "agreement_parties"
    __table_args__ = table_options(one_of("role", Role))

    role: Mapped[Role] = mapped_column(Coded(Role))
    organisation: Mapped[str]
    person: Mapped[str]
    function: Mapped[str]
    email: Mapped[str]
    phone: Mapped[str]


class DeploymentRow(Listed, Base):
    """Section 4; hours and weeks in hundredths."""

    __tablename__ = "agreement_deployments"
    __table_args__ = table_options(
        one_of("worker_type", WorkerType),
        one_of("kind", DeploymentKind),
        *yes_or_no("on_call"),
        # Hundredths: what check_agreement blocks at every save can never stand here (F36).
        CheckConstraint("hours_per_week BETWEEN 1 AND 6000", name="hours_per_week"),
        CheckConstraint("weeks BETWEEN 1 AND 5300", name="weeks"),
        Index(None, "worker_id"),
    )

    worker_type: Mapped[WorkerType] = mapped_column(Coded(WorkerType))
    kind: Mapped[DeploymentKind] = mapped_column(Coded(DeploymentKind))
    worker_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    worker_name: Mapped[str]
    organisation: Mapped[str]
    hours_per_week: Mapped[Decimal | None]
    weeks: Mapped[Decimal | None]
    place: Mapped[str]
    consulting_hour: Mapped[str]
    replacement: Mapped[str]
    on_call: Mapped[bool]


class PresenceRow(Listed, Base):
    """Section 4: the roster."""

    __tablename__ = "agreement_presences"
    __table_args__ = table_options(
        one_of("part", DayPart),
        one_of("worker_type", WorkerType),
        CheckConstraint("weekday BETWEEN 0 AND 6", name="weekday"),
    )

    weekday: Mapped[int]
    part: Mapped[DayPart] = mapped_column(Coded(DayPart))
    worker_type: Mapped[WorkerType] = mapped_column(Coded(WorkerType))
    times: Mapped[str]
    place: Mapped[str]


class TaskRow(Listed, Base):
    """Section 5: one task."""

    __tablename__ = "agreement_tasks"
    __table_args__ = table_options()

    text: Mapped[str]


class TaskAnswerRow(Base):
    """Section 5: whether one worker type has a task."""

    __tablename__ = "agreement_task_answers"
    __table_args__ = table_options(
        ForeignKeyConstraint(
            ("agreement_id", "position"),
            ("agreement_tasks.agreement_id", "agreement_tasks.position"),
            ondelete="CASCADE",
        ),
        one_of("worker_type", WorkerType),
        one_of("answer", TaskAnswer),
    )

    agreement_id: Mapped[int] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    worker_type: Mapped[WorkerType] = mapped_column(Coded(WorkerType), primary_key=True)
    answer: Mapped[TaskAnswer] = mapped_column(Coded(TaskAnswer))


class ExpectationRow(Listed, Base):
    """Section 5: what a party provides or is responsible for."""

    __tablename__ = "agreement_expectations"
    __table_args__ = table_options(one_of("role", Responsible))

    role: Mapped[Responsible] = mapped_column(Coded(Responsible))
    text: Mapped[str]


class ThemeRow(Listed, Base):
    """Section 6."""

    __tablename__ = "agreement_themes"
    __table_args__ = table_options(
        one_of("goal_kind", GoalKind),
        *yes_or_no("youth_owned"),
        CheckConstraint("priority BETWEEN 1 AND 3", name="priority"),
        Index(None, "agreement_id", "key", unique=True),
    )

    key: Mapped[str]
    title: Mapped[str]
    why: Mapped[str]
    goal: Mapped[str]
    target_group: Mapped[str]
    indicator: Mapped[str]
    target: Mapped[str]
    lead: Mapped[str]
    period: Mapped[str]
    priority: Mapped[int | None]
    goal_kind: Mapped[GoalKind] = mapped_column(Coded(GoalKind))
    baseline: Mapped[str]
    source: Mapped[str]
    measured_on: Mapped[date | None]
    made_with: Mapped[str]
    youth_owned: Mapped[bool]


class OfferRow(Listed, Base):
    """Section 7."""

    __tablename__ = "agreement_offers"
    __table_args__ = table_options(
        one_of("kind", OfferKind),
        one_of("setting", OfferSetting),
        one_of("domain", OfferDomain),
        *yes_or_no("volunteers"),
        *(
            CheckConstraint(f"{column} >= 1", name=column)
            for column in ("group_count", "sessions", "minutes", "max_participants")
        ),
        CheckConstraint("costs >= 0", name="costs"),
        Index(None, "agreement_id", "key", unique=True),
    )

    key: Mapped[str]
    name: Mapped[str]
    kind: Mapped[OfferKind] = mapped_column(Coded(OfferKind))
    performer: Mapped[str]
    planning: Mapped[str]
    groups: Mapped[int | None] = mapped_column("group_count")
    sessions: Mapped[int | None]
    minutes: Mapped[int | None]
    max_participants: Mapped[int | None]
    volunteers: Mapped[bool]
    setting: Mapped[OfferSetting] = mapped_column(Coded(OfferSetting))
    domain: Mapped[OfferDomain] = mapped_column(Coded(OfferDomain))
    costs: Mapped[Decimal | None]


class OfferThemeRow(Base):
    """Which themes an offer serves. By key, not by reference: a theme may go while its offer stays."""

    __tablename__ = "agreement_offer_themes"
    __table_args__ = table_options(
        ForeignKeyConstraint(
            ("agreement_id", "position"),
            ("agreement_offers.agreement_id", "agreement_offers.position"),
            ondelete="CASCADE",
        ),
    )

    agreement_id: Mapped[int] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True)
    theme_key: Mapped[str]


class MeasureRow(Listed, Base):
    """Section 12."""

    __tablename__ = "agreement_measures"
    __table_args__ = table_options()

    indicator: Mapped[str]
    moment: Mapped[str]
    source: Mapped[str]
    report_to: Mapped[str]


class SignatoryRow(Listed, Base):
    """Section 16."""

    __tablename__ = "agreement_signatories"
    __table_args__ = table_options(one_of("role", Role))

    role: Mapped[Role] = mapped_column(Coded(Role))
    organisation: Mapped[str]
    name: Mapped[str]
    function: Mapped[str]
    place: Mapped[str]
    signed_on: Mapped[date | None]


class DeviationRow(Listed, Base):
    """A recorded reason for a finding of level "reason"."""

    __tablename__ = "agreement_deviations"
    __table_args__ = table_options()

    rule: Mapped[str]
    subject: Mapped[str]
    reason: Mapped[str]
    who: Mapped[str]
    decided_on: Mapped[date]
