"""The running bot: everything wired together, connected over Socket Mode until it is told to stop."""

import asyncio
import signal
import sys
from contextlib import AsyncExitStack
from datetime import UTC, datetime

import structlog

from bot.app import build_app
from bot.connection import Connection
from bot.logs import set_up_logs
from bot.people import People
from bot.sender import Sender
from bot.settings import Settings, SettingsError, load_settings
from bot.start import (
    StartError,
    check_app_token,
    check_bot_token,
    load_coaching,
    open_session,
    open_storage,
    slack_client,
)
from bot.work_queue import WorkQueue
from handlers.bench import Bench
from handlers.desk import Desk
from handlers.work import work

log = structlog.get_logger(__name__)


def main(settings: Settings | None = None) -> int:
    """Run the bot until SIGTERM or Ctrl-C; the process's exit code, 1 when it could not start."""
    try:
        settings = settings or load_settings()
        set_up_logs(settings.log_level)
        return asyncio.run(_serve(settings))
    except (SettingsError, StartError) as error:
        print(error, file=sys.stderr)
        return 1


async def _serve(settings: Settings) -> int:
    stop = _told_to_stop()
    app_token = settings.app_token.get_secret_value()
    async with AsyncExitStack() as stack:
        storage = await open_storage(settings)
        stack.push_async_callback(storage.close)
        client = slack_client(settings, await stack.enter_async_context(open_session()))
        us = await check_bot_token(client)
        await check_app_token(client, app_token)
        content = load_coaching(settings)

        sender = Sender(client, storage, us.tenant, _now)
        person = People(client, storage, us.tenant, _now).person
        bench = Bench(storage, content.reader, content.coach, person, us.own, settings.crm_apps, us.url)
        queue = WorkQueue(lambda body: work(body, bench), after=sender.wake)
        desk = Desk(storage, content.coach.playbook, content.coach.catalogue, _now, person, queue.take)
        connection = Connection(build_app(us, client, desk), app_token)
        await _run_until(stop, connection, queue, sender, settings.grace_seconds)
    return 0


async def _run_until(
    stop: asyncio.Event, connection: Connection, queue: WorkQueue, sender: Sender, grace_seconds: float
) -> None:
    """Take, work and send until `stop`; then finish what was taken, in `grace_seconds` at most."""
    running = [asyncio.create_task(part) for part in (queue.run(), sender.run(), connection.open())]
    await stop.wait()
    log.info("stopping: what was taken is finished first")
    try:
        async with asyncio.timeout(grace_seconds):
            await connection.take_no_more(lasting=running)
            await queue.drain()
            left = await sender.flush()
        log.info("stopped", left_to_send=left)
    except TimeoutError:
        log.warning("stopped before all was done: the grace period is over", left_to_work=queue.left)
    except Exception:
        log.exception("stopped before all was done")
    for task in running:
        task.cancel()
    await asyncio.gather(*running, return_exceptions=True)
    await connection.close()


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
