"""Pupils as a picking list: found by typing, added by hand when the file does not have them yet."""

from jeugdhulp_desktop.domain.errors import NotValid
from jeugdhulp_desktop.domain.problems import Problem, blocking
from jeugdhulp_desktop.domain.pupils import Pupil, PupilDraft, PupilLine, check_pupil
from jeugdhulp_desktop.services.changes import Change, Changes
from jeugdhulp_desktop.services.cleaning import cleaned
from jeugdhulp_desktop.services.clock import Clock, local_today
from jeugdhulp_desktop.storage.audit import Action
from jeugdhulp_desktop.storage.engine import Database
from jeugdhulp_desktop.storage.pupil_queries import (
    PUPIL,
    count_pupils,
    load_pupil,
    search_pupils,
    store_pupil,
)


class PupilService:
    """The picking list of one vault."""

    def __init__(self, database: Database, changes: Changes, clock: Clock) -> None:
        self._database = database
        self._changes = changes
        self._clock = clock

    def search(self, words: str, *, school_id: int | None = None, limit: int = 50) -> list[PupilLine]:
        """Pupils by the beginnings of words of name and group, with their open case if any."""
        with self._database.read() as connection:
            return search_pupils(connection, words, school_id=school_id, limit=limit)

    def load(self, pupil_id: int) -> Pupil:
        """One pupil; NotFound when gone."""
        with self._database.read() as connection:
            return load_pupil(connection, pupil_id)

    def check(self, draft: PupilDraft) -> list[Problem]:
        """What is wrong or missing; a number that may be a BSN blocks (V18)."""
        return check_pupil(cleaned(draft), today=local_today(self._clock))

    def save(self, draft: PupilDraft) -> int:
        """Keep a pupil; the id. NotValid, ChangedElsewhere, NotFound."""
        draft = cleaned(draft)
        if problems := blocking(check_pupil(draft, today=local_today(self._clock))):
            raise NotValid(problems)
        with self._database.write(Action.SAVE_PUPIL, PUPIL, draft.id) as connection:
            pupil_id = store_pupil(connection, draft)
        self._changes.announce(Change.PUPILS, Change.CASES)  # the list of cases shows name and group
        return pupil_id

    def count(self, school_id: int | None = None) -> int:
        """How many pupils there are, of one school or of all."""
        with self._database.read() as connection:
            return count_pupils(connection, school_id)
