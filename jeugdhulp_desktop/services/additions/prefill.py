"""What a request for additional deployment begins with: the agreement it comes on top of."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import Connection

from jeugdhulp_desktop.domain.additions import Addition, Approval, Requester
from jeugdhulp_desktop.domain.agreement_kinds import DeploymentKind, Role
from jeugdhulp_desktop.domain.agreement_sections import Deployment, PartyAtTable
from jeugdhulp_desktop.domain.agreements import Agreement, AgreementStatus
from jeugdhulp_desktop.domain.relations import WorkerType
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.services.agreements.prefill import new_agreement
from jeugdhulp_desktop.storage.addition_queries import last_addition_number
from jeugdhulp_desktop.storage.agreement_line_queries import find_version
from jeugdhulp_desktop.storage.agreement_queries import load_agreement

_AGREED = (AgreementStatus.SIGNED, AgreementStatus.CLOSED)


def find_basis(connection: Connection, school_id: int, year: SchoolYear) -> Agreement | None:
    """The agreement it comes on top of: the one in force, else the newest version; None without one."""
    found = find_version(connection, school_id, year, *_AGREED) or find_version(connection, school_id, year)
    return load_agreement(connection, found) if found is not None else None


def basic_deployments(basis: Agreement | None) -> tuple[Deployment, ...]:
    """The basic deployment, of which only the size may differ (002:35)."""
    rows = basis.deployments if basis is not None else ()
    return tuple(row for row in rows if row.kind is DeploymentKind.BASIC)


def new_addition(connection: Connection, school_id: int, year: SchoolYear, today: date) -> Addition:
    """A request to begin with, not kept yet; NotFound when the school is gone.

    Without an agreement the parties come from the sociale kaart, as those of a new agreement do.
    """
    basis = find_basis(connection, school_id, year)
    source = basis or new_agreement(connection, school_id, year, today)
    worker = _worker_type(basic_deployments(basis))
    parties = {party.role: party for party in source.parties}
    municipality = parties.get(Role.MUNICIPALITY, PartyAtTable(Role.MUNICIPALITY))
    rates = (each.per_hour for each in source.finance.rates if each.worker_type is worker)
    return Addition(
        school_id=school_id,
        school_year=year,
        number=last_addition_number(connection, school_id, year) + 1,
        worker_type=worker,
        school_requester=_requester(parties.get(Role.SCHOOL)),
        welfare_requester=_requester(parties.get(Role.WELFARE)),
        addressee=_addressed(municipality),
        rate=next(rates, None),
        accountable_to=municipality.organisation,
        approvals=tuple(_approval(parties.get(role, PartyAtTable(role))) for role in Role),
    )


def _worker_type(basic: Iterable[Deployment]) -> WorkerType:
    """The first kind of the basis; the JMW stands at every school (002:13)."""
    types = [row.worker_type for row in basic]
    return WorkerType.JMW if WorkerType.JMW in types or not types else types[0]


def _requester(party: PartyAtTable | None) -> Requester:
    if party is None:
        return Requester()
    return Requester(party.organisation, party.person, party.function)


def _approval(party: PartyAtTable) -> Approval:
    return Approval(party.role, party.organisation, party.person, party.function)


def _addressed(party: PartyAtTable) -> str:
    """ "Gemeente Hoogeveen, Karel de Boer (beleidsadviseur jeugd)"."""
    person = f"{party.person} ({party.function})" if party.person and party.function else party.person
    return ", ".join(part for part in (party.organisation, person) if part)
