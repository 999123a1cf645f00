"""What can stand over the list and the editor of the page: a comparison, an evaluation, a request.

Each is made by a part of its own, which the page knows by name only: its module has a function
``open_view(page, argument)`` that reads what it needs and calls ``page.show_view(widget)``. It is imported
when it is asked for, so that the page opens as quickly without it.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jeugdhulp_desktop.ui.agreements.page import AgreementsPage

COMPARE = "compare"  # argument: the id of an agreement, to compare with another version or year
EVALUATION = "evaluation"  # argument: (school id, SchoolYear, EvaluationMoment or None)
ADDITION = "addition"  # argument: the id of a request, or (school id, SchoolYear) to begin one
ROLLOVER = "rollover"  # argument: the SchoolYear that is rolled over to

OPENINGS = {
    COMPARE: "jeugdhulp_desktop.ui.agreements.compare_view",
    EVALUATION: "jeugdhulp_desktop.ui.evaluations.view",
    ADDITION: "jeugdhulp_desktop.ui.additions.view",
    ROLLOVER: "jeugdhulp_desktop.ui.rollover.view",
}


def open_view(page: "AgreementsPage", name: str, argument: object) -> None:
    """Let the part that knows this view open it on the page."""
    import_module(OPENINGS[name]).open_view(page, argument)
