"""The life of an agreement through its service, on a real vault (domain.md 6.2, 6.3)."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from jeugdhulp_desktop.domain.agreement_kinds import DeploymentKind, Role
from jeugdhulp_desktop.domain.agreement_sections import Deployment, Offer, Theme
from jeugdhulp_desktop.domain.agreement_terms import Deviation
from jeugdhulp_desktop.domain.agreements import (
    Agreement,
    AgreementStatus,
    Step,
)
from jeugdhulp_desktop.domain.canonical import control_number
from jeugdhulp_desktop.domain.cases import CaseDraft, CaseStatus
from jeugdhulp_desktop.domain.documents import PaperKey, PaperKind
from jeugdhulp_desktop.domain.errors import ChangedElsewhere, DamagedDatabase, NotFound, NotValid
from jeugdhulp_desktop.domain.evaluations import EvaluationMoment
from jeugdhulp_desktop.domain.problems import Level
from jeugdhulp_desktop.domain.pupils import PupilDraft, PupilName
from jeugdhulp_desktop.domain.relations import PartyDraft, PartyKind, PersonDraft, WorkerType
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.domain.schools import SchoolDraft, SchoolType
from jeugdhulp_desktop.services.agreements import life
from jeugdhulp_desktop.services.changes import Change
from jeugdhulp_desktop.services.session import Session
from jeugdhulp_desktop.storage.agreement_queries import load_canonical
from jeugdhulp_desktop.storage.audit import Action, load_audit_lines
from tests.services.conftest import NOW, TODAY, Opened, Template

YEAR = SchoolYear(2026)
LAST_YEAR = YEAR.previous
CONCEPT, DISCUSSION, SIGNING, SIGNED, CLOSED, REPLACED = AgreementStatus


def school_id(session: Session) -> int:
    return session.schools.lines()[0].id


def filled(session: Session, year: SchoolYear = YEAR, school: int | None = None) -> Agreement:
    """An agreement that can be frozen as it is, not kept yet."""
    draft = session.agreements.new(school or school_id(session), year)
    return replace(
        draft,
        deployments=(
            Deployment(WorkerType.JMW, worker_name="Marieke Dijkstra", hours_per_week=Decimal("8.5")),
        ),
        themes=tuple(
            Theme(f"t{number}", title, lead="Marieke Dijkstra, JMW")
            for number, title in enumerate(("Pesten", "Sociale vaardigheid", "Hulp bij scheiding"), 1)
        ),
        offers=(Offer("o1", "SOVA-training", theme_keys=("t1", "t2", "t3")),),
        signatories=tuple(replace(each, name="Wie Tekent") for each in draft.signatories),
    )  # fmt: skip


def signed_values(agreement: Agreement, day: date = TODAY) -> Agreement:
    signatures = tuple(replace(each, signed_on=day, place="Veenrand") for each in agreement.signatories)
    return replace(agreement, signatories=signatures, paper_kept_at="kast 3, map 2026")


def frozen(session: Session, **changes: object) -> Agreement:
    draft = replace(filled(session), **changes)  # type: ignore[arg-type]
    return session.agreements.advance(draft, Step.FREEZE)


def signed(session: Session, year: SchoolYear = YEAR, school: int | None = None) -> Agreement:
    at_table = session.agreements.advance(filled(session, year, school), Step.FREEZE)
    return session.agreements.advance(signed_values(at_table), Step.SIGN)


def codes(refused: pytest.ExceptionInfo[NotValid]) -> list[str]:
    return [each.code for each in refused.value.problems]


def test_a_new_agreement_begins_with_structure_sociale_kaart_and_user(session: Session) -> None:
    welfare = session.relations.save_party(
        PartyDraft("Welzijn Veenrand", PartyKind.WELFARE, phone="0500 550220")
    )
    session.relations.save_party(PartyDraft("Gemeente Elders", PartyKind.MUNICIPALITY))
    session.relations.save_person(PersonDraft("Ruben van Dalfsen", "teamleider jeugd", party_id=welfare))
    session.relations.save_person(
        PersonDraft(
            "Rachid Benali", party_id=welfare, worker_type=WorkerType.JP, school_id=school_id(session)
        )
    )
    session.relations.save_person(PersonDraft("Ilse Vermeer", email="i.vermeer@proef.example"))
    draft = session.agreements.new(school_id(session), YEAR)
    assert (draft.id, draft.number, draft.status, draft.dated) == (None, 1, CONCEPT, TODAY)
    assert (draft.author, draft.structure_id) == ("Ilse Vermeer", "neutraal")
    assert (draft.school.name, draft.school.school_type) == ("VSO De Proef", SchoolType.VSO)
    school, partner, municipality = draft.parties
    assert (school.person, school.function, school.email) == (
        "Ilse Vermeer", "zorgcoördinator", "i.vermeer@proef.example",
    )  # fmt: skip
    assert (partner.organisation, partner.person, partner.phone) == (
        "Welzijn Veenrand", "Ruben van Dalfsen", "0500 550220",
    )  # fmt: skip
    assert municipality.organisation == "Gemeente Veenrand", "another municipality is no party here"
    session.relations.save_party(
        PartyDraft("Gemeente Veenrand", PartyKind.MUNICIPALITY, email="jeugd@veenrand.example")
    )
    known = session.agreements.new(school_id(session), YEAR).parties[2]
    assert (known.organisation, known.person, known.email) == (
        "Gemeente Veenrand",
        "",
        "jeugd@veenrand.example",
    )
    assert [(row.worker_type, row.worker_name) for row in draft.deployments] == [
        (WorkerType.JMW, ""),
        (WorkerType.JP, "Rachid Benali"),
    ]
    assert [each.role for each in draft.signatories] == list(Role)
    assert draft.tasks
    assert draft.measures
    assert draft.themes == (), "a theme is chosen with the school, never given"


def test_a_worker_is_only_proposed_where_the_kind_of_school_has_one(session: Session) -> None:
    session.relations.save_person(PersonDraft("Ingrid Lanting", worker_type=WorkerType.JW))
    primary = session.schools.save(SchoolDraft("De Wissel", SchoolType.BAO, swv="SWV"))
    assert [row.worker_type for row in session.agreements.new(primary, YEAR).deployments] == [WorkerType.JMW]
    with pytest.raises(NotFound):
        session.agreements.new(99, YEAR)


def test_a_saved_agreement_comes_back_with_the_school_as_it_is_now(session: Session) -> None:
    heard: list[frozenset[Change]] = []
    session.changes.subscribe(heard.append)
    draft = session.agreements.new(school_id(session), YEAR)
    mine = session.schools.mine()
    assert mine is not None
    session.schools.save(replace(mine, name="VSO De Nieuwe Proef"))
    kept = session.agreements.save(replace(draft, aim="Vroeg zien\u202e\x00, e\u0301en plan \ud800"))
    assert kept.school.name == "VSO De Nieuwe Proef"
    assert "\x00" not in kept.aim
    assert "éen plan " in kept.aim  # NFC
    assert session.agreements.load(kept.id or 0) == kept
    assert heard[-1] == frozenset({Change.AGREEMENTS})
    assert [line.id for line in session.agreements.lines(YEAR)] == [kept.id]


def test_unfinished_is_kept_and_what_cannot_be_is_refused_by_field(session: Session) -> None:
    bare = replace(session.agreements.new(school_id(session), YEAR), parties=(), signatories=(), measures=())
    kept = session.agreements.save(bare)
    with pytest.raises(NotValid) as refused:
        session.agreements.save(replace(kept, deployments=(Deployment(hours_per_week=Decimal("1e9")),)))
    assert [(each.field, each.code) for each in refused.value.problems] == [
        ("deployments[0].hours_per_week", "hours-range")
    ]
    assert session.agreements.load(kept.id or 0) == kept


def test_a_step_of_a_new_agreement_that_is_refused_leaves_nothing_behind(session: Session) -> None:
    """Else a second try would be told that there is an agreement already."""
    new = replace(filled(session), themes=())
    for _try in range(2):
        with pytest.raises(NotValid) as refused:
            session.agreements.advance(new, Step.FREEZE)
        assert "agreement-exists" not in codes(refused)
    assert session.agreements.lines(YEAR)[0].id is None


def test_f36_what_cannot_be_kept_is_told_when_going_back_to_concept_too(session: Session) -> None:
    discussed = session.agreements.advance(filled(session), Step.DISCUSS)
    row = replace(discussed.deployments[0], weeks=Decimal("NaN"))
    with pytest.raises(NotValid):
        session.agreements.advance(replace(discussed, deployments=(row,)), Step.REOPEN)
    assert session.agreements.load(discussed.id or 0) == discussed


def test_a_school_has_one_agreement_a_year(session: Session) -> None:
    session.agreements.save(filled(session))
    with pytest.raises(NotValid) as refused:
        session.agreements.save(filled(session))
    assert codes(refused) == ["agreement-exists"]


def test_f38_two_windows_and_the_second_is_told(session: Session) -> None:
    kept = session.agreements.save(filled(session))
    session.agreements.save(replace(kept, aim="van de eerste"))
    with pytest.raises(ChangedElsewhere):
        session.agreements.save(replace(kept, aim="van de tweede"))
    with pytest.raises(ChangedElsewhere):
        session.agreements.advance(kept, Step.FREEZE)


def test_freezing_fixes_content_tree_and_controlegetal(session: Session) -> None:
    at_table = frozen(session)
    assert (at_table.status, len(at_table.frozen_control)) == (SIGNING, 16)
    assert session.agreements.load(at_table.id or 0) == at_table
    with session.database.read() as connection:
        canonical = load_canonical(connection, at_table.id or 0)
        assert load_audit_lines(connection, subject="agreement")[0].action == Action.FREEZE_AGREEMENT
    assert canonical is not None
    assert control_number(canonical) == at_table.frozen_control
    assert session.agreements.document(at_table.id or 0).control == at_table.frozen_control


def test_freezing_is_refused_until_what_it_asks_is_there(session: Session) -> None:
    draft = replace(filled(session), themes=(), offers=(), deviations=())
    kept = session.agreements.save(draft)
    with pytest.raises(NotValid) as refused:
        session.agreements.advance(kept, Step.FREEZE)
    assert set(codes(refused)) == {"theme-required", "pinned-theme-absent", "no-group-offer"}
    reasons = [("V09", "Pesten"), ("V09", "Sociale vaardigheid"), ("V09", "Hulp bij scheiding"), ("V10", "")]
    recorded = tuple(Deviation(rule, subject, "bewust", "Ilse", TODAY) for rule, subject in reasons)
    with pytest.raises(NotValid) as refused:
        session.agreements.advance(replace(kept, deviations=recorded), Step.FREEZE)
    assert codes(refused) == ["theme-required"]
    own = replace(kept, deviations=recorded, themes=(Theme("t1", "Verzuim", lead="Marieke"),))
    assert session.agreements.advance(own, Step.FREEZE).status is SIGNING


def test_a_reason_for_what_was_chosen_after_all_is_not_printed(session: Session) -> None:
    reasons = tuple(
        Deviation("V09", subject, "bewust", "Ilse", TODAY) for subject in ("Pesten", "Hulp bij scheiding")
    )
    draft = replace(filled(session), deviations=reasons)
    kept = session.agreements.save(replace(draft, themes=draft.themes[:2]))
    assert kept.deviations == reasons, "what was typed stays while one edits"
    assert session.agreements.document(kept.id or 0).agreement.deviations == reasons[1:]
    at_table = session.agreements.advance(kept, Step.FREEZE)
    assert at_table.deviations == reasons[1:]
    assert session.agreements.load(at_table.id or 0) == at_table


def test_a_frozen_agreement_keeps_its_content_and_notes_who_signed(session: Session) -> None:
    at_table = frozen(session)
    with pytest.raises(NotValid) as refused:
        session.agreements.save(replace(at_table, aim="iets anders"))
    assert codes(refused) == ["frozen"]
    first, *others = at_table.signatories
    noted = replace(at_table, signatories=(replace(first, name="Waarnemer", signed_on=TODAY), *others))
    kept = session.agreements.save(noted)
    assert (kept.status, kept.frozen_control) == (SIGNING, at_table.frozen_control)
    line = session.agreements.lines(YEAR)[0]
    assert line.unsigned == tuple(each.organisation for each in others)
    assert session.agreements.document(kept.id or 0).agreement.signatories[0].name == first.name


def test_signing_asks_names_dates_and_place_and_changes_nothing_on_paper(session: Session) -> None:
    at_table = frozen(session)
    with pytest.raises(NotValid) as refused:
        session.agreements.advance(at_table, Step.SIGN)
    assert set(codes(refused)) == {"signed-on-missing", "paper-place-missing"}
    with pytest.raises(NotValid) as refused:
        session.agreements.advance(replace(signed_values(at_table), aim="anders"), Step.SIGN)
    assert codes(refused) == ["frozen"]
    done = session.agreements.advance(signed_values(at_table), Step.SIGN)
    assert (done.status, done.paper_kept_at) == (SIGNED, "kast 3, map 2026")
    assert done.unsigned == []
    before = session.agreements.document(at_table.id or 0)
    assert before.agreement.status is SIGNING, "the paper says what was signed"
    assert before.control == done.frozen_control


def test_what_an_older_program_froze_with_one_reason_twice_can_still_be_signed(session: Session) -> None:
    reasons = tuple(Deviation("V99", "", f"reden {number}", "Ilse Vermeer", TODAY) for number in range(2))
    with session.database.write(Action.SAVE_AGREEMENT) as connection:
        moment = life.Moment(NOW, "Ilse Vermeer")
        stored = life.save(connection, replace(filled(session), deviations=reasons), moment)
        at_table = life.take_step(connection, stored, stored, life.Asked(Step.FREEZE), moment)
    assert len(at_table.deviations) == 2
    assert session.agreements.advance(signed_values(at_table), Step.SIGN).status is SIGNED


def test_a_step_that_does_not_follow_is_refused(session: Session) -> None:
    kept = session.agreements.save(filled(session))
    for step in (Step.SIGN, Step.CLOSE, Step.REOPEN):
        with pytest.raises(NotValid) as refused:
            session.agreements.advance(kept, step, reason="zo maar")
        assert codes(refused) == ["step-not-possible"]


def test_discussing_saves_what_was_typed_and_can_be_taken_back(session: Session) -> None:
    kept = session.agreements.advance(replace(filled(session), aim="Eerste tekst"), Step.DISCUSS)
    assert (kept.status, kept.aim) == (DISCUSSION, "Eerste tekst")
    back = session.agreements.advance(replace(kept, aim="Tweede tekst"), Step.REOPEN)
    assert (back.status, back.aim) == (CONCEPT, "Tweede tekst")
    assert session.agreements.advance(back, Step.SAVE).status is CONCEPT


def test_a_frozen_paper_is_opened_with_a_reason_and_gets_another_controlegetal(session: Session) -> None:
    at_table = frozen(session)
    partly = replace(at_table, signatories=signed_values(at_table).signatories[:1] + at_table.signatories[1:])
    at_table = session.agreements.save(partly)
    with pytest.raises(NotValid) as refused:
        session.agreements.advance(at_table, Step.REOPEN, reason="  ")
    assert codes(refused) == ["reason-required"]
    opened = session.agreements.advance(at_table, Step.REOPEN, reason="De uren klopten niet.")
    assert (opened.status, opened.frozen_control) == (DISCUSSION, "")
    assert opened.change_reason == "De uren klopten niet."
    assert all(each.signed_on is None for each in opened.signatories), "nobody signed the new content"
    with session.database.read() as connection:
        assert load_canonical(connection, opened.id or 0) is None
    (taken,) = session.agreements.steps_taken(opened.id or 0)
    assert (taken.who, taken.before, taken.after) == ("Ilse Vermeer", SIGNING, DISCUSSION)
    assert taken.reason == "De uren klopten niet."
    again = session.agreements.advance(replace(opened, aim="Nu goed."), Step.FREEZE)
    assert again.frozen_control not in ("", at_table.frozen_control)


def test_heropenen_undoes_a_mistaken_signature_without_touching_the_paper(session: Session) -> None:
    done = signed(session)
    back = session.agreements.advance(done, Step.REOPEN, reason="Verkeerde school aangeklikt")
    assert (back.status, back.frozen_control) == (SIGNING, done.frozen_control)
    assert session.agreements.advance(signed_values(back), Step.SIGN).status is SIGNED


def test_a_change_after_signing_is_a_new_version_that_replaces_the_old_when_it_is_signed(
    session: Session,
) -> None:
    first = signed(session)
    for reason in ("", " "):
        with pytest.raises(NotValid) as refused:
            session.agreements.new_version(first.id or 0, reason)
        assert codes(refused) == ["reason-required"]
    second = session.agreements.new_version(first.id or 0, "Meer uren JMW vanaf maart")
    assert (second.number, second.status, second.change_reason) == (2, CONCEPT, "Meer uren JMW vanaf maart")
    assert (second.deployments, second.paper_kept_at, second.frozen_control) == (first.deployments, "", "")
    assert all(each.signed_on is None for each in second.signatories)
    assert session.agreements.load(first.id or 0).status is SIGNED, "it holds until the new one is signed"
    with pytest.raises(NotValid) as refused:
        session.agreements.new_version(first.id or 0, "nog een")
    assert codes(refused) == ["newer-version-open"]
    with pytest.raises(NotValid) as refused:
        session.agreements.advance(first, Step.REOPEN, reason="te vroeg")
    assert codes(refused) == ["newer-version-open"]
    at_table = session.agreements.advance(second, Step.FREEZE)
    done = session.agreements.advance(signed_values(at_table), Step.SIGN)
    assert session.agreements.load(first.id or 0).status is REPLACED
    assert [(line.number, line.status) for line in session.agreements.versions(first.school_id, YEAR)] == [
        (2, SIGNED),
        (1, REPLACED),
    ]
    session.agreements.advance(done, Step.REOPEN, reason="Nog niet iedereen tekende")
    assert session.agreements.load(first.id or 0).status is SIGNED, "undoing the signature undoes the lapse"


def test_a_second_version_opened_again_still_says_why_it_is_there(session: Session) -> None:
    second = session.agreements.new_version(signed(session).id or 0, "Meer uren JMW vanaf maart")
    at_table = session.agreements.advance(second, Step.FREEZE)
    opened = session.agreements.advance(at_table, Step.REOPEN, reason="Een typefout")
    assert opened.change_reason == "Meer uren JMW vanaf maart"
    assert session.agreements.steps_taken(opened.id or 0)[0].reason == "Een typefout"


def control_of(session: Session, agreement: Agreement) -> tuple[str, str]:
    """The controlegetal as the register knows it beforehand, and as it is drawn."""
    key = PaperKey(PaperKind.AGREEMENT, agreement.id or 0)
    return session.documents.due(key).control, session.agreements.document(key.id).control


def test_the_open_paper_of_next_year_follows_what_was_signed_this_year(session: Session) -> None:
    at_table = frozen(session)
    coming = session.agreements.save(filled(session, YEAR.next))
    before = control_of(session, coming)
    assert before[0] == before[1]
    done = session.agreements.advance(signed_values(at_table), Step.SIGN)
    after = control_of(session, coming)
    assert after[0] == after[1] != before[1], "it tells the hours of the year before"
    session.agreements.advance(done, Step.REOPEN, reason="Te vroeg")
    assert control_of(session, coming) == before


def test_v04_the_open_paper_of_a_department_follows_the_jmw_of_the_other(session: Session) -> None:
    other = session.schools.save(SchoolDraft("SO De Proef", SchoolType.SO, "99ZZ01"))
    only_jp = (Deployment(WorkerType.JP, worker_name="Joris", hours_per_week=Decimal(4)),)
    reason = Deviation("V04", "", "De JMW komt later", "Ilse Vermeer", TODAY)
    so = session.agreements.save(
        replace(filled(session, school=other), deployments=only_jp, deviations=(reason,))
    )
    alone = control_of(session, so)
    vso = session.agreements.save(filled(session))
    together = control_of(session, so)
    assert together[0] == together[1] != alone[1], "the reason answers nothing any more"
    session.agreements.delete(vso.id or 0)
    assert control_of(session, so) == alone


def test_v04_a_jmw_of_a_version_that_lapsed_is_nowhere(session: Session) -> None:
    other = session.schools.save(SchoolDraft("SO De Proef", SchoolType.SO, "99ZZ01"))
    first = signed(session)
    only_jp = (Deployment(WorkerType.JP, worker_name="Joris", hours_per_week=Decimal(4)),)
    so = replace(filled(session, school=other), deployments=only_jp)
    assert "jp-without-jmw" not in {each.code for each in session.agreements.check(so)}
    second = session.agreements.new_version(first.id or 0, "De JMW ging weg")
    reason = Deviation("V04", "", "Staat bij de SO", "Ilse Vermeer", TODAY)
    second = replace(second, deployments=only_jp, deviations=(*second.deviations, reason))
    at_table = session.agreements.advance(second, Step.FREEZE)
    session.agreements.advance(signed_values(at_table), Step.SIGN)
    assert "jp-without-jmw" in {each.code for each in session.agreements.check(so)}


def test_the_only_agreement_of_a_year_that_is_being_evaluated_is_not_deleted(session: Session) -> None:
    kept = session.agreements.save(filled(session))
    begun = session.evaluations.save(session.evaluations.open(kept.school_id, YEAR, EvaluationMoment.HALFWAY))
    with pytest.raises(NotValid) as refused:
        session.agreements.delete(kept.id or 0)
    assert codes(refused) == ["in-use"]
    session.evaluations.delete(begun.id or 0, begun.version)
    session.agreements.delete(kept.id or 0)


def test_the_letter_of_what_is_deleted_leaves_the_report_folder_too(session: Session) -> None:
    at_table = frozen(session)
    letter = PaperKey(PaperKind.LETTER, at_table.id or 0)
    session.documents.sync()
    path = session.documents.path_of(letter)
    assert path is not None
    discussed = session.agreements.advance(at_table, Step.REOPEN, reason="weg ermee")
    session.agreements.delete(session.agreements.advance(discussed, Step.REOPEN).id or 0)
    session.documents.sync()
    assert not path.exists()
    assert session.documents.path_of(letter) is None


def test_a_new_version_is_only_made_of_what_is_signed(session: Session) -> None:
    kept = session.agreements.save(filled(session))
    with pytest.raises(NotValid) as refused:
        session.agreements.new_version(kept.id or 0, "te vroeg")
    assert codes(refused) == ["not-signed"]


def test_a_closed_year_stays_as_it_was(session: Session) -> None:
    closed = session.agreements.advance(signed(session), Step.CLOSE)
    assert closed.status is CLOSED
    with pytest.raises(NotValid) as refused:
        session.agreements.save(replace(closed, paper_kept_at="elders"))
    assert codes(refused) == ["frozen"]


def test_only_a_concept_without_followers_is_deleted(session: Session) -> None:
    kept = session.agreements.save(filled(session))
    run = session.checklists.start("afspraak", agreement_id=kept.id)
    with pytest.raises(NotValid) as refused:
        session.agreements.delete(kept.id or 0)
    assert codes(refused) == ["in-use"]
    session.checklists.delete(run.id or 0)
    at_table = session.agreements.advance(kept, Step.FREEZE)
    with pytest.raises(NotValid) as refused:
        session.agreements.delete(at_table.id or 0)
    assert codes(refused) == ["only-concept"]
    discussed = session.agreements.advance(at_table, Step.REOPEN, reason="weg ermee")
    back = session.agreements.advance(discussed, Step.REOPEN)
    session.agreements.delete(back.id or 0)
    with pytest.raises(NotFound):
        session.agreements.load(back.id or 0)
    assert session.agreements.lines(YEAR)[0].id is None


def test_last_year_is_copied_without_signatures_dates_and_exceptions(session: Session) -> None:
    draft = filled(session, LAST_YEAR)
    extra = Deployment(WorkerType.JMW, DeploymentKind.ADDITIONAL, hours_per_week=Decimal(4))
    reasons = [("V09", "Hulp bij scheiding"), ("V12", "")]
    draft = replace(
        draft,
        deployments=(*draft.deployments, extra),
        themes=(
            *draft.themes[:2],
            Theme("t4", "Verzuim", goal="blijft", lead="Marieke", period="maart 2026"),
        ),
        offers=(replace(draft.offers[0], planning="elke dinsdag"),),
        measures=(replace(draft.measures[0], moment="27 januari 2026"),),
        deviations=tuple(Deviation(rule, subject, "reden", "Ilse", TODAY) for rule, subject in reasons),
        change_reason="oud",
    )
    at_table = session.agreements.advance(draft, Step.FREEZE)
    last = session.agreements.advance(signed_values(at_table), Step.SIGN)
    copy = session.agreements.copy_last_year(school_id(session), YEAR)
    assert (copy.id, copy.version, copy.number, copy.status) == (None, 0, 1, CONCEPT)
    assert (copy.school_year, copy.dated, copy.change_reason) == (YEAR, TODAY, "")
    assert (copy.frozen_control, copy.paper_kept_at) == ("", "")
    assert [each.rule for each in copy.deviations] == ["V09"]
    assert [row.kind for row in copy.deployments] == [DeploymentKind.BASIC]
    assert all((each.signed_on, each.place) == (None, "") for each in copy.signatories)
    assert (copy.themes[2].goal, copy.themes[2].period) == ("blijft", ""), "a day of last year is past"
    assert (copy.offers[0].planning, copy.measures[0].moment) == ("elke dinsdag", "")
    assert copy.aim == last.aim
    kept = session.agreements.save(copy)
    document = session.agreements.document(kept.id or 0)
    assert document.previous_hours_per_year == last.hours_per_year()
    new = session.agreements.new(school_id(session), LAST_YEAR.previous)
    assert session.agreements.copy_last_year(school_id(session), LAST_YEAR.previous) == new


def test_a_worker_who_left_is_not_copied_and_an_unsigned_agreement_can_be_copied(session: Session) -> None:
    gone = session.relations.save_person(
        PersonDraft("Tessa Brouwer", worker_type=WorkerType.JMW, active_until=date(2026, 7, 31))
    )
    row = Deployment(WorkerType.JMW, worker_id=gone, worker_name="Tessa Brouwer", hours_per_week=Decimal(8))
    session.agreements.save(replace(filled(session, LAST_YEAR), deployments=(row,)))
    copied = session.agreements.copy_last_year(school_id(session), YEAR).deployments[0]
    assert (copied.worker_id, copied.worker_name, copied.hours_per_week) == (None, "", Decimal(8))
    draft = session.agreements.save(session.agreements.copy_last_year(school_id(session), YEAR))
    assert session.agreements.document(draft.id or 0).previous_hours_per_year is None, "it was never agreed"


def test_v26_the_check_points_at_a_text_with_a_pupils_name(session: Session) -> None:
    pupil = session.pupils.save(PupilDraft(school_id(session), PupilName("Noor", "", "Yıldız")))
    session.cases.save(CaseDraft(school_id=school_id(session), pupil_id=pupil, status=CaseStatus.REFERRED))
    draft = replace(filled(session), aim="Zoals bij Noor Yildiz vorig jaar.")
    found = [each for each in session.agreements.check(draft) if each.rule == "V26"]
    assert [(each.field, each.level) for each in found] == [("aim", Level.REMARK)]
    assert session.agreements.advance(draft, Step.FREEZE).status is SIGNING, "a remark stops nobody"


def test_v19_budget_and_hours_of_other_schools_are_looked_up(session: Session) -> None:
    settings = session.settings.load()
    session.settings.save(replace(settings, budgets={YEAR.code: {WorkerType.JMW: Decimal(700)}}))
    other = session.schools.save(SchoolDraft("De Wissel", SchoolType.BAO, swv="SWV"))
    session.agreements.save(filled(session, school=other))
    draft = filled(session)
    assert session.agreements.hours_elsewhere(draft) == {WorkerType.JMW: Decimal(340)}
    assert [each for each in session.agreements.check(draft) if each.rule == "V19"] == []
    doubled = replace(draft, deployments=draft.deployments * 2)
    assert [
        Decimal(each.value("over")) for each in session.agreements.check(doubled) if each.rule == "V19"
    ] == [Decimal(320)]
    assert session.agreements.budget(YEAR) == {WorkerType.JMW: Decimal(700)}
    assert session.agreements.budget(LAST_YEAR) == {}


@pytest.mark.parametrize(
    ("chosen", "late"), [((9, 14), True), ((9, 15), False), ((1, 31), False), ((2, 30), False)]
)
def test_v20_the_set_date_comes_from_the_settings(
    session: Session, chosen: tuple[int, int], late: bool
) -> None:
    settings = replace(session.settings.load(), signing_deadline=(9, 30))
    session.settings.save(settings)
    with session.database.write(Action.SAVE_SETTINGS) as connection:  # also a day the form would refuse
        from jeugdhulp_desktop.storage.setting_queries import store_settings

        store_settings(connection, replace(settings, signing_deadline=chosen))
    found = [each for each in session.agreements.check(filled(session)) if each.rule == "V20"]
    assert bool(found) is late


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (datetime(2026, 9, 15, tzinfo=UTC), [2026]),
        (datetime(2027, 4, 1, 12, tzinfo=UTC), [2027, 2026]),
        (datetime(2027, 7, 31, 12, tzinfo=UTC), [2027, 2026]),
        (datetime(2027, 8, 1, 12, tzinfo=UTC), [2027]),
    ],
)
def test_the_years_to_choose_from_hold_the_next_one_in_time(
    open_copy: Opened, empty_template: Template, now: datetime, expected: list[int]
) -> None:
    session = open_copy(empty_template, clock=lambda: now)
    assert [year.first for year in session.agreements.years()] == expected
    assert not session.agreements.has_any()
    session.agreements.save(filled(session, SchoolYear(2021)))
    assert [year.first for year in session.agreements.years()] == [*expected, 2021]
    assert session.agreements.has_any()


def test_structures_are_offered_and_the_neutral_one_stands_in(session: Session) -> None:
    assert [each.id for each in session.agreements.structures()] == ["neutraal", "hoogeveen"]
    assert session.agreements.structure("verdwenen").id == "neutraal"


def test_a_frozen_tree_that_was_tampered_with_is_told(session: Session) -> None:
    at_table = frozen(session)
    with session.database.write(Action.SAVE_AGREEMENT) as connection:
        connection.exec_driver_sql(
            "UPDATE agreements SET canonical = CAST(replace(canonical, '8.5', '9.5') AS BLOB)"
        )
    with pytest.raises(DamagedDatabase):
        session.agreements.document(at_table.id or 0)


def test_a_frozen_tree_of_a_newer_program_is_told(session: Session) -> None:
    at_table = frozen(session)
    newer = b'{"schema":99,"value":{}}'
    with session.database.write(Action.SAVE_AGREEMENT) as connection:
        connection.exec_driver_sql(
            "UPDATE agreements SET canonical = ?, frozen_control = ?", (newer, control_number(newer))
        )
    with pytest.raises(DamagedDatabase):
        session.agreements.document(at_table.id or 0)


def test_f38_a_step_from_a_stale_screen_is_not_taken(session: Session) -> None:
    """Reopening keeps the stored content, so only the version that was read can refuse it."""
    first = frozen(session)
    session.agreements.save(replace(first, paper_kept_at="kluis van de directie"))
    with pytest.raises(ChangedElsewhere):
        session.agreements.advance(first, Step.REOPEN, reason="vergissing")
    assert first.id is not None
    assert session.agreements.load(first.id).status is AgreementStatus.SIGNING
