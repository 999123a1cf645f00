"""Additional deployment in blocks: the same in Bijlage A of the agreement and on a paper of its own (P2)."""

from collections.abc import Callable, Sequence

from jeugdhulp_desktop.domain.additions import Addition, AdditionShare, AdditionStatus, Requester
from jeugdhulp_desktop.domain.agreement_kinds import RiskKind, Role
from jeugdhulp_desktop.domain.agreement_terms import Deviation
from jeugdhulp_desktop.domain.financing import divide, is_euros
from jeugdhulp_desktop.domain.quantities import is_countable
from jeugdhulp_desktop.domain.text import format_decimal, format_hours, long_date
from jeugdhulp_desktop.reports.agreement_parts import (
    capital,
    enumeration,
    is_short,
    one_line,
    period,
    sentence,
    with_article,
)
from jeugdhulp_desktop.reports.amounts import decimals_of, division_table, euros
from jeugdhulp_desktop.reports.flowables import Block
from jeugdhulp_desktop.reports.grids import Grid, fields
from jeugdhulp_desktop.reports.prose import items, labelled, paragraphs
from jeugdhulp_desktop.reports.signatures import Signer

EXCEPTION = (
    "Aanvullende inzet is een uitzondering. De aard van de inzet is gelijk aan de basisinzet; alleen de "
    "omvang is groter."
)
SIGNS_FOR = {
    Role.SCHOOL: "Voor de school",
    Role.WELFARE: "Voor de welzijnsorganisatie",
    Role.MUNICIPALITY: "Voor de gemeente",
}
_REASONS = {
    RiskKind.INEQUALITY: "kansengelijkheid",
    RiskKind.DISADVANTAGE: "onderwijsachterstand",
    RiskKind.SURROUNDINGS: "omgevingsfactoren",
    RiskKind.OTHER: "een andere reden",
}
Captions = Callable[[str], str]  # numbers the caption of a table


def facts_table(addition: Addition, caption: str) -> Grid:
    """Function, size and period."""
    return fields(
        [
            (
                "Functie",
                f"{addition.worker_type.label} ({addition.worker_type.value}), gelijk aan de basisinzet",
            ),
            ("Omvang", size(addition)),
            ("Periode", period(addition.starts_on, addition.ends_on)),
        ],
        caption=caption,
        tight=True,
    )


def size(addition: Addition) -> str:
    """ "4,0 uur per week × 18 weken = 72,0 uur"."""
    week, weeks, whole = addition.hours_per_week, addition.weeks, addition.hours
    if not is_countable(week):
        return ""
    text = f"{format_decimal(week, decimals_of([week]))} uur per week"
    if is_countable(weeks) and whole is not None:
        total = format_decimal(whole, decimals_of([whole]))
        text += f" × {format_hours(weeks)} {'week' if weeks == 1 else 'weken'} = {total} uur"
    return text


def request_blocks(addition: Addition) -> list[Block]:
    """Who asks, and why the basis falls short."""
    return [*labelled("Aanvragers", _asked(addition)), *reason_blocks(addition)]


def _asked(addition: Addition) -> list[Block]:
    both = [
        _requester(Role.SCHOOL, addition.school_requester),
        _requester(Role.WELFARE, addition.welfare_requester),
    ]
    who = enumeration([each for each in both if each])
    when = f"op {long_date(addition.requested_on)}" if addition.requested_on else ""
    to = one_line(addition.addressee)
    parts = [part for part in (who, when, f"aan {to}" if to else "") if part]
    return [sentence(", ".join(parts) + ".")] if parts else []


def _requester(role: Role, asking: Requester) -> str:
    person = ", ".join(one_line(part) for part in (asking.name, asking.function) if part.strip())
    organisation = with_article(role, asking.organisation)
    if not organisation:
        return person
    return f"{organisation} ({person})" if person else organisation


def reason_blocks(addition: Addition) -> list[Block]:
    """The reasons in words, the motivation and what shows it."""
    codes = enumeration([_REASONS[each] for each in addition.reasons])
    motivation = addition.motivation.strip()
    text = " ".join(part for part in (f"{capital(codes)}." if codes else "", motivation) if part)
    return [
        *labelled("Reden", paragraphs(text)),
        *labelled("Onderbouwing", paragraphs(addition.evidence)),
        *_deviations(addition.deviations),
    ]


def _deviations(deviations: Sequence[Deviation]) -> list[Block]:
    texts = [
        f"{each.reason.strip()} ({each.who}, {long_date(each.decided_on)})" for each in deviations
        if each.reason.strip()
    ]  # fmt: skip
    return labelled("Afwijking", [sentence(texts[0])] if len(texts) == 1 else items(texts))


def goal_blocks(addition: Addition) -> list[Block]:
    """What it must bring."""
    return items(addition.goals, numbered=True)


def financing_blocks(addition: Addition, captions: Captions) -> list[Block]:
    """Who pays what; the table always adds up."""
    division = divide(addition.cost, addition.financing)
    if not division.portions:
        return labelled("Financiering", [sentence(_price(addition))]) if addition.cost is not None else []
    return [division_table(division, caption=captions("Financiering"), note=_price(addition))]


def _price(addition: Addition) -> str:
    """ "72,0 uur × € 71,50 = € 5.148."; nothing without a rate."""
    hours, rate, cost = addition.hours, addition.rate, addition.cost
    if hours is None or not is_euros(rate) or cost is None:
        return ""
    return f"{format_decimal(hours, decimals_of([hours]))} uur × {euros(rate)} = {euros(cost)}."


def accountability_blocks(addition: Addition) -> list[Block]:
    """What is accounted for, when and to whom; when it is evaluated, and what follows."""
    rows = [
        ("Wanneer", addition.accountable_when),
        ("Aan wie", addition.accountable_to),
        ("Evaluatie", long_date(addition.evaluate_on) if addition.evaluate_on else ""),
    ]
    told = [f"{name}: {one_line(value).rstrip('.')}." for name, value in rows if value.strip()]
    if addition.ends_on:
        told.append("Zes weken voor het einde besluiten partijen: stoppen of opnieuw aanvragen.")
    texts = [addition.accountability.strip(), " ".join(told)]
    together = " " if is_short(texts[0]) else "\n\n"
    return labelled("Verantwoording", paragraphs(together.join(text for text in texts if text)))


def decision_blocks(addition: Addition) -> list[Block]:
    """What was decided, when and why."""
    return [sentence(_decision(addition)), *paragraphs(addition.decision_note)]


def _decision(addition: Addition) -> str:
    on = f" op {long_date(addition.decided_on)}" if addition.decided_on else ""
    if addition.status.in_force:
        return f"Toegekend{on}."
    return {
        AdditionStatus.REQUESTED: "Aangevraagd. De aanvulling gaat in als alle drie de partijen tekenen.",
        AdditionStatus.REJECTED: f"Afgewezen{on}.",
    }.get(addition.status, "Nog niet aangevraagd.")


def share_sentence(share: AdditionShare) -> str:
    """How exceptional it is: "3 van de 24 scholen met een afspraak ..." (002:35)."""
    who = f"hebben {share.with_addition} van de {share.agreements} scholen met een afspraak"
    if share.with_addition == 0:
        who = f"heeft nog geen van de {share.agreements} scholen met een afspraak"
    elif share.agreements == 1:
        who = "heeft de enige school met een afspraak"
    elif share.with_addition == 1:
        who = f"heeft 1 van de {share.agreements} scholen met een afspraak"
    text = f"Dit schooljaar {who} aanvullende inzet."
    if share.hours_all > 0 and share.with_addition:
        part = format_decimal(share.hours_additional * 100 / share.hours_all, 1)
        text += (
            f" Dat is {format_hours(share.hours_additional)} van alle {format_hours(share.hours_all)} "
            f"afgesproken uren ({part}%)."
        )
    return text


def signers(addition: Addition, others: Sequence[Signer] = ()) -> list[Signer]:
    """Always three: school, welfare organisation and municipality. Who is not named yet is taken from
    ``others``, or stays open to write in."""
    known = {SIGNS_FOR[each.role]: each for each in reversed(addition.approvals)}
    fallback = {each.heading: each for each in reversed(others)}
    asking = {Role.SCHOOL: addition.school_requester, Role.WELFARE: addition.welfare_requester}
    columns = []
    for role, heading in SIGNS_FOR.items():
        who = known.get(heading)
        requester = asking.get(role, Requester())
        spare = fallback.get(heading) or Signer(
            heading, requester.organisation, requester.name, requester.function
        )
        if who is None:
            columns.append(Signer(heading, spare.organisation, spare.name, spare.function))
        else:
            columns.append(
                Signer(
                    heading,
                    who.organisation or spare.organisation,
                    who.name,
                    who.function,
                    signed_on=who.agreed_on,
                )
            )
    return columns
