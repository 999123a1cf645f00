"""The way in from the page of the agreements: the list of a year, one request, or a new one."""

from functools import partial
from typing import TYPE_CHECKING

from jeugdhulp_desktop.domain.additions import Addition
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.ui.additions.editor import AdditionEditor, AdditionFacts, load_facts
from jeugdhulp_desktop.ui.additions.list_view import AdditionsList

if TYPE_CHECKING:
    from jeugdhulp_desktop.services.session import Session
    from jeugdhulp_desktop.ui.agreements.page import AgreementsPage


def open_view(page: "AgreementsPage", argument: object) -> None:
    """None opens the list, an id a request, (school id, SchoolYear) begins one."""
    session = page.session
    if session is None:
        return
    if isinstance(argument, int):
        _open(page, session, argument)
    elif isinstance(argument, tuple):
        _begin(page, session, *argument)
    else:
        _open_list(page, session)


def _open_list(page: "AgreementsPage", session: "Session") -> None:
    view = AdditionsList(page, session)
    view.closed.connect(page.close_view)
    view.opened.connect(partial(_open, page, session))
    view.begun.connect(lambda school: _begin(page, session, school, page.context.years.year))
    page.show_view(view)


def _open(page: "AgreementsPage", session: "Session", addition_id: int) -> None:
    front = page.view()
    if isinstance(front, AdditionEditor) and front.addition.id == addition_id:
        return  # opened twice: it stands in front already

    def job() -> tuple[Addition, AdditionFacts]:
        addition = session.additions.load(addition_id)
        return addition, load_facts(session, addition)

    page.run(job, lambda found: _edit(page, session, *found))


def _begin(page: "AgreementsPage", session: "Session", school_id: int, year: SchoolYear) -> None:
    def job() -> tuple[Addition, AdditionFacts]:
        addition = session.additions.new(school_id, year)
        return addition, load_facts(session, addition)

    page.run(job, lambda found: _edit(page, session, *found))


def _edit(page: "AgreementsPage", session: "Session", addition: Addition, facts: AdditionFacts) -> None:
    editor = AdditionEditor(page, session, facts, addition)
    editor.closed.connect(page.close_view)
    editor.preview_asked.connect(partial(page.open_page.emit, "documents"))
    editor.other.connect(partial(_instead, page, session))
    page.show_view(editor)


def _instead(page: "AgreementsPage", session: "Session", addition: Addition) -> None:
    """Show another request where one stands, once that may be left."""
    front = page.view()
    if addition.id is not None and isinstance(front, AdditionEditor) and front.may_leave():
        page.close_view()
        _open(page, session, addition.id)
