"""Additional deployment as a source of papers: for the report folder, the register and the printer."""

from collections.abc import Collection

from sqlalchemy import Connection

from jeugdhulp_desktop.domain.documents import DrawnPaper, DuePaper, PaperKey, PaperKind
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.reports.addition_document import TEMPLATE
from jeugdhulp_desktop.services.additions.papers import build_document, draw
from jeugdhulp_desktop.services.paper_keeping import open_content
from jeugdhulp_desktop.storage.addition_line_queries import AdditionFacts, load_addition_facts
from jeugdhulp_desktop.storage.addition_queries import load_addition
from jeugdhulp_desktop.storage.letterhead_queries import load_letterhead


class AdditionPapers:
    """P2 of every request; additional deployment is an exception, so there are few (002:35)."""

    kind = PaperKind.ADDITION

    def due(
        self,
        connection: Connection,
        *,
        ids: Collection[int] | None = None,
        year: SchoolYear | None = None,
    ) -> list[DuePaper]:
        """The requests asked for, in Dutch order of their schools."""
        return [_due(connection, each) for each in load_addition_facts(connection, ids=ids, year=year)]

    def draw(self, connection: Connection, subject_id: int) -> DrawnPaper:
        """The paper as it is now; once granted from its frozen tree. NotFound, DamagedDatabase."""
        return draw(connection, build_document(connection, load_addition(connection, subject_id)))


def _due(connection: Connection, facts: AdditionFacts) -> DuePaper:
    """What stands on the paper of an open request depends on its agreement too, so it is looked at anew."""
    control = content = facts.control
    if not facts.control:
        control = build_document(connection, load_addition(connection, facts.id)).control
        content = open_content(control, TEMPLATE, load_letterhead(connection))
    return DuePaper(
        key=PaperKey(PaperKind.ADDITION, facts.id),
        school_name=facts.school_name,
        school_year=facts.school_year,
        number=facts.number,
        status=facts.status.value,
        frozen=bool(facts.control),
        control=control,
        content=content,
        title="Aanvullende inzet",
        mark=str(facts.number),
    )
