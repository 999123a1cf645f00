"""A PNG of every screen on the practice vault: light and dark, 100 and 150 %. Made to be looked at.

``python -m tests.ui.screens DIR [--only NAME]``. A screen is a function below that brings the program into a
state and gives back the widget to photograph. Each look is a process of its own, since the scale of the
screen can only be chosen before Qt starts; all of them read copies of one practice vault.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEventLoop, QSize
from PySide6.QtWidgets import QApplication, QWidget

from jeugdhulp_desktop.domain.agreement_sections import Theme as AgreementTheme
from jeugdhulp_desktop.domain.evaluations import Realised
from jeugdhulp_desktop.paths import program_folder
from jeugdhulp_desktop.settings import Theme
from jeugdhulp_desktop.ui.tasks import Tasks
from jeugdhulp_desktop.ui.theme import dress

if TYPE_CHECKING:
    from jeugdhulp_desktop.ui.workplace import Workplace

LOOKS = tuple(product((Theme.LIGHT, Theme.DARK), (100, 150)))
LAPTOP = QSize(1366, 690)  # pixels: a 1366x768 screen less the task bar
SECONDS_TO_SETTLE = 20.0


@dataclass
class Stage:
    """What a screen may use: the practice vault, its passphrase, the worker, and the size of the window."""

    folder: Path
    passphrase: str
    size: QSize
    tasks: Tasks
    opened: "Workplace | None" = None

    def until(self, there: Callable[[], bool]) -> None:
        """Lets Qt and the worker go on until ``there()`` holds; fails after SECONDS_TO_SETTLE."""
        deadline = time.monotonic() + SECONDS_TO_SETTLE
        while not there():
            if time.monotonic() > deadline:
                raise TimeoutError("the screen did not get into its state")
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)

    def settle(self) -> None:
        """Waits until the worker has answered everything that was asked."""
        self.until(lambda: not self.tasks.busy())
        QCoreApplication.processEvents()
        self.until(lambda: not self.tasks.busy())

    def workplace(self) -> "Workplace":
        """The window of the unlocked vault, opened once a process."""
        from jeugdhulp_desktop.compose import open_session
        from jeugdhulp_desktop.security.vault import unlock_with_passphrase
        from jeugdhulp_desktop.ui.laptop import Laptop
        from jeugdhulp_desktop.ui.privacy_mode import Privacy
        from jeugdhulp_desktop.ui.workplace import Workplace

        if self.opened is None:
            keys = unlock_with_passphrase(self.folder, self.passphrase)
            session = open_session(self.folder, keys, report_folder=self.folder.parent / "Rapporten")
            self.opened = Workplace(session, self.tasks, Privacy(), Laptop())
            self.opened.window.resize(self.size)
            self.opened.window.show()
            self.opened.begin()
            self.settle()
        return self.opened

    def close(self) -> None:
        """Lock what was opened, and end the worker."""
        if self.opened is not None:
            self.opened.leave()
        self.tasks.close()
        if self.opened is not None:
            self.opened.session.close()


Screen = Callable[[Stage], QWidget]
SCREENS: dict[str, Screen] = {}


def screen(name: str) -> Callable[[Screen], Screen]:
    """Adds a screen, under the name that its files get; they are taken in the order of this module."""

    def add(build: Screen) -> Screen:
        SCREENS[name] = build
        return build

    return add


@screen("01-ontgrendelen")
def unlock(stage: Stage) -> QWidget:
    """The first thing anybody sees."""
    from jeugdhulp_desktop.security.header_file import read_vault_info
    from jeugdhulp_desktop.ui.unlock.unlock_page import UnlockPage

    page = UnlockPage(stage.tasks)
    page.show_vault(stage.folder, read_vault_info(stage.folder))
    return page


@screen("02-herstelcode")
def recovery_code(stage: Stage) -> QWidget:
    """The wizard where the code is shown, with one group typed back."""
    from jeugdhulp_desktop.security.recovery_code import RecoveryCode
    from jeugdhulp_desktop.ui.unlock.wizard import NewVaultWizard

    wizard = NewVaultWizard(stage.folder, stage.folder, lambda _folder: False)
    wizard.show_code(RecoveryCode(bytes(range(7, 23))), (2, 5))
    code, row = wizard.code.code, wizard.code.rows[0]
    assert code is not None
    row.field.setText(code.groups[2])  # type: ignore[attr-defined]
    row.field.changed.emit()  # type: ignore[attr-defined]
    return wizard


def page(stage: Stage, name: str, argument: object = None) -> QWidget:
    """The window of the unlocked vault at one of its pages, with everything loaded."""
    window = stage.workplace().window
    window.open_page(name, argument)
    stage.settle()
    return window


@screen("03-start")
def start_page(stage: Stage) -> QWidget:
    """What is to be done today."""
    return page(stage, "start")


@screen("04-casussen")
def cases(stage: Stage) -> QWidget:
    """The list of cases with one beside it."""
    return page(stage, "cases")


@screen("04b-casus")
def one_case(stage: Stage) -> QWidget:
    """A case, opened."""
    session = stage.workplace().session
    return page(stage, "cases", session.cases.search("noor")[0].id)


@screen("05-schoolafspraken")
def agreements(stage: Stage) -> QWidget:
    """The agreements of this school year."""
    return page(stage, "agreements")


@screen("05b-schoolafspraak")
def agreement(stage: Stage) -> QWidget:
    """The editor at Inzet, with a point still open."""
    session = stage.workplace().session
    year = stage.workplace().context.years.year
    line = next(each for each in session.agreements.lines(year) if each.status == "concept")
    window = page(stage, "agreements", line.id)
    editor = stage.workplace().window.pages["agreements"].editor  # type: ignore[attr-defined]
    stage.until(lambda: bool(editor.columns.points.points()))
    editor.columns.go_to("deployments[2].weeks")
    return window


@screen("05h-thema")
def theme_form(stage: Stage) -> QWidget:
    """A theme unfolded, with what makes its goal measurable."""
    window = agreement(stage)
    editor = stage.workplace().window.pages["agreements"].editor  # type: ignore[attr-defined]
    editor.columns.go_to("themes[0].source")
    return window


@screen("05i-financien")
def finance(stage: Stage) -> QWidget:
    """Rates, contributions and the closing check."""
    window = agreement(stage)
    editor = stage.workplace().window.pages["agreements"].editor  # type: ignore[attr-defined]
    editor.columns.to_section("finance")
    return window


@screen("05c-vergelijken")
def compare(stage: Stage) -> QWidget:
    """A new version beside the signed one: hours, a theme, words in a text and the order differ."""
    session = stage.workplace().session
    year = stage.workplace().context.years.year
    line = next(each for each in session.agreements.lines(year) if each.status == "ondertekend")
    new = session.agreements.new_version(line.id or 0, "Er komt een thema bij.")
    first, *others = new.themes
    row = replace(new.deployments[0], hours_per_week=Decimal("9.5"))
    themes = (
        *others,
        replace(first, goal=first.goal.replace(" ", " vaker ", 1)),
        AgreementTheme("t99", "Slapen"),
    )
    changed = replace(new, themes=themes, deployments=(row, *new.deployments[1:]), satisfaction="")
    session.agreements.save(changed)
    window = page(stage, "agreements", ("compare", new.id))
    stage.until(lambda: bool(stage.workplace().window.pages["agreements"].view().rows))  # type: ignore[attr-defined]
    stage.settle()
    return window


@screen("05d-nieuw-schooljaar")
def new_year(stage: Stage) -> QWidget:
    """The wizard at the groups, with who leaves."""
    window = page(stage, "agreements", ("rollover", stage.workplace().context.years.year.next))
    view = stage.workplace().window.pages["agreements"].view()  # type: ignore[attr-defined]
    stage.until(lambda: bool(view.schools.boxes))
    view.finish()
    view.finish()
    stage.settle()
    return window


@screen("05e-aanvullende-inzet")
def additions(stage: Stage) -> QWidget:
    """All requests of the year, one of which asks to be evaluated."""
    window = page(stage, "agreements", ("addition", None))
    stage.settle()
    return window


@screen("05f-aanvraag")
def addition(stage: Stage) -> QWidget:
    """A request that waits for three approvals."""
    session = stage.workplace().session
    lines = session.additions.lines(stage.workplace().context.years.year)
    line = next(each for each in lines if each.status == "aangevraagd")
    window = page(stage, "agreements", ("addition", line.id))
    view = stage.workplace().window.pages["agreements"].view()  # type: ignore[attr-defined]
    stage.until(lambda: bool(view.columns.points.points()))
    view.columns.go_to("financing[0].share")
    stage.settle()
    return window


@screen("05g-evaluatie")
def evaluation(stage: Stage) -> QWidget:
    """Halfway the year, three lines answered and one that asks how it stands."""
    session, year = stage.workplace().session, stage.workplace().context.years.year
    begun = next(each for each in session.evaluations.lines(year) if each.halfway.id is not None)
    window = page(stage, "agreements", ("evaluation", (begun.school_id, year, None)))
    view = stage.workplace().window.pages["agreements"].view()  # type: ignore[attr-defined]
    view.sheet.rows[3].answer.choose(Realised.NO)
    stage.settle()
    return window


@screen("13-uren-week")
def hours_week(stage: Stage) -> QWidget:
    """Last week in the grid, with the focus in a cell."""
    window = page(stage, "hours")
    view = stage.workplace().window.pages["hours"].week  # type: ignore[attr-defined]
    view.step(-1)
    stage.settle()
    view.take_focus()
    return window


@screen("13b-uren-schooljaar")
def hours_year(stage: Stage) -> QWidget:
    """Agreed, planned and realised of one school, this year."""
    session = stage.workplace().session
    return page(stage, "hours", ("year", session.schools.lines()[0].id))


@screen("13c-uren-scholen")
def hours_schools(stage: Stage) -> QWidget:
    """All schools side by side."""
    return page(stage, "hours", "schools")


@screen("06-monitoring")
def monitoring(stage: Stage) -> QWidget:
    """What is due and what was asked."""
    return page(stage, "monitoring")


@screen("06b-monitoringlijst")
def checklist(stage: Stage) -> QWidget:
    """A list that is half filled in."""
    session = stage.workplace().session
    year = stage.workplace().context.years.year
    lines = session.checklists.lines(year)
    line = next(each for each in lines if each.id and not each.finished_on and each.answered)
    return page(stage, "monitoring", ("run", line.id))


@screen("07-rapporten")
def documents(stage: Stage) -> QWidget:
    """The report folder, with the paper beside it."""
    stage.workplace().session.documents.sync()
    return page(stage, "documents")


@screen("08-acties")
def actions(stage: Stage) -> QWidget:
    """One list of all actions."""
    return page(stage, "actions")


@screen("09-sociale-kaart")
def relations(stage: Stage) -> QWidget:
    """Whom to ring."""
    window = page(stage, "relations")
    stage.workplace().window.pages["relations"].tables["people"].select_row(1)  # type: ignore[attr-defined]
    return window


@screen("10-leerlingen-ophalen")
def imports(stage: Stage) -> QWidget:
    """Before a list is chosen."""
    return page(stage, "imports")


@screen("10b-leerlingen-nakijken")
def import_preview(stage: Stage) -> QWidget:
    """What a list would do, before it does."""
    from jeugdhulp_desktop.ui import dialogs

    rows = ("1;Jip;de;Vries;14-03-2014;7A", "2;Mo;;Bakker;02-11-2015;7A", "3;Ada;;Prins;31-02-2014;8")
    path = stage.folder.parent / "lijst.csv"
    path.write_text("\n".join(("Nummer;Roepnaam;Tussenvoegsel;Achternaam;Geboortedatum;Groep", *rows)))
    window = page(stage, "imports", path)
    imports = stage.workplace().window.pages["imports"]
    stage.until(lambda: imports.now == 1)  # type: ignore[attr-defined]
    with dialogs.answers("Lijst gebruiken"):
        imports.finish()
        stage.until(lambda: imports.now == 2)  # type: ignore[attr-defined]
    return window


@screen("11-instellingen")
def settings_page(stage: Stage) -> QWidget:
    """This laptop, the vault, the keys."""
    return page(stage, "settings")


@screen("11b-instellingen-sleutels")
def settings_keys(stage: Stage) -> QWidget:
    """The passphrase, the code in the safe, and what this computer remembers."""
    return page(stage, "settings", "recovery")


@screen("12-hulp")
def manual(stage: Stage) -> QWidget:
    """The manual beside the program."""
    from jeugdhulp_desktop.ui.help_window import HelpWindow

    window = HelpWindow()
    window.open_at("casussen")
    return window


def photograph(theme: Theme, percent: int, vault: Path, target: Path, only: str) -> None:
    """Every screen in one look; runs in a process whose QT_SCALE_FACTOR is the percentage."""
    application = QApplication(["jeugdhulp"])
    dress(application, theme)
    stage = Stage(vault, os.environ.pop("STAGE_PASSPHRASE"), LAPTOP / (percent / 100), Tasks())
    for name, build in SCREENS.items():
        if only not in name:
            continue
        widget = build(stage)
        widget.resize(stage.size)
        widget.show()
        stage.settle()
        file = target / f"{name}-{theme.value}-{percent}.png"
        if not widget.grab().save(str(file)):
            raise OSError(f"could not write {file}")
        print(file, flush=True)
        if stage.opened is None or widget is not stage.opened.window:
            widget.close()
    stage.close()


def main(arguments: list[str]) -> int:
    """Makes the practice vault and starts a process for each look."""
    parser = argparse.ArgumentParser(prog="dev.py screens")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", default="", metavar="NAME", help="screens with NAME in their name")
    parser.add_argument("--look", nargs=3, help=argparse.SUPPRESS)  # theme, percent, vault
    asked = parser.parse_args(arguments)
    target = asked.folder.resolve()
    target.mkdir(parents=True, exist_ok=True)
    if asked.look:
        theme, percent, vault = asked.look
        photograph(Theme(theme), int(percent), Path(vault), target, asked.only)
        return 0
    with tempfile.TemporaryDirectory(prefix="screens-") as scratch:
        return _in_every_look(Path(scratch), target, asked.only)


def _in_every_look(scratch: Path, target: Path, only: str) -> int:
    environment = dict(os.environ, QT_QPA_PLATFORM="offscreen", JEUGDHULP_HOME=str(scratch / "laptop"))
    made = subprocess.run(
        [sys.executable, "main.py", "demo", str(scratch / "kluis"), "--json"],
        cwd=program_folder(),
        env=environment,
        stdout=subprocess.PIPE,
        check=True,
    )
    environment["QT_LOGGING_RULES"] = "default.warning=false"  # the offscreen platform knows no size hints
    environment["STAGE_PASSPHRASE"] = json.loads(made.stdout)["passphrase"]
    failed = 0
    for theme, percent in LOOKS:
        vault = scratch / f"{theme.value}-{percent}" / "kluis"
        shutil.copytree(scratch / "kluis", vault)
        look = ("--look", theme.value, str(percent), str(vault))
        command = [sys.executable, "-m", "tests.ui.screens", str(target), "--only", only, *look]
        scaled = dict(environment, QT_SCALE_FACTOR=str(percent / 100))
        failed |= subprocess.run(command, cwd=program_folder(), env=scaled, check=False).returncode
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
