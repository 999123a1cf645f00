"""Every text of a draft is cleaned on its way in, and what is clean stays equal to itself (F33)."""

from dataclasses import dataclass, field, replace

from jeugdhulp_desktop.domain.cases import CaseDraft, CaseStatus
from jeugdhulp_desktop.domain.pupils import PupilDraft, PupilName
from jeugdhulp_desktop.services.cleaning import cleaned


@dataclass(frozen=True)
class Holder:
    """A value that holds values."""

    names: tuple[PupilName, ...] = ()
    texts: dict[str, str] = field(default_factory=dict)
    number: int = 0


def test_texts_are_cleaned_however_deep_they_stand() -> None:
    draft = PupilDraft(1, PupilName("Zoe\u0308\x00", "", "Berg\ud800"), key="\x074711")
    assert cleaned(draft) == PupilDraft(1, PupilName("Zoë", "", "Berg"), key="4711")
    holder = Holder((PupilName("A\x00"),), {"k\x00": "v\x01"}, 3)
    assert cleaned(holder) == Holder((PupilName("A"),), {"k": "v"}, 3)


def test_what_is_clean_is_given_back_as_it_is() -> None:
    draft = CaseDraft(school_id=1, summary="Eén zin.\nEn nog een.")
    assert cleaned(draft) is draft
    assert cleaned(None) is None


def test_a_member_of_an_enum_stays_one() -> None:
    draft = replace(CaseDraft(summary="a\x00"), status=CaseStatus.ACTIVE)
    assert cleaned(draft).status is CaseStatus.ACTIVE
