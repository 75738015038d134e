"""Back-ups that are whole while the bot runs: SQLite's VACUUM INTO, checked before it counts, or Postgres's pg_dump."""

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

from sqlalchemy import URL

from storage.errors import StorageError

_BUSY_SECONDS = 30.0
_SAME_IN_LIBPQ = frozenset({"host", "port", "sslmode", "sslrootcert", "sslcert", "sslkey", "service", "options"})
"""What an address may say after its question mark that pg_dump understands by the same name."""


def back_up(url: URL, file: Path) -> int:
    """Write a back-up of the database at `url` to the new `file`; its size in bytes.

    It holds what was committed when it began, and only its owner may read it. It appears under its name once it is
    whole and checked. Raises `StorageError`, which says what to do, and then leaves no file behind.
    """
    if file.exists():
        raise StorageError(f"There is a file {file} already: name a new one.")
    if not file.parent.is_dir():
        raise StorageError(f"There is no folder for {file}: create {file.parent}.")
    partial = file.with_name(f"{file.name}.partial")
    try:
        _claim(partial)
        if url.get_backend_name() == "sqlite":
            _copy_sqlite(Path(url.database or ""), partial)
        else:
            _dump_postgres(url, partial)
        _keep(partial, file)
    except (OSError, sqlite3.Error) as error:
        raise StorageError(
            f"The back-up to {file} failed ({error}): check the disk and the folder's rights."
        ) from error
    finally:
        partial.unlink(missing_ok=True)
    return file.stat().st_size


def find_damage(url: URL) -> str | None:
    """What is wrong inside a SQLite file, in SQLite's words; None when it is sound. A server sees to that itself."""
    return _find_damage_in(Path(url.database or "")) if url.get_backend_name() == "sqlite" else None


def _find_damage_in(file: Path) -> str | None:
    try:
        with closing(_open_to_read(file)) as connection:
            found = [row[0] for row in connection.execute("PRAGMA integrity_check(1)")]
            astray = connection.execute("PRAGMA foreign_key_check").fetchone()
    except sqlite3.OperationalError:
        raise
    except sqlite3.DatabaseError as error:
        return str(error)
    if found != ["ok"]:
        return str(found[0]) if found else "it cannot be read"
    return f"a row of {astray[0]} points at a row of {astray[2]} that is not there" if astray else None


def _claim(partial: Path) -> None:
    """Make the empty file, readable for its owner only; what an interrupted back-up left is dropped."""
    partial.unlink(missing_ok=True)
    os.close(os.open(partial, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


def _keep(partial: Path, file: Path) -> None:
    """Write through to the disk, then give the file its name."""
    with partial.open("rb") as written:
        os.fsync(written.fileno())
    partial.rename(file)
    folder = os.open(file.parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)


def _copy_sqlite(database: Path, partial: Path) -> None:
    """Copy one committed state; writers go on, and what was deleted does not linger in the copy."""
    if not database.is_file():
        raise StorageError(f"The database at {database} is not there: check DEALCOACH_DATABASE_URL.")
    with closing(_open_to_read(database)) as connection:
        connection.execute("VACUUM INTO ?", (str(partial),))
    if damage := _find_damage_in(partial):
        raise StorageError(f"The database at {database} is damaged ({damage}): restore an earlier back-up.")


def _open_to_read(file: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None, timeout=_BUSY_SECONDS)


def _dump_postgres(url: URL, partial: Path) -> None:
    """Let pg_dump write one snapshot, in its compressed form, which pg_restore reads."""
    program = shutil.which("pg_dump")
    if program is None:
        raise StorageError(
            "pg_dump is not installed here: install Postgres's client programs (postgresql-client), or use the back-up"
            " of whoever runs the server."
        )
    arguments = ("--format=custom", "--no-owner", "--no-password", f"--file={partial}", f"--dbname={_conninfo(url)}")
    password = {} if url.password is None else {"PGPASSWORD": str(url.password)}
    ended = subprocess.run(  # noqa: S603 (pg_dump as the PATH finds it; nothing comes from a stranger)
        [program, *arguments], env={**os.environ, **password}, stderr=subprocess.PIPE, check=False
    )
    if ended.returncode:
        why = ended.stderr.decode(errors="replace").strip().removeprefix("pg_dump: ").partition("\n")[0]
        raise StorageError(f"pg_dump could not write the back-up ({why}): see to that and try again.")


def _conninfo(url: URL) -> str:
    """The address in libpq's words, without the password, which others on this machine could see."""
    asked = {"sslmode" if name == "ssl" else name: value for name, value in url.query.items()}
    told: dict[str, object] = {"dbname": url.database, "host": url.host, "port": url.port, "user": url.username}
    told |= {name: value for name, value in asked.items() if name in _SAME_IN_LIBPQ}
    return " ".join(f"{name}={_quoted(str(value))}" for name, value in told.items() if value is not None)


def _quoted(value: str) -> str:
    return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'"
