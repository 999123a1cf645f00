"""The form of a contact moment: the same for a quick note and for reading an old one again."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from jeugdhulp_desktop.domain.contacts import (
    DURATIONS,
    ContactDraft,
    ContactKind,
    Place,
    WithWhom,
    check_contact,
)
from jeugdhulp_desktop.domain.problems import Problem
from jeugdhulp_desktop.ui.cases.bsn_answers import BsnAnswers
from jeugdhulp_desktop.ui.cases.case_choice import NewSignal
from jeugdhulp_desktop.ui.cases.looks import kind_label, minutes_words, place_label
from jeugdhulp_desktop.ui.cases.ticks import TicksField
from jeugdhulp_desktop.ui.widgets.fields import ChoiceField, DateField, TextArea, TextField
from jeugdhulp_desktop.ui.widgets.form import FormPage
from jeugdhulp_desktop.ui.widgets.person import PersonField, Provider

TEXTS = ("with_text", "fact", "agreed")
_PLACE_OF = {ContactKind.PHONE: Place.PHONE, ContactKind.MAIL: Place.ONLINE, ContactKind.VISIT: Place.HOME}


class NoteArea(TextArea):
    """Two lines are enough: Enter is done, Shift+Enter begins a new line."""

    finished = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self.textCursor().insertText("\n")
                self.ensureCursorVisible()
            elif event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
                event.ignore()  # Ctrl+Enter belongs to the dialog
            else:
                self.finished.emit()
            return
        super().keyPressEvent(event)


class ContactForm(FormPage[ContactDraft]):
    """Which case, when, what kind, with whom, what happened, what was agreed."""

    finished = Signal()

    def __init__(self, today: date, cases: Provider, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._base = ContactDraft()
        self.case = self.add(
            "case_id",
            "Leerling of &casus",
            PersonField(provider=cases, placeholder="Typ een naam of een nummer"),
        )
        with self.side_by_side():
            self.day = self.add("happened_on", "&Datum", DateField())
            kinds = [(kind, kind_label(kind)) for kind in ContactKind]
            self.kind = self.add("kind", "&Soort", ChoiceField(kinds))
            self.minutes = self.add(
                "minutes", "D&uur", ChoiceField(_durations(None), placeholder="Niet genoteerd")
            )
        self.kind.changed.connect(self._kind_chosen)
        whom = [(each, each.value[:1].upper() + each.value[1:]) for each in WithWhom]
        self.whom = self.add("with_whom", "&Met wie", TicksField(whom))
        with self.side_by_side():
            words = TextField("Bijvoorbeeld: moeder, mentor van 2B", longest=120)
            self.words = self.add("with_text", "Wie &precies", words, optional=True, stretch=2)
            places = ChoiceField([(each, place_label(each)) for each in Place])
            self.place = self.add("place", "&Waar", places)
        self.fact = self.add("fact", "Wat is er &gebeurd?", NoteArea(lines=3, longest=4_000))
        self.fact.finished.connect(self.finished)
        agreed = TextField("Bijvoorbeeld: ik bel donderdag terug", longest=500)
        self.agreed = self.add("agreed", "&Afspraak", agreed, optional=True)
        self.bsn = BsnAnswers(self, TEXTS)

    def fill(self, draft: ContactDraft) -> None:
        self._base = draft
        self.minutes.set_choices(_durations(draft.minutes))
        self.set_values(
            {
                "happened_on": draft.happened_on,
                "kind": draft.kind,
                "place": draft.place,
                "minutes": draft.minutes,
                "with_whom": draft.with_whom,
                "with_text": draft.with_text,
                "fact": draft.fact,
                "agreed": draft.agreed,
            }
        )
        self.bsn.forget((draft.with_text, draft.fact, draft.agreed) if draft.bsn_confirmed else ())

    def set_case(self, case_id: int, words: str) -> None:
        """Show which case it belongs to."""
        self.case.set_person(case_id, words)
        self.rows["case_id"].set_note("")

    def draft(self) -> ContactDraft:
        values = self.values()
        if isinstance(values["case_id"], NewSignal):
            values["case_id"] = None
        values["kind"] = values["kind"] or self._base.kind
        values["place"] = values["place"] or self._base.place
        texts = [values[name] for name in TEXTS]
        return ContactDraft(
            **values, bsn_confirmed=self.bsn.confirmed(texts), id=self._base.id, version=self._base.version
        )

    def check(self, draft: ContactDraft) -> Sequence[Problem]:
        found = self.bsn.open_problems(check_contact(draft, today=self._today))
        begins = self.new_signal() is not None
        return [each for each in found if not (begins and each.field == "case_id")]

    def new_signal(self) -> NewSignal | None:
        """The pupil without a case that was picked, if one was."""
        chosen = self.case.value()
        return chosen if isinstance(chosen, NewSignal) else None

    def _kind_chosen(self) -> None:
        """A phone call is by phone: the place follows the kind, and stays to be chosen."""
        self.place.set_value(_PLACE_OF.get(self.kind.value(), Place.SCHOOL))


def _durations(minutes: int | None) -> list[tuple[int | None, str]]:
    offered = sorted({*DURATIONS, *({minutes} if minutes else ())})
    return [(None, "Niet genoteerd"), *((each, minutes_words(each)) for each in offered)]
