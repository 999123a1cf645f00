"""An import plan as lines of one list: who comes, what changes, who goes, what is wrong, what is asked.

No widgets: the sentences of the preview have their tests here. ``show`` gives a pupil's name, or the initials
in privacy mode.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from jeugdhulp_desktop.domain.pupils import Pupil
from jeugdhulp_desktop.domain.roster_plans import answer
from jeugdhulp_desktop.domain.rosters import (
    DuplicateHint,
    HintKind,
    ImportPlan,
    KeyQuestion,
    PupilChange,
    RosterRow,
)
from jeugdhulp_desktop.domain.text import input_date, long_date
from jeugdhulp_desktop.ui.row_sentences import row_sentence
from jeugdhulp_desktop.ui.widgets.labels import PillValue

Show = Callable[[str], str]


class Kind(StrEnum):
    """A tab of the preview, in the order in which they stand."""

    QUESTION = "question"
    ERROR = "error"
    NEW = "new"
    CHANGED = "changed"
    GONE = "gone"
    HINT = "hint"
    SAME = "same"


TITLES = {
    Kind.QUESTION: ("Vragen", "help-circle-outline"),
    Kind.ERROR: ("Fouten", "alert-circle-outline"),
    Kind.NEW: ("Nieuw", "account-plus-outline"),
    Kind.CHANGED: ("Veranderd", "pencil-outline"),
    Kind.GONE: ("Weg", "account-cancel-outline"),
    Kind.HINT: ("Let op", "alert-outline"),
    Kind.SAME: ("Gelijk", "check-circle-outline"),
}


@dataclass(frozen=True)
class PreviewLine:
    """One line of the preview; ``name`` is empty for a faulty row, whose values are not repeated."""

    id: str
    kind: Kind
    name: str
    group: str
    born: str
    what: str
    line: int = 0
    pill: PillValue | None = None
    pupil_id: int = 0


SAME_CHILD = PillValue("Dezelfde", "check-circle-outline", "ok")
OTHER_CHILD = PillValue("Een ander", "account-multiple-outline", "accent")
NOT_CHOSEN = PillValue("Nog kiezen", "help-circle-outline", "warn")


def preview_lines(
    plan: ImportPlan,
    hints: tuple[DuplicateHint, ...],
    answers: Mapping[int, bool],
    show: Show,
) -> dict[Kind, list[PreviewLine]]:
    """The lines of every tab, with the answers that were given so far carried out."""
    then = answer(plan, answers)
    return {
        Kind.QUESTION: [_question(each, answers, show) for each in plan.questions],
        Kind.ERROR: [
            PreviewLine(f"line-{each.line}-{at}", Kind.ERROR, "", "", "", row_sentence(each), each.line)
            for at, each in enumerate(plan.file.errors)
        ],
        Kind.NEW: [_of_row(each, show) for each in then.new],
        Kind.CHANGED: [
            _of_pupil(each.after, Kind.CHANGED, change_words(each, show), show) for each in then.changed
        ],
        Kind.GONE: list(_gone(then, show)),
        Kind.HINT: [_hint(at, each, show) for at, each in enumerate(hints)],
        Kind.SAME: [
            _of_pupil(each, Kind.SAME, "", show)
            for each in sorted(then.unchanged, key=lambda pupil: pupil.name.sort_key)
        ],
    }


def change_words(change: PupilChange, show: Show) -> str:
    """What changes of a pupil: "groep 7A → 8A, leerjaar 7 → 8"."""
    before, after = change.before, change.after
    said = []
    for name in change.fields:
        if name == "name":
            said.append(f"naam was {show(before.name.display)}")
        elif name == "left_on":
            said.append(f"van school op {long_date(after.left_on)}" if after.left_on else "is weer op school")
        else:
            old, new = getattr(before, name), getattr(after, name)
            said.append(f"{_FIELDS[name]} {_value(old)} → {_value(new)}")
    return ", ".join(said)


_FIELDS = {
    "key": "leerlingnummer",
    "birth_date": "geboortedatum",
    "group": "groep",
    "year_group": "leerjaar",
}


def _value(value: object) -> str:
    if isinstance(value, date):
        return input_date(value)
    return str(value or "leeg")


def question_words(question: KeyQuestion, show: Show) -> str:
    """What is asked about a changed key: domain.md 6.6 no. 3, never an automatic merge."""
    row = question.row
    born = f", geboren op {long_date(row.birth_date)}" if row.birth_date else ""
    return (
        f"{show(row.name.display)}{born}, had leerlingnummer {question.pupil.key}. "
        f"In het bestand staat {row.key}. Is dit dezelfde leerling?"
    )


def _question(question: KeyQuestion, answers: Mapping[int, bool], show: Show) -> PreviewLine:
    row, pupil = question.row, question.pupil
    pills = {True: SAME_CHILD, False: OTHER_CHILD}
    given = answers.get(pupil.id)
    return PreviewLine(
        f"question-{pupil.id}",
        Kind.QUESTION,
        show(row.name.display),
        row.group,
        input_date(row.birth_date),
        f"leerlingnummer {pupil.key} → {row.key}",
        row.line,
        NOT_CHOSEN if given is None else pills[given],
        pupil.id,
    )


def _of_row(row: RosterRow, show: Show) -> PreviewLine:
    leaves = f"van school op {long_date(row.left_on)}" if row.left_on else "komt erbij"
    name = show(row.name.display)
    return PreviewLine(
        f"row-{row.key}", Kind.NEW, name, row.group, input_date(row.birth_date), leaves, row.line
    )


def _of_pupil(pupil: Pupil, kind: Kind, what: str, show: Show) -> PreviewLine:
    born = input_date(pupil.birth_date)
    return PreviewLine(f"pupil-{pupil.id}", kind, show(pupil.name.display), pupil.group, born, what)


def _gone(plan: ImportPlan, show: Show) -> Iterator[PreviewLine]:
    """Who is not in the file any more: erased at once without a case, kept with one (6.1 Leerling)."""
    gone: list[tuple[str, PreviewLine]] = [
        (pupil.name.sort_key, _of_pupil(pupil, Kind.GONE, "heeft geen casus en wordt gewist", show))
        for pupil in plan.erased
    ]
    for change in plan.left:
        day = long_date(change.after.left_on) if change.after.left_on else "vandaag"
        words = f"heeft een casus en blijft staan, vertrokken op {day}"
        gone.append((change.after.name.sort_key, _of_pupil(change.after, Kind.GONE, words, show)))
    for _key, line in sorted(gone, key=lambda pair: pair[0]):
        yield line


_HINTS = {
    HintKind.TWINS: "zelfde achternaam en geboortedatum als {other}. Een tweeling?",
    HintKind.SAME_NAME: "heet net zo als een andere leerling ({other}).",
    HintKind.SAME_PUPIL: "staat er twee keer in, onder twee nummers ({other}).",
    HintKind.SPELLING: "lijkt sterk op {other}, met dezelfde geboortedatum. Een schrijffout?",
}


def _hint(at: int, hint: DuplicateHint, show: Show) -> PreviewLine:
    row, other = hint.first, hint.second
    where = f"{show(other.name.display)}, {other.group}" if other.group else show(other.name.display)
    return PreviewLine(
        f"hint-{at}",
        Kind.HINT,
        show(row.name.display),
        row.group,
        input_date(row.birth_date),
        _HINTS[hint.kind].format(other=where),
        row.line,
    )
