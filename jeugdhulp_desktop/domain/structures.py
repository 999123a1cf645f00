"""A structure template: what a municipality decided about who may work where (domain.md 6.1).

A decision of one municipality is data (TOML with levels), never a constant in code: Hoogeveen's is one of
the templates shipped.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from jeugdhulp_desktop.domain.agreement_kinds import ALWAYS, Responsible, Section
from jeugdhulp_desktop.domain.agreement_terms import Condition, Measure, Meeting
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
    provides: Mapping[Responsible, tuple[str, ...]]  # what each party does, or is responsible for (002:41-65)
    texts: Mapping[str, str]  # proposals for free text, by the path of the field: "route.scaling"
    measures: tuple[Measure, ...] = ()  # what a new agreement proposes to measure
    route_steps: tuple[str, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    conditions: tuple[Condition, ...] = ()  # of the municipality, with a result that can be measured (002:55)
    left_out: tuple[Section, ...] = ()  # sections a new agreement begins without, in their order
    young: frozenset[SchoolType] = field(default_factory=frozenset)  # where childcare comes before (002:47)

    def text(self, path: str) -> str:
        """The proposal for a field, by its path; empty when there is none."""
        return self.texts.get(path, "")


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
        provides={Responsible(role): tuple(lines) for role, lines in data["provides"].items()},
        texts=_by_path(data.get("texts", {})),
        measures=tuple(Measure(**each) for each in data.get("measures", ())),
        route_steps=tuple(data.get("route", {}).get("steps", ())),
        meetings=tuple(Meeting(**each) for each in data.get("meetings", ())),
        conditions=tuple(Condition(**each) for each in data.get("conditions", ())),
        left_out=_left_out(data.get("sections", {}).get("off", ())),
        young=frozenset(map(SchoolType, data.get("childcare", {}).get("before", ()))),
    )


def _by_path(texts: Mapping[str, Any], path: str = "") -> dict[str, str]:
    """The texts of ``[texts]`` and of the tables in it, by path."""
    found: dict[str, str] = {}
    for name, value in texts.items():
        here = f"{path}{name}"
        found |= {here: value} if isinstance(value, str) else _by_path(value, f"{here}.")
    return found


def _left_out(names: Iterable[str]) -> tuple[Section, ...]:
    """The sections a structure does not use; ValueError for one that no agreement can do without."""
    off = set(map(Section, names))
    if needed := off & ALWAYS:
        raise ValueError(f"an agreement always has {sorted(needed)}")
    return tuple(section for section in Section if section in off)
