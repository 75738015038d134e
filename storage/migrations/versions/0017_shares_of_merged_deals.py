"""Into which deal a shared one was merged since."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the number, for none yet: shares went with the deals that were merged so far."""
    with op.batch_alter_table("shared_deals") as batch:
        number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
        batch.add_column(sa.Column("merged_into", number, nullable=True))
