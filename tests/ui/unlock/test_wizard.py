"""The wizard of a first start and the way back after a forgotten passphrase, by keyboard."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from jeugdhulp_desktop.domain.errors import DiskProblem, NotValid
from jeugdhulp_desktop.domain.problems import problem
from jeugdhulp_desktop.domain.schools import SchoolType
from jeugdhulp_desktop.security.kdf import TESTING
from jeugdhulp_desktop.security.recovery_code import RecoveryCode, new_code
from jeugdhulp_desktop.security.vault import create_vault, read_vault_info
from jeugdhulp_desktop.services.places import look_at
from jeugdhulp_desktop.ui import dialogs
from jeugdhulp_desktop.ui.tasks import Tasks
from jeugdhulp_desktop.ui.unlock.code_panel import RecoveryCodePanel, paint_recovery_sheet
from jeugdhulp_desktop.ui.unlock.new_code_page import NewCodePage
from jeugdhulp_desktop.ui.unlock.problem_page import VaultProblemPage
from jeugdhulp_desktop.ui.unlock.recover_page import Recovered, RecoverPage
from jeugdhulp_desktop.ui.unlock.steps import NewVault
from jeugdhulp_desktop.ui.unlock.wizard import CODE, PASSPHRASE, PLACE, REPORTS, WHO, NewVaultWizard
from tests.ui.controls import unnamed_controls

SENTENCE = "mijn fiets staat achter de bakker"
CODE_OF_ZEROS = RecoveryCode(bytes(16))


@pytest.fixture
def wizard(qtbot: QtBot, tmp_path: Path) -> NewVaultWizard:
    made = NewVaultWizard(
        tmp_path / "Kluis", tmp_path / "Rapporten", lambda folder: folder.name == "bezet", look_at
    )
    qtbot.addWidget(made)
    made.resize(1366, 720)
    made.show()
    qtbot.waitExposed(made)
    return made


def type_into(qtbot: QtBot, field: QWidget, text: str) -> None:
    field.clear()  # type: ignore[attr-defined]
    qtbot.keyClicks(field, text)


def to_passphrase(qtbot: QtBot, wizard: NewVaultWizard) -> None:
    rows = wizard.who.form.rows
    type_into(qtbot, rows["user_name"].field, "Ans de Boer")
    type_into(qtbot, rows["name"].field, "Obs De Kraanvogel")
    type_into(qtbot, rows["brin"].field, "12ab")
    wizard.next_button.click()
    wizard.next_button.click()
    assert wizard.current() == PASSPHRASE


def test_the_reason_stands_beside_next_until_name_and_school_are_there(
    qtbot: QtBot, wizard: NewVaultWizard
) -> None:
    assert wizard.next_button.accessibleDescription() == "Vul eerst je naam in."
    type_into(qtbot, wizard.who.form.rows["user_name"].field, "Ans")
    assert wizard.next_button.accessibleDescription() == "Vul eerst de naam van de school in."
    type_into(qtbot, wizard.who.form.rows["name"].field, "De Vaart")
    assert wizard.next_button.isEnabled()


def test_tab_leads_from_the_last_field_to_next_and_enter_in_a_field_goes_on(
    qtbot: QtBot, wizard: NewVaultWizard
) -> None:
    rows = wizard.who.form.rows
    qtbot.keyClick(rows["user_name"].field, Qt.Key.Key_Return)
    assert wizard.current() == WHO
    type_into(qtbot, rows["user_name"].field, "Ans")
    type_into(qtbot, rows["name"].field, "De Vaart")
    rows["swv"].field.setFocus()
    qtbot.keyClick(rows["swv"].field, Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: wizard.focusWidget() is wizard.next_button)
    qtbot.keyClick(rows["swv"].field, Qt.Key.Key_Return)
    assert wizard.current() == PLACE
    assert wizard.focusWidget() is wizard.place.field


def test_tab_goes_from_the_code_to_the_groups_and_then_to_later(qtbot: QtBot, wizard: NewVaultWizard) -> None:
    wizard.show_code(CODE_OF_ZEROS, (1, 4))
    reached = []
    for _press in range(5):
        reached.append(wizard.focusWidget())
        qtbot.keyClick(wizard.focusWidget(), Qt.Key.Key_Tab)
    groups = [row.field for row in wizard.code.rows]
    assert reached == [wizard.code.print_button, wizard.code.copy_button, *groups, wizard.later]


def test_a_brin_that_is_none_keeps_one_on_the_page(qtbot: QtBot, wizard: NewVaultWizard) -> None:
    rows = wizard.who.form.rows
    type_into(qtbot, rows["user_name"].field, "Ans")
    type_into(qtbot, rows["name"].field, "De Vaart")
    type_into(qtbot, rows["brin"].field, "A1")
    wizard.next_button.click()
    assert wizard.current() == WHO
    assert rows["brin"].note().startswith("Een BRIN heeft 2 cijfers")


def test_the_passphrase_page_gives_everything_that_was_asked(
    qtbot: QtBot, wizard: NewVaultWizard, tmp_path: Path
) -> None:
    to_passphrase(qtbot, wizard)
    type_into(qtbot, wizard.passphrase.first, SENTENCE)
    type_into(qtbot, wizard.passphrase.again, SENTENCE)
    with qtbot.waitSignal(wizard.make_asked) as told:
        wizard.next_button.click()
    new = told.args[0]
    assert isinstance(new, NewVault)
    assert (new.folder, new.user_name, new.school.brin) == (tmp_path / "Kluis", "Ans de Boer", "12AB")
    assert (new.school.school_type, new.school.is_mine) == (SchoolType.BAO, True)
    assert new.shared_account  # the careful answer is the default
    assert SENTENCE not in repr(new)


@pytest.mark.parametrize(
    ("first", "again", "reason"),
    [
        ("kort", "kort", "Dit zijn nog geen 15 tekens. Maak er een zin van, dat onthoudt makkelijker."),
        (
            "obsdekraanvogel1",
            "obsdekraanvogel1",
            "Dit is te makkelijk te raden. Gebruik een zin die niemand van jou kent.",
        ),
        (SENTENCE, SENTENCE + "x", "Typ het wachtwoord nog een keer."),
    ],
)
def test_a_passphrase_that_will_not_do_keeps_next_off(
    qtbot: QtBot, wizard: NewVaultWizard, first: str, again: str, reason: str
) -> None:
    to_passphrase(qtbot, wizard)
    type_into(qtbot, wizard.passphrase.first, first)
    type_into(qtbot, wizard.passphrase.again, again)
    assert not wizard.next_button.isEnabled()
    assert wizard.next_button.accessibleDescription() == reason


def test_a_folder_with_a_vault_is_not_written_over(
    qtbot: QtBot, wizard: NewVaultWizard, tmp_path: Path
) -> None:
    wizard._turn(PLACE)
    type_into(qtbot, wizard.place.field, str(tmp_path / "bezet"))
    assert not wizard.next_button.isEnabled()
    assert "staat al een kluis" in wizard.next_button.accessibleDescription()


def test_f20_a_synced_folder_is_warned_of_once_and_not_refused(
    qtbot: QtBot, wizard: NewVaultWizard, tmp_path: Path
) -> None:
    to_passphrase(qtbot, wizard)
    wizard.back_button.click()
    assert wizard.place.row.note() == ""
    type_into(qtbot, wizard.place.field, str(tmp_path / "OneDrive - School" / "Kluis"))
    qtbot.keyClick(wizard.place.field, Qt.Key.Key_Tab)
    wizard.next_button.click()
    assert wizard.current() == PLACE, "the click that left the field is not one of somebody who read it"
    assert wizard.place.row.note().startswith("OneDrive zet deze map vanzelf ook op andere plekken.")
    assert not wizard.place.row.has_error()
    wizard.next_button.click()
    assert wizard.current() == PASSPHRASE


def test_f20_a_proposed_folder_in_onedrive_is_told_when_one_comes_there(qtbot: QtBot, tmp_path: Path) -> None:
    made = NewVaultWizard(tmp_path / "OneDrive" / "Kluis", tmp_path, lambda _folder: False, look_at)
    qtbot.addWidget(made)
    made._turn(PLACE)
    assert "OneDrive" in made.place.row.note()
    assert made.place.may_go_on()


def test_the_code_must_be_typed_back_or_put_off(qtbot: QtBot, wizard: NewVaultWizard) -> None:
    wizard.show_code(CODE_OF_ZEROS, (2, 5))
    assert wizard.current() == CODE
    assert not wizard.next_button.isEnabled()
    for at, number in enumerate((2, 5)):
        type_into(qtbot, wizard.code.rows[at].field, CODE_OF_ZEROS.groups[number].lower())
    assert wizard.next_button.isEnabled()
    wizard.next_button.click()
    assert wizard.current() == REPORTS
    with qtbot.waitSignal(wizard.finished) as told:
        wizard.next_button.click()
    assert told.args[1] is True
    assert wizard.code.code is None


def test_later_is_allowed_and_told(qtbot: QtBot, wizard: NewVaultWizard) -> None:
    wizard.show_code(CODE_OF_ZEROS, (0, 7))
    assert not wizard.may_leave()
    wizard.later.setChecked(True)
    wizard.next_button.click()
    with qtbot.waitSignal(wizard.finished) as told:
        wizard.next_button.click()
    assert told.args[1] is False


@pytest.mark.parametrize(
    ("error", "page"),
    [(DiskProblem("denied"), PLACE), (NotValid([problem("passphrase", "too-long", limit=9)]), PASSPHRASE)],
)
def test_a_vault_that_cannot_be_made_says_why_where_it_can_be_mended(
    wizard: NewVaultWizard, error: DiskProblem | NotValid, page: int
) -> None:
    wizard.refuse(error)
    assert wizard.current() == page
    row = wizard.place.row if page == PLACE else wizard.passphrase.first_row
    assert row.has_error()


def test_a_wrong_group_is_named_while_the_paper_is_compared(qtbot: QtBot) -> None:
    panel = RecoveryCodePanel()
    qtbot.addWidget(panel)
    panel.show_code(CODE_OF_ZEROS, (2, 5))
    type_into(qtbot, panel.rows[0].field, "7QK")
    assert panel.rows[0].note() == "Nog 1 teken"
    type_into(qtbot, panel.rows[0].field, "7QKM")
    assert panel.rows[0].note() == "Groep 3 klopt nog niet. Vergelijk de letters met je papier."
    assert panel.rows[0].has_error()


def test_the_groups_that_are_asked_are_hidden_once_one_types(qtbot: QtBot) -> None:
    panel = RecoveryCodePanel()
    qtbot.addWidget(panel)
    panel.show_code(new_code(), (2, 5))
    type_into(qtbot, panel.rows[0].field, "A")
    spoken = [
        label.accessibleName() for label in panel.findChildren(QWidget) if "Groep" in label.accessibleName()
    ]
    assert "Groep 3: verborgen" in spoken
    assert "Groep 6: verborgen" in spoken


def test_copying_clears_the_clipboard_only_while_it_is_ours(qtbot: QtBot) -> None:
    panel = RecoveryCodePanel()
    qtbot.addWidget(panel)
    panel.show_code(CODE_OF_ZEROS, (2, 5))
    board = QGuiApplication.clipboard()
    panel.copy_button.click()
    assert board.text() == CODE_OF_ZEROS.text
    panel.clear_clipboard()
    assert board.text() == ""
    panel.copy_button.click()
    board.setText("iets van een ander programma")
    panel.clear_clipboard()
    assert board.text() == "iets van een ander programma"


def test_the_sheet_is_painted_from_memory(qtbot: QtBot) -> None:
    image = QImage(600, 800, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    from PySide6.QtCore import QRectF

    paint_recovery_sheet(painter, QRectF(40, 40, 520, 720), "Zorg Veenrand", CODE_OF_ZEROS)
    painter.end()
    dark = sum(image.pixelColor(x, y).lightness() < 128 for x in range(0, 600, 2) for y in range(0, 800, 2))
    assert dark > 500


def test_the_recovery_code_opens_the_vault_and_sets_a_new_passphrase(
    qtbot: QtBot, tasks: Tasks, tmp_path: Path
) -> None:
    folder = tmp_path / "Kluis"
    keys, code = create_vault(folder, name="Zorg", passphrase="iets heel anders dan dit", cost=TESTING)
    page = RecoverPage(tasks)
    qtbot.addWidget(page)
    page.show_vault(folder, read_vault_info(folder))
    page.show()
    type_into(qtbot, page.code, code.text.replace("-", " ").lower())
    type_into(qtbot, page.first, SENTENCE)
    type_into(qtbot, page.again, SENTENCE)
    with qtbot.waitSignal(page.recovered) as told:
        qtbot.keyClick(page.again, Qt.Key.Key_Return)
    found = told.args[0]
    assert isinstance(found, Recovered)
    assert (found.keys.data_key, found.passphrase) == (keys.data_key, SENTENCE)
    assert page.code.text() == page.first.text() == ""
    assert unnamed_controls(page) == []


def test_f10_a_slip_in_the_code_is_told_by_group(qtbot: QtBot, tasks: Tasks, tmp_path: Path) -> None:
    folder = tmp_path / "Kluis"
    _keys, code = create_vault(folder, name="Zorg", passphrase="iets heel anders dan dit", cost=TESTING)
    page = RecoverPage(tasks)
    qtbot.addWidget(page)
    page.show_vault(folder, read_vault_info(folder))
    groups = list(code.groups)
    groups[5] = ("A" if groups[5][0] != "A" else "B") + groups[5][1:]
    type_into(qtbot, page.code, " ".join(groups))
    type_into(qtbot, page.first, SENTENCE)
    type_into(qtbot, page.again, SENTENCE)
    page.button.click()
    qtbot.waitUntil(page.code_row.has_error)
    assert "6" in page.code_row.note()


def test_after_recovery_the_new_code_is_shown_until_it_is_kept(qtbot: QtBot) -> None:
    page = NewCodePage(CODE_OF_ZEROS)
    qtbot.addWidget(page)
    assert not page.done.isEnabled()
    with qtbot.waitSignal(page.finished) as told:
        page.later.click()
    assert told.args == [False]
    assert page.panel.code is None


def test_a_vault_that_does_not_open_offers_what_can_be_done(qtbot: QtBot, tmp_path: Path) -> None:
    done: list[str] = []
    page = VaultProblemPage(
        tmp_path, DiskProblem("denied"), [("Opnieuw proberen", lambda: done.append("again"))]
    )
    qtbot.addWidget(page)
    page.buttons[0].click()
    assert done == ["again"]
    assert unnamed_controls(page) == []


def test_choosing_a_filled_folder_makes_one_inside_it(
    qtbot: QtBot, wizard: NewVaultWizard, tmp_path: Path
) -> None:
    (tmp_path / "vol").mkdir()
    (tmp_path / "vol" / "brief.txt").write_text("x")
    wizard._turn(PLACE)
    with dialogs.answers(tmp_path / "vol"):
        wizard.place._choose()
    assert wizard.place.folder() == tmp_path / "vol" / "Jeugdhulp kluis"


def test_every_page_of_the_wizard_names_its_controls(wizard: NewVaultWizard) -> None:
    for page in (WHO, PLACE, PASSPHRASE, REPORTS):
        wizard._turn(page)
        assert unnamed_controls(wizard) == []
