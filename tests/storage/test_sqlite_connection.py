"""Our aiosqlite connection: a file that does not open leaves nothing behind that outlives the loop."""

import sqlite3
from functools import partial

import pytest

from storage.sqlite_connection import connect


async def test_the_thread_of_a_file_that_does_not_open_has_ended_before_that_is_told() -> None:
    connection = connect(partial(sqlite3.connect, "/nowhere/at/all/dealcoach.db"))

    with pytest.raises(sqlite3.OperationalError):
        await connection

    ended = connection._stopped
    assert ended is not None
    assert ended.done()
