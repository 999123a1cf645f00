"""From problems to what the editor shows: points at the right, states in the section list."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial

from jeugdhulp_desktop.domain import agreement_kinds
from jeugdhulp_desktop.domain.agreements import Agreement, AgreementStatus
from jeugdhulp_desktop.domain.evaluations import EvaluationMoment
from jeugdhulp_desktop.domain.problems import Level, Problem
from jeugdhulp_desktop.domain.section_fields import section_of
from jeugdhulp_desktop.domain.text import day_and_month
from jeugdhulp_desktop.ui.agreements.facts import RecordFacts
from jeugdhulp_desktop.ui.problem_sentences import sentence
from jeugdhulp_desktop.ui.widgets.sections import Point, Section

ASKED_ONCE = ("V09", "V10")  # "bewust niet gekozen?": one press answers it for good


Chapter = agreement_kinds.Section  # of the agreement; ``Section`` here is a line of the list
_PARTS = {"additions": Chapter.ADDITIONS, "evaluations": Chapter.EVALUATION}  # records of their own
LATER = ("later", "unused")


def part_of(path: str) -> Chapter:
    """The section in which a field stands: "deployments[1].weeks" is in Inzet."""
    return _PARTS.get(path.partition("[")[0].partition(".")[0]) or section_of(path)


def where(path: str) -> str:
    """The section of a field in words."""
    return part_of(path).label


def points_of(
    problems: Sequence[Problem],
    go: Callable[[str], object],
    accept: Callable[[Problem], object],
    explain: Callable[[Problem], object],
) -> list[Point]:
    """The points of the panel. ``go`` puts the focus in a field; ``accept`` answers "ja, bewust";
    ``explain`` asks the reason that a finding of level reason needs."""
    points = []
    for found in problems:
        jump: tuple[str, Callable[[], object]] = ("Ga naar het veld", partial(go, found.field))
        acts: tuple[tuple[str, Callable[[], object]], ...] = (jump,)
        if found.level is Level.REASON and found.rule in ASKED_ONCE:
            acts = (("Ja, bewust", partial(accept, found)), ("Toevoegen", jump[1]))
        elif found.level is Level.REASON:
            acts = (("Reden opschrijven", partial(explain, found)), jump)
        level = {Level.BLOCKS: "bad", Level.REASON: "question", Level.REMARK: "remark"}[found.level]
        key = f"{found.field}:{found.code}:{found.value('subject')}"
        points.append(Point(where(found.field), sentence(found), acts, level, key))
    return points


def sections_of(
    agreement: Agreement, problems: Sequence[Problem], records: RecordFacts | None = None
) -> list[Section]:
    """The section list with its states: error, question, in order, not used, later, or still to sign."""
    heaviest: dict[Chapter, str] = {}
    for found in problems:
        if found.level is Level.BLOCKS:
            heaviest[part_of(found.field)] = "bad"
        elif found.level is Level.REASON:
            heaviest.setdefault(part_of(found.field), "question")
    resting = _resting(agreement, records or RecordFacts())
    return [
        Section(each.value, str(each.number), each.label, _state(agreement, each, heaviest, resting))
        for each in Chapter
    ]


def _state(
    agreement: Agreement, each: Chapter, heaviest: Mapping[Chapter, str], resting: Mapping[Chapter, str]
) -> str:
    if not agreement.uses(each):
        return "unused"
    return heaviest.get(each) or resting.get(each, "ok")


def _resting(agreement: Agreement, records: RecordFacts) -> dict[Chapter, str]:
    """The states of the sections whose time is later, or that hang on records of their own."""
    signed = agreement.status in (AgreementStatus.SIGNED, AgreementStatus.CLOSED)
    finished = [each for each in records.evaluations.values() if each.finished_on is not None]
    return {
        Chapter.SIGNING: "ok" if signed else "sign",
        Chapter.EVALUATION: "ok" if len(finished) == len(EvaluationMoment) else "later",
        Chapter.ADDITIONS: "ok" if records.additions else "unused",
    }


def in_order(sections: Sequence[Section]) -> list[str]:
    """The closing lines of the panel: "12 onderdelen in orde"."""
    good = sum(each.state == "ok" for each in sections)
    return [f"{good} {'onderdeel' if good == 1 else 'onderdelen'} in orde"] if good else []


def not_now(sections: Sequence[Section]) -> str:
    """ "3 later of niet nodig"."""
    count = sum(each.state in LATER for each in sections)
    return f"{count} later of niet nodig" if count else ""


def deadline_words(agreement: Agreement, deadline: date, today: date) -> str:
    """ "Tekenen kan tot 30 september: nog 15 dagen."; empty once it is signed."""
    if agreement.status.frozen and agreement.status is not AgreementStatus.SIGNING:
        return ""
    days = (deadline - today).days
    if days < 0:
        return f"Tekenen moest vóór {day_and_month(deadline)}."
    left = "vandaag" if days == 0 else "nog 1 dag" if days == 1 else f"nog {days} dagen"
    return f"Tekenen kan tot {day_and_month(deadline)}: {left}."
