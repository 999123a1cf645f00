"""P1, the school agreement on paper: cover, the sections of the model that are used, and the signatures."""

from collections.abc import Callable

from jeugdhulp_desktop.domain.agreement_kinds import Section
from jeugdhulp_desktop.domain.canonical import spaced
from jeugdhulp_desktop.domain.documents import Audience
from jeugdhulp_desktop.domain.text import long_date
from jeugdhulp_desktop.reports.agreement_annex import annex_chapters
from jeugdhulp_desktop.reports.agreement_cover import MARKS, cover, school_name
from jeugdhulp_desktop.reports.agreement_deployment import (
    additional_chapter,
    annex,
    deployment_chapter,
    task_chapter,
)
from jeugdhulp_desktop.reports.agreement_document import AgreementDocument
from jeugdhulp_desktop.reports.agreement_evaluation import evaluation_chapter
from jeugdhulp_desktop.reports.agreement_parts import Chapter, Counter
from jeugdhulp_desktop.reports.agreement_people import (
    analysis_chapter,
    parties_chapter,
    purpose_chapter,
)
from jeugdhulp_desktop.reports.agreement_plans import offer_chapter, theme_chapter
from jeugdhulp_desktop.reports.agreement_results import (
    agreement_signers,
    deviation_chapter,
    finance_chapter,
    signing_chapter,
    term_chapter,
)
from jeugdhulp_desktop.reports.agreement_ways import (
    family_chapter,
    monitoring_chapter,
    privacy_chapter,
    route_chapter,
)
from jeugdhulp_desktop.reports.flowables import Block
from jeugdhulp_desktop.reports.paper import Paper, printed
from jeugdhulp_desktop.reports.signatures import with_signatures

__all__ = ["AgreementDocument", "render", "story"]

SUBJECT = "Schoolafspraak jeugdhulp op school"
_DERIVED = 2  # the first template that says by itself what is evaluated and how long the agreement runs


def render(document: AgreementDocument, audience: Audience, *, logo: bytes = b"") -> bytes:
    """The agreement as a tagged PDF; the same document gives the same bytes.

    The audience must be named in every render (V26). All three parties sign the same content and it holds
    nothing of a pupil, so each audience gets the same paper. ``logo`` is the PNG of the sender; see
    ``letterhead``.
    """
    if not isinstance(audience, Audience):
        raise TypeError("audience")
    return printed(_paper(document), story(document, logo))


def _paper(document: AgreementDocument) -> Paper:
    agreement = document.agreement
    year, school = agreement.school_year.code, school_name(agreement)
    word = MARKS.get(agreement.status, "")
    parts = [
        f"versie {agreement.number}",
        "" if word else agreement.status.value,
        long_date(agreement.dated) if agreement.dated else "",
    ]
    return Paper(
        title=f"Schoolafspraak {year}, {school[:120]}",
        subject=SUBJECT,
        head_left=f"Schoolafspraak {year} · {school[:200]}",
        head_right=" · ".join(part for part in parts if part),
        foot_left=f"Controlegetal {spaced(document.control)}",
        mark=word,
    )


def story(document: AgreementDocument, logo: bytes = b"") -> list[Block]:
    """All blocks of the document in reading order."""
    agreement, additions = document.agreement, document.content.additions
    tables = Counter()
    letters = [annex(number) for number, _ in enumerate(additions)]
    chapters = [
        *_chapters(document, tables),
        deviation_chapter(agreement, tables),
        signing_chapter(agreement, document.control, letters),
    ]
    used = [chapter for chapter in chapters if chapter.blocks]
    annexes = annex_chapters(additions, agreement_signers(agreement), tables)
    blocks = [block for chapter in used for block in chapter.story(new_page=chapter is used[0])]
    return [
        *cover(document, [*used, *annexes], logo),
        *with_signatures(blocks),
        *(block for each in annexes for block in with_signatures(each.story(new_page=True))),
    ]


def _chapters(document: AgreementDocument, tables: Counter) -> list[Chapter]:
    """Chapters 1 to 15 that this agreement uses; what was added later is printed whatever was left out."""
    agreement, additions = document.agreement, document.content.additions
    derived = document.template >= _DERIVED
    makers: dict[Section, Callable[[], Chapter]] = {
        Section.PARTIES: lambda: parties_chapter(agreement, tables),
        Section.PURPOSE: lambda: purpose_chapter(agreement),
        Section.ANALYSIS: lambda: analysis_chapter(agreement, tables),
        Section.DEPLOYMENTS: lambda: deployment_chapter(agreement, tables),
        Section.TASKS: lambda: task_chapter(agreement, tables),
        Section.THEMES: lambda: theme_chapter(agreement),
        Section.OFFERS: lambda: offer_chapter(agreement, tables),
        Section.ADDITIONS: lambda: additional_chapter(agreement, additions, tables),
        Section.ROUTE: lambda: route_chapter(agreement, tables),
        Section.FAMILIES: lambda: family_chapter(agreement),
        Section.PRIVACY: lambda: privacy_chapter(agreement),
        Section.MEASURES: lambda: monitoring_chapter(agreement, tables),
        Section.FINANCE: lambda: finance_chapter(agreement, tables),
        Section.EVALUATION: lambda: evaluation_chapter(
            agreement, additions, document.evaluations, tables, derived=derived
        ),
        Section.TERM: lambda: term_chapter(agreement, derived=derived),
    }
    # Hours that come on top were agreed by three parties: leaving the section out does not undo them.
    always = {Section.ADDITIONS}
    return [make() for section, make in makers.items() if section in always or agreement.uses(section)]
