"""What was thrown away in the last thirty days, whole, so that it can be put back under its own id."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from jeugdhulp_desktop.domain.bins import BinKind
from jeugdhulp_desktop.storage.tables.base import Base, Coded, one_of, table_options


class BinRow(Base):
    """One thing that was thrown away. No foreign key: what it names is not in its table any more.

    ``content`` holds the images of its rows by column name, of the tables as they were in ``revision``;
    ``pupil`` and ``facts`` are what a list shows of it.
    """

    __tablename__ = "bin_entries"
    __table_args__ = table_options(
        one_of("kind", BinKind),
        CheckConstraint("json_valid(facts)", name="facts"),
        CheckConstraint("json_valid(content)", name="content"),
        CheckConstraint("days >= 0", name="days"),
        Index(None, "case_id"),
        Index(None, "pupil_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[BinKind] = mapped_column(Coded(BinKind))
    record_id: Mapped[int]
    case_id: Mapped[int | None]
    pupil_id: Mapped[int | None]
    pupil: Mapped[str]
    facts: Mapped[str]
    deleted_at: Mapped[datetime]
    who: Mapped[str]
    counted_on: Mapped[date]
    days: Mapped[int]
    revision: Mapped[str]
    content: Mapped[str]
