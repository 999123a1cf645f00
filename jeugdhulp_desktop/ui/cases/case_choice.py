"""Picking a case by typing: name or number, on the worker."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from jeugdhulp_desktop.domain.cases import CaseDraft, CaseLine, CaseView
from jeugdhulp_desktop.domain.pupils import PupilLine
from jeugdhulp_desktop.ui.cases.detail import NO_PUPIL
from jeugdhulp_desktop.ui.cases.facts import pupil_words
from jeugdhulp_desktop.ui.pages import PageContext
from jeugdhulp_desktop.ui.privacy_mode import Privacy
from jeugdhulp_desktop.ui.widgets.person import Choices, Provider

if TYPE_CHECKING:
    from jeugdhulp_desktop.services.session import Session

OFFERED = 20


def case_words(line: CaseLine, privacy: Privacy) -> str:
    """ "Noor Yıldız, 2B, 2026-0114": the number tells namesakes apart."""
    return ", ".join(filter(None, [privacy.name(line.pupil) or NO_PUPIL, line.group, line.number]))


def view_words(view: CaseView, privacy: Privacy) -> str:
    """The same words for a case that was read whole."""
    return ", ".join(filter(None, [privacy.name(view.pupil) or NO_PUPIL, view.group, view.draft.number]))


@dataclass(frozen=True)
class NewSignal:
    """A pupil who was picked and has no case: a note about this pupil begins a signal."""

    pupil_id: int
    school_id: int

    def draft(self, day: date) -> CaseDraft:
        """The signal, as it is kept with its first note."""
        return CaseDraft(school_id=self.school_id, pupil_id=self.pupil_id, signalled_on=day)


def case_provider(
    owner: QObject, session: "Session", context: PageContext, *, signals: bool = False
) -> Provider:
    """What a PersonField asks for cases: open ones first, since a note is seldom about a closed one.

    With ``signals`` pupils without an open case follow, each as a NewSignal.
    """

    def provide(words: str, deliver: Callable[[Choices], None]) -> None:
        def job() -> tuple[list[CaseLine], list[PupilLine]]:
            pupils = session.pupils.search(words, limit=OFFERED) if signals else []
            return session.cases.search(words), pupils

        def show(found: tuple[list[CaseLine], list[PupilLine]]) -> None:
            lines, pupils = found
            ordered = sorted(lines, key=lambda line: not line.status.open)[:OFFERED]
            choices: list[tuple[object, str]] = [
                (line.id, case_words(line, context.privacy)) for line in ordered
            ]
            free = [pupil for pupil in pupils if pupil.open_case_id is None]
            choices += [
                (NewSignal(each.id, each.school_id), f"Nieuw signaal: {pupil_words(each, context.privacy)}")
                for each in free
            ]
            deliver(choices)

        context.tasks.run(owner, job, show, latest="cases")

    return provide
