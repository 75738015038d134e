"""What the bot says beside its nudges goes through the outbox as well, as notes."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def number() -> sa.types.TypeEngine[int]:
    """64 bits; SQLite numbers rows by itself only when the type is called INTEGER."""
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the table of notes, still empty; a message of the outbox may be of one."""
    op.create_table(
        "notes",
        sa.Column("id", number(), nullable=False),
        sa.Column("tenant", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("since", sa.String(), nullable=False),
        sa.Column("posted_channel", sa.String()),
        sa.Column("posted_ts", sa.String()),
        sa.PrimaryKeyConstraint("id", name="pk_notes"),
        sa.UniqueConstraint("tenant", "id", name="uq_notes_tenant_id"),
        sa.UniqueConstraint("tenant", "key", name="uq_notes_tenant_key"),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("outbox", table_kwargs={"sqlite_autoincrement": True}) as outbox:
        outbox.alter_column("nudge_id", existing_type=number(), nullable=True)
        outbox.add_column(sa.Column("note_id", number()))
        outbox.create_foreign_key("fk_outbox_tenant_note_id_notes", "notes", ["tenant", "note_id"], ["tenant", "id"])
