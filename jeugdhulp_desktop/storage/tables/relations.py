"""Schools, parties and the professionals who work there. Parents and pupils never stand in here."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from jeugdhulp_desktop.domain.relations import PartyKind, WorkerType
from jeugdhulp_desktop.domain.schools import SchoolType
from jeugdhulp_desktop.storage.tables.base import Base, Coded, one_of, table_options, yes_or_no


class SchoolRow(Base):
    """A school; at most one is "mijn school" (domain.md 6.6 no. 1)."""

    __tablename__ = "schools"
    __table_args__ = table_options(
        one_of("school_type", SchoolType),
        *yes_or_no("is_mine"),
        CheckConstraint("pupil_count >= 0", name="pupil_count"),
        Index("ix_schools_only_mine", "is_mine", unique=True, sqlite_where=text("is_mine = 1")),
        Index(None, "brin"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int]
    name: Mapped[str]
    sort_key: Mapped[str]
    school_type: Mapped[SchoolType] = mapped_column(Coded(SchoolType))
    brin: Mapped[str]
    board: Mapped[str]
    swv: Mapped[str]
    municipality: Mapped[str]
    area: Mapped[str]
    pupil_count: Mapped[int | None]
    counted_on: Mapped[date | None]
    coordinator_word: Mapped[str]
    is_mine: Mapped[bool]


class PartyRow(Base):
    """An organisation."""

    __tablename__ = "parties"
    __table_args__ = table_options(one_of("kind", PartyKind), Index(None, "sort_key"))

    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int]
    name: Mapped[str]
    sort_key: Mapped[str]
    search_key: Mapped[str]
    kind: Mapped[PartyKind] = mapped_column(Coded(PartyKind))
    phone: Mapped[str]
    email: Mapped[str]
    note: Mapped[str]


class PersonRow(Base):
    """A professional; a worker when ``worker_type`` is set. ``days``: digits of weekdays, 0 = Monday."""

    __tablename__ = "people"
    __table_args__ = table_options(
        one_of("worker_type", WorkerType),
        *yes_or_no("skj_registered"),
        CheckConstraint("days NOT GLOB '*[^0-6]*'", name="days"),
        Index(None, "sort_key"),
        Index(None, "party_id"),
        Index(None, "school_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int]
    name: Mapped[str]
    sort_key: Mapped[str]
    search_key: Mapped[str]
    role: Mapped[str]
    party_id: Mapped[int | None] = mapped_column(ForeignKey("parties.id"))
    school_id: Mapped[int | None] = mapped_column(ForeignKey("schools.id"))
    phone: Mapped[str]
    email: Mapped[str]
    days: Mapped[str]
    worker_type: Mapped[WorkerType | None] = mapped_column(Coded(WorkerType))
    skj_registered: Mapped[bool]
    active_from: Mapped[date | None]
    active_until: Mapped[date | None]


class SchoolContactRow(Base):
    """The fixed contact of a school and the deputy: one of each (V15)."""

    __tablename__ = "school_contacts"
    __table_args__ = table_options(one_of("part", ("contact", "deputy")), Index(None, "person_id"))

    school_id: Mapped[int] = mapped_column(ForeignKey("schools.id", ondelete="CASCADE"), primary_key=True)
    part: Mapped[str] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
