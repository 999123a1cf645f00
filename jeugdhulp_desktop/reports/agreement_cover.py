"""The first page of the school agreement: what it is, four key figures, what is new, and the contents."""

from collections.abc import Sequence
from decimal import Decimal

from jeugdhulp_desktop.domain.additions import Addition, AdditionStatus
from jeugdhulp_desktop.domain.agreement_kinds import DeploymentKind, Section
from jeugdhulp_desktop.domain.agreements import (
    Agreement,
    AgreementStatus,
)
from jeugdhulp_desktop.domain.quantities import is_countable
from jeugdhulp_desktop.domain.text import MONTHS, format_decimal, long_date
from jeugdhulp_desktop.reports.agreement_document import AgreementDocument
from jeugdhulp_desktop.reports.agreement_parts import (
    Chapter,
    enumeration,
    one_line,
    party_names,
    period,
    plural,
    worker_types,
)
from jeugdhulp_desktop.reports.amounts import decimals_of
from jeugdhulp_desktop.reports.cover import Contents, KeyFigure, KeyFigures, Notice, titled
from jeugdhulp_desktop.reports.design import LEAD, MM, TEXT_X
from jeugdhulp_desktop.reports.flowables import Block, Heading, Text, Together
from jeugdhulp_desktop.reports.grids import NOTHING, Column, Grid
from jeugdhulp_desktop.reports.letterhead import letterhead
from jeugdhulp_desktop.reports.prose import items, labelled, paragraphs

# What must not be taken for the agreement in force says so, on the cover and on every page.
MARKS = {
    AgreementStatus.CONCEPT: "CONCEPT",
    AgreementStatus.DISCUSSION: "TER BESPREKING",
    AgreementStatus.REPLACED: "VERVALLEN",
}
_MARK_SENTENCES = {
    AgreementStatus.CONCEPT: "Dit is nog geen afspraak. Alles kan nog veranderen.",
    AgreementStatus.DISCUSSION: "De partijen bespreken deze tekst. Ondertekenen kan nog niet.",
    AgreementStatus.REPLACED: "Een nieuwere versie is in de plaats gekomen van deze afspraak.",
}


def school_name(agreement: Agreement) -> str:
    """The name on the cover; a draft may have none yet."""
    return one_line(agreement.school.name) or "School zonder naam"


def cover(document: AgreementDocument, chapters: Sequence[Chapter], logo: bytes) -> list[Block]:
    """All of the first page; ``chapters`` are those that are printed."""
    agreement = document.agreement
    brief = Heading("", "In het kort", "brief")
    word = MARKS.get(agreement.status)
    notice = [Notice(word, _MARK_SENTENCES[agreement.status])] if word else []
    return [
        *letterhead(document.sender, logo),
        *titled(
            "Schoolafspraak jeugdhulp op school",
            school_name(agreement),
            f"schooljaar {agreement.school_year.code}",
        ),
        *notice,
        _facts(agreement),
        KeyFigures(_key_figures(document)),
        Together([brief, Text(_lead(agreement), LEAD, indent=TEXT_X)]),
        *_in_brief(agreement),
        Contents([brief, *(chapter.heading for chapter in chapters)], _left_out(chapters)),
    ]


def _left_out(chapters: Sequence[Chapter]) -> str:
    """Why a number may be missing from the contents."""
    numbers = {chapter.heading.number for chapter in chapters}
    if all(str(section.number) in numbers for section in list(Section)[1:]):
        return ""
    return "De nummers zijn die van het volledige model. Wat deze afspraak niet gebruikt, ontbreekt."


def _facts(agreement: Agreement) -> Grid:
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
        period(agreement.starts_on, agreement.ends_on, "t/m"),
        agreement.author.strip() or NOTHING,
        "ja" if agreement.public else "nee",
    ]
    return Grid(columns, [values])


def _key_figures(document: AgreementDocument) -> list[KeyFigure]:
    agreement = document.agreement
    week = agreement.hours_per_week(kind=DeploymentKind.BASIC)
    offers = len(agreement.offers)
    return [
        KeyFigure(
            format_decimal(week, decimals_of([week])) if week else "0",
            "uur per week basisinzet",
            _hours_a_year(document),
        ),
        _extra(document) or _people(agreement),
        KeyFigure(
            str(len(agreement.themes)),
            plural(len(agreement.themes), "thema", "’s"),
            f"met {offers} {plural(offers, 'soort', 'en')} aanbod" if offers else "nog zonder groepsaanbod",
        ),
        _evaluations(document),
    ]


def _hours_a_year(document: AgreementDocument) -> str:
    rows = [row for row in document.agreement.deployments if row.kind is DeploymentKind.BASIC]
    year = sum((row.hours_per_year or Decimal(0) for row in rows), Decimal(0))
    previous = document.previous_hours_per_year
    text = f"{format_decimal(year, decimals_of([year]))} uur per jaar"
    if previous is None:
        return text
    return f"{text}\nvorig jaar {format_decimal(previous, decimals_of([previous]))}"


def _extra(document: AgreementDocument) -> KeyFigure | None:
    """What comes on top: the requests that were not rejected, else the rows of the agreement itself."""
    asked = [
        each
        for each in document.additions
        if each.status is not AdditionStatus.REJECTED and is_countable(each.hours_per_week)
    ]
    if not asked:
        extra = document.agreement.hours_per_week(kind=DeploymentKind.ADDITIONAL)
        number = f"+{format_decimal(extra, decimals_of([extra]))}"
        return KeyFigure(number, "uur per week extra inzet", "als uitzondering") if extra else None
    extra = sum((each.hours_per_week for each in asked if each.hours_per_week is not None), Decimal(0))
    types = list(dict.fromkeys(each.worker_type.value for each in asked))
    word = f"uur per week extra {enumeration(types)}"
    return KeyFigure(f"+{format_decimal(extra, decimals_of([extra]))}", word, _granted(asked))


def _granted(asked: Sequence[Addition]) -> str:
    if len(asked) > 1:
        return f"in {len(asked)} aanvragen"
    when = period(asked[0].starts_on, asked[0].ends_on, "t/m")
    return when if asked[0].status.in_force else f"{when} (aangevraagd)".strip()


def _people(agreement: Agreement) -> KeyFigure:
    count = len(agreement.deployments)
    types = enumeration([each.value for each in worker_types(agreement)])
    return KeyFigure(str(count), plural(count, "medewerker", "s"), types)


def _evaluations(document: AgreementDocument) -> KeyFigure:
    """Two a year: the days that are known, else when they are held."""
    days = sorted(each.held_on for each in document.evaluations if each.held_on is not None)
    if len(days) == 2 and days[0].year == days[1].year:
        when = f"{days[0].day} {MONTHS[days[0].month - 1]} en {long_date(days[1])}"
    else:
        when = enumeration([long_date(day) for day in days]) or "halverwege en aan het eind"
    return KeyFigure("2", "evaluaties", when)


def _lead(agreement: Agreement) -> str:
    names = party_names(agreement)
    who = enumeration(names) if len(names) > 1 else "School, welzijnsorganisatie en gemeente"
    return (
        f"{who} spreken af welke steun leerlingen dit schooljaar op school krijgen, wie die steun geeft en "
        "waaraan we zien dat het helpt."
    )


def _in_brief(agreement: Agreement) -> list[Block]:
    """What is new in a later version; of a first version its themes."""
    if agreement.change_reason.strip():
        return labelled(f"Wat is nieuw in versie {agreement.number}", paragraphs(agreement.change_reason))
    titles = [theme.title for theme in agreement.themes if theme.title.strip()]
    return labelled("Thema’s dit jaar", items(_limited(titles)))


def _limited(titles: Sequence[str], most: int = 8) -> list[str]:
    """The first titles, and how many more: the cover stays one page."""
    cut = [title if len(title) <= 120 else title[:119].rstrip() + "…" for title in titles]
    return cut if len(cut) <= most else [*cut[: most - 1], f"en nog {len(cut) - most + 1} thema’s"]
