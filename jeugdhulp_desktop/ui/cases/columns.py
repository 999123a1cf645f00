"""The columns of the list of cases, and the filter that its filter bar means."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from jeugdhulp_desktop.domain.cases import CaseFilter, CaseLine, CaseStatus
from jeugdhulp_desktop.domain.questions import QUESTIONS
from jeugdhulp_desktop.ui.cases.detail import NO_PUPIL
from jeugdhulp_desktop.ui.cases.facts import CaseFacts
from jeugdhulp_desktop.ui.cases.looks import class_word, review_cell, status_pill, table_date
from jeugdhulp_desktop.ui.privacy_mode import Privacy
from jeugdhulp_desktop.ui.widgets.lines import Cell, Column

OPEN, REVIEW_DUE = "lopend", "review"  # choices of the filter Status beside the statuses themselves
ALL_OPEN = frozenset(status for status in CaseStatus if status.open)


def case_columns(facts: CaseFacts, privacy: Privacy, today: date) -> tuple[Column[CaseLine], ...]:
    """The columns; their names are those of CaseOrder, by which SQL sorts."""

    def pupil(line: CaseLine) -> Cell:
        return Cell(privacy.name(line.pupil)) if line.pupil else Cell(NO_PUPIL, tone="text2")

    def question(line: CaseLine) -> str:
        return line.question or "–"

    def contact(line: CaseLine) -> Cell:
        day = line.last_contact
        return Cell(table_date(day, today)) if day else Cell("–", tone="text2")

    word = class_word(facts.schools)
    columns: list[Column[CaseLine]] = [
        Column("pupil", "Leerling", pupil, width=160, stretch=3, sortable=True),
        Column("group", word, lambda line: line.group, width=72, sortable=True, hide_first=2),
        Column("question", "Hulpvraag", question, width=150, stretch=2, sortable=True, hide_first=1),
        Column("workers", "Medewerker", lambda line: line.workers or "–", width=170, stretch=2, hide_first=5),
        Column("status", "Status", lambda line: status_pill(line.status), width=130, sortable=True),
        Column(
            "last_contact",
            "Laatste contact",
            contact,
            width=124,
            sortable=True,
            hide_first=4,
        ),
        Column(
            "next_review",
            "Volgende review",
            lambda line: review_cell(line.status, line.next_review, today),
            width=156,
            sortable=True,
        ),
    ]  # fmt: skip
    if facts.many_schools:
        columns.insert(
            1, Column("school", "School", lambda line: line.school, width=150, stretch=2, hide_first=3)
        )
    return tuple(columns)


def status_choices() -> list[tuple[str, str]]:
    """What the filter Status offers."""
    one_by_one = [(status.value, status.value.capitalize()) for status in CaseStatus]
    return [(OPEN, "Lopend"), (REVIEW_DUE, "Review nodig"), *one_by_one]


def question_choices() -> list[tuple[str, str]]:
    """What the filter Hulpvraag offers: the main kinds, which count their subcodes, then the subcodes."""
    main = [(each.code, each.label) for each in QUESTIONS if each.code == each.main]
    return main + [(each.code, each.label) for each in QUESTIONS if each.code != each.main]


def case_filter(words: str, active: Mapping[str, Any], today: date) -> CaseFilter:
    """What the filter bar asks of SQL."""
    status = active.get("status")
    if status in (OPEN, REVIEW_DUE):
        statuses = ALL_OPEN
    else:
        statuses = frozenset({CaseStatus(status)}) if status else frozenset()
    return CaseFilter(
        words=words,
        statuses=statuses,
        school_id=active.get("school"),
        worker_id=active.get("worker"),
        question=active.get("question") or "",
        review_due_on=today if status == REVIEW_DUE else None,
    )


def count_words(shown: int, total: int) -> str:
    """ "19 van 34 casussen"."""
    noun = "casus" if total == 1 else "casussen"
    return f"{total} {noun}" if shown == total else f"{shown} van {total} {noun}"
