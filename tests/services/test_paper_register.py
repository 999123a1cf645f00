"""Every paper that leaves the program is registered; any printed page and any file can be looked up."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from jeugdhulp_desktop.domain.agreements import Agreement, Step
from jeugdhulp_desktop.domain.canonical import spaced
from jeugdhulp_desktop.domain.documents import PaperKey, PaperKind, PaperUse, RegisteredPaper
from jeugdhulp_desktop.domain.errors import DiskProblem, NotFound, UnreadableImport
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.services.documents.lookup import digits_of
from jeugdhulp_desktop.services.session import Session
from jeugdhulp_desktop.storage.audit import Action, load_audit_lines
from jeugdhulp_desktop.storage.paper_queries import find_papers, load_prints, register_paper
from tests.services.conftest import NOW, Opened, Template
from tests.services.test_agreements import YEAR, filled, signed_values
from tests.services.test_documents import text_of

INDEX = PaperKey(PaperKind.INDEX, YEAR.first)
LIST = "2026-2027 Overzicht papieren alle scholen.pdf"


@pytest.fixture
def kept(session: Session) -> Agreement:
    return session.agreements.save(filled(session))


def paper(agreement: Agreement) -> PaperKey:
    return PaperKey(PaperKind.AGREEMENT, agreement.id or 0)


def one(session: Session, key: PaperKey) -> RegisteredPaper:
    (line,) = session.documents.register_lines(key=key)
    return line


def test_filed_printed_saved_and_frozen_papers_are_one_line_while_their_bytes_are_the_same(
    session: Session, kept: Agreement, tmp_path: Path
) -> None:
    key = paper(kept)
    session.documents.sync([key])
    session.documents.note_printed(key)
    session.documents.save_as(key, tmp_path / "kopie.pdf")
    line = one(session, key)
    assert (line.title, line.school_name, line.number, line.status) == (
        "Schoolafspraak", "VSO De Proef", 1, "concept",
    )  # fmt: skip
    assert line.filed_at and line.printed_at and line.saved_at and not line.frozen_at
    assert line.pages == session.documents.page_count(session.documents.pdf(key))
    at_table = session.agreements.advance(kept, Step.FREEZE)
    frozen, open_ = session.documents.register_lines(key=key)
    assert (frozen.status, open_.status) == ("ter ondertekening", "concept")
    assert frozen.frozen_at and frozen.control == at_table.frozen_control
    assert session.documents.register_lines(year=YEAR) == [frozen, open_]
    assert session.documents.register_lines(year=YEAR.next) == []


def test_a_preview_is_not_registered(session: Session, kept: Agreement) -> None:
    session.documents.pdf(paper(kept))
    assert session.documents.register_lines() == []


def test_a_printed_page_is_found_by_its_controlegetal_however_it_is_typed(
    session: Session, kept: Agreement
) -> None:
    session.documents.sync()
    control = one(session, paper(kept)).control
    for typed in (control, spaced(control), control.upper(), f"Controlegetal {spaced(control)}", control[:4]):
        found = session.documents.find_paper(typed)
        assert paper(kept) in [each.paper.key for each in found], typed
    assert spaced(control) in text_of(session.documents.pdf(paper(kept)))
    for typed in ("", "abc", "zzzz", "0" * 65, "' OR 1=1", "controlegetal"):
        assert session.documents.find_paper(typed) == []


@pytest.mark.parametrize(
    ("typed", "digits"), [(" AB-12 cd ", "ab12cd"), ("SHA-256: ab12", "ab12"), ("12", "")]
)
def test_digits_are_read_as_they_stand_on_paper(typed: str, digits: str) -> None:
    assert digits_of(typed) == digits


def test_a_file_is_known_by_its_bytes_whatever_its_name(
    session: Session, kept: Agreement, tmp_path: Path
) -> None:
    result, *_others = session.documents.sync()
    copy = tmp_path / "van de gemeente.pdf"
    copy.write_bytes(Path(result.path).read_bytes())
    digest, found = session.documents.find_paper_of(copy)
    assert digest == result.sha256
    assert [(each.paper.key, each.current) for each in found] == [(paper(kept), True)]
    copy.write_bytes(copy.read_bytes() + b" ")
    assert session.documents.find_paper_of(copy)[1] == []


def test_f43_what_is_no_plain_file_is_not_looked_up(session: Session, tmp_path: Path) -> None:
    with pytest.raises(UnreadableImport):
        session.documents.find_paper_of(tmp_path)
    with pytest.raises(DiskProblem):
        session.documents.find_paper_of(tmp_path / "weg.pdf")


def test_an_older_print_is_told_from_the_newest(session: Session, kept: Agreement) -> None:
    session.documents.sync()
    old = one(session, paper(kept)).control
    session.agreements.save(replace(session.agreements.load(kept.id or 0), aim="Andere woorden."))
    session.documents.sync()
    (found,) = session.documents.find_paper(old)
    assert not found.current
    new = session.documents.register_lines(key=paper(kept))[0].control
    assert session.documents.find_paper(new)[0].current


def test_a_signed_version_knows_that_there_is_a_newer_one(session: Session, kept: Agreement) -> None:
    first = session.agreements.advance(kept, Step.FREEZE)
    session.agreements.advance(signed_values(first), Step.SIGN)
    (found,) = session.documents.find_paper(first.frozen_control)
    assert found.current and found.latest is None
    second = session.agreements.new_version(first.id or 0, "Meer uren")
    (found,) = session.documents.find_paper(first.frozen_control)
    assert found.latest is not None and found.latest.key == paper(second)


def test_what_was_deleted_is_still_in_the_register(session: Session, kept: Agreement) -> None:
    session.documents.sync()
    control = one(session, paper(kept)).control
    session.agreements.delete(kept.id or 0)
    (found,) = session.documents.find_paper(control)
    assert (found.now, found.current, found.latest) == (None, False, None)
    with pytest.raises(NotFound):
        session.documents.due(paper(kept))


def test_a_paper_of_before_the_register_is_found_too(session: Session, kept: Agreement) -> None:
    frozen = session.agreements.advance(kept, Step.FREEZE)
    result, *_others = session.documents.sync()
    with session.database.write(Action.WRITE_DOCUMENT) as connection:
        connection.exec_driver_sql("DELETE FROM papers")
    (found,) = session.documents.find_paper(frozen.frozen_control)
    assert (found.paper.key, found.paper.sha256, found.current) == (paper(kept), result.sha256, True)
    assert session.documents.find_paper_of(Path(result.path))[1][0].paper.key == paper(kept)


def test_the_digits_of_a_search_are_no_pattern(session: Session) -> None:
    at = datetime(2026, 9, 15, tzinfo=UTC)
    values = RegisteredPaper(
        PaperKey(PaperKind.JUNE, 1), "a" * 16, "b" * 64, "t", "s", SchoolYear(2026), 1, "x", 1
    )
    with session.database.write(Action.WRITE_DOCUMENT) as connection:
        register_paper(connection, values, PaperUse.FILED, at)
    with session.database.read() as connection:
        assert find_papers(connection, "%") == [] and find_papers(connection, "____") == []
        assert len(find_papers(connection, "AAAA")) == len(find_papers(connection, "bbbb")) == 1


# --- the list of all papers ---


def test_the_list_of_a_year_follows_its_papers_and_goes_with_the_last(
    session: Session, kept: Agreement
) -> None:
    session.documents.sync()
    path = session.documents.folder / LIST
    text = " ".join(text_of(path.read_bytes()).split())
    assert "VSO De Proef" in text and spaced(one(session, paper(kept)).sha256[:16]) in text
    before = path.read_bytes()
    session.documents.sync()
    assert path.read_bytes() == before
    session.agreements.save(replace(session.agreements.load(kept.id or 0), aim="Anders."))
    session.documents.sync()
    assert path.read_bytes() != before
    assert session.documents.due(INDEX).title == "Overzicht papieren"
    session.agreements.delete(kept.id or 0)
    session.documents.sync()
    assert list(session.documents.folder.iterdir()) == []
    with pytest.raises(NotFound):
        session.documents.due(INDEX)


def test_a_version_that_lapsed_stays_on_the_list_with_its_file(session: Session, kept: Agreement) -> None:
    first = session.agreements.advance(kept, Step.FREEZE)
    session.agreements.advance(signed_values(first), Step.SIGN)
    session.documents.sync()
    second = session.agreements.new_version(first.id or 0, "Meer uren")
    second = session.agreements.advance(second, Step.FREEZE)
    session.agreements.advance(signed_values(second), Step.SIGN)
    session.documents.sync()
    text = " ".join(text_of((session.documents.folder / LIST).read_bytes()).split())
    assert "Schoolafspraak v1" in text and "Schoolafspraak v2" in text and "vervallen" in text


# --- conflicted copies ---


def test_f20_a_copy_of_a_synced_folder_is_told_and_never_touched_by_itself(
    session: Session, kept: Agreement
) -> None:
    session.documents.sync()
    ours = session.documents.folder / session.documents.lines(YEAR)[0].file_name
    twin = ours.with_name(ours.name.replace(".pdf", "-LAPTOP.pdf"))
    other = ours.with_name(ours.name.replace(".pdf", " (conflicted copy 2026-09-11).pdf"))
    twin.write_bytes(ours.read_bytes())
    other.write_bytes(b"%PDF iets anders")
    (ours.parent / "notities.pdf").write_bytes(b"%PDF van iemand")
    found = session.documents.conflicted_copies()
    assert [(each.file_name, each.beside, each.same) for each in found] == [
        (other.name, ours.name, False),
        (twin.name, ours.name, True),
    ]
    session.documents.sync()
    assert twin.exists() and other.exists()
    session.documents.keep_conflicted(found[0])
    assert session.documents.conflicted_copies() == [found[1]]
    session.documents.remove_conflicted(found[1])
    assert not twin.exists() and other.exists() and ours.exists()
    with session.database.read() as connection:
        assert load_audit_lines(connection)[0].subject == "copy"


def test_a_copy_that_changed_since_it_was_shown_is_not_removed(session: Session, kept: Agreement) -> None:
    session.documents.sync()
    ours = session.documents.folder / session.documents.lines(YEAR)[0].file_name
    copy = ours.with_name(ours.name.replace(".pdf", " (1).pdf"))
    copy.write_bytes(b"%PDF een")
    (shown,) = session.documents.conflicted_copies()
    copy.write_bytes(b"%PDF intussen meer")
    with pytest.raises(DiskProblem, match="changed"):
        session.documents.remove_conflicted(shown)
    assert copy.exists()
    with pytest.raises(DiskProblem):
        session.documents.remove_conflicted(replace(shown, file_name="weg.pdf"))


def test_a_folder_that_is_not_there_holds_no_copies(session: Session) -> None:
    assert session.documents.conflicted_copies() == []


def test_a_folder_or_a_link_with_such_a_name_is_not_a_copy(session: Session, kept: Agreement) -> None:
    session.documents.sync()
    ours = session.documents.folder / session.documents.lines(YEAR)[0].file_name
    ours.with_name(ours.name.replace(".pdf", " (1).pdf")).mkdir()
    ours.with_name(ours.name.replace(".pdf", " (2).pdf")).symlink_to(ours)
    assert session.documents.conflicted_copies() == []


# --- what is frozen ---


def test_f54_frozen_content_drawn_again_with_the_clock_a_year_on_gives_the_kept_bytes(
    open_copy: Opened, empty_template: Template
) -> None:
    now = [NOW]
    session = open_copy(empty_template, clock=lambda: now[0])
    frozen = session.agreements.advance(session.agreements.save(filled(session)), Step.FREEZE)
    sha256 = one(session, paper(frozen)).sha256
    now[0] = NOW.replace(year=2027)
    with session.database.write(Action.WRITE_DOCUMENT) as connection:
        connection.exec_driver_sql("DELETE FROM kept_prints")
    session.documents.note_printed(paper(frozen))
    again = one(session, paper(frozen))
    assert (again.sha256, again.printed_at[:4]) == (sha256, "2027")
    with session.database.read() as connection:
        assert [digest for _key, _control, digest in load_prints(connection)] == [sha256]
