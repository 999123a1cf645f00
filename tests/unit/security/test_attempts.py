from hypothesis import given
from hypothesis import strategies as st

from jeugdhulp_desktop.security.attempts import Attempts, wait_after


def test_f01_five_wrong_tries_cost_no_wait_and_later_ones_at_most_30_seconds() -> None:
    assert [wait_after(wrong) for wrong in range(12)] == [0, 0, 0, 0, 0, 0, 2, 4, 8, 16, 30, 30]
    assert wait_after(100_000) == 30


def test_f01_twenty_wrong_tries_end_in_a_wait_never_in_a_lock_out() -> None:
    attempts = Attempts()
    for now in range(20):
        attempts = attempts.after_wrong(float(now))
    assert attempts.remaining(19.0) == 30
    assert attempts.remaining(30.0) == 19
    assert attempts.remaining(49.0) == 0


@given(st.integers(0, 10**6), st.floats(-1e9, 1e9), st.floats(-1e9, 1e9))
def test_f14_no_clock_makes_anyone_wait_longer_than_30_seconds(wrong: int, last: float, now: float) -> None:
    assert 0 <= Attempts(wrong, last).remaining(now) <= 30
