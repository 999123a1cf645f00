"""Additional deployment on a real vault: asked, decided on, frozen, undone, extended and split (002:35)."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from jeugdhulp_desktop.domain.additions import Addition, AdditionStatus, AdditionStep, Requester
from jeugdhulp_desktop.domain.agreement_kinds import Role
from jeugdhulp_desktop.domain.agreement_sections import Deployment, PartyAtTable
from jeugdhulp_desktop.domain.agreement_terms import Deviation, Finance, Rate
from jeugdhulp_desktop.domain.agreements import Agreement
from jeugdhulp_desktop.domain.canonical import control_number
from jeugdhulp_desktop.domain.documents import PaperKey, PaperKind
from jeugdhulp_desktop.domain.errors import ChangedElsewhere, DamagedDatabase, NotFound, NotValid
from jeugdhulp_desktop.domain.relations import WorkerType
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.services.changes import Change
from jeugdhulp_desktop.services.session import Session
from jeugdhulp_desktop.storage.addition_line_queries import granted_hours
from jeugdhulp_desktop.storage.addition_queries import load_frozen_addition
from jeugdhulp_desktop.storage.audit import Action, load_audit_lines
from jeugdhulp_desktop.storage.case_queries import load_full_names
from jeugdhulp_desktop.storage.paper_queries import load_print
from tests.additions import GRANTABLE
from tests.services.conftest import Opened, Template

YEAR = SchoolYear(2026)
SCHOOL = 1
NOW = datetime(2026, 10, 20, 9, 0, tzinfo=UTC)
TODAY = date(2026, 10, 20)


@pytest.fixture
def session(open_copy: Opened, empty_template: Template) -> Session:
    """A vault with one school, when what the three parties agreed on 5 October has happened."""
    return open_copy(empty_template, clock=lambda: NOW)


@pytest.fixture
def agreement(session: Session) -> Agreement:
    """A kept concept of this school: JMW at a rate, three parties with their speakers."""
    draft = session.agreements.new(SCHOOL, YEAR)
    return session.agreements.save(
        replace(
            draft,
            deployments=(Deployment(WorkerType.JMW, hours_per_week=Decimal(8)),),
            finance=Finance(rates=(Rate(WorkerType.JMW, Decimal("62.40")),)),
            parties=(
                PartyAtTable(Role.SCHOOL, "VSO De Proef", "Ilse Vermeer", "zorgcoördinator"),
                PartyAtTable(Role.WELFARE, "Welzijn Noord", "Hanna Postma", "teamleider"),
                PartyAtTable(Role.MUNICIPALITY, "Gemeente Veenrand", "Karel de Boer", "beleidsadviseur"),
            ),
        )
    )


def requested(session: Session, **values: object) -> Addition:
    draft = replace(GRANTABLE, requested_on=None, decided_on=None, **values)  # type: ignore[arg-type]
    return session.additions.advance(session.additions.save(draft), AdditionStep.REQUEST)


def granted(session: Session, **values: object) -> Addition:
    return session.additions.advance(requested(session, **values), AdditionStep.GRANT)


def evaluated(session: Session) -> Addition:
    return session.additions.advance(
        replace(granted(session), outcome="De wachtlijst is weg."), AdditionStep.EVALUATE
    )


def codes(refused: pytest.ExceptionInfo[NotValid]) -> set[str]:
    return {each.code for each in refused.value.problems}


def test_a_new_request_knows_who_asks_whom_for_which_worker(session: Session, agreement: Agreement) -> None:
    new = session.additions.new(SCHOOL, YEAR)
    assert new.school_requester == Requester("VSO De Proef", "Ilse Vermeer", "zorgcoördinator")
    assert new.welfare_requester == Requester("Welzijn Noord", "Hanna Postma", "teamleider")
    assert new.addressee == "Gemeente Veenrand, Karel de Boer (beleidsadviseur)"
    assert (new.worker_type, new.rate) == (WorkerType.JMW, Decimal("62.40"))
    assert [each.name for each in new.approvals] == ["Ilse Vermeer", "Hanna Postma", "Karel de Boer"]
    assert {each.agreed_on for each in new.approvals} == {None}
    assert (new.number, new.status, new.id) == (1, AdditionStatus.DRAFT, None)


def test_without_an_agreement_a_request_can_be_begun_and_says_so(session: Session) -> None:
    new = session.additions.new(SCHOOL, YEAR)
    assert new.school_requester.organisation == "VSO De Proef"
    assert "addition-without-basis" in {each.code for each in session.additions.check(new)}
    assert session.additions.basic(SCHOOL, YEAR) == ()


def test_the_only_worker_of_the_basis_is_asked_for(session: Session, agreement: Agreement) -> None:
    jp = (Deployment(WorkerType.JP, hours_per_week=Decimal(4)),)
    session.agreements.save(replace(agreement, deployments=jp))
    assert session.additions.new(SCHOOL, YEAR).worker_type is WorkerType.JP
    assert session.additions.basic(SCHOOL, YEAR) == jp


def test_a_request_is_kept_whole_and_numbered_within_school_and_year(session: Session) -> None:
    kept = session.additions.save(GRANTABLE)
    assert kept.id is not None
    assert session.additions.load(kept.id) == kept == replace(GRANTABLE, id=kept.id, version=1)
    assert session.additions.save(GRANTABLE).number == 2
    assert session.additions.save(replace(GRANTABLE, school_year=YEAR.next)).number == 1


def test_f38_a_stale_request_never_overwrites(session: Session) -> None:
    kept = session.additions.save(GRANTABLE)
    session.additions.save(replace(kept, evidence="Nieuw."))
    with pytest.raises(ChangedElsewhere):
        session.additions.save(replace(kept, evidence="Oud."))
    with pytest.raises(ChangedElsewhere):
        session.additions.advance(kept, AdditionStep.REQUEST)


def test_what_the_database_cannot_hold_is_refused_and_the_rest_is_kept(session: Session) -> None:
    with pytest.raises(NotValid) as refused:
        session.additions.save(replace(GRANTABLE, hours_per_week=Decimal("NaN")))
    assert codes(refused) == {"hours-range"}
    empty = session.additions.save(Addition(SCHOOL, YEAR))
    assert empty.id is not None


def test_asking_without_motivation_stays_a_concept(session: Session) -> None:
    kept = session.additions.save(replace(GRANTABLE, motivation="Te druk."))
    with pytest.raises(NotValid) as refused:
        session.additions.advance(kept, AdditionStep.REQUEST)
    assert "motivation-short" in codes(refused)
    assert session.additions.load(kept.id or 0).status is AdditionStatus.DRAFT


def test_a_step_of_a_new_request_that_is_refused_leaves_nothing_behind(session: Session) -> None:
    """Else a second try would stand beside the first as another request."""
    new = replace(GRANTABLE, motivation="Te druk.", id=None)
    for step in (AdditionStep.REQUEST, AdditionStep.REOPEN):
        with pytest.raises(NotValid):
            session.additions.advance(new, step)
    with pytest.raises(NotValid):
        session.additions.split(new)
    assert session.additions.lines(YEAR) == []
    asked = session.additions.advance(replace(GRANTABLE, id=None), AdditionStep.REQUEST)
    assert (asked.number, asked.version) == (1, 2)


def test_asking_notes_the_day_and_withdrawing_forgets_it(session: Session) -> None:
    asked = requested(session)
    assert (asked.status, asked.requested_on) == (AdditionStatus.REQUESTED, TODAY)
    back = session.additions.advance(asked, AdditionStep.WITHDRAW)
    assert (back.status, back.requested_on) == (AdditionStatus.DRAFT, None)


def test_granting_fixes_tree_controlegetal_and_print(session: Session) -> None:
    kept = granted(session)
    key = PaperKey(PaperKind.ADDITION, kept.id or 0)
    assert (kept.status, kept.decided_on) == (AdditionStatus.GRANTED, date(2026, 10, 5))
    with session.database.read() as connection:
        canonical = load_frozen_addition(connection, kept.id or 0)
        printed = load_print(connection, key, kept.frozen_control)
        hours = granted_hours(connection, YEAR)
    assert canonical is not None
    assert control_number(canonical) == kept.frozen_control
    assert session.documents.pdf(key) == printed
    assert hours == {(SCHOOL, WorkerType.JMW): Decimal(90)}
    assert session.additions.document(kept.id or 0).control == kept.frozen_control


def test_f54_what_was_granted_prints_the_same_whatever_is_noted_since(session: Session) -> None:
    kept = granted(session)
    key = PaperKey(PaperKind.ADDITION, kept.id or 0)
    before = session.documents.pdf(key)
    noted = session.additions.save(replace(kept, paper_kept_at="kast 2"))
    session.additions.advance(replace(noted, outcome="Gehaald."), AdditionStep.EVALUATE)
    assert session.documents.pdf(key) == before
    assert session.additions.load(kept.id or 0).paper_kept_at == "kast 2"


def test_what_was_granted_does_not_change(session: Session) -> None:
    kept = granted(session)
    with pytest.raises(NotValid) as refused:
        session.additions.save(replace(kept, weeks=Decimal(21)))
    assert codes(refused) == {"addition-frozen"}
    with pytest.raises(NotValid):
        session.additions.advance(replace(kept, outcome="Gehaald.", weeks=Decimal(21)), AdditionStep.EVALUATE)
    assert session.additions.load(kept.id or 0) == kept


def test_a_tree_that_was_changed_is_damage(session: Session) -> None:
    kept = granted(session)
    with session.database.write(Action.SAVE_ADDITION, "addition", kept.id) as connection:
        connection.exec_driver_sql("UPDATE additions SET canonical = X'7b7d'")
    with pytest.raises(DamagedDatabase):
        session.additions.document(kept.id or 0)


def test_a_reason_that_answers_nothing_is_left_out_when_granted(
    session: Session, agreement: Agreement
) -> None:
    needless = (Deviation("V12", "JP", "Was eerst nodig.", "Ilse", TODAY),)
    assert granted(session, deviations=needless).deviations == ()


def test_undoing_a_decision_asks_a_reason_and_the_parties_agree_again(session: Session) -> None:
    kept = granted(session)
    key = PaperKey(PaperKind.ADDITION, kept.id or 0)
    with pytest.raises(NotValid) as refused:
        session.additions.advance(kept, AdditionStep.REOPEN, reason="  ")
    assert codes(refused) == {"reason-required"}
    opened = session.additions.advance(kept, AdditionStep.REOPEN, reason="Uren klopten niet.")
    assert (opened.status, opened.frozen_control, opened.decided_on) == (AdditionStatus.REQUESTED, "", None)
    assert {each.agreed_on for each in opened.approvals} == {None}
    with session.database.read() as connection:
        assert load_print(connection, key, kept.frozen_control) is None
        assert granted_hours(connection, YEAR) == {}
    (step,) = session.additions.steps_taken(kept.id or 0)
    assert (step.before, step.after, step.reason) == (
        AdditionStatus.GRANTED,
        AdditionStatus.REQUESTED,
        "Uren klopten niet.",
    )


def test_rejecting_says_why_and_closes_the_request(session: Session) -> None:
    asked = requested(session)
    with pytest.raises(NotValid) as refused:
        session.additions.advance(asked, AdditionStep.REJECT)
    assert codes(refused) == {"decision-note-missing"}
    closed = session.additions.advance(replace(asked, decision_note="Geen budget."), AdditionStep.REJECT)
    assert (closed.status, closed.decided_on) == (AdditionStatus.REJECTED, TODAY)
    with pytest.raises(NotValid) as frozen:
        session.additions.save(replace(closed, motivation="Toch wel."))
    assert codes(frozen) == {"addition-closed"}
    opened = session.additions.advance(closed, AdditionStep.REOPEN, reason="Nieuw budget.")
    assert (opened.status, opened.decision_note) == (AdditionStatus.REQUESTED, "Geen budget.")


def test_a_step_that_does_not_follow_is_refused(session: Session) -> None:
    kept = session.additions.save(GRANTABLE)
    with pytest.raises(NotValid) as refused:
        session.additions.advance(kept, AdditionStep.GRANT)
    assert codes(refused) == {"addition-step-not-possible"}
    with pytest.raises(ValueError, match="extend"):
        session.additions.advance(kept, AdditionStep.EXTEND)


def test_it_is_evaluated_and_stopped(session: Session) -> None:
    kept = evaluated(session)
    assert (kept.status, kept.evaluated_on) == (AdditionStatus.EVALUATED, TODAY)
    stopped = session.additions.advance(kept, AdditionStep.STOP)
    assert (stopped.status, stopped.frozen_control) == (AdditionStatus.STOPPED, kept.frozen_control)


def test_an_extension_is_a_new_request_and_undone_by_deleting_it(session: Session) -> None:
    kept = evaluated(session)
    with pytest.raises(NotValid) as refused:
        session.additions.extend(kept.id or 0, "  ")
    assert codes(refused) == {"reason-required"}
    new = session.additions.extend(kept.id or 0, "Er is een tweede groep gezinnen.")
    assert (new.previous_id, new.number, new.status) == (kept.id, 2, AdditionStatus.DRAFT)
    assert {each.agreed_on for each in new.approvals} == {None}
    assert session.additions.load(kept.id or 0).status is AdditionStatus.EXTENDED
    session.additions.delete(new.id or 0)
    assert session.additions.load(kept.id or 0).status is AdditionStatus.EVALUATED
    with pytest.raises(NotFound):
        session.additions.load(new.id or 0)


def test_only_what_is_evaluated_is_extended(session: Session) -> None:
    with pytest.raises(NotValid) as refused:
        session.additions.extend(granted(session).id or 0, "Verder.")
    assert codes(refused) == {"addition-step-not-possible"}


def test_v12_a_request_past_july_becomes_two_of_two_years(session: Session) -> None:
    long = replace(GRANTABLE, ends_on=date(2027, 10, 15), weeks=Decimal(40))
    first, second = session.additions.split(long)
    assert (first.school_year, first.ends_on) == (YEAR, YEAR.end)
    assert (second.school_year, second.starts_on, second.number) == (YEAR.next, YEAR.next.start, 1)
    assert {line.id for line in session.additions.lines(YEAR)} == {first.id}
    assert session.additions.years() == [YEAR.next, YEAR]
    with pytest.raises(NotValid) as refused:
        session.additions.split(first)
    assert codes(refused) == {"addition-not-split"}
    with pytest.raises(NotValid) as frozen:
        session.additions.split(granted(session))
    assert codes(frozen) == {"addition-frozen"}


def test_only_a_concept_is_deleted(session: Session) -> None:
    asked = requested(session)
    with pytest.raises(NotValid) as refused:
        session.additions.delete(asked.id or 0)
    assert codes(refused) == {"addition-only-draft"}


def test_the_file_of_a_request_that_is_deleted_leaves_the_report_folder(session: Session) -> None:
    kept = session.additions.save(GRANTABLE)
    key = PaperKey(PaperKind.ADDITION, kept.id or 0)
    session.documents.sync([key])
    path = session.documents.path_of(key)
    assert path is not None
    session.additions.delete(key.id)
    session.documents.sync([])
    assert not path.exists()


def test_the_list_tells_what_runs_and_what_asks_to_be_stopped_or_extended(
    session: Session, open_copy: Opened
) -> None:
    granted(session, ends_on=date(2026, 11, 27), weeks=Decimal(4))
    session.additions.save(GRANTABLE)
    first, second = session.additions.lines(YEAR)
    assert [(each.running, each.due) for each in (first, second)] == [(False, True), (False, False)]
    assert session.additions.lines(YEAR, school_id=99) == []


def test_how_exceptional_it_is(session: Session, agreement: Agreement) -> None:
    assert session.additions.share(YEAR).of_schools == 0
    granted(session)
    share = session.additions.share(YEAR)
    assert (share.with_addition, share.agreements) == (1, 1)
    assert (share.hours_additional, share.hours_all) == (Decimal(90), Decimal(410))


def test_the_paper_that_is_granted_counts_itself_among_the_exceptions(
    session: Session, agreement: Agreement
) -> None:
    asked = requested(session)
    open_share = session.additions.document(asked.id or 0).share
    kept = session.additions.advance(asked, AdditionStep.GRANT)
    frozen_share = session.additions.document(kept.id or 0).share
    assert open_share is not None
    assert frozen_share == session.additions.share(YEAR)
    assert (open_share.with_addition, frozen_share.with_addition) == (0, 1)


def test_the_open_agreement_prints_what_was_granted(session: Session, agreement: Agreement) -> None:
    key = PaperKey(PaperKind.AGREEMENT, agreement.id or 0)
    before = session.documents.due(key).content
    granted(session)
    assert session.documents.due(key).content != before
    assert len(session.agreements.document(agreement.id or 0).additions) == 1


def test_an_open_paper_follows_the_basic_deployment(session: Session, agreement: Agreement) -> None:
    key = PaperKey(PaperKind.ADDITION, requested(session).id or 0)
    before = session.documents.due(key)
    more = (Deployment(WorkerType.JMW, hours_per_week=Decimal(10)),)
    session.agreements.save(replace(agreement, deployments=more))
    assert session.documents.due(key).content != before.content
    assert before.status == "aangevraagd"


def test_every_write_is_told_and_noted_without_content(session: Session) -> None:
    told: list[frozenset[Change]] = []
    session.changes.subscribe(told.append)
    kept = granted(session)
    assert all(Change.ADDITIONS in each for each in told)
    with session.database.read() as connection:
        lines = load_audit_lines(connection, subject="addition", record_id=kept.id)
    assert [each.action for each in lines] == ["decide-addition", "save-addition", "save-addition"]


def test_v26_a_pupils_full_name_in_a_request_is_a_remark_with_a_jump(demo: Session) -> None:
    with demo.database.read() as connection:
        name = next(each for each in load_full_names(connection) if " " in each)
    draft = replace(GRANTABLE, motivation=f"{GRANTABLE.motivation} Vooral {name} heeft dit nodig.")
    (found,) = [each for each in demo.additions.check(draft) if each.code == "pupil-name"]
    assert found.field == "motivation"
    assert name not in str(found)
