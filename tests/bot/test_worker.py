"""The worker does each event once, those of a thread in their order, whatever fails, stops, or works beside it."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime
from typing import Any

import pytest_asyncio
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from structlog.testing import capture_logs

from bot.worker import LOOKING, Worker
from coaching.message import Tenant
from storage import Claim, Storage, StorageAwayError
from storage.claims import Queue
from storage.records import ClaimedEvent, DueRow

pytest_plugins = ("storage_databases",)

SALES, OTHERS = Tenant("T0SALES"), Tenant("T0OTHERS")
LONG_AGO = datetime(2026, 3, 4, tzinfo=UTC)


class Office:
    """A database whose events one or more workers do; `done` names what took effect, in the order of the commits.

    `fails` says how often an event's work breaks down, with which error, before it succeeds; `gate` holds work up.
    """

    def __init__(self, storage: Storage) -> None:
        self.storage = storage
        self.done: list[str] = []
        self.begun: list[str] = []
        self.fails: dict[str, list[BaseException]] = {}
        self.gate = asyncio.Event()
        self.gate.set()
        self.most_at_once = self._at_once = 0

    async def keep(self, *names: str, tenant: Tenant = SALES) -> list[bool]:
        """Keep events such as "C1/5.2": the second of thread 5 in channel C1; whether each was new."""
        return list(await asyncio.gather(*(self._keep(name, tenant) for name in names)))

    async def _keep(self, name: str, tenant: Tenant) -> bool:
        thread, _, moment = name.partition(".")
        return await self.storage.keep_event(tenant, name, "message", thread, f"{moment or 1}.000100", {"name": name})

    async def work(self, claim: Claim[ClaimedEvent]) -> None:
        """Work an event as the bot does: something slow first, then the effect and the row's end in one transaction."""
        name = claim.row.event_id
        self.begun.append(name)
        self._at_once += 1
        self.most_at_once = max(self.most_at_once, self._at_once)
        try:
            await self.gate.wait()
            async with self.storage.begin(claim.tenant, finishing=claim):
                if self.fails.get(name):
                    raise self.fails[name].pop(0)
            self.done.append(name)
        finally:
            self._at_once -= 1

    async def until(self, condition: Callable[[], object], within: float = 30.0) -> None:
        async with asyncio.timeout(within):
            while not condition():  # noqa: ASYNC110  the condition is often another process's, which sets no event
                await asyncio.sleep(0.01)

    async def why(self) -> list[str]:
        """The reasons of the events that were given up."""
        return [failure.why for failure in (await self.storage.status()).failures]


@asynccontextmanager
async def at_work(
    office: Office, name: str = "first", at_once: int = 1, work: Callable[[Any], Awaitable[Any]] | None = None
) -> AsyncIterator[Worker[ClaimedEvent]]:
    """A worker that runs until the end of the block, and then breaks off."""
    worker = Worker(office.storage.inbox, SALES, work or office.work, name, at_once)
    running = asyncio.create_task(worker.run())
    yield worker
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running


@pytest_asyncio.fixture
async def office(storage: Storage) -> Office:
    return Office(storage)


@pytest_asyncio.fixture
async def branch(office: Office, migrated_url: str) -> AsyncIterator[Office]:
    """Another process's view of the same database."""
    storage = Storage(migrated_url)
    yield Office(storage)
    await storage.close()


async def test_what_came_before_the_start_and_what_comes_later_is_worked(office: Office) -> None:
    await office.keep("C1/1.1")

    async with at_work(office):
        await office.until(lambda: office.done == ["C1/1.1"])
        await office.keep("C1/2.1")
        await office.until(lambda: len(office.done) == 2)

    assert office.done == ["C1/1.1", "C1/2.1"]


async def test_what_comes_is_worked_at_once_and_not_at_the_next_look(office: Office) -> None:
    async with at_work(office) as worker:
        await office.until(lambda: worker.runs)
        began = asyncio.get_running_loop().time()
        await office.keep("C1/1.1")
        await office.until(lambda: office.done)

    assert asyncio.get_running_loop().time() - began < 4.5  # a look would come after five seconds


async def test_an_event_that_comes_twice_takes_effect_once(office: Office) -> None:
    async with at_work(office):
        first = await office.keep("C1/1.1")
        await office.until(lambda: office.done)
        again = await office.keep("C1/1.1", "C1/1.1")
        await office.keep("C1/2.1")
        await office.until(lambda: "C1/2.1" in office.done)

    assert (first, again) == ([True], [False, False])
    assert Counter(office.done) == {"C1/1.1": 1, "C1/2.1": 1}


async def test_events_of_a_thread_are_worked_in_the_order_in_which_they_happened(office: Office) -> None:
    names = [f"C1/7.{number}" for number in range(1, 9)]
    await office.keep(*reversed(names))

    async with at_work(office, at_once=4):
        await office.until(lambda: len(office.done) == len(names))

    assert office.done == names


async def test_threads_are_worked_side_by_side_up_to_the_number_that_is_set(office: Office) -> None:
    office.gate.clear()
    await office.keep(*(f"C1/{thread}.1" for thread in range(10)))

    async with at_work(office, at_once=3):
        await office.until(lambda: len(office.begun) == 3)
        office.gate.set()
        await office.until(lambda: len(office.done) == 10)

    assert office.most_at_once == 3


async def test_an_event_that_fails_for_a_while_is_tried_again_and_its_thread_waits_for_it(office: Office) -> None:
    office.fails["C1/1.1"] = [RuntimeError("not now")]
    await office.keep("C1/1.1", "C1/1.2", "C1/2.1")

    async with at_work(office):
        await office.until(lambda: len(office.done) == 3)

    assert office.done == ["C1/2.1", "C1/1.1", "C1/1.2"]


async def test_an_event_that_can_never_succeed_is_given_up_with_its_reason_and_stops_nothing(office: Office) -> None:
    office.fails["C1/1.1"] = [KeyError("text")] * 9
    await office.keep("C1/1.1", "C1/1.2")

    with capture_logs() as lines:
        async with at_work(office):
            await office.until(lambda: office.done)

    [told] = [line for line in lines if line["event"] == "an event failed"]
    assert office.done == ["C1/1.2"]
    assert await office.why() == [f"KeyError, see failure {told['failure']} in the log."]
    assert told["event_id"] == "C1/1.1"


async def test_a_database_that_is_away_for_a_while_is_waited_for(office: Office) -> None:
    office.fails["C1/1.1"] = [StorageAwayError("restarting")]
    await office.keep("C1/1.1")

    async with at_work(office):
        await office.until(lambda: office.done)

    assert await office.why() == []


async def test_told_to_stop_it_works_what_is_left_and_ends(office: Office) -> None:
    office.gate.clear()
    await office.keep(*(f"C1/{thread}.1" for thread in range(30)))

    async with at_work(office) as worker:
        await office.until(lambda: office.begun)
        worker.stop()
        office.gate.set()
        await office.until(lambda: not worker.runs)

    assert len(office.done) == 30


async def test_told_to_stop_while_it_looks_it_ends_without_a_rest(office: Office) -> None:
    class Asked:
        """The inbox, during whose first look the worker is told to stop."""

        def __getattr__(self, name: str) -> Any:
            if name == "next_at":
                worker.stop()
            return getattr(office.storage.inbox, name)

    worker = Worker(Asked(), SALES, office.work, "asked", 1)  # type: ignore[arg-type]

    async with asyncio.timeout(LOOKING - 1):
        await worker.run()

    assert not worker.runs


async def test_broken_off_it_gives_back_all_that_it_holds_to_whoever_comes_next(office: Office, branch: Office) -> None:
    office.gate.clear()
    names = [f"C1/{thread}.1" for thread in range(30)]
    await office.keep(*names)
    async with at_work(office, at_once=2):
        await office.until(lambda: len(office.begun) == 2)

    began = asyncio.get_running_loop().time()
    async with at_work(branch, "second"):
        await branch.until(lambda: len(branch.done) == 30)

    assert office.done == []
    assert sorted(branch.done) == sorted(names)
    assert asyncio.get_running_loop().time() - began < 10.0  # nobody waited for a lease of fifteen seconds to end


async def test_a_look_that_is_broken_off_at_any_moment_leaves_the_database_to_the_next(office: Office) -> None:
    await office.keep(*(f"C1/{thread}.1" for thread in range(5)))
    broken_off = []

    for moment in range(60):
        look = asyncio.create_task(office.storage.inbox.next_at())
        await asyncio.wait({look}, timeout=moment * 0.0001)
        look.cancel()
        broken_off.append(look)  # kept, as a task is that somebody waits for
        async with asyncio.timeout(5):
            assert (await office.storage.inbox.depth()).waiting == 5

    await asyncio.gather(*broken_off, return_exceptions=True)


async def test_two_workers_on_one_database_do_each_event_once_and_keep_the_order_of_threads(
    office: Office, branch: Office
) -> None:
    names = [f"C1/{thread}.{number}" for thread in range(12) for number in range(1, 6)]

    async with at_work(office, "first", 2), at_work(branch, "second", 2):
        for name in names:
            await office.keep(name)
            await branch.keep(name)
        await office.until(lambda: len(office.done) + len(branch.done) >= len(names))

    assert Counter(office.done + branch.done) == Counter(names)
    for each in (office, branch):
        for thread in range(12):
            mine = [name for name in each.done if name.startswith(f"C1/{thread}.")]
            assert mine == sorted(mine)


class ClaimsOnce:
    """The inbox as a process sees it that is frozen after its first claim: it claims nothing again."""

    def __init__(self, inbox: Queue[ClaimedEvent]) -> None:
        self._inbox, self._frozen = inbox, False

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inbox, name)

    async def claim(self, owner: str, limit: int) -> tuple[Claim[ClaimedEvent], ...]:
        claims = () if self._frozen else await self._inbox.claim(owner, limit)
        self._frozen = self._frozen or bool(claims)
        return claims


async def test_work_that_stood_still_until_another_took_it_over_takes_no_effect(office: Office, branch: Office) -> None:
    """As when this process was frozen: its lease ends, somebody else works the event, and then it goes on."""
    office.gate.clear()
    await office.keep("C1/1.1")
    office.storage.inbox = ClaimsOnce(office.storage.inbox)  # type: ignore[assignment]

    with capture_logs() as lines:
        async with at_work(office):
            await office.until(lambda: office.begun)
            async with at_work(branch, "second") as second:
                await branch.until(lambda: second.runs)
                await branch.storage.inbox.free("first/0")
                await branch.until(lambda: branch.done)
            office.gate.set()
            await office.until(lambda: any("taken over" in line["event"] for line in lines))

    assert (office.done, branch.done) == ([], ["C1/1.1"])


async def test_what_may_be_worked_together_is_and_after_a_failure_each_by_itself(storage: Storage) -> None:
    """The second of five makes its batch fail; the others are not held up by it."""
    worked: list[tuple[str, ...]] = []

    async def work_together(batch: tuple[Claim[DueRow], ...]) -> None:
        keys = tuple(claim.row.key for claim in batch)
        worked.append(keys)
        if "U1" in keys:
            raise ValueError(keys)
        async with storage.begin_together(SALES, batch):
            pass

    async def work_alone(claim: Claim[DueRow]) -> None:
        worked.append((claim.row.kind,))
        async with storage.begin(SALES, finishing=claim):
            pass

    async with storage.begin(SALES) as tx:
        await tx.due.put_all("digest", {f"U{number}": (LONG_AGO, {}) for number in range(5)})
        await tx.due.put("snooze", "U9", LONG_AGO, {})
    worker = Worker(storage.due, SALES, work_alone, "first", 1, {"digest": work_together}, claimed=200)
    running = asyncio.create_task(worker.run())
    await Office(storage).until(lambda: len(worked) == 7)
    worker.stop()
    await running

    assert sorted(worked, key=len)[-1] == ("U0", "U1", "U2", "U3", "U4")
    assert sorted(keys for keys in worked if len(keys) == 1) == [*((f"U{number}",) for number in range(5)), ("snooze",)]
    assert [failure.why.split(",")[0] for failure in (await storage.status()).failures] == ["ValueError"]


async def test_an_event_of_another_workspace_is_left_to_that_workspaces_bot(office: Office) -> None:
    await office.keep("C1/1.1", tenant=OTHERS)
    await office.keep("C1/2.1", tenant=SALES)

    async with at_work(office):
        await office.until(lambda: office.done)

    assert office.begun == ["C1/2.1"]
    assert (await office.storage.inbox.depth()).waiting == 1


async def test_an_idle_worker_asks_the_database_only_now_and_then(office: Office) -> None:
    looks = Counter[str]()

    class Watched:
        """The inbox, and how often each of its methods is asked for."""

        def __getattr__(self, name: str) -> Any:
            looks[name] += 1
            return getattr(office.storage.inbox, name)

    worker = Worker(Watched(), SALES, office.work, "idle", 1)  # type: ignore[arg-type]
    running = asyncio.create_task(worker.run())
    await office.until(lambda: worker.runs)
    await asyncio.wait({running}, timeout=3.0)
    worker.stop()
    await running

    assert looks["claim"] <= 3


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(told=st.lists(st.tuples(st.integers(0, 2), st.integers(1, 4), st.booleans()), min_size=1, max_size=12))
async def test_however_events_are_ordered_repeated_and_shared_out_each_takes_effect_once(
    office: Office, branch: Office, told: list[tuple[int, int, bool]]
) -> None:
    """Two processes keep and work; each of them hears of an event any number of times, in any order."""
    run = f"C{len(office.begun)}x{id(told)}"
    office.done.clear()
    branch.done.clear()
    names = [f"{run}/{thread}.{number}" for thread, number, _ in told]

    new: list[bool] = []
    async with at_work(office, f"first{run}", 2), at_work(branch, f"second{run}", 2):
        for name, (_, _, elsewhere) in zip(names, told, strict=True):
            new += await (branch if elsewhere else office).keep(name)
        await office.until(lambda: len(office.done) + len(branch.done) >= len(set(names)))

    assert Counter(office.done + branch.done) == Counter(set(names))
    assert sum(new) == len(set(names))
