"""What the preview beside the list shows: always the agreement as it is now, and how the folder differs."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jeugdhulp_desktop.domain.agreements import AgreementStatus
from jeugdhulp_desktop.domain.documents import DocumentState, DuePaper, PaperKey, PaperKind
from jeugdhulp_desktop.ui.documents.report_lines import ReportLine

if TYPE_CHECKING:
    from jeugdhulp_desktop.services.session import Session

NO_NAMES = "Bevat geen namen van leerlingen."
_NOTES = {
    DocumentState.CURRENT: (f"Gelijk aan de schoolafspraak. {NO_NAMES}", "ok"),
    DocumentState.OUTDATED: (f"Gelijk aan de schoolafspraak. De pdf in de map is ouder. {NO_NAMES}", "warn"),
    DocumentState.MISSING: (f"Gelijk aan de schoolafspraak, nog niet in de map. {NO_NAMES}", "neutral"),
    DocumentState.FOREIGN: (
        f"Dit is onze pdf. In de map staat er een die iemand anders veranderde. {NO_NAMES}",
        "bad",
    ),
}
_LAPSED = (f"Deze versie is vervallen. {NO_NAMES}", "neutral")
_LETTER = (f"De brief gaat mee met de schoolafspraak. {NO_NAMES}", "neutral")
_NAMED = "Hier lijkt de naam van een leerling in te staan. Haal die weg in de afspraak: anderen lezen dit."


@dataclass(frozen=True)
class Preview:
    """A drawn agreement, and whether a pupil's name seems to stand in its free text (V26)."""

    paper: DuePaper
    pdf: bytes
    sizes: tuple[tuple[float, float], ...]
    names_pupil: bool

    def note(self, line: ReportLine | None) -> tuple[str, str]:
        """The line under the paper, and its tone."""
        if self.names_pupil:
            return _NAMED, "alert"
        if line is None or line.paper != self.paper.key:
            if self.paper.key.kind is PaperKind.LETTER:
                return _LETTER
            return _LAPSED if self.paper.status == AgreementStatus.REPLACED else _NOTES[DocumentState.MISSING]
        words, tone = _NOTES[line.state]
        if self.paper.key.kind is not PaperKind.AGREEMENT:
            words = words.replace("de schoolafspraak", "wat er nu in de kluis staat")
        return words, tone


def load_preview(session: "Session", key: PaperKey) -> Preview:
    """Draw a paper, written to the folder or not; called on the worker."""
    pdf = session.documents.pdf(key)
    named = False
    if key.kind is PaperKind.AGREEMENT:
        found = session.agreements.check(session.agreements.load(key.id))
        named = any(each.code == "pupil-name" for each in found)
    return Preview(session.documents.due(key), pdf, tuple(session.documents.page_sizes(pdf)), named)
