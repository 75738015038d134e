"""A team of reps with deals, for tests of what managers read: each deal told of in a channel, and nudged there."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from coaching.deal import Update, rebuild_deal
from coaching.decision import DecisionRecord, Nudge
from coaching.facts import Facts, Stage
from coaching.message import Tenant
from storage import Storage

MONDAY = datetime(2026, 3, 16, 8, tzinfo=UTC)
"""Nine o'clock in Madrid, when digests come; the team's last week ended eight hours ago."""
LAST_WEEK = MONDAY - timedelta(days=4)
PUBLIC, PRIVATE = "C0DEALS", "C0BOARD"
BOSS = "U0BOSS"


@dataclass(frozen=True)
class Told:
    """One deal as its rep told of it, the play that was said to that, and whether its rep shares it."""

    name: str
    rep: str
    stage: Stage = "demo"
    amount: int | None = None
    play: str = ""
    channel: str = PUBLIC
    shared: bool = False
    words: str = "call mum"
    at: datetime = LAST_WEEK


async def hear(storage: Storage, team: Iterable[Told], tenant: Tenant, *, managers: Iterable[str] = (BOSS,)) -> None:
    """Keep all of it, as if it had been said in Slack."""
    async with storage.begin(tenant) as tx:
        await tx.channels.put(PUBLIC, private=False)
        await tx.channels.put(PRIVATE, private=True)
        for manager in managers:
            await tx.managers.put(manager, "U0MIA", MONDAY)
        for number, each in enumerate(team):
            ts = f"17724438{number:02}.000100"
            facts = Facts(each.name, each.amount, "EUR" if each.amount else None, each.stage, next_step=each.words)
            update = Update(each.channel, ts, None, each.rep, "person", each.at, facts, {"quiet": each.words})
            deal_id = await tx.deals.add(rebuild_deal(each.name, [update]))
            await tx.updates.put(update, deal_id)
            if each.play:
                nudge = Nudge(each.play, each.words, f"Try {each.words}", "thread")
                record = DecisionRecord(each.channel, ts, ts, each.at, each.rep, deal_id, nudge)
                decision = await tx.decisions.add(record)
                said = nudge.play, nudge.evidence, nudge.words, nudge.to
                await tx.nudges.add(decision, deal_id, each.rep, each.channel, ts, ts, *said, each.at)
            if each.shared:
                await tx.shared_deals.put(deal_id, each.rep, MONDAY)
