"""What the chapters of the school agreement share: chapters, table numbers, words, recorded deviations.

A chapter that every agreement needs says in one sentence that it is still empty; one that is not used is
left out. A recorded deviation is printed where it belongs and once more, with who and when, in a list.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from jeugdhulp_desktop.domain.agreement_kinds import Role, Section
from jeugdhulp_desktop.domain.agreement_terms import Deviation
from jeugdhulp_desktop.domain.agreements import (
    Agreement,
)
from jeugdhulp_desktop.domain.relations import WorkerType
from jeugdhulp_desktop.domain.text import MONTHS, long_date
from jeugdhulp_desktop.reports.design import TEXT_X
from jeugdhulp_desktop.reports.flowables import Block, Heading, PageStart, Text, Together
from jeugdhulp_desktop.reports.grids import caption
from jeugdhulp_desktop.reports.prose import items, labelled

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
# Where the reason for a deviation is read together with what it is about; others stand only in the list.
_PLACES = {
    Section.DEPLOYMENTS: ("V01", "V02", "V03", "V04", "V05", "V12"),
    Section.THEMES: ("V09",),
    Section.OFFERS: ("V10",),
    Section.ROUTE: ("V14",),
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


def chapter(section: Section, title: str, blocks: Sequence[Block]) -> Chapter:
    """A chapter with the number of its section in the model."""
    return Chapter(Heading(str(section.number), title, f"c{section.number}"), blocks)


def enumeration(words: Sequence[str]) -> str:
    """ "a, b en c"."""
    return " en ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)


def plural(count: int, word: str, ending: str) -> str:
    """The word, with its ending unless there is one."""
    return word if count == 1 else word + ending


def capital(text: str) -> str:
    """The text with its first letter as a capital, the others as they are."""
    return text[:1].upper() + text[1:]


def one_line(text: str) -> str:
    """A typed text without line ends."""
    return " ".join(text.split())


def is_short(text: str, most: int = 140) -> bool:
    """Whether a typed text is one short line, that may stand as a note under a table."""
    return 0 < len(text.strip()) <= most and "\n" not in text.strip()


def worker_words(worker: WorkerType) -> str:
    """ "Jeugdmaatschappelijk werk (JMW)"."""
    return f"{capital(worker.label)} ({worker.value})"


def period(start: date | None, end: date | None, until: str = "tot en met") -> str:
    """ "1 maart tot en met 16 juli 2027"; what is not known yet is left out."""
    if start is None or end is None:
        known = [
            f"{word} {long_date(day)}" for word, day in (("vanaf", start), (until, end)) if day is not None
        ]
        return " ".join(known)
    first = f"{start.day} {MONTHS[start.month - 1]}" if start.year == end.year else long_date(start)
    return f"{first} {until} {long_date(end)}"


def worker_types(agreement: Agreement) -> list[WorkerType]:
    """Who comes, in the fixed order JMW, JW, JP."""
    used = {row.worker_type for row in agreement.deployments}
    return [each for each in WorkerType if each in used]


def with_article(role: Role, organisation: str) -> str:
    """An organisation within a sentence: "de gemeente Veenmeer"."""
    name = one_line(organisation)
    if role is not Role.MUNICIPALITY or not name:
        return name
    return f"de gemeente {name.removeprefix('Gemeente ').removeprefix('gemeente ')}"


def party_names(agreement: Agreement) -> list[str]:
    """The organisations at the table, in the order school, welfare, municipality."""
    by_role = {party.role: party.organisation for party in reversed(agreement.parties)}
    names = [with_article(role, by_role.get(role, "")) for role in Role]
    return [name[:120] for name in names if name]


def sentence(text: str) -> Text:
    return Text(text, indent=TEXT_X)


def deviation_blocks(agreement: Agreement, section: Section) -> list[Block]:
    """The reasons recorded for the rules about a section, where they belong."""
    found = [each for each in agreement.deviations if each.rule in _PLACES[section]]
    texts = [f"{deviated(each)}. Reden: {each.reason.strip()}" for each in found]
    if len(texts) == 1:
        return labelled("Afwijking", [sentence(texts[0])])
    return labelled("Afwijkingen", items(texts))


def deviated(deviation: Deviation) -> str:
    words = _DEVIATIONS.get(deviation.rule, f"Afwijking van regel {deviation.rule}: {{}}")
    return words.replace("{}", deviation.subject or "inzet").strip(" :")
