"""Picking the pupil of a case: found on the worker while one types."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from jeugdhulp_desktop.domain.cases import CaseView
from jeugdhulp_desktop.domain.pupils import PupilLine
from jeugdhulp_desktop.ui.cases.facts import pupil_words
from jeugdhulp_desktop.ui.pages import PageContext
from jeugdhulp_desktop.ui.widgets.person import Choices

if TYPE_CHECKING:
    from jeugdhulp_desktop.services.session import Session


class PupilChoice(QObject):
    """Remembers who was offered, since the rules of a case ask for the birth date (V16)."""

    def __init__(
        self, owner: QObject, session: "Session", context: PageContext, view: Callable[[], CaseView]
    ) -> None:
        super().__init__(owner)
        self._session, self._context, self._view = session, context, view
        self.school: Callable[[], int | None] = lambda: None  # the school that is chosen in the form
        self._offered: dict[int, PupilLine] = {}

    def find(self, words: str, deliver: Callable[[Choices], None]) -> None:
        """Pupils of the chosen school, for a PersonField."""
        search, school_id = self._session.pupils.search, self.school()

        def show(lines: Sequence[PupilLine]) -> None:
            for line in lines:
                self.remember(line)
            deliver([(line.id, self.words(line)) for line in lines])

        self._context.tasks.run(self, lambda: search(words, school_id=school_id), show, latest="pupils")

    def remember(self, pupil: PupilLine) -> None:
        """A pupil who may be picked now."""
        self._offered[pupil.id] = pupil

    def words(self, pupil: PupilLine) -> str:
        """How the pupil is shown in the field."""
        return pupil_words(pupil, self._context.privacy)

    def born(self, pupil_id: int) -> date | None:
        """The birth date of the pupil of the case, or of one who was offered."""
        view = self._view()
        if pupil_id == view.draft.pupil_id:
            return view.birth_date
        return self._offered[pupil_id].birth_date if pupil_id in self._offered else None
