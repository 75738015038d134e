"""The state of the tables: whether a database is at the version that this program knows, and how it gets there."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

_MIGRATIONS = Path(__file__).parent / "migrations"
_UPGRADE_LOCK = 4_215_037
"""Any number of our own: Postgres lets only one transaction hold the advisory lock of this number."""


def find_schema_problem(connection: Connection) -> str | None:
    """What is wrong with the version of the tables, for the end of a sentence; None when they are as they should be."""
    script = ScriptDirectory.from_config(_alembic())
    heads = set(script.get_heads())
    found = set(MigrationContext.configure(connection).get_current_heads())
    if found == heads:
        return None
    if not found:
        return "has no tables of Dealcoach yet: `dealcoach run` creates them"
    if found <= {step.revision for step in script.walk_revisions()}:
        return "is of an earlier version: `dealcoach run` brings it up to date"
    return "was written by a later version of Dealcoach: install that version, or use another database"


def find_revision(connection: Connection) -> str | None:
    """The version of the tables; None when there are none of ours."""
    return MigrationContext.configure(connection).get_current_revision()


def upgrade_schema(connection: Connection) -> None:
    """Bring the tables to this program's version in the connection's transaction; two at once wait for each other."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _UPGRADE_LOCK})
    alembic = _alembic()
    alembic.attributes["connection"] = connection
    command.upgrade(alembic, "head")


def _alembic() -> Config:
    """Alembic told where the migrations lie, without any file in the working folder."""
    alembic = Config()
    alembic.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    return alembic
