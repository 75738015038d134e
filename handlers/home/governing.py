"""What an admin looks after, as their Home shows it: channels, settings, and how the plays fare."""

from datetime import timedelta
from typing import TYPE_CHECKING

from handlers.blocks.home_admin import TALLIED_DAYS, Governs

if TYPE_CHECKING:
    from handlers.desk import Desk
    from storage import UnitOfWork


async def what_it_governs(tx: "UnitOfWork", desk: "Desk") -> Governs:
    """What an admin's Home shows."""
    tallies = await tx.nudges.tally(desk.clock() - timedelta(days=TALLIED_DAYS))
    return Governs(
        watches=await tx.watches.all(),
        tallies=tallies,
        titles={tally.play: desk.voice.title(tally.play) for tally in tallies},
        limits=desk.limits,
        watch=desk.watch,
        reads_with_model=desk.reads_with_model,
        text_days=desk.text_days,
        withheld_percent=desk.bench.coach.holdout.percent,
        managers=[each.user_id for each in await tx.managers.all()],
        team_deal=desk.team_deal,
    )
