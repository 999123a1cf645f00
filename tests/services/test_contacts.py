"""Contact moments: kept, changed, removed, and the list of cases follows."""

from dataclasses import replace
from datetime import date

import pytest

from jeugdhulp_desktop.domain.cases import CaseDraft
from jeugdhulp_desktop.domain.contacts import ContactDraft, ContactKind, Place, WithWhom
from jeugdhulp_desktop.domain.errors import ChangedElsewhere, NotFound, NotValid
from jeugdhulp_desktop.services.changes import Change
from jeugdhulp_desktop.services.session import Session
from tests.services.conftest import TODAY

EARLIER = date(2026, 9, 1)


@pytest.fixture
def case_id(session: Session) -> int:
    return session.cases.save(CaseDraft(school_id=session.schools.lines()[0].id))


def last_contact(session: Session, case_id: int) -> date | None:
    return session.cases.load_lines([case_id])[0].last_contact


def test_the_time_line_has_the_newest_first_and_the_list_its_last_day(session: Session, case_id: int) -> None:
    for day in (EARLIER, TODAY, date(2026, 9, 8)):
        session.contacts.save(ContactDraft(case_id, day, fact="Gesprek."))
    assert [line.happened_on for line in session.contacts.timeline(case_id)] == [
        TODAY,
        date(2026, 9, 8),
        EARLIER,
    ]
    assert last_contact(session, case_id) == TODAY


def test_a_moment_is_loaded_as_it_was_kept(session: Session, case_id: int) -> None:
    draft = ContactDraft(
        case_id, EARLIER, ContactKind.VISIT, Place.HOME, (WithWhom.PARENT, WithWhom.PUPIL), "moeder", 45,
        "Ouders vinden het fijn.\nNoor ook.", "Over twee weken weer.",
    )  # fmt: skip
    contact_id = session.contacts.save(draft)
    assert session.contacts.load(contact_id) == replace(draft, id=contact_id, version=1)


def test_removing_the_last_moment_takes_its_day_from_the_list(session: Session, case_id: int) -> None:
    session.contacts.save(ContactDraft(case_id, EARLIER, fact="Eerst."))
    latest = session.contacts.save(ContactDraft(case_id, TODAY, fact="Later."))
    session.contacts.delete(latest)
    assert last_contact(session, case_id) == EARLIER
    with pytest.raises(NotFound):
        session.contacts.delete(latest)


def test_a_note_tells_the_pages_with_time_lines_and_with_cases(session: Session, case_id: int) -> None:
    heard: list[frozenset[Change]] = []
    session.changes.subscribe(heard.append)
    session.contacts.save(ContactDraft(case_id, TODAY, fact="Even gebeld."))
    assert heard == [frozenset({Change.CONTACTS, Change.CASES})]


def test_v18_a_number_that_may_be_a_bsn_is_kept_only_after_the_answer(session: Session, case_id: int) -> None:
    draft = ContactDraft(case_id, TODAY, fact="Volgens moeder 123456782.")
    with pytest.raises(NotValid) as told:
        session.contacts.save(draft)
    assert [each.rule for each in told.value.problems] == ["V18"]
    assert session.contacts.timeline(case_id) == []
    session.contacts.save(replace(draft, bsn_confirmed=True))


@pytest.mark.parametrize(
    "fact", ["<b>vet</b> & <img src=file:///etc/passwd>", "=1+1", "نور 😀 Ngọc", "a" * 4000, "regel\n" * 600]
)
def test_any_text_is_kept_as_it_was_written_f30_f32_f46(session: Session, case_id: int, fact: str) -> None:
    contact_id = session.contacts.save(ContactDraft(case_id, TODAY, fact=fact))
    assert session.contacts.load(contact_id).fact == fact


def test_what_no_database_can_hold_is_taken_out_f33(session: Session, case_id: int) -> None:
    contact_id = session.contacts.save(ContactDraft(case_id, TODAY, fact="Zoe\u0308\ud83d zei\x00 ja."))
    assert session.contacts.load(contact_id).fact == "Zoë zei ja."
    assert session.contacts.check(ContactDraft(case_id, TODAY, fact="\x00"))[0].code == "fact-required"


def test_a_moment_that_another_window_changed_is_not_overwritten_f38(session: Session, case_id: int) -> None:
    contact_id = session.contacts.save(ContactDraft(case_id, TODAY, fact="Eerst."))
    mine = session.contacts.load(contact_id)
    session.contacts.save(replace(mine, fact="Van het andere venster."))
    with pytest.raises(ChangedElsewhere):
        session.contacts.save(replace(mine, fact="Van mij."))
