"""A pupil who is not in the picking list yet: name, birth date or "onbekend", and group. Nothing else."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from jeugdhulp_desktop.domain.errors import NotValid, WorldError
from jeugdhulp_desktop.domain.problems import Problem
from jeugdhulp_desktop.domain.pupils import PupilDraft, PupilLine, PupilName, check_pupil
from jeugdhulp_desktop.ui import dialogs
from jeugdhulp_desktop.ui.cases.ticks import TicksField
from jeugdhulp_desktop.ui.pages import PageContext
from jeugdhulp_desktop.ui.sentences import sentence
from jeugdhulp_desktop.ui.typed_fields import keep_dialog
from jeugdhulp_desktop.ui.widgets.fields import DateField, TextField
from jeugdhulp_desktop.ui.widgets.form import FormPage
from jeugdhulp_desktop.ui.widgets.messages import Message, MessageArea

if TYPE_CHECKING:
    from jeugdhulp_desktop.services.session import Session

PUPIL = "pupil"  # name of the dialog in the drafts of the vault
_UNKNOWN = "unknown"


class PupilForm(FormPage[PupilDraft]):
    """The fields of a pupil that is typed by hand."""

    def __init__(self, context: PageContext, group_word: str) -> None:
        super().__init__()
        self._today = context.today()
        self._base = PupilDraft(0)
        with self.side_by_side():
            self.first = self.add("name.first", "&Voornaam", TextField(longest=80), stretch=3)
            self.prefix = self.add(
                "name.prefix", "&Tussenvoegsel", TextField("van den", longest=20), stretch=2
            )
            self.last = self.add("name.last", "&Achternaam", TextField(longest=120), stretch=4)
        with self.side_by_side():
            self.birth = self.add("birth_date", "&Geboortedatum", DateField(), stretch=3)
            unknown = TicksField([(_UNKNOWN, "Onbekend")])
            self.unknown = self.add("birth_date_unknown", " ", unknown, stretch=2)
            self.group = self.add("group", group_word, TextField(longest=40), optional=True, stretch=4)
        unknown.boxes[0][1].setAccessibleName("Geboortedatum is onbekend")

    def fill(self, draft: PupilDraft) -> None:
        self._base = draft

    def draft(self) -> PupilDraft:
        name = PupilName(self.first.value(), self.prefix.value(), self.last.value())
        return PupilDraft(
            self._base.school_id,
            name,
            birth_date=self.birth.value(),
            birth_date_unknown=bool(self.unknown.value()),
            group=self.group.value(),
        )

    def check(self, draft: PupilDraft) -> Sequence[Problem]:
        return check_pupil(draft, today=self._today)


class PupilDialog(dialogs.FormDialog):
    """Asks for a pupil and keeps the pupil before it closes."""

    def __init__(
        self, parent: QWidget, session: "Session", context: PageContext, school_id: int, group_word: str
    ) -> None:
        super().__init__(parent, "Leerling toevoegen", "Toevoegen")
        self._session, self._context = session, context
        self._busy = False
        self.pupil: PupilLine | None = None
        self.messages = MessageArea()
        self.content.addWidget(self.messages)
        self.form = PupilForm(context, group_word)
        self.form.load(PupilDraft(school_id))
        self.content.addWidget(self.form)
        self.form.first.setFocus()

    def check(self) -> bool:
        if not self._busy and self.form.validate():
            self._busy = True
            draft, pupils = self.form.draft(), self._session.pupils

            def job() -> PupilLine:
                pupil = pupils.load(pupils.save(draft))
                return PupilLine(pupil.id, pupil.school_id, pupil.name, pupil.birth_date, pupil.group)

            self._context.tasks.run(self, job, self._saved, self._refused)
        return False

    def _saved(self, pupil: PupilLine) -> None:
        self.pupil = pupil
        self.accept()

    def _refused(self, error: WorldError) -> None:
        self._busy = False
        if isinstance(error, NotValid):
            self.form.show_problems(error.problems)
        self.messages.add(Message(sentence(error), "bad", key="pupil"))


def ask_pupil(
    parent: QWidget,
    session: "Session",
    context: PageContext,
    school_id: int,
    group_word: str,
    done: Callable[[PupilLine], object],
    *,
    case_id: int | None = None,
) -> None:
    """Ask for a pupil who is not in the list, for a case that may not be kept yet."""
    dialog = PupilDialog(parent, session, context, school_id, group_word)
    keep_dialog(context.drafts, dialog, PUPIL, case_id)
    if dialogs.run_form(dialog) and dialog.pupil is not None:
        done(dialog.pupil)
    dialog.deleteLater()
