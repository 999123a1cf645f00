"""What a user has the program do to a vault, as acts that are acknowledged one by one.

An act is acknowledged (``tell``) when the service has returned: from there on the user believes it. A phase
is played to its end once, unharmed, to learn what the vault says after each act (``rehearse``); after that it
is played again and again and struck somewhere. What is found then must be, row for row, what the vault said
after the last acknowledged act, or after the one under way; nothing else. An act of two transactions (a
backup is made and noted before an import) also names what may be found between them.
"""

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from jeugdhulp_desktop.compose import open_session
from jeugdhulp_desktop.security.files import VaultFiles
from jeugdhulp_desktop.security.kdf import TESTING, KdfCost
from jeugdhulp_desktop.security.vault import unlock_with_passphrase
from jeugdhulp_desktop.services.keys import KeyService
from jeugdhulp_desktop.services.session import Session
from jeugdhulp_desktop.storage.backup import SUFFIX
from tests.faults.truth import Lost, Rows, check_nothing_half, check_whole, differing, opened_again, rows_of

NOW = datetime(2026, 9, 15, 8, 42, tzinfo=UTC)
OLD = "drie blauwe fietsen in de regen"


@dataclass(frozen=True)
class Place:
    """Everything that one run touches stands below ``root``."""

    root: Path

    @property
    def vault(self) -> Path:
        """The folder of the vault."""
        return self.root / "kluis"

    @property
    def stick(self) -> Path:
        """A folder elsewhere, with a backup when the phase needs one."""
        return self.root / "stick"

    @property
    def reports(self) -> Path:
        """Where PDFs go."""
        return self.root / "rapporten"

    @property
    def settings(self) -> Path:
        """What this laptop remembers, outside the vault."""
        return self.root / "settings.json"

    @property
    def roster(self) -> Path:
        """A pupil list."""
        return self.root / "lijst.csv"


@dataclass
class Work:
    """A phase under way. The vault is opened at the first act that needs it."""

    place: Place
    passphrase: str
    _session: Session | None = field(default=None, repr=False)

    @property
    def session(self) -> Session:
        """The open vault."""
        if self._session is None:
            keys = unlock_with_passphrase(self.place.vault, self.passphrase)
            self._session = open_session(
                self.place.vault, keys, report_folder=self.place.reports, clock=lambda: NOW
            )
        return self._session

    @property
    def is_open(self) -> bool:
        """Whether the vault is open now."""
        return self._session is not None

    def key_service(self, cost: KdfCost = TESTING) -> KeyService:
        """As the session's own, with a passphrase that costs little."""
        session = self.session
        return KeyService(session.folder, session.keys, session.database, session.changes, cost=cost)

    def close(self) -> None:
        """Leave the vault in order."""
        if self._session is not None:
            session, self._session = self._session, None
            session.close()


Act = Callable[[Work], object]
Tell = Callable[[int], None]


@dataclass(frozen=True)
class Phase:
    """``passphrases``: one of these opens the vault whenever it is struck, the first one before the acts.

    ``last_only``: after this many acknowledged acts only the last passphrase may open it. ``between``: acts
    after which the vault says what may be found before the act of that number is acknowledged.
    """

    name: str
    prepare: Callable[[Place], None]
    acts: tuple[Act, ...]
    passphrases: tuple[str, ...] = (OLD,)
    last_only: int | None = None
    between: dict[int, tuple[Act, ...]] = field(default_factory=dict)
    keeps_before: bool = False  # nothing is replaced before a proven backup of what was there is kept
    apart_from: frozenset[str] = frozenset()  # tables that hold what differs between two runs
    also: Callable[[Place, int], object] = (
        lambda _place, _acknowledged: ()
    )  # what else must hold; raises Lost
    done_already: Callable[[Place, int], bool] = lambda _place, _act: False  # although it was refused

    def perform(self, place: Place, tell: Tell) -> None:
        """Every act, each acknowledged once it is done; then the vault is closed."""
        self.do(place, self.acts, tell)

    def do(self, place: Place, acts: tuple[Act, ...], tell: Tell) -> None:
        """These acts instead of its own."""
        work = Work(place, self.passphrases[0])
        try:
            for number, act in enumerate(acts, 1):
                act(work)
                tell(number)
        finally:
            work.close()


@dataclass(frozen=True)
class Rehearsed:
    """A phase with its vault made ready, and what may be found: per number of acknowledged acts."""

    phase: Phase
    template: Path
    allowed: tuple[tuple[Rows, ...], ...]
    not_here: str = ""  # the last backup that this vault remembers, when it never stood here

    def copy(self, root: Path) -> Place:
        """The vault as it is before the phase, to be struck."""
        shutil.copytree(self.template, root)
        return Place(root)

    def check(self, place: Place, acknowledged: int, *, apart_from: frozenset[str] = frozenset()) -> int:
        """The struck vault opens, is whole, and says what it must; raises Lost.

        Gives which of the allowed states it was: 0 is that of the last acknowledged act. ``apart_from``:
        tables that may differ.
        """
        self.phase.also(place, acknowledged)
        phase = self.phase
        passphrases = phase.passphrases
        if phase.last_only is not None and acknowledged >= phase.last_only:
            passphrases = passphrases[-1:]
        with opened_again(place.vault, passphrases, NOW) as (session, _):
            check_whole(session, place.root)
            found = rows_of(session.database)
            number = self.which(found, acknowledged, apart_from)
            last = session.backups.last()
            if last and last.file_name != self.not_here and not any(place.root.rglob(last.file_name)):
                raise Lost("a backup that the vault remembers is not there")
            backups = VaultFiles(place.vault).backups
            kept = [*backups.glob(f"*{SUFFIX}"), *backups.glob("*-zoals-gevonden*/vault.db")]
            if phase.keeps_before and found == self.allowed[-1][-1] and not kept:
                raise Lost("replaced, and no backup of what was there")
        check_nothing_half(place.vault)
        return number

    def which(self, found: Rows, acknowledged: int, apart_from: frozenset[str] = frozenset()) -> int:
        """Which of the allowed states these rows are; raises Lost when they are none."""
        allowed = self.allowed[acknowledged]
        for number, rows in enumerate(allowed):
            if not set(differing(found, rows)) - apart_from - self.phase.apart_from:
                return number
        raise Lost(f"says something else in {', '.join(differing(found, allowed[0]))}")


def rehearse(phase: Phase, folder: Path) -> Rehearsed:
    """Makes the vault of a phase ready and plays it unharmed, act by act."""
    template = folder / "begin"
    template.mkdir(parents=True)
    phase.prepare(Place(template))

    def said_after(name: str, acts: tuple[Act, ...]) -> Rows:
        root = folder / name
        shutil.copytree(template, root)
        phase.do(Place(root), acts, lambda _: None)
        with opened_again(root / "kluis", phase.passphrases, NOW) as (session, _):
            rows = rows_of(session.database)
        shutil.rmtree(root)
        return rows

    after = [said_after(f"na-{number}", phase.acts[:number]) for number in range(len(phase.acts) + 1)]
    allowed = []
    for number, rows in enumerate(after):
        on_the_way = (
            [said_after("onderweg", phase.between[number + 1])] if number + 1 in phase.between else []
        )
        allowed.append((rows, *on_the_way, *after[number + 1 : number + 2]))
    return Rehearsed(phase, template, tuple(allowed), _not_here(phase, template, folder))


def _not_here(phase: Phase, template: Path, folder: Path) -> str:
    root = folder / "laatste"
    shutil.copytree(template, root)
    with opened_again(root / "kluis", phase.passphrases, NOW) as (session, _):
        last = session.backups.last()
    shutil.rmtree(root)
    return "" if last is None or any(template.rglob(last.file_name)) else last.file_name
