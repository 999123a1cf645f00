"""Going over to a new school year: seen first, then carried out in one transaction after a proven backup.

Doing it again does nothing twice: an agreement of the new year is never copied over, groups that moved are
remembered, and actions hang where they hang.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import Connection

from jeugdhulp_desktop.domain.actions import ActionDraft
from jeugdhulp_desktop.domain.agreement_texts import tidied
from jeugdhulp_desktop.domain.agreements import Agreement
from jeugdhulp_desktop.domain.pupils import Pupil
from jeugdhulp_desktop.domain.rollovers import (
    HANDOVER,
    HANDOVER_WITHIN,
    CopyCounts,
    GroupPlan,
    GroupState,
    Move,
    MovedGroups,
    NextGroup,
    OpenCase,
    RolloverChoice,
    RolloverPlan,
    RolloverReport,
    SchoolPlan,
    SchoolResult,
    group_state,
    leavers,
    next_group,
    next_year_group,
)
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.services.agreements import life
from jeugdhulp_desktop.services.agreements.prefill import copy_of_last_year
from jeugdhulp_desktop.services.backups import BackupService
from jeugdhulp_desktop.services.changes import Change, Changes
from jeugdhulp_desktop.services.cleaning import cleaned
from jeugdhulp_desktop.services.clock import Clock, local_now
from jeugdhulp_desktop.storage.action_queries import store_action
from jeugdhulp_desktop.storage.addition_queries import load_additions
from jeugdhulp_desktop.storage.agreement_line_queries import find_version
from jeugdhulp_desktop.storage.agreement_queries import SUBJECT, load_agreement
from jeugdhulp_desktop.storage.audit import Action
from jeugdhulp_desktop.storage.engine import Database
from jeugdhulp_desktop.storage.evaluation_queries import load_evaluations
from jeugdhulp_desktop.storage.pupil_queries import load_pupils, overwrite_pupils
from jeugdhulp_desktop.storage.rollover_queries import (
    count_open_cases,
    find_unfinished_actions,
    load_group_counts,
    load_last_roster,
    load_open_cases,
    move_actions,
)
from jeugdhulp_desktop.storage.school_queries import load_school_lines
from jeugdhulp_desktop.storage.setting_queries import load_moved_groups, store_moved_groups


class RolloverService:
    """Goes over to a new school year in one vault."""

    def __init__(self, database: Database, changes: Changes, clock: Clock, backups: BackupService) -> None:
        self._database = database
        self._changes = changes
        self._clock = clock
        self._backups = backups

    def plan(self, to_year: SchoolYear) -> RolloverPlan:
        """What going over to this year would do, school by school; nothing is kept."""
        today = local_now(self._clock).date()
        with self._database.read() as connection:
            return _plan(connection, to_year, today)

    def carry_out(self, choice: RolloverChoice) -> RolloverReport:
        """Do what was chosen, all of it or nothing; the proof of what was done.

        What the vault holds now decides, not what it held when the plan was made. Raises DiskProblem or
        DamagedDatabase when no proven backup could be made: then nothing was changed.
        """
        backup = self._backups.before("voor-nieuw-schooljaar")
        now = local_now(self._clock)
        with self._database.write(Action.ROLL_OVER, SUBJECT) as connection:
            plan = _plan(connection, choice.to_year, now.date())
            schools = {each.school_id: each for each in plan.schools}
            over = _Over(connection, choice.to_year, life.Moment(now, self._database.who))
            results = []
            leaving: list[OpenCase] = []
            for each in choice.schools:
                if (school := schools.get(each.school_id)) is not None:
                    leaving += leavers(school, each.groups)
                    results.append(over.school(school, each.groups))
            planned = [case for case in leaving if case.case_id in choice.handovers]
            for case in planned:
                over.plan_handover(case)
        self._changes.announce(Change.AGREEMENTS, Change.ACTIONS, Change.PUPILS, Change.CASES)
        later = tuple(case for case in leaving if case not in planned)
        return RolloverReport(choice.to_year, tuple(results), backup.file_name, len(planned), later)


class _Over:
    """One going over, inside its transaction."""

    def __init__(self, connection: Connection, to_year: SchoolYear, moment: life.Moment) -> None:
        self._connection = connection
        self._to_year = to_year
        self._moment = moment

    def school(self, plan: SchoolPlan, groups: Mapping[str, NextGroup]) -> SchoolResult:
        """The agreement as a concept, its unfinished actions, and the groups of one school."""
        made = self._copy(plan.school_id) if plan.copies else None
        target = made.id if made is not None else plan.next_id
        actions = self._take_actions(plan.school_id, target)
        up, left, stayed = self._move_groups(plan, groups)
        return SchoolResult(
            plan.school_id,
            plan.school_name,
            made_id=made.id if made is not None else None,
            there_already=plan.next_id is not None,
            counts=plan.counts,
            actions=actions,
            open_cases=plan.open_cases,
            moved_up=up,
            left=left,
            stayed=stayed,
            state=plan.state,
        )

    def plan_handover(self, case: OpenCase) -> None:
        """An action on the case, for the user, within two weeks."""
        due = self._moment.at.date() + HANDOVER_WITHIN
        store_action(self._connection, ActionDraft(HANDOVER, due_on=due, case_id=case.case_id))

    def _copy(self, school_id: int) -> Agreement:
        today = self._moment.at.date()
        draft = copy_of_last_year(self._connection, school_id, self._to_year, today)
        return life.save(self._connection, tidied(cleaned(draft)), self._moment)

    def _take_actions(self, school_id: int, target: int | None) -> int:
        """Unfinished actions of the old agreement go along; without a new one they stay where they are."""
        if target is None:
            return 0
        ids = find_unfinished_actions(self._connection, school_id, self._to_year.previous)
        move_actions(self._connection, ids, target)
        return len(ids)

    def _move_groups(self, plan: SchoolPlan, groups: Mapping[str, NextGroup]) -> tuple[int, int, int]:
        """Pupils a group up or away, once; how many went up, left and stayed."""
        if plan.state is not GroupState.OLD or not groups:
            return 0, 0, 0
        last_day = self._to_year.previous.end
        present = [each for each in load_pupils(self._connection, plan.school_id) if each.left_on is None]
        moved = [
            (pupil, _moved(pupil, groups.get(pupil.group, NextGroup(Move.STAY)), last_day))
            for pupil in present
        ]
        changed = [after for before, after in moved if after != before]
        overwrite_pupils(self._connection, changed)
        at: datetime = self._moment.at
        store_moved_groups(self._connection, plan.school_id, MovedGroups(self._to_year, at))
        left = sum(pupil.left_on is not None for pupil in changed)
        return len(changed) - left, left, len(present) - len(changed)


def _moved(pupil: Pupil, following: NextGroup, last_day: date) -> Pupil:
    """The pupil in the new year; who leaves does so on the last day of the old one."""
    if following.move is Move.LEAVE:
        return pupil.left(last_day)
    if following.move is Move.UP:
        year_group = next_year_group(pupil.year_group, following.move)
        return replace(pupil, group=following.group, year_group=year_group)
    return pupil


def _plan(connection: Connection, to_year: SchoolYear, today: date) -> RolloverPlan:
    open_cases = count_open_cases(connection)
    schools = []
    for line in load_school_lines(connection):
        old = find_version(connection, line.id, to_year.previous)
        following = find_version(connection, line.id, to_year)
        cases = load_open_cases(connection, line.id)
        pupils = load_group_counts(connection, line.id)
        state = group_state(
            to_year,
            load_last_roster(connection, line.id),
            load_moved_groups(connection, line.id),
            sum(pupils.values()),
        )
        groups = tuple(
            GroupPlan(
                group,
                count,
                sum(case.group == group for case in cases),
                next_group(group, line.school_type),
            )
            for group, count in sorted(pupils.items(), key=lambda each: _in_order(each[0]))
        )
        schools.append(
            SchoolPlan(
                line.id,
                line.name,
                line.school_type,
                agreement_id=old,
                next_id=following,
                counts=_counts(connection, line.id, to_year, old, today),
                actions=len(find_unfinished_actions(connection, line.id, to_year.previous)),
                open_cases=open_cases.get(line.id, 0),
                groups=groups,
                state=state,
                cases=tuple(cases),
            )
        )
    return RolloverPlan(to_year, tuple(schools))


def _in_order(group: str) -> tuple[int, str]:
    """Groups by their number, then by name, so that 10 stands behind 9."""
    digits = "".join(letter if letter.isascii() and letter.isdigit() else " " for letter in group).split()
    return (int(digits[0]) if digits else 1_000, group)


def _counts(
    connection: Connection, school_id: int, to_year: SchoolYear, old: int | None, today: date
) -> CopyCounts:
    """How many of each go along: counted in the copy itself; and what of the old year never does."""
    if old is None:
        return CopyCounts()
    copy = copy_of_last_year(connection, school_id, to_year, today)
    signed = [each for each in load_agreement(connection, old).signatories if each.signed_on is not None]
    return CopyCounts(
        themes=len(copy.themes),
        offers=len(copy.offers),
        deployments=len(copy.deployments),
        lessons=len(copy.analysis.lessons),
        signatures=len(signed),
        evaluations=len(load_evaluations(connection, school_id, to_year.previous)),
        additions=len(load_additions(connection, school_id, to_year.previous)),
    )
