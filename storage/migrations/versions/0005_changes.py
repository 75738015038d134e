"""What people change by hand: a deal's fields set outright, loss reviews, and what can be taken back."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns that forms fill in, and the table of changes, still empty."""
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")  # SQLite numbers rows by itself only as INTEGER
    op.add_column("deals", sa.Column("close_date", sa.Date()))
    op.add_column("deals", sa.Column("motive", sa.String()))
    op.add_column("updates", sa.Column("sets", sa.JSON(), nullable=False, server_default="[]"))
    op.add_column("updates", sa.Column("review", sa.JSON()))
    op.create_table(
        "changes",
        sa.Column("id", number, nullable=False),
        sa.Column("tenant", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("about", sa.JSON(), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_changes"),
        sa.UniqueConstraint("tenant", "id", name="uq_changes_tenant_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_changes_tenant_by_id", "changes", ["tenant", "by", "id"])
