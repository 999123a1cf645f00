"""The canonical tree: what was signed comes back exactly, and the same content has one controlegetal."""

import json
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given

from jeugdhulp_desktop.domain.agreement_sections import Deployment
from jeugdhulp_desktop.domain.agreements import (
    Agreement,
)
from jeugdhulp_desktop.domain.canonical import (
    SCHEMA,
    canonical_bytes,
    control_number,
    from_canonical,
    spaced,
    to_tree,
)
from jeugdhulp_desktop.domain.relations import WorkerType
from tests.agreements import IN_ORDER, agreements


@given(agreements)
def test_every_agreement_comes_back_as_it_was(agreement: Agreement) -> None:
    canonical = canonical_bytes(agreement)
    assert from_canonical(Agreement, canonical) == agreement
    assert canonical_bytes(from_canonical(Agreement, canonical)) == canonical


def test_the_tree_is_sorted_has_no_spaces_and_names_its_schema() -> None:
    canonical = canonical_bytes(IN_ORDER)
    tree = json.loads(canonical)
    assert list(tree) == ["schema", "value"]
    assert list(tree["value"]) == sorted(tree["value"])
    assert tree["schema"] == SCHEMA
    assert "zorgcoördinator".encode() in canonical
    assert b'": ' not in canonical


def test_f36_the_same_hours_written_otherwise_have_the_same_controlegetal() -> None:
    short = replace(IN_ORDER, deployments=(Deployment(hours_per_week=Decimal("4.5"), weeks=Decimal(40)),))
    long = replace(IN_ORDER, deployments=(Deployment(hours_per_week=Decimal("4.50"), weeks=Decimal("4E+1")),))
    assert canonical_bytes(short) == canonical_bytes(long)


def test_one_letter_more_gives_another_controlegetal() -> None:
    control = control_number(canonical_bytes(IN_ORDER))
    assert len(control) == 16
    assert control != control_number(canonical_bytes(replace(IN_ORDER, aim=IN_ORDER.aim + ".")))


def test_the_controlegetal_is_printed_in_groups_of_four() -> None:
    assert spaced("ab104053661ac058") == "ab10 4053 661a c058"


def test_plain_values_stay_plain() -> None:
    assert to_tree([True, None, "x", 3, date(2026, 9, 1), Decimal("1.10"), {WorkerType.JMW: (1, 2)}]) == [
        True,
        None,
        "x",
        3,
        "2026-09-01",
        "1.1",
        {"JMW": [1, 2]},
    ]


@dataclass(frozen=True)
class Older:
    name: str


@dataclass(frozen=True)
class Newer:
    name: str
    words: tuple[str, ...] = ("standaard",)
    numbers: dict[str, int] = field(default_factory=dict)


def test_a_field_that_is_newer_than_the_tree_gets_its_default_and_an_older_one_is_left_out() -> None:
    assert from_canonical(Newer, canonical_bytes(Older("a"))) == Newer("a")
    assert from_canonical(Older, canonical_bytes(Newer("a"))) == Older("a")


@pytest.mark.parametrize(
    "canonical",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b'{"schema":0,"value":{"name":"a"}}',
        b'{"schema":2,"value":{"name":"a"}}',
        b'{"schema":[1],"value":{"name":"a"}}',
        b'{"schema":1}',
        b'{"schema":1,"value":{}}',
        b'{"schema":1,"value":"a"}',
        b'{"schema":1,"value":{"name":"a","words":3}}',
    ],
)
def test_what_is_not_such_a_tree_is_refused_also_a_newer_schema(canonical: bytes) -> None:
    with pytest.raises(ValueError, match=r".*"):
        from_canonical(Newer, canonical)


def test_a_damaged_number_date_or_code_is_refused() -> None:
    whole = json.loads(canonical_bytes(IN_ORDER))
    for name, wrong in (("status", "getekend"), ("dated", 3), ("dated", "2026-13-01"), ("school_year", None)):
        tree = {**whole, "value": {**whole["value"], name: wrong}}
        with pytest.raises(ValueError, match=r".*"):
            from_canonical(Agreement, json.dumps(tree).encode())
    row = {**whole["value"]["deployments"][0], "hours_per_week": "acht"}
    tree = {**whole, "value": {**whole["value"], "deployments": [row]}}
    with pytest.raises(ValueError, match="tree"):
        from_canonical(Agreement, json.dumps(tree).encode())
