"""The school's own text blocks: sentences kept in the vault and put into an agreement again (3.6)."""

from collections.abc import Iterable
from dataclasses import dataclass

from jeugdhulp_desktop.domain.agreement_texts import MAX_TEXT
from jeugdhulp_desktop.domain.problems import Problem, problem

MAX_TITLE = 100  # characters: a line in a menu


@dataclass(frozen=True)
class TextBlock:
    """One text of the school. ``field`` is the path of the field it was written for ("route.scaling")."""

    title: str = ""
    field: str = ""
    text: str = ""
    id: int | None = None
    version: int = 0


def check_text_block(block: TextBlock) -> list[Problem]:
    """A block has a name to find it by and a text to put down."""
    problems = []
    if not block.title.strip():
        problems.append(problem("title", "required"))
    if not block.text.strip():
        problems.append(problem("text", "text-required"))
    limits = {"title": MAX_TITLE, "field": MAX_TITLE, "text": MAX_TEXT}
    for name, limit in limits.items():
        if len(getattr(block, name)) > limit:
            problems.append(problem(name, "too-long", limit=limit))
    return problems


def for_field(blocks: Iterable[TextBlock], field: str) -> list[TextBlock]:
    """The blocks in the order in which a field offers them: those written for it first."""
    return sorted(blocks, key=lambda block: block.field != field)
