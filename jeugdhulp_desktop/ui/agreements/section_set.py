"""The seventeen sections of one editor, made in their order."""

from collections.abc import Callable

from jeugdhulp_desktop.domain.structures import Structure
from jeugdhulp_desktop.ui.agreements.analysis_section import AnalysisSection
from jeugdhulp_desktop.ui.agreements.deployment_section import DeploymentSection
from jeugdhulp_desktop.ui.agreements.facts import EditorFacts
from jeugdhulp_desktop.ui.agreements.finance_section import FinanceSection
from jeugdhulp_desktop.ui.agreements.heading_section import HeadingSection
from jeugdhulp_desktop.ui.agreements.linked_sections import AdditionSection, EvaluationSection
from jeugdhulp_desktop.ui.agreements.offer_section import OfferSection
from jeugdhulp_desktop.ui.agreements.route_section import RouteSection
from jeugdhulp_desktop.ui.agreements.section import EditorSection
from jeugdhulp_desktop.ui.agreements.simple_sections import (
    FamilySection,
    PartiesSection,
    PrivacySection,
    PurposeSection,
    TermSection,
)
from jeugdhulp_desktop.ui.agreements.table_sections import MeasureSection, SigningSection, TaskSection
from jeugdhulp_desktop.ui.agreements.text_block_menu import TextBlocks
from jeugdhulp_desktop.ui.agreements.theme_section import ThemeSection


class SectionSet:
    """All sections; those that others ask for by name, and those that follow what others hold."""

    def __init__(self, facts: EditorFacts, blocks: TextBlocks, structure: Callable[[], Structure]) -> None:
        people = [person.name for person in facts.people]
        self.heading = HeadingSection(list(facts.structures), blocks)
        self.parties = PartiesSection()
        self.parties.offer_people(list(facts.people))
        self.analysis = AnalysisSection(blocks)
        self.deployments = DeploymentSection(facts.workers)
        self.deployments.set_hours_available(facts.budget, facts.hours_elsewhere)
        self.themes = ThemeSection(structure, blocks, people)
        self.offers = OfferSection(structure)
        self.additions = AdditionSection()
        self.finance = FinanceSection(blocks)
        self.evaluation = EvaluationSection()
        self.all: list[EditorSection] = [
            self.heading,
            self.parties,
            PurposeSection(blocks),
            self.analysis,
            self.deployments,
            TaskSection(blocks),
            self.themes,
            self.offers,
            self.additions,
            RouteSection(blocks),
            FamilySection(blocks),
            PrivacySection(blocks),
            MeasureSection(blocks),
            self.finance,
            self.evaluation,
            TermSection(blocks),
            SigningSection(),
        ]
        self.following: tuple[EditorSection, ...] = (self.themes, self.offers, self.finance)
