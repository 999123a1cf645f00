"""A real encrypted database for a test: migrated once a run, copied for each test.

Take the fixtures into a ``conftest.py`` or a test module by importing them::

    from tests.databases import database, vault_template  # noqa: F401
"""

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from jeugdhulp_desktop.domain.cases import CaseDraft
from jeugdhulp_desktop.domain.pupils import PupilDraft, PupilName
from jeugdhulp_desktop.domain.relations import PersonDraft, WorkerType
from jeugdhulp_desktop.domain.schools import SchoolDraft
from jeugdhulp_desktop.storage.audit import Action
from jeugdhulp_desktop.storage.case_queries import store_case
from jeugdhulp_desktop.storage.engine import Database, open_database
from jeugdhulp_desktop.storage.migrate import create_vault_database
from jeugdhulp_desktop.storage.pupil_queries import store_pupil
from jeugdhulp_desktop.storage.relation_queries import store_person
from jeugdhulp_desktop.storage.school_queries import store_school

KEY = bytes(range(32))
VAULT_ID = bytes(range(100, 116))
TODAY = date(2026, 9, 15)
NOW = datetime(2026, 9, 15, 14, 10, 3, tzinfo=UTC)
WHO = "Ilse Vermeer"


def make_template(folder: Path) -> Path:
    """A closed database with all tables and no records."""
    path = folder / "vault.db"
    create_vault_database(path, KEY, VAULT_ID, who=WHO, clock=lambda: NOW).close()
    return path


def open_copy(
    template: Path, folder: Path, *, clock: Callable[[], datetime] = lambda: NOW, remote: bool = False
) -> Database:
    """A copy of the template in ``folder``, open; the caller closes it."""
    path = folder / "vault.db"
    shutil.copyfile(template, path)
    return open_database(path, KEY, VAULT_ID, who=WHO, clock=clock, remote=remote)


@pytest.fixture(scope="session")
def vault_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database every other one is a copy of."""
    return make_template(tmp_path_factory.mktemp("template"))


@pytest.fixture
def database(vault_template: Path, tmp_path: Path) -> Iterator[Database]:
    """An open, empty vault of this test alone."""
    opened = open_copy(vault_template, tmp_path)
    yield opened
    opened.close()


def add_school(database: Database, name: str = "De Wissel", **values: object) -> int:
    """A school, and its id."""
    with database.write(Action.SAVE_SCHOOL, "school") as connection:
        return store_school(connection, SchoolDraft(name=name, **values))  # type: ignore[arg-type]


def add_pupil(database: Database, school_id: int, name: PupilName, **values: object) -> int:
    """A pupil, and the id."""
    with database.write(Action.SAVE_PUPIL, "pupil") as connection:
        return store_pupil(connection, PupilDraft(school_id, name, **values))  # type: ignore[arg-type]


def add_person(database: Database, name: str, worker_type: WorkerType | None = None, **values: object) -> int:
    """A professional, and the id."""
    with database.write(Action.SAVE_PERSON, "person") as connection:
        draft = PersonDraft(name=name, worker_type=worker_type, **values)  # type: ignore[arg-type]
        return store_person(connection, draft)


def add_case(database: Database, school_id: int, pupil_id: int | None = None, **values: object) -> int:
    """A case of 2026, and its id."""
    with database.write(Action.SAVE_CASE, "case") as connection:
        draft = CaseDraft(school_id=school_id, pupil_id=pupil_id, **values)  # type: ignore[arg-type]
        return store_case(connection, draft, year=TODAY.year)
