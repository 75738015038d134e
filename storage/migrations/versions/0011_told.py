"""What each update tells of the buyer: the rungs of the ladder and the items of the checklist, by where they stand.

Of the updates that are there nothing of it is known until they are edited.
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column, empty."""
    op.add_column("updates", sa.Column("told", sa.JSON(), nullable=False, server_default="{}"))
