"""What the start screen asks about agreements: to make, to sign, to evaluate, to stop or extend."""

from collections.abc import Iterable, Iterator
from datetime import date

from jeugdhulp_desktop.domain.additions import AdditionLine
from jeugdhulp_desktop.domain.agreements import AgreementLine, AgreementStatus
from jeugdhulp_desktop.domain.cycle import SOON, CycleLine, CycleMoment
from jeugdhulp_desktop.domain.evaluations import Evaluation, EvaluationMoment
from jeugdhulp_desktop.domain.overviews import Todo, TodoKind
from jeugdhulp_desktop.domain.text import day_and_month


def agreement_todos(lines: Iterable[AgreementLine], deadline: date) -> Iterator[Todo]:
    """Agreements that are not begun, not finished or not signed, by the day they must be."""
    for line in lines:
        if line.status is None:
            kind, what, detail = TodoKind.AGREEMENT, "Schoolafspraak maken", "Nog niet begonnen"
        elif line.status is AgreementStatus.SIGNING:
            kind, what = TodoKind.SIGNATURE, "Schoolafspraak tekenen"
            detail = f"{_listed(line.unsigned)} nog niet getekend"
            if line.offered_at:
                detail += f", sinds {day_and_month(date.fromisoformat(line.offered_at[:10]))}"
        elif not line.status.frozen:
            kind, what = TodoKind.AGREEMENT, "Schoolafspraak afmaken"
            detail = f"Staat op {line.status.value}"
        else:
            continue
        yield Todo(
            kind,
            what,
            line.school_name,
            detail,
            deadline,
            agreement_id=line.id,
            school_id=line.school_id,
        )


def addition_todos(lines: Iterable[AdditionLine]) -> Iterator[Todo]:
    """Six weeks before its end: stop or extend? (requirement 38)"""
    for line in lines:
        if line.due and line.ends_on is not None:
            yield Todo(
                TodoKind.ADDITION,
                f"Aanvullende inzet {line.worker_type.value} loopt af",
                line.school_name,
                "Stoppen of verlengen?",
                line.ends_on,
                school_id=line.school_id,
                addition_id=line.id,
            )


_IN_FORCE = (AgreementStatus.SIGNED, AgreementStatus.CLOSED)
_EVALUATED = {
    CycleMoment.HALFWAY: (EvaluationMoment.HALFWAY, "Tussentijdse evaluatie"),
    CycleMoment.END: (EvaluationMoment.END, "Eindevaluatie"),
}


def evaluation_todos(
    lines: Iterable[AgreementLine],
    evaluations: Iterable[Evaluation],
    cycle: Iterable[CycleLine],
    today: date,
) -> Iterator[Todo]:
    """Agreements in force whose evaluation comes near or is late."""
    days = {each.moment: each.day for each in cycle}
    begun = {(each.school_id, each.moment): each for each in evaluations}
    for line in lines:
        for moment, (kind, words) in _EVALUATED.items():
            day = days.get(moment)
            if day is None or today < day - SOON or line.status not in _IN_FORCE:
                continue
            found = begun.get((line.school_id, kind))
            if found is None or found.finished_on is None:
                detail = "Nog niet begonnen" if found is None else "Begonnen, nog niet vastgesteld"
                yield Todo(
                    TodoKind.EVALUATION,
                    words,
                    line.school_name,
                    detail,
                    day,
                    school_id=line.school_id,
                    evaluation=(line.school_year, kind),
                )


def _listed(names: tuple[str, ...]) -> str:
    if len(names) < 2:
        return f"{''.join(names)} heeft" if names else "De partijen hebben"
    return f"{', '.join(names[:-1])} en {names[-1]} hebben"


def unsigned_parties(lines: Iterable[AgreementLine]) -> Iterator[str]:
    """Who has not signed, with the school behind it (V20)."""
    for line in lines:
        if line.status is AgreementStatus.SIGNING:
            for organisation in line.unsigned:
                yield (
                    organisation
                    if organisation == line.school_name
                    else f"{organisation} ({line.school_name})"
                )
