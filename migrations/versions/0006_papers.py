"""Every paper that is made: the report folder, the prints that are kept, the register, the letterhead."""

revision = "0006"
down_revision = "0005"

STATEMENTS: tuple[str, ...] = ()


def upgrade() -> None:
    """Make the tables."""
