"""The picking list of pupils: found, renamed, and never with a BSN."""

from dataclasses import replace

import pytest

from jeugdhulp_desktop.domain.cases import CaseDraft
from jeugdhulp_desktop.domain.errors import NotValid
from jeugdhulp_desktop.domain.pupils import PupilDraft, PupilName
from jeugdhulp_desktop.services.session import Session


def test_a_pupil_is_found_by_name_and_group_and_shows_the_open_case(session: Session) -> None:
    school = session.schools.lines()[0].id
    noor = session.pupils.save(PupilDraft(school, PupilName("Noor", "", "Yıldız"), group="2B"))
    session.pupils.save(PupilDraft(school, PupilName("Noor", "van den", "Berg"), group="1A"))
    case_id = session.cases.save(CaseDraft(school_id=school, pupil_id=noor))
    [line] = session.pupils.search("2b noor", school_id=school)
    assert (line.id, line.open_case_id) == (noor, case_id)
    assert [line.name.last for line in session.pupils.search("noor")] == ["Berg", "Yıldız"]
    assert session.pupils.count() == session.pupils.count(school) == 2


def test_a_pupil_with_another_name_is_found_by_it_in_the_list_of_cases(session: Session) -> None:
    school = session.schools.lines()[0].id
    pupil = session.pupils.save(PupilDraft(school, PupilName("Sam", "", "Oud")))
    session.cases.save(CaseDraft(school_id=school, pupil_id=pupil))
    kept = session.pupils.load(pupil)
    session.pupils.save(replace(kept.draft(), name=PupilName("Sam", "", "Nieuw")))
    assert [line.pupil for line in session.cases.search("nieuw")] == ["Sam Nieuw"]
    assert session.cases.search("oud") == []


def test_v18_a_bsn_never_becomes_the_key_of_a_pupil(session: Session) -> None:
    draft = PupilDraft(session.schools.lines()[0].id, PupilName("Sam", "", "Oud"), key="123456782")
    with pytest.raises(NotValid) as told:
        session.pupils.save(draft)
    assert [each.rule for each in told.value.problems] == ["V18"]
    assert "V18" in [each.rule for each in session.pupils.check(draft)]
    assert "123456782" not in str(told.value)
