"""What a new agreement begins with: the structure of the municipality, the sociale kaart, or last year."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import Connection

from jeugdhulp_desktop.domain.agreement_sections import (
    Deployment,
    DeploymentKind,
    Expectation,
    PartyAtTable,
    Responsible,
    Role,
    SchoolFacts,
    Signatory,
    Task,
)
from jeugdhulp_desktop.domain.agreements import (
    Agreement,
    AgreementStatus,
)
from jeugdhulp_desktop.domain.relations import PartyKind, WorkerType
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.domain.structures import Structure
from jeugdhulp_desktop.domain.text import fold
from jeugdhulp_desktop.domain.vault_settings import VaultSettings
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
        school=facts,
        parties=parties,
        occasion=structure.texts.get("occasion", ""),
        aim=structure.texts.get("aim", ""),
        deployments=_deployments(people, school_id, facts, structure),
        tasks=tuple(Task(text) for text in structure.tasks),
        expectations=_expectations(structure),
        theme_intro=structure.texts.get("theme_intro", ""),
        measures=structure.measures,
        monitoring_note=structure.texts.get("monitoring_note", ""),
        signatories=tuple(
            Signatory(party.role, party.organisation, party.person, party.function) for party in parties
        ),
    )


def copy_of_last_year(connection: Connection, school_id: int, year: SchoolYear, today: date) -> Agreement:
    """Last year's agreement as a concept of this year, not kept yet; a new one when there was none.

    From the signed content when there is one. Never copied: signatures, dates, additional deployment (an
    exception is asked for again, 002:34) and deviations, save those that are remembered (V09, V10).
    """
    agreed = (AgreementStatus.SIGNED, AgreementStatus.CLOSED)
    found = find_version(connection, school_id, year.previous, *agreed) or find_version(
        connection, school_id, year.previous
    )
    if found is None:
        return new_agreement(connection, school_id, year, today)
    source = build_document(connection, load_agreement(connection, found)).agreement
    settings = load_settings(connection)
    workers = {each.id for each in load_professionals(connection, min(max(today, year.start), year.end))}
    return replace(
        source,
        school_year=year,
        number=last_number(connection, school_id, year) + 1,
        status=AgreementStatus.CONCEPT,
        dated=today,
        author=settings.user_name or source.author,
        structure_id=settings.structure_id,
        change_reason="",
        school=load_school_facts(connection, school_id),
        deployments=tuple(
            row
            if row.worker_id is None or row.worker_id in workers
            else replace(row, worker_id=None, worker_name="")
            for row in source.deployments
            if row.kind is DeploymentKind.BASIC
        ),
        themes=tuple(replace(theme, period=_undated(theme.period)) for theme in source.themes),
        offers=tuple(replace(offer, planning=_undated(offer.planning)) for offer in source.offers),
        measures=tuple(replace(each, moment=_undated(each.moment)) for each in source.measures),
        signatories=tuple(replace(each, place="", signed_on=None) for each in source.signatories),
        deviations=tuple(each for each in source.deviations if each.rule in _REMEMBERED),
        paper_kept_at="",
        frozen_control="",
        id=None,
        version=0,
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


def _expectations(structure: Structure) -> tuple[Expectation, ...]:
    provided = {
        Responsible.SCHOOL: structure.school_provides,
        Responsible.WELFARE: structure.welfare_provides,
        Responsible.MUNICIPALITY: structure.municipality_provides,
    }
    return tuple(Expectation(role, text) for role, texts in provided.items() for text in texts)
