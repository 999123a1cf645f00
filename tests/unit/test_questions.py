"""The list of hulpvragen, and codes of an older list."""

from jeugdhulp_desktop.domain.questions import QUESTIONS, is_question, question_label


def test_each_question_belongs_to_one_of_the_six_main_kinds() -> None:
    codes = {question.code for question in QUESTIONS}
    mains = {question.main for question in QUESTIONS}
    assert mains == {"sociaal", "psychisch", "materieel", "opvoeden", "opgroeien", "ontwikkeling"}
    assert mains <= codes
    assert len(codes) == len(QUESTIONS)


def test_a_code_of_an_older_list_shows_itself() -> None:
    assert question_label("pesten") == "Pesten"
    assert question_label("schoolangst-2019") == "schoolangst-2019"
    assert is_question("pesten")
    assert not is_question("schoolangst-2019")
