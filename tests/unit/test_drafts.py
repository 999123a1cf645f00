"""What a draft holds beside what is stored."""

from jeugdhulp_desktop.domain.drafts import other_texts, same_content


def test_the_same_text_on_another_version_is_the_same() -> None:
    assert same_content({"id": None, "version": 0, "aim": "a"}, {"id": 3, "version": 1, "aim": "a"})
    assert not same_content({"version": 1, "aim": "a"}, {"version": 1, "aim": "b"})
    assert same_content("a", "a")


def test_only_what_would_be_lost_is_shown_once_and_in_its_order() -> None:
    typed = {"aim": "Nieuw", "themes": [{"goal": "Doel"}, {"goal": " "}, {"goal": "Nieuw"}], "weeks": 40}
    assert other_texts(typed, {"aim": "Oud", "themes": [{"goal": "Doel"}]}) == ["Nieuw"]
