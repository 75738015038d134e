"""Since when a deal is at its stage; not known of the deals that are there until their next update."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the moment, empty."""
    op.add_column("deals", sa.Column("stage_since", sa.DateTime(timezone=True)))
