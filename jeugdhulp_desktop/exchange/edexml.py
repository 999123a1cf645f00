"""EDEXML: the format in which every Dutch school administration exports its pupils.

Read by local element name, so that EDEXML 1.0.3, 2.0 and 2.1 and the same blocks inside a UWLR answer all
come in. The schema is a guide and no gate (F42: its list of school years ended in 2024-2025): only a missing
key or name, a duplicate key, an impossible date or a wrong root is an error.

What may be read is listed here by name. Citizen and education numbers, eckid, e-mail, address, nationality,
weight, photograph and user name are on no list: their text is never asked for, and the parser's own memory
of the file ends with the reading.
"""

import io
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple, cast

from lxml import etree

from jeugdhulp_desktop.domain.errors import UnreadableImport
from jeugdhulp_desktop.domain.problems import Level, Problem, problem
from jeugdhulp_desktop.domain.pupils import PupilName
from jeugdhulp_desktop.domain.rosters import RosterError, RosterFile, RosterRow, RosterSchool
from jeugdhulp_desktop.exchange.files import ImportFile
from jeugdhulp_desktop.exchange.rows import gather, read_date, read_row, tidy, tidy_all

ROOTS = frozenset({"edex", "edexml", "envelope", "leerlinggegevens", "leerlinggegevens_antwoord"})

# What may be read of a pupil, by local name, and its place among the texts of that pupil: first what stands
# in the text of the element, then what it refers to by a key.
_TEXTS = (
    "roepnaam", "voornamen", "voorletters-1", "voorletters", "voorvoegsel", "achternaam", "geboortedatum",
    "uitstroomdatum", "jaargroep",
)  # fmt: skip
_PLACES = {name: place for place, name in enumerate((*_TEXTS, "groep", "vestiging", "samengestelde_groepen"))}
_KEYS_FROM = len(_TEXTS)
_COMBINED = _PLACES["samengestelde_groepen"]
_SCHOOL = frozenset({"schooljaar", "peildatum", "brincode", "dependancecode"})
_GROUP = frozenset({"naam", "jaargroep"})
_BLOCKS = ("{*}leerling", "{*}school", "{*}groepen", "{*}vestigingen", "{*}leerkrachten")
_LARGE = 5_000_000  # bytes; below it, dropping each element costs half as much as parsing it, for nothing
_REFERRING = frozenset({"leerkracht", "groep", "samengestelde_groep"})  # a "leerling" in these only refers


class _Places(dict[str, int]):
    """Places by tag, -1 for what may not be read; each worked out once, since asked for every element."""

    def __missing__(self, tag: str) -> int:
        self[tag] = place = _PLACES.get(_local(tag), -1)
        return place


class _Pupil(NamedTuple):
    line: int
    key: str
    texts: list[str]  # by place; groups and location are keys, resolved at the end, since they may follow


class _Taken:
    """What has been taken from the file so far."""

    def __init__(self) -> None:
        self.school: dict[str, str] = {}
        self.groups: dict[str, dict[str, str]] = {}
        self.locations: dict[str, dict[str, str]] = {}
        self.pupils: list[_Pupil] = []
        self._places = _Places()

    def pupil(self, element: "etree._Element") -> None:
        """Takes one pupil."""
        places, texts = self._places, [""] * len(_PLACES)
        for child in element:
            place = places[child.tag]
            if place < 0:
                continue
            if place < _KEYS_FROM:
                texts[place] = child.text or ""
            elif place == _COMBINED:
                texts[place] = "\n".join([each.get("key") or "" for each in child])
            else:
                texts[place] = child.get("key") or ""
        if any(texts) or not _is_reference(element):
            self.pupils.append(_Pupil(_line(element), element.get("key") or "", texts))

    def block(self, element: "etree._Element") -> None:
        """Takes a block that is not a pupil: the school, the groups, the locations; of teachers nothing."""
        name = _local(element.tag)
        if name == "school":
            self.school = _texts(element, _SCHOOL) | self.school  # the first one named wins
            return
        into = {"groepen": self.groups, "vestigingen": self.locations}.get(name, {})
        for child in element:
            texts = _texts(child, _GROUP)
            if texts.get("naam"):  # without one it is a reference
                into.setdefault(tidy(child.get("key") or ""), texts)


def read_edexml(file: ImportFile) -> RosterFile:
    """The roster in an EDEXML file or a UWLR answer.

    Raises UnreadableImport with code dtd, damaged-xml, wrong-root, no-rows or bsn-column (keys that are
    citizen service numbers), with the line where there is one.
    """
    taken = _take(file.data)
    try:
        snapshot = read_date(taken.school.get("peildatum", "")[:10])
    except ValueError:
        snapshot = None  # only used to date a leaver: no reason to refuse a file
    brin = "".join(taken.school.get("brincode", "").split()).upper()
    location = brin[4:6] or taken.school.get("dependancecode", "")
    school = RosterSchool(brin[:4], location, taken.school.get("schooljaar", ""), snapshot)
    return gather(file, school, _rows(taken), remarks=tuple(_remarks(taken)))


def _take(data: bytes) -> _Taken:
    """Walks through the file once and keeps what is on the lists; a large file is dropped block by block."""
    if b"<!DOCTYPE" in data[:100_000].replace(b"\0", b""):
        raise UnreadableImport("dtd")  # before the parser sees it; one hidden deeper is found below
    taken = _Taken()
    walk = etree.iterparse(
        io.BytesIO(data), events=("end",), tag=_BLOCKS, resolve_entities=False, load_dtd=False,
        no_network=True, huge_tree=False, remove_comments=True, remove_pis=True,
    )  # fmt: skip
    checked, large = False, len(data) > _LARGE
    try:
        for _event, element in walk:
            if not checked:
                _check_document(element)
                checked = True
            if element.tag.endswith("leerling"):
                taken.pupil(element)
            else:
                taken.block(element)
            if large:
                element.clear()
    except etree.XMLSyntaxError as error:
        raise UnreadableImport("damaged-xml", error.lineno or 0) from None  # its message quotes the file
    if not checked:
        _check_document(walk.root)
    return taken


def _check_document(element: "etree._Element") -> None:
    tree = element.getroottree()
    if tree.docinfo.doctype:  # type: ignore[attr-defined]  # the stubs do not know it
        raise UnreadableImport("dtd")
    root = tree.getroot()
    if _local(root.tag).lower() not in ROOTS:
        raise UnreadableImport("wrong-root", _line(root))


def _is_reference(element: "etree._Element") -> bool:
    """Whether an empty "leerling" stands in a teacher or a group, where it only refers to a pupil."""
    return any(_local(parent.tag) in _REFERRING for parent in element.iterancestors())


def _rows(taken: _Taken) -> Iterator[RosterRow | RosterError]:
    @cache  # a school has few groups
    def named(group: str, combined: str, year: str, location: str) -> tuple[str, str, str]:
        keys = combined.split("\n") if combined and not group else [group]
        names = ", ".join(_named(taken.groups, tidy(key)) for key in keys)
        year = year or taken.groups.get(group, {}).get("jaargroep", "")
        return names, year, _named(taken.locations, location)

    for line, raw_key, raw in taken.pupils:
        (
            key, call_name, given, initials, old_initials, prefix, last, birth, left, year, group, location,
        ) = tidy_all((raw_key, *raw[:_COMBINED]))  # fmt: skip
        first = call_name or given.partition(" ")[0] or initials or old_initials
        groups = named(group, raw[_COMBINED], year, location)
        yield read_row(line, key, PupilName(first, prefix, last), (birth, left), groups)


def _named(names: dict[str, dict[str, str]], key: str) -> str:
    """The name behind a key, or the key itself when the file does not say: better than nothing."""
    return names[key]["naam"] if key in names else key


def _remarks(taken: _Taken) -> Iterator[Problem]:
    locations = {pupil.texts[_PLACES["vestiging"]] for pupil in taken.pupils} - {""}
    if len(locations) > 1:
        yield problem("location", "several-locations", Level.REMARK, count=len(locations))
    groups = {tidy(pupil.texts[_PLACES["groep"]]) for pupil in taken.pupils} - {""}
    if unknown := groups - taken.groups.keys():
        yield problem("group", "unknown-groups", Level.REMARK, count=len(unknown))


def _texts(element: "etree._Element", wanted: frozenset[str]) -> dict[str, str]:
    return {name: tidy(child.text or "") for child in element if (name := _local(child.tag)) in wanted}


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _line(element: "etree._Element") -> int:
    return cast("int | None", element.sourceline) or 0  # the stubs say "..."
