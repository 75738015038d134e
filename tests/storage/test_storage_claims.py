"""Claims: a row is worked by one at a time, in its order, taken over from the dead, and never looped over for ever."""

import asyncio
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest
import time_machine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from queue_examples import keep, keep_all, let_leases_end, let_pass, numbers_of, run, soon
from storage_examples import ACME, ACME_TEAM, NOON, OTHER_TEAM

from coaching.message import Person, Tenant
from storage import Claim, ClaimLostError, Storage
from storage.records import ClaimedEvent

pytest_plugins = ("storage_databases",)

NOW = timedelta(0)
MINUTE = timedelta(minutes=1)


async def test_a_claimed_row_is_nobody_elses_until_its_lease_ends(storage: Storage) -> None:
    await keep_all(storage, range(3))

    first = await storage.inbox.claim("one", 2)
    second = await storage.inbox.claim("two", 5)
    third = await storage.inbox.claim("three", 5)

    assert numbers_of(first) == [0, 1]
    assert numbers_of(second) == [2]
    assert third == ()
    assert 14 < (await storage.inbox.next_at() or 0) <= 15


async def test_a_claim_may_be_for_one_workspace_only(storage: Storage) -> None:
    await keep(storage, 1)
    await keep(storage, 2, tenant=OTHER_TEAM)

    claims = await storage.inbox.claim("me", 5, OTHER_TEAM)

    assert [claim.tenant for claim in claims] == [OTHER_TEAM]
    assert await storage.inbox.next_at(ACME_TEAM) == 0
    assert (await storage.inbox.next_at(OTHER_TEAM) or 0) > 14


async def test_events_of_a_thread_are_worked_one_after_the_other_in_slacks_order(storage: Storage) -> None:
    for number, moment in ((1, "10.5"), (2, "9.5"), (3, "10.5")):
        await keep(storage, number, "C1/9.5", moment)
    await keep(storage, 4, "C1/other")
    order = []

    while claims := await storage.inbox.claim("me", 10):
        order.append(sorted(numbers_of(claims)))
        for claim in claims:
            async with storage.begin(ACME_TEAM, finishing=claim):
                pass

    assert order == [[2, 4], [1], [3]]


async def test_finishing_commits_with_the_work_and_forgets_the_words(storage: Storage) -> None:
    await keep(storage, 1, text="Zebulon signed")
    (claim,) = await storage.inbox.claim("me", 1)

    async with storage.begin(ACME_TEAM, finishing=claim) as tx:
        await tx.people.put(Person("U1", "Ann"), NOON)

    assert await storage.inbox.next_at() is None
    assert not await keep(storage, 1)
    assert "Zebulon" not in str(await run(storage, "SELECT body FROM inbox"))


async def test_work_that_fails_leaves_the_row_to_be_tried_again(storage: Storage) -> None:
    await keep(storage, 1)
    (claim,) = await storage.inbox.claim("me", 1)

    async def work_and_fail() -> None:
        async with storage.begin(ACME_TEAM, finishing=claim) as tx:
            await tx.people.put(Person("U1", "Ann"), NOON)
            raise LookupError

    with pytest.raises(LookupError):
        await work_and_fail()
    released = await storage.inbox.release(claim, MINUTE, "The database was away.")

    assert released
    assert await storage.inbox.claim("me", 1) == ()
    assert 59 < (await storage.inbox.next_at() or 0) <= 60
    await let_pass(storage, 60, "inbox")
    (again,) = await storage.inbox.claim("me", 1)
    assert again.attempt == 2


async def test_a_late_finisher_is_refused_and_undone(storage: Storage) -> None:
    await keep(storage, 1)
    (late,) = await storage.inbox.claim("late", 1)
    await let_leases_end(storage)
    (taken_over,) = await storage.inbox.claim("other", 1)

    with pytest.raises(ClaimLostError, match="Somebody else took over"):
        async with storage.begin(ACME_TEAM, finishing=late) as tx:
            await tx.people.put(Person("U1", "Late"), NOON)
    async with storage.begin(ACME_TEAM, finishing=taken_over) as tx:
        assert await tx.people.get("U1") is None

    assert not await storage.inbox.release(late, NOW, "")
    assert not await storage.inbox.give_up(late, "")
    with pytest.raises(ClaimLostError):
        async with storage.begin(ACME_TEAM, finishing=taken_over):
            pass


async def test_the_same_owner_that_claims_again_is_fenced_from_its_own_past(storage: Storage) -> None:
    await keep(storage, 1)
    (before,) = await storage.inbox.claim("me", 1)
    await let_leases_end(storage)
    await storage.inbox.claim("me", 1)

    with pytest.raises(ClaimLostError):
        async with storage.begin(ACME_TEAM, finishing=before):
            pass


async def test_of_two_that_finish_at_once_one_has_effect(storage: Storage, other: Storage) -> None:
    await keep(storage, 1)
    (late,) = await storage.inbox.claim("late", 1)
    await let_leases_end(storage)
    (taken_over,) = await other.inbox.claim("other", 1)

    async def finish(door: Storage, claim: Claim[ClaimedEvent]) -> None:
        async with door.begin(ACME_TEAM, finishing=claim) as tx:
            await tx.deals.add(ACME)

    ended = await asyncio.gather(finish(storage, late), finish(other, taken_over), return_exceptions=True)

    assert [type(error) for error in ended] == [ClaimLostError, type(None)]
    async with storage.begin(ACME_TEAM) as tx:
        assert len(await tx.deals.standing()) == 1


async def test_a_lease_that_is_extended_does_not_end(storage: Storage) -> None:
    await keep_all(storage, range(3))
    await storage.inbox.claim("mine", 2)
    await storage.inbox.claim("theirs", 2)
    await let_pass(storage, 14, "inbox")

    extended = await storage.inbox.extend("mine")
    await let_pass(storage, 2, "inbox")

    assert extended == 2
    assert numbers_of(await storage.inbox.claim("third", 5)) == [2]


async def test_a_drained_process_gives_everything_back_at_once(storage: Storage) -> None:
    await keep_all(storage, range(3))
    await storage.inbox.claim("leaving", 3)

    freed = await storage.inbox.free("leaving")

    assert freed == 3
    assert len(await storage.inbox.claim("next", 5)) == 3


async def test_a_row_whose_owners_all_fell_silent_is_given_up_the_sixth_time(storage: Storage) -> None:
    await keep(storage, 1, text="kills whoever reads it")
    for attempt in range(1, 6):
        (claim,) = await storage.inbox.claim("who dies", 5)
        assert claim.attempt == attempt
        await let_leases_end(storage)

    assert await storage.inbox.claim("me", 5) == ()

    assert await storage.inbox.next_at() is None
    assert (await storage.inbox.depth()).failed == 1
    (failure,) = (await storage.status()).failures
    assert "taken 5 times" in failure.why


async def test_tries_that_were_given_back_do_not_count_as_losses(storage: Storage) -> None:
    await keep(storage, 1)

    for attempt in range(1, 20):
        (claim,) = await storage.inbox.claim("me", 1)
        assert claim.attempt == attempt
        await storage.inbox.release(claim, NOW, "Slack was away.")

    assert (await storage.inbox.depth()).failed == 0


async def test_a_row_that_kills_takes_only_itself_with_it(storage: Storage) -> None:
    """A batch whose process dies is suspect as a whole; its rows then come one to a claim, beside fresh ones."""
    await keep_all(storage, range(10))
    killer = 3

    for _ in range(40):
        for claim in await storage.inbox.claim("worker", 5):
            if numbers_of([claim]) == [killer]:
                await let_leases_end(storage)
                break
            async with storage.begin(ACME_TEAM, finishing=claim):
                pass

    assert await storage.inbox.depth() == await _depth(waiting=0, failed=1)
    assert await run(storage, "SELECT event_id FROM inbox WHERE state = 'failed'") == f"Ev{killer}"


async def _depth(waiting: int, failed: int) -> object:
    from storage.records import Depth

    return Depth(waiting, 0.0, failed)


async def test_a_row_that_is_given_up_is_over_and_says_why(storage: Storage) -> None:
    await keep_all(storage, [1, 2], thread="C1/1")
    (claim,) = await storage.inbox.claim("me", 1)

    given_up = await storage.inbox.give_up(claim, "The body is none of Slack's.")

    assert given_up
    assert numbers_of(await storage.inbox.claim("me", 5)) == [2]
    assert [failure.why for failure in (await storage.status()).failures] == ["The body is none of Slack's."]


async def test_a_clock_that_is_a_minute_off_does_no_harm(storage: Storage) -> None:
    await keep_all(storage, range(2))

    for wrong in (MINUTE, -MINUTE):
        with time_machine.travel(datetime.now(NOON.tzinfo) + wrong):
            (claim,) = await storage.inbox.claim(f"off by {wrong}", 1)
            await storage.inbox.extend(f"off by {wrong}")

        assert 5 < (await _lease_of(storage, claim)) <= 15
    assert await storage.inbox.claim("with a right clock", 5) == ()
    await let_leases_end(storage)
    assert len(await storage.inbox.claim("with a right clock", 5)) == 1


async def _lease_of(storage: Storage, claim: Claim[ClaimedEvent]) -> float:
    """Seconds until the claim's lease ends, by the database's clock."""
    due_at = await run(storage, f"SELECT due_at FROM inbox WHERE id = {claim.id}")  # noqa: S608
    now = (await storage.status()).clock_ahead_seconds + datetime.now(NOON.tzinfo).timestamp()
    return float(due_at / 1000 - now)


async def test_events_of_one_workspace_never_run_side_by_side(storage: Storage, other: Storage) -> None:
    """Two threads may be about one deal: the second waits, whichever process works it."""
    await keep_all(storage, range(8))
    inside: list[int] = []
    most: list[int] = []

    async def work(door: Storage, owner: str) -> None:
        for claim in await door.inbox.claim(owner, 4):
            async with door.begin(ACME_TEAM, finishing=claim) as tx:
                inside.append(1)
                most.append(len(inside))
                await tx.deals.standing()
                inside.pop()

    await asyncio.gather(work(storage, "one"), work(other, "two"))

    assert most == [1] * 8


async def test_a_waiting_process_wakes_when_something_comes(storage: Storage) -> None:
    waiting = asyncio.create_task(storage.inbox.wait(60))
    await asyncio.sleep(0)

    await keep(storage, 1)

    await asyncio.wait_for(waiting, 10)


@pytest.mark.parametrize("migrated_url", ["postgres"], indirect=True)
async def test_a_process_wakes_when_another_one_has_kept_something(storage: Storage, other: Storage) -> None:
    await other.inbox.wait(10)  # listening begins, and wakes once for what may have come before

    waiting = asyncio.create_task(other.inbox.wait(60))
    await keep(storage, 1)

    await asyncio.wait_for(waiting, 10)


async def test_what_is_due_waits_for_its_time_and_is_one_for_each_key(storage: Storage) -> None:
    async with storage.begin(ACME_TEAM) as tx:
        await tx.due.put("digest", "U1", soon(), {"n": 1})
        await tx.due.put("digest", "U1", NOON - MINUTE, {"n": 2})
        await tx.due.put("digest", "U2", soon(), {"n": 3})
        await tx.due.put("snooze", "U1", NOON, {"n": 4})
        await tx.due.put("snooze", "U9", NOON, {"n": 5})
        assert await tx.due.cancel("snooze", "U9")
        assert not await tx.due.cancel("snooze", "U8")

    claims = await storage.due.claim("me", 10)

    assert sorted((claim.row.kind, claim.row.key, claim.row.body["n"]) for claim in claims) == [
        ("digest", "U1", 2),
        ("snooze", "U1", 4),
    ]


async def test_what_is_due_may_put_itself_off_in_the_very_transaction_that_ends_it(storage: Storage) -> None:
    async with storage.begin(ACME_TEAM) as tx:
        await tx.due.put("digest", "U1", NOON, {"day": 1})
    (claim,) = await storage.due.claim("me", 1)

    async with storage.begin(ACME_TEAM, finishing=claim) as tx:
        await tx.due.put("digest", "U1", NOON, {"day": 2})

    (tomorrow,) = await storage.due.claim("me", 1)
    assert tomorrow.row.body == {"day": 2}


async def test_what_was_put_off_or_cancelled_while_it_was_worked_is_lost_to_whoever_works_it(storage: Storage) -> None:
    async with storage.begin(ACME_TEAM) as tx:
        await tx.due.put("snooze", "U1", NOON, {})
        await tx.due.put("snooze", "U2", NOON, {})
    claims = await storage.due.claim("me", 2)
    async with storage.begin(ACME_TEAM) as tx:
        await tx.due.put("snooze", "U1", soon(), {})
        await tx.due.cancel("snooze", "U2")

    for claim in claims:
        with pytest.raises(ClaimLostError):
            async with storage.begin(ACME_TEAM, finishing=claim):
                pass


_tenants = iter(range(1_000_000))
_steps = st.one_of(
    st.tuples(st.just("keep"), st.integers(0, 2), st.integers(0, 30)),
    st.tuples(st.just("claim"), st.sampled_from(["one", "two"]), st.integers(1, 4)),
    st.tuples(st.just("finish"), st.integers(0, 9), st.just(0)),
    st.tuples(st.just("release"), st.integers(0, 9), st.just(0)),
    st.tuples(st.just("die"), st.just(0), st.just(0)),
)


@dataclass
class _World:
    """What must be true of one workspace's inbox: what is open, who holds what, and what has ended how often."""

    storage: Storage
    tenant: Tenant
    open: dict[str, tuple[int, int]] = field(default_factory=dict)
    held: list[Claim[ClaimedEvent]] = field(default_factory=list)
    lost: list[Claim[ClaimedEvent]] = field(default_factory=list)
    done: list[str] = field(default_factory=list)

    async def step(self, step: str, what: object, number: int) -> None:
        """Do one thing, and check what it promises."""
        match step:
            case "keep":
                await self.keep(f"C1/{what}", number)
            case "claim":
                await self.claim(str(what), number)
            case "die":
                await let_leases_end(self.storage)
                self.lost, self.held = [*self.lost, *self.held], []
            case _ if self.held:
                claim = self.held.pop(int(str(what)) % len(self.held))
                await (self.finish(claim) if step == "finish" else self.release(claim))

    async def keep(self, thread: str, moment: int) -> None:
        event_id = f"Ev{thread}-{moment}"
        new = await self.storage.keep_event(self.tenant, event_id, "message", thread, f"{moment}.0", {})
        assert new is (event_id not in self.open and event_id not in self.done)
        if new:
            self.open[event_id] = (moment, len(self.open) + len(self.done))

    async def claim(self, owner: str, limit: int) -> None:
        claims = await self.storage.inbox.claim(owner, limit, self.tenant)
        taken = {claim.row.event_id for claim in self.held}
        for claim in claims:
            event_id, thread = claim.row.event_id, claim.row.thread
            first = min((moment for other, (moment, _) in self.open.items() if other.startswith(f"Ev{thread}-")))
            assert event_id not in taken
            assert self.open[event_id][0] == first
        assert len(claims) <= limit
        self.held += claims

    async def finish(self, claim: Claim[ClaimedEvent]) -> None:
        async with self.storage.begin(self.tenant, finishing=claim):
            pass
        del self.open[claim.row.event_id]
        self.done.append(claim.row.event_id)

    async def release(self, claim: Claim[ClaimedEvent]) -> None:
        assert await self.storage.inbox.release(claim, NOW, "again")

    async def drain(self) -> None:
        """Finish everything; then nothing is open, and each event ended once."""
        await self.step("die", 0, 0)
        for _ in range(200):
            await self.claim("last", 5)
            while self.held:
                await self.finish(self.held.pop())
        assert self.open == {}
        assert len(set(self.done)) == len(self.done)


@given(steps=st.lists(_steps, max_size=25))
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_whatever_happens_each_event_ends_once_and_in_its_order(
    storage: Storage, steps: list[tuple[str, object, int]]
) -> None:
    world = _World(storage, Tenant(f"T{next(_tenants)}"))

    for step in steps:
        await world.step(*step)

    for late in world.lost:
        if late.row.event_id in world.done:
            with pytest.raises(ClaimLostError):
                async with storage.begin(world.tenant, finishing=late):
                    pass
    await world.drain()
