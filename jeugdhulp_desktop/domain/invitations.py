"""Plain text to paste into a mail: an invitation to talk about an agreement, and a list of actions.

The program sends nothing itself. What is copied leaves the vault, so the text holds no more than it must.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from jeugdhulp_desktop.domain.actions import ActionLine
from jeugdhulp_desktop.domain.agreement_kinds import Section
from jeugdhulp_desktop.domain.agreements import Agreement
from jeugdhulp_desktop.domain.text import initials_in, long_date, weekday_date


class InvitationKind(StrEnum):
    """What one is invited for (002:73 "elk jaar besproken en afgestemd")."""

    DISCUSS = "de schoolafspraak bespreken"
    SIGN = "de schoolafspraak ondertekenen"
    HALFWAY = "de tussentijdse evaluatie"
    END = "de eindevaluatie"


@dataclass(frozen=True)
class Invitation:
    """What the user fills in; everything else comes from the agreement."""

    kind: InvitationKind = InvitationKind.DISCUSS
    day: date | None = None
    time: str = ""
    place: str = ""
    reply_before: date | None = None


@dataclass(frozen=True)
class CopiedText:
    """A text for the clipboard. ``names`` tells that a pupil's full name stands in it (V26)."""

    subject: str
    text: str
    names: bool = False


def invitation_text(agreement: Agreement, wanted: Invitation) -> CopiedText:
    """The invitation to everyone at the table but the user's own school, who sends it."""
    year, school = agreement.school_year.code, agreement.school.name or "onze school"
    guests = [each for each in agreement.parties[1:] if each.person.strip()]
    greeting = _listed([each.person.split()[0] for each in guests]) or "allemaal"
    asked = {
        InvitationKind.DISCUSS: f"Ik nodig jullie uit om de schoolafspraak {year} van {school} te bespreken.",
        InvitationKind.SIGN: f"Ik nodig jullie uit om de schoolafspraak {year} van {school} te ondertekenen.",
        InvitationKind.HALFWAY: f"Ik nodig jullie uit voor de tussentijdse evaluatie van de schoolafspraak "
        f"{year} van {school}.",
        InvitationKind.END: f"Ik nodig jullie uit voor de eindevaluatie van de schoolafspraak {year} "
        f"van {school}.",
    }[wanted.kind]
    when = _when(wanted)
    people = [
        f"{each.person} ({', '.join(part for part in (each.function, each.organisation) if part)})"
        for each in agreement.parties
        if each.person.strip()
    ]
    lines = [f"Beste {greeting},", "", asked, "", f"Wanneer: {when}"]
    lines.append(f"Waar: {wanted.place.strip() or 'vul hier de plek in'}")
    if people:
        lines += ["Wie:", *(f"- {each}" for each in people)]
    lines += ["", "Wat er op tafel ligt:", *_numbered(_agenda(agreement, wanted.kind))]
    if wanted.reply_before:
        lines += ["", f"Kun je niet? Laat het me weten vóór {long_date(wanted.reply_before)}."]
    else:
        lines += ["", "Kun je niet? Laat het me weten, dan zoeken we een ander moment."]
    sender = agreement.parties[0] if agreement.parties else None
    name = (sender.person if sender else "") or agreement.author
    lines += ["", "Met vriendelijke groet,", name]
    lines += [part for part in ((sender.function if sender else ""), school) if part]
    subject = f"Uitnodiging: {wanted.kind.value} {year}, {school}"
    return CopiedText(subject, "\n".join(lines).rstrip() + "\n")


def _when(wanted: Invitation) -> str:
    if wanted.day is None:
        return "vul hier dag en tijd in"
    words = weekday_date(wanted.day)
    time = wanted.time.strip()
    return f"{words}, {time.removesuffix(' uur')} uur" if time else words


def _agenda(agreement: Agreement, kind: InvitationKind) -> list[str]:
    themes = [theme.title for theme in agreement.themes if theme.title.strip()]
    of_themes = f"de thema’s: {_listed(themes)}" if themes else "de thema’s van dit jaar"
    version = f"versie {agreement.number}"
    if kind is InvitationKind.SIGN:
        return [f"de tekst van {version}", "ondertekenen", "wie een getekend exemplaar krijgt"]
    if kind is InvitationKind.DISCUSS:
        used = [
            (Section.DEPLOYMENTS, "wie er komt, hoeveel uur en wanneer"),
            (Section.THEMES, of_themes),
            (Section.OFFERS, "het groepsaanbod"),
            (Section.TASKS, "wat we van elkaar verwachten"),
            (Section.FINANCE, "de kosten en wie wat betaalt"),
        ]
        return [words for section, words in used if agreement.uses(section)]
    points = ["de uren: afgesproken en gewerkt", of_themes]
    if agreement.uses(Section.OFFERS):
        points.append("het groepsaanbod")
    points += ["hoe we samenwerken", "wat we hebben geleerd"]
    return [*points, "wat we volgend jaar willen"] if kind is InvitationKind.END else points


def action_list_text(lines: Sequence[ActionLine], title: str, *, initials: bool) -> CopiedText:
    """Open actions, one a line; ``initials`` writes pupils as initials, in what is to be done as well."""
    rows = [title, ""]
    for line in lines:
        what, about = line.what, line.about if line.case_id is not None else ""
        if initials and about:
            what = initials_in(what, about)
            about = initials_in(about, about)
        parts = [line.who or "nog niemand", f"vóór {long_date(line.due_on)}" if line.due_on else ""]
        who = ", ".join(part for part in parts if part)
        rows.append(f"- {what}{f' ({about})' if about else ''}: {who}")
    if not lines:
        rows.append("Er zijn geen open acties.")
    return CopiedText(title, "\n".join(rows) + "\n")


def _numbered(points: Sequence[str]) -> list[str]:
    return [f"{number}. {point}" for number, point in enumerate(points, start=1)]


def _listed(words: Sequence[str]) -> str:
    return " en ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)
