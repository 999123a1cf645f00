"""A structure is data of a municipality; those that are shipped say what domain.md 6.3 says of them."""

import tomllib

import pytest

from jeugdhulp_desktop.domain.agreement_kinds import Responsible, Section
from jeugdhulp_desktop.domain.agreement_texts import every_text, max_length
from jeugdhulp_desktop.domain.agreements import Agreement
from jeugdhulp_desktop.domain.problems import Level
from jeugdhulp_desktop.domain.relations import WorkerType
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.domain.schools import SchoolType
from jeugdhulp_desktop.domain.structures import Structure, parse_structure
from jeugdhulp_desktop.paths import resource
from jeugdhulp_desktop.services.structures import find_structure, load_checklists, load_structures


def content(name: str) -> str:
    return resource("structures", f"{name}.toml").read_text(encoding="utf-8")


def test_hoogeveen_says_what_source_002_says() -> None:
    structure = parse_structure(content("hoogeveen"))
    assert structure.workers[WorkerType.JMW].school_types == frozenset(SchoolType)
    assert structure.workers[WorkerType.JW].school_types == {SchoolType.VO, SchoolType.PRO, SchoolType.VSO}
    assert structure.workers[WorkerType.JP].school_types == {SchoolType.SO, SchoolType.VSO}
    assert structure.workers[WorkerType.JP].remark_types == {SchoolType.SBO}
    assert structure.workers[WorkerType.JP].elsewhere is Level.REASON
    assert structure.jp_expected_at == {SchoolType.SO, SchoolType.VSO}
    assert structure.pinned_themes == ("Pesten", "Sociale vaardigheid", "Hulp bij scheiding")


def test_neutral_asks_a_reason_for_a_jp_alone_and_nothing_else() -> None:
    structure = parse_structure(content("neutraal"))
    assert {rule.elsewhere for rule in structure.workers.values()} == {Level.REMARK}
    assert (structure.jp_needs_jmw, structure.jp_missing) == (Level.REASON, Level.REMARK)
    assert not structure.jp_expected_at


@pytest.mark.parametrize("structure", load_structures().values(), ids=lambda each: each.id)
def test_a_shipped_structure_has_something_to_begin_with(structure: Structure) -> None:
    for lines in (
        structure.tasks, structure.measures, structure.offer_presets, structure.route_steps,
        structure.meetings, *(structure.provides[role] for role in Responsible),
    ):  # fmt: skip
        assert lines
    assert {"occasion", "aim"} <= set(structure.texts)


@pytest.mark.parametrize("structure", load_structures().values(), ids=lambda each: each.id)
def test_every_proposed_text_has_a_field_to_stand_in_and_fits(structure: Structure) -> None:
    known = {path for path, _ in every_text(Agreement(1, SchoolYear(2026)))}
    assert set(structure.texts) <= known
    assert not [path for path, text in structure.texts.items() if not 0 < len(text) <= max_length(path)]
    assert structure.text("route.scaling") and structure.text("no.such.field") == ""


def test_the_neutral_structure_leaves_money_to_another_paper() -> None:
    assert find_structure("neutraal").left_out == (Section.FINANCE,)
    assert find_structure("hoogeveen").left_out == ()
    assert len(find_structure("hoogeveen").conditions) == 2, "conditions of the municipality (002:55)"


def test_a_structure_cannot_leave_out_what_every_agreement_has() -> None:
    whole = content("neutraal")
    with pytest.raises(ValueError, match="themes"):
        parse_structure(whole.replace('off = ["finance"]', 'off = ["finance", "themes"]'))
    with pytest.raises(ValueError, match="money"):
        parse_structure(whole.replace('off = ["finance"]', 'off = ["money"]'))
    swapped = parse_structure(whole.replace('off = ["finance"]', 'off = ["finance", "route"]'))
    assert swapped.left_out == (Section.ROUTE, Section.FINANCE)


def test_a_structure_that_forgets_a_worker_type_or_has_a_level_unknown_is_refused() -> None:
    whole = content("neutraal")
    without = whole.replace("[workers.JP]", "[other.JP]")
    with pytest.raises(ValueError, match="worker type"):
        parse_structure(without)
    with pytest.raises(ValueError, match="forbidden"):
        parse_structure(whole.replace('elsewhere = "remark"', 'elsewhere = "forbidden"', 1))
    with pytest.raises(KeyError):
        parse_structure(whole.replace("[jp]", "[jeugdprofessional]"))
    with pytest.raises(tomllib.TOMLDecodeError):
        parse_structure(whole + "\n[")


def test_the_neutral_structure_comes_first_and_stands_in_for_one_that_is_gone() -> None:
    assert next(iter(load_structures())) == "neutraal"
    assert find_structure("hoogeveen").id == "hoogeveen"
    assert find_structure("assen-2019").id == "neutraal"


def test_the_lists_of_cases_come_first() -> None:
    assert [template.id for template in load_checklists()] == ["casus", "afspraak"]
