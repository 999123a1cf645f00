"""Instellingen on the screen: a real vault, real keys, and what opens it afterwards."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from jeugdhulp_desktop.domain.errors import DiskProblem
from jeugdhulp_desktop.domain.relations import WorkerType
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.domain.vault_settings import VaultSettings
from jeugdhulp_desktop.services.session import Session
from jeugdhulp_desktop.settings import Theme
from jeugdhulp_desktop.ui import dialogs
from jeugdhulp_desktop.ui.pages import PageContext
from jeugdhulp_desktop.ui.settings.laptop_panel import LaptopPanel
from jeugdhulp_desktop.ui.settings.page import SettingsPage
from jeugdhulp_desktop.ui.settings.vault_panel import UNSAVED
from jeugdhulp_desktop.ui.tasks import Tasks
from jeugdhulp_desktop.ui.widgets.messages import Message
from tests.ui.controls import unnamed_controls


@pytest.fixture
def page(qtbot: QtBot, context: PageContext, tasks: Tasks, session: Session) -> Iterator[SettingsPage]:
    made = SettingsPage(context)
    qtbot.addWidget(made)
    made.setMinimumSize(1, 1)
    made.resize(1150, 690)
    session.changes.subscribe(tasks.announce)
    tasks.changed.connect(lambda changes: made.refresh(changes) if changes & made.watches else None)
    made.open_with(session)
    made.show()
    qtbot.waitUntil(lambda: made.facts is not None)
    yield made
    tasks.close()
    made.close()


def words_on(widget: QWidget) -> str:
    return "\n".join(each.text() for each in widget.findChildren(QLabel))


def retype(qtbot: QtBot, page: SettingsPage, name: str, text: str) -> None:
    field = page.vault.form.rows[name].field
    field.setFocus()
    field.clear()  # type: ignore[attr-defined]
    qtbot.keyClicks(field, text)


def told(page: SettingsPage) -> list[Message]:
    messages: list[Message] = []
    page.message.connect(messages.append)
    return messages


# --- this computer


def test_theme_and_text_size_hold_at_once_on_this_computer(
    qtbot: QtBot, page: SettingsPage, context: PageContext
) -> None:
    page.laptop.theme.button(Theme.DARK).click()
    page.laptop.scale.button(125).click()
    page.laptop.idle.button(5).click()
    settings = context.laptop.settings
    assert (settings.theme, settings.text_scale, settings.idle_minutes) == (Theme.DARK, 125, 5)
    context.laptop.keep(replace(settings, theme=Theme.LIGHT))
    assert page.laptop.theme.value() is Theme.LIGHT


def test_the_laptop_outlives_the_page_that_shows_it(qtbot: QtBot, context: PageContext) -> None:
    """After a lock the window is gone; another theme then asked a panel that was no more."""
    panel = LaptopPanel(context.laptop, context.privacy, lambda _path: None, lambda _path: None)
    gone: list[bool] = []
    panel.destroyed.connect(lambda _panel: gone.append(True))
    panel.deleteLater()
    qtbot.waitUntil(lambda: gone == [True])
    with capture_exceptions() as raised:
        context.laptop.keep(replace(context.laptop.settings, theme=Theme.DARK))
    assert not raised


def test_only_initials_is_the_same_switch_as_ctrl_shift_i(page: SettingsPage, context: PageContext) -> None:
    page.laptop.initials.click()
    assert context.privacy.on
    context.privacy.toggle()
    assert not page.laptop.initials.isChecked()


def test_another_report_folder_is_used_and_remembered_for_this_vault(
    qtbot: QtBot, page: SettingsPage, context: PageContext, session: Session, tmp_path: Path
) -> None:
    chosen = tmp_path / "elders"
    with dialogs.answers(chosen):
        page.laptop.choose.click()
    qtbot.waitUntil(lambda: session.documents.folder == chosen)
    assert context.laptop.settings.report_folders[session.vault_id] == chosen
    qtbot.waitUntil(lambda: page.laptop.place.words.text() == str(chosen))


def test_the_report_folder_is_opened_beside_the_program_when_it_is_there(
    qtbot: QtBot, page: SettingsPage, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path] = []
    monkeypatch.setattr(
        "jeugdhulp_desktop.ui.settings.page.open_outside", lambda folder: opened.append(folder) is None
    )
    messages = told(page)
    page.laptop.open.click()
    qtbot.waitUntil(lambda: bool(messages))
    assert messages[0].text.startswith("De map is er nog niet")
    session.documents.folder.mkdir()
    page.laptop.open.click()
    qtbot.waitUntil(lambda: opened == [session.documents.folder])


# --- the vault


def test_the_form_is_saved_with_ctrl_s_and_says_so(
    qtbot: QtBot, page: SettingsPage, session: Session
) -> None:
    retype(qtbot, page, "user_name", "Bea de Wit")
    retype(qtbot, page, "deadline_day", "15")
    retype(qtbot, page, "hours_JMW", "320,5")
    assert page.vault.state.text() == UNSAVED
    with qtbot.waitSignal(page.saved):
        page.save()
    kept = session.settings.load()
    assert (kept.user_name, kept.signing_deadline) == ("Bea de Wit", (9, 15))
    assert kept.budgets == {"2026-2027": {WorkerType.JMW: Decimal("320.5")}}
    assert page.vault.state.text() == "Bewaard om 08:42"
    assert not page.vault.form.edited()


def test_each_school_year_has_its_own_hours_and_switching_loses_none(
    qtbot: QtBot, page: SettingsPage, session: Session
) -> None:
    retype(qtbot, page, "hours_JP", "100")
    page.school_year_changed(SchoolYear(2027))
    assert "2027-2028" in page.vault.form.hours_title.text()
    assert page.vault.form.values()["hours_JP"] is None
    retype(qtbot, page, "hours_JP", "120")
    with qtbot.waitSignal(page.saved):
        page.save()
    budgets = session.settings.load().budgets
    assert budgets["2026-2027"] == {WorkerType.JP: Decimal(100)}
    assert budgets["2027-2028"] == {WorkerType.JP: Decimal(120)}


@pytest.mark.parametrize(
    ("name", "typed", "sentence"),
    [
        ("user_name", "", "Vul je naam in. Die staat bij wat je bewaart."),
        ("deadline_day", "31", "Deze dag bestaat niet in elk jaar. Kies een andere dag."),
        ("deadline_day", "", "Vul dit veld in."),
    ],
)
def test_what_cannot_be_stands_under_its_field_and_is_not_saved(
    qtbot: QtBot, page: SettingsPage, session: Session, *, name: str, typed: str, sentence: str
) -> None:
    before = session.settings.load()
    retype(qtbot, page, name, typed)
    page.save()
    assert page.vault.form.rows[name].note() == sentence
    assert session.settings.load() == before


def test_f36_hours_that_are_no_number_are_refused_under_the_field(qtbot: QtBot, page: SettingsPage) -> None:
    retype(qtbot, page, "hours_JW", "veel")
    page.save()
    assert page.vault.form.rows["hours_JW"].has_error()


def test_leaving_with_something_unsaved_asks_and_does_what_is_chosen(
    qtbot: QtBot, page: SettingsPage, session: Session
) -> None:
    assert page.may_leave()
    retype(qtbot, page, "user_name", "Bea de Wit")
    with dialogs.answers(None):
        assert not page.may_leave()
    with dialogs.answers("Niet bewaren"):
        assert page.may_leave()
    assert page.vault.form.values()["user_name"] == "Ilse Vermeer"
    retype(qtbot, page, "user_name", "Bea de Wit")
    with dialogs.answers("Bewaren"), qtbot.waitSignal(page.saved):
        assert page.may_leave()
    assert session.settings.load().user_name == "Bea de Wit"


@pytest.mark.parametrize(("name", "typed"), [("user_name", ""), ("hours_JW", "veel")])
def test_leaving_with_what_cannot_be_saved_stays_here(
    qtbot: QtBot, page: SettingsPage, name: str, typed: str
) -> None:
    retype(qtbot, page, name, typed)
    with dialogs.answers("Bewaren"):
        assert not page.may_leave()
    with dialogs.answers("Niet bewaren"):
        assert page.may_leave()


def test_f16_what_the_disk_refuses_while_leaving_stays_on_the_screen(
    qtbot: QtBot, page: SettingsPage, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    messages = told(page)

    def full(_settings: VaultSettings) -> None:
        raise DiskProblem("full")

    monkeypatch.setattr(session.settings, "save", full)
    retype(qtbot, page, "user_name", "Bea de Wit")
    with dialogs.answers("Bewaren"):
        assert not page.may_leave()
    assert page.vault.form.values()["user_name"] == "Bea de Wit"
    assert "De schijf is vol" in messages[0].text


def test_another_write_does_not_take_away_what_is_typed(
    qtbot: QtBot, page: SettingsPage, session: Session
) -> None:
    retype(qtbot, page, "user_name", "Bea")
    session.backups.make()
    qtbot.waitUntil(lambda: page.facts is not None and page.facts.backup is not None)
    assert page.vault.form.values()["user_name"] == "Bea"


# --- the page


def test_keys_and_backups_stand_in_privacy_and_there_is_a_way(qtbot: QtBot, page: SettingsPage) -> None:
    with qtbot.waitSignal(page.open_page) as asked:
        page.elsewhere.keys.click()
    assert asked.args == ["privacy", "keys"]
    assert "Nog geen back-up" in words_on(page.elsewhere)
    with qtbot.waitSignal(page.open_page) as asked:
        page.elsewhere.backups.click()
    assert asked.args == ["privacy", "backups"]


def test_the_list_follows_and_leads(qtbot: QtBot, page: SettingsPage) -> None:
    page.activateWindow()
    page.list.chosen.emit("vault")
    assert page.list.current() == "vault"
    qtbot.waitUntil(page.vault.form.rows["user_name"].field.hasFocus)
    bar = page.area.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert page.list.current() == "elsewhere"
    bar.setValue(0)
    assert page.list.current() == "laptop"


def test_a_small_window_has_the_panels_only(page: SettingsPage) -> None:
    page.resize(848, 520)
    assert not page.list.isVisible()
    assert page.area.horizontalScrollBar().maximum() == 0


@pytest.mark.parametrize("size", [(1150, 690), (848, 520)])
def test_every_control_has_a_name(page: SettingsPage, size: tuple[int, int]) -> None:
    page.resize(*size)
    assert unnamed_controls(page) == []


def test_a_day_of_the_cycle_is_moved_left_out_and_checked(
    qtbot: QtBot, page: SettingsPage, session: Session
) -> None:
    form = page.vault.form
    form.set_values({"cycle_halfway_day": Decimal(31), "cycle_halfway_month": 4, "cycle_needs_month": 0})
    page.save()
    assert form.rows["cycle_halfway_day"].has_error()
    form.set_values({"cycle_halfway_day": Decimal(20), "cycle_halfway_month": 1, "holiday_region": "noord"})
    with qtbot.waitSignal(page.saved):
        page.save()
    kept = session.settings.load()
    assert kept.cycle == {"halfway": (1, 20), "needs": ()}
    assert kept.holiday_region == "noord"
    form.load(kept)
    assert form.draft() == kept
