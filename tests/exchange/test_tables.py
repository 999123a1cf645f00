"""Tables of any make come in whole, row by row refused where they must, and never with a citizen number."""

import io
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from jeugdhulp_desktop.domain.errors import UnreadableImport
from jeugdhulp_desktop.domain.rosters import RosterError, RosterKind
from jeugdhulp_desktop.exchange.files import ImportFile, open_import, recognise
from jeugdhulp_desktop.exchange.tables import TableFile, read_table

FILES = Path(__file__).parent / "files"
HALF_PAST_EIGHT = datetime(2018, 3, 14, 8, 30)  # noqa: DTZ001 - a workbook knows no time zones
LINES = [
    ["Leerlingnummer", "Roepnaam", "Achternaam", "Groep"],
    ["1001", "Zoë", "de Vries", "4B"],
    ["1002", "Daniël", "Öztürk", "8"],
]


def table(data: bytes | str, sheet: str = "") -> TableFile:
    data = data.encode() if isinstance(data, str) else data
    return read_table(ImportFile(recognise(data), data, ""), sheet)


def refusal(data: bytes | str, sheet: str = "") -> UnreadableImport:
    with pytest.raises(UnreadableImport) as caught:
        table(data, sheet)
    return caught.value


def cells(found: TableFile) -> list[list[str]]:
    return [list(found.header), *(list(row.cells) for row in found.rows)]


def saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def workbook(*rows: list[object]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)  # type: ignore[union-attr]
    return saved(book)


# --- CSV -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["semicolon-cp1252.csv", "comma-utf8.csv", "tab-utf16.csv", "cr-cp850.csv"])
def test_f40_files_as_administrations_write_them(name: str) -> None:
    assert cells(table((FILES / name).read_bytes())) == LINES


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
def test_f40_every_separator_line_end_and_encoding(separator: str, end: str, encoding: str) -> None:
    text = end.join(separator.join(line) for line in LINES)
    assert cells(table(text.encode(encoding))) == LINES
    assert table(text.encode(encoding)).separator == separator


def test_f40_a_separator_inside_quotes_parts_nothing_and_excels_own_line_is_heeded() -> None:
    assert cells(table('sep=,\nnr,naam\n1,"Vries, Noor de"\n')) == [["nr", "naam"], ["1", "Vries, Noor de"]]
    assert cells(table('nr;naam\n1;"Vries ""Noor""\nde"\n2;x\n'))[1:] == [
        ["1", 'Vries "Noor" de'],
        ["2", "x"],
    ]


def test_f40_a_missing_quote_spoils_its_own_line_only() -> None:
    found = table('nr;naam\n1;"Noor\n2;Daan\n3;"Sam\n4;Bo\n5;Li "de snelle" Wu\n6;"Kim" Bos\n')
    assert cells(found)[1:] == [["2", "Daan"], ["4", "Bo"], ["5", 'Li "de snelle" Wu'], ["6", "Kim Bos"]]
    assert found.errors == (RosterError(2, "missing-quote", ""), RosterError(4, "missing-quote", ""))


def test_f40_a_short_row_is_filled_up_and_a_shifted_row_is_an_error_at_its_line() -> None:
    found = table("nr,naam,groep\n1,Noor\n2,Vries, de,4\n3,Sam,5,,\n\n,,\n4,Bo,6\n")
    assert cells(found)[1:] == [["1", "Noor", ""], ["3", "Sam", "5"], ["4", "Bo", "6"]]
    assert found.errors == (RosterError(3, "ragged", ""),)
    assert [row.line for row in found.rows] == [2, 4, 7]


def test_f40_headers_that_come_twice_or_not_at_all_are_told_apart() -> None:
    assert table("naam;Naam;;naam (2);\n1;2;3;4;\n").header == ("naam", "Naam (2)", "Kolom 3", "naam (2) (2)")


def test_a_title_above_the_header_is_passed_over() -> None:
    assert cells(table("Leerlingenlijst De Esdoorn\n\nnr;naam\n1;Noor\n")) == [["nr", "naam"], ["1", "Noor"]]


@pytest.mark.parametrize("data", ["nr;naam\n", "nr;naam", ";;\n;;\n"])
def test_f40_no_rows_is_said_so(data: str) -> None:
    assert refusal(data).code == "no-rows"


def test_f40_too_many_rows_and_broken_utf16_are_refused() -> None:
    assert refusal("nr;naam\n" + "1;x\n" * 50_001).code == "too-many-rows"
    assert refusal(b"\xff\xfen\0;\0\x00\xd8;\0").code == "encoding"


def test_f32_a_cell_of_a_hundred_thousand_letters_comes_in_and_a_larger_one_in_quotes_is_an_error() -> None:
    assert cells(table(f"nr;naam\n1;{'x' * 100_000}\n"))[1][1] == "x" * 100_000
    assert table(f'nr;naam\n1;"{"x" * 140_000}"\n2;y\n').errors == (RosterError(2, "missing-quote", ""),)


def test_f30_cells_are_taken_over_as_they_are_written() -> None:
    hostile = ['=HYPERLINK("http://x")', "+31612345678", "-", "@x", "＝1", "Robert'); DROP TABLE"]
    found = table("nr\tnaam\n" + "".join(f"{n}\t{text}\n" for n, text in enumerate(hostile)))
    assert [row.cells[1] for row in found.rows] == hostile


@pytest.mark.parametrize(
    "header",
    ["BSN", "Burgerservicenummer", "BSN-nr.", "Sofinummer", "PGN", "Onderwijsnummer", "Leerling BSN"],
)
def test_v18_a_column_called_after_the_number_has_the_file_refused(header: str) -> None:
    error = refusal(f"nr;{header};naam\n1;;Noor\n")
    assert (error.code, error.detail) == ("bsn-column", header)


@pytest.mark.parametrize(
    "numbers",
    [("123456782", "111222333"), ("123.456.782", "111.222.333"), ("10464554", "onbekend", "111222333")],
)
def test_v18_a_column_with_the_numbers_is_refused_whatever_it_is_called(numbers: tuple[str, ...]) -> None:
    error = refusal("nr;code\n" + "".join(f"{n};{number}\n" for n, number in enumerate(numbers)))
    assert (error.code, error.detail) == ("bsn-column", "code")
    assert not any(number in str(error) for number in numbers)


def test_v18_the_refusal_holds_in_a_workbook_where_the_numbers_are_numbers() -> None:
    assert refusal(workbook(["nr", "code"], [1, 123456782], [2, 10464554])).detail == "code"


def test_columns_that_are_nobodys_business_are_not_read() -> None:
    found = table(
        "nr;naam;E-mail;Adres;Nationaliteit;Telefoon moeder;Foto\n1;Noor;GEHEIM;GEHEIM;GEHEIM;GEHEIM;GEHEIM\n"
    )
    assert cells(found) == [["nr", "naam"], ["1", "Noor"]]
    assert found.skipped == ("E-mail", "Adres", "Nationaliteit", "Telefoon moeder", "Foto")
    assert found.sample == (("1", "Noor"),)
    assert "Noor" not in repr(found)


# --- XLSX ------------------------------------------------------------------------------------------------


def test_f41_values_come_in_as_they_are_seen() -> None:
    found = table(workbook(
        ["nr", "naam", "datum", "tijd", "getal", "ja"],
        [1001.0, "Zoë", date(2018, 3, 14), HALF_PAST_EIGHT, 1.5, True],
        ["0012", "+31612345678", HALF_PAST_EIGHT.replace(hour=0, minute=0), None, 31612345678, False],
    ))  # fmt: skip
    assert cells(found)[1:] == [
        ["1001", "Zoë", "2018-03-14", "2018-03-14 08:30", "1.5", "ja"],
        ["0012", "+31612345678", "2018-03-14", "", "31612345678", "nee"],
    ]
    assert (found.sheet, found.sheets) == ("Sheet", ("Sheet",))


def test_f41_a_formula_is_never_taken_for_a_text() -> None:
    found = table(workbook(["nr", "naam"], [1, '=A2&"x"'], [2, "Noor"]))
    assert cells(found)[1:] == [["1", ""], ["2", "Noor"]]


def test_f41_dates_from_a_1904_workbook_are_right() -> None:
    book = Workbook()
    book.epoch = CALENDAR_MAC_1904
    book.active.append(["nr", "datum"])  # type: ignore[union-attr]
    book.active.append([1, date(2018, 3, 14)])  # type: ignore[union-attr]
    found = table(saved(book))
    assert cells(found)[1] == ["1", "2018-03-14"]
    assert found.epoch == date(1904, 1, 1)


def test_f41_hidden_sheets_are_ignored_and_a_sheet_can_be_chosen() -> None:
    book = Workbook()
    hidden = book.active
    hidden.title, hidden.sheet_state = "Oud", "hidden"  # type: ignore[union-attr]
    hidden.append(["nr", "naam"])  # type: ignore[union-attr]
    book.create_sheet("Leeg")
    for title in ("Groep 4", "Groep 5"):
        sheet = book.create_sheet(title)
        sheet.append(["nr", "naam"])
        sheet.append([1, title])
    data = saved(book)
    assert table(data).sheets == ("Leeg", "Groep 4", "Groep 5")
    assert table(data).sheet == "Groep 4"
    assert cells(table(data, "Groep 5"))[1] == ["1", "Groep 5"]
    assert refusal(data, "Oud").code == "no-sheet"


def test_f41_merged_title_cells_stand_above_the_header() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet
    sheet.append(["Leerlingenlijst"])
    sheet.merge_cells("A1:B1")
    sheet.append(["nr", "naam"])
    sheet.append([1, "Noor"])
    assert cells(table(saved(book))) == [["nr", "naam"], ["1", "Noor"]]


def rewritten(data: bytes, part: str, old: str, new: str) -> bytes:
    """The package with a text in one part replaced, as no library would write it."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for each in source.infolist():
            text = source.read(each)
            if each.filename == part:
                assert old.encode() in text
                text = text.replace(old.encode(), new.encode(), 1)
            target.writestr(each.filename, text)
    return out.getvalue()


def test_f41_a_million_empty_rows_and_a_false_size_end_early() -> None:
    data = workbook(["nr", "naam"], [1, "Noor"])
    empty = "".join(f'<row r="{n}"/>' for n in range(3, 200_000)) + '<row r="1048576"/>'
    data = rewritten(data, "xl/worksheets/sheet1.xml", "</sheetData>", f"{empty}</sheetData>")
    data = rewritten(data, "xl/worksheets/sheet1.xml", 'ref="A1:B2"', 'ref="A1:XFD1048576"')
    assert cells(table(data)) == [["nr", "naam"], ["1", "Noor"]]


def test_f41_a_dtd_or_damage_in_a_workbook_is_refused() -> None:
    data = workbook(["nr", "naam"], [1, "Noor"])
    laughs = '<!DOCTYPE x [<!ENTITY a "ha">]><worksheet '
    assert refusal(rewritten(data, "xl/worksheets/sheet1.xml", "<worksheet ", laughs)).code == "dtd"
    assert refusal(rewritten(data, "xl/worksheets/sheet1.xml", "</sheetData>", "")).code == "damaged-workbook"
    assert refusal(rewritten(data, "xl/workbook.xml", "<workbook", "<werkboek")).code == "damaged-workbook"


def test_f41_a_part_that_does_not_unpack_is_damage() -> None:
    data = bytearray(workbook(["nr", "naam"], [1, "Noor"]))
    start = data.index(b"xl/worksheets/sheet1.xml") + 40
    data[start : start + 20] = bytes(20)
    assert refusal(bytes(data)).code == "damaged-workbook"


def test_f41_a_sheet_with_more_rows_than_any_school_has_is_refused_early() -> None:
    many = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(3, 51_000))
    data = workbook(["nr", "naam"], [1, "Noor"])
    data = rewritten(data, "xl/worksheets/sheet1.xml", "</sheetData>", f"{many}</sheetData>")
    assert refusal(data).code == "too-many-rows"


def test_f41_a_workbook_without_rows_or_sheets_is_refused() -> None:
    assert refusal(workbook()).code == "no-rows"
    assert refusal(workbook(["nr", "naam"])).code == "no-rows"


# --- anything --------------------------------------------------------------------------------------------

GOOD_CSV = (FILES / "semicolon-cp1252.csv").read_bytes()
GOOD_XLSX = workbook(["nr", "naam"], [1, "Noor"], [2, "Daan"])


@given(
    st.integers(0, 10_000), st.binary(max_size=8), st.integers(0, 40), st.sampled_from([GOOD_CSV, GOOD_XLSX])
)
def test_damage_anywhere_raises_nothing_but_a_refusal(place: int, put: bytes, cut: int, good: bytes) -> None:
    place %= len(good)
    try:
        found = table(good[:place] + put + good[place + cut :])
    except UnreadableImport:
        return
    assert all(len(row.cells) == len(found.header) for row in found.rows)


@given(
    st.lists(
        st.lists(
            st.text(st.characters(blacklist_categories=["Cs", "Cc"]), max_size=12), min_size=2, max_size=5
        ),
        min_size=2,
    )
)
def test_any_text_in_cells_raises_nothing_but_a_refusal(lines: list[list[str]]) -> None:
    try:
        found = read_table(
            ImportFile(RosterKind.CSV, "\n".join(";".join(line) for line in lines).encode(), "")
        )
    except UnreadableImport:
        return
    assert len(set(found.header)) == len(found.header)


def test_the_files_of_this_folder_are_recognised(tmp_path: Path) -> None:
    path = tmp_path / "lijst.txt"
    path.write_bytes(GOOD_XLSX)
    assert open_import(path).kind is RosterKind.XLSX
