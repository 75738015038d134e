"""One tenant's door to the tables within one transaction: every statement that a store makes starts here."""

import json
from collections.abc import Collection, Sequence
from dataclasses import fields
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    Delete,
    Executable,
    RowMapping,
    Select,
    Table,
    Update,
    any_,
    bindparam,
    delete,
    func,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

    Record = TypeVar("Record", bound=DataclassInstance)
else:
    Record = TypeVar("Record")

Criterion = ColumnElement[bool]
Insert = sqlite.Insert | postgresql.Insert


class Store:
    """What all stores share: statements that never leave their tenant, and rows that become dataclasses."""

    def __init__(self, connection: AsyncConnection, tenant: str) -> None:
        self._connection = connection
        self._tenant = tenant

    def _mine(self, table: Table) -> Criterion:
        """Of this tenant."""
        return table.c.tenant == self._tenant

    def _insert(self, table: Table, **values: Any) -> Insert:
        """An insert of this tenant's row, able to say what happens when the row is there already."""
        return self._into(table).values(tenant=self._tenant, **values)

    def _into(self, table: Table) -> Insert:
        """An insert in the database's own dialect, values still to come."""
        return postgresql.insert(table) if self._connection.dialect.name == "postgresql" else sqlite.insert(table)

    def _select(self, table: Table, *criteria: Criterion) -> Select[Any]:
        """This tenant's rows of `table`."""
        return select(table).where(self._mine(table), *criteria)

    def _update(self, table: Table, *criteria: Criterion) -> Update:
        """A change of this tenant's rows of `table`."""
        return update(table).where(self._mine(table), *criteria)

    def _delete(self, table: Table, *criteria: Criterion) -> Delete:
        """A removal of this tenant's rows of `table`."""
        return delete(table).where(self._mine(table), *criteria)

    def _any_of(self, column: ColumnElement[Any], values: Collection[int] | Collection[str]) -> Criterion:
        """Whether the column holds one of many values, as one value to send and one plan to keep."""
        if self._connection.dialect.name == "postgresql":
            return column == any_(bindparam(None, list(values), type_=ARRAY(column.type), unique=True))
        listed = func.json_each(json.dumps(list(values))).table_valued("value")
        return column.in_(select(listed.c.value))

    async def _changed(self, statement: Executable) -> bool:
        """Run a change; whether it touched any row."""
        return (await self._connection.execute(statement)).rowcount > 0

    async def _value(self, statement: Executable) -> Any:
        """The first column of the first row, None when there is no row."""
        return (await self._connection.execute(statement)).scalar()

    async def _first(self, statement: Executable) -> RowMapping | None:
        """The first row, None when there is none."""
        return (await self._connection.execute(statement)).mappings().first()

    async def _all(self, statement: Executable) -> Sequence[RowMapping]:
        """All rows, in the order of the statement."""
        return (await self._connection.execute(statement)).mappings().all()

    async def _records(self, record: type[Record], key: str, statement: Select[Any]) -> list[tuple[int, Record]]:
        """The record in each row, as `filled` makes it, with the number in column `key`: for rows by the thousand."""
        columns = statement.selected_columns
        needed = statement.with_only_columns(columns[key], *(columns[name] for name in _names_in(record)))
        rows = (await self._connection.execute(needed)).all()
        return [(number, record(*told)) for number, *told in rows]


def of_message(table: Table, channel: str, ts: str) -> tuple[Criterion, Criterion]:
    """The rows of `table` about the message `ts` of `channel`."""
    return table.c.channel == channel, table.c.ts == ts


def filled(record: type[Record], row: RowMapping, **known: Any) -> Record:
    """A `record` whose fields are the columns of the same names, except those that are `known` already."""
    named = {name: row[name] for name in _names_in(record) if name not in known}
    return record(**named, **known)


@cache
def _names_in(record: "type[DataclassInstance]") -> tuple[str, ...]:
    """The names of a dataclass's fields: asked for with every row."""
    return tuple(field.name for field in fields(record))
