"""The way over to a new school year on a real vault: once, whole, proven, and nothing that must stay."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from jeugdhulp_desktop.domain.actions import ActionDraft, ActionFilter, ActionFilterKind
from jeugdhulp_desktop.domain.agreement_sections import Theme
from jeugdhulp_desktop.domain.agreements import AgreementStatus
from jeugdhulp_desktop.domain.cases import CaseDraft
from jeugdhulp_desktop.domain.errors import DiskProblem
from jeugdhulp_desktop.domain.pupils import PupilDraft, PupilName
from jeugdhulp_desktop.domain.rollovers import (
    HANDOVER,
    GroupState,
    Move,
    NextGroup,
    RolloverChoice,
    SchoolChoice,
    SchoolPlan,
)
from jeugdhulp_desktop.domain.rosters import ImportPlan, RosterFile, RosterKind, RosterSchool
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.domain.schools import SchoolDraft, SchoolType
from jeugdhulp_desktop.services.session import Session
from jeugdhulp_desktop.storage.audit import Action, load_audit_lines
from jeugdhulp_desktop.storage.engine import Database
from tests.services.conftest import NOW, Opened, Template

OLD, NEXT = SchoolYear(2026), SchoolYear(2027)
JUNE = datetime(2027, 6, 14, 9, tzinfo=UTC)


@pytest.fixture
def june(open_copy: Opened, empty_template: Template) -> Session:
    """A vault in June, with a primary school of its own."""
    session = open_copy(empty_template, clock=lambda: JUNE)
    session.schools.save(SchoolDraft("De Wissel", SchoolType.BAO, "98YY", swv="SWV", municipality="Veenrand"))
    return session


def school(session: Session) -> int:
    return next(line.id for line in session.schools.lines() if line.name == "De Wissel")


def pupil(session: Session, name: str, group: str, **values: object) -> int:
    parts = PupilName(*name.split(" ", 1)[:1], last=name.split(" ", 1)[1])
    return session.pupils.save(PupilDraft(school(session), parts, group=group, **values))  # type: ignore[arg-type]


def case(session: Session, pupil_id: int | None = None) -> int:
    return session.cases.save(CaseDraft(school_id=school(session), pupil_id=pupil_id))


def agreement(session: Session, year: SchoolYear = OLD) -> int:
    draft = session.agreements.new(school(session), year)
    themes = (Theme("t1", "Pesten", lead="Marieke", measured_on=date(2027, 6, 1)),)
    return session.agreements.save(replace(draft, themes=themes)).id or 0


def planned(session: Session) -> SchoolPlan:
    plan = session.rollovers.plan(NEXT)
    return next(each for each in plan.schools if each.school_id == school(session))


def proposed(session: Session) -> SchoolChoice:
    """What the plan proposes."""
    plan = planned(session)
    return SchoolChoice(plan.school_id, {each.group: each.next for each in plan.groups})


def groups(session: Session) -> dict[str, tuple[str, str, date | None]]:
    """Group, year and last day of every pupil, by first name."""
    from jeugdhulp_desktop.storage.pupil_queries import load_pupils

    with session.database.read() as connection:
        found = load_pupils(connection, school(session))
    return {each.name.first: (each.group, each.year_group, each.left_on) for each in found}


def test_an_agreement_goes_along_as_a_concept_with_its_unfinished_actions(june: Session) -> None:
    old = agreement(june)
    june.actions.save(ActionDraft("Rooster nabellen", agreement_id=old))
    done = june.actions.save(ActionDraft("Gedaan", agreement_id=old))
    line = next(each for each in june.actions.lines(ActionFilter()) if each.id == done)
    june.actions.set_done(done, line.version, done=True)

    report = june.rollovers.carry_out(RolloverChoice(NEXT, (proposed(june),)))

    (result,) = report.schools
    made = june.agreements.load(result.made_id or 0)
    assert (made.status, made.school_year, made.number) == (AgreementStatus.CONCEPT, NEXT, 1)
    assert [theme.title for theme in made.themes] == ["Pesten"]
    assert made.themes[0].measured_on is None
    assert (result.actions, result.counts.themes) == (1, 1)
    of_new = june.actions.lines(ActionFilter(agreement_id=result.made_id))
    assert [each.what for each in of_new] == ["Rooster nabellen"]
    of_old = june.actions.lines(ActionFilter(ActionFilterKind.DONE, agreement_id=old))
    assert [each.what for each in of_old] == ["Gedaan"]


def test_groups_go_up_once_and_leavers_have_their_last_day(june: Session) -> None:
    pupil(june, "Noor Vries", "6a", year_group="6")
    pupil(june, "Sam Bos", "8", year_group="8")
    pupil(june, "Liv Jong", "De Uilen")
    pupil(june, "Bo Weg", "7", left_on=date(2027, 1, 1))

    report = june.rollovers.carry_out(RolloverChoice(NEXT, (proposed(june),)))

    assert groups(june) == {
        "Noor": ("7a", "7", None),
        "Sam": ("8", "8", date(2027, 7, 31)),
        "Liv": ("De Uilen", "", None),
        "Bo": ("7", "", date(2027, 1, 1)),
    }
    (result,) = report.schools
    assert (result.moved_up, result.left, result.stayed) == (1, 1, 1)
    assert result.made_id is None  # there was no agreement to copy

    again = june.rollovers.carry_out(RolloverChoice(NEXT, (proposed(june),)))
    assert groups(june)["Noor"] == ("7a", "7", None)
    assert (again.schools[0].moved_up, again.schools[0].state) == (0, GroupState.MOVED)


def test_an_agreement_that_is_there_is_never_copied_over(june: Session) -> None:
    old = agreement(june)
    first = june.rollovers.carry_out(RolloverChoice(NEXT, (proposed(june),)))
    june.actions.save(ActionDraft("Nog iets", agreement_id=old))

    second = june.rollovers.carry_out(RolloverChoice(NEXT, (proposed(june),)))

    (result,) = second.schools
    assert (result.made_id, result.there_already, result.actions) == (None, True, 1)
    assert len(june.agreements.versions(school(june), NEXT)) == 1
    assert [
        each.what for each in june.actions.lines(ActionFilter(agreement_id=first.schools[0].made_id))
    ] == ["Nog iets"]
    assert not planned(june).has_work


def test_a_leaver_with_an_open_case_is_listed_and_a_warm_handover_planned(june: Session) -> None:
    noor, sam = pupil(june, "Noor Vries", "8"), pupil(june, "Sam Bos", "8")
    pupil(june, "Liv Jong", "8")
    of_noor, of_sam = case(june, noor), case(june, sam)
    case(june)

    report = june.rollovers.carry_out(
        RolloverChoice(NEXT, (proposed(june),), handovers=frozenset({of_noor, 999}))
    )

    assert (report.handovers, [each.case_id for each in report.later]) == (1, [of_sam])
    (action,) = june.actions.lines(ActionFilter())
    assert (action.what, action.case_id, action.due_on) == (HANDOVER, of_noor, date(2027, 6, 28))
    assert report.schools[0].open_cases == 3
    assert june.cases.view(of_sam).draft.status.open


def test_a_list_of_the_new_year_moves_nothing(june: Session) -> None:
    pupil(june, "Noor Vries", "6")
    _import(june, "2027-2028")
    assert planned(june).state is GroupState.OF_ROSTER
    june.rollovers.carry_out(RolloverChoice(NEXT, (proposed(june),)))
    assert groups(june)["Noor"][0] == "6"


@pytest.mark.parametrize("code", ["2026-2027", ""])
def test_a_list_of_the_old_year_that_came_later_moves_them_again(june: Session, code: str) -> None:
    pupil(june, "Noor Vries", "6")
    june.rollovers.carry_out(RolloverChoice(NEXT, (proposed(june),)))
    assert planned(june).state is GroupState.MOVED
    june.clock = lambda: JUNE
    _import(june, code, at=datetime(2027, 6, 20, tzinfo=UTC))
    assert planned(june).state is GroupState.OLD


def _import(session: Session, code: str, at: datetime = JUNE) -> None:
    """A list came in that changed nobody."""
    from jeugdhulp_desktop.storage.import_queries import apply_import

    file = RosterFile(RosterKind.EDEXML, RosterSchool("98YY", school_year=code), ())
    with session.database.write(Action.IMPORT_PUPILS, "import") as connection:
        apply_import(connection, ImportPlan(file), school(session), at)


def test_what_the_user_says_of_a_group_goes_before_what_its_name_tells(june: Session) -> None:
    pupil(june, "Noor Vries", "6/7")
    pupil(june, "Sam Bos", "8")
    chosen = {"6/7": NextGroup(Move.UP, "7/8"), "8": NextGroup(Move.STAY)}
    june.rollovers.carry_out(RolloverChoice(NEXT, (SchoolChoice(school(june), chosen),)))
    assert {name: group for name, (group, *_) in groups(june).items()} == {"Noor": "7/8", "Sam": "8"}


def test_groups_left_alone_can_still_move_later(june: Session) -> None:
    pupil(june, "Noor Vries", "6")
    june.rollovers.carry_out(RolloverChoice(NEXT, (SchoolChoice(school(june)),)))
    assert groups(june)["Noor"][0] == "6"
    assert planned(june).state is GroupState.OLD


def test_signatures_evaluations_and_additional_deployment_stay_behind(demo: Session) -> None:
    to_year = OLD.next
    plan = demo.rollovers.plan(to_year)
    schools = [each for each in plan.schools if each.copies]
    assert any(each.counts.signatures for each in schools)
    report = demo.rollovers.carry_out(
        RolloverChoice(to_year, tuple(SchoolChoice(each.school_id) for each in schools))
    )
    for result in report.schools:
        made = demo.agreements.load(result.made_id or 0)
        assert all(each.signed_on is None for each in made.signatories)
        assert demo.additions.lines(to_year, result.school_id) == []
        assert made.frozen_control == ""
    assert len(report.schools) == len(schools) > 1


def test_a_proven_backup_is_made_before_and_without_one_nothing_changes(
    june: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    pupil(june, "Noor Vries", "6")
    report = june.rollovers.carry_out(RolloverChoice(NEXT, ()))
    assert june.backups.last() is not None
    assert report.backup == june.backups.last().file_name  # type: ignore[union-attr]

    def full(*_: object) -> None:
        raise DiskProblem("full")

    monkeypatch.setattr(Database, "copy_into", full)
    with pytest.raises(DiskProblem):
        june.rollovers.carry_out(RolloverChoice(NEXT, (proposed(june),)))
    assert groups(june)["Noor"][0] == "6"


def test_one_line_of_the_audit_tells_of_it_and_a_school_that_is_gone_is_passed_over(june: Session) -> None:
    june.rollovers.carry_out(RolloverChoice(NEXT, (SchoolChoice(999),)))
    with june.database.read() as connection:
        lines = load_audit_lines(connection)
    assert [line.action for line in lines if line.action == Action.ROLL_OVER] == [Action.ROLL_OVER]
    assert NOW < JUNE
