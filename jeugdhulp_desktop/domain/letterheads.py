"""What a letterhead may hold: it stands above the first page of every paper and must leave room for it."""

from jeugdhulp_desktop.domain.documents import Letterhead
from jeugdhulp_desktop.domain.problems import Level, Problem, problem

LONGEST_NAME = 120
LONGEST_LINE = 100  # of the address; about what fits beside a logo
MOST_LINES = 5


def check_letterhead(letterhead: Letterhead) -> list[Problem]:
    """What is wrong with it; empty is allowed, a paper needs no letterhead.

    A logo without a name is a remark: who listens to the paper hears only "logo".
    """
    problems = []
    if len(letterhead.name) > LONGEST_NAME:
        problems.append(problem("name", "too-long", limit=LONGEST_NAME))
    filled = [line for line in letterhead.address if line.strip()]
    if len(filled) > MOST_LINES:
        problems.append(problem("address", "too-many-lines", high=MOST_LINES))
    if any(len(line) > LONGEST_LINE for line in filled):
        problems.append(problem("address", "line-too-long", limit=LONGEST_LINE))
    if (letterhead.logo or filled) and not letterhead.name.strip():
        problems.append(problem("name", "letterhead-name", Level.REMARK))
    return problems
