"""What goes along when a case is thrown away, counted and told before it goes."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jeugdhulp_desktop.domain.actions import ActionFilter, ActionFilterKind

if TYPE_CHECKING:
    from jeugdhulp_desktop.services.session import Session


@dataclass(frozen=True)
class Hanging:
    """How much hangs on a case."""

    number: str
    contacts: int
    actions: int
    lists: int


def load_hanging(session: "Session", case_id: int) -> Hanging:
    """Count on the worker; NotFound when the case is gone."""
    number = session.cases.load(case_id).number
    kinds = (ActionFilterKind.OPEN, ActionFilterKind.DONE)
    return Hanging(
        number,
        len(session.contacts.timeline(case_id)),
        sum(len(session.actions.lines(ActionFilter(kind, case_id=case_id))) for kind in kinds),
        len(session.checklists.history(case_id=case_id)),
    )


def hanging_words(hanging: Hanging) -> str:
    """Names the case by its number, and what goes along."""
    named = (
        (hanging.contacts, "contactmoment", "contactmomenten"),
        (hanging.actions, "actie", "acties"),
        (hanging.lists, "monitoringlijst", "monitoringlijsten"),
    )
    parts = [f"{count} {one if count == 1 else many}" for count, one, many in named if count]
    if not parts:
        return f"Casus {hanging.number} gaat van de lijst af."
    along = " en ".join(filter(None, (", ".join(parts[:-1]), parts[-1])))
    return f"Casus {hanging.number} gaat van de lijst af, met {along}."
