"""The top of a page under a letterhead: what its papers will look like, before there is one."""

from jeugdhulp_desktop.domain.documents import Letterhead
from jeugdhulp_desktop.reports.design import ACCENT, COVER, H1, KIND, LEAD, SUBTITLE, UNIT
from jeugdhulp_desktop.reports.flowables import Block, Heading, Rule, Space, Text
from jeugdhulp_desktop.reports.letterhead import letterhead
from jeugdhulp_desktop.reports.paper import Paper, printed


def render(sender: Letterhead, logo: bytes = b"") -> bytes:
    """One page: the letterhead, and the beginning of an agreement under it. ValueError for another's logo."""
    paper = Paper("Voorbeeld van het briefpapier", "Briefpapier", "Voorbeeld", "", "")
    blocks: list[Block] = [
        *letterhead(sender, logo),
        Rule(COVER, ACCENT, after=2 * UNIT),
        Text("Schoolafspraak jeugdhulp op school", KIND),
        Heading("", "Naam van de school", "sample", H1, 1),
        Text("Schooljaar, versie en status", SUBTITLE),
        Space(UNIT),
        Text("Zo begint elke schoolafspraak, aanvraag en elk rapport dat je maakt.", LEAD),
    ]
    return printed(paper, blocks)
