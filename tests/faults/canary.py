"""A laptop on which names are typed, read, shown, printed, copied and met by faults: what is left of them?

``python -m tests.faults.canary VAULT PASSPHRASE LIST PAPER`` runs the whole program on the real folders of
the user (the caller sets HOME and the like), and stops after each stage until standard input has a line.
"""

import faulthandler
import json
import sys
import threading
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QMessageBox
from sqlalchemy import text

from jeugdhulp_desktop import log, paths
from jeugdhulp_desktop.app import Program
from jeugdhulp_desktop.domain.actions import ActionDraft
from jeugdhulp_desktop.domain.cases import CaseDraft
from jeugdhulp_desktop.domain.contacts import ContactDraft
from jeugdhulp_desktop.domain.pupils import PupilDraft, PupilName
from jeugdhulp_desktop.instance import Instance
from jeugdhulp_desktop.security.hardening import harden_process
from jeugdhulp_desktop.services.session import Session
from jeugdhulp_desktop.ui import clipboard, dialogs
from jeugdhulp_desktop.ui.cases.action_paper import NAMES as WITH_NAMES
from jeugdhulp_desktop.ui.unlock.unlock_page import UnlockPage

FIRST, LAST, READ = "Xanthippe", "Kwelgeest", "Zeebonk"
TALK = "vader vertelde dat de egel zoek is"
CANARIES = (FIRST, LAST, READ, TALK)
PATIENCE = 60.0  # seconds


class Canary:
    """The program, and the steps it goes through."""

    def __init__(self, application: QApplication, vault: Path, paper: Path) -> None:
        self._paper = paper
        self.program = Program(application, vault, Instance())
        self.program.start()

    def until(self, there: Callable[[], object]) -> None:
        """Let the program work until this is so."""
        end = time.monotonic() + PATIENCE
        while not there():
            if time.monotonic() > end:
                raise TimeoutError(there.__code__.co_name)
            QApplication.processEvents()

    def settle(self) -> None:
        """The worker has done all it was asked."""
        self.until(lambda: not self.program.tasks.busy())

    def work(self, job: Callable[[], object]) -> Any:
        """Something of the services, on the worker."""
        told: list[Any] = []
        self.program.tasks.run(self.program.frame, job, told.append)
        self.until(lambda: bool(told))
        return told[0]

    @property
    def session(self) -> Session:
        """The open vault."""
        assert self.program.session is not None
        return self.program.session

    def unlock(self, passphrase: str) -> None:
        """By the page itself."""
        page = self.program.frame.currentWidget()
        assert isinstance(page, UnlockPage)
        page.field.setText(passphrase)
        page.button.click()
        self.until(lambda: self.program.workplace is not None)
        self.settle()

    def save(self) -> None:
        """A pupil, a case, a talk and an action, and the page that shows them."""
        session = self.session

        def job() -> int:
            school = session.schools.lines()[0].id
            pupil = session.pupils.save(PupilDraft(school, PupilName(FIRST, "", LAST), group="7"))
            case = session.cases.save(CaseDraft(school_id=school, pupil_id=pupil, summary=TALK))
            session.contacts.save(ContactDraft(case_id=case, happened_on=session.today(), fact=TALK))
            due = session.today() + timedelta(days=1)
            session.actions.save(ActionDraft(what=f"Bel over {FIRST}", due_on=due, case_id=case))
            return case

        case = self.work(job)
        self.window.open_page("cases", case)
        self.settle()

    @property
    def window(self) -> Any:
        """The window with the pages."""
        assert self.program.workplace is not None
        return self.program.workplace.window

    def choose_and_read(self, file: Path) -> None:
        """A list through Qt's own dialog, which remembers where one was."""
        answer = QTimer(self.program.frame, interval=200)
        answer.timeout.connect(lambda: _accept(file))
        answer.start()
        chosen = dialogs.choose_file(self.program.frame, "Lijst kiezen", "Lijst (*.csv)", file.parent)
        answer.stop()
        assert chosen == file, chosen
        imports = self.session.imports

        def job() -> int:
            source = imports.read(file)
            if source.roster is None:
                source = imports.read(file, mapping=source.mapping)
            assert source.roster is not None
            return imports.apply(imports.plan(source.roster)).import_id

        assert self.work(job)

    def print_a_list(self) -> None:
        """Seen with names, then printed; the paper itself may of course hold them."""
        self.window.open_page("actions")
        self.settle()
        page = self.window.page()
        with dialogs.answers(WITH_NAMES):
            page.make_pdf()
            self.settle()
        printer = QPrinter()
        printer.setResolution(72)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(self._paper))
        printed: list[int] = []
        page.sheet.preview.printed.connect(printed.append)
        page.sheet.preview.print_on(printer)
        self.until(lambda: bool(printed))
        assert printed[0] > 0

    def fail(self) -> None:
        """Errors that nobody expected, with names in message, arguments, locals, notes and parameters."""
        session = self.session

        def sql() -> None:
            with session.database.read() as connection:
                connection.execute(text(f"SELECT :name FROM {LAST}"), {"name": TALK})  # noqa: S608

        shown: list[str] = []

        def copy(dialog: Any) -> bool:
            shown.append(dialog.report.toPlainText())
            dialog.copy.click()
            return True

        for strike in (_strike, lambda: self.program.tasks.run(self.program.frame, _fail, print), _in_thread,
                       lambda: self.program.tasks.run(self.program.frame, sql, print)):  # fmt: skip
            before = len(shown)
            with dialogs.answers(copy):
                strike()
                self.until(lambda before=before: len(shown) > before)  # type: ignore[misc]
        assert not [word for word in CANARIES for report in shown if word in report]


def _accept(file: Path) -> None:
    """As a user does: the whole path is typed, then Enter; again when Qt had not seen the file yet."""
    dialog = QApplication.activeModalWidget()
    if isinstance(dialog, QMessageBox):
        dialog.accept()
    elif isinstance(dialog, QFileDialog):
        typed = dialog.findChild(QLineEdit, "fileNameEdit")
        assert isinstance(typed, QLineEdit)
        typed.setText(str(file))
        dialog.accept()


def _fail() -> None:
    who = f"{FIRST} {LAST}"
    error = LookupError(f"no case of {who}", TALK)
    error.add_note(who)
    raise error


def _strike() -> None:
    QTimer.singleShot(0, _fail)


def _in_thread() -> None:
    thread = threading.Thread(target=_fail, name=LAST)
    thread.start()
    thread.join()


def stage(name: str, **facts: object) -> None:
    """Say where we are, and wait until the disk was searched."""
    sys.stdout.write(json.dumps({"stage": name, **facts}) + "\n")
    sys.stdout.flush()
    sys.stdin.readline()


def main(arguments: list[str]) -> int:
    """Everything, in order."""
    vault, passphrase, roster, paper = arguments
    faulthandler.dump_traceback_later(3 * PATIENCE, exit=True)  # a question that nobody answers
    harden_process()
    application = QApplication(["jeugdhulp"])
    end_log = log.start_log(paths.log_folder())
    canary = Canary(application, Path(vault), Path(paper))
    canary.unlock(passphrase)
    canary.save()
    canary.choose_and_read(Path(roster))
    canary.print_a_list()
    canary.fail()
    canary.work(canary.session.backups.make)
    clipboard.put(f"Gesprek over {FIRST} {LAST}: {TALK}")
    stage("open", log=str(paths.log_folder() / log.FILE_NAME))
    canary.program.lock()
    canary.settle()
    stage("locked", clipboard=QGuiApplication.clipboard().text(), title=canary.program.frame.windowTitle())
    canary.program.frame.close()
    canary.program.end()
    end_log()
    stage("ended")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
