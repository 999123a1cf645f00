"""The school's own sentences: kept, offered where they were written for, and never with a pupil's name."""

from dataclasses import replace

import pytest

from jeugdhulp_desktop.domain.cases import CaseDraft, CaseStatus
from jeugdhulp_desktop.domain.errors import ChangedElsewhere, NotFound, NotValid
from jeugdhulp_desktop.domain.problems import Level
from jeugdhulp_desktop.domain.pupils import PupilDraft, PupilName
from jeugdhulp_desktop.domain.text_blocks import TextBlock
from jeugdhulp_desktop.services.changes import Change
from jeugdhulp_desktop.services.session import Session
from jeugdhulp_desktop.storage.audit import load_audit_lines

MELDCODE = TextBlock("Meldcode", "route.reporting_code", "Ieder volgt de eigen meldcode.")


def test_a_block_is_kept_told_and_audited_without_its_words(session: Session) -> None:
    told: list[frozenset[Change]] = []
    session.changes.subscribe(told.append)
    kept = session.text_blocks.save(replace(MELDCODE, title="  Meldcode "))
    assert kept == replace(MELDCODE, id=1, version=1)
    assert session.text_blocks.blocks() == [kept]
    assert told == [frozenset({Change.TEXT_BLOCKS})]
    with session.database.read() as connection:
        lines = [line for line in load_audit_lines(connection) if line.subject == "text-block"]
    assert [(line.action, line.record_id) for line in lines] == [("save-text-block", 1)]
    assert "eldcode" not in repr(lines)


def test_a_field_is_offered_its_own_blocks_first(session: Session) -> None:
    kept = session.text_blocks.save(MELDCODE)
    aim = session.text_blocks.save(TextBlock("Algemeen doel", "aim", "Vroeg zien."))
    assert session.text_blocks.blocks("route.reporting_code") == [kept, aim]
    assert session.text_blocks.blocks() == [aim, kept]


def test_f38_what_another_window_changed_is_not_written_over(session: Session) -> None:
    read = session.text_blocks.save(MELDCODE)
    newer = session.text_blocks.save(replace(read, text="nieuw"))
    with pytest.raises(ChangedElsewhere):
        session.text_blocks.save(replace(read, text="oud"))
    assert session.text_blocks.blocks() == [newer]


def test_a_block_without_a_name_or_a_text_is_refused(session: Session) -> None:
    with pytest.raises(NotValid) as refused:
        session.text_blocks.save(TextBlock(" ", text=" "))
    assert [each.field for each in refused.value.problems] == ["title", "text"]
    assert session.text_blocks.blocks() == []


def test_f33_control_characters_are_not_kept(session: Session) -> None:
    kept = session.text_blocks.save(replace(MELDCODE, text="Ieder\x00 volgt\r\nde meldcode."))
    assert kept.text == "Ieder volgt\nde meldcode."


def test_v26_a_pupils_name_in_a_block_is_told(session: Session) -> None:
    school = session.schools.lines()[0].id
    pupil = session.pupils.save(PupilDraft(school, PupilName("Noor", "", "Yıldız")))
    session.cases.save(CaseDraft(school_id=school, pupil_id=pupil, status=CaseStatus.REFERRED))
    found = session.text_blocks.check(replace(MELDCODE, text="Zoals bij Noor Yildiz."))
    assert [(each.field, each.code, each.level) for each in found] == [("text", "pupil-name", Level.REMARK)]
    assert session.text_blocks.save(replace(MELDCODE, text="Zoals bij Noor Yildiz.")).id, (
        "a remark stops nobody"
    )


def test_a_block_that_is_removed_is_gone_once(session: Session) -> None:
    kept = session.text_blocks.save(MELDCODE)
    session.text_blocks.delete(kept.id or 0)
    assert session.text_blocks.blocks() == []
    with pytest.raises(NotFound):
        session.text_blocks.delete(kept.id or 0)
