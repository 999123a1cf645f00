"""The values of sections 9 to 16 of an agreement (domain.md 3.6): how parties work together, pay and sign.

And the recorded reasons for what deviates; sections 0 to 8 stand in ``agreement_sections.py``.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from jeugdhulp_desktop.domain.agreement_kinds import Funder, Role
from jeugdhulp_desktop.domain.relations import WorkerType


@dataclass(frozen=True)
class Meeting:
    """Section 9: one kind of meeting that is held."""

    name: str = ""
    frequency: str = ""
    dates: str = ""
    present: str = ""


@dataclass(frozen=True)
class Route:
    """Section 9: how a question finds its way, and who meets when.

    ``steps`` in order; ``demarcation`` says where education ends and youth help begins (002:51).
    """

    steps: tuple[str, ...] = ()
    to_municipality: str = ""  # MDO at the gemeentelijke toegang, broad intake, basisformulier (002:19)
    care_route: str = ""  # zorgroute CJG (002:71)
    scaling: str = ""  # op- en afschalen
    demarcation: str = ""
    reporting_code: str = ""  # meldcode
    meetings: tuple[Meeting, ...] = ()


@dataclass(frozen=True)
class Families:
    """Section 10: parents and pupils."""

    parents: str = ""  # how parents are involved; a JP never without (V06)
    consent: str = ""
    youth_voice: str = ""  # how and by whom young people take part (002:25)
    youth_changes: str = ""  # what changed by it


@dataclass(frozen=True)
class PrivacyNotes:
    """Section 11: which data are shared, on which ground, how long."""

    covenant: str = ""
    shared: str = ""
    secrecy: str = ""
    retention: str = ""


@dataclass(frozen=True)
class Measure:
    """Section 12: one thing that is measured."""

    indicator: str = ""
    moment: str = ""
    source: str = ""
    report_to: str = ""


@dataclass(frozen=True)
class Rate:
    """Section 13: euros an hour of one worker type; None when it is not agreed here."""

    worker_type: WorkerType
    per_hour: Decimal | None = None


@dataclass(frozen=True)
class Contribution:
    """Section 13: what one party pays: ``amount`` in euros, or ``share`` in per cent."""

    funder: Funder = Funder.MUNICIPALITY
    name: str = ""
    amount: Decimal | None = None
    share: Decimal | None = None
    note: str = ""


@dataclass(frozen=True)
class Condition:
    """Section 13: a condition of the municipality, with a result that can be measured (002:55)."""

    text: str = ""
    result: str = ""
    target: str = ""


@dataclass(frozen=True)
class Finance:
    """Section 13: rates, who pays, and on which conditions; each part may stay empty."""

    rates: tuple[Rate, ...] = ()
    contributions: tuple[Contribution, ...] = ()
    conditions: tuple[Condition, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Term:
    """Section 15: from when until when (the school year unless chosen otherwise), changes and disputes."""

    starts_on: date | None = None
    ends_on: date | None = None
    changes: str = ""
    dispute: str = ""


@dataclass(frozen=True)
class Signatory:
    """Section 16: who signs for a party; ``signed_on`` and ``place`` are filled in when the paper is back."""

    role: Role
    organisation: str = ""
    name: str = ""
    function: str = ""
    place: str = ""
    signed_on: date | None = None


@dataclass(frozen=True)
class Deviation:
    """A recorded reason for a finding of level ``reason``; printed in the document (6.1 Afwijking)."""

    rule: str
    subject: str  # what it is about: a theme title, a worker type; empty when the rule says all
    reason: str
    who: str
    decided_on: date
