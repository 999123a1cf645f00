"""Versions side by side on a real vault: from the frozen paper, across years, and what is new in words."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from jeugdhulp_desktop.domain.agreement_kinds import Section
from jeugdhulp_desktop.domain.agreement_sections import Deployment, Theme
from jeugdhulp_desktop.domain.agreements import Agreement, AgreementStatus, Step
from jeugdhulp_desktop.domain.comparing import Comparison, DifferenceKind
from jeugdhulp_desktop.domain.relations import WorkerType
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.domain.schools import SchoolDraft
from jeugdhulp_desktop.domain.word_differences import PieceKind
from jeugdhulp_desktop.services.agreements.comparing import MOST_NEWS, as_text, news
from jeugdhulp_desktop.services.session import Session

YEAR = SchoolYear(2026)


def signed(session: Session) -> Agreement:
    """A signed agreement with one theme, as far as a step asks."""
    line = next(
        line
        for line in session.agreements.lines(YEAR)
        if line.id and line.status in (AgreementStatus.SIGNED, AgreementStatus.CLOSED)
    )
    return session.agreements.load(line.id or 0)


def concept(session: Session, school_id: int, year: SchoolYear = YEAR, aim: str = "Vroeg zien.") -> Agreement:
    draft = session.agreements.new(school_id, year)
    rows = (Deployment(WorkerType.JMW, hours_per_week=Decimal(8)),)
    return session.agreements.save(replace(draft, aim=aim, deployments=rows))


def mine(session: Session) -> int:
    return session.schools.lines()[0].id


def test_every_version_of_every_year_of_one_school_can_be_compared(session: Session) -> None:
    school = mine(session)
    other = session.schools.save(SchoolDraft("De Wissel", swv="SWV", municipality="Veenrand"))
    first = concept(session, school, YEAR.previous)
    second = concept(session, school)
    concept(session, other)
    assert [line.id for line in session.agreements.comparable(school)] == [second.id, first.id]


def test_two_years_side_by_side_with_the_words_that_changed(session: Session) -> None:
    school = mine(session)
    before = concept(session, school, YEAR.previous, aim="Vroeg zien.")
    after = concept(session, school, aim="Vroeg en samen zien.")
    assert session.agreements.earlier(after.id or 0) == before.id
    assert session.agreements.earlier(before.id or 0) is None
    sides = session.agreements.compare(before.id or 0, after.id or 0)
    (aim,) = [each for each in sides.comparison.sections[Section.PURPOSE] if each.path == "aim"]
    assert [each.text for each in sides.pieces[aim] if each.kind is PieceKind.ADDED] == ["en samen "]
    assert (sides.before.id, sides.after.id) == (before.id, after.id)
    same = session.agreements.compare(before.id or 0, before.id or 0, everything=True).comparison
    assert same.total == 0
    assert Section.PURPOSE in same.sections


def test_f54_a_new_version_tells_what_differs_from_the_paper_in_force(demo: Session) -> None:
    paper = signed(demo)
    assert demo.agreements.since_paper(paper.id or 0) is None
    new = demo.agreements.new_version(paper.id or 0, "Er komt een thema bij.")
    untouched = demo.agreements.since_paper(new.id or 0)
    assert untouched is not None
    outside = (Section.HEADING, Section.SIGNING, Section.ADDITIONS)  # what was granted since stands in it
    assert [section for section in untouched.comparison.sections if section not in outside] == []
    assert all(line.startswith(Section.ADDITIONS.label) for line in news(untouched.comparison).splitlines())

    theme = Theme("t99", "Slapen", lead="Marieke")
    row = replace(new.deployments[0], hours_per_week=Decimal("9.5"))
    changed = replace(new, themes=(*new.themes, theme), deployments=(row, *new.deployments[1:]))
    demo.agreements.save(changed)
    found = demo.agreements.since_paper(new.id or 0)
    assert found is not None
    assert found.before.id == paper.id
    assert demo.agreements.earlier(new.id or 0) == paper.id
    text = news(found.comparison)
    assert "Thema’s: Thema “Slapen” is nieuw." in text
    assert "uren per week van" in text
    assert "naar 9,5." in text


def test_f54_the_paper_is_compared_as_it_was_printed_whatever_the_school_is_called_now(demo: Session) -> None:
    paper = signed(demo)
    school = demo.schools.load(paper.school_id)
    new = demo.agreements.new_version(paper.id or 0, "Andere naam.")
    demo.schools.save(replace(school, name="School met een nieuwe naam"))
    demo.agreements.save(demo.agreements.load(new.id or 0))
    found = demo.agreements.since_paper(new.id or 0)
    assert found is not None
    (name,) = [each for each in found.comparison.sections[Section.PARTIES] if each.path == "school.name"]
    assert (name.before, name.after) == (school.name, "School met een nieuwe naam")


def test_who_signed_stands_beside_the_frozen_content(demo: Session) -> None:
    paper = signed(demo)
    rows = demo.agreements.compare(paper.id or 0, paper.id or 0, everything=True).comparison.sections
    status = next(each for each in rows[Section.HEADING] if each.name == "Status")
    assert status.after == paper.status.value
    assert any(each.name == "getekend op" for each in rows[Section.SIGNING])


def test_without_a_paper_in_force_there_is_nothing_to_tell(session: Session) -> None:
    new = concept(session, mine(session))
    assert session.agreements.since_paper(new.id or 0) is None


def test_the_text_to_copy_says_was_and_is_by_section(session: Session) -> None:
    school = mine(session)
    before = concept(session, school, YEAR.previous, aim="Eén\nTwee")
    after = session.agreements.save(
        replace(concept(session, school, aim="Drie"), themes=(Theme("t1", "Pesten", lead="Marieke"),))
    )
    text = as_text(session.agreements.compare(before.id or 0, after.id or 0))
    assert text.startswith(
        "Schoolafspraak 2025-2026 versie 1 en Schoolafspraak 2026-2027 versie 1, VSO De Proef"
    )
    assert "2. Aanleiding en doel\n- Doel (gewijzigd)\n  was: Eén\n       Twee\n  nu: Drie" in text
    assert "- Thema “Pesten” (nieuw)\n  nu: titel: Pesten" in text
    assert as_text(session.agreements.compare(after.id or 0, after.id or 0)).endswith("Geen verschillen")


def test_the_proposed_text_is_short_whatever_changed(session: Session) -> None:
    new = concept(session, mine(session))
    many = tuple(Theme(f"t{number}", f"Thema {number}", lead="x") for number in range(MOST_NEWS + 1))
    changed = replace(new, themes=many, aim="Lang " * 40, occasion="", satisfaction="Een vragenlijst")
    from jeugdhulp_desktop.domain.comparing import Contents, compare

    lines = news(compare(Contents(replace(new, satisfaction="")), Contents(changed))).splitlines()
    assert len(lines) == MOST_NEWS + 1
    assert lines[0].startswith("Aanleiding en doel: Aanleiding") or "Doel is" in lines[0]
    assert lines[-1].startswith("En nog ")
    one = Contents(replace(new, satisfaction=""))
    assert news(compare(one, Contents(replace(new, satisfaction="Een vragenlijst")))) == (
        "Monitoring: Tevredenheid is nu Een vragenlijst."
    )
    assert news(Comparison()) == ""
    kinds = {each.kind for each in compare(one, Contents(changed)).differences}
    assert DifferenceKind.NEW in kinds


def test_a_frozen_version_is_compared_with_what_it_replaced(demo: Session) -> None:
    paper = signed(demo)
    new = demo.agreements.new_version(paper.id or 0, "Er komt een thema bij.")
    frozen = demo.agreements.advance(new, Step.FREEZE)
    assert demo.agreements.earlier(frozen.id or 0) == paper.id
    days = tuple(replace(each, signed_on=date(2026, 9, 15), name="A") for each in frozen.signatories)
    demo.agreements.advance(replace(frozen, signatories=days, paper_kept_at="kast"), Step.SIGN)
    assert demo.agreements.earlier(frozen.id or 0) == paper.id
