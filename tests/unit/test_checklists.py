"""Monitoring lists: V25, evidence where asked, the questions for a JP, and the lists that are shipped."""

from dataclasses import replace
from datetime import date

import pytest

from jeugdhulp_desktop.domain.checklists import (
    MAX_EXPLANATION,
    Answer,
    Block,
    Item,
    Moment,
    Reply,
    Run,
    Scope,
    Template,
    agreement_due,
    asked_items,
    check_run,
    counts,
    parse_template,
)
from jeugdhulp_desktop.domain.problems import Level
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.paths import resource

TEMPLATE = Template(
    "proef",
    3,
    "Proeflijst",
    Scope.CASE,
    (
        Item("past", "Past het?", Block.MONITORING),
        Item("sterker", "Is het sterker?", Block.COOPERATION, evidence=True),
        Item("jp", "Is er afgestemd?", Block.COOPERATION, jp_only=True),
    ),
)
BSN = "123456782"  # fictional


def run(*replies: Reply) -> Run:
    return Run(TEMPLATE, Scope.CASE, case_id=1, replies={reply.key: reply for reply in replies})


def found(checked: Run, *, finishing: bool = True, with_jp: bool = False) -> list[tuple[str, str, Level]]:
    problems = check_run(checked, with_jp=with_jp, finishing=finishing)
    return [(each.field, each.code, each.level) for each in problems]


DONE = run(Reply("past", Answer.YES), Reply("sterker", Answer.PARTLY, evidence="besluit van 8 september"))


def test_a_run_that_is_answered_can_be_finished() -> None:
    assert found(DONE) == []


@pytest.mark.parametrize(("finishing", "level"), [(True, Level.BLOCKS), (False, Level.REMARK)])
def test_v25_nee_without_an_explanation_blocks_finishing_and_not_pausing(
    finishing: bool, level: Level
) -> None:
    short = replace(DONE, replies={**(DONE.replies or {}), "past": Reply("past", Answer.NO, " ")})
    assert found(short, finishing=finishing) == [("replies[past].explanation", "explanation-required", level)]
    explained = Reply("past", Answer.NO, "De training is klaar.")
    assert found(replace(DONE, replies={**(DONE.replies or {}), "past": explained})) == []


@pytest.mark.parametrize(("finishing", "level"), [(True, Level.BLOCKS), (False, Level.REMARK)])
def test_an_open_question_blocks_finishing_and_not_pausing(finishing: bool, level: Level) -> None:
    assert found(Run(TEMPLATE, Scope.CASE), finishing=finishing) == [
        ("replies[past].answer", "answer-missing", level),
        ("replies[sterker].answer", "answer-missing", level),
    ]


def test_the_questions_for_a_jp_are_asked_only_where_one_takes_part() -> None:
    assert [item.key for item in asked_items(TEMPLATE, with_jp=False)] == ["past", "sterker"]
    assert found(DONE, with_jp=True) == [("replies[jp].answer", "answer-missing", Level.BLOCKS)]


@pytest.mark.parametrize("answer", [Answer.YES, Answer.PARTLY])
def test_207_an_answer_that_must_be_shown_needs_its_evidence(answer: Answer) -> None:
    bare = run(Reply("past", Answer.YES), Reply("sterker", answer))
    assert found(bare) == [("replies[sterker].evidence", "evidence-missing", Level.BLOCKS)]
    linked = run(Reply("past", Answer.YES), Reply("sterker", answer, evidence_contact_id=9))
    assert found(linked) == []


@pytest.mark.parametrize("answer", [Answer.NO, Answer.NOT_APPLICABLE])
def test_what_is_not_so_needs_no_evidence(answer: Answer) -> None:
    assert found(run(Reply("past", Answer.YES), Reply("sterker", answer, "nog niet besproken"))) == []


def test_v18_a_number_that_can_be_a_bsn_is_asked_about_and_never_blocks_for_ever() -> None:
    named = run(
        Reply("past", Answer.YES, f"zie {BSN}"), Reply("sterker", Answer.YES, evidence=f"brief {BSN}")
    )
    assert found(named) == [
        ("replies[past].explanation", "bsn-like", Level.REMARK),
        ("replies[sterker].evidence", "bsn-like", Level.REMARK),
    ]


def test_a_text_that_is_too_long_blocks_always() -> None:
    much = run(Reply("past", Answer.YES, "a" * (MAX_EXPLANATION + 1)), DONE.reply("sterker"))
    expected = [("replies[past].explanation", "too-long", Level.BLOCKS)]
    assert found(much) == found(much, finishing=False) == expected


def test_answers_are_counted_and_the_open_ones_too() -> None:
    assert counts(DONE, with_jp=True) == {
        Answer.YES: 1,
        Answer.PARTLY: 1,
        Answer.NO: 0,
        Answer.NOT_APPLICABLE: 0,
        None: 1,
    }


def test_an_item_is_found_by_its_key() -> None:
    assert TEMPLATE.item("jp").jp_only
    with pytest.raises(KeyError):
        TEMPLATE.item("weg")


@pytest.mark.parametrize(("first", "day"), [(2026, date(2027, 2, 28)), (2027, date(2028, 2, 29))])
def test_an_agreement_is_looked_at_before_march_and_before_july(first: int, day: date) -> None:
    assert agreement_due(SchoolYear(first), Moment.HALF_YEAR) == day
    assert agreement_due(SchoolYear(first), Moment.END) == date(first + 1, 6, 30)


def shipped(name: str) -> Template:
    return parse_template(resource("checklists", f"{name}.toml").read_text(encoding="utf-8"))


def test_the_list_of_a_case_has_the_ten_questions_of_4_5_and_fits_five_minutes() -> None:
    template = shipped("casus")
    assert template.scope is Scope.CASE
    assert len(template.items) == 10
    assert [item.key for item in template.items if item.jp_only] == ["jmw-jp"]


def test_the_list_of_an_agreement_has_the_three_blocks_of_source_000_with_evidence_for_cooperation() -> None:
    template = shipped("afspraak")
    sources = {block: {item.source for item in template.items if item.block is block} for block in Block}
    assert "000:32" in sources[Block.COOPERATION]
    assert "000:36" in sources[Block.REFERRAL]
    assert "000:40" in sources[Block.MONITORING]
    assert {"001:26", "001:27", "001:28", "001:29", "001:30"} <= sources[Block.COOPERATION]
    shown = [item for item in template.items if item.source == "000:32"]
    assert shown
    assert all(item.evidence for item in shown)


@pytest.mark.parametrize("name", ["casus", "afspraak"])
def test_a_shipped_question_is_one_short_sentence_with_a_hint(name: str) -> None:
    for item in shipped(name).items:
        assert item.text.endswith("?"), item.key
        assert len(item.text) <= 80, item.key
        assert item.hint.endswith((".", "?")), item.key


def test_a_list_with_one_key_twice_is_refused() -> None:
    item = '[[items]]\nkey = "a"\ntext = "Ja?"\nblock = "uitvoering"\n'
    head = 'id = "x"\nversion = 1\ntitle = "X"\nscope = "casus"\n'
    assert len(parse_template(head + item).items) == 1
    with pytest.raises(ValueError, match="duplicate"):
        parse_template(head + item + item)
    with pytest.raises(KeyError):
        parse_template(head)
