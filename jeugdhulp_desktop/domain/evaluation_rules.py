"""What an evaluation asks of an agreement, and when it can be finished (3.6 no. 14; requirement 109, I17)."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from jeugdhulp_desktop.domain.additions import Addition
from jeugdhulp_desktop.domain.agreement_kinds import DeploymentKind
from jeugdhulp_desktop.domain.agreement_sections import Theme
from jeugdhulp_desktop.domain.agreement_terms import Condition
from jeugdhulp_desktop.domain.agreement_texts import every_text, max_length, names_in
from jeugdhulp_desktop.domain.agreements import Agreement
from jeugdhulp_desktop.domain.bsn import find_bsn_like
from jeugdhulp_desktop.domain.evaluations import (
    Evaluation,
    EvaluationLine,
    EvaluationMoment,
    Figures,
    HoursFigure,
    Realised,
)
from jeugdhulp_desktop.domain.goals import goal_sentence
from jeugdhulp_desktop.domain.problems import Level, Problem, problem
from jeugdhulp_desktop.domain.relations import WorkerType
from jeugdhulp_desktop.domain.section_fields import printed_sections
from jeugdhulp_desktop.domain.text import day_and_month, fold, format_hours

COOPERATION = "cooperation"
OFFERS = "offers"
TASKS = "tasks"
PRESENCE = "presence"
GONE = " (staat niet meer in de afspraak)"
_EXPLAINED = (Realised.PARTLY, Realised.NO)
_KEY_LENGTH = 60  # characters of a condition that tell it from the others
_BETWEEN_WORDS = re.compile(r"[\W_]+")
_TYPED = (
    "present", "went_well", "could_improve", "lessons", "proposal", "securing", "effect_short",
    "effect_middle", "effect_long",
)  # fmt: skip


def lines_of(
    agreement: Agreement, additions: Iterable[Addition], figures: Figures
) -> tuple[EvaluationLine, ...]:
    """The lines an agreement asks, with what was agreed and what the vault knows of it.

    Hours per worker type, presence, each theme, group offers, tasks, cooperation (000:32), each condition of
    the municipality (002:55) and each additional deployment. A section that is left out asks nothing.
    """
    agreement = printed_sections(agreement)
    return (
        *_hours(agreement, figures),
        *_presence(agreement),
        *_tasks(agreement),
        *(_theme(theme) for theme in agreement.themes),
        *_offers(agreement, figures),
        _cooperation(figures),
        *_conditions(agreement.finance.conditions),
        *(_addition(each, figures) for each in additions if each.status.in_force),
    )


def merge_lines(
    asked: Iterable[EvaluationLine], answered: Iterable[EvaluationLine]
) -> tuple[EvaluationLine, ...]:
    """The lines that are asked now with what was answered before, by their key.

    What was answered and is not asked any more stays, behind the others: a second version of the agreement
    never throws an answer away.
    """
    before = {line.key: line for line in answered}
    merged = [_answered(line, before.pop(line.key, None)) for line in asked]
    gone = [
        replace(line, subject=line.subject.removesuffix(GONE) + GONE)
        for line in before.values()
        if line.answer is not None or line.explanation.strip() or line.to_do.strip()
    ]
    return (*merged, *gone)


def check_evaluation(
    draft: Evaluation, *, today: date, finishing: bool, names: Sequence[str] = ()
) -> list[Problem]:
    """What is still open, and what may not stand in it.

    To finish, every line needs an answer, "niet" and "deels" an explanation, and the day must be known.
    ``names`` are full names of pupils: none may stand on a paper for others (V26).
    """
    level = Level.BLOCKS if finishing else Level.REMARK
    problems = []
    if draft.held_on is None:
        problems.append(problem("held_on", "evaluation-day-missing", level))
    elif draft.held_on > today:
        problems.append(problem("held_on", "date-in-future"))
    elif draft.held_on not in draft.school_year:
        problems.append(problem("held_on", "evaluation-other-year", Level.REMARK))
    for line in draft.lines:
        here = f"lines[{line.key}]"
        if line.answer is None:
            problems.append(problem(f"{here}.answer", "evaluation-line-open", level, subject=line.subject))
        elif line.answer in _EXPLAINED and not line.explanation.strip():
            problems.append(
                problem(f"{here}.explanation", "evaluation-line-unexplained", level, subject=line.subject)
            )
    if draft.moment is EvaluationMoment.END and not any(each.strip() for each in draft.lessons):
        problems.append(problem("lessons", "evaluation-lessons-missing", Level.REMARK))
    texts = list(_typed_texts(draft))
    problems += [
        problem(path, "too-long", limit=limit)
        for path, text in texts
        if len(text) > (limit := max_length(path))  # what was filled in is as long as the agreement made it
    ]
    problems += [
        problem(path, "bsn-like", Level.REMARK, "V18") for path, text in texts if find_bsn_like(text)
    ]
    problems += names_in(texts, names)
    return problems


def _typed_texts(draft: Evaluation) -> Iterable[tuple[str, str]]:
    """What a person typed, by the path of its field; lines go by their key, since they can move."""
    for name in _TYPED:
        yield from every_text(getattr(draft, name), name)
    for line in draft.lines:
        yield f"lines[{line.key}].explanation", line.explanation
        yield f"lines[{line.key}].to_do", line.to_do


def _answered(line: EvaluationLine, before: EvaluationLine | None) -> EvaluationLine:
    if before is None:
        return line
    return replace(line, answer=before.answer, explanation=before.explanation, to_do=before.to_do)


def _hours(agreement: Agreement, figures: Figures) -> Iterable[EvaluationLine]:
    for kind in DeploymentKind:
        for worker in WorkerType:
            rows = [row for row in agreement.deployments if (row.worker_type, row.kind) == (worker, kind)]
            if not rows:
                continue
            agreed = sum((row.hours_per_year or Decimal(0) for row in rows), Decimal(0))
            additional = kind is DeploymentKind.ADDITIONAL
            yield EvaluationLine(
                f"deployment:{worker}{':aanvullend' if additional else ''}",
                f"Uren {worker}{', aanvullend' if additional else ''}",
                f"{format_hours(agreed)} uur per jaar" if agreed else "geen vaste uren",
                _realised(figures.hours, worker, kind),
            )


def _realised(hours: Iterable[HoursFigure], worker: WorkerType, kind: DeploymentKind) -> str:
    found = next((each for each in hours if (each.worker_type, each.deployment) == (worker, kind)), None)
    if found is None or not found.realised:
        return "geen uren geschreven"
    share = f" ({found.percentage}%)" if found.percentage is not None else ""
    return f"{format_hours(found.realised)} uur geschreven{share}"


def _presence(agreement: Agreement) -> Iterable[EvaluationLine]:
    if agreement.presences:
        count = len(agreement.presences)
        agreed = f"{count} {'dagdeel' if count == 1 else 'dagdelen'} per week in het rooster"
        yield EvaluationLine(PRESENCE, "Aanwezigheid en werkplek", agreed)


def _tasks(agreement: Agreement) -> Iterable[EvaluationLine]:
    count, expected = len(agreement.tasks), len(agreement.expectations)
    if count or expected:
        parts = [f"{count} {'taak' if count == 1 else 'taken'}"] if count else []
        parts += [f"{expected} {'verwachting' if expected == 1 else 'verwachtingen'}"] if expected else []
        yield EvaluationLine(TASKS, "Taken en verwachtingen", " en ".join(parts))


def _theme(theme: Theme) -> EvaluationLine:
    agreed = goal_sentence(theme) or theme.goal.strip() or theme.target.strip()
    return EvaluationLine(f"theme:{theme.key}", f"Thema {theme.title.strip() or 'zonder naam'}", agreed)


def _offers(agreement: Agreement, figures: Figures) -> Iterable[EvaluationLine]:
    """I16: what was agreed beside the hours of group work that were written."""
    if not agreement.offers:
        return
    names = ", ".join(
        f"{offer.name.strip() or 'zonder naam'}{f' ({format_hours(offer.hours)} uur)' if offer.hours else ''}"
        for offer in agreement.offers
    )
    written = figures.offers_realised
    figure = f"{format_hours(written)} uur groepswerk geschreven" if written else "geen groepswerk geschreven"
    yield EvaluationLine(OFFERS, "Groepsaanbod", names, figure)


def _conditions(conditions: Iterable[Condition]) -> Iterable[EvaluationLine]:
    """Known by their words: the second version of an agreement may put them in another order."""
    taken: Counter[str] = Counter()
    for each in conditions:
        subject = _first_line(each.text)
        key = _BETWEEN_WORDS.sub("-", fold(subject)).strip("-")[:_KEY_LENGTH]
        taken[key] += 1
        again = f":{taken[key]}" if taken[key] > 1 else ""
        agreed = " · ".join(part for part in (each.result, each.target) if part)
        yield EvaluationLine(f"condition:{key}{again}", f"Voorwaarde: {subject}", agreed)


def _cooperation(figures: Figures) -> EvaluationLine:
    """Whether cooperation became stronger and one can show it (000:32); the checklist says how it stands."""
    counted = (
        (figures.checklist_yes, "ja"), (figures.checklist_partly, "deels"), (figures.checklist_no, "nee")
    )  # fmt: skip
    said = ", ".join(f"{number} {word}" for number, word in counted if number)
    return EvaluationLine(
        COOPERATION, "Samenwerking aantoonbaar versterkt", "", f"monitoringlijst: {said}" if said else ""
    )


def _addition(addition: Addition, figures: Figures) -> EvaluationLine:
    parts = [f"{format_hours(addition.hours)} uur"] if addition.hours is not None else []
    if addition.starts_on and addition.ends_on:
        parts.append(f"{day_and_month(addition.starts_on)} tot en met {day_and_month(addition.ends_on)}")
    figure = _realised(figures.hours, addition.worker_type, DeploymentKind.ADDITIONAL)
    return EvaluationLine(
        f"addition:{addition.number}", f"Aanvullende inzet {addition.worker_type}", ", ".join(parts), figure
    )


def _first_line(text: str) -> str:
    return next((line for line in text.strip().splitlines() if line), "zonder naam")
