"""What our tables are made of: columns of words and moments, keys with the tenant, one way to name constraints."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    Column,
    ForeignKeyConstraint,
    Index,
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


def words(name: str, required: bool = True) -> Column[str]:
    """A column of words; Slack's ids and ts are words too."""
    return Column(name, String(), nullable=not required)


def moment(name: str, required: bool = False) -> Column[datetime]:
    """A column that says when, in UTC."""
    return Column(name, UtcDateTime(), nullable=not required)


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
