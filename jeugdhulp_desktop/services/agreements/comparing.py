"""Two versions of an agreement side by side, from the frozen paper where there is one (F54)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from jeugdhulp_desktop.domain.agreement_kinds import Section
from jeugdhulp_desktop.domain.agreements import Agreement, AgreementLine, AgreementStatus
from jeugdhulp_desktop.domain.comparing import Comparison, Difference, DifferenceKind, compare
from jeugdhulp_desktop.domain.word_differences import Piece, word_pieces
from jeugdhulp_desktop.reports.agreement_document import AgreementDocument
from jeugdhulp_desktop.services.agreements.papers import build_document
from jeugdhulp_desktop.storage.agreement_line_queries import find_version, find_years, load_version_lines
from jeugdhulp_desktop.storage.agreement_queries import load_agreement

IN_FORCE = (AgreementStatus.SIGNED, AgreementStatus.CLOSED, AgreementStatus.REPLACED)
_PAPERS = (AgreementStatus.SIGNED, AgreementStatus.CLOSED)
_NO_NEWS = frozenset({Section.HEADING, Section.SIGNING})  # another version always has another number
MOST_NEWS = 12  # lines of the proposed text; the comparison itself tells all


@dataclass(frozen=True)
class SideBySide:
    """Two versions and what differs; ``pieces`` hold the words of every changed text, by its place."""

    before: AgreementLine
    after: AgreementLine
    comparison: Comparison
    pieces: Mapping[Difference, tuple[Piece, ...]]


def load_comparable(connection: Connection, school_id: int) -> list[AgreementLine]:
    """Every version of every year of a school, the newest first."""
    years = sorted(find_years(connection), reverse=True)
    return [line for year in years for line in load_version_lines(connection, school_id, year)]


def compare_versions(
    connection: Connection, before_id: int, after_id: int, *, everything: bool = False
) -> SideBySide:
    """What differs between two agreements. NotFound, DamagedDatabase."""
    before, after = (load_agreement(connection, each) for each in (before_id, after_id))
    comparison = compare(_paper(connection, before), _paper(connection, after), everything=everything)
    pieces = {
        each: word_pieces(each.before, each.after)
        for each in comparison.differences
        if each.kind is DifferenceKind.CHANGED
    }
    return SideBySide(_line(connection, before), _line(connection, after), comparison, pieces)


def find_earlier(connection: Connection, agreement_id: int) -> int | None:
    """What an agreement is best laid beside: the paper in force, the version before it, or last year's."""
    agreement = load_agreement(connection, agreement_id)
    school, year = agreement.school_id, agreement.school_year
    same_year = load_version_lines(connection, school, year)
    in_force = [each.id for each in same_year if each.status in _PAPERS and each.id != agreement_id]
    earlier = [each.id for each in same_year if each.number < agreement.number]
    if earlier and in_force and not agreement.status.frozen:
        return in_force[0]
    if earlier:
        return earlier[0]
    return find_version(connection, school, year.previous, *IN_FORCE) or find_version(
        connection, school, year.previous
    )


def since_paper(connection: Connection, agreement_id: int) -> SideBySide | None:
    """What changed since the paper that is in force, of an agreement that is open; None without one (F54)."""
    agreement = load_agreement(connection, agreement_id)
    found = find_version(connection, agreement.school_id, agreement.school_year, *_PAPERS)
    if found is None or found == agreement_id or agreement.status.frozen:
        return None
    return compare_versions(connection, found, agreement_id)


def news(comparison: Comparison) -> str:
    """ "Wat is nieuw in deze versie": a text to begin the reason of a version with; "" without news."""
    told = [
        (section, each)
        for section, rows in comparison.sections.items()
        if section not in _NO_NEWS
        for each in rows
        if each.kind is not DifferenceKind.SAME and not each.derived
    ]
    lines = [_news_line(section, each) for section, each in told[:MOST_NEWS]]
    if more := len(told) - len(lines):
        lines.append(f"En nog {more} {'wijziging' if more == 1 else 'wijzigingen'}.")
    return "\n".join(lines)


def as_text(sides: SideBySide) -> str:
    """The whole comparison as plain text, to paste into a mail."""
    lines = [f"{_version(sides.before)} en {_version(sides.after)}, {sides.after.school_name}"]
    for section, rows in sides.comparison.sections.items():
        shown = [each for each in rows if each.kind is not DifferenceKind.SAME]
        if shown:
            lines += ["", f"{section.number}. {section.label}", *_text_lines(shown)]
    if len(lines) == 1:
        lines += ["", "Geen verschillen"]
    return "\n".join(lines)


def _text_lines(rows: Iterable[Difference]) -> list[str]:
    lines = []
    for each in rows:
        lines.append(f"- {each.label} ({each.kind.value})")
        lines += [f"  was: {_indented(each.before)}"] if each.before else []
        lines += [f"  nu: {_indented(each.after)}"] if each.after else []
    return lines


def _indented(text: str) -> str:
    return text.replace("\n", "\n       ")


def _news_line(section: Section, each: Difference) -> str:
    """One sentence: short values in full, of long ones only that they changed."""
    start = f"{section.label}: {each.label} "
    short = max(len(each.before), len(each.after)) <= 60 and "\n" not in each.before + each.after
    if each.kind is DifferenceKind.CHANGED and short:
        return f"{start}van {each.before} naar {each.after}."
    if each.kind is DifferenceKind.NEW and short and each.name:
        return f"{start}is nu {each.after}."
    return f"{start}is {each.kind.value}."


def _version(line: AgreementLine) -> str:
    return f"Schoolafspraak {line.school_year.code} versie {line.number}"


def _paper(connection: Connection, agreement: Agreement) -> AgreementDocument:
    """The paper, with what is noted on it afterwards: where it stands, who signed and where it lies."""
    document = build_document(connection, agreement)
    noted = replace(
        document.agreement,
        status=agreement.status,
        signatories=agreement.signatories,
        paper_kept_at=agreement.paper_kept_at,
    )
    return replace(document, agreement=noted)


def _line(connection: Connection, agreement: Agreement) -> AgreementLine:
    lines = load_version_lines(connection, agreement.school_id, agreement.school_year)
    return next(line for line in lines if line.id == agreement.id)
