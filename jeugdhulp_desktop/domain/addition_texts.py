"""What was typed into a request for additional deployment: searched, tidied, and as it is printed."""

from dataclasses import replace

from jeugdhulp_desktop.domain.additions import Addition, AdditionStatus
from jeugdhulp_desktop.domain.agreement_texts import every_text, newest_deviations

# Names and organisations of professionals are no free text: one may bear a pupil's name.
_TYPED = (
    "motivation",
    "evidence",
    "goals",
    "accountability",
    "accountable_when",
    "accountable_to",
    "financing",
    "decision_note",
    "outcome",
    "deviations",
)


def typed_texts(draft: Addition) -> list[tuple[str, str]]:
    """Every text that a person typed into the request, with the path of its field."""
    return [
        (path, text)
        for name in _TYPED
        for path, text in every_text(getattr(draft, name), name)
        if text.strip() and not path.endswith((".rule", ".subject", ".who"))
    ]


def tidied(draft: Addition) -> Addition:
    """The request as it is kept: goals without empty lines, no contribution that says nothing."""
    return replace(
        draft,
        goals=tuple(goal for goal in draft.goals if goal.strip()),
        financing=tuple(
            each
            for each in draft.financing
            if each.amount is not None or each.share is not None or each.name.strip() or each.note.strip()
        ),
        reasons=tuple(dict.fromkeys(draft.reasons)),
        deviations=newest_deviations(draft.deviations),
    )


def as_printed(draft: Addition) -> Addition:
    """What the paper says, without what is noted of it later: what became of it, where the paper is kept.

    The controlegetal is taken over this value, so evaluating, stopping or extending leaves it as it is.
    """
    return replace(
        draft,
        status=AdditionStatus.GRANTED if draft.status.in_force else draft.status,
        outcome="",
        evaluated_on=None,
        paper_kept_at="",
        previous_id=None,
        frozen_control="",
        id=None,
        version=0,
    )
