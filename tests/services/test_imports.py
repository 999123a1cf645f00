"""A pupil list: seen first, carried out whole, undone until the next one; nobody with a case is erased."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from jeugdhulp_desktop.domain.cases import CaseDraft
from jeugdhulp_desktop.domain.errors import (
    ChangedElsewhere,
    DiskProblem,
    NotFound,
    NotValid,
    UnreadableImport,
)
from jeugdhulp_desktop.domain.pupils import PupilName
from jeugdhulp_desktop.domain.rosters import ImportPlan, PlanCounts, RosterKind
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.security.files import VaultFiles
from jeugdhulp_desktop.services.changes import Change
from jeugdhulp_desktop.services.imports import ImportSummary
from jeugdhulp_desktop.services.session import Session
from tests.services.conftest import NOW

HEAD = "Leerlingnummer;Roepnaam;Tussenvoegsel;Achternaam;Geboortedatum;Groep\n"
ROWS = {
    "1": "1;Noor;van den;Berg;14-03-2012;2B",
    "2": "2;Sem;de;Vries;02-11-2013;1C",
    "3": "3;Zoë;;Bakker;29-02-2012;2A",
}
EDEXML = """<?xml version="1.0" encoding="UTF-8"?>
<EDEX><school><schooljaar>{year}</schooljaar><brincode>{brin}</brincode><xsdversie>2.1</xsdversie></school>
<groepen><groep key="g"><naam>7</naam></groep></groepen><leerlingen>
<leerling key="o1"><achternaam>Voorbeeld</achternaam><roepnaam>Jip</roepnaam>
<geboortedatum>2015-03-14</geboortedatum><geslacht>1</geslacht><groep key="g"/></leerling>
</leerlingen></EDEX>"""

Listing = Callable[..., Path]


@pytest.fixture
def listing(tmp_path: Path) -> Listing:
    """Writes a list of pupils; each text is a row."""
    number = 0

    def write(*rows: str, head: str = HEAD) -> Path:
        nonlocal number
        number += 1
        path = tmp_path / f"lijst-{number}.csv"
        path.write_text(head + "\n".join(rows) + "\n", encoding="utf-8")
        return path

    return write


@pytest.fixture
def edexml(tmp_path: Path) -> Callable[..., Path]:
    def write(brin: str = "99ZZ", year: str = "2026-2027") -> Path:
        path = tmp_path / f"{brin}-{year}.xml"
        path.write_text(EDEXML.format(brin=brin, year=year), encoding="utf-8")
        return path

    return write


def plan_of(session: Session, path: Path) -> ImportPlan:
    source = session.imports.read(path)
    if source.roster is None:
        source = session.imports.read(path, mapping=source.mapping)
    assert source.roster is not None
    return session.imports.plan(source.roster)


def take_in(session: Session, path: Path) -> ImportSummary:
    return session.imports.apply(plan_of(session, path))


def names(session: Session) -> list[str]:
    return [line.name.display for line in session.pupils.search("")]


def codes(plan: ImportPlan) -> list[str]:
    return [each.code for each in plan.remarks]


def test_nothing_is_written_until_the_plan_is_carried_out_f40(session: Session, listing: Listing) -> None:
    plan = plan_of(session, listing(*ROWS.values()))
    assert plan.counts == PlanCounts(new=3, changed=0, unchanged=0, gone=0)
    assert session.pupils.count() == 0
    assert session.imports.last() is None


def test_a_list_comes_in_whole_and_is_told_once(session: Session, listing: Listing) -> None:
    heard: list[frozenset[Change]] = []
    session.changes.subscribe(heard.append)
    summary = take_in(session, listing(*ROWS.values()))
    assert names(session) == ["Zoë Bakker", "Noor van den Berg", "Sem de Vries"]
    assert summary.counts.new == 3
    assert session.imports.last() == replace(summary, at=NOW)
    assert heard == [frozenset({Change.PUPILS, Change.CASES, Change.SCHOOLS})]


def test_a_mapping_is_proposed_shown_and_remembered_for_the_same_columns(
    session: Session, listing: Listing
) -> None:
    head = "Nr;Naam;Klasje\n"
    path = listing("7;Noor de Vries;2B", head=head)
    first = session.imports.read(path)
    assert first.roster is None
    assert first.table is not None
    assert [(each.header, each.used_as, each.sample) for each in first.columns] == [
        ("Nr", "key", ("7",)), ("Naam", "name", ("Noor de Vries",)), ("Klasje", "", ("2B",)),
    ]  # fmt: skip
    chosen = session.imports.read(path, mapping={**first.mapping, "klasje": "group"})
    assert chosen.roster is not None
    session.imports.apply(session.imports.plan(chosen.roster))

    again = session.imports.read(listing("8;Sem de Wit;1A", head=head))
    assert again.remembered
    assert again.roster is not None
    assert again.roster.rows[0].group == "1A"


def test_a_mapping_that_was_only_looked_at_is_not_remembered(session: Session, listing: Listing) -> None:
    path = listing(*ROWS.values())
    plan_of(session, path)
    assert not session.imports.read(path).remembered


def test_a_mapping_without_a_key_says_what_is_missing(session: Session, listing: Listing) -> None:
    source = session.imports.read(listing("Noor de Vries", "Sem de Wit", head="Naam;Klas\n"))
    assert source.roster is None
    assert [(each.field, each.code) for each in source.problems] == [("key", "required")]


def test_the_same_file_is_recognised_f45(session: Session, listing: Listing) -> None:
    path = listing(*ROWS.values())
    take_in(session, path)
    plan = plan_of(session, path)
    assert plan.is_empty
    assert "same-file" in codes(plan)
    assert "same-file" not in codes(plan_of(session, listing(*ROWS.values(), "4;Bo;;Smit;;3A")))


def test_a_vault_that_holds_something_is_backed_up_first_and_an_empty_one_is_not(
    session: Session, listing: Listing
) -> None:
    take_in(session, listing(ROWS["1"]))
    assert session.backups.last() is None
    take_in(session, listing(ROWS["1"], ROWS["2"]))
    assert session.backups.last() is not None
    assert len(list(VaultFiles(session.folder).backups.iterdir())) == 1


def test_a_vault_with_an_agreement_and_no_pupils_is_backed_up_too(session: Session, listing: Listing) -> None:
    school = session.schools.lines()[0].id
    session.agreements.save(session.agreements.new(school, SchoolYear(2026)))
    take_in(session, listing(ROWS["1"]))
    assert session.backups.last() is not None


def test_without_room_for_the_backup_nothing_is_imported_f16(session: Session, listing: Listing) -> None:
    take_in(session, listing(ROWS["1"]))
    VaultFiles(session.folder).backups.write_text("hier past geen map")
    with pytest.raises(DiskProblem):
        take_in(session, listing(ROWS["1"], ROWS["2"]))
    assert names(session) == ["Noor van den Berg"]


def test_a_pupil_without_a_case_who_is_gone_is_erased_and_one_with_a_case_is_marked_left(
    session: Session, listing: Listing
) -> None:
    take_in(session, listing(*ROWS.values()))
    [noor] = session.pupils.search("noor")
    session.cases.save(CaseDraft(school_id=noor.school_id, pupil_id=noor.id))
    take_in(session, listing(ROWS["3"]))
    assert names(session) == ["Zoë Bakker", "Noor van den Berg"]
    assert session.pupils.load(noor.id).left_on == session.today()


def test_a_pupil_who_moved_to_another_group_is_found_by_it_in_the_list_of_cases(
    session: Session, listing: Listing
) -> None:
    take_in(session, listing(*ROWS.values()))
    [noor] = session.pupils.search("noor")
    session.cases.save(CaseDraft(school_id=noor.school_id, pupil_id=noor.id))
    take_in(session, listing(ROWS["1"].replace("2B", "3X"), ROWS["2"], ROWS["3"]))
    assert [line.group for line in session.cases.search("3x")] == ["3X"]


def test_undo_puts_everything_back_but_who_was_touched_since(session: Session, listing: Listing) -> None:
    take_in(session, listing(ROWS["1"], ROWS["2"]))
    take_in(session, listing(ROWS["1"].replace("2B", "3B"), ROWS["3"]))  # 1 changed, 2 gone, 3 new
    [zoe] = session.pupils.search("zoe")
    touched = session.pupils.load(zoe.id)
    session.pupils.save(replace(touched.draft(), name=PupilName("Zoë", "", "Bakker-Smit")))
    report = session.imports.undo_last()
    assert report.restored == 2
    assert [pupil.name.last for pupil in report.left_alone] == ["Bakker-Smit"]
    assert names(session) == ["Zoë Bakker-Smit", "Noor van den Berg", "Sem de Vries"]
    assert [line.group for line in session.pupils.search("noor")] == ["2B"]
    assert session.imports.last() is None
    with pytest.raises(NotFound):
        session.imports.undo_last()


def test_another_key_with_the_same_name_and_birth_date_is_a_question_f37(
    session: Session, listing: Listing
) -> None:
    take_in(session, listing(ROWS["1"]))
    [noor] = session.pupils.search("noor")
    plan = plan_of(session, listing(ROWS["1"].replace("1;Noor", "91;Noor")))
    assert [question.pupil.id for question in plan.questions] == [noor.id]
    session.imports.apply(plan, answers={noor.id: True})
    assert session.pupils.load(noor.id).key == "91"
    assert session.pupils.count() == 1


def test_an_unanswered_question_leaves_the_pupil_and_keeps_the_row_out(
    session: Session, listing: Listing
) -> None:
    take_in(session, listing(ROWS["1"]))
    [noor] = session.pupils.search("noor")
    session.imports.apply(plan_of(session, listing(ROWS["1"].replace("1;Noor", "91;Noor"))))
    assert [line.id for line in session.pupils.search("noor")] == [noor.id]
    assert session.pupils.load(noor.id).key == "1"


def test_a_plan_that_the_vault_has_overtaken_is_not_carried_out_f38(
    session: Session, listing: Listing
) -> None:
    take_in(session, listing(*ROWS.values()))
    plan = plan_of(session, listing(ROWS["1"].replace("2B", "3B"), ROWS["2"], ROWS["3"]))
    [noor] = session.pupils.search("noor")
    session.pupils.save(replace(session.pupils.load(noor.id).draft(), group="9Z"))
    with pytest.raises(ChangedElsewhere):
        session.imports.apply(plan)
    assert session.pupils.load(noor.id).group == "9Z"


def test_edexml_finds_its_school_by_brin(session: Session, edexml: Callable[..., Path]) -> None:
    plan = plan_of(session, edexml())
    assert plan.file.kind is RosterKind.EDEXML
    assert plan.school_id == session.schools.lines()[0].id
    assert codes(plan) == []


def test_an_unknown_brin_is_asked_about_and_without_an_answer_a_school_is_made(
    session: Session, edexml: Callable[..., Path]
) -> None:
    plan = plan_of(session, edexml("11AA"))
    assert plan.school_id is None
    assert codes(plan) == ["unknown-brin"]
    mine = session.schools.lines()[0].id
    chosen = session.imports.plan(plan.file, school_id=mine)
    assert (chosen.school_id, codes(chosen)) == (mine, [])
    summary = session.imports.apply(plan)
    assert summary.school_made
    assert session.schools.load(summary.school_id).name == "School 11AA"
    assert plan_of(session, edexml("11AA")).school_id == summary.school_id


def test_another_school_year_is_a_remark_f42(session: Session, edexml: Callable[..., Path]) -> None:
    assert codes(plan_of(session, edexml(year="2031-2032"))) == ["other-school-year"]


def test_a_table_in_a_vault_without_a_school_of_its_own_asks_which_school(
    session: Session, listing: Listing
) -> None:
    mine = session.schools.mine()
    assert mine is not None
    session.schools.save(replace(mine, is_mine=False))
    plan = plan_of(session, listing(ROWS["1"]))
    with pytest.raises(NotValid) as told:
        session.imports.apply(plan)
    assert [each.code for each in told.value.problems] == ["no-school"]
    assert session.pupils.count() == 0


def test_a_real_file_into_the_practice_vault_is_asked_about_once(
    demo: Session, edexml: Callable[..., Path]
) -> None:
    plan = plan_of(demo, edexml())
    assert "demo-vault" in codes(plan)
    demo.imports.apply(plan)
    assert "demo-vault" not in codes(plan_of(demo, edexml("11AA")))


def test_a_column_of_citizen_numbers_refuses_the_whole_file_v18(session: Session, listing: Listing) -> None:
    path = listing("1;Noor;123456782", "2;Sem;111222333", head="Leerlingnummer;Roepnaam;BSN\n")
    with pytest.raises(UnreadableImport) as told:
        session.imports.read(path)
    assert told.value.code == "bsn-column"
    assert "123456782" not in str(told.value)
