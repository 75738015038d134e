"""What our tables are made of: columns of words and moments, keys with the tenant, one way to name constraints."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    UniqueConstraint,
)

from storage.column_types import UtcDateTime, WideInteger

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    }
)


NO_MORE_LINES: Mapping[str, tuple[str, ...]] = {}


def words(name: str, required: bool = True) -> Column[str]:
    """A column of words; Slack's ids and ts are words too."""
    return Column(name, String(), nullable=not required)


def moment(name: str, required: bool = False) -> Column[datetime]:
    """A column that says when, in UTC."""
    return Column(name, UtcDateTime(), nullable=not required)


def tick(name: str, required: bool = True) -> Column[int]:
    """A column that says when on the database's own clock: milliseconds since 1970."""
    return Column(name, BigInteger, nullable=not required, server_default="0" if required else None)


def queued() -> tuple[Column[Any], ...]:
    """The columns by which a table is a queue: each row is waiting, held by an `owner` for a time, done or failed.

    `due_at` is when it may be claimed: while it is held, that is when its lease ends. `attempts` counts claims, and
    `lost` those after which nothing more was heard of the owner. Who ended a row sets `ended_at`; `why` is a sentence.
    """
    return (
        words("state"),
        tick("due_at"),
        words("owner", required=False),
        Column("attempts", Integer, nullable=False, default=0),
        Column("lost", Integer, nullable=False, server_default="0"),
        tick("created_at"),
        tick("ended_at", required=False),
        words("why", required=False),
    )


def index_queue(table: Table, *line: str, also: Mapping[str, tuple[str, ...]] = NO_MORE_LINES) -> None:
    """Index what is claimed, in the order in which it falls due, by its owner and in its lines.

    Only what has not ended; `also` are further lines by the names of their indexes.

    The claim loop serves all tenants together, so these indexes do not begin with the tenant.
    """
    open_rows = table.c.ended_at.is_(None)
    held = open_rows & table.c.owner.is_not(None)
    _index_where(f"ix_{table.name}_due", open_rows, table.c.due_at, table.c.id)
    _index_where(f"ix_{table.name}_held", held, table.c.due_at, table.c.id)
    _index_where(f"ix_{table.name}_ended", table.c.ended_at.is_not(None), table.c.ended_at)
    _index_where(f"ix_{table.name}_failed", table.c.state == "failed", table.c.ended_at)
    lines = {f"ix_{table.name}_line": line, **also} if line else also
    for index, columns in lines.items():
        _index_where(index, open_rows, *(table.c[name] for name in columns))


def _index_where(name: str, rows: ColumnElement[bool], *columns: Column[Any]) -> None:
    """An index of only some rows, alike on both databases."""
    Index(name, *columns, sqlite_where=rows, postgresql_where=rows)


def numbered(name: str, *rest: Column[Any] | Index | ForeignKeyConstraint | UniqueConstraint) -> Table:
    """A table whose rows have a number of their own, never given again; (tenant, id) is what other tables point at."""
    number = Column("id", WideInteger, primary_key=True)
    tenant = words("tenant")
    return Table(name, metadata, number, tenant, *rest, UniqueConstraint("tenant", "id"), sqlite_autoincrement=True)


def named(name: str, *rest: Column[Any] | Index | ForeignKeyConstraint, key: tuple[str, ...]) -> Table:
    """A table whose rows Slack has named: the key is the tenant and Slack's own ids."""
    return Table(name, metadata, words("tenant"), *rest, PrimaryKeyConstraint("tenant", *key))


def points_at(table: str, column: str) -> ForeignKeyConstraint:
    """`column` holds the number of a row of `table` of the same tenant."""
    return ForeignKeyConstraint(["tenant", column], [f"{table}.tenant", f"{table}.id"])
