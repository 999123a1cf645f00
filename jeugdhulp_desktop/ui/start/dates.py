"""The dates of a school year: chosen from a list, and written as a file that every calendar opens."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jeugdhulp_desktop.domain.dates import CalendarDate, DateKind, YearDates
from jeugdhulp_desktop.domain.errors import WorldError
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.domain.text import long_date
from jeugdhulp_desktop.ui import dialogs
from jeugdhulp_desktop.ui.pages import Page
from jeugdhulp_desktop.ui.sentences import sentence
from jeugdhulp_desktop.ui.theme import theme
from jeugdhulp_desktop.ui.widgets.buttons import Button, CheckBox
from jeugdhulp_desktop.ui.widgets.labels import TextBlock, label
from jeugdhulp_desktop.ui.widgets.messages import Message

if TYPE_CHECKING:
    from jeugdhulp_desktop.services.session import Session

VERB = "Agendabestand bewaren"
_GROUPS = {
    DateKind.CYCLE: "Jaarcyclus",
    DateKind.SIGNING: "Nog te tekenen",
    DateKind.ADDITION_REMINDER: "Aanvullende inzet",
    DateKind.ADDITION_END: "Aanvullende inzet",
    DateKind.EVALUATION: "Aanvullende inzet",
    DateKind.THEME: "Thema’s meten",
}


class DatesDialog(dialogs.FormDialog):
    """Every date with a box; what is still to come is chosen already."""

    def __init__(self, parent: QWidget | None, dates: YearDates, today: date) -> None:
        super().__init__(parent, f"Datums in schooljaar {dates.school_year.code}", VERB)
        words = (
            "Kies wat in je agenda komt. Het bestand opent in Outlook, Google en elke andere agenda. "
            "Er staan geen namen van leerlingen in."
        )
        self.content.addWidget(TextBlock(words, tone="text2"))
        self._boxes: list[tuple[CalendarDate, CheckBox]] = []
        for title in dict.fromkeys(_GROUPS.values()):
            found = [each for each in dates.dates if _GROUPS[each.kind] == title]
            if found:
                self.content.addWidget(label(title, "strong"))
                self._add(found, today)
        if not self._boxes:
            self.content.addWidget(label("Er zijn dit schooljaar geen datums.", tone="text2"))
            self.accept_button.hide()
        row = QHBoxLayout()
        for text, on in (("Alles kiezen", True), ("Niets kiezen", False)):
            button = Button(text, kind="link")
            button.clicked.connect(lambda _checked=False, on=on: self._choose_all(on))
            row.addWidget(button)
        row.addStretch(1)
        self.content.addLayout(row)

    def _add(self, dates: Sequence[CalendarDate], today: date) -> None:
        column = QVBoxLayout()
        column.setSpacing(4)
        for each in dates:
            box = CheckBox(f"{long_date(each.day)}: {each.title}")
            box.setChecked(each.day >= today)
            if each.note:
                box.setToolTip(each.note)
            box.setMinimumHeight(theme().px(26))
            self._boxes.append((each, box))
            column.addWidget(box)
        self.content.addLayout(column)

    def _choose_all(self, on: bool) -> None:
        for _each, box in self._boxes:
            box.setChecked(on)

    def value(self) -> list[CalendarDate]:
        """The chosen dates, by day."""
        return [each for each, box in self._boxes if box.isChecked()]

    def check(self) -> bool:
        """At least one: an empty calendar is no file."""
        chosen = bool(self.value())
        self.note.setText("" if chosen else "Kies minstens één datum.")
        return chosen


class DatesOfYear:
    """Reads the dates on the worker, shows them, and writes the chosen ones where the user wants."""

    def __init__(self, page: Page, session: "Session") -> None:
        self._page, self._session = page, session

    def show(self, year: SchoolYear) -> None:
        """Show the dates of a school year."""
        dates = self._session.dates.dates
        self._page.run(lambda: dates(year), self._choose)

    def _choose(self, dates: YearDates) -> None:
        dialog = DatesDialog(self._page, dates, self._page.context.today())
        if not dialogs.run_form(dialog):
            return
        chosen = dialog.value()
        name = f"Jeugdhulp op school {dates.school_year.code}.ics"
        path = dialogs.choose_save_file(self._page, VERB, Path.home() / name, "Agenda (*.ics)")
        if path is not None:
            export = self._session.dates.export
            self._page.run(
                lambda: export(chosen, path), lambda _none: self._written(path, len(chosen)), self._refused
            )

    def _written(self, path: Path, count: int) -> None:
        dates = "1 datum staat" if count == 1 else f"{count} datums staan"
        words = f"{dates} in {path.name}. Open het bestand om ze in je agenda te zetten."
        self._page.message.emit(Message(words, "ok", key="dates", passing=True))

    def _refused(self, error: WorldError) -> None:
        self._page.message.emit(Message(sentence(error), "bad", key="dates"))
