"""Hoe veilig is de kluis: what is told of a real vault, and of vaults that are worse off."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from jeugdhulp_desktop.domain.places import Place
from jeugdhulp_desktop.security.kdf import TESTING
from jeugdhulp_desktop.services.disk_encryption import DiskEncryption
from jeugdhulp_desktop.services.security import KeyCost, SecurityFacts
from jeugdhulp_desktop.services.session import Session
from jeugdhulp_desktop.ui import dialogs
from jeugdhulp_desktop.ui.pages import PageContext
from jeugdhulp_desktop.ui.privacy.security_part import SecurityPart
from jeugdhulp_desktop.ui.privacy.security_words import FactWords, disk_line, security_lines, verdict
from tests.reports.pdf_reading import ReadPdf, squeezed
from tests.services.conftest import PASSPHRASE
from tests.ui.controls import unnamed_controls

TODAY = date(2026, 9, 15)


@pytest.fixture
def facts(session: Session) -> SecurityFacts:
    """A vault as it should be, with a backup of today."""
    session.backups.make()
    found = session.security.facts()
    good = replace(found.keys, recovery_confirmed=True)
    measures = dict.fromkeys(found.measures, True)
    return replace(found, keys=good, cost=KeyCost(256, 3, 4), measures=measures)


def line(facts: SecurityFacts, name: str, minutes: int = 10) -> FactWords:
    return next(each for each in security_lines(facts, minutes, TODAY) if each.name == name)


def test_the_facts_are_those_of_this_vault(session: Session) -> None:
    found = session.security.facts()
    assert found.cost == KeyCost(19, 1, 4), "the parameters in its own header"
    assert found.database_version.startswith("SQLCipher 4.")
    assert found.folder == session.folder
    assert found.passphrase_since == TODAY
    assert found.keyring_since is None
    assert found.backup is None
    assert not found.keys.recovery_confirmed


def test_since_when_follows_the_way_in_that_was_changed(session: Session) -> None:
    session.key_changes._cost = TESTING
    session.key_changes.change_passphrase(PASSPHRASE, "een andere zin van vier woorden")
    with session.database.maintenance() as raw:
        raw.execute("PRAGMA query_only = OFF")
        raw.execute("UPDATE audit_lines SET at = '2026-08-01 10:00:00' WHERE subject <> 'passphrase'")
    found = session.security.facts()
    assert found.passphrase_since == TODAY
    assert found.recovery_since == date(2026, 8, 1)


def test_a_vault_in_order_says_so_in_every_line(facts: SecurityFacts) -> None:
    lines = [*security_lines(facts, 10, TODAY), disk_line(DiskEncryption.ON)]
    assert {each.tone for each in lines} == {"ok", "neutral"}
    assert verdict(lines) == ("Alles wat dit programma kan zien is in orde.", "ok")
    assert line(facts, "passphrase").technical.startswith("Argon2id: 256 MB geheugen, 3 rondes, 4 banen.")
    assert line(facts, "place").technical == str(facts.folder)


@pytest.mark.parametrize(
    ("changed", "name", "tone", "says"),
    [
        ({"cost": KeyCost(19, 1, 4)}, "passphrase", "warn", "Verander het wachtwoord"),
        ({"place": Place(service="OneDrive")}, "place", "warn", "OneDrive"),
        ({"place": Place(remote=True)}, "place", "warn", "een schijf van het netwerk"),
        ({"copies": ("vault-LAPTOP.db",)}, "copies", "warn", "vault-LAPTOP.db"),
        ({"backup": None}, "backup", "warn", "Nog geen back-up"),
        ({"measures": {"umask": False}}, "process", "warn", "Niet gelukt op deze computer: nieuwe bestanden"),
    ],
)
def test_what_is_not_in_order_is_told_with_what_to_do(
    facts: SecurityFacts, changed: dict[str, object], name: str, tone: str, says: str
) -> None:
    found = line(replace(facts, **changed), name)
    assert found.tone == tone
    assert found.word in ("Let op", "Te doen")
    assert says in found.text


def test_what_is_wrong_with_the_keys_is_told(facts: SecurityFacts) -> None:
    keys = facts.keys
    cut_off = line(replace(facts, keys=replace(keys, change_unfinished=True)), "passphrase")
    assert cut_off.needs_attention
    no_paper = line(
        replace(facts, keys=replace(keys, has_recovery=True, recovery_confirmed=False)), "recovery"
    )
    assert (no_paper.tone, no_paper.act) == ("bad", ("Code controleren", "privacy", ("keys", "recovery")))
    no_code = line(
        replace(facts, keys=replace(keys, has_recovery=False, recovery_confirmed=False)), "recovery"
    )
    assert (no_code.tone, no_code.act) == ("bad", ("Code maken", "privacy", ("keys", "recovery")))
    shared = line(replace(facts, keys=replace(keys, shared_account=True)), "keyring")
    assert (shared.word, shared.text[:37]) == ("Uit", "Misschien delen jullie deze account. ")
    remembered = replace(facts, keys=replace(keys, remembered=True, has_pin=True), keyring_since=TODAY)
    assert line(remembered, "keyring").text.startswith("Sinds 15 september 2026. Een computer onthoudt")
    assert "pincode" in line(remembered, "keyring").text


def test_a_long_idle_time_is_a_warning_with_the_place_to_change_it(facts: SecurityFacts) -> None:
    assert line(facts, "idle", 20).tone == "ok"
    late = line(facts, "idle", 45)
    assert (late.tone, late.act) == ("warn", ("Tijd veranderen", "settings", None))


@pytest.mark.parametrize("state", list(DiskEncryption))
def test_the_disk_is_told_as_far_as_it_is_known(state: DiskEncryption) -> None:
    found = disk_line(state)
    assert found.tone == {"on": "ok", "unknown": "neutral"}.get(state.value, "warn")
    assert found.word
    assert (disk_line(None).word, disk_line(None).needs_attention) == ("", False)


def test_the_verdict_counts_and_names_the_points(facts: SecurityFacts) -> None:
    worse = replace(facts, place=Place(remote=True))
    assert verdict(security_lines(worse, 10, TODAY)) == (
        "1 punt vraagt aandacht: plaats van de kluis.", "warn",
    )  # fmt: skip
    worst = replace(worse, keys=replace(facts.keys, recovery_confirmed=False), backup=None)
    assert verdict(security_lines(worst, 10, TODAY)) == (
        "3 punten vragen aandacht: herstelcode, back-up en plaats van de kluis.", "bad",
    )  # fmt: skip


@pytest.fixture
def part(qtbot: QtBot, session: Session, context: PageContext) -> Iterator[SecurityPart]:
    session.security._disk = DiskEncryption.OFF  # the disk of whoever runs this is not asked
    made = SecurityPart(context)
    qtbot.addWidget(made)
    made.resize(820, 560)
    made.show()
    made.open_with(session)
    qtbot.waitUntil(lambda: "disk" in made.rows and bool(made.rows["disk"].words.word))
    yield made
    made.hide()


def test_the_page_reads_the_vault_and_stands_as_high_as_its_words(part: SecurityPart, qtbot: QtBot) -> None:
    names = [words.name for words in part.lines()]
    assert names == [
        "encryption", "passphrase", "recovery", "keyring", "backup", "place", "disk", "idle", "process",
    ]  # fmt: skip
    assert "herstelcode" in part.verdict.plain_text()
    assert unnamed_controls(part) == []
    inner = part.area.widget()
    qtbot.waitUntil(lambda: inner.height() <= inner.heightForWidth(inner.width()) + 1)


def test_its_button_leads_there_and_keeps_the_focus_when_the_facts_come_again(
    qtbot: QtBot, part: SecurityPart, session: Session
) -> None:
    button = part.rows["recovery"].act
    button.setFocus(Qt.FocusReason.TabFocusReason)
    session.stray_copies = ()
    part.shown()
    qtbot.waitUntil(lambda: not part.context.tasks.busy())
    assert part.rows["recovery"].act is button
    with qtbot.waitSignal(part.open_page) as asked:
        qtbot.keyClick(button, Qt.Key.Key_Space)
    assert asked.args == ["privacy", ("keys", "recovery")]


def test_other_idle_minutes_show_at_once(part: SecurityPart) -> None:
    laptop = part.context.laptop
    laptop.keep(replace(laptop.settings, idle_minutes=60))
    assert part.rows["idle"].words.tone == "warn"


def test_the_page_is_kept_as_a_pdf_for_who_watches_over_privacy(
    qtbot: QtBot, part: SecurityPart, tmp_path: Path, session: Session
) -> None:
    target = tmp_path / "Beveiliging.pdf"
    with dialogs.answers(target), qtbot.waitSignal(part.message, timeout=20_000) as told:
        part.keep.click()
    assert told.args[0].tone == "ok"
    text = squeezed(ReadPdf(target.read_bytes()).text)
    assert "Beveiliging van deze kluis" in text
    assert "Argon2id: 19 MB geheugen" in text
    assert "ook de makers niet" in text
    assert str(session.folder) not in text, "the path holds the name of whoever works here"
    with dialogs.answers(target / "in een bestand.pdf"), qtbot.waitSignal(part.message) as refused:
        part.keep.click()
    assert refused.args[0].tone == "bad"
