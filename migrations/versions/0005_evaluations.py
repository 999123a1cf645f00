"""The evaluation of an agreement, halfway and at the end."""

revision = "0005"
down_revision = "0004"

STATEMENTS: tuple[str, ...] = ()


def upgrade() -> None:
    """Make the tables."""
