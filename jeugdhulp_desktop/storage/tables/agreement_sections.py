"""The sections that came with the whole agreement: analysis, route, finance, and the plain texts.

What is one text of a section stands in ``agreement_texts`` under the path of its field, a plain list of texts
in ``agreement_items``: a new text then needs no new column.
"""

from datetime import date
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from jeugdhulp_desktop.domain.agreement_kinds import Funder, RiskKind, Section
from jeugdhulp_desktop.domain.relations import WorkerType
from jeugdhulp_desktop.storage.tables.agreements import Listed
from jeugdhulp_desktop.storage.tables.base import Base, Coded, one_of, table_options


class TextRow(Base):
    """One text of a section, by the path of its field ("route.scaling"); an empty one is not kept."""

    __tablename__ = "agreement_texts"
    __table_args__ = table_options(CheckConstraint("text <> ''", name="text"))

    agreement_id: Mapped[int] = mapped_column(
        ForeignKey("agreements.id", ondelete="CASCADE"), primary_key=True
    )
    name: Mapped[str] = mapped_column(primary_key=True)
    text: Mapped[str]


class ItemRow(Base):
    """One text of a list of texts, by the path of the list ("route.steps")."""

    __tablename__ = "agreement_items"
    __table_args__ = table_options()

    agreement_id: Mapped[int] = mapped_column(
        ForeignKey("agreements.id", ondelete="CASCADE"), primary_key=True
    )
    name: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str]


class LeftOutRow(Listed, Base):
    """A section that this agreement does not use."""

    __tablename__ = "agreement_left_out"
    __table_args__ = table_options(one_of("section", Section))

    section: Mapped[Section] = mapped_column(Coded(Section))


class TermRow(Base):
    """Section 15: from when until when, where that is not the school year."""

    __tablename__ = "agreement_terms"
    __table_args__ = table_options()

    agreement_id: Mapped[int] = mapped_column(
        ForeignKey("agreements.id", ondelete="CASCADE"), primary_key=True
    )
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]


class PolicyRow(Listed, Base):
    """Section 2: a policy paper."""

    __tablename__ = "agreement_policies"
    __table_args__ = table_options()

    title: Mapped[str]
    party: Mapped[str]
    dated: Mapped[date | None]
    until: Mapped[date | None]


class RiskRow(Listed, Base):
    """Section 3: a risk."""

    __tablename__ = "agreement_risks"
    __table_args__ = table_options(one_of("kind", RiskKind))

    kind: Mapped[RiskKind] = mapped_column(Coded(RiskKind))
    text: Mapped[str]


class PastFigureRow(Listed, Base):
    """Section 3: a figure of last year, as it may be shown to all (V26)."""

    __tablename__ = "agreement_figures"
    __table_args__ = table_options()

    code: Mapped[str]
    label: Mapped[str]
    value: Mapped[str]
    before: Mapped[str]


class MeetingRow(Listed, Base):
    """Section 9: a kind of meeting."""

    __tablename__ = "agreement_meetings"
    __table_args__ = table_options()

    name: Mapped[str]
    frequency: Mapped[str]
    dates: Mapped[str]
    present: Mapped[str]


class RateRow(Listed, Base):
    """Section 13: euros an hour, in cents."""

    __tablename__ = "agreement_rates"
    __table_args__ = table_options(
        one_of("worker_type", WorkerType), CheckConstraint("per_hour >= 0", name="per_hour")
    )

    worker_type: Mapped[WorkerType] = mapped_column(Coded(WorkerType))
    per_hour: Mapped[Decimal | None]


class ContributionRow(Listed, Base):
    """Section 13: what a party pays; cents, and hundredths of a per cent."""

    __tablename__ = "agreement_contributions"
    __table_args__ = table_options(
        one_of("funder", Funder),
        CheckConstraint("amount >= 0", name="amount"),
        CheckConstraint("share BETWEEN 0 AND 10000", name="share"),
    )

    funder: Mapped[Funder] = mapped_column(Coded(Funder))
    name: Mapped[str]
    amount: Mapped[Decimal | None]
    share: Mapped[Decimal | None]
    note: Mapped[str]


class ConditionRow(Listed, Base):
    """Section 13: a condition of the municipality."""

    __tablename__ = "agreement_conditions"
    __table_args__ = table_options()

    text: Mapped[str]
    result: Mapped[str]
    target: Mapped[str]


class TextBlockRow(Base):
    """A text block of the school."""

    __tablename__ = "text_blocks"
    __table_args__ = table_options(
        CheckConstraint("title <> ''", name="title"), Index(None, "field", "sort_key")
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int]
    title: Mapped[str]
    sort_key: Mapped[str]
    field: Mapped[str]
    text: Mapped[str]
