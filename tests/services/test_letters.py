"""The letter that goes along with an agreement: to the partners, about this version, made when asked for."""

from dataclasses import replace
from datetime import date

import pytest

from jeugdhulp_desktop.domain.agreement_kinds import Role
from jeugdhulp_desktop.domain.agreement_sections import PartyAtTable
from jeugdhulp_desktop.domain.agreements import AgreementStatus, Step
from jeugdhulp_desktop.domain.canonical import spaced
from jeugdhulp_desktop.domain.documents import Letterhead, PaperKey, PaperKind
from jeugdhulp_desktop.domain.errors import NotFound
from jeugdhulp_desktop.reports.agreement_document import AgreementDocument
from jeugdhulp_desktop.reports.letter_document import LetterDocument, LetterPurpose, LetterSide
from jeugdhulp_desktop.services.agreements import letters
from jeugdhulp_desktop.services.session import Session
from tests.agreements import IN_ORDER
from tests.reports.pdf_reading import ReadPdf, squeezed
from tests.services.test_agreements import filled

PAPER = AgreementDocument(IN_ORDER)


SIGNING_DAY = date(2026, 9, 30)


def letter_of(
    document: AgreementDocument,
    status: AgreementStatus,
    sender: Letterhead | None = None,
    deadline: date = SIGNING_DAY,
) -> LetterDocument:
    return letters.letter_of(document, status, deadline=deadline, sender=sender)


def key(agreement_id: int | None) -> PaperKey:
    return PaperKey(PaperKind.LETTER, agreement_id or 0)


def test_it_goes_from_the_school_to_its_partners() -> None:
    letter = letter_of(PAPER, AgreementStatus.SIGNING)
    assert [each.organisation for each in letter.addressees] == ["SWW", "Gemeente Hoogeveen"]
    assert letter.writer == LetterSide("VSO De Zonnewijzer", "Ilse Vermeer", "zorgcoördinator", email="")
    assert letter.agreement_control == PAPER.control
    assert letter.signatories == ("VSO De Zonnewijzer", "SWW", "Gemeente Hoogeveen")


def test_a_municipality_that_goes_by_the_name_of_its_place_is_called_one() -> None:
    parties = (
        PartyAtTable(Role.MUNICIPALITY, "Hoogeveen"),
        PartyAtTable(Role.MUNICIPALITY, person="N. Ettema"),
    )
    letter = letter_of(replace(PAPER, agreement=replace(IN_ORDER, parties=parties)), AgreementStatus.SIGNING)
    assert [each.organisation for each in letter.addressees] == ["Gemeente Hoogeveen", ""]


@pytest.mark.parametrize(
    ("status", "purpose"),
    [
        (AgreementStatus.CONCEPT, LetterPurpose.DISCUSS),
        (AgreementStatus.DISCUSSION, LetterPurpose.DISCUSS),
        (AgreementStatus.SIGNING, LetterPurpose.SIGN),
        (AgreementStatus.SIGNED, LetterPurpose.INFORM),
        (AgreementStatus.CLOSED, LetterPurpose.INFORM),
    ],
)
def test_what_it_asks_follows_from_how_far_the_agreement_is(
    status: AgreementStatus, purpose: LetterPurpose
) -> None:
    assert letter_of(PAPER, status).purpose is purpose


def test_it_asks_an_answer_before_the_day_of_signing_unless_that_has_gone_by() -> None:
    assert letter_of(PAPER, AgreementStatus.SIGNING).before == date(2026, 9, 30)
    early = date(2026, 9, 15)
    assert letter_of(PAPER, AgreementStatus.SIGNING, deadline=early).before == early
    late = replace(PAPER, agreement=replace(IN_ORDER, dated=date(2027, 2, 8)))
    assert letter_of(late, AgreementStatus.SIGNING).before is None
    undated = replace(PAPER, agreement=replace(IN_ORDER, dated=None))
    assert letter_of(undated, AgreementStatus.SIGNING).before is None


def test_the_signed_paper_goes_back_to_who_issues_it() -> None:
    sender = Letterhead("De Zonnewijzer", ("Schoolstraat 4", "7900 AA Hoogeveen", "0500 - 1"))
    letter = letter_of(PAPER, AgreementStatus.SIGNING, sender)
    assert letter.return_to == "De Zonnewijzer, Schoolstraat 4, 7900 AA Hoogeveen"
    assert letter_of(PAPER, AgreementStatus.SIGNING).return_to == "VSO De Zonnewijzer"


def test_another_author_than_the_contact_has_no_function_and_no_address_of_the_contact() -> None:
    other = replace(PAPER, agreement=replace(IN_ORDER, author="Hendrik Postma"))
    assert letter_of(other, AgreementStatus.SIGNING).writer == LetterSide(
        "VSO De Zonnewijzer", "Hendrik Postma"
    )
    nobody = replace(PAPER, agreement=replace(IN_ORDER, parties=(PartyAtTable(Role.WELFARE),)))
    assert letter_of(nobody, AgreementStatus.SIGNING).addressees == ()


def letters_in_folder(session: Session) -> list[PaperKey]:
    return [each.key for each in session.documents.sync() if each.key.kind is PaperKind.LETTER]


def test_it_stands_in_the_folder_only_while_the_agreement_is_out_for_signing(session: Session) -> None:
    kept = session.agreements.save(filled(session))
    assert letters_in_folder(session) == []
    session.agreements.advance(kept, Step.FREEZE)
    assert letters_in_folder(session) == [key(kept.id)]


def test_before_that_it_can_be_asked_for(session: Session) -> None:
    kept = session.agreements.save(filled(session))
    text = squeezed(ReadPdf(session.documents.pdf(key(kept.id))).text)
    assert "Begeleidende brief" in text and "Ter bespreking: schoolafspraak" in text


def test_it_names_the_controlegetal_that_is_signed(session: Session) -> None:
    kept = session.agreements.save(filled(session))
    frozen = session.agreements.advance(kept, Step.FREEZE)
    pdf = ReadPdf(session.documents.pdf(key(frozen.id)))
    assert frozen.frozen_control in "".join(squeezed(pdf.text).split())
    assert "Ter ondertekening: schoolafspraak" in squeezed(pdf.text)


def test_what_is_due_bears_the_controlegetal_that_is_drawn_and_another_sender_gives_another(
    session: Session,
) -> None:
    kept = session.agreements.advance(session.agreements.save(filled(session)), Step.FREEZE)
    before = session.documents.due(key(kept.id))
    pdf = ReadPdf(session.documents.pdf(key(kept.id)))
    assert any(spaced(before.control) in text for _, text in pdf.artifacts)
    assert before.control != kept.frozen_control
    session.letterhead.save(replace(session.letterhead.load(), letterhead=Letterhead("De Zonnewijzer")))
    assert session.documents.due(key(kept.id)).control != before.control


def test_it_asks_to_sign_before_the_day_of_this_vault_and_another_day_gives_another_letter(
    session: Session,
) -> None:
    kept = session.agreements.advance(session.agreements.save(filled(session)), Step.FREEZE)
    before = session.documents.due(key(kept.id))
    settings = session.settings.load()
    session.settings.save(replace(settings, signing_deadline=(9, 18)))
    text = squeezed(ReadPdf(session.documents.pdf(key(kept.id))).text)
    assert "vóór 18 september 2026 ondertekenen" in text
    assert session.documents.due(key(kept.id)).control != before.control


def test_a_letter_of_an_agreement_that_is_gone_is_not_found(session: Session) -> None:
    with pytest.raises(NotFound):
        session.documents.pdf(key(99))
