"""One part of Privacy en beheer: a widget of its own, built when it is chosen for the first time."""

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from jeugdhulp_desktop.domain.errors import WorldError
from jeugdhulp_desktop.ui.pages import PageContext
from jeugdhulp_desktop.ui.tasks import Step, Task

if TYPE_CHECKING:
    from jeugdhulp_desktop.services.session import Session

Answer = TypeVar("Answer")


class Part(QWidget):
    """What stands beside the list. Subclasses override what they need, as pages do."""

    help_topic: ClassVar[str] = "privacy"
    watches: ClassVar[frozenset[object]] = frozenset()  # Change members that it shows; empty = told of none

    message = Signal(object)  # for the message area of the window
    message_over = Signal(str)
    saved = Signal()
    open_page = Signal(str, object)
    errand_asked = Signal(object)  # an Errand of ui/errands.py: the vault closes for it

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.session: Session | None = None

    def open_with(self, session: "Session") -> None:
        """Take the Session; ask for the first data here. Overriders call super() first."""
        self.session = session

    def open_at(self, argument: object) -> None:
        """Show what another page asked for."""

    def shown(self) -> None:
        """This part is in front now."""

    def refresh(self, changes: frozenset[object]) -> None:
        """Read again what changed; called in the window thread after a commit, also while not in front."""

    def may_leave(self) -> bool:
        """False keeps the user at this part."""
        return True

    def panes(self) -> list[QWidget]:
        """What F6 walks through after the list; the part itself unless it has more."""
        return [self]

    def run(
        self,
        job: Callable[..., Answer],
        on_done: Callable[[Answer], object],
        on_error: Callable[[WorldError], object] | None = None,
        progress: Callable[[Step], object] | None = None,
        *,
        latest: str = "",
    ) -> Task:
        """``tasks.run`` with this part as the owner."""
        return self.context.tasks.run(self, job, on_done, on_error, progress, latest=latest)
