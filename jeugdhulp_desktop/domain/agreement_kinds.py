"""The words an agreement chooses from: its sections, the parties, and the kinds of what they agree.

The values are what is stored and printed.
"""

from collections.abc import Mapping
from enum import StrEnum


class Section(StrEnum):
    """The seventeen sections of the model agreement; their number on paper is their place here."""

    HEADING = "heading"
    PARTIES = "parties"
    PURPOSE = "purpose"
    ANALYSIS = "analysis"
    DEPLOYMENTS = "deployments"
    TASKS = "tasks"
    THEMES = "themes"
    OFFERS = "offers"
    ADDITIONS = "additions"
    ROUTE = "route"
    FAMILIES = "families"
    PRIVACY = "privacy"
    MEASURES = "measures"
    FINANCE = "finance"
    EVALUATION = "evaluation"
    TERM = "term"
    SIGNING = "signing"

    @property
    def number(self) -> int:
        """The number of the chapter: 0 to 16."""
        return list(Section).index(self)

    @property
    def label(self) -> str:
        """The chapter in words."""
        return _TITLES[self]


_TITLES: Mapping[Section, str] = {
    Section.HEADING: "Kop",
    Section.PARTIES: "Partijen",
    Section.PURPOSE: "Aanleiding en doel",
    Section.ANALYSIS: "Analyse van de school",
    Section.DEPLOYMENTS: "Inzet",
    Section.TASKS: "Taken en verwachtingen",
    Section.THEMES: "Thema’s",
    Section.OFFERS: "Groepsaanbod",
    Section.ADDITIONS: "Aanvullende inzet",
    Section.ROUTE: "Route en overleg",
    Section.FAMILIES: "Ouders en leerlingen",
    Section.PRIVACY: "Privacy",
    Section.MEASURES: "Monitoring",
    Section.FINANCE: "Financiën",
    Section.EVALUATION: "Evaluatie",
    Section.TERM: "Looptijd en wijziging",
    Section.SIGNING: "Ondertekening",
}

# Without these there is no agreement: who, what, why and who signs (3.6, V08).
ALWAYS = frozenset({Section.HEADING, Section.PARTIES, Section.DEPLOYMENTS, Section.THEMES, Section.SIGNING})


class Role(StrEnum):
    """The three parties of an agreement."""

    SCHOOL = "school"
    WELFARE = "welzijnsorganisatie"
    MUNICIPALITY = "gemeente"


class Responsible(StrEnum):
    """Whose responsibility something is (002:41-65); the first three are the parties that sign."""

    SCHOOL = "school"
    WELFARE = "welzijnsorganisatie"
    MUNICIPALITY = "gemeente"
    PARENTS = "ouders"
    CHILDCARE = "kinderopvang"
    SWV = "samenwerkingsverband"


class Funder(StrEnum):
    """Who pays a share (3.6 nos. 8 and 13)."""

    MUNICIPALITY = "gemeente"
    SCHOOL = "school"
    SWV = "samenwerkingsverband"
    WELFARE = "welzijnsorganisatie"
    OTHER = "anders"


class DeploymentKind(StrEnum):
    """Basic deployment, or additional as an exception (002:35)."""

    BASIC = "basis"
    ADDITIONAL = "aanvullend"


class TaskAnswer(StrEnum):
    """Whether a worker type has a task."""

    YES = "ja"
    PARTLY = "deels"
    NO = "nee"
    NOT_APPLICABLE = "n.v.t."


class OfferKind(StrEnum):
    """Kinds of group offer (3.6 no. 7)."""

    TRAINING = "training"
    LESSON = "les"
    PARENT_EVENING = "ouderavond"
    CONSULTING_HOUR = "spreekuur"
    ACTIVITY = "activiteit"


class OfferSetting(StrEnum):
    """Where an offer takes place (002:25)."""

    SCHOOL = "groep op school"
    NEIGHBOURHOOD = "groep in de buurt"
    INDIVIDUAL = "individueel"


class OfferDomain(StrEnum):
    """On which side of the border an offer stands (002:25)."""

    WELFARE = "welzijn"
    CARE = "zorg"
    EDUCATION = "onderwijs"
    SAFETY = "veiligheid"


class GoalKind(StrEnum):
    """What a theme wants to strengthen; skills unless chosen otherwise (002:21)."""

    SKILL = "vaardigheid"
    KNOWLEDGE = "kennis"
    WELLBEING = "welbevinden"
    SURROUNDINGS = "omgeving"


class RiskKind(StrEnum):
    """Why a school may need more than another (002:35); also the reasons for additional deployment."""

    INEQUALITY = "kansengelijkheid"
    DISADVANTAGE = "onderwijsachterstand"
    SURROUNDINGS = "omgevingsfactoren"
    OTHER = "anders"


class DayPart(StrEnum):
    """Part of a day in the presence roster."""

    MORNING = "ochtend"
    AFTERNOON = "middag"
