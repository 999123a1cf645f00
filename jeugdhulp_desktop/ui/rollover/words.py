"""What going over does, in words; the same before it is done and in the proof afterwards."""

from collections.abc import Iterable, Sequence

from jeugdhulp_desktop.domain.rollovers import (
    CopyCounts,
    GroupState,
    Move,
    RolloverReport,
    SchoolPlan,
    SchoolResult,
)
from jeugdhulp_desktop.domain.school_years import SchoolYear

MOVES = {
    Move.UP: "Gaat naar groep",
    Move.LEAVE: "Gaat van school",
    Move.STAY: "Blijft in deze groep",
}


def counted(count: int, one: str, many: str) -> str:
    """ "1 thema", "12 thema’s", "geen thema’s"."""
    return f"geen {many}" if not count else f"1 {one}" if count == 1 else f"{count} {many}"


def enumerated(parts: Iterable[str]) -> str:
    """ "a, b en c"."""
    told = [each for each in parts if each]
    return told[0] if len(told) == 1 else f"{', '.join(told[:-1])} en {told[-1]}" if told else ""


def school_fact(plan: SchoolPlan, to_year: SchoolYear) -> str:
    """What a school has to go over with."""
    before = to_year.previous.code
    if plan.next_id is not None:
        more = (
            f" {counted(plan.actions, 'open actie gaat', 'open acties gaan')} nog mee."
            if plan.actions
            else ""
        )
        return f"Heeft al een afspraak voor {to_year.code}. Die blijft zoals hij is.{more}"
    if plan.agreement_id is None:
        return f"Had in {before} geen afspraak, dus er gaat geen afspraak mee."
    return f"De afspraak van {before} gaat mee als concept."


def total(plans: Iterable[SchoolPlan]) -> CopyCounts:
    """The counts of the agreements that are copied, together."""
    copied = [plan.counts for plan in plans if plan.copies]
    names = ("themes", "offers", "deployments", "lessons", "signatures", "evaluations", "additions")
    return CopyCounts(**{name: sum(getattr(each, name) for each in copied) for name in names})


def going_along(counts: CopyCounts) -> list[str]:
    """What of the agreements is copied; nothing is said of what there is none of."""
    numbers = (
        (counts.deployments, "regel inzet (basis)", "regels inzet (basis)"),
        (counts.themes, "thema", "thema’s"),
        (counts.offers, "keer groepsaanbod", "keer groepsaanbod"),
        (counts.lessons, "leerpunt uit de evaluatie", "leerpunten uit de evaluatie"),
    )
    return [
        *(counted(*each) for each in numbers if each[0]),
        "taken, verwachtingen, route, privacy, monitoring en financiën",
        "wat bewust niet gekozen is",
    ]


def _with_count(words: str, count: int) -> str:
    return f"{words} ({count})" if count else words


def staying_behind(counts: CopyCounts) -> list[str]:
    """What never goes along."""
    return [
        f"{_with_count('handtekeningen', counts.signatures)}: de nieuwe afspraak wordt opnieuw getekend",
        f"{_with_count('evaluaties', counts.evaluations)}: alleen de leerpunten gaan mee",
        f"{_with_count('aanvullende inzet', counts.additions)}: die vraag je opnieuw aan, "
        "met een nieuwe motivatie",
        "toestemmingen: die gelden voor waar ze voor gegeven zijn",
        "datums: van overleg, metingen en de looptijd",
    ]


MIDYEAR = (
    "Het schooljaar is bezig, dus de groepen blijven zoals ze zijn. "
    "Haal het vinkje weg om leerlingen nu een groep omhoog te zetten."
)


def state_words(state: GroupState, to_year: SchoolYear) -> str:
    """Why the groups of a school move, or do not."""
    return {
        GroupState.OLD: "De leerlingen gaan een groep omhoog. Kijk na of het klopt.",
        GroupState.OF_ROSTER: (
            f"De laatste leerlinglijst is al van {to_year.code}. De groepen kloppen, er verandert niets."
        ),
        GroupState.MOVED: f"De groepen zijn al naar {to_year.code} gezet. Dat gebeurt niet nog een keer.",
        GroupState.NONE: "Van deze school staan er geen leerlingen in de kluis.",
    }[state]


def result_lines(result: SchoolResult, to_year: SchoolYear) -> list[str]:
    """What was done for a school."""
    lines = []
    if result.made_id is not None:
        counts = result.counts
        parts = [
            counted(counts.deployments, "regel inzet", "regels inzet"),
            counted(counts.themes, "thema", "thema’s"),
            counted(counts.offers, "keer groepsaanbod", "keer groepsaanbod"),
            counted(counts.lessons, "leerpunt", "leerpunten"),
        ]
        lines.append(f"Afspraak {to_year.code} gemaakt als concept, met {enumerated(parts)}.")
    elif result.there_already:
        lines.append(f"Er was al een afspraak voor {to_year.code}. Die is niet veranderd.")
    else:
        lines.append("Er was geen afspraak om mee te nemen.")
    lines.append(f"{_capital(counted(result.actions, 'open actie', 'open acties'))} meegenomen.")
    lines.append(f"{_capital(counted(result.open_cases, 'open casus loopt', 'open casussen lopen'))} door.")
    if result.state is GroupState.OLD:
        up = counted(result.moved_up, "leerling een groep omhoog", "leerlingen een groep omhoog")
        left = f"{result.left} van school"
        lines.append(f"{_capital(up)}, {left}, {result.stayed} in dezelfde groep gebleven.")
    else:
        lines.append(state_words(result.state, to_year))
    return lines


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def proof_line(report: RolloverReport) -> str:
    """The sentence above the proof."""
    schools: Sequence[SchoolResult] = report.schools
    made = sum(each.made_id is not None for each in schools)
    return (
        f"{_capital(counted(made, 'nieuwe afspraak', 'nieuwe afspraken'))} voor {report.to_year.code}. "
        f"De back-up van daarvoor heet {report.backup}."
    )
