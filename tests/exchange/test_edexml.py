"""Every version of EDEXML comes in alike, nothing outside the list is read, and hostile files are refused."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jeugdhulp_desktop.domain.errors import UnreadableImport
from jeugdhulp_desktop.domain.pupils import PupilName
from jeugdhulp_desktop.domain.rosters import RosterError, RosterFile, RosterKind, RosterRow, RosterSchool
from jeugdhulp_desktop.exchange.edexml import read_edexml
from jeugdhulp_desktop.exchange.files import ImportFile, open_import

FILES = Path(__file__).parent / "files"
VERSIONS = ["edexml-1.0.3.xml", "edexml-2.0.xml", "edexml-2.1.xml", "uwlr.xml"]


def read(data: bytes) -> RosterFile:
    return read_edexml(ImportFile(RosterKind.EDEXML, data, ""))


def pupils(*elements: str) -> bytes:
    return f"<EDEX><leerlingen>{''.join(elements)}</leerlingen></EDEX>".encode()


def refusal(data: bytes) -> UnreadableImport:
    with pytest.raises(UnreadableImport) as caught:
        read(data)
    return caught.value


@pytest.mark.parametrize("name", VERSIONS)
def test_f42_each_version_and_a_uwlr_answer_give_the_same_roster(name: str) -> None:
    roster = read_edexml(open_import(FILES / name))
    assert roster.school == RosterSchool("99ZZ", "01", "2026-2027", date(2026, 9, 1))
    rows = [
        (row.key, row.name, row.birth_date, row.group, row.year_group, row.left_on) for row in roster.rows
    ]
    assert rows == [
        ("1001", PupilName("Noor", "van den", "Berg"), date(2018, 3, 14), "4B", "4", None),
        ("1002", PupilName("Ismaël", "", "Öztürk"), date(2020, 2, 29), "Kikkers, Plusklas", "", None),
        ("1003", PupilName("G", "van 't", "Hof"), None, "8", "8", date(2026, 7, 31)),
        ("1004", PupilName("Wimpie"), None, "", "", None),
    ]
    assert roster.rows[0].location == "De Esdoorn"
    assert (roster.errors, roster.remarks) == ((), ())


@pytest.mark.parametrize("name", VERSIONS)
def test_what_is_on_no_list_is_kept_nowhere(name: str) -> None:
    roster = read_edexml(open_import(FILES / name))
    shown = repr(roster)
    assert "GEHEIM" not in shown
    assert "123456782" not in shown


def test_f42_rows_that_cannot_come_in_are_named_by_line_and_the_others_come_in() -> None:
    roster = read_edexml(open_import(FILES / "faulty.xml"))
    assert [row.key for row in roster.rows] == ["1"]
    assert roster.errors == (
        RosterError(5, "missing-key", "key"),
        RosterError(6, "missing-key", "key"),
        RosterError(7, "missing-name", "name", "2"),
        RosterError(8, "impossible-date", "birth_date", "3"),
        RosterError(9, "impossible-date", "birth_date", "4"),
        RosterError(10, "impossible-date", "left_on", "5"),
        RosterError(11, "duplicate-key", "key", "1"),
        RosterError(12, "bsn", "name", "6"),
    )


def test_f42_a_school_year_the_schema_never_heard_of_and_a_date_of_nonsense_stop_nothing() -> None:
    school = read_edexml(open_import(FILES / "faulty.xml")).school
    assert school == RosterSchool("99ZZ", "00", "2031-2032", None)


def test_a_group_the_file_does_not_describe_keeps_its_key_and_is_remarked_on() -> None:
    roster = read_edexml(open_import(FILES / "faulty.xml"))
    assert roster.rows[0].group == "onbekend"
    assert [remark.code for remark in roster.remarks] == ["unknown-groups"]


def test_pupils_of_several_locations_are_remarked_on() -> None:
    one = '<leerling key="1"><roepnaam>A</roepnaam><vestiging key="x"/></leerling>'
    roster = read(pupils(one, one.replace('"1"', '"2"').replace('"x"', '"y"')))
    assert [remark.code for remark in roster.remarks] == ["several-locations"]


def test_f30_names_are_taken_over_as_they_are_written() -> None:
    hostile = [
        "=HYPERLINK(&quot;http://x&quot;)",
        "+31612345678",
        "-",
        "@x",
        "＝1",
        "Robert&apos;); DROP TABLE",
        "<![CDATA[<b>]]>",
    ]
    rows = read(
        pupils(
            *(
                f'<leerling key="{n}"><achternaam>{text}</achternaam></leerling>'
                for n, text in enumerate(hostile)
            )
        )
    ).rows
    assert [row.name.last for row in rows] == [
        '=HYPERLINK("http://x")', "+31612345678", "-", "@x", "＝1", "Robert'); DROP TABLE", "<b>",
    ]  # fmt: skip


def test_f33_names_are_composed_and_white_space_is_single() -> None:
    rows = read(pupils('<leerling key="1"><achternaam>\n  Zoe\u0308   Bakker\t</achternaam></leerling>')).rows
    assert rows[0].name.last == "Zoë Bakker"


@pytest.mark.parametrize("name", ["laughs.xml", "xxe.xml", "outside-dtd.xml"])
def test_f42_a_file_with_a_dtd_is_refused_before_any_entity_is_followed(name: str) -> None:
    assert refusal((FILES / name).read_bytes()).code == "dtd"


def test_f42_a_dtd_in_utf16_or_behind_a_long_comment_is_found_too() -> None:
    text = (FILES / "xxe.xml").read_text()
    assert refusal(text.replace('"1.0"', '"1.0" encoding="UTF-16"', 1).encode("utf-16")).code == "dtd"
    far = text.replace("?>", f"?><!--{'x' * 150_000}-->", 1)
    assert refusal(far.encode()).code == "dtd"


def test_f42_a_wrong_root_is_an_error_that_names_its_line() -> None:
    error = refusal((FILES / "wrong-root.xml").read_bytes())
    assert (error.code, error.line) == ("wrong-root", 3)
    assert refusal(b"<html><body>Inloggen</body></html>").code == "wrong-root"


def test_broken_xml_names_the_line_and_never_quotes_the_file() -> None:
    error = refusal(b"<EDEX>\n<leerlingen>\n<leerling key='1'><achternaam>Geheim</leerling>")
    assert (error.code, error.line) == ("damaged-xml", 3)
    assert "Geheim" not in str(error)
    assert error.__cause__ is None


def test_a_file_without_pupils_is_refused_so_that_nobody_seems_gone() -> None:
    assert refusal(pupils()).code == "no-rows"
    assert refusal(b"<Envelope><Body><Fault/></Body></Envelope>").code == "no-rows"


def test_v18_keys_that_are_citizen_service_numbers_are_refused() -> None:
    error = refusal(pupils('<leerling key="123456782"><roepnaam>A</roepnaam></leerling>'))
    assert (error.code, error.detail) == ("bsn-column", "key")
    rows = read(
        pupils(
            *(
                f'<leerling key="{n}"><roepnaam>A</roepnaam></leerling>'
                for n in (123456782, 123456783, 123456784)
            )
        )
    ).rows
    assert len(rows) == 3  # one in nine-digit keys passes by chance


def test_an_absurdly_long_name_is_refused_by_row() -> None:
    rows = read(pupils(f'<leerling key="1"><achternaam>{"x" * 5_000}</achternaam></leerling>'))
    assert rows.errors == (RosterError(1, "too-long", "name", "1"),)


def test_a_large_file_is_read_alike_and_lines_beyond_65535_are_still_named() -> None:
    many = "\n".join(f'<leerling key="{n}"><roepnaam>A</roepnaam></leerling>' for n in range(70_000))
    large = read(pupils(many, " " * 5_000_000))
    assert large.rows[-1].line == 70_000
    assert large.rows[-1].name == PupilName("A")


GOOD = (FILES / "edexml-2.1.xml").read_bytes()


@given(st.integers(0, len(GOOD)), st.binary(max_size=8), st.integers(0, 40))
def test_damage_anywhere_raises_nothing_but_a_refusal(place: int, put: bytes, cut: int) -> None:
    try:
        roster = read(GOOD[:place] + put + GOOD[place + cut :])
    except UnreadableImport:
        return
    assert all(isinstance(row, RosterRow) and row.key and row.name.display for row in roster.rows)
