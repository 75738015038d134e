"""The running bot: everything wired together, open to Slack until it is told to stop."""

import asyncio
import signal
import sys
from collections.abc import Awaitable, Callable, Coroutine, Iterable, Sequence
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import structlog
from slack_sdk.web.async_client import AsyncWebClient

from bot.app import build_app
from bot.chosen_reader import open_reader
from bot.front import Front
from bot.furnishing import furnish
from bot.housekeeping import keep_house
from bot.http_server import ServerError
from bot.keeping import counted_keep
from bot.logs import set_up_logs
from bot.metrics import Metrics
from bot.sender import Sender
from bot.settings import Settings, SettingsError
from bot.settings_loading import load_settings
from bot.start import (
    Installation,
    StartError,
    check_app_token,
    check_bot_token,
    load_coaching,
    open_session,
    open_storage,
    slack_client,
)
from bot.worker import Batch, Worker, new_owner
from coaching.message import Tenant
from handlers.bench import Bench
from handlers.channels.invitation import welcome_admins
from handlers.commands.said_command import obey_at
from handlers.desk import Desk
from handlers.due import TOGETHER, plan_due, work_due
from handlers.messages.work import work
from storage import Claim, StorageError
from storage.records import ClaimedEvent, DueRow

log = structlog.get_logger(__name__)

DUE_AT_ONCE = 200
"""How many digests are composed with the same few questions to the database; their deals all fit into memory."""


def main(settings: Settings | None = None) -> int:
    """Run the bot until SIGTERM or Ctrl-C; the exit code, 1 when it could not start or a part of it broke down."""
    try:
        settings = settings or load_settings()
        set_up_logs(settings.log_level)
        return asyncio.run(_serve(settings))
    except (SettingsError, StartError, ServerError, StorageError) as error:
        print(error, file=sys.stderr)
        return 1


async def _serve(settings: Settings) -> int:
    stop = _told_to_stop()
    async with AsyncExitStack() as stack:
        storage = await open_storage(settings)
        stack.push_async_callback(storage.close)
        await stack.enter_async_context(storage.hold_for_running())
        client = slack_client(settings, await stack.enter_async_context(open_session()))
        us = await _known_to_slack(client, settings)
        content, metrics, owner = load_coaching(settings), Metrics.new(), new_owner()
        reader = await stack.enter_async_context(open_reader(settings, content, metrics.reads, metrics.drops))
        desk = furnish(settings, us, client, storage, content, reader, _now)
        sender = Sender(client, storage, us.tenant, owner, _now, metrics.sends)
        bench = replace(desk.bench, obey=obey_at(desk, client))
        worker = Worker(storage.inbox, us.tenant, partial(_work, bench), owner, settings.events_at_once)
        await welcome_admins(us.tenant, desk)

        app = build_app(us, client, desk, counted_keep(storage, metrics))
        front = Front(settings, app, client, storage, metrics, lambda: worker.runs)
        await front.open()
        others = _by_the_clock(settings, us.tenant, desk, owner)
        return await _run_until(stop, front, worker, sender, others, settings.grace_seconds)


async def _known_to_slack(client: AsyncWebClient, settings: Settings) -> Installation:
    """Who we are to Slack, once our tokens are found to be good."""
    us = await check_bot_token(client)
    if settings.mode == "socket":
        await check_app_token(client, settings.app_token.get_secret_value())
    return us


def _by_the_clock(
    settings: Settings, tenant: Tenant, desk: Desk, owner: str
) -> tuple[Coroutine[Any, Any, None], Coroutine[Any, Any, None]]:
    """What happens because time passes: what falls due, and the keeping of the house."""
    together = {kind: partial(_at_desk, work_together, desk) for kind, work_together in TOGETHER.items()}
    timely = Worker(desk.storage.due, tenant, lambda claim: work_due(claim, desk), owner, 1, together, DUE_AT_ONCE)
    words_kept = timedelta(days=settings.text_days)
    return timely.run(), keep_house(desk.storage, words_kept, _now, lambda: plan_due(tenant, desk))


async def _work(bench: Bench, claim: Claim[ClaimedEvent]) -> None:
    await work(claim.row.body, bench, claim)


async def _at_desk(
    work_together: Callable[[Sequence[Claim[DueRow]], Desk], Awaitable[object]], desk: Desk, batch: Batch[DueRow]
) -> None:
    await work_together(batch, desk)


async def _run_until(
    stop: asyncio.Event,
    front: Front,
    worker: Worker[ClaimedEvent],
    sender: Sender,
    others: Iterable[Coroutine[Any, Any, None]],
    grace_seconds: float,
) -> int:
    """Take, work and send until `stop`, or until a part breaks down, which makes the exit code 1.

    The `others` are parts that may be broken off at any time.
    """
    parts = [asyncio.create_task(part) for part in (front.run(), worker.run(), sender.run(), *others)]
    reachable, working, sending, *_ = parts
    await asyncio.wait({stopped := asyncio.create_task(_until(stop)), *parts}, return_when=asyncio.FIRST_COMPLETED)
    broken = [task for task in parts if task.done()]
    for task in broken:
        log.error("a part of the bot broke down", exc_info=task.exception())
    log.info("stopping: what was taken is finished first")
    reachable.cancel()
    try:
        async with asyncio.timeout(grace_seconds):
            await front.drain()
            worker.stop()
            await asyncio.wait({working}, timeout=grace_seconds / 2)
            sender.stop()
            await asyncio.wait({sending})
        log.info("stopped")
    except TimeoutError:
        log.warning("the grace period is over: the rest waits in the database for the next start")
    for task in (stopped, *parts):
        task.cancel()
    await asyncio.gather(stopped, *parts, return_exceptions=True)
    return 1 if broken else 0


async def _until(event: asyncio.Event) -> None:
    await event.wait()


def _told_to_stop() -> asyncio.Event:
    """Set by the first SIGTERM or Ctrl-C; a second one ends the process at once."""
    stop, loop = asyncio.Event(), asyncio.get_running_loop()
    both = (signal.SIGTERM, signal.SIGINT)

    def take_signal() -> None:
        stop.set()
        for number in both:
            loop.remove_signal_handler(number)

    for number in both:
        loop.add_signal_handler(number, take_signal)
    return stop


def _now() -> datetime:
    return datetime.now(UTC)


if __name__ == "__main__":
    sys.exit(main())
