"""The numbers that rows are given: which was the last, and after which the next is given, on either database."""

from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Table, cast, column, func, literal, select, table
from sqlalchemy.dialects.postgresql import REGCLASS
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.tables import metadata

_SQLITE = table("sqlite_sequence", column("name"), column("seq"))


def numbered_tables() -> tuple[Table, ...]:
    """The tables whose rows get a number of their own, which is called id."""
    return tuple(found for found in metadata.sorted_tables if found.autoincrement_column is not None)


async def last_number(connection: AsyncConnection, numbered: Table) -> int | None:
    """The highest number that `numbered` ever gave to a row, also to one that is gone; None when it gave none."""
    if connection.dialect.name == "sqlite":
        asked = select(_SQLITE.c.seq).where(_SQLITE.c.name == numbered.name)
    else:
        asked = select(func.pg_sequence_last_value(_sequence_of(numbered)))
    last: Any = await connection.scalar(asked)
    return int(last) if last else None


async def number_after(connection: AsyncConnection, numbered: Table, last: int | None) -> None:
    """Give the next row of `numbered` a number above `last`; nothing to do when that is None."""
    if last is None:
        return
    if connection.dialect.name == "sqlite":
        await connection.execute(_SQLITE.delete().where(_SQLITE.c.name == numbered.name))
        await connection.execute(_SQLITE.insert().values(name=numbered.name, seq=last))
    else:
        await connection.execute(select(func.setval(_sequence_of(numbered), literal(last, BigInteger))))


def _sequence_of(numbered: Table) -> ColumnElement[str]:
    """The sequence behind a table's number, as Postgres finds it."""
    return cast(func.pg_get_serial_sequence(numbered.name, "id"), REGCLASS)
