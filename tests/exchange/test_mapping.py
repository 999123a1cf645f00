"""Columns are proposed, remembered and read; names and dates as Dutch administrations write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jeugdhulp_desktop.domain.errors import UnreadableImport
from jeugdhulp_desktop.domain.pupils import PupilName
from jeugdhulp_desktop.domain.rosters import RosterError, RosterFile, RosterKind, RosterSchool
from jeugdhulp_desktop.exchange.cells import plain_cell, safe_cell
from jeugdhulp_desktop.exchange.columns import TableFile
from jeugdhulp_desktop.exchange.files import ImportFile
from jeugdhulp_desktop.exchange.mapping import IGNORED, check_mapping, propose, read_roster
from jeugdhulp_desktop.exchange.rows import read_date
from jeugdhulp_desktop.exchange.tables import read_table


def table(text: str) -> TableFile:
    return read_table(ImportFile(RosterKind.CSV, text.encode(), "ab"))


def roster(text: str) -> RosterFile:
    found = table(text)
    return read_roster(found, propose(found.header))


@pytest.mark.parametrize(
    ("header", "proposal"),
    [
        (
            ("Leerlingnummer", "Roepnaam", "Tussenvoegsel", "Achternaam", "Geboortedatum", "Groep"),
            ["key", "first", "prefix", "last", "birth_date", "group"],
        ),
        (("Nr.", "Naam", "Geb. datum", "Klas"), ["key", "name", "birth_date", "group"]),
        (("Jaargroep", "Datum uitschrijving"), ["year_group", "left_on"]),
        (("Stamnr", "Voornamen", "Voorletters"), ["key", "given", "initials"]),
        (("Voorvoegsel(s)", "Geslachtsnaam"), ["prefix", "last"]),
        (("Roepnaam leerling", "Achternaam leerling", "Leerlingnummer ParnasSys"), ["first", "last", "key"]),
        (("Opmerking", "Leerling status"), [None, None]),
        (("nr", "Leerlingnummer"), [None, "key"]),
    ],
)  # fmt: skip
def test_columns_are_proposed_by_their_headers(header: tuple[str, ...], proposal: list[str | None]) -> None:
    found = propose(header)
    assert [found.get("".join(c for c in name.lower() if c.isalnum())) for name in header] == proposal


def test_what_was_remembered_goes_first_also_when_columns_move() -> None:
    remembered = {"code": "key", "leerling": "name", "nr": IGNORED, "weg": "group"}
    assert propose(("Leerling", "Nr", "CODE", "Klas"), remembered) == {
        "leerling": "name", "nr": IGNORED, "code": "key", "klas": "group",
    }  # fmt: skip


def test_a_mapping_needs_a_key_and_a_name_and_each_field_once() -> None:
    header = ("a", "b", "c")
    assert [(each.field, each.code) for each in check_mapping(header, {"weg": "key"})] == [
        ("key", "required"),
        ("name", "required"),
    ]
    twice = check_mapping(header, {"a": "key", "b": "name", "c": "name"})
    assert [(each.field, each.code) for each in twice] == [("name", "chosen-twice")]
    with pytest.raises(UnreadableImport) as caught:
        read_roster(table("a;b\n1;2\n"), {"a": "key"})
    assert (caught.value.code, caught.value.detail) == ("mapping", "name")


@pytest.mark.parametrize(
    ("header", "cells", "name"),
    [
        ("roepnaam;tussenvoegsel;achternaam", "Noor;van den;Berg", PupilName("Noor", "van den", "Berg")),
        ("roepnaam;achternaam", "Noor;van den Berg", PupilName("Noor", "van den", "Berg")),
        ("roepnaam;achternaam", "Noor;Berg, van den", PupilName("Noor", "van den", "Berg")),
        ("roepnaam;achternaam", "Noor;Van Dijk", PupilName("Noor", "", "Van Dijk")),
        ("roepnaam;achternaam", "Noor;Bakker, Smit", PupilName("Noor", "", "Bakker, Smit")),
        ("roepnaam;naam", "Noor;de Vries", PupilName("Noor", "de", "Vries")),
        ("roepnaam;naam", "Noor;Noor de Vries", PupilName("Noor", "de", "Vries")),
        ("naam", "Vries, Noor de", PupilName("Noor", "de", "Vries")),
        ("naam", "Noor de Vries", PupilName("Noor", "de", "Vries")),
        (
            "roepnaam;voornamen;voorletters;achternaam",
            ";Anna Maria;AM;Bakker",
            PupilName("Anna", "", "Bakker"),
        ),
        ("roepnaam;voornamen;voorletters;achternaam", ";;AM;Bakker", PupilName("AM", "", "Bakker")),
        ("roepnaam", "Wimpie", PupilName("Wimpie")),
    ],
)
def test_names_from_any_set_of_columns(header: str, cells: str, name: PupilName) -> None:
    assert roster(f"nr;{header}\n1;{cells}\n").rows[0].name == name


def test_a_row_carries_what_its_columns_say_and_the_file_says_which_fields_it_has() -> None:
    found = read_roster(
        table("nr;naam;geboortedatum;klas;uitschrijfdatum\n1;Noor Bakker;14-3-2018;1B;31-07-2026\n"),
        {
            "nr": "key",
            "naam": "name",
            "geboortedatum": "birth_date",
            "klas": "group",
            "uitschrijfdatum": "left_on",
        },
        RosterSchool("99ZZ"),
    )
    row = found.rows[0]
    assert (row.key, row.birth_date, row.group, row.left_on, row.line) == (
        "1", date(2018, 3, 14), "1B", date(2026, 7, 31), 2,
    )  # fmt: skip
    assert found.fields == {"name", "birth_date", "group", "left_on"}
    assert (found.school, found.kind, found.sha256) == (RosterSchool("99ZZ"), RosterKind.CSV, "ab")


def test_f40_faulty_rows_are_named_by_line_and_the_others_come_in() -> None:
    found = roster(
        "nr;naam;geboortedatum\n1;Noor Bakker;14-3-2018\n;Sam Smit;\n3;;\n"
        "4;Bo Hof;31-02-2018\n1;Li Wu;\n5;a;b;c\n"
    )
    assert [row.key for row in found.rows] == ["1"]
    assert found.errors == (
        RosterError(3, "missing-key", "key"),
        RosterError(4, "missing-name", "name", "3"),
        RosterError(5, "impossible-date", "birth_date", "4"),
        RosterError(6, "duplicate-key", "key", "1"),
        RosterError(7, "ragged", ""),
    )


def test_f30_formulas_and_phone_numbers_stay_what_they_are() -> None:
    found = roster('nr;naam\n="00012";"=HYPERLINK(""http://x"")"\n+31612345678;@x\n')
    assert [(row.key, row.name.display) for row in found.rows] == [
        ("00012", '=HYPERLINK("http://x")'),
        ("+31612345678", "@x"),
    ]


@pytest.mark.parametrize(
    "written",
    ["2018-03-04", "04-03-2018", "4-3-2018", "4/3/2018", "4.3.2018", "4-3-2018 00:00", "2018-03-04T00:00:00",
     "2018-03-04Z", "2018-03-04+01:00", "4 maart 2018", "4-mrt-2018", "04 mrt. 2018"],
)  # fmt: skip
def test_dates_as_they_are_written_here(written: str) -> None:
    assert read_date(written) == date(2018, 3, 4)


@pytest.mark.parametrize("written", ["", "onbekend", "Onbekend", "-", "?", "00-00-0000", "0000-00-00"])
def test_f35_an_unknown_birth_date_is_allowed(written: str) -> None:
    assert read_date(written) is None


@pytest.mark.parametrize(
    "written",
    ["30-02-2018", "2018-02-30", "3/14/2018", "14-03-18", "gisteren", "43173", "2018-W10-7", "4 mei", "1e9"],
)
def test_f35_an_impossible_date_is_refused(written: str) -> None:
    with pytest.raises(ValueError):
        read_date(written)


def test_f41_a_date_that_is_a_bare_number_in_a_workbook_counts_from_its_epoch() -> None:
    assert read_date("43163", date(1899, 12, 30)) == date(2018, 3, 4)
    assert read_date("41701", date(1904, 1, 1)) == date(2018, 3, 4)


@pytest.mark.parametrize(
    "text", ["=1+1", "+31612345678", "-", "@x", "\t=1", "\r=1", "\ufeff=1", "\x00=1", "＝1", "﹢1", "  =1"]
)
def test_f30_a_cell_that_looks_like_a_formula_is_written_as_text(text: str) -> None:
    assert safe_cell(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "Noor", "'t Hart", "06-12345678", "a=b", "’s-Gravenhage"])
def test_f30_other_cells_are_left_alone(text: str) -> None:
    assert safe_cell(text) == text


@given(st.text(alphabet="'=+ \tabc＝", max_size=8) | st.text())
def test_f30_what_we_write_reads_back_as_it_was(text: str) -> None:
    assert plain_cell(safe_cell(text)) == text
