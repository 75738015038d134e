"""Databases for tests: a SQLite file of one's own, and a Postgres that the tests start themselves, where installed.

A test that asks for `storage` runs on both; `url` gives an empty database's address, `migrated_url` one with tables.
"""

import asyncio
import importlib.util
import itertools
import os
import shutil
import subprocess
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio
from sqlalchemy import make_url

from storage import Storage
from storage.tables import metadata

_DRIVER = next((name for name in ("psycopg", "asyncpg") if importlib.util.find_spec(name)), None)
_SERVER_REFUSES_ROOT = "nobody"
_numbers = itertools.count()


class PostgresServer:
    """A throw-away Postgres that listens on a socket in its own folder only, so that no port can be taken."""

    def __init__(self, binaries: Path, folder: Path) -> None:
        self._binaries = binaries
        self._folder = folder
        self._user = _SERVER_REFUSES_ROOT if os.getuid() == 0 else None

    def start(self) -> None:
        """Create the cluster and wait until it answers."""
        if self._user:
            shutil.chown(self._folder, self._user)
        self.run("initdb", "-D", "data", "-U", "dealcoach", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        switches = f"-k {self._folder} -c listen_addresses= -c fsync=off -c max_connections=40"
        self.run("pg_ctl", "start", "-w", "-D", "data", "-l", "log", "-o", switches)

    def run(self, program: str, *arguments: str) -> None:
        """Run one of Postgres's programs in the server's folder; its complaint is the error."""
        with (self._folder / f"{next(_numbers)}.{program}").open("w+b") as said:
            ended = subprocess.run(
                [self._binaries / program, *arguments],
                cwd=self._folder,
                user=self._user,
                group="nogroup" if self._user else None,
                extra_groups=[] if self._user else None,
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
                check=False,
            )
            said.seek(0)
            assert ended.returncode == 0, said.read().decode()

    def new_database(self) -> str:
        """Create a database and return its address."""
        name = f"db{next(_numbers)}"
        self.run("createdb", "-h", str(self._folder), "-U", "dealcoach", name)
        return f"postgresql+{_DRIVER}://dealcoach@/{name}?host={self._folder}"

    def empty(self, url: str) -> None:
        """Empty all our tables; much faster than a new database. A test that left a transaction open is told so."""
        tables = ", ".join(metadata.tables)
        emptied = f"SET lock_timeout = '10s'; TRUNCATE {tables} RESTART IDENTITY"
        database = make_url(url).database or ""
        self.run("psql", "-v", "ON_ERROR_STOP=1", "-h", str(self._folder), "-U", "dealcoach", database, "-c", emptied)

    def stop(self) -> None:
        """End the server and remove everything."""
        self.run("pg_ctl", "stop", "-w", "-m", "immediate", "-D", "data")
        shutil.rmtree(self._folder)


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """A running Postgres; the test is skipped where none is installed."""
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin")) or [
        Path(found).parent for found in [shutil.which("initdb")] if found
    ]
    if not installed:
        pytest.skip("no Postgres is installed (looked for initdb)")
    if _DRIVER is None:
        pytest.skip("no driver for Postgres is installed (psycopg or asyncpg)")
    server = PostgresServer(installed[-1], Path(tempfile.mkdtemp(prefix="dealcoach-pg-")))
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
    asyncio.run(_upgrade(f"sqlite:///{path}"))
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
    request.getfixturevalue("postgres").empty(address)
    return address


@pytest_asyncio.fixture
async def storage(migrated_url: str) -> AsyncIterator[Storage]:
    """An open storage with its tables."""
    storage = Storage(migrated_url)
    yield storage
    await storage.close()
