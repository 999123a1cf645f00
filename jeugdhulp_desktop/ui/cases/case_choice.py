"""Picking a case by typing: name or number, on the worker."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from jeugdhulp_desktop.domain.cases import CaseLine, CaseView
from jeugdhulp_desktop.ui.cases.detail import NO_PUPIL
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


def case_provider(owner: QObject, session: "Session", context: PageContext) -> Provider:
    """What a PersonField asks for cases: open ones first, since a note is seldom about a closed one."""
    search = session.cases.search

    def provide(words: str, deliver: Callable[[Choices], None]) -> None:
        def show(lines: Sequence[CaseLine]) -> None:
            ordered = sorted(lines, key=lambda line: not line.status.open)[:OFFERED]
            deliver([(line.id, case_words(line, context.privacy)) for line in ordered])

        context.tasks.run(owner, lambda: search(words), show, latest="cases")

    return provide
