"""What the fields of a case give to the drafts of the vault, and take back."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from jeugdhulp_desktop.domain.cases import CaseDraft
from jeugdhulp_desktop.ui.draft_content import content_of, form_fields, form_unread, put_unread, value_in
from jeugdhulp_desktop.ui.drafts import DraftKey

if TYPE_CHECKING:
    from jeugdhulp_desktop.ui.cases.case_page import CaseEditor
    from jeugdhulp_desktop.ui.pages import Page

CASE = "case"  # name of the form in the drafts of the vault
_PUPIL = "pupil"  # in a draft: the words of a pupil who was chosen


class CaseDrafting:
    """The form of one case, as ``Drafted``."""

    def __init__(self, editor: "CaseEditor", page: "Page") -> None:
        self._editor, self._page = editor, page

    def draft_key(self) -> DraftKey:
        """Which case it is."""
        draft = self._editor.form.draft()
        return DraftKey(CASE, draft.id, draft.version)

    def edited(self) -> bool:
        """Whether something in it is not in the vault."""
        return self._editor.form.edited()

    def draft_content(self) -> dict[str, Any]:
        """What stands in the fields, with the words of the pupil."""
        form = self._editor.form
        content = content_of(form.draft(), form_fields(form), form_unread(form))
        return content | {_PUPIL: form.pupil.text()}

    def take_draft(self, content: Mapping[str, Any]) -> None:
        """Put in the fields what was typed before."""
        form, here, typed = self._editor.form, self._editor.form.draft(), value_in(CaseDraft, content)
        form.fill(replace(typed, id=here.id, version=here.version, number=here.number))
        form.ask_again(here)
        if typed.pupil_id is not None and typed.pupil_id != here.pupil_id:
            form.pupil.set_person(typed.pupil_id, content[_PUPIL])
        put_unread(form_fields(form), content)
        self._editor.show_edited()
