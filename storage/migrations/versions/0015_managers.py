"""Managers, the deals that reps share with them, and the team's weeks as they were told."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the three tables, still empty."""
    op.create_table(
        "managers",
        sa.Column("tenant", sa.String(), nullable=False),
        sa.Column("user_id", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("tenant", "user_id", name="pk_managers"),
    )
    op.create_table(
        "shared_deals",
        sa.Column("tenant", sa.String(), nullable=False),
        sa.Column("deal_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("tenant", "deal_id", name="pk_shared_deals"),
    )
    op.create_table(
        "team_weeks",
        sa.Column("tenant", sa.String(), nullable=False),
        sa.Column("week", sa.String(), nullable=False),
        sa.Column("shown", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("tenant", "week", name="pk_team_weeks"),
    )
