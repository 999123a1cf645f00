"""What is typed is kept in the vault: for a lock, a crash, another start (F24, F25)."""

from datetime import timedelta

from jeugdhulp_desktop.compose import open_session
from jeugdhulp_desktop.domain.cases import CaseDraft
from jeugdhulp_desktop.domain.contacts import ContactDraft
from jeugdhulp_desktop.domain.drafts import KeptDraft
from jeugdhulp_desktop.domain.erasures import ErasureKind, ErasureReason, ErasureTarget
from jeugdhulp_desktop.services.session import Session
from jeugdhulp_desktop.storage.audit import load_audit_lines
from jeugdhulp_desktop.ui.reopening import standing
from tests.services.conftest import NOW, Template

TEXT = {"value": {"fact": "Moeder belde: ‘morgen’ 😀"}, "unread": {"minutes": "een kw"}}


def test_what_was_typed_comes_back_with_its_time_and_version(session: Session) -> None:
    session.drafts.keep("contact", None, {"value": {"fact": "Moe"}}, 0, NOW - timedelta(seconds=1))
    session.drafts.keep("contact", None, TEXT, 0, NOW)
    assert session.drafts.load("contact", None) == KeptDraft("contact", None, 0, NOW, TEXT)
    assert session.drafts.load("contact", 7) is None


def test_each_form_and_record_has_its_own_and_the_newest_comes_first(session: Session) -> None:
    session.drafts.keep("case", 3, TEXT, 4, NOW)
    session.drafts.keep("agreement", 3, TEXT, 9, NOW + timedelta(minutes=1))
    session.drafts.keep("case", None, TEXT, 0, NOW - timedelta(minutes=1))
    found = [(each.form, each.record_id, each.base_version) for each in session.drafts.all()]
    assert found == [("agreement", 3, 9), ("case", 3, 4), ("case", None, 0)]


def test_saved_or_thrown_away_is_forgotten(session: Session) -> None:
    session.drafts.keep("case", 3, TEXT, 4, NOW)
    session.drafts.drop("case", None)
    assert session.drafts.load("case", 3) is not None
    session.drafts.drop("case", 3)
    assert session.drafts.all() == []


def test_f24_a_draft_outlives_the_session(session: Session, empty_template: Template) -> None:
    session.drafts.keep("case", None, TEXT, 0, NOW)
    session.close()
    again = open_session(session.folder, empty_template.keys, clock=lambda: NOW)
    assert [each.content for each in again.drafts.all()] == [TEXT]
    again.close()


def test_typing_for_an_hour_adds_no_line_to_the_audit(session: Session) -> None:
    with session.database.read() as connection:
        before = load_audit_lines(connection)
    for second in range(60):
        session.drafts.keep("case", None, {"value": second}, 0, NOW + timedelta(seconds=second))
    session.drafts.drop("case", None)
    with session.database.read() as connection:
        assert load_audit_lines(connection) == before


def test_the_draft_of_what_lies_in_the_bin_waits_for_it(session: Session) -> None:
    school = session.schools.lines()[0].id
    case = session.cases.save(CaseDraft(school_id=school))
    note = session.contacts.save(ContactDraft(case_id=case, happened_on=NOW.date(), fact="Belde"))
    session.drafts.keep("case", case, TEXT, 1, NOW)
    session.drafts.keep("contact", note, TEXT, 1, NOW - timedelta(minutes=1))
    before = session.drafts.all()
    session.cases.delete(case)
    assert standing(session) == [], "nothing of it opens"
    (entry,) = session.bin.entries()
    session.bin.restore(entry.id)
    assert standing(session) == before
    session.cases.delete(case)
    session.bin.purge(session.bin.entries()[0].id)
    assert session.drafts.all() == [], "what is gone for good leaves no text behind"


def test_f56_the_draft_of_what_lies_in_the_bin_is_erased_with_its_case(session: Session) -> None:
    school = session.schools.lines()[0].id
    case = session.cases.save(CaseDraft(school_id=school))
    run = session.checklists.start("casus", case_id=case).id
    session.checklists.delete(run)
    session.drafts.keep("checklist", run, {"value": {"explanation": "Noor"}}, 1, NOW)
    session.erasures.carry_out(ErasureTarget(ErasureKind.CASE, case), ErasureReason.MISTAKE)
    assert session.drafts.all() == []
    session.drafts.keep("checklist", run, {"value": {"explanation": "Noor"}}, 1, NOW)  # it stands open yet
    assert session.drafts.all() == []
