"""The bot killed with SIGKILL while it works: nothing acknowledged is lost, nothing is done or said twice."""

from pathlib import Path

import pytest
from audit import faults
from crash_run import Setting, killing, run_through
from kill_plan import plan_kills
from postgres_server import PostgresServer
from sales_story import tell_story

pytest_plugins = ("storage_databases",)


async def survive(url: str, folder: Path, *, seed: int, events: int, kills: int, processes: int) -> None:
    """Run a story with kills, and hold the books against it."""
    folders = [folder / f"process{number}" for number in range(processes)]
    for each in folders:
        each.mkdir()
    story = tell_story(seed, events)
    plan = plan_kills(seed, kills, events, processes)

    audit, figures, codes = await run_through(story, killing(plan), Setting(url, folders, weather=10), seed)
    found = faults(audit.lost(), audit.doubled(), audit.unfinished(), await audit.deals_wrong())

    print(f"{url.split(':')[0]}, {processes} process(es): {figures}; faults {len(found)}")
    assert found == []
    assert codes == [0] * processes
    assert figures.posts > 0


async def test_one_process_on_sqlite_killed_three_times_loses_and_doubles_nothing(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'dealcoach.db'}"

    await survive(url, tmp_path, seed=3, events=60, kills=3, processes=1)


async def test_two_processes_on_postgres_killed_in_turn_lose_and_double_nothing(
    postgres: PostgresServer, tmp_path: Path
) -> None:
    await survive(postgres.new_database(), tmp_path, seed=4, events=60, kills=3, processes=2)


@pytest.mark.soak
async def test_a_thousand_events_on_sqlite_with_24_kills(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'dealcoach.db'}"

    await survive(url, tmp_path, seed=24, events=1000, kills=24, processes=1)


@pytest.mark.soak
async def test_a_thousand_events_on_postgres_with_24_kills_of_two_processes(
    postgres: PostgresServer, tmp_path: Path
) -> None:
    await survive(postgres.new_database(), tmp_path, seed=25, events=1000, kills=24, processes=2)
