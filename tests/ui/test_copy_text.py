"""A text for a mail: seen first, warned about when it names a pupil, gone from the clipboard at the lock."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from jeugdhulp_desktop.domain.actions import ActionFilter
from jeugdhulp_desktop.domain.invitations import InvitationKind
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.services.session import Session
from jeugdhulp_desktop.ui import clipboard, dialogs
from jeugdhulp_desktop.ui.copy_text import COPY_ANYWAY, InvitationDialog, TextCopier, TextDialog
from jeugdhulp_desktop.ui.pages import Page, PageContext
from tests.ui.controls import unnamed_controls


@pytest.fixture
def page(qtbot: QtBot, context: PageContext, demo: Session) -> Page:
    page = Page(context)
    qtbot.addWidget(page)
    page.open_with(demo)
    return page


@pytest.fixture(autouse=True)
def empty_clipboard(qtbot: QtBot) -> Iterator[None]:
    QGuiApplication.clipboard().clear()
    yield
    clipboard.clear_ours()


def on_clipboard() -> str:
    return QGuiApplication.clipboard().text()


def test_an_invitation_is_filled_in_shown_and_copied(qtbot: QtBot, page: Page, demo: Session) -> None:
    line = next(each for each in demo.agreements.lines(SchoolYear(2026)) if each.id is not None)

    def fill(dialog: InvitationDialog) -> bool:
        assert unnamed_controls(dialog) == []
        dialog.form.set_values({"kind": InvitationKind.SIGN, "time": "14.00", "place": "lokaal 12"})
        return dialog.check()

    def change(dialog: TextDialog) -> bool:
        assert unnamed_controls(dialog) == []
        dialog.form.set_values({"text": dialog.value() + "Tot dan!"})
        return True

    with dialogs.answers(fill, change), qtbot.waitSignal(page.message):
        TextCopier(page, demo).invitation(line.id or 0)
    assert "ondertekenen" in on_clipboard()
    assert "Waar: lokaal 12" in on_clipboard()
    assert on_clipboard().endswith("Tot dan!")


def test_v26_a_name_is_only_copied_after_a_warning(qtbot: QtBot, page: Page, demo: Session) -> None:
    copier = TextCopier(page, demo)
    name = next(
        line.about for line in demo.actions.lines(ActionFilter()) if line.case_id and " " in line.about
    )
    with (
        dialogs.answers("Met namen", lambda _dialog: True, COPY_ANYWAY) as asked,
        qtbot.waitSignal(page.message),
    ):
        copier.action_list(ActionFilter(), "Acties")
    assert asked[-1].title == "Er staat een naam in"
    assert name not in asked[-1].text
    assert name in on_clipboard()


def test_v26_after_the_warning_it_can_still_be_left(qtbot: QtBot, page: Page, demo: Session) -> None:
    asked: list[dialogs.Asked]
    with dialogs.answers("Met namen", lambda _dialog: True, None) as asked:
        TextCopier(page, demo).action_list(ActionFilter(), "Acties")
        qtbot.waitUntil(lambda: len(asked) == 3)
    assert on_clipboard() == ""


def test_f53_in_privacy_mode_initials_are_copied_without_asking(
    qtbot: QtBot, page: Page, demo: Session
) -> None:
    page.context.privacy.set_on(True)
    with dialogs.answers(lambda _dialog: True), qtbot.waitSignal(page.message):
        TextCopier(page, demo).action_list(ActionFilter(), "Acties")
    assert [name for name in demo.cases.full_names() if name in on_clipboard()] == []


def test_at_the_lock_our_text_goes_and_anothers_stays(qtbot: QtBot) -> None:
    clipboard.put("van ons")
    clipboard.clear_ours()
    assert on_clipboard() == ""
    clipboard.put("van ons")
    QGuiApplication.clipboard().setText("van een ander programma")
    clipboard.clear_ours()
    assert on_clipboard() == "van een ander programma"
