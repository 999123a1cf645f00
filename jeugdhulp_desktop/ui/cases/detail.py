"""The case beside the list: who it is, what is due, whom to ring, and what happened."""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import QPoint, Qt, Signal, SignalInstance
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from jeugdhulp_desktop.domain.cases import CasePerson, CaseStatus, CaseView
from jeugdhulp_desktop.domain.questions import question_label
from jeugdhulp_desktop.ui.cases.facts import CaseFacts
from jeugdhulp_desktop.ui.cases.looks import (
    age_words,
    contact_moment,
    day_words,
    group_words,
    review_message,
    status_pill,
)
from jeugdhulp_desktop.ui.privacy_mode import Privacy
from jeugdhulp_desktop.ui.widgets.avatar import Avatar
from jeugdhulp_desktop.ui.widgets.buttons import Button, IconButton
from jeugdhulp_desktop.ui.widgets.focus import tab_as_one_reads
from jeugdhulp_desktop.ui.widgets.labels import Hairline, Pill, TextBlock, label
from jeugdhulp_desktop.ui.widgets.messages import Act, MessageBar
from jeugdhulp_desktop.ui.widgets.panel import Panel, ScrollArea, clear_layout
from jeugdhulp_desktop.ui.widgets.timeline import Timeline

MOST = 6  # contact moments here; all of them stand in the case itself
NO_PUPIL = "Nog geen leerling"


class FactGrid(QWidget):
    """Small facts two beside each other: a caption with its value below."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(10)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)
        self._facts: tuple[tuple[str, str], ...] = ()

    def facts(self) -> tuple[tuple[str, str], ...]:
        """What is shown."""
        return self._facts

    def set_facts(self, facts: tuple[tuple[str, str], ...]) -> None:
        """Show these facts in reading order."""
        self._facts = facts
        clear_layout(self._grid)
        for at, (caption, value) in enumerate(facts):
            cell = QVBoxLayout()
            cell.setSpacing(0)
            cell.addWidget(label(caption, "caption", "text2"))
            cell.addWidget(label(value, wrap=True))
            cell.addStretch(1)
            self._grid.addLayout(cell, at // 2, at % 2)


class CaseDetail(Panel):
    """One case to read; the buttons go to the page."""

    open_asked = Signal(int)
    note_asked = Signal(int)
    contact_asked = Signal(object)  # a contact moment of the time line
    review_asked = Signal(int)
    action_asked = Signal(int)
    delete_asked = Signal(int)
    erase_asked = Signal(int)
    follow_up_asked = Signal(int)
    back_asked = Signal()  # only where the detail stands over the list

    def __init__(self, privacy: Privacy, parent: QWidget | None = None) -> None:
        super().__init__(margin=20, spacing=14, parent=parent)
        self.body.setContentsMargins(20, 20, 8, 16)  # the scroll bar stands in the margin
        self.setAccessibleName("Gekozen casus")
        self._privacy = privacy
        self._view: CaseView | None = None
        self._facts, self._today = CaseFacts(), date.min
        inner = QWidget()
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(0, 0, 4, 0)
        self._column.setSpacing(14)
        self.back = Button("Terug naar de lijst", "chevron-left", "link")
        self.back.clicked.connect(self.back_asked)
        self.back.hide()
        self._column.addWidget(self.back)
        self._make_head()
        self.bar_place = QVBoxLayout()
        self._column.addLayout(self.bar_place)
        self.grid = FactGrid()
        self._column.addWidget(self.grid)
        self._column.addWidget(Hairline())
        self._make_timeline()
        self._column.addStretch(1)
        self.area = ScrollArea(inner)
        self.body.addWidget(self.area, 1)
        self._make_foot()
        privacy.changed.connect(self._redraw)
        self.setVisible(False)

    def _make_head(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(12)
        self.avatar = Avatar()
        row.addWidget(self.avatar, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(0)
        self.name = label("", "title", wrap=True)
        self.under = label("", "body", "text2", wrap=True)
        words.addWidget(self.name)
        words.addWidget(self.under)
        row.addLayout(words, 1)
        self.pill = Pill()
        row.addWidget(self.pill, 0, Qt.AlignmentFlag.AlignTop)
        self._column.addLayout(row)

    def _make_timeline(self) -> None:
        row = QHBoxLayout()
        row.addWidget(label("Tijdlijn", "section"), 1)
        self.note = Button("Contactmoment", "plus", small=True, tip="Nieuw contactmoment (Ctrl+Shift+M)")
        self.note.clicked.connect(lambda _checked=False: self._emit(self.note_asked))
        row.addWidget(self.note)
        self._column.addLayout(row)
        self.timeline = Timeline(clickable=True)
        self.timeline.opened.connect(self.contact_asked)
        self._column.addWidget(self.timeline)
        self.nothing = TextBlock(
            "Er is nog geen contactmoment. Schrijf het eerste op in twee regels.", tone="text2"
        )
        self._column.addWidget(self.nothing)

    def _make_foot(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 8, 0)
        row.setSpacing(8)
        self.open = Button("Casus openen", "arrow-expand")
        self.open.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.open.clicked.connect(lambda _checked=False: self._emit(self.open_asked))
        row.addWidget(self.open, 1)
        self.more = IconButton("Meer bij deze casus", "dots-horizontal")
        self.more.clicked.connect(self._open_menu)
        row.addWidget(self.more)
        self.body.addLayout(row)

    def show_case(self, view: CaseView, facts: CaseFacts, today: date) -> None:
        """Show another case, or the same one read again."""
        same = (view, facts, today) == (self._view, self._facts, self._today)
        self._view, self._facts, self._today = view, facts, today
        if not same:  # read again after a write elsewhere: the focus stays where it is
            self._redraw()
        self.setVisible(True)

    def clear(self) -> None:
        """No case is chosen."""
        self._view = None
        self.setVisible(False)

    def case_id(self) -> int | None:
        """The case shown, or None."""
        return self._view.draft.id if self._view else None

    def set_over_list(self, over: bool) -> None:
        """Whether the detail stands in the place of the list, with a way back."""
        self.back.setVisible(over)

    def _redraw(self) -> None:
        view = self._view
        if view is None:
            return
        self.avatar.set_name(view.pupil)
        self.avatar.setVisible(bool(view.pupil))
        self.name.setText(self._privacy.name(view.pupil) or NO_PUPIL)
        group = group_words(view.group, view.school, self._facts.schools)
        self.under.setText(", ".join(filter(None, [view.school, group])))
        self.pill.set(status_pill(view.draft.status))
        self._draw_bar(view)
        self.grid.set_facts(self._small_facts(view))
        moments = [
            contact_moment(line, self._today, self._privacy, view.pupil, whole=False)
            for line in view.timeline[:MOST]
        ]
        self.timeline.set_moments(moments)
        self.timeline.setVisible(bool(moments))
        self.nothing.setVisible(not moments)
        tab_as_one_reads(self)

    def _draw_bar(self, view: CaseView) -> None:
        clear_layout(self.bar_place)
        message = review_message(view, self._today)
        if message is not None:
            act = Act("Invullen", lambda: self._emit(self.review_asked))
            self.bar_place.addWidget(MessageBar(replace(message, acts=(act,))))

    def _small_facts(self, view: CaseView) -> tuple[tuple[str, str], ...]:
        draft = view.draft
        lead = next((person for person in view.people if person.is_lead), None)
        others = [person for person in view.people if not person.is_lead]
        facts = [
            ("Casus", draft.number),
            ("Leeftijd", age_words(view, self._today) if view.pupil else "–"),
            ("Hulpvraag", question_label(draft.question) or "Nog niet gekozen"),
            ("Ouders gesproken", self._day(view.parents_spoken_on, "Nog niet vastgelegd")),
            ("Regiehouder", _named(lead) if lead else "Nog niemand"),
            ("Ook betrokken", "\n".join(map(_named, others)) or "Niemand"),
        ]
        if draft.status is CaseStatus.CLOSED:
            facts.append(("Afgesloten", self._day(draft.ended_on, "–")))
        elif review_message(view, self._today) is None:
            facts.append(("Volgende review", self._day(draft.next_review_on, "Nog niet gepland")))
        return tuple(facts)

    def _day(self, day: date | None, none: str) -> str:
        return day_words(day, self._today) if day else none

    def _emit(self, signal: SignalInstance) -> None:
        if (case_id := self.case_id()) is not None:
            signal.emit(case_id)

    def _open_menu(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("Nieuwe actie", lambda: self._emit(self.action_asked))
        menu.addAction("Monitoringlijst invullen", lambda: self._emit(self.review_asked))
        if self._view is not None and self._view.draft.status is CaseStatus.CLOSED:
            menu.addAction("Vervolgcasus beginnen", lambda: self._emit(self.follow_up_asked))
        menu.addSeparator()
        menu.addAction("Casus verwijderen", lambda: self._emit(self.delete_asked))
        menu.addAction("Gegevens wissen", lambda: self._emit(self.erase_asked))
        menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height() + 4)))


def _named(person: CasePerson) -> str:
    return f"{person.name} ({person.role})" if person.role else person.name
