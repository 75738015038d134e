"""What people asked the coach to be quiet about."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table of hushes, still empty."""
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")  # SQLite numbers rows by itself only as INTEGER
    moments = ("until", "lifted_at")
    op.create_table(
        "hushes",
        sa.Column("id", number, nullable=False),
        sa.Column("tenant", sa.String(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("place", "holder", "by")),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        *(sa.Column(name, sa.String()) for name in ("play", "wake", "stage")),
        *(sa.Column(name, sa.DateTime(timezone=True)) for name in moments),
        sa.PrimaryKeyConstraint("id", name="pk_hushes"),
        sa.UniqueConstraint("tenant", "id", name="uq_hushes_tenant_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_hushes_tenant_place_holder", "hushes", ["tenant", "place", "holder"])
    op.create_index("ix_hushes_tenant_by_id", "hushes", ["tenant", "by", "id"])
