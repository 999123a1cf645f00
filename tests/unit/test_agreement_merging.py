"""F38: what two windows changed in one agreement comes together, and nobody's work is lost."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import given

from jeugdhulp_desktop.domain.agreement_kinds import TaskAnswer
from jeugdhulp_desktop.domain.agreement_merging import with_changes
from jeugdhulp_desktop.domain.agreement_sections import Offer, Task, Theme
from jeugdhulp_desktop.domain.agreement_terms import Condition, Finance
from jeugdhulp_desktop.domain.agreements import Agreement
from jeugdhulp_desktop.domain.relations import WorkerType
from tests.agreements import IN_ORDER, agreements

LOADED = replace(IN_ORDER, id=7, version=3)


@given(agreements, agreements)
def test_f38_what_nobody_typed_here_is_as_the_other_stored_it(newest: Agreement, loaded: Agreement) -> None:
    assert with_changes(newest, loaded, loaded) == newest


@given(agreements, agreements)
def test_f38_what_nobody_else_changed_is_as_it_was_typed(loaded: Agreement, typed: Agreement) -> None:
    merged = with_changes(loaded, loaded, typed)
    of_the_row = {name: getattr(loaded, name) for name in ("id", "version", "number", "status", "school")}
    assert merged == replace(typed, **of_the_row, frozen_control=loaded.frozen_control)


def test_f38_two_people_in_two_fields_both_keep_their_work() -> None:
    newest = replace(LOADED, author="Noor Ettema", route=replace(LOADED.route, scaling="Anders."), version=4)
    typed = replace(LOADED, aim="Eerder zien.", route=replace(LOADED.route, care_route="CJG."))
    merged = with_changes(newest, LOADED, typed)
    assert (merged.author, merged.aim) == ("Noor Ettema", "Eerder zien.")
    assert (merged.route.scaling, merged.route.care_route) == ("Anders.", "CJG.")
    assert (merged.id, merged.version) == (7, 4)


def test_f38_one_field_changed_twice_shows_what_was_typed_here_and_keeps_the_new_version() -> None:
    newest = replace(LOADED, aim="Van de ander.", version=4)
    merged = with_changes(newest, LOADED, replace(LOADED, aim="Van mij."))
    assert (merged.aim, merged.version) == ("Van mij.", 4)


def test_f38_rows_without_a_key_meet_by_their_place() -> None:
    first, second = LOADED.deployments
    newest = replace(LOADED, deployments=(replace(first, place="kamer 4"), second))
    typed = replace(LOADED, deployments=(first, replace(second, weeks=Decimal(20))))
    merged = with_changes(newest, LOADED, typed).deployments
    assert (merged[0].place, merged[1].weeks) == ("kamer 4", Decimal(20))


def test_f38_when_rows_came_and_went_on_both_sides_those_typed_here_stand() -> None:
    newest = replace(LOADED, finance=Finance(conditions=(Condition("a"), Condition("b"))))
    typed = replace(LOADED, finance=Finance(conditions=(Condition("c"),)))
    assert with_changes(newest, LOADED, typed).finance.conditions == (Condition("c"),)


def test_f38_answers_about_a_task_come_together() -> None:
    task = Task("Huisbezoek", {WorkerType.JMW: TaskAnswer.YES})
    loaded = replace(LOADED, tasks=(task,))
    newest = replace(LOADED, tasks=(Task("Huisbezoek", {**task.answers, WorkerType.JP: TaskAnswer.NO}),))
    typed = replace(LOADED, tasks=(Task("Huisbezoek", {WorkerType.JW: TaskAnswer.PARTLY}),))
    merged = with_changes(newest, loaded, typed).tasks[0].answers
    assert merged == {WorkerType.JP: TaskAnswer.NO, WorkerType.JW: TaskAnswer.PARTLY}


def test_f38_themes_meet_by_their_key_and_both_new_ones_stay() -> None:
    one, two = Theme("t1", "Pesten"), Theme("t2", "Scheiding")
    loaded = replace(LOADED, themes=(one, two))
    newest = replace(LOADED, themes=(replace(two, lead="Noor"), Theme("t3", "Van de ander")))
    typed = replace(LOADED, themes=(one, replace(two, why="Omdat."), Theme("t3", "Van mij")))
    merged = with_changes(newest, loaded, typed).themes
    assert [(theme.key, theme.title) for theme in merged] == [
        ("t2", "Scheiding"),
        ("t3", "Van de ander"),
        ("t4", "Van mij"),
    ]
    assert (merged[0].lead, merged[0].why) == ("Noor", "Omdat.")


def test_f38_an_offer_made_here_stays_with_the_theme_made_here() -> None:
    loaded = replace(LOADED, themes=(Theme("t1", "Pesten"),), offers=())
    newest = replace(
        loaded,
        themes=(*loaded.themes, Theme("t2", "Van de ander")),
        offers=(Offer("o1", "Les", theme_keys=("t2",)),),
    )
    typed = replace(
        loaded,
        themes=(*loaded.themes, Theme("t2", "Van mij"), Theme("t3", "Ook van mij")),
        offers=(Offer("o1", "SOVA", theme_keys=("t2", "t1", "t3")),),
    )
    merged = with_changes(newest, loaded, typed)
    titles = {theme.key: theme.title for theme in merged.themes}
    assert [(offer.name, [titles[key] for key in offer.theme_keys]) for offer in merged.offers] == [
        ("Les", ["Van de ander"]),
        ("SOVA", ["Van mij", "Pesten", "Ook van mij"]),
    ]


def test_f38_an_offer_that_was_taken_away_here_stays_away() -> None:
    loaded = replace(LOADED, offers=(Offer("a1", "SOVA"), Offer("a2", "Les")))
    newest = replace(loaded, offers=(Offer("a1", "SOVA", performer="Ans"), Offer("a2", "Les")))
    typed = replace(loaded, offers=(Offer("a2", "Les"), Offer("a3", "Ouderavond")))
    merged = with_changes(newest, loaded, typed).offers
    assert [offer.key for offer in merged] == ["a2", "a3"]
