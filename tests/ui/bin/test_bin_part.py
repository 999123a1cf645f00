"""Prullenbak: what was thrown away, by name or by initials, put back or let go of for good."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from jeugdhulp_desktop.domain.bins import KEPT_DAYS
from jeugdhulp_desktop.domain.cases import CaseDraft
from jeugdhulp_desktop.domain.contacts import ContactDraft
from jeugdhulp_desktop.domain.erasures import ErasureKind, ErasureReason, ErasureTarget
from jeugdhulp_desktop.domain.errors import NotFound
from jeugdhulp_desktop.domain.pupils import PupilDraft, PupilName
from jeugdhulp_desktop.services.session import Session
from jeugdhulp_desktop.ui import dialogs
from jeugdhulp_desktop.ui.bin.part import BinPart
from jeugdhulp_desktop.ui.cases.deleting import Hanging, hanging_words
from jeugdhulp_desktop.ui.pages import PageContext
from tests.services.conftest import TODAY
from tests.services.test_agreements import filled, school_id
from tests.ui.controls import unnamed_controls


@pytest.fixture
def case_id(session: Session) -> int:
    pupil = session.pupils.save(PupilDraft(school_id(session), PupilName("Noor", "", "Yıldız")))
    case = session.cases.save(CaseDraft(school_id=school_id(session), pupil_id=pupil, question="pesten"))
    session.contacts.save(ContactDraft(case, TODAY, fact="Moeder belde."))
    return case


@pytest.fixture
def part(qtbot: QtBot, session: Session, context: PageContext) -> Iterator[BinPart]:
    made = BinPart(context)
    qtbot.addWidget(made)
    made.resize(900, 560)
    unsubscribe = session.changes.subscribe(context.tasks.announce)
    context.tasks.changed.connect(made.refresh)
    made.show()
    made.open_with(session)
    yield made
    unsubscribe()


def shown(part: BinPart) -> list[list[str]]:
    model = part.model
    return [
        [str(model.index(row, column).data()) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def choose(qtbot: QtBot, part: BinPart, row: int, rows: int) -> None:
    qtbot.waitUntil(lambda: part.model.rowCount() == rows)
    part.table.view.setCurrentIndex(part.model.index(row, 0))


def test_an_empty_bin_says_what_it_is_for(qtbot: QtBot, part: BinPart) -> None:
    qtbot.waitUntil(lambda: part.table.count.text() != "")
    assert not part.restore_button.isVisible()
    assert unnamed_controls(part) == []


def test_each_kind_is_named_and_names_become_initials(
    qtbot: QtBot, part: BinPart, session: Session, context: PageContext, case_id: int
) -> None:
    session.contacts.delete(session.contacts.timeline(case_id)[0].id)
    session.agreements.delete(session.agreements.save(filled(session)).id or 0)
    session.cases.delete(case_id)
    qtbot.waitUntil(lambda: part.model.rowCount() == 3)
    case, agreement, contact = shown(part)
    assert case[0] == "Noor Yıldız, 2026-0001"
    assert case[1:] == ["Casus", case[2], "Ilse Vermeer", f"nog {KEPT_DAYS} dagen"]
    assert agreement[:2] == ["VSO De Proef, 2026-2027, versie 1", "Schoolafspraak"]
    assert contact[:2] == ["Noor Yıldız, gesprek 15 sep 2026", "Contactmoment"]
    context.privacy.toggle()
    assert not [row for row in shown(part) if "Yıldız" in row[0] or "Noor" in row[0]]
    context.privacy.toggle()


def test_enter_puts_the_chosen_one_back(qtbot: QtBot, part: BinPart, session: Session, case_id: int) -> None:
    session.cases.delete(case_id)
    choose(qtbot, part, 0, 1)
    qtbot.keyClick(part.table.view, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(part.messages.messages()))
    (told,) = part.messages.messages()
    assert told.text == "De casus is teruggezet."
    assert [act.words for act in told.acts] == ["Casus openen"]
    with qtbot.waitSignal(part.open_page) as asked:
        told.acts[0].do()
    assert asked.args == ["cases", case_id]
    assert session.cases.load(case_id).id == case_id


def test_a_contact_moment_of_a_case_in_the_bin_says_what_to_do_first(
    qtbot: QtBot, part: BinPart, session: Session, case_id: int
) -> None:
    session.contacts.delete(session.contacts.timeline(case_id)[0].id)
    session.cases.delete(case_id)
    choose(qtbot, part, 1, 2)
    part.restore_button.click()
    qtbot.waitUntil(lambda: bool(part.messages.messages()))
    assert "Zet eerst die casus terug" in part.messages.messages()[0].text


def test_letting_go_names_what_goes_and_is_for_good(
    qtbot: QtBot, part: BinPart, session: Session, case_id: int
) -> None:
    contact = session.contacts.timeline(case_id)[0].id
    session.contacts.delete(contact)
    choose(qtbot, part, 0, 1)
    with dialogs.answers(None) as kept:
        part.purge_button.click()
        qtbot.waitUntil(lambda: bool(kept))
    assert len(session.bin.entries()) == 1
    with dialogs.answers("Definitief wissen") as asked:
        part.purge_button.click()
        qtbot.waitUntil(lambda: part.model.rowCount() == 0)
    assert "Noor Yıldız, gesprek 15 sep 2026" in asked[0].text
    assert asked[0].text.endswith("Dit kun je niet terugdraaien.")
    with pytest.raises(NotFound):
        session.contacts.load(contact)


def test_a_case_is_let_go_of_where_everything_of_it_is_shown_f56(
    qtbot: QtBot, part: BinPart, session: Session, case_id: int
) -> None:
    session.cases.delete(case_id)
    choose(qtbot, part, 0, 1)
    with qtbot.waitSignal(part.open_page) as asked:
        part.purge_button.click()
    target = ErasureTarget(ErasureKind.CASE, case_id)
    assert asked.args == ["privacy", ("erasure", target)]
    plan = session.erasures.plan(target)
    assert [(case.number, case.binned) for case in plan.cases] == [("2026-0001", True)]
    session.erasures.carry_out(target, ErasureReason.MISTAKE)
    qtbot.waitUntil(lambda: part.model.rowCount() == 0)


@pytest.mark.parametrize(
    ("hanging", "words"),
    [
        (Hanging("2026-0001", 0, 0, 0), "Casus 2026-0001 gaat van de lijst af."),
        (Hanging("2026-0001", 1, 0, 0), "Casus 2026-0001 gaat van de lijst af, met 1 contactmoment."),
        (
            Hanging("2026-0001", 3, 1, 2),
            "Casus 2026-0001 gaat van de lijst af, met 3 contactmomenten, 1 actie en 2 monitoringlijsten.",
        ),
    ],
)
def test_what_goes_along_with_a_case_is_told(hanging: Hanging, words: str) -> None:
    assert hanging_words(hanging) == words
