"""F56: what is erased is gone everywhere: rows, drafts, texts of others, pages of the file, old backups."""

import json
import shutil
import zipfile
from argparse import Namespace
from collections.abc import Callable, Iterator
from copy import copy
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from sqlalchemy import Connection, select

from jeugdhulp_desktop.cli.restoring import restore
from jeugdhulp_desktop.compose import open_session
from jeugdhulp_desktop.domain.actions import ActionDraft
from jeugdhulp_desktop.domain.cases import CaseDraft, CaseStatus, Outcome, YesNoUnknown
from jeugdhulp_desktop.domain.checklists import Answer, Reply
from jeugdhulp_desktop.domain.contacts import ContactDraft
from jeugdhulp_desktop.domain.erasures import (
    ErasureKind,
    ErasureReason,
    ErasureTarget,
    Fixed,
    Mention,
)
from jeugdhulp_desktop.domain.errors import DiskProblem, NotFound, NotValid
from jeugdhulp_desktop.domain.name_words import MASK
from jeugdhulp_desktop.domain.pupils import PupilDraft, PupilName
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.security.files import VaultFiles
from jeugdhulp_desktop.services.agreements.papers import refresh_open_controls
from jeugdhulp_desktop.services.changes import Change
from jeugdhulp_desktop.services.restore import prepare_restore
from jeugdhulp_desktop.services.session import Session
from jeugdhulp_desktop.storage.audit import Action
from jeugdhulp_desktop.storage.contact_queries import store_contact
from jeugdhulp_desktop.storage.engine import Database
from jeugdhulp_desktop.storage.erasure_queries import find_returned
from jeugdhulp_desktop.storage.setting_queries import store_earlier_id
from jeugdhulp_desktop.storage.tables.agreements import AgreementRow
from tests.services.conftest import NOW, PASSPHRASE, Template
from tests.services.test_agreements import filled, frozen

FIRST, LAST = "Kanariepiet", "Vogelzang"
CANARIES = (FIRST.encode(), LAST.encode(), FIRST.lower().encode(), LAST.lower().encode())
PUPIL, CASE = ErasureKind.PUPIL, ErasureKind.CASE


class Clock:
    """A minute later at every look, so that every moment is another."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        self.now += timedelta(minutes=1)
        return self.now


class Story:
    """A pupil with a closed and an open case, and a brother in whose notes the name stands."""

    def __init__(self, session: Session) -> None:
        self.session = session
        school = session.schools.lines()[0].id
        self.pupil = session.pupils.save(PupilDraft(school, PupilName(FIRST, "", LAST), group="3A"))
        brother = session.pupils.save(PupilDraft(school, PupilName("Merel", "", LAST), group="5B"))
        self.case = session.cases.save(_closed(school, self.pupil))
        self.brothers = session.cases.save(
            CaseDraft(school_id=school, pupil_id=brother, summary=f"Broer van {FIRST} {LAST}.")
        )
        self.follow_up = session.cases.save(
            CaseDraft(school_id=school, pupil_id=brother, previous_case_id=self.case)
        )
        self.contact = session.contacts.save(_note(self.case, f"Met {FIRST} gepraat."))
        self.elsewhere = session.contacts.save(_note(self.brothers, f"{FIRST.upper()}s moeder belt."))
        session.actions.save(ActionDraft(what=f"{FIRST} bellen", case_id=self.case))
        run = session.checklists.start("casus", case_id=self.case)
        session.checklists.answer(run, Reply("doel", Answer.NO, explanation=f"{LAST} wil niet"))
        draft = {
            "value": {"schema": 1, "value": {"case_id": self.case, "fact": f"{LAST} zei"}},
            "case": FIRST,
        }
        session.drafts.keep("contact", None, draft, 0, session.now())
        session.drafts.keep("case", self.case, {"value": {"summary": FIRST}}, 1, session.now())
        session.drafts.keep("action", None, {"value": {"what": f"{FIRST} {LAST} mailen"}}, 0, session.now())

    @property
    def target(self) -> ErasureTarget:
        return ErasureTarget(PUPIL, self.pupil)

    def erase(
        self, target: ErasureTarget | None = None, reason: ErasureReason = ErasureReason.REQUEST
    ) -> None:
        plan = self.session.erasures.plan(target or self.target)
        chosen = [each for each in plan.mentions if each.sure]
        self.session.erasures.carry_out(plan.target, reason, chosen)


def _closed(school: int, pupil: int) -> CaseDraft:
    return CaseDraft(
        school_id=school, pupil_id=pupil, status=CaseStatus.CLOSED, question="", summary=f"{FIRST} {LAST}",
        ended_on=date(2026, 9, 1), outcome=Outcome.ADVICE, without_help=YesNoUnknown.YES,
    )  # fmt: skip


def _note(case_id: int, fact: str) -> ContactDraft:
    return ContactDraft(case_id=case_id, happened_on=date(2026, 9, 2), fact=fact)


@pytest.fixture(scope="session")
def told(empty_template: Template, tmp_path_factory: pytest.TempPathFactory) -> Story:
    """The story, told once; its vault is closed."""
    folder = tmp_path_factory.mktemp("verhaal") / "kluis"
    shutil.copytree(empty_template.folder, folder)
    story = Story(open_session(folder, empty_template.keys, clock=Clock(NOW)))
    story.session.close()
    return story


@pytest.fixture
def story(told: Story, tmp_path: Path) -> Iterator[Story]:
    """The vault of the story, open."""
    mine = copy(told)
    shutil.copytree(told.session.folder, tmp_path / "kluis")
    mine.session = open_session(tmp_path / "kluis", told.session.keys, clock=Clock(told.session.now()))
    yield mine
    mine.session.close()


def every_byte(database: Database, key: bytes) -> bytes:
    """Every page of the file as SQLite sees it, free pages and free room too, and whatever its WAL holds."""
    file = database.path.read_bytes()
    wal = database.path.with_name(database.path.name + "-wal")
    assert not wal.exists() or wal.stat().st_size == 0
    pages = []
    for number in range(len(file) // 4096):
        page = file[number * 4096 : (number + 1) * 4096]
        reader = Cipher(algorithms.AES(key), modes.CBC(page[-80:-64])).decryptor()
        pages.append(reader.update(page[16 if number == 0 else 0 : -80]) + reader.finalize())
    return b"".join(pages)


def canaries_in(story: Story) -> list[bytes]:
    found = every_byte(story.session.database, story.session.keys.data_key)
    return [word for word in CANARIES if word in found]


def canaries_but_the_family(story: Story) -> list[bytes]:
    """Without the last name, which the brother has too."""
    return [word for word in canaries_in(story) if word not in (LAST.encode(), LAST.lower().encode())]


def places(mentions: tuple[Mention, ...]) -> dict[tuple[str, str], bool]:
    return {(each.table, each.column): each.sure for each in mentions}


def test_a_plan_tells_all_that_goes_and_all_that_stays_and_changes_nothing_f56(story: Story) -> None:
    before = story.session.database.path.stat().st_mtime_ns
    plan = story.session.erasures.plan(story.target)
    assert (plan.name, plan.group, plan.pupil_goes, plan.namesakes) == (f"{FIRST} {LAST}", "3A", True, 0)
    assert [case.id for case in plan.cases] == [story.case]
    assert plan.counts == {
        "pupils": 1, "cases": 1, "contact_moments": 1, "actions": 1, "checklist_runs": 1,
        "checklist_replies": 1,
    }  # fmt: skip
    assert plan.loosened == {"cases": 1}
    assert plan.drafts == 2
    assert places(plan.mentions) == {
        ("cases", "summary"): True,
        ("contact_moments", "fact"): False,
        ("drafts", "content"): True,
    }
    assert {each.place_id for each in plan.mentions if each.place == "cases"} == {story.brothers}
    assert plan.backups == ()
    assert story.session.database.path.stat().st_mtime_ns == before
    assert story.session.erasures.plan(story.target) == plan


def test_what_is_erased_stands_in_no_byte_of_the_vault_f56(story: Story) -> None:
    session = story.session
    session.database.sweep()
    assert len(canaries_in(story)) == len(CANARIES), "the search finds what is there"
    plan = session.erasures.plan(story.target)
    everywhere = [each for each in plan.mentions if each.sure or each.place_id == story.brothers]
    report = session.erasures.carry_out(story.target, ErasureReason.REQUEST, everywhere)
    assert (report.masked, report.drafts, report.left, report.swept) == (3, 2, (), True)
    assert report.counts["contact_moments"] == 1
    assert canaries_but_the_family(story) == []
    assert session.cases.search(FIRST) == []
    assert session.pupils.search(FIRST) == []
    assert [line.pupil for line in session.cases.search(LAST)] == [f"Merel {LAST}"] * 2, "the brother stays"
    assert session.cases.load(story.brothers).summary == f"Broer van {MASK}."
    assert session.contacts.load(story.elsewhere).fact == f"{MASK} moeder belt."
    assert session.cases.load(story.follow_up).previous_case_id is None
    for gone in (lambda: session.cases.load(story.case), lambda: session.contacts.load(story.contact)):
        with pytest.raises(NotFound):
            gone()
    assert [draft.form for draft in session.drafts.all()] == ["action"]
    assert all(proof.ok for proof in session.backups.check())


def test_nothing_of_a_whole_family_is_left_in_any_page(story: Story) -> None:
    session = story.session
    with session.database.write(Action.SAVE_CONTACT, "contact") as connection:
        for number in range(300):  # pages are split and joined: remains stay where rows once stood
            store_contact(connection, _note(story.case, f"{FIRST} {LAST} " * (1 + number % 37)))
            if number % 3 == 0:
                store_contact(connection, _note(story.brothers, "gewoon " * (number % 50 + 1)))
    brother = session.cases.load(story.brothers).pupil_id
    story.erase()
    story.erase(ErasureTarget(PUPIL, brother or 0), ErasureReason.MISTAKE)
    left = canaries_in(story)
    assert left == []


def test_an_open_agreement_loses_the_name_and_an_agreed_one_keeps_what_was_agreed(session: Session) -> None:
    words = "Zoals eerder bij\nNoor Zonnebloem."
    agreed = frozen(session, occasion=words)
    concept = session.agreements.save(replace(filled(session, SchoolYear(2027)), occasion=words))
    school = session.schools.lines()[0].id
    noor = session.pupils.save(PupilDraft(school, PupilName("Noor", "", "Zonnebloem")))
    plan = session.erasures.plan(ErasureTarget(PUPIL, noor))
    fixed = {(each.place_id, each.fixed) for each in plan.mentions}
    assert fixed == {(agreed.id, Fixed.FROZEN), (concept.id, Fixed.NO)}
    assert {each.column for each in plan.mentions if each.place_id == agreed.id} == {"occasion", "canonical"}
    mask = [each for each in plan.mentions if each.fixed is Fixed.NO]
    report = session.erasures.carry_out(plan.target, None, mask)
    assert {each.place_id for each in report.left} == {agreed.id}
    now = session.agreements.load(concept.id or 0)
    assert (now.occasion, now.version > concept.version) == (f"Zoals eerder bij\n{MASK}.", True)
    assert session.agreements.load(agreed.id or 0).occasion == words
    assert all(proof.ok for proof in session.backups.check())
    with session.database.write(Action.MIGRATE, "agreement") as connection:
        kept = control_numbers(connection)
        refresh_open_controls(connection)
        assert control_numbers(connection) == kept, "what the paper says was counted again"


def control_numbers(connection: Connection) -> list[str]:
    return list(connection.scalars(select(AgreementRow.content_control).order_by(AgreementRow.id)))


def test_a_case_in_the_bin_goes_with_its_pupil_and_by_itself_and_stays_away_f56(
    story: Story, reopen: Callable[[], Session]
) -> None:
    session = story.session
    file = session.backups.make_proven().path
    number = session.cases.load(story.case).number
    session.cases.delete(story.case)
    assert session.cases.search(FIRST) == []
    in_bin = session.backups.make_proven().path
    (alone,) = session.erasures.plan(ErasureTarget(CASE, story.case)).cases
    assert (alone.number, alone.binned, alone.open) == (number, True, False)
    plan = session.erasures.plan(story.target)
    assert [case.number for case in plan.cases] == [number]
    assert plan.counts["bin_entries"] == 1
    story.erase(story.target)
    assert session.bin.entries() == []
    assert canaries_but_the_family(story) == []
    session.close()
    for older in (file, in_bin):  # in its table, and in the bin
        assert restored(story, older) == (1, 1)
        again = reopen()
        assert (again.cases.search(FIRST), again.pupils.search(FIRST), again.bin.entries()) == ([], [], [])
        assert FIRST.encode() not in every_byte(again.database, again.keys.data_key)
        again.close()


def test_a_pupil_on_the_list_without_a_case_is_erased_at_once(story: Story) -> None:
    session = story.session
    school = session.schools.lines()[0].id
    pupil = session.pupils.save(PupilDraft(school, PupilName("Tijdelijk", "", "Gast")))
    plan = session.erasures.plan(ErasureTarget(PUPIL, pupil))
    assert (plan.cases, plan.counts) == ((), {"pupils": 1})
    assert session.erasures.check(plan, None) == []
    session.erasures.carry_out(plan.target, None)
    assert session.pupils.search("tijdelijk") == []


def test_one_case_is_erased_and_the_pupil_stays_on_the_list(story: Story) -> None:
    session = story.session
    target = ErasureTarget(CASE, story.case)
    plan = session.erasures.plan(target)
    assert (plan.pupil_goes, plan.mentions) == (False, ())
    report = session.erasures.carry_out(target, ErasureReason.MISTAKE)
    assert (report.pupil_gone, report.numbers) == (False, (plan.cases[0].number,))
    assert [line.open_case_id for line in session.pupils.search(FIRST)] == [None]
    assert session.cases.search(FIRST) == []


def test_f57_a_refusal_is_told_with_a_date_and_logged_without_content(story: Story) -> None:
    session = story.session
    with pytest.raises(NotValid) as refused:
        session.erasures.carry_out(story.target, ErasureReason.TERM)
    (problem,) = refused.value.problems
    assert (problem.code, problem.value("until")) == ("erasure-before-term", "2028-09-01")
    with session.database.maintenance() as raw:
        last = raw.execute(
            "SELECT action, subject, record_id, who FROM audit_lines ORDER BY id DESC LIMIT 1"
        ).fetchone()
    assert last == ("refuse-erasure", "pupil", story.pupil, "Ilse Vermeer")
    assert session.cases.load(story.case).id == story.case


def test_f57_an_open_case_is_not_erased_on_request(story: Story) -> None:
    target = ErasureTarget(CASE, story.brothers)
    with pytest.raises(NotValid) as refused:
        story.session.erasures.carry_out(target, ErasureReason.REQUEST)
    assert [each.code for each in refused.value.problems] == ["erasure-open-case"]
    story.session.erasures.carry_out(target, ErasureReason.MISTAKE)
    with pytest.raises(NotFound):
        story.session.cases.load(story.brothers)


def test_the_journal_holds_ids_and_dates_in_the_vault_and_beside_it(story: Story) -> None:
    story.erase()
    case, pupil = sorted(story.session.erasures.journal(), key=lambda line: line.kind)
    assert (case.kind, case.record_id, case.reason, case.masked) == (
        CASE, story.case, ErasureReason.REQUEST.value, True,
    )  # fmt: skip
    assert (pupil.kind, pupil.record_id, pupil.number) == (PUPIL, story.pupil, "")
    beside = VaultFiles(story.session.folder).erasures.read_bytes()
    assert case.number.encode() in beside
    assert [word for word in CANARIES if word in beside] == []


def test_what_an_open_editor_still_keeps_of_it_is_not_kept(story: Story) -> None:
    session = story.session
    story.erase()
    before = session.drafts.all()
    note = {"value": {"schema": 1, "value": {"case_id": story.case, "fact": FIRST}}}
    session.drafts.keep("contact", story.contact, note, 1, session.now())
    session.drafts.keep("case", story.case, {"value": {"summary": FIRST}}, 1, session.now())
    session.drafts.keep("case~", story.case, {"value": {"summary": FIRST}}, 1, session.now())
    session.drafts.keep("pupil", story.case, {"value": {"value": {"last": LAST}}}, 1, session.now())
    session.drafts.keep("case-action", story.case, {"value": {"value": {"what": FIRST}}}, 1, session.now())
    assert session.drafts.all() == before
    session.drafts.keep("case", story.brothers, {"value": {"summary": "iets"}}, 1, session.now())
    assert len(session.drafts.all()) == len(before) + 1


def test_f59_nothing_can_be_undone_after_erasing(story: Story) -> None:
    session = story.session
    session.contacts.save(_note(story.case, f"{FIRST} nog eens"))
    session.contacts.save(_note(story.brothers, f"{FIRST} {LAST}"))
    assert len(session.undo.steps()) == 2
    story.erase()
    assert session.undo.steps() == []
    assert session.undo.undo() is None
    assert session.cases.search(FIRST) == []


def test_f59_the_undo_of_an_import_does_not_bring_the_pupil_back(story: Story, tmp_path: Path) -> None:
    session = story.session
    for number, group in enumerate(("3", "4")):
        path = tmp_path / f"{number}.csv"
        path.write_text(
            f"Leerlingnummer;Roepnaam;Achternaam;Groep\n1;Jantje;Vogelzand;{group}\n", encoding="utf-8"
        )
        source = session.imports.read(path)
        roster = source.roster or session.imports.read(path, mapping=source.mapping).roster
        assert roster is not None
        session.imports.apply(session.imports.plan(roster))
    (line,) = session.pupils.search("vogelzand")
    story.erase(ErasureTarget(PUPIL, line.id))
    assert b"Vogelzand" not in every_byte(session.database, session.keys.data_key)
    session.imports.undo_last()
    assert session.pupils.search("vogelzand") == []


def test_every_page_hears_of_it(story: Story) -> None:
    heard: set[Change] = set()
    story.session.changes.subscribe(heard.update)
    story.erase()
    assert {Change.CASES, Change.PUPILS, Change.CONTACTS, Change.ACTIONS, Change.CHECKLISTS} <= heard


# --- backups, restores and older files ---


def restored(story: Story, file: Path) -> tuple[int, int]:
    """Put a backup back into the closed vault; how many cases and pupils the preview says to erase again."""
    folder = story.session.folder
    with prepare_restore(file, folder, story.session.keys, clock=story.session.clock) as prepared:
        preview = prepared.carry_out().preview
    return preview.erased_cases, preview.erased_pupils


@pytest.fixture
def reopen(story: Story) -> Callable[[], Session]:
    """Opens the closed vault of the story again."""

    def again() -> Session:
        story.session = open_session(story.session.folder, story.session.keys, clock=story.session.clock)
        return story.session

    return again


def test_a_backup_of_before_is_restored_without_what_was_erased_f56(
    story: Story, reopen: Callable[[], Session]
) -> None:
    file = story.session.backups.make_proven().path
    story.erase()
    story.session.close()
    asked = Namespace(file=file, folder=story.session.folder, yes=True, json=False, other_is_gone=False)
    told = restore(asked, PASSPHRASE)
    assert told.answer["erased_again"] == {"cases": 1, "pupils": 1}
    assert "1 casus en 1 leerling die later zijn gewist, worden ook hier gewist." in told.lines
    assert "1 casus en 1 leerling die later zijn gewist, zijn ook hier gewist." in told.lines
    session = reopen()
    assert session.cases.search(FIRST) == []
    assert session.pupils.search(FIRST) == []
    assert session.cases.load(story.brothers).summary == f"Broer van {MASK}.", "masked again too"
    assert session.erasures.returned() == []
    assert all(proof.ok for proof in session.backups.check())
    assert FIRST.encode() not in every_byte(session.database, session.keys.data_key)
    assert {line.kind for line in session.erasures.journal()} == {CASE, PUPIL}


@pytest.mark.parametrize("lost", ["file", "vault"])
def test_one_of_the_two_journals_is_enough_at_a_restore(
    story: Story, reopen: Callable[[], Session], lost: str
) -> None:
    file = story.session.backups.make_proven().path
    story.erase()
    story.session.close()
    files = VaultFiles(story.session.folder)
    if lost == "file":
        files.erasures.write_bytes(b"niets")
    else:
        files.database.unlink()
    assert restored(story, file) == (1, 1)
    assert reopen().cases.search(FIRST) == []
    assert len(files.erasures.read_bytes()) > 100


def test_a_lost_or_damaged_file_is_made_again_at_the_next_opening(
    story: Story, reopen: Callable[[], Session]
) -> None:
    story.erase()
    story.session.close()
    path = VaultFiles(story.session.folder).erasures
    whole = path.read_bytes()
    for damage in (whole[:-5], b"", None):
        path.unlink() if damage is None else path.write_bytes(damage)
        reopen().close()
        assert path.read_bytes() == whole


def test_an_older_vault_put_back_by_hand_is_told_and_erased_when_asked(
    story: Story, reopen: Callable[[], Session], tmp_path: Path
) -> None:
    database = story.session.database.path
    story.session.database.close()
    older = shutil.copy(database, tmp_path / "oud.db")
    story.session.close()
    story.session = reopen()
    story.erase()
    story.session.close()
    shutil.copy(older, database)
    session = reopen()
    assert {line.kind for line in session.erasures.returned()} == {CASE, PUPIL}
    assert len(session.cases.search(FIRST)) == 1, "nothing is erased without being asked"
    session.drafts.keep("case", story.case, {"value": {"summary": "verder"}}, 1, session.now())
    assert any(draft.form == "case" for draft in session.drafts.all()), "who works in it loses nothing"
    assert session.erasures.erase_returned() == 2
    assert (session.erasures.returned(), session.cases.search(FIRST)) == ([], [])
    assert session.cases.load(story.brothers).summary == f"Broer van {MASK}."


def test_a_new_case_never_gets_an_id_of_the_journal(story: Story, reopen: Callable[[], Session]) -> None:
    """Else the next restore would erase a child that nobody meant."""
    file = story.session.backups.make_proven().path
    school = story.session.schools.lines()[0].id
    pupil = story.session.pupils.save(PupilDraft(school, PupilName("Laat", "", "Komer")))
    late = story.session.cases.save(_closed(school, pupil))
    story.session.erasures.carry_out(ErasureTarget(PUPIL, pupil), ErasureReason.MISTAKE)
    story.session.close()
    assert restored(story, file) == (0, 0)
    session = reopen()
    again = session.pupils.save(PupilDraft(school, PupilName("Nieuw", "", "Kind")))
    assert again > pupil
    assert session.cases.save(_closed(school, again)) > late
    assert session.erasures.returned() == []


def test_a_case_of_another_moment_with_the_same_id_is_not_the_one_that_was_erased(
    story: Story, reopen: Callable[[], Session]
) -> None:
    database = story.session.database.path
    story.session.close()
    older = database.read_bytes()
    reopen()
    story.erase()
    (line,) = [each for each in story.session.erasures.journal() if each.kind is CASE]
    story.session.close()
    database.write_bytes(older)
    with reopen().database.read() as connection:
        assert find_returned(connection, [line]) == [line]
        assert find_returned(connection, [replace(line, created_at=None)]) != []
        assert find_returned(connection, [replace(line, created_at=NOW - timedelta(days=1))]) == []
        assert find_returned(connection, [replace(line, number="2019-0001")]) == []
        pupil = replace(line, kind=PUPIL, record_id=story.pupil, number="", created_at=None)
        assert find_returned(connection, [pupil]) == [], "a case holds the pupil"


def test_backups_that_still_hold_it_are_named_and_deleted_after_a_new_one(
    story: Story, tmp_path: Path
) -> None:
    session = story.session
    (tmp_path / "stick").mkdir()
    second = session.backups.choose_second(tmp_path / "stick")
    session.backups.keep_up(anyway=True)
    assert session.erasures.holding() == []
    story.erase()
    held = session.erasures.holding()
    assert [(each.place, each.path.exists()) for each in held] == [("", True), (second.name, True)]
    assert all((each.until - each.made_at.date()).days > 365 for each in held)
    assert session.erasures.plan(ErasureTarget(CASE, story.brothers)).backups == tuple(held)
    assert session.erasures.delete_holding() == 2
    assert session.erasures.holding() == []
    assert [each.path.exists() for each in held] == [False, False]
    new = session.backups.overview().lines
    assert [line.place for line in new] == ["", second.name]


def test_those_in_the_second_place_go_also_when_it_has_the_newest_already(
    story: Story, tmp_path: Path
) -> None:
    session = story.session
    session.backups.choose_second(tmp_path / "stick")
    session.backups.keep_up()
    story.erase()
    session.backups.keep_up()  # by itself, after half an hour
    assert session.erasures.delete_holding() == 2
    assert session.erasures.holding() == []


def test_a_copy_of_the_vault_as_it_was_found_still_holds_it_too(story: Story) -> None:
    kept = story.session.repairs._keep()
    story.erase()
    assert [(each.path, each.until) for each in story.session.erasures.holding()] == [(kept, None)]
    assert story.session.erasures.delete_holding() == 1
    assert not kept.exists()


def test_a_backup_of_before_a_new_key_is_among_them_and_one_of_another_vault_is_not(story: Story) -> None:
    session = story.session
    file = session.backups.make_proven().path
    for name, vault_id in (("oud", "ab" * 16), ("ander", "cd" * 16)):
        with zipfile.ZipFile(file) as packed, zipfile.ZipFile(file.with_stem(name), "w") as changed:
            for member in packed.namelist():
                data = packed.read(member)
                if member == "manifest.json":
                    data = json.dumps(json.loads(data) | {"vault_id": vault_id}).encode()
                changed.writestr(member, data)
    with session.database.write(Action.CHANGE_KEYS, "vault") as connection:
        store_earlier_id(connection, "ab" * 16)
    story.erase()
    assert {each.path.stem for each in session.erasures.holding()} == {file.stem, "oud"}


def test_no_backup_is_deleted_when_no_new_one_can_be_made(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = story.session
    kept = session.backups.make_proven().path
    story.erase()

    def full(*_given: object, **_named: object) -> object:
        raise DiskProblem("full", kept)

    monkeypatch.setattr("jeugdhulp_desktop.services.backups.back_up", full)
    with pytest.raises(DiskProblem):
        session.erasures.delete_holding()
    assert kept.exists()


def test_a_disk_without_room_leaves_it_erased_says_so_and_the_next_opening_sweeps(
    story: Story, reopen: Callable[[], Session], monkeypatch: pytest.MonkeyPatch
) -> None:
    swept: list[Path] = []

    def full(self: Database) -> None:
        swept.append(self.path)
        raise DiskProblem("full", self.path)

    files = VaultFiles(story.session.folder)
    with monkeypatch.context() as patched:
        patched.setattr(Database, "sweep", full)
        everywhere = story.session.erasures.plan(story.target).mentions
        report = story.session.erasures.carry_out(story.target, ErasureReason.REQUEST, everywhere)
        story.session.close()
    assert (report.swept, len(swept), files.erasures.exists()) == (False, 1, False)
    assert reopen().cases.search(FIRST) == []
    assert files.erasures.exists()
    assert canaries_but_the_family(story) == []
