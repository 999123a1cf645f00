"""Chapters 1 to 5 of the school agreement: who, why, how many hours, which tasks (domain.md 3.6)."""

from collections.abc import Sequence
from decimal import Decimal

from jeugdhulp_desktop.domain.agreement_sections import (
    Deployment,
    DeploymentKind,
    Presence,
    Role,
)
from jeugdhulp_desktop.domain.agreements import (
    Agreement,
)
from jeugdhulp_desktop.domain.relations import WorkerType
from jeugdhulp_desktop.domain.text import WEEKDAYS, format_decimal, format_hours, long_date
from jeugdhulp_desktop.reports.agreement_parts import (
    Chapter,
    Counter,
    decimals_of,
    deviation_blocks,
    enumeration,
    sentence,
    worker_types,
)
from jeugdhulp_desktop.reports.cells import Mail
from jeugdhulp_desktop.reports.design import MM, TEXT_WIDTH
from jeugdhulp_desktop.reports.flowables import Block, Heading
from jeugdhulp_desktop.reports.grids import NOTHING, SHORT, CellValue, Column, Grid, fields
from jeugdhulp_desktop.reports.prose import items, labelled, paragraphs, unsigned

_ROLE_NAMES = {Role.SCHOOL: "School", Role.WELFARE: "Welzijnsorganisatie", Role.MUNICIPALITY: "Gemeente"}
_ROLE_PROVIDES = {
    Role.SCHOOL: "De school levert",
    Role.WELFARE: "De welzijnsorganisatie levert",
    Role.MUNICIPALITY: "De gemeente levert",
}


# -- 1 Partijen --------------------------------------------------------------------------------------------


def parties_chapter(agreement: Agreement, tables: Counter) -> Chapter:
    heading = Heading("1", "Partijen", "c1")
    blocks: list[Block] = []
    rows: list[list[CellValue]] = [
        [
            f"{_ROLE_NAMES[party.role]}\n{party.organisation or NOTHING}",
            ", ".join(part for part in (party.person, party.function) if part.strip()) or NOTHING,
            Mail(party.email.strip()) if party.email.strip() else NOTHING,
            party.phone or NOTHING,
        ]
        for party in agreement.parties
        if any((party.organisation, party.person, party.email, party.phone))
    ]
    if rows:
        columns = [
            Column("Partij", 39 * MM),
            Column("Naam en functie", 43 * MM),
            Column("E-mail", 59 * MM),
            Column("Telefoon", 27 * MM),
        ]
        blocks.append(Grid(columns, rows, caption=tables.caption("Partijen en contactpersonen")))
    else:
        blocks.append(sentence("Nog geen partijen ingevuld."))
    blocks.append(_school_facts(agreement, tables))
    return Chapter(heading, blocks)


def _school_facts(agreement: Agreement, tables: Counter) -> Grid:
    school = agreement.school
    pupils = "" if school.pupil_count is None else str(school.pupil_count)
    if pupils and school.counted_on:
        pupils += f" (peildatum {long_date(school.counted_on)})"
    return fields(
        [
            ("Onderwijssoort", school.school_type.label),
            ("BRIN en vestiging", school.brin),
            ("Schoolbestuur", school.board),
            ("Samenwerkingsverband", school.swv),
            ("Gemeente", school.municipality),
            ("Gebied", school.area),
            ("Leerlingen", pupils),
            ("Contactpersoon", school.contact_person),
        ],
        caption=tables.caption("Gegevens van de school"),
        label_width=98,
    )


# -- 2 Aanleiding en doel ----------------------------------------------------------------------------------


def purpose_chapter(agreement: Agreement) -> Chapter:
    blocks = labelled("Aanleiding", paragraphs(agreement.occasion)) + labelled(
        "Doel", paragraphs(agreement.aim)
    )
    return Chapter(Heading("2", "Aanleiding en doel", "c2"), blocks)


# -- 4 Basisinzet ------------------------------------------------------------------------------------------


def deployment_chapter(agreement: Agreement, tables: Counter) -> Chapter:
    heading = Heading("4", "Basisinzet", "c4")
    basic = [row for row in agreement.deployments if row.kind is DeploymentKind.BASIC]
    extra = [row for row in agreement.deployments if row.kind is DeploymentKind.ADDITIONAL]
    blocks: list[Block] = []
    if basic:
        blocks.append(_deployment_table(basic, tables.caption("Basisinzet per functie")))
    else:
        blocks.append(sentence("Nog geen basisinzet ingevuld."))
    if extra:
        blocks.append(_deployment_table(extra, tables.caption("Aanvullende inzet, als uitzondering")))
    if agreement.presences:
        blocks.append(_roster(agreement.presences, tables))
    blocks += labelled("Werkplek", items(_per_worker(agreement, "place")))
    blocks += labelled("Vervanging", items(_per_worker(agreement, "replacement")))
    called = [_who(row) for row in agreement.deployments if row.on_call]
    if called:
        blocks += labelled("Op afroep", [sentence(f"Ook op afroep te bereiken: {enumeration(called)}.")])
    blocks += deviation_blocks(agreement, "V01", "V02", "V03", "V04", "V05", "V12")
    return Chapter(heading, blocks)


def _who(row: Deployment) -> str:
    name = " ".join(row.worker_name.split())
    return f"{row.worker_type.value} ({name})" if name else row.worker_type.value


def _per_worker(agreement: Agreement, part: str) -> list[str]:
    """ "JMW (Sanne Hoekema): lokaal B1.04"; the same text for several workers stands once."""
    by_text: dict[str, list[str]] = {}
    for row in agreement.deployments:
        text = str(getattr(row, part)).strip()
        if text:
            by_text.setdefault(text, []).append(_who(row))
    return [f"{enumeration(who)}: {text}" for text, who in by_text.items()]


def _deployment_table(rows: Sequence[Deployment], title: str) -> Grid:
    week = [row.hours_per_week for row in rows if row.hours_per_week is not None]
    year = [row.hours_per_year for row in rows if row.hours_per_year is not None]
    week_decimals, year_decimals = decimals_of(week), decimals_of(year)

    def shown(number: Decimal | None, decimals: int) -> str:
        return NOTHING if number is None else format_decimal(number, decimals)

    values: list[list[CellValue]] = [
        [
            f"{row.worker_type.label[0].upper()}{row.worker_type.label[1:]} ({row.worker_type.value})",
            row.worker_name or NOTHING,
            shown(row.hours_per_week, week_decimals),
            NOTHING if row.weeks is None else format_hours(row.weeks),
            shown(row.hours_per_year, year_decimals),
        ]
        for row in rows
    ]
    total: list[CellValue] = [
        "Totaal",
        "",
        format_decimal(sum(week, Decimal(0)), week_decimals),
        "",
        format_decimal(sum(year, Decimal(0)), year_decimals),
    ]
    columns = [
        Column("Functie", 57 * MM),
        Column("Medewerker", 42 * MM),
        Column("Uren per week", 24 * MM, "right"),
        Column("Weken", 18 * MM, "right"),
        Column("Uren per jaar", 27 * MM, "right"),
    ]
    return Grid(columns, values, total=total if len(rows) > 1 else None, caption=title, note=_employers(rows))


def _employers(rows: Sequence[Deployment]) -> str:
    by_organisation: dict[str, list[str]] = {}
    for row in rows:
        name = " ".join(row.organisation.split())
        types = by_organisation.setdefault(name, []) if name else []
        if row.worker_type.value not in types:
            types.append(row.worker_type.value)
    work = [
        f"{enumeration(types)} {'werken' if len(types) > 1 else 'werkt'} voor {name}"
        for name, types in by_organisation.items()
    ]
    sentence = "Uren per jaar = uren per week × weken."
    return f"{sentence} {enumeration(work)}." if work else sentence


def _roster(presences: Sequence[Presence], tables: Counter) -> Grid:
    days = sorted({0, 1, 2, 3, 4} | {each.weekday for each in presences})
    types = [each for each in WorkerType if any(row.worker_type is each for row in presences)]

    def cell(worker: WorkerType, day: int) -> str:
        here = [each for each in presences if (each.worker_type, each.weekday) == (worker, day)]
        here.sort(key=lambda each: each.part != "ochtend")
        texts = [each.times.strip() or each.part.value for each in here]
        return "\n".join(dict.fromkeys(texts)) or NOTHING

    first = 20 * MM
    width = (168 * MM - first) / len(days)
    columns = [Column("Functie", first), *(Column(WEEKDAYS[day].capitalize(), width) for day in days)]
    rows: list[list[CellValue]] = [[each.value, *(cell(each, day) for day in days)] for each in types]
    return Grid(columns, rows, caption=tables.caption("Rooster op school"))


# -- 5 Taken en verwachtingen ------------------------------------------------------------------------------


def task_chapter(agreement: Agreement, tables: Counter) -> Chapter:
    blocks: list[Block] = []
    tasks = [task for task in agreement.tasks if task.text.strip()]
    if tasks:
        answered = {worker for task in tasks for worker in task.answers}
        types = [each for each in WorkerType if each in answered or each in worker_types(agreement)]
        aside = len(tasks) <= SHORT
        width = TEXT_WIDTH if aside else 168 * MM
        columns = [Column("Taak", width - 56 * len(types))]
        columns += [Column(each.value, 56) for each in types]
        rows: list[list[CellValue]] = [
            [task.text, *(task.answers.get(each, NOTHING) for each in types)] for task in tasks
        ]
        blocks.append(Grid(columns, rows, caption=tables.caption("Taken per functie"), aside=aside))
    for role in Role:
        texts = [
            unsigned(line)
            for each in agreement.expectations
            if each.role == role.value
            for line in each.text.splitlines()
        ]
        blocks += labelled(_ROLE_PROVIDES[role], items(texts))
    return Chapter(Heading("5", "Taken en verwachtingen", "c5"), blocks)
