"""Which channels may be watched; those in which messages were seen before go on being watched."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table, with every channel that was watched so far."""
    watches = op.create_table(
        "watches",
        sa.Column("tenant", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("by", sa.String()),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("shadow_until", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("tenant", "channel", name="pk_watches"),
    )
    seen = sa.table("messages", sa.column("tenant"), sa.column("channel"), sa.column("posted_at"))
    since = sa.func.min(seen.c.posted_at)
    known = sa.select(seen.c.tenant, seen.c.channel, sa.literal("on"), since).group_by(seen.c.tenant, seen.c.channel)
    op.execute(watches.insert().from_select(["tenant", "channel", "state", "at"], known))
