"""Fields keep what was typed, speak up when it is no value, and take Dutch dates and numbers."""

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QColor, QHelpEvent, QImage, QWheelEvent
from PySide6.QtWidgets import QApplication, QStyleOptionComboBox, QToolTip
from pytestqt.qtbot import QtBot

from jeugdhulp_desktop.ui.widgets.fields import ChoiceField, DateField, DecimalField, TextArea, TextField
from jeugdhulp_desktop.ui.widgets.person import PersonField


def shown(qtbot: QtBot, field: object) -> object:
    qtbot.addWidget(field)
    with qtbot.waitActive(field):
        field.show()
        field.activateWindow()
    field.setFocus()
    return field


def test_a_word_document_comes_in_as_plain_text(qtbot: QtBot) -> None:
    """F34: no styles, no pictures, nothing fetched."""
    area = TextArea()
    shown(qtbot, area)
    pasted = QMimeData()
    pasted.setHtml('<p style="color:red">Gesprek <img src="http://tracker.example/pixel.gif"> thuis</p>')
    pasted.setText("Gesprek thuis")
    pasted.setUrls([QUrl("http://tracker.example")])
    area.insertFromMimeData(pasted)
    assert area.value() == "Gesprek thuis"
    assert "tracker" not in area.toHtml()
    assert "red" not in area.toHtml()


def test_a_picture_alone_is_not_pasted(qtbot: QtBot) -> None:
    area = TextArea()
    qtbot.addWidget(area)
    pasted = QMimeData()
    image = QImage(4, 4, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    pasted.setImageData(image)
    assert not area.canInsertFromMimeData(pasted)


@pytest.mark.parametrize("field", [TextField, TextArea])
def test_control_characters_are_not_kept(qtbot: QtBot, field: type[TextField] | type[TextArea]) -> None:
    """F33: a NUL or a lone surrogate never reaches the database."""
    made = field()
    qtbot.addWidget(made)
    made.set_value("Noor\x00 Yıldız\x07")
    assert made.value() == "Noor Yıldız"


def test_a_text_that_is_too_long_stays_whole_and_says_so(qtbot: QtBot) -> None:
    """F32: a clear limit, and nothing that was typed is cut off."""
    area = TextArea(longest=1_000)
    qtbot.addWidget(area)
    area.set_value("x" * 1_200)
    assert len(area.value()) == 1_200
    assert area.own_problem() == "Hier passen 1000 tekens, dit zijn er 1200. Kort de tekst in."


def test_a_text_field_grows_with_its_text_up_to_a_limit(qtbot: QtBot) -> None:
    area = TextArea(lines=2)
    shown(qtbot, area)
    small = area.height()
    area.set_value("\n".join("regel" for _ in range(8)))
    qtbot.waitUntil(lambda: area.height() > small * 2)
    area.set_value("\n".join("regel" for _ in range(8)) * 40)
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() > 0)
    assert area.height() < small * 10


def test_setting_a_value_is_no_edit(qtbot: QtBot) -> None:
    heard: list[str] = []
    values = (
        (TextField(), "a"),
        (TextArea(), "a"),
        (DateField(), date(2026, 9, 15)),
        (DecimalField(), Decimal(4)),
        (ChoiceField([(1, "een")]), 1),
    )
    for field, value in values:
        qtbot.addWidget(field)
        field.changed.connect(lambda: heard.append("changed"))
        field.set_value(value)
        assert field.value() == value
    assert heard == []


@pytest.mark.parametrize("typed", ["15-09-2026", "15/9/2026", "15.9.2026", "2026-09-15", " 15-9-2026 "])
def test_a_date_is_taken_as_people_type_it(qtbot: QtBot, typed: str) -> None:
    field = DateField()
    shown(qtbot, field)
    qtbot.keyClicks(field, typed)
    assert field.value() == date(2026, 9, 15)
    field.clearFocus()
    assert field.text() == "15-09-2026"
    assert field.own_problem() == ""


@pytest.mark.parametrize("typed", ["31-02-2026", "morgen", "15-09", "29-02-2027"])
def test_what_is_no_date_stays_and_gets_a_sentence(qtbot: QtBot, typed: str) -> None:
    """F35: an impossible day is told, never changed into another one."""
    field = DateField()
    qtbot.addWidget(field)
    field.setText(typed)
    assert field.value() is None
    assert field.text() == typed
    assert "dag-maand-jaar" in field.own_problem()


def test_the_calendar_opens_by_keyboard_and_takes_a_day(qtbot: QtBot) -> None:
    field = DateField(date(2026, 9, 15))
    shown(qtbot, field)
    qtbot.keyClick(field, Qt.Key.Key_F4)
    popup = field._calendar
    assert popup is not None
    qtbot.waitExposed(popup)
    with qtbot.waitSignal(field.changed):
        qtbot.keyClick(popup.calendar.focusWidget() or popup.calendar, Qt.Key.Key_Right)
        popup.calendar.activated.emit(popup.calendar.selectedDate())
    assert field.value() == date(2026, 9, 16)


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("4,5", "4.5"),
        ("4.5", "4.5"),
        ("1.460,25", "1460.25"),
        ("8", "8"),
        ("", None),
        ("nan", None),
        ("1e9", None),
    ],
)
def test_a_number_has_a_decimal_comma(qtbot: QtBot, typed: str, value: str | None) -> None:
    """F36: Decimal, never float; no NaN, no exponent."""
    field = DecimalField()
    qtbot.addWidget(field)
    field.setText(typed)
    assert field.value() == (None if value is None else Decimal(value))


@pytest.mark.parametrize(
    ("typed", "part"), [("-1", "van 0 tot en met 60"), ("1000000000", "60"), ("acht", "bijvoorbeeld")]
)
def test_a_number_that_cannot_be_gets_a_sentence(qtbot: QtBot, typed: str, part: str) -> None:
    field = DecimalField(most=Decimal(60))
    qtbot.addWidget(field)
    field.setText(typed)
    assert field.value() is None
    assert part in field.own_problem()


def test_arrows_step_a_number_inside_its_bounds(qtbot: QtBot) -> None:
    field = DecimalField(most=Decimal(2), step=Decimal("0.5"))
    shown(qtbot, field)
    for _press in range(6):
        qtbot.keyClick(field, Qt.Key.Key_Up)
    assert field.value() == 2
    qtbot.keyClick(field, Qt.Key.Key_Down)
    assert field.text() == "1,5"


def test_the_wheel_never_changes_a_choice(qtbot: QtBot) -> None:
    field = ChoiceField([(1, "een"), (2, "twee")])
    shown(qtbot, field)
    field.set_value(1)
    turn = QWheelEvent(
        QPoint(5, 5), field.mapToGlobal(QPoint(5, 5)), QPoint(0, -120), QPoint(0, -120),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    field.wheelEvent(turn)
    assert field.value() == 1


def test_other_choices_keep_a_value_that_is_still_there(qtbot: QtBot) -> None:
    field = ChoiceField([(1, "een"), (2, "twee")])
    qtbot.addWidget(field)
    field.set_value(2)
    field.set_choices([(2, "twee"), (3, "drie")])
    assert field.value() == 2
    field.set_choices([(3, "drie")])
    assert field.value() is None


PEOPLE = [(1, "Noor Yıldız"), (2, "Zoë van den Berg"), (3, "Sem de Vries"), (4, "Sem de Vries")]


def test_a_person_is_found_by_beginnings_of_words_without_accents(qtbot: QtBot) -> None:
    field = PersonField(PEOPLE)
    shown(qtbot, field)
    qtbot.keyClicks(field, "berg zoe")
    assert field.completer().completionModel().rowCount() == 1
    field.completer().popup().hide()
    field.clearFocus()
    assert field.value() == 2


def test_two_people_of_one_name_are_told_apart_by_picking(qtbot: QtBot) -> None:
    """F37: the same name twice never picks somebody by itself."""
    field = PersonField(PEOPLE)
    shown(qtbot, field)
    qtbot.keyClicks(field, "Sem de Vries")
    field.completer().popup().hide()
    assert field.value() is None
    assert "Kies iemand" in field.own_problem()
    field._take(field.completer().completionModel().index(1, 0))
    assert field.value() == 4


def test_a_provider_searches_after_the_last_key(qtbot: QtBot) -> None:
    asked: list[str] = []
    field = PersonField(provider=lambda text, deliver: (asked.append(text), deliver(PEOPLE[:1])))
    shown(qtbot, field)
    qtbot.keyClicks(field, "noor")
    qtbot.waitUntil(lambda: bool(asked))
    assert asked == ["noor"]
    field.completer().popup().hide()
    field.clearFocus()
    assert field.value() == 1


def test_a_choice_too_long_for_its_field_is_cut_with_dots_and_whole_in_its_tooltip(qtbot: QtBot) -> None:
    field = ChoiceField([(1, "samenwerkingsverband van alle scholen")])
    qtbot.addWidget(field)
    field.set_value(1)
    field.setFixedWidth(120)
    field.show()
    option = QStyleOptionComboBox()
    field.initStyleOption(option)
    assert option.currentText.endswith("…")  # type: ignore[attr-defined]
    spot = QPoint(10, 10)
    QApplication.sendEvent(field, QHelpEvent(QEvent.Type.ToolTip, spot, field.mapToGlobal(spot)))
    assert QToolTip.text() == "samenwerkingsverband van alle scholen"
    QToolTip.hideText()
