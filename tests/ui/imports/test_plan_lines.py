"""The preview in words: what happens to each pupil, and never a name while only initials are shown."""

from dataclasses import replace
from datetime import date

import pytest

from jeugdhulp_desktop.domain.errors import UnreadableImport
from jeugdhulp_desktop.domain.problems import problem
from jeugdhulp_desktop.domain.pupils import Pupil, PupilName
from jeugdhulp_desktop.domain.roster_plans import plan_import
from jeugdhulp_desktop.domain.rosters import (
    ImportPlan,
    PlanCounts,
    PupilChange,
    RosterError,
    RosterFile,
    RosterKind,
    RosterRow,
    RosterSchool,
)
from jeugdhulp_desktop.domain.text import initials
from jeugdhulp_desktop.ui.imports.plan_lines import (
    NOT_CHOSEN,
    OTHER_CHILD,
    SAME_CHILD,
    Kind,
    PreviewLine,
    change_words,
    preview_lines,
)
from jeugdhulp_desktop.ui.imports.words import count_words, file_sentence, mapping_sentence

TODAY = date(2026, 9, 15)
BORN = date(2016, 3, 14)
NOOR = Pupil(1, 1, "1", PupilName("Noor", "de", "Vries"), BORN, group="4B", year_group="4")


def plain(text: str) -> str:
    return text


def plan_of(
    rows: list[RosterRow], pupils: list[Pupil], *, cases: set[int], errors: tuple[RosterError, ...] = ()
) -> ImportPlan:
    file = RosterFile(RosterKind.EDEXML, RosterSchool("99ZZ"), tuple(rows), errors)
    return plan_import(pupils, cases, file, today=TODAY)


def row(key: str, first: str, last: str, born: date | None = BORN, line: int = 3) -> RosterRow:
    return RosterRow(key, PupilName(first, "", last), born, "4B", "4", line=line)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"group": "5A"}, "groep 4B → 5A"),
        ({"group": "", "year_group": "5"}, "groep 4B → leeg, leerjaar 4 → 5"),
        ({"birth_date": date(2016, 3, 15)}, "geboortedatum 14-03-2016 → 15-03-2016"),
        ({"name": PupilName("Noor", "", "Kaya")}, "naam was Noor de Vries"),
        ({"key": "77"}, "leerlingnummer 1 → 77"),
        ({"left_on": date(2026, 9, 1)}, "van school op 1 september 2026"),
    ],
)
def test_what_changes_is_told_with_what_it_was(change: dict[str, object], words: str) -> None:
    assert change_words(PupilChange(NOOR, replace(NOOR, **change)), plain) == words  # type: ignore[arg-type]


def test_who_is_listed_again_is_at_school_again() -> None:
    assert change_words(PupilChange(replace(NOOR, left_on=TODAY), NOOR), plain) == "is weer op school"


def test_who_is_gone_is_erased_or_stays_with_the_case() -> None:
    sem = replace(NOOR, id=2, key="2", name=PupilName("Sem", "", "Bakker"))
    lines = preview_lines(plan_of([row("9", "Bo", "Smit")], [NOOR, sem], cases={1}), (), {}, plain)
    assert [(line.name, line.what) for line in lines[Kind.GONE]] == [
        ("Sem Bakker", "heeft geen casus en wordt gewist"),
        ("Noor de Vries", "heeft een casus en blijft staan, vertrokken op 15 september 2026"),
    ]


def test_f42_a_faulty_row_is_told_by_line_without_its_values() -> None:
    errors = (RosterError(7, "impossible-date", "birth_date", "4711"),)
    [line] = preview_lines(plan_of([row("9", "Bo", "Smit")], [], cases=set(), errors=errors), (), {}, plain)[
        Kind.ERROR
    ]
    assert (line.line, line.name) == (7, "")
    assert line.what == "De geboortedatum kan niet. Kijk hem na in de leerlingadministratie."
    assert "4711" not in repr(line)


def test_f37_a_changed_key_is_asked_and_the_answer_moves_the_pupil() -> None:
    kept = replace(NOOR, name=PupilName("Noor", "", "Vries"))
    plan = plan_of([row("77", "Noor", "Vries")], [kept], cases=set())

    def pill(answers: dict[int, bool]) -> tuple[object, int, int, int]:
        lines = preview_lines(plan, (), answers, plain)
        [line] = lines[Kind.QUESTION]
        return line.pill, len(lines[Kind.CHANGED]), len(lines[Kind.NEW]), len(lines[Kind.GONE])

    assert pill({}) == (NOT_CHOSEN, 0, 0, 0)
    assert pill({1: True}) == (SAME_CHILD, 1, 0, 0)
    assert pill({1: False}) == (OTHER_CHILD, 0, 1, 1)


def test_f37_twins_and_look_alikes_are_only_shown() -> None:
    plan = plan_of(
        [row("1", "Bo", "Smit"), row("2", "Ama", "Smit"), row("3", "Bo", "Smit", date(2015, 1, 1))],
        [],
        cases=set(),
    )
    lines = preview_lines(plan, plan.hints, {}, plain)
    assert len(lines[Kind.NEW]) == 3
    assert [(line.name, line.what) for line in lines[Kind.HINT]] == [
        ("Bo Smit", "zelfde achternaam en geboortedatum als Ama Smit, 4B. Een tweeling?"),
        ("Bo Smit", "heet net zo als een andere leerling (Bo Smit, 4B)."),
    ]


def test_f52_only_initials_leaves_no_name_in_any_line() -> None:
    kept = [NOOR, replace(NOOR, id=2, key="2", name=PupilName("Noor", "", "Vries"))]
    rows = [row("1", "Sem", "Bakker"), row("77", "Noor", "Vries"), row("8", "Noor", "Bakker")]
    plan = plan_of(rows, kept, cases={1})
    said = [
        text
        for lines in preview_lines(plan, plan.hints, {}, initials).values()
        for line in lines
        for text in _texts(line)
    ]
    assert said
    assert [text for text in said if any(name in text for name in ("Noor", "Sem", "Vries", "Bakker"))] == []


def _texts(line: PreviewLine) -> tuple[str, str]:
    return line.name, line.what


def test_counts_are_told_in_words_and_what_there_is_none_of_is_not() -> None:
    assert count_words(PlanCounts(12, 3, 180, 2)) == "12 nieuw, 3 veranderd, 2 weg, 180 gelijk"
    assert count_words(PlanCounts(0, 0, 0, 0)) == "geen leerlingen"


def test_what_the_columns_lack_is_told_in_the_words_of_the_page() -> None:
    assert mapping_sentence(problem("key", "required")) == "Kies welke kolom het leerlingnummer is."
    assert mapping_sentence(problem("name", "required")) == "Kies welke kolom de naam is."
    assert mapping_sentence(problem("birth_date", "chosen-twice")) == (
        "‘Geboortedatum’ is bij twee kolommen gekozen. Kies er één."
    )


def test_v18_a_refused_column_is_named_so_that_it_can_be_removed() -> None:
    assert file_sentence(UnreadableImport("bsn-column", detail="BSN")) == (
        "In dit bestand staat een kolom met BSN. Maak de lijst opnieuw zonder die kolom. "
        "Het gaat om de kolom ‘BSN’."
    )
    assert "leerlingnummers" in file_sentence(UnreadableImport("bsn-column", detail="key"))
