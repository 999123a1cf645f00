"""Chapters 9 to 12 of the school agreement: the route, parents and pupils, privacy, what is measured."""

from jeugdhulp_desktop.domain.agreement_kinds import Section
from jeugdhulp_desktop.domain.agreements import Agreement
from jeugdhulp_desktop.reports.agreement_parts import (
    Chapter,
    Counter,
    chapter,
    deviation_blocks,
    is_short,
)
from jeugdhulp_desktop.reports.cells import CellValue
from jeugdhulp_desktop.reports.design import MM
from jeugdhulp_desktop.reports.flowables import Block
from jeugdhulp_desktop.reports.grids import NOTHING, Column, Grid
from jeugdhulp_desktop.reports.prose import items, labelled, paragraphs, unsigned


def route_chapter(agreement: Agreement, tables: Counter) -> Chapter:
    """9: how a question finds its way, and who meets when."""
    route = agreement.route
    steps = [unsigned(step) for step in route.steps if step.strip()]
    blocks = [
        *labelled("Aanmelden", items(steps, numbered=True)),
        *labelled("Naar de gemeente", paragraphs(route.to_municipality)),
        *labelled("Zorgroute", paragraphs(route.care_route)),
        *labelled("Op- en afschalen", paragraphs(route.scaling)),
        *labelled("Onderwijs en jeugdhulp", paragraphs(route.demarcation)),
        *_meetings(agreement, tables),
        *labelled("Meldcode", paragraphs(route.reporting_code)),
        *deviation_blocks(agreement, Section.ROUTE),
    ]
    return chapter(Section.ROUTE, "Route en overleg", blocks)


def _meetings(agreement: Agreement, tables: Counter) -> list[Block]:
    rows: list[list[CellValue]] = [
        [part.strip() or NOTHING for part in (each.name, each.frequency, each.dates, each.present)]
        for each in agreement.route.meetings
        if any(part.strip() for part in (each.name, each.frequency, each.dates, each.present))
    ]
    columns = [
        Column("Overleg", 42 * MM),
        Column("Hoe vaak", 30 * MM),
        Column("Data", 35 * MM),
        Column("Wie", 61 * MM),
    ]
    return [Grid(columns, rows, caption=tables.caption("Overleg"))] if rows else []


def family_chapter(agreement: Agreement) -> Chapter:
    """10: how parents and pupils take part."""
    families = agreement.families
    blocks = [
        *labelled("Ouders", paragraphs(families.parents)),
        *labelled("Toestemming", paragraphs(families.consent)),
        *labelled("Leerlingen", paragraphs(families.youth_voice)),
        *labelled("Wat veranderde door leerlingen", paragraphs(families.youth_changes)),
    ]
    return chapter(Section.FAMILIES, "Ouders en leerlingen", blocks)


def privacy_chapter(agreement: Agreement) -> Chapter:
    """11: which data are shared, on which ground, and how long they are kept."""
    privacy = agreement.privacy
    blocks = [
        *labelled("Gegevens", paragraphs(privacy.shared)),
        *labelled("Convenant", paragraphs(privacy.covenant)),
        *labelled("Geheimhouding", paragraphs(privacy.secrecy)),
        *labelled("Bewaren", paragraphs(privacy.retention)),
    ]
    return chapter(Section.PRIVACY, "Privacy", blocks)


def monitoring_chapter(agreement: Agreement, tables: Counter) -> Chapter:
    """12: what is measured, when, from what, and for whom."""
    rows: list[list[CellValue]] = [
        [each.indicator or NOTHING, each.moment or NOTHING, each.source or NOTHING, each.report_to or NOTHING]
        for each in agreement.measures
    ]
    columns = [
        Column("Indicator", 66 * MM),
        Column("Meetmoment", 30 * MM),
        Column("Bron", 38 * MM),
        Column("Rapport aan", 34 * MM),
    ]
    note = agreement.monitoring_note.strip()
    below = note if rows and is_short(note) else ""
    blocks: list[Block] = []
    if rows:
        blocks.append(Grid(columns, rows, caption=tables.caption("Wat we meten"), note=below))
    if note and not below:
        blocks += labelled("Toelichting", paragraphs(note)) if rows else paragraphs(note)
    blocks += labelled("Tevredenheid", paragraphs(agreement.satisfaction))
    return chapter(Section.MEASURES, "Monitoring en verantwoording", blocks)
