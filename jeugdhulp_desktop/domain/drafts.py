"""What was typed and is in no record yet, and where what is offered differs from what is stored."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

PLACE = "place"  # the form of where one was; it is kept as a draft and is none
_WHO = ("id", "version")  # which record and which state of it: no text


@dataclass(frozen=True)
class KeptDraft:
    """What stood in one form. ``record_id`` is None for a new record; ``kept_at`` is in UTC.

    ``base_version`` is the version of the record that was being edited: when the record has another one by
    now, somebody saved it meanwhile, and the draft is offered instead of put back.
    """

    form: str
    record_id: int | None
    base_version: int
    kept_at: datetime
    content: Mapping[str, Any] = field(default_factory=dict)  # JSON values; the form knows which


def same_content(one: Any, other: Any) -> bool:
    """Whether two trees of a record say the same, whichever version of it they are."""
    return bool(_without_version(one) == _without_version(other))


def other_texts(typed: Any, stored: Any) -> list[str]:
    """The texts of one tree that do not stand in the other, in their order: what would be lost."""
    known = set(_texts(stored))
    return list(dict.fromkeys(text for text in _texts(typed) if text not in known))


def _without_version(tree: Any) -> Any:
    return {name: each for name, each in tree.items() if name not in _WHO} if isinstance(tree, dict) else tree


def _texts(tree: Any) -> Iterator[str]:
    if isinstance(tree, str) and tree.strip():
        yield tree
    elif isinstance(tree, dict):
        for each in tree.values():
            yield from _texts(each)
    elif isinstance(tree, list):
        for each in tree:
            yield from _texts(each)
