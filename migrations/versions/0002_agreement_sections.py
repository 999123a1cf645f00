"""The rest of the agreement: all seventeen sections, and the school's own text blocks."""

revision = "0002"
down_revision = "0001"

STATEMENTS: tuple[str, ...] = ()


def upgrade() -> None:
    """Make the tables."""
