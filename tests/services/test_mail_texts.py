"""Texts for a mail: made from what is kept, and looked through for names before they leave the vault."""

from dataclasses import replace

from jeugdhulp_desktop.domain.actions import ActionFilter
from jeugdhulp_desktop.domain.agreements import AgreementStatus
from jeugdhulp_desktop.domain.invitations import Invitation, InvitationKind
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.services.session import Session
from jeugdhulp_desktop.storage.audit import Action, load_audit_lines

YEAR = SchoolYear(2026)


def agreement_id(session: Session, *statuses: AgreementStatus) -> int:
    lines = session.agreements.lines(YEAR)
    found = next(line.id for line in lines if line.id and (not statuses or line.status in statuses))
    assert found is not None
    return found


def test_an_invitation_comes_from_the_agreement(demo: Session) -> None:
    which = agreement_id(demo)
    made = demo.mail_texts.invitation(which, Invitation(InvitationKind.HALFWAY))
    agreement = demo.agreements.load(which)
    assert agreement.school.name in made.subject
    assert all(party.person in made.text for party in agreement.parties if party.person)
    assert not made.names


def test_v26_a_name_of_a_pupil_in_the_agreement_is_told_before_it_is_copied(demo: Session) -> None:
    which = agreement_id(demo, AgreementStatus.CONCEPT, AgreementStatus.DISCUSSION)
    draft = demo.agreements.load(which)
    name = demo.cases.full_names()[0]
    demo.agreements.save(replace(draft, themes=(replace(draft.themes[0], title=f"Plan voor {name}"),)))
    assert demo.mail_texts.invitation(which, Invitation()).names
    assert demo.mail_texts.has_names(f"Beste allemaal, {name.upper()} komt ook.")
    assert not demo.mail_texts.has_names("Beste allemaal, tot dinsdag.")


def test_f53_a_list_of_actions_with_initials_names_no_pupil(demo: Session) -> None:
    everything = demo.actions.lines(ActionFilter())
    pupils = {line.about for line in everything if line.case_id is not None and " " in line.about}
    assert pupils
    with_names = demo.mail_texts.action_list(ActionFilter(), "Acties", initials=False)
    initials = demo.mail_texts.action_list(ActionFilter(), "Acties", initials=True)
    assert with_names.names
    assert not initials.names
    assert [name for name in pupils if name in initials.text] == []


def test_a_copied_text_is_noted_without_its_words(demo: Session) -> None:
    demo.mail_texts.note_copied(agreement_id(demo))
    demo.mail_texts.note_copied()
    with demo.database.read() as connection:
        lines = load_audit_lines(connection, limit=2)
    assert [line.action for line in lines] == [Action.COPY_TEXT, Action.COPY_TEXT]
