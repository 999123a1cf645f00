"""The erasure journal: what was erased for good, by id and date (faults.md, F56). No name, no text."""

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from jeugdhulp_desktop.domain.erasures import ErasureKind
from jeugdhulp_desktop.storage.tables.base import Base, Coded, one_of, table_options, yes_or_no


class ErasureRow(Base):
    """One case or pupil. No foreign key: what it names is gone, and must be known when a backup brings it."""

    __tablename__ = "erasures"
    __table_args__ = table_options(
        one_of("kind", ErasureKind),
        *yes_or_no("masked"),
        Index(None, "kind", "record_id", "erased_at", unique=True),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[ErasureKind] = mapped_column(Coded(ErasureKind))
    record_id: Mapped[int]
    number: Mapped[str]
    created_at: Mapped[datetime | None]
    erased_at: Mapped[datetime]
    reason: Mapped[str]
    masked: Mapped[bool]
