"""The words round an import: fields of a column, what came in, what could not be undone."""

from jeugdhulp_desktop.domain.errors import UnreadableImport, WorldError
from jeugdhulp_desktop.domain.problems import Problem
from jeugdhulp_desktop.domain.rosters import PlanCounts
from jeugdhulp_desktop.ui.sentences import sentence

FIELDS = {
    "key": "Leerlingnummer",
    "first": "Roepnaam",
    "given": "Voornamen",
    "initials": "Voorletters",
    "prefix": "Tussenvoegsel",
    "last": "Achternaam",
    "name": "Hele naam",
    "birth_date": "Geboortedatum",
    "group": "Groep of klas",
    "year_group": "Leerjaar",
    "left_on": "Datum van vertrek",
}
NAMES = frozenset({"first", "given", "initials", "prefix", "last", "name"})
NOT_USED = "Niet gebruiken"


def mapping_sentence(found: Problem) -> str:
    """What the choice of columns lacks."""
    if found.code == "required":
        lacking = "het leerlingnummer" if found.field == "key" else "de naam"
        return f"Kies welke kolom {lacking} is."
    if found.code == "chosen-twice":
        return f"‘{FIELDS.get(found.field, found.field)}’ is bij twee kolommen gekozen. Kies er één."
    return sentence(found)


def file_sentence(error: WorldError) -> str:
    """Why a file cannot be taken in; a refused column is named, since it must be found and removed (V18)."""
    if isinstance(error, UnreadableImport) and error.code == "bsn-column":
        if error.detail == "key":
            return (
                "De leerlingnummers in dit bestand lijken BSN's. Het is niet gelezen. "
                "Maak de lijst opnieuw met het nummer uit de leerlingadministratie."
            )
        if error.detail:
            return f"{sentence(error)} Het gaat om de kolom ‘{error.detail}’."
    return sentence(error)


def count_words(counts: PlanCounts) -> str:
    """ "12 nieuw, 3 veranderd, 2 weg, 180 gelijk"; what there is none of is not told."""
    parts = (
        (counts.new, "nieuw"),
        (counts.changed, "veranderd"),
        (counts.gone, "weg"),
        (counts.unchanged, "gelijk"),
    )
    return ", ".join(f"{count} {words}" for count, words in parts if count) or "geen leerlingen"


def pupils_words(count: int) -> str:
    """ "1 leerling", "212 leerlingen"."""
    return f"{count} leerling{'' if count == 1 else 'en'}"
