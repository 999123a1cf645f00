"""The evaluation of an agreement, halfway and at the end: one row, its lines and its lessons (3.6 no. 14).

It belongs to a school and a year, so a second version of the agreement keeps what was found halfway. Once
finished, ``figures`` are what was counted then and ``canonical`` is what its paper says.
"""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from jeugdhulp_desktop.domain.evaluations import EvaluationMoment, Realised
from jeugdhulp_desktop.storage.tables.base import Base, Coded, one_of, table_options


class EvaluationRow(Base):
    """One evaluation of one school in one school year (its first year)."""

    __tablename__ = "evaluations"
    __table_args__ = table_options(
        one_of("moment", EvaluationMoment),
        CheckConstraint("(finished_on IS NULL) = (canonical IS NULL)", name="frozen_whole"),
        CheckConstraint("(canonical IS NULL) = (frozen_control = '')", name="frozen_control"),
        CheckConstraint("(canonical IS NULL) = (figures IS NULL)", name="figures"),
        CheckConstraint("agreement_number >= 1", name="agreement_number"),
        CheckConstraint("school_year BETWEEN 2000 AND 2200", name="school_year"),
        Index(None, "school_id", "school_year", "moment", unique=True),
        Index(None, "school_year"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int]
    school_id: Mapped[int] = mapped_column(ForeignKey("schools.id"))
    school_year: Mapped[int]
    moment: Mapped[EvaluationMoment] = mapped_column(Coded(EvaluationMoment))
    agreement_number: Mapped[int]
    held_on: Mapped[date | None]
    present: Mapped[str]
    went_well: Mapped[str]
    could_improve: Mapped[str]
    proposal: Mapped[str]
    securing: Mapped[str]
    effect_short: Mapped[str]
    effect_middle: Mapped[str]
    effect_long: Mapped[str]
    finished_on: Mapped[date | None]
    changed_at: Mapped[datetime]
    frozen_control: Mapped[str]
    figures: Mapped[bytes | None]
    canonical: Mapped[bytes | None]


class OfEvaluation:
    """A row of one of the lists: whose it is, and its place."""

    evaluation_id: Mapped[int] = mapped_column(
        ForeignKey("evaluations.id", ondelete="CASCADE"), primary_key=True
    )
    position: Mapped[int] = mapped_column(primary_key=True)


class EvaluationLineRow(OfEvaluation, Base):
    """What became of one line of the agreement; ``key`` is stable over its versions."""

    __tablename__ = "evaluation_lines"
    __table_args__ = table_options(
        one_of("answer", Realised), Index(None, "evaluation_id", "key", unique=True)
    )

    key: Mapped[str]
    subject: Mapped[str]
    agreed: Mapped[str]
    figure: Mapped[str]
    answer: Mapped[Realised | None] = mapped_column(Coded(Realised))
    explanation: Mapped[str]
    to_do: Mapped[str]


class EvaluationLessonRow(OfEvaluation, Base):
    """A leerpunt: it goes along to next year's draft (002:147)."""

    __tablename__ = "evaluation_lessons"
    __table_args__ = table_options()

    text: Mapped[str]


class EvaluationStepRow(Base):
    """A finished evaluation that was opened again, and why."""

    __tablename__ = "evaluation_steps"
    __table_args__ = table_options(Index(None, "evaluation_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    evaluation_id: Mapped[int] = mapped_column(ForeignKey("evaluations.id", ondelete="CASCADE"))
    at: Mapped[datetime]
    who: Mapped[str]
    reason: Mapped[str]
