"""Dialogs: verbs on the buttons, the harmless one by default, and a seam that tests cannot forget."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from jeugdhulp_desktop.ui import dialogs
from jeugdhulp_desktop.ui.dialogs import Asked, FormDialog
from jeugdhulp_desktop.ui.widgets.buttons import Button
from jeugdhulp_desktop.ui.widgets.fields import TextField
from jeugdhulp_desktop.ui.widgets.form import Form
from tests.ui.controls import unnamed_controls


def act_in_dialog(act: object) -> None:
    """Do something with the next dialog as soon as it stands."""

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if dialog is None:
            QTimer.singleShot(5, look)
        else:
            act(dialog)

    QTimer.singleShot(0, look)


def test_a_planned_answer_is_given_and_what_was_asked_is_kept(qtbot: QtBot) -> None:
    with dialogs.answers("Bewaren", None, Path("lijst.csv"), True) as asked:
        assert dialogs.ask(None, "Wijzigingen", "Wat wil je ermee?", ["Bewaren", "Weggooien"]) == "Bewaren"
        assert dialogs.choose_folder(None, "Map voor rapporten") is None
        assert dialogs.choose_file(None, "Leerlinglijst kiezen") == Path("lijst.csv")
        assert dialogs.run_form(FormDialog(None, "Actie", "Maak actie"))
    assert asked[0] == Asked("Wijzigingen", "Wat wil je ermee?", ("Bewaren", "Weggooien"))
    assert [each.verbs for each in asked[1:]] == [("Map kiezen",), ("Openen",), ("Maak actie",)]


def test_a_dialog_without_a_plan_fails_the_test(qtbot: QtBot) -> None:
    with pytest.raises(AssertionError, match="no answer planned"), dialogs.answers():
        dialogs.tell(None, "Back-up", "Gelukt.")


def test_a_plan_that_is_not_asked_fails_the_test() -> None:
    with pytest.raises(AssertionError, match="not asked"), dialogs.answers("Bewaren"):
        pass


def test_a_verb_that_the_dialog_does_not_have_fails_the_test() -> None:
    with pytest.raises(AssertionError, match="is not one of"), dialogs.answers("OK"):
        dialogs.ask(None, "Wijzigingen", "Wat wil je?", ["Bewaren"])


def test_deleting_names_what_goes_and_says_whether_it_can_be_undone(qtbot: QtBot) -> None:
    with dialogs.answers("Verwijderen", None) as asked:
        assert dialogs.confirm_delete(
            None, "Contactmoment", "Het gesprek van 8 september gaat weg.", undoable=True
        )
        assert not dialogs.confirm_delete(None, "Kluis", "Alles gaat weg.", undoable=False)
    with dialogs.answers(None) as binned:
        dialogs.confirm_delete(None, "Casus", "De casus gaat weg.", undoable=True, binned=True)
    assert binned[0].text.endswith("Je kunt dit 30 dagen terughalen uit de prullenbak.")
    assert asked[0].title == "Contactmoment verwijderen"
    assert asked[0].text.endswith("Je kunt dit terugdraaien met Ctrl+Z, tot je de kluis vergrendelt.")
    assert asked[1].text.endswith("Dit kun je niet terugdraaien.")


def test_enter_at_a_deletion_cancels(qtbot: QtBot) -> None:
    def press(dialog: QWidget) -> None:
        assert dialog.focusWidget().text() == "Annuleren"
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)

    act_in_dialog(press)
    assert not dialogs.confirm_delete(None, "Actie", "De actie gaat weg.", undoable=False)


def test_each_verb_is_a_button_and_esc_cancels(qtbot: QtBot) -> None:
    texts: list[str] = []

    def look(dialog: QWidget) -> None:
        texts.extend(each.text() for each in dialog.findChildren(Button))
        assert unnamed_controls(dialog) == []
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)

    act_in_dialog(look)
    assert dialogs.ask(None, "Bewaren", "Er staat nog tekst.", ["Bewaren", "Weggooien"]) is None
    assert sorted(texts) == ["Annuleren", "Bewaren", "Weggooien"]


def test_a_click_chooses_its_verb(qtbot: QtBot) -> None:
    def choose(dialog: QWidget) -> None:
        next(each for each in dialog.findChildren(Button) if each.text() == "Weggooien").click()

    act_in_dialog(choose)
    assert dialogs.ask(None, "Bewaren", "Er staat nog tekst.", ["Bewaren", "Weggooien"]) == "Weggooien"


class NoteDialog(FormDialog):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, "Contactmoment", "Bewaren")
        self.form = Form()
        self.text = self.form.add("fact", "Wat is er gebeurd?", TextField())
        self.content.addWidget(self.form)

    def check(self) -> bool:
        return bool(self.text.value())


def test_a_form_dialog_stays_until_its_form_is_right(qtbot: QtBot) -> None:
    seen: list[bool] = []

    def fill(dialog: QWidget) -> None:
        assert isinstance(dialog, NoteDialog)
        dialog.accept_button.click()
        seen.append(dialog.isVisible())
        dialog.text.setText("Moeder belt terug.")
        qtbot.keyClick(dialog.text, Qt.Key.Key_Return)

    act_in_dialog(fill)
    assert dialogs.run_form(NoteDialog())
    assert seen == [True]


def test_the_focus_returns_to_where_it_was(qtbot: QtBot) -> None:
    field = TextField()
    qtbot.addWidget(field)
    with qtbot.waitActive(field):
        field.show()
        field.activateWindow()
    field.setFocus()
    act_in_dialog(lambda dialog: dialog.reject())
    dialogs.ask(field, "Vraag", "Tekst", ["Bewaren"])
    qtbot.waitUntil(lambda: QApplication.focusWidget() is field)


def test_a_dialog_grows_with_a_sentence_under_a_field(qtbot: QtBot) -> None:
    dialog = NoteDialog()
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)
    before = dialog.height()
    dialog.form.rows["fact"].set_note("Een lange zin over wat er nog niet klopt. " * 4)
    qtbot.waitUntil(lambda: dialog.height() > before)
    assert 560 <= dialog.width() <= 640


def test_a_dialog_begins_in_its_first_field_and_tab_reaches_the_buttons_last(qtbot: QtBot) -> None:
    dialog = NoteDialog()
    qtbot.addWidget(dialog)
    second = dialog.form.add("second", "Meer", TextField())
    with qtbot.waitActive(dialog):
        dialog.show()
        dialog.activateWindow()
    reached = []
    for _press in range(4):
        reached.append(dialog.focusWidget())
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
    assert reached == [dialog.text, second, dialog.cancel_button, dialog.accept_button]


def test_a_dialog_opens_at_its_own_width(qtbot: QtBot) -> None:
    dialog = FormDialog(None, "Lijst", "Sluiten", width=700)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.width() == 700


def test_page_down_scrolls_a_long_dialog(qtbot: QtBot) -> None:
    dialog = NoteDialog()
    qtbot.addWidget(dialog)
    for number in range(60):
        dialog.form.add(f"field{number}", f"Veld {number}", TextField())
    with qtbot.waitActive(dialog):
        dialog.show()
        dialog.activateWindow()
    bar = dialog.area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    qtbot.keyClick(dialog.text, Qt.Key.Key_PageDown)
    assert bar.value() > 0


def test_locking_closes_every_dialog(qtbot: QtBot) -> None:
    act_in_dialog(lambda _dialog: dialogs.close_all())
    assert dialogs.ask(None, "Vraag", "Tekst", ["Bewaren"]) is None
