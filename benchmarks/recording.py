"""Writes down the SQL that the bot sends, transaction by transaction as they commit, to be sent raw later."""

import pickle
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, event


@dataclass(frozen=True, slots=True)
class Statement:
    """SQL as the driver got it; `values` holds a sequence of values for each row when `many`."""

    sql: str
    values: Any
    many: bool


Transaction = list[Statement]


@dataclass(slots=True)
class Recording:
    """What was sent over all connections from the first event on, in the order of the commits."""

    transactions: list[Transaction] = field(default_factory=list)
    _open: dict[int, Transaction] = field(default_factory=lambda: defaultdict(list))

    def begin(self) -> None:
        """Listen to every engine of this process."""
        event.listen(Engine, "before_cursor_execute", self._take)
        event.listen(Engine, "commit", self._committed)
        event.listen(Engine, "rollback", self._undone)

    def write(self, path: Path) -> None:
        """Keep what was recorded in a file, for `read`."""
        path.write_bytes(pickle.dumps(self.transactions))

    def _take(self, connection: Connection, _cursor: Any, sql: str, values: Any, _context: Any, many: bool) -> None:
        many = many and isinstance(values, list)  # SQLAlchemy also says many of one INSERT with the values of many rows
        if not sql.startswith("BEGIN"):
            self._open[id(connection.connection.dbapi_connection)].append(Statement(sql, values, many))

    def _committed(self, connection: Connection) -> None:
        sent = self._open.pop(id(connection.connection.dbapi_connection), [])
        if self.transactions or any("INSERT INTO inbox" in statement.sql for statement in sent):
            self.transactions.append(sent)

    def _undone(self, connection: Connection) -> None:
        self._open.pop(id(connection.connection.dbapi_connection), None)


def read_recording(path: Path) -> list[Transaction]:
    """The transactions of a recording that this program has written itself."""
    recorded: list[Transaction] = pickle.loads(path.read_bytes())  # noqa: S301  our own file
    return recorded
