"""When what a nudge asks for was first seen to be done, whatever became of the nudge itself."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the moment; a nudge that a message has settled was seen to be done then."""
    with op.batch_alter_table("nudges") as batch:
        batch.add_column(sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True))
    op.execute(sa.text("UPDATE nudges SET seen_at = settled_at WHERE state = 'settled' AND settled_by IS NOT NULL"))
