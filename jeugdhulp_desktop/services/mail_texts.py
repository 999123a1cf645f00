"""Texts for the clipboard: invitations and lists of actions, looked through for names of pupils."""

from dataclasses import replace

from sqlalchemy import Connection

from jeugdhulp_desktop.domain.actions import ActionFilter
from jeugdhulp_desktop.domain.agreement_texts import names_in
from jeugdhulp_desktop.domain.invitations import (
    CopiedText,
    Invitation,
    action_list_text,
    invitation_text,
)
from jeugdhulp_desktop.services.agreements.papers import build_document
from jeugdhulp_desktop.services.clock import Clock, local_today
from jeugdhulp_desktop.storage.action_queries import ACTION, load_action_lines
from jeugdhulp_desktop.storage.agreement_queries import SUBJECT, load_agreement
from jeugdhulp_desktop.storage.audit import Action
from jeugdhulp_desktop.storage.case_queries import load_full_names
from jeugdhulp_desktop.storage.engine import Database
from jeugdhulp_desktop.storage.setting_queries import load_settings


class MailTextService:
    """Makes the texts; sends nothing."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def invitation(self, agreement_id: int, wanted: Invitation) -> CopiedText:
        """An invitation to talk about an agreement. NotFound, DamagedDatabase."""
        with self._database.read() as connection:
            agreement = build_document(connection, load_agreement(connection, agreement_id)).agreement
            return _looked_at(connection, invitation_text(agreement, wanted))

    def action_list(self, wanted: ActionFilter, title: str, *, initials: bool) -> CopiedText:
        """The actions of a filter, as they would be printed."""
        today = local_today(self._clock)
        with self._database.read() as connection:
            me = load_settings(connection).user_name or "ik"
            lines = load_action_lines(connection, wanted, today=today, me=me)
            return _looked_at(connection, action_list_text(lines, title, initials=initials))

    def has_names(self, text: str) -> bool:
        """Whether the full name of a pupil with a case stands in a text that was changed by hand."""
        with self._database.read() as connection:
            return bool(names_in([("text", text)], load_full_names(connection)))

    def note_copied(self, agreement_id: int | None = None) -> None:
        """The text went to the clipboard: one line in the audit trail (6.6 no. 6)."""
        subject = SUBJECT if agreement_id is not None else ACTION
        with self._database.write(Action.COPY_TEXT, subject, agreement_id):
            pass  # the audit line is all there is to keep


def _looked_at(connection: Connection, made: CopiedText) -> CopiedText:
    found = names_in([("text", made.text)], load_full_names(connection))
    return replace(made, names=bool(found))
