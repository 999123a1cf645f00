"""The covering letter of an agreement as a source of papers: while it is out for signing, or by request."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import Connection

from jeugdhulp_desktop.domain.agreement_kinds import Role
from jeugdhulp_desktop.domain.agreement_sections import PartyAtTable
from jeugdhulp_desktop.domain.agreements import Agreement, AgreementStatus
from jeugdhulp_desktop.domain.canonical import control_number
from jeugdhulp_desktop.domain.documents import Audience, DrawnPaper, DuePaper, Letterhead, PaperKey, PaperKind
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.reports.agreement_document import AgreementDocument
from jeugdhulp_desktop.reports.letter_document import TEMPLATE, LetterDocument, LetterPurpose, LetterSide
from jeugdhulp_desktop.services.agreements.papers import build_document
from jeugdhulp_desktop.services.paper_keeping import open_content
from jeugdhulp_desktop.storage.agreement_paper_queries import AgreementFacts, load_agreement_facts
from jeugdhulp_desktop.storage.agreement_queries import load_agreement
from jeugdhulp_desktop.storage.letterhead_queries import load_letterhead, load_logo
from jeugdhulp_desktop.storage.setting_queries import load_settings

_ASKS = {
    AgreementStatus.CONCEPT: LetterPurpose.DISCUSS,
    AgreementStatus.DISCUSSION: LetterPurpose.DISCUSS,
    AgreementStatus.SIGNING: LetterPurpose.SIGN,
}


class LetterPapers:
    """One letter an agreement, to all partners. It stands beside an agreement that is out for signing; for
    any other it is made when it is asked for by id."""

    kind = PaperKind.LETTER

    def due(
        self,
        connection: Connection,
        *,
        ids: Collection[int] | None = None,
        year: SchoolYear | None = None,
    ) -> list[DuePaper]:
        """Those of agreements that are out for signing, or the ones asked for by id."""
        letterhead, settings = load_letterhead(connection), load_settings(connection)
        found = load_agreement_facts(connection, ids=ids, year=year)
        return [
            _due(each, letterhead, settings.signing_day(each.school_year))
            for each in found
            if ids is not None or each.status is AgreementStatus.SIGNING
        ]

    def draw(self, connection: Connection, subject_id: int) -> DrawnPaper:
        """The letter with the agreement as it is now. NotFound, DamagedDatabase."""
        from jeugdhulp_desktop.reports.letter_pdf import render

        stored = load_agreement(connection, subject_id)
        letter = letter_of(
            build_document(connection, stored),
            stored.status,
            deadline=load_settings(connection).signing_day(stored.school_year),
            sender=load_letterhead(connection),
        )
        logo = load_logo(connection, letter.sender.logo)
        return DrawnPaper(render(letter, Audience.PARTNERS, logo=logo), letter.control)


def _due(facts: AgreementFacts, letterhead: Letterhead, deadline: date) -> DuePaper:
    reference = _reference(facts.control, facts.status, letterhead, deadline)
    return DuePaper(
        key=PaperKey(PaperKind.LETTER, facts.id),
        school_name=facts.school_name,
        school_year=facts.school_year,
        number=facts.number,
        status=facts.status.value,
        frozen=False,
        control=reference,
        content=reference,
        title="Begeleidende brief",
        mark=f"v{facts.number}",
    )


def _reference(control: str, status: AgreementStatus, letterhead: Letterhead, deadline: date) -> str:
    """The controlegetal of a letter: it says nothing but what follows from these, so it need not be drawn up
    to know whether it is up to date."""
    made_of = f"letter.{status.name}.{deadline.isoformat()}.{open_content(control, TEMPLATE, letterhead)}"
    return control_number(made_of.encode())


def letter_of(
    document: AgreementDocument,
    status: AgreementStatus,
    *,
    deadline: date,
    sender: Letterhead | None = None,
) -> LetterDocument:
    """The letter that goes along with a paper, from the school to its partners.

    ``status`` is that of the agreement now: what is asked follows from it, while a frozen paper keeps saying
    that it is to be signed. ``deadline`` is the day of signing of this vault (V20); once it has gone by the
    letter asks an answer soon.
    """
    agreement = document.agreement
    sender = sender or document.sender
    in_time = agreement.dated is not None and agreement.dated < deadline
    return LetterDocument(
        school_name=agreement.school.name,
        school_year=agreement.school_year,
        number=agreement.number,
        agreement_dated=agreement.dated,
        agreement_control=document.control,
        sender=sender,
        addressees=tuple(
            _side(party)
            for party in agreement.parties
            if party.role is not Role.SCHOOL and (party.organisation.strip() or party.person.strip())
        ),
        writer=_writer(agreement),
        dated=agreement.dated,
        public=agreement.public,
        purpose=_ASKS.get(status, LetterPurpose.INFORM),
        before=deadline if in_time else None,
        return_to=_address(agreement, sender),
        signatories=tuple(each.organisation for each in agreement.signatories if each.organisation.strip()),
        annexes=tuple("bijlage aanvullende inzet" for _ in document.additions),
        change_reason=agreement.change_reason,
        reference=_reference(document.control, status, sender, deadline),
    )


def _side(party: PartyAtTable) -> LetterSide:
    name = party.organisation.strip()
    if party.role is Role.MUNICIPALITY and name and not name.lower().startswith("gemeente"):
        name = f"Gemeente {name}"  # "Veenmeer" alone is a place
    return LetterSide(name, party.person, party.function)


def _writer(agreement: Agreement) -> LetterSide:
    """Who drew up the agreement; with function and address when it is the contact of the school."""
    school = next((party for party in agreement.parties if party.role is Role.SCHOOL), None)
    name = agreement.author.strip()
    if school is not None and name in ("", school.person.strip()):
        return LetterSide(agreement.school.name, school.person, school.function, email=school.email)
    return LetterSide(agreement.school.name, name)


def _address(agreement: Agreement, sender: Letterhead) -> str:
    """Where the signed paper goes: the sender with street and place, else the school."""
    lines = [line.strip() for line in sender.address[:2] if line.strip()]
    name = sender.name.strip() or agreement.school.name.strip()
    return ", ".join([name, *lines]) if name else ""
