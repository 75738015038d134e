"""The first tables: what came in, what it says, the deals it adds up to, what was decided, said and thought of it."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def number() -> sa.types.TypeEngine[int]:
    """64 bits; SQLite numbers rows by itself only when the type is called INTEGER."""
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def moment() -> sa.DateTime:
    """When, in UTC."""
    return sa.DateTime(timezone=True)


def only(condition: str) -> dict[str, Any]:
    """An index that holds only the rows of which `condition` is true."""
    return {"sqlite_where": sa.text(condition), "postgresql_where": sa.text(condition)}


def upgrade() -> None:
    """Create all tables."""
    op.create_table(
        "deals",
        sa.Column("id", number(), nullable=False),
        sa.Column("tenant", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("deal_key", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("owner", sa.String()),
        sa.Column("stage", sa.String()),
        sa.Column("amount", sa.BigInteger()),
        sa.Column("currency", sa.String()),
        sa.Column("next_step", sa.String()),
        sa.Column("next_step_date", sa.Date()),
        sa.Column("contacts", sa.JSON(), nullable=False),
        sa.Column("competitors", sa.JSON(), nullable=False),
        sa.Column("signals", sa.JSON(), nullable=False),
        sa.Column("opened_at", moment()),
        sa.Column("updated_at", moment()),
        sa.Column("closed_at", moment()),
        sa.Column("updates", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_deals"),
        sa.UniqueConstraint("tenant", "id", name="uq_deals_tenant_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_deals_tenant_deal_key", "deals", ["tenant", "deal_key"])
    op.create_index("ix_deals_tenant_owner_updated_at", "deals", ["tenant", "owner", "updated_at"])
    op.create_index("ix_deals_tenant_state_updated_at", "deals", ["tenant", "state", "updated_at"])
    op.create_index(
        "uq_deals_one_open_per_key",
        "deals",
        ["tenant", "deal_key"],
        unique=True,
        **only("state = 'open'"),
    )
    op.create_table(
        "inbox",
        sa.Column("tenant", sa.String(), nullable=False),
        sa.Column("event_id", sa.String(), nullable=False),
        sa.Column("received_at", moment(), nullable=False),
        sa.PrimaryKeyConstraint("tenant", "event_id", name="pk_inbox"),
    )
    op.create_table(
        "messages",
        sa.Column("tenant", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("ts", sa.String(), nullable=False),
        sa.Column("moment", sa.BigInteger(), nullable=False),
        sa.Column("thread_ts", sa.String()),
        sa.Column("author", sa.String()),
        sa.Column("source", sa.String()),
        sa.Column("posted_at", moment(), nullable=False),
        sa.Column("changed_at", moment(), nullable=False),
        sa.Column("gone", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("tenant", "channel", "ts", name="pk_messages"),
    )
    op.create_index(
        "ix_messages_tenant_channel_thread_ts_moment", "messages", ["tenant", "channel", "thread_ts", "moment"]
    )
    op.create_table(
        "people",
        sa.Column("tenant", sa.String(), nullable=False),
        sa.Column("user_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("tz", sa.String(), nullable=False),
        sa.Column("seen_at", moment(), nullable=False),
        sa.PrimaryKeyConstraint("tenant", "user_id", name="pk_people"),
    )
    op.create_table(
        "decisions",
        sa.Column("id", number(), nullable=False),
        sa.Column("tenant", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("ts", sa.String(), nullable=False),
        sa.Column("cause_ts", sa.String(), nullable=False),
        sa.Column("at", moment(), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("deal_id", number()),
        sa.Column("play", sa.String()),
        sa.Column("evidence", sa.String()),
        sa.Column("words", sa.String()),
        sa.Column("audience", sa.String()),
        sa.Column("reason", sa.String()),
        sa.Column("sentence", sa.String()),
        sa.ForeignKeyConstraint(
            ["tenant", "deal_id"], ["deals.tenant", "deals.id"], name="fk_decisions_tenant_deal_id_deals"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_decisions"),
        sa.UniqueConstraint("tenant", "id", name="uq_decisions_tenant_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_decisions_tenant_channel_ts_id", "decisions", ["tenant", "channel", "ts", "id"])
    op.create_index("ix_decisions_tenant_deal_id", "decisions", ["tenant", "deal_id"])
    op.create_table(
        "texts",
        sa.Column("tenant", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("ts", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant", "channel", "ts"],
            ["messages.tenant", "messages.channel", "messages.ts"],
            name="fk_texts_tenant_channel_ts_messages",
        ),
        sa.PrimaryKeyConstraint("tenant", "channel", "ts", name="pk_texts"),
    )
    op.create_table(
        "updates",
        sa.Column("tenant", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("ts", sa.String(), nullable=False),
        sa.Column("moment", sa.BigInteger(), nullable=False),
        sa.Column("thread_ts", sa.String()),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("at", moment(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("signals", sa.JSON(), nullable=False),
        sa.Column("deal_id", number()),
        sa.ForeignKeyConstraint(
            ["tenant", "deal_id"], ["deals.tenant", "deals.id"], name="fk_updates_tenant_deal_id_deals"
        ),
        sa.PrimaryKeyConstraint("tenant", "channel", "ts", name="pk_updates"),
    )
    op.create_index("ix_updates_tenant_channel_thread_ts", "updates", ["tenant", "channel", "thread_ts"])
    op.create_index("ix_updates_tenant_deal_id_at", "updates", ["tenant", "deal_id", "at"])
    op.create_table(
        "nudges",
        sa.Column("id", number(), nullable=False),
        sa.Column("tenant", sa.String(), nullable=False),
        sa.Column("decision_id", number(), nullable=False),
        sa.Column("deal_id", number()),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("ts", sa.String(), nullable=False),
        sa.Column("thread_ts", sa.String(), nullable=False),
        sa.Column("play", sa.String(), nullable=False),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("audience", sa.String(), nullable=False),
        sa.Column("at", moment(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("changed_at", moment()),
        sa.Column("settled_by", sa.String()),
        sa.Column("settled_at", moment()),
        sa.Column("withdrawn_at", moment()),
        sa.Column("posted_channel", sa.String()),
        sa.Column("posted_ts", sa.String()),
        sa.ForeignKeyConstraint(
            ["tenant", "deal_id"], ["deals.tenant", "deals.id"], name="fk_nudges_tenant_deal_id_deals"
        ),
        sa.ForeignKeyConstraint(
            ["tenant", "decision_id"],
            ["decisions.tenant", "decisions.id"],
            name="fk_nudges_tenant_decision_id_decisions",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_nudges"),
        sa.UniqueConstraint("tenant", "id", name="uq_nudges_tenant_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_nudges_tenant_author_at", "nudges", ["tenant", "author", "at"])
    op.create_index("ix_nudges_tenant_channel_at", "nudges", ["tenant", "channel", "at"])
    op.create_index("ix_nudges_tenant_channel_ts", "nudges", ["tenant", "channel", "ts"])
    op.create_index("ix_nudges_tenant_channel_thread_ts", "nudges", ["tenant", "channel", "thread_ts"])
    op.create_index("ix_nudges_tenant_deal_id_at", "nudges", ["tenant", "deal_id", "at"])
    op.create_index(
        "uq_nudges_one_standing_per_message",
        "nudges",
        ["tenant", "channel", "ts"],
        unique=True,
        **only("state = 'standing'"),
    )
    op.create_table(
        "feedback",
        sa.Column("tenant", sa.String(), nullable=False),
        sa.Column("nudge_id", number(), nullable=False),
        sa.Column("user_id", sa.String(), nullable=False),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.Column("at", moment(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant", "nudge_id"], ["nudges.tenant", "nudges.id"], name="fk_feedback_tenant_nudge_id_nudges"
        ),
        sa.PrimaryKeyConstraint("tenant", "nudge_id", "user_id", "verdict", name="pk_feedback"),
    )
    op.create_table(
        "outbox",
        sa.Column("id", number(), nullable=False),
        sa.Column("tenant", sa.String(), nullable=False),
        sa.Column("nudge_id", number(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("thread_ts", sa.String()),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("why", sa.String()),
        sa.Column("sent_channel", sa.String()),
        sa.Column("sent_ts", sa.String()),
        sa.Column("ended_at", moment()),
        sa.ForeignKeyConstraint(
            ["tenant", "nudge_id"], ["nudges.tenant", "nudges.id"], name="fk_outbox_tenant_nudge_id_nudges"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_outbox"),
        sa.UniqueConstraint("tenant", "id", name="uq_outbox_tenant_id"),
        sa.UniqueConstraint("tenant", "nudge_id", "kind", "turn", name="uq_outbox_tenant_nudge_id_kind_turn"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_outbox_unsent", "outbox", ["tenant", "id"], **only("state IN ('pending', 'sending')"))
