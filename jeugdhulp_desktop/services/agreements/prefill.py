"""What a new agreement begins with: the structure of the municipality, the sociale kaart, or last year."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import fields, replace
from datetime import date
from typing import Any

from sqlalchemy import Connection

from jeugdhulp_desktop.domain.agreement_kinds import DeploymentKind, Responsible, Role, Section
from jeugdhulp_desktop.domain.agreement_sections import (
    Deployment,
    Expectation,
    PartyAtTable,
    SchoolFacts,
    Task,
)
from jeugdhulp_desktop.domain.agreement_terms import Families, Finance, PrivacyNotes, Route, Signatory, Term
from jeugdhulp_desktop.domain.agreements import Agreement, AgreementStatus
from jeugdhulp_desktop.domain.relations import PartyKind, WorkerType
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.domain.schools import SchoolType
from jeugdhulp_desktop.domain.section_fields import SECTION_FIELDS, is_empty
from jeugdhulp_desktop.domain.structures import Structure
from jeugdhulp_desktop.domain.text import fold
from jeugdhulp_desktop.domain.vault_settings import VaultSettings
from jeugdhulp_desktop.services.agreements.analysis import analysis_of_last_year
from jeugdhulp_desktop.services.agreements.papers import build_document
from jeugdhulp_desktop.services.structures import find_structure
from jeugdhulp_desktop.storage.agreement_line_queries import (
    KnownParty,
    Professional,
    find_version,
    last_number,
    load_known_parties,
    load_professionals,
    load_school_facts,
)
from jeugdhulp_desktop.storage.agreement_queries import load_agreement
from jeugdhulp_desktop.storage.school_queries import find_my_school
from jeugdhulp_desktop.storage.setting_queries import load_settings

_REMEMBERED = ("V09", "V10")  # asked once, copied at roll-over (6.3)
_YEAR_NUMBER = re.compile(r"\b20\d\d\b")
_AGREED = (AgreementStatus.SIGNED, AgreementStatus.CLOSED)
# Proposed again where last year's agreement says nothing: it did not use them, or could not have them yet.
_PROPOSED_AGAIN = (Section.ROUTE, Section.FAMILIES, Section.PRIVACY, Section.FINANCE, Section.TERM)


def new_agreement(connection: Connection, school_id: int, year: SchoolYear, today: date) -> Agreement:
    """An agreement to begin with, not kept yet; NotFound when the school is gone."""
    settings = load_settings(connection)
    structure = find_structure(settings.structure_id)
    facts = load_school_facts(connection, school_id)
    people = load_professionals(connection, min(max(today, year.start), year.end))
    parties = _parties(connection, facts, structure, people)
    if find_my_school(connection) == school_id and settings.user_name:
        parties = (_spoken_for(parties[0], settings, people), *parties[1:])
    return Agreement(
        school_id=school_id,
        school_year=year,
        number=last_number(connection, school_id, year) + 1,
        dated=today,
        author=settings.user_name,
        structure_id=structure.id,
        left_out=structure.left_out,
        school=facts,
        parties=parties,
        occasion=structure.text("occasion"),
        aim=structure.text("aim"),
        analysis=analysis_of_last_year(connection, school_id, year),
        deployments=_deployments(people, school_id, facts, structure),
        tasks=tuple(Task(text) for text in structure.tasks),
        expectations=_expectations(structure, facts.school_type),
        theme_intro=structure.text("theme_intro"),
        route=_route(structure),
        families=Families(**_texts(Families, "families", structure)),
        privacy=PrivacyNotes(**_texts(PrivacyNotes, "privacy", structure)),
        measures=structure.measures,
        monitoring_note=structure.text("monitoring_note"),
        satisfaction=structure.text("satisfaction"),
        finance=Finance(conditions=structure.conditions, note=structure.text("finance.note")),
        term=Term(changes=structure.text("term.changes"), dispute=structure.text("term.dispute")),
        signatories=tuple(
            Signatory(party.role, party.organisation, party.person, party.function) for party in parties
        ),
    )


def copy_of_last_year(connection: Connection, school_id: int, year: SchoolYear, today: date) -> Agreement:
    """Last year's agreement as a concept of this year, not kept yet; a new one when there was none.

    From the signed content when there is one. Never copied: signatures, evaluations, dates, additional
    deployment (an exception is asked for again, 002:34) and deviations, save those that are remembered (V09,
    V10). What last year's evaluation learnt goes along, in the analysis (002:147).
    """
    found = find_version(connection, school_id, year.previous, *_AGREED) or find_version(
        connection, school_id, year.previous
    )
    fresh = new_agreement(connection, school_id, year, today)
    if found is None:
        return fresh
    source = build_document(connection, load_agreement(connection, found)).agreement
    proposed = {
        name: getattr(fresh, name)
        for section in _PROPOSED_AGAIN
        if is_empty(source, section)
        for name in SECTION_FIELDS[section]
    }
    workers = {each.id for each in load_professionals(connection, min(max(today, year.start), year.end))}
    copied = replace(source, **proposed)
    return replace(
        _without_dates(copied),
        school_year=year,
        number=fresh.number,
        status=AgreementStatus.CONCEPT,
        dated=today,
        author=fresh.author or source.author,
        structure_id=fresh.structure_id,
        change_reason="",
        school=fresh.school,
        analysis=replace(fresh.analysis, risks=source.analysis.risks),
        deployments=tuple(
            row
            if row.worker_id is None or row.worker_id in workers
            else replace(row, worker_id=None, worker_name="")
            for row in source.deployments
            if row.kind is DeploymentKind.BASIC
        ),
        families=replace(copied.families, youth_changes=""),
        signatories=tuple(replace(each, place="", signed_on=None) for each in source.signatories),
        deviations=tuple(each for each in source.deviations if each.rule in _REMEMBERED),
        paper_kept_at="",
        frozen_control="",
        id=None,
        version=0,
    )


def _without_dates(agreement: Agreement) -> Agreement:
    """Without the days of that year: when something takes place, is measured, begins or ends."""
    route = agreement.route
    return replace(
        agreement,
        themes=tuple(
            replace(theme, period=_undated(theme.period), measured_on=None) for theme in agreement.themes
        ),
        offers=tuple(replace(offer, planning=_undated(offer.planning)) for offer in agreement.offers),
        route=replace(
            route, meetings=tuple(replace(each, dates=_undated(each.dates)) for each in route.meetings)
        ),
        measures=tuple(replace(each, moment=_undated(each.moment)) for each in agreement.measures),
        term=replace(agreement.term, starts_on=None, ends_on=None),
    )


def _undated(text: str) -> str:
    """The text, unless it names a calendar year: that day is past by now."""
    return "" if _YEAR_NUMBER.search(text) else text


def _parties(
    connection: Connection, facts: SchoolFacts, structure: Structure, people: Sequence[Professional]
) -> tuple[PartyAtTable, ...]:
    """School, welfare organisation and municipality, each with who speaks for it."""
    known = load_known_parties(connection)
    welfare = _known(known, PartyKind.WELFARE, "")
    municipality = _known(known, PartyKind.MUNICIPALITY, facts.municipality)
    named = f"Gemeente {facts.municipality}" if facts.municipality else structure.municipality_party
    return (
        PartyAtTable(Role.SCHOOL, facts.name or structure.school_party),
        _of_party(Role.WELFARE, welfare, structure.welfare_party, people),
        _of_party(Role.MUNICIPALITY, municipality, named, people),
    )


def _spoken_for(party: PartyAtTable, settings: VaultSettings, people: Sequence[Professional]) -> PartyAtTable:
    """My school, for which the user speaks, with her e-mail and phone when the sociale kaart has them."""
    found = next((each for each in people if each.name == settings.user_name), None)
    return replace(
        party,
        person=settings.user_name,
        function=settings.user_role,
        email=found.email if found else "",
        phone=found.phone if found else "",
    )


def _known(known: Iterable[KnownParty], kind: PartyKind, hint: str) -> KnownParty | None:
    """The first organisation of a kind whose name holds the hint: another municipality is no party here."""
    return next((party for party in known if party.kind is kind and fold(hint) in fold(party.name)), None)


def _of_party(
    role: Role, party: KnownParty | None, otherwise: str, people: Iterable[Professional]
) -> PartyAtTable:
    if party is None:
        return PartyAtTable(role, otherwise)
    speakers = [each for each in people if each.party_id == party.id and each.worker_type is None]
    if not speakers:
        return PartyAtTable(role, party.name, email=party.email, phone=party.phone)
    first = speakers[0]
    return PartyAtTable(
        role, party.name, first.name, first.role, first.email or party.email, first.phone or party.phone
    )


def _deployments(
    people: Iterable[Professional], school_id: int, facts: SchoolFacts, structure: Structure
) -> tuple[Deployment, ...]:
    """A row for each worker of this school whose kind belongs here; a JMW row always (002:13)."""
    rows = [
        Deployment(
            worker_type=each.worker_type,
            worker_id=each.id,
            worker_name=each.name,
            organisation=each.organisation,
        )
        for each in people
        if each.worker_type is not None
        and each.school_id in (None, school_id)
        and facts.school_type in structure.workers[each.worker_type].school_types
    ]
    if not any(row.worker_type is WorkerType.JMW for row in rows):
        rows.append(Deployment(WorkerType.JMW))
    order = list(WorkerType)
    return tuple(sorted(rows, key=lambda row: order.index(row.worker_type)))


def _expectations(structure: Structure, school_type: SchoolType) -> tuple[Expectation, ...]:
    """What each party does; childcare only where it comes before this kind of school (002:47)."""
    return tuple(
        Expectation(role, text)
        for role in Responsible
        for text in structure.provides.get(role, ())
        if role is not Responsible.CHILDCARE or school_type in structure.young
    )


def _route(structure: Structure) -> Route:
    return Route(
        steps=structure.route_steps, meetings=structure.meetings, **_texts(Route, "route", structure)
    )


def _texts(kind: type[Any], name: str, structure: Structure) -> dict[str, Any]:
    """The texts that the structure proposes for the fields of a part of an agreement."""
    paths = {each.name: f"{name}.{each.name}" for each in fields(kind)}
    return {field: structure.texts[path] for field, path in paths.items() if path in structure.texts}
