"""The templates that come with the program: structures of municipalities and monitoring checklists.

Read once and kept; they are data of ours, so a file that cannot be read is a fault of ours.
"""

from functools import cache

from jeugdhulp_desktop.domain.checklists import Template, parse_template
from jeugdhulp_desktop.domain.structures import Structure, parse_structure
from jeugdhulp_desktop.paths import resource

NEUTRAL = "neutraal"


@cache
def load_structures() -> dict[str, Structure]:
    """Every structure by id: the neutral one first, then by name."""
    files = sorted(resource("structures").glob("*.toml"))
    found = [parse_structure(file.read_text(encoding="utf-8")) for file in files]
    found.sort(key=lambda each: (each.id != NEUTRAL, each.name))
    return {each.id: each for each in found}


def find_structure(structure_id: str) -> Structure:
    """The structure with this id; the neutral one when a template is not shipped any more."""
    structures = load_structures()
    return structures.get(structure_id, structures[NEUTRAL])


@cache
def load_checklists() -> tuple[Template, ...]:
    """The newest version of every checklist, those of a case first."""
    newest: dict[str, Template] = {}
    for file in sorted(resource("checklists").glob("*.toml")):
        template = parse_template(file.read_text(encoding="utf-8"))
        if template.id not in newest or newest[template.id].version < template.version:
            newest[template.id] = template
    return tuple(sorted(newest.values(), key=lambda each: (each.scope, each.title), reverse=True))
