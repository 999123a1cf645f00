"""What a user has the program do to a vault, as acts that are acknowledged one by one.

An act is acknowledged (``tell``) when the service has returned: from there on the user believes it. A phase
is played to its end once, unharmed, to learn what the vault says after each act (``rehearse``); after that it
is played again and again and struck somewhere. What is found then must be, row for row, what the vault said
after the last acknowledged act, or after the one under way; nothing else. An act of two transactions (a
backup is made and noted before an import) also names what may be found between them.
"""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from jeugdhulp_desktop.compose import make_vault, open_session
from jeugdhulp_desktop.domain.actions import ActionDraft
from jeugdhulp_desktop.domain.cases import CaseDraft
from jeugdhulp_desktop.domain.contacts import ContactDraft
from jeugdhulp_desktop.domain.documents import Written
from jeugdhulp_desktop.domain.erasures import ErasureKind, ErasureReason, ErasureTarget
from jeugdhulp_desktop.domain.errors import DiskProblem, WrongPassphrase
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.domain.schools import SchoolDraft, SchoolType
from jeugdhulp_desktop.security.changes import change_passphrase
from jeugdhulp_desktop.security.files import VaultFiles
from jeugdhulp_desktop.security.kdf import TESTING, KdfCost
from jeugdhulp_desktop.security.keys import VaultKeys
from jeugdhulp_desktop.security.vault import unlock_with_passphrase
from jeugdhulp_desktop.services.demo import DEMO_PASSPHRASE
from jeugdhulp_desktop.services.keys import KeyService
from jeugdhulp_desktop.services.new_key import make_new_key
from jeugdhulp_desktop.services.restore import prepare_restore
from jeugdhulp_desktop.services.session import Session
from jeugdhulp_desktop.settings import Settings, load_settings, store_settings
from jeugdhulp_desktop.storage.backup import SUFFIX
from tests.faults.truth import Lost, Rows, check_nothing_half, check_whole, differing, opened_again, rows_of

NOW = datetime(2026, 9, 15, 8, 42, tzinfo=UTC)
LATER = NOW + timedelta(hours=2)
OLD = "drie blauwe fietsen in de regen"
NEW = "vier groene tafels naast de deur"
RELEASED = Path(__file__).parents[1] / "vaults" / "0.1.0"
SCHOOL = SchoolDraft(
    "VSO De Proef", SchoolType.VSO, "99ZZ", swv="SWV Proef", municipality="Veenrand", is_mine=True
)
_FACT = "Gesproken over de overstap naar een andere klas. " * 40  # a page of the database and a half
_ROSTER = "Leerlingnummer;Roepnaam;Tussenvoegsel;Achternaam;Geboortedatum;Groep\n" + "".join(
    f"{number};Noor{number};van den;Berg;14-03-2012;2B\n" for number in range(60)
)


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


Act = Callable[[Work], None]
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
    also: Callable[[Place, int], None] = lambda _place, _acknowledged: (
        None
    )  # what else must hold; raises Lost
    done_already: Callable[[Place, int], bool] = lambda _place, _act: False  # although it was refused

    def perform(self, place: Place, tell: Tell) -> None:
        """Every act, each acknowledged once it is done; then the vault is closed."""
        self._do(place, self.acts, tell)

    def _do(self, place: Place, acts: tuple[Act, ...], tell: Tell) -> None:
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
        phase._do(Place(root), acts, lambda _: None)
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


# --- The vaults that the phases begin with ---


@contextmanager
def _new_vault(place: Place) -> Iterator[Session]:
    session, _code = make_vault(
        place.vault, name="Proefkluis", passphrase=OLD, school=SCHOOL, user_name="Ilse Vermeer",
        user_role="zorgcoördinator", cost=TESTING, report_folder=place.reports, clock=lambda: NOW,
    )  # fmt: skip
    try:
        yield session
    finally:
        session.close()


def _with_a_case(place: Place) -> None:
    with _new_vault(place) as session:
        _save_case(session, "de eerste")
        _save_contact(session, "het eerste gesprek")


def _with_an_agreement(place: Place) -> None:
    _with_a_case(place)
    work = Work(place, OLD)
    _save_agreement(work, 2026)
    work.close()
    assert (
        work.session.agreements
    )  # the next opening notes which program drew its papers: that lies behind it
    work.close()


def _with_a_roster(place: Place) -> None:
    _with_a_case(place)
    place.roster.write_text(_ROSTER, encoding="utf-8")


def _with_a_backup(place: Place) -> None:
    """A backup on a stick, and work that was done after it."""
    with _new_vault(place) as session:
        _save_case(session, "toen al")
        session.backups.make_proven(place.stick, name=f"toen{SUFFIX}")
        _save_case(session, "daarna")
        _save_contact(session, "ook daarna")
        session.erasures.carry_out(ErasureTarget(ErasureKind.CASE, 1), ErasureReason.MISTAKE)


def _with_a_backup_of_then(place: Place) -> None:
    _with_a_backup(place)
    change_passphrase(place.vault, _keys(place), NEW, TESTING)


def _of_the_first_release(place: Place) -> None:
    shutil.copytree(RELEASED, place.vault)


def _keys(place: Place) -> VaultKeys:
    return unlock_with_passphrase(place.vault, OLD)


# --- The acts ---


def _save_case(session: Session, summary: str) -> int:
    school = session.schools.lines()[0].id
    return session.cases.save(CaseDraft(school_id=school, summary=summary, signalled_on=date(2026, 9, 1)))


def _save_contact(session: Session, fact: str) -> int:
    draft = ContactDraft(case_id=1, happened_on=date(2026, 9, 2), fact=f"{fact}: {_FACT}")
    return session.contacts.save(draft)


def _edit_case(work: Work) -> None:
    draft = work.session.cases.view(1).draft
    work.session.cases.save(replace(draft, summary="anders gezegd", municipality="Veenrand"))


def _save_agreement(work: Work, year: int = 2027) -> None:
    school = work.session.schools.lines()[0].id
    draft = work.session.agreements.new(school, SchoolYear(year))
    work.session.agreements.save(replace(draft, aim="Iedereen weet bij wie hij moet zijn. " * 30))


def _keep_draft(work: Work) -> None:
    work.session.drafts.keep("contact", None, {"fact": "half getypt " * 50}, 0, NOW)


def _take_roster_in(work: Work) -> None:
    imports = work.session.imports
    source = imports.read(work.place.roster)
    source = imports.read(work.place.roster, mapping=source.mapping)
    assert source.roster is not None
    imports.apply(imports.plan(source.roster))


def _back_up_before(work: Work) -> None:
    work.session.backups.before("voor-import")


def _back_up_elsewhere(work: Work) -> None:
    """Under a name of its own, and the next one when the first is taken by a try that was refused late."""
    taken = len(list(work.place.stick.glob(f"*{SUFFIX}")))
    work.session.backups.make_proven(work.place.stick, name=f"stickZ{f'-{taken}' * bool(taken)}{SUFFIX}")


def _erase_case(work: Work) -> None:
    work.session.erasures.carry_out(ErasureTarget(ErasureKind.CASE, 2), ErasureReason.MISTAKE)


def _make_new_key(work: Work) -> None:
    make_new_key(
        work.place.vault, _keys(work.place), OLD, NEW, cost=TESTING, keyring=_NoKeyring(), clock=lambda: NOW
    )


class _NoKeyring:
    """A laptop that remembers nothing."""

    def get(self, _account: str) -> str | None:
        """Nothing."""
        return None

    def set(self, _account: str, _secret: str) -> None:
        """It is not kept."""

    def delete(self, _account: str) -> None:
        """There is nothing to delete."""


def _restore(passphrase: str) -> Act:
    def act(work: Work) -> None:
        file = work.place.stick / f"toen{SUFFIX}"
        with prepare_restore(file, work.place.vault, passphrase, clock=lambda: LATER) as prepared:
            prepared.carry_out()

    return act


SAVING = Phase(
    "saving",
    _with_an_agreement,
    (
        lambda work: _save_case(work.session, "een nieuwe vraag") and None,
        lambda work: _save_contact(work.session, "een lang gesprek") and None,
        _keep_draft,
        _save_agreement,
        _edit_case,
        lambda work: work.session.actions.save(ActionDraft(what="bellen", case_id=1)) and None,
        lambda work: work.session.drafts.drop("contact", None),
        lambda work: work.session.contacts.delete(1),
        lambda work: work.session.undo.undo() and None,
    ),
)
ONE_CASE = Phase(
    "saving one case", _with_a_case, (lambda work: _save_case(work.session, "een nieuwe vraag") and None,)
)


def _first_in_bin(session: Session) -> int:
    return session.bin.entries()[0].id


BIN = Phase(
    "throwing away and putting back",
    _with_a_case,
    (
        lambda work: work.session.contacts.delete(1),
        lambda work: work.session.bin.restore(_first_in_bin(work.session)) and None,
        lambda work: work.session.cases.delete(1),
        lambda work: work.session.bin.restore(_first_in_bin(work.session)) and None,
        lambda work: work.session.contacts.delete(1),
        lambda work: work.session.bin.purge(_first_in_bin(work.session)),
    ),
)
IMPORTING = Phase(
    "importing",
    _with_a_roster,
    (_take_roster_in, lambda work: work.session.imports.undo_last() and None),
    between={1: (_back_up_before,)},
)
IMPORTING_AGAIN = Phase(
    "importing after a backup",  # which gets the label then, and keeps its place in what the vault remembers
    _with_a_roster,
    (lambda work: work.session.backups.make() and None, _take_roster_in),
    between={2: (lambda work: work.session.backups.make() and None, _back_up_before)},
)
MIGRATING = Phase(
    "migrating", _of_the_first_release, (lambda work: work.session and None,), (DEMO_PASSPHRASE,)
)
BACKING_UP = Phase(
    "backing up",
    _with_a_case,
    (
        lambda work: work.session.backups.make() and None,
        _back_up_elsewhere,
    ),
)
RESTORING = Phase("restoring", _with_a_backup, (_restore(OLD),), keeps_before=True)
RESTORING_THEN = Phase(
    "restoring, passphrase of then", _with_a_backup_of_then, (_restore(OLD),), (NEW, OLD), last_only=1,
    keeps_before=True,
)  # fmt: skip


def _new_one_only(place: Place, act: int) -> bool:
    """A change that was refused after its last rename: the new passphrase opens already, and alone."""
    try:
        unlock_with_passphrase(place.vault, OLD)
    except WrongPassphrase:
        unlock_with_passphrase(place.vault, NEW)
        return act == 1
    return False


PASSPHRASE = Phase(
    "changing the passphrase",
    _with_a_case,
    (
        lambda work: work.key_service().change_passphrase(OLD, NEW),
        lambda work: work.key_service().new_recovery_code(NEW) and None,
    ),
    (OLD, NEW),
    last_only=1,
    done_already=_new_one_only,
)

NEW_KEY = Phase(
    "making a new key",
    _with_a_backup,
    (_make_new_key,),
    (OLD, NEW),
    last_only=1,
    apart_from=frozenset({"settings", "audit_lines"}),  # the backup after it is noted later, by itself
    done_already=_new_one_only,
)
ERASING = Phase("erasing a case", _with_a_backup, (_erase_case,))


def _write_reports(work: Work) -> None:
    """The report folder in step; it tells of each file that could not be written, and raises nothing."""
    if any(result.outcome is Written.FAILED for result in work.session.documents.sync()):
        raise DiskProblem("read-error")


def _reports_are_whole(place: Place, _acknowledged: int) -> None:
    for file in place.reports.glob("*") if place.reports.exists() else ():
        if file.is_file() and not file.read_bytes().endswith(b"%%EOF\n"):
            raise Lost("half a PDF")


def _store_settings(scale: int) -> Act:
    return lambda work: store_settings(Settings(text_scale=scale), work.place.settings)


def _settings_are_whole(place: Place, acknowledged: int) -> None:
    scales = (100, 125, 150)[acknowledged : acknowledged + 2]
    if load_settings(place.settings).text_scale not in scales or list(place.root.glob("*.apart")):
        raise Lost("the settings are not what they were")


REPORTS = Phase(
    "writing reports", _with_an_agreement, (_write_reports,), also=_reports_are_whole,
    # What was written is noted file by file, so any number of them may be; none may be half.
    apart_from=frozenset({"documents", "papers", "audit_lines"}),
)  # fmt: skip
SETTINGS = Phase(
    "keeping settings", _with_a_case, (_store_settings(125), _store_settings(150)), also=_settings_are_whole
)

PHASES = (
    SAVING, IMPORTING, IMPORTING_AGAIN, MIGRATING, BACKING_UP, RESTORING, RESTORING_THEN, PASSPHRASE, NEW_KEY,
    ERASING, BIN,
)  # fmt: skip
"""What a process is killed in and the power is cut in."""

REFUSED = (*PHASES, REPORTS, SETTINGS)
"""What the disk refuses: the same, and our own files outside the vault."""
