"""Contact moments: the time line of a case, and the quick note."""

from datetime import date

from jeugdhulp_desktop.domain.bins import BinKind
from jeugdhulp_desktop.domain.contacts import ContactDraft, ContactLine, check_contact
from jeugdhulp_desktop.domain.errors import NotValid
from jeugdhulp_desktop.domain.problems import Problem, blocking
from jeugdhulp_desktop.services.bin_keeping import keep_in_bin
from jeugdhulp_desktop.services.changes import Change, Changes
from jeugdhulp_desktop.services.cleaning import cleaned
from jeugdhulp_desktop.services.clock import Clock, local_today
from jeugdhulp_desktop.storage.audit import Action
from jeugdhulp_desktop.storage.contact_queries import (
    CONTACT,
    delete_contact,
    load_contact,
    load_timeline,
    store_contact,
)
from jeugdhulp_desktop.storage.engine import Database


class ContactService:
    """The contact moments of one vault."""

    def __init__(self, database: Database, changes: Changes, clock: Clock) -> None:
        self._database = database
        self._changes = changes
        self._clock = clock

    def timeline(self, case_id: int) -> list[ContactLine]:
        """The contact moments of a case, the newest first."""
        with self._database.read() as connection:
            return load_timeline(connection, case_id)

    def load(self, contact_id: int) -> ContactDraft:
        """A contact moment to edit; NotFound when it is gone."""
        with self._database.read() as connection:
            return load_contact(connection, contact_id)

    def check(self, draft: ContactDraft) -> list[Problem]:
        """What is wrong with it; V18 asks "weghalen / is geen BSN" until that is answered."""
        return check_contact(cleaned(draft), today=self._today())

    def save(self, draft: ContactDraft) -> int:
        """Keep a contact moment; its id. NotValid, ChangedElsewhere, NotFound."""
        draft = cleaned(draft)
        if problems := blocking(check_contact(draft, today=self._today())):
            raise NotValid(problems)
        with self._database.write(Action.SAVE_CONTACT, CONTACT, draft.id) as connection:
            contact_id = store_contact(connection, draft)
        self._changes.announce(Change.CONTACTS, Change.CASES)  # the list of cases shows the last contact
        return contact_id

    def delete(self, contact_id: int) -> None:
        """Throw a contact moment into the bin; NotFound when it is gone already."""
        with self._database.write(Action.DELETE_CONTACT, CONTACT, contact_id) as connection:
            delete_contact(connection, contact_id)
            keep_in_bin(connection, BinKind.CONTACT, contact_id, clock=self._clock, who=self._database.who)
        self._changes.announce(Change.CONTACTS, Change.CASES, Change.BIN)

    def _today(self) -> date:
        return local_today(self._clock)
