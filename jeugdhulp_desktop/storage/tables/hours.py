"""Hours of workers at schools, by week; exact, in hundredths (F36).

``hour_weeks`` is one school in one week: its version guards against a screen that is behind. A kind without
hours has no entry. ``worker_type`` is as what the worker came, so the totals of a year stay what they were
when a person gets another function.
"""

from datetime import date
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from jeugdhulp_desktop.domain.agreement_kinds import DeploymentKind
from jeugdhulp_desktop.domain.hours import HourKind, HourState
from jeugdhulp_desktop.domain.relations import WorkerType
from jeugdhulp_desktop.storage.tables.base import Base, Coded, one_of, table_options


class HourWeekRow(Base):
    """One school in one week; ``monday`` is its first day."""

    __tablename__ = "hour_weeks"
    __table_args__ = table_options(CheckConstraint("monday IS date(monday, 'weekday 1')", name="monday"))

    school_id: Mapped[int] = mapped_column(ForeignKey("schools.id", ondelete="CASCADE"), primary_key=True)
    monday: Mapped[date] = mapped_column(primary_key=True)
    version: Mapped[int]


class HourEntryRow(Base):
    """Hours of one worker in that week, of one kind, planned or realised."""

    __tablename__ = "hour_entries"
    __table_args__ = (
        ForeignKeyConstraint(
            ("school_id", "monday"), ("hour_weeks.school_id", "hour_weeks.monday"), ondelete="CASCADE"
        ),
        one_of("worker_type", WorkerType),
        one_of("deployment", DeploymentKind),
        one_of("kind", HourKind),
        one_of("state", HourState),
        CheckConstraint("hours BETWEEN 1 AND 6000", name="hours"),
        Index(None, "person_id"),
        # Kept in the order of the key: the weeks of a year of a school lie beside one another.
        {"sqlite_strict": True, "sqlite_with_rowid": False},
    )

    school_id: Mapped[int] = mapped_column(primary_key=True)
    monday: Mapped[date] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    worker_type: Mapped[WorkerType] = mapped_column(Coded(WorkerType), primary_key=True)
    deployment: Mapped[DeploymentKind] = mapped_column(Coded(DeploymentKind), primary_key=True)
    kind: Mapped[HourKind] = mapped_column(Coded(HourKind), primary_key=True)
    state: Mapped[HourState] = mapped_column(Coded(HourState), primary_key=True)
    hours: Mapped[Decimal]
