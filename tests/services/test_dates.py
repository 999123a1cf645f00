"""The yearly cycle told from what is kept, every date for a calendar, and the file that is written."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from icalendar import Calendar

from jeugdhulp_desktop.domain.agreement_terms import Deviation
from jeugdhulp_desktop.domain.agreements import AgreementStatus, Step
from jeugdhulp_desktop.domain.cycle import CycleMoment
from jeugdhulp_desktop.domain.dates import DateKind
from jeugdhulp_desktop.domain.errors import DiskProblem
from jeugdhulp_desktop.domain.problems import Level
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.services.session import Session
from jeugdhulp_desktop.storage.audit import Action, load_audit_lines
from jeugdhulp_desktop.storage.case_queries import load_full_names
from tests.services.conftest import TODAY

YEAR = SchoolYear(2026)


def test_the_cycle_counts_the_schools_that_have_begun(demo: Session) -> None:
    begun = [line for line in demo.agreements.lines(YEAR) if line.id is not None]
    signed = sum(line.status is not None and line.status.value == "ondertekend" for line in begun)
    lines = {line.moment: line for line in demo.dates.cycle(YEAR)}
    assert lines[CycleMoment.SIGNED].schools == len(begun)
    assert lines[CycleMoment.SIGNED].ready == signed
    assert lines[CycleMoment.DRAFT].ready == 0


def test_next_years_concept_counts_for_this_years_cycle(demo: Session) -> None:
    line = next(each for each in demo.agreements.lines(YEAR) if each.id is not None)
    demo.agreements.save(demo.agreements.copy_last_year(line.school_id, YEAR.next))
    lines = {each.moment: each for each in demo.dates.cycle(YEAR)}
    assert lines[CycleMoment.DRAFT].ready == 1
    assert lines[CycleMoment.SIGN_NEXT].ready == 0


def test_the_start_screen_shows_the_same_cycle(demo: Session) -> None:
    assert demo.overview.start(YEAR).cycle == demo.dates.cycle(YEAR)


def out_for_signing(session: Session) -> None:
    """Freeze the concept of the practice vault, with a reason for every question it still has."""
    line = next(each for each in session.agreements.lines(YEAR) if each.status is AgreementStatus.CONCEPT)
    draft = session.agreements.load(line.id or 0)
    draft = replace(
        draft,
        deployments=tuple(replace(row, weeks=Decimal(40)) for row in draft.deployments),
        themes=tuple(replace(theme, lead=theme.lead or "Ilse Brandsma") for theme in draft.themes),
    )
    asked = [each for each in session.agreements.check(draft) if each.level is Level.REASON]
    reasons = tuple(
        Deviation(each.rule, each.value("subject"), "Na overleg.", "Ilse", TODAY) for each in asked
    )
    session.agreements.advance(replace(draft, deviations=reasons), Step.FREEZE)


def test_v26_no_date_of_a_year_names_a_pupil(demo: Session) -> None:
    out_for_signing(demo)
    dates = demo.dates.dates(YEAR).dates
    told = " ".join(f"{each.title} {each.note}" for each in dates)
    assert {DateKind.CYCLE, DateKind.SIGNING} <= {each.kind for each in dates}
    assert len({each.key for each in dates}) == len(dates)
    assert [name for name in demo.cases.full_names() if name in told] == []


def test_v26_a_theme_that_is_called_after_a_pupil_goes_without_its_title(demo: Session) -> None:
    with demo.database.read() as connection:
        name = next(each for each in load_full_names(connection) if len(each.split()) > 1)
    line = next(each for each in demo.agreements.lines(YEAR) if each.status is AgreementStatus.CONCEPT)
    draft = demo.agreements.load(line.id or 0)
    first, *rest = draft.themes
    theme = replace(first, title=f"Hulp aan {name}", measured_on=date(2027, 6, 10))
    demo.agreements.save(replace(draft, themes=(theme, *rest)))
    dates = demo.dates.dates(YEAR).dates
    assert not [each for each in dates if name in each.title]
    assert [each.note for each in dates if each.title == "Een thema meten"] == [line.school_name]


def test_the_chosen_dates_are_written_and_noted_as_an_export(demo: Session, tmp_path: Path) -> None:
    chosen = demo.dates.dates(YEAR).dates[:2]
    path = tmp_path / "jaar.ics"
    demo.dates.export(chosen, path)
    events = Calendar.from_ical(path.read_bytes()).walk("VEVENT")
    assert [event["DTSTART"].dt for event in events] == [each.day for each in chosen]
    with demo.database.read() as connection:
        assert load_audit_lines(connection, limit=1)[0].action == Action.EXPORT_DATES


def test_f50_a_folder_that_is_gone_is_told(demo: Session, tmp_path: Path) -> None:
    (tmp_path / "bestand").write_text("geen map")
    with pytest.raises(DiskProblem):
        demo.dates.export(demo.dates.dates(YEAR).dates, tmp_path / "bestand" / "jaar.ics")


def test_a_day_that_was_chosen_moves_the_date(demo: Session) -> None:
    settings = demo.settings.load()
    demo.settings.save(replace(settings, cycle={"halfway": (1, 20)}))
    days = {line.moment: line.day for line in demo.dates.cycle(YEAR)}
    assert days[CycleMoment.HALFWAY] == date(2027, 1, 20)
