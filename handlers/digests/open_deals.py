"""What a digest needs to know of somebody's open deals, to tell what time brings up on them."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from coaching.situation import Said
from coaching.timed.unsaid import OpenDeal
from handlers.sight import channels_hidden_from
from handlers.timed.gathering import LONGEST_REST

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from coaching.deal import Deal, Update
    from coaching.message import Tenant
    from handlers.desk import Desk


async def tell_open_deals(
    user: str, deals: "Mapping[int, Deal]", moment: datetime, tenant: "Tenant", desk: "Desk"
) -> dict[int, OpenDeal]:
    """Those of these deals of theirs that are open, by number."""
    numbers = [number for number, deal in deals.items() if deal.state == "open"]
    if not numbers:
        return {}
    async with desk.storage.begin(tenant) as tx:
        updates = await tx.updates.of_deals(numbers)
        channels = {update.channel for told in updates.values() for update in told} - {""}
        hushes = [stored.hush for stored in await tx.hushes.around(user, channels, numbers)]
        nudges = await tx.nudges.of_deals(numbers, moment.astimezone(UTC) - LONGEST_REST)
        misread = await tx.feedback.misread_among([nudge.id for said in nudges.values() for nudge in said])
    hidden = await channels_hidden_from(user, channels, tenant, desk)
    return {
        number: OpenDeal(
            deals[number].name,
            updates[number],
            hidden,
            said=tuple(Said(nudge.play, nudge.at) for nudge in nudges[number]),
            hushes=tuple(hush for hush in hushes if hush.concerns(number, _last_channel(updates[number], hidden))),
            misread=frozenset(nudge.play for nudge in nudges[number] if nudge.id in misread),
            drawn_for=f"{tenant}/{number}",
        )
        for number in numbers
    }


def _last_channel(updates: "Sequence[Update]", hidden: frozenset[str]) -> str:
    """Where the latest of the updates was written that the owner may hear of: there the coach would have spoken."""
    return next((update.channel for update in reversed(updates) if update.channel not in hidden), "")
