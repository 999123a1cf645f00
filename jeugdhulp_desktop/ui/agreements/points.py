"""From problems to what the editor shows: points at the right, states in the section list."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from jeugdhulp_desktop.domain.agreements import Agreement, AgreementStatus
from jeugdhulp_desktop.domain.problems import Level, Problem
from jeugdhulp_desktop.ui.problem_sentences import sentence
from jeugdhulp_desktop.ui.widgets.sections import Point, Section

ASKED_ONCE = ("V09", "V10")  # "bewust niet gekozen?": one press answers it for good


@dataclass(frozen=True)
class Part:
    """A section of the editor, and the fields that stand in it."""

    name: str
    number: str
    title: str
    fields: tuple[str, ...]


PARTS = (
    Part("heading", "0", "Kop", ("author", "dated", "public", "structure_id", "change_reason")),
    Part("parties", "1", "Partijen", ("parties",)),
    Part("purpose", "2", "Aanleiding en doel", ("occasion", "aim")),
    Part("deployments", "4", "Inzet", ("deployments", "presences")),
    Part("tasks", "5", "Taken en verwachtingen", ("tasks", "expectations")),
    Part("themes", "6", "Thema’s", ("themes", "theme_intro")),
    Part("offers", "7", "Groepsaanbod", ("offers",)),
    Part("measures", "12", "Monitoring", ("measures", "monitoring_note")),
    Part("signing", "16", "Ondertekening", ("signatories", "paper_kept_at")),
)
_BY_FIELD = {field: part for part in PARTS for field in part.fields}


def part_of(path: str) -> Part:
    """The section in which a field stands: "deployments[1].weeks" is in Inzet."""
    return _BY_FIELD.get(path.partition("[")[0].partition(".")[0], PARTS[0])


def points_of(
    problems: Sequence[Problem],
    go: Callable[[str], object],
    accept: Callable[[Problem], object],
    explain: Callable[[Problem], object],
) -> list[Point]:
    """The points of the panel. ``go`` puts the focus in a field; ``accept`` answers "ja, bewust";
    ``explain`` asks the reason that a finding of level reason needs."""
    points = []
    for found in problems:
        jump: tuple[str, Callable[[], object]] = ("Ga naar het veld", partial(go, found.field))
        acts: tuple[tuple[str, Callable[[], object]], ...] = (jump,)
        if found.level is Level.REASON and found.rule in ASKED_ONCE:
            acts = (("Ja, bewust", partial(accept, found)), ("Toevoegen", jump[1]))
        elif found.level is Level.REASON:
            acts = (("Reden opschrijven", partial(explain, found)), jump)
        level = {Level.BLOCKS: "bad", Level.REASON: "question", Level.REMARK: "remark"}[found.level]
        key = f"{found.field}:{found.code}:{found.value('subject')}"
        points.append(Point(part_of(found.field).title, sentence(found), acts, level, key))
    return points


def sections_of(agreement: Agreement, problems: Sequence[Problem]) -> list[Section]:
    """The section list with its states: error, question, in order, or still to sign."""
    heaviest: dict[str, str] = {}
    for found in problems:
        name = part_of(found.field).name
        if found.level is Level.BLOCKS:
            heaviest[name] = "bad"
        elif found.level is Level.REASON:
            heaviest.setdefault(name, "question")
    signed = agreement.status in (AgreementStatus.SIGNED, AgreementStatus.CLOSED)
    resting = {"signing": "ok" if signed else "sign"}
    return [
        Section(part.name, part.number, part.title, heaviest.get(part.name) or resting.get(part.name, "ok"))
        for part in PARTS
    ]


def in_order(sections: Sequence[Section]) -> list[str]:
    """The closing line of the panel: "7 onderdelen in orde"."""
    good = sum(each.state == "ok" for each in sections)
    return [f"{good} {'onderdeel' if good == 1 else 'onderdelen'} in orde"] if good else []
