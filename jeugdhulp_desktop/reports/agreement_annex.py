"""Bijlage A of the school agreement: each request for additional deployment, with its own signatures."""

from collections.abc import Sequence

from jeugdhulp_desktop.domain.additions import Addition
from jeugdhulp_desktop.reports.addition_parts import (
    EXCEPTION,
    accountability_blocks,
    decision_blocks,
    facts_table,
    financing_blocks,
    goal_blocks,
    request_blocks,
    signers,
)
from jeugdhulp_desktop.reports.agreement_deployment import annex
from jeugdhulp_desktop.reports.agreement_parts import Chapter, Counter, sentence
from jeugdhulp_desktop.reports.design import NBSP
from jeugdhulp_desktop.reports.flowables import Heading
from jeugdhulp_desktop.reports.prose import labelled
from jeugdhulp_desktop.reports.signatures import Signer, signature_blocks


def annex_chapters(
    additions: Sequence[Addition], parties: Sequence[Signer], tables: Counter
) -> list[Chapter]:
    """One annex a request, in the order of the agreement."""
    return [_annex(each, annex(number), parties, tables) for number, each in enumerate(additions)]


def _annex(addition: Addition, letter: str, parties: Sequence[Signer], tables: Counter) -> Chapter:
    heading = Heading("", f"Bijlage{NBSP}{letter}{NBSP}{NBSP}Aanvullende inzet", f"annex{letter}")
    return Chapter(
        heading,
        [
            sentence(EXCEPTION),
            facts_table(addition, tables.caption("Aanvullende inzet")),
            *request_blocks(addition),
            *labelled("Doelen", goal_blocks(addition)),
            *financing_blocks(addition, tables.caption),
            *accountability_blocks(addition),
            *labelled("Besluit", decision_blocks(addition)),
            signature_blocks("Akkoord met de aanvullende inzet in deze bijlage:", signers(addition, parties)),
        ],
    )
