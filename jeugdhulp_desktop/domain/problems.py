"""A problem is a value: which field, which rule, how heavy.

The same check serves form, service and import. Saving is refused only for what the database cannot hold;
what is unfinished may always be kept (domain.md 6.3).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How heavy a problem is."""

    REMARK = "remark"  # shown, nothing asked
    REASON = "reason"  # needs a recorded reason, kept as a Deviation and printed
    BLOCKS = "blocks"  # that step is refused


@dataclass(frozen=True)
class Problem:
    """One finding of a check.

    ``field`` is a path into the draft, as ``deployments[1].weeks``; the window puts the focus there.
    ``code`` is stable and selects the Dutch sentence; ``rule`` is V01-V27 when a rule of the field is behind
    it; ``values`` fill the sentence (worker types, hours, theme titles; never a pupil's name).
    """

    field: str
    code: str
    level: Level = Level.BLOCKS
    rule: str = ""
    values: tuple[tuple[str, str], ...] = ()

    def value(self, name: str) -> str:
        """The value that fills ``{name}`` in the sentence, or an empty text."""
        return dict(self.values).get(name, "")


def problem(
    field_path: str, code: str, level: Level = Level.BLOCKS, rule: str = "", **values: object
) -> Problem:
    """A Problem with its values given by name."""
    return Problem(field_path, code, level, rule, tuple((name, str(value)) for name, value in values.items()))


def blocking(problems: Iterable[Problem]) -> list[Problem]:
    """The problems that refuse the step."""
    return [each for each in problems if each.level is Level.BLOCKS]
