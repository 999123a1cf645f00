"""Texts for a mail: what everyone at the table must know, and no more than that."""

from dataclasses import replace
from datetime import date

from jeugdhulp_desktop.domain.actions import ActionLine
from jeugdhulp_desktop.domain.agreement_kinds import Section
from jeugdhulp_desktop.domain.dates import CalendarDate, DateKind, by_day
from jeugdhulp_desktop.domain.invitations import (
    Invitation,
    InvitationKind,
    action_list_text,
    invitation_text,
)
from tests.agreements import IN_ORDER

TODAY = date(2026, 9, 15)


def action(what: str = "Ruimte regelen", **values: object) -> ActionLine:
    line = ActionLine(
        id=1, what=what, who="Ilse Vermeer", mine=True, due_on=date(2026, 10, 1), done_on=None, case_id=None,
        case_number="", agreement_id=None, about="", version=1,
    )  # fmt: skip
    return replace(line, **values)  # type: ignore[arg-type]


def test_an_invitation_says_what_when_where_who_and_what_is_on_the_table() -> None:
    wanted = Invitation(InvitationKind.DISCUSS, date(2026, 9, 22), "14.00-15.30 uur", "lokaal 12", TODAY)
    made = invitation_text(IN_ORDER, wanted)
    assert made.subject == "Uitnodiging: de schoolafspraak bespreken 2026-2027, VSO De Zonnewijzer"
    lines = made.text.splitlines()
    assert lines[0] == "Beste Ruben en Noor,"
    assert (
        "Wanneer: dinsdag 22 september 2026, 14.00-15.30 uur" in made.text or "14.00-15.30 uur" in made.text
    )
    assert "Waar: lokaal 12" in lines
    assert "- Noor Ettema (adviseur jeugd, Gemeente Hoogeveen)" in lines
    assert any("Pesten, Sociale vaardigheid en Hulp bij scheiding" in line for line in lines)
    assert "Kun je niet? Laat het me weten vóór 15 september 2026." in lines
    assert lines[-3:] == ["Ilse Vermeer", "zorgcoördinator", "VSO De Zonnewijzer"]


def test_what_is_not_known_yet_stands_as_a_place_to_fill_in() -> None:
    made = invitation_text(replace(IN_ORDER, parties=(), themes=()), Invitation())
    assert made.text.startswith("Beste allemaal,")
    assert "Wanneer: vul hier dag en tijd in" in made.text
    assert "Waar: vul hier de plek in" in made.text
    assert "de thema’s van dit jaar" in made.text
    assert "None" not in made.text


def test_each_occasion_has_its_own_points_and_unused_sections_are_not_talked_about() -> None:
    texts = {kind: invitation_text(IN_ORDER, Invitation(kind)).text for kind in InvitationKind}
    assert len(set(texts.values())) == len(InvitationKind)
    assert "wie een getekend exemplaar krijgt" in texts[InvitationKind.SIGN]
    assert "wat we volgend jaar willen" in texts[InvitationKind.END]
    assert "wat we volgend jaar willen" not in texts[InvitationKind.HALFWAY]
    without = replace(IN_ORDER, left_out=(Section.OFFERS, Section.FINANCE))
    for kind in (InvitationKind.DISCUSS, InvitationKind.END):
        assert "het groepsaanbod" not in invitation_text(without, Invitation(kind)).text


def test_actions_stand_one_a_line_with_who_and_when() -> None:
    lines = [action(), action("Bellen", who="", due_on=None)]
    made = action_list_text(lines, "Acties", initials=False)
    assert made.text.splitlines() == [
        "Acties",
        "",
        "- Ruimte regelen: Ilse Vermeer, vóór 1 oktober 2026",
        "- Bellen: nog niemand",
    ]
    assert "geen open acties" in action_list_text([], "Acties", initials=False).text


def test_f53_with_initials_a_pupil_is_named_nowhere() -> None:
    line = action("Sem de Vries bellen", case_id=4, about="Sem de Vries")
    made = action_list_text([line], "Acties", initials=True).text
    assert "Sem" not in made
    assert "Vries" not in made
    assert "Sem de Vries" in action_list_text([line], "Acties", initials=False).text
    school = action("Ruimte", agreement_id=3, about="VSO De Proef")
    assert "VSO" not in action_list_text([school], "Acties", initials=True).text


def test_dates_stand_in_the_order_in_which_they_come() -> None:
    later = CalendarDate("b", DateKind.CYCLE, date(2027, 1, 1), "later")
    first = CalendarDate("a", DateKind.THEME, date(2026, 9, 1), "eerst")
    assert by_day([later, first]) == (first, later)
