"""`dealcoach report`: a table for people, JSON for programs, and nobody's name in either."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import pytest_asyncio
from command_line import dealcoach

from coaching.decision import Decision, DecisionRecord, Nudge, Silence
from coaching.message import Tenant
from storage import Storage

TEAM, NOW = Tenant("T1"), datetime.now(UTC)
DAY = timedelta(days=1)
SAID, HELD = Nudge("find_decision_maker", "", "", "thread"), Silence("holdout", "", "find_decision_maker")


@pytest_asyncio.fixture
async def folder(tmp_path: Path) -> Path:
    """A folder with a database: a play said 24 times and withheld 20 times, others once or twice."""
    storage = Storage(f"sqlite:///{tmp_path / 'dealcoach.db'}")
    await storage.upgrade()
    held = [number for number in range(44) if number % 11 not in (1, 3, 4, 5, 7, 9)]
    for number in range(44):
        days = 3 if number % 2 else None
        await keep(storage, number, HELD if number in held else SAID, days)
    for number in (50, 51):
        await keep(storage, number, Nudge("lead_the_buyer", "", "", "thread"), None)
    await keep(storage, 52, Nudge("our_old_play", "", "", "thread"), None)
    await storage.close()
    return tmp_path


async def keep(storage: Storage, number: int, decision: Decision, done_after: int | None) -> None:
    """A nudge of 60 days ago about a thread of its own, said or withheld, and when it was seen to be done."""
    at, ts = NOW - 60 * DAY + number * timedelta(minutes=1), f"17000000{number:02}.000100"
    async with storage.begin(TEAM) as tx:
        about = await tx.decisions.add(DecisionRecord("C1", ts, ts, at, "U0ANA", None, decision))
        state = "standing" if isinstance(decision, Nudge) else "withheld"
        told = (decision.play or "", "", "", "thread", at)
        nudge = await tx.nudges.add(about, None, "U0ANA", "C1", ts, ts, *told, state=state)  # type: ignore[arg-type]
        if done_after is not None:
            await tx.nudges.settle(nudge, ts, at + done_after * DAY)
            await tx.follow_through.see([nudge], at + done_after * DAY)


def test_the_table_shows_each_play_and_what_the_holdout_found(folder: Path) -> None:
    shown = dealcoach("report", folder=folder).stdout

    assert f"{'Show them the way':36}      2      2 not enough data\n" in shown
    assert f"{'our_old_play':36}      1      1 not enough data\n" in shown
    assert shown.count("Meet the person who decides") == 2
    assert "n: nudges that stood for 14 days or more; below 20" in shown
    assert "Said, against withheld by chance" in shown
    assert "U0ANA" not in shown


def test_json_holds_the_same_for_programs(folder: Path) -> None:
    told = json.loads(dealcoach("report", "--json", "--within", "2", folder=folder).stdout)

    few = told["plays"][-2]
    assert (told["days"], told["within"], told["minimum"]) == (90, 2, 20)
    assert (few["play"], few["n"], few["enough_data"], few["interval"]) == ("lead_the_buyer", 2, False, None)
    assert told["plays"][0]["settled"] == 0
    assert told["compared"]["withheld"]["n"] == 20


def test_days_in_which_no_nudge_can_have_had_its_time_are_refused(tmp_path: Path) -> None:
    refused = dealcoach("report", "--days", "14", folder=tmp_path)

    assert refused.returncode == 2
    assert "give more --days than that" in " ".join(refused.stderr.replace("│", " ").split())


def test_the_minimum_is_a_setting(folder: Path) -> None:
    (folder / ".env").write_text("DEALCOACH_REPORT_MINIMUM=25\n", "utf-8")

    assert "not enough data" in next(
        line
        for line in dealcoach("report", folder=folder).stdout.splitlines()
        if line.startswith("Meet the person who decides")
    )


def test_without_nudges_it_says_so(folder: Path) -> None:
    assert "No nudge was said." in dealcoach("report", "--days", "20", folder=folder).stdout


@pytest.mark.parametrize("wrong", [("--days", "0"), ("--within", "-1"), ("--days", "soon")])
def test_nonsense_is_refused(folder: Path, wrong: tuple[str, str]) -> None:
    assert dealcoach("report", *wrong, folder=folder).returncode == 2
