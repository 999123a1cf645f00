"""A structure template: what a municipality decided about who may work where (domain.md 6.1).

A decision of one municipality is data (TOML with levels), never a constant in code: Hoogeveen's is one of
the templates shipped.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass

from jeugdhulp_desktop.domain.agreement_sections import (
    Measure,
)
from jeugdhulp_desktop.domain.problems import Level
from jeugdhulp_desktop.domain.relations import WorkerType
from jeugdhulp_desktop.domain.schools import SchoolType


@dataclass(frozen=True)
class WorkerRule:
    """Where one worker type belongs; ``elsewhere`` is the level of a row at another kind of school."""

    school_types: frozenset[SchoolType]
    elsewhere: Level
    remark_types: frozenset[SchoolType] = frozenset()  # can be read so: a remark, whatever ``elsewhere`` says


@dataclass(frozen=True)
class Structure:
    """One template. ``pinned_themes`` are asked about when they are absent (V09)."""

    id: str
    version: int
    name: str
    school_party: str
    welfare_party: str
    municipality_party: str
    workers: Mapping[WorkerType, WorkerRule]
    jp_needs_jmw: Level  # V04
    jp_expected_at: frozenset[SchoolType]  # V05
    jp_missing: Level
    pinned_themes: tuple[str, ...]
    offer_presets: tuple[str, ...]
    tasks: tuple[str, ...]
    school_provides: tuple[str, ...]
    welfare_provides: tuple[str, ...]
    municipality_provides: tuple[str, ...]
    texts: Mapping[str, str]  # proposals for free text, by the name of the field
    measures: tuple[Measure, ...] = ()  # what a new agreement proposes to measure


def parse_structure(content: str) -> Structure:
    """A structure from its TOML; KeyError, TypeError or ValueError when the file is not one (tested)."""
    data = tomllib.loads(content)
    workers = {
        WorkerType(name): WorkerRule(
            school_types=frozenset(map(SchoolType, rule["school_types"])),
            elsewhere=Level(rule["elsewhere"]),
            remark_types=frozenset(map(SchoolType, rule.get("remark_types", ()))),
        )
        for name, rule in data["workers"].items()
    }
    if set(workers) != set(WorkerType):
        raise ValueError("a structure has a rule for every worker type")
    return Structure(
        id=data["id"],
        version=data["version"],
        name=data["name"],
        school_party=data["parties"]["school"],
        welfare_party=data["parties"]["welfare"],
        municipality_party=data["parties"]["municipality"],
        workers=workers,
        jp_needs_jmw=Level(data["jp"]["needs_jmw"]),
        jp_expected_at=frozenset(map(SchoolType, data["jp"]["expected_at"])),
        jp_missing=Level(data["jp"]["missing"]),
        pinned_themes=tuple(data["themes"]["pinned"]),
        offer_presets=tuple(data["offers"]["presets"]),
        tasks=tuple(data["tasks"]["list"]),
        school_provides=tuple(data["provides"]["school"]),
        welfare_provides=tuple(data["provides"]["welfare"]),
        municipality_provides=tuple(data["provides"]["municipality"]),
        texts=dict(data.get("texts", {})),
        measures=tuple(Measure(**each) for each in data.get("measures", ())),
    )
