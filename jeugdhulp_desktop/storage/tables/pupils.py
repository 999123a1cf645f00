"""Pupils as a picking list, and what an import needs to be undone."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from jeugdhulp_desktop.domain.rosters import RosterKind
from jeugdhulp_desktop.storage.tables.base import Base, Coded, one_of, table_options, yes_or_no


class PupilRow(Base):
    """A pupil. ``key`` comes from the school's administration and is empty when typed by hand."""

    __tablename__ = "pupils"
    __table_args__ = table_options(
        *yes_or_no("birth_date_unknown"),
        Index("ix_pupils_key", "school_id", "key", unique=True, sqlite_where=text("key <> ''")),
        Index(None, "sort_key", "search_key"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int]
    school_id: Mapped[int] = mapped_column(ForeignKey("schools.id"))
    key: Mapped[str]
    first: Mapped[str]
    prefix: Mapped[str]
    last: Mapped[str]
    sort_key: Mapped[str]
    search_key: Mapped[str]
    birth_date: Mapped[date | None]
    birth_date_unknown: Mapped[bool]
    group: Mapped[str] = mapped_column("group_name", key="group")  # GROUP is a word of SQL
    year_group: Mapped[str]
    left_on: Mapped[date | None]


class ImportRow(Base):
    """One import of one school's pupils; the numbers stay, what is needed to undo it goes with the next."""

    __tablename__ = "imports"
    __table_args__ = table_options(one_of("kind", RosterKind), Index(None, "school_id", "id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    school_id: Mapped[int] = mapped_column(ForeignKey("schools.id", ondelete="CASCADE"))
    imported_at: Mapped[datetime]
    kind: Mapped[RosterKind] = mapped_column(Coded(RosterKind))
    sha256: Mapped[str]
    school_year: Mapped[str]
    new: Mapped[int] = mapped_column("new_count")
    changed: Mapped[int] = mapped_column("changed_count")
    unchanged: Mapped[int] = mapped_column("unchanged_count")
    gone: Mapped[int] = mapped_column("gone_count")
    undone_at: Mapped[datetime | None]


class ImportChangeRow(Base):
    """What one import did to one pupil. ``before`` is JSON, empty for a pupil it added.

    No foreign key to the pupil: an erased one is not there. ``version_after`` tells whether the pupil was
    touched since (domain.md 6.6 no. 3).
    """

    __tablename__ = "import_changes"
    __table_args__ = table_options(
        CheckConstraint("before IS NULL OR json_valid(before)", name="before"),
        one_of("kind", ("new", "changed", "erased")),
    )

    import_id: Mapped[int] = mapped_column(ForeignKey("imports.id", ondelete="CASCADE"), primary_key=True)
    pupil_id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    before: Mapped[str | None]
    version_after: Mapped[int]
