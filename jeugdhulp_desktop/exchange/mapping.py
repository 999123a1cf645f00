"""Which column means what: proposed from the headers, shown, corrected, and remembered for the next file.

A mapping is a plain dict from the key of a header (`header_key`) to one of ``FIELDS``, so that it can be kept
with the school and still fits when the administration moves its columns around.
"""

from collections.abc import Iterator, Mapping

from jeugdhulp_desktop.domain.errors import UnreadableImport
from jeugdhulp_desktop.domain.problems import Problem, problem
from jeugdhulp_desktop.domain.pupils import PupilName, split_name, split_prefix
from jeugdhulp_desktop.domain.rosters import RosterError, RosterFile, RosterRow, RosterSchool
from jeugdhulp_desktop.exchange.cells import plain_cell
from jeugdhulp_desktop.exchange.columns import TableFile, header_key
from jeugdhulp_desktop.exchange.rows import gather, read_row

ColumnMapping = dict[str, str]

# The fields a column can hold, and the headers by which Dutch administrations and people call it, best first.
FIELDS: dict[str, tuple[str, ...]] = {
    "key": (
        "leerlingnummer", "leerlingnr", "llnr", "llnummer", "leerlingkey", "leerlingid", "stamnummer",
        "stamnr", "studentnummer", "deelnemernummer", "administratienummer", "key", "sleutel", "nummer",
        "nr", "id",
    ),
    "first": ("roepnaam", "roepnm", "voornaam"),
    "given": ("voornamen", "eerstevoornaam", "doopnamen"),
    "initials": ("voorletters", "voorletters1", "initialen"),
    "prefix": ("voorvoegsel", "tussenvoegsel", "voorvoegsels", "tussenvoegsels", "tv", "vv"),
    "last": ("achternaam", "familienaam", "geslachtsnaam"),
    "name": ("naam", "leerling", "leerlingnaam", "naamleerling", "volledigenaam", "naamvolledig"),
    "birth_date": ("geboortedatum", "gebdatum", "gebdat", "geborenop", "geboren"),
    "group": ("groep", "klas", "stamgroep", "stamklas", "groepsnaam", "klasnaam", "groepklas"),
    "year_group": ("jaargroep", "leerjaar", "jaarlaag", "jrgroep"),
    "left_on": ("uitschrijfdatum", "datumuitschrijving", "uitstroomdatum", "uitgeschreven", "datumuit"),
}  # fmt: skip
IGNORED = ""  # a column the user chose not to use; remembered too, so that it is not proposed again


def propose(header: tuple[str, ...], remembered: Mapping[str, str] | None = None) -> ColumnMapping:
    """What each column of ``header`` probably is; what was remembered goes before what its name suggests."""
    keys = [header_key(name) for name in header]
    found: ColumnMapping = {}
    for key in keys:
        choice = (remembered or {}).get(key)
        if choice == IGNORED or (choice in FIELDS and choice not in found.values()):
            found[key] = choice
    for fits in (_is_called, _is_part_of):
        for field, known in FIELDS.items():
            candidates = [key for word in known for key in keys if key not in found and fits(word, key)]
            if candidates and field not in found.values():
                found[candidates[0]] = field
    return found


def _is_called(word: str, key: str) -> bool:
    return word == key


def _is_part_of(word: str, key: str) -> bool:
    """ "Roepnaam leerling" is a call name; short words and "leerling" itself say too little for that."""
    return len(word) > 5 and word != "leerling" and (key.startswith(word) or key.endswith(word))


def check_mapping(header: tuple[str, ...], mapping: Mapping[str, str]) -> list[Problem]:
    """What keeps a mapping from being used: no key, no name, or two columns for one field."""
    used = [field for key, field in mapping.items() if field and key in map(header_key, header)]
    found = []
    if "key" not in used:
        found.append(problem("key", "required"))
    if not {"first", "given", "last", "name"} & set(used):
        found.append(problem("name", "required"))
    found += [problem(field, "chosen-twice") for field in FIELDS if used.count(field) > 1]
    return found


def read_roster(
    table: TableFile, mapping: Mapping[str, str], school: RosterSchool | None = None
) -> RosterFile:
    """The roster in a table by its mapping; ``school`` is the one chosen, since a table seldom says it.

    Raises UnreadableImport with code mapping (``detail`` is the field that is missing or chosen twice),
    no-rows or bsn-column.
    """
    problems = check_mapping(table.header, mapping)
    if problems:
        raise UnreadableImport("mapping", detail=problems[0].field)
    places: dict[str, int] = {}
    for place, name in enumerate(table.header):
        if field := mapping.get(header_key(name)):
            places[field] = place
    fields = {"name", *places} & {"name", "birth_date", "group", "year_group", "left_on"}
    return gather(
        table.file, school or RosterSchool(), _rows(table, places), errors=table.errors, fields=fields
    )


def _rows(table: TableFile, places: Mapping[str, int]) -> Iterator[RosterRow | RosterError]:
    for row in table.rows:
        texts = {field: plain_cell(row.cells[place]) for field, place in places.items()}
        yield read_row(
            row.line,
            _key(texts["key"]),
            _name(texts),
            (texts.get("birth_date", ""), texts.get("left_on", "")),
            (texts.get("group", ""), texts.get("year_group", ""), ""),
            epoch=table.epoch,
        )


def _key(text: str) -> str:
    """The key; spreadsheets write ="00123" to save the zeros in front."""
    return text[2:-1] if text.startswith('="') and text.endswith('"') and text[2:-1].isdecimal() else text


def _name(texts: Mapping[str, str]) -> PupilName:
    """The name from its own columns, and what they leave open from the one column that holds it whole."""
    get = texts.get
    first = get("first") or get("given", "").partition(" ")[0] or get("initials", "")
    prefix, last, whole = get("prefix", ""), get("last", ""), get("name", "")
    if whole and not last:
        if first and "," not in whole and not whole.casefold().startswith(first.casefold()):
            last = whole  # beside a column of call names, "Naam" is the surname
        else:
            name = split_name(whole)
            return PupilName(first or name.first, prefix or name.prefix, name.last)
    if last and not prefix:
        surname, comma, behind = last.partition(",")
        if comma and split_prefix(f"{behind.strip()} x")[1] == "x":  # "Vries, de"
            prefix, last = behind.strip(), surname.strip()
        elif not last[0].isupper():  # "de Vries"; "De Vries" may be meant so
            prefix, last = split_prefix(last)
    return PupilName(first, prefix, last)
