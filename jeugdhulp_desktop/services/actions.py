"""Actions: one list of all, to tick off and to print."""

from datetime import date

from jeugdhulp_desktop.domain.actions import ActionDraft, ActionFilter, ActionLine, check_action
from jeugdhulp_desktop.domain.bins import BinKind
from jeugdhulp_desktop.domain.errors import NotValid
from jeugdhulp_desktop.domain.problems import Problem, blocking
from jeugdhulp_desktop.services.bin_keeping import keep_in_bin
from jeugdhulp_desktop.services.changes import Change, Changes
from jeugdhulp_desktop.services.cleaning import cleaned
from jeugdhulp_desktop.services.clock import Clock, local_today
from jeugdhulp_desktop.storage.action_queries import (
    ACTION,
    delete_action,
    load_action,
    load_action_lines,
    set_action_done,
    store_action,
)
from jeugdhulp_desktop.storage.audit import Action
from jeugdhulp_desktop.storage.engine import Database
from jeugdhulp_desktop.storage.setting_queries import load_settings


class ActionService:
    """The actions of one vault."""

    def __init__(self, database: Database, changes: Changes, clock: Clock) -> None:
        self._database = database
        self._changes = changes
        self._clock = clock

    def lines(self, wanted: ActionFilter) -> list[ActionLine]:
        """Actions by date, those without one behind; done ones with the newest first."""
        with self._database.read() as connection:
            return load_action_lines(connection, wanted, today=self._today())

    def load(self, action_id: int) -> ActionDraft:
        """An action to edit; NotFound when it is gone."""
        with self._database.read() as connection:
            return load_action(connection, action_id)

    def check(self, draft: ActionDraft) -> list[Problem]:
        """What is wrong with it."""
        return check_action(cleaned(draft))

    def save(self, draft: ActionDraft) -> int:
        """Keep an action; its id. NotValid, ChangedElsewhere, NotFound."""
        draft = cleaned(draft)
        if problems := blocking(check_action(draft)):
            raise NotValid(problems)
        with self._database.write(Action.SAVE_ACTION, ACTION, draft.id) as connection:
            action_id = store_action(connection, draft)
        self._changes.announce(Change.ACTIONS)
        return action_id

    def set_done(self, action_id: int, version: int, done: bool) -> None:
        """Done today, or open again. ChangedElsewhere, NotFound."""
        with self._database.write(Action.SAVE_ACTION, ACTION, action_id) as connection:
            set_action_done(connection, action_id, version, self._today() if done else None)
        self._changes.announce(Change.ACTIONS)

    def delete(self, action_id: int) -> None:
        """Throw an action into the bin; NotFound when it is gone already."""
        with self._database.write(Action.DELETE_ACTION, ACTION, action_id) as connection:
            delete_action(connection, action_id)
            keep_in_bin(connection, BinKind.ACTION, action_id, clock=self._clock, who=self._database.who)
        self._changes.announce(Change.ACTIONS, Change.BIN)

    def sheet(self, wanted: ActionFilter, *, initials: bool) -> bytes:
        """The list as a PDF to print, noted in the audit trail; ``initials`` shows no names (F53)."""
        from jeugdhulp_desktop.reports.action_list_pdf import ActionList, render

        with self._database.read() as connection:
            user = load_settings(connection).user_name
            lines = load_action_lines(connection, wanted, today=self._today(), me=user or "ik")
        pdf = render(ActionList(tuple(lines), wanted.kind, self._today(), user, initials))
        with self._database.write(Action.PRINT_DOCUMENT, ACTION):
            pass  # the audit line is the write: a list with pupils left the vault
        return pdf

    def _today(self) -> date:
        return local_today(self._clock)
