"""Chapters 1 to 3 of the school agreement: who, why, and how the school stands (domain.md 3.6)."""

from jeugdhulp_desktop.domain.agreement_kinds import RiskKind, Role, Section
from jeugdhulp_desktop.domain.agreement_sections import Analysis, Policy
from jeugdhulp_desktop.domain.agreements import (
    Agreement,
)
from jeugdhulp_desktop.domain.text import long_date
from jeugdhulp_desktop.reports.agreement_parts import (
    Chapter,
    Counter,
    chapter,
    sentence,
)
from jeugdhulp_desktop.reports.cells import CellValue, Mail, Named
from jeugdhulp_desktop.reports.design import MM, TEXT_WIDTH
from jeugdhulp_desktop.reports.flowables import Block
from jeugdhulp_desktop.reports.grids import NOTHING, SHORT, Column, Grid, fields
from jeugdhulp_desktop.reports.prose import items, labelled, paragraphs

_NARROW = 12  # characters that fit in a narrow column of figures
ROLE_NAMES = {Role.SCHOOL: "School", Role.WELFARE: "Welzijnsorganisatie", Role.MUNICIPALITY: "Gemeente"}
RISKS = {
    RiskKind.INEQUALITY: "Kansengelijkheid",
    RiskKind.DISADVANTAGE: "Onderwijsachterstand",
    RiskKind.SURROUNDINGS: "Omgeving",
    RiskKind.OTHER: "",
}


# -- 1 Partijen --------------------------------------------------------------------------------------------


def parties_chapter(agreement: Agreement, tables: Counter) -> Chapter:
    blocks: list[Block] = []
    rows: list[list[CellValue]] = [
        [
            Named(ROLE_NAMES[party.role], party.organisation or NOTHING),
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
    return chapter(Section.PARTIES, "Partijen", blocks)


def _school_facts(agreement: Agreement, tables: Counter) -> Grid:
    school = agreement.school
    pupils = "" if _has_analysis(agreement) else _counted(agreement, "")
    return fields(
        [
            ("Onderwijssoort", school.school_type.label),
            ("BRIN en vestiging", _brin(school.brin)),
            ("Schoolbestuur", school.board),
            ("Samenwerkingsverband", school.swv),
            ("Gemeente", school.municipality),
            ("Gebied", school.area),
            ("Leerlingen", pupils),
            ("Vaste contactpersoon", school.contact_person),
        ],
        caption=tables.caption("Gegevens van de school"),
        label_width=98,
    )


def _brin(brin: str) -> str:
    """ "99XX-00": school and location; other codes as they are."""
    code = brin.strip()
    return f"{code[:4]}-{code[4:]}" if len(code) == 6 and code.isalnum() else code


def _counted(agreement: Agreement, word: str = " leerlingen") -> str:
    """ "178 leerlingen (peildatum 1 februari 2027)"; nothing when it is not known."""
    school = agreement.school
    if school.pupil_count is None:
        return ""
    day = f" (peildatum {long_date(school.counted_on)})" if school.counted_on else ""
    return f"{school.pupil_count}{word}{day}"


# -- 2 Aanleiding en doel ----------------------------------------------------------------------------------


def purpose_chapter(agreement: Agreement) -> Chapter:
    blocks = [
        *labelled("Aanleiding", paragraphs(agreement.occasion)),
        *labelled("Doel", paragraphs(agreement.aim)),
        *_policies([_policy(each) for each in agreement.policies if each.title.strip()]),
    ]
    return chapter(Section.PURPOSE, "Aanleiding en doel", blocks)


def _policies(texts: list[str]) -> list[Block]:
    return labelled("Beleid", [sentence(texts[0])] if len(texts) == 1 else items(texts))


def _policy(policy: Policy) -> str:
    party = f" ({policy.party.strip()})" if policy.party.strip() else ""
    dated = f", vastgesteld op {long_date(policy.dated)}" if policy.dated else ""
    until = f", geldt tot en met {long_date(policy.until)}" if policy.until else ""
    return f"{policy.title.strip()}{party}{dated}{until}."


# -- 3 Analyse van de school -------------------------------------------------------------------------------


def _has_analysis(agreement: Agreement) -> bool:
    return agreement.uses(Section.ANALYSIS) and agreement.analysis != Analysis()


def analysis_chapter(agreement: Agreement, tables: Counter) -> Chapter:
    analysis = agreement.analysis
    risks = [
        ": ".join(part for part in (RISKS[each.kind], each.text.strip()) if part) for each in analysis.risks
    ]
    figures = [each for each in analysis.figures if each.label.strip() or each.value.strip()]
    table = _figures(agreement, tables) if figures else None
    blocks = [
        *labelled("Risico’s", items(risks)),
        *labelled("Wat ging goed", paragraphs(analysis.went_well)),
        *labelled("Wat kan beter", paragraphs(analysis.could_improve)),
        *labelled("Leerpunten", items(analysis.lessons)),
        *([table] if table else []),
    ]
    first = [f"De school heeft {_counted(agreement)}."] if agreement.school.pupil_count is not None else []
    if table:
        first.append(f"De cijfers in tabel {tables.count} gaan over {agreement.school_year.previous.code}.")
    if blocks and first:
        blocks.insert(0, sentence(" ".join(first)))
    return chapter(Section.ANALYSIS, "Analyse van de school", blocks)


def _figures(agreement: Agreement, tables: Counter) -> Grid:
    figures = [each for each in agreement.analysis.figures if each.label.strip() or each.value.strip()]
    before = any(each.before.strip() for each in figures)
    year = agreement.school_year.previous
    rows: list[list[CellValue]] = [
        [
            each.label or each.code,
            each.value.strip() or NOTHING,
            *([each.before.strip() or NOTHING] if before else []),
        ]
        for each in figures
    ]
    longest = max(len(text) for each in figures for text in (each.value, each.before))
    width = 68 if longest <= _NARROW else 105
    columns = [Column("Cijfer", TEXT_WIDTH - width * (1 + before)), Column(year.code, width, "right")]
    if before:
        columns.append(Column(year.previous.code, width, "right"))
    hidden = any("<5" in text for each in figures for text in (each.value, each.before))
    codes = list(dict.fromkeys(each.code.strip() for each in figures if each.code.strip()))
    note = "<5: 1 tot en met 4, verborgen om herkenning te voorkomen. " if hidden else ""
    if codes:
        note += f"Indicatoren: {', '.join(codes)}."
    return Grid(
        columns,
        rows,
        caption=tables.caption("Cijfers van vorig schooljaar"),
        note=note.strip(),
        aside=len(rows) <= SHORT,
    )
