"""The school's own text blocks: sentences kept in the vault and put into an agreement again (3.6)."""

from dataclasses import dataclass


@dataclass(frozen=True)
class TextBlock:
    """One text of the school. ``field`` is the path of the field it was written for ("route.scaling")."""

    title: str = ""
    field: str = ""
    text: str = ""
    id: int | None = None
    version: int = 0
