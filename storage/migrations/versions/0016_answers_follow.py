"""An answer follows its question: what it was told last, and where it is to stand; messages of a note go in order."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add two columns and an index; answers that were given before stay as they are."""
    open_rows = sa.text("ended_at IS NULL")
    op.create_index(
        "ix_outbox_note_line",
        "outbox",
        ["tenant", "note_id", "id"],
        sqlite_where=open_rows,
        postgresql_where=open_rows,
    )
    op.add_column("notes", sa.Column("follows", sa.BigInteger(), nullable=False, server_default="0"))
    op.add_column("notes", sa.Column("place", sa.String()))
    op.execute("UPDATE notes SET follows = 9223372036854775807 WHERE key LIKE 'answer/%'")
