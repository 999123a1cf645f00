"""Texts as they are kept: every text of a draft is cleaned on its way in, wherever it was typed or pasted."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import TypeVar

from jeugdhulp_desktop.domain.text import clean

Value = TypeVar("Value")


def cleaned(value: Value) -> Value:
    """The same value with each text in it as ``domain.text.clean`` keeps it (F33).

    Walks frozen dataclasses, tuples and mappings; what holds nothing to clean is given back as it is, so that
    a draft still equals itself.
    """
    if isinstance(value, Enum):
        return value
    if isinstance(value, str):
        return clean(value)  # type: ignore[return-value]
    if isinstance(value, tuple):
        parts = tuple(cleaned(part) for part in value)
        return value if parts == value else parts  # type: ignore[return-value]
    if isinstance(value, Mapping):
        return {cleaned(key): cleaned(part) for key, part in value.items()}  # type: ignore[return-value]
    if is_dataclass(value) and not isinstance(value, type):
        changed = {
            each.name: new
            for each in fields(value)
            if each.init and (new := cleaned(getattr(value, each.name))) != getattr(value, each.name)
        }
        return replace(value, **changed) if changed else value
    return value
