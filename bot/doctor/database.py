"""What the doctor finds in the database: whether it answers, its tables, its queues, what failed, and its clock."""

from collections.abc import Iterator
from datetime import datetime

from bot.doctor.finding import Finding, counted, lasting
from storage import Storage, StorageError
from storage.records import Depth, Failure, StorageStatus

MOST_CLOCK_SECONDS = 60.0
"""By how much two clocks may differ: up to a minute does no harm."""
_OLD = {"inbox": 60.0, "outbox": 600.0, "due": 600.0}
"""From how many seconds on the oldest row of a queue is a sign of trouble; Slack's pace may hold messages up."""
_WHAT = {"inbox": "event", "outbox": "message", "due": "reminder"}


async def examine_database(storage: Storage, now: datetime) -> list[Finding]:
    """What there is to say of the database at `now`, our own clock; nothing is created or changed."""
    try:
        await storage.check()
        status = await storage.status()
    except StorageError as error:
        return [
            Finding("database", str(error), fine=False),
            Finding("queues", "not looked at: the database comes first", fine=False),
        ]
    return list(_told(status, now))


def _told(status: StorageStatus, now: datetime) -> Iterator[Finding]:
    yield Finding("database", f"{status.dialect} {status.server_version} answers")
    yield Finding("migrations", f"the tables are of this program's version ({status.revision})")
    queues = {"inbox": status.inbox, "outbox": status.outbox, "due": status.due}
    for queue, depth in queues.items():
        yield _of_queue(queue, depth)
    yield _of_failures(sum(depth.failed for depth in queues.values()), status.failures)
    yield _of_events(status.last_event_at, now)
    yield clock_finding("database clock", "the database's", status.clock_ahead_seconds)


def _of_queue(queue: str, depth: Depth) -> Finding:
    if not depth.waiting:
        return Finding(queue, "nothing waits")
    waits = f"{counted(depth.waiting, _WHAT[queue])} waiting, the oldest for {lasting(depth.oldest_seconds)}"
    if depth.oldest_seconds <= _OLD[queue]:
        return Finding(queue, waits)
    return Finding(queue, f"{waits}: see that the bot runs (`dealcoach run`), and what it logs", fine=False)


def _of_failures(count: int, latest: tuple[Failure, ...]) -> Finding:
    """What was given up; the reasons say what to do."""
    if not count:
        return Finding("failed", "nothing was given up")
    reasons = "; ".join(f"{failure.queue} {failure.id}: {failure.why.rstrip('.')}" for failure in latest)
    return Finding("failed", f"{counted(count, 'row')} given up, the latest first: {reasons}", fine=False)


def _of_events(last: datetime | None, now: datetime) -> Finding:
    if last is None:
        advice = "none has come yet: start the bot, /invite it to a channel and write something there"
        return Finding("last event", advice, fine=False)
    return Finding("last event", f"{lasting((now - last).total_seconds())} ago")


def clock_finding(subject: str, whose: str, ahead_seconds: float) -> Finding:
    """How far `whose` clock is ahead of ours, in seconds; beyond a minute somebody has to set one."""
    if abs(ahead_seconds) < 2:
        return Finding(subject, "agrees with ours")
    told = f"{lasting(ahead_seconds)} {'ahead of' if ahead_seconds > 0 else 'behind'} ours"
    if abs(ahead_seconds) <= MOST_CLOCK_SECONDS:
        return Finding(subject, f"{told}, which does no harm")
    advice = "let both machines take their time from the network (NTP)"
    return Finding(subject, f"{whose} clock is {told}: {advice}", fine=False)
