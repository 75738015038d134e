"""What was wrong with a nudge in people's own words, and messages given as examples of what was misread."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the words, and make the table of examples, still empty; an example goes when its text goes."""
    op.add_column("feedback", sa.Column("note", sa.Text()))
    op.create_table(
        "corrections",
        sa.Column("tenant", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("ts", sa.String(), nullable=False),
        sa.Column("play", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("tenant", "channel", "ts", "play", name="pk_corrections"),
        sa.ForeignKeyConstraint(
            ["tenant", "channel", "ts"],
            ["texts.tenant", "texts.channel", "texts.ts"],
            name="fk_corrections_tenant_channel_ts_texts",
            ondelete="CASCADE",
        ),
    )
