"""Which channels are private (unknown ones count as private until a message says otherwise); explaining decisions."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table of channels, still empty, and the indexes by which decisions and their nudges are looked up."""
    op.create_table(
        "channels",
        sa.Column("tenant", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("private", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("tenant", "channel", name="pk_channels"),
    )
    op.drop_index("ix_decisions_tenant_deal_id", "decisions")
    op.create_index("ix_decisions_tenant_deal_id_id", "decisions", ["tenant", "deal_id", "id"])
    op.create_index("ix_decisions_tenant_author_id", "decisions", ["tenant", "author", "id"])
    op.create_index("ix_nudges_tenant_decision_id", "nudges", ["tenant", "decision_id"])
