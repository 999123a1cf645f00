"""Tables of pupils, CSV or XLSX, read as far as that goes without knowing which column is what."""

from jeugdhulp_desktop.domain.rosters import RosterKind
from jeugdhulp_desktop.exchange.columns import TableFile, TableRow
from jeugdhulp_desktop.exchange.csv_in import read_csv
from jeugdhulp_desktop.exchange.files import ImportFile
from jeugdhulp_desktop.exchange.workbooks import read_workbook

__all__ = ["TableFile", "TableRow", "read_table"]


def read_table(file: ImportFile, sheet: str = "") -> TableFile:
    """The table in a CSV or XLSX file; of a workbook the named sheet or the first visible one with rows.

    Raises UnreadableImport with code no-rows, too-many-rows, encoding, bsn-column (``detail`` is the header),
    damaged-workbook, dtd or no-sheet.
    """
    return read_workbook(file, sheet) if file.kind is RosterKind.XLSX else read_csv(file)
