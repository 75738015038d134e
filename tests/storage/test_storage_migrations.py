"""The migrations: they make the tables that the models describe, wholly or not at all."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, insert, inspect, text

from coaching.message import Tenant
from coaching.watch import Watch
from storage import Storage, StorageError
from storage.schema import _alembic
from storage.tables import deals, messages, metadata

pytest_plugins = ("storage_databases",)

QUEUES = ("inbox", "outbox", "due")


def _differences(connection: Connection) -> Any:
    """What a migration would have to change to make the database as the models are."""
    return compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), metadata)


def _partial_indexes(connection: Connection) -> set[str]:
    """Indexes that hold only some rows; what they leave out is not seen by Alembic's comparison."""
    where = {"sqlite": "sqlite_where", "postgresql": "postgresql_where"}[connection.dialect.name]
    found = inspect(connection)
    return {
        f"{index['name']}: {index['dialect_options'][where]}".replace("::text", "").replace("(", "").replace(")", "")
        for table in found.get_table_names()
        for index in found.get_indexes(table)
        if index.get("dialect_options", {}).get(where) is not None
    }


async def test_migrations_and_models_agree(storage: Storage) -> None:
    async with storage._transaction() as connection:
        differences = await connection.run_sync(_differences)

    assert differences == []


async def test_partial_indexes_are_partial(storage: Storage) -> None:
    async with storage._transaction() as connection:
        partial = await connection.run_sync(_partial_indexes)

    queues = {f"ix_{table}_{name}" for table in QUEUES for name in ("due", "held", "ended", "failed")}
    assert {index.split(":")[0] for index in partial} == queues | {
        "uq_deals_one_open_per_key",
        "uq_nudges_one_standing_per_message",
        "ix_inbox_line",
        "ix_outbox_line",
        "ix_outbox_note_line",
    }


def test_every_table_and_every_key_between_tables_carries_the_tenant() -> None:
    for table in metadata.tables.values():
        assert not table.c.tenant.nullable
        for key in table.foreign_key_constraints:
            assert "tenant" in {element.parent.name for element in key.elements}, (table.name, key.name)
        for index in table.indexes:
            for_all = {f"ix_{table.name}_{name}" for name in ("due", "held", "ended", "failed")}
            of_claims = table.name in QUEUES and index.name in for_all  # the claim loop serves all workspaces
            assert of_claims or next(iter(index.columns)).name == "tenant", (table.name, index.name)


async def test_an_upgrade_that_fails_leaves_no_table_behind(url: str) -> None:
    storage = Storage(url)
    async with storage._transaction() as connection:
        await connection.execute(text("CREATE TABLE outbox (mine INTEGER)"))

    with pytest.raises(StorageError, match="outbox"):
        await storage.upgrade()

    async with storage._transaction() as connection:
        tables = await connection.run_sync(lambda opened: inspect(opened).get_table_names())
    assert tables == ["outbox"]
    await storage.close()


def _upgrade_to_0004(connection: Connection) -> None:
    alembic = _alembic()
    alembic.attributes["connection"] = connection
    command.upgrade(alembic, "0004")


async def test_of_a_deal_from_before_it_is_not_known_since_when_its_stage_stands(url: str) -> None:
    storage = Storage(url)
    known = {"name": "Acme", "deal_key": "acme", "state": "open", "stage": "demo", "updates": 1}
    lists: dict[str, Any] = {"contacts": (), "competitors": (), "signals": {}}
    async with storage._transaction() as connection:
        await connection.run_sync(_upgrade_to_0004)
        await connection.execute(insert(deals).values(tenant=Tenant("T1").key, **known, **lists))

    await storage.upgrade()

    async with storage.begin(Tenant("T1")) as tx:
        found = await tx.deals.standing()
    assert [(stored.deal.name, stored.deal.stage_since) for stored in found] == [("Acme", None)]
    await storage.close()


async def test_a_channel_in_which_messages_were_seen_before_goes_on_being_watched(url: str) -> None:
    storage = Storage(url)
    noon = datetime(2026, 3, 12, 12, tzinfo=UTC)
    seen = {"thread_ts": None, "author": "U1", "source": "person", "changed_at": noon, "gone": False}
    async with storage._transaction() as connection:
        await connection.run_sync(_upgrade_to_0004)
        for hour in (2, 1):
            at = noon + timedelta(hours=hour)
            row = {"tenant": Tenant("T1").key, "channel": "C1", "ts": f"{hour}.0", "moment": hour, "posted_at": at}
            await connection.execute(insert(messages).values(**row, **seen))

    await storage.upgrade()

    async with storage.begin(Tenant("T1")) as tx:
        assert await tx.watches.all() == (Watch("C1", "on", None, noon + timedelta(hours=1)),)
    await storage.close()


def test_migrations_are_shipped_with_the_package() -> None:
    import storage

    folder = Path(storage.__file__).parent / "migrations"

    assert (folder / "env.py").is_file()
    assert list((folder / "versions").glob("0001_*.py"))
