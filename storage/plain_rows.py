"""Rows as they lie in a table, whatever they mean: read in key order, written in batches, and summed up to a checksum.

The same on SQLite and Postgres. JSON stays the text that it is, so that what an older program wrote is moved unchanged.
"""

import json
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from hashlib import sha256
from typing import Any

from sqlalchemy import JSON, Column, Insert, Table, Text, bindparam, cast, insert, literal, select, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

Row = tuple[Any, ...]
"""A row's values in the order of the table's columns."""
Key = tuple[Any, ...]
"""A row's primary key: words and whole numbers."""

_MODULUS = 2**256


@dataclass(frozen=True, slots=True)
class TableSum:
    """How many rows a table holds, and a checksum over them that does not depend on their order."""

    rows: int
    checksum: str


async def read_batches(
    connection: AsyncConnection, table: Table, size: int, after: Key | None = None
) -> AsyncIterator[Sequence[Row]]:
    """The rows of `table` in the order of their keys, those behind `after`, at most `size` at a time."""
    columns = [cast(column, Text) if _is_json(column) else column for column in table.columns]
    in_order = select(*columns).order_by(*table.primary_key.columns).limit(size)
    while True:
        wanted = in_order if after is None else in_order.where(_behind(table, after))
        rows = [tuple(row) for row in await connection.execute(wanted)]
        if not rows:
            return
        yield rows
        after = key_of(table, rows[-1])


def key_of(table: Table, row: Row) -> Key:
    """The primary key of a row."""
    told = dict(zip(table.columns.keys(), row, strict=True))
    return tuple(told[column.key] for column in table.primary_key.columns)


async def write_rows(connection: AsyncConnection, table: Table, rows: Sequence[Row]) -> None:
    """Add rows as `read_batches` gave them, but for the character NUL, which Postgres's words cannot hold."""
    places = [f"value_{number}" for number in range(len(table.columns))]
    values = [dict(zip(places, map(_without_nul, row), strict=True)) for row in rows]
    await connection.execute(_insert(connection, table, places), values)


def row_digest(table: Table, row: Row) -> int:
    """A number of 256 bits over what the row says, in one form whichever database it came from."""
    said = [_said(column, value) for column, value in zip(table.columns, row, strict=True)]
    return int.from_bytes(sha256(json.dumps(said, sort_keys=True, separators=(",", ":")).encode()).digest())


class Summing:
    """Adds rows up to a `TableSum`: digests are added, so that order does not matter and two equal rows still count."""

    def __init__(self, table: Table) -> None:
        self._table, self._rows, self._total = table, 0, 0

    def add(self, rows: Sequence[Row]) -> None:
        """Count these rows in."""
        self._rows += len(rows)
        self._total = (self._total + sum(row_digest(self._table, row) for row in rows)) % _MODULUS

    @property
    def result(self) -> TableSum:
        """The sum so far."""
        return TableSum(self._rows, f"{self._total:064x}")


def _insert(connection: AsyncConnection, table: Table, places: Sequence[str]) -> Insert:
    """An insert with a named place for each value."""
    on_postgres = connection.dialect.name == "postgresql"
    values: Mapping[str, Any] = {
        column.key: _json_place(place, on_postgres) if _is_json(column) else bindparam(place, type_=column.type)
        for column, place in zip(table.columns, places, strict=True)
    }
    return insert(table).values(values)


def _json_place(place: str, on_postgres: bool) -> Any:
    """A place for JSON as text; Postgres wants to be told, while SQLite would take the cast for one to a number."""
    text = bindparam(place, type_=Text())
    return cast(text, JSON) if on_postgres else text


def _behind(table: Table, key: Key) -> Any:
    columns = list(table.primary_key.columns)
    return tuple_(*columns) > tuple_(*(literal(value, column.type) for value, column in zip(key, columns, strict=True)))


def _is_json(column: Column[Any]) -> bool:
    return isinstance(getattr(column.type, "impl_instance", column.type), JSON)


def _without_nul(value: Any) -> Any:
    return value.replace("\0", "") if isinstance(value, str) else value


def _said(column: Column[Any], value: Any) -> Any:
    """A value in JSON's words."""
    match value:
        case None | bool() | int() | float():
            return value
        case str():
            return json.loads(value) if _is_json(column) else _without_nul(value)
        case datetime() | date():
            return value.isoformat()
        case Decimal():
            return str(value.normalize())
        case bytes() | memoryview():
            return bytes(value).hex()
    raise TypeError(f"{column} holds a {type(value).__name__}, of which no checksum is known.")
