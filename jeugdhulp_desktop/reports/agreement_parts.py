"""What the chapters of the school agreement share: chapters, table numbers, words, recorded deviations.

A chapter that every agreement needs says in one sentence that it is still empty; one that is not used is
left out. A recorded deviation is printed where it belongs and once more, with who and when, in a list.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from jeugdhulp_desktop.domain.agreement_sections import (
    Deviation,
    Role,
)
from jeugdhulp_desktop.domain.agreements import (
    Agreement,
)
from jeugdhulp_desktop.domain.relations import WorkerType
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


def sentence(text: str) -> Text:
    return Text(text, indent=TEXT_X)


def deviation_blocks(agreement: Agreement, *rules: str) -> list[Block]:
    """The reasons recorded for these rules, where they belong."""
    found = [each for each in agreement.deviations if each.rule in rules]
    texts = [f"{deviated(each)}. Reden: {each.reason.strip()}" for each in found]
    if len(texts) == 1:
        return labelled("Afwijking", [sentence(texts[0])])
    return labelled("Afwijkingen", items(texts))


def deviated(deviation: Deviation) -> str:
    words = _DEVIATIONS.get(deviation.rule, f"Afwijking van regel {deviation.rule}: {{}}")
    return words.replace("{}", deviation.subject or "inzet").strip(" :")
