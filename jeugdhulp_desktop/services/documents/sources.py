"""Where papers come from: one source a kind, each beside the feature whose papers it knows."""

from collections.abc import Collection
from typing import Protocol

from sqlalchemy import Connection

from jeugdhulp_desktop.domain.documents import DrawnPaper, DuePaper, PaperKey, PaperKind
from jeugdhulp_desktop.domain.errors import NotFound
from jeugdhulp_desktop.domain.evaluations import EvaluationMoment
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.services.additions.filing import AdditionPapers
from jeugdhulp_desktop.services.agreements.filing import AgreementPapers
from jeugdhulp_desktop.services.agreements.letters import LetterPapers
from jeugdhulp_desktop.services.evaluations.papers import EvaluationPapers
from jeugdhulp_desktop.services.paper_keeping import SUBJECTS


class PaperSource(Protocol):
    """The papers of one kind.

    ``due`` is asked at every round for all of them, so it reads light facts and draws nothing. None of its
    papers may hold a pupil: they stand in a folder that others read (V26).
    """

    kind: PaperKind

    def due(
        self,
        connection: Connection,
        *,
        ids: Collection[int] | None = None,
        year: SchoolYear | None = None,
    ) -> list[DuePaper]:
        """The papers that belong in the folder: all, of a year, or by the id of their subject.

        By id also those that lapsed and whose file is left alone otherwise.
        """

    def draw(self, connection: Connection, subject_id: int) -> DrawnPaper:
        """The PDF as it is now. NotFound, DamagedDatabase."""


# In the order of the screen within a school.
SOURCES: tuple[PaperSource, ...] = (
    AgreementPapers(),
    LetterPapers(),
    AdditionPapers(),
    *(EvaluationPapers(moment) for moment in EvaluationMoment),
)


def due_papers(
    connection: Connection, *, keys: Collection[PaperKey] | None = None, year: SchoolYear | None = None
) -> list[DuePaper]:
    """The papers of all sources: all, of a year, or these."""
    found: list[DuePaper] = []
    for source in SOURCES:
        ids = None if keys is None else [key.id for key in keys if key.kind is source.kind]
        if ids is None or ids:
            found += source.due(connection, ids=ids, year=year)
    return found


def draw_paper(connection: Connection, key: PaperKey) -> DrawnPaper:
    """The PDF of a paper as it is now. NotFound, DamagedDatabase."""
    for source in SOURCES:
        if source.kind is key.kind:
            return source.draw(connection, key.id)
    raise NotFound(SUBJECTS[key.kind], key.id)
