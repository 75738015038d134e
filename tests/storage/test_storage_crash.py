"""A killed process: what it committed is there, what it had only begun is not."""

import signal
import subprocess
import sys

import pytest
from storage_examples import ACME, ACME_TEAM, NOON

from coaching.message import Person
from storage import Storage

pytest_plugins = ("storage_databases",)

_WRITER = """
import asyncio, sys
from storage import Storage
from storage_examples import ACME, ACME_TEAM, NOON
from coaching.message import Person

async def main():
    storage = Storage(sys.argv[1])
    async with storage.begin(ACME_TEAM) as tx:
        await tx.deals.add(ACME)
        await tx.inbox.take("Ev1", NOON)
    async with storage.begin(ACME_TEAM) as tx:
        await tx.people.put(Person("U1", "half-way"), NOON)
        print("committed one, begun another", flush=True)
        await asyncio.Event().wait()

asyncio.run(main())
"""


@pytest.fixture
def killed_writer(migrated_url: str) -> str:
    """The address of a database whose writer was killed inside its second transaction."""
    paths = {"PYTHONPATH": ":".join(sys.path)}
    with subprocess.Popen(
        [sys.executable, "-c", _WRITER, migrated_url], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=paths
    ) as writer:
        assert writer.stdout
        assert writer.stderr
        said = writer.stdout.readline()
        writer.send_signal(signal.SIGKILL)
        assert said.startswith(b"committed"), writer.stderr.read().decode()
    return migrated_url


async def test_committed_work_survives_sigkill_and_begun_work_leaves_nothing(killed_writer: str) -> None:
    storage = Storage(killed_writer)

    await storage.check()
    async with storage.begin(ACME_TEAM) as tx:
        deals = await tx.deals.standing()
        again = await tx.inbox.take("Ev1", NOON)
        person = await tx.people.get("U1")
        await tx.people.put(Person("U1", "whole"), NOON)

    assert [stored.deal for stored in deals] == [ACME]
    assert not again
    assert person is None
    await storage.close()
