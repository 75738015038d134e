"""A deal that was spoken of in a public channel and in a private one, for tests of who hears what."""

from datetime import timedelta

from handlers_rig import Rig
from handlers_world import NOW, SALES
from stub_slack import BEN

from coaching.deal import Update, rebuild_deal
from coaching.facts import Contact, Facts
from coaching.message import Source

PUBLIC, PRIVATE = "C0DEALS", "C0BOARD"
DEMO = Facts("Tarnbeck", stage="demo", contacts=(Contact("Olu Ade", "buyer"),), owner="U0CARA")
MONEY = Facts("Tarnbeck", amount=90_000, contacts=(Contact("Mara Quist", "CFO", "decision_maker", met=True),))


async def know_channels(rig: Rig) -> None:
    """Which of the two channels is private."""
    async with rig.desk.storage.begin(SALES) as tx:
        await tx.channels.put(PUBLIC, private=False)
        await tx.channels.put(PRIVATE, private=True)


async def hear(rig: Rig, *told: tuple[str, Facts], source: Source = "person") -> None:
    """Let there be a deal of these updates by Ben, a day apart, the last one yesterday."""
    updates = [
        Update(channel, f"177244380{at}.000100", None, BEN, source, NOW - timedelta(days=len(told) - at), facts)
        for at, (channel, facts) in enumerate(told)
    ]
    async with rig.desk.storage.begin(SALES) as tx:
        deal_id = await tx.deals.add(rebuild_deal("Tarnbeck", updates))
        for update in updates:
            await tx.updates.put(update, deal_id)
