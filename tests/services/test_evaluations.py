"""The life of an evaluation in a real vault: begun, kept, finished for good, opened again with a reason."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from jeugdhulp_desktop.domain.agreements import Agreement
from jeugdhulp_desktop.domain.cases import CaseFilter
from jeugdhulp_desktop.domain.documents import PaperKey, PaperKind
from jeugdhulp_desktop.domain.errors import ChangedElsewhere, NotFound, NotValid
from jeugdhulp_desktop.domain.evaluations import Evaluation, EvaluationMoment, Realised
from jeugdhulp_desktop.domain.hours import HourKind, HourState
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.domain.text import format_decimal, format_hours
from jeugdhulp_desktop.services.changes import Change
from jeugdhulp_desktop.services.evaluations.figures import past_figures
from jeugdhulp_desktop.services.session import Session
from tests.reports.pdf_reading import ReadPdf
from tests.services.conftest import Opened, Template

YEAR = SchoolYear(2026)
HALFWAY, END = EvaluationMoment.HALFWAY, EvaluationMoment.END
LATER = datetime(2027, 2, 1, 9, 0, tzinfo=UTC)


@pytest.fixture
def later(open_copy: Opened, demo_template: Template) -> Session:
    """The practice vault on 1 February."""
    return open_copy(demo_template, clock=lambda: LATER)


@pytest.fixture
def free_school(later: Session) -> int:
    """A school with an agreement, of which nothing was evaluated this year."""
    return next(
        line.school_id
        for line in later.evaluations.lines(YEAR)
        if line.halfway.id is None and line.end.id is None
    )


def answered(draft: Evaluation) -> Evaluation:
    lines = tuple(replace(line, answer=Realised.YES) for line in draft.lines)
    return replace(draft, lines=lines, held_on=date(2027, 1, 28), lessons=("Eerder beginnen",))


def codes(refused: Callable[[], object]) -> set[str]:
    with pytest.raises(NotValid) as caught:
        refused()
    return {each.code for each in caught.value.problems}


def test_it_asks_every_line_of_the_agreement_beside_what_the_vault_knows(
    later: Session, free_school: int
) -> None:
    draft = later.evaluations.open(free_school, YEAR, HALFWAY)
    state = later.evaluations.state(free_school, YEAR)
    assert state is not None
    agreement = later.agreements.load(state.agreement_id)
    keys = [line.key for line in draft.lines]
    assert {f"theme:{theme.key}" for theme in agreement.themes} <= set(keys)
    assert {f"deployment:{row.worker_type}" for row in agreement.deployments} <= set(keys)
    assert "cooperation" in keys
    assert draft.figures is not None
    assert draft.figures.until == LATER.date()
    assert draft.id is None


def test_what_is_answered_is_kept_and_counted_in_the_list(later: Session, free_school: int) -> None:
    told: list[frozenset[Change]] = []
    later.changes.subscribe(told.append)
    draft = later.evaluations.open(free_school, YEAR, HALFWAY)
    first, *rest = draft.lines
    kept = later.evaluations.save(
        replace(draft, lines=(replace(first, answer=Realised.NO, explanation="Nog niet\x00 begonnen"), *rest))
    )
    assert told == [frozenset({Change.EVALUATIONS, Change.AGREEMENTS})]
    again = later.evaluations.open(free_school, YEAR, HALFWAY)
    assert again.lines[0].explanation == "Nog niet begonnen"
    assert again.figures == kept.figures
    state = later.evaluations.state(free_school, YEAR)
    assert state is not None
    assert (state.halfway.answered, state.halfway.asked) == (1, len(draft.lines))
    assert state.end.id is None


def test_f38_a_screen_that_is_behind_never_overwrites(later: Session, free_school: int) -> None:
    kept = later.evaluations.save(later.evaluations.open(free_school, YEAR, HALFWAY))
    later.evaluations.save(replace(kept, went_well="Veel"))
    with pytest.raises(ChangedElsewhere):
        later.evaluations.save(replace(kept, went_well="Anders"))
    with pytest.raises(ChangedElsewhere):
        later.evaluations.save(replace(kept, id=None, version=0))
    assert later.evaluations.load(kept.id or 0).went_well == "Veel"


def test_finishing_asks_every_answer_and_a_day(later: Session, free_school: int) -> None:
    draft = later.evaluations.open(free_school, YEAR, HALFWAY)
    assert codes(lambda: later.evaluations.finish(draft)) == {
        "evaluation-line-open",
        "evaluation-day-missing",
    }
    ready = answered(draft)
    unexplained = replace(ready, lines=(replace(ready.lines[0], answer=Realised.PARTLY), *ready.lines[1:]))
    assert codes(lambda: later.evaluations.finish(unexplained)) == {"evaluation-line-unexplained"}
    future = replace(ready, held_on=date(2027, 2, 2))
    assert codes(lambda: later.evaluations.save(future)) == {"date-in-future"}


@pytest.mark.parametrize("moment", EvaluationMoment)
def test_f54_what_is_finished_stands_with_its_figures_and_the_bytes_of_its_paper(
    later: Session, free_school: int, moment: EvaluationMoment
) -> None:
    done = later.evaluations.finish(answered(later.evaluations.open(free_school, YEAR, moment)))
    assert done.finished_on == LATER.date()
    assert done.id is not None
    kind = PaperKind.INTERIM if moment is HALFWAY else PaperKind.JUNE
    pdf = later.evaluations.pdf(done.id)
    assert later.documents.pdf(PaperKey(kind, done.id)) == pdf
    number = "Controlegetal " + " ".join(done.frozen_control[at : at + 4] for at in range(0, 16, 4))
    assert any(number in text for _, text in ReadPdf(pdf).artifacts)
    assert later.evaluations.document(done.id).control == done.frozen_control
    assert later.evaluations.open(free_school, YEAR, moment).figures == done.figures
    assert codes(lambda: later.evaluations.save(done)) == {"evaluation-finished"}
    assert codes(lambda: later.evaluations.delete(done.id or 0, done.version)) == {"evaluation-finished"}
    assert [
        line.key.kind
        for line in later.documents.lines(YEAR)
        if line.key.id == done.id and line.key.kind is kind
    ]


def test_it_is_opened_again_only_with_a_reason_which_is_kept(later: Session, free_school: int) -> None:
    done = later.evaluations.finish(answered(later.evaluations.open(free_school, YEAR, HALFWAY)))
    assert done.id is not None
    assert codes(lambda: later.evaluations.reopen(done.id or 0, done.version, " ")) == {"reason-required"}
    with pytest.raises(ChangedElsewhere):
        later.evaluations.reopen(done.id, done.version - 1, "Vergissing")
    again = later.evaluations.reopen(done.id, done.version, "De gemeente vulde iets aan")
    assert not again.finished
    assert again.lines == done.lines
    assert [step.reason for step in later.evaluations.steps_taken(done.id)] == ["De gemeente vulde iets aan"]
    assert codes(lambda: later.evaluations.reopen(done.id or 0, again.version, "Nog eens")) == {
        "evaluation-not-finished"
    }
    later.evaluations.delete(done.id, again.version)
    with pytest.raises(NotFound):
        later.evaluations.load(done.id)


def test_the_file_of_what_was_opened_again_leaves_the_report_folder(later: Session, free_school: int) -> None:
    done = later.evaluations.finish(answered(later.evaluations.open(free_school, YEAR, HALFWAY)))
    key = PaperKey(PaperKind.INTERIM, done.id or 0)
    later.documents.sync([key])
    path = later.documents.path_of(key)
    assert path is not None
    again = later.evaluations.reopen(done.id or 0, done.version, "De gemeente vulde iets aan")
    later.documents.sync([])
    assert not path.exists()  # it said "vastgesteld", which it is no more
    later.evaluations.finish(again)
    later.documents.sync([key])
    assert later.documents.path_of(key) == path


def test_f36_hours_are_told_as_they_were_written(later: Session, free_school: int) -> None:
    """Only what was agreed is to the quarter (V19): 6,3 hours are 6,3 on the screen and on every paper."""
    for monday, hours in ((date(2026, 11, 2), "6.3"), (date(2026, 11, 9), "0.07")):
        sheet = later.hours.week(free_school, monday)
        row = next(each for each in sheet.rows if each.person_id is not None)
        empty = replace(sheet, rows=tuple(replace(each, planned={}, realised={}) for each in sheet.rows))
        row = replace(row, planned={}, realised={HourKind.GROUP: Decimal(hours)})
        later.hours.save_week(empty.with_row(row))
    school = later.hours.year(YEAR).school(free_school)
    assert school is not None
    done = later.evaluations.finish(answered(later.evaluations.open(free_school, YEAR, HALFWAY)))
    assert done.figures is not None
    told = {(each.worker_type, each.deployment): each for each in done.figures.hours}
    assert {key: (each.agreed, each.realised) for key, each in told.items()} == {
        (each.worker_type, each.deployment): (each.agreed, each.realised) for each in school.totals
    }
    written = told[row.worker_type, row.deployment].realised
    assert written % Decimal("0.25") == Decimal("0.12")
    assert done.figures.offers_realised == sum(each.by_kind.get(HourKind.GROUP, 0) for each in school.totals)
    text = ReadPdf(later.evaluations.pdf(done.id or 0)).text
    assert format_decimal(written, 2) in text
    line = done.line(f"deployment:{row.worker_type}")
    assert line is not None
    assert line.figure.startswith(f"{format_hours(written)} uur geschreven")


def open_agreement(session: Session) -> Agreement:
    """One that can still be edited."""
    line = next(
        line
        for line in session.agreements.lines(YEAR)
        if line.id is not None and line.status is not None and not line.status.frozen
    )
    return session.agreements.load(line.id or 0)


def test_finishing_counts_once_more(later: Session, free_school: int) -> None:
    """Hours written while the screen stood open are in the figures that are kept."""
    draft = answered(later.evaluations.open(free_school, YEAR, HALFWAY))
    before = draft.figures
    sheet = later.hours.week(free_school, date(2026, 11, 2))
    row = next(each for each in sheet.rows if each.person_id is not None)
    changed = row.with_hours(HourState.REALISED, {HourKind.OTHER: row.total(HourState.REALISED) + 3})
    later.hours.save_week(sheet.with_row(changed))
    done = later.evaluations.finish(draft)
    assert done.figures is not None
    assert before is not None
    key = (row.worker_type, row.deployment)
    was, now = (
        next(
            (each.realised for each in found.hours if (each.worker_type, each.deployment) == key), Decimal(0)
        )
        for found in (before, done.figures)
    )
    assert now == was + 3
    assert (done.line(f"deployment:{row.worker_type}") or done.lines[0]).figure.startswith(format_hours(now))


def test_the_paper_of_an_open_agreement_follows_its_evaluations(later: Session) -> None:
    agreement = open_agreement(later)
    key = PaperKey(PaperKind.AGREEMENT, agreement.id or 0)

    def control() -> str:
        assert later.documents.due(key).control == later.agreements.document(key.id).control
        return later.documents.due(key).control

    before = control()
    done = later.evaluations.finish(answered(later.evaluations.open(agreement.school_id, YEAR, HALFWAY)))
    assert control() != before
    later.evaluations.reopen(done.id or 0, done.version, "De gemeente vulde iets aan")
    assert control() == before


def test_f32_a_long_goal_never_keeps_an_evaluation_from_being_kept(later: Session) -> None:
    agreement = open_agreement(later)
    first, *rest = agreement.themes
    theme = replace(first, title="t" * 1_000, goal="g" * 5_000, indicator="")
    later.agreements.save(replace(agreement, themes=(theme, *rest)))
    kept = later.evaluations.finish(answered(later.evaluations.open(agreement.school_id, YEAR, HALFWAY)))
    assert len((kept.line(f"theme:{first.key}") or kept.lines[0]).agreed) >= 5_000


def test_v26_a_name_of_a_pupil_with_a_case_is_pointed_at(later: Session, free_school: int) -> None:
    found = next(
        view.pupil
        for case_id in later.cases.find_ids(CaseFilter())
        if len((view := later.cases.view(case_id)).pupil.split()) > 1
    )
    draft = replace(
        later.evaluations.open(free_school, YEAR, HALFWAY), went_well=f"Het gaat beter met {found}."
    )
    problems = [each for each in later.evaluations.check(draft) if each.code == "pupil-name"]
    assert [each.field for each in problems] == ["went_well"]


def test_lessons_and_figures_go_along_to_next_years_draft(later: Session, free_school: int) -> None:
    later.evaluations.finish(answered(later.evaluations.open(free_school, YEAR, END)))
    copied = later.agreements.copy_last_year(free_school, YEAR.next)
    assert copied.analysis.lessons == ("Eerder beginnen",)
    with later.database.read() as connection:
        assert copied.analysis.figures == past_figures(connection, free_school, YEAR)


def test_without_an_agreement_there_is_nothing_to_evaluate(session: Session) -> None:
    school = session.schools.lines()[0].id
    assert codes(lambda: session.evaluations.open(school, YEAR, HALFWAY)) == {"evaluation-without-agreement"}
    assert session.evaluations.state(school, YEAR) is None
    with session.database.read() as connection:
        assert past_figures(connection, school, YEAR) == ()
