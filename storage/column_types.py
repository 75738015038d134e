"""Column types that mean the same on SQLite and Postgres: aware UTC times, dataclasses as JSON, wide integer ids."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import JSON, BigInteger, ColumnElement, DateTime, Dialect, Integer, Text, cast, type_coerce
from sqlalchemy.types import TypeDecorator

WideInteger = BigInteger().with_variant(Integer(), "sqlite")
"""64 bits on both; SQLite numbers rows by itself only when the type is called INTEGER."""


class UtcDateTime(TypeDecorator[datetime]):
    """A moment: refuses naive times going in, gives aware UTC coming out."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Convert to UTC; SQLite keeps text without a zone, which therefore always means UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value!r} has no time zone: give storage aware times.")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Any] | None:
        """Postgres's driver gives aware UTC by itself; not to ask again pays where rows are read by the thousand."""
        return super().result_processor(dialect, coltype) if dialect.name == "sqlite" else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Attach UTC, since SQLite keeps no zone."""
        return None if value is None else value.replace(tzinfo=UTC)


class JsonOf(TypeDecorator[Any]):
    """A column that holds values of `form` (a dataclass, tuples of one, a mapping) as JSON and gives them back equal.

    A field that was added to a dataclass later reads as its default; a field that was dropped is passed over.
    """

    impl = JSON
    cache_ok = True

    def __init__(self, form: Any) -> None:
        super().__init__()
        self.form = form
        self._adapter: TypeAdapter[Any] = TypeAdapter(form)

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        """The value in plain lists, dicts, strings and numbers."""
        return None if value is None else self._adapter.dump_python(value, mode="json")

    def column_expression(self, column: ColumnElement[Any]) -> ColumnElement[Any]:
        """Ask for the JSON as the text that it is: the value is made of that at once, without dicts in between."""
        return type_coerce(cast(column, Text), self)

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Any]:
        """The value as it went in."""
        return lambda told: None if told is None or told == "null" else self._value_of(told)

    def _value_of(self, told: str) -> Any:
        """The value that this JSON says, also with half a surrogate pair in it, which pydantic's own parser refuses."""
        try:
            return self._adapter.validator.validate_json(told)
        except ValidationError:
            return self._adapter.validator.validate_python(json.loads(told))
