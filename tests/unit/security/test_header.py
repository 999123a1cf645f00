import hashlib
import struct
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jeugdhulp_desktop.domain.errors import DamagedHeader, MadeByNewerVersion, NotOurFile
from jeugdhulp_desktop.security.header import MAGIC, Header, Slot, SlotKind, is_proven, pack, unpack
from jeugdhulp_desktop.security.kdf import TESTING, KdfCost
from jeugdhulp_desktop.security.slots import open_slot, seal_passphrase, seal_secret

KEY = bytes(range(32))
ID = b"0123456789abcdef"
SLOTS = (
    seal_passphrase("een fietsbel", TESTING, KEY, ID),
    seal_secret(SlotKind.RECOVERY, b"r" * 16, KEY, ID),
    seal_secret(SlotKind.KEYRING, b"k" * 32, KEY, ID),
)
HEADER = Header(ID, 7, "De Régenboog", SLOTS, demo=True)
PACKED = pack(HEADER, KEY)


def with_checksum(data: bytes) -> bytes:
    """What somebody who tampers would do: the SHA-256 needs no key."""
    return data[:-32] + hashlib.sha256(data[:-32]).digest()


def changed(at: int, new: bytes) -> bytes:
    return with_checksum(PACKED[:at] + new + PACKED[at + len(new) :])


def damage(data: bytes) -> str:
    with pytest.raises(DamagedHeader) as damaged:
        unpack(data)
    return damaged.value.reason


@given(
    st.builds(
        Header,
        vault_id=st.binary(min_size=16, max_size=16),
        generation=st.integers(0, 2**64 - 1),
        name=st.text(max_size=200).filter(lambda text: text.encode("utf-8", "ignore").decode() == text),
        slots=st.lists(st.sampled_from(SLOTS), max_size=5).map(tuple),
        demo=st.booleans(),
        shared_account=st.booleans(),
        recovery_confirmed=st.booleans(),
    )
)
def test_what_is_packed_is_what_is_unpacked(header: Header) -> None:
    data = pack(header, KEY)
    assert unpack(data) == header
    assert is_proven(data, header.vault_id, KEY)
    assert not is_proven(data, header.vault_id, bytes(32))


@given(st.integers(0, len(PACKED) * 8 - 1))
def test_f06_every_flipped_bit_is_noticed(bit: int) -> None:
    data = bytearray(PACKED)
    data[bit // 8] ^= 1 << bit % 8
    if bit < len(MAGIC) * 8:
        with pytest.raises(NotOurFile):
            unpack(bytes(data))
    else:
        assert damage(bytes(data)) == "checksum"


@given(st.integers(0, len(PACKED) - 1))
def test_f06_every_truncation_is_noticed(length: int) -> None:
    with pytest.raises((NotOurFile, DamagedHeader)):
        unpack(PACKED[:length])


@given(st.lists(st.integers(len(MAGIC) * 8, (len(PACKED) - 32) * 8 - 1), min_size=1, max_size=4))
def test_f06_bits_flipped_by_somebody_who_mends_the_checksum_never_give_another_key(bits: list[int]) -> None:
    """Without the data key nothing in the header can be changed unnoticed."""
    data = bytearray(PACKED)
    for bit in set(bits):
        data[bit // 8] ^= 1 << bit % 8
    tampered = with_checksum(bytes(data))
    try:
        header = unpack(tampered)
    except (DamagedHeader, MadeByNewerVersion):
        return
    for slot in header.slots:
        if slot.kind is not SlotKind.PASSPHRASE:  # Argon2id gives nothing that HKDF does not, only slower
            opened = open_slot(slot, b"r" * 16, header.vault_id)
            assert opened in (None, KEY)
    assert not is_proven(tampered, header.vault_id, KEY)


@given(st.binary(max_size=600), st.sampled_from(["raw", "magic", "magic and checksum", "version 1"]))
def test_f11_random_bytes_give_named_errors_only(noise: bytes, dressed: str) -> None:
    data = {
        "raw": noise,
        "magic": MAGIC + noise,
        "magic and checksum": with_checksum(MAGIC + noise + bytes(32)),
        "version 1": with_checksum(PACKED[:36] + noise + bytes(64)),
    }[dressed]
    try:
        unpack(data)
    except (NotOurFile, DamagedHeader, MadeByNewerVersion) as named:
        assert type(named) is not DamagedHeader or named.reason in {"checksum", "layout", "kdf-bounds"}


@pytest.mark.parametrize("data", [b"", b"SQLite format 3\0" + bytes(80), b"\xff\xd8\xff\xe0JFIF", MAGIC[:-1]])
def test_f11_what_has_no_magic_is_not_our_file(data: bytes) -> None:
    with pytest.raises(NotOurFile):
        unpack(data)


def test_f12_a_newer_version_is_told_with_its_number_whatever_follows_it() -> None:
    with pytest.raises(MadeByNewerVersion) as newer:
        unpack(with_checksum(MAGIC + struct.pack(">H", 3) + b"anything" + bytes(32)))
    assert newer.value.found == "3"


def test_f06_a_newer_version_with_a_wrong_checksum_is_damaged_rather_than_newer() -> None:
    assert damage(MAGIC + struct.pack(">H", 2) + bytes(300)) == "checksum"


# Offsets: magic 0, version 8, id 10, generation 26, flags 34, length of name 36, name 38, number of slots.
SLOTS_AT = 38 + len(HEADER.name.encode()) + 1


@pytest.mark.parametrize(
    ("at", "new"),
    [
        (8, b"\0\0"),  # version 0
        (34, b"\0\x08"),  # a flag of a later version
        (36, b"\xff\xff"),  # a name beyond the end
        (36, b"\0\0"),  # no name: the slots do not fit any more
        (38, b"\xff"),  # a name that is no UTF-8
        (SLOTS_AT - 1, b"\0"),  # no slots where there are three
        (SLOTS_AT, b"\x09"),  # a kind of slot that does not exist
    ],
)
def test_f06_what_cannot_be_version_1_is_damaged(at: int, new: bytes) -> None:
    assert damage(changed(at, new)) == "layout"


def test_f06_a_header_cut_off_before_the_number_of_slots_is_damaged() -> None:
    assert damage(with_checksum(PACKED[: SLOTS_AT - 1] + bytes(64))) == "layout"
    assert damage(with_checksum(MAGIC + bytes(33))) == "layout"


@pytest.mark.parametrize(
    "cost", [KdfCost(8 * 1024 * 1024, 3), KdfCost(64 * 1024, 0), KdfCost(0, 0, 0), KdfCost(1024, 1)]
)
def test_f07_a_passphrase_slot_out_of_bounds_is_refused_while_reading(cost: KdfCost) -> None:
    slots = (replace(SLOTS[0], cost=cost), *SLOTS[1:])
    assert damage(pack(replace(HEADER, slots=slots), KEY)) == "kdf-bounds"


def test_f07_a_slot_that_needs_no_argon2_may_not_ask_for_it() -> None:
    slots = (*SLOTS[:2], replace(SLOTS[2], cost=TESTING))
    assert damage(pack(replace(HEADER, slots=slots), KEY)) == "kdf-bounds"


def test_a_slot_opens_with_its_own_secret_only() -> None:
    assert open_slot(SLOTS[0], "een fietsbel", ID) == KEY
    assert open_slot(SLOTS[0], "een fietsbe1", ID) is None
    assert open_slot(SLOTS[1], b"r" * 16, ID) == KEY
    assert open_slot(SLOTS[1], b"s" * 16, ID) is None


def test_f07_a_passphrase_never_opens_a_slot_without_a_cost() -> None:
    with pytest.raises(DamagedHeader):
        open_slot(SLOTS[1], "r" * 16, ID)


@pytest.mark.parametrize(
    "moved",
    [
        replace(SLOTS[1], kind=SlotKind.KEYRING),
        replace(SLOTS[1], salt=bytes(16)),
        replace(SLOTS[1], nonce=bytes(12)),
        replace(SLOTS[1], sealed=bytes(48)),
    ],
)
def test_f06_a_slot_that_was_changed_in_any_part_does_not_open(moved: Slot) -> None:
    assert open_slot(moved, b"r" * 16, ID) is None


def test_f06_a_slot_does_not_open_in_another_vault() -> None:
    assert open_slot(SLOTS[1], b"r" * 16, b"f" * 16) is None


def test_f07_a_slot_does_not_open_with_another_cost_than_it_was_made_with() -> None:
    assert open_slot(replace(SLOTS[0], cost=replace(TESTING, time_cost=2)), "een fietsbel", ID) is None


def test_two_slots_of_the_same_secret_look_nothing_alike() -> None:
    again = seal_secret(SlotKind.RECOVERY, b"r" * 16, KEY, ID)
    assert not {again.salt, again.nonce, again.sealed} & {SLOTS[1].salt, SLOTS[1].nonce, SLOTS[1].sealed}


def test_the_data_key_never_stands_in_the_file_in_the_clear() -> None:
    assert KEY not in PACKED
    assert KEY[:8] not in PACKED


def test_slots_are_found_by_kind() -> None:
    assert HEADER.slots_of(SlotKind.RECOVERY) == (SLOTS[1],)
