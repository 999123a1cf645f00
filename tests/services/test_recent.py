"""Where one was: the last cases and agreements worked on, with their names of now."""

from dataclasses import replace

from jeugdhulp_desktop.domain.actions import ActionDraft
from jeugdhulp_desktop.domain.cases import CaseDraft
from jeugdhulp_desktop.domain.contacts import ContactDraft
from jeugdhulp_desktop.domain.documents import PaperKey, PaperKind
from jeugdhulp_desktop.domain.overviews import Recent, RecentKind
from jeugdhulp_desktop.domain.pupils import PupilDraft, PupilName
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.services.session import Session
from tests.services.conftest import NOW, TODAY

YEAR = SchoolYear(2026)


def recent(session: Session) -> list[tuple[RecentKind, str]]:
    return [(each.kind, each.name) for each in session.overview.start(YEAR).recent]


def a_case(session: Session, name: PupilName | None = None) -> int:
    school = session.schools.lines()[0].id
    pupil = session.pupils.save(PupilDraft(school, name)) if name else None
    return session.cases.save(CaseDraft(school_id=school, pupil_id=pupil))


def test_a_new_vault_has_no_work_to_go_on_with(session: Session) -> None:
    assert recent(session) == []


def test_each_case_and_agreement_stands_once_with_what_was_done_last(session: Session) -> None:
    noor = a_case(session, PupilName("Noor", "", "Yıldız"))
    sem = a_case(session, PupilName("Sem", "de", "Vries"))
    school = session.schools.lines()[0]
    agreement = session.agreements.save(session.agreements.new(school.id, YEAR))
    session.contacts.save(ContactDraft(case_id=noor, fact="Gebeld met moeder.", happened_on=TODAY))
    session.actions.save(ActionDraft(what="Uren nakijken", agreement_id=agreement.id))
    assert session.overview.start(YEAR).recent == (
        Recent(RecentKind.AGREEMENT, school.name, NOW.astimezone(), agreement_id=agreement.id),
        Recent(RecentKind.CONTACT, "Noor Yıldız", NOW.astimezone(), case_id=noor),
        Recent(RecentKind.CASE, "Sem de Vries", NOW.astimezone(), case_id=sem),
    )


def test_the_name_is_the_one_of_now_and_a_signal_without_pupil_has_its_number(session: Session) -> None:
    a_case(session, PupilName("Noor", "", "Yıldız"))
    signal = a_case(session)
    [line] = session.pupils.search("noor")
    session.pupils.save(replace(session.pupils.load(line.id).draft(), name=PupilName("Noor", "", "Kaya")))
    assert recent(session) == [
        (RecentKind.CASE, session.cases.load_lines([signal])[0].number),
        (RecentKind.CASE, "Noor Kaya"),
    ]


def test_what_is_gone_is_left_out_and_only_three_are_told(session: Session) -> None:
    for first in ("Ama", "Bo", "Cem", "Dewi"):
        a_case(session, PupilName(first, "", "Proef"))
    session.cases.delete(a_case(session))
    assert [name for _kind, name in recent(session)] == ["Dewi Proef", "Cem Proef", "Bo Proef"]


def test_documents_that_the_program_writes_itself_are_no_work(session: Session) -> None:
    a_case(session, PupilName("Noor", "", "Yıldız"))
    school = session.schools.lines()[0]
    agreement = session.agreements.save(session.agreements.new(school.id, YEAR))
    a_case(session, PupilName("Sem", "de", "Vries"))
    session.documents.sync([PaperKey(PaperKind.AGREEMENT, agreement.id or 0)])
    assert recent(session)[0] == (RecentKind.CASE, "Sem de Vries")
