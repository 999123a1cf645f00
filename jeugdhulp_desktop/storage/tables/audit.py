"""Who did what, when; never what it said (domain.md 6.1 Auditlog)."""

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from jeugdhulp_desktop.storage.tables.base import Base, table_options


class AuditRow(Base):
    """One line per write, export and print. No foreign key: the line outlives its record."""

    __tablename__ = "audit_lines"
    __table_args__ = table_options(Index(None, "subject", "record_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    who: Mapped[str]
    action: Mapped[str]
    subject: Mapped[str]
    record_id: Mapped[int | None]
