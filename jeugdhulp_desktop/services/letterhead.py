"""Who issues the papers: name, address and logo, set once and used on every paper that is not frozen yet."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from sqlalchemy import Connection

from jeugdhulp_desktop.domain.documents import Letterhead
from jeugdhulp_desktop.domain.errors import NotValid
from jeugdhulp_desktop.domain.letterheads import check_letterhead
from jeugdhulp_desktop.domain.problems import Problem, blocking
from jeugdhulp_desktop.services.agreements.papers import refresh_open_controls
from jeugdhulp_desktop.services.changes import Change, Changes
from jeugdhulp_desktop.services.cleaning import cleaned
from jeugdhulp_desktop.storage.audit import Action
from jeugdhulp_desktop.storage.engine import Database
from jeugdhulp_desktop.storage.letterhead_queries import (
    LETTERHEAD,
    load_letterhead_version,
    load_logo,
    store_letterhead,
    store_logo,
)

Paint = Callable[[bytes], bytes]  # an SVG in, a PNG out; the window has the painter


@dataclass(frozen=True)
class LetterheadDraft:
    """The letterhead as it is edited. ``version`` guards against a stale window, ``logo`` is its PNG."""

    letterhead: Letterhead = field(default_factory=Letterhead)
    version: int = 0
    logo: bytes = b""


class LetterheadService:
    """The letterhead of one vault."""

    def __init__(self, database: Database, changes: Changes) -> None:
        self._database = database
        self._changes = changes

    def load(self) -> LetterheadDraft:
        """What is kept; empty in a new vault. DamagedDatabase when the logo is gone."""
        with self._database.read() as connection:
            letterhead, version = load_letterhead_version(connection)
            return LetterheadDraft(letterhead, version, load_logo(connection, letterhead.logo))

    def check(self, letterhead: Letterhead) -> list[Problem]:
        """What is wrong with it."""
        return check_letterhead(cleaned(letterhead))

    def save(self, draft: LetterheadDraft) -> LetterheadDraft:
        """Keep name and address; the logo stays as it is kept. NotValid, ChangedElsewhere."""
        letterhead = cleaned(draft.letterhead)
        if problems := blocking(check_letterhead(letterhead)):
            raise NotValid(problems)
        with self._database.write(Action.SAVE_LETTERHEAD, LETTERHEAD) as connection:
            kept, _version = load_letterhead_version(connection)
            _store(connection, replace(letterhead, logo=kept.logo), draft.version)
        return self._told()

    def set_logo(self, path: Path, paint: Paint) -> LetterheadDraft:
        """Another logo from a file: PNG, JPEG, or an SVG that ``paint`` turns into points.

        UnreadableLogo with the code of why not, DiskProblem. Of the file only its points are kept (F44).
        """
        from jeugdhulp_desktop.exchange.logos import LogoKind, encode_logo, open_logo

        chosen = open_logo(path)
        logo = encode_logo(paint(chosen.data) if chosen.kind is LogoKind.LINES else chosen.data)
        with self._database.write(Action.SAVE_LETTERHEAD, LETTERHEAD) as connection:
            kept, version = load_letterhead_version(connection)
            sha256 = store_logo(connection, logo.png, logo.width, logo.height)
            _store(connection, replace(kept, logo=sha256), version)
        return self._told()

    def remove_logo(self) -> LetterheadDraft:
        """No logo from now on; papers that are frozen keep theirs."""
        with self._database.write(Action.SAVE_LETTERHEAD, LETTERHEAD) as connection:
            kept, version = load_letterhead_version(connection)
            _store(connection, replace(kept, logo=""), version)
        return self._told()

    def sample(self, draft: LetterheadDraft) -> bytes:
        """A page with this letterhead on top, as a PDF: what it will look like."""
        from jeugdhulp_desktop.reports.letterhead_sample import render

        return render(cleaned(draft.letterhead), draft.logo)

    def _told(self) -> LetterheadDraft:
        self._changes.announce(Change.SETTINGS, Change.DOCUMENTS)
        return self.load()


def _store(connection: Connection, letterhead: Letterhead, version: int) -> None:
    """Keep it; what is not frozen yet bears it from now on. ChangedElsewhere."""
    store_letterhead(connection, letterhead, version)
    refresh_open_controls(connection)
