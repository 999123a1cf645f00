"""The list of faults is a promise: each has a test that names it."""

from tests.faults.list import FAULTS, proofs


def test_each_fault_of_the_list_is_named_by_a_test() -> None:
    found = proofs()
    assert [f"F{number}" for number in FAULTS if number not in found] == []
