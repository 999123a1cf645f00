"""The practice vault: fictional pupils of a primary and a special school, and two school years.

The same day gives the same vault. All days are counted from today, so that the start screen always has
something late, something for today and something ahead. Nothing in it is of a real person, school or
municipality.
"""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from jeugdhulp_desktop.domain.checklists import Moment
from jeugdhulp_desktop.domain.relations import WorkerType
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.domain.schools import SchoolDraft
from jeugdhulp_desktop.services.changes import Change
from jeugdhulp_desktop.services.demo.additions import make_additions
from jeugdhulp_desktop.services.demo.agreements import make_agreements
from jeugdhulp_desktop.services.demo.cases import (
    ToldCase,
    fill_rosters,
    store_extra_cases,
    store_told_cases,
)
from jeugdhulp_desktop.services.demo.checklists import DemoLists
from jeugdhulp_desktop.services.demo.content import read_story, school_day
from jeugdhulp_desktop.services.demo.evaluations import make_evaluations
from jeugdhulp_desktop.services.demo.hours import store_hours
from jeugdhulp_desktop.services.demo.relations import count_pupils_of, my_school, set_stage
from jeugdhulp_desktop.services.session import Session
from jeugdhulp_desktop.storage.audit import Action

DEMO_CASES = 34  # open cases of the story
DEMO_PASSPHRASE = "oefenen met verzonnen leerlingen"  # noqa: S105 - printed for everyone, it guards fiction
_REGION = "noord"  # where the story plays; its school holidays
_MOMENTS = 3  # contact moments of each extra case
_BACKUP_UP_TO = 2_000  # cases; a larger vault is made for figures, not to work in


@dataclass(frozen=True)
class DemoFrame:
    """With what the practice vault is made, before it is filled."""

    vault_name: str
    school: SchoolDraft
    user_name: str
    user_role: str


def demo_frame() -> DemoFrame:
    """Name, school and user of the practice vault."""
    story = read_story("people")
    user = story["user"]
    return DemoFrame(user["vault"], my_school(story), user["name"], user["role"])


def fill_demo(session: Session, *, cases: int = DEMO_CASES, moments: int = _MOMENTS) -> None:
    """Fill a new practice vault, made with ``demo_frame``; the same day gives the same content.

    ``cases`` open cases: the first of the story, and beyond those extra ones with ``moments`` contact moments
    each, written at once.
    """
    today = session.today()
    story = read_story("agreements")
    with session.database.write(Action.MAKE_DEMO, "vault") as connection:
        stage = set_stage(connection, read_story("people"), today)
        told = store_told_cases(connection, stage, cases)
        fill_rosters(connection, stage)
        if cases > DEMO_CASES:
            store_extra_cases(connection, stage, count=cases - DEMO_CASES, moments=moments)
    year = SchoolYear.of(today)
    budget = {WorkerType(name): Decimal(hours) for name, hours in story["budgets"].items()}
    budgets = {year.code: budget, year.previous.code: budget}
    settings = replace(
        session.settings.load(), budgets=budgets, recovery_confirmed=True, holiday_region=_REGION
    )
    session.settings.save(settings)

    def count_pupils(school_id: int, pupils: int, counted_on: date) -> None:
        with session.database.write(Action.MAKE_DEMO, "school", school_id) as connection:
            count_pupils_of(connection, school_id, pupils, counted_on)

    kept = make_agreements(session.agreements, story, stage, count_pupils)
    make_additions(session.additions, read_story("additions"), stage)
    lists = DemoLists(session.database, session.changes, read_story("texts"), today)
    for case in told:
        lists.fill_case(case)
    for school in ("zonnewijzer", "kraanvogel"):
        day = min(school_day(year.start, 40), school_day(today, 1))
        lists.fill_agreement(kept[school, -1], day, Moment.END)
    with session.database.write(Action.MAKE_DEMO, "hours") as connection:
        store_hours(connection, today, _REGION)
    evaluated = session.agreements.load(kept["kraanvogel", -1])
    make_evaluations(session.evaluations, evaluated.school_id, today)
    _work_a_little(session, told, kept)
    if cases <= _BACKUP_UP_TO:
        session.backups.make()
    session.changes.announce(*Change)


def _work_a_little(session: Session, told: list[ToldCase], kept: dict[tuple[str, int], int]) -> None:
    """The last things done, so that the start screen knows where one was."""
    ids = {case.told["pupil"][0]: case.id for case in told}
    if "Łukasz" in ids:
        session.cases.save(session.cases.load(ids["Łukasz"]))
    draft = session.agreements.load(kept["zonnewijzer", 0])
    figures = session.agreements.last_year(draft.school_id, draft.school_year).figures
    session.agreements.save(replace(draft, analysis=replace(draft.analysis, figures=figures)))
    if "Noor" in ids:
        newest = session.contacts.timeline(ids["Noor"])[0]
        session.contacts.save(session.contacts.load(newest.id))
