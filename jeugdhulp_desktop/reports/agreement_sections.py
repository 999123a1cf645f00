"""The chapters of the school agreement, with the numbers of the full model (domain.md 3.6).

A chapter that every agreement needs says in one sentence that it is still empty; one that is not used is
left out. A recorded deviation is printed where it belongs and once more, with who and when, in a list.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from jeugdhulp_desktop.domain.agreements import (
    Agreement,
    AgreementStatus,
    Deployment,
    DeploymentKind,
    Deviation,
    Offer,
    Presence,
    Role,
    Theme,
)
from jeugdhulp_desktop.domain.canonical import spaced
from jeugdhulp_desktop.domain.relations import WorkerType
from jeugdhulp_desktop.domain.text import WEEKDAYS, format_decimal, format_hours, long_date
from jeugdhulp_desktop.reports.design import H3, MM, NBSP, SIDE, TEXT_WIDTH, TEXT_X
from jeugdhulp_desktop.reports.flowables import (
    Beside,
    Block,
    Heading,
    PageStart,
    Text,
    Together,
    items,
    labelled,
    paragraphs,
)
from jeugdhulp_desktop.reports.grids import NOTHING, SHORT, CellValue, Column, Grid, Mail, caption, fields
from jeugdhulp_desktop.reports.signatures import Signer, signature_blocks

_ROLE_NAMES = {Role.SCHOOL: "School", Role.WELFARE: "Welzijnsorganisatie", Role.MUNICIPALITY: "Gemeente"}
_ROLE_PROVIDES = {
    Role.SCHOOL: "De school levert",
    Role.WELFARE: "De welzijnsorganisatie levert",
    Role.MUNICIPALITY: "De gemeente levert",
}
_SIGNS_FOR = {
    Role.SCHOOL: "Voor de school",
    Role.WELFARE: "Voor de welzijnsorganisatie",
    Role.MUNICIPALITY: "Voor de gemeente",
}
# What was deviated from, by rule (domain.md 6.3); {} is the subject of the deviation.
_DEVIATIONS = {
    "V01": "{} op een plek waar de structuur dat niet noemt",
    "V02": "Jongerenwerk (JW) op een soort school waar de structuur dat niet noemt",
    "V03": "Jeugdprofessional (JP) op een soort school waar de structuur dat niet noemt",
    "V04": "Jeugdprofessional (JP) zonder jeugdmaatschappelijk werk (JMW)",
    "V05": "Geen jeugdprofessional (JP) op een school voor speciaal onderwijs",
    "V09": "Thema ‘{}’ niet gekozen",
    "V10": "Geen groepsaanbod",
    "V12": "Aanvullende inzet in een andere functie, of tot na 31 juli",
    "V14": "MDO bij de gemeente zonder volledige intake of basisformulier",
}


@dataclass
class Counter:
    """Numbers the tables of one document."""

    count: int = 0

    def caption(self, text: str) -> str:
        self.count += 1
        return caption(self.count, text)


@dataclass(frozen=True)
class Chapter:
    """A heading and what stands under it; without blocks it is left out."""

    heading: Heading
    blocks: Sequence[Block] = field(default_factory=list)

    def story(self, *, new_page: bool = False) -> list[Block]:
        """The heading stays with the first block under it."""
        first, *rest = self.blocks
        start: list[Block] = [PageStart()] if new_page else []
        return [*start, Together([self.heading, first]), *rest]


def enumeration(words: Sequence[str]) -> str:
    """ "a, b en c"."""
    return " en ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)


def decimals_of(numbers: Iterable[Decimal]) -> int:
    """Decimals that show every number exactly, one at least and two at most: one count for a column."""
    return 2 if any(number * 10 % 1 for number in numbers) else 1


def worker_types(agreement: Agreement) -> list[WorkerType]:
    """Who comes, in the fixed order JMW, JW, JP."""
    used = {row.worker_type for row in agreement.deployments}
    return [each for each in WorkerType if each in used]


def party_names(agreement: Agreement) -> list[str]:
    """The organisations at the table, in the order school, welfare, municipality."""
    by_role = {party.role: " ".join(party.organisation.split()) for party in reversed(agreement.parties)}
    names = [by_role.get(role, "") for role in Role]
    if names[2]:
        names[2] = f"de gemeente {names[2].removeprefix('Gemeente ').removeprefix('gemeente ')}"
    return [name[:120] for name in names if name]


def _sentence(text: str) -> Text:
    return Text(text, indent=TEXT_X)


def _deviations(agreement: Agreement, *rules: str) -> list[Block]:
    """The reasons recorded for these rules, where they belong."""
    found = [each for each in agreement.deviations if each.rule in rules]
    texts = [f"{_deviated(each)}. Reden: {each.reason.strip()}" for each in found]
    if len(texts) == 1:
        return labelled("Afwijking", [_sentence(texts[0])])
    return labelled("Afwijkingen", items(texts))


def _deviated(deviation: Deviation) -> str:
    words = _DEVIATIONS.get(deviation.rule, f"Afwijking van regel {deviation.rule}: {{}}")
    return words.replace("{}", deviation.subject or "inzet").strip(" :")


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
        blocks.append(_sentence("Nog geen partijen ingevuld."))
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
        blocks.append(_sentence("Nog geen basisinzet ingevuld."))
    if extra:
        blocks.append(_deployment_table(extra, tables.caption("Aanvullende inzet, als uitzondering")))
    if agreement.presences:
        blocks.append(_roster(agreement.presences, tables))
    blocks += labelled("Werkplek", items(_per_worker(agreement, "place")))
    blocks += labelled("Vervanging", items(_per_worker(agreement, "replacement")))
    called = [_who(row) for row in agreement.deployments if row.on_call]
    if called:
        blocks += labelled("Op afroep", [_sentence(f"Ook op afroep te bereiken: {enumeration(called)}.")])
    blocks += _deviations(agreement, "V01", "V02", "V03", "V04", "V05", "V12")
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
            line.strip()
            for each in agreement.expectations
            if each.role is role
            for line in each.text.splitlines()
        ]
        blocks += labelled(_ROLE_PROVIDES[role], items(texts))
    return Chapter(Heading("5", "Taken en verwachtingen", "c5"), blocks)


# -- 6 Thema's ---------------------------------------------------------------------------------------------


def theme_chapter(agreement: Agreement) -> Chapter:
    blocks = paragraphs(agreement.theme_intro)
    for number, theme in enumerate(agreement.themes, 1):
        blocks.append(_theme(agreement, theme, number))
    if not agreement.themes:
        blocks.append(_sentence("Nog geen thema’s gekozen."))
    blocks += _deviations(agreement, "V09")
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
    reasons = _deviations(agreement, "V10")
    if not agreement.offers:
        return Chapter(heading, [_sentence("Nog geen groepsaanbod gekozen."), *reasons])
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
        blocks.append(_sentence("Nog niet afgesproken wat we meten."))
    return Chapter(Heading("12", "Monitoring en verantwoording", "c12"), blocks)


# -- Afwijkingen -------------------------------------------------------------------------------------------


def deviation_chapter(agreement: Agreement, tables: Counter) -> Chapter:
    rows: list[list[CellValue]] = [
        [_deviated(each), each.reason.strip() or NOTHING, each.who or NOTHING, long_date(each.decided_on)]
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
