"""What belongs to the vault as a whole: its settings, texts not yet saved, and remembered column mappings."""

from datetime import datetime

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from jeugdhulp_desktop.storage.tables.base import Base, table_options


class SettingRow(Base):
    """One setting that travels with the vault; the value is JSON, its type is the domain's."""

    __tablename__ = "settings"
    __table_args__ = table_options(CheckConstraint("json_valid(value)", name="value"))

    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]


class DraftRow(Base):
    """What was typed and not yet saved, by form and record; ``record_id`` 0 is a new record."""

    __tablename__ = "drafts"
    __table_args__ = table_options(CheckConstraint("json_valid(content)", name="content"))

    form: Mapped[str] = mapped_column(primary_key=True)
    record_id: Mapped[int] = mapped_column(primary_key=True)
    content: Mapped[str]
    saved_at: Mapped[datetime]


class ColumnMappingRow(Base):
    """Which column of a school's own list is which field; ``headings`` tells such a list by its columns."""

    __tablename__ = "column_mappings"
    __table_args__ = table_options(CheckConstraint("json_valid(mapping)", name="mapping"))

    headings: Mapped[str] = mapped_column(primary_key=True)
    mapping: Mapped[str]
    used_at: Mapped[datetime]
