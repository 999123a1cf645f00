"""The list of cases and the search, beside the same statements without us; and what encryption costs."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.dialects import sqlite

from jeugdhulp_desktop.domain.cases import CaseFilter, CaseStatus
from jeugdhulp_desktop.storage.case_queries import LINES, find_case_ids, load_case_lines
from jeugdhulp_desktop.storage.engine import Database
from jeugdhulp_desktop.storage.faults import driver
from jeugdhulp_desktop.storage.search import search_cases
from jeugdhulp_desktop.storage.tables.cases import CaseWorkerRow
from jeugdhulp_desktop.storage.tables.relations import PersonRow
from tests.benchmarks.filled_vault import export_plain, fill_vault
from tests.benchmarks.harness import Row

OPEN = CaseFilter(statuses=frozenset(status for status in CaseStatus if status.open))
TYPED = "vri zon"
PAGE = 100

IDS = (
    "SELECT id FROM cases WHERE status IN ('signaal', 'aanmelding', 'intake', 'actief') ORDER BY sort_key, id"
)
SEARCH = (
    "SELECT id FROM cases WHERE instr(search_key, ' vri') > 0 AND instr(search_key, ' zon') > 0"
    " ORDER BY sort_key, id LIMIT 200"
)
WORKERS = (
    select(CaseWorkerRow.case_id, PersonRow.name, PersonRow.worker_type)
    .join(PersonRow, PersonRow.id == CaseWorkerRow.person_id)
    .order_by(CaseWorkerRow.case_id, CaseWorkerRow.position)
)


class Bare:
    """The statements of one page as text, run on the driver: bare tuples, no SQLAlchemy, no dataclasses."""

    def __init__(self, raw: Any, ids: list[int]) -> None:
        self.raw, self.ids = raw, ids
        marks = ", ".join("?" * len(ids))
        self.lines = f"{_text(LINES)} WHERE cases.id IN ({marks})"
        head, order = _text(WORKERS).split(" ORDER BY ")
        self.workers = f"{head} WHERE case_workers.case_id IN ({marks}) ORDER BY {order}"

    def page(self) -> None:
        """One page of lines with its workers."""
        self.raw.execute(self.lines, self.ids).fetchall()
        self.raw.execute(self.workers, self.ids).fetchall()

    def ids_and_page(self) -> None:
        """All ids, and the first page."""
        self.raw.execute(IDS).fetchall()
        self.page()

    def search(self) -> None:
        """One keystroke."""
        self.raw.execute(SEARCH).fetchall()


def rows(folder: Path) -> Iterator[Row]:
    """Real size first, then what grows with the vault."""
    with ExitStack() as stack:
        open_vault = _opener(stack, folder)
        real, bare, plain = open_vault("real", 2_000, 300, 20_000)
        yield Row("page of 100 case lines", bare.page, lambda: page(real, bare.ids), limit=5)
        yield Row("search keystroke, two words", bare.search, lambda: search(real), limit=2)
        yield Row("encrypted against plain, page", plain.page, bare.page, limit=1.5, unit="µs")
        yield Row("encrypted against plain, search", plain.search, bare.search, limit=1.5, unit="µs")

        small, small_bare, _ = open_vault("1,000", 2_000, 1_000, 10_000)
        large, large_bare, large_plain = open_vault("100,000", 20_000, 100_000, 1_000_000)
        yield Row(
            "page of 100, at 100,000 cases against at 1,000",
            lambda: page(small, small_bare.ids),
            lambda: page(large, large_bare.ids),
            limit=1.3,
        )
        yield Row(
            "ids and first page at 100,000 cases",
            large_bare.ids_and_page,
            lambda: ids_and_page(large),
            limit=3,
        )
        yield Row("search keystroke at 100,000 cases", large_bare.search, lambda: search(large), limit=2)
        yield Row(
            "encrypted against plain, ids and page at 100,000",
            large_plain.ids_and_page,
            large_bare.ids_and_page,
            limit=1.5,
        )
        yield Row(
            "encrypted against plain, search at 100,000", large_plain.search, large_bare.search, limit=1.5
        )


def page(database: Database, ids: list[int]) -> None:
    """What a list paints: one read transaction, a hundred lines."""
    with database.read() as connection:
        load_case_lines(connection, ids)


def ids_and_page(database: Database) -> None:
    """What opening the list does."""
    with database.read() as connection:
        ids = find_case_ids(connection, OPEN)
        load_case_lines(connection, ids[:PAGE])


def search(database: Database) -> None:
    """What one keystroke does, up to the ids."""
    with database.read() as connection:
        search_cases(connection, TYPED)


def _opener(stack: ExitStack, folder: Path) -> Callable[[str, int, int, int], tuple[Database, Bare, Bare]]:
    def open_vault(name: str, pupils: int, cases: int, contacts: int) -> tuple[Database, Bare, Bare]:
        path = folder / name
        path.mkdir()
        database = fill_vault(path / "vault.db", pupils=pupils, cases=cases, contacts=contacts)
        stack.callback(database.close)
        export_plain(database, path / "plain.db")
        plain = stack.enter_context(closing(driver().connect(path / "plain.db", isolation_level=None)))
        plain.execute("PRAGMA cache_size = -65536")
        raw = stack.enter_context(database.maintenance())
        with database.read() as connection:
            ids = find_case_ids(connection, OPEN)[:PAGE]
        return database, Bare(raw, ids), Bare(plain, ids)

    return open_vault


def _text(query: Select[Any]) -> str:
    return str(query.compile(dialect=sqlite.dialect())).replace("\n", "")
