"""What an import would do, worked out before anything is written.

Pupils match on school and key; a changed key with an equal name and birth date is a question, never an
automatic merge (domain model 6.6 no. 3, F37). Where the file leaves room for doubt, the pupil is kept: an
erased pupil is harder to get back than a stale one.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from jeugdhulp_desktop.domain.problems import Level, Problem, problem
from jeugdhulp_desktop.domain.pupils import Pupil
from jeugdhulp_desktop.domain.rosters import (
    COMPARED,
    ImportPlan,
    KeyQuestion,
    PupilChange,
    RosterError,
    RosterFile,
    RosterRow,
)
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.domain.text import fold

MANY_GONE = 10  # up to this many leavers a file raises no doubt, whatever the size of the school


def plan_import(
    existing: Sequence[Pupil],
    with_case: Collection[int],
    file: RosterFile,
    *,
    today: date,
    school_year: SchoolYear | None = None,
    school_known: bool = True,
    earlier: Mapping[str, date] | None = None,
) -> ImportPlan:
    """What importing ``file`` would do to the pupils of one school.

    ``with_case`` holds the ids of pupils with a case, open or closed; ``school_year`` is the year the user
    works in; ``earlier`` maps the SHA-256 of files imported before to their day (F45).
    """
    file = _without_future_births(file, today)
    kept = {pupil.key: pupil for pupil in existing if pupil.key}
    rows = {row.key: row for row in file.rows}
    new = [row for row in file.rows if row.key not in kept]
    changed, unchanged = [], [pupil for pupil in existing if not pupil.key]
    for key, pupil in kept.items():
        if key in rows:
            after = _updated(pupil, rows[key], file.fields)
            if after == pupil:
                unchanged.append(pupil)
            else:
                changed.append(PupilChange(pupil, after))

    gone, held = _gone(kept, rows, file.errors)
    snapshot = file.school.snapshot_date
    left_on = snapshot if snapshot and snapshot <= today else today
    questions, missing, new = _questions([*gone, *held], new, file.fields, with_case, left_on)
    in_doubt = {pupil.id for pupil in held}
    questions = [_staying(each) if each.pupil.id in in_doubt else each for each in questions]
    gone = [pupil for pupil in missing if pupil.id not in in_doubt]
    held = [pupil for pupil in missing if pupil.id in in_doubt]
    erased = [pupil for pupil in gone if pupil.id not in with_case]
    left = [PupilChange(pupil, pupil.left(left_on)) for pupil in gone if pupil.id in with_case]
    stayed_left = [change.before for change in left if change.before.left_on]

    remarks = list(file.remarks)
    remarks += _file_remarks(file, school_year, school_known, earlier or {})
    remarks += _doubts(len(kept), len(erased) + len(left) - len(stayed_left), len(held))
    return ImportPlan(
        file,
        tuple(sorted(new, key=lambda row: row.name.sort_key)),
        tuple(sorted(changed, key=_by_name)),
        (*unchanged, *held, *stayed_left),
        tuple(sorted(erased, key=lambda pupil: pupil.name.sort_key)),
        tuple(sorted((change for change in left if not change.before.left_on), key=_by_name)),
        tuple(sorted(questions, key=lambda question: question.row.name.sort_key)),
        tuple(remarks),
    )


def answer(plan: ImportPlan, same: Mapping[int, bool]) -> ImportPlan:
    """The plan after the user's answers, by the id of the kept pupil: the same child, or another one."""
    changed, new, erased, left = list(plan.changed), list(plan.new), list(plan.erased), list(plan.left)
    unchanged = list(plan.unchanged)
    for question in plan.questions:
        reply = same.get(question.pupil.id)
        if reply is True:
            changed.append(question.if_same)
        elif reply is False:
            new.append(question.row)
            if question.if_other is None:
                erased.append(question.pupil)
            elif question.if_other.fields:
                left.append(question.if_other)
            else:
                unchanged.append(question.pupil)
    return replace(
        plan,
        new=tuple(sorted(new, key=lambda row: row.name.sort_key)),
        changed=tuple(sorted(changed, key=_by_name)),
        unchanged=tuple(unchanged),
        erased=tuple(sorted(erased, key=lambda pupil: pupil.name.sort_key)),
        left=tuple(sorted(left, key=_by_name)),
        questions=tuple(question for question in plan.questions if question.pupil.id not in same),
    )


def _without_future_births(file: RosterFile, today: date) -> RosterFile:
    """The file with each pupil who is not born yet as an error: the readers know no today (F35)."""
    if not any(row.birth_date and row.birth_date > today for row in file.rows):
        return file
    rows, errors = [], list(file.errors)
    for row in file.rows:
        if row.birth_date and row.birth_date > today:
            errors.append(RosterError(row.line, "impossible-date", "birth_date", row.key))
        else:
            rows.append(row)
    return replace(file, rows=tuple(rows), errors=tuple(sorted(errors, key=lambda error: error.line)))


def _updated(pupil: Pupil, row: RosterRow, fields: frozenset[str]) -> Pupil:
    """The pupil with what the row says; a missing birth date takes none away, being listed ends "left"."""
    wanted = {name: getattr(row, name) for name in COMPARED if name in fields and name != "birth_date"}
    wanted["left_on"] = row.left_on
    if row.birth_date:
        wanted |= {"birth_date": row.birth_date, "birth_date_unknown": False}
    if all(getattr(pupil, name) == value for name, value in wanted.items()):
        return pupil
    return replace(pupil, **wanted)


def _gone(
    kept: Mapping[str, Pupil], rows: Mapping[str, RosterRow], errors: Sequence[RosterError]
) -> tuple[list[Pupil], list[Pupil]]:
    """Who is not in the file any more, and who is held because a faulty row may be theirs."""
    missing = [pupil for key, pupil in kept.items() if key not in rows]
    if any(not error.key for error in errors):
        return [], missing
    faulty = {error.key for error in errors}
    return [p for p in missing if p.key not in faulty], [p for p in missing if p.key in faulty]


def _questions(
    gone: list[Pupil],
    new: list[RosterRow],
    fields: frozenset[str],
    with_case: Collection[int],
    left_on: date,
) -> tuple[list[KeyQuestion], list[Pupil], list[RosterRow]]:
    """Pairs of a pupil who is gone and a new row with equal name and birth date; and who is left over."""
    by_birth = defaultdict(list)
    for row in new:
        if row.birth_date:
            by_birth[row.birth_date].append(row)
    questions, still_gone, asked = [], [], set()
    for pupil in gone:
        candidates = by_birth[pupil.birth_date] if pupil.birth_date else []
        name = fold(pupil.name.display) if candidates else ""
        equal = [r for r in candidates if r.key not in asked and fold(r.name.display) == name]
        if not equal:
            still_gone.append(pupil)
            continue
        row = equal[0]
        asked.add(row.key)
        same = PupilChange(pupil, replace(_updated(pupil, row, fields), key=row.key))
        other = None
        if pupil.id in with_case:
            other = PupilChange(pupil, pupil if pupil.left_on else pupil.left(left_on))
        questions.append(KeyQuestion(row, same, other))
    return questions, still_gone, [row for row in new if row.key not in asked]


def _staying(question: KeyQuestion) -> KeyQuestion:
    """The question about a pupil who may stand in a faulty row: another child leaves this one as it is."""
    return replace(question, if_other=PupilChange(question.pupil, question.pupil))


def _file_remarks(
    file: RosterFile, asked: SchoolYear | None, school_known: bool, earlier: Mapping[str, date]
) -> Iterator[Problem]:
    if asked and file.school.school_year and file.school.school_year != asked.code:
        found = file.school.school_year
        yield problem("school_year", "other-school-year", Level.REMARK, found=found, asked=asked.code)
    if not school_known:
        yield problem("school", "unknown-brin", Level.REMARK, brin=file.school.code)
    if file.sha256 in earlier:
        yield problem("file", "same-file", Level.REMARK, day=earlier[file.sha256].isoformat())


def _doubts(kept: int, gone: int, held: int) -> Iterator[Problem]:
    if gone > MANY_GONE and gone * 2 > kept:
        yield problem("file", "many-gone", Level.REMARK, count=gone, of=kept)
    if held:
        yield problem("file", "gone-held", Level.REMARK, count=held)


def _by_name(change: PupilChange) -> str:
    return change.after.name.sort_key
