"""Chapters 6 and 7 of the school agreement: themes with their goals, and the offers for groups."""

from decimal import Decimal

from jeugdhulp_desktop.domain.agreement_kinds import GoalKind, OfferDomain, OfferSetting, Section
from jeugdhulp_desktop.domain.agreement_sections import Offer, Theme
from jeugdhulp_desktop.domain.agreements import (
    Agreement,
)
from jeugdhulp_desktop.domain.financing import is_euros
from jeugdhulp_desktop.domain.text import format_decimal, long_date
from jeugdhulp_desktop.reports.agreement_parts import (
    Chapter,
    Counter,
    chapter,
    deviation_blocks,
    enumeration,
    one_line,
    sentence,
)
from jeugdhulp_desktop.reports.amounts import decimals_of, euro_decimals, euros_or_dash
from jeugdhulp_desktop.reports.cells import CellValue
from jeugdhulp_desktop.reports.design import H3, MM, NBSP, SIDE
from jeugdhulp_desktop.reports.flowables import Beside, Block, Text, Together
from jeugdhulp_desktop.reports.grids import NOTHING, Column, Grid, fields
from jeugdhulp_desktop.reports.prose import paragraphs

_NEAR = 2.0  # between why a theme was chosen and its table
_PRIORITIES = {1: "1 (eerst)", 2: "2", 3: "3 (daarna)"}


# -- 6 Thema's ---------------------------------------------------------------------------------------------


def theme_chapter(agreement: Agreement) -> Chapter:
    blocks = paragraphs(agreement.theme_intro)
    for number, theme in enumerate(agreement.themes, 1):
        blocks.append(_theme(agreement, theme, number))
    if not agreement.themes:
        blocks.append(sentence("Nog geen thema’s gekozen."))
    blocks += deviation_blocks(agreement, Section.THEMES)
    return chapter(Section.THEMES, "Thema’s, doelen en aanbod", blocks)


def _theme(agreement: Agreement, theme: Theme, number: int) -> Block:
    title = one_line(theme.title) or "zonder titel"
    label = Text(f"Thema{NBSP}{number}{NBSP}{NBSP}{title}", H3, tag="H3", width=SIDE)
    offers = "; ".join(offer.name.strip() for offer in agreement.offers_of(theme) if offer.name.strip())
    table = fields(
        [
            ("Prioriteit", "" if theme.priority is None else _PRIORITIES.get(theme.priority, "")),
            ("Doel", theme.goal),
            ("Soort doel", "" if theme.goal_kind is GoalKind.SKILL else theme.goal_kind.value),
            ("Doelgroep", theme.target_group),
            ("Indicator", theme.indicator),
            ("Nu", theme.baseline),
            ("Streefwaarde", theme.target),
            ("Bron", theme.source),
            ("Meten op", long_date(theme.measured_on) if theme.measured_on else ""),
            ("Periode", theme.period),
            ("Aanbod", offers or "nog geen aanbod gekozen"),
            ("Trekker", theme.lead),
            ("Opgesteld met", theme.made_with),
            ("Jongeren", "zijn mede verantwoordelijk" if theme.youth_owned else ""),
        ],
        tight=True,
    )
    why = paragraphs(theme.why)
    if why:
        why[-1].after = _NEAR
    blocks: list[Block] = [*why, table]
    return Together([Beside(label, blocks[0]), *blocks[1:]], whole=True)


# -- 7 Groepsaanbod ----------------------------------------------------------------------------------------


def offer_chapter(agreement: Agreement, tables: Counter) -> Chapter:
    blocks: list[Block] = [_offers(agreement, tables)] if agreement.offers else []
    blocks += deviation_blocks(agreement, Section.OFFERS)
    return chapter(Section.OFFERS, "Groepsaanbod", blocks)


def _offers(agreement: Agreement, tables: Counter) -> Grid:
    places = {theme.key: str(number) for number, theme in enumerate(agreement.themes, 1)}
    hours = [offer.hours for offer in agreement.offers if offer.hours is not None]
    lengths = [Decimal(offer.minutes) / 60 for offer in agreement.offers if offer.minutes is not None]
    costs = [offer.costs for offer in agreement.offers if is_euros(offer.costs)]
    decimals = decimals_of(hours), decimals_of(lengths), euro_decimals(costs)
    rows = [_offer(offer, places, decimals) for offer in agreement.offers]
    total: list[CellValue] = [
        "Totaal", "", "", str(sum(offer.groups or 0 for offer in agreement.offers)), "", "",
        format_decimal(sum(hours, Decimal(0)), decimals[0]),
        format_decimal(sum(costs, Decimal(0)), decimals[2]),
    ]  # fmt: skip
    count = 8 if costs else 7
    return Grid(
        _offer_columns(costs=bool(costs)),
        [row[:count] for row in rows],
        caption=tables.caption("Groepsaanbod"),
        total=total[:count] if len(rows) > 1 else None,
        note=_offer_note(agreement),
    )


def _offer_columns(*, costs: bool) -> list[Column]:
    widths = (42, 13, 32, 16, 19, 16, 14, 16) if costs else (48, 15, 37, 16, 19, 17, 16, 0)
    heads = [
        "Aanbod", "Thema", "Planning", "Groepen", "Aantal × duur (uur)", "Plaatsen", "Uren", "Kosten in €"
    ]  # fmt: skip
    return [
        Column(head, width * MM, "left" if number < 3 else "right")
        for number, (head, width) in enumerate(zip(heads, widths, strict=True))
        if width
    ]


def _offer_note(agreement: Agreement) -> str:
    helped = [one_line(offer.name) for offer in agreement.offers if offer.volunteers]
    note = "Uren = groepen × aantal bijeenkomsten × duur."
    return f"{note} Met vrijwilligers: {enumeration(helped)}." if helped else note


def _offer(offer: Offer, places: dict[str, str], decimals: tuple[int, int, int]) -> list[CellValue]:
    by = [
        offer.kind.value,
        "" if offer.setting is OfferSetting.SCHOOL else offer.setting.value,
        "" if offer.domain is OfferDomain.WELFARE else offer.domain.value,
        offer.performer.strip(),
    ]
    times = NOTHING
    if offer.sessions is not None and offer.minutes is not None:
        times = f"{offer.sessions}{NBSP}×{NBSP}{format_decimal(Decimal(offer.minutes) / 60, decimals[1])}"
    return [
        f"{offer.name.strip() or 'zonder naam'}\n{', '.join(part for part in by if part)}",
        ", ".join(places[key] for key in offer.theme_keys if key in places) or NOTHING,
        offer.planning or NOTHING,
        NOTHING if offer.groups is None else str(offer.groups),
        times,
        NOTHING if offer.max_participants is None else str(offer.max_participants),
        NOTHING if offer.hours is None else format_decimal(offer.hours, decimals[0]),
        euros_or_dash(offer.costs, decimals[2]),
    ]
