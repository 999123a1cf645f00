"""How long to wait after a wrong passphrase: never a lock-out, only patience (F1).

Argon2id is what makes guessing expensive; the wait only keeps somebody at the keyboard from trying all names
of pets. The recovery code is never made to wait.
"""

from dataclasses import dataclass

FREE_TRIES = 5
LONGEST_WAIT = 30.0  # seconds


def wait_after(wrong: int) -> float:
    """Seconds to wait after the ``wrong``-th wrong try in a row: none for five, then 2, 4, 8, 16, 30."""
    if wrong <= FREE_TRIES:
        return 0.0
    return min(2.0 ** min(wrong - FREE_TRIES, 10), LONGEST_WAIT)


@dataclass(frozen=True)
class Attempts:
    """The wrong tries since the last right one; ``now`` is monotonic, so setting the clock is no help."""

    wrong: int = 0
    last: float = 0.0

    def after_wrong(self, now: float) -> "Attempts":
        """One wrong try more; a right one starts again with ``Attempts()``."""
        return Attempts(self.wrong + 1, now)

    def remaining(self, now: float) -> float:
        """Seconds until the next try, 0.0 when it may be made now; at most 30, whatever the clock does."""
        wait = wait_after(self.wrong)
        return min(max(self.last + wait - now, 0.0), wait)
