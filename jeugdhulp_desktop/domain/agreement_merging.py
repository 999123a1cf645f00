"""What was typed in one window, put on the newest that another window stored (F38).

Field by field, so that two people who worked on different lines both keep their work. Where both changed the
same field, what was typed here stands on the screen, to look over before it is saved.
"""

from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Any

from jeugdhulp_desktop.domain.agreements import Agreement, new_key

_OF_THE_ROW = ("id", "version", "number", "status", "school", "frozen_control")  # always as stored newest


def with_changes(newest: Agreement, loaded: Agreement, typed: Agreement) -> Agreement:
    """The newest agreement with everything that was typed since ``loaded`` put on top."""
    merged: Agreement = _merged(newest, loaded, _with_free_keys(newest, loaded, typed))
    return replace(merged, **{name: getattr(newest, name) for name in _OF_THE_ROW})


def _with_free_keys(newest: Agreement, loaded: Agreement, typed: Agreement) -> Agreement:
    """Themes that were made here, under keys no other window used; what names such a theme goes along."""
    before = {theme.key for theme in loaded.themes}
    taken = [theme.key for theme in (*newest.themes, *typed.themes)]
    others = {theme.key for theme in newest.themes} - before
    moved: dict[str, str] = {}
    for theme in typed.themes:
        if theme.key in others and theme.key not in before and theme not in newest.themes:
            moved[theme.key] = new_key([*taken, *moved.values()], theme.key[:1])
    if not moved:
        return typed
    return replace(
        typed,
        themes=tuple(replace(each, key=moved.get(each.key, each.key)) for each in typed.themes),
        offers=tuple(
            replace(each, theme_keys=tuple(moved.get(key, key) for key in each.theme_keys))
            for each in typed.offers
        ),
    )


def _merged(newest: Any, loaded: Any, typed: Any) -> Any:
    if typed in (loaded, newest):
        return newest
    if newest == loaded:
        return typed
    if isinstance(newest, tuple):
        return _merged_rows(newest, loaded, typed)
    if isinstance(newest, Mapping):
        return _merged_answers(newest, loaded, typed)
    if is_dataclass(newest) and not isinstance(newest, type):
        parts = {
            each.name: _merged(*(getattr(value, each.name) for value in (newest, loaded, typed)))
            for each in fields(newest)
        }
        return replace(newest, **parts)
    return typed


def _merged_rows(newest: Sequence[Any], loaded: Sequence[Any], typed: Sequence[Any]) -> tuple[Any, ...]:
    """Rows with a key of their own meet by it; others by their place, when no row came or went."""
    if any(hasattr(row, "key") for row in (*newest, *typed)):
        here, before = ({row.key: row for row in rows} for rows in (typed, loaded))
        kept = [
            _merged(row, before[row.key], here[row.key]) if row.key in here and row.key in before else row
            for row in newest
            if row.key in here or row.key not in before  # taken away here: gone
        ]
        for row in typed:
            if row.key not in before:  # made here; another window may have used its key meanwhile
                taken = [each.key for each in kept]
                key = new_key(taken, row.key[:1]) if row.key in taken else row.key
                kept.append(replace(row, key=key))
        return tuple(kept)
    if len(newest) == len(loaded) == len(typed):
        return tuple(map(_merged, newest, loaded, typed))
    return tuple(typed)


def _merged_answers(
    newest: Mapping[Any, Any], loaded: Mapping[Any, Any], typed: Mapping[Any, Any]
) -> Mapping[Any, Any]:
    names = [*newest, *(name for name in typed if name not in newest)]
    answers = {name: _merged(newest.get(name), loaded.get(name), typed.get(name)) for name in names}
    return {name: answer for name, answer in answers.items() if answer is not None}
