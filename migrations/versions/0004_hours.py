"""Hours: planned and realised, per worker, week and kind."""

revision = "0004"
down_revision = "0003"

STATEMENTS: tuple[str, ...] = ()


def upgrade() -> None:
    """Make the tables."""
