"""Two agreements side by side: nothing is missed, nothing is told twice, and both sides tell the same."""

from collections import Counter
from dataclasses import fields, is_dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any, get_args, get_origin, get_type_hints

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from jeugdhulp_desktop.domain.additions import Addition
from jeugdhulp_desktop.domain.agreement_kinds import Funder, RiskKind, Section
from jeugdhulp_desktop.domain.agreement_sections import Analysis, Deployment, Offer, Policy, Risk, Theme
from jeugdhulp_desktop.domain.agreement_terms import Contribution, Finance, Meeting, PrivacyNotes, Rate, Route
from jeugdhulp_desktop.domain.agreements import Agreement
from jeugdhulp_desktop.domain.canonical import to_tree
from jeugdhulp_desktop.domain.compared_fields import (
    NO_CONTENT,
    Group,
    Listed,
    show_euros,
    show_number,
    show_value,
)
from jeugdhulp_desktop.domain.compared_parts import parts_of
from jeugdhulp_desktop.domain.comparing import (
    Comparison,
    Contents,
    Difference,
    DifferenceKind,
    compare,
    match,
)
from jeugdhulp_desktop.domain.documents import Letterhead
from jeugdhulp_desktop.domain.evaluations import (
    Count,
    Evaluation,
    EvaluationLine,
    EvaluationMoment,
    Figures,
    Realised,
)
from jeugdhulp_desktop.domain.relations import WorkerType
from jeugdhulp_desktop.domain.schools import SchoolType
from tests.agreements import IN_ORDER, JMW, JP, YEAR, agreements

PLAIN = replace(
    IN_ORDER, policies=(), analysis=Analysis(), route=Route(), finance=Finance(), privacy=PrivacyNotes()
)
NEW, GONE, CHANGED, MOVED, SAME = DifferenceKind


def between(before: Agreement, after: Agreement, **options: bool) -> Comparison:
    return compare(Contents(before), Contents(after), **options)


def only(before: Agreement, after: Agreement) -> Difference:
    """The one difference there is, besides what follows from it."""
    (found,) = [each for each in between(before, after).differences if not each.derived]
    return found


def content(agreement: Agreement) -> Any:
    """The canonical tree without what no reader sees; themes and offers by their place, not their key."""
    places = {theme.key: f"thema {at}" for at, theme in enumerate(agreement.themes)}
    offers = tuple(
        replace(offer, theme_keys=tuple(places.get(key, key) for key in offer.theme_keys))
        for offer in agreement.offers
    )
    return _seen(to_tree(replace(agreement, offers=offers)))


def _seen(tree: Any) -> Any:
    if isinstance(tree, dict):
        return {name: _seen(each) for name, each in tree.items() if name not in NO_CONTENT}
    return [_seen(each) for each in tree] if isinstance(tree, list) else tree


# Laws


@given(agreements)
def test_an_agreement_does_not_differ_from_itself(agreement: Agreement) -> None:
    assert compare(Contents(agreement), Contents(agreement)) == Comparison()


@given(agreements, agreements)
def test_every_difference_of_the_canonical_trees_is_told(one: Agreement, other: Agreement) -> None:
    assert bool(between(one, other).differences) == (content(one) != content(other))


@given(agreements, st.data())
def test_one_field_changed_is_told_at_that_field(agreement: Agreement, data: st.DataObject) -> None:
    names = ["occasion", "aim", "theme_intro", "author", "satisfaction", "paper_kept_at", "change_reason"]
    name = data.draw(st.sampled_from(names))
    text = data.draw(st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=20))
    assume(text != getattr(agreement, name))
    found = only(agreement, replace(agreement, **{name: text}))
    assert (found.path, found.before, found.after) == (name, getattr(agreement, name), text)


@given(agreements, agreements)
def test_seen_from_the_other_side_new_is_gone_and_before_is_after(one: Agreement, other: Agreement) -> None:
    there = Counter((each.before, each.after, each.kind) for each in between(one, other).differences)
    back = Counter((each.after, each.before, each.kind.mirrored) for each in between(other, one).differences)
    assert there == back


@given(agreements, st.randoms(use_true_random=False))
def test_shuffled_parts_are_moved_and_the_same_ones_from_either_side(
    agreement: Agreement, random: Any
) -> None:
    themes = tuple(Theme(f"t{number}", f"Thema {number}") for number in range(9))
    shuffled = list(themes)
    random.shuffle(shuffled)
    one, other = (
        replace(agreement, themes=themes, offers=()),
        replace(agreement, themes=tuple(shuffled), offers=()),
    )
    there = {(each.item, each.before, each.after) for each in between(one, other).differences}
    back = {(each.item, each.after, each.before) for each in between(other, one).differences}
    assert there == back
    assert all(each.kind is MOVED for each in between(one, other).differences)
    stayed = [theme for theme in shuffled if f"Thema “{theme.title}”" not in {item for item, *_ in there}]
    assert stayed == sorted(stayed, key=themes.index)
    assert bool(there) == (shuffled != list(themes))


@given(agreements, agreements)
def test_showing_everything_tells_the_same_differences(one: Agreement, other: Agreement) -> None:
    assert between(one, other, everything=True).differences == between(one, other).differences


def _kinds(kind: Any) -> set[type]:
    """The dataclasses within a type."""
    if isinstance(kind, type) and is_dataclass(kind):
        return {kind}
    return {found for each in get_args(kind) for found in _kinds(each)}


def _type_at(path: str) -> Any:
    kind: Any = Contents
    for name in filter(None, path.split(".")):
        kind = get_type_hints(kind)[name]
    return get_args(kind)[0] if get_origin(kind) is tuple else kind


def test_no_field_of_an_agreement_is_forgotten() -> None:
    told: dict[type, set[str]] = {}
    for section in Section:
        for part in parts_of(section):
            kind = _type_at(part.path)
            names = {each.name.partition(".")[0] for each in part.fields}
            told.setdefault(kind, set()).update(names)
            root, _, rest = part.path.partition(".")
            for name in rest.split(".") if root == "agreement" else (root,):
                for owner in (Agreement, Analysis, Finance, Route, Contents):
                    if name in {each.name for each in fields(owner)}:
                        told.setdefault(owner, set()).add(name)
    for kind, names in told.items():
        if is_dataclass(kind):
            wanted = {each.name for each in fields(kind)} - NO_CONTENT
            assert wanted <= names | {"agreement"}, kind


# What a reader finds


def test_hours_are_told_with_a_comma_and_with_what_they_come_to() -> None:
    more = replace(IN_ORDER.deployments[0], hours_per_week=Decimal("9.50"))
    found = between(IN_ORDER, replace(IN_ORDER, deployments=(more, IN_ORDER.deployments[1])))
    told = {(each.label, each.before, each.after, each.derived) for each in found.differences}
    assert ("Inzet JMW (Marieke Dijkstra), uren per week", "8", "9,5", False) in told
    assert ("Inzet JMW (Marieke Dijkstra), uren per jaar", "320", "380", True) in told
    assert ("Alle uren per jaar", "567", "627", True) in told
    assert found.count(Section.DEPLOYMENTS) == found.total == 1


def test_the_same_hours_written_otherwise_are_no_difference() -> None:
    same = replace(IN_ORDER.deployments[0], hours_per_week=Decimal("8.00"))
    other = replace(IN_ORDER, deployments=(same, IN_ORDER.deployments[1]))
    assert between(IN_ORDER, other) == Comparison()


def test_row_numbers_and_the_controlegetal_are_no_content() -> None:
    other = replace(IN_ORDER, id=7, version=3, school_id=9, frozen_control="ab10")
    assert between(IN_ORDER, other) == Comparison()


def test_a_new_theme_is_one_difference_with_all_that_is_filled_in() -> None:
    theme = Theme("t9", "Slapen", goal="eerder naar bed", measured_on=date(2027, 6, 1), youth_owned=True)
    found = only(IN_ORDER, replace(IN_ORDER, themes=(*IN_ORDER.themes, theme)))
    assert (found.kind, found.path, found.label, found.before) == (NEW, "themes[3]", "Thema “Slapen”", "")
    assert found.after.splitlines() == [
        "titel: Slapen",
        "doel: eerder naar bed",
        "soort doel: vaardigheid",
        "meetdatum: 1 juni 2027",
        "jongeren dragen mee: ja",
    ]


def test_a_theme_that_went_stands_where_it_stood() -> None:
    one, two, three = IN_ORDER.themes
    found = between(
        IN_ORDER, replace(IN_ORDER, themes=(one, replace(three, goal="x")), offers=IN_ORDER.offers[:1])
    )
    rows = [(each.kind, each.item) for each in found.sections[Section.THEMES]]
    assert rows == [(GONE, f"Thema “{two.title}”"), (NEW, f"Thema “{three.title}”")]
    first = between(IN_ORDER, replace(IN_ORDER, themes=(two, three), offers=()))
    assert [each.path for each in first.sections[Section.THEMES]] == ["themes[0]"]


def test_a_theme_with_another_title_is_the_same_theme_by_its_key() -> None:
    renamed = replace(IN_ORDER.themes[0], title="Pesten en plagen")
    found = between(IN_ORDER, replace(IN_ORDER, themes=(renamed, *IN_ORDER.themes[1:])))
    assert [(each.label, each.after) for each in found.sections[Section.THEMES]] == [
        ("Thema “Pesten”, titel", "Pesten en plagen")
    ]
    assert found.sections[Section.OFFERS][0].after == "Pesten en plagen"  # as the offer names it


def test_themes_with_other_keys_and_the_same_titles_are_the_same_themes() -> None:
    keys = {"t1": "a", "t2": "b", "t3": "c"}
    themes = tuple(replace(theme, key=keys[theme.key]) for theme in IN_ORDER.themes)
    offers = tuple(
        replace(each, theme_keys=tuple(keys[key] for key in each.theme_keys)) for each in IN_ORDER.offers
    )
    assert between(IN_ORDER, replace(IN_ORDER, themes=themes, offers=offers)) == Comparison()


def test_an_offer_names_its_themes_apart_when_two_have_one_title() -> None:
    themes = (Theme("t1", "Rust"), Theme("t2", "Rust"), Theme("t3"))
    before = replace(IN_ORDER, themes=themes, offers=(Offer("o1", "Yoga", theme_keys=("t1",)),))
    after = replace(before, offers=(Offer("o1", "Yoga", theme_keys=("t2", "t3", "weg")),))
    found = only(before, after)
    assert (found.before, found.after) == ("Rust (1)", "Rust (2), thema zonder titel, weg")


def test_another_worker_in_the_same_place_is_a_change_not_a_new_row() -> None:
    other = replace(IN_ORDER.deployments[0], worker_name="Joost de Groot")
    found = only(IN_ORDER, replace(IN_ORDER, deployments=(other, IN_ORDER.deployments[1])))
    assert (found.kind, found.name, found.after) == (CHANGED, "naam", "Joost de Groot")


def test_a_worker_keeps_the_row_under_another_name() -> None:
    rows = (
        Deployment(JMW, worker_id=4, worker_name="Marieke"),
        Deployment(JMW, worker_id=5, worker_name="Joost"),
    )
    before = replace(IN_ORDER, deployments=rows)
    married = replace(rows[0], worker_name="Marieke de Wit")
    found = only(before, replace(IN_ORDER, deployments=(married, rows[1])))
    assert (found.before, found.after) == ("Marieke", "Marieke de Wit")
    assert only(before, replace(before, deployments=rows[::-1])).kind is MOVED


def test_a_field_that_was_empty_is_new_and_an_emptied_one_gone() -> None:
    assert only(replace(IN_ORDER, aim=""), IN_ORDER).kind is NEW
    assert only(IN_ORDER, replace(IN_ORDER, aim="")).kind is GONE
    assert only(IN_ORDER, replace(IN_ORDER, public=True)).after == "ja"


def test_a_section_left_out_is_told_in_that_section() -> None:
    found = between(IN_ORDER, replace(IN_ORDER, left_out=(Section.PRIVACY,)))
    (row,) = found.sections[Section.PRIVACY]
    assert (row.label, row.before, row.after) == ("Onderdeel Privacy", "gebruikt", "weggelaten")


def test_everything_shows_what_is_filled_in_and_nothing_that_is_empty() -> None:
    rows = between(PLAIN, PLAIN, everything=True).sections
    assert {each.kind for section in rows.values() for each in section} == {SAME}
    assert Section.PRIVACY not in rows
    assert [each.label for each in rows[Section.PURPOSE]] == ["Aanleiding", "Doel"]
    assert between(PLAIN, PLAIN, everything=True).total == 0


def test_plain_texts_are_new_or_gone_and_moved() -> None:
    before = replace(IN_ORDER, analysis=Analysis(lessons=("eerder beginnen", "meer ouders")))
    after = replace(IN_ORDER, analysis=Analysis(lessons=("meer ouders", "vaste dag")))
    rows = [(each.kind, each.before, each.after) for each in between(before, after).differences]
    assert rows == [(GONE, "eerder beginnen", ""), (NEW, "", "vaste dag")]
    turned = replace(before, analysis=Analysis(lessons=("meer ouders", "eerder beginnen")))
    assert [each.kind for each in between(before, turned).differences] == [MOVED]


def test_what_is_printed_along_is_laid_side_by_side_too() -> None:
    lines = (EvaluationLine("themes", "Thema’s", answer=Realised.PARTLY, explanation="te laat begonnen"),)
    half = Evaluation(1, YEAR, EvaluationMoment.HALFWAY, lines=lines, figures=Figures(date(2027, 1, 31)))
    more = replace(half, figures=Figures(date(2027, 1, 31), new={"JMW": Count(3, hidden=True), "": Count(9)}))
    extra = Addition(1, YEAR, hours_per_week=Decimal(2), weeks=Decimal(10), goals=("rust",))
    before = Contents(IN_ORDER, Letterhead("De Zonnewijzer"), Decimal(500), evaluations=(half,))
    after = Contents(IN_ORDER, Letterhead("Zonnewijzer"), Decimal(560), (extra,), (more,))
    told = {each.label: (each.before, each.after) for each in compare(before, after).differences}
    assert told["Afzender, naam"] == ("De Zonnewijzer", "Zonnewijzer")
    assert told["Uren per jaar, vorig schooljaar"] == ("500", "560")
    assert "uren in de periode: 20" in told["Aanvullende inzet 1"][1]
    assert "nieuw JMW: <5, totaal: 9" in told["Evaluatie tussentijds, cijfers"][1]


def test_names_tell_parts_apart() -> None:
    before = replace(
        PLAIN,
        policies=(Policy("Jeugdplan", until=date(2027, 1, 1)),),
        analysis=Analysis(risks=(Risk(RiskKind.OTHER, "verhuizingen"),)),
        route=Route(meetings=(Meeting("ZAT"), Meeting())),
        finance=Finance(
            rates=(Rate(JP, Decimal("61.5")),),
            contributions=(Contribution(Funder.SCHOOL, amount=Decimal(500), share=Decimal("12.5")),),
        ),
    )
    labels = [each.label for each in between(PLAIN, before).differences if not each.derived]
    assert labels == [
        "Beleid “Jeugdplan”",
        "Risico anders",
        "Overleg “ZAT”",
        "Overleg zonder naam",
        "Tarief JP",
        "Bijdrage school",
    ]
    paid = next(each for each in between(PLAIN, before).differences if each.item == "Bijdrage school")
    assert paid.after.splitlines() == ["wie: school", "bedrag: € 500,00", "aandeel in procent: 12,5"]


# Values


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, ""),
        (True, "ja"),
        (3, "3"),
        (Decimal("1460.00"), "1.460"),
        (Decimal("0.125"), "0,125"),
        (Decimal("NaN"), "NaN"),
        (Decimal("1E+30"), "1E+30"),
        (date(2026, 9, 1), "1 september 2026"),
        (SchoolType.BAO, "basisonderwijs (bao)"),
        (WorkerType.JMW, "JMW"),
        (("a", "b"), "a\nb"),
        (Contribution(Funder.SWV, "Noord", share=Decimal(50)), "samenwerkingsverband; Noord; procent 50"),
    ],
)
def test_a_value_is_shown_as_its_reader_writes_it(value: object, shown: str) -> None:
    assert show_value(value) == shown


@given(st.decimals(allow_nan=False, allow_infinity=False), st.decimals(allow_nan=False, allow_infinity=False))
def test_two_numbers_that_differ_never_look_the_same(one: Decimal, other: Decimal) -> None:
    assume(one != other)
    assert show_number(one) != show_number(other)


def test_euros_keep_what_is_no_whole_cent() -> None:
    assert show_euros(None) == ""
    assert show_euros(Decimal("1250")) == "€ 1.250,00"
    assert show_euros(Decimal("1.005")) == "€ 1,005"
    assert show_euros(Decimal("NaN")) == "€ NaN"


def test_no_number_is_not_another_no_number() -> None:
    odd = replace(IN_ORDER, deployments=(Deployment(hours_per_week=Decimal("NaN")),))
    again = replace(IN_ORDER, deployments=(Deployment(hours_per_week=Decimal("NaN")),))
    assert between(odd, again) == Comparison()


def test_parts_are_met_in_their_order_identity_by_identity() -> None:
    assert match("aab", "baa", [lambda letter: letter]) == [(0, 1), (1, 2), (2, 0)]
    assert match("ab", "ac", [lambda letter: letter, lambda _letter: 1]) == [(0, 0), (1, 1)]
    assert match("ab", "ba", [lambda _letter: None]) == []


def test_every_part_has_a_section_and_a_way_to_be_told_apart() -> None:
    for section in Section:
        for part in parts_of(section):
            assert part.section is section
            assert part.fields
            assert isinstance(part, Group) or (isinstance(part, Listed) and part.identities)
