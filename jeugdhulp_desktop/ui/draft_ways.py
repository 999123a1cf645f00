"""Where each kind of draft belongs: the page it was typed on, what stood open there, and whose record it is.

A form is named in the drafts of the vault as ``family`` or ``family/what-it-is-of`` where no id can say it
(a week, an evaluation that was never kept). A new form with a draft gets its line here; a test walks them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from jeugdhulp_desktop.domain.additions import Addition
from jeugdhulp_desktop.domain.agreements import Agreement
from jeugdhulp_desktop.domain.drafts import KeptDraft
from jeugdhulp_desktop.domain.evaluations import EvaluationMoment
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.ui.agreements.views import ADDITION, EVALUATION, ROLLOVER
from jeugdhulp_desktop.ui.draft_content import value_in
from jeugdhulp_desktop.ui.typed_fields import ABOUT

if TYPE_CHECKING:
    from jeugdhulp_desktop.services.session import Session

Place = tuple[str, object]  # name of a page, argument of its open_at
Read = Callable[[int], Any]


@dataclass(frozen=True)
class Way:
    """How one kind of draft is brought back. ``above``: in a dialog, which the page opens (``Page.reopen``).

    Without a ``place`` it stands above whichever page is in front. ``read`` gives the function that raises
    NotFound when the record is gone.
    """

    place: Callable[[KeptDraft], Place] | None
    above: bool = False
    read: "Callable[[Session], Read] | None" = None


def evaluation_form(school_id: int, year: SchoolYear, moment: EvaluationMoment) -> str:
    """The name of one evaluation, kept or not."""
    return f"evaluation/{school_id}/{year.code}/{moment.value}"


def week_form(school_id: int, monday: date, state: str) -> str:
    """The name of one week as it is planned or was realised."""
    return f"week/{school_id}/{monday.isoformat()}/{state}"


def _evaluation(form: str) -> Place:
    _family, school, year, moment = form.split("/", 3)
    return "agreements", (EVALUATION, (int(school), _year(year), EvaluationMoment(moment)))


def _week(draft: KeptDraft) -> Place:
    _family, school, monday, state = draft.form.split("/")
    return "hours", ("week", int(school), date.fromisoformat(monday), state)


def _year(code: str) -> SchoolYear:
    return SchoolYear.parse(code)


def _case(draft: KeptDraft) -> Place:
    return "cases", "new" if draft.record_id is None else draft.record_id


def _agreement(draft: KeptDraft) -> Place:
    return "agreements", value_in(Agreement, draft.content) if draft.record_id is None else draft.record_id


def _addition(draft: KeptDraft) -> Place:
    if draft.record_id is not None:
        return "agreements", (ADDITION, draft.record_id)
    addition = value_in(Addition, draft.content)
    return "agreements", (ADDITION, (addition.school_id, addition.school_year))


def _above_agreement(draft: KeptDraft) -> Place:
    return "agreements", draft.record_id


def _above_addition(draft: KeptDraft) -> Place:
    return "agreements", (ADDITION, draft.record_id)


def _under_block(draft: KeptDraft) -> Place:
    """A text block is kept from a field of an agreement or of a request."""
    about = draft.content[ABOUT]
    if about.get("addition") is not None:
        return "agreements", (ADDITION, about["addition"])
    return "agreements", about.get("agreement")


def _on(page: str, *place: object) -> Callable[[KeptDraft], Place]:
    """Always the same place."""
    return lambda _draft: (page, place[0] if place else None)


def _relation(name: str) -> Callable[[KeptDraft], Place]:
    return lambda draft: ("relations", (name, draft.record_id) if draft.record_id is not None else name)


WAYS: dict[str, Way] = {
    # on a page
    "case": Way(_case, read=lambda session: session.cases.view),
    "case-action": Way(_case, read=lambda session: session.cases.view),
    "agreement": Way(_agreement, read=lambda session: session.agreements.load),
    "addition": Way(_addition, read=lambda session: session.additions.load),
    "evaluation": Way(lambda draft: _evaluation(draft.form)),
    "rollover": Way(lambda draft: ("agreements", (ROLLOVER, _year(draft.form.partition("/")[2])))),
    "checklist": Way(
        lambda draft: ("monitoring", ("run", draft.record_id)), read=lambda session: session.checklists.load
    ),
    "week": Way(_week),
    "settings": Way(_on("settings", "vault")),
    "letterhead": Way(_on("settings", "letterhead")),
    # above a page
    "contact": Way(None, above=True, read=lambda session: session.contacts.load),
    "action": Way(None, above=True, read=lambda session: session.actions.load),
    "person": Way(_relation("person"), above=True, read=lambda session: session.relations.load_person),
    "party": Way(_relation("party"), above=True, read=lambda session: session.relations.load_party),
    "school": Way(_relation("school"), above=True, read=lambda session: session.schools.load),
    "pupil": Way(_case, above=True),
    "sign": Way(_above_agreement, above=True, read=lambda session: session.agreements.load),
    "agreement-reason": Way(_above_agreement, above=True, read=lambda session: session.agreements.load),
    "addition-reason": Way(_above_addition, above=True, read=lambda session: session.additions.load),
    "evaluation-reason": Way(lambda draft: _evaluation(draft.content[ABOUT]["form"]), above=True),
    "text-block": Way(_under_block, above=True),
    "invitation": Way(_above_agreement, above=True, read=lambda session: session.agreements.load),
    "mail-text": Way(lambda draft: (draft.content[ABOUT]["page"], draft.record_id), above=True),
}
