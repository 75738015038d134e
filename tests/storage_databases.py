"""Databases for tests: a SQLite file of one's own, and a Postgres that the tests start themselves.

A test that asks for `storage` runs on both; `url` gives an empty database's address, `migrated_url` one with tables.
"""

import asyncio
import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio
from migrated_file import migrated_file
from postgres_server import PostgresServer
from sqlalchemy import make_url

from storage import Storage
from storage.tables import metadata


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """A running Postgres, for all tests together."""
    server = PostgresServer()
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def migrated_postgres(postgres: PostgresServer) -> str:
    """The address of a database with tables that the tests take in turn."""
    address = postgres.new_database()
    asyncio.run(_upgrade(address))
    return address


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file to copy from."""
    path = tmp_path_factory.mktemp("template") / "dealcoach.db"
    asyncio.run(migrated_file(path))
    return path


async def _upgrade(url: str) -> None:
    """Create the tables."""
    storage = Storage(url)
    await storage.upgrade()
    await storage.close()


@pytest.fixture(params=["sqlite", "postgres"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database of the test's own."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'dealcoach.db'}"
    server: PostgresServer = request.getfixturevalue("postgres")
    return server.new_database()


@pytest.fixture(params=["sqlite", "postgres"])
def migrated_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database that has its tables, all of them empty."""
    if request.param == "sqlite":
        copied = shutil.copy(request.getfixturevalue("sqlite_template"), tmp_path / "dealcoach.db")
        return f"sqlite:///{copied}"
    address: str = request.getfixturevalue("migrated_postgres")
    request.getfixturevalue("postgres").empty(make_url(address).database, ", ".join(metadata.tables))
    return address


@pytest_asyncio.fixture
async def storage(migrated_url: str) -> AsyncIterator[Storage]:
    """An open storage with its tables."""
    storage = Storage(migrated_url)
    yield storage
    await storage.close()


@pytest_asyncio.fixture
async def other(migrated_url: str) -> AsyncIterator[Storage]:
    """A second storage on the database of `storage`: it stands for another process."""
    other = Storage(migrated_url)
    yield other
    await other.close()
