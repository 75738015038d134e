"""The second names by which companies go."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table of aliases, still empty."""
    op.create_table(
        "aliases",
        sa.Column("tenant", sa.String(), nullable=False),
        sa.Column("alias_key", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("deal_key", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("tenant", "alias_key", name="pk_aliases"),
    )
    op.create_index("ix_aliases_tenant_deal_key", "aliases", ["tenant", "deal_key"])
