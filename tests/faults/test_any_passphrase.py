"""F2, F3: whatever is typed as a passphrase opens the slot it made, however it is typed, and nothing else."""

import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from jeugdhulp_desktop.security.kdf import TESTING
from jeugdhulp_desktop.security.passphrase import check_usable, normalise
from jeugdhulp_desktop.security.slots import open_slot, seal_passphrase

DATA_KEY, VAULT_ID = bytes(range(32)), bytes(range(16))
_AWKWARD = st.sampled_from(
    ["'", '"', ";", "\\", "\0", "%", "\n", " ", "ë", "e\u0308", "Å", "\u212b", "👨‍👩‍👧", "ĳ"]
)
_TEXTS = st.lists(st.characters(codec="utf-8") | _AWKWARD, min_size=1, max_size=40).map("".join)


@given(_TEXTS | _TEXTS.map(lambda text: (text * 1_000)[:1_000]), st.data())
@settings(max_examples=30)
def test_f02_f03_any_passphrase_opens_its_own_slot_composed_or_not_and_no_other_text_does(
    text: str, data: st.DataObject
) -> None:
    assert check_usable(text) == []
    slot = seal_passphrase(text, TESTING, DATA_KEY, VAULT_ID)
    for form in ("NFC", "NFD"):
        assert open_slot(slot, unicodedata.normalize(form, text), VAULT_ID) == DATA_KEY
    place = data.draw(st.integers(0, len(text)))
    other = text[:place] + data.draw(st.sampled_from(["\0", " ", "x", "'"])) + text[place:]
    assert normalise(other) != normalise(text)
    assert open_slot(slot, other, VAULT_ID) is None
