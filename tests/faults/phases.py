"""The phases: which vault each begins with, and what the user has the program do to it.

Each is as small as it can be and meet everything: a case, a conversation of more than a page of the database,
an agreement of many tables, a pupil list, a backup, a vault of the first release.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from jeugdhulp_desktop.compose import make_vault
from jeugdhulp_desktop.domain.actions import ActionDraft
from jeugdhulp_desktop.domain.cases import CaseDraft
from jeugdhulp_desktop.domain.contacts import ContactDraft
from jeugdhulp_desktop.domain.documents import Written
from jeugdhulp_desktop.domain.erasures import ErasureKind, ErasureReason, ErasureTarget
from jeugdhulp_desktop.domain.errors import DiskProblem, WrongPassphrase
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.domain.schools import SchoolDraft, SchoolType
from jeugdhulp_desktop.security.changes import change_passphrase
from jeugdhulp_desktop.security.kdf import TESTING
from jeugdhulp_desktop.security.keys import VaultKeys
from jeugdhulp_desktop.security.vault import unlock_with_passphrase
from jeugdhulp_desktop.services.demo import DEMO_PASSPHRASE
from jeugdhulp_desktop.services.new_key import make_new_key
from jeugdhulp_desktop.services.restore import prepare_restore
from jeugdhulp_desktop.services.session import Session
from jeugdhulp_desktop.settings import Settings, load_settings, store_settings
from jeugdhulp_desktop.storage.backup import SUFFIX
from tests.faults.rehearsal import NOW, OLD, Act, Phase, Place, Work
from tests.faults.truth import Lost

LATER = NOW + timedelta(hours=2)
NEW = "vier groene tafels naast de deur"
RELEASED = Path(__file__).parents[1] / "vaults" / "0.1.0"
SCHOOL = SchoolDraft(
    "VSO De Proef", SchoolType.VSO, "99ZZ", swv="SWV Proef", municipality="Veenrand", is_mine=True
)
_FACT = "Gesproken over de overstap naar een andere klas. " * 40  # a page of the database and a half
_ROSTER = "Leerlingnummer;Roepnaam;Tussenvoegsel;Achternaam;Geboortedatum;Groep\n" + "".join(
    f"{number};Noor{number};van den;Berg;14-03-2012;2B\n" for number in range(60)
)


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
    assert work.session  # the next opening notes which program drew its papers: that lies behind it
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
        lambda work: _save_case(work.session, "een nieuwe vraag"),
        lambda work: _save_contact(work.session, "een lang gesprek"),
        _keep_draft,
        _save_agreement,
        _edit_case,
        lambda work: work.session.actions.save(ActionDraft(what="bellen", case_id=1)),
        lambda work: work.session.drafts.drop("contact", None),
        lambda work: work.session.contacts.delete(1),
        lambda work: work.session.undo.undo(),
    ),
)
ONE_CASE = Phase(
    "saving one case", _with_a_case, (lambda work: _save_case(work.session, "een nieuwe vraag"),)
)


def _first_in_bin(session: Session) -> int:
    return session.bin.entries()[0].id


BIN = Phase(
    "throwing away and putting back",
    _with_a_case,
    (
        lambda work: work.session.contacts.delete(1),
        lambda work: work.session.bin.restore(_first_in_bin(work.session)),
        lambda work: work.session.cases.delete(1),
        lambda work: work.session.bin.restore(_first_in_bin(work.session)),
        lambda work: work.session.contacts.delete(1),
        lambda work: work.session.bin.purge(_first_in_bin(work.session)),
    ),
)
IMPORTING = Phase(
    "importing",
    _with_a_roster,
    (_take_roster_in, lambda work: work.session.imports.undo_last()),
    between={1: (_back_up_before,)},
)
IMPORTING_AGAIN = Phase(
    "importing after a backup",  # which gets the label then, and keeps its place in what the vault remembers
    _with_a_roster,
    (lambda work: work.session.backups.make(), _take_roster_in),
    between={2: (lambda work: work.session.backups.make(), _back_up_before)},
)
MIGRATING = Phase("migrating", _of_the_first_release, (lambda work: work.session,), (DEMO_PASSPHRASE,))
BACKING_UP = Phase(
    "backing up",
    _with_a_case,
    (
        lambda work: work.session.backups.make(),
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
        lambda work: work.key_service().new_recovery_code(NEW),
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
