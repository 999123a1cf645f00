"""The points at the right of a request: what is still asked for the next step, each with a way to it."""

from collections.abc import Callable, Sequence
from functools import partial

from jeugdhulp_desktop.domain.addition_rules import LATE
from jeugdhulp_desktop.domain.additions import AdditionStatus
from jeugdhulp_desktop.domain.problems import Level, Problem
from jeugdhulp_desktop.ui.additions.columns import part_of
from jeugdhulp_desktop.ui.problem_sentences import sentence
from jeugdhulp_desktop.ui.widgets.sections import Point

PURPOSES = {
    AdditionStatus.DRAFT: "aanvraag",
    AdditionStatus.REQUESTED: "toekenning",
    AdditionStatus.GRANTED: "evaluatie",
}
_LEVELS = {Level.BLOCKS: "bad", Level.REASON: "question", Level.REMARK: "remark"}
_Act = tuple[str, Callable[[], object]]


def points_of(
    problems: Sequence[Problem],
    go: Callable[[str], object],
    explain: Callable[[Problem], object],
    split: Callable[[], object],
) -> list[Point]:
    """``go`` puts the focus in a field; ``explain`` asks the reason that a finding needs (V12); ``split``
    makes two requests of one that passes 31 July."""
    points = []
    for found in problems:
        jump: _Act = ("Ga naar het veld", partial(go, found.field))
        acts: tuple[_Act, ...] = (jump,)
        if found.level is Level.REASON:
            other: _Act = ("Splitsen", split) if found.value("subject") == LATE else jump
            acts = (("Reden opschrijven", partial(explain, found)), other)
        key = f"{found.field}:{found.code}:{found.value('subject')}"
        where = part_of(found.field).label
        points.append(Point(where, sentence(found), acts, _LEVELS[found.level], key))
    return points
