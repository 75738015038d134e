"""The database's own clock, which all processes share: milliseconds since 1970, as a whole number."""

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import BigInteger
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)


class DatabaseNow(FunctionElement[int]):
    """When the statement began, by the database's clock: no process's own clock decides about another's lease."""

    type = BigInteger()
    inherit_cache = True


@compiles(DatabaseNow, "sqlite")
def _on_sqlite(element: DatabaseNow, compiler: Any, **told: Any) -> str:
    """Days since noon of 4714 BC, less those until 1970."""
    return "CAST(ROUND((julianday('now') - 2440587.5) * 86400000.0) AS INTEGER)"


@compiles(DatabaseNow, "postgresql")
def _on_postgres(element: DatabaseNow, compiler: Any, **told: Any) -> str:
    """The statement's start and not the transaction's, which may have waited; stable, so that indexes serve it."""
    return "CAST(extract(epoch FROM statement_timestamp()) * 1000 AS BIGINT)"


def in_milliseconds(span: timedelta) -> int:
    """A span in the unit of this clock."""
    return span // _MILLISECOND


def on_clock(at: datetime) -> int:
    """An aware moment as this clock counts it; raises ValueError for a time without a zone."""
    if at.tzinfo is None:
        raise ValueError(f"{at!r} has no time zone: give storage aware times.")
    return (at - _EPOCH) // _MILLISECOND


def off_clock(milliseconds: int) -> datetime:
    """What this clock counted, as an aware moment in UTC."""
    return _EPOCH + milliseconds * _MILLISECOND
