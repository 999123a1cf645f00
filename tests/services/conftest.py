"""Services run on a real encrypted vault: made once a run with a cheap key, copied for each test.

``session`` is a vault with one school and nothing else, ``demo`` the practice vault; both stand on TODAY.
"""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from jeugdhulp_desktop.compose import make_demo, make_vault, open_session
from jeugdhulp_desktop.domain.schools import SchoolDraft, SchoolType
from jeugdhulp_desktop.security.kdf import TESTING
from jeugdhulp_desktop.security.keys import VaultKeys
from jeugdhulp_desktop.services.clock import Clock
from jeugdhulp_desktop.services.session import Session

NOW = datetime(2026, 9, 15, 8, 42, tzinfo=UTC)
TODAY = date(2026, 9, 15)
PASSPHRASE = "drie blauwe fietsen in de regen"
SCHOOL = SchoolDraft(
    "VSO De Proef", SchoolType.VSO, "99ZZ", swv="SWV Proef", municipality="Veenrand", is_mine=True
)


@dataclass(frozen=True)
class Template:
    """A closed vault to copy."""

    folder: Path
    keys: VaultKeys


@pytest.fixture(scope="session")
def empty_template(tmp_path_factory: pytest.TempPathFactory) -> Template:
    """A vault with one school."""
    folder = tmp_path_factory.mktemp("empty") / "kluis"
    session, _code = make_vault(
        folder, name="Proefkluis", passphrase=PASSPHRASE, school=SCHOOL, user_name="Ilse Vermeer",
        user_role="zorgcoördinator", cost=TESTING, clock=lambda: NOW,
    )  # fmt: skip
    session.close()
    return Template(folder, session.keys)


@pytest.fixture(scope="session")
def demo_template(tmp_path_factory: pytest.TempPathFactory) -> Template:
    """The practice vault."""
    folder = tmp_path_factory.mktemp("demo") / "kluis"
    session = make_demo(folder, cost=TESTING, clock=lambda: NOW)
    session.close()
    # The second opening notes which program drew its papers; a copy has that behind it.
    open_session(folder, session.keys, report_folder=folder.parent / "rapporten", clock=lambda: NOW).close()
    return Template(folder, session.keys)


Opened = Callable[..., Session]


@pytest.fixture
def open_copy(tmp_path: Path) -> Iterator[Opened]:
    """Opens a copy of a template, by default on TODAY; closes what was opened."""
    with ExitStack() as stack:

        def open_it(template: Template, *, clock: Clock = lambda: NOW) -> Session:
            folder = tmp_path / "kluis"
            shutil.copytree(template.folder, folder)
            session = open_session(folder, template.keys, report_folder=tmp_path / "rapporten", clock=clock)
            stack.callback(session.close)
            return session

        yield open_it


@pytest.fixture
def session(open_copy: Opened, empty_template: Template) -> Session:
    """An open vault with one school."""
    return open_copy(empty_template)


@pytest.fixture
def demo(open_copy: Opened, demo_template: Template) -> Session:
    """The open practice vault."""
    return open_copy(demo_template)
