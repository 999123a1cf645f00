"""Forms: sentences under their field, errors that go away while typing, a draft in and the same draft out."""

from dataclasses import dataclass, replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from jeugdhulp_desktop.domain.problems import Level, Problem
from jeugdhulp_desktop.ui.widgets.fields import ChoiceField, DateField, TextArea, TextField
from jeugdhulp_desktop.ui.widgets.form import Form, FormPage
from jeugdhulp_desktop.ui.widgets.panel import ScrollArea
from tests.ui.controls import stray_windows, unnamed_controls


@dataclass(frozen=True)
class SchoolDraft:
    name: str = ""
    note: str = ""


class SchoolForm(FormPage[SchoolDraft]):
    def __init__(self) -> None:
        super().__init__()
        self.name = self.add("name", "&Naam", TextField())
        self.note = self.add("note", "Notitie", TextArea(), optional=True)
        self._draft = SchoolDraft()

    def fill(self, draft: SchoolDraft) -> None:
        self._draft = draft
        self.set_values({"name": draft.name, "note": draft.note})

    def draft(self) -> SchoolDraft:
        return replace(self._draft, name=self.name.value(), note=self.note.value())

    def check(self, draft: SchoolDraft) -> list[Problem]:
        found = [] if draft.name else [Problem("name", "required")]
        if "?" in draft.note:
            found.append(Problem("note", "question-missing", Level.REMARK))
        return found


def opened(qtbot: QtBot, form: QWidget) -> None:
    qtbot.addWidget(form)
    with qtbot.waitActive(form):
        form.show()
        form.activateWindow()


def test_a_draft_comes_out_as_it_went_in(qtbot: QtBot) -> None:
    form = SchoolForm()
    qtbot.addWidget(form)
    draft = SchoolDraft("De Zonnewijzer", "twee\nregels")
    form.load(draft)
    assert form.draft() == draft
    assert not form.edited()
    form.name.setText("Het Baken")
    assert form.edited()


def test_the_label_is_the_name_of_its_field(qtbot: QtBot) -> None:
    form = SchoolForm()
    opened(qtbot, form)
    assert form.name.accessibleName() == "Naam"
    assert form.rows["name"].label.buddy() is form.name
    assert form.rows["note"].label.text() == "Notitie (mag leeg blijven)"
    assert unnamed_controls(form) == []


def test_saving_shows_every_error_and_goes_to_the_first(qtbot: QtBot) -> None:
    form = SchoolForm()
    opened(qtbot, form)
    form.load(SchoolDraft())
    form.note.setFocus()
    assert not form.validate()
    assert form.focusWidget() is form.name
    sentence = form.rows["name"].note()
    assert sentence == "Vul een naam in."
    assert form.name.accessibleDescription() == sentence


def test_an_error_goes_away_while_typing(qtbot: QtBot) -> None:
    form = SchoolForm()
    opened(qtbot, form)
    form.load(SchoolDraft())
    form.validate()
    qtbot.keyClicks(form.name, "H")
    assert form.rows["name"].note() == ""
    assert not form.rows["name"].has_error()


def test_only_fields_that_were_left_are_checked_before_saving(qtbot: QtBot) -> None:
    form = SchoolForm()
    opened(qtbot, form)
    form.load(SchoolDraft())
    form.note.setFocus()
    qtbot.keyClicks(form.note, "waarom?")
    form.note.left.emit()
    assert form.rows["note"].note() != ""
    assert form.rows["name"].note() == ""


def test_a_remark_is_shown_but_is_no_error(qtbot: QtBot) -> None:
    form = SchoolForm()
    qtbot.addWidget(form)
    form.load(SchoolDraft("Het Baken", "waarom?"))
    assert form.validate()
    assert form.rows["note"].note() != ""
    assert not form.rows["note"].has_error()


def test_problems_of_other_places_come_back(qtbot: QtBot) -> None:
    form = SchoolForm()
    qtbot.addWidget(form)
    elsewhere = Problem("deployments[1].weeks", "weeks-missing", values=(("worker", "JP"),))
    assert form.show_problems([elsewhere, Problem("name", "required")]) == [elsewhere]


def test_the_heaviest_problem_of_a_field_is_shown(qtbot: QtBot) -> None:
    form = SchoolForm()
    qtbot.addWidget(form)
    form.show_problems([Problem("name", "bsn-like", Level.REMARK), Problem("name", "required")])
    assert form.rows["name"].note() == "Vul een naam in."


def test_what_was_typed_is_captured_by_name_and_put_back(qtbot: QtBot) -> None:
    def build() -> Form:
        form = Form()
        form.add("name", "Naam", TextField())
        form.add("day", "Datum", DateField())
        form.add("kind", "Soort", ChoiceField([(1, "Telefoon"), (2, "Huisbezoek")]))
        form.add("text", "Tekst", TextArea())
        qtbot.addWidget(form)
        return form

    first, second = build(), build()
    first.rows["name"].field.setText("half een na")
    first.rows["day"].field.setText("15-0")
    first.rows["kind"].field.set_value(2)
    first.rows["text"].field.set_value("twee\nregels")
    second.restore(first.captured())
    assert second.captured() == first.captured()
    assert second.captured()["day"] == "15-0"  # half a date is kept too
    assert second.values()["kind"] == 2


def test_alt_and_a_letter_go_to_the_field(qtbot: QtBot) -> None:
    form = SchoolForm()
    opened(qtbot, form)
    form.note.setFocus()
    qtbot.keyClick(form, Qt.Key.Key_N, Qt.KeyboardModifier.AltModifier)
    assert form.focusWidget() is form.name


def test_the_first_field_with_an_error_scrolls_into_sight(qtbot: QtBot) -> None:
    inner = QWidget()
    column = QVBoxLayout(inner)
    above, form = QWidget(), SchoolForm()
    above.setMinimumHeight(2000)
    column.addWidget(above)
    column.addWidget(form)
    area = ScrollArea(inner)
    area.resize(400, 300)
    opened(qtbot, area)
    form.load(SchoolDraft())
    assert form.name.visibleRegion().isEmpty()
    assert not form.validate()
    qtbot.waitUntil(lambda: form.rows["name"].visibleRegion().boundingRect() == form.rows["name"].rect())


def test_building_a_form_opens_no_window(qtbot: QtBot) -> None:
    form = SchoolForm()
    qtbot.addWidget(form)
    with form.side_by_side():
        form.add("day", "Datum", DateField(), hint="dag-maand-jaar")
    form.validate()
    assert stray_windows() == []


class DatedForm(SchoolForm):
    def __init__(self) -> None:
        super().__init__()
        self.day = self.add("day", "Datum", DateField(), optional=True)


def test_a_date_nobody_can_read_is_an_edit_that_is_asked_for(qtbot: QtBot) -> None:
    form = DatedForm()
    qtbot.addWidget(form)
    form.load(SchoolDraft("De Zonnewijzer"))
    assert not form.edited()
    form.day.setText("32-13-2026")
    assert form.draft() == SchoolDraft("De Zonnewijzer")
    assert form.edited()
