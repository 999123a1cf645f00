"""What a checklist gives to the drafts of the vault, and takes back.

Each answer and each text that is left is saved; the draft holds what is being typed, and what was refused.
"""

import json
import zlib
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from jeugdhulp_desktop.domain.checklists import Answer, Reply
from jeugdhulp_desktop.ui.draft_content import UNREAD, focus_in, form_fields, give_focus
from jeugdhulp_desktop.ui.drafts import VALUE, DraftKey
from jeugdhulp_desktop.ui.monitoring.question import QuestionRow
from jeugdhulp_desktop.ui.widgets.form import Form, put_typed_text, typed_text

if TYPE_CHECKING:
    from jeugdhulp_desktop.ui.monitoring.run_view import RunView

CHECKLIST = "checklist"  # name of the form in the drafts of the vault
_ANSWER, _TEXTS, _ACTION, _NEXT = "answer", "texts", "action", "next"


class RunDrafting:
    """One checklist, as ``Drafted``."""

    def __init__(self, view: "RunView") -> None:
        self._view = view

    def draft_key(self) -> DraftKey:
        """Which list it is. Its version is what the vault holds of its answers."""
        kept = [[key, _plain(reply)] for key, reply in sorted(self._view.stored.items())]
        version = zlib.crc32(json.dumps(kept, ensure_ascii=False).encode())
        return DraftKey(
            CHECKLIST, self._view.contents.run.id, version, takes=not self._view.contents.finished
        )

    def edited(self) -> bool:
        """Whether something in it is not in the vault."""
        return not self._view.contents.finished and (
            any(self._differs(row) for row in self._view.questions.rows) or self._view.questions.next_edited()
        )

    def draft_content(self) -> dict[str, Any]:
        """Of each question that differs from the vault: the answer, the texts and the action."""
        rows = {}
        for row in self._view.questions.rows:
            if self._differs(row):
                forms = _forms(row)
                rows[row.item.key] = {
                    _ANSWER: _plain(row.reply())[0],
                    _TEXTS: forms[_TEXTS].captured() if _TEXTS in forms else {},
                    _ACTION: forms[_ACTION].captured() if _ACTION in forms else {},
                }
        value: dict[str, Any] = {"rows": rows}
        if self._view.questions.next_edited():
            value[_NEXT] = typed_text(self._view.questions.next_day)
        return {VALUE: {"value": value}, UNREAD: {}} | focus_in(self._fields())

    def take_draft(self, content: Mapping[str, Any]) -> None:
        """Show what was typed before, saved when it is left; an answer that was refused is given again."""
        value = content[VALUE]["value"]
        for key, typed in value["rows"].items():
            row = self._view.questions.row(key)
            if row is not None:
                _take(row, typed)
        if _NEXT in value and self._view.questions.next_form is not None:
            put_typed_text(self._view.questions.next_day, value[_NEXT])
        give_focus(self._fields(), content)

    def _differs(self, row: QuestionRow) -> bool:
        stored = self._view.stored.get(row.item.key, Reply(row.item.key))
        forms = _forms(row)
        action = row.details.action if row.details is not None else None
        return _plain(row.reply()) != _plain(stored) or (
            _ACTION in forms and action is not None and action.fields.edited()
        )

    def _fields(self) -> dict[str, QWidget]:
        fields: dict[str, QWidget] = {}
        for row in self._view.questions.rows:
            for part, form in _forms(row).items():
                fields |= {f"{row.item.key}.{part}.{name}": each for name, each in form_fields(form).items()}
        if self._view.questions.next_form is not None:
            fields[_NEXT] = self._view.questions.next_day
        return fields


def _forms(row: QuestionRow) -> dict[str, Form]:
    """The forms under a question, as far as they were opened."""
    if row.details is None:
        return {}
    found: dict[str, Form] = {_TEXTS: row.details.form}
    if row.details.action is not None:
        found[_ACTION] = row.details.action.fields
    return found


def _take(row: QuestionRow, typed: Mapping[str, Any]) -> None:
    answer = Answer(typed[_ANSWER]) if typed[_ANSWER] else None
    if answer is not None and answer is not row.reply().answer:
        row.give(replace(row.reply(), answer=answer))
    if any(typed[_TEXTS].values()) or typed[_ACTION]:
        row.open_for_typing()
    forms = _forms(row)
    for part in (_TEXTS, _ACTION):
        if part in forms:
            forms[part].restore(dict(typed[part]))


def _plain(reply: Reply) -> list[Any]:
    answer = reply.answer.value if reply.answer is not None else None
    return [answer, reply.explanation, reply.evidence, reply.evidence_contact_id]
