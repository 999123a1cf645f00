"""The sociale kaart: organisations, the people who work there, and which of them come to school."""

from jeugdhulp_desktop.domain.errors import NotValid
from jeugdhulp_desktop.domain.problems import Problem, blocking, problem
from jeugdhulp_desktop.domain.relations import (
    PartyDraft,
    PartyLine,
    PersonDraft,
    PersonLine,
    check_party,
    check_person,
)
from jeugdhulp_desktop.services.changes import Change, Changes
from jeugdhulp_desktop.services.cleaning import cleaned
from jeugdhulp_desktop.services.clock import Clock, local_today
from jeugdhulp_desktop.storage.audit import Action
from jeugdhulp_desktop.storage.engine import Database
from jeugdhulp_desktop.storage.relation_queries import (
    PARTY,
    PERSON,
    delete_party,
    delete_person,
    load_party,
    load_party_lines,
    load_person,
    load_person_lines,
    party_in_use,
    person_in_use,
    store_party,
    store_person,
)


class RelationService:
    """Parties and people of one vault."""

    def __init__(self, database: Database, changes: Changes, clock: Clock) -> None:
        self._database = database
        self._changes = changes
        self._clock = clock

    def parties(self, words: str = "") -> list[PartyLine]:
        """Organisations in the Dutch order, found by the beginnings of words."""
        with self._database.read() as connection:
            return load_party_lines(connection, words)

    def people(
        self,
        words: str = "",
        *,
        workers_only: bool = False,
        active_only: bool = False,
        party_id: int | None = None,
        school_id: int | None = None,
    ) -> list[PersonLine]:
        """People by name, function or organisation; ``active_only`` as of today."""
        with self._database.read() as connection:
            return load_person_lines(
                connection,
                local_today(self._clock),
                words,
                workers_only=workers_only,
                active_only=active_only,
                party_id=party_id,
                school_id=school_id,
            )

    def workers(self) -> list[PersonLine]:
        """The workers JMW, JW and JP who are active today."""
        return self.people(workers_only=True, active_only=True)

    def load_party(self, party_id: int) -> PartyDraft:
        """An organisation to edit; NotFound when it is gone."""
        with self._database.read() as connection:
            return load_party(connection, party_id)

    def check_party(self, draft: PartyDraft) -> list[Problem]:
        """What is wrong with an organisation."""
        return check_party(cleaned(draft))

    def save_party(self, draft: PartyDraft) -> int:
        """Keep an organisation; its id. NotValid, ChangedElsewhere, NotFound."""
        draft = cleaned(draft)
        if problems := blocking(check_party(draft)):
            raise NotValid(problems)
        with self._database.write(Action.SAVE_PARTY, PARTY, draft.id) as connection:
            party_id = store_party(connection, draft)
        self._changes.announce(Change.RELATIONS)
        return party_id

    def delete_party(self, party_id: int) -> None:
        """Remove an organisation nobody belongs to; NotValid("in-use") otherwise."""
        with self._database.write(Action.DELETE_PARTY, PARTY, party_id) as connection:
            if party_in_use(connection, party_id):
                raise NotValid([problem("id", "in-use")])
            delete_party(connection, party_id)
        self._changes.announce(Change.RELATIONS)

    def load_person(self, person_id: int) -> PersonDraft:
        """A person to edit; NotFound when gone."""
        with self._database.read() as connection:
            return load_person(connection, person_id)

    def check_person(self, draft: PersonDraft) -> list[Problem]:
        """What is wrong with a person."""
        return check_person(cleaned(draft))

    def save_person(self, draft: PersonDraft) -> int:
        """Keep a person; the id. NotValid, ChangedElsewhere, NotFound."""
        draft = cleaned(draft)
        if problems := blocking(check_person(draft)):
            raise NotValid(problems)
        with self._database.write(Action.SAVE_PERSON, PERSON, draft.id) as connection:
            person_id = store_person(connection, draft)
        self._changes.announce(Change.RELATIONS)
        return person_id

    def delete_person(self, person_id: int) -> None:
        """Remove a person nothing names; NotValid("in-use") while a case, action or agreement does."""
        with self._database.write(Action.DELETE_PERSON, PERSON, person_id) as connection:
            if person_in_use(connection, person_id):
                raise NotValid([problem("id", "in-use")])
            delete_person(connection, person_id)
        self._changes.announce(Change.RELATIONS)
