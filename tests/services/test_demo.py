"""The practice vault: the same every time, within the rules, and of nobody who exists."""

from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from jeugdhulp_desktop.compose import make_demo
from jeugdhulp_desktop.domain.agreement_kinds import Section
from jeugdhulp_desktop.domain.agreements import AgreementStatus
from jeugdhulp_desktop.domain.bsn import find_bsn_like
from jeugdhulp_desktop.domain.cases import CaseFilter, CaseStatus
from jeugdhulp_desktop.domain.contacts import ContactDraft
from jeugdhulp_desktop.domain.overviews import RecentKind
from jeugdhulp_desktop.domain.problems import blocking
from jeugdhulp_desktop.domain.relations import WorkerType
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.domain.section_fields import SECTION_FIELDS, is_empty
from jeugdhulp_desktop.paths import resource
from jeugdhulp_desktop.security.kdf import TESTING
from jeugdhulp_desktop.services.demo.content import Chance, day_ahead, school_day
from jeugdhulp_desktop.services.session import Session
from jeugdhulp_desktop.storage.checks import check_connection, counts
from tests.services.conftest import NOW, Template

YEAR = SchoolYear(2026)


def content(session: Session) -> list[object]:
    """Everything a user can see, without ids of files and moments of making."""
    ids = session.cases.find_ids(CaseFilter())
    lines = [*session.agreements.lines(YEAR), *session.agreements.lines(YEAR.previous)]
    return [
        session.schools.lines(), session.relations.people(), session.pupils.search("", limit=1000),
        [session.cases.view(case_id) for case_id in ids],
        [session.agreements.load(line.id) for line in lines if line.id],
        session.overview.start(YEAR).todos,
    ]  # fmt: skip


def test_the_same_day_gives_the_same_vault(demo: Session, tmp_path: Path) -> None:
    again = make_demo(tmp_path / "nog-eens", cost=TESTING, clock=lambda: NOW)
    try:
        assert content(again) == content(demo)
    finally:
        again.close()


@pytest.mark.parametrize("day", [date(2026, 8, 1), date(2027, 1, 1), date(2028, 2, 29), date(2027, 7, 31)])
def test_it_can_be_made_on_any_day_of_the_year_f35_f36(tmp_path: Path, day: date) -> None:
    session = make_demo(
        tmp_path / "kluis", cost=TESTING, clock=lambda: datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    )
    try:
        start = session.overview.start(SchoolYear.of(day))
        assert (start.open_cases, start.reviews_late) == (34, 1)
        assert all(proof.ok for proof in session.backups.check())
    finally:
        session.close()


def test_no_case_is_blocked_by_the_rules_and_none_holds_a_number_like_a_bsn_v18(demo: Session) -> None:
    for case_id in demo.cases.find_ids(CaseFilter()):
        draft = demo.cases.load(case_id)
        assert blocking(demo.cases.check(draft)) == [], draft.number
        texts = [draft.summary, draft.closing_note, *(line.fact for line in demo.contacts.timeline(case_id))]
        assert not any(find_bsn_like(text) for text in texts)


def test_numbers_follow_the_days_on_which_cases_began(demo: Session) -> None:
    drafts = [demo.cases.load(case_id) for case_id in demo.cases.find_ids(CaseFilter())]
    in_order = sorted(drafts, key=lambda draft: draft.number)
    days = [draft.signalled_on for draft in in_order if draft.signalled_on]
    assert days == sorted(days)
    assert all(
        draft.number.startswith(str(draft.signalled_on and draft.signalled_on.year)) for draft in drafts
    )


def test_two_schools_three_workers_and_every_group_full(demo: Session) -> None:
    assert [line.name for line in demo.schools.lines()] == ["VSO De Zonnewijzer", "obs De Kraanvogel"]
    assert Counter(line.worker_type for line in demo.relations.workers()) == dict.fromkeys(WorkerType, 1)
    pupils = Counter(line.group for line in demo.pupils.search("", limit=1000))
    assert pupils["1/2A"] == 22
    assert demo.pupils.count() == 333


def test_last_year_is_signed_and_of_this_year_one(demo: Session) -> None:
    assert [line.status for line in demo.agreements.lines(YEAR.previous)] == [AgreementStatus.SIGNED] * 2
    assert {line.status for line in demo.agreements.lines(YEAR)} == {
        AgreementStatus.SIGNED, AgreementStatus.CONCEPT,
    }  # fmt: skip


def test_the_concept_asks_what_the_pictures_of_the_design_show(demo: Session) -> None:
    [line] = [each for each in demo.agreements.lines(YEAR) if each.status is AgreementStatus.CONCEPT]
    found = [each.code for each in demo.agreements.check(demo.agreements.load(line.id or 0))]
    assert {"weeks-missing", "theme-without-offer", "pinned-theme-absent"} <= set(found)


def test_both_schools_show_every_section_this_year_and_one_agreement_leaves_some_out(demo: Session) -> None:
    for line in demo.agreements.lines(YEAR):
        agreement = demo.agreements.load(line.id or 0)
        empty = {section for section in Section if SECTION_FIELDS[section] and is_empty(agreement, section)}
        assert (agreement.left_out, empty) == ((), set()), line.school_name
        assert agreement.analysis.lessons and agreement.finance.contributions
        found = {each.code for each in demo.agreements.check(agreement)}
        assert not found & {"section-empty", "shares-uneven", "contributions-uneven", "policy-expired"}
    for line in demo.agreements.lines(YEAR.previous):
        assert demo.agreements.load(line.id or 0).left_out


def test_the_figures_of_last_year_stand_in_the_concept(demo: Session) -> None:
    [line] = [each for each in demo.agreements.lines(YEAR) if each.status is AgreementStatus.CONCEPT]
    figures = demo.agreements.load(line.id or 0).analysis.figures
    assert {"I01", "I18"} <= {figure.code for figure in figures}


def test_signed_agreements_name_no_pupil_with_a_case_v26(demo: Session) -> None:
    for year in (YEAR, YEAR.previous):
        for line in demo.agreements.lines(year):
            found = demo.agreements.check(demo.agreements.load(line.id or 0))
            assert "V26" not in {each.rule for each in found}


def test_the_start_screen_of_the_practice_vault_knows_where_one_was(demo: Session) -> None:
    assert [(each.kind, each.name) for each in demo.overview.start(YEAR).recent] == [
        (RecentKind.CONTACT, "Noor Yıldız"),
        (RecentKind.AGREEMENT, "VSO De Zonnewijzer"),
        (RecentKind.CASE, "Łukasz Kowalski"),
    ]


def test_phone_numbers_do_not_exist_and_addresses_are_examples() -> None:
    told = resource("demo", "people.toml").read_text(encoding="utf-8")
    lines = [line for line in told.splitlines() if line.startswith(("phone", "email"))]
    assert all('"0500 - 55 ' in line or line.endswith('.example"') for line in lines)


def test_the_vault_file_shows_no_name_of_the_story(demo_template: Template) -> None:
    names = [name.encode() for name in ("Noor", "Yıldız", "Kowalski", "Dijkstra", "Zonnewijzer")]
    for path in demo_template.folder.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            assert not any(name in data for name in names), path.name


def test_while_it_is_open_no_file_beside_it_shows_a_name_either(demo: Session) -> None:
    [noor] = demo.cases.search("noor yil")
    demo.contacts.save(ContactDraft(noor.id, demo.today(), fact="Kanarie Yıldız gesproken."))
    demo.backups.make()
    shown = {
        path.name
        for path in demo.folder.rglob("*")
        if path.is_file() and any(name in path.read_bytes() for name in (b"Kanarie", "Yıldız".encode()))
    }
    assert shown == set()


def test_more_cases_keep_numbers_keys_and_counts_in_order(tmp_path: Path) -> None:
    session = make_demo(tmp_path / "kluis", cases=9_100, cost=TESTING, clock=lambda: NOW)
    try:
        assert session.cases.counts().open == 9_100
        numbers = [
            session.cases.load(case_id).number for case_id in session.cases.find_ids(CaseFilter())[::500]
        ]
        assert all(len(number) == 9 for number in numbers)
        assert all(proof.ok for proof in session.backups.check())
    finally:
        session.close()


def test_fewer_cases_are_the_first_of_the_story(tmp_path: Path) -> None:
    session = make_demo(tmp_path / "kluis", cases=5, cost=TESTING, clock=lambda: NOW)
    try:
        assert session.cases.counts().open == 5
        assert session.cases.find_ids(CaseFilter(statuses=frozenset({CaseStatus.CLOSED}))) == []
    finally:
        session.close()


def test_nobody_meets_in_the_weekend() -> None:
    sunday = date(2026, 9, 20)
    assert school_day(sunday, 0) == date(2026, 9, 18)
    assert day_ahead(sunday, 6) == date(2026, 9, 28)
    assert day_ahead(sunday, 0) == sunday
    assert day_ahead(sunday, -1) == date(2026, 9, 19)


def test_names_are_not_given_twice_while_there_are_others() -> None:
    chance = Chance()
    names = [chance.name() for _ in range(300)]
    assert len(set(names)) == 300


@pytest.mark.parametrize("table", ["agreements", "additions", "evaluations"])
def test_f54_whatever_was_frozen_is_proven_by_its_controlegetal(demo: Session, table: str) -> None:
    """Not the agreement alone: also what was granted, and what was evaluated. A backup counts them too."""
    with demo.database.maintenance() as raw:
        assert counts(raw)[table] >= 1
        raw.execute("PRAGMA query_only = OFF")
        raw.execute(f"UPDATE {table} SET canonical = x'7b7d' WHERE canonical IS NOT NULL")  # noqa: S608
        proofs = {proof.name: proof for proof in check_connection(raw)}
    assert not proofs["control-numbers"].ok
    assert table in proofs["control-numbers"].detail
