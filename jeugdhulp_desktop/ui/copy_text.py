"""A text for a mail: filled in, seen and changed first, then copied; never with a pupil's name unasked."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from jeugdhulp_desktop.domain.actions import ActionFilter
from jeugdhulp_desktop.domain.drafts import KeptDraft
from jeugdhulp_desktop.domain.errors import WorldError
from jeugdhulp_desktop.domain.invitations import CopiedText, Invitation, InvitationKind
from jeugdhulp_desktop.ui import clipboard, dialogs
from jeugdhulp_desktop.ui.pages import Page
from jeugdhulp_desktop.ui.sentences import sentence
from jeugdhulp_desktop.ui.typed_fields import ABOUT, keep_dialog
from jeugdhulp_desktop.ui.widgets.fields import ChoiceField, DateField, TextArea, TextField
from jeugdhulp_desktop.ui.widgets.form import Form
from jeugdhulp_desktop.ui.widgets.labels import TextBlock
from jeugdhulp_desktop.ui.widgets.messages import Message

if TYPE_CHECKING:
    from jeugdhulp_desktop.services.session import Session

INVITATION, MAIL_TEXT = "invitation", "mail-text"  # names of the dialogs in the drafts of the vault
COPY, COPY_ANYWAY = "Kopiëren", "Toch kopiëren"
_KINDS = [(each, each.value[0].upper() + each.value[1:]) for each in InvitationKind]
_WARNING = (
    "In deze tekst staat de naam van een leerling. Op het klembord kan elk programma hem lezen, en in een "
    "e-mail staat hij buiten de kluis. Haal de naam weg of schrijf initialen."
)


class InvitationDialog(dialogs.FormDialog):
    """When, where and for what; the rest of the text comes from the agreement."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent, "Uitnodiging voor een e-mail", "Tekst maken")
        form = self.form = Form()
        form.add("kind", "&Waarvoor", ChoiceField(_KINDS))
        with form.side_by_side():
            form.add("day", "&Dag", DateField(), optional=True)
            form.add("time", "&Tijd", TextField("bijvoorbeeld 14.00-15.30", longest=40), optional=True)
        form.add("place", "&Plaats", TextField(longest=120), optional=True)
        form.add("reply_before", "&Laten weten vóór", DateField(), optional=True)
        self.content.addWidget(form)

    def value(self) -> Invitation:
        """What was filled in."""
        values = self.form.values()
        return Invitation(
            values["kind"], values["day"], values["time"], values["place"], values["reply_before"]
        )

    def check(self) -> bool:
        return self.form.validate()


class TextDialog(dialogs.FormDialog):
    """The text as it will be copied; it can be changed here first."""

    def __init__(self, parent: QWidget | None, made: CopiedText) -> None:
        super().__init__(parent, "Tekst om te kopiëren", COPY, width=720)
        form = self.form = Form()
        form.add("subject", "&Onderwerp", TextField(longest=200), optional=True)
        area = TextArea(lines=16)
        form.add("text", "&Tekst", area)
        form.set_values({"subject": made.subject, "text": made.text})
        self.content.addWidget(form)
        words = "Dit programma verstuurt niets. Plak de tekst zelf in je e-mail."
        self.content.addWidget(TextBlock(words, "caption", "text2"))

    def value(self) -> str:
        """The text that is copied; the subject is for reading only."""
        return str(self.form.values()["text"])


class TextCopier:
    """Makes a text on the worker, shows it, and copies what the user agreed to."""

    def __init__(self, page: Page, session: "Session") -> None:
        self._page, self._session = page, session

    def invitation(self, agreement_id: int) -> None:
        """Ask what for, then show the invitation."""
        dialog = InvitationDialog(self._page)
        keep_dialog(self._page.context.drafts, dialog, INVITATION, agreement_id)
        if dialogs.run_form(dialog):
            wanted, make = dialog.value(), self._session.mail_texts.invitation
            self._make(lambda: make(agreement_id, wanted), agreement_id)

    def action_list(self, wanted: ActionFilter, title: str, agreement_id: int | None = None) -> None:
        """The open actions; outside privacy mode it is asked whether pupils are named (F53)."""
        initials = self._page.context.privacy.on
        if not initials and agreement_id is None:
            text = "De lijst noemt leerlingen. Met initialen blijft de naam in de kluis."
            verb = dialogs.ask(self._page, "Actielijst kopiëren", text, ["Met initialen", "Met namen"])
            if verb is None:
                return
            initials = verb == "Met initialen"
        make = self._session.mail_texts.action_list
        self._make(lambda: make(wanted, title, initials=initials), agreement_id)

    def _make(self, job: Callable[[], CopiedText], agreement_id: int | None) -> None:
        self._page.run(job, lambda made: self._show(made, agreement_id), self._refused)

    def open_again(self, draft: KeptDraft) -> None:
        """The text that was being changed; what the program made of it first goes along with it."""
        subject, text = draft.content[ABOUT]["made"]
        self._show(CopiedText(subject, text), draft.record_id)

    def _show(self, made: CopiedText, agreement_id: int | None) -> None:
        dialog = TextDialog(self._page, made)
        page = "actions" if agreement_id is None else "agreements"
        about = {"page": page, "made": [made.subject, made.text]}
        keep_dialog(self._page.context.drafts, dialog, MAIL_TEXT, agreement_id, about=about)
        if dialogs.run_form(dialog):
            text, names_in = dialog.value(), self._session.mail_texts.has_names
            self._page.run(lambda: names_in(text), partial(self._copy, text, agreement_id), self._refused)

    def _copy(self, text: str, agreement_id: int | None, names: bool) -> None:
        if names and dialogs.ask(self._page, "Er staat een naam in", _WARNING, [COPY_ANYWAY]) is None:
            return
        clipboard.put(text)
        note = self._session.mail_texts.note_copied
        self._page.run(lambda: note(agreement_id), lambda _none: None, self._refused)
        words = "De tekst staat op het klembord. Bij het vergrendelen wordt het klembord leeggemaakt."
        self._page.message.emit(Message(words, "ok", key="copied", passing=True))

    def _refused(self, error: WorldError) -> None:
        self._page.message.emit(Message(sentence(error), "bad", key="copied"))
