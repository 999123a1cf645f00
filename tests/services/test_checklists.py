"""Monitoring lists through their service: begun, paused, answered, finished, and the time before."""

from dataclasses import replace
from datetime import date

import pytest

from jeugdhulp_desktop.domain.agreements import Step
from jeugdhulp_desktop.domain.cases import CaseDraft, CaseStatus
from jeugdhulp_desktop.domain.checklists import Answer, Moment, Reply, Run, Scope, asked_items
from jeugdhulp_desktop.domain.contacts import ContactDraft
from jeugdhulp_desktop.domain.errors import ChangedElsewhere, NotFound, NotValid
from jeugdhulp_desktop.domain.problems import blocking
from jeugdhulp_desktop.domain.pupils import PupilDraft, PupilName
from jeugdhulp_desktop.domain.relations import PersonDraft, WorkerType
from jeugdhulp_desktop.services import structures
from jeugdhulp_desktop.services.changes import Change
from jeugdhulp_desktop.services.session import Session
from jeugdhulp_desktop.storage.audit import load_audit_lines
from tests.services.conftest import TODAY
from tests.services.test_agreements import YEAR, filled, school_id, signed_values


@pytest.fixture
def case_id(session: Session) -> int:
    """An active case whose review is due."""
    pupil = session.pupils.save(PupilDraft(school_id(session), PupilName("Noor", "", "Yıldız")))
    lead = session.relations.save_person(PersonDraft("Marieke Dijkstra", worker_type=WorkerType.JMW))
    draft = CaseDraft(
        school_id=school_id(session), pupil_id=pupil, status=CaseStatus.ACTIVE, question="pesten",
        lead_id=lead, started_on=date(2026, 3, 1), next_review_on=date(2026, 9, 1),
    )  # fmt: skip
    return session.cases.save(draft)


def answer_all(session: Session, run: Run, answer: Answer = Answer.YES) -> Run:
    for item in asked_items(run.template, with_jp=session.checklists.with_jp(run)):
        shown = "besluit van 8 september" if item.evidence else ""
        run = session.checklists.answer(run, Reply(item.key, answer, evidence=shown))
    return run


def codes(refused: pytest.ExceptionInfo[NotValid]) -> set[str]:
    return {each.code for each in refused.value.problems}


def test_there_is_a_list_for_a_case_and_one_for_an_agreement(session: Session) -> None:
    assert [each.scope for each in session.checklists.templates()] == [Scope.CASE, Scope.AGREEMENT]
    assert [each.id for each in session.checklists.templates(Scope.AGREEMENT)] == ["afspraak"]


def test_a_run_is_begun_once_paused_and_continued(session: Session, case_id: int) -> None:
    heard: list[frozenset[Change]] = []
    session.changes.subscribe(heard.append)
    run = session.checklists.start("casus", case_id=case_id)
    assert (run.started_on, run.moment, run.version) == (TODAY, Moment.HALF_YEAR, 1)
    run = session.checklists.answer(run, Reply("doel", Answer.NO))
    assert session.checklists.start("casus", case_id=case_id, moment=Moment.END) == run, "continued"
    assert session.checklists.load(run.id or 0) == run
    assert heard == [frozenset({Change.CHECKLISTS})] * 2


def test_an_unknown_list_or_one_for_something_else_is_refused(session: Session, case_id: int) -> None:
    with pytest.raises(NotFound):
        session.checklists.start("casus-2019", case_id=case_id)
    for wrong in ({"agreement_id": 1}, {}, {"case_id": 1, "agreement_id": 1}):
        with pytest.raises(ValueError, match="one case or one agreement"):
            session.checklists.start("casus", **wrong)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="one case or one agreement"):
        session.checklists.history()


def test_v25_nee_is_kept_at_once_and_asks_its_explanation_only_to_finish(
    session: Session, case_id: int
) -> None:
    run = answer_all(session, session.checklists.start("casus", case_id=case_id))
    run = session.checklists.answer(run, Reply("doel", Answer.NO))
    assert blocking(session.checklists.check(run)) == []
    assert [each.rule for each in blocking(session.checklists.check(run, finishing=True))] == ["V25"]
    with pytest.raises(NotValid) as refused:
        session.checklists.finish(run)
    assert codes(refused) == {"explanation-required"}
    run = session.checklists.answer(run, Reply("doel", Answer.NO, "De training is klaar, thuis nog niet."))
    assert session.checklists.finish(run).finished_on == TODAY


def test_an_open_question_keeps_the_run_open(session: Session, case_id: int) -> None:
    run = session.checklists.start("casus", case_id=case_id)
    with pytest.raises(NotValid) as refused:
        session.checklists.finish(run)
    assert codes(refused) == {"answer-missing"}
    assert session.checklists.load(run.id or 0).finished_on is None


def test_the_question_for_a_jp_is_asked_when_one_works_on_the_case(session: Session, case_id: int) -> None:
    run = answer_all(session, session.checklists.start("casus", case_id=case_id))
    assert not session.checklists.with_jp(run)
    jp = session.relations.save_person(PersonDraft("Rachid Benali", worker_type=WorkerType.JP))
    session.contacts.save(_talk_with_parents(case_id))
    draft = session.cases.load(case_id)
    session.cases.save(replace(draft, worker_ids=(jp,)))
    assert session.checklists.with_jp(run)
    with pytest.raises(NotValid) as refused:
        session.checklists.finish(run)
    assert [each.field for each in refused.value.problems] == ["replies[jmw-jp].answer"]


def _talk_with_parents(case_id: int) -> ContactDraft:
    from jeugdhulp_desktop.domain.contacts import WithWhom

    return ContactDraft(case_id=case_id, happened_on=TODAY, with_whom=tuple(WithWhom), fact="Gesproken.")


def test_finishing_sets_the_next_review_half_a_year_on(session: Session, case_id: int) -> None:
    heard: list[frozenset[Change]] = []
    run = answer_all(session, session.checklists.start("casus", case_id=case_id))
    session.changes.subscribe(heard.append)
    done = session.checklists.finish(run)
    assert done.next_on == date(2027, 3, 15)
    assert session.cases.load(case_id).next_review_on == date(2027, 3, 15)
    assert heard == [frozenset({Change.CHECKLISTS, Change.CASES})]


def test_a_chosen_day_is_the_next_review_and_lies_ahead(session: Session, case_id: int) -> None:
    run = answer_all(session, session.checklists.start("casus", case_id=case_id))
    with pytest.raises(NotValid) as refused:
        session.checklists.set_next(run, TODAY)
    assert codes(refused) == {"date-in-past"}
    run = session.checklists.set_next(run, date(2026, 12, 1))
    assert session.checklists.finish(run).next_on == date(2026, 12, 1)
    assert session.cases.load(case_id).next_review_on == date(2026, 12, 1)


def test_a_chosen_day_can_be_taken_back(session: Session, case_id: int) -> None:
    run = session.checklists.set_next(session.checklists.start("casus", case_id=case_id), date(2026, 12, 1))
    assert session.checklists.set_next(run, None).next_on is None


def test_what_is_finished_is_history(session: Session, case_id: int) -> None:
    run = session.checklists.finish(answer_all(session, session.checklists.start("casus", case_id=case_id)))
    for change in (
        lambda: session.checklists.answer(run, Reply("doel", Answer.NO)),
        lambda: session.checklists.set_next(run, date(2026, 12, 1)),
        lambda: session.checklists.finish(run),
        lambda: session.checklists.delete(run.id or 0),
    ):
        with pytest.raises(NotValid) as refused:
            change()
        assert codes(refused) == {"run-finished"}
    again = session.checklists.start("casus", case_id=case_id, moment=Moment.END)
    assert session.checklists.previous(again) == run
    assert session.checklists.previous(run) is None
    assert [line.id for line in session.checklists.history(case_id=case_id)] == [again.id, run.id]


def test_f38_an_older_copy_of_the_run_is_told(session: Session, case_id: int) -> None:
    run = session.checklists.start("casus", case_id=case_id)
    session.checklists.answer(run, Reply("doel", Answer.YES))
    for change in (
        lambda: session.checklists.answer(run, Reply("doel", Answer.NO)),
        lambda: session.checklists.set_next(run, None),
        lambda: session.checklists.finish(run),
    ):
        with pytest.raises(ChangedElsewhere):
            change()


def test_an_answer_that_cannot_be_kept_is_refused_by_its_own_field(session: Session, case_id: int) -> None:
    run = session.checklists.start("casus", case_id=case_id)
    with pytest.raises(NotValid) as refused:
        session.checklists.answer(run, Reply("doel", Answer.NO, "a" * 2_001))
    assert [each.field for each in refused.value.problems] == ["replies[doel].explanation"]
    with pytest.raises(KeyError):
        session.checklists.answer(run, Reply("bestaat-niet", Answer.NO))
    kept = session.checklists.answer(run, Reply("doel", Answer.NO, "thuis\x00\u202e niet"))
    assert "\x00" not in kept.reply("doel").explanation


def test_evidence_points_at_a_contact_moment_of_the_same_case(session: Session, case_id: int) -> None:
    talk = session.contacts.save(_talk_with_parents(case_id))
    other = session.cases.save(CaseDraft(school_id=school_id(session)))
    run = session.checklists.start("casus", case_id=case_id)
    kept = session.checklists.answer(run, Reply("ouders", Answer.YES, evidence_contact_id=talk))
    assert kept.reply("ouders").evidence_contact_id == talk
    elsewhere = session.checklists.start("casus", case_id=other)
    with pytest.raises(NotValid) as refused:
        session.checklists.answer(elsewhere, Reply("ouders", Answer.YES, evidence_contact_id=talk))
    assert codes(refused) == {"evidence-unknown"}


def test_an_unfinished_run_can_be_thrown_away(session: Session, case_id: int) -> None:
    run = session.checklists.start("casus", case_id=case_id)
    session.checklists.delete(run.id or 0)
    with pytest.raises(NotFound):
        session.checklists.load(run.id or 0)
    with session.database.read() as connection:
        line = load_audit_lines(connection, subject="checklist")[0]
    assert (line.action, line.record_id) == ("delete-checklist", run.id)


def test_the_list_of_the_year_begins_with_what_is_to_be_done(session: Session, case_id: int) -> None:
    at_table = session.agreements.advance(filled(session), Step.FREEZE)
    session.agreements.advance(signed_values(at_table), Step.SIGN)
    done = session.checklists.start(
        "casus", case_id=session.cases.save(CaseDraft(school_id=school_id(session)))
    )
    lines = session.checklists.lines(YEAR)
    assert [(line.scope, line.due_on, line.id) for line in lines] == [
        (Scope.CASE, date(2026, 9, 1), None),
        (Scope.AGREEMENT, date(2027, 2, 28), None),
        (Scope.AGREEMENT, date(2027, 6, 30), None),
        (Scope.CASE, None, done.id),
    ]
    assert lines[0].about == "Noor Yıldız"
    assert session.checklists.lines(YEAR.next) == []


def test_an_agreement_is_asked_about_its_end_after_halfway(session: Session) -> None:
    at_table = session.agreements.advance(filled(session), Step.FREEZE)
    signed = session.agreements.advance(signed_values(at_table), Step.SIGN)
    run = session.checklists.start("afspraak", agreement_id=signed.id)
    run = session.checklists.finish(answer_all(session, run))
    assert run.next_on is None
    end = session.checklists.start("afspraak", agreement_id=signed.id, moment=Moment.END)
    assert session.checklists.previous(end) == run
    assert len(session.checklists.history(agreement_id=signed.id)) == 2


def test_a_run_keeps_the_version_of_the_list_it_was_made_with(
    session: Session, case_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = session.checklists.start("casus", case_id=case_id)
    newer = tuple(
        replace(each, version=each.version + 1, items=each.items[:3]) for each in structures.load_checklists()
    )
    monkeypatch.setattr("jeugdhulp_desktop.services.checklists.load_checklists", lambda: newer)
    assert session.checklists.load(run.id or 0).template.version == run.template.version
    assert len(session.checklists.start("casus", case_id=case_id).template.items) == 10
    other = session.cases.save(CaseDraft(school_id=school_id(session)))
    assert len(session.checklists.start("casus", case_id=other).template.items) == 3
