"""What the worker does for the import page: plain functions of a Session, without a widget in sight."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from jeugdhulp_desktop.domain.rosters import DuplicateHint, ImportPlan, RosterFile
from jeugdhulp_desktop.domain.schools import SchoolLine
from jeugdhulp_desktop.services.imports import ImportSource, ImportSummary
from jeugdhulp_desktop.ui.imports.words import pupils_words
from jeugdhulp_desktop.ui.tasks import Progress

if TYPE_CHECKING:
    from jeugdhulp_desktop.services.session import Session


@dataclass(frozen=True)
class Preview:
    """A plan with what is shown beside it: look-alikes in the file, and the schools one may choose."""

    plan: ImportPlan
    hints: tuple[DuplicateHint, ...]
    schools: tuple[SchoolLine, ...]


@dataclass(frozen=True)
class Read:
    """A file as read, and a preview unless its columns must be chosen first."""

    source: ImportSource
    preview: Preview | None


@dataclass(frozen=True)
class Wanted:
    """Which file, and what was chosen about it so far: columns, sheet, school."""

    path: Path
    mapping: Mapping[str, str] | None = None
    sheet: str | None = None
    school: object = None  # the id of a school; anything else lets the BRIN decide


def reading(session: "Session", wanted: Wanted) -> Callable[[Progress], Read]:
    """A job that reads a file and works out what it would do. It keeps nothing, and can be stopped."""

    def job(progress: Progress) -> Read:
        progress.step("Bestand lezen")
        source = session.imports.read(wanted.path, mapping=wanted.mapping, sheet=wanted.sheet)
        if source.roster is None:
            return Read(source, None)
        count = pupils_words(len(source.roster.rows)).capitalize()
        progress.step(f"{count} vergelijken met de kluis")
        preview = preview_of(session, source.roster, wanted.school)
        progress.step()
        return Read(source, preview)

    return job


def preview_of(session: "Session", roster: RosterFile, school: object) -> Preview:
    """What a roster would do to the pupils of a school."""
    school_id = school if isinstance(school, int) else None
    plan = session.imports.plan(roster, school_id=school_id)
    return Preview(plan, plan.hints, tuple(session.schools.lines()))


def fetching(
    session: "Session", plan: ImportPlan, answers: Mapping[int, bool]
) -> Callable[[], tuple[ImportSummary, str]]:
    """A job that carries a plan out, in one transaction; the summary with the name of the school."""
    answers = dict(answers)

    def job() -> tuple[ImportSummary, str]:
        summary = session.imports.apply(plan, answers=answers)
        return summary, session.schools.load(summary.school_id).name

    return job


def last_import(session: "Session") -> tuple[ImportSummary | None, str]:
    """The last import that can be undone, with the name of its school."""
    last = session.imports.last()
    names = {school.id: school.name for school in session.schools.lines()}
    return last, names.get(last.school_id, "") if last else ""
