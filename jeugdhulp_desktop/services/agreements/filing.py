"""Agreements as a source of papers: for the report folder, the register and the printer."""

from collections.abc import Collection

from sqlalchemy import Connection

from jeugdhulp_desktop.domain.documents import DrawnPaper, DuePaper, PaperKey, PaperKind
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.reports.agreement_document import TEMPLATE
from jeugdhulp_desktop.services.agreements.papers import build_document, draw
from jeugdhulp_desktop.services.paper_keeping import open_content
from jeugdhulp_desktop.storage.agreement_paper_queries import AgreementFacts, load_agreement_facts
from jeugdhulp_desktop.storage.agreement_queries import load_agreement
from jeugdhulp_desktop.storage.letterhead_queries import load_letterhead


class AgreementPapers:
    """P1 of every agreement; a version that lapsed is due only when it is asked for by id."""

    kind = PaperKind.AGREEMENT

    def due(
        self,
        connection: Connection,
        *,
        ids: Collection[int] | None = None,
        year: SchoolYear | None = None,
    ) -> list[DuePaper]:
        """The agreements asked for, in Dutch order of their schools."""
        letterhead = load_letterhead(connection)
        facts = load_agreement_facts(connection, ids=ids, year=year)
        return [_due(each, open_content(each.control, TEMPLATE, letterhead)) for each in facts]

    def draw(self, connection: Connection, subject_id: int) -> DrawnPaper:
        """The paper as it is now; of a frozen agreement from its frozen tree. NotFound, DamagedDatabase."""
        document = build_document(connection, load_agreement(connection, subject_id))
        return DrawnPaper(draw(connection, document), document.control)


def _due(facts: AgreementFacts, content: str) -> DuePaper:
    frozen = facts.status.frozen
    return DuePaper(
        key=PaperKey(PaperKind.AGREEMENT, facts.id),
        school_name=facts.school_name,
        school_year=facts.school_year,
        number=facts.number,
        status=facts.status.value,
        frozen=frozen,
        control=facts.control,
        content=facts.control if frozen else content,
        mark=f"v{facts.number}",
    )
