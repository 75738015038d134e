"""The inbox, the outbox and what is due become queues: rows are claimed under a lease, on the database's clock."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from coaching.name_index import entries_of

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_NOW = {
    "sqlite": "CAST(ROUND((julianday('now') - 2440587.5) * 86400000.0) AS INTEGER)",
    "postgresql": "CAST(extract(epoch FROM statement_timestamp()) * 1000 AS BIGINT)",
}
"""Milliseconds since 1970 by the database's clock."""


def number() -> sa.types.TypeEngine[int]:
    """64 bits; SQLite numbers rows by itself only when the type is called INTEGER."""
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def tick(name: str) -> sa.Column[int]:
    """When, on the database's clock."""
    return sa.Column(name, sa.BigInteger(), nullable=False, server_default="0")


def queued() -> list[sa.Column[Any]]:
    """The columns that make a table a queue."""
    return [
        sa.Column("state", sa.String(), nullable=False),
        tick("due_at"),
        sa.Column("owner", sa.String()),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("lost", sa.Integer(), nullable=False, server_default="0"),
        tick("created_at"),
        sa.Column("ended_at", sa.BigInteger()),
        sa.Column("why", sa.String()),
    ]


def index_queue(table: str, *line: str) -> None:
    """What is claimed, by when it is due, by its owner and in its line; and what has ended."""
    still_open = "ended_at IS NULL"
    indexes = {"due": (still_open, ["due_at", "id"]), "held": (f"{still_open} AND owner IS NOT NULL", ["due_at", "id"])}
    indexes["ended"] = ("ended_at IS NOT NULL", ["ended_at"])
    indexes["failed"] = ("state = 'failed'", ["ended_at"])
    if line:
        indexes["line"] = (still_open, list(line))
    for name, (rows, columns) in indexes.items():
        only = sa.text(rows)
        op.create_index(f"ix_{table}_{name}", table, columns, sqlite_where=only, postgresql_where=only)


def upgrade() -> None:
    """Make the queues; events taken before are done, messages that wait go on waiting."""
    now = _NOW[op.get_bind().dialect.name]
    op.execute("CREATE TEMPORARY TABLE taken_before AS SELECT tenant, event_id FROM inbox")
    op.drop_table("inbox")
    op.create_table(
        "inbox",
        sa.Column("id", number(), nullable=False),
        sa.Column("tenant", sa.String(), nullable=False),
        sa.Column("event_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("thread", sa.String(), nullable=False),
        sa.Column("moment", sa.BigInteger(), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        *queued(),
        sa.PrimaryKeyConstraint("id", name="pk_inbox"),
        sa.UniqueConstraint("tenant", "id", name="uq_inbox_tenant_id"),
        sa.UniqueConstraint("tenant", "event_id", name="uq_inbox_tenant_event_id"),
        sqlite_autoincrement=True,
    )
    op.execute(
        "INSERT INTO inbox (tenant, event_id, kind, thread, moment, body, state, attempts, created_at, ended_at)"
        f" SELECT tenant, event_id, '', '', 0, '{{}}', 'done', 1, {now}, {now} FROM taken_before"
    )
    op.execute("DROP TABLE taken_before")
    index_queue("inbox", "tenant", "thread", "moment", "id")

    op.drop_index("ix_outbox_unsent", "outbox")
    op.drop_column("outbox", "ended_at")
    for column in queued():
        if column.name not in {"state", "attempts", "why"}:
            op.add_column("outbox", column)
    op.execute(f"UPDATE outbox SET created_at = {now}, state = CASE state WHEN 'sending' THEN 'pending' ELSE state END")
    op.execute(f"UPDATE outbox SET ended_at = {now} WHERE state IN ('sent', 'failed')")
    index_queue("outbox", "tenant", "nudge_id", "id")

    op.create_table(
        "due",
        sa.Column("id", number(), nullable=False),
        sa.Column("tenant", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        *queued(),
        sa.PrimaryKeyConstraint("id", name="pk_due"),
        sa.UniqueConstraint("tenant", "id", name="uq_due_tenant_id"),
        sa.UniqueConstraint("tenant", "kind", "key", name="uq_due_tenant_kind_key"),
        sqlite_autoincrement=True,
    )
    index_queue("due")
    op.create_table(
        "pace",
        sa.Column("tenant", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        tick("reserved_to"),
        tick("begun_to"),
        sa.PrimaryKeyConstraint("tenant", "channel", name="pk_pace"),
    )
    op.create_table(
        "name_index",
        sa.Column("tenant", sa.String(), nullable=False),
        sa.Column("entry", sa.BigInteger(), nullable=False),
        sa.Column("deal_key", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("tenant", "entry", "deal_key", name="pk_name_index"),
        sqlite_with_rowid=False,
    )
    file_names()


def file_names() -> None:
    """File the names of the deals that are there; who changes `entries_of` later files them all again."""
    connection = op.get_bind()
    index = sa.table("name_index", sa.column("tenant"), sa.column("entry"), sa.column("deal_key"))
    for tenant, key in connection.execute(sa.text("SELECT DISTINCT tenant, deal_key FROM deals")).all():
        rows = [{"tenant": tenant, "entry": entry, "deal_key": key} for entry in sorted(entries_of(key))]
        if rows:
            connection.execute(index.insert(), rows)
