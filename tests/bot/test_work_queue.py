"""The work queue does what was taken one at a time and in order, whatever fails."""

import asyncio
from collections.abc import Mapping
from typing import Any

from structlog.testing import capture_logs

from bot.work_queue import WorkQueue


class Worker:
    """Work that notes what it was given, and fails on what is marked so."""

    def __init__(self) -> None:
        self.done: list[str] = []
        self.told = 0
        self.at_once = 0

    async def work(self, body: Mapping[str, Any]) -> None:
        self.at_once += 1
        await asyncio.sleep(0)
        assert self.at_once == 1
        self.at_once -= 1
        if body.get("fails"):
            raise RuntimeError("this one fails")
        self.done.append(body["event_id"])

    def tell(self) -> None:
        self.told += 1


async def _work_all(worker: Worker, *bodies: Mapping[str, Any]) -> WorkQueue:
    queue = WorkQueue(worker.work, worker.tell)
    for body in bodies:
        await queue.take(body)
    running = asyncio.create_task(queue.run())
    async with asyncio.timeout(5):
        await queue.drain()
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    return queue


async def test_events_are_worked_in_the_order_in_which_they_were_taken() -> None:
    worker = Worker()

    queue = await _work_all(worker, *({"event_id": f"Ev{n}"} for n in range(20)))

    assert worker.done == [f"Ev{n}" for n in range(20)]
    assert queue.left == 0


async def test_an_event_that_fails_is_logged_with_its_id_and_the_next_is_worked() -> None:
    worker = Worker()

    with capture_logs() as lines:
        await _work_all(worker, {"event_id": "Ev1", "fails": True}, {"event_id": "Ev2"})

    [line] = lines
    assert worker.done == ["Ev2"]
    assert (line["event_id"], line["log_level"]) == ("Ev1", "error")
    assert len(line["failure"]) == 8


async def test_somebody_is_told_after_each_event() -> None:
    worker = Worker()

    await _work_all(worker, {"event_id": "Ev1"}, {"event_id": "Ev2", "fails": True}, {"event_id": "Ev3"})

    assert worker.told == 3
