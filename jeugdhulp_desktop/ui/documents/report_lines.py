"""What one line of Rapporten shows, and where it is read."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from jeugdhulp_desktop.domain.conflicts import ConflictedCopy
from jeugdhulp_desktop.domain.documents import DocumentLine, DocumentState, PaperKey, PaperKind
from jeugdhulp_desktop.domain.errors import DiskProblem
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.domain.text import clock_time, day_and_month, short_date
from jeugdhulp_desktop.ui.theme import theme
from jeugdhulp_desktop.ui.widgets.labels import PillValue, pill_width
from jeugdhulp_desktop.ui.widgets.lines import Cell, Column

if TYPE_CHECKING:
    from jeugdhulp_desktop.services.session import Session

PILLS = {
    DocumentState.CURRENT: PillValue("Actueel", "check-circle-outline", "ok"),
    DocumentState.OUTDATED: PillValue("Verouderd", "update", "warn"),
    DocumentState.MISSING: PillValue("Ontbreekt", "file-question-outline", "neutral"),
    DocumentState.FOREIGN: PillValue("Door iemand anders gewijzigd", "account-alert-outline", "bad"),
}


KIND_WORDS = {
    PaperKind.AGREEMENT: "Schoolafspraak",
    PaperKind.ADDITION: "Aanvullende inzet",
    PaperKind.INTERIM: "Tussenrapport",
    PaperKind.JUNE: "Juniblad",
    PaperKind.HOURS: "Urenoverzicht",
    PaperKind.INDEX: "Overzicht",
    PaperKind.LETTER: "Begeleidende brief",
}


@dataclass(frozen=True)
class ReportLine:
    """One paper of the year; ``paper`` is None for a school that has no agreement yet."""

    paper: PaperKey | None
    school_id: int
    school_name: str
    number: int
    status: str
    state: DocumentState
    title: str = "Schoolafspraak"
    file_name: str = ""
    made_at: str = ""
    changed_at: str = ""
    problem: str = ""

    @property
    def key(self) -> PaperKey | int:
        """What tells lines apart, also those without an agreement."""
        return self.school_id if self.paper is None else self.paper

    @property
    def agreement_id(self) -> int | None:
        """The agreement whose paper this is; None for another kind of paper."""
        return self.paper.id if self.paper and self.paper.kind is PaperKind.AGREEMENT else None

    @property
    def version(self) -> str:
        """ "Versie 1, ondertekend"."""
        if self.paper is None:
            return "Nog niet begonnen"
        if self.paper.kind is PaperKind.AGREEMENT:
            return f"Versie {self.number}, {self.status}"
        if self.paper.kind is PaperKind.INDEX:
            return "Lijst van alle papieren"
        number = f" {self.number}" if self.paper.kind is PaperKind.ADDITION else ""
        return f"{self.title}{number}, {self.status}"

    @property
    def heading(self) -> str:
        """Whose paper it is."""
        return "Alle scholen" if self.kind is PaperKind.INDEX else self.school_name

    @property
    def kind(self) -> PaperKind:
        """The kind of paper; a school without one is about to have an agreement."""
        return PaperKind.AGREEMENT if self.paper is None else self.paper.kind


@dataclass(frozen=True)
class Reports:
    """One reading of the page: the lines, and the folder they stand in."""

    lines: tuple[ReportLine, ...]
    folder: Path
    folder_there: bool
    copies: tuple[ConflictedCopy, ...] = ()

    @property
    def to_make(self) -> tuple[ReportLine, ...]:
        """What bringing the folder up to date would write; the list of all papers follows by itself."""
        stale = (DocumentState.OUTDATED, DocumentState.MISSING)
        return tuple(line for line in self.papers if line.state in stale)

    @property
    def papers(self) -> tuple[ReportLine, ...]:
        """The papers that are not made from the others."""
        return tuple(line for line in self.lines if line.paper and line.kind is not PaperKind.INDEX)


def load_reports(session: "Session", year: SchoolYear) -> Reports:
    """Every agreement of a year with its file, then the schools without one; called on the worker."""
    agreements = session.agreements.lines(year)
    by_name = {line.school_name: line.school_id for line in agreements}
    lines = [_line(line, by_name.get(line.school_name, 0)) for line in session.documents.lines(year)]
    lines += [
        ReportLine(None, line.school_id, line.school_name, 0, "", DocumentState.MISSING)
        for line in agreements
        if line.id is None
    ]
    folder = session.documents.folder
    return Reports(in_order(lines), folder, folder.is_dir(), _copies(session))


def in_order(lines: Sequence[ReportLine]) -> tuple[ReportLine, ...]:
    """The papers of a school together, its agreement first; the list of all papers last."""
    places: dict[str, int] = {}
    for line in lines:
        places.setdefault(line.school_name, len(places))
    kinds = list(PaperKind)
    return tuple(
        sorted(
            lines,
            key=lambda line: (
                line.kind is PaperKind.INDEX,
                places[line.school_name],
                kinds.index(line.kind),
                line.number,
            ),
        )
    )


def _copies(session: "Session") -> tuple[ConflictedCopy, ...]:
    try:
        return tuple(session.documents.conflicted_copies())
    except DiskProblem:
        return ()  # the lines themselves tell that the folder cannot be read


def _line(line: DocumentLine, school_id: int) -> ReportLine:
    return ReportLine(
        line.key, school_id, line.school_name, line.number, line.status, line.state, line.title,
        line.file_name, line.made_at, line.changed_at, line.problem,
    )  # fmt: skip


def folder_words(folder: Path, home: Path) -> str:
    """ "Documenten › Jeugdhulp › Rapporten": the folder as people name it, within the home folder."""
    within = folder.relative_to(home) if folder.is_relative_to(home) else folder
    return " › ".join(part.strip("\\/") or part for part in within.parts)


def moment_words(moment: str, today: date) -> str:
    """ "vandaag, 08:31" or "11 sep, 10:47", with the year when it is another one."""
    made = datetime.fromisoformat(moment)
    day = made.date()
    if day == today:
        return f"vandaag, {clock_time(made)}"
    year = "" if day.year == today.year else f" {day.year}"
    return f"{short_date(day)}{year}, {clock_time(made)}"


def when_words(moment: str, today: date) -> str:
    """ "op 11 september om 10:47", for in a sentence."""
    made = datetime.fromisoformat(moment)
    day = made.date()
    named = "vandaag" if day == today else f"op {day_and_month(day)}"
    year = "" if day.year == today.year else f" {day.year}"
    return f"{named}{year} om {clock_time(made)}"


def _pill_column() -> int:
    """As wide as the longest pill, whatever font the system has: pills never elide."""
    longest = max(pill_width(pill) for pill in PILLS.values())
    return max(252, round((longest + theme().px(26)) * 100 / theme().px(100)))


def report_columns(today: Callable[[], date]) -> tuple[Column[ReportLine], ...]:
    """School and version, state, when."""

    def made(line: ReportLine) -> Cell:
        moment = line.changed_at or line.made_at
        if not moment or (line.state is DocumentState.MISSING and not line.made_at):
            return Cell("Niet gemaakt", tone="text2")
        if line.state is DocumentState.MISSING:
            return Cell("Niet meer in de map", tone="text2")
        return Cell(moment_words(moment, today()))

    return (
        Column(
            "school",
            "Papier",
            lambda line: Cell(line.heading, second=line.version, bold=True),
            stretch=1,
            width=190,
        ),
        Column("state", "Pdf", lambda line: PILLS[line.state], width=_pill_column()),
        Column("made", "Gemaakt op", made, width=134, hide_first=1),
    )
