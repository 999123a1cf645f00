"""The report folder as it was last written, the prints that are kept, the register, and who issues them."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from jeugdhulp_desktop.domain.documents import PaperKind
from jeugdhulp_desktop.storage.tables.base import Base, Coded, one_of, table_options, yes_or_no


class DocumentRow(Base):
    """What was last written into the report folder of a paper.

    ``subject_id`` is empty for a file of something that was deleted, until the file is gone too.
    ``settled``: the user left another's file in its place on purpose, ours stands beside it.
    """

    __tablename__ = "documents"
    __table_args__ = table_options(
        *yes_or_no("settled"),
        one_of("kind", PaperKind),
        CheckConstraint("size > 0", name="size"),
        CheckConstraint("length(sha256) = 64", name="sha256"),
        Index(None, "kind", "subject_id", unique=True),
        Index(None, "file_name"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[PaperKind] = mapped_column(Coded(PaperKind))
    subject_id: Mapped[int | None]
    file_name: Mapped[str]
    sha256: Mapped[str]
    size: Mapped[int]
    modified_ns: Mapped[int]
    content: Mapped[str]
    made_at: Mapped[str]
    settled: Mapped[bool]


class KeptPrintRow(Base):
    """The PDF of a frozen paper: what was signed prints the same for ever (6.2, F54)."""

    __tablename__ = "kept_prints"
    __table_args__ = table_options(
        one_of("kind", PaperKind), CheckConstraint("length(control) = 16", name="control")
    )

    kind: Mapped[PaperKind] = mapped_column(Coded(PaperKind), primary_key=True)
    subject_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    control: Mapped[str]
    pdf: Mapped[bytes]
    made_at: Mapped[datetime]


class PaperRow(Base):
    """The register: every paper that ever left the program, so that a printed page can be looked up.

    A line outlives what it is about. Each moment is the last time the paper was used so.
    """

    __tablename__ = "papers"
    __table_args__ = table_options(
        one_of("kind", PaperKind),
        CheckConstraint("length(control) = 16", name="control"),
        CheckConstraint("length(sha256) = 64", name="sha256"),
        CheckConstraint("pages > 0", name="pages"),
        Index(None, "control", "sha256", unique=True),
        Index(None, "sha256"),
        Index(None, "kind", "subject_id"),
        Index(None, "school_year"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[PaperKind] = mapped_column(Coded(PaperKind))
    subject_id: Mapped[int]
    control: Mapped[str]
    sha256: Mapped[str]
    title: Mapped[str]
    school_name: Mapped[str]
    school_year: Mapped[int]
    number: Mapped[int]
    status: Mapped[str]
    pages: Mapped[int]
    made_at: Mapped[datetime]
    frozen_at: Mapped[datetime | None]
    filed_at: Mapped[datetime | None]
    printed_at: Mapped[datetime | None]
    saved_at: Mapped[datetime | None]


class LogoRow(Base):
    """A logo that was ever used: a paper that bears it can be drawn again for ever."""

    __tablename__ = "logos"
    __table_args__ = table_options(
        CheckConstraint("length(sha256) = 64", name="sha256"),
        CheckConstraint("width > 0 AND height > 0", name="dimensions"),
    )

    sha256: Mapped[str] = mapped_column(primary_key=True)
    png: Mapped[bytes]
    width: Mapped[int]
    height: Mapped[int]


class LetterheadRow(Base):
    """Who issues the papers: one row, or none while nothing was filled in."""

    __tablename__ = "letterhead"
    __table_args__ = table_options(
        CheckConstraint("id = 1", name="one"),
        CheckConstraint("json_valid(address)", name="address"),
        Index(None, "logo"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    version: Mapped[int]
    name: Mapped[str]
    address: Mapped[str]
    logo: Mapped[str | None] = mapped_column(ForeignKey("logos.sha256"))
