"""The three lists of the sociale kaart: what they hold, how they are searched, what they say when empty."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from jeugdhulp_desktop.domain.relations import PartyDraft, PartyLine, PersonDraft, PersonLine, WorkerType
from jeugdhulp_desktop.domain.schools import SchoolDraft, SchoolLine
from jeugdhulp_desktop.domain.text import fold
from jeugdhulp_desktop.ui.relations.columns import PARTIES, PEOPLE, SCHOOLS

if TYPE_CHECKING:
    from jeugdhulp_desktop.services.session import Session

Line = PersonLine | PartyLine | SchoolLine
Draft = PersonDraft | PartyDraft | SchoolDraft

WORKERS = "workers"
WORKER_CHOICES = (
    (WORKERS, "alle medewerkers"),
    *((each.value, f"{each.value}, {each.label}") for each in WorkerType),
)


@dataclass(frozen=True)
class Kind:
    """One of the three lists; ``in_use`` is why something in it cannot be removed."""

    name: str
    title: str
    one: str
    columns: Any
    icon: str
    search: str
    empty: str
    choose: str
    in_use: str


KINDS = (
    Kind(
        "people",
        "Mensen",
        "persoon",
        PEOPLE,
        "account-outline",
        "Naam, functie of telefoon",
        "Wie komt er op school, en wie bel je? Begin met de mensen die je elke week spreekt.",
        "Kies iemand in de lijst om te zien hoe je die bereikt.",
        "{name} staat nog in een casus, actie of schoolafspraak, of is contactpersoon van een school. "
        "Kies daar eerst iemand anders. Of vul bij 'Tot en met' de laatste werkdag in.",
    ),
    Kind(
        "parties",
        "Organisaties",
        "organisatie",
        PARTIES,
        "domain",
        "Naam, soort of waarvoor",
        "Met wie werkt de school samen? Welzijn, gemeente, jeugdgezondheid, samenwerkingsverband.",
        "Kies een organisatie in de lijst om te zien hoe je die bereikt.",
        "Bij {name} staan nog mensen. Haal die eerst weg, of kies bij hen een andere organisatie.",
    ),
    Kind(
        "schools",
        "Scholen",
        "school",
        SCHOOLS,
        "school-outline",
        "Naam, BRIN of gemeente",
        "Voor welke scholen doe je dit werk?",
        "Kies een school in de lijst om te zien wie je daar belt.",
        "Bij {name} staan nog leerlingen, casussen, schoolafspraken of mensen. "
        "Daarom blijft de school staan.",
    ),
)


@dataclass(frozen=True)
class Everything:
    """The three lists, read in one go."""

    people: tuple[PersonLine, ...] = ()
    parties: tuple[PartyLine, ...] = ()
    schools: tuple[SchoolLine, ...] = ()

    def of(self, kind: Kind) -> tuple[Line, ...]:
        """The lines of one list."""
        lines: tuple[Line, ...] = getattr(self, kind.name)
        return lines

    def found(self, kind: Kind, words: str, worker: str | None = None) -> list[Line]:
        """The lines of one list in which every word begins some word, in any order."""
        folded = fold(words).split()
        return [line for line in self.of(kind) if _fits(line, folded) and _is_worker(line, worker)]

    def facts(self) -> str:
        """ "13 mensen, waarvan 3 medewerkers jeugdhulp · 7 organisaties · 2 scholen"."""
        workers = sum(1 for each in self.people if each.worker_type and each.active)
        people = _counted(len(self.people), "persoon", "mensen")
        if workers:
            people += f", waarvan {_counted(workers, 'medewerker', 'medewerkers')} jeugdhulp"
        parties = _counted(len(self.parties), "organisatie", "organisaties")
        return " · ".join((people, parties, _counted(len(self.schools), "school", "scholen")))

    def person(self, person_id: int | None) -> PersonLine | None:
        """A person by id."""
        return next((each for each in self.people if each.id == person_id), None)

    def people_of(self, line: Line | None) -> list[PersonLine]:
        """Who belong to an organisation or a school, those who still work there first."""
        if isinstance(line, PartyLine):
            here = [each for each in self.people if each.party_id == line.id]
        elif isinstance(line, SchoolLine):
            here = [each for each in self.people if each.school_id == line.id]
        else:
            return []
        return sorted(here, key=lambda each: not each.active)


def read_everything(session: "Session") -> Everything:
    """Read the three lists; on the worker."""
    return Everything(
        tuple(session.relations.people()), tuple(session.relations.parties()), tuple(session.schools.lines())
    )


def _is_worker(line: Line, wanted: str | None) -> bool:
    if wanted is None or not isinstance(line, PersonLine):
        return True
    return line.worker_type is not None and wanted in (WORKERS, line.worker_type.value)


def _fits(line: Line, words: list[str]) -> bool:
    """A telephone number is found however it is typed: with its spaces, or its digits in one go."""
    parts = [line.name]
    if isinstance(line, PersonLine):
        worker = f"{line.worker_type.value} {line.worker_type.label}" if line.worker_type else ""
        parts += [line.role, line.organisation, worker]
    elif isinstance(line, PartyLine):
        parts += [line.kind.value, line.note]
    else:
        parts += [line.brin, line.school_type.label, line.municipality, line.contact_person]
    if not isinstance(line, SchoolLine):
        digits = "".join(letter for letter in line.phone if letter.isdigit())
        parts += [line.phone, digits, line.email]
    known = fold(" ".join(parts)).split()
    return all(any(each.startswith(word) for each in known) for word in words)


def _counted(count: int, one: str, more: str) -> str:
    return f"{count} {one if count == 1 else more}"
