"""Every screen in a state that shows what it can do, in the order of the pictures."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from PySide6.QtWidgets import QWidget

from jeugdhulp_desktop.domain.agreement_sections import Theme as AgreementTheme
from jeugdhulp_desktop.domain.evaluations import Realised
from jeugdhulp_desktop.domain.places import Place
from jeugdhulp_desktop.services.disk_encryption import DiskEncryption
from tests.ui.stage import Stage, page, screen


@screen("01-ontgrendelen")
def unlock(stage: Stage) -> QWidget:
    """The first thing anybody sees."""
    from jeugdhulp_desktop.security.header_file import read_vault_info
    from jeugdhulp_desktop.ui.unlock.unlock_page import UnlockPage

    page = UnlockPage(stage.tasks)
    page.show_vault(stage.folder, read_vault_info(stage.folder))
    return page


@screen("01c-pincode")
def unlock_by_pin(stage: Stage) -> QWidget:
    """After a lock, where this laptop has a PIN."""
    from jeugdhulp_desktop.domain.errors import WrongPin
    from jeugdhulp_desktop.ui.unlock.unlock_page import UnlockPage

    page = unlock(stage)
    assert isinstance(page, UnlockPage)
    page.ask_pin()
    page._pin_refused(WrongPin(4))
    return page


@screen("02-herstelcode")
def recovery_code(stage: Stage) -> QWidget:
    """The wizard where the code is shown, with one group typed back."""
    from jeugdhulp_desktop.security.recovery_code import RecoveryCode
    from jeugdhulp_desktop.ui.unlock.wizard import NewVaultWizard

    wizard = NewVaultWizard(stage.folder, stage.folder, lambda _folder: False, lambda _folder: Place())
    wizard.show_code(RecoveryCode(bytes(range(7, 23))), (2, 5))
    code, row = wizard.code.code, wizard.code.rows[0]
    assert code is not None
    row.field.setText(code.groups[2])  # type: ignore[attr-defined]
    row.field.changed.emit()  # type: ignore[attr-defined]
    return wizard


@screen("02b-plaats-van-de-kluis")
def place_of_vault(stage: Stage) -> QWidget:
    """The wizard at the folder, which turns out to be synced."""
    from jeugdhulp_desktop.ui.unlock.wizard import PLACE, NewVaultWizard

    folder = Path("/home/ilse/OneDrive - De Brug/Jeugdhulp/Kluis")
    onedrive = Place(service="OneDrive")
    wizard = NewVaultWizard(folder, stage.folder, lambda _folder: False, lambda _folder: onedrive)
    wizard._turn(PLACE)
    return wizard


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


@screen("05c-thema")
def theme_form(stage: Stage) -> QWidget:
    """A theme unfolded, with what makes its goal measurable."""
    window = agreement(stage)
    editor = stage.workplace().window.pages["agreements"].editor  # type: ignore[attr-defined]
    editor.columns.go_to("themes[0].source")
    return window


@screen("05d-financien")
def finance(stage: Stage) -> QWidget:
    """Rates, contributions and the closing check."""
    window = agreement(stage)
    editor = stage.workplace().window.pages["agreements"].editor  # type: ignore[attr-defined]
    editor.columns.to_section("finance")
    return window


@screen("05e-vergelijken")
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


@screen("05f-nieuw-schooljaar")
def new_year(stage: Stage) -> QWidget:
    """The wizard at the groups, with who leaves."""
    window = page(stage, "agreements", ("rollover", stage.workplace().context.years.year.next))
    view = stage.workplace().window.pages["agreements"].view()  # type: ignore[attr-defined]
    stage.until(lambda: bool(view.schools.boxes))
    view.finish()
    view.finish()
    stage.settle()
    return window


@screen("05g-aanvullende-inzet")
def additions(stage: Stage) -> QWidget:
    """All requests of the year, one of which asks to be evaluated."""
    window = page(stage, "agreements", ("addition", None))
    stage.settle()
    return window


@screen("05h-aanvraag")
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


@screen("05i-evaluatie")
def evaluation(stage: Stage) -> QWidget:
    """Halfway the year, three lines answered and one that asks how it stands."""
    session, year = stage.workplace().session, stage.workplace().context.years.year
    begun = next(each for each in session.evaluations.lines(year) if each.halfway.id is not None)
    window = page(stage, "agreements", ("evaluation", (begun.school_id, year, None)))
    view = stage.workplace().window.pages["agreements"].view()  # type: ignore[attr-defined]
    view.sheet.rows[3].answer.choose(Realised.NO)
    stage.settle()
    return window


@screen("06-uren-week")
def hours_week(stage: Stage) -> QWidget:
    """Last week in the grid, with the focus in a cell."""
    window = page(stage, "hours")
    view = stage.workplace().window.pages["hours"].week  # type: ignore[attr-defined]
    view.step(-1)
    stage.settle()
    view.take_focus()
    return window


@screen("06b-uren-schooljaar")
def hours_year(stage: Stage) -> QWidget:
    """Agreed, planned and realised of one school, this year."""
    session = stage.workplace().session
    return page(stage, "hours", ("year", session.schools.lines()[0].id))


@screen("06c-uren-scholen")
def hours_schools(stage: Stage) -> QWidget:
    """All schools side by side."""
    return page(stage, "hours", "schools")


@screen("07-monitoring")
def monitoring(stage: Stage) -> QWidget:
    """What is due and what was asked."""
    return page(stage, "monitoring")


@screen("07b-monitoringlijst")
def checklist(stage: Stage) -> QWidget:
    """A list that is half filled in."""
    session = stage.workplace().session
    year = stage.workplace().context.years.year
    lines = session.checklists.lines(year)
    line = next(each for each in lines if each.id and not each.finished_on and each.answered)
    return page(stage, "monitoring", ("run", line.id))


@screen("08-rapporten")
def documents(stage: Stage) -> QWidget:
    """The report folder, with the paper beside it."""
    stage.workplace().session.documents.sync()
    return page(stage, "documents")


@screen("08b-papier-opzoeken")
def lookup(stage: Stage) -> QWidget:
    """What a printed page is, by the first signs of its controlegetal."""
    from jeugdhulp_desktop.ui.documents.lookup_dialog import LookupDialog

    workplace = stage.workplace()
    page(stage, "documents")
    session, year = workplace.session, workplace.context.years.year
    paper = next(each for each in session.documents.register_lines(year=year) if each.frozen_at)
    dialog = LookupDialog(workplace.window.pages["documents"], session)
    dialog.digits.set_value(paper.control[:4])
    dialog.check()
    stage.settle()
    return dialog


@screen("09-acties")
def actions(stage: Stage) -> QWidget:
    """One list of all actions."""
    return page(stage, "actions")


@screen("10-sociale-kaart")
def relations(stage: Stage) -> QWidget:
    """Whom to ring."""
    window = page(stage, "relations")
    stage.workplace().window.pages["relations"].tables["people"].select_row(1)  # type: ignore[attr-defined]
    return window


@screen("11-leerlingen-ophalen")
def imports(stage: Stage) -> QWidget:
    """Before a list is chosen."""
    return page(stage, "imports")


@screen("11b-leerlingen-nakijken")
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


@screen("12-instellingen")
def settings_page(stage: Stage) -> QWidget:
    """This laptop, the vault, the keys."""
    return page(stage, "settings")


@screen("12b-instellingen-kluis")
def settings_vault(stage: Stage) -> QWidget:
    """The days of the yearly cycle, the region of the holidays, the budgets."""
    return page(stage, "settings", "vault")


@screen("12c-instellingen-briefhoofd")
def settings_letterhead(stage: Stage) -> QWidget:
    """Who issues the papers, with a sample."""
    return page(stage, "settings", "letterhead")


@screen("14a-veiligheid")
def security(stage: Stage) -> QWidget:
    """How safe the vault is: one point to do, one to look at."""
    window = page(stage, "privacy", "security")
    part = stage.workplace().window.pages["privacy"].parts["security"]  # type: ignore[attr-defined]
    part._disk_told(DiskEncryption.OFF)
    stage.until(lambda: part._facts is not None)
    part._loaded(replace(part._facts, measures=dict.fromkeys(part._facts.measures, True)))
    stage.settle()
    return window


@screen("14b-veiligheid-vervolg")
def security_below(stage: Stage) -> QWidget:
    """The same page, further down, with a synced vault and a copy beside it."""
    window = security(stage)
    part = stage.workplace().window.pages["privacy"].parts["security"]  # type: ignore[attr-defined]
    copies = ("vault-LAPTOP-JK7.db",)
    part._loaded(replace(part._facts, place=Place(service="OneDrive"), copies=copies))
    stage.settle()
    bar = part.area.verticalScrollBar()
    bar.setValue(bar.maximum())
    stage.settle()
    return window


@screen("14c-logboek")
def audit(stage: Stage) -> QWidget:
    """Who did what, and when."""
    return page(stage, "privacy", "log")


@screen("14d-technisch-logboek")
def technical_log(stage: Stage) -> QWidget:
    """What would be sent, every sign of it."""
    from jeugdhulp_desktop.log import describe_error
    from jeugdhulp_desktop.ui.privacy.technical_log import TechnicalLogDialog

    window = page(stage, "privacy", "log")
    told = "2026-09-15 08:42:01,123 ERROR jeugdhulp_desktop.log unexpected\n"
    told += describe_error(LookupError()) + "\n  services/cases.py:112 in save\n"
    dialog = TechnicalLogDialog(window, stage.folder, told * 4)
    stage.settle()
    return dialog


@screen("14e-melding")
def crash(stage: Stage) -> QWidget:
    """After an error that nobody expected."""
    from jeugdhulp_desktop.ui.crash_dialog import CrashDialog

    window = page(stage, "start")
    report = (
        "Jeugdhulp Desktop 0.2.0\nLookupError\n  services/cases.py:112 in save\n  ui/tasks.py:181 in _work"
    )
    return CrashDialog(report, window)


@screen("14-sleutels")
def keys(stage: Stage) -> QWidget:
    """The ways into the vault, an old backup, a PIN, and what was changed."""
    from jeugdhulp_desktop.security.kdf import TESTING
    from jeugdhulp_desktop.services.keys import KeyService

    session = stage.workplace().session
    session.key_changes = KeyService(
        session.folder, session.keys, session.database, session.changes, cost=TESTING, keyring=_Keyring()
    )
    session.backups.make()
    session.key_changes.change_passphrase(stage.passphrase, stage.passphrase)
    session.key_changes.remember(stage.passphrase)
    session.key_changes.set_pin(stage.passphrase, "274916")
    return page(stage, "privacy", "keys")


@screen("14b-nieuwe-sleutel")
def new_key(stage: Stage) -> QWidget:
    """When a new key is needed."""
    from jeugdhulp_desktop.services.closed_vault import ClosedVault
    from jeugdhulp_desktop.ui.errands import ErrandPlace
    from jeugdhulp_desktop.ui.laptop import Laptop
    from jeugdhulp_desktop.ui.unlock.new_key_page import NewKeyPage

    return NewKeyPage(ErrandPlace(stage.tasks, Laptop(), ClosedVault.of(stage.workplace().session)))


@screen("14c-nieuwe-sleutel-klaar")
def new_key_made(stage: Stage) -> QWidget:
    """What is left of the old one."""
    from jeugdhulp_desktop.security.recovery_code import RecoveryCode
    from jeugdhulp_desktop.services.new_key import NewKey
    from jeugdhulp_desktop.ui.unlock.new_key_page import END, NewKeyPage

    page = new_key(stage)
    assert isinstance(page, NewKeyPage)
    folder = stage.folder
    made = NewKey(page.place.vault.keys, RecoveryCode(bytes(16)), (folder / "een", folder / "twee"))
    page.end.show_made(made, True)
    page._turn(END)
    return page


@screen("14d-verhuizen")
def moving(stage: Stage) -> QWidget:
    """What travels along and what does not, after a file was made."""
    from jeugdhulp_desktop.domain.handovers import MoveKind, Receipt
    from jeugdhulp_desktop.services.handover import Parcel

    window = page(stage, "privacy", "move")
    part = stage.workplace().window.pages["privacy"].current  # type: ignore[attr-defined]
    file = stage.folder.parent / "2026-09-15T084200Z-overdracht.jeugdhulp-backup"
    day = stage.workplace().context.today()
    receipt = Receipt(MoveKind.SUCCESSOR, "", "", file.name, "0a1b2c3d4e5f6071", day, "", "", {}, ())
    part.made.show_parcel(Parcel(file, file.with_suffix(".pdf"), receipt))
    return window


@screen("14g-gewone-bestanden")
def plain_files(stage: Stage) -> QWidget:
    """What comes into plain files, and the warning above it."""
    return page(stage, "privacy", "export")


@screen("14e-kluis-wissen")
def leave(stage: Stage) -> QWidget:
    """What goes and what stays, before it is said twice."""
    from jeugdhulp_desktop.services.closed_vault import ClosedVault
    from jeugdhulp_desktop.ui.errands import ErrandPlace
    from jeugdhulp_desktop.ui.laptop import Laptop
    from jeugdhulp_desktop.ui.moving.leave_page import LeavePage

    return LeavePage(ErrandPlace(stage.tasks, Laptop(), ClosedVault.of(stage.workplace().session)))


@screen("01d-ik-heb-al-een-kluis")
def arrive(stage: Stage) -> QWidget:
    """A file of a predecessor, before its passphrase."""
    from jeugdhulp_desktop.ui.unlock.arrive_page import ArrivePage

    return ArrivePage(
        stage.tasks, stage.folder / "2026-09-15T084200Z-overdracht.jeugdhulp-backup", stage.folder
    )


class _Keyring:
    """A keyring in memory: a picture leaves nothing in that of the laptop."""

    def __init__(self) -> None:
        self._kept: dict[str, str] = {}

    def get(self, account: str) -> str | None:
        return self._kept.get(account)

    def set(self, account: str, secret: str) -> None:
        self._kept[account] = secret

    def delete(self, account: str) -> None:
        self._kept.pop(account, None)


@screen("12e-wissen")
def erasing(stage: Stage) -> QWidget:
    """Everything that would go with a pupil, and where the name stands too."""
    from jeugdhulp_desktop.domain.contacts import ContactDraft
    from jeugdhulp_desktop.domain.erasures import ErasureKind, ErasureTarget

    session = stage.workplace().session
    pupil = session.pupils.search("noor")[0]
    other = session.cases.search("sem")[0]
    note = f"Sem en {pupil.name.display} zaten naast elkaar. {pupil.name.first} vond dat fijn."
    session.contacts.save(ContactDraft(case_id=other.id, happened_on=session.today(), fact=note))
    window = page(stage, "privacy", ("erasure", ErasureTarget(ErasureKind.PUPIL, pupil.id)))
    part = stage.workplace().window.pages["privacy"].parts["erasure"]  # type: ignore[attr-defined]
    stage.until(lambda: part.plan is not None)
    stage.settle()
    return window


@screen("12f-wissen-besluit")
def deciding_to_erase(stage: Stage) -> QWidget:
    """The same, at the places of the name and the red button, with a reason that does not hold."""
    from jeugdhulp_desktop.domain.erasures import ErasureReason

    window = erasing(stage)
    part = stage.workplace().window.pages["privacy"].parts["erasure"]  # type: ignore[attr-defined]
    part.decide.reason.set_value(ErasureReason.REQUEST)
    part.decide.reason.changed.emit()
    stage.settle()
    bar = part.area.verticalScrollBar()
    bar.setValue(bar.maximum())
    return window


@screen("13-hulp")
def manual(stage: Stage) -> QWidget:
    """The manual beside the program."""
    from jeugdhulp_desktop.ui.help_window import HelpWindow

    window = HelpWindow()
    window.open_at("casussen")
    return window


def _restore_view(stage: Stage):  # type: ignore[no-untyped-def]
    """The restore of a copy of the practice vault, with a backup in it and a case less since."""
    from datetime import datetime, timedelta
    from shutil import copytree

    from jeugdhulp_desktop.compose import open_session
    from jeugdhulp_desktop.domain.contacts import ContactDraft
    from jeugdhulp_desktop.security.vault import unlock_with_passphrase
    from jeugdhulp_desktop.services.backups import back_up
    from jeugdhulp_desktop.ui.restoring.view import RestoreAsk, RestoreView

    folder = stage.folder.with_name("terugzetten")
    keys = unlock_with_passphrase(stage.folder, stage.passphrase)
    moment = datetime.now().astimezone()
    if not folder.exists():
        copytree(stage.folder, folder)
        session = open_session(folder, keys, report_folder=folder.parent / "Rapporten")
        try:
            for days in (9, 1):
                back_up(session.database, folder, moment - timedelta(days=days))
            case = session.cases.search("noor")[0].id
            session.contacts.save(ContactDraft(case, session.today(), fact="Een gesprek van vandaag."))
        finally:
            session.close()
        half = folder / "backups" / "half.jeugdhulp-backup"
        half.write_bytes(next((folder / "backups").iterdir()).read_bytes()[:9000])
    view = RestoreView(stage.tasks, RestoreAsk(folder, keys, lambda: moment))
    view.resize(stage.size)
    view.show()
    stage.settle()
    return view


@screen("23-terugzetten")
def restore_choose(stage: Stage) -> QWidget:
    """Which backup comes back."""
    return _restore_view(stage)


@screen("23b-terugzetten-vergelijken")
def restore_compare(stage: Stage) -> QWidget:
    """What differs."""
    view = _restore_view(stage)
    view.next_button.click()
    stage.until(view.next_button.isEnabled)
    view.let_go()
    stage.settle()
    return view


@screen("23c-terugzetten-klaar")
def restore_done(stage: Stage) -> QWidget:
    """Done, and the way back."""
    view = _restore_view(stage)
    view.next_button.click()
    stage.until(view.next_button.isEnabled)
    view.next_button.click()
    stage.until(lambda: not view.writing and view.result.undo.isVisible())
    return view


@screen("31-back-ups")
def backups(stage: Stage) -> QWidget:
    """Where the backups stand, with a stick that is in, and which there are."""
    _with_a_stick(stage)
    return page(stage, "privacy", "backups")


@screen("31b-terugzetten-oefenen")
def drill(stage: Stage) -> QWidget:
    """The drill done: what stood in the backup beside what stands in the vault."""
    _with_a_stick(stage)
    window = page(stage, "privacy", ("backups", "drill"))
    view = stage.workplace().window.pages["privacy"].parts["backups"].view  # type: ignore[attr-defined]
    view.next_button.click()
    view.typing.field.setText(stage.passphrase)
    view.next_button.click()
    stage.settle()
    return window


def _with_a_stick(stage: Stage) -> None:
    work = stage.workplace()
    laptop, session = work.context.laptop, work.session
    if not laptop.settings.backup_places:
        place = session.backups.choose_second(stage.folder.parent / "ZORG-BACKUP")
        place = replace(place, name="usb-stick ZORG-BACKUP")
        session.backups.second = place
        laptop.keep(laptop.settings.with_backup_place(session.vault_id, place))
        session.backups.keep_up(anyway=True)


def _recovery(stage: Stage, damage: str) -> QWidget:
    """The recovery screen of a damaged copy of the practice vault."""
    from datetime import datetime, timedelta
    from shutil import copytree

    from jeugdhulp_desktop.compose import open_session
    from jeugdhulp_desktop.domain.errors import DamagedDatabase, DamagedHeader
    from jeugdhulp_desktop.security.vault import unlock_with_passphrase
    from jeugdhulp_desktop.services.backups import back_up
    from jeugdhulp_desktop.ui.laptop import Laptop
    from jeugdhulp_desktop.ui.recovering.page import Broken, RecoveryPage

    folder = stage.folder.with_name(f"kapot-{damage}")
    keys = unlock_with_passphrase(stage.folder, stage.passphrase)
    if not folder.exists():
        copytree(stage.folder, folder)
        session = open_session(folder, keys, report_folder=folder.parent / "Rapporten")
        try:
            for days in (9, 1):
                back_up(session.database, folder, datetime.now().astimezone() - timedelta(days=days))
        finally:
            session.close()
        file = folder / ("vault.header" if damage == "header" else "vault.db")
        data = bytearray(file.read_bytes())
        data[60 if damage == "header" else len(data) // 2] ^= 1
        file.write_bytes(data)
    error = DamagedHeader("checksum") if damage == "header" else DamagedDatabase("page")
    broken = Broken(folder, error, None if damage == "header" else keys)
    made = RecoveryPage(stage.tasks, Laptop(), broken)
    made.resize(stage.size)
    made.show()
    stage.settle()
    return made


@screen("24-herstel")
def recovery(stage: Stage) -> QWidget:
    """A page of the database that cannot be read."""
    return _recovery(stage, "database")


@screen("24b-herstel-sleutelbestand")
def recovery_header(stage: Stage) -> QWidget:
    """A damaged header with a sound copy."""
    return _recovery(stage, "header")


@screen("31c-sluiten")
def closing(_stage: Stage) -> QWidget:
    """The window closes, and a backup is due."""
    from jeugdhulp_desktop.ui.backups.closing import ClosingPage

    page = ClosingPage()
    page.show_running()
    return page


@screen("31d-sluiten-zonder-stick")
def closing_failed(_stage: Stage) -> QWidget:
    """The stick was pulled out meanwhile."""
    from jeugdhulp_desktop.domain.errors import DiskProblem
    from jeugdhulp_desktop.ui.backups.closing import ClosingPage
    from jeugdhulp_desktop.ui.sentences import sentence

    page = ClosingPage()
    page.show_failed(sentence(DiskProblem("pulled-out")), made=True)
    return page


@screen("14f-prullenbak")
def bin_of_thirty_days(stage: Stage) -> QWidget:
    """What was thrown away, with one chosen."""
    from jeugdhulp_desktop.domain.cases import CaseFilter

    session = stage.workplace().session
    cases = session.cases.find_ids(CaseFilter())
    moments = [each for case in cases for each in session.contacts.timeline(case)]
    for moment in moments[:2]:
        session.contacts.delete(moment.id)
    session.cases.delete(cases[3])
    return page(stage, "privacy", "bin")
