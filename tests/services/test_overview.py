"""The start screen: what is late, today and soon, and what a new vault lacks."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

from jeugdhulp_desktop.domain.agreement_terms import Deviation
from jeugdhulp_desktop.domain.agreements import (
    AgreementStatus,
    Step,
)
from jeugdhulp_desktop.domain.cases import CaseDraft
from jeugdhulp_desktop.domain.overviews import NextStep, TodoKind
from jeugdhulp_desktop.domain.pupils import PupilDraft, PupilName
from jeugdhulp_desktop.domain.relations import PersonDraft
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.services.session import Session
from tests.services.conftest import PASSPHRASE, TODAY, Opened, Template

YEAR = SchoolYear(2026)


def test_an_empty_vault_shows_the_three_next_steps_and_only_what_it_lacks(session: Session) -> None:
    assert session.overview.start(YEAR).next_steps == tuple(NextStep)
    school = session.schools.lines()[0].id
    session.pupils.save(PupilDraft(school, PupilName("Noor", "", "Yıldız")))
    session.relations.save_person(PersonDraft("Marieke Dijkstra"))
    assert session.overview.start(YEAR).next_steps == (NextStep.FIRST_AGREEMENT,)
    session.agreements.save(session.agreements.new(school, YEAR))
    assert session.overview.start(YEAR).next_steps == ()


def test_a_vault_with_cases_needs_no_steps_any_more(session: Session) -> None:
    session.cases.save(CaseDraft(school_id=session.schools.lines()[0].id))
    assert session.overview.start(YEAR).next_steps == ()


def test_an_unconfirmed_recovery_code_and_a_missing_backup_ask_attention_today(session: Session) -> None:
    session.cases.save(CaseDraft(school_id=session.schools.lines()[0].id))
    asked = {todo.kind: todo.due_on for todo in session.overview.start(YEAR).todos}
    assert asked[TodoKind.RECOVERY] == asked[TodoKind.BACKUP] == TODAY
    session.backups.make()
    session.settings.save(replace(session.settings.load(), recovery_confirmed=True))
    assert not {TodoKind.RECOVERY, TodoKind.BACKUP} & {t.kind for t in session.overview.start(YEAR).todos}


def test_a_week_after_the_last_backup_a_new_one_is_asked_for(
    open_copy: Opened, demo_template: Template
) -> None:
    session = open_copy(demo_template, clock=lambda: datetime(2026, 9, 22, 8, 0, tzinfo=UTC))
    [todo] = [each for each in session.overview.start(YEAR).todos if each.kind is TodoKind.BACKUP]
    assert (todo.due_on, todo.detail) == (date(2026, 9, 22), "De laatste is van 7 dagen geleden")


def test_what_is_late_stands_first_then_today_then_later(demo: Session) -> None:
    days = [todo.due_on for todo in demo.overview.start(YEAR).todos]
    assert days == sorted(days, key=lambda day: day or date.max)
    first = demo.overview.start(YEAR).todos[0]
    assert (first.kind, first.name, first.due_on) == (TodoKind.REVIEW, "Sem de Vries", date(2026, 9, 13))
    assert first.detail == "VSO De Zonnewijzer, klas 1C · halfjaarlijkse lijst"


def test_a_primary_school_has_groups_and_a_list_half_way_can_be_continued(demo: Session) -> None:
    todos = demo.overview.start(YEAR).todos
    [sofie] = [each for each in todos if each.name == "Sofie de Jong"]
    assert sofie.detail.startswith("obs De Kraanvogel, groep 1/2A")
    [amina] = [each for each in todos if each.name == "Amina El Idrissi" and each.kind is TodoKind.REVIEW]
    assert amina.run_id is not None


def test_agreements_are_counted_by_status_and_who_has_not_signed_is_named(demo: Session) -> None:
    start = demo.overview.start(YEAR)
    assert start.agreements == {AgreementStatus.SIGNED: 1, AgreementStatus.CONCEPT: 1}
    assert start.unsigned == ()
    assert demo.overview.start(YEAR.previous).agreements == {AgreementStatus.SIGNED: 2}
    assert demo.overview.start(YEAR.next).agreements == {None: 2}


def test_an_agreement_that_is_not_there_or_not_finished_is_asked_for_before_the_deadline(
    session: Session,
) -> None:
    school = session.schools.lines()[0]
    session.agreements.save(session.agreements.new(school.id, YEAR))
    [todo] = [each for each in session.overview.start(YEAR).todos if each.kind is TodoKind.AGREEMENT]
    assert (todo.what, todo.name, todo.due_on) == ("Schoolafspraak afmaken", school.name, date(2026, 9, 30))
    [todo] = [each for each in session.overview.start(YEAR.next).todos if each.kind is TodoKind.AGREEMENT]
    assert (todo.what, todo.due_on) == ("Schoolafspraak maken", date(2027, 9, 30))


def test_v20_an_agreement_out_for_signing_names_who_has_not_signed(demo: Session) -> None:
    [line] = [each for each in demo.agreements.lines(YEAR) if each.status is AgreementStatus.CONCEPT]
    draft = demo.agreements.load(line.id or 0)
    rows = tuple(replace(row, weeks=Decimal(40)) for row in draft.deployments)
    reason = Deviation("V09", "Hulp bij scheiding", "Dit jaar niet, na overleg.", "Ilse Brandsma", TODAY)
    themes = tuple(replace(theme, lead=theme.lead or "Ilse Brandsma") for theme in draft.themes)
    draft = replace(draft, deployments=rows, themes=themes, deviations=(reason,))
    demo.agreements.advance(draft, Step.FREEZE)
    start = demo.overview.start(YEAR)
    assert start.unsigned == (
        "VSO De Zonnewijzer",
        "Welzijn Veenrand (VSO De Zonnewijzer)",
        "Gemeente Veenrand (VSO De Zonnewijzer)",
    )
    [todo] = [each for each in start.todos if each.kind is TodoKind.SIGNATURE]
    assert todo.detail == (
        "VSO De Zonnewijzer, Welzijn Veenrand en Gemeente Veenrand hebben nog niet getekend, "
        "sinds 15 september"
    )


def test_reviews_of_this_half_year_are_done_planned_or_late(demo: Session) -> None:
    start = demo.overview.start(YEAR)
    assert (start.reviews_done, start.reviews_late) == (5, 1)
    assert start.reviews_planned == 23
    assert start.open_cases == 34


def test_the_second_half_begins_on_1_february(open_copy: Opened, demo_template: Template) -> None:
    session = open_copy(demo_template, clock=lambda: datetime(2027, 2, 1, 8, 0, tzinfo=UTC))
    assert session.overview.start(YEAR).reviews_done == 0


def test_practising_is_asked_for_after_a_month_and_then_once_a_year(
    open_copy: Opened, empty_template: Template
) -> None:
    day = datetime(2026, 10, 14, 8, 0, tzinfo=UTC)
    session = open_copy(empty_template, clock=lambda: day)
    session.backups.make()

    def asked() -> list[tuple[date | None, str]]:
        todos = session.overview.start(YEAR).todos
        return [(each.due_on, each.detail) for each in todos if each.kind is TodoKind.DRILL]

    assert asked() == []
    day = datetime(2026, 10, 15, 8, 0, tzinfo=UTC)
    assert asked() == [(date(2026, 10, 15), "Dat is nog nooit gedaan")]
    session.backups.practise(session.backups.overview().lines[0], PASSPHRASE)
    assert asked() == []
    day = datetime(2027, 10, 15, 8, 0, tzinfo=UTC)
    assert asked() == [(date(2027, 10, 15), "Dat is een jaar geleden")]


def test_start_knows_the_last_backup_in_the_second_place(session: Session, tmp_path: Path) -> None:
    assert session.overview.start(YEAR).backup_away is None
    session.backups.choose_second(tmp_path / "stick")
    copied = session.backups.keep_up().copied
    assert copied is not None
    assert session.overview.start(YEAR).backup_away == copied
