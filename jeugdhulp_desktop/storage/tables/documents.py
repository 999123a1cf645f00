"""The report folder as it was last written, and the prints that are kept for ever."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from jeugdhulp_desktop.storage.tables.base import Base, table_options, yes_or_no


class DocumentRow(Base):
    """What was last written into the report folder for an agreement.

    ``agreement_id`` is empty for a file of an agreement that was deleted, until the file is gone too.
    ``settled``: the user left another's file in its place on purpose, ours stands beside it.
    """

    __tablename__ = "documents"
    __table_args__ = table_options(
        *yes_or_no("settled"),
        CheckConstraint("size > 0", name="size"),
        CheckConstraint("length(sha256) = 64", name="sha256"),
        Index(None, "agreement_id", unique=True),
        Index(None, "file_name"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    agreement_id: Mapped[int | None] = mapped_column(ForeignKey("agreements.id", ondelete="SET NULL"))
    file_name: Mapped[str]
    sha256: Mapped[str]
    size: Mapped[int]
    modified_ns: Mapped[int]
    content: Mapped[str]
    made_at: Mapped[str]
    settled: Mapped[bool]


class KeptPrintRow(Base):
    """The PDF of a frozen agreement: what was signed prints the same for ever (6.2, F54)."""

    __tablename__ = "kept_prints"
    __table_args__ = table_options(CheckConstraint("length(control) = 16", name="control"))

    agreement_id: Mapped[int] = mapped_column(
        ForeignKey("agreements.id", ondelete="CASCADE"), primary_key=True
    )
    control: Mapped[str]
    pdf: Mapped[bytes]
    made_at: Mapped[datetime]
