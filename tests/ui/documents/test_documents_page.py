"""Rapporten on the screen: real files in a real folder, changed, locked and taken away under its feet."""

import errno
import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from jeugdhulp_desktop.domain.documents import DocumentState, PaperKey, PaperKind
from jeugdhulp_desktop.domain.pupils import PupilDraft, PupilName
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.domain.schools import SchoolDraft, SchoolType
from jeugdhulp_desktop.services.session import Session
from jeugdhulp_desktop.settings import load_settings
from jeugdhulp_desktop.storage.audit import load_audit_lines
from jeugdhulp_desktop.ui import dialogs
from jeugdhulp_desktop.ui.documents.lookup_dialog import LookupDialog
from jeugdhulp_desktop.ui.documents.page import DocumentsPage
from jeugdhulp_desktop.ui.documents.report_lines import ReportLine, folder_words, moment_words
from jeugdhulp_desktop.ui.laptop import Laptop
from jeugdhulp_desktop.ui.pages import PageContext
from jeugdhulp_desktop.ui.privacy_mode import Privacy
from jeugdhulp_desktop.ui.tasks import Tasks
from jeugdhulp_desktop.ui.theme import theme
from jeugdhulp_desktop.ui.widgets.buttons import Button
from jeugdhulp_desktop.ui.widgets.labels import TextBlock
from jeugdhulp_desktop.ui.widgets.panel import Panel
from jeugdhulp_desktop.ui.year_choice import YearChoice
from tests.ui.controls import stray_windows, unnamed_controls

YEAR = SchoolYear(2026)
NOW = datetime(2026, 9, 15, 8, 42, tzinfo=UTC)
THEIRS = b"%PDF-1.7 met aantekeningen van de gemeente"
CHANGED = datetime(2026, 9, 11, 8, 47, tzinfo=UTC).timestamp()  # 10:47 in the Netherlands
Opens = Callable[..., DocumentsPage]


@pytest.fixture
def opens(qtbot: QtBot, tasks: Tasks) -> Iterator[Opens]:
    """Shows the page of a Session as the window does."""
    undo: list[Callable[[], None]] = []

    def open_it(session: Session, width: int = 1302) -> DocumentsPage:
        laptop = Laptop(load_settings(), tasks)
        made = DocumentsPage(PageContext(tasks, Privacy(), YearChoice(YEAR), lambda: NOW, laptop))
        qtbot.addWidget(made)
        made.setMinimumSize(1, 1)
        made.resize(width, 690)
        undo.append(session.changes.subscribe(tasks.announce))
        tasks.changed.connect(lambda told: made.refresh(told) if told & made.watches else None)
        made.open_with(session)
        with qtbot.waitActive(made):
            made.show()
            made.activateWindow()
        quiet(qtbot, made)
        return made

    yield open_it
    for each in undo:
        each()
    tasks.close()


def quiet(qtbot: QtBot, page: DocumentsPage) -> None:
    """The worker has answered, also what an answer asked next."""
    idle: list[bool] = []

    def settled() -> bool:
        idle.append(not page.context.tasks.busy())
        return len(idle) > 8 and all(idle[-8:])

    qtbot.waitUntil(settled)


def the_line(page: DocumentsPage, school: str) -> ReportLine:
    return next(line for line in page.model.lines() if school in line.school_name)


def choose(qtbot: QtBot, page: DocumentsPage, school: str) -> ReportLine:
    line = the_line(page, school)
    assert page.table.select_id(line.key)
    quiet(qtbot, page)
    return line


def theirs(session: Session, page: DocumentsPage, school: str) -> Path:
    """Another changes a file of ours on 11 September at 10:47."""
    path = session.documents.folder / the_line(page, school).file_name
    path.write_bytes(THEIRS)
    os.utime(path, (CHANGED, CHANGED))
    return path


def bar_texts(page: DocumentsPage) -> list[str]:
    return [f"{each.title} {each.text}".strip() for each in page.bars.messages()]


def act(page: DocumentsPage, words: str) -> None:
    do = next(each.do for message in page.bars.messages() for each in message.acts if each.words == words)
    do()


def test_each_agreement_is_made_by_one_button(qtbot: QtBot, opens: Opens, demo: Session) -> None:
    page = opens(demo)
    assert {line.state for line in page.model.lines()} == {DocumentState.MISSING}
    papers = [line for line in page.model.lines() if line.kind is not PaperKind.INDEX]
    assert page.make.text() == f"Maak {len(papers)} rapporten"
    with qtbot.waitSignal(page.saved):
        page.make.click()
    quiet(qtbot, page)
    assert {line.state for line in page.model.lines()} == {DocumentState.CURRENT}
    assert len(list(demo.documents.folder.glob("*.pdf"))) == len(demo.documents.lines(YEAR))
    assert page.make.isHidden(), "nothing is left to make"
    assert page.model.cell(0, page.model.column_of("made")).text == "vandaag, 10:42"
    assert page.model.cell(0, 0).second == "Versie 1, ondertekend"


def test_stopping_leaves_what_was_made_and_no_half_file(qtbot: QtBot, opens: Opens, demo: Session) -> None:
    page = opens(demo)
    tasks = page.context.tasks
    tasks.stepped.connect(lambda task, step: task.cancel() if step.total else None)
    page.make.click()
    quiet(qtbot, page)
    made = [each.name for each in demo.documents.folder.iterdir()] if demo.documents.folder.exists() else []
    assert all(name.endswith(".pdf") for name in made)
    states = [line.state for line in page.model.lines()]
    assert states.count(DocumentState.CURRENT) == len(made) < 2
    assert page.bars.messages() == ()


def test_a_changed_agreement_is_outdated_and_named(qtbot: QtBot, opens: Opens, demo: Session) -> None:
    demo.documents.sync()
    page = opens(demo)
    agreement_id = the_line(page, "Zonnewijzer").agreement_id
    assert agreement_id is not None
    demo.agreements.save(replace(demo.agreements.load(agreement_id), aim="Anders."))
    quiet(qtbot, page)
    assert the_line(page, "Zonnewijzer").state is DocumentState.OUTDATED
    assert bar_texts(page) == ["VSO De Zonnewijzer is veranderd na de laatste pdf."]
    assert page.make.text() == "Maak 1 rapport opnieuw"
    page.make.click()
    quiet(qtbot, page)
    assert bar_texts(page) == []


def test_a_school_without_an_agreement_offers_to_begin_one(qtbot: QtBot, opens: Opens, demo: Session) -> None:
    school_id = demo.schools.save(SchoolDraft("Cbs Het Baken", SchoolType.BAO))
    page = opens(demo)
    line = choose(qtbot, page, "Het Baken")
    assert (line.version, line.state) == ("Nog niet begonnen", DocumentState.MISSING)
    assert page.begin.isVisible()
    with qtbot.waitSignal(page.open_page) as asked:
        page.begin.buttons[0].click()
    assert asked.args == ["agreements", ("school", school_id)]


def test_filters_by_state_and_school(qtbot: QtBot, opens: Opens, demo: Session) -> None:
    page = opens(demo)
    page.filters.filters["school"].set_value("VSO De Zonnewijzer")
    assert {line.school_name for line in page.model.lines()} == {"VSO De Zonnewijzer"}
    shown, every = page.model.rowCount(), len(demo.documents.lines(YEAR))
    assert page.table.count.text() == f"{shown} van {every} papieren"
    page.filters.filters["state"].set_value(DocumentState.CURRENT)
    assert page.model.rowCount() == 0
    assert page.nothing.title.text() == "Niets gevonden"
    page.filters.clear()
    assert page.model.rowCount() == every


def test_what_another_changed_is_kept_as_a_copy(qtbot: QtBot, opens: Opens, demo: Session) -> None:
    demo.documents.sync()
    page = opens(demo)
    path = theirs(demo, page, "Kraanvogel")
    page.refresh(frozenset())
    quiet(qtbot, page)
    assert bar_texts(page) == [
        "obs De Kraanvogel: eerst kiezen Iemand anders heeft dit bestand op 11 september om 10:47 veranderd. "
        "Er is niets overschreven. Kies wat je wilt bewaren."
    ]
    assert page.model.cell(0, page.model.column_of("made")).text == "11 sep, 10:47"
    act(page, "Bewaar als kopie")
    quiet(qtbot, page)
    assert path.read_bytes() == THEIRS
    assert [each.name for each in demo.documents.folder.glob("*(nieuw).pdf")] == [
        "2026-2027 Schoolafspraak obs De Kraanvogel v1 (nieuw).pdf"
    ]
    assert bar_texts(page) == []
    assert the_line(page, "Kraanvogel").state is DocumentState.CURRENT


@pytest.mark.parametrize(("answer", "replaced"), [("Vervangen", True), (None, False)])
def test_replacing_it_all_the_same_asks_first(
    qtbot: QtBot, opens: Opens, demo: Session, answer: str | None, replaced: bool
) -> None:
    demo.documents.sync()
    page = opens(demo)
    path = theirs(demo, page, "Kraanvogel")
    page.refresh(frozenset())
    quiet(qtbot, page)
    with dialogs.answers(answer) as asked:
        act(page, "Toch vervangen")
    assert "Dit kun je niet terugdraaien." in asked[0].text
    quiet(qtbot, page)
    assert (path.read_bytes() != THEIRS) is replaced
    state = DocumentState.CURRENT if replaced else DocumentState.FOREIGN
    assert the_line(page, "Kraanvogel").state is state


def test_a_folder_that_is_gone_is_said_once_and_another_one_is_remembered(
    qtbot: QtBot, opens: Opens, demo: Session, tmp_path: Path
) -> None:
    demo.documents.sync()
    page = opens(demo)
    demo.documents.folder.rename(tmp_path / "usb-stick-weg")
    page.refresh(frozenset())
    quiet(qtbot, page)
    assert bar_texts(page) == [
        "De map is niet bijgewerkt De map met rapporten is er niet meer. Kijk of de usb-stick of netwerkmap "
        "vastzit en kies Opnieuw proberen, of kies een andere map."
    ]
    act(page, "Opnieuw proberen")
    quiet(qtbot, page)
    assert len(page.bars.messages()) == 1
    other = tmp_path / "Documenten" / "Rapporten"
    with dialogs.answers(other):
        act(page, "Andere map kiezen")
    quiet(qtbot, page)
    assert len(list(other.glob("*.pdf"))) == len(demo.documents.lines(YEAR))
    assert page.bars.messages() == ()
    qtbot.waitUntil(lambda: load_settings().report_folders == {demo.vault_id: other})
    assert "Documenten › Rapporten" in page.header.facts.accessibleName()


@pytest.mark.parametrize(
    "refusal",
    [
        (errno.ENOSPC, "Opnieuw proberen", "De schijf is vol."),
        (errno.EACCES, "Andere map kiezen", "Je mag in deze map niet schrijven."),
        (errno.EIO, "Opnieuw proberen", "De schijf werkt niet mee."),
    ],
)
def test_f18_f31_what_the_disk_refuses_is_named_with_what_to_do(
    qtbot: QtBot, opens: Opens, demo: Session, monkeypatch: pytest.MonkeyPatch, refusal: tuple[int, str, str]
) -> None:
    error, first, words = refusal
    page = opens(demo)

    def refuse(self: Path, target: Path) -> Path:
        raise OSError(error, os.strerror(error))

    monkeypatch.setattr(Path, "replace", refuse)
    page.make.click()
    quiet(qtbot, page)
    message = page.bars.messages()[0]
    assert message.text.startswith(words)
    assert "obs De Kraanvogel en VSO De Zonnewijzer" in message.text
    assert message.acts[0].words == first
    monkeypatch.undo()
    act(page, "Opnieuw proberen")
    quiet(qtbot, page)
    assert page.bars.messages() == ()


def test_the_paper_beside_the_list_is_the_agreement_of_now(qtbot: QtBot, opens: Opens, demo: Session) -> None:
    demo.documents.sync()
    page = opens(demo)
    line = choose(qtbot, page, "Zonnewijzer")
    assert page.preview.heading.text() == "VSO De Zonnewijzer"
    assert page.preview.file_name.text() == line.file_name
    assert page.preview.note.plain_text() == "Gelijk aan de schoolafspraak. Bevat geen namen van leerlingen."
    qtbot.waitUntil(lambda: 0 in page.preview.sheets.pictures())
    theirs(demo, page, "Zonnewijzer")
    page.refresh(frozenset())
    quiet(qtbot, page)
    assert page.preview.note.plain_text().startswith("Dit is onze pdf.")


def test_v26_a_pupils_name_in_the_agreement_is_told_under_the_paper(
    qtbot: QtBot, opens: Opens, demo: Session
) -> None:
    page = opens(demo)
    agreement_id = the_line(page, "Zonnewijzer").agreement_id
    assert agreement_id is not None
    demo.agreements.save(replace(demo.agreements.load(agreement_id), aim="Noor Yıldız doet mee."))
    choose(qtbot, page, "Zonnewijzer")
    assert page.preview.note.plain_text().startswith("Hier lijkt de naam van een leerling in te staan.")


def test_the_editor_shows_a_concept_that_was_never_written(qtbot: QtBot, opens: Opens, demo: Session) -> None:
    page = opens(demo)
    agreement_id = the_line(page, "Zonnewijzer").agreement_id
    page.filters.filters["school"].set_value("obs De Kraanvogel")
    page.open_at(agreement_id)
    quiet(qtbot, page)
    assert page.table.current().agreement_id == agreement_id
    assert page.preview.has_document()
    assert page.preview.sheets.hasFocus()
    assert page.preview.note.plain_text().startswith("Gelijk aan de schoolafspraak, nog niet in de map.")
    assert list(demo.documents.folder.parent.glob("**/*.pdf")) == [], "F51: nothing was written to look at it"


def test_below_1200_pixels_the_paper_comes_over_the_list(qtbot: QtBot, opens: Opens, demo: Session) -> None:
    page = opens(demo, width=900)
    assert page.left.isVisible()
    assert not page.preview.isVisible()
    page.table.take_focus()
    qtbot.keyClick(page.table.view, Qt.Key.Key_Return)
    assert page.preview.isVisible()
    assert not page.left.isVisible()
    assert page.preview.sheets.hasFocus()
    page.back()
    assert page.left.isVisible()
    assert page.table.view.hasFocus()


class Outside(QObject):
    """The programs of the computer, as Qt calls them."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.opened.append(url.toLocalFile())


@pytest.fixture
def outside() -> Iterator[Outside]:
    """Files go here instead of to a viewer."""
    made = Outside()
    QDesktopServices.setUrlHandler("file", made, "take")
    yield made
    QDesktopServices.unsetUrlHandler("file")


def test_file_and_folder_open_in_the_computers_own_programs(
    qtbot: QtBot, opens: Opens, demo: Session, outside: Outside
) -> None:
    demo.documents.sync()
    page = opens(demo)
    line = choose(qtbot, page, "Zonnewijzer")
    page.preview.outside.click()
    quiet(qtbot, page)
    page.open_folder.click()
    quiet(qtbot, page)
    folder = demo.documents.folder
    assert outside.opened == [str(folder / line.file_name), str(folder)]


def test_what_is_not_in_the_folder_is_not_opened_but_offered_to_make(
    qtbot: QtBot, opens: Opens, demo: Session, outside: Outside
) -> None:
    page = opens(demo)
    choose(qtbot, page, "Zonnewijzer")
    with qtbot.waitSignal(page.message) as told:
        page.preview.outside.click()
    assert told.args[0].text.startswith("Deze pdf staat nog niet in de map.")
    assert outside.opened == []
    told.args[0].acts[0].do()
    quiet(qtbot, page)
    assert len(list(demo.documents.folder.glob("*.pdf"))) == len(demo.documents.lines(YEAR))


def test_printing_sends_page_after_page_and_leaves_a_line_in_the_trail(
    qtbot: QtBot, opens: Opens, demo: Session, tmp_path: Path
) -> None:
    page = opens(demo)
    choose(qtbot, page, "Zonnewijzer")
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "papier.pdf"))
    with qtbot.waitSignal(page.preview.printed) as done:
        page.preview.print_on(printer)
    quiet(qtbot, page)
    paper = pypdfium2.PdfDocument(tmp_path / "papier.pdf")
    assert done.args == [page.preview.sheets.count()]
    assert len(paper) == page.preview.sheets.count()
    assert [round(side) for side in paper.get_page_size(0)] == [595, 842]
    paper.close()
    with demo.database.read() as connection:
        assert load_audit_lines(connection)[0].action == "print-document"


def test_no_name_of_a_pupil_stands_in_a_title_or_a_file_name(
    qtbot: QtBot, opens: Opens, demo: Session
) -> None:
    school_id = demo.schools.lines()[0].id
    demo.pupils.save(PupilDraft(school_id, PupilName("Fenna", "", "Uniek")))
    page = opens(demo)
    page.make.click()
    quiet(qtbot, page)
    assert not any("Uniek" in each.name for each in demo.documents.folder.iterdir())
    assert "Uniek" not in page.windowTitle()


@pytest.mark.parametrize("scale", [100, 150])
@pytest.mark.parametrize("size", [(896, 560), (1302, 690)])
def test_every_control_has_a_name_and_nothing_needs_more_room(
    qtbot: QtBot, opens: Opens, demo: Session, size: tuple[int, int], scale: int
) -> None:
    theme().apply(scale=scale)
    demo.documents.sync()
    page = opens(demo, width=size[0])
    theirs(demo, page, "Kraanvogel")
    page.refresh(frozenset())
    quiet(qtbot, page)
    page.resize(*size)
    assert unnamed_controls(page) == []
    page.table.opened.emit(page.table.current())
    assert unnamed_controls(page) == []
    if not (scale == 150 and size[0] < 1000):  # the smallest window is for text at 100 %
        assert page.minimumSizeHint().width() <= size[0]
    assert stray_windows({page}) == []
    assert page.isActiveWindow()


def test_folder_and_moments_as_people_say_them() -> None:
    home = Path("/home/ilse")
    assert folder_words(home / "Documenten" / "Rapporten", home) == "Documenten › Rapporten"
    today = NOW.date()
    assert moment_words("2026-09-15T08:31:00", today) == "vandaag, 08:31"
    assert moment_words("2026-09-11T10:47:12", today) == "11 sep, 10:47"
    assert moment_words("2025-09-11T10:47:12", today) == "11 sep 2025, 10:47"


def test_f20_a_conflicted_copy_is_told_and_goes_only_when_asked(
    qtbot: QtBot, opens: Opens, demo: Session, outside: Outside
) -> None:
    demo.documents.sync()
    page = opens(demo)
    line = the_line(page, "Zonnewijzer")
    name = line.file_name.replace(".pdf", "-LAPTOP-7.pdf")
    copy = demo.documents.folder / name
    copy.write_bytes(THEIRS)
    page.refresh(frozenset())
    quiet(qtbot, page)
    (message,) = page.bars.messages()
    assert name in message.text and "anders dan onze pdf" in message.text
    look, keep, remove = message.acts
    look.do()
    assert outside.opened == [str(copy)]
    with dialogs.answers(None):
        remove.do()
    assert copy.exists()
    with dialogs.answers("Weghalen") as asked:
        remove.do()
    quiet(qtbot, page)
    assert "Dit kun je niet terugdraaien" in asked[0].text
    assert not copy.exists() and page.bars.messages() == ()
    copy.write_bytes(THEIRS)
    page.refresh(frozenset())
    quiet(qtbot, page)
    keep.do()
    quiet(qtbot, page)
    assert copy.exists() and page.bars.messages() == ()


def test_several_papers_are_printed_as_one_job_in_the_order_of_the_list(
    qtbot: QtBot, opens: Opens, demo: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opens(demo)
    assert page.print_all.isHidden()
    page.table.take_focus()
    page.table.select_row(0)
    qtbot.keyClick(page.table.view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert page.print_all.text() == "Afdrukken (2)"
    keys = page.left.chosen_papers()
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "samen.pdf"))
    asked: list[tuple[str, int]] = []

    def ask(_parent: object, title: str, pages: int = 0) -> QPrinter:
        asked.append((title, pages))
        return printer

    monkeypatch.setattr("jeugdhulp_desktop.ui.documents.print_job.ask_printer", ask)
    with qtbot.waitSignal(page.print_job.printed, timeout=20_000) as done:
        page.print_all.click()
    quiet(qtbot, page)
    counts = [demo.documents.page_count(demo.documents.pdf(key)) for key in keys]
    paper = pypdfium2.PdfDocument(tmp_path / "samen.pdf")
    assert len(paper) == sum(counts) == done.args[0]
    paper.close()
    assert asked == [("Schoolafspraken (2 papieren)", sum(counts))], "asked once; the title names nobody"
    with demo.database.read() as connection:
        lines = load_audit_lines(connection)[:2]
    assert [each.action for each in lines] == ["print-document"] * 2
    assert all(each.printed_at for key in keys for each in demo.documents.register_lines(key=key))


def test_a_page_is_looked_up_by_its_controlegetal_and_a_file_by_its_bytes(
    qtbot: QtBot, opens: Opens, demo: Session, tmp_path: Path
) -> None:
    demo.documents.sync()
    page = opens(demo)
    line = the_line(page, "Zonnewijzer")
    assert line.paper is not None
    (registered,) = demo.documents.register_lines(key=line.paper)
    dialog = LookupDialog(page, demo)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.digits.set_value(f"Controlegetal {registered.control[:4]} {registered.control[4:8]}")
    dialog.accept_button.click()
    quiet(qtbot, page)
    cards = dialog.findChildren(Panel)
    assert len(cards) == 1 and dialog.isVisible()
    words = " ".join(each.plain_text() for each in cards[0].findChildren(TextBlock))
    assert "Dit is de nieuwste." in words and registered.sha256[:4] in words
    assert unnamed_controls(dialog) == []
    other = tmp_path / "ander.pdf"
    other.write_bytes(THEIRS)
    with dialogs.answers(other):
        dialog.pick.click()
    quiet(qtbot, page)
    assert dialog.told.text().startswith("Dit bestand is niet, of niet meer, precies zoals het gemaakt is.")
    with dialogs.answers(demo.documents.folder / line.file_name):
        dialog.pick.click()
    quiet(qtbot, page)
    assert dialog.told.text().startswith("Dit bestand is precies zoals het gemaakt is.")
    look = next(each for each in dialog.findChildren(Button) if each.text() == "Bekijken")
    look.click()
    assert dialog.chosen == line.paper
    dialog.digits.set_value("zzzz")
    dialog.check()
    quiet(qtbot, page)
    assert dialog.told.text().startswith("Geen papier gevonden")


def test_the_list_shows_all_kinds_and_filters_them(qtbot: QtBot, opens: Opens, demo: Session) -> None:
    page = opens(demo)
    page.filters.filters["kind"].set_value(PaperKind.INDEX)
    (line,) = page.model.lines()
    assert line.version == "Lijst van alle papieren"
    page.table.select_row(0)
    quiet(qtbot, page)
    assert page.preview.has_document()


def test_the_letter_that_goes_along_is_one_button_from_the_agreement_and_prints_as_itself(
    qtbot: QtBot, opens: Opens, demo: Session
) -> None:
    page = opens(demo)
    line = choose(qtbot, page, "Zonnewijzer")
    assert page.paper.letter.text() == "Begeleidende brief"
    page.paper.letter.click()
    quiet(qtbot, page)
    assert page.preview.note.plain_text().startswith("De brief gaat mee met de schoolafspraak.")
    assert page.paper.letter.text() == "Schoolafspraak zelf"
    page.preview.printed.emit(1)
    quiet(qtbot, page)
    assert line.paper is not None
    letter = PaperKey(PaperKind.LETTER, line.paper.id)
    assert [bool(each.printed_at) for each in demo.documents.register_lines(key=letter)] == [True]
    page.paper.letter.click()
    quiet(qtbot, page)
    assert page.paper.letter.text() == "Begeleidende brief"
