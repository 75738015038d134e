"""Whatever happens, the bot at work says what a replay of the same events says it would: nudges of time as well."""

import random
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from coached import shipped_content
from migrated_file import migrated_file
from story import TEAM, Story, tell

from bot.chosen_reader import local_reader
from bot.replay_lines import outcome_line
from coaching.message import Person, Tenant
from coaching.outcome import Outcome
from handlers.bench import Bench
from handlers.desk import Desk
from handlers.digests.weekly import DIGEST
from handlers.due import plan_due, work_due
from handlers.envelope import event_id
from handlers.messages.events import moment_of, thread_of
from handlers.messages.intake import OwnIds
from handlers.messages.work import work
from handlers.slack_ts import ts_of
from handlers.timed.planning import TIMED, work_look
from storage import Storage
from storage.records import Claim, DueRow

BEGIN = datetime(2025, 3, 10, 7, tzinfo=UTC)
"""Long past for any database's own clock, and three weeks before the clocks change in Europe."""
REPS = {"UANNA": "Europe/London", "UBEN": "America/New_York", "URAVI": "Asia/Kolkata"}
COMPANIES = ("Tarnbeck Mills", "Glenmarsh Dairy", "Oakham Steel", "Halden Marine")
WORDS = (
    "Good visit at {company} with Ines Valdo today, they run 40 looms and quality is the pain.",
    "Sent the proposal to {company} ($ {amount}k) today. No reply to my last three emails, they've gone dark.",
    "{company}: workshop agreed with Ines for {day}, 14:00.",
    "Good demo with {company}, the users love it. But we still don't know who signs off on the {amount}k.",
    "{company}: they expect to sign by {day}, {amount}k.",
    "Negotiating terms with {company} now, {amount}k, closing {day}.",
    "Just off the phone with {company}, they are super interested! Putting it in commit for {amount}k.",
    "{company}: no budget before summer, Ines wants us back in May.",
    "We won {company}, {amount}k, signed today!",
    "lunch, anybody?",
)


class Days(Story):
    """A team's weeks by chance: posts, replies, edits and deletions, minutes to days apart."""

    def __init__(self, seed: int, events: int = 12) -> None:
        super().__init__()
        self.chance, self.now = random.Random(seed), BEGIN  # noqa: S311 (no secret: a story)
        self.standing: list[tuple[str, str, str]] = []
        for user, zone in REPS.items():
            self.rep(user, zone)
        while len(self.events) < events:
            self.now += timedelta(minutes=self.chance.choice([7, 90, 600, 1500, 3000]))
            self.go_on()
        self.now += timedelta(days=6)
        self.say("UBEN", "lunch, anybody?", None)

    def go_on(self) -> None:
        """Let the next thing happen."""
        user, company, roll = self.chance.choice([*REPS]), self.chance.choice(COMPANIES), self.chance.random()
        if roll < 0.2 and self.standing:
            ts, author, about = self.chance.choice(self.standing)
            self.edit(ts, self.clock_of(author), self.words(about))
        elif roll < 0.28 and self.standing:
            ts, author, _ = self.standing.pop(self.chance.randrange(len(self.standing)))
            self.delete(ts, self.clock_of(author))
        else:
            root = self.chance.choice(self.standing)[0] if roll < 0.45 and self.standing else None
            self.standing.append((self.say(user, self.words(company), root), user, company))

    def say(self, user: str, text: str, thread: str | None) -> str:
        return self.post(user, self.clock_of(user), text, thread=thread)

    def words(self, company: str) -> str:
        day = self.now + timedelta(days=self.chance.randrange(-3, 12))
        amount = self.chance.randrange(5, 90)
        return self.chance.choice(WORDS).format(company=company, amount=amount, day=f"{day.day} {day:%B}")

    def clock_of(self, user: str) -> str:
        return f"{self.now.astimezone(ZoneInfo(REPS[user])):%Y-%m-%d %H:%M}"


@dataclass
class Bot:
    """The bot at work over a database: events through its inbox, what is due in its time; Slack takes all at once."""

    storage: Storage
    now: datetime = BEGIN
    outcomes: list[Outcome] = field(default_factory=list)
    digests: int = 0
    tenant: Tenant = field(default_factory=lambda: Tenant(TEAM))

    def __post_init__(self) -> None:
        content = shipped_content()
        coach, reader = content.coach, local_reader(content)
        bench = Bench(self.storage, reader, coach, self.person, OwnIds(team=TEAM), ("HubSpot",))
        named = (self.storage, coach.playbook, content.signals, coach.catalogue)
        self.desk = Desk(*named, lambda: self.now, self.person, bench.is_member, bench=bench)

    async def person(self, user: str) -> Person:
        return Person(user, user.removeprefix("U").title(), REPS.get(user, "UTC"))

    async def live(self, events: list[dict[str, Any]]) -> None:
        """All that happens, with the days between."""
        for body in events:
            moment = datetime.fromtimestamp(float(body["event"]["event_ts"]), UTC)
            await self.pass_time(moment)
            self.now = moment
            await self.storage.keep_event(
                self.tenant, event_id(body), "message", thread_of(body), moment_of(body), body
            )
            for claim in await self.storage.inbox.claim("bot", 5):
                self.outcomes += await work(claim.row.body, self.desk.bench, claim)
            await self.send()
            await plan_due(self.tenant, self.desk)

    async def pass_time(self, until: datetime) -> None:
        """Do what falls due, the earliest first; what is not due yet waits on."""
        while claims := await self.storage.due.claim("bot", 1):
            [claim] = claims
            planned = datetime.fromisoformat(claim.row.body.get("planned", self.now.isoformat()))
            if planned > until:
                async with self.storage.begin(self.tenant) as tx:
                    await tx.due.put(claim.row.kind, claim.row.key, planned, claim.row.body)
                return
            self.now = max(self.now, planned)
            await self.do(claim)
            await self.send()

    async def do(self, claim: Claim[DueRow]) -> None:
        if claim.row.kind == TIMED:
            self.outcomes += await work_look(claim, self.desk)
            return
        self.digests += claim.row.kind == DIGEST
        await work_due(claim, self.desk)

    async def send(self) -> None:
        """Slack shows at once what waits for it."""
        async with self.storage.begin(self.tenant) as tx:
            for number, row in enumerate(await tx.outbox.pending(), start=1):
                nudge = await tx.nudges.get(row.nudge_id) if row.nudge_id else None
                place = (nudge and nudge.posted_channel) or row.channel.replace("U", "D", 1)
                ts = (nudge and nudge.posted_ts) or ts_of(self.now + timedelta(microseconds=number))
                await tx.outbox.sending(row.id)
                await tx.outbox.sent(row.id, place, ts, self.now)


async def both(seed: int, folder: Path) -> tuple[list[str], list[str], int]:
    """What the bot did, and what the replay says; and how many digests came."""
    story = Days(seed)
    bot = Bot(Storage(await migrated_file(folder / "bot.db")))
    try:
        await bot.live(story.events)
    finally:
        await bot.storage.close()
    replayed = (await tell(story, folder)).replayed
    assert not replayed.skipped
    return (
        [outcome_line(each) for each in bot.outcomes],
        [outcome_line(each) for each in replayed.outcomes],
        bot.digests,
    )


@pytest.mark.parametrize("seed", [21, 41])
async def test_live_and_replay_say_the_same_of_any_story(seed: int, tmp_path: Path) -> None:
    live, replayed, digests = await both(seed, tmp_path)

    assert live == replayed
    assert digests > 0
    assert any('"ts": null' in line and '"action": "nudge"' in line for line in live)
