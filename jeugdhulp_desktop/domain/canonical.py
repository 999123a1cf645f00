"""A frozen value as one canonical JSON tree, and back.

Freezing stores this tree; comparing, printing and the controlegetal work on it, so that what was signed can
be shown again in ten years whatever the tables look like by then.
"""

import hashlib
import json
import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

SCHEMA = 1  # of the tree; raised when a reader of an older tree would misread a newer one

Value = TypeVar("Value")


def to_tree(value: object) -> Any:
    """Plain JSON values of a frozen dataclass: enums by value, decimals and dates as text."""
    if is_dataclass(value):
        return {each.name: to_tree(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, Mapping):
        return {str(to_tree(key)): to_tree(item) for key, item in value.items()}
    if isinstance(value, (tuple, list)):
        return [to_tree(item) for item in value]
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")  # 4.50 and 4.5 are the same hours, so the same text
    if isinstance(value, date):
        return value.isoformat()
    return value


def canonical_bytes(value: object, schema: int = SCHEMA) -> bytes:
    """The tree as UTF-8: sorted keys, no spaces, the schema version inside."""
    tree = {"schema": schema, "value": to_tree(value)}
    return json.dumps(tree, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def control_number(canonical: bytes) -> str:
    """The controlegetal: the first 16 hex digits of SHA-256, printed in groups of four."""
    return hashlib.sha256(canonical).hexdigest()[:16]


def spaced(control: str) -> str:
    """The controlegetal as it is printed: "ab10 4053 661a c058"."""
    return " ".join(control[start : start + 4] for start in range(0, len(control), 4))


def from_canonical(kind: type[Value], canonical: bytes) -> Value:
    """The value of a canonical tree; fields a newer program added get their default.

    Raises ValueError for a tree of a newer schema and for a tree that is not of this kind.
    """
    tree = json.loads(canonical)
    if not isinstance(tree, dict) or tree.get("schema") not in range(1, SCHEMA + 1):
        raise ValueError("schema")
    try:
        built: Value = _build(kind, tree["value"])
    except (KeyError, TypeError, AttributeError, ArithmeticError) as error:
        raise ValueError("tree") from error
    return built


def _build(kind: Any, tree: Any) -> Any:
    if isinstance(kind, type) and is_dataclass(kind):
        hints = get_type_hints(kind)
        known = {each.name for each in fields(kind)}
        return kind(**{name: _build(hints[name], item) for name, item in tree.items() if name in known})
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        inner = next(each for each in arguments if each is not type(None))
        return None if tree is None else _build(inner, tree)
    if origin is tuple:
        return tuple(_build(arguments[0], item) for item in tree)
    if origin is not None and issubclass(origin, Mapping):
        return {_build(arguments[0], key): _build(arguments[1], item) for key, item in tree.items()}
    if kind is date:
        return date.fromisoformat(tree)
    if kind is Decimal or issubclass(kind, StrEnum):
        return kind(tree)
    return tree
