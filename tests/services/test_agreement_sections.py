"""All sections through the service: proposed, copied, left out, and in step with what hangs on them."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from sqlalchemy import select

from jeugdhulp_desktop.domain.additions import AdditionStep
from jeugdhulp_desktop.domain.agreement_kinds import DeploymentKind, Responsible, RiskKind, Section
from jeugdhulp_desktop.domain.agreement_sections import Analysis, Expectation, PastFigure, Policy, Risk
from jeugdhulp_desktop.domain.agreement_terms import (
    Contribution,
    Families,
    Finance,
    Meeting,
    Rate,
    Route,
    Term,
)
from jeugdhulp_desktop.domain.agreements import Agreement, AgreementStatus, Derived, Step
from jeugdhulp_desktop.domain.errors import NotValid
from jeugdhulp_desktop.domain.evaluations import Evaluation, EvaluationMoment, Figures
from jeugdhulp_desktop.domain.problems import Level
from jeugdhulp_desktop.domain.relations import WorkerType
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.domain.schools import SchoolDraft, SchoolType
from jeugdhulp_desktop.services.agreements.papers import refresh_open_controls
from jeugdhulp_desktop.services.session import Session
from jeugdhulp_desktop.storage.agreement_queries import load_canonical
from jeugdhulp_desktop.storage.audit import Action
from jeugdhulp_desktop.storage.evaluation_queries import store_evaluation
from jeugdhulp_desktop.storage.tables.agreements import AgreementRow
from tests.additions import GRANTABLE
from tests.services.conftest import NOW, TODAY, Opened, Template
from tests.services.test_agreements import filled, school_id, signed, signed_values

YEAR = SchoolYear(2026)
LAST_YEAR = YEAR.previous


def use_hoogeveen(session: Session) -> None:
    session.settings.save(replace(session.settings.load(), structure_id="hoogeveen"))


def evaluate(session: Session, year: SchoolYear, moment: EvaluationMoment, **values: object) -> None:
    """An evaluation as its service keeps it: finished, unless it is still being written."""
    finished_on = values.pop("finished_on", date(year.first + 1, 6, 10))
    held = Evaluation(school_id(session), year, moment, **values)  # type: ignore[arg-type]
    canonical = None
    if isinstance(finished_on, date):
        figures = Figures(until=finished_on)
        held = replace(held, finished_on=finished_on, figures=figures, frozen_control="ab" * 8)
        canonical = b"{}"
    with session.database.write(Action.SAVE_EVALUATION) as connection:
        store_evaluation(connection, held, changed_at=NOW, canonical=canonical)
        refresh_open_controls(connection, school_id(session), year)


def kept_control(session: Session, agreement: Agreement) -> str:
    with session.database.read() as connection:
        query = select(AgreementRow.content_control).where(AgreementRow.id == agreement.id)
        return str(connection.scalar(query))


def test_a_new_agreement_proposes_every_section_of_its_structure(session: Session) -> None:
    use_hoogeveen(session)
    draft = session.agreements.new(school_id(session), YEAR)
    assert draft.left_out == ()
    assert len(draft.route.steps) == 4 and draft.route.to_municipality.startswith("Toeleiding naar jeugdhulp")
    assert [meeting.name for meeting in draft.route.meetings][:2] == ["Ondersteuningsteam", "MDO op school"]
    for value in (draft.families.parents, draft.privacy.shared, draft.satisfaction, draft.term.dispute):
        assert value
    assert draft.finance.conditions and draft.finance.note
    roles = {each.role for each in draft.expectations}
    assert roles == set(Responsible) - {Responsible.CHILDCARE}, "childcare does not come before a vso"
    kept = session.agreements.save(draft)
    assert session.agreements.load(kept.id or 0) == kept


def test_childcare_is_a_party_at_a_school_for_young_children(session: Session) -> None:
    young = session.schools.save(SchoolDraft("De Wissel", SchoolType.BAO, swv="SWV"))
    draft = session.agreements.new(young, YEAR)
    assert Responsible.CHILDCARE in {each.role for each in draft.expectations}


def test_the_neutral_structure_begins_without_money(session: Session) -> None:
    draft = session.agreements.new(school_id(session), YEAR)
    assert draft.left_out == (Section.FINANCE,)
    assert draft.finance.note, "proposed for when the section is used after all"
    kept = session.agreements.save(replace(draft, left_out=()))
    assert session.agreements.document(kept.id or 0).agreement.finance == draft.finance


def test_what_is_left_out_is_not_on_paper_and_comes_back_when_it_is_used_again(session: Session) -> None:
    draft = replace(filled(session), left_out=(Section.ROUTE,), route=Route(("Eerst bellen.",)))
    at_table = session.agreements.advance(draft, Step.FREEZE)
    with session.database.read() as connection:
        tree = load_canonical(connection, at_table.id or 0) or b""
    assert b"Eerst bellen." not in tree
    assert session.agreements.document(at_table.id or 0).agreement.route == Route()
    open_again = session.agreements.advance(at_table, Step.REOPEN, reason="toch de route erin")
    assert open_again.route == draft.route
    used = session.agreements.save(replace(open_again, left_out=()))
    assert session.agreements.document(used.id or 0).agreement.route == draft.route


def test_what_is_typed_in_a_section_that_is_left_out_changes_nothing_on_paper(session: Session) -> None:
    kept = session.agreements.save(replace(filled(session), left_out=(Section.PRIVACY,)))
    before = session.agreements.document(kept.id or 0).control
    changed = session.agreements.save(replace(kept, privacy=replace(kept.privacy, shared="niets")))
    assert session.agreements.document(changed.id or 0).control == before
    used = session.agreements.save(replace(changed, left_out=()))
    assert session.agreements.document(used.id or 0).control != before


def test_version_two_keeps_what_version_one_left_out(session: Session) -> None:
    draft = replace(filled(session), left_out=(Section.ROUTE,), route=Route(("Eerst bellen.",)))
    at_table = session.agreements.advance(draft, Step.FREEZE)
    in_force = session.agreements.advance(signed_values(at_table), Step.SIGN)
    second = session.agreements.new_version(in_force.id or 0, "nieuwe route")
    assert (second.left_out, second.route) == ((Section.ROUTE,), draft.route)


def test_last_years_sections_are_copied_without_their_days(session: Session) -> None:
    use_hoogeveen(session)
    draft = replace(
        filled(session, LAST_YEAR),
        policies=(Policy("Beleidsplan", "Gemeente", date(2024, 1, 1), date(2028, 12, 31)),),
        analysis=Analysis((Risk(RiskKind.SURROUNDINGS, "geen inloop"),), "van toen", "van toen", ("oud",)),
        route=Route(("Eerst bellen.",), meetings=(Meeting("MDO", "6 keer", "10 juni 2026", "JMW"),)),
        families=Families("altijd", youth_changes="een extra inloop in 2025"),
        finance=Finance((Rate(WorkerType.JMW, Decimal(70)),), (Contribution(share=Decimal(100)),)),
        term=Term(date(2025, 9, 1), date(2026, 7, 10), "met reden", "samen"),
        left_out=(Section.PRIVACY,),
    )
    session.agreements.save(draft)
    copy = session.agreements.copy_last_year(school_id(session), YEAR)
    assert copy.policies == draft.policies, "a policy has its own days"
    assert copy.analysis == Analysis(draft.analysis.risks), "what was written then is of the year before"
    assert copy.route.steps == draft.route.steps
    assert copy.route.meetings == (Meeting("MDO", "6 keer", "", "JMW"),)
    assert copy.families == Families("altijd")
    assert (copy.finance, copy.term) == (draft.finance, Term(changes="met reden", dispute="samen"))
    assert copy.left_out == (Section.PRIVACY,)
    assert copy.privacy == session.agreements.new(school_id(session), YEAR).privacy, "proposed, not printed"


def test_sections_that_last_years_program_did_not_know_are_proposed(session: Session) -> None:
    use_hoogeveen(session)
    bare = Agreement(school_id(session), LAST_YEAR)
    old = filled(session, LAST_YEAR)
    names = ("route", "families", "privacy", "finance", "term", "satisfaction")
    first_version = replace(old, **{name: getattr(bare, name) for name in names})
    session.agreements.save(first_version)
    copy = session.agreements.copy_last_year(school_id(session), YEAR)
    new = session.agreements.new(school_id(session), YEAR)
    for name in names[:-1]:
        assert getattr(copy, name) == getattr(new, name)


def test_what_last_year_learnt_goes_along(session: Session) -> None:
    evaluate(session, LAST_YEAR, EvaluationMoment.HALFWAY, lessons=("te vroeg",), went_well="half")
    halfway = session.agreements.new(school_id(session), YEAR)
    assert (halfway.analysis.lessons, halfway.analysis.went_well) == (("te vroeg",), "half")
    evaluate(
        session, LAST_YEAR, EvaluationMoment.END, lessons=("eerder beginnen", "samen intake"),
        went_well="De wachttijd werd korter.", could_improve="Vervanging.",
    )  # fmt: skip
    signed(session, LAST_YEAR)
    for draft in (
        session.agreements.new(school_id(session), YEAR),
        session.agreements.copy_last_year(school_id(session), YEAR),
    ):
        assert draft.analysis.lessons == ("eerder beginnen", "samen intake")
        assert draft.analysis.went_well == "De wachttijd werd korter."
        assert draft.analysis.could_improve == "Vervanging."
    assert session.agreements.last_year(school_id(session), YEAR).lessons[0] == "eerder beginnen"


def test_an_end_evaluation_without_words_leaves_those_of_halfway(session: Session) -> None:
    evaluate(session, LAST_YEAR, EvaluationMoment.HALFWAY, lessons=("samen intake",))
    evaluate(session, LAST_YEAR, EvaluationMoment.END)
    assert session.agreements.new(school_id(session), YEAR).analysis.lessons == ("samen intake",)


def test_v26_figures_of_last_year_hide_small_numbers(demo: Session) -> None:
    schools = [line.id for line in demo.schools.lines()]
    figures = [figure for school in schools for figure in demo.agreements.new(school, YEAR).analysis.figures]
    assert all(isinstance(figure, PastFigure) for figure in figures)
    for figure in figures:
        if figure.code in ("I01", "I02", "I03"):
            assert figure.value == "<5" or int(figure.value) == 0 or int(figure.value) >= 5


def test_additional_deployment_changes_paper_and_kept_control_and_makes_the_municipality_sign(
    session: Session,
) -> None:
    draft = session.agreements.save(
        replace(filled(session), signatories=filled(session).signatories[:2], parties=filled(session).parties)
    )
    assert not [each for each in session.agreements.check(draft) if each.code == "signatory-missing"]
    before = kept_control(session, draft)
    asked = session.additions.save(replace(GRANTABLE, requested_on=None, decided_on=None))
    assert kept_control(session, draft) == before, "a concept is nobody's business yet"
    session.additions.advance(asked, AdditionStep.REQUEST)
    after = kept_control(session, draft)
    document = session.agreements.document(draft.id or 0)
    assert after == document.control != before
    assert [each.number for each in document.additions] == [1]
    found = [each for each in session.agreements.check(draft) if each.code == "signatory-missing"]
    assert [(each.level, each.value("role")) for each in found] == [(Level.BLOCKS, "gemeente")]
    with pytest.raises(NotValid):
        session.agreements.advance(draft, Step.FREEZE)


def test_additional_deployment_in_a_section_that_is_left_out_refuses_freezing(session: Session) -> None:
    asked = session.additions.save(replace(GRANTABLE, requested_on=None, decided_on=None))
    session.additions.advance(asked, AdditionStep.REQUEST)
    draft = session.agreements.save(replace(filled(session), left_out=(Section.ADDITIONS,)))
    assert session.agreements.document(draft.id or 0).additions == ()
    with pytest.raises(NotValid) as refused:
        session.agreements.advance(draft, Step.FREEZE)
    assert [each.code for each in refused.value.problems] == ["additions-left-out"]
    assert (
        session.agreements.advance(replace(draft, left_out=()), Step.FREEZE).status is AgreementStatus.SIGNING
    )


def test_v19_granted_hours_use_the_budget_too(open_copy: Opened, empty_template: Template) -> None:
    later = datetime(2026, 10, 20, 9, 0, tzinfo=UTC)
    session = open_copy(empty_template, clock=lambda: later)
    asked = session.additions.save(replace(GRANTABLE, requested_on=None, decided_on=None))
    at_municipality = session.additions.advance(asked, AdditionStep.REQUEST)
    assert session.agreements.hours_elsewhere(filled(session)) == {}
    settings = session.settings.load()
    session.settings.save(replace(settings, budgets={YEAR.code: {WorkerType.JMW: Decimal(340)}}))
    assert not [each for each in session.agreements.check(filled(session)) if each.rule == "V19"]
    granted = session.additions.advance(at_municipality, AdditionStep.GRANT)
    assert granted.hours
    assert session.agreements.hours_elsewhere(filled(session)) == {WorkerType.JMW: granted.hours}
    over = [each for each in session.agreements.check(filled(session)) if each.rule == "V19"]
    assert [Decimal(each.value("over")) for each in over] == [granted.hours]


def test_an_evaluation_that_is_finished_stands_on_the_paper_of_an_open_version(session: Session) -> None:
    kept = session.agreements.save(filled(session))
    before = kept_control(session, kept)
    evaluate(session, YEAR, EvaluationMoment.HALFWAY, finished_on=None)
    assert session.agreements.document(kept.id or 0).evaluations == ()
    evaluate(session, YEAR, EvaluationMoment.END, lessons=("samen",))
    document = session.agreements.document(kept.id or 0)
    assert [each.moment for each in document.evaluations] == [EvaluationMoment.END]
    assert kept_control(session, kept) == document.control != before
    left = session.agreements.save(replace(kept, left_out=(Section.EVALUATION,)))
    assert session.agreements.document(left.id or 0).evaluations == ()


def test_the_list_knows_what_runs_and_what_was_evaluated(session: Session) -> None:
    kept = signed(session)
    [line] = session.agreements.lines(YEAR)
    assert line.derived(TODAY) is Derived.RUNNING
    evaluate(session, YEAR, EvaluationMoment.HALFWAY)
    evaluate(session, YEAR, EvaluationMoment.END, finished_on=None)
    [line] = session.agreements.lines(YEAR)
    assert (line.id, line.derived(TODAY)) == (kept.id, Derived.HALFWAY)


def test_what_is_frozen_stays_as_it_is_whatever_is_evaluated_or_asked_since(session: Session) -> None:
    at_table = session.agreements.advance(filled(session), Step.FREEZE)
    evaluate(session, YEAR, EvaluationMoment.END)
    asked = session.additions.save(replace(GRANTABLE, requested_on=None, decided_on=None))
    session.additions.advance(asked, AdditionStep.REQUEST)
    document = session.agreements.document(at_table.id or 0)
    assert (document.additions, document.evaluations) == ((), ())
    assert document.control == kept_control(session, at_table) == at_table.frozen_control


def test_terms_of_two_years_of_one_school_are_looked_up(session: Session) -> None:
    signed(session, LAST_YEAR)
    draft = replace(filled(session), term=Term(starts_on=date(2026, 7, 15)))
    found = [
        (each.field, each.code) for each in session.agreements.check(draft) if each.field == "term.starts_on"
    ]
    assert found == [("term.starts_on", "term-outside-year"), ("term.starts_on", "term-overlaps")]


def test_empty_rows_are_dropped_and_names_of_parties_are_kept(session: Session) -> None:
    typed = replace(
        filled(session),
        policies=(Policy(),),
        expectations=(Expectation(Responsible.PARENTS, "doen mee"),),
        route=Route(("", "Eerst bellen."), meetings=(Meeting(),)),
    )
    kept = session.agreements.save(typed)
    assert (kept.policies, kept.route.steps, kept.route.meetings) == ((), ("Eerst bellen.",), ())
    assert kept.expectations == typed.expectations


def test_new_rows_of_additional_deployment_are_never_made(session: Session) -> None:
    assert {row.kind for row in session.agreements.new(school_id(session), YEAR).deployments} == {
        DeploymentKind.BASIC
    }
