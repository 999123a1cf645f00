"""Gegevens wissen on the screen: all that goes is shown first, asked once more, and told afterwards (F56)."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from jeugdhulp_desktop.domain.cases import CaseDraft, CaseStatus, Outcome, YesNoUnknown
from jeugdhulp_desktop.domain.contacts import ContactDraft
from jeugdhulp_desktop.domain.erasures import ErasureKind, ErasureReason, ErasureTarget
from jeugdhulp_desktop.domain.name_words import MASK
from jeugdhulp_desktop.domain.pupils import PupilDraft, PupilName
from jeugdhulp_desktop.domain.relations import PersonDraft
from jeugdhulp_desktop.services.session import Session
from jeugdhulp_desktop.storage.audit import load_audit_lines
from jeugdhulp_desktop.ui import dialogs
from jeugdhulp_desktop.ui.cases.page import CasesPage
from jeugdhulp_desktop.ui.erasures.part import ErasurePart
from jeugdhulp_desktop.ui.laptop import Laptop
from jeugdhulp_desktop.ui.monitoring.page import MonitoringPage
from jeugdhulp_desktop.ui.pages import Page, PageContext
from jeugdhulp_desktop.ui.privacy.page import PrivacyPage
from jeugdhulp_desktop.ui.privacy_mode import Privacy
from jeugdhulp_desktop.ui.tasks import Tasks
from jeugdhulp_desktop.ui.workplace import Workplace
from tests.services.conftest import TODAY
from tests.ui.controls import unnamed_controls

VERB = "Definitief wissen"


@pytest.fixture
def target(session: Session) -> ErasureTarget:
    """Noor, with a closed case and a note, and a friend in whose notes the name stands; to be erased."""
    school = session.schools.lines()[0].id
    noor = session.pupils.save(PupilDraft(school, PupilName("Noor", "", "Yıldız"), group="2B"))
    sem = session.pupils.save(PupilDraft(school, PupilName("Sem", "de", "Vries")))
    case = session.cases.save(
        CaseDraft(
            school_id=school, pupil_id=noor, status=CaseStatus.CLOSED, ended_on=TODAY,
            outcome=Outcome.ADVICE, without_help=YesNoUnknown.YES,
        )
    )  # fmt: skip
    other = session.cases.save(CaseDraft(school_id=school, pupil_id=sem, summary="Vriend van Noor Yıldız."))
    for case_id, fact in ((case, "Gesproken."), (other, "Met Noor op het plein.")):
        session.contacts.save(ContactDraft(case_id=case_id, happened_on=date(2026, 9, 3), fact=fact))
    session.relations.save_person(PersonDraft("Moeder van Noor Yıldız"))
    return ErasureTarget(ErasureKind.PUPIL, noor)


@pytest.fixture
def part(qtbot: QtBot, context: PageContext, tasks: Tasks, session: Session) -> Iterator[ErasurePart]:
    made = ErasurePart(context)
    qtbot.addWidget(made)
    made.resize(900, 640)
    session.changes.subscribe(tasks.announce)
    tasks.changed.connect(lambda changes: made.refresh(changes) if changes & made.watches else None)
    made.open_with(session)
    made.show()
    qtbot.waitUntil(lambda: made.before.facts is not None)
    yield made
    made.close()
    tasks.close()


@pytest.fixture
def planned(qtbot: QtBot, part: ErasurePart, target: ErasureTarget) -> ErasurePart:
    """The part with Noor chosen."""
    part.open_at(target)
    qtbot.waitUntil(lambda: part.plan is not None)
    return part


def words_on(widget: QWidget) -> str:
    return "\n".join(each.text() for each in widget.findChildren(QLabel) if each.isVisibleTo(widget))


def erase(qtbot: QtBot, part: ErasurePart) -> dialogs.Asked:
    with dialogs.answers(VERB) as asked:
        part.decide.button.click()
    qtbot.waitUntil(lambda: part.report is not None)
    qtbot.waitUntil(lambda: not part.context.tasks.busy())
    return asked[0]


def test_a_pupil_is_found_by_typing_and_what_goes_is_shown(
    qtbot: QtBot, part: ErasurePart, target: ErasureTarget
) -> None:
    part.field.setFocus()
    qtbot.keyClicks(part.field, "noor yil")
    qtbot.waitUntil(lambda: len(part.field._offered) == 2)
    offered = [words for _target, words in part.field._offered]
    assert offered[0].startswith("Leerling Noor Yıldız, 2B")
    assert offered[1].startswith("Casus van Noor Yıldız")
    qtbot.keyClick(part.field.completer().popup(), Qt.Key.Key_Down)
    qtbot.keyClick(part.field.completer().popup(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: part.plan is not None)
    assert part.plan is not None
    assert part.plan.target == target
    qtbot.waitUntil(lambda: "1 contactmoment" in words_on(part.going))  # laid out a turn later
    said = words_on(part.going)
    assert "Dit gaat weg: Noor Yıldız" in said
    assert "afgesloten op 15 september 2026" in said


def test_sure_places_are_ticked_and_the_name_of_a_record_is_left_to_its_user(
    planned: ErasurePart,
) -> None:
    ticked = {box.accessibleName(): box.isChecked() for box in planned.places.boxes.values()}
    assert sorted(ticked.values()) == [False, True]
    assert next(name for name, on in ticked.items() if on).endswith("omschrijving")
    said = words_on(planned.places)
    assert "Een deel van de naam. Dit kan ook iemand anders zijn." in said
    assert "Medewerker Moeder van Noor Yıldız" in said
    assert "Pas hem daar zelf aan." in said
    assert unnamed_controls(planned) == []


def test_a_place_is_one_button_away(qtbot: QtBot, planned: ErasurePart, session: Session) -> None:
    asked: list[tuple[str, object]] = []
    planned.open_page.connect(lambda page, argument: asked.append((page, argument)))
    other = session.cases.search("sem")[0]
    button = next(
        each
        for each in planned.places.findChildren(QWidget)
        if each.accessibleName() == f"Bekijken: Casus {other.number}, contactmoment"
    )
    qtbot.keyClick(button, Qt.Key.Key_Return)
    assert asked == [("cases", other.id)]


def test_f57_a_reason_that_does_not_hold_stops_it_and_is_logged(
    qtbot: QtBot, planned: ErasurePart, session: Session
) -> None:
    planned.decide.button.click()
    assert planned.decide.form.rows["reason"].note() == "Kies waarom dit weg moet."
    planned.decide.reason.set_value(ErasureReason.TERM)
    planned.decide.button.click()
    assert planned.decide.form.rows["reason"].note() == "De bewaartermijn loopt tot en met 15 september 2028."
    qtbot.waitUntil(lambda: not planned.context.tasks.busy())
    with session.database.read() as connection:
        assert load_audit_lines(connection, limit=1)[0].action == "refuse-erasure"
    assert planned.plan is not None


def test_f59_before_it_goes_is_said_that_nothing_brings_it_back_and_no_is_no(
    planned: ErasurePart, session: Session
) -> None:
    planned.decide.reason.set_value(ErasureReason.REQUEST)
    with dialogs.answers(None) as asked:
        planned.decide.button.click()
    assert asked[0].title == "Leerling definitief wissen", "no title names a pupil (F52)"
    for words in (
        "Noor Yıldız",
        "1 contactmoment",
        "De naam in 1 andere tekst",
        "Dit kun je niet terugdraaien",
        "ongedaan",
    ):
        assert words in asked[0].text
    assert len(session.cases.search("noor")) == 1


def test_f56_it_is_erased_and_the_report_says_where_the_name_is_left(
    qtbot: QtBot, planned: ErasurePart, session: Session
) -> None:
    for box in planned.places.boxes.values():
        box.setChecked(True)
    planned.decide.reason.set_value(ErasureReason.REQUEST)
    erase(qtbot, planned)
    assert (session.cases.search("noor"), session.pupils.search("noor")) == ([], [])
    assert (
        session.cases.view(session.cases.search("sem")[0].id).timeline[0].fact == f"Met {MASK} op het plein."
    )
    said = words_on(planned.done)
    assert "De naam is weggehaald uit 2 andere teksten." in said
    left = "nog te vinden op 1 plaats: Medewerker Moeder van Noor Yıldız."
    assert left in said, "the name of a professional is for its user"
    assert not planned.going.isVisibleTo(planned)
    assert "1 casus en 1 leerling" in words_on(planned.earlier)
    assert unnamed_controls(planned) == []


def test_the_list_of_what_was_erased_is_kept_where_one_wants_it(
    qtbot: QtBot, part: ErasurePart, session: Session, target: ErasureTarget, tmp_path: Path
) -> None:
    assert not part.earlier.keep_list.isVisibleTo(part), "nothing was erased yet"
    session.erasures.carry_out(target, ErasureReason.REQUEST)
    qtbot.waitUntil(lambda: part.earlier.keep_list.isVisibleTo(part))
    with dialogs.answers(tmp_path / "lijst.pdf"), qtbot.waitSignal(part.message):
        part.earlier.keep_list.click()
    assert (tmp_path / "lijst.pdf").read_bytes().startswith(b"%PDF")
    with session.database.read() as connection:
        line = load_audit_lines(connection, limit=1)[0]
    assert (line.action, line.subject) == ("save-document-as", "erasure-list")


def test_a_pupil_on_the_list_only_needs_no_reason(qtbot: QtBot, part: ErasurePart, session: Session) -> None:
    school = session.schools.lines()[0].id
    pupil = session.pupils.save(PupilDraft(school, PupilName("Tijdelijk", "", "Gast")))
    part.open_at(ErasureTarget(ErasureKind.PUPIL, pupil))
    qtbot.waitUntil(lambda: part.plan is not None)
    assert not part.decide.form.isVisibleTo(part)
    qtbot.waitUntil(lambda: "De naam staat in geen andere tekst." in words_on(part.places))
    erase(qtbot, part)
    assert session.pupils.search("tijdelijk") == []


def test_old_backups_are_named_and_deleted_after_a_question(
    qtbot: QtBot, planned: ErasurePart, session: Session
) -> None:
    name = session.backups.make_proven().path
    later = session.clock
    assert later() is not None
    planned.decide.reason.set_value(ErasureReason.REQUEST)
    session.erasures._clock = lambda: later().replace(hour=20)
    erase(qtbot, planned)
    assert "1 back-up bevat dit nog, van 15 september 2026." in words_on(planned.earlier)
    session.backups._clock = lambda: later().replace(hour=21)
    with dialogs.answers(None):
        planned.earlier.delete.click()
    assert name.exists()
    with dialogs.answers("Back-ups wissen"):
        planned.earlier.delete.click()
    qtbot.waitUntil(lambda: not planned.earlier.backups.isVisibleTo(planned))
    assert not name.exists()


def test_what_came_back_is_told_and_erased_when_asked(
    qtbot: QtBot, part: ErasurePart, session: Session, target: ErasureTarget
) -> None:
    older = dict(_rows_of(session))
    session.erasures.carry_out(target, ErasureReason.REQUEST)
    _put_back(session, older)
    part.before.read()
    qtbot.waitUntil(lambda: part.before.facts is not None and bool(part.before.facts.returned))
    assert "Wat je had gewist, staat weer in de kluis: 1 leerling." in words_on(part.messages)
    with dialogs.answers("Opnieuw wissen"):
        part.before.erase_returned()
    qtbot.waitUntil(lambda: part.before.facts is not None and not part.before.facts.returned)
    assert session.pupils.search("noor") == []


def test_what_came_back_is_told_at_opening_until_it_is_erased_again(
    qtbot: QtBot, session: Session, tasks: Tasks, target: ErasureTarget
) -> None:
    older = dict(_rows_of(session))
    session.erasures.carry_out(target, ErasureReason.REQUEST)
    _put_back(session, older)
    place = Workplace(session, tasks, Privacy(), Laptop())
    qtbot.addWidget(place.window)
    place.begin()
    qtbot.waitUntil(lambda: any(each.key == "returned" for each in place.window.messages.messages()))
    (message,) = [each for each in place.window.messages.messages() if each.key == "returned"]
    message.acts[0].do()
    page = place.window.page()
    assert isinstance(page, PrivacyPage)
    part = page.current
    assert isinstance(part, ErasurePart)
    qtbot.waitUntil(lambda: part.before.facts is not None)
    with dialogs.answers("Opnieuw wissen"):
        part.before.erase_returned()
    qtbot.waitUntil(lambda: not any(each.key == "returned" for each in place.window.messages.messages()))
    qtbot.waitUntil(lambda: not tasks.busy())
    place.leave()
    tasks.close()


def _rows_of(session: Session) -> Iterator[tuple[str, object]]:
    with session.database.maintenance() as raw:
        yield "pupil", raw.execute("SELECT * FROM pupils WHERE first = 'Noor'").fetchone()


def _put_back(session: Session, rows: dict[str, object]) -> None:
    """The pupil's row, as an older file would bring it."""
    values = rows["pupil"]
    assert isinstance(values, tuple)
    with session.database.maintenance() as raw:
        raw.execute("PRAGMA query_only = OFF")
        raw.execute(f"INSERT INTO pupils VALUES ({', '.join('?' * len(values))})", values)  # noqa: S608
        raw.execute("PRAGMA query_only = ON")


def test_privacy_mode_shows_initials_everywhere(planned: ErasurePart) -> None:
    planned.context.privacy.set_on(True)
    said = words_on(planned.going) + words_on(planned.places)
    assert "N.Y." in said
    assert "Noor" not in said.replace("Moeder van Noor", "")


@pytest.fixture
def opens(
    qtbot: QtBot, context: PageContext, tasks: Tasks, session: Session
) -> Iterator[Callable[[type[Page]], Page]]:
    """A page that hears of every write."""
    made: list[Page] = []

    def open_it(kind: type[Page]) -> Page:
        page = kind(context)
        qtbot.addWidget(page)
        session.changes.subscribe(tasks.announce)
        tasks.changed.connect(lambda changes: page.refresh(changes & page.watches))
        page.open_with(session)
        page.show()
        made.append(page)
        return page

    yield open_it
    for page in made:
        page.close()
    tasks.close()


def test_open_editors_let_go_of_what_was_erased_without_a_question(
    qtbot: QtBot, opens: Callable[[type[Page]], Page], session: Session, target: ErasureTarget
) -> None:
    case = session.cases.search("noor")[0]
    run = session.checklists.start("casus", case_id=case.id)
    cases, monitoring = opens(CasesPage), opens(MonitoringPage)
    assert isinstance(cases, CasesPage)
    assert isinstance(monitoring, MonitoringPage)
    cases.open_case(case.id)
    monitoring.open_at(("run", run.id))
    qtbot.waitUntil(lambda: cases.editor is not None and monitoring.view is not None)
    assert cases.editor is not None
    cases.editor.form.rows["summary"].field.setPlainText("Noor, half geschreven")  # type: ignore[attr-defined]
    session.erasures.carry_out(target, ErasureReason.REQUEST)
    qtbot.waitUntil(lambda: cases.editor is None and monitoring.view is None)
    qtbot.waitUntil(lambda: not cases.context.tasks.busy())
    assert cases.stack.currentIndex() == 0


def test_the_menu_of_a_case_leads_here(
    qtbot: QtBot, opens: Callable[[type[Page]], Page], target: ErasureTarget
) -> None:
    page = opens(CasesPage)
    assert isinstance(page, CasesPage)
    with qtbot.waitSignal(page.open_page) as asked:
        page.list.detail.erase_asked.emit(7)
    assert asked.args == ["privacy", ("erasure", ErasureTarget(ErasureKind.CASE, 7))]
    qtbot.waitUntil(lambda: not page.context.tasks.busy())
