"""Chapters 4, 5 and 8 of the school agreement: how many hours, which tasks, and what comes on top."""

from collections.abc import Sequence
from decimal import Decimal

from jeugdhulp_desktop.domain.additions import Addition, AdditionStatus
from jeugdhulp_desktop.domain.agreement_kinds import DeploymentKind, Responsible, Role, Section
from jeugdhulp_desktop.domain.agreement_sections import Deployment, Presence
from jeugdhulp_desktop.domain.agreements import (
    Agreement,
)
from jeugdhulp_desktop.domain.quantities import is_countable
from jeugdhulp_desktop.domain.relations import WorkerType
from jeugdhulp_desktop.domain.text import WEEKDAYS, format_decimal, format_hours
from jeugdhulp_desktop.reports.agreement_parts import (
    Chapter,
    Counter,
    chapter,
    deviation_blocks,
    enumeration,
    one_line,
    period,
    sentence,
    worker_types,
    worker_words,
)
from jeugdhulp_desktop.reports.amounts import decimals_of, hours_or_dash
from jeugdhulp_desktop.reports.cells import CellValue
from jeugdhulp_desktop.reports.design import MM, TEXT_WIDTH
from jeugdhulp_desktop.reports.flowables import Block
from jeugdhulp_desktop.reports.grids import NOTHING, SHORT, Column, Grid
from jeugdhulp_desktop.reports.prose import items, labelled, paragraphs, unsigned

_PROVIDES = {
    Responsible.SCHOOL: "De school levert",
    Responsible.WELFARE: "De welzijnsorganisatie levert",
    Responsible.MUNICIPALITY: "De gemeente levert",
    Responsible.PARENTS: "Van ouders vragen we",
    Responsible.CHILDCARE: "De kinderopvang levert",
    Responsible.SWV: "Het samenwerkingsverband levert",
}
_LONG_NAME = 24  # characters of an organisation that still fit in the side column on one or two lines


# -- 4 Basisinzet ------------------------------------------------------------------------------------------


def deployment_chapter(agreement: Agreement, tables: Counter) -> Chapter:
    basic = _of_kind(agreement, DeploymentKind.BASIC)
    blocks: list[Block] = []
    if basic:
        blocks.append(_deployment_table(basic, tables.caption("Basisinzet per functie")))
    else:
        blocks.append(sentence("Nog geen basisinzet ingevuld."))
    if agreement.presences:
        blocks.append(_roster(agreement.presences, tables))
    for label, part in (
        ("Werkplek", "place"),
        ("Spreekuur", "consulting_hour"),
        ("Vervanging", "replacement"),
    ):
        blocks += labelled(label, _per_worker(agreement, part))
    called = [_who(row) for row in agreement.deployments if row.on_call]
    if called:
        blocks += labelled("Op afroep", [sentence(f"Ook op afroep te bereiken: {enumeration(called)}.")])
    blocks += deviation_blocks(agreement, Section.DEPLOYMENTS)
    return chapter(Section.DEPLOYMENTS, "Basisinzet", blocks)


def _of_kind(agreement: Agreement, kind: DeploymentKind) -> list[Deployment]:
    return [row for row in agreement.deployments if row.kind is kind]


def _who(row: Deployment) -> str:
    name = one_line(row.worker_name)
    return f"{row.worker_type.value} ({name})" if name else row.worker_type.value


def _per_worker(agreement: Agreement, part: str) -> list[Block]:
    """ "JMW (Sanne Hoekema): lokaal B1.04"; what goes for everyone stands once and without names."""
    by_text: dict[str, list[str]] = {}
    for row in agreement.deployments:
        text = str(getattr(row, part)).strip()
        if text:
            by_text.setdefault(text, []).append(_who(row))
    if len(by_text) == 1:
        ((text, who),) = by_text.items()
        if len(who) == len(agreement.deployments):
            return paragraphs(text)
    texts = [f"{enumeration(who)}: {text}" for text, who in by_text.items()]
    return [sentence(texts[0])] if len(texts) == 1 else items(texts)


def _deployment_table(rows: Sequence[Deployment], title: str) -> Grid:
    week = [row.hours_per_week for row in rows if is_countable(row.hours_per_week)]
    year = [row.hours_per_year for row in rows if row.hours_per_year is not None]
    week_decimals, year_decimals = decimals_of(week), decimals_of(year)
    values: list[list[CellValue]] = [
        [
            worker_words(row.worker_type),
            row.worker_name or NOTHING,
            hours_or_dash(row.hours_per_week, week_decimals),
            format_hours(row.weeks) if is_countable(row.weeks) else NOTHING,
            hours_or_dash(row.hours_per_year, year_decimals),
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
        name = one_line(row.organisation)
        types = by_organisation.setdefault(name, []) if name else []
        if row.worker_type.value not in types:
            types.append(row.worker_type.value)
    work = [
        f"{enumeration(types)} {'werken' if len(types) > 1 else 'werkt'} voor {name}"
        for name, types in by_organisation.items()
    ]
    formula = "Uren per jaar = uren per week × weken."
    return f"{formula} {enumeration(work)}." if work else formula


def _roster(presences: Sequence[Presence], tables: Counter) -> Grid:
    days = sorted({0, 1, 2, 3, 4} | {each.weekday for each in presences})
    types = [each for each in WorkerType if any(row.worker_type is each for row in presences)]
    places = {one_line(each.place) for each in presences}
    everywhere = len(places) == 1 and len(presences) > 1  # one place for all: in the note

    def cell(worker: WorkerType, day: int) -> str:
        here = [each for each in presences if (each.worker_type, each.weekday) == (worker, day)]
        here.sort(key=lambda each: each.part != "ochtend")
        texts = [
            "\n".join(
                part
                for part in (each.times.strip() or each.part.value, "" if everywhere else each.place.strip())
                if part
            )
            for each in here
        ]
        return "\n".join(dict.fromkeys(texts)) or NOTHING

    first = 20 * MM
    width = (168 * MM - first) / len(days)
    columns = [Column("Functie", first), *(Column(WEEKDAYS[day].capitalize(), width) for day in days)]
    rows: list[list[CellValue]] = [[each.value, *(cell(each, day) for day in days)] for each in types]
    note = f"Plaats: {places.pop()}." if everywhere and "" not in places else ""
    return Grid(columns, rows, caption=tables.caption("Rooster op school"), note=note)


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
    for role in Responsible:
        texts = [
            unsigned(line)
            for each in agreement.expectations
            if each.role == role.value
            for line in each.text.splitlines()
        ]
        blocks += labelled(_provides(agreement, role), items(texts))
    return chapter(Section.TASKS, "Taken en verwachtingen", blocks)


def _provides(agreement: Agreement, role: Responsible) -> str:
    """ "Welzijn Veenmeer levert": the welfare organisation by its name, when that fits."""
    if role is Responsible.WELFARE:
        name = next((one_line(p.organisation) for p in agreement.parties if p.role is Role.WELFARE), "")
        if 0 < len(name) <= _LONG_NAME:
            return f"{name} levert"
    return _PROVIDES[role]


# -- 8 Aanvullende inzet -----------------------------------------------------------------------------------


def additional_chapter(agreement: Agreement, additions: Sequence[Addition], tables: Counter) -> Chapter:
    """Where to read about what comes on top; hours that were agreed without a request stand in a table."""
    blocks: list[Block] = []
    if additions:
        texts = [_pointer(each, annex(number)) for number, each in enumerate(additions)]
        blocks.append(
            sentence(
                f"De basisinzet is niet genoeg. {texts[0]}" if len(texts) == 1
                else "De basisinzet is niet genoeg. Er is meer dan één keer aanvullende inzet gevraagd."
            )
        )  # fmt: skip
        if len(texts) > 1:
            blocks += items(texts)
    rows = _of_kind(agreement, DeploymentKind.ADDITIONAL)
    if rows:
        blocks.append(_deployment_table(rows, tables.caption("Aanvullende inzet, als uitzondering")))
    return chapter(Section.ADDITIONS, "Aanvullende inzet", blocks)


def annex(number: int) -> str:
    """The letter of an annex, counted from 0: A to Z, then A27."""
    return chr(ord("A") + number) if number < 26 else f"A{number + 1}"


_ASKED = "School en welzijnsorganisatie hebben bij de gemeente aanvullende inzet {} aangevraagd"


def _pointer(addition: Addition, letter: str) -> str:
    worker = addition.worker_type.value
    if addition.status.in_force:
        when = period(addition.starts_on, addition.ends_on)
        first = f"De gemeente heeft aanvullende inzet {worker} toegekend" + (f" voor {when}" if when else "")
    elif addition.status is AdditionStatus.REJECTED:
        first = f"De gemeente heeft de aanvraag voor aanvullende inzet {worker} afgewezen"
    else:
        first = _ASKED.format(worker)
    where = f"Motivatie, doelen, duur, financiering en verantwoording staan in bijlage {letter}."
    return f"{first}. {where}"
