"""The report folder: in step with the agreements, and never over what another wrote (domain.md 6.6 no. 5)."""

import hashlib
import os
import time
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from jeugdhulp_desktop.domain.agreements import Agreement, Step
from jeugdhulp_desktop.domain.documents import (
    DocumentLine,
    DocumentState,
    PaperKey,
    PaperKind,
    SyncResult,
    Written,
)
from jeugdhulp_desktop.domain.errors import DiskProblem, NotFound
from jeugdhulp_desktop.domain.pupils import PupilDraft, PupilName
from jeugdhulp_desktop.domain.schools import SchoolDraft, SchoolType
from jeugdhulp_desktop.services.changes import Change
from jeugdhulp_desktop.services.session import Session
from jeugdhulp_desktop.storage.audit import load_audit_lines
from tests.services.test_agreements import YEAR, filled, signed_values

PLAIN = "2026-2027 Schoolafspraak VSO De Proef v1.pdf"
NEW = "2026-2027 Schoolafspraak VSO De Proef v1 (nieuw).pdf"
NEW_2 = "2026-2027 Schoolafspraak VSO De Proef v1 (nieuw 2).pdf"
THEIRS = b"%PDF-1.7 met aantekeningen van de gemeente"


@pytest.fixture
def kept(session: Session) -> Agreement:
    """One agreement, not yet in the folder."""
    return session.agreements.save(filled(session))


def round_of(session: Session) -> list[SyncResult]:
    """What a whole round did, without the list of all papers (tests/services/test_paper_index.py)."""
    return [each for each in session.documents.sync() if each.key.kind is not PaperKind.INDEX]


def sync(session: Session) -> list[tuple[str, Written, str]]:
    return [(each.path.name, each.outcome, each.problem) for each in round_of(session)]


def paper(agreement: Agreement) -> PaperKey:
    return PaperKey(PaperKind.AGREEMENT, agreement.id or 0)


def edit(session: Session, kept: Agreement, aim: str) -> Agreement:
    return session.agreements.save(replace(session.agreements.load(kept.id or 0), aim=aim))


def line(session: Session) -> DocumentLine:
    return session.documents.lines(YEAR)[0]


def files(session: Session) -> list[str]:
    found = (each.name for each in session.documents.folder.iterdir())
    return sorted(name for name in found if "Overzicht" not in name)


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def make_unwritable(monkeypatch: pytest.MonkeyPatch, error: int) -> None:
    """A disk that fails at the moment the new file takes its place."""

    def refuse(self: Path, target: Path) -> Path:
        raise OSError(error, os.strerror(error))

    monkeypatch.setattr(Path, "replace", refuse)
    monkeypatch.setattr(time, "sleep", lambda seconds: None)


def test_a_document_is_written_once_and_then_left_alone(session: Session, kept: Agreement) -> None:
    assert line(session).state is DocumentState.MISSING
    heard: list[frozenset[Change]] = []
    session.changes.subscribe(heard.append)
    (result,) = round_of(session)
    assert (result.path.name, result.outcome) == (PLAIN, Written.WRITTEN)
    assert hashlib.sha256(result.path.read_bytes()).hexdigest() == result.sha256
    assert heard == [frozenset({Change.DOCUMENTS})]
    before = result.path.stat()
    (again,) = round_of(session)
    assert (again.outcome, again.sha256) == (Written.UNCHANGED, result.sha256)
    assert result.path.stat().st_mtime_ns == before.st_mtime_ns
    assert len(heard) == 1, "nothing changed, so nobody reads again"
    assert (line(session).state, line(session).made_at) == (DocumentState.CURRENT, "2026-09-15T10:42:00")
    assert session.documents.path_of(paper(kept)) == result.path


def test_an_unchanged_folder_writes_no_audit_lines(session: Session, kept: Agreement) -> None:
    session.documents.sync()
    with session.database.read() as connection:
        before = load_audit_lines(connection)
    session.documents.sync()
    with session.database.read() as connection:
        assert load_audit_lines(connection) == before
    assert before[0].action == "write-document"
    assert [each.record_id for each in before[:2]] == [YEAR.first, kept.id]


def test_a_saved_change_makes_it_outdated_until_the_next_round(session: Session, kept: Agreement) -> None:
    session.documents.sync()
    edit(session, kept, "Andere woorden.")
    assert line(session).state is DocumentState.OUTDATED
    assert sync(session) == [(PLAIN, Written.WRITTEN, "")]
    assert "Andere woorden." in text_of(session.documents.folder.joinpath(PLAIN).read_bytes())
    assert line(session).state is DocumentState.CURRENT


def test_saving_the_same_again_writes_nothing(session: Session, kept: Agreement) -> None:
    session.documents.sync()
    session.agreements.save(session.agreements.load(kept.id or 0))
    assert sync(session) == [(PLAIN, Written.UNCHANGED, "")]


def test_a_file_that_was_only_touched_is_still_ours(session: Session, kept: Agreement) -> None:
    session.documents.sync()
    path = session.documents.folder / PLAIN
    os.utime(path, ns=(1, 1))  # OneDrive, or a copy put back
    assert line(session).state is DocumentState.CURRENT
    assert sync(session) == [(PLAIN, Written.UNCHANGED, "")]
    edit(session, kept, "Anders.")
    assert sync(session) == [(PLAIN, Written.WRITTEN, "")]


def test_a_file_that_is_gone_is_made_again(session: Session, kept: Agreement) -> None:
    session.documents.sync()
    (session.documents.folder / PLAIN).unlink()
    assert line(session).state is DocumentState.MISSING
    assert session.documents.path_of(paper(kept)) is None
    assert sync(session) == [(PLAIN, Written.WRITTEN, "")]


def test_a_file_another_changed_stays_and_ours_stands_beside_it_once(
    session: Session, kept: Agreement
) -> None:
    session.documents.sync()
    folder = session.documents.folder
    (folder / PLAIN).write_bytes(THEIRS)
    assert line(session).state is DocumentState.FOREIGN
    assert sync(session) == [(NEW, Written.KEPT_BOTH, "")]
    assert sync(session) == [(NEW, Written.UNCHANGED, "")]
    edit(session, kept, "Nieuwe tekst.")
    assert sync(session) == [(NEW, Written.WRITTEN, "")]
    assert files(session) == [NEW, PLAIN]
    assert (folder / PLAIN).read_bytes() == THEIRS
    assert line(session).state is DocumentState.FOREIGN, "still to be chosen"
    assert session.documents.path_of(paper(kept)) == folder / NEW


def test_a_change_of_the_same_size_is_noticed(session: Session, kept: Agreement) -> None:
    session.documents.sync()
    path = session.documents.folder / PLAIN
    mine = path.read_bytes()
    path.write_bytes(mine[:-1] + b"!")
    os.utime(path, ns=(1, 1))
    assert sync(session) == [(NEW, Written.KEPT_BOTH, "")]


def test_when_both_were_changed_nothing_is_written_until_the_user_chooses(
    session: Session, kept: Agreement
) -> None:
    session.documents.sync()
    folder = session.documents.folder
    (folder / PLAIN).write_bytes(THEIRS)
    session.documents.sync()
    (folder / NEW).write_bytes(THEIRS + b"2")
    assert sync(session) == [(NEW, Written.FAILED, "foreign")]
    assert (line(session).state, line(session).problem) == (DocumentState.FOREIGN, "foreign")
    result = session.documents.keep_copy(paper(kept))
    assert (result.path.name, result.outcome) == (NEW_2, Written.KEPT_BOTH)
    assert (folder / NEW).read_bytes() == THEIRS + b"2"
    assert (line(session).state, line(session).problem) == (DocumentState.CURRENT, "")
    assert sync(session) == [(NEW_2, Written.UNCHANGED, "")]
    edit(session, kept, "Weer anders.")
    assert sync(session) == [(NEW_2, Written.WRITTEN, "")]
    assert line(session).state is DocumentState.CURRENT, "the choice is remembered"


def test_bewaar_als_kopie_settles_it(session: Session, kept: Agreement) -> None:
    session.documents.sync()
    (session.documents.folder / PLAIN).write_bytes(THEIRS)
    result = session.documents.keep_copy(paper(kept))
    assert (result.path.name, result.outcome) == (NEW, Written.KEPT_BOTH)
    assert line(session).state is DocumentState.CURRENT
    assert session.documents.keep_copy(paper(kept)).path.name == NEW, "asking twice makes no second copy"
    assert files(session) == [NEW, PLAIN]


def test_bewaar_als_kopie_after_a_round_only_settles(session: Session, kept: Agreement) -> None:
    session.documents.sync()
    (session.documents.folder / PLAIN).write_bytes(THEIRS)
    session.documents.sync()
    assert session.documents.keep_copy(paper(kept)).outcome is Written.KEPT_BOTH
    assert line(session).state is DocumentState.CURRENT
    assert files(session) == [NEW, PLAIN]


def test_bewaar_als_kopie_with_nobody_in_the_way_is_an_ordinary_round(
    session: Session, kept: Agreement
) -> None:
    assert session.documents.keep_copy(paper(kept)).path.name == PLAIN
    assert session.documents.keep_copy(paper(kept)).outcome is Written.UNCHANGED


def test_toch_vervangen_puts_ours_in_its_place_and_takes_our_copy_away(
    session: Session, kept: Agreement
) -> None:
    session.documents.sync()
    folder = session.documents.folder
    mine = (folder / PLAIN).read_bytes()
    (folder / PLAIN).write_bytes(THEIRS)
    session.documents.sync()
    result = session.documents.replace_foreign(paper(kept))
    assert (result.path.name, result.outcome) == (PLAIN, Written.WRITTEN)
    assert files(session) == [PLAIN]
    assert (folder / PLAIN).read_bytes() == mine
    assert line(session).state is DocumentState.CURRENT


def test_when_the_other_file_goes_ours_gets_its_own_name_back(session: Session, kept: Agreement) -> None:
    session.documents.sync()
    (session.documents.folder / PLAIN).write_bytes(THEIRS)
    session.documents.sync()
    (session.documents.folder / PLAIN).unlink()
    assert line(session).state is DocumentState.OUTDATED
    assert sync(session) == [(PLAIN, Written.WRITTEN, "")]
    assert files(session) == [PLAIN]


def test_a_file_with_our_name_that_we_never_wrote_stays(session: Session, kept: Agreement) -> None:
    session.documents.folder.mkdir(parents=True)
    (session.documents.folder / PLAIN).write_bytes(THEIRS)
    (session.documents.folder / NEW).write_bytes(THEIRS)
    assert sync(session) == [(NEW, Written.FAILED, "foreign")]
    (session.documents.folder / NEW).unlink()
    assert sync(session) == [(NEW, Written.KEPT_BOTH, "")]
    assert (session.documents.folder / PLAIN).read_bytes() == THEIRS


@pytest.mark.parametrize("name", [PLAIN, NEW])
def test_a_write_that_was_cut_off_before_it_was_registered_is_recognised(
    session: Session, kept: Agreement, name: str
) -> None:
    session.documents.folder.mkdir(parents=True)
    if name == NEW:
        (session.documents.folder / PLAIN).write_bytes(THEIRS)
    (session.documents.folder / name).write_bytes(session.documents.pdf(paper(kept)))
    assert sync(session) == [(name, Written.UNCHANGED, "")]
    edit(session, kept, "Verder.")
    assert sync(session) == [(name, Written.WRITTEN, "")]


def test_a_folder_in_the_place_of_our_file_is_another_s(session: Session, kept: Agreement) -> None:
    (session.documents.folder / PLAIN).mkdir(parents=True)
    assert sync(session) == [(NEW, Written.KEPT_BOTH, "")]


def test_a_renamed_school_moves_its_file_when_it_is_ours(session: Session, kept: Agreement) -> None:
    session.documents.sync()
    mine = session.schools.mine()
    assert mine is not None
    session.schools.save(replace(mine, name="Het Anker"))
    assert line(session).state is DocumentState.OUTDATED
    moved = "2026-2027 Schoolafspraak Het Anker v1.pdf"
    assert sync(session) == [(moved, Written.WRITTEN, "")]
    assert files(session) == [moved]


def test_a_school_renamed_in_capitals_only_keeps_one_file(session: Session, kept: Agreement) -> None:
    session.documents.sync()
    mine = session.schools.mine()
    assert mine is not None
    session.schools.save(replace(mine, name="vso de PROEF"))
    capitals = "2026-2027 Schoolafspraak vso de PROEF v1.pdf"
    assert sync(session) == [(capitals, Written.WRITTEN, "")]
    assert files(session) == [capitals]


def test_where_capitals_are_not_told_apart_our_file_is_not_another_s(
    session: Session, kept: Agreement
) -> None:
    session.documents.sync()
    folder = session.documents.folder
    mine = session.schools.mine()
    assert mine is not None
    session.schools.save(replace(mine, name="vso de PROEF"))
    capitals = "2026-2027 Schoolafspraak vso de PROEF v1.pdf"
    os.link(folder / PLAIN, folder / capitals)  # as Windows sees it: one file under both names
    edit(session, kept, "Anders.")
    assert sync(session) == [(capitals, Written.WRITTEN, "")]
    assert (folder / capitals).is_file()
    assert sync(session) == [(capitals, Written.UNCHANGED, "")]


def test_a_renamed_school_leaves_a_file_that_another_changed(session: Session, kept: Agreement) -> None:
    session.documents.sync()
    (session.documents.folder / PLAIN).write_bytes(THEIRS)
    mine = session.schools.mine()
    assert mine is not None
    session.schools.save(replace(mine, name="Het Anker"))
    moved = "2026-2027 Schoolafspraak Het Anker v1.pdf"
    assert sync(session) == [(moved, Written.WRITTEN, "")]
    assert files(session) == sorted([moved, PLAIN])
    assert (session.documents.folder / PLAIN).read_bytes() == THEIRS
    assert sync(session) == [(moved, Written.UNCHANGED, "")]


def test_two_schools_of_one_name_have_two_files_that_stay_theirs(session: Session, kept: Agreement) -> None:
    other = session.schools.save(SchoolDraft("vso de proef", SchoolType.VSO, swv="SWV"))
    second = session.agreements.save(filled(session, school=other))
    two = "2026-2027 Schoolafspraak vso de proef v1 (2).pdf"
    assert {each.path.name for each in round_of(session)} == {PLAIN, two}
    assert {each.outcome for each in round_of(session)} == {Written.UNCHANGED}
    (session.documents.folder / two).write_bytes(THEIRS)
    (result,) = session.documents.sync([paper(second)])
    assert result.path.name == "2026-2027 Schoolafspraak vso de proef v1 (2, nieuw).pdf"
    assert kept.id is not None


def test_the_file_of_a_deleted_concept_goes_too_unless_another_changed_it(
    session: Session, kept: Agreement
) -> None:
    session.documents.sync()
    session.agreements.delete(kept.id or 0)
    assert sync(session) == []
    assert files(session) == []
    again = session.agreements.save(filled(session))
    session.documents.sync()
    (session.documents.folder / PLAIN).write_bytes(THEIRS)
    session.agreements.delete(again.id or 0)
    session.documents.sync()
    assert files(session) == [PLAIN]
    with session.database.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM documents").scalar() == 0


def test_f54_a_frozen_agreement_prints_the_same_bytes_for_ever(
    session: Session, kept: Agreement, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_table = session.agreements.advance(kept, Step.FREEZE)
    before = session.documents.pdf(paper(kept))
    mine = session.schools.mine()
    assert mine is not None
    session.schools.save(replace(mine, name="Een andere naam", brin="88XX"))
    session.agreements.advance(signed_values(at_table), Step.SIGN)
    later = "jeugdhulp_desktop.services.agreements.filing.draw"
    monkeypatch.setattr(later, lambda document: b"een latere opmaak")
    assert session.documents.pdf(paper(kept)) == before
    (result,) = round_of(session)
    assert result.path.read_bytes() == before
    spaced = " ".join(at_table.frozen_control[start : start + 4] for start in range(0, 16, 4))
    assert spaced in text_of(before)


def test_a_print_that_was_lost_is_drawn_from_the_frozen_tree_and_kept(
    session: Session, kept: Agreement
) -> None:
    session.agreements.advance(kept, Step.FREEZE)
    before = session.documents.pdf(paper(kept))
    with session.database.maintenance() as raw:
        raw.execute("PRAGMA query_only = OFF")
        raw.execute("DELETE FROM kept_prints")
        raw.execute("PRAGMA query_only = ON")
    assert session.documents.pdf(paper(kept)) == before
    with session.database.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM kept_prints").scalar() == 1


def test_a_version_that_lapsed_keeps_its_file_and_leaves_the_list(session: Session, kept: Agreement) -> None:
    at_table = session.agreements.advance(kept, Step.FREEZE)
    first = session.agreements.advance(signed_values(at_table), Step.SIGN)
    session.documents.sync()
    second = session.agreements.new_version(first.id or 0, "Meer uren")
    assert {each.path.name[-6:] for each in round_of(session)} == {"v1.pdf", "v2.pdf"}
    frozen = session.agreements.advance(second, Step.FREEZE)
    session.agreements.advance(signed_values(frozen), Step.SIGN)
    assert [each.path.name[-6:] for each in round_of(session)] == ["v2.pdf"]
    assert len(files(session)) == 2
    assert session.documents.sync([paper(first)])[0].outcome is Written.UNCHANGED
    assert session.documents.lines(YEAR.next) == []


@pytest.mark.parametrize(
    ("error", "code"), [(28, "full"), (13, "denied"), (16, "locked"), (30, "denied"), (5, "read-error")]
)
def test_f16_f19_f50_a_disk_that_refuses_is_named_and_the_old_file_stays_whole(
    session: Session, kept: Agreement, monkeypatch: pytest.MonkeyPatch, error: int, code: str
) -> None:
    session.documents.sync()
    before = (session.documents.folder / PLAIN).read_bytes()
    edit(session, kept, "Anders.")
    with monkeypatch.context() as patched:
        make_unwritable(patched, error)
        assert sync(session) == [(PLAIN, Written.FAILED, code)]
    assert (session.documents.folder / PLAIN).read_bytes() == before
    assert files(session) == [PLAIN], "no half file is left"
    assert (line(session).state, line(session).problem) == (DocumentState.OUTDATED, code)
    assert sync(session) == [(PLAIN, Written.WRITTEN, "")]
    assert line(session).problem == ""


def test_f16_choosing_on_a_full_disk_is_named_too(
    session: Session, kept: Agreement, monkeypatch: pytest.MonkeyPatch
) -> None:
    session.documents.sync()
    (session.documents.folder / PLAIN).write_bytes(THEIRS)
    make_unwritable(monkeypatch, 28)
    for choose in (session.documents.replace_foreign, session.documents.keep_copy):
        result = choose(paper(kept))
        assert (result.outcome, result.problem) == (Written.FAILED, "full")
    assert (session.documents.folder / PLAIN).read_bytes() == THEIRS


def test_f50_a_folder_that_goes_away_is_named_and_another_can_be_chosen(
    session: Session, kept: Agreement, tmp_path: Path
) -> None:
    session.documents.sync()
    folder = session.documents.folder
    folder.rename(tmp_path / "stick eruit")
    assert sync(session) == [(PLAIN, Written.FAILED, "missing")]
    assert not folder.exists(), "nothing is made where a stick or a share was"
    session.documents.set_folder(tmp_path / "nieuwe map" / "rapporten")
    assert sync(session) == [(PLAIN, Written.WRITTEN, "")]
    assert (tmp_path / "nieuwe map" / "rapporten" / PLAIN).is_file()


def test_f50_a_file_where_the_folder_should_be_and_a_folder_that_cannot_be_made(
    session: Session, kept: Agreement, tmp_path: Path
) -> None:
    (tmp_path / "bestand").write_text("geen map")
    for path in (tmp_path / "bestand", tmp_path / "bestand" / "rapporten"):
        session.documents.set_folder(path)
        assert sync(session) == [(PLAIN, Written.FAILED, "missing")]


def test_f18_a_file_that_may_not_be_read_is_named_in_the_list(
    session: Session, kept: Agreement, monkeypatch: pytest.MonkeyPatch
) -> None:
    session.documents.sync()
    os.utime(session.documents.folder / PLAIN, ns=(1, 1))  # so that the bytes must tell whose it is

    def refuse(self: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert line(session).problem == "denied"
    assert sync(session) == [(PLAIN, Written.FAILED, "denied")]


def test_an_old_file_that_is_held_by_a_reader_goes_in_the_next_round(
    session: Session, kept: Agreement, monkeypatch: pytest.MonkeyPatch
) -> None:
    session.documents.sync()
    session.agreements.delete(kept.id or 0)

    def refuse(self: Path, missing_ok: bool = False) -> None:
        raise OSError(16, "Device or resource busy")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "unlink", refuse)
        session.documents.sync()
    assert files(session) == [PLAIN]
    session.documents.sync()
    assert files(session) == []


def test_when_every_name_beside_it_is_taken_the_user_is_told(session: Session, kept: Agreement) -> None:
    session.documents.sync()
    folder = session.documents.folder
    (folder / PLAIN).write_bytes(THEIRS)
    stem = PLAIN.removesuffix(".pdf")
    for name in [f"{stem} (nieuw).pdf", *(f"{stem} (nieuw {number}).pdf" for number in range(2, 50))]:
        (folder / name).write_bytes(THEIRS)
    result = session.documents.keep_copy(paper(kept))
    assert (result.outcome, result.problem) == (Written.FAILED, "exists")


def test_the_user_can_stop_a_long_round_and_what_was_written_counts(
    session: Session, kept: Agreement
) -> None:
    class Stopped(Exception):
        pass

    class Progress:
        def step(self, text: str = "", done: int = 0, total: int = 0) -> None:
            steps.append((text, done, total))
            if done == 1:
                raise Stopped

    steps: list[tuple[str, int, int]] = []
    other = session.schools.save(SchoolDraft("De Wissel", SchoolType.BAO, swv="SWV"))
    session.agreements.save(filled(session, school=other))
    heard: list[frozenset[Change]] = []
    session.changes.subscribe(heard.append)
    with pytest.raises(Stopped):
        session.documents.sync(progress=Progress())
    assert steps == [("VSO De Proef", 0, 2), ("De Wissel", 1, 2)] or steps[0][0] == "De Wissel"
    assert len(files(session)) == 1
    assert heard == [frozenset({Change.DOCUMENTS})]
    assert sorted(each.outcome for each in round_of(session)) == [Written.UNCHANGED, Written.WRITTEN]


def test_v26_f52_no_pupil_stands_in_name_or_text(session: Session, kept: Agreement) -> None:
    session.pupils.save(PupilDraft(kept.school_id, PupilName("Noor", "", "Yıldız")))
    (result,) = round_of(session)
    assert "Noor" not in result.path.name
    assert "Yıldız" not in text_of(result.path.read_bytes())


def test_a_copy_and_a_print_are_noted(session: Session, kept: Agreement, tmp_path: Path) -> None:
    session.documents.save_as(paper(kept), tmp_path / "kopie.pdf")
    assert (tmp_path / "kopie.pdf").read_bytes() == session.documents.pdf(paper(kept))
    session.documents.note_printed(paper(kept))
    with session.database.read() as connection:
        assert [each.action for each in load_audit_lines(connection, limit=2)] == [
            "print-document",
            "save-document-as",
        ]
    (tmp_path / "dicht").write_text("geen map")
    with pytest.raises(DiskProblem):
        session.documents.save_as(paper(kept), tmp_path / "dicht" / "kopie.pdf")


def test_an_agreement_that_is_gone_has_no_document(session: Session) -> None:
    gone = PaperKey(PaperKind.AGREEMENT, 99)
    for asked in (session.documents.pdf, session.documents.replace_foreign, session.documents.keep_copy):
        with pytest.raises(NotFound):
            asked(gone)
    assert session.documents.path_of(gone) is None
    assert session.documents.sync([gone]) == []


def test_a_page_is_drawn_at_the_width_of_the_screen(session: Session, kept: Agreement) -> None:
    pdf = session.documents.pdf(paper(kept))
    assert session.documents.page_count(pdf) >= 3
    image = session.documents.page_image(pdf, 0, 400)
    assert (image.width, len(image.rgb)) == (400, image.width * image.height * 3)
    assert image.height == pytest.approx(400 * 297 / 210, abs=2)
    assert b"\xff\xff\xff" in image.rgb
    assert min(image.rgb) < 60, "there is ink on it"
    with pytest.raises(IndexError):
        session.documents.page_image(pdf, 99, 400)
