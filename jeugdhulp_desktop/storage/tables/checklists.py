"""Runs of a checklist and their answers."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from jeugdhulp_desktop.domain.checklists import Answer, Moment, Scope
from jeugdhulp_desktop.storage.tables.base import Base, Coded, one_of, table_options

_OPEN = text("finished_on IS NULL")


class RunRow(Base):
    """One filling-in. ``template`` is the whole template as JSON: an old run reads as it was asked."""

    __tablename__ = "checklist_runs"
    __table_args__ = table_options(
        one_of("scope", Scope),
        one_of("moment", Moment),
        CheckConstraint("(case_id IS NULL) <> (agreement_id IS NULL)", name="about_one"),
        CheckConstraint("(scope = 'casus') = (case_id IS NOT NULL)", name="scope_fits"),
        CheckConstraint("finished_on >= started_on", name="finished_on"),
        CheckConstraint("json_valid(template)", name="template"),
        # A run that can be continued is continued: one open run of a list for one case or agreement.
        Index("ix_checklist_runs_open_case", "case_id", "template_id", unique=True, sqlite_where=_OPEN),
        Index(
            "ix_checklist_runs_open_agreement", "agreement_id", "template_id", unique=True, sqlite_where=_OPEN
        ),
        Index(None, "case_id", "started_on"),
        Index(None, "agreement_id", "started_on"),
        Index(None, "started_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int]
    template_id: Mapped[str]
    template_version: Mapped[int]
    template: Mapped[str]
    scope: Mapped[Scope] = mapped_column(Coded(Scope))
    case_id: Mapped[int | None] = mapped_column(ForeignKey("cases.id", ondelete="CASCADE"))
    agreement_id: Mapped[int | None] = mapped_column(ForeignKey("agreements.id", ondelete="CASCADE"))
    moment: Mapped[Moment] = mapped_column(Coded(Moment))
    started_on: Mapped[date]
    finished_on: Mapped[date | None]
    next_on: Mapped[date | None]


class ReplyRow(Base):
    """The answer to one item of a run."""

    __tablename__ = "checklist_replies"
    __table_args__ = table_options(one_of("answer", Answer), Index(None, "evidence_contact_id"))

    run_id: Mapped[int] = mapped_column(ForeignKey("checklist_runs.id", ondelete="CASCADE"), primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    answer: Mapped[Answer | None] = mapped_column(Coded(Answer))
    explanation: Mapped[str]
    evidence: Mapped[str]
    evidence_contact_id: Mapped[int | None] = mapped_column(
        ForeignKey("contact_moments.id", ondelete="SET NULL")
    )
