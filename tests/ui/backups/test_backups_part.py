"""Back-ups on the screen: a real vault, real files, and what is told of them."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from jeugdhulp_desktop.domain.backup_keeping import LONG, USUAL
from jeugdhulp_desktop.security.files import VaultFiles
from jeugdhulp_desktop.services.backups import Proof
from jeugdhulp_desktop.services.session import Session
from jeugdhulp_desktop.ui import dialogs
from jeugdhulp_desktop.ui.backups.part import BackupsPart
from jeugdhulp_desktop.ui.errands import Errand
from jeugdhulp_desktop.ui.pages import PageContext
from jeugdhulp_desktop.ui.tasks import Tasks
from jeugdhulp_desktop.ui.widgets.messages import Message
from tests.services.conftest import NOW, PASSPHRASE
from tests.ui.controls import unnamed_controls


@pytest.fixture
def part(qtbot: QtBot, context: PageContext, tasks: Tasks, session: Session) -> Iterator[BackupsPart]:
    made = BackupsPart(context)
    qtbot.addWidget(made)
    made.resize(900, 640)
    session.changes.subscribe(tasks.announce)
    tasks.changed.connect(lambda changes: made.refresh(changes) if changes & made.watches else None)
    made.open_with(session)
    made.show()
    qtbot.waitUntil(lambda: made.overview is not None)
    yield made
    tasks.close()
    made.close()


@pytest.fixture
def quiet(qtbot: QtBot, tasks: Tasks) -> Callable[[], None]:
    """Waits until the worker has nothing to do."""

    def wait() -> None:
        for _round in range(3):  # an announcement, what is read for it, and its answer
            QCoreApplication.processEvents()
            qtbot.waitUntil(lambda: not tasks.busy())

    return wait


def words_on(widget: QWidget) -> str:
    return "\n".join(each.text() for each in widget.findChildren(QLabel))


def told(part: BackupsPart) -> list[Message]:
    messages: list[Message] = []
    part.message.connect(messages.append)
    return messages


def test_without_a_backup_it_says_so_and_offers_one(part: BackupsPart, session: Session) -> None:
    shown = words_on(part)
    assert "Nog geen back-up" in shown
    assert "Nog geen tweede plek" in shown
    assert "Proefkluis" in shown
    assert str(session.folder) in words_on(part.vault)
    assert not part.list.isVisible()
    assert not part.drill.button.isVisible()


def test_a_backup_is_made_proven_listed_and_told(
    qtbot: QtBot, part: BackupsPart, quiet: Callable[[], None]
) -> None:
    messages = told(part)
    with qtbot.waitSignal(part.saved):
        part.places.buttons[0].click()
        assert part.places.busy.isVisible()
    quiet()
    assert not part.places.busy.isVisible()
    assert messages[0].text == "De back-up is teruggelezen en gecontroleerd."
    assert "Vandaag om 10:42 gelukt" in words_on(part.places)
    line = part.list.line()
    assert line is not None
    assert part.list.table.model.cell(0, 1).text == "1 school"
    assert part.list.table.model.cell(0, 3).text == "Vandaag om 10:42"


def test_a_second_place_is_chosen_asked_about_used_and_left(
    qtbot: QtBot, part: BackupsPart, session: Session, tmp_path: Path, quiet: Callable[[], None]
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    with dialogs.answers(stick, "Toch deze map kiezen") as asked:  # it is the same disk here
        part.places.choose.click()
        quiet()
        qtbot.waitUntil(lambda: session.backups.last_away() is not None)
        quiet()
    assert asked[1].title == "Dezelfde schijf als de kluis"
    place = part.context.laptop.settings.backup_places[session.vault_id]
    assert "In map stick: vandaag om 10:42" in words_on(part.places)
    assert len(list(place.folder.glob("*.jeugdhulp-backup"))) == 1
    assert {line.place for line in part.list.table.model.lines()} == {"", place.name}
    part.places.leave.click()
    quiet()
    assert session.backups.second is None
    assert "Nog geen tweede plek" in words_on(part.places)


def test_a_place_inside_the_vault_is_refused_in_a_sentence(
    qtbot: QtBot, part: BackupsPart, session: Session, quiet: Callable[[], None]
) -> None:
    messages = told(part)
    with dialogs.answers(session.folder, "Toch deze map kiezen"):
        part.places.choose.click()
        qtbot.waitUntil(lambda: bool(messages))
    assert messages[0].text.startswith("Deze map zit in de kluis zelf.")
    assert part.context.laptop.settings.backup_places == {}


def test_f21_a_stick_that_is_away_is_told_by_its_age_and_one_that_breaks_by_its_sentence(
    qtbot: QtBot, part: BackupsPart, session: Session, tmp_path: Path, quiet: Callable[[], None]
) -> None:
    place = session.backups.choose_second(tmp_path / "stick")
    laptop = part.context.laptop
    laptop.keep(laptop.settings.with_backup_place(session.vault_id, place))
    session.backups.keep_up()
    shutil.rmtree(place.folder)
    part.shown()
    quiet()
    assert "Deze plek is er nu niet" in words_on(part.places)
    session.backups.choose_second(tmp_path / "stick")
    messages = told(part)
    (place.folder / "in-de-weg").touch()
    shutil.rmtree(place.folder)
    place.folder.write_text("geen map")  # and no place either: nothing is copied, nothing fails
    with qtbot.waitSignal(part.saved):
        part.make()
    assert messages[0].tone == "ok"


def test_a_copy_goes_to_any_other_folder(
    qtbot: QtBot, part: BackupsPart, session: Session, tmp_path: Path
) -> None:
    messages = told(part)
    stick = tmp_path / "stick"
    stick.mkdir()
    with dialogs.answers(stick), qtbot.waitSignal(part.saved):
        part.places.buttons[1].click()
    copy = next(stick.iterdir())
    assert copy.read_bytes() == (VaultFiles(session.folder).backups / copy.name).read_bytes()
    assert messages[0].text.startswith("De back-up staat er en is teruggelezen.")


def test_f21_a_copy_that_fails_is_told(qtbot: QtBot, part: BackupsPart, tmp_path: Path) -> None:
    messages = told(part)
    file = tmp_path / "geen-map"
    file.write_text("x")
    with dialogs.answers(file):
        part.places.buttons[1].click()
    qtbot.waitUntil(lambda: bool(messages))
    assert messages[0].text.startswith("De back-up is niet gelukt.")
    assert not part.places.busy.isVisible()


def test_every_proof_is_told_in_words(qtbot: QtBot, part: BackupsPart) -> None:
    part.places.buttons[2].click()
    qtbot.waitUntil(lambda: "De kluis is heel" in words_on(part.places))
    assert "Alle verwijzingen kloppen" in words_on(part.places)


def test_a_proof_that_fails_comes_first_and_says_what_to_do(part: BackupsPart) -> None:
    part.places.show_proofs([Proof("integrity", True), Proof("references", False, "1: cases->pupils")])
    lines = words_on(part.places).splitlines()
    told_at = lines.index("De kluis is beschadigd. Zet de laatste back-up terug.")
    assert lines[told_at + 1] == "Klopt niet: alle verwijzingen kloppen (1: cases->pupils)"
    assert lines[told_at + 2] == "De database is heel"


def test_one_backup_is_proven_and_a_damaged_one_is_told_and_can_go(
    qtbot: QtBot, part: BackupsPart, session: Session, quiet: Callable[[], None]
) -> None:
    made = session.backups.make()
    quiet()
    messages = told(part)
    part.list.prove.click()
    quiet()
    assert messages[-1].text == "De back-up van vandaag om 10:42 is te openen en helemaal heel."
    path = VaultFiles(session.folder).backups / made.file_name
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    part.list.table.view.setFocus()
    qtbot.keyClick(part.list.table.view, Qt.Key.Key_Return)  # by keyboard
    quiet()
    assert messages[-1].tone == "bad"
    assert "Beschadigd" in part.list.table.model.cell(0, 3).text
    assert part.list.remove.isVisible()
    assert not part.list.restore.isVisible()
    with dialogs.answers(None):
        part.list.remove.click()
    assert path.exists()
    with dialogs.answers("Verwijderen"):
        part.list.remove.click()
    quiet()
    assert not path.exists()
    assert not part.list.isVisible()


def test_putting_one_back_is_an_errand_of_the_program(
    part: BackupsPart, session: Session, quiet: Callable[[], None]
) -> None:
    made = session.backups.make()
    quiet()
    asked: list[Errand] = []
    part.errand_asked.connect(asked.append)
    part.list.restore.click()
    assert asked == [Errand("restore", VaultFiles(session.folder).backups / made.file_name)]


def test_how_long_they_stay_is_one_choice(
    qtbot: QtBot, part: BackupsPart, session: Session, quiet: Callable[[], None]
) -> None:
    assert part.keep.choices.value() == USUAL
    with qtbot.waitSignal(part.saved):
        part.keep.choices.button(LONG).click()
    quiet()
    assert session.backups.overview().rules == LONG
    assert "1 per maand (36 maanden)" in words_on(part.keep)


def test_the_drill_by_keyboard_from_start_to_its_proof(
    qtbot: QtBot, part: BackupsPart, session: Session, quiet: Callable[[], None]
) -> None:
    session.backups.make()
    quiet()
    part.open_at("drill")
    view = part.view
    assert view is not None
    assert unnamed_controls(view) == []
    qtbot.keyClick(view.next_button, Qt.Key.Key_Space)
    assert not view.next_button.isEnabled()
    qtbot.keyClicks(view.typing.field, "dit is het zeker niet geweest")
    qtbot.keyClick(view.typing.field, Qt.Key.Key_Return)
    quiet()
    assert "past niet op deze back-up" in view.typing.row.note()
    view.typing.field.selectAll()
    qtbot.keyClicks(view.typing.field, PASSPHRASE)
    qtbot.keyClick(view.typing.field, Qt.Key.Key_Return)
    quiet()
    assert "ging open met je wachtwoord en is heel" in words_on(view)
    assert view.typing.field.text() == ""
    view.next_button.click()
    quiet()
    assert part.view is None
    assert "Laatst geoefend: 15 september 2026" in words_on(part.drill)
    assert session.backups.overview().drilled == NOW.date()


@pytest.mark.parametrize("size", [(900, 640), (848, 520)])
def test_every_control_has_a_name_and_nothing_needs_a_horizontal_bar(
    part: BackupsPart, session: Session, quiet: Callable[[], None], size: tuple[int, int]
) -> None:
    session.backups.make()
    quiet()
    part.resize(*size)
    assert unnamed_controls(part) == []
    assert part.area.horizontalScrollBar().maximum() == 0
