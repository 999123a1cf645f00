"""The yearly cycle and every date of the agreements, for the start screen and for a calendar (2.9)."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from pathlib import Path

from sqlalchemy import Connection

from jeugdhulp_desktop.domain.additions import AdditionLine, AdditionStatus
from jeugdhulp_desktop.domain.agreement_texts import names_in
from jeugdhulp_desktop.domain.agreements import AgreementLine, AgreementStatus
from jeugdhulp_desktop.domain.cycle import CycleFacts, CycleLine, CycleMoment, cycle_of
from jeugdhulp_desktop.domain.dates import CalendarDate, DateKind, YearDates, by_day
from jeugdhulp_desktop.domain.evaluations import Evaluation, EvaluationMoment
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.files import write_whole
from jeugdhulp_desktop.services.clock import Clock, local_now, local_today
from jeugdhulp_desktop.storage.addition_line_queries import load_addition_lines
from jeugdhulp_desktop.storage.agreement_line_queries import load_agreement_lines
from jeugdhulp_desktop.storage.agreement_queries import load_agreements
from jeugdhulp_desktop.storage.audit import Action
from jeugdhulp_desktop.storage.case_queries import load_full_names
from jeugdhulp_desktop.storage.engine import Database
from jeugdhulp_desktop.storage.evaluation_queries import load_evaluations_of_year
from jeugdhulp_desktop.storage.setting_queries import load_settings

_IN_FORCE = (AgreementStatus.SIGNED, AgreementStatus.CLOSED)
_AT_SIGNERS = (AgreementStatus.SIGNING, *_IN_FORCE)
_DUE_BEFORE = timedelta(weeks=6)  # stop or extend is asked six weeks before the end (requirement 38)


class DateService:
    """Reads the dates of one vault; writes only the calendar file it is asked for."""

    def __init__(self, database: Database, clock: Clock, vault_id: str) -> None:
        self._database = database
        self._clock = clock
        self._vault_id = vault_id

    def cycle(self, year: SchoolYear) -> tuple[CycleLine, ...]:
        """The moments of a year with how many schools are ready."""
        with self._database.read() as connection:
            return load_cycle(connection, year)

    def dates(self, year: SchoolYear) -> YearDates:
        """Every date of a year that can go into a calendar; none of them names a pupil."""
        today = local_today(self._clock)
        with self._database.read() as connection:
            settings = load_settings(connection)
            lines = load_agreement_lines(connection, year)
            found = [
                *_cycle_dates(load_cycle(connection, year), year),
                *_signing_dates(lines, year, settings.signing_day(year).toordinal()),
                *_addition_dates(load_addition_lines(connection, year, today)),
                *_theme_dates(connection, lines),
            ]
        return YearDates(year, by_day(found))

    def export(self, dates: Sequence[CalendarDate], path: Path) -> None:
        """Write the chosen dates as an iCalendar file, noted as an export. DiskProblem."""
        from jeugdhulp_desktop.exchange.calendars import calendar_bytes

        write_whole(path, calendar_bytes(dates, self._vault_id, local_now(self._clock)))
        with self._database.write(Action.EXPORT_DATES, "dates"):
            pass  # the audit line is all there is to keep


def load_cycle(connection: Connection, year: SchoolYear) -> tuple[CycleLine, ...]:
    """The cycle of a year: its days from the settings, how far the schools are from what is kept."""
    settings = load_settings(connection)
    lines = load_agreement_lines(connection, year)
    coming = {line.school_id: line for line in load_agreement_lines(connection, year.next) if line.id}
    begun = [line for line in lines if line.id is not None]
    schools = {line.school_id for line in begun}
    of_year = load_evaluations_of_year(connection, year)
    evaluations = [each for each in of_year if each.school_id in schools]
    ready = {
        CycleMoment.SIGNED: sum(line.status in _IN_FORCE for line in begun),
        CycleMoment.HALFWAY: _finished(evaluations, EvaluationMoment.HALFWAY),
        CycleMoment.LOOK_BACK: sum(each.moment is EvaluationMoment.END for each in evaluations),
        CycleMoment.END: _finished(evaluations, EvaluationMoment.END),
        CycleMoment.DRAFT: sum(line.school_id in coming for line in begun),
        CycleMoment.SIGN_NEXT: sum(
            line.school_id in coming and coming[line.school_id].status in _AT_SIGNERS for line in begun
        ),
    }
    facts = CycleFacts(len(begun), ready)
    return cycle_of(settings.cycle, settings.signing_deadline, year, facts)


def _finished(evaluations: Iterable[Evaluation], moment: EvaluationMoment) -> int:
    return sum(each.moment is moment and each.finished_on is not None for each in evaluations)


def _cycle_dates(lines: Iterable[CycleLine], year: SchoolYear) -> Iterator[CalendarDate]:
    for line in lines:
        key = f"cycle/{year.code}/{line.moment.value}"
        yield CalendarDate(key, DateKind.CYCLE, line.day, line.moment.label, f"Schooljaar {year.code}")


def _signing_dates(lines: Iterable[AgreementLine], year: SchoolYear, deadline: int) -> Iterator[CalendarDate]:
    for line in lines:
        if line.status is AgreementStatus.SIGNING:
            waiting = ", ".join(line.unsigned)
            note = f"Nog te tekenen door: {waiting}" if waiting else ""
            yield CalendarDate(
                f"signing/{year.code}/{line.school_id}",
                DateKind.SIGNING,
                year.start.fromordinal(deadline),
                f"Schoolafspraak tekenen: {line.school_name}",
                note,
            )


def _addition_dates(lines: Iterable[AdditionLine]) -> Iterator[CalendarDate]:
    for line in lines:
        if line.status is not AdditionStatus.GRANTED or line.ends_on is None:
            continue
        what = f"aanvullende inzet {line.worker_type.value}, {line.school_name}"
        yield CalendarDate(
            f"addition/{line.id}/reminder",
            DateKind.ADDITION_REMINDER,
            line.ends_on - _DUE_BEFORE,
            f"Stoppen of verlengen: {what}",
            remind_days=0,
        )
        yield CalendarDate(
            f"addition/{line.id}/end", DateKind.ADDITION_END, line.ends_on, f"Laatste dag: {what}"
        )


def _theme_dates(connection: Connection, lines: Iterable[AgreementLine]) -> Iterator[CalendarDate]:
    """When a target is measured; a title that holds a pupil's full name stays in the vault (V26)."""
    ids = [line.id for line in lines if line.id is not None]
    names = load_full_names(connection)
    for agreement in load_agreements(connection, ids).values():
        for theme in agreement.themes:
            if theme.measured_on is not None and theme.title.strip():
                named = names_in([("title", theme.title)], names)
                yield CalendarDate(
                    f"theme/{agreement.school_year.code}/{agreement.school_id}/{theme.key}",
                    DateKind.THEME,
                    theme.measured_on,
                    "Een thema meten" if named else f"Thema meten: {theme.title}",
                    agreement.school.name,
                )
