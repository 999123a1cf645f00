"""Chapters 13 to 16 of the school agreement: money, evaluation, term, deviations, signatures."""

from collections.abc import Sequence
from decimal import Decimal

from jeugdhulp_desktop.domain.agreement_kinds import Section
from jeugdhulp_desktop.domain.agreements import (
    Agreement,
    AgreementStatus,
)
from jeugdhulp_desktop.domain.canonical import spaced
from jeugdhulp_desktop.domain.financing import cost_of_agreement, divide
from jeugdhulp_desktop.domain.relations import WorkerType
from jeugdhulp_desktop.domain.text import format_decimal, long_date
from jeugdhulp_desktop.reports.addition_parts import SIGNS_FOR
from jeugdhulp_desktop.reports.agreement_parts import (
    Chapter,
    Counter,
    chapter,
    deviated,
    enumeration,
    is_short,
    period,
    sentence,
    worker_types,
    worker_words,
)
from jeugdhulp_desktop.reports.amounts import (
    decimals_of,
    division_table,
    euro_decimals,
    euros_or_dash,
)
from jeugdhulp_desktop.reports.cells import CellValue
from jeugdhulp_desktop.reports.design import MM, TEXT_WIDTH
from jeugdhulp_desktop.reports.flowables import Block, Heading
from jeugdhulp_desktop.reports.grids import NOTHING, Column, Grid
from jeugdhulp_desktop.reports.prose import labelled, paragraphs
from jeugdhulp_desktop.reports.signatures import Signer, signature_blocks

# -- 13 Financiën ------------------------------------------------------------------------------------------


def finance_chapter(agreement: Agreement, tables: Counter) -> Chapter:
    finance = agreement.finance
    note = finance.note.strip()
    rated = any(each.per_hour is not None for each in finance.rates)
    blocks: list[Block] = []
    if rated:
        aside = note if is_short(note) else ""
        blocks.append(_costs(agreement, tables, aside))
        note = "" if aside else note
    if finance.contributions:
        division = divide(cost_of_agreement(agreement), finance.contributions)
        blocks.append(division_table(division, caption=tables.caption("Bijdragen")))
    blocks += _conditions(agreement, tables)
    blocks += labelled("Toelichting", paragraphs(note)) if blocks else paragraphs(note)
    return chapter(Section.FINANCE, "Financiën", blocks)


def _costs(agreement: Agreement, tables: Counter, note: str) -> Grid:
    """Hours x rate per worker type; a type without a rate shows its hours and no amount."""
    rates = {each.worker_type: each.per_hour for each in agreement.finance.rates}
    here = worker_types(agreement)
    types = [each for each in WorkerType if each in here or rates.get(each) is not None]
    hours = [agreement.hours_per_year(each) for each in types]
    costs = [agreement.cost_of(each) for each in types]
    decimals = decimals_of(hours), euro_decimals(list(rates.values())), euro_decimals(costs)
    rows: list[list[CellValue]] = [
        [
            worker_words(each),
            format_decimal(amount, decimals[0]),
            euros_or_dash(rates.get(each), decimals[1]),
            euros_or_dash(cost, decimals[2]),
        ]
        for each, amount, cost in zip(types, hours, costs, strict=True)
    ]
    name = "inzet" if agreement.has_additional else "basisinzet"
    total: list[CellValue] = [
        f"Totaal {name}",
        format_decimal(sum(hours, Decimal(0)), decimals[0]),
        "",
        euros_or_dash(cost_of_agreement(agreement), decimals[2]),
    ]
    columns = [
        Column("Functie", TEXT_WIDTH - 190),
        Column("Uren", 58, "right"),
        Column("Tarief in €", 60, "right"),
        Column("Bedrag in €", 72, "right"),
    ]
    return Grid(columns, rows, total=total, caption=tables.caption(f"Kosten {name}"), note=note, aside=True)


def _conditions(agreement: Agreement, tables: Counter) -> list[Block]:
    rows: list[list[CellValue]] = [
        [part.strip() or NOTHING for part in (each.text, each.result, each.target)]
        for each in agreement.finance.conditions
        if any(part.strip() for part in (each.text, each.result, each.target))
    ]
    columns = [
        Column("Voorwaarde", 72 * MM),
        Column("Resultaat", 58 * MM),
        Column("Streefwaarde", 38 * MM),
    ]
    return [Grid(columns, rows, caption=tables.caption("Voorwaarden van de gemeente"))] if rows else []


# -- 15 Looptijd -------------------------------------------------------------------------------------------


def term_chapter(agreement: Agreement, *, derived: bool) -> Chapter:
    """``derived``: say how long it runs though nobody typed it; papers of the first layout did not."""
    term = agreement.term
    if not derived and not (term.starts_on or term.ends_on or term.changes.strip() or term.dispute.strip()):
        return chapter(Section.TERM, "Looptijd, wijziging en geschil", [])
    runs = sentence(f"Deze afspraak loopt van {period(agreement.starts_on, agreement.ends_on)}.")
    blocks = [
        *labelled("Looptijd", [runs]),
        *labelled("Wijziging", paragraphs(term.changes)),
        *labelled("Geschil", paragraphs(term.dispute)),
    ]
    return chapter(Section.TERM, "Looptijd, wijziging en geschil", blocks)


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


def signing_chapter(agreement: Agreement, control: str, annexes: Sequence[str]) -> Chapter:
    """``annexes``: the letters of what is signed along."""
    dated = f" van {long_date(agreement.dated)}" if agreement.dated else ""
    version = f"versie {agreement.number}{dated} met controlegetal {spaced(control)}"
    if annexes:
        word = "bijlage" if len(annexes) == 1 else "bijlagen"
        version += f", inclusief {word} {enumeration(annexes)}"
    if agreement.status in (AgreementStatus.CONCEPT, AgreementStatus.DISCUSSION):
        text = f"Dit is {version}. Tekenen kan pas als de inhoud vaststaat."
    else:
        text = f"Partijen tekenen voor {version}."
    return chapter(Section.SIGNING, "Ondertekening", [signature_blocks(text, agreement_signers(agreement))])


def agreement_signers(agreement: Agreement) -> list[Signer]:
    """Who signs: those named for it, else the parties, else open places."""
    named = [
        Signer(
            heading=SIGNS_FOR[each.role],
            organisation=each.organisation,
            name=each.name,
            function=each.function,
            place=each.place,
            signed_on=each.signed_on,
        )
        for each in agreement.signatories
    ] or [
        Signer(SIGNS_FOR[party.role], party.organisation, "", "")
        for party in agreement.parties
        if party.organisation.strip()
    ]
    roles = list(SIGNS_FOR)[: 3 if agreement.has_additional else 2]
    return named or [Signer(SIGNS_FOR[role], "", "", "") for role in roles]
