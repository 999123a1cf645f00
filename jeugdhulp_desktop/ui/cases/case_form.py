"""All fields of one case (domain.md 6.1), with its problems live: V06, V07, V15, V16, V18, V24."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from jeugdhulp_desktop.domain.cases import (
    CaseDraft,
    CaseStatus,
    CaseView,
    Ground,
    NoParentGround,
    Outcome,
    Referrer,
    YesNoUnknown,
    check_case,
)
from jeugdhulp_desktop.domain.problems import Problem, blocking
from jeugdhulp_desktop.domain.pupils import PupilLine
from jeugdhulp_desktop.domain.questions import QUESTIONS, question_label
from jeugdhulp_desktop.ui.cases.bsn_answers import BsnAnswers
from jeugdhulp_desktop.ui.cases.facts import CaseFacts, person_words
from jeugdhulp_desktop.ui.cases.looks import status_pill
from jeugdhulp_desktop.ui.cases.status_points import StatusPoints
from jeugdhulp_desktop.ui.cases.ticks import PeopleField, TicksField
from jeugdhulp_desktop.ui.privacy_mode import Privacy
from jeugdhulp_desktop.ui.widgets.buttons import Button
from jeugdhulp_desktop.ui.widgets.fields import ChoiceField, DateField, TextArea, TextField
from jeugdhulp_desktop.ui.widgets.form import FormPage
from jeugdhulp_desktop.ui.widgets.labels import Hairline, label
from jeugdhulp_desktop.ui.widgets.person import PersonField, Provider
from jeugdhulp_desktop.ui.widgets.segmented import Segment, SegmentedAnswer

COLLECTIVE = "collective"
TEXTS = ("summary", "closing_note", "municipality")
_CLOSING = ("outcome", "without_help", "ended_on", "closing_note")


def _choices(kind: Any) -> list[tuple[Any, str]]:
    return [(each, each.value[:1].upper() + each.value[1:]) for each in kind]


def _optional(choices: Sequence[tuple[Any, str]]) -> list[tuple[Any, str]]:
    return [(None, "Niet gekozen"), *choices]


def _steps() -> list[Segment]:
    made = []
    for number, status in enumerate(CaseStatus, start=1):
        pill = status_pill(status)
        made.append(Segment(status, pill.text, str(number), pill.icon, pill.tone))
    return made


class CaseForm(FormPage[CaseDraft]):
    """A case being edited. The provider finds pupils; ``pupil`` tells the form who was found."""

    note_asked = Signal()  # "leg eerst vast wanneer je de ouders sprak"
    pupil_asked = Signal()  # a pupil who is not in the list

    def __init__(
        self, today: date, privacy: Privacy, pupils: Provider, born: Callable[[int], date | None]
    ) -> None:
        super().__init__()
        self._today, self._privacy, self._born = today, privacy, born
        self._base = CaseDraft()
        self._view: CaseView | None = None
        self._facts = CaseFacts()
        self.layout_.setSpacing(14)
        self._blocking: list[Problem] = []
        self.status = self.add("status", "S&tatus", SegmentedAnswer("Status", _steps()))
        self.points = StatusPoints()
        self.points.jump_asked.connect(self.focus_field)
        self.add_widget(self.points)
        self._add_start_without_parents()
        self._heading("Leerling en school")
        self._add_pupil(pupils)
        self._heading("Hulpvraag")
        self._add_question()
        self._heading("Wie helpt")
        self._add_people()
        self._heading("Datums (mogen leeg blijven)")
        self._add_days()
        self._closing_head = self._heading("Afsluiten")
        self._add_closing()
        self.bsn = BsnAnswers(self, TEXTS)
        self.changed.connect(self._field_edited)

    def _heading(self, words: str) -> QWidget:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 10, 0, 0)
        row.setSpacing(12)
        row.addWidget(label(words, "section"))
        row.addWidget(Hairline(), 1)
        self.add_widget(box)
        return box

    def _add_start_without_parents(self) -> None:
        self.without_parents = QWidget()
        row = QHBoxLayout(self.without_parents)
        row.setContentsMargins(0, 0, 0, 0)
        note = Button("Contactmoment met ouders vastleggen", "plus", small=True)
        note.clicked.connect(self.note_asked)
        row.addWidget(note)
        row.addStretch(1)
        self.add_widget(self.without_parents)
        self.no_parents = self.add(
            "no_parent_ground",
            "Toch beginnen zonder gesprek met de ouders, want",
            ChoiceField(_optional(_choices(NoParentGround))),
            optional=True,
        )

    def _add_pupil(self, pupils: Provider) -> None:
        with self.side_by_side():
            field = PersonField(provider=pupils, placeholder="Typ een naam of een klas")
            self.pupil = self.add("pupil_id", "&Leerling", field, stretch=3)
            self.school = self.add("school_id", "Sc&hool", ChoiceField(), stretch=2)
        self.add_pupil = Button("Staat niet in de lijst", "account-plus-outline", "link")
        self.add_pupil.clicked.connect(self.pupil_asked)
        self.add_widget(self.add_pupil)
        with self.side_by_side():
            self.add("municipality", "&Woongemeente", TextField(longest=120), optional=True)
            self.add("referrer", "Wie &meldde het", ChoiceField(_optional(_choices(Referrer))), optional=True)
        self.school.changed.connect(self._school_chosen)

    def _add_question(self) -> None:
        questions = [(each.code, each.label) for each in QUESTIONS]
        with self.side_by_side():
            self.question = self.add("question", "Hoofdhulp&vraag", ChoiceField(_optional(questions)))
            self.second = self.add(
                "more_questions", "Tweede", ChoiceField(_optional(questions)), optional=True
            )
            self.third = self.add("third_question", "Derde", ChoiceField(_optional(questions)), optional=True)
        hint = "Een of twee zinnen. Geen diagnoses en geen verslag van een hulpverlener."
        summary = TextArea(lines=2, longest=4_000)
        self.add("summary", "Wat is de vraag, in het &kort", summary, optional=True, hint=hint)
        with self.side_by_side():
            ground = ChoiceField(_optional(_choices(Ground)))
            self.add("ground", "&Grondslag: waarom mag de school dit bewaren?", ground, stretch=3)
            self.add("indicated_help", "Geïndiceerde hulp", ChoiceField(_choices(YesNoUnknown)), stretch=2)
        self.add(COLLECTIVE, "", TicksField([(COLLECTIVE, "Collectief, zonder beschikking")]))

    def _add_people(self) -> None:
        with self.side_by_side():
            self.lead = self.add("lead_id", "&Regiehouder", PersonField())
            self.workers = self.add("worker_ids", "Ook &betrokken", PeopleField(), optional=True)

    def _add_days(self) -> None:
        with self.side_by_side():
            self.add("signalled_on", "Signaal", DateField())
            self.add("referred_on", "Aanmelding", DateField())
            self.add("first_talk_on", "Eerste gesprek", DateField())
        with self.side_by_side():
            self.add("started_on", "Start van de hulp", DateField())
            hint = "Leeg bij een actieve casus: een half jaar na de start."
            self.add("next_review_on", "Volgende review", DateField(), hint=hint, stretch=2)

    def _add_closing(self) -> None:
        self.add("outcome", "Hoe is het afgelopen?", ChoiceField(_choices(Outcome)))
        self.add("without_help", "Kan de leerling zonder hulp verder?", ChoiceField(_choices(YesNoUnknown)))
        self.ended = self.add("ended_on", "Afgesloten op", DateField())
        self.add("closing_note", "Toelichting", TextArea(lines=2, longest=4_000), optional=True)

    def set_facts(self, facts: CaseFacts, view: CaseView) -> None:
        """Schools, people and what is known of pupil and parents, before a draft is shown."""
        self._facts, self._view = facts, view
        self.school.set_choices([(each.id, each.name) for each in facts.schools])
        self.rows["school_id"].setVisible(facts.many_schools)
        held = {view.draft.lead_id, *view.draft.worker_ids}
        people = [each for each in facts.people if each.active or each.id in held]
        self.lead.set_choices([(each.id, person_words(each)) for each in people])
        self.workers.set_choices([(each.id, person_words(each)) for each in people if each.worker_type])

    def fill(self, draft: CaseDraft) -> None:
        self._base = draft
        more = (*draft.more_questions, "", "")
        self._offer_old_questions(draft)
        values = {name: getattr(draft, name) for name in self.rows if hasattr(draft, name)}
        values |= {
            "question": draft.question or None,
            "more_questions": more[0] or None,
            "third_question": more[1] or None,
            COLLECTIVE: (COLLECTIVE,) if draft.collective else (),
        }
        del values["pupil_id"]
        self.set_values(values)
        self._show_pupil(draft.pupil_id)
        self.bsn.forget(getattr(draft, name) for name in TEXTS)
        self._live()

    def ask_again(self, stored: CaseDraft) -> None:
        """Only what is stored was answered about a number: what a draft brings back is asked anew (F42)."""
        self.bsn.forget(getattr(stored, name) for name in TEXTS)
        self._live()

    def _offer_old_questions(self, draft: CaseDraft) -> None:
        """A code of an older list shows itself, so that saving never loses it."""
        known = {each.code for each in QUESTIONS}
        old = [code for code in (draft.question, *draft.more_questions) if code and code not in known]
        choices = [(each.code, each.label) for each in QUESTIONS] + [
            (code, question_label(code)) for code in old
        ]
        for field in (self.question, self.second, self.third):
            field.set_choices(_optional(choices))

    def _show_pupil(self, pupil_id: int | None) -> None:
        if pupil_id is None:
            self.pupil.set_value(None)
        elif self._view is not None and pupil_id == self._view.draft.pupil_id:
            words = filter(None, [self._privacy.name(self._view.pupil), self._view.group])
            self.pupil.set_person(pupil_id, ", ".join(words))

    def set_pupil(self, pupil: PupilLine, words: str) -> None:
        """Show a pupil who was added or found elsewhere."""
        self.pupil.set_person(pupil.id, words)
        self.pupil.changed.emit()

    def redraw_names(self) -> None:
        """Names or initials, as privacy mode wants; only what was not typed anew."""
        if self._view is not None and self.pupil.value() == self._view.draft.pupil_id:
            self._show_pupil(self._view.draft.pupil_id)

    def draft(self) -> CaseDraft:
        values = self.values()
        second, third = values.pop("more_questions"), values.pop("third_question")
        values["question"] = values["question"] or ""
        values["more_questions"] = tuple(dict.fromkeys(filter(None, (second, third))))
        values[COLLECTIVE] = COLLECTIVE in values[COLLECTIVE]
        values["status"] = values["status"] or self._base.status
        values["indicated_help"] = values["indicated_help"] or YesNoUnknown.UNKNOWN
        ids = {values["lead_id"], *values["worker_ids"]} - {None}
        values["worker_types"] = self._facts.types(ids)
        return replace(self._base, **values)

    def check(self, draft: CaseDraft) -> Sequence[Problem]:
        spoken = self._view is not None and self._view.has_parent_contact
        born = self._born(draft.pupil_id) if draft.pupil_id is not None else None
        found = check_case(draft, today=self._today, birth_date=born, has_parent_contact=spoken)
        return self.bsn.open_problems(found)

    def _field_edited(self, name: str) -> None:
        if name == "status":
            self._status_chosen()
        else:
            self._live()

    def _status_chosen(self) -> None:
        """What this status asks is shown at once, at every field that it asks it of."""
        closed = self.status.value() is CaseStatus.CLOSED
        if closed and self.ended.value() is None:
            self.ended.set_value(self._today)
        elif not closed and self._base.ended_on is None:
            self.ended.set_value(None)  # closing was looked at only
        self._live()
        heavy = {each.field for each in self._blocking}
        self.show_problems(self.check(self.draft()), only=heavy | {"status"})

    def _school_chosen(self) -> None:
        """A pupil belongs to one school: another school means another pupil."""
        if self.pupil.value() is not None and self.school.value() != self._base.school_id:
            self.pupil.set_value(None)

    def _live(self, *_name: object) -> None:
        """What is asked only now: the points of this status, closing, and the ground of V06."""
        loaded = self._loaded is not None
        found = self.check(self.draft()) if loaded else []
        self._blocking = blocking(found)
        self.points.set_points(self._blocking)
        closed = self.status.value() is CaseStatus.CLOSED
        self._closing_head.setVisible(closed)
        for name in _CLOSING:
            self.rows[name].setVisible(closed)
        asked = any(each.rule == "V06" for each in found)
        self.rows["no_parent_ground"].setVisible(asked or self.no_parents.value() is not None)
        self.without_parents.setVisible(asked)
