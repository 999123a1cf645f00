"""The figures of a school and a year: from hours, cases, offers and the checklist, as they may be shown."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal

from sqlalchemy import Connection

from jeugdhulp_desktop.domain.agreement_sections import PastFigure
from jeugdhulp_desktop.domain.agreements import Agreement
from jeugdhulp_desktop.domain.checklists import Answer
from jeugdhulp_desktop.domain.evaluations import Count, EvaluationMoment, Figures, HoursFigure
from jeugdhulp_desktop.domain.figures import TOTAL, count_cases
from jeugdhulp_desktop.domain.hours import HourKind, HoursTotal, add_up
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.domain.section_fields import printed_sections
from jeugdhulp_desktop.domain.text import format_decimal, format_hours
from jeugdhulp_desktop.services.evaluations.days_off import days_off
from jeugdhulp_desktop.storage.agreement_queries import load_agreement
from jeugdhulp_desktop.storage.evaluation_queries import load_evaluations
from jeugdhulp_desktop.storage.figure_queries import count_answers, load_case_facts
from jeugdhulp_desktop.storage.hours_queries import find_counting_agreements, year_totals

WAITING_NORM = 10  # working days from aanmelding to the first talk: a design default (domain.md 7, no. 19)


def count_figures(
    connection: Connection, school_id: int, year: SchoolYear, until: date, agreement: Agreement | None
) -> Figures:
    """Everything the vault knows of a school and a year up to and including a day; small cells are hidden."""
    until = min(max(until, year.start), year.end)
    before = kept_figures(connection, school_id, year.previous)
    cases = count_cases(
        load_case_facts(connection, school_id, year),
        year,
        until,
        norm=WAITING_NORM,
        holidays=days_off(year),
        open_at_start=before.open_at_end if before is not None else None,
    )
    totals = year_totals(connection, year, school_id, until).get(school_id, ())
    answers = count_answers(connection, school_id, year, until)
    offers = printed_sections(agreement).offers if agreement is not None else ()
    return Figures(
        until=until,
        hours=tuple(_hours(each) for each in totals),
        new=cases.new,
        caseload=cases.caseload,
        closed=cases.closed,
        reasons=cases.reasons,
        open_at_end=cases.open_at_end,
        waited=cases.waited,
        waiting_median=cases.waiting_median,
        within_norm=cases.within_norm,
        waiting_norm=WAITING_NORM,
        offers_agreed=len(offers),
        offers_hours=add_up(offer.hours for offer in offers if offer.hours is not None),
        offers_realised=_group_hours(totals),
        checklist_yes=answers.get(Answer.YES, 0),
        checklist_partly=answers.get(Answer.PARTLY, 0),
        checklist_no=answers.get(Answer.NO, 0),
        before=replace(before, before=None) if before is not None else None,
    )


def kept_figures(connection: Connection, school_id: int, year: SchoolYear) -> Figures | None:
    """The figures as they were when the end of a year was evaluated; None when it was not."""
    for each in load_evaluations(connection, school_id, year):
        if each.moment is EvaluationMoment.END and each.figures is not None:
            return each.figures
    return None


def past_figures(connection: Connection, school_id: int, year: SchoolYear) -> tuple[PastFigure, ...]:
    """The figures OF a year as section 3 of the next agreement tells them; empty when nothing is known.

    As they were kept at its end evaluation; counted now when it was not evaluated. Nothing was counted
    then is told as nothing, not as zero.
    """
    figures = kept_figures(connection, school_id, year)
    if figures is None:
        found = find_counting_agreements(connection, year, school_id).get(school_id)
        agreement = load_agreement(connection, found) if found is not None else None
        figures = count_figures(connection, school_id, year, year.end, agreement)
        nothing = str(figures.caseload[TOTAL]) == "0" and not _sum(figures.hours, realised=True)
        if nothing:
            return ()
    return tuple(_told(figures))


def _told(figures: Figures) -> Iterable[PastFigure]:
    before = figures.before
    hours, old_hours = _share(figures), _share(before) if before is not None else ""
    if hours:
        yield PastFigure("I18", "Gewerkte uren, van de afgesproken uren", hours, old_hours)
    rows = (
        ("I01", "Nieuwe aanmeldingen", "new"),
        ("I02", "Leerlingen met een casus", "caseload"),
        ("I03", "Afgesloten casussen", "closed"),
    )
    for code, label, name in rows:
        old = str(getattr(before, name).get(TOTAL, Count(0))) if before is not None else ""
        yield PastFigure(code, label, str(getattr(figures, name).get(TOTAL, Count(0))), old)
    if figures.waiting_median is not None:
        old = _median(before) if before is not None else ""
        yield PastFigure("I06", "Wachttijd, mediaan in werkdagen", _median(figures), old)
    if figures.offers_realised:
        old = format_hours(before.offers_realised) if before is not None else ""
        yield PastFigure("I16", "Groepswerk in uren", format_hours(figures.offers_realised), old)


def _share(figures: Figures) -> str:
    agreed, realised = _sum(figures.hours), _sum(figures.hours, realised=True)
    if not agreed or not realised:
        return ""
    return (
        f"{format_hours(realised)} van {format_hours(agreed)} ({format_decimal(realised * 100 / agreed, 0)}%)"
    )


def _median(figures: Figures) -> str:
    return format_hours(figures.waiting_median) if figures.waiting_median is not None else "–"


def _sum(hours: Iterable[HoursFigure], *, realised: bool = False) -> Decimal:
    return add_up(each.realised if realised else each.agreed for each in hours)


def _hours(total: HoursTotal) -> HoursFigure:
    """As they were written: only what was agreed is rounded, row by row, and is so already (V19)."""
    return HoursFigure(total.worker_type, total.deployment, total.agreed, total.realised)


def _group_hours(totals: Iterable[HoursTotal]) -> Decimal:
    return add_up(each.by_kind.get(HourKind.GROUP, Decimal(0)) for each in totals)
