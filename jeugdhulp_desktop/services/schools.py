"""Schools: many a vault, one of them "mijn school" (domain.md 6.6 no. 1)."""

from jeugdhulp_desktop.domain.errors import NotValid
from jeugdhulp_desktop.domain.problems import Problem, blocking, problem
from jeugdhulp_desktop.domain.schools import SchoolDraft, SchoolLine, check_school
from jeugdhulp_desktop.services.changes import Change, Changes
from jeugdhulp_desktop.services.cleaning import cleaned
from jeugdhulp_desktop.storage.audit import Action
from jeugdhulp_desktop.storage.engine import Database
from jeugdhulp_desktop.storage.school_queries import (
    SCHOOL,
    delete_school,
    find_my_school,
    load_school,
    load_school_lines,
    school_in_use,
    store_school,
)


class SchoolService:
    """The schools of one vault."""

    def __init__(self, database: Database, changes: Changes) -> None:
        self._database = database
        self._changes = changes

    def lines(self) -> list[SchoolLine]:
        """Every school: mine first, then in the Dutch order."""
        with self._database.read() as connection:
            return load_school_lines(connection)

    def mine(self) -> SchoolDraft | None:
        """My school, when one was chosen."""
        with self._database.read() as connection:
            school_id = find_my_school(connection)
            return None if school_id is None else load_school(connection, school_id)

    def load(self, school_id: int) -> SchoolDraft:
        """A school to edit; NotFound when it is gone."""
        with self._database.read() as connection:
            return load_school(connection, school_id)

    def check(self, draft: SchoolDraft) -> list[Problem]:
        """What is wrong or missing."""
        return check_school(cleaned(draft))

    def save(self, draft: SchoolDraft) -> int:
        """Keep a school; its id. NotValid, ChangedElsewhere, NotFound."""
        draft = cleaned(draft)
        if problems := blocking(check_school(draft)):
            raise NotValid(problems)
        with self._database.write(Action.SAVE_SCHOOL, SCHOOL, draft.id) as connection:
            school_id = store_school(connection, draft)
        self._changes.announce(Change.SCHOOLS)
        return school_id

    def delete(self, school_id: int) -> None:
        """Remove a school nothing belongs to; NotValid("in-use") otherwise."""
        with self._database.write(Action.DELETE_SCHOOL, SCHOOL, school_id) as connection:
            if school_in_use(connection, school_id):
                raise NotValid([problem("id", "in-use")])
            delete_school(connection, school_id)
        self._changes.announce(Change.SCHOOLS)
