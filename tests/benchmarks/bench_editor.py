"""The editor of a long agreement: opened, beside the same bare widgets; and a keystroke in it.

The floor of opening builds as many widgets of the same Qt classes, with the same texts, in the same layouts
one in another, under the same style sheet, and shows them. The floor of typing is a bare QPlainTextEdit in
an empty window that gets the same keys; what is compared is the 99th of a hundred keystrokes, from the key
until the window has nothing left to do.
"""

import os
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from jeugdhulp_desktop.compose import make_demo
from jeugdhulp_desktop.domain.agreement_sections import Offer, Theme
from jeugdhulp_desktop.domain.agreements import Agreement
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.security.kdf import TESTING
from jeugdhulp_desktop.services.session import Session
from jeugdhulp_desktop.settings import Theme as ThemeChoice
from jeugdhulp_desktop.ui.agreements.editor import AgreementEditor
from jeugdhulp_desktop.ui.agreements.facts import EditorFacts, load_facts
from jeugdhulp_desktop.ui.pages import Page, PageContext
from jeugdhulp_desktop.ui.privacy_mode import Privacy
from jeugdhulp_desktop.ui.tasks import Tasks
from jeugdhulp_desktop.ui.theme import dress
from jeugdhulp_desktop.ui.year_choice import YearChoice
from tests.benchmarks.harness import Row, Seconds

THEMES = 60
KEYS = 500
FRAME = 1 / 60  # seconds
CHECK_EVERY = 50  # keystrokes: then one waits, as people do, and the check and its points come between
NOW = datetime(2026, 9, 15, 8, 42, tzinfo=UTC)
YEAR = SchoolYear(2026)


def rows(folder: Path) -> Iterator[Row]:
    """Two rows, at the limits of the issue."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("QT_LOGGING_RULES", "default.warning=false")  # the platform knows no size hints
    app = QApplication.instance() or QApplication([])
    dress(app, ThemeChoice.LIGHT, 100)  # type: ignore[arg-type]
    session = make_demo(folder / "kluis", cost=TESTING, clock=lambda: NOW)
    tasks = Tasks()
    try:
        context = PageContext(tasks, Privacy(), YearChoice(YEAR), lambda: NOW)
        agreement = long_agreement(session)
        facts = load_facts(session, agreement)
        page = Page(context)
        shape = shape_of(opened(page, session, facts, agreement))
        yield Row(
            f"opening an agreement of {THEMES} themes against bare widgets",
            floor=lambda: shown(lambda: build_bare(shape)),
            ours=lambda: shown(lambda: opened(page, session, facts, agreement)),
            limit=3,
        )
        editor = opened(page, session, facts, agreement)
        area: Any = next(each for each in editor.sections if each.part == "purpose").fields["aim"]
        bare = QPlainTextEdit()
        for window in (editor, bare):
            window.resize(1302, 690)
            window.show()
        settle(tasks)
        yield Row(
            f"99th percentile of {KEYS} keystrokes in it",
            floor=lambda: type_keys(bare, bare.clear, lambda: None),
            ours=lambda: type_keys(area, lambda: area.set_value(""), lambda: settle(tasks)),
            limit=1,
            slack=FRAME,
        )
    finally:
        tasks.close()
        session.close()


def long_agreement(session: Session) -> Agreement:
    """The practice agreement with sixty themes, each with a goal and an offer."""
    line = next(each for each in session.agreements.lines(YEAR) if "Zonnewijzer" in each.school_name)
    themes = tuple(
        Theme(
            f"t{at}",
            f"Thema {at}",
            why=f"Waarom thema {at} dit jaar aandacht vraagt, in een zin of twee.",
            goal=f"In juni 2027 zegt 85% van klas {at % 4 + 1}: ik voel me veilig in de klas (nu 71%).",
            lead="Marieke Dijkstra",
            priority=at % 3 + 1,
        )
        for at in range(1, THEMES + 1)
    )
    offers = tuple(
        Offer(f"a{at}", f"Training {at}", theme_keys=(f"t{at}",), sessions=8, minutes=45)
        for at in range(1, THEMES + 1)
    )
    stored = session.agreements.load(line.id or 0)
    return session.agreements.save(replace(stored, themes=themes, offers=offers))


def opened(page: Page, session: Session, facts: EditorFacts, agreement: Agreement) -> AgreementEditor:
    """The editor, as the page makes it."""
    return AgreementEditor(page, session, facts, agreement)


Shape = tuple[type[QWidget], str, bool, list[Any]]  # class, text, hidden, and what is in it


def shape_of(widget: QWidget) -> Shape:
    """Which bare widgets stand in one another: the plain Qt class of each, its words, and its children."""
    kinds = (QCheckBox, QPushButton, QComboBox, QLineEdit, QTextEdit, QLabel, QScrollArea, QAbstractButton)
    kind: type[QWidget] = next((each for each in kinds if isinstance(widget, each)), QWidget)
    if kind is QAbstractButton:
        kind = QPushButton
    if isinstance(widget, QTextEdit):
        text = widget.toPlainText()
    else:
        text = widget.text() if isinstance(widget, QLabel | QAbstractButton | QLineEdit) else ""
    inner = widget.widget() if isinstance(widget, QScrollArea) else widget
    parts = [] if kind in (QComboBox, QLineEdit, QTextEdit) or inner is None else inner.children()
    children = [shape_of(each) for each in parts if isinstance(each, QWidget) and not each.isWindow()]
    return kind, text, widget.isHidden(), children


def build_bare(shape: Shape) -> QWidget:
    """The same widgets without anything of ours."""
    kind, text, hidden, children = shape
    made: Any = kind()
    if kind is QComboBox:
        made.addItems(["een", "twee", "drie"])
    elif kind is QTextEdit:
        made.setPlainText(text)
    elif text:
        made.setText(text)
    inner = made
    if kind is QScrollArea:
        inner = QWidget()
        made.setWidgetResizable(True)
    if children:
        column = QVBoxLayout(inner)
        for child in children:
            column.addWidget(build_bare(child))
    if kind is QScrollArea:
        made.setWidget(inner)
    if hidden:
        made.hide()
    return made  # type: ignore[no-any-return]


def shown(build: Callable[[], QWidget]) -> Seconds:
    """From the first line of building to the first paint; taking it away is off the clock."""
    began = time.perf_counter()
    window = build()
    window.resize(1302, 690)
    window.show()
    QCoreApplication.processEvents()
    took = time.perf_counter() - began
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return Seconds(took)


def settle(tasks: Tasks) -> None:
    """Until the check has answered and its points stand there."""
    until = time.monotonic() + 0.5
    while time.monotonic() < until or tasks.busy():
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)


def type_keys(field: QWidget, empty: Callable[[], object], wait: Callable[[], object]) -> Seconds:
    """The 99th percentile of KEYS keystrokes, each until there is nothing left to do."""
    field.window().activateWindow()
    field.setFocus()
    empty()
    QCoreApplication.processEvents()
    took = []
    for at in range(KEYS):
        letter = "abcdefghij klmnop "[at % 18]
        began = time.perf_counter()
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            key = QKeyEvent(kind, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, letter)
            QCoreApplication.sendEvent(field, key)
        QCoreApplication.processEvents()
        took.append(time.perf_counter() - began)
        if at % CHECK_EVERY == CHECK_EVERY - 1:
            wait()
    return Seconds(sorted(took)[round(KEYS * 0.99) - 1])
