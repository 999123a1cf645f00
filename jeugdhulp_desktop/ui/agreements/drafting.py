"""What the editors of agreements and of requests give to the drafts of the vault, and take back.

Both hold one value, and sections with fields known by their path.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from jeugdhulp_desktop.domain.additions import Addition
from jeugdhulp_desktop.domain.agreements import Agreement
from jeugdhulp_desktop.ui.draft_content import content_of, put_unread, value_in
from jeugdhulp_desktop.ui.drafts import DraftKey

if TYPE_CHECKING:
    from jeugdhulp_desktop.ui.additions.editor import AdditionEditor
    from jeugdhulp_desktop.ui.agreements.editor import AgreementEditor
    from jeugdhulp_desktop.ui.agreements.section import EditorSection

AGREEMENT, ADDITION = "agreement", "addition"  # names of the forms in the drafts of the vault


class AgreementDrafting:
    """The editor of one agreement, as ``Drafted``."""

    def __init__(self, editor: "AgreementEditor") -> None:
        self._editor = editor

    def draft_key(self) -> DraftKey:
        """Which agreement it is; what is frozen takes no text."""
        stored = self._editor.agreement
        return DraftKey(AGREEMENT, stored.id, stored.version, takes=not stored.status.frozen)

    def edited(self) -> bool:
        """Whether something in it is not in the vault."""
        return self._editor.edited() and not self._editor.agreement.status.frozen

    def draft_content(self) -> dict[str, Any]:
        """The whole agreement as it stands on the screen."""
        editor = self._editor
        return content_of(editor.draft(), _fields(editor.sections), editor.own_problems())

    def take_draft(self, content: Mapping[str, Any]) -> None:
        """Show what was typed before, over what is stored."""
        editor, stored = self._editor, self._editor.agreement
        typed = value_in(Agreement, content)
        editor.show_draft(replace(typed, id=stored.id, version=stored.version, status=stored.status))
        put_unread(_fields(editor.sections), content)


class AdditionDrafting:
    """The editor of one request for additional deployment, as ``Drafted``."""

    def __init__(self, editor: "AdditionEditor") -> None:
        self._editor = editor

    def draft_key(self) -> DraftKey:
        """Which request it is; a decision that was taken meanwhile is not typed over."""
        stored = self._editor.addition
        return DraftKey(ADDITION, stored.id, stored.version)

    def edited(self) -> bool:
        """Whether something in it is not in the vault."""
        return self._editor.edited()

    def draft_content(self) -> dict[str, Any]:
        """The whole request as it stands on the screen."""
        editor = self._editor
        return content_of(editor.draft(), _fields(editor.parts), editor.own_problems())

    def take_draft(self, content: Mapping[str, Any]) -> None:
        """Show what was typed before, over what is stored."""
        editor, stored = self._editor, self._editor.addition
        typed = value_in(Addition, content)
        editor.show_draft(replace(typed, id=stored.id, version=stored.version, status=stored.status))
        put_unread(_fields(editor.parts), content)


def _fields(sections: "Sequence[EditorSection]") -> dict[str, QWidget]:
    return {path: field for section in sections for path, field in section.fields.items()}
