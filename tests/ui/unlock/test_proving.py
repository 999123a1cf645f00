"""A dialog that takes the passphrase of now: it waits longer and longer, and forgets what was typed."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from jeugdhulp_desktop.domain.errors import DiskProblem, NotEnoughMemory, WrongPassphrase
from jeugdhulp_desktop.security.attempts import FREE_TRIES
from jeugdhulp_desktop.ui.tasks import Tasks
from jeugdhulp_desktop.ui.unlock.proving import ProvingDialog


class Clock:
    """Seconds that pass when a test says so."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


def refuse(_typed: str) -> None:
    raise WrongPassphrase


def made(qtbot: QtBot, tasks: Tasks, job, clock: Clock | None = None) -> ProvingDialog:  # type: ignore[no-untyped-def]
    dialog = ProvingDialog(None, "Titel", "Doen", "Waarom.", tasks, job, clock=clock or Clock())
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def attempt(qtbot: QtBot, dialog: ProvingDialog) -> None:
    dialog.present.clear()
    qtbot.keyClicks(dialog.present, "fout")
    qtbot.keyClick(dialog.present, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not dialog._busy)


def test_f1_after_five_wrong_tries_one_waits_and_then_may_try_again(qtbot: QtBot, tasks: Tasks) -> None:
    clock = Clock()
    dialog = made(qtbot, tasks, refuse, clock)
    for _each in range(FREE_TRIES):
        attempt(qtbot, dialog)
        assert dialog.row.note().startswith("Dit wachtwoord past niet")
    attempt(qtbot, dialog)
    assert dialog.row.note() == "Wacht 2 seconden en probeer het dan opnieuw."
    assert not dialog.accept_button.isEnabled()
    clock.now += 30
    dialog.tries.look()
    assert dialog.accept_button.isEnabled()
    assert not dialog.row.has_error()


def test_what_was_typed_is_gone_once_it_is_done(qtbot: QtBot, tasks: Tasks) -> None:
    dialog = made(qtbot, tasks, lambda typed: typed.upper())
    qtbot.keyClicks(dialog.present, "goed zo")
    with qtbot.waitSignal(dialog.accepted):
        dialog.accept_button.click()
    assert dialog.answer == "GOED ZO"
    assert dialog.present.text() == ""


def test_f8_f16_what_the_machine_refuses_is_told_in_its_own_sentence(qtbot: QtBot, tasks: Tasks) -> None:
    for error, words in (
        (NotEnoughMemory(256), "256 MB geheugen"),
        (DiskProblem("full"), "De schijf is vol"),
    ):

        def fail(_typed: str, error: Exception = error) -> None:
            raise error

        dialog = made(qtbot, tasks, fail)
        attempt(qtbot, dialog)
        assert words in dialog.row.note()
        assert dialog.accept_button.isEnabled()


def test_escape_does_not_break_off_what_was_begun(qtbot: QtBot, tasks: Tasks) -> None:
    dialog = made(qtbot, tasks, lambda _typed: None)
    dialog._set_busy(True)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    dialog._set_busy(False)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
