"""What the sheet of an evaluation gives to the drafts of the vault, and takes back.

Each answer and each field that is left is saved; the draft holds what is being typed just then.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from jeugdhulp_desktop.domain.evaluations import Realised
from jeugdhulp_desktop.ui.draft_content import UNREAD, focus_in, form_fields, give_focus
from jeugdhulp_desktop.ui.draft_ways import evaluation_form
from jeugdhulp_desktop.ui.drafts import VALUE, DraftKey
from jeugdhulp_desktop.ui.evaluations.line_row import LineRow
from jeugdhulp_desktop.ui.widgets.form import Form

if TYPE_CHECKING:
    from jeugdhulp_desktop.ui.evaluations.view import EvaluationView

_ANSWER, _TEXTS = "answer", "texts"


class EvaluationDrafting:
    """One evaluation, as ``Drafted``; found by school, year and moment, since a new one has no id."""

    def __init__(self, view: "EvaluationView") -> None:
        self._view = view

    def draft_key(self) -> DraftKey:
        """Which evaluation it is; one that was finished takes no text."""
        here = self._view.evaluation
        form = evaluation_form(here.school_id, here.school_year, here.moment)
        return DraftKey(form, None, here.version, takes=not here.finished)

    def edited(self) -> bool:
        """Whether something in it is not in the vault."""
        return self._view.edited()

    def draft_content(self) -> dict[str, Any]:
        """The texts as they were typed, by field, and the answer of each line."""
        sheet = self._view.sheet
        lines = {row.key: _typed(row) for row in sheet.rows}
        loose = {name: form.captured() for name, form in self._forms().items()}
        return {VALUE: {"value": {"lines": lines, **loose}}, UNREAD: {}} | focus_in(self._fields())

    def take_draft(self, content: Mapping[str, Any]) -> None:
        """Show what was typed before; it is saved when its field is left."""
        value = content[VALUE]["value"]
        for name, form in self._forms().items():
            form.restore(value[name])
        for row in self._view.sheet.rows:
            typed = value["lines"].get(row.key)
            if typed is not None:
                row.take_typed(Realised(typed[_ANSWER]) if typed[_ANSWER] else None, typed[_TEXTS])
        self._view.show_typed()
        give_focus(self._fields(), content)

    def _forms(self) -> dict[str, Form]:
        sheet = self._view.sheet
        return {"meeting": sheet.meeting, "learnt": sheet.learnt.form, "effects": sheet.learnt.effects}

    def _fields(self) -> dict[str, QWidget]:
        forms = dict(self._forms())
        forms |= {f"lines[{row.key}]": row.form for row in self._view.sheet.rows if row.form is not None}
        return {
            f"{place}.{name}": field
            for place, form in forms.items()
            for name, field in form_fields(form).items()
        }


def _typed(row: LineRow) -> dict[str, Any]:
    answer = row.line().answer
    return {
        _ANSWER: answer.value if answer is not None else None,
        _TEXTS: row.form.captured() if row.form is not None else {},
    }
