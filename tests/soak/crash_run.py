"""A run of the real bot through a story while blows fall, kills for one; then it is left to finish in peace."""

import asyncio
import signal
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from audit import Audit, audit_of
from kill_plan import Kill
from ledger import Ledger, open_ledger
from redelivering_slack import RedeliveringSlack
from running_bot import RunningBot
from sales_story import SalesStory

AT_ONCE = 16
"""Events that Slack has under way at the same time."""
PATIENCE = 240.0
"""Seconds that anything may take before the run has failed: a lost process's work waits 15 seconds for its lease."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What a run is made of: the database's address, a folder for each process, and how bad Slack's weather is."""

    url: str
    folders: Sequence[Path]
    weather: int


@dataclass(frozen=True, slots=True)
class Interruption:
    """A blow that falls once `after` events of the story are acknowledged."""

    after: int
    blow: "Callable[[Bots], Awaitable[None]]"


@dataclass(frozen=True, slots=True)
class Figures:
    """What a run came to, for the report."""

    events: int
    interruptions: int
    seconds: float
    delivered: int
    delivered_again: int
    acknowledged: int
    given_up_by_slack: int
    calls_failed_by_slack: int
    nudges: int
    posts: int
    sends: int

    def __str__(self) -> str:
        told = ((name.replace("_", " "), getattr(self, name)) for name in self.__slots__)
        return ", ".join(
            f"{name} {value:.1f}" if isinstance(value, float) else f"{name} {value}" for name, value in told
        )


class Bots:
    """The processes of a run; each is started again in the folder of the one that was killed."""

    def __init__(self, setting: Setting, slack: RedeliveringSlack) -> None:
        self._setting, self.slack = setting, slack
        self.running: list[RunningBot] = []

    async def start(self, number: int) -> RunningBot:
        """Start the process of this number."""
        paced = {"DEALCOACH_WORKSPACE_PER_SECOND": "100"}
        settings = self.slack.environment | paced | {"DEALCOACH_DATABASE_URL": self._setting.url}
        bot = RunningBot(settings, self._setting.folders[number])
        await bot.__aenter__()
        return bot

    async def start_all(self) -> None:
        """Start them one after the other, so that the first makes the tables."""
        for number in range(len(self._setting.folders)):
            self.running.append(await self.start(number))
            await self.running[number].until_connected()

    @property
    def all_run(self) -> bool:
        """Whether no process has ended by itself."""
        return all(bot.runs for bot in self.running)

    def expect_running(self) -> None:
        """Fail with the last words of a process that has ended by itself."""
        for bot in self.running:
            assert bot.runs, f"it has ended by itself:\n{bot.said[-3000:]}"

    async def strike(self, kill: Kill) -> None:
        """Kill a process at the planned moment, and start it again."""
        victim = self.running[kill.victim]
        if kill.moment == "posting":
            async with self.slack.next_post_held(within=3.0):
                await victim.end(signal.SIGKILL)
        else:
            if kill.moment == "told":
                told = self.slack.told.total()
                await self.slack.until(lambda: self.slack.told.total() > told, within=PATIENCE)
            await asyncio.sleep(kill.delay)
            await victim.end(signal.SIGKILL)
        self.running[kill.victim] = await self.start(kill.victim)

    async def stop(self) -> list[int]:
        """Tell all to stop; their exit codes."""
        return [await bot.end(signal.SIGTERM) for bot in self.running]

    async def kill_all(self) -> None:
        """Leave nothing running, whatever happened."""
        for bot in self.running:
            if bot.runs:
                await bot.end(signal.SIGKILL)


def killing(kills: Sequence[Kill]) -> list[Interruption]:
    """The interruptions that are kills."""
    return [Interruption(kill.after, partial(Bots.strike, kill=kill)) for kill in kills]


async def run_through(
    story: SalesStory, interruptions: Sequence[Interruption], setting: Setting, seed: int
) -> tuple[Audit, Figures, list[int]]:
    """Tell the story to bots that are interrupted, wait until all is done; the audit, the figures, the exit codes."""
    begun = asyncio.get_running_loop().time()
    async with RedeliveringSlack(seed, setting.weather) as slack, open_ledger(setting.url) as ledger:
        bots = Bots(setting, slack)
        try:
            await bots.start_all()
            await tell_and_interrupt(story, interruptions, bots)
            await until_all_done(ledger, bots)
            codes = await bots.stop()
            audit = await audit_of(ledger, story, slack)
        finally:
            await bots.kill_all()
        return audit, _figures(audit, len(interruptions), asyncio.get_running_loop().time() - begun), codes


async def tell_and_interrupt(story: SalesStory, interruptions: Sequence[Interruption], bots: Bots) -> None:
    """Tell the story while the interruptions fall, each at its time."""
    slack, ids = bots.slack, {body["event_id"] for body in story.happened}
    telling = asyncio.create_task(slack.tell_all(story.delivered, AT_ONCE))
    for interruption in interruptions:
        after = interruption.after
        await slack.until(
            lambda: len(ids & slack.acked.keys()) >= after or telling.done() or not bots.all_run,  # noqa: B023
            within=PATIENCE,
        )
        bots.expect_running()
        await interruption.blow(bots)
    await telling


async def until_all_done(ledger: Ledger, bots: Bots) -> None:
    """Wait until nothing waits any more, in Slack or in the books."""
    async with asyncio.timeout(PATIENCE):
        await bots.slack.echoes_told()
        while await ledger.unfinished():
            bots.expect_running()
            await asyncio.sleep(0.25)
            await bots.slack.echoes_told()


def _figures(audit: Audit, interruptions: int, seconds: float) -> Figures:
    slack = audit.slack
    return Figures(
        events=len(audit.story.happened),
        interruptions=interruptions,
        seconds=seconds,
        delivered=slack.told.total(),
        delivered_again=slack.told["again"],
        acknowledged=len(slack.acked),
        given_up_by_slack=len(slack.lost_by_slack()),
        calls_failed_by_slack=slack.counts["bad weather"],
        nudges=len(audit.books["nudges"]),
        posts=len(slack.posted),
        sends=sum(row["state"] == "sent" for row in audit.books["outbox"]),
    )
