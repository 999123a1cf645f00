"""Chapters 6 to 16 of the school agreement: themes, offers, measures, deviations, signatures."""

from decimal import Decimal

from jeugdhulp_desktop.domain.agreement_sections import (
    Offer,
    Role,
    Theme,
)
from jeugdhulp_desktop.domain.agreements import (
    Agreement,
    AgreementStatus,
)
from jeugdhulp_desktop.domain.canonical import spaced
from jeugdhulp_desktop.domain.text import format_decimal, long_date
from jeugdhulp_desktop.reports.agreement_parts import (
    Chapter,
    Counter,
    decimals_of,
    deviated,
    deviation_blocks,
    enumeration,
    sentence,
)
from jeugdhulp_desktop.reports.design import H3, MM, NBSP, SIDE
from jeugdhulp_desktop.reports.flowables import Beside, Block, Heading, Text, Together
from jeugdhulp_desktop.reports.grids import NOTHING, CellValue, Column, Grid, fields
from jeugdhulp_desktop.reports.prose import labelled, paragraphs
from jeugdhulp_desktop.reports.signatures import Signer, signature_blocks

_SIGNS_FOR = {
    Role.SCHOOL: "Voor de school",
    Role.WELFARE: "Voor de welzijnsorganisatie",
    Role.MUNICIPALITY: "Voor de gemeente",
}


# -- 6 Thema's ---------------------------------------------------------------------------------------------


def theme_chapter(agreement: Agreement) -> Chapter:
    blocks = paragraphs(agreement.theme_intro)
    for number, theme in enumerate(agreement.themes, 1):
        blocks.append(_theme(agreement, theme, number))
    if not agreement.themes:
        blocks.append(sentence("Nog geen thema’s gekozen."))
    blocks += deviation_blocks(agreement, "V09")
    return Chapter(Heading("6", "Thema’s, doelen en aanbod", "c6"), blocks)


def _theme(agreement: Agreement, theme: Theme, number: int) -> Block:
    title = " ".join(theme.title.split()) or "zonder titel"
    label = Text(f"Thema{NBSP}{number}{NBSP}{NBSP}{title}", H3, tag="H3", width=SIDE)
    offers = "; ".join(offer.name.strip() for offer in agreement.offers_of(theme) if offer.name.strip())
    table = fields(
        [
            ("Doel", theme.goal),
            ("Doelgroep", theme.target_group),
            ("Indicator", theme.indicator),
            ("Streefwaarde", theme.target),
            ("Periode", theme.period),
            ("Aanbod", offers or "nog geen aanbod gekozen"),
            ("Trekker", theme.lead),
        ]
    )
    why = paragraphs(theme.why)
    blocks: list[Block] = [*why, table]
    return Together([Beside(label, blocks[0]), *blocks[1:]], whole=True)


# -- 7 Groepsaanbod ----------------------------------------------------------------------------------------


def offer_chapter(agreement: Agreement, tables: Counter) -> Chapter:
    heading = Heading("7", "Groepsaanbod", "c7")
    reasons = deviation_blocks(agreement, "V10")
    if not agreement.offers:
        return Chapter(heading, [sentence("Nog geen groepsaanbod gekozen."), *reasons])
    places = {theme.key: str(number) for number, theme in enumerate(agreement.themes, 1)}
    hours = [offer.hours for offer in agreement.offers if offer.hours is not None]
    lengths = [Decimal(offer.minutes) / 60 for offer in agreement.offers if offer.minutes is not None]
    decimals = decimals_of(hours), decimals_of(lengths)
    columns = [
        Column("Aanbod", 48 * MM),
        Column("Thema", 15 * MM),
        Column("Planning", 37 * MM),
        Column("Groepen", 16 * MM, "right"),
        Column("Aantal × duur (uur)", 19 * MM, "right"),
        Column("Plaatsen", 17 * MM, "right"),
        Column("Uren", 16 * MM, "right"),
    ]
    rows: list[list[CellValue]] = [_offer(offer, places, decimals) for offer in agreement.offers]
    total: list[CellValue] = [
        "Totaal", "", "", str(sum(offer.groups or 0 for offer in agreement.offers)), "", "",
        format_decimal(sum(hours, Decimal(0)), decimals[0]),
    ]  # fmt: skip
    helped = [" ".join(offer.name.split()) for offer in agreement.offers if offer.volunteers]
    note = "Uren = groepen × aantal bijeenkomsten × duur."
    if helped:
        note += f" Met vrijwilligers: {enumeration(helped)}."
    table = Grid(
        columns,
        rows,
        caption=tables.caption("Groepsaanbod"),
        total=total if len(rows) > 1 else None,
        note=note,
    )
    return Chapter(heading, [table, *reasons])


def _offer(offer: Offer, places: dict[str, str], decimals: tuple[int, int]) -> list[CellValue]:
    by = f"{offer.kind.value}, {offer.performer.strip()}" if offer.performer.strip() else offer.kind.value
    times = NOTHING
    if offer.sessions is not None and offer.minutes is not None:
        times = f"{offer.sessions}{NBSP}×{NBSP}{format_decimal(Decimal(offer.minutes) / 60, decimals[1])}"
    return [
        f"{offer.name.strip() or 'zonder naam'}\n{by}",
        ", ".join(places[key] for key in offer.theme_keys if key in places) or NOTHING,
        offer.planning or NOTHING,
        NOTHING if offer.groups is None else str(offer.groups),
        times,
        NOTHING if offer.max_participants is None else str(offer.max_participants),
        NOTHING if offer.hours is None else format_decimal(offer.hours, decimals[0]),
    ]


# -- 12 Monitoring -----------------------------------------------------------------------------------------


def monitoring_chapter(agreement: Agreement, tables: Counter) -> Chapter:
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
    blocks: list[Block] = [Grid(columns, rows, caption=tables.caption("Wat we meten"))] if rows else []
    note = paragraphs(agreement.monitoring_note)
    blocks += labelled("Toelichting", note) if rows else note
    if not blocks:
        blocks.append(sentence("Nog niet afgesproken wat we meten."))
    return Chapter(Heading("12", "Monitoring en verantwoording", "c12"), blocks)


# -- Afwijkingen -------------------------------------------------------------------------------------------


def deviation_chapter(agreement: Agreement, tables: Counter) -> Chapter:
    rows: list[list[CellValue]] = [
        [deviated(each), each.reason.strip() or NOTHING, each.who or NOTHING, long_date(each.decided_on)]
        for each in agreement.deviations
    ]
    columns = [
        Column("Waarvan we afwijken", 50 * MM),
        Column("Reden", 61 * MM),
        Column("Besloten door", 30 * MM),
        Column("Datum", 27 * MM),
    ]
    blocks: list[Block] = (
        [Grid(columns, rows, caption=tables.caption("Afwijkingen met reden"))] if rows else []
    )
    return Chapter(Heading("", "Afwijkingen", "deviations"), blocks)


# -- 16 Ondertekening --------------------------------------------------------------------------------------


def signing_chapter(agreement: Agreement, control: str) -> Chapter:
    dated = f" van {long_date(agreement.dated)}" if agreement.dated else ""
    version = f"versie {agreement.number}{dated} met controlegetal {spaced(control)}"
    if agreement.status in (AgreementStatus.CONCEPT, AgreementStatus.DISCUSSION):
        sentence = f"Dit is {version}. Tekenen kan pas als de inhoud vaststaat."
    else:
        sentence = f"Partijen tekenen voor {version}."
    signers = [
        Signer(
            heading=_SIGNS_FOR[each.role],
            organisation=each.organisation,
            name=each.name,
            function=each.function,
            place=each.place,
            signed_on=each.signed_on,
        )
        for each in agreement.signatories
    ] or [
        Signer(_SIGNS_FOR[party.role], party.organisation, "", "")
        for party in agreement.parties
        if party.organisation.strip()
    ]
    signers = signers or [Signer(_SIGNS_FOR[role], "", "", "") for role in (Role.SCHOOL, Role.WELFARE)]
    heading = Heading("16", "Ondertekening", "c16")
    return Chapter(heading, [signature_blocks(sentence, signers)])
