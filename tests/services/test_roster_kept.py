"""A vault that does not keep its pupil list: one can pick from it until the vault closes (domain.md 6.1)."""

from dataclasses import replace

from jeugdhulp_desktop.compose import open_session
from jeugdhulp_desktop.domain.cases import CaseFilter
from jeugdhulp_desktop.domain.pupils import PupilDraft, PupilName
from jeugdhulp_desktop.services.session import Session
from jeugdhulp_desktop.storage.audit import Action


def keep_roster(session: Session, kept: bool) -> None:
    session.settings.save(replace(session.settings.load(), roster_kept=kept))


def test_pupils_stay_when_the_list_is_kept(demo: Session) -> None:
    before = demo.pupils.count()
    assert demo.imports.forget_roster() == 0
    assert demo.pupils.count() == before


def test_pupils_with_a_case_stay_and_the_others_go(demo: Session) -> None:
    ids = demo.cases.find_ids(CaseFilter())
    names = [line.pupil for line in demo.cases.load_lines(ids)]
    before = demo.pupils.count()
    keep_roster(demo, False)
    gone = demo.imports.forget_roster()
    assert 0 < gone < before
    assert demo.pupils.count() == before - gone
    assert [line.pupil for line in demo.cases.load_lines(ids)] == names
    assert demo.imports.last() is None  # what an import kept to undo itself held the names too


def test_the_list_goes_when_the_vault_closes(session: Session) -> None:
    mine = session.schools.mine()
    assert mine is not None
    assert mine.id is not None
    keep_roster(session, False)
    session.pupils.save(PupilDraft(mine.id, PupilName("Noor", "", "Visser"), birth_date_unknown=True))
    assert session.pupils.count() == 1  # one can still pick from it
    session.close()
    reopened = open_session(session.folder, session.keys)
    try:
        assert reopened.pupils.count() == 0
        with reopened.database.maintenance() as raw:
            actions = [row[0] for row in raw.execute("SELECT action FROM audit_lines")]
        assert actions.count(Action.ERASE_ROSTER.value) == 1
    finally:
        reopened.close()


def test_a_laptop_that_stopped_before_closing_loses_the_list_at_the_next_opening(session: Session) -> None:
    mine = session.schools.mine()
    assert mine is not None
    assert mine.id is not None
    keep_roster(session, False)
    session.pupils.save(PupilDraft(mine.id, PupilName("Noor", "", "Visser"), birth_date_unknown=True))
    session.before_close = lambda: None
    session.close()
    reopened = open_session(session.folder, session.keys)
    try:
        assert reopened.pupils.count() == 0
    finally:
        reopened.close()
