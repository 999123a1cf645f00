"""Additional deployment: requests, their financing and their approvals."""

revision = "0003"
down_revision = "0002"

STATEMENTS: tuple[str, ...] = ()


def upgrade() -> None:
    """Make the tables."""
