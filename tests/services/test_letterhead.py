"""Who issues the papers: on every paper that is not frozen, and never on one that is (F43, F44)."""

import io
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from jeugdhulp_desktop.domain.agreements import Step
from jeugdhulp_desktop.domain.documents import DocumentState, Letterhead, PaperKey, PaperKind, Written
from jeugdhulp_desktop.domain.errors import ChangedElsewhere, DamagedDatabase, NotValid, UnreadableLogo
from jeugdhulp_desktop.services.changes import Change
from jeugdhulp_desktop.services.letterhead import LetterheadDraft
from jeugdhulp_desktop.services.session import Session
from jeugdhulp_desktop.storage.audit import Action, load_audit_lines
from jeugdhulp_desktop.storage.letterhead_queries import load_logo
from tests.services.test_agreements import YEAR, filled
from tests.services.test_documents import text_of

SENDER = Letterhead("Welzijn Veenrand", ("Dorpsstraat 1", "7900 AA Veenrand"))


def logo(folder: Path, colour: str = "teal") -> Path:
    path = folder / f"{colour}.png"
    Image.new("RGB", (60, 30), colour).save(path)
    return path


def no_paint(_svg: bytes) -> bytes:
    raise AssertionError("a picture of points needs no painter")


def write_name(session: Session, sender: Letterhead = SENDER) -> LetterheadDraft:
    return session.letterhead.save(replace(session.letterhead.load(), letterhead=sender))


def test_a_letterhead_is_kept_told_and_noted(session: Session) -> None:
    assert session.letterhead.load() == LetterheadDraft()
    heard: list[frozenset[Change]] = []
    session.changes.subscribe(heard.append)
    kept = write_name(session)
    assert (kept.letterhead, kept.version) == (SENDER, 1)
    assert session.letterhead.load() == kept
    assert heard == [frozenset({Change.SETTINGS, Change.DOCUMENTS})]
    with session.database.read() as connection:
        assert load_audit_lines(connection)[0].action == "save-letterhead"


def test_f38_a_stale_window_does_not_write_over_a_newer_letterhead(session: Session) -> None:
    stale = session.letterhead.load()
    write_name(session)
    with pytest.raises(ChangedElsewhere):
        session.letterhead.save(replace(stale, letterhead=Letterhead("Oud")))
    assert session.letterhead.load().letterhead == SENDER


@pytest.mark.parametrize(
    ("sender", "code"),
    [
        (Letterhead("x" * 121), "too-long"),
        (Letterhead("x", ("a",) * 6), "too-many-lines"),
        (Letterhead("x", ("a" * 101,)), "line-too-long"),
    ],
)
def test_what_does_not_fit_on_paper_is_refused(session: Session, sender: Letterhead, code: str) -> None:
    with pytest.raises(NotValid) as found:
        write_name(session, sender)
    assert [each.code for each in found.value.problems] == [code]
    assert session.letterhead.load() == LetterheadDraft()


def test_a_logo_without_a_name_is_a_remark(session: Session) -> None:
    assert [each.code for each in session.letterhead.check(Letterhead("", ("a",)))] == ["letterhead-name"]
    assert session.letterhead.check(SENDER) == []


def test_f44_a_logo_is_kept_as_points_and_a_name_typed_elsewhere_stays(
    session: Session, tmp_path: Path
) -> None:
    write_name(session)
    kept = session.letterhead.set_logo(logo(tmp_path), no_paint)
    assert kept.letterhead == replace(SENDER, logo=kept.letterhead.logo)
    with Image.open(io.BytesIO(kept.logo)) as image:
        assert image.size == (60, 30)
    assert session.letterhead.save(replace(kept, letterhead=Letterhead("Ander"))).logo == kept.logo
    gone = session.letterhead.remove_logo()
    assert (gone.letterhead.logo, gone.logo) == ("", b"")
    with session.database.read() as connection:
        assert load_logo(connection, kept.letterhead.logo) == kept.logo, "a frozen paper may bear it"


def test_f44_a_drawing_is_painted_and_its_points_are_kept(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "logo.svg"
    path.write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect/></svg>')
    seen: list[bytes] = []

    def paint(svg: bytes) -> bytes:
        seen.append(svg)
        return logo(tmp_path).read_bytes()

    assert session.letterhead.set_logo(path, paint).logo
    assert b"<rect/>" in seen[0]
    path.write_text('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>')
    before = session.letterhead.load()
    with pytest.raises(UnreadableLogo, match="script"):
        session.letterhead.set_logo(path, paint)
    assert (session.letterhead.load(), len(seen)) == (before, 1)


def test_a_logo_that_was_changed_in_the_vault_is_not_printed(session: Session, tmp_path: Path) -> None:
    session.letterhead.set_logo(logo(tmp_path), no_paint)
    with session.database.write(Action.SAVE_LETTERHEAD) as connection:
        connection.exec_driver_sql("UPDATE logos SET png = x'00'")
    with pytest.raises(DamagedDatabase):
        session.letterhead.load()


def test_another_letterhead_makes_open_papers_again_and_leaves_frozen_ones(
    session: Session, tmp_path: Path
) -> None:
    kept = session.agreements.save(filled(session))
    key = PaperKey(PaperKind.AGREEMENT, kept.id or 0)
    session.documents.sync()
    write_name(session)
    assert session.documents.lines(YEAR)[0].state is DocumentState.OUTDATED
    assert session.documents.due(key).control == session.agreements.document(key.id).control
    assert session.documents.sync([key])[0].outcome is Written.WRITTEN
    assert "Welzijn Veenrand" in text_of(session.documents.pdf(key))
    assert session.documents.sync([key])[0].outcome is Written.UNCHANGED
    session.letterhead.set_logo(logo(tmp_path), no_paint)
    kept = session.agreements.advance(session.agreements.load(kept.id or 0), Step.DISCUSS)
    kept = session.agreements.advance(kept, Step.FREEZE)
    frozen = session.documents.pdf(key)
    session.documents.sync()
    write_name(session, Letterhead("Een ander"))
    session.letterhead.set_logo(logo(tmp_path, "red"), no_paint)
    assert session.documents.pdf(key) == frozen
    assert session.documents.lines(YEAR)[0].state is DocumentState.CURRENT
    with session.database.write(Action.SAVE_LETTERHEAD) as connection:
        connection.exec_driver_sql("DELETE FROM kept_prints")
    assert session.documents.pdf(key) == frozen, "drawn again with the letterhead and logo it was frozen with"


def test_the_sample_shows_the_letterhead(session: Session, tmp_path: Path) -> None:
    write_name(session)
    kept = session.letterhead.set_logo(logo(tmp_path), no_paint)
    text = text_of(session.letterhead.sample(kept))
    assert "Welzijn Veenrand" in text and "7900 AA Veenrand" in text
    assert session.documents.page_count(session.letterhead.sample(LetterheadDraft())) == 1
