"""What an editor gives to its draft: its value as a tree, what is no value yet, where the keyboard was."""

import json
from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any, TypeVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from jeugdhulp_desktop.domain.canonical import canonical_bytes, from_canonical
from jeugdhulp_desktop.ui.drafts import CURSOR, FOCUS, VALUE
from jeugdhulp_desktop.ui.widgets.form import Form, put_typed_text, typed_text

Value = TypeVar("Value")

UNREAD = "unread"  # fields that hold what is no value ("32-13"), by name, as it was typed


def content_of(value: object, fields: Mapping[str, QWidget], unread: Iterable[str]) -> dict[str, Any]:
    """The content of a draft: ``unread`` are the names of the fields that hold what is no value."""
    content: dict[str, Any] = {
        VALUE: json.loads(canonical_bytes(value)),
        UNREAD: {name: typed_text(fields[name]) for name in unread},
    }
    return content | focus_in(fields)


def value_in(kind: type[Value], content: Mapping[str, Any]) -> Value:
    """The value that ``content_of`` got."""
    return from_canonical(kind, json.dumps(content[VALUE]).encode())


def put_unread(fields: Mapping[str, QWidget], content: Mapping[str, Any]) -> None:
    """Put back what is no value, and the keyboard where it was."""
    for name, text in content[UNREAD].items():
        if name in fields:
            put_typed_text(fields[name], text)
    give_focus(fields, content)


def focus_in(fields: Mapping[str, QWidget]) -> dict[str, Any]:
    """For a content: which of these fields has the keyboard, and where in its text; empty when none has."""
    for name, field in fields.items():
        focused = _focused(field)
        if focused is not None:
            return {FOCUS: name, CURSOR: _cursor(focused)}
    return {}


def give_focus(fields: Mapping[str, QWidget], content: Mapping[str, Any]) -> None:
    """Put the keyboard where ``focus_in`` found it."""
    focused = fields.get(content.get(FOCUS, ""))
    if focused is not None:
        # One turn later: who opens the editor puts the keyboard where one begins.
        QTimer.singleShot(0, focused, partial(_begin_at, focused, content[CURSOR]))


def form_fields(form: Form) -> dict[str, QWidget]:
    """The fields of a form, by name."""
    return {name: row.field for name, row in form.rows.items()}


def form_unread(form: Form) -> list[str]:
    """The names of the fields of a form that hold what is no value."""
    return [name for name, row in form.rows.items() if getattr(row.field, "own_problem", str)()]


def _focused(field: QWidget) -> QWidget | None:
    """What has the keyboard in a field: itself or a part of it."""
    inside = field.window().focusWidget()
    return inside if inside is not None and (inside is field or field.isAncestorOf(inside)) else None


def _cursor(field: QWidget) -> int:
    if isinstance(field, QLineEdit):
        return field.cursorPosition()
    return field.textCursor().position() if isinstance(field, (QTextEdit, QPlainTextEdit)) else 0


def _begin_at(field: QWidget, at: int) -> None:
    field.setFocus(Qt.FocusReason.OtherFocusReason)  # with any other reason a field selects what stands in it
    if isinstance(field, QLineEdit):
        field.setCursorPosition(at)
    elif isinstance(field, (QTextEdit, QPlainTextEdit)):
        cursor = field.textCursor()
        cursor.setPosition(min(at, len(field.toPlainText())))
        field.setTextCursor(cursor)
