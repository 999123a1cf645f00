"""Ctrl+Z for a page that is tested without its window."""

from jeugdhulp_desktop.services.changes import Change
from jeugdhulp_desktop.ui.pages import Page
from jeugdhulp_desktop.ui.undoing import Undoing


def ctrl_z(page: Page) -> None:
    """Take the last step back on the worker, as the window of this page would."""
    assert page.session is not None
    undoing = Undoing(page.session, page.context.tasks, page)
    undoing.done.connect(lambda _step: page.refresh(frozenset(Change)))
    undoing.done.connect(page.undone)
    undoing.done.connect(page.saved)
    undoing.undo()
