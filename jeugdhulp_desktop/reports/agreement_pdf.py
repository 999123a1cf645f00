"""P1, the school agreement on paper: cover, the sections of the model that are used, and the signatures."""

from collections.abc import Sequence
from decimal import Decimal

from jeugdhulp_desktop.domain.agreement_sections import (
    DeploymentKind,
)
from jeugdhulp_desktop.domain.agreements import (
    Agreement,
    AgreementStatus,
)
from jeugdhulp_desktop.domain.canonical import spaced
from jeugdhulp_desktop.domain.documents import Audience
from jeugdhulp_desktop.domain.text import format_decimal, format_hours, long_date
from jeugdhulp_desktop.reports.agreement_document import AgreementDocument
from jeugdhulp_desktop.reports.agreement_parts import (
    Chapter,
    Counter,
    decimals_of,
    enumeration,
    party_names,
    worker_types,
)
from jeugdhulp_desktop.reports.agreement_people import (
    deployment_chapter,
    parties_chapter,
    purpose_chapter,
    task_chapter,
)
from jeugdhulp_desktop.reports.agreement_plans import (
    deviation_chapter,
    monitoring_chapter,
    offer_chapter,
    signing_chapter,
    theme_chapter,
)
from jeugdhulp_desktop.reports.cover import Contents, KeyFigure, KeyFigures, Notice
from jeugdhulp_desktop.reports.design import ACCENT, COVER, H1, KIND, LEAD, MM, SUBTITLE, TEXT_X, UNIT
from jeugdhulp_desktop.reports.flowables import Block, Heading, Rule, Space, Text, Together
from jeugdhulp_desktop.reports.grids import NOTHING, Column, Grid
from jeugdhulp_desktop.reports.paper import Paper, printed
from jeugdhulp_desktop.reports.prose import items, labelled, paragraphs
from jeugdhulp_desktop.reports.signatures import Attached

__all__ = ["AgreementDocument", "render", "story"]

SUBJECT = "Schoolafspraak jeugdhulp op school"

# What must not be taken for the agreement in force says so, on the cover and on every page.
_MARKS = {
    AgreementStatus.CONCEPT: "CONCEPT",
    AgreementStatus.DISCUSSION: "TER BESPREKING",
    AgreementStatus.REPLACED: "VERVALLEN",
}
_MARK_SENTENCES = {
    AgreementStatus.CONCEPT: "Dit is nog geen afspraak. Alles kan nog veranderen.",
    AgreementStatus.DISCUSSION: "De partijen bespreken deze tekst. Ondertekenen kan nog niet.",
    AgreementStatus.REPLACED: "Een nieuwere versie is in de plaats gekomen van deze afspraak.",
}


def render(document: AgreementDocument, audience: Audience) -> bytes:
    """The agreement as a tagged PDF; the same document gives the same bytes.

    The audience must be named in every render (V26). All three parties sign the same content and it holds
    nothing of a pupil, so each audience gets the same paper.
    """
    if not isinstance(audience, Audience):
        raise TypeError("audience")
    return printed(_paper(document), story(document))


def _paper(document: AgreementDocument) -> Paper:
    agreement = document.agreement
    year, school = agreement.school_year.code, _school(agreement)
    word = _MARKS.get(agreement.status, "")
    parts = [
        f"versie {agreement.number}",
        "" if word else agreement.status.value,
        long_date(agreement.dated) if agreement.dated else "",
    ]
    return Paper(
        title=f"Schoolafspraak {year}, {school[:120]}",
        subject=SUBJECT,
        head_left=f"Schoolafspraak {year} · {school[:200]}",
        head_right=" · ".join(part for part in parts if part),
        foot_left=f"Controlegetal {spaced(document.control)}",
        mark=word,
    )


def _school(agreement: Agreement) -> str:
    return " ".join(agreement.school.name.split()) or "School zonder naam"


def story(document: AgreementDocument) -> list[Block]:
    """All blocks of the document in reading order."""
    agreement = document.agreement
    tables = Counter()
    chapters = [
        parties_chapter(agreement, tables),
        purpose_chapter(agreement),
        deployment_chapter(agreement, tables),
        task_chapter(agreement, tables),
        theme_chapter(agreement),
        offer_chapter(agreement, tables),
        monitoring_chapter(agreement, tables),
        deviation_chapter(agreement, tables),
        signing_chapter(agreement, document.control),
    ]
    used = [chapter for chapter in chapters if chapter.blocks]
    blocks = _cover(document, used)
    for number, chapter in enumerate(used):
        blocks += chapter.story(new_page=number == 0)
    before, signatures = blocks[-2:]  # a page with only signatures could be put under any text
    return [*blocks[:-2], Attached(before, signatures)]


def _cover(document: AgreementDocument, chapters: Sequence[Chapter]) -> list[Block]:
    agreement = document.agreement
    kind = "Schoolafspraak jeugdhulp op school"
    brief = Heading("", "In het kort", "brief")
    word = _MARKS.get(agreement.status)
    notice = [Notice(word, _MARK_SENTENCES[agreement.status])] if word else []
    return [
        Rule(COVER, ACCENT, after=2 * UNIT),
        Text(f"{document.sender.name.strip()} · {kind}" if document.sender.name.strip() else kind, KIND),
        Heading("", _school(agreement), "top", H1, level=1),
        Text(f"schooljaar {agreement.school_year.code}", SUBTITLE),
        Space(2 * UNIT),
        *notice,
        _facts(agreement),
        KeyFigures(_key_figures(document)),
        Together([brief, Text(_lead(agreement), LEAD, indent=TEXT_X)]),
        *_in_brief(agreement),
        Contents(
            [brief, *(chapter.heading for chapter in chapters)],
            "De nummers zijn die van het volledige model. Wat deze afspraak niet gebruikt, ontbreekt.",
        ),
    ]


def _facts(agreement: Agreement) -> Grid:
    year = agreement.school_year
    columns = [
        Column("Versie", 16 * MM),
        Column("Status", 30 * MM),
        Column("Datum", 30 * MM),
        Column("Looptijd", 52 * MM),
        Column("Opsteller", 25 * MM),
        Column("Openbaar", 15 * MM),
    ]
    values = [
        str(agreement.number),
        agreement.status.value,
        long_date(agreement.dated) if agreement.dated else "nog niet bekend",
        f"{long_date(year.start)} t/m {long_date(year.end)}",
        agreement.author.strip() or NOTHING,
        "ja" if agreement.public else "nee",
    ]
    return Grid(columns, [values])


def _key_figures(document: AgreementDocument) -> list[KeyFigure]:
    agreement = document.agreement
    week = agreement.hours_per_week(kind=DeploymentKind.BASIC)
    hours_a_week = format_decimal(week, decimals_of([week])) if week else "0"
    year = f"in totaal {format_hours(agreement.hours_per_year())} uur per jaar"
    if document.previous_hours_per_year is not None:
        year += f"\nvorig jaar {format_hours(document.previous_hours_per_year)}"
    extra = agreement.hours_per_week(kind=DeploymentKind.ADDITIONAL)
    types = worker_types(agreement)
    people = len(agreement.deployments)
    second = KeyFigure(
        str(people), _plural(people, "medewerker", "s"), enumeration([each.value for each in types])
    )
    if extra:
        amount = format_decimal(extra, decimals_of([extra]))
        second = KeyFigure(f"+{amount}", "uur per week extra inzet", "als uitzondering")
    offers = len(agreement.offers)
    hours = [offer.hours for offer in agreement.offers if offer.hours is not None]
    groups = sum(offer.groups or 0 for offer in agreement.offers)
    return [
        KeyFigure(hours_a_week, "uur per week basisinzet", year),
        second,
        KeyFigure(str(len(agreement.themes)), _plural(len(agreement.themes), "thema", "’s"),
                  f"met {offers} keer groepsaanbod" if offers else "nog zonder groepsaanbod"),
        KeyFigure(format_hours(sum(hours, Decimal(0))), "uur groepsaanbod",
                  f"in {groups} {_plural(groups, 'groep', 'en')}" if groups else ""),
    ]  # fmt: skip


def _plural(count: int, word: str, ending: str) -> str:
    return word if count == 1 else word + ending


def _lead(agreement: Agreement) -> str:
    names = party_names(agreement)
    who = enumeration(names) if len(names) > 1 else "School, welzijnsorganisatie en gemeente"
    return (
        f"{who} spreken af welke steun leerlingen dit schooljaar op school krijgen, wie die steun geeft en "
        "waaraan we zien dat het helpt."
    )


def _in_brief(agreement: Agreement) -> list[Block]:
    blocks: list[Block] = []
    if agreement.change_reason.strip():
        new = labelled(f"Wat is nieuw in versie {agreement.number}", paragraphs(agreement.change_reason))
        blocks += new
    titles = [theme.title for theme in agreement.themes if theme.title.strip()]
    if titles:
        blocks += labelled("Thema’s dit jaar", items(_limited(titles)))
    return blocks


def _limited(titles: Sequence[str], most: int = 8) -> list[str]:
    """The first titles, and how many more: the cover stays one page."""
    cut = [title if len(title) <= 120 else title[:119].rstrip() + "…" for title in titles]
    return cut if len(cut) <= most else [*cut[: most - 1], f"en nog {len(cut) - most + 1} thema’s"]
