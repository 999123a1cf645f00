"""What every page of the shell is: one base class, one table entry, one set of signals."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, ClassVar, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from jeugdhulp_desktop.domain.drafts import KeptDraft
from jeugdhulp_desktop.domain.errors import WorldError
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.domain.undo import UndoStep
from jeugdhulp_desktop.ui.drafts import Drafts
from jeugdhulp_desktop.ui.laptop import Laptop
from jeugdhulp_desktop.ui.privacy_mode import Privacy
from jeugdhulp_desktop.ui.tasks import Step, Task, Tasks
from jeugdhulp_desktop.ui.widgets.focus import first_focus
from jeugdhulp_desktop.ui.year_choice import YearChoice

if TYPE_CHECKING:
    from jeugdhulp_desktop.services.session import Session

Answer = TypeVar("Answer")


@dataclass(frozen=True)
class PageContext:
    """What every page may use; lives as long as the window of one Session."""

    tasks: Tasks
    privacy: Privacy
    years: YearChoice
    now: Callable[[], datetime]
    laptop: Laptop = field(default_factory=Laptop)
    drafts: Drafts = field(default_factory=Drafts)

    def today(self) -> date:
        """The local day."""
        return self.now().date()


class Page(QWidget):
    """A page of the shell. Built at its first visit; forgets its Session when the vault locks.

    Subclasses override what they need. ``open_with`` gives the Session and asks for the first data;
    ``refresh`` is called after a write that may concern the page; ``shown`` at each visit.
    """

    title: ClassVar[str] = ""
    help_topic: ClassVar[str] = ""  # name of the help text in resources/help
    watches: ClassVar[frozenset[object]] = frozenset()  # Change members; empty = told of everything

    open_page = Signal(str, object)  # name of the page, argument for its open_at
    message = Signal(object)  # widgets.Message for the message area of the window
    message_over = Signal(str)  # key of a message that is no longer so
    part_left = Signal()  # an editor or view of this page is left: what was told about it is over
    saved = Signal()  # something was written: the rail says "Alles bewaard"
    errand_asked = Signal(object)  # an Errand of ui/errands.py: the vault closes for it
    undo_asked = Signal(object)  # number of a step that was offered to be undone
    title_changed = Signal(str)
    needs_room = Signal(bool)  # an editor of three columns: the rail folds while it is open

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.session: Session | None = None
        self.setProperty("back", "window")

    def open_with(self, session: "Session") -> None:
        """Take the Session; ask for the first data here. Overriders call super() first."""
        self.session = session

    def open_at(self, argument: object) -> None:
        """Show what another page asked for (an id, a filter)."""

    def refresh(self, changes: frozenset[object]) -> None:
        """Read again what changed; called in the window thread after a commit."""

    def shown(self) -> None:
        """The page is in front now."""

    def may_leave(self) -> bool:
        """False keeps the user here (after asking through ``dialogs``); save quietly where possible."""
        return True

    def school_year_changed(self, year: SchoolYear) -> None:
        """Another school year was picked in the rail; ``context.years.year`` is the same."""

    def focus_search(self) -> None:
        """Ctrl+F: put the focus in the search field of this page."""

    def new_item(self) -> None:
        """Ctrl+N: begin a new case, agreement or list."""

    def save(self) -> None:
        """Ctrl+S: save now."""

    def finish(self) -> None:
        """Ctrl+Enter: save and close, complete the list."""

    def back(self) -> None:
        """Esc: clear the search, or go back to the list."""

    def edit(self) -> None:
        """F2: edit the selected row."""

    def make_pdf(self) -> None:
        """Ctrl+P: make or open the PDF."""

    def undo(self) -> bool:
        """Ctrl+Z outside a text field: True when the page has a way back of its own (an import).

        Otherwise the last step is undone, wherever it was made.
        """
        return False

    def undone(self, step: UndoStep) -> None:
        """A step was undone, after ``refresh``: an editor of that record shows what it is now."""

    def next_problem(self, step: int) -> None:
        """F8 (1) and Shift+F8 (-1): the next or previous problem."""

    def place(self) -> object:
        """What ``open_at`` would bring back after a lock: ids only, no text. None is the list."""
        return None

    def reopen(self, draft: KeptDraft) -> None:
        """Open the dialog again in which this was typed, above what stands there; see reopening.py."""

    def case_in_front(self) -> int | None:
        """The id of the case that is looked at: a quick note begins with it."""
        return None

    def take_focus(self) -> None:
        """Put the focus where one begins; asked for when the page comes in front."""
        panes = [pane for pane in self.panes() if pane.isVisible()]
        first_focus(panes[0] if panes else self)

    def panes(self) -> list[QWidget]:
        """The panes that F6 walks through, in reading order."""
        return []

    def run(
        self,
        job: Callable[..., Answer],
        on_done: Callable[[Answer], object],
        on_error: Callable[[WorldError], object] | None = None,
        progress: Callable[[Step], object] | None = None,
        *,
        latest: str = "",
    ) -> Task:
        """``tasks.run`` with this page as the owner."""
        return self.context.tasks.run(self, job, on_done, on_error, progress, latest=latest)


@dataclass(frozen=True)
class PageEntry:
    """A page in the rail: where it stands, how it is called, how it is made (imports lazily)."""

    name: str
    title: str
    icon: str
    factory: Callable[[PageContext], Page]
    shortcut: str = ""
    rare: bool = False  # below the line in the rail
    foot: bool = False  # at the bottom, beside Vergrendelen
    module: str = ""  # where it is imported from
