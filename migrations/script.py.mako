"""${message}

What was added and why; what happens to the rows that are there.
"""

import sqlalchemy as sa
from alembic import op

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}


def upgrade() -> None:
    """Written out by hand: a migration never imports the tables of today."""
    ${upgrades if upgrades else "pass"}
